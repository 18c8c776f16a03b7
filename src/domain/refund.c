#include "domain/refund.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

#define KIND_DEPOSIT "deposit"

void refund_history_close(struct refund_history *history)
{
    free(history->parts);
    *history = (struct refund_history){0};
}

static bool is_deposit_of_line(const struct sale_line *line)
{
    return strcmp(line->kind, KIND_DEPOSIT) == 0 && line->parent_n != 0;
}

/* A gift card that was sold and a debt that was paid are undone where they are kept. */
static bool is_goods(const struct sale_line *line)
{
    return line->kind[0] == '\0' || strcmp(line->kind, KIND_DEPOSIT) == 0;
}

bool refund_is_possible(const struct sale_line *line)
{
    return !line->is_refund && line->quantity_milli > 0 && is_goods(line) &&
           !is_deposit_of_line(line);
}

int64_t refund_left_milli(const struct sale_line *line, const struct refund_part *back)
{
    return refund_is_possible(line) ? line->quantity_milli - back->quantity_milli : 0;
}

/* --- one step ------------------------------------------------------------------------------ */

/* amount x part / whole, rounded: never more than the amount, so it always fits. */
static int64_t share_of(
    int64_t amount_minor, int64_t part_milli, int64_t whole_milli, enum money_half half)
{
    int64_t share = 0;
    bool fits = money_divide((int128)amount_minor * part_milli, whole_milli, half, &share);
    ASSERT(fits);
    return share;
}

static bool refuse_quantity(const struct sale_line *line, int64_t left_milli, struct error *err)
{
    char left[QUANTITY_TEXT_MAX];
    char sold[QUANTITY_TEXT_MAX];
    quantity_print(line->quantity_milli, sold);
    if (left_milli <= 0) {
        return error_set(err, ERROR_INVALID, "all of it (%s) has gone back already", sold);
    }
    return error_set(err, ERROR_INVALID, "only %s of %s is left to go back",
        quantity_print(left_milli, left), sold);
}

/* After `gone_milli` in all: what has gone back then, less what had before. */
static void compute_step(const struct sale_line *line, const struct refund_part *back,
    int64_t gone_milli, bool is_gross, enum money_half half, struct refund_part *out_step)
{
    int64_t sold_milli = line->quantity_milli;
    struct refund_part step = {.quantity_milli = gone_milli - back->quantity_milli};
    step.discount_minor =
        share_of(line->discount_minor, gone_milli, sold_milli, half) - back->discount_minor;
    for (int i = 0; i < line->tax_count; i++) {
        step.taxes_minor[i] =
            share_of(line->taxes[i].tax_minor, gone_milli, sold_milli, half) - back->taxes_minor[i];
        step.tax_minor += step.taxes_minor[i];
    }
    if (is_gross) {
        step.gross_minor =
            share_of(line->gross_minor, gone_milli, sold_milli, half) - back->gross_minor;
        step.net_minor = step.gross_minor - step.tax_minor;
    } else {
        step.net_minor = share_of(line->net_minor, gone_milli, sold_milli, half) - back->net_minor;
        step.gross_minor = step.net_minor + step.tax_minor;
    }
    *out_step = step;
}

bool refund_step(const struct sale_line *line, const struct refund_part *back,
    int64_t quantity_milli, bool is_gross, enum money_half half, struct refund_part *out_step,
    struct error *err)
{
    int64_t left_milli = line->quantity_milli - back->quantity_milli;
    if (quantity_milli <= 0) {
        return error_set(err, ERROR_INVALID, "the quantity that goes back must be above 0");
    }
    if (quantity_milli > left_milli) {
        return refuse_quantity(line, left_milli, err);
    }
    compute_step(line, back, back->quantity_milli + quantity_milli, is_gross, half, out_step);
    return true;
}

/* --- lines of a ticket --------------------------------------------------------------------- */

static bool copy_words(const struct sale_line *from, struct ticket_line *line)
{
    struct error ignored;
    return text_copy(line->sku, sizeof(line->sku), from->sku) &&
           text_copy(line->name, sizeof(line->name), from->name) &&
           text_copy(line->category, sizeof(line->category), from->category) &&
           unit_parse(text_view_of(from->unit), &line->unit) &&
           tax_code_parse(text_view_of(from->tax_code), &line->tax, &ignored) &&
           line_kind_parse(text_view_of(from->kind), &line->kind) &&
           (int)line->tax.part_count == from->tax_count;
}

static void fill_figures(
    const struct refund_part *step, bool is_gross, struct line_figures *out_figures)
{
    *out_figures = (struct line_figures){
        .discount_minor = -step->discount_minor,
        .net_minor = -step->net_minor,
        .tax_minor = -step->tax_minor,
        .gross_minor = -step->gross_minor,
    };
    out_figures->amount_minor =
        (is_gross ? out_figures->gross_minor : out_figures->net_minor) - step->discount_minor;
    for (size_t i = 0; i < TAX_PARTS_MAX; i++) {
        out_figures->part_minor[i] = -step->taxes_minor[i];
    }
}

static_assert(SALE_LINE_TAXES_MAX <= TAX_PARTS_MAX, "a return has room for every tax");

static bool add_step(struct ticket *ticket, size_t at, const struct sale *sale, size_t index,
    const struct refund_part *step, const struct refund_choice *choice, struct error *err)
{
    const struct sale_line *from = &sale->lines[index];
    struct ticket_line line = {
        .is_bound = is_deposit_of_line(from),
        .product_id = from->product_id,
        .quantity_milli = -step->quantity_milli,
        .unit_price_minor = from->unit_price_minor,
        .has_cost = from->cost_minor >= 0,
        .cost_minor = from->cost_minor >= 0 ? from->cost_minor : 0,
        .is_return = true,
        .back =
            {
                .of_sale_id = sale->id,
                .of_line_n = (int64_t)index + 1,
                .restock = choice->restock,
            },
    };
    (void)text_copy(line.back.reason, sizeof(line.back.reason), choice->reason);
    if (!copy_words(from, &line)) {
        return error_set(err, ERROR_CORRUPT, "this line of the sale cannot be read");
    }
    fill_figures(step, strcmp(sale->prices, "gross") == 0, &line.back.figures);
    return ticket_insert(ticket, at, &line, err);
}

/* A deposit goes with its line, bound to it as it was sold: as much as keeps its share. */
static bool add_deposit(struct ticket *ticket, size_t at, const struct sale *sale,
    const struct refund_history *history, size_t parent, int64_t gone_milli,
    const struct refund_choice *choice, struct error *err)
{
    for (size_t i = 0; i < sale->line_count; i++) {
        const struct sale_line *line = &sale->lines[i];
        const struct refund_part *back = &history->parts[i];
        if (!is_deposit_of_line(line) || line->parent_n != (int64_t)parent + 1 ||
            line->quantity_milli <= 0) {
            continue;
        }
        int64_t sold_milli = sale->lines[parent].quantity_milli;
        int64_t gone = share_of(line->quantity_milli, gone_milli, sold_milli, ticket->rules.half);
        struct refund_part step;
        compute_step(
            line, back, gone, strcmp(sale->prices, "gross") == 0, ticket->rules.half, &step);
        return step.quantity_milli <= 0 || add_step(ticket, at, sale, i, &step, choice, err);
    }
    return true;
}

static bool fill_choice(struct ticket *ticket, const struct sale *sale,
    const struct refund_history *history, const struct refund_choice *choice, struct error *err)
{
    if (choice->line_n < 1 || choice->line_n > (int64_t)sale->line_count) {
        return error_set(
            err, ERROR_INVALID, "the sale has no line %lld", (long long)choice->line_n);
    }
    size_t index = (size_t)choice->line_n - 1;
    const struct sale_line *line = &sale->lines[index];
    struct refund_part step;
    if (!refund_is_possible(line)) {
        return error_set(err, ERROR_INVALID, "%.80s cannot go back by itself", line->name);
    }
    if (!refund_step(line, &history->parts[index], choice->quantity_milli,
            strcmp(sale->prices, "gross") == 0, ticket->rules.half, &step, err)) {
        return error_prefix(err, "%.80s: ", line->name);
    }
    size_t at = ticket_find_return(ticket, sale->id, choice->line_n);
    if (at < ticket->line_count) {
        ticket_remove(ticket, at, NULL); /* and its deposit: this choice takes their place */
    }
    return add_step(ticket, at, sale, index, &step, choice, err) &&
           add_deposit(ticket, at + 1, sale, history, index,
               history->parts[index].quantity_milli + step.quantity_milli, choice, err);
}

bool refund_fill_ticket(struct ticket *ticket, const struct sale *sale,
    const struct refund_history *history, const struct refund_choice *choices, size_t choice_count,
    struct error *err)
{
    ASSERT(history->part_count == sale->line_count);
    for (size_t i = 0; i < choice_count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (choices[k].line_n == choices[i].line_n) {
                return error_set(err, ERROR_INVALID, "line %lld stands there twice",
                    (long long)choices[i].line_n);
            }
        }
        if (!fill_choice(ticket, sale, history, &choices[i], err)) {
            return false;
        }
    }
    return true;
}

/* --- money --------------------------------------------------------------------------------- */

bool refund_is_last(
    const struct sale *sale, const struct refund_history *history, const struct ticket *ticket)
{
    for (size_t i = 0; i < sale->line_count; i++) {
        const struct sale_line *line = &sale->lines[i];
        size_t at = ticket_find_return(ticket, sale->id, (int64_t)i + 1);
        int64_t now_milli = at < ticket->line_count ? -ticket->lines[at].quantity_milli : 0;
        if (line->is_refund || line->quantity_milli <= 0 || !is_goods(line)) {
            return false; /* something that does not come back: the sale is never whole again */
        }
        if (history->parts[i].quantity_milli + now_milli < line->quantity_milli) {
            return false;
        }
    }
    return true;
}

struct give_back refund_due(const struct sale *sale, const struct refund_history *history,
    int64_t gross_minor, bool is_last)
{
    int64_t gone_minor = history->gross_minor + gross_minor;
    bool is_whole = is_last && gone_minor == sale->gross_minor;
    if (is_whole) {
        gone_minor += sale->cash_rounding_minor; /* what was really paid */
    }
    int64_t rest_minor = gone_minor - history->money_minor;
    rest_minor = rest_minor > 0 ? rest_minor : 0;
    return (struct give_back){
        .gross_minor = gross_minor,
        .exact_minor = is_whole ? rest_minor : gross_minor,
        .rest_minor = rest_minor,
    };
}
