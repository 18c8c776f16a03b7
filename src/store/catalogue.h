#ifndef TILLTALE_STORE_CATALOGUE_H
#define TILLTALE_STORE_CATALOGUE_H

/* The catalogue's rows: products, their barcodes, categories and tax rates. Office rows; writers
 * need an open bracket of an office kind.
 *
 * Readers that visit many rows hand each to a function; texts are borrowed for that call. A
 * visitor that returns false ends the visit, which then fails with what it put into `err`. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

struct product_row {
    int64_t id;
    struct text_view sku;
    struct text_view name;
    int64_t category_id; /* 0: none */
    struct text_view unit;
    int64_t price_minor; /* -1: typed at the till */
    int64_t tax_rate_id;
    int64_t cost_minor; /* -1: unknown */
    int64_t position;
    bool is_active;
    struct text_view kind;      /* "" an item; "bundle", "deposit" */
    int64_t deposit_product_id; /* comes with each unit; 0: none */
    struct text_view asks;      /* "" nothing; "serial", "age:18" */
    int64_t favourite;          /* place in front of the grid of all, from 1; 0: none */
    bool is_stocked;
    int64_t low_stock_milli; /* warn at or below; -1: never */
};

/* A product with what is charged: names instead of ids. */
struct product_offer {
    int64_t id;
    struct text_view sku;
    struct text_view name;
    struct text_view category; /* "" none */
    int64_t category_position; /* -1: none */
    struct text_view unit;
    int64_t price_minor; /* -1: typed at the till */
    struct text_view tax_code;
    int64_t cost_minor;       /* -1: unknown */
    struct text_view barcode; /* one of them as it is stored; "" none */
    bool is_active;
    struct text_view kind, asks; /* as in product_row */
    int64_t deposit_product_id;
    bool is_stocked;
    int64_t low_stock_milli;
    bool has_options; /* groups of options belong to it */
};

typedef bool (*product_visitor)(void *context, const struct product_row *row, struct error *err);
typedef bool (*product_offer_visitor)(
    void *context, const struct product_offer *row, struct error *err);
typedef bool (*barcode_visitor)(
    void *context, struct text_view code, int64_t product_id, struct error *err);
typedef bool (*named_visitor)(void *context, int64_t id, struct text_view name, struct error *err);
/* Of an active product: what search and grid need. Barcodes are joined by ';'. */
struct product_index_row {
    int64_t id;
    int64_t category_id;
    int64_t position;
    int64_t favourite; /* 0: none */
    struct text_view sku, name, barcodes;
};
typedef bool (*product_index_visitor)(
    void *context, const struct product_index_row *row, struct error *err);
typedef bool (*best_seller_visitor)(void *context, int64_t product_id, struct error *err);

/* Hands the product to `visit` if it is there; *out_found says whether. */
MUST_CHECK bool product_find(struct store *store, int64_t id, product_offer_visitor visit,
    void *context, bool *out_found, struct error *err);

/* Ids of active products; 0 where there is none. A SKU compares byte by byte, a barcode as
 * scan_normalise_barcode() writes it. */
MUST_CHECK bool product_id_by_sku(
    struct store *store, struct text_view sku, int64_t *out_id, struct error *err);
MUST_CHECK bool product_id_by_barcode(
    struct store *store, struct text_view code, int64_t *out_id, struct error *err);

/* Hands over the product of a SKU, on sale or not; *out_found says whether it is there. */
MUST_CHECK bool product_find_row(struct store *store, struct text_view sku, product_visitor visit,
    void *context, bool *out_found, struct error *err);
/* Its barcodes as they are stored. */
MUST_CHECK bool barcode_visit_product(struct store *store, int64_t product_id,
    barcode_visitor visit, void *context, struct error *err);

struct category_row {
    int64_t id;
    struct text_view name;
    int64_t position;
    int colour; /* 1 to 8, of the design's row; 0: by position */
};
typedef bool (*category_visitor)(void *context, const struct category_row *row, struct error *err);
/* By position. */
MUST_CHECK bool category_visit_rows(
    struct store *store, category_visitor visit, void *context, struct error *err);
MUST_CHECK bool category_update(
    struct store *store, const struct category_row *row, struct error *err);

/* All rows, for an import; in no order that matters. */
MUST_CHECK bool product_visit_all(
    struct store *store, product_visitor visit, void *context, struct error *err);
MUST_CHECK bool barcode_visit_all(
    struct store *store, barcode_visitor visit, void *context, struct error *err);
/* By position. */
MUST_CHECK bool category_visit_all(
    struct store *store, named_visitor visit, void *context, struct error *err);
MUST_CHECK bool tax_rate_visit_all(
    struct store *store, named_visitor visit, void *context, struct error *err);
/* Tax codes by how many active products have them, most first. */
MUST_CHECK bool tax_rate_visit_used(
    struct store *store, named_visitor visit, void *context, struct error *err);

/* Active products by id: the order in which they lie in the file. */
MUST_CHECK bool product_visit_index(
    struct store *store, product_index_visitor visit, void *context, struct error *err);

/* Products by how often they were sold on business days from `from_day` on, most first, at most
 * `max` of them. */
MUST_CHECK bool product_visit_best_sellers(struct store *store, const char *from_day, int64_t max,
    best_seller_visitor visit, void *context, struct error *err);

MUST_CHECK bool product_insert(
    struct store *store, const struct product_row *row, struct error *err);
MUST_CHECK bool product_update(
    struct store *store, const struct product_row *row, struct error *err);
MUST_CHECK bool barcode_insert(
    struct store *store, struct text_view code, int64_t product_id, struct error *err);
MUST_CHECK bool barcode_update(
    struct store *store, struct text_view code, int64_t product_id, struct error *err);
MUST_CHECK bool barcode_delete(struct store *store, struct text_view code, struct error *err);
MUST_CHECK bool category_insert(
    struct store *store, int64_t id, struct text_view name, int64_t position, struct error *err);
MUST_CHECK bool tax_rate_insert(
    struct store *store, int64_t id, struct text_view code, struct error *err);

#endif
