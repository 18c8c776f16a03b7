#ifndef TILLTALE_TILL_ACCOUNT_H
#define TILLTALE_TILL_ACCOUNT_H

/* Accounts: customers who buy now and pay later; and the day's rates of other currencies. Both lists
 * are the office's. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/tender.h"
#include "domain/ticket.h"
#include "till/sell.h"
#include "till/voucher.h"

struct error;
struct till;

struct till_account {
    int64_t id;
    char code[CODE_BYTES];
    char name[NAME_BYTES];
    bool is_active;
    int64_t owed_minor; /* by the customer */
};

/* Errors: ERROR_INVALID, a code or name that is empty, too long or there already; ERROR_REFUSED, the
 * pen is elsewhere. */
MUST_CHECK bool till_add_account(
    struct till *till, const char *code, const char *name, struct error *err);

/* Errors: ERROR_NOT_FOUND. */
MUST_CHECK bool till_find_account(
    struct till *till, struct text_view code, struct till_account *out_account, struct error *err);

typedef bool (*till_account_visitor)(
    void *context, const struct till_account *account, struct error *err);
/* By code. */
MUST_CHECK bool till_visit_accounts(
    struct till *till, till_account_visitor visit, void *context, struct error *err);
MUST_CHECK bool till_visit_account(struct till *till, int64_t account_id,
    till_movement_visitor visit, void *context, struct error *err);

/* Adds a line by which the customer pays `amount_minor` of what is owed. Errors: ERROR_NOT_FOUND;
 * ERROR_INVALID, the amount is not above 0. */
MUST_CHECK bool till_add_account_payment(struct till *till, struct text_view code,
    int64_t amount_minor, struct till_outcome *out_outcome, struct error *err);

/* What one unit of another currency is worth from now on. Errors: ERROR_INVALID, the currency is not
 * known or the shop's own, or the rate is none; ERROR_REFUSED, the pen is elsewhere. */
MUST_CHECK bool till_set_rate(
    struct till *till, const char *currency, const char *rate, struct error *err);

struct till_rate {
    const struct currency *currency;
    char rate[TENDER_RATE_BYTES];
    int64_t set_at_ms;
};
#define TILL_RATES_MAX 8 /* more are not offered */

/* By currency. Returns how many. */
MUST_CHECK bool till_rates(struct till *till, struct till_rate out_rates[TILL_RATES_MAX],
    size_t *out_count, struct error *err);

/* Fills the tender for cash of another currency at the rate of the day, or at `rate` where it is not
 * empty. Errors: ERROR_NOT_FOUND, no rate was set; ERROR_INVALID. */
MUST_CHECK bool till_convert(struct till *till, struct text_view currency, struct text_view amount,
    struct text_view rate, struct tender *out_tender, struct error *err);

#endif
