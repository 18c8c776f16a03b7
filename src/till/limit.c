#include "base/error.h"
#include "domain/rate.h"
#include "domain/ticket.h"
#include "till/handle.h"
#include "till/staff.h"

/* How far whoever is at the till may go without a manager. */

uint32_t limit_percent(const struct discount *discount, int64_t amount_minor)
{
    int128 ppm = RATE_PPM_MAX;
    if (discount->kind == DISCOUNT_NONE) {
        return 0;
    }
    if (discount->kind == DISCOUNT_PERCENT) {
        ppm = discount->value;
    } else if (discount->value > 0 && discount->value < amount_minor) {
        ppm = ((int128)discount->value * RATE_PPM_MAX + amount_minor - 1) / amount_minor;
    }
    return ppm < 0 || ppm > RATE_PPM_MAX ? RATE_PPM_MAX : (uint32_t)ppm;
}

static bool is_amount_by_hand(const struct discount *discount)
{
    return discount->kind == DISCOUNT_AMOUNT && discount->source == DISCOUNT_MANUAL;
}

int64_t limit_discountable(const struct till *till)
{
    int64_t amount_minor = 0; /* stays in range: the ticket's own sum did */
    for (size_t i = 0; i < till->ticket.line_count; i++) {
        const struct line_figures *line = &till->figures.lines[i];
        bool counts = !till->ticket.lines[i].is_return && line->amount_minor > 0;
        amount_minor += counts ? line->amount_minor - line->discount_minor : 0;
    }
    return amount_minor;
}

uint32_t limit_highest_amount(const struct till *till)
{
    const struct ticket *ticket = &till->ticket;
    uint32_t highest = 0;
    for (size_t i = 0; i < ticket->line_count; i++) {
        const struct line_figures *line = &till->figures.lines[i];
        uint32_t ppm = is_amount_by_hand(&ticket->lines[i].discount)
                           ? limit_percent(&ticket->lines[i].discount, line->amount_minor)
                           : 0;
        highest = ppm > highest ? ppm : highest;
    }
    if (ticket->line_count > 0 && is_amount_by_hand(&ticket->discount)) {
        uint32_t ppm = limit_percent(&ticket->discount, limit_discountable(till));
        highest = ppm > highest ? ppm : highest;
    }
    return highest;
}

bool limit_is_kept(struct till *till, struct error *err)
{
    struct till_loan loan;
    uint32_t highest_ppm = limit_highest_amount(till);
    if (highest_ppm <= till->backup_highest_ppm) {
        return true;
    }
    if (!till_require(till, RIGHT_DISCOUNT, highest_ppm, &loan, err)) {
        return false;
    }
    till->change_loan = loan.staff_id != 0 ? loan : till->change_loan;
    return true;
}

bool limit_is_other_price(
    struct till *till, const struct ticket_line *line, int64_t unit_price_minor)
{
    struct ticket_line listed;
    bool has_price;
    struct error ignored; /* it is sold no more: no price of the catalogue's is overridden */
    if (line->has_list_price) {
        return unit_price_minor != line->list_price_minor;
    }
    return line->product_id != 0 && (till->flags & TILL_OPEN_BATCH) == 0 &&
           till_line_of_product(till, line->product_id, &listed, &has_price, &ignored) &&
           has_price && unit_price_minor != listed.unit_price_minor;
}
