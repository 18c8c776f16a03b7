#ifndef TILLTALE_DOMAIN_TICKET_PRIVATE_H
#define TILLTALE_DOMAIN_TICKET_PRIVATE_H

/* Private to src/domain: what the ticket's operations and its figures both compute. */

#include "domain/ticket.h"

/* The line's amount before discounts, and what all its discounts take off it: a percentage leaves
 * the exact product of quantity, price and percentage rounded once and takes the rest; an amount
 * takes at most what is there. Returns false if the amount is out of range. */
MUST_CHECK bool ticket_line_amount(const struct ticket_rules *rules, const struct ticket_line *line,
    int64_t *out_amount_minor, int64_t *out_discount_minor);

/* What all discounts on a ticket take off whose lines come to `amount_minor` (not negative). */
int64_t ticket_discount_taken(const struct ticket *ticket, int64_t amount_minor);

/* Brings the discounts of campaigns up to date: after a change of the touches or of lines, and
 * after one of this line alone. */
void ticket_refresh_offers(struct ticket *ticket);
void ticket_refresh_line(struct ticket *ticket, struct ticket_line *line);

/* Only what is sold as an item takes part in discounts. */
static inline bool ticket_line_takes_discount(const struct ticket_line *line)
{
    return line->kind == LINE_ITEM && !line->is_return;
}

#endif
