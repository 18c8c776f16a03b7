#ifndef TILLTALE_STORE_SALE_H
#define TILLTALE_STORE_SALE_H

/* Sales: written once, with lines, taxes, payments and touches; read back whole. Facts of the till
 * that rang them. Writers need an open bracket. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct sale;
struct store;

/* Gives the sale its id, the next receipt number of this till, and writes it with everything that
 * it has (ASSERT: it is consistent). Touches get ids of their own. */
MUST_CHECK bool sale_insert(struct store *store, struct sale *sale, struct error *err);

/* Reads a sale with everything. `out_sale` is empty or zeroed; the caller closes it.
 * Errors: ERROR_NOT_FOUND; ERROR_CORRUPT, it is not consistent or longer than what is written. */
MUST_CHECK bool sale_read(
    struct store *store, int64_t sale_id, struct sale *out_sale, struct error *err);

/* The sale that is here under the reference of other software, rung by any till; 0 if none. */
MUST_CHECK bool sale_id_by_ref(
    struct store *store, const char *ref, int64_t *out_sale_id, struct error *err);

/* The return campaign that a sale was given; *out_found is false if the sale is not known here. */
MUST_CHECK bool sale_return_campaign(struct store *store, int64_t sale_id, bool *out_found,
    int64_t *out_campaign_id, struct error *err);

MUST_CHECK bool satisfaction_insert(
    struct store *store, int64_t sale_id, int score, int64_t answered_at_ms, struct error *err);

/* When this till's newest entry was written; 0 for none. */
MUST_CHECK bool journal_newest_at(struct store *store, int64_t *out_at_ms, struct error *err);

#endif
