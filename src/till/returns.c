#include "till/returns.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/attribution.h"
#include "domain/id.h"
#include "store/refund.h"
#include "store/sale.h"
#include "store/store.h"

void returns_close(struct returns *returns)
{
    for (size_t i = 0; i < returns->count; i++) {
        sale_close(&returns->sales[i]);
        refund_history_close(&returns->histories[i]);
    }
    returns->count = 0;
}

/* Index of the sale; count if it is not read yet. */
static size_t find_sale(const struct returns *returns, int64_t sale_id)
{
    size_t index = 0;
    while (index < returns->count && returns->sales[index].id != sale_id) {
        index++;
    }
    return index;
}

static bool read_sale(
    struct store *store, int64_t sale_id, struct returns *returns, struct error *err)
{
    char number[RECEIPT_TEXT_MAX];
    if (returns->count == RETURNS_SALES_MAX) {
        return error_set(
            err, ERROR_LIMIT, "goods of at most %d sales go back at once", RETURNS_SALES_MAX);
    }
    struct sale *sale = &returns->sales[returns->count];
    struct refund_history *history = &returns->histories[returns->count];
    *sale = (struct sale){0};
    *history = (struct refund_history){0};
    if (!sale_read(store, sale_id, sale, err)) {
        return error_prefix(err, "sale %s: ", receipt_print(sale_id, number));
    }
    if (!refund_history_read(store, sale, history, err)) {
        sale_close(sale);
        return false;
    }
    returns->count++;
    return true;
}

static bool is_same_step(
    const struct refund_part *step, const struct line_figures *figures, int tax_count)
{
    bool is_same = step->discount_minor == -figures->discount_minor &&
                   step->net_minor == -figures->net_minor &&
                   step->tax_minor == -figures->tax_minor &&
                   step->gross_minor == -figures->gross_minor;
    for (int i = 0; i < tax_count; i++) {
        is_same = is_same && step->taxes_minor[i] == -figures->part_minor[i];
    }
    return is_same;
}

static bool check_line(const struct ticket *ticket, const struct ticket_line *line,
    const struct sale *sale, const struct refund_history *history, struct error *err)
{
    const struct ticket_return *back = &line->back;
    if (back->of_line_n < 1 || back->of_line_n > (int64_t)sale->line_count) {
        return error_set(err, ERROR_INVALID, "the sale has no such line");
    }
    const struct sale_line *sold = &sale->lines[back->of_line_n - 1];
    struct refund_part step;
    bool is_gross = strcmp(sale->prices, "gross") == 0;
    if (!refund_step(sold, &history->parts[back->of_line_n - 1], -line->quantity_milli, is_gross,
            ticket->rules.half, &step, err)) {
        return error_prefix(err, "%.80s: ", line->name);
    }
    return is_same_step(&step, &back->figures, sold->tax_count) ||
           error_set(err, ERROR_INVALID,
               "%.80s: something of this sale went back meanwhile; take it off and choose it again",
               line->name);
}

/* Lines of the ticket that take back the same line of a sale would each count from the same
 * history. */
static bool is_twice(const struct ticket *ticket, size_t index)
{
    const struct ticket_return *back = &ticket->lines[index].back;
    return ticket_find_return(ticket, back->of_sale_id, back->of_line_n) != index;
}

static bool open_line(struct store *store, const struct ticket *ticket, size_t index,
    struct returns *returns, struct error *err)
{
    const struct ticket_line *line = &ticket->lines[index];
    if (!line->is_return || line->back.of_sale_id == 0) {
        return true;
    }
    if (is_twice(ticket, index)) {
        return error_set(err, ERROR_INVALID, "%.80s goes back twice", line->name);
    }
    size_t at = find_sale(returns, line->back.of_sale_id);
    return (at < returns->count || read_sale(store, line->back.of_sale_id, returns, err)) &&
           check_line(ticket, line, &returns->sales[at], &returns->histories[at], err);
}

bool returns_open(struct store *store, const struct ticket *ticket, struct returns *out_returns,
    struct error *err)
{
    out_returns->count = 0;
    for (size_t i = 0; i < ticket->line_count; i++) {
        if (!open_line(store, ticket, i, out_returns, err)) {
            returns_close(out_returns);
            return false;
        }
    }
    return true;
}

struct give_back returns_due(
    const struct returns *returns, const struct ticket *ticket, int64_t gross_minor)
{
    bool is_of_one = ticket_is_refund(ticket) && returns->count == 1;
    for (size_t i = 0; i < ticket->line_count && is_of_one; i++) {
        is_of_one = ticket->lines[i].back.of_sale_id == returns->sales[0].id;
    }
    if (!is_of_one) {
        return (struct give_back){-gross_minor, -gross_minor, -gross_minor};
    }
    bool is_last = refund_is_last(&returns->sales[0], &returns->histories[0], ticket);
    return refund_due(&returns->sales[0], &returns->histories[0], -gross_minor, is_last);
}

/* --- what is copied ------------------------------------------------------------------------ */

static char *own_text(const char *text)
{
    char *own = strdup(text);
    ASSERT(own != NULL);
    return own;
}

static void copy_discount(const struct sale_line *sold, struct sale_line *line)
{
    if (line->discount_minor == 0) {
        return;
    }
    line->discount_words = sold->discount_words != NULL ? own_text(sold->discount_words) : NULL;
    line->discount_campaign_id = sold->discount_campaign_id;
}

static bool was_credited(const struct sale *sale, const struct sale_touch *touch)
{
    enum touch_kind kind;
    return touch_kind_parse(text_view_of(touch->kind), &kind) && touch_kind_is_credited(kind) &&
           touch->uncredited[0] == '\0' &&
           touch->touched_at_ms <= sale->sold_at_ms &&
           touch->touched_at_ms >= sale->sold_at_ms - ATTRIBUTION_WINDOW_MS;
}

static void copy_touches(const struct returns *returns, struct sale *sale)
{
    for (size_t i = 0; i < returns->count; i++) {
        const struct sale *from = &returns->sales[i];
        sale->touches = realloc(
            sale->touches, (sale->touch_count + from->touch_count + 1) * sizeof(*sale->touches));
        ASSERT(sale->touches != NULL);
        for (size_t k = 0; k < from->touch_count; k++) {
            if (was_credited(from, &from->touches[k])) {
                struct sale_touch *touch = &sale->touches[sale->touch_count++];
                *touch = from->touches[k];
                touch->lead_id = 0; /* the person's contact is there once: with the sale */
            }
        }
    }
}

void returns_fill(const struct returns *returns, struct sale *sale)
{
    for (size_t i = 0; i < sale->line_count; i++) {
        struct sale_line *line = &sale->lines[i];
        size_t at = find_sale(returns, line->of_sale_id);
        if (line->is_refund && line->of_sale_id != 0 && at < returns->count) {
            copy_discount(&returns->sales[at].lines[line->of_line_n - 1], line);
        }
    }
    if (strcmp(sale->kind, "refund") == 0) {
        sale->touch_count = 0; /* a refund brings no customer */
        sale->lead_count = 0;
        copy_touches(returns, sale);
    }
}
