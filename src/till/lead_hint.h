#ifndef TILLTALE_TILL_LEAD_HINT_H
#define TILLTALE_TILL_LEAD_HINT_H

/* Lead hint: what a till may say of the person whose code is on the ticket, so that what is sold
 * fits: what they were interested in. It stands open in the file; nothing personal does. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct till;

#define LEAD_HINT_INTERESTS_BYTES 400

struct lead_hint {
    bool is_known;                             /* false: of another till, and not here yet */
    char interests[LEAD_HINT_INTERESTS_BYTES]; /* "Beans, Grinders"; "" they said none */
};

/* What was noted last counts. Errors: those of reading. */
MUST_CHECK bool lead_hint_read(
    struct till *till, int64_t lead_id, struct lead_hint *out_hint, struct error *err);

#endif
