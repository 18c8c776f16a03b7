#ifndef TILLTALE_TILL_STOCK_H
#define TILLTALE_TILL_STOCK_H

/* Stock, light: what came in, what was counted, what was lost, and what is there.
 *
 * What is on the shelf is the sum of movements; a sale takes off what it sold in its own
 * transaction, of a bundle its parts, and a refund puts back what goes on the shelf again. Only
 * products that are marked as counted have movements. Nothing here ever stops a sale: the goods are
 * in the customer's hand, and it is the figure that is wrong. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/ticket.h"

struct error;
struct sale;
struct till;

enum stock_act {
    STOCK_DELIVERY, /* came in: adds */
    STOCK_COUNT,    /* was counted: the difference is written */
    STOCK_LOSS,     /* broken, stolen, past its day: takes off */
    STOCK_ACT_COUNT
};

/* "delivery", "count", "loss": as in the database. */
const char *stock_act_text(enum stock_act act);

struct stock_item {
    int64_t product_id;
    char sku[SKU_BYTES];
    char name[NAME_BYTES];
    enum unit unit;
    int64_t on_hand_milli;
    int64_t low_milli; /* -1: never warn */
    bool is_low;
};

/* All products that are counted, in the order of the grid. *out_items is from malloc, the
 * caller's. */
MUST_CHECK bool till_stock_list(
    struct till *till, struct stock_item **out_items, size_t *out_count, struct error *err);

/* One product. Errors: ERROR_NOT_FOUND; ERROR_REFUSED, it is not counted. */
MUST_CHECK bool till_stock_of(
    struct till *till, int64_t product_id, struct stock_item *out_item, struct error *err);

struct stock_entry {
    int64_t product_id;
    int64_t quantity_milli; /* came in, is there, or was lost; of a count 0 is fine */
    const char *note;       /* "" none */
};

/* Writes them all or none, in one transaction. *out_changes (may be NULL) gets what each moved.
 * A count that finds what was expected is kept too: somebody looked.
 * Errors: ERROR_INVALID, a quantity is not above 0, or below 0; ERROR_REFUSED, a product is not
 * counted; ERROR_NOT_ALLOWED, RIGHT_STOCK; ERROR_NOT_FOUND; ERROR_LIMIT, more than STOCK_ENTRIES_MAX. */
#define STOCK_ENTRIES_MAX 4000
MUST_CHECK bool till_stock_write(struct till *till, enum stock_act act,
    const struct stock_entry *entries, size_t count, int64_t *out_changes, struct error *err);

/* Inside a sale's transaction: takes off what the ticket sells and puts back what goes back. */
MUST_CHECK bool stock_follow_sale(struct till *till, const struct sale *sale, struct error *err);

#endif
