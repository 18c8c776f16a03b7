#ifndef TILLTALE_STORE_STOCK_H
#define TILLTALE_STORE_STOCK_H

/* Stock: movements of what is on the shelf, and their sums. Movements are facts of the till where
 * they happened, so what is there is the sum over all tills that were heard of. Writers need an
 * open bracket. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

struct stock_movement_row {
    int64_t product_id;
    const char *kind;       /* sale, refund, delivery, count, loss */
    int64_t quantity_milli; /* signed */
    bool has_counted;
    int64_t counted_milli; /* of a count: what was there */
    int64_t sale_id;       /* 0: none */
    const char *note;      /* "" none */
    const char *staff_name;
    int64_t moved_at_ms;
};

/* A product as the shelf sees it. */
struct stock_product_row {
    int64_t id;
    struct text_view sku; /* "" where only one is asked for */
    struct text_view name, unit;
    bool is_stocked, is_bundle;
    int64_t low_stock_milli; /* -1: never warn */
    int64_t on_hand_milli;
};

struct stock_history_row {
    struct text_view kind;
    int64_t quantity_milli;
    bool has_counted;
    int64_t counted_milli;
    int64_t sale_id;
    struct text_view note, staff_name;
    int64_t moved_at_ms;
};

typedef bool (*stock_product_visitor)(
    void *context, const struct stock_product_row *row, struct error *err);
typedef bool (*stock_history_visitor)(
    void *context, const struct stock_history_row *row, struct error *err);

/* Hands the product to `visit` if it is there; *out_found says whether. */
MUST_CHECK bool stock_find(struct store *store, int64_t product_id, stock_product_visitor visit,
    void *context, bool *out_found, struct error *err);

/* All products that are counted, in the order of the grid. */
MUST_CHECK bool stock_visit(
    struct store *store, stock_product_visitor visit, void *context, struct error *err);

/* The newest movements of a product first. */
MUST_CHECK bool stock_visit_history(struct store *store, int64_t product_id, int64_t max,
    stock_history_visitor visit, void *context, struct error *err);

MUST_CHECK bool stock_movement_insert(
    struct store *store, const struct stock_movement_row *row, struct error *err);

/* Moves `quantity_milli` of a product, or of what is in it where it is a bundle; products that are
 * not counted are passed over. `row` says the rest. */
MUST_CHECK bool stock_move(
    struct store *store, const struct stock_movement_row *row, struct error *err);

#endif
