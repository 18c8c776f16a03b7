#include <stdlib.h>
#include <string.h>

#include "app/effects.h"
#include "base/text.h"
#include "screens/words.h"
#include "till/sell.h"
#include "till/shelf.h"
#include "till/till.h"

#define QUANTITY_ONE 1000

/* ---- What is asked before something is added ---- */

static enum view_question_kind question_of(enum till_outcome_kind kind)
{
    switch (kind) {
    case OUTCOME_NEEDS_QUANTITY:
        return VIEW_QUESTION_QUANTITY;
    case OUTCOME_NEEDS_PRICE:
        return VIEW_QUESTION_PRICE;
    case OUTCOME_NEEDS_AGE:
        return VIEW_QUESTION_AGE;
    case OUTCOME_NEEDS_OPTIONS:
        return VIEW_QUESTION_OPTIONS;
    case OUTCOME_NEEDS_SERIAL:
        return VIEW_QUESTION_SERIAL;
    default:
        return VIEW_QUESTION_NONE;
    }
}

bool desk_asks(const struct till_outcome *outcome)
{
    return question_of(outcome->kind) != VIEW_QUESTION_NONE;
}

/* Puts the options of a product before the screen. `line` NULL: it is to be added. */
static bool open_options(struct desk *desk, int64_t product_id, const struct ticket_line *line,
    int64_t base_minor, struct error *err)
{
    if (!till_options(desk->till, product_id, &desk->options, err)) {
        return false;
    }
    struct view_options *options = &desk->view.options;
    options->set = &desk->options;
    options->product_id = product_id;
    options->is_question = line == NULL;
    options->base_minor = base_minor;
    options->serial++;
    option_set_mark(&desk->options, line != NULL ? line->details : "", options->is_chosen);
    return true;
}

void desk_ask(struct desk *desk, const struct till_outcome *outcome, const struct till_add *add)
{
    struct error ignored;
    enum view_question_kind kind = question_of(outcome->kind);
    desk->pending = add != NULL ? *add
                                : (struct till_add){.product_id = outcome->product_id,
                                      .quantity_milli = outcome->quantity_milli,
                                      .unit_price_minor = outcome->unit_price_minor,
                                      .is_labelled = outcome->is_labelled};
    int64_t base_minor = desk->pending.unit_price_minor;
    if (kind == VIEW_QUESTION_OPTIONS && base_minor == TILL_PRICE_OWN) {
        const struct shelf_product *product = shelf_product(desk->till, outcome->product_id);
        base_minor = product != NULL ? product->price_minor : 0;
    }
    if (kind == VIEW_QUESTION_OPTIONS &&
        !open_options(desk, outcome->product_id, NULL, base_minor, &ignored)) {
        return; /* gone since it was asked for: nothing is added */
    }
    desk->question = (struct view_question){.kind = kind,
        .product_id = outcome->product_id,
        .quantity_milli = outcome->quantity_milli > 0 ? outcome->quantity_milli : QUANTITY_ONE,
        .age = outcome->age,
        .serial = ++desk->question_serial};
}

/* The shelf runs low: said, and the sale goes on. */
void desk_tell_stock(struct desk *desk, const struct till_outcome *outcome)
{
    char left[WORDS_MAX];
    if (!outcome->is_stock_low) {
        return;
    }
    struct message message = {.shown = {.kind = VIEW_MESSAGE_AMBER}, .is_of_sale = true};
    words_plain_quantity(&desk->view, outcome->stock_left_milli, outcome->stock_unit, left);
    say_with(&desk->view, message.shown.title, sizeof message.shown.title,
        outcome->stock_left_milli > 0 ? TEXT_STOCK_LEFT : TEXT_STOCK_NONE_LEFT, outcome->stock_name,
        left);
    text_copy(
        message.shown.detail, sizeof message.shown.detail, say(&desk->view, TEXT_STOCK_SELL_ON));
    desk_show(desk, &message);
}

/* Adds what is known by now; the next question is asked, or it stands on the ticket. */
static bool add(struct desk *desk, struct till_add *add_now, struct error *err)
{
    struct till_outcome outcome;
    if (!till_add(desk->till, add_now, &outcome, err)) {
        desk->question.serial = ++desk->question_serial; /* an open one is asked again */
        return false;
    }
    desk->question.kind = VIEW_QUESTION_NONE; /* answered, unless the outcome asks the next */
    if (desk_asks(&outcome)) {
        desk_ask(desk, &outcome, add_now);
        return true;
    }
    desk_select_line(desk, outcome.line_index);
    desk_tell_stock(desk, &outcome);
    if (add_now->serial[0] != '\0' && add_now->quantity_milli > QUANTITY_ONE) {
        add_now->quantity_milli -= QUANTITY_ONE; /* the next piece has a number of its own */
        add_now->serial[0] = '\0';
        return add(desk, add_now, err);
    }
    return true;
}

static bool is_deposit(struct desk *desk, int64_t product_id)
{
    const struct shelf_product *product = shelf_product(desk->till, product_id);
    return product != NULL && product->is_deposit;
}

/* A product that was touched, or the number that an open question wanted. A deposit that is touched
 * comes back. */
bool desk_add_product(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_add now = {.product_id = intent->product_id,
        .quantity_milli = intent->quantity_milli,
        .unit_price_minor = intent->amount_minor};
    bool is_answer = desk->question.kind != VIEW_QUESTION_NONE &&
                     desk->question.product_id == intent->product_id;
    if (is_answer) {
        now = desk->pending;
        if (desk->question.kind == VIEW_QUESTION_PRICE) {
            now.unit_price_minor = intent->amount_minor;
        } else {
            now.quantity_milli = intent->quantity_milli;
        }
    } else {
        now.gives_back = is_deposit(desk, intent->product_id);
    }
    return add(desk, &now, err);
}

bool desk_choose_options(struct desk *desk, const struct intent *intent, struct error *err)
{
    const struct view_options *options = &desk->view.options;
    if (desk->question.kind != VIEW_QUESTION_OPTIONS) {
        return desk_has_line(desk, options->line, err) &&
               till_set_options(
                   desk->till, options->line, intent->choice_ids, intent->choice_count, err);
    }
    struct till_add now = desk->pending;
    now.has_choices = true;
    now.choice_count = intent->choice_count;
    memcpy(now.choice_ids, intent->choice_ids, sizeof now.choice_ids);
    return add(desk, &now, err);
}

bool desk_confirm_age(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    if (desk->question.kind != VIEW_QUESTION_AGE) {
        return true; /* two touches on one answer */
    }
    struct till_add now = desk->pending;
    now.age_checked = desk->question.age;
    return add(desk, &now, err);
}

bool desk_give_serial(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_add now = desk->pending;
    if (desk->question.kind != VIEW_QUESTION_SERIAL) {
        return true;
    }
    if (!text_copy(now.serial, sizeof now.serial, intent->code)) {
        desk->question.serial = ++desk->question_serial;
        return error_set(err, ERROR_LIMIT, "a serial number has at most %d characters",
            LINE_DETAIL_TEXT_CHARACTERS_MAX);
    }
    return add(desk, &now, err);
}

/* ---- What a line has ---- */

bool desk_open_options(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!desk_has_line(desk, intent->index, err)) {
        return false;
    }
    const struct ticket *ticket = till_ticket(desk->till);
    size_t index = ticket_line_owner(ticket, intent->index);
    const struct ticket_line *line = &ticket->lines[index];
    int64_t options_minor = line_detail_options_minor(line->details);
    desk->view.options.line = index;
    return open_options(desk, line->product_id, line, line->unit_price_minor - options_minor, err);
}

bool desk_set_note(struct desk *desk, const struct intent *intent, struct error *err)
{
    return desk_has_line(desk, intent->index, err) &&
           till_set_note(desk->till, intent->index, intent->code, err);
}

bool desk_set_name(struct desk *desk, const struct intent *intent, struct error *err)
{
    return desk_has_line(desk, intent->index, err) &&
           till_set_name(desk->till, intent->index, intent->code, err);
}

/* ---- Stock ---- */

void desk_forget_stock(struct desk *desk)
{
    free(desk->stock);
    desk->stock = NULL;
    desk->view.stock = (struct view_stock){.serial = desk->view.stock.serial};
}

bool desk_open_stock(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    struct view_stock *stock = &desk->view.stock;
    desk_forget_stock(desk);
    if (!till_stock_list(desk->till, &desk->stock, &stock->count, err)) {
        return false;
    }
    stock->items = desk->stock;
    stock->serial++;
    desk_enter(desk, SCREEN_STOCK);
    return true;
}

/* The item of the list that a product is; NULL if it is not there (any more). */
static struct stock_item *stock_item_of(struct desk *desk, int64_t product_id)
{
    for (size_t i = 0; i < desk->view.stock.count; i++) {
        if (desk->stock[i].product_id == product_id) {
            return &desk->stock[i];
        }
    }
    return NULL;
}

bool desk_move_stock(struct desk *desk, const struct intent *intent, struct error *err)
{
    static const enum text_id texts[STOCK_ACT_COUNT] = {
        [STOCK_DELIVERY] = TEXT_STOCK_CAME,
        [STOCK_COUNT] = TEXT_STOCK_COUNTED,
        [STOCK_LOSS] = TEXT_STOCK_LOST,
    };
    char quantity[WORDS_MAX];
    int64_t change_milli;
    ASSERT(intent->index < STOCK_ACT_COUNT);
    enum stock_act act = (enum stock_act)intent->index;
    struct stock_entry entry = {
        .product_id = intent->product_id, .quantity_milli = intent->quantity_milli, .note = ""};
    if (!till_stock_write(desk->till, act, &entry, 1, &change_milli, err)) {
        return false;
    }
    struct stock_item *item = stock_item_of(desk, intent->product_id);
    struct stock_item now;
    if (item == NULL || !till_stock_of(desk->till, intent->product_id, &now, err)) {
        return item == NULL;
    }
    item->on_hand_milli = now.on_hand_milli;
    item->is_low = now.is_low;
    struct message message = {.shown = {.kind = VIEW_MESSAGE_GREEN}};
    words_plain_quantity(&desk->view, intent->quantity_milli, item->unit, quantity);
    say_with(&desk->view, message.shown.title, sizeof message.shown.title, texts[act], item->name,
        quantity);
    if (act == STOCK_COUNT && change_milli != 0) {
        words_plain_quantity(&desk->view, change_milli, item->unit, quantity);
        say_with(&desk->view, message.shown.detail, sizeof message.shown.detail,
            TEXT_STOCK_DIFFERENCE, quantity, NULL);
    }
    desk_show(desk, &message);
    desk_nudge(desk);
    return true;
}
