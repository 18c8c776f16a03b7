#ifndef TILLTALE_STORE_VOUCHER_H
#define TILLTALE_STORE_VOUCHER_H

/* Vouchers: gift cards and the movements of their balances. A balance is never stored: it is the
 * sum of the movements that are here, of all tills. Writers need an open bracket. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct store;

struct voucher_row {
    int64_t id; /* its n is the n of its token */
    char currency[4];
    int64_t issued_at_ms;
    char expires_on[11]; /* business day, included; "" never */
    int64_t balance_minor;
};

/* A movement of a voucher or of an account. */
struct movement_row {
    int64_t id;
    int64_t of_id;        /* the voucher, the account */
    int64_t sale_id;      /* 0: none */
    int64_t amount_minor; /* put on, owed: above 0; spent, paid: below 0 */
    int64_t moved_at_ms;
};

typedef bool (*movement_visitor)(void *context, const struct movement_row *row, struct error *err);

/* *out_found is false if the store does not have it. */
MUST_CHECK bool voucher_find(struct store *store, int64_t id, struct voucher_row *out_row,
    bool *out_found, struct error *err);

/* Issues one; row->id is filled. The balance is 0 until a movement comes. */
MUST_CHECK bool voucher_insert(struct store *store, struct voucher_row *row, struct error *err);

/* row->id is filled. */
MUST_CHECK bool voucher_move(struct store *store, struct movement_row *row, struct error *err);

/* In the order in which they were made. */
MUST_CHECK bool voucher_visit_movements(struct store *store, int64_t voucher_id,
    movement_visitor visit, void *context, struct error *err);

/* What was sold, or given out for a refund, with a sale: of_id and amount_minor. */
MUST_CHECK bool voucher_visit_sold(
    struct store *store, int64_t sale_id, movement_visitor visit, void *context, struct error *err);

/* The vouchers of which more was spent than was on them: of_id and amount_minor, below 0. */
MUST_CHECK bool voucher_visit_overdrafts(
    struct store *store, movement_visitor visit, void *context, struct error *err);

#endif
