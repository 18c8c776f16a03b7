#ifndef TILLTALE_DOMAIN_SALE_H
#define TILLTALE_DOMAIN_SALE_H

/* Sale: a paid ticket as it was written, for everyone who reads one back: `sale show`,
 * `ring --json`, exports, receipts.
 *
 * A refund is a sale whose lines and payments are below 0, so that sums over sales are just sums;
 * an exchange is a sale with such lines among the others.
 *
 * Amounts are minor units of `currency`. Written once and never changed. The arrays belong to
 * the struct: sale_close gives them back. A zeroed struct is an empty sale. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

#define SALE_TEXT_MAX 484 /* a name of 120 characters in UTF-8, and its NUL */
#define SALE_WORD_MAX 64
#define SALE_LINE_TAXES_MAX 4

struct sale_line_tax {
    int32_t rate_ppm;
    int64_t tax_minor;
};

/* What a line has beside its figures. */
struct sale_detail {
    char kind[12];        /* option, note, serial, price (it was overridden), part (of a bundle) */
    char *text;           /* from malloc */
    int64_t amount_minor; /* of an option: its price; of a price: what it was before; else 0 */
};

struct sale_line {
    int64_t product_id;                           /* 0: typed item */
    char *sku, *name, *category, *discount_words; /* from malloc; discount_words may be NULL */
    char unit[8];
    char tax_code[SALE_WORD_MAX];
    int64_t quantity_milli;
    int64_t unit_price_minor;
    int64_t discount_minor;       /* line discount and share of the ticket's together */
    int64_t discount_campaign_id; /* 0: none */
    int64_t net_minor, tax_minor, gross_minor;
    int64_t cost_minor; /* of one unit; -1 unknown */
    int tax_count;
    struct sale_line_tax taxes[SALE_LINE_TAXES_MAX];
    char
        kind[12]; /* '' an item; deposit; voucher (sold: no revenue); account (a debt paid: none) */
    int64_t parent_n;            /* the line that this deposit belongs to; 0: none */
    struct sale_detail *details; /* from malloc */
    size_t detail_count;

    /* A line that takes goods back: quantity and amounts are below 0. */
    bool is_refund;
    int64_t of_sale_id; /* the sale that it undoes, of any till; 0: without a receipt */
    int64_t of_line_n;
    bool restock; /* the goods are back on the shelf */
    char *reason; /* from malloc; NULL but for a refund */
};

struct sale_payment {
    char tender[16]; /* cash, card, transfer, voucher, account (domain/tender.h) */
    int64_t amount_minor, tendered_minor, change_minor;
    char currency[4];
    char reference[SALE_WORD_MAX];
    int64_t paid_at_ms;
    char foreign_currency[4]; /* cash of another currency; '' none */
    int64_t foreign_minor;    /* what was tendered of it; tendered_minor is what it was worth */
    char foreign_rate[24];    /* decimal: what one unit of it was worth */
};

struct sale_touch {
    char kind[16]; /* till, typed, chosen ... */
    int64_t campaign_id;
    char campaign_code[SALE_WORD_MAX];
    char campaign_name[SALE_TEXT_MAX];
    char channel[SALE_WORD_MAX];
    int64_t link_id; /* 0: none */
    char content[SALE_WORD_MAX];
    int64_t from_sale_id; /* 0: none */
    int64_t lead_id;      /* whose contact it is; 0: not known */
    int64_t from_lead_id; /* who recommended the shop; 0: not known */
    char uncredited[8];   /* '' counts by its kind; ended, removed: kept and never credited */
    int64_t touched_at_ms;
};

/* People that a sale is tied to by their codes. */
#define SALE_LEADS_MAX 8

/* A voucher that was made with the sale. */
struct sale_voucher {
    int64_t id;
    int64_t amount_minor;
    char code[20];  /* "XXXX-XXXX-XXXX-XXXX" */
    char text[512]; /* what its QR code says */
};

struct sale {
    int64_t id; /* node * 10^12 + receipt number */
    char business_day[11];
    int64_t sold_at_ms;
    int64_t staff_id; /* 0: none */
    char staff_name[SALE_TEXT_MAX];
    char kind[8]; /* sale, refund */
    char currency[4];
    char prices[8];    /* gross, net */
    char rounding[12]; /* line, document */
    int64_t net_minor, tax_minor, gross_minor;
    int64_t cash_rounding_minor; /* to pay = gross + this + tip */
    int64_t tip_minor;
    char ref[SALE_TEXT_MAX];    /* '' none */
    int64_t return_campaign_id; /* 0: none */
    char clock_doubt[8];        /* '', back, ahead */

    struct sale_line *lines;
    size_t line_count;
    struct sale_payment *payments;
    size_t payment_count;
    struct sale_touch *touches;
    size_t touch_count;
    int64_t leads[SALE_LEADS_MAX]; /* whose codes were on the ticket, of any till */
    size_t lead_count;

    /* Only right after it was written: codes do not stand in the database. */
    struct sale_voucher *vouchers;
    size_t voucher_count;
};

/* Gives the arrays and texts back and leaves an empty sale. */
void sale_close(struct sale *sale);

/* True if the totals follow from the lines and the payments cover what was to pay. Asserted
 * before a sale is stored, checked after one is read back. */
bool sale_is_consistent(const struct sale *sale);

/* The touch that the sale is credited to by the rule *last* (domain/attribution.h); NULL if there is
 * none. A refund has the touches that its sale was credited to, and no window. */
const struct sale_touch *sale_credited_touch(const struct sale *sale);

#endif
