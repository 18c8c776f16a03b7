#ifndef TILLTALE_TILL_OFFER_LIMIT_H
#define TILLTALE_TILL_OFFER_LIMIT_H

/* Offer limit: an offer that is given once to each person, or once for each code. Private to
 * src/till.
 *
 * It was used when a sale that this person's code (or this code) was on has a line that the
 * campaign took something off. The person behind a receipt's code is the lead that its sale is
 * tied to; a receipt of nobody is a person of its own. A flyer's code names nobody: its offer holds
 * until a code on the same ticket says whose it is. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct till;
struct till_code;

/* Takes the offer of `code` off where it was used before: then its kind is OUTCOME_USED and its day
 * says when. */
MUST_CHECK bool till_limit_code(struct till *till, struct till_code *code, struct error *err);

/* The ticket is a lead's from now on: takes the offers off that this person has used. In the
 * bracket of a change. */
MUST_CHECK bool till_limit_ticket(struct till *till, int64_t lead_id, struct error *err);

#endif
