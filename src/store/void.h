#ifndef TILLTALE_STORE_VOID_H
#define TILLTALE_STORE_VOID_H

/* Voids: what was taken off a ticket after it was rung up, and whole tickets that were thrown away.
 * Facts of the till; writers need an open bracket. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct store;

struct void_line_row {
    int64_t product_id; /* 0: none */
    const char *sku, *name;
    int64_t quantity_milli, unit_price_minor, gross_minor;
};

struct void_row {
    int64_t shift_id;
    const char *kind; /* line, ticket */
    const char *reason;
    int64_t gross_minor;
    int64_t staff_id; /* 0: nobody in particular */
    const char *staff_name;
    int64_t voided_at_ms;
};

/* *out_id is the new row's. */
MUST_CHECK bool void_insert(
    struct store *store, const struct void_row *row, int64_t *out_id, struct error *err);
MUST_CHECK bool void_line_insert(struct store *store, int64_t void_id, int64_t n,
    const struct void_line_row *row, struct error *err);

#endif
