#ifndef TILLTALE_TESTS_DOMAIN_TICKETS_H
#define TILLTALE_TESTS_DOMAIN_TICKETS_H

/* What several tests of the ticket need: tickets in a line of code, and seeded chance. */

#include "tests/support.h"

#include "base/error.h"
#include "domain/ticket.h"

struct dice {
    uint64_t state;
};

static inline uint32_t dice_roll(struct dice *dice, uint32_t sides)
{
    dice->state = dice->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(dice->state >> 33) % sides;
}

static inline struct ticket_rules rules_of(
    const char *currency, enum prices prices, enum tax_rounding rounding)
{
    return (struct ticket_rules){
        .currency = currency_find(currency), .prices = prices, .tax_rounding = rounding};
}

static inline struct ticket_line line_of(
    int64_t product_id, int64_t quantity_milli, int64_t price_minor, const char *tax)
{
    struct ticket_line line = {.product_id = product_id,
        .quantity_milli = quantity_milli,
        .unit_price_minor = price_minor};
    struct error err;
    snprintf(line.sku, sizeof(line.sku), "P%ld", (long)product_id);
    snprintf(line.name, sizeof(line.name), "Product %ld", (long)product_id);
    assert_true(tax_code_parse(text_view_of(tax), &line.tax, &err));
    return line;
}

static inline struct discount percent_of(int64_t ppm)
{
    return (struct discount){.kind = DISCOUNT_PERCENT, .source = DISCOUNT_MANUAL, .value = ppm};
}

static inline struct discount amount_of(int64_t minor)
{
    return (struct discount){.kind = DISCOUNT_AMOUNT, .source = DISCOUNT_MANUAL, .value = minor};
}

static inline void must_insert(struct ticket *ticket, const struct ticket_line *line)
{
    struct error err;
    assert_true(ticket_insert(ticket, ticket->line_count, line, &err));
}

static inline void must_compute(const struct ticket *ticket, struct ticket_figures *figures)
{
    struct error err = {0};
    if (!ticket_compute(ticket, figures, &err)) {
        fail_msg("%s", err.text);
    }
}

#endif
