#ifndef TILLTALE_STORE_RECEIPT_SEARCH_H
#define TILLTALE_STORE_RECEIPT_SEARCH_H

/* Receipt search: the sales of some days, newest first, by what a customer remembers of one: how
 * much it was, what was bought, the number of the card slip. It walks the index on the business day
 * backwards and stops when the list is full. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/sale.h"

struct error;
struct store;

struct receipt_query {
    const char *from_day; /* business days, both included */
    const char *to_day;
    const char *words; /* a part of a product's name, its SKU, or a payment's reference; "": any */
    bool has_amount;   /* or what was to pay, or the gross */
    int64_t amount_minor;
};

/* One row of the list. */
struct receipt_hit {
    int64_t sale_id;
    char business_day[11];
    int64_t sold_at_ms;
    char staff_name[SALE_TEXT_MAX];
    char kind[8]; /* sale, refund */
    char currency[4];
    int64_t paid_minor; /* what was paid, or below 0 given back */
    char tender[16];    /* of the first payment; "" nothing was to pay */
    size_t payment_count;
    char first_item[SALE_TEXT_MAX];
    size_t line_count;
    bool is_refunded; /* something of it went back */
};

MUST_CHECK bool receipt_search(struct store *store, const struct receipt_query *query,
    struct receipt_hit *out_hits, size_t hits_max, size_t *out_count, struct error *err);

#endif
