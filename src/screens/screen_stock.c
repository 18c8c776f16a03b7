#include <string.h>

#include "base/text.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "ui/number.h"

/* Stock: what is on the shelf, and the three things that a person does to it: a delivery comes, it
 * is counted, something is lost. A touch on a product opens the number card for the act that is
 * chosen above; each answer is written at once. */

#define QUERY_MAX 128
#define RESULTS_MAX 60
#define ROW_HEIGHT 96
#define CHIP_HEIGHT 72
#define CARD_WIDTH_MAX 1000
#define CARD_HEIGHT_MAX 1000
#define QUANTITY_SCALE 3
#define QUANTITY_LIMIT_MILLI INT64_C(9999999)

struct stock_state {
    enum stock_act act;
    bool is_low_only;
    bool is_searching;
    char query[QUERY_MAX];
    struct ui_scroll scroll;
    struct ui_keys_state keys;
    int64_t product_id; /* on the number card; 0: it is closed */
    struct number_entry number;
};

static_assert(sizeof(struct stock_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* ---- Which rows show ---- */

struct shown {
    const struct stock_item *items[RESULTS_MAX]; /* of a search */
    size_t count;
    bool is_search;
};

static const struct stock_item *item_of(const struct app_view *view, int64_t product_id)
{
    for (size_t i = 0; i < view->stock.count; i++) {
        if (view->stock.items[i].product_id == product_id) {
            return &view->stock.items[i];
        }
    }
    return NULL;
}

static void search(
    const struct stock_state *state, const struct app_view *view, struct shown *shown)
{
    int64_t ids[RESULTS_MAX];
    size_t count = 0;
    shown->is_search = state->query[0] != '\0';
    if (!shown->is_search) {
        return;
    }
    (void)view->catalogue.search(view->catalogue.context, state->query, ids, RESULTS_MAX, &count);
    for (size_t i = 0; i < count; i++) {
        const struct stock_item *item = item_of(view, ids[i]);
        if (item != NULL && (item->is_low || !state->is_low_only)) {
            shown->items[shown->count++] = item;
        }
    }
}

/* The rows in order; NULL at the end. `*at` begins at 0. */
static const struct stock_item *next_item(const struct stock_state *state,
    const struct app_view *view, const struct shown *shown, size_t *at)
{
    if (shown->is_search) {
        return *at < shown->count ? shown->items[(*at)++] : NULL;
    }
    while (*at < view->stock.count) {
        const struct stock_item *item = &view->stock.items[(*at)++];
        if (item->is_low || !state->is_low_only) {
            return item;
        }
    }
    return NULL;
}

/* ---- The list ---- */

static bool item_row(struct ui *ui, const struct app_view *view, struct rect row,
    const struct stock_item *item, bool is_first)
{
    char on_hand[WORDS_MAX];
    char detail[WORDS_MAX * 2];
    const struct shelf_product *product =
        view->catalogue.product(view->catalogue.context, item->product_id);
    struct text_out words = text_out_begin(detail, sizeof detail);
    text_out_append(&words, item->sku);
    if (item->is_low) {
        text_out_append(&words, " · ");
        text_out_append(&words, say(view, TEXT_STOCK_LOW_MARK));
    }
    ui_push_id(ui, (uint64_t)item->product_id);
    bool is_pressed = ui_result_row(ui, row,
        &(struct ui_result_row){.name = item->name,
            .id = "item",
            .detail = detail,
            .amount = words_plain_quantity(view, item->on_hand_milli, item->unit, on_hand),
            .category = product == NULL || product->category[0] == '\0'
                            ? (colour)COLOUR_NONE
                            : theme_category_colour((int)product->category_position)});
    ui_pop_id(ui);
    if (!is_first) {
        ui_rule(ui, row);
    }
    return is_pressed;
}

static void open_card(struct stock_state *state, const struct stock_item *item, struct ui *ui)
{
    state->product_id = item->product_id;
    state->number = number_point(
        0, QUANTITY_SCALE, item->unit == UNIT_EACH ? 0 : QUANTITY_SCALE, QUANTITY_LIMIT_MILLI);
    state->is_searching = false;
    ui_focus_none(ui);
}

static void item_list(struct stock_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const struct shown *shown)
{
    size_t at = 0;
    int count = 0;
    while (next_item(state, view, shown, &at) != NULL) {
        count++;
    }
    if (count == 0) {
        ui_text(ui, area, say(view, TEXT_STOCK_NOT_FOUND),
            &(struct ui_text_style){
                .size = 28, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .lines_max = 2});
        return;
    }
    int height = count * ROW_HEIGHT;
    struct rect card = rect_cut_top(&area, height < area.height ? height : area.height);
    ui_card(ui, rect_inset(card, -LINE_WIDTH, -LINE_WIDTH));
    struct rect content = ui_scroll_begin(ui, card, "stock", height, &state->scroll);
    at = 0;
    for (int i = 0; i < count; i++) {
        const struct stock_item *item = next_item(state, view, shown, &at);
        struct rect row = {content.x, content.y + i * ROW_HEIGHT, content.width, ROW_HEIGHT};
        if (ui_is_visible(ui, row) && item_row(ui, view, row, item, i == 0)) {
            open_card(state, item, ui);
        }
    }
    ui_scroll_end(ui);
}

static void nothing(const struct app_view *view, struct ui *ui, struct rect area)
{
    struct rect block = rect_center(area, area.width, 140);
    ui_text(ui, rect_cut_top(&block, 72), say(view, TEXT_STOCK_NOTHING),
        &(struct ui_text_style){.size = TYPE_TITLE,
            .weight = UI_WEIGHT_700,
            .is_display = true,
            .align = UI_ALIGN_CENTER,
            .is_fixed = true});
    ui_text(ui, block, say(view, TEXT_STOCK_NOTHING_HINT),
        &(struct ui_text_style){
            .size = 28, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .lines_max = 2});
}

/* Delivery, Stocktake, Loss, and which rows are wanted. */
static void acts(
    struct stock_state *state, const struct app_view *view, struct ui *ui, struct rect row)
{
    static const enum text_id texts[STOCK_ACT_COUNT] = {
        [STOCK_DELIVERY] = TEXT_STOCK_DELIVERY,
        [STOCK_COUNT] = TEXT_STOCK_STOCKTAKE,
        [STOCK_LOSS] = TEXT_STOCK_LOSS,
    };
    struct ui_button low = {.label = say(view, TEXT_STOCK_LOW_ONLY),
        .kind = UI_BUTTON_CHIP,
        .is_selected = state->is_low_only};
    int width = ui_button_width(ui, &low);
    if (ui_button(ui, rect_cut_right(&row, width), &low)) {
        state->is_low_only = !state->is_low_only;
        state->scroll = (struct ui_scroll){0};
    }
    rect_skip_right(&row, SPACE_GUTTER);
    for (int i = 0; i < STOCK_ACT_COUNT; i++) {
        struct ui_button chip = {.label = say(view, texts[i]),
            .kind = UI_BUTTON_CHIP,
            .is_selected = (int)state->act == i};
        width = ui_button_width(ui, &chip);
        if (ui_button(ui, rect_cut_left(&row, width < row.width ? width : row.width), &chip)) {
            state->act = (enum stock_act)i;
        }
        rect_skip_left(&row, SPACE_TARGETS + 2);
    }
}

/* ---- The number ---- */

/* What there will be. */
static int64_t after(const struct stock_state *state, const struct stock_item *item)
{
    switch (state->act) {
    case STOCK_DELIVERY:
        return item->on_hand_milli + state->number.value;
    case STOCK_LOSS:
        return item->on_hand_milli - state->number.value;
    case STOCK_COUNT:
    case STOCK_ACT_COUNT:
        break;
    }
    return state->number.value;
}

struct card_words {
    char books[WORDS_MAX], value[WORDS_MAX], meaning[2 * WORDS_MAX];
};

static void fill_words(const struct stock_state *state, const struct app_view *view,
    const struct stock_item *item, struct card_words *words)
{
    char digits[WORDS_MAX];
    char from[WORDS_MAX];
    char to[WORDS_MAX];
    int64_t now = after(state, item);
    words_plain_quantity(view, item->on_hand_milli, item->unit, from);
    words_plain_quantity(view, now, item->unit, to);
    say_with(view, words->books, sizeof words->books, TEXT_STOCK_THERE_NOW, from, NULL);
    number_text(&state->number, ".", digits, sizeof digits);
    struct text_out value = text_out_begin(words->value, sizeof words->value);
    text_out_append(&value, digits);
    text_out_append(&value, item->unit == UNIT_EACH ? "" : " ");
    text_out_append(&value, item->unit == UNIT_EACH ? "" : unit_text(item->unit));
    if (state->act == STOCK_COUNT) {
        words_plain_quantity(view, now - item->on_hand_milli, item->unit, to);
        say_with(view, words->meaning, sizeof words->meaning, TEXT_STOCK_DIFFERENCE, to, NULL);
    } else {
        say_with(view, words->meaning, sizeof words->meaning, TEXT_BECOMES, from, to);
    }
}

static struct intent number_card(struct stock_state *state, const struct app_view *view,
    struct ui *ui, struct rect rect, const struct stock_item *item)
{
    static const enum text_id questions[STOCK_ACT_COUNT] = {
        [STOCK_DELIVERY] = TEXT_STOCK_HOW_MANY_CAME,
        [STOCK_COUNT] = TEXT_STOCK_HOW_MANY_ARE,
        [STOCK_LOSS] = TEXT_STOCK_HOW_MANY_LOST,
    };
    struct intent intent = {.kind = INTENT_NONE};
    struct card_words words;
    bool is_count = state->act == STOCK_COUNT;
    fill_words(state, view, item, &words);
    struct ui_number_card card = {
        .title = item->name,
        .subtitle = say(view, questions[state->act]),
        .cancel = say(view, TEXT_CANCEL),
        .value = words.value,
        .meaning = words.meaning,
        .limit = words.books,
        .preset_marked = -1,
        .extra = number_extra_label(&state->number, "."),
        .ok = say(view, TEXT_OK),
        .is_ok_disabled = state->number.value == 0 && !is_count,
    };
    struct ui_number_result result = ui_number_card(ui, rect, &card);
    if (result.event == UI_NUMBER_KEY) {
        number_press(&state->number, result.press);
    } else if (result.event == UI_NUMBER_CANCEL || ui_key(ui, INPUT_KEY_ESCAPE)) {
        state->product_id = 0;
    } else if (result.event == UI_NUMBER_OK) {
        intent.kind = INTENT_MOVE_STOCK;
        intent.index = state->act;
        intent.product_id = item->product_id;
        intent.quantity_milli = state->number.value;
        state->product_id = 0;
    }
    return intent;
}

/* ---- The screen ---- */

static enum ui_top_bar_event top_bar(struct stock_state *state, const struct app_view *view,
    struct ui *ui, struct rect *area, bool *out_is_entered)
{
    struct ui_top_bar bar = parts_top_bar(view);
    struct rect middle;
    bar.has_logo = false;
    bar.back = say(view, TEXT_BACK);
    bar.title = ui_is_narrow(ui) && state->is_searching ? NULL : say(view, TEXT_STOCK);
    bar.middle_width = 560;
    if (ui_area(ui).width < 1500) {
        bar.user = NULL;
        bar.status = NULL;
    }
    enum ui_top_bar_event event = ui_top_bar(ui, area, &bar, &middle);
    struct ui_field field = {
        .placeholder = say(view, TEXT_SEARCH_FIELD), .id = "search", .is_search = true};
    enum ui_field_event typed = ui_field(
        ui, rect_center(middle, middle.width, 64), &field, state->query, sizeof state->query);
    if (typed == UI_FIELD_FOCUSED) {
        state->is_searching = true;
        state->product_id = 0;
    } else if (typed == UI_FIELD_CHANGED || typed == UI_FIELD_CLEARED) {
        state->scroll = (struct ui_scroll){0};
    }
    *out_is_entered = typed == UI_FIELD_ENTERED;
    return event;
}

static void keyboard(struct stock_state *state, const struct app_view *view, struct ui *ui,
    struct rect *area, const struct shown *shown, bool is_entered)
{
    struct ui_keys keys = parts_keys(view);
    keys.actions[0] = (struct ui_keys_action){.label = say(view, TEXT_CLOSE)};
    keys.action_count = 1;
    int action = ui_keyboard(ui, rect_cut_bottom(area, ui_keys_height(ui)), &keys, &state->keys);
    if (is_entered && shown->count > 0) {
        open_card(state, shown->items[0], ui);
    } else if (action == 0 || is_entered || ui_key(ui, INPUT_KEY_ESCAPE)) {
        state->is_searching = false;
        ui_focus_none(ui);
    }
}

/* A scanned product opens its card at once. */
static void take_scan(struct stock_state *state, const struct app_view *view, struct ui *ui)
{
    struct text_view code;
    int64_t ids[RESULTS_MAX];
    size_t count = 0;
    if (!ui_scan(ui, &code) || !text_copy_view(state->query, sizeof state->query, code)) {
        return;
    }
    (void)view->catalogue.search(view->catalogue.context, state->query, ids, RESULTS_MAX, &count);
    const struct stock_item *item = count == 1 ? item_of(view, ids[0]) : NULL;
    if (item != NULL) {
        state->query[0] = '\0';
        open_card(state, item, ui);
    }
}

static struct intent stock_frame(void *opaque, const struct app_view *view, struct ui *ui)
{
    struct stock_state *state = opaque;
    struct intent intent = {.kind = INTENT_NONE};
    struct shown shown = {.count = 0};
    struct rect area = parts_ground(ui, view);
    bool is_entered = false;
    take_scan(state, view, ui);
    if (top_bar(state, view, ui, &area, &is_entered) == UI_TOP_BAR_BACK) {
        return (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL};
    }
    search(state, view, &shown);
    if (state->is_searching) {
        keyboard(state, view, ui, &area, &shown, is_entered);
    }
    struct rect body = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : 24);
    const struct stock_item *item =
        state->product_id != 0 ? item_of(view, state->product_id) : NULL;
    if (view->stock.count == 0) {
        nothing(view, ui, body);
    } else if (item != NULL) {
        int width = body.width < CARD_WIDTH_MAX ? body.width : CARD_WIDTH_MAX;
        int height = body.height < CARD_HEIGHT_MAX ? body.height : CARD_HEIGHT_MAX;
        intent = number_card(state, view, ui, rect_center(body, width, height), item);
    } else {
        acts(state, view, ui, rect_cut_top(&body, CHIP_HEIGHT));
        rect_skip_top(&body, ui_is_low(ui) ? 12 : 20);
        item_list(state, view, ui, body, &shown);
    }
    struct parts_message message =
        parts_messages(ui, view, rect_inset(area, SPACE_MARGIN, 24), &(struct parts_strips){0});
    return intent.kind != INTENT_NONE ? intent : message.intent;
}

const struct screen screen_stock = {
    .name = "stock",
    .state_size = sizeof(struct stock_state),
    .keeps_state = false,
    .frame = stock_frame,
};
