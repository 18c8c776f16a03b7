#include "till/sell.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "store/stock.h"
#include "till/handle.h"
#include "till/options.h"
#include "till/product.h"

/* --- what is asked first -------------------------------------------------------------------- */

/* Writes the chosen options into the line, and their prices into its price. */
static bool apply_options(struct till *till, const struct till_add *add, struct ticket_line *line,
    bool *out_must_ask, struct error *err)
{
    struct option_set set;
    bool is_chosen[OPTION_CHOICES_MAX] = {false};
    if (!till_options(till, add->product_id, &set, err)) {
        return false;
    }
    *out_must_ask = !add->has_choices && option_set_must_ask(&set);
    if (*out_must_ask || !add->has_choices) {
        return true;
    }
    for (size_t i = 0; i < add->choice_count; i++) {
        size_t at = 0;
        while (at < set.choice_count && set.choices[at].id != add->choice_ids[i]) {
            at++;
        }
        if (at == set.choice_count) {
            return error_set(err, ERROR_NOT_FOUND, "an option is not there any more");
        }
        is_chosen[at] = true;
    }
    if (!option_set_apply(&set, is_chosen, line->details, err)) {
        return false;
    }
    int64_t more_minor = line_detail_options_minor(line->details);
    line->unit_price_minor += more_minor;
    line->list_price_minor += line->has_list_price ? more_minor : 0;
    return true;
}

/* The line as the answers make it. *out_kind is OUTCOME_LINE, or the question that is open. */
static bool make_line(struct till *till, const struct till_add *add,
    const struct product_sold *product, struct ticket_line *line, enum till_outcome_kind *out_kind,
    struct error *err)
{
    bool must_ask = false;
    *line = product->line;
    *out_kind = OUTCOME_LINE;
    if (product->asks_age > till->ticket.age_checked && product->asks_age > add->age_checked &&
        !add->gives_back) {
        line->quantity_milli = add->quantity_milli;
        *out_kind = OUTCOME_NEEDS_AGE;
        return true;
    }
    if (add->is_labelled) {
        line->unit = UNIT_EACH;
        line->has_list_price = false;
    }
    if (add->quantity_milli == TILL_QUANTITY_ASK && line->unit != UNIT_EACH) {
        *out_kind = OUTCOME_NEEDS_QUANTITY;
        return true;
    }
    line->quantity_milli =
        add->quantity_milli == TILL_QUANTITY_ASK ? QUANTITY_ONE_MILLI : add->quantity_milli;
    if (add->unit_price_minor != TILL_PRICE_OWN) {
        line->unit_price_minor = add->unit_price_minor;
        line->has_list_price = false;
    } else if (!product->has_price) {
        *out_kind = OUTCOME_NEEDS_PRICE;
        return true;
    }
    if (product->has_options && !apply_options(till, add, line, &must_ask, err)) {
        return false;
    }
    if (must_ask) {
        *out_kind = OUTCOME_NEEDS_OPTIONS;
        return true;
    }
    if (product->asks_serial && add->serial[0] == '\0' && !add->gives_back) {
        *out_kind = OUTCOME_NEEDS_SERIAL;
    }
    return true;
}

/* A piece with a number of its own: the line is this one piece. */
static bool put_serial(const struct till_add *add, struct ticket_line *line, struct error *err)
{
    struct line_detail detail = {.kind = LINE_DETAIL_SERIAL};
    if (add->serial[0] == '\0') {
        return true;
    }
    (void)text_copy(detail.text, sizeof(detail.text), add->serial);
    line->quantity_milli = QUANTITY_ONE_MILLI;
    return line_detail_append(line->details, &detail) ||
           error_set(err, ERROR_LIMIT, "the serial number does not fit the line");
}

/* --- what is left on the shelf --------------------------------------------------------------- */

/* What a ticket takes of a product: by itself and as a part of bundles. */
static int64_t taken_milli(const struct ticket *ticket, int64_t product_id)
{
    int64_t taken = 0;
    for (size_t i = 0; i < ticket->line_count; i++) {
        const struct ticket_line *line = &ticket->lines[i];
        struct line_detail detail;
        if (line->product_id == product_id && line->counts_stock) {
            taken += line->quantity_milli;
        }
        for (const char *at = line->details; line_detail_next(&at, &detail);) {
            int64_t parts = 0;
            bool is_part =
                detail.kind == LINE_DETAIL_PART && detail.id == product_id &&
                money_times_quantity(detail.amount, line->quantity_milli, MONEY_HALF_AWAY, &parts);
            taken += is_part ? parts : 0;
        }
    }
    return taken;
}

struct shelf_look {
    struct till *till;
    struct till_outcome *outcome;
    int64_t added_milli; /* of this product, with the last touch */
    bool is_new;         /* the line was not there before */
};

/* Says how much is left once the ticket is paid, where that is little: when a line is new, and when
 * it falls to the mark or below 0. */
static bool look_at(void *context, const struct stock_product_row *row, struct error *err)
{
    (void)err;
    const struct shelf_look *look = context;
    struct till_outcome *outcome = look->outcome;
    int64_t left_milli = row->on_hand_milli - taken_milli(&look->till->ticket, row->id);
    int64_t before_milli = left_milli + look->added_milli;
    bool is_low =
        left_milli <= row->low_stock_milli && (look->is_new || before_milli > row->low_stock_milli);
    bool is_over = left_milli < 0 && (look->is_new || before_milli >= 0);
    if (row->is_stocked && (is_low || is_over) && !outcome->is_stock_low) {
        outcome->is_stock_low = true;
        outcome->stock_left_milli = left_milli;
        (void)text_copy_view(outcome->stock_name, sizeof(outcome->stock_name), row->name);
        outcome->stock_unit = UNIT_EACH;
        bool is_unit = unit_parse(row->unit, &outcome->stock_unit);
        (void)is_unit;
    }
    return true;
}

/* Never an error: what the customer holds is sold. */
static void look_at_stock(
    struct till *till, const struct product_sold *product, struct till_outcome *outcome)
{
    struct error ignored;
    bool found;
    const struct ticket_line *line = &till->ticket.lines[outcome->line_index];
    struct shelf_look look = {.till = till,
        .outcome = outcome,
        .added_milli = outcome->quantity_milli,
        .is_new = line->quantity_milli == outcome->quantity_milli};
    if (!line->counts_stock) {
        return;
    }
    bool is_read = !product->is_stocked ||
                   stock_find(till->store, line->product_id, look_at, &look, &found, &ignored);
    struct line_detail detail;
    for (const char *at = line->details; is_read && line_detail_next(&at, &detail);) {
        if (detail.kind == LINE_DETAIL_PART &&
            money_times_quantity(
                detail.amount, outcome->quantity_milli, MONEY_HALF_AWAY, &look.added_milli)) {
            is_read = stock_find(till->store, detail.id, look_at, &look, &found, &ignored);
        }
    }
}

/* --- adding ---------------------------------------------------------------------------------- */

bool till_add(struct till *till, const struct till_add *add, struct till_outcome *out_outcome,
    struct error *err)
{
    struct product_sold product;
    struct ticket_line line;
    struct till_outcome outcome = {.product_id = add->product_id,
        .unit_price_minor = add->unit_price_minor,
        .is_labelled = add->is_labelled};
    int64_t now_ms = till_now_ms(till);
    if (!till_read_product(till, add->product_id, now_ms, &product, err) ||
        !make_line(till, add, &product, &line, &outcome.kind, err)) {
        return false;
    }
    outcome.quantity_milli = line.quantity_milli;
    outcome.age = product.asks_age;
    if (outcome.kind != OUTCOME_LINE) {
        *out_outcome = outcome;
        return true;
    }
    if (add->gives_back && line.kind != LINE_DEPOSIT) {
        return error_set(err, ERROR_INVALID, "only a deposit can be given back like this");
    }
    if (!put_serial(add, &line, err)) {
        return false;
    }
    outcome.quantity_milli = line.quantity_milli;
    line.quantity_milli = add->gives_back ? -line.quantity_milli : line.quantity_milli;
    line.counts_stock = line.counts_stock && !add->gives_back;
    change_begin(till);
    if (till->ticket.age_checked < add->age_checked) {
        till->ticket.age_checked = add->age_checked;
    }
    bool is_done =
        till_put_line(till, &line, product.deposit_product_id, now_ms, &outcome.line_index, err);
    if (!change_end(till, is_done, err)) {
        return false;
    }
    look_at_stock(till, &product, &outcome);
    *out_outcome = outcome;
    return true;
}

bool till_add_product(struct till *till, int64_t product_id, int64_t quantity_milli,
    int64_t unit_price_minor, struct till_outcome *out_outcome, struct error *err)
{
    struct till_add add = {.product_id = product_id,
        .quantity_milli = quantity_milli,
        .unit_price_minor = unit_price_minor};
    return till_add(till, &add, out_outcome, err);
}

/* --- changing what a line has ----------------------------------------------------------------- */

bool till_set_options(struct till *till, size_t line_index, const int64_t *choice_ids,
    size_t choice_count, struct error *err)
{
    struct option_set set;
    bool is_chosen[OPTION_CHOICES_MAX] = {false};
    char details[LINE_DETAILS_BYTES];
    line_index = ticket_line_owner(&till->ticket, line_index);
    const struct ticket_line *line = &till->ticket.lines[line_index];
    if (!till_options(till, line->product_id, &set, err)) {
        return false;
    }
    for (size_t i = 0; i < set.choice_count; i++) {
        for (size_t k = 0; k < choice_count; k++) {
            is_chosen[i] = is_chosen[i] || set.choices[i].id == choice_ids[k];
        }
    }
    memcpy(details, line->details, sizeof(details));
    if (!option_set_apply(&set, is_chosen, details, err)) {
        return false;
    }
    change_begin(till);
    return change_end(till, ticket_set_details(&till->ticket, line_index, details, err), err);
}

bool till_set_note(struct till *till, size_t line_index, const char *note, struct error *err)
{
    change_begin(till);
    line_index = ticket_line_owner(&till->ticket, line_index);
    return change_end(till, ticket_set_note(&till->ticket, line_index, note, err), err);
}

bool till_set_name(struct till *till, size_t line_index, const char *name, struct error *err)
{
    change_begin(till);
    return change_end(till, ticket_set_name(&till->ticket, line_index, name, err), err);
}
