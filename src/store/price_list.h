#ifndef TILLTALE_STORE_PRICE_LIST_H
#define TILLTALE_STORE_PRICE_LIST_H

/* Price lists and their prices. Office rows; writers need an open bracket of an office kind. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

struct price_list_row {
    int64_t id;
    struct text_view name;
    struct text_view starts_on, ends_on; /* ISO dates; "" open */
    int64_t weekdays, from_minute, until_minute;
    bool is_active;
};

typedef bool (*price_list_visitor)(
    void *context, const struct price_list_row *row, struct error *err);
typedef bool (*price_visitor)(
    void *context, int64_t product_id, int64_t price_minor, struct error *err);

/* By id: of several that hold, the last one counts. */
MUST_CHECK bool price_list_visit_all(
    struct store *store, price_list_visitor visit, void *context, struct error *err);

/* The prices of one list. */
MUST_CHECK bool price_list_visit_prices(struct store *store, int64_t price_list_id,
    price_visitor visit, void *context, struct error *err);

/* A product's price on a list; *out_found is false where it stands on none. */
MUST_CHECK bool price_list_price(struct store *store, int64_t price_list_id, int64_t product_id,
    bool *out_found, int64_t *out_price_minor, struct error *err);

MUST_CHECK bool price_list_write(
    struct store *store, const struct price_list_row *row, bool is_new, struct error *err);
MUST_CHECK bool price_list_price_write(struct store *store, int64_t price_list_id,
    int64_t product_id, int64_t price_minor, bool is_new, struct error *err);
MUST_CHECK bool price_list_price_delete(
    struct store *store, int64_t price_list_id, int64_t product_id, struct error *err);

#endif
