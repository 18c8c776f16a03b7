#ifndef TILLTALE_TILL_OFFICE_H
#define TILLTALE_TILL_OFFICE_H

/* Office: products, categories and tax rates changed by hand, one transaction each. They are the
 * office's rows: where the pen lies elsewhere they can be read and not changed. Whole lists come
 * by import.h. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/quantity.h"
#include "domain/rate.h"
#include "domain/ticket.h"

struct currency;
struct error;
struct till;

#define OFFICE_BARCODE_BYTES 64
#define OFFICE_FAVOURITES_MAX 99

/* A product as people change it. What it has beside (options, deposit, stock) stays as it is. */
struct office_product {
    int64_t id; /* 0: a new one */
    char sku[SKU_BYTES];
    char name[NAME_BYTES];
    char category[CATEGORY_BYTES]; /* "" none; a new name makes a new category */
    enum unit unit;
    bool has_price; /* else it is typed at the till */
    int64_t price_minor;
    struct tax_code tax;                /* a new code makes a new rate */
    char barcode[OFFICE_BARCODE_BYTES]; /* one of them, as people know it; "" none */
    int64_t favourite;                  /* place in front of the grid of All, from 1; 0: none */
    bool is_active;                     /* on sale */
};

/* What of it is changed by name, by commands and by the screen. */
enum office_field {
    OFFICE_FIELD_NAME,
    OFFICE_FIELD_PRICE, /* "" is typed at the till */
    OFFICE_FIELD_BARCODE,
    OFFICE_FIELD_CATEGORY,
    OFFICE_FIELD_TAX,
    OFFICE_FIELD_FAVOURITE,
    OFFICE_FIELD_ACTIVE, /* yes, no */
    OFFICE_FIELD_COUNT
};

/* "price" */
MUST_CHECK bool office_field_parse(const char *name, enum office_field *out_field);

/* Sets a field from its text, in the product alone. Errors: ERROR_INVALID. */
MUST_CHECK bool office_set_field(struct office_product *product, const struct currency *currency,
    enum office_field field, const char *text, struct error *err);

/* Reads the product of a SKU, on sale or not. Errors: ERROR_NOT_FOUND. */
MUST_CHECK bool office_read_product(
    struct till *till, const char *sku, struct office_product *out_product, struct error *err);

/* Adds it, or changes the one of that id; its SKU never changes. A favourite's place that another
 * product has is shared: they stand beside each other.
 * Errors: ERROR_INVALID, a field makes no sense, or the SKU or the barcode is another product's;
 * ERROR_NOT_ALLOWED; ERROR_REFUSED, the office holds the pen. The others below alike. */
MUST_CHECK bool office_write_product(
    struct till *till, const struct office_product *product, struct error *err);

struct office_category {
    int64_t id; /* 0: a new one */
    char name[CATEGORY_BYTES];
    int64_t position;
    int colour; /* 1 to 8, of the design's row; 0: by position */
};

#define OFFICE_COLOURS 8

/* By position; *out_count is how many there are, at most `max` are filled. */
MUST_CHECK bool office_list_categories(struct till *till, struct office_category *out_rows,
    size_t max, size_t *out_count, struct error *err);
/* A new one goes to the end. */
MUST_CHECK bool office_write_category(
    struct till *till, const struct office_category *category, struct error *err);

/* The standard one first; as above. */
MUST_CHECK bool office_list_taxes(struct till *till, struct tax_code *out_codes, size_t max,
    size_t *out_count, struct error *err);
/* Errors: ERROR_INVALID, it is there already. */
MUST_CHECK bool office_add_tax(struct till *till, const struct tax_code *code, struct error *err);

#endif
