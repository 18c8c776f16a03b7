#include "screens/sell.h"

#include <string.h>

#include "base/text.h"
#include "domain/catalogue.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/sell.h"

#define RESULTS_MAX 60
#define ROW_HEIGHT 104
#define HIGHLIGHTS_MAX 8
#define FOLDED_MAX (NAME_BYTES * 2)

void sell_open_search(struct sell_state *state, struct ui *ui)
{
    state->over = SELL_OVER_SEARCH;
    state->results_scroll = (struct ui_scroll){0};
    ui_focus(ui, "search");
}

void sell_close_over(struct sell_state *state, struct ui *ui)
{
    state->over = SELL_OVER_NOTHING;
    state->is_late = false;
    state->query[0] = '\0';
    state->number.subject = SELL_NUMBER_NOTHING;
    ui_focus_none(ui);
}

void sell_search_field(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect middle, bool *out_is_entered)
{
    char words[WORDS_MAX];
    bool is_code = state->over == SELL_OVER_CODE;
    struct ui_field field = {
        .placeholder = say(view, is_code ? TEXT_CODE_FIELD : TEXT_SEARCH_FIELD),
        .id = "search",
        .is_search = true,
    };
    if (state->typed[0] != '\0') {
        field.placeholder =
            say_with(view, words, sizeof words, TEXT_QUANTITY_THEN, state->typed, NULL);
    }
    enum ui_field_event event = ui_field(
        ui, rect_center(middle, middle.width, 64), &field, state->query, sizeof state->query);
    *out_is_entered = event == UI_FIELD_ENTERED;
    if (event == UI_FIELD_FOCUSED && !is_code) {
        state->number.subject = SELL_NUMBER_NOTHING;
        sell_open_search(state, ui);
    } else if (event == UI_FIELD_CHANGED || event == UI_FIELD_CLEARED) {
        state->results_scroll = (struct ui_scroll){0};
    }
}

int sell_keyboard_height(const struct ui *ui)
{
    return ui_keys_height(ui);
}

/* A name folded character by character, with where each folded byte came from. */
struct folded_name {
    char bytes[FOLDED_MAX];
    size_t from[FOLDED_MAX]; /* byte of the name where that character begins */
    size_t to[FOLDED_MAX];   /* and where it ends */
    size_t size;
};

static void fold_name(const char *name, struct folded_name *out)
{
    out->size = 0;
    size_t at = 0;
    while (name[at] != '\0') {
        size_t end = at + 1;
        while (((unsigned char)name[end] & 0xc0U) == 0x80U) {
            end++;
        }
        char folded[32];
        size_t size = text_fold((struct text_view){name + at, end - at}, folded, sizeof folded);
        for (size_t i = 0; i < size && out->size + 1 < sizeof out->bytes; i++) {
            out->bytes[out->size] = folded[i];
            out->from[out->size] = at;
            out->to[out->size] = end;
            out->size++;
        }
        at = end;
    }
    out->bytes[out->size] = '\0';
}

/* Finds the query's words in the name; parts that touch or overlap become one. Rising. */
static size_t find_highlights(
    const char *name, const char *query, struct ui_highlight out[HIGHLIGHTS_MAX])
{
    struct folded_name folded;
    bool marked[NAME_BYTES] = {false};
    char words[CATALOGUE_QUERY_MAX];
    fold_name(name, &folded);
    text_fold(text_view_of(query), words, sizeof words);
    struct text_view rest = text_view_of(words);
    struct text_view word;
    while (text_view_split(&rest, ' ', &word)) {
        char needle[CATALOGUE_QUERY_MAX];
        if (word.size == 0 || !text_copy_view(needle, sizeof needle, word)) {
            continue;
        }
        const char *hit = strstr(folded.bytes, needle);
        if (hit != NULL) {
            size_t at = (size_t)(hit - folded.bytes);
            for (size_t i = folded.from[at]; i < folded.to[at + word.size - 1]; i++) {
                marked[i] = true;
            }
        }
    }
    size_t count = 0;
    for (size_t i = 0; name[i] != '\0' && count < HIGHLIGHTS_MAX; i++) {
        if (marked[i] && (i == 0 || !marked[i - 1])) {
            out[count].begin = i;
        }
        if (marked[i] && !marked[i + 1]) {
            out[count++].end = i + 1;
        }
    }
    return count;
}

static void append_part(struct text_out *words, const char *part)
{
    if (part[0] != '\0') {
        text_out_append(words, words->size > 0 ? " · " : "");
        text_out_append(words, part);
    }
}

static bool result_row(struct ui *ui, const struct app_view *view, struct rect place, int64_t id,
    const char *query, bool is_first)
{
    const struct shelf_product *product = view->catalogue.product(view->catalogue.context, id);
    if (product == NULL) {
        return false;
    }
    char detail[WORDS_MAX * 3];
    char price[WORDS_MAX] = "–";
    struct ui_highlight highlights[HIGHLIGHTS_MAX];
    struct text_out words = text_out_begin(detail, sizeof detail);
    append_part(&words, product->sku);
    append_part(&words, product->barcode);
    append_part(&words, product->category);
    if (product->has_price) {
        words_price(view, product->price_minor, product->unit, price);
    }
    ui_push_id(ui, (uint64_t)id);
    bool is_pressed = ui_result_row(ui, place,
        &(struct ui_result_row){.name = product->name,
            .id = "result",
            .detail = detail,
            .amount = price,
            .category = product->category[0] == '\0'
                            ? (colour)COLOUR_NONE
                            : theme_category_colour((int)product->category_position),
            .is_first = is_first,
            .highlights = highlights,
            .highlight_count = find_highlights(product->name, query, highlights)});
    ui_pop_id(ui);
    return is_pressed;
}

struct found {
    int64_t ids[RESULTS_MAX];
    size_t count, total;
};

static struct intent add_found(
    struct sell_state *state, struct ui *ui, const struct found *found, size_t index)
{
    struct intent intent = {
        .kind = INTENT_ADD_PRODUCT,
        .product_id = found->ids[index],
        .quantity_milli = sell_typed_quantity(state),
        .amount_minor = TILL_PRICE_OWN,
    };
    sell_close_over(state, ui);
    return intent;
}

static struct intent use_code(struct sell_state *state, struct ui *ui)
{
    struct intent intent = {.kind = INTENT_TYPE_CODE, .quantity_milli = sell_typed_quantity(state)};
    text_copy(intent.code, sizeof intent.code, state->query);
    if (state->over == SELL_OVER_CODE && state->is_late) {
        intent.kind = INTENT_LATE_CODE;
        intent.index = 1;
    }
    sell_close_over(state, ui);
    return intent;
}

/* The line under the results. */
static void count_line(const struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect rect, const struct found *found)
{
    char words[WORDS_MAX + SELL_QUERY_MAX];
    char total[WORDS_MAX];
    char all[WORDS_MAX];
    words_count(view, found->total, total);
    words_count(view, view->catalogue.product_count, all);
    const char *line = words;
    if (state->over == SELL_OVER_CODE && state->is_late) {
        line = say_with(view, words, sizeof words, TEXT_LATE_HINT, view->codes.late.number, NULL);
    } else if (state->over == SELL_OVER_CODE) {
        line = say(view, TEXT_CODE_HINT);
    } else if (state->query[0] == '\0') {
        line = say(view, TEXT_RESULTS_START);
    } else if (found->total == 0) {
        say_with(view, words, sizeof words, TEXT_RESULTS_NONE, state->query, NULL);
    } else {
        say_with(view, words, sizeof words, TEXT_RESULTS, total, all);
    }
    ui_text(ui, rect, line,
        &(struct ui_text_style){
            .colour = COLOUR_INK2, .vertical = UI_VERTICAL_TOP, .lines_max = 2});
}

static struct intent results_list(struct sell_state *state, const struct app_view *view,
    struct ui *ui, struct rect area, const struct found *found)
{
    struct intent intent = {.kind = INTENT_NONE};
    int line_height = 48;
    int wanted = (int)found->count * ROW_HEIGHT;
    int room = area.height - line_height - 12;
    struct rect card = rect_cut_top(&area, wanted < room ? wanted : room);
    if (found->count > 0) {
        struct rect edge = rect_inset(card, -LINE_WIDTH, -LINE_WIDTH);
        ui_card(ui, edge);
        struct rect content = ui_scroll_begin(ui, card, "results", wanted, &state->results_scroll);
        for (size_t i = 0; i < found->count; i++) {
            struct rect row = {
                content.x, content.y + (int)i * ROW_HEIGHT, content.width, ROW_HEIGHT};
            if (!ui_is_visible(ui, row)) {
                continue;
            }
            if (result_row(ui, view, row, found->ids[i], state->query, i == 0)) {
                intent = add_found(state, ui, found, i);
            }
            if (i > 0) {
                ui_rule(ui, row);
            }
        }
        ui_scroll_end(ui);
        rect_skip_top(&area, 12);
    }
    count_line(state, view, ui, rect_inset(area, 28, 0), found);
    return intent;
}

static struct ui_keys keyboard_of(
    const struct sell_state *state, const struct app_view *view, const struct found *found)
{
    bool is_code = state->over == SELL_OVER_CODE;
    struct ui_keys keys = parts_keys(view);
    keys.actions[0] =
        (struct ui_keys_action){.label = say(view, is_code ? TEXT_USE_CODE : TEXT_ADD_FIRST),
            .kind = UI_BUTTON_STRONG,
            .width = 300,
            .is_disabled = is_code ? state->query[0] == '\0' : found->count == 0};
    keys.actions[1] = (struct ui_keys_action){.label = say(view, TEXT_CLOSE)};
    keys.action_count = 2;
    return keys;
}

struct intent sell_search(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect *area, struct rect results, bool is_entered)
{
    struct found found = {.count = 0, .total = 0};
    struct intent intent = {.kind = INTENT_NONE};
    bool is_code = state->over == SELL_OVER_CODE;
    if (!is_code && state->query[0] != '\0') {
        found.total = view->catalogue.search(
            view->catalogue.context, state->query, found.ids, RESULTS_MAX, &found.count);
    }
    struct ui_keys keys = keyboard_of(state, view, &found);
    int action = ui_keyboard(ui, rect_cut_bottom(area, ui_keys_height(ui)), &keys, &state->keys);
    intent =
        results_list(state, view, ui, rect_inset(results, SPACE_MARGIN + LINE_WIDTH, 12), &found);
    bool is_used = action == 0 || is_entered;
    if (is_used && found.count > 0) {
        return add_found(state, ui, &found, 0);
    }
    if (is_used && state->query[0] != '\0') {
        return use_code(state, ui);
    }
    if (action == 1 || ui_key(ui, INPUT_KEY_ESCAPE)) {
        sell_close_over(state, ui);
    }
    return intent;
}
