#ifndef TILLTALE_STORE_CONVERSION_H
#define TILLTALE_STORE_CONVERSION_H

/* Conversions: orders of a web shop that came after a code. Office rows. Writers need an open
 * bracket. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

struct conversion_row {
    struct text_view order_ref;
    struct text_view business_day;
    int64_t ordered_at_ms;
    int64_t gross_minor; /* below 0: given back */
    int64_t net_minor;
    struct text_view currency;
    int64_t campaign_id;  /* 0: it named none that the shop has */
    int64_t link_id;      /* 0: none; the next two alike */
    int64_t lead_id;      /* the code was a lead's */
    int64_t from_sale_id; /* the code was a receipt's */
    struct text_view utm; /* as it came; "" none */
    int64_t imported_at_ms;
};

/* Gives it an id of its own. */
MUST_CHECK bool conversion_insert(
    struct store *store, const struct conversion_row *row, struct error *err);

/* What is there under this order. */
MUST_CHECK bool conversion_find(struct store *store, struct text_view order_ref, bool *out_found,
    int64_t *out_gross_minor, struct error *err);

#endif
