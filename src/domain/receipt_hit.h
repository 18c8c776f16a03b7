#ifndef TILLTALE_DOMAIN_RECEIPT_HIT_H
#define TILLTALE_DOMAIN_RECEIPT_HIT_H

/* Receipt hit: a sale in a list of sales that were looked for. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/sale.h"

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

#endif
