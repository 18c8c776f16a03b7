#ifndef TILLTALE_TILL_LEDGER_H
#define TILLTALE_TILL_LEDGER_H

/* Ledgers: what a sale does beside its own rows: vouchers that are made and spent, debts that grow
 * and are paid, transfers that somebody saw. Private to src/till. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/token.h"

struct error;
struct sale;
struct sale_request;
struct tender;
struct till;

/* Inside the sale's transaction, after its rows. sale->vouchers gets what was made.
 * Errors: ERROR_INVALID, more than is left on a voucher; ERROR_NOT_FOUND, no such voucher or account
 * here; ERROR_REFUSED, no key to make one with. */
MUST_CHECK bool till_write_ledgers(
    struct till *till, const struct sale_request *request, struct sale *sale, struct error *err);

/* False for cash of 0, by which a rest was rounded away: it is no row of the sale. */
bool ledger_is_payment(const struct tender *tender);

/* The code of a voucher, and the text of its QR code (may be NULL). False where this till holds no
 * key that makes it. */
bool till_voucher_code(const struct till *till, int64_t voucher_id,
    char out_code[TOKEN_GROUPED_MAX], char out_text[512]);

#endif
