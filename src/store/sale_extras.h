#ifndef TILLTALE_STORE_SALE_EXTRAS_H
#define TILLTALE_STORE_SALE_EXTRAS_H

/* Sale extras: what most sales do not have and what therefore stands in tables of its own: options,
 * notes and serial numbers of lines, what a refund undoes, foreign cash. Private to src/store. */

#include <stdbool.h>

#include "base/compiler.h"

struct error;
struct sale;
struct store;

/* Writes them for a sale whose lines and payments are written. */
MUST_CHECK bool sale_extras_insert(struct store *store, const struct sale *sale, struct error *err);

/* Reads them into a sale whose lines and payments are there. *is_whole turns false on a row that
 * fits nothing. */
MUST_CHECK bool sale_extras_read(
    struct store *store, struct sale *sale, bool *is_whole, struct error *err);

#endif
