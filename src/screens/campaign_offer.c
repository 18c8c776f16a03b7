#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/money.h"
#include "domain/rate.h"
#include "screens/campaign.h"
#include "screens/parts.h"
#include "screens/settings.h"
#include "screens/texts.h"

/* What a campaign gives: how much, and on what. It is put together here and taken by Save. */

#define CHIP_HEIGHT 80
#define GAP 14
#define FIELD_HEIGHT 84
#define RESULT_HEIGHT 88
#define RESULTS_MAX 20
#define SCROLL_ROOM 16
#define NUMBER_WIDTH_MAX 760
#define NUMBER_HEIGHT_MAX 900
#define AMOUNT_MOST INT64_C(10000000)
#define PERCENT_MOST 100
#define PERCENT_PPM 10000
#define SHOWN_TARGETS_MAX 40

static struct intent nothing(void)
{
    return (struct intent){.kind = INTENT_NONE};
}

/* ---- In words ---- */

static const char *target_name(
    const struct app_view *view, const char *target, char *out, size_t max)
{
    int64_t id;
    size_t count = 0;
    if (view->catalogue.search(view->catalogue.context, target, &id, 1, &count) > 0 && count > 0) {
        const struct shelf_product *product = view->catalogue.product(view->catalogue.context, id);
        if (product != NULL && strcmp(product->sku, target) == 0) {
            text_copy(out, max, product->name);
            return out;
        }
    }
    text_copy(out, max, target);
    return out;
}

static void join_targets(const struct app_view *view, const char *targets, char *out, size_t max)
{
    struct text_view rest = text_view_of(targets);
    struct text_view one;
    struct text_out words = text_out_begin(out, max);
    while (text_view_split(&rest, ';', &one)) {
        char target[OFFER_TARGETS_BYTES];
        char name[NAME_BYTES];
        if (text_copy_view(target, sizeof target, one)) {
            text_out_append(&words, words.size > 0 ? ", " : "");
            text_out_append(&words, target_name(view, target, name, sizeof name));
        }
    }
}

/* "10 %", "€2.00", "1", "every 3rd" */
static const char *value_words(
    const struct app_view *view, const struct offer *offer, char out[WORDS_MAX])
{
    char number[WORDS_MAX];
    switch (offer->kind) {
    case OFFER_PERCENT:
        return words_rate(view, (uint32_t)offer->value, out);
    case OFFER_AMOUNT:
        return words_money(view, offer->value, out);
    case OFFER_FREE:
        text_copy(out, WORDS_MAX, say(view, TEXT_OFFER_FREE));
        return out;
    case OFFER_NTH:
        return say_with(view, out, WORDS_MAX, TEXT_OFFER_NTH_OF,
            words_count(view, (uint64_t)offer->value, number), NULL);
    case OFFER_NONE:
        break;
    }
    text_copy(out, WORDS_MAX, say(view, TEXT_OFFER_NOTHING));
    return out;
}

const char *campaign_screen_offer(
    const struct app_view *view, const struct offer *offer, char *out, size_t capacity)
{
    char value[WORDS_MAX];
    char targets[OFFER_TARGETS_BYTES];
    value_words(view, offer, value);
    if (offer->kind == OFFER_NONE || offer->targets[0] == '\0') {
        text_copy(out, capacity, value);
        return out;
    }
    join_targets(view, offer->targets, targets, sizeof targets);
    return say_with(view, out, capacity, TEXT_OFFER_ON, value, targets);
}

/* ---- On what ---- */

static bool has_target(const struct offer *offer, const char *target)
{
    struct text_view rest = text_view_of(offer->targets);
    struct text_view one;
    while (text_view_split(&rest, ';', &one)) {
        if (text_view_equals(one, target)) {
            return true;
        }
    }
    return false;
}

/* Adds the category or product, or takes it off. What has no room any more is left out. */
static void turn_target(struct offer *offer, const char *target)
{
    char now[OFFER_TARGETS_BYTES];
    bool was_in = has_target(offer, target);
    struct text_out words = text_out_begin(now, sizeof now);
    struct text_view rest = text_view_of(offer->targets);
    struct text_view one;
    while (offer->targets[0] != '\0' && text_view_split(&rest, ';', &one)) {
        if (!text_view_equals(one, target)) {
            text_out_append(&words, words.size > 0 ? ";" : "");
            text_out_append_view(&words, one);
        }
    }
    if (!was_in && words.size + strlen(target) + 2 < sizeof now) {
        text_out_append(&words, words.size > 0 ? ";" : "");
        text_out_append(&words, target);
    }
    text_copy(offer->targets, sizeof offer->targets, now);
}

/* ---- The parts of the card ---- */

static const struct kind_row {
    enum offer_kind kind;
    enum text_id text;
} KINDS[] = {
    {OFFER_NONE, TEXT_OFFER_NOTHING},
    {OFFER_PERCENT, TEXT_OFFER_PERCENT},
    {OFFER_AMOUNT, TEXT_OFFER_AMOUNT},
    {OFFER_FREE, TEXT_OFFER_FREE},
    {OFFER_NTH, TEXT_OFFER_NTH},
};

static void open_number(struct campaign_state *state, const struct app_view *view)
{
    const struct offer *offer = &state->offer;
    state->offer_step = CAMPAIGN_OFFER_NUMBER;
    if (offer->kind == OFFER_AMOUNT) {
        state->number =
            number_money(offer->value, view->shop->rules.currency->exponent, AMOUNT_MOST);
    } else if (offer->kind == OFFER_PERCENT) {
        state->number = number_point(offer->value / PERCENT_PPM, 0, 0, PERCENT_MOST);
    } else {
        state->number = number_point(offer->value, 0, 0, OFFER_NTH_MAX);
    }
}

/* Begins another kind with a likely number. */
static void choose_kind(
    struct campaign_state *state, const struct app_view *view, enum offer_kind kind)
{
    static const int64_t LIKELY[] = {[OFFER_NONE] = 0,
        [OFFER_PERCENT] = 10 * PERCENT_PPM,
        [OFFER_AMOUNT] = 0,
        [OFFER_FREE] = 1,
        [OFFER_NTH] = 3};
    if (state->offer.kind == kind) {
        return;
    }
    state->offer.kind = kind;
    state->offer.value = LIKELY[kind];
    if (kind == OFFER_AMOUNT) {
        open_number(state, view);
    }
}

static bool is_complete(const struct offer *offer)
{
    switch (offer->kind) {
    case OFFER_NONE:
    case OFFER_NTH:
        return true;
    case OFFER_PERCENT:
    case OFFER_AMOUNT:
        return offer->value > 0;
    case OFFER_FREE:
        return offer->targets[0] != '\0';
    }
    return false;
}

static void kinds(struct campaign_state *state, const struct app_view *view, struct ui *ui,
    struct rect grid, int rows)
{
    int count = (int)ARRAY_LENGTH(KINDS);
    int columns = (count + rows - 1) / rows;
    for (int i = 0; i < count; i++) {
        if (ui_button(ui, rect_grid_cell(grid, columns, rows, GAP, i),
                &(struct ui_button){.label = say(view, KINDS[i].text),
                    .is_selected = state->offer.kind == KINDS[i].kind})) {
            choose_kind(state, view, KINDS[i].kind);
        }
    }
}

/* Products of the offer that are no categories: each is taken off by a touch. */
static size_t chosen_products(const struct campaign_state *state, const struct app_view *view,
    struct text_view out_targets[SHOWN_TARGETS_MAX])
{
    size_t count = 0;
    struct text_view rest = text_view_of(state->offer.targets);
    struct text_view one;
    while (state->offer.targets[0] != '\0' && text_view_split(&rest, ';', &one)) {
        bool is_category = false;
        for (size_t i = 0; i < view->catalogue.category_count; i++) {
            is_category |= text_view_equals(one, view->catalogue.categories[i].name);
        }
        if (!is_category && count < SHOWN_TARGETS_MAX) {
            out_targets[count++] = one;
        }
    }
    return count;
}

static void targets(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct text_view products[SHOWN_TARGETS_MAX];
    char turned[OFFER_TARGETS_BYTES] = "";
    bool is_product = false;
    int columns = area.width < 1000 ? 3 : 5;
    size_t product_count = chosen_products(state, view, products);
    size_t category_count = 0;
    for (size_t i = 0; i < view->catalogue.category_count; i++) {
        category_count += view->catalogue.categories[i].id != 0;
    }
    int count = (int)(category_count + product_count) + 2;
    int rows = (count + columns - 1) / columns;
    int height = rows * (CHIP_HEIGHT + GAP) - GAP;
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(ui, wider, "targets", height, &state->edit_scroll);
    content.width = area.width;
    content.height = height;
    ui_push_id_text(ui, "target");
    int place = 0;
    if (ui_button(ui, rect_grid_cell(content, columns, rows, GAP, place++),
            &(struct ui_button){.label = say(view, TEXT_OFFER_EVERYTHING),
                .is_selected = state->offer.targets[0] == '\0'})) {
        state->offer.targets[0] = '\0';
        product_count = 0;
    }
    for (size_t i = 0; i < view->catalogue.category_count; i++) {
        const struct shelf_category *category = &view->catalogue.categories[i];
        if (category->id != 0 &&
            ui_button(ui, rect_grid_cell(content, columns, rows, GAP, place++),
                &(struct ui_button){.label = category->name,
                    .is_selected = has_target(&state->offer, category->name)})) {
            text_copy(turned, sizeof turned, category->name);
        }
    }
    for (size_t i = 0; i < product_count; i++) {
        char target[OFFER_TARGETS_BYTES];
        char name[NAME_BYTES];
        (void)text_copy_view(target, sizeof target, products[i]);
        if (ui_button(ui, rect_grid_cell(content, columns, rows, GAP, place++),
                &(struct ui_button){
                    .label = target_name(view, target, name, sizeof name), .is_selected = true})) {
            text_copy(turned, sizeof turned, target);
        }
    }
    is_product = ui_button(ui, rect_grid_cell(content, columns, rows, GAP, place),
        &(struct ui_button){.label = say(view, TEXT_OFFER_PRODUCT), .icon = ICON_SEARCH});
    ui_pop_id(ui);
    ui_scroll_end(ui);
    if (turned[0] != '\0') {
        turn_target(&state->offer, turned);
    } else if (is_product) {
        state->offer_step = CAMPAIGN_OFFER_PRODUCT;
        state->text[0] = '\0';
        state->edit_scroll = (struct ui_scroll){0};
    }
}

/* ---- The number, a product ---- */

static void number_step(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    char words[WORDS_MAX];
    struct offer shown = state->offer;
    bool is_money = shown.kind == OFFER_AMOUNT;
    shown.value = state->number.value * (shown.kind == OFFER_PERCENT ? PERCENT_PPM : 1);
    area.width = area.width < NUMBER_WIDTH_MAX ? area.width : NUMBER_WIDTH_MAX;
    area.height = area.height < NUMBER_HEIGHT_MAX ? area.height : NUMBER_HEIGHT_MAX;
    bool is_too_small = shown.value < (shown.kind == OFFER_NTH ? OFFER_NTH_MIN : 1);
    struct ui_number_result result = ui_number_card(ui, area,
        &(struct ui_number_card){.title = say(view, TEXT_OFFER),
            .subtitle = view->campaign.card->name,
            .cancel = say(view, TEXT_CANCEL),
            .value = value_words(view, &shown, words),
            .preset_marked = -1,
            .extra = is_money ? number_extra_label(&state->number, words_decimal_mark(view)) : NULL,
            .ok = say(view, TEXT_OK),
            .is_ok_disabled = is_too_small});
    if (result.event == UI_NUMBER_KEY) {
        (void)number_press(&state->number, result.press);
    } else if (result.event == UI_NUMBER_CANCEL || ui_key(ui, INPUT_KEY_ESCAPE)) {
        state->offer_step = CAMPAIGN_OFFER_ALL;
    } else if (result.event == UI_NUMBER_OK) {
        state->offer.value = shown.value;
        state->offer_step = CAMPAIGN_OFFER_ALL;
    }
}

static void product_step(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    int64_t ids[RESULTS_MAX];
    size_t count = 0;
    struct ui_keys keys = settings_keys(view, TEXT_CANCEL, UI_BUTTON_PLAIN);
    bool is_left = settings_card_head(view, ui, &area, say(view, TEXT_OFFER_PRODUCT), TEXT_CANCEL);
    if (!ui_has_any_focus(ui)) {
        ui_focus(ui, "product");
    }
    (void)ui_field(ui, rect_cut_top(&area, FIELD_HEIGHT),
        &(struct ui_field){
            .placeholder = say(view, TEXT_SEARCH_FIELD), .id = "product", .is_search = true},
        state->text, sizeof state->text);
    rect_skip_top(&area, GAP);
    if (state->text[0] != '\0') {
        (void)view->catalogue.search(
            view->catalogue.context, state->text, ids, RESULTS_MAX, &count);
    }
    struct rect content =
        ui_scroll_begin(ui, area, "results", (int)count * RESULT_HEIGHT, &state->edit_scroll);
    for (size_t i = 0; i < count; i++) {
        struct rect row = rect_cut_top(&content, RESULT_HEIGHT);
        const struct shelf_product *product =
            view->catalogue.product(view->catalogue.context, ids[i]);
        ui_push_id(ui, (uint64_t)ids[i]);
        if (product != NULL && ui_is_visible(ui, row) &&
            ui_result_row(ui, row,
                &(struct ui_result_row){.name = product->name,
                    .detail = product->sku,
                    .id = "product",
                    .category = COLOUR_NONE})) {
            if (!has_target(&state->offer, product->sku)) {
                turn_target(&state->offer, product->sku);
            }
            is_left = true;
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
    is_left |= ui_keyboard(ui, state->board, &keys, &state->keys) == 0;
    if (is_left) {
        state->offer_step = CAMPAIGN_OFFER_ALL;
        state->edit_scroll = (struct ui_scroll){0};
        ui_focus_none(ui);
    }
}

/* ---- The card ---- */

static struct intent save_button(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct intent intent = nothing();
    char text[OFFER_TEXT_MAX];
    rect = rect_center(rect, rect.width < 640 ? rect.width : 640, rect.height);
    if (ui_button(ui, rect,
            &(struct ui_button){.label = say(view, TEXT_SAVE),
                .kind = UI_BUTTON_PRIMARY,
                .is_disabled = !is_complete(&state->offer)})) {
        offer_print(&state->offer, view->shop->rules.currency, text);
        intent.kind = INTENT_SET_CAMPAIGN;
        intent.index = VIEW_CAMPAIGN_OFFER;
        text_copy(intent.code, sizeof intent.code, text);
        state->field = CAMPAIGN_FIELD_NONE;
    }
    return intent;
}

struct intent campaign_offer_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    char words[OFFER_TARGETS_BYTES + WORDS_MAX];
    char value[WORDS_MAX];
    struct offer *offer = &state->offer;
    if (state->offer_step == CAMPAIGN_OFFER_NUMBER) {
        number_step(state, view, ui, area);
        return nothing();
    }
    if (state->offer_step == CAMPAIGN_OFFER_PRODUCT) {
        product_step(state, view, ui, area);
        return nothing();
    }
    if (settings_card_head(view, ui, &area, say(view, TEXT_OFFER), TEXT_CANCEL)) {
        state->field = CAMPAIGN_FIELD_NONE;
        return nothing();
    }
    struct intent intent = save_button(state, view, ui, rect_cut_bottom(&area, TARGET_OFTEN));
    rect_skip_bottom(&area, GAP);
    int rows = area.width < 1000 ? 2 : 1;
    kinds(state, view, ui, rect_cut_top(&area, rows * (CHIP_HEIGHT + GAP) - GAP), rows);
    rect_skip_top(&area, GAP);
    if (offer->kind == OFFER_NONE) {
        return intent;
    }
    struct rect row = rect_cut_top(&area, SETTINGS_ROW);
    ui_card(ui, row);
    bool has_number = offer->kind != OFFER_FREE;
    campaign_screen_offer(view, offer, words, sizeof words);
    if (settings_row(ui, row,
            &(struct settings_row){.label = has_number ? say(view, TEXT_OFFER_HOW_MUCH) : words,
                .value = has_number ? value_words(view, offer, value) : NULL,
                .is_passive = !has_number})) {
        open_number(state, view);
    }
    rect_skip_top(&area, GAP);
    ui_text(ui, rect_cut_top(&area, 44), say(view, TEXT_OFFER_ON_WHAT),
        &(struct ui_text_style){.weight = UI_WEIGHT_600, .is_fixed = true});
    rect_skip_top(&area, GAP);
    targets(state, view, ui, area);
    return intent;
}
