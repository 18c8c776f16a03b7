#ifndef TILLTALE_TILL_PRODUCT_H
#define TILLTALE_TILL_PRODUCT_H

/* Product: a row of the catalogue as it is sold at a moment: with the price of the price lists
 * that hold then, with its deposit, its options, the parts of a bundle. Private to src/till. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/ticket.h"
#include "till/sell.h"

struct error;
struct till;

struct product_sold {
    struct ticket_line line; /* quantity 0 */
    bool has_price;          /* else it is typed */
    bool has_options;
    bool asks_serial;
    int asks_age;               /* years; 0: not asked */
    int64_t deposit_product_id; /* 0: none */
    bool is_stocked;
    int64_t low_stock_milli; /* -1: never warn */
};

/* Errors: ERROR_NOT_FOUND, not in the catalogue or not on sale; ERROR_CORRUPT. */
MUST_CHECK bool till_read_product(struct till *till, int64_t product_id, int64_t at_ms,
    struct product_sold *out_product, struct error *err);

/* Puts a product on the ticket with its deposit, as ticket_add(); in a batch as ticket_insert() at
 * the end. `deposit_product_id` of product_sold. */
MUST_CHECK bool till_put_line(struct till *till, const struct ticket_line *line,
    int64_t deposit_product_id, int64_t at_ms, size_t *out_index, struct error *err);

/* Reads the lists again: office rows have changed. */
MUST_CHECK bool till_read_price_lists(struct till *till, struct error *err);

/* The price lists that hold at a moment, as bits by their place in till->price_lists. */
uint64_t till_price_lists_at(const struct till *till, int64_t at_ms);

/* The product's price by the lists of `lists`; *price_minor stays where none has it. */
MUST_CHECK bool till_list_price(struct till *till, uint64_t lists, int64_t product_id,
    int64_t *price_minor, bool *out_found, struct error *err);

#endif
