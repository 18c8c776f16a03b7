#ifndef TILLTALE_DOMAIN_GIVE_BACK_H
#define TILLTALE_DOMAIN_GIVE_BACK_H

/* Give back: money that goes out for a refund, or for an exchange whose new goods are worth less.
 *
 * Rows of money out are tenders whose tendered_minor is below 0, or 0 in cash where all of it is
 * rounded away; they have no change. They must be
 * exactly what is due: card, transfer and voucher to the cent, cash rounded to coins as it is when
 * it comes in. The difference is the sale's cash rounding. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/money.h"
#include "domain/tender.h"

struct error;

/* All above 0. Without a sale whose rounding is to be mirrored (domain/refund.h) the three are the
 * same. */
struct give_back {
    int64_t gross_minor; /* what the ticket comes to */
    int64_t exact_minor; /* without cash: tenders that know every cent */
    int64_t rest_minor;  /* with cash: this less the other tenders, rounded to coins */
};

/* What is to be given back by one tender of this kind alone. */
int64_t give_back_by(const struct give_back *due, enum tender_kind kind, int64_t cash_step_minor);

/* Errors: ERROR_INVALID, a row is not below 0, or they are more or less than what is due;
 * ERROR_LIMIT, too many rows or too large. */
MUST_CHECK bool give_back_settle(const struct give_back *due, const struct tender *tenders,
    size_t count, int64_t cash_step_minor, const struct currency *currency,
    struct settlement *out_settlement, struct error *err);

#endif
