#ifndef TILLTALE_STORE_REPORT_H
#define TILLTALE_STORE_REPORT_H

/* Report: what was sold, read back for tables, files and screens.
 *
 * A report selects sales by business day through the index, so a day costs what the day sold and
 * not what the file holds; nothing is kept rolled up. Every function is called between
 * store_begin_reading and store_end_reading: a sale rung meanwhile is in all that is read there or
 * in none of it. Order is business day, then receipt.
 *
 * A sale belongs to the campaign of its last credited touch within the window of
 * domain/attribution.h, whole; revenue is gross, after discounts. A refund belongs to the campaign
 * of its sale, however late it comes. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

#define REPORT_ALL_NODES (-1)
#define REPORT_FIRST_DAY "0001-01-01" /* from and to of all days */
#define REPORT_LAST_DAY "9999-12-31"

struct report_range {
    const char *from; /* business days "2026-11-23", both included */
    const char *to;
    int64_t node; /* one till's sales, or REPORT_ALL_NODES */
};

/* True if the file knows the till: it has that till's beginning. Needs no reading bracket. */
MUST_CHECK bool report_has_till(
    struct store *store, int64_t node, bool *out_has, struct error *err);

/* Rows as they are stored, for files -----------------------------------------------------------
 *
 * Views are borrowed until the visitor returns. A visitor that returns false ends the reading,
 * and its `err` is the reading's. */

struct report_sale {
    int64_t id;
    struct text_view business_day;
    int64_t sold_at_ms;
    struct text_view staff_name;
    struct text_view kind;
    struct text_view currency;
    int64_t gross_minor;
    int64_t cash_rounding_minor;
    int64_t tip_minor;
    int64_t campaign_id;            /* 0: no campaign */
    struct text_view campaign_code; /* empty: no campaign */
    struct text_view channel;
};

struct report_line {
    const struct report_sale *sale;
    int64_t n;
    struct text_view sku;
    struct text_view name;
    struct text_view category;
    struct text_view tax_code;
    int64_t quantity_milli;
    int64_t unit_price_minor;
    int64_t discount_minor;
    int64_t net_minor;
    int64_t tax_minor;
    int64_t gross_minor;
    struct text_view kind; /* empty an item; deposit, voucher (sold), account (a debt paid) */
};

struct report_payment {
    int64_t sale_id;
    struct text_view business_day;
    int64_t paid_at_ms;
    struct text_view tender;
    int64_t amount_minor;
    int64_t tendered_minor;
    int64_t change_minor;
    struct text_view currency;
    struct text_view reference;
};

/* What is called for each row: a sale before its lines. */
struct report_line_visitor {
    bool (*sale)(void *context, const struct report_sale *sale, struct error *err);
    bool (*line)(void *context, const struct report_line *line, struct error *err);
};
typedef bool (*report_payment_visit)(
    void *context, const struct report_payment *payment, struct error *err);

/* Visits every sale and its lines, in order. Errors: ERROR_IO, ERROR_CORRUPT, the visitor's. */
MUST_CHECK bool report_visit_lines(struct store *store, const struct report_range *range,
    const struct report_line_visitor *visitor, void *context, struct error *err);
MUST_CHECK bool report_visit_payments(struct store *store, const struct report_range *range,
    report_payment_visit visit, void *context, struct error *err);

/* Sums ------------------------------------------------------------------------------------------
 *
 * Errors of all: ERROR_INVALID, the range has sales in more than one currency; ERROR_LIMIT, a sum
 * leaves 64 bits; ERROR_IO, ERROR_CORRUPT. */

/* Sections of a day. Within a section nothing is counted twice, and
 *
 *     sum(sale) = sum(tax_net) + sum(tax) + sum(no_revenue) = sum(campaign)
 *     sum(category) = sum(tax_net) + sum(tax), the revenue, as the Z has it
 *     sum(sale) + sum(rounding) + sum(tip) = sum(tender)
 */
enum report_section {
    REPORT_SALE,       /* key: kind of the receipt (sale, refund); receipts, gross */
    REPORT_TAX_NET,    /* key: tax code of the lines ("19", "5+9.975"); lines, their net */
    REPORT_TAX,        /* key: one rate ("5"); lines that bear it, its tax */
    REPORT_NO_REVENUE, /* key: voucher (gift cards sold), account (debts paid); lines, gross */
    REPORT_ROUNDING,   /* key: cash; receipts that were rounded, what rounding added */
    REPORT_TIP,        /* key: tip; receipts that had one, its amount */
    REPORT_TENDER,     /* key: tender; payments, their amount less change */
    REPORT_CAMPAIGN,   /* key: campaign code, empty without one; receipts, gross */
    REPORT_CATEGORY,   /* key: category, empty without one; lines, gross */
    REPORT_SECTION_COUNT
};

#define REPORT_NO_KEY "(none)" /* how files write an empty key */

/* "sale", "tax_net", "tax" … */
const char *report_section_text(enum report_section section);

struct report_figure {
    char business_day[11]; /* empty and 0 where days and tills are summed up */
    int64_t node;
    enum report_section section;
    char *key;
    int64_t count;
    int64_t amount_minor;
};

struct report_day {
    char currency[4];              /* of the sales; the shop's if there are none */
    struct report_figure *figures; /* by day, till, section, key; rates by size, no key last */
    size_t figure_count;
};

/* The same while the rows are visited anyway: an export reads each row once. Begun for a range,
 * told of every sale, line and payment of it, ended into the day. Kept apart by day and till if
 * `is_split`, else all together. report_sums_close is for both ends, also half way. */
struct report_sums;
struct report_sums *report_sums_begin(bool is_split);
MUST_CHECK bool report_sums_add_sale(
    struct report_sums *sums, const struct report_sale *sale, struct error *err);
void report_sums_add_line(struct report_sums *sums, const struct report_line *line);
void report_sums_add_payment(struct report_sums *sums, const struct report_payment *payment);
MUST_CHECK bool report_sums_end(struct report_sums *sums, struct store *store,
    const struct report_range *range, struct report_day *out_day, struct error *err);
void report_sums_close(struct report_sums *sums);

/* Reads the range and sums it up. */
MUST_CHECK bool report_read_day(struct store *store, const struct report_range *range,
    bool is_split, struct report_day *out_day, struct error *err);
void report_day_close(struct report_day *day);

/* The currency of the range's sales; the shop's if there are none.
 * Errors: ERROR_INVALID, there is more than one. */
MUST_CHECK bool report_shop_currency(
    struct store *store, const struct report_range *range, char out_currency[4], struct error *err);

struct report_product {
    const char *sku, *name, *category; /* of its latest line; what was typed in has no SKU */
    char unit[8];
    int64_t sale_count; /* receipts that have it */
    int64_t quantity_milli;
    int64_t discount_minor, net_minor, tax_minor, gross_minor;
};

struct report_memory;
struct report_products {
    char currency[4];
    struct report_product *products; /* highest gross first, then by SKU */
    size_t product_count;
    struct report_memory *memory; /* of the texts */
};

/* Sums by SKU and unit; what was typed in by its name. */
MUST_CHECK bool report_read_products(struct store *store, const struct report_range *range,
    struct report_products *out_products, struct error *err);
void report_products_close(struct report_products *products);

struct report_campaign {
    char *code, *name, *channel;
    int64_t touch_count; /* credited kinds on the range's sales, also those that were not last */
    int64_t sale_count;
    int64_t revenue_minor;
};

struct report_campaigns {
    char currency[4];
    struct report_campaign *campaigns; /* all of the shop, oldest first, also those without sales */
    size_t campaign_count;
    int64_t none_sale_count; /* sales without a campaign */
    int64_t none_revenue_minor;
};

/* Refunds count in revenue and not as sales. */
MUST_CHECK bool report_read_campaigns(struct store *store, const struct report_range *range,
    struct report_campaigns *out_campaigns, struct error *err);
void report_campaigns_close(struct report_campaigns *campaigns);

#endif
