#ifndef TILLTALE_TILL_IMPORT_PRODUCTS_H
#define TILLTALE_TILL_IMPORT_PRODUCTS_H

/* What the parts of the import of products share: the rows of the file and what the store has.
 * Private to src/till. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/catalogue.h"
#include "till/arena.h"
#include "till/import_file.h"

struct till;

#define IMPORT_NOT_KNOWN (-1)

enum product_column {
    COLUMN_SKU,
    COLUMN_BARCODE,
    COLUMN_NAME,
    COLUMN_CATEGORY,
    COLUMN_PRICE,
    COLUMN_TAX_RATE,
    COLUMN_UNIT,
    COLUMN_COST,
    /* import_extras.c */
    COLUMN_KIND,
    COLUMN_DEPOSIT,
    COLUMN_ASKS,
    COLUMN_FAVOURITE,
    COLUMN_STOCK,
    COLUMN_LOW_STOCK,
    COLUMN_OPTIONS,
    COLUMN_PARTS,
};

enum import_change {
    CHANGE_NONE,
    CHANGE_ADDED,
    CHANGE_CHANGED
};

/* A product as the file says it. */
struct import_item {
    struct import_place sku_place, barcode_place, deposit_place, options_place, parts_place;
    struct text_view sku, name, category, tax_code, unit;
    int64_t price_minor, cost_minor;     /* IMPORT_NOT_KNOWN: empty */
    size_t barcode_start, barcode_count; /* in import.barcodes */
    struct text_view kind, asks;         /* as stored */
    struct text_view deposit;            /* a SKU; "" none */
    struct text_view options, parts;     /* as typed */
    int64_t favourite;                   /* 0: none */
    bool is_stocked;
    int64_t low_stock_milli; /* IMPORT_NOT_KNOWN: never warn */
    int64_t id;              /* once it is written */
    enum import_change change;
};

/* A product as the store has it. */
struct import_stored {
    struct product_row row;
    bool is_in_file;
};

/* Rows that join two ids and have a number: options of products, parts of bundles. */
struct import_pairs {
    struct text_map stored, wanted; /* the number; the key is the bytes of both ids */
};

struct products_import {
    struct import_file file;
    struct till *till;
    struct arena arena;
    struct import_item *items;
    size_t item_count, item_capacity;
    struct text_view *barcodes; /* as they are stored */
    size_t barcode_count, barcode_capacity;
    struct text_map item_by_sku;     /* index of items */
    struct text_map item_by_barcode; /* the same */

    struct import_stored *stored;
    size_t stored_count, stored_capacity;
    struct text_map stored_by_sku;               /* index of stored */
    struct text_map stored_by_id;                /* the same; the key is the bytes of the id */
    struct text_map stored_by_barcode;           /* id of the product */
    struct text_map categories;                  /* id */
    struct text_map tax_rates;                   /* id */
    struct text_map option_groups;               /* id, by name */
    struct import_pairs options, parts;          /* product and group; bundle and product */
    int64_t category_position, product_position; /* the last one that is taken */
    size_t part_rows;                            /* written since the part began */
};

/* The row was written; ends a part of the import now and then. */
MUST_CHECK bool import_count_row(struct products_import *import, struct error *err);

const struct import_stored *import_stored_of_id(const struct products_import *import, int64_t id);

/* --- import_extras.c ------------------------------------------------------------------------ */

/* Reads the columns from COLUMN_KIND on; what is wrong is listed. */
void import_extras_read(struct products_import *import, struct import_item *item);

/* Reads the groups and pairs of the store. */
MUST_CHECK bool import_extras_read_stored(struct products_import *import, struct error *err);

/* Lists what does not go together: deposits, options and parts that are not there. */
void import_extras_check(struct products_import *import);

/* Puts them into the product's row; where the file has no such column, what is stored stays. The
 * deposit's own row is written before. `old` may be NULL. */
void import_extras_fill(const struct products_import *import, const struct import_item *item,
    const struct import_stored *old, struct product_row *row);

/* Once every product has its id: writes options and parts, and takes away what the file no longer
 * says of a product that it mentions. Marks the items that changed. */
MUST_CHECK bool import_extras_write(struct products_import *import, struct error *err);

void import_extras_close(struct products_import *import);

#endif
