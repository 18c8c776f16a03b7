#ifndef TILLTALE_STORE_ACCOUNT_H
#define TILLTALE_STORE_ACCOUNT_H

/* Accounts: who buys now and pays later. The list is the office's; what is owed is the sum of the
 * movements that are here, of all tills. Also the day's rates of other currencies, and what was
 * found out about bank transfers. Writers need an open bracket. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "store/voucher.h"

#define ACCOUNT_CODE_BYTES 65
#define ACCOUNT_NAME_BYTES 481

struct account_row {
    int64_t id;
    char code[ACCOUNT_CODE_BYTES];
    char name[ACCOUNT_NAME_BYTES];
    bool is_active;
    int64_t balance_minor; /* what the customer owes */
};

typedef bool (*account_visitor)(void *context, const struct account_row *row, struct error *err);

/* row->id is filled; the code is not there yet. */
MUST_CHECK bool account_insert(struct store *store, struct account_row *row, struct error *err);
MUST_CHECK bool account_find_code(struct store *store, struct text_view code,
    struct account_row *out_row, bool *out_found, struct error *err);
/* By code. */
MUST_CHECK bool account_visit_all(
    struct store *store, account_visitor visit, void *context, struct error *err);
MUST_CHECK bool account_move(struct store *store, struct movement_row *row, struct error *err);
MUST_CHECK bool account_visit_movements(struct store *store, int64_t account_id,
    movement_visitor visit, void *context, struct error *err);

struct exchange_rate_row {
    char currency[4];
    char rate[24]; /* decimal: what one unit is worth here */
    int64_t set_at_ms;
};

typedef bool (*exchange_rate_visitor)(
    void *context, const struct exchange_rate_row *row, struct error *err);

MUST_CHECK bool exchange_rate_find(struct store *store, const char *currency,
    struct exchange_rate_row *out_row, bool *out_found, struct error *err);
/* By currency. */
MUST_CHECK bool exchange_rate_visit_all(
    struct store *store, exchange_rate_visitor visit, void *context, struct error *err);
/* Inserts or changes. */
MUST_CHECK bool exchange_rate_write(
    struct store *store, const struct exchange_rate_row *row, struct error *err);

/* What somebody found out about payment `payment_n` (from 1) of a sale. */
struct transfer_check_row {
    int64_t sale_id, payment_n;
    bool has_arrived;
    int64_t staff_id; /* 0: none */
    const char *staff_name;
    int64_t checked_at_ms;
};
MUST_CHECK bool transfer_check_insert(
    struct store *store, const struct transfer_check_row *row, struct error *err);

#endif
