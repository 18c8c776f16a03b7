#ifndef TILLTALE_STORE_RECEIPT_SEARCH_H
#define TILLTALE_STORE_RECEIPT_SEARCH_H

/* Receipt search: the sales of some days, newest first, by what a customer remembers of one: how
 * much it was, what was bought, the number of the card slip. It walks the index on the business day
 * backwards and stops when the list is full. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/receipt_hit.h"

struct error;
struct store;

struct receipt_query {
    const char *from_day; /* business days, both included */
    const char *to_day;
    const char *words; /* a part of a product's name, its SKU, or a payment's reference; "": any */
    bool has_amount;   /* or what was to pay, or the gross */
    int64_t amount_minor;
};

MUST_CHECK bool receipt_search(struct store *store, const struct receipt_query *query,
    struct receipt_hit *out_hits, size_t hits_max, size_t *out_count, struct error *err);

#endif
