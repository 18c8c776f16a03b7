#include "screens/sell.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/money.h"
#include "domain/quantity.h"
#include "screens/texts.h"
#include "screens/words.h"

#define CHIP_GAP 12
#define GROUP_HEAD 52
#define GROUP_GAP 20
#define HEAD_HEIGHT 80
#define SCROLL_ROOM 16

/* ---- What is chosen ---- */

static size_t count_chosen(const struct sell_options *options, const struct option_group *group)
{
    size_t count = 0;
    for (size_t i = 0; i < group->count; i++) {
        count += options->is_chosen[group->first + i];
    }
    return count;
}

/* A touch on a choice. Of a group that takes one, another choice takes its place. */
static void toggle(struct sell_options *options, const struct option_group *group, size_t index)
{
    bool was_chosen = options->is_chosen[index];
    if (group->maximum == 1) {
        for (size_t i = 0; i < group->count; i++) {
            options->is_chosen[group->first + i] = false;
        }
        options->is_chosen[index] = !was_chosen || group->minimum == 1;
    } else if (was_chosen || count_chosen(options, group) < group->maximum) {
        options->is_chosen[index] = !was_chosen;
    }
}

static int64_t unit_price(const struct sell_options *options, const struct view_options *shown)
{
    int64_t price = shown->base_minor;
    for (size_t i = 0; i < shown->set->choice_count; i++) {
        price += options->is_chosen[i] ? shown->set->choices[i].price_minor : 0;
    }
    return price;
}

bool sell_line_has_options(const struct app_view *view, size_t line)
{
    if (line >= view->ticket->line_count) {
        return false;
    }
    const struct ticket_line *shown = &view->ticket->lines[ticket_line_owner(view->ticket, line)];
    const struct shelf_product *product =
        shown->product_id == 0 || shown->is_return
            ? NULL
            : view->catalogue.product(view->catalogue.context, shown->product_id);
    return product != NULL && product->has_options;
}

void sell_options_follow(struct sell_options *options, const struct app_view *view)
{
    if (options->serial != view->options.serial) {
        *options = (struct sell_options){.serial = view->options.serial};
        memcpy(options->is_chosen, view->options.is_chosen, sizeof options->is_chosen);
    }
}

bool sell_options_are_gone(const struct sell_options *options, const struct app_view *view)
{
    const struct view_options *shown = &view->options;
    if (shown->set == NULL || options->serial != shown->serial) {
        return true;
    }
    if (shown->is_question) {
        return view->question.kind != VIEW_QUESTION_OPTIONS;
    }
    return shown->line >= view->ticket->line_count ||
           view->ticket->lines[shown->line].product_id != shown->product_id;
}

/* ---- Drawing ---- */

static const char *choice_words(
    const struct app_view *view, const struct option_choice *choice, char out[WORDS_MAX * 2])
{
    char amount[WORDS_MAX];
    struct text_out words = text_out_begin(out, WORDS_MAX * 2);
    text_out_append(&words, choice->name);
    if (choice->price_minor != 0) {
        text_out_append(&words, choice->price_minor > 0 ? "  +" : "  ");
        text_out_append(&words, words_amount(view, choice->price_minor, amount));
    }
    return out;
}

static struct ui_button chip_of(const char *label, bool is_chosen, bool is_disabled)
{
    return (struct ui_button){.label = label,
        .kind = UI_BUTTON_CHIP,
        .is_selected = is_chosen,
        .is_disabled = is_disabled};
}

/* What the group wants, as words; "" where anything goes. */
static const char *hint_of(
    const struct app_view *view, const struct option_group *group, char out[WORDS_MAX])
{
    char minimum[WORDS_MAX];
    char maximum[WORDS_MAX];
    words_count(view, group->minimum, minimum);
    words_count(view, group->maximum, maximum);
    out[0] = '\0';
    if (group->minimum == 1 && group->maximum == 1) {
        text_copy(out, WORDS_MAX, say(view, TEXT_CHOOSE_ONE));
    } else if (group->minimum > 0 && group->minimum < group->maximum) {
        say_with(view, out, WORDS_MAX, TEXT_CHOOSE_BETWEEN, minimum, maximum);
    } else if (group->minimum > 0) {
        say_with(view, out, WORDS_MAX, TEXT_CHOOSE_FROM, minimum, NULL);
    } else if (group->maximum > 1 && group->maximum < group->count) {
        say_with(view, out, WORDS_MAX, TEXT_CHOOSE_UP_TO, maximum, NULL);
    }
    return out;
}

/* Lays a group out from `top` on; draws it if `draws`. Returns where the next one begins. */
static int group_rows(struct sell_options *options, const struct app_view *view, struct ui *ui,
    struct rect content, int top, size_t group_index, bool draws)
{
    const struct option_set *set = view->options.set;
    const struct option_group *group = &set->groups[group_index];
    char words[WORDS_MAX * 2];
    struct rect head = {content.x, content.y + top, content.width, GROUP_HEAD};
    if (draws && ui_is_visible(ui, head)) {
        ui_text(ui, head, hint_of(view, group, words),
            &(struct ui_text_style){.colour = COLOUR_INK2, .align = UI_ALIGN_END});
        ui_text(ui, head, group->name,
            &(struct ui_text_style){.size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_600});
    }
    top += GROUP_HEAD;
    int x = 0;
    bool is_full = group->maximum > 1 && count_chosen(options, group) >= group->maximum;
    for (size_t i = 0; i < group->count; i++) {
        size_t index = group->first + i;
        bool is_chosen = options->is_chosen[index];
        struct ui_button chip = chip_of(
            choice_words(view, &set->choices[index], words), is_chosen, is_full && !is_chosen);
        int width = ui_button_width(ui, &chip);
        width = width < 140 ? 140 : width;
        width = width > content.width ? content.width : width;
        if (x > 0 && x + width > content.width) {
            x = 0;
            top += TARGET_OFTEN + CHIP_GAP;
        }
        struct rect rect = {content.x + x, content.y + top, width, TARGET_OFTEN};
        ui_push_id(ui, (uint64_t)set->choices[index].id);
        if (draws && ui_is_visible(ui, rect) && ui_button(ui, rect, &chip)) {
            toggle(options, group, index);
        }
        ui_pop_id(ui);
        x += width + CHIP_GAP;
    }
    return top + TARGET_OFTEN + GROUP_GAP;
}

/* What all groups need at this width. */
static int groups_height(
    struct sell_options *options, const struct app_view *view, struct ui *ui, int width)
{
    struct rect area = {.width = width};
    int height = 0;
    for (size_t i = 0; i < view->options.set->group_count; i++) {
        height = group_rows(options, view, ui, area, height, i, false);
    }
    return height - GROUP_GAP;
}

static void groups(
    struct sell_options *options, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct option_set *set = view->options.set;
    int width = area.width - SCROLL_ROOM;
    struct rect content = ui_scroll_begin(
        ui, area, "options", groups_height(options, view, ui, width), &options->scroll);
    content.width = width;
    int top = 0;
    for (size_t i = 0; i < set->group_count; i++) {
        top = group_rows(options, view, ui, content, top, i, true);
    }
    ui_scroll_end(ui);
}

static struct intent answer(const struct sell_options *options, const struct app_view *view)
{
    const struct option_set *set = view->options.set;
    struct intent intent = {.kind = INTENT_CHOOSE_OPTIONS, .index = view->options.line};
    for (size_t i = 0; i < set->choice_count && intent.choice_count < LINE_OPTIONS_MAX; i++) {
        if (options->is_chosen[i]) {
            intent.choice_ids[intent.choice_count++] = set->choices[i].id;
        }
    }
    return intent;
}

/* "Add €4.10" of what is to be added; the sum of a line is on the ticket. */
static const char *forward_words(
    const struct sell_options *options, const struct app_view *view, char out[WORDS_MAX])
{
    char amount[WORDS_MAX];
    int64_t sum = 0;
    if (!view->options.is_question ||
        !money_times_quantity(unit_price(options, &view->options), view->question.quantity_milli,
            view->shop->rules.half, &sum)) {
        return say(view, TEXT_OK);
    }
    return say_with(view, out, WORDS_MAX, TEXT_ADD_AMOUNT, words_money(view, sum, amount), NULL);
}

static const char *name_of(const struct app_view *view)
{
    const struct view_options *shown = &view->options;
    if (!shown->is_question) {
        return view->ticket->lines[shown->line].name;
    }
    const struct shelf_product *product =
        view->catalogue.product(view->catalogue.context, shown->product_id);
    return product != NULL ? product->name : "";
}

/* Measures of the card that differ between a roomy window and a low one. */
struct card_shape {
    int inset_x, inset_y, head_gap, forward, forward_gap;
};

static const struct card_shape SHAPE = {40, 34, 20, 112, 20};
static const struct card_shape SHAPE_LOW = {28, 20, 10, 88, 12};

/* Name, price and the ways out. */
static bool card_head(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect head, bool *out_wants_note)
{
    char words[WORDS_MAX];
    struct ui_button note = {.label = say(view, TEXT_NOTE), .icon = ICON_PEN};
    bool is_left = ui_button(ui, rect_cut_right(&head, 190),
                       &(struct ui_button){.label = say(view, TEXT_CANCEL)}) ||
                   ui_key(ui, INPUT_KEY_ESCAPE);
    rect_skip_right(&head, SPACE_TARGETS + 4);
    *out_wants_note = false;
    if (!view->options.is_question) {
        int width = ui_button_width(ui, &note);
        *out_wants_note = ui_button(ui, rect_cut_right(&head, width), &note);
        rect_skip_right(&head, SPACE_GUTTER);
    }
    ui_text(ui, rect_cut_top(&head, 46), name_of(view),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .lines_max = 1});
    ui_text(ui, head,
        words_price(view, unit_price(&state->options, &view->options), UNIT_EACH, words),
        &(struct ui_text_style){.colour = COLOUR_INK2, .has_figures = true});
    return is_left;
}

struct intent sell_options(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct sell_options *options = &state->options;
    const struct card_shape *shape = ui_is_low(ui) ? &SHAPE_LOW : &SHAPE;
    struct intent intent = {.kind = INTENT_NONE};
    char words[WORDS_MAX];
    struct error ignored;
    bool wants_note;
    int fixed =
        2 * shape->inset_y + HEAD_HEIGHT + shape->head_gap + shape->forward_gap + shape->forward;
    int needed =
        fixed + groups_height(options, view, ui, rect.width - 2 * shape->inset_x - SCROLL_ROOM);
    rect.height = needed < rect.height ? needed : rect.height;
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, shape->inset_x, shape->inset_y);
    bool is_left = card_head(state, view, ui, rect_cut_top(&area, HEAD_HEIGHT), &wants_note);
    rect_skip_top(&area, shape->head_gap);
    struct rect forward = rect_cut_bottom(&area, shape->forward);
    rect_skip_bottom(&area, shape->forward_gap);
    groups(options, view, ui, area);
    bool is_good = option_set_check(view->options.set, options->is_chosen, &ignored) &&
                   unit_price(options, &view->options) >= 0;
    bool is_done = ui_button(ui, forward,
        &(struct ui_button){.label = forward_words(options, view, words),
            .id = "choose",
            .kind = UI_BUTTON_PRIMARY,
            .is_disabled = !is_good,
            .has_figures = true});
    is_done = is_done || (is_good && ui_key(ui, INPUT_KEY_ENTER));
    if (is_done) {
        intent = answer(options, view);
        sell_close_over(state, ui);
    } else if (is_left) {
        intent.kind = view->options.is_question ? INTENT_DROP_QUESTION : INTENT_NONE;
        sell_close_over(state, ui);
    } else if (wants_note) {
        sell_open_words(state, view, ui, view->options.line);
    }
    return intent;
}

/* ---- Old enough? ---- */

struct intent sell_age(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct intent intent = {.kind = INTENT_NONE};
    char years[WORDS_MAX];
    char words[WORDS_MAX];
    char detail[NAME_BYTES + WORDS_MAX];
    const struct shelf_product *product =
        view->catalogue.product(view->catalogue.context, view->question.product_id);
    words_count(view, (size_t)view->question.age, years);
    rect.height = rect.height < 400 ? rect.height : 400;
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, ui_is_low(ui) ? 28 : 42, ui_is_low(ui) ? 24 : 36);
    struct rect buttons = rect_cut_bottom(&area, 112);
    ui_text(ui, rect_cut_top(&area, 52),
        say_with(view, words, sizeof words, TEXT_AGE_QUESTION, years, NULL),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .is_fixed = true});
    rect_skip_top(&area, 12);
    ui_text(ui, area,
        say_with(view, detail, sizeof detail, TEXT_AGE_DETAIL, product != NULL ? product->name : "",
            years),
        &(struct ui_text_style){
            .colour = COLOUR_INK2, .lines_max = 3, .vertical = UI_VERTICAL_TOP});
    bool is_no = ui_button(ui, rect_column(buttons, 2, SPACE_GUTTER_SMALL, 0),
                     &(struct ui_button){.label = say(view, TEXT_AGE_NO), .size = 30}) ||
                 ui_key(ui, INPUT_KEY_ESCAPE);
    bool is_yes = ui_button(ui, rect_column(buttons, 2, SPACE_GUTTER_SMALL, 1),
        &(struct ui_button){.label = say_with(view, words, sizeof words, TEXT_AGE_YES, years, NULL),
            .id = "old enough",
            .kind = UI_BUTTON_PRIMARY,
            .size = 30});
    if (is_no || is_yes) {
        intent.kind = is_yes ? INTENT_CONFIRM_AGE : INTENT_DROP_QUESTION;
        sell_close_over(state, ui);
    }
    return intent;
}
