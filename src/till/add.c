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

static bool take_on_hand(void *context, const struct stock_product_row *row, struct error *err)
{
    (void)err;
    *(int64_t *)context = row->on_hand_milli;
    return true;
}

/* Says how much is left once the ticket is paid, where that is little: when a line is new, and when
 * it falls to the mark or below 0. Never an error: what the customer holds is sold. */
static void look_at_stock(
    struct till *till, const struct product_sold *product, struct till_outcome *outcome)
{
    struct error ignored;
    bool found;
    int64_t left_milli = 0;
    const struct ticket_line *line = &till->ticket.lines[outcome->line_index];
    if (!product->is_stocked ||
        !stock_find(till->store, line->product_id, take_on_hand, &left_milli, &found, &ignored)) {
        return;
    }
    for (size_t i = 0; i < till->ticket.line_count; i++) {
        const struct ticket_line *other = &till->ticket.lines[i];
        left_milli -= other->product_id == line->product_id ? other->quantity_milli : 0;
    }
    int64_t before_milli = left_milli + outcome->quantity_milli;
    int64_t low_milli = product->low_stock_milli;
    bool is_new = line->quantity_milli == outcome->quantity_milli;
    bool is_low = left_milli <= low_milli && (is_new || before_milli > low_milli);
    bool is_over = left_milli < 0 && (is_new || before_milli >= 0);
    outcome->is_stock_low = is_low || is_over;
    outcome->stock_left_milli = left_milli;
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
