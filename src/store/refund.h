#ifndef TILLTALE_STORE_REFUND_H
#define TILLTALE_STORE_REFUND_H

/* Refunds as they are read back: what of a sale went back so far, by any till that is known here. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct refund_history;
struct sale;
struct store;

/* Reads what went back of a sale, in one look: inside a bracket it is what the next refund counts
 * from. `out_history` is empty or zeroed; refund_history_close() gives it back.
 * Errors: ERROR_IO; ERROR_CORRUPT, a refund names a line that the sale does not have. */
MUST_CHECK bool refund_history_read(struct store *store, const struct sale *sale,
    struct refund_history *out_history, struct error *err);

/* Ids of the sales that took something of this one back, oldest first. Returns at most `ids_max`. */
MUST_CHECK bool refund_ids_of_sale(struct store *store, int64_t sale_id, int64_t *out_ids,
    size_t ids_max, size_t *out_count, struct error *err);

/* The gift card, or the account, that a sale was paid from; 0: none. Money may go back to it. */
MUST_CHECK bool refund_voucher_of_sale(
    struct store *store, int64_t sale_id, int64_t *out_voucher_id, struct error *err);
MUST_CHECK bool refund_account_of_sale(
    struct store *store, int64_t sale_id, int64_t *out_account_id, struct error *err);

#endif
