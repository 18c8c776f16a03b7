#ifndef TILLTALE_TILL_SHELF_H
#define TILLTALE_TILL_SHELF_H

/* Shelf: the catalogue as the sell screen shows it. Ids come from memory, what is charged from the
 * file: a product's row is read when its tile comes into sight and kept in a small cache. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/catalogue.h"
#include "domain/scan.h"
#include "domain/ticket.h"

struct error;
struct till;

/* A category with products, in the order of its chips. */
struct shelf_category {
    int64_t id; /* 0: products without a category, last and without a name */
    char name[CATEGORY_BYTES];
    size_t position; /* from 0: picks the colour */
    size_t product_count;
};

/* Until the next till_tick(). */
const struct shelf_category *shelf_categories(const struct till *till, size_t *out_count);

/* All products that are on sale. */
size_t shelf_product_count(const struct till *till);

#define SHELF_ALL (-1)

/* The grid: the ids of a category (shelf_category.id) by position, or of SHELF_ALL: by position as
 * long as all of them fit `tiles_fit`, else what sold most in the last 30 days first; favourites
 * stand in front of both. The order
 * changes only in till_tick(). Until the next till_tick(). */
const int64_t *shelf_grid(
    const struct till *till, int64_t category_id, size_t tiles_fit, size_t *out_count);

/* The index for search (catalogue_search) and its search state, which the till keeps. NULL until
 * the first build is done: till_tick() puts it in place. */
const struct catalogue *shelf_catalogue(const struct till *till);
struct catalogue_search *shelf_search(struct till *till);

struct shelf_product {
    int64_t id;
    char sku[SKU_BYTES];
    char name[NAME_BYTES];
    char category[CATEGORY_BYTES]; /* "" none */
    size_t category_position;
    char barcode[32]; /* the first one as people know it (a GTIN without filling zeros); "" none */
    enum unit unit;
    bool has_price;
    int64_t price_minor;
    struct tax_code tax;
    bool has_cost;
    int64_t cost_minor;
    bool is_deposit;  /* can be given back */
    bool has_options; /* can be sold with choices */
};

/* NULL if the product is not on sale (any more) or cannot be read. Until the next verb. */
const struct shelf_product *shelf_product(struct till *till, int64_t product_id);

#endif
