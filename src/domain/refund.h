#ifndef TILLTALE_DOMAIN_REFUND_H
#define TILLTALE_DOMAIN_REFUND_H

/* Refund: what a line that goes back is worth.
 *
 * A refund takes back amounts of its sale and computes none of its own, so that a price, a tax or
 * a discount that was changed since does not matter. Of a line that goes back in several steps the
 * k-th step is
 *
 *     round(amount x quantity gone back with this step / quantity sold) - what went back before
 *
 * for the discount, for each tax, and for the gross (tax in the price) or the net (tax added);
 * the other one follows. So after any steps whatever the whole line has gone back to the cent, and
 * never more of it. A deposit that came with a line goes back with it.
 *
 * Cash: what was rounded to coins when it was paid is rounded the same way when it goes back. Over
 * all refunds of a sale the cash is rounded from the sum and not step by step; the refund that takes
 * the last of it gives exactly the rest of what was paid.
 *
 * Amounts and quantities here are above 0: it is the ticket that writes them below. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/give_back.h"
#include "domain/money.h"
#include "domain/sale.h"
#include "domain/ticket.h"

struct error;

/* What went back of one line, or goes back with one step. */
struct refund_part {
    int64_t quantity_milli;
    int64_t discount_minor;
    int64_t net_minor, tax_minor, gross_minor;
    int64_t taxes_minor[SALE_LINE_TAXES_MAX]; /* by tax of the line */
};

/* What went back of a sale so far, read by store/refund.h. */
struct refund_history {
    struct refund_part *parts; /* by line of the sale; from malloc */
    size_t part_count;
    int64_t gross_minor; /* of refunds that took nothing but this sale back */
    int64_t money_minor; /* what was given back for them */
};

void refund_history_close(struct refund_history *history);

/* True if the line can go back by itself: it sold goods, and is no deposit of another line. */
bool refund_is_possible(const struct sale_line *line);

/* How much of the line is left; 0 for one that cannot go back by itself. */
int64_t refund_left_milli(const struct sale_line *line, const struct refund_part *back);

/* The next step of a line. `is_gross` as the sale's prices. `back` may be all zero.
 * Errors: ERROR_INVALID, the quantity is not above 0, or more than is left: the text says how much
 * is. */
MUST_CHECK bool refund_step(const struct sale_line *line, const struct refund_part *back,
    int64_t quantity_milli, bool is_gross, enum money_half half, struct refund_part *out_step,
    struct error *err);

/* What a person chose of a sale. */
struct refund_choice {
    int64_t line_n; /* from 1 */
    int64_t quantity_milli;
    bool restock;
    const char *reason; /* borrowed */
};

/* Puts the chosen lines on a ticket, each with the deposits that go with it. A line that takes
 * back the same line of the sale is replaced.
 * Errors: as refund_step(), prefixed with the line's name; ERROR_INVALID, the sale has no such
 * line, it cannot go back, or it is chosen twice; as ticket_insert(). The ticket is then half
 * filled. */
MUST_CHECK bool refund_fill_ticket(struct ticket *ticket, const struct sale *sale,
    const struct refund_history *history, const struct refund_choice *choices, size_t choice_count,
    struct error *err);

/* True if everything of the sale that can go back is back after `ticket`. */
bool refund_is_last(
    const struct sale *sale, const struct refund_history *history, const struct ticket *ticket);

/* What is to be given back for a ticket that takes `gross_minor` (above 0) of this sale back and has
 * no other lines; `is_last` as refund_is_last(). */
struct give_back refund_due(const struct sale *sale, const struct refund_history *history,
    int64_t gross_minor, bool is_last);

#endif
