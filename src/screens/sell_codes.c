#include "screens/sell.h"

#include "base/text.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "screens/words_code.h"

#define HEAD_HEIGHT 80
#define ROW_HEIGHT 104
#define ROW_GAP 12
#define ITEM_HEIGHT 104
#define ITEM_GAP 16
#define SCROLL_ROOM 16 /* for the bar beside what scrolls */
#define REMOVE_WIDTH 180
#define DETAIL_BYTES (VIEW_INTERESTS_BYTES + OFFER_WORDS_MAX + 2 * WORDS_MAX)

/* ---- Opening ---- */

static size_t first_lead(const struct app_view *view)
{
    size_t index = 0;
    while (
        index < view->ticket->lead_count && code_lead_has_touch(view, view->ticket->leads[index])) {
        index++;
    }
    return index;
}

static void ask(struct sell_codes *codes, bool is_lead, size_t index)
{
    codes->is_asking = true;
    codes->is_lead = is_lead;
    codes->index = index;
}

void sell_open_codes(
    struct sell_state *state, const struct app_view *view, struct ui *ui, bool is_closing)
{
    size_t touch = code_main_touch(view);
    sell_close_over(state, ui);
    state->over = SELL_OVER_CODES;
    state->codes = (struct sell_codes){.is_hear = false};
    if (is_closing) {
        bool is_lead = touch == view->ticket->touch_count;
        ask(&state->codes, is_lead, is_lead ? first_lead(view) : touch);
    }
}

void sell_open_hear(struct sell_state *state, struct ui *ui)
{
    sell_close_over(state, ui);
    state->over = SELL_OVER_CODES;
    state->codes = (struct sell_codes){.is_hear = true};
}

bool sell_may_hear(const struct app_view *view)
{
    const struct view_codes *codes = &view->codes;
    bool has_none = view->ticket->line_count > 0 ? code_count(view) == 0
                                                 : codes->late.id != 0 && !codes->late.has_code;
    return codes->asks_hear && has_none;
}

void sell_open_late(struct sell_state *state, struct ui *ui)
{
    sell_close_over(state, ui);
    state->over = SELL_OVER_CODE;
    state->is_late = true;
    ui_focus(ui, "search");
}

bool sell_codes_are_gone(const struct sell_codes *codes, const struct app_view *view)
{
    const struct ticket *ticket = view->ticket;
    if (codes->is_hear) {
        return !sell_may_hear(view);
    }
    bool is_asked_gone =
        codes->is_asking &&
        (codes->is_lead ? codes->index >= ticket->lead_count
                        : codes->index >= ticket->touch_count ||
                              ticket->touches[codes->index].uncredited == TOUCH_REMOVED);
    return is_asked_gone || code_count(view) == 0;
}

/* ---- A card of few large answers ---- */

struct answers {
    const char *title;
    const char *labels[HEAR_ANSWERS_MAX];
    int count;
};

/* Draws the card; the answer that was touched, -1 none, -2 it was closed. */
static int answer_card(
    struct ui *ui, const struct app_view *view, struct rect rect, const struct answers *answers)
{
    int columns = rect.width < 760 || answers->count <= 3 ? 1 : 2;
    int rows = (answers->count + columns - 1) / columns;
    int height = 2 * 34 + HEAD_HEIGHT + 24 + rows * (ITEM_HEIGHT + ITEM_GAP) - ITEM_GAP;
    rect.height = height < rect.height ? height : rect.height;
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, 40, rect.height < height ? 20 : 34);
    struct rect head = rect_cut_top(&area, HEAD_HEIGHT);
    if (ui_button(
            ui, rect_cut_right(&head, 190), &(struct ui_button){.label = say(view, TEXT_CLOSE)}) ||
        ui_key(ui, INPUT_KEY_ESCAPE)) {
        return -2;
    }
    rect_skip_right(&head, 20);
    ui_text(ui, head, answers->title,
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .lines_max = 2});
    rect_skip_top(&area, rect.height < height ? 12 : 24);
    int touched = -1;
    for (int i = 0; i < answers->count; i++) {
        if (ui_button(ui, rect_grid_cell(area, columns, rows, ITEM_GAP, i),
                &(struct ui_button){.label = answers->labels[i]})) {
            touched = i;
        }
    }
    return touched;
}

/* ---- How did you hear of us? ---- */

static struct intent hear(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct answers answers = {.title = say(view, TEXT_HEAR_QUESTION)};
    for (size_t i = 0; i < view->codes.answer_count; i++) {
        answers.labels[answers.count++] = view->codes.answers[i].words;
    }
    int touched = answer_card(ui, view, rect, &answers);
    if (touched >= 0) {
        intent.kind = INTENT_HEAR;
        intent.id = view->codes.answers[touched].link_id;
    }
    if (touched != -1) {
        sell_close_over(state, ui);
    }
    return intent;
}

/* ---- Discount, code, or neither ---- */

static struct intent asking(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    const struct sell_codes *codes = &state->codes;
    const struct ticket_touch *touch = codes->is_lead ? NULL : &view->ticket->touches[codes->index];
    enum intent_kind kinds[3];
    char title[NAME_BYTES + WORDS_MAX];
    struct answers answers = {
        .title = say_with(view, title, sizeof title, TEXT_TAKE_OFF_QUESTION,
            touch != NULL ? touch->name : say(view, TEXT_VISITORS_CODE), NULL)};
    if (touch != NULL && touch->offer.kind != OFFER_NONE) {
        kinds[answers.count] = INTENT_DROP_OFFER;
        answers.labels[answers.count++] = say(view, TEXT_REMOVE_DISCOUNT);
    }
    kinds[answers.count] = touch != NULL ? INTENT_DISOWN : INTENT_UNTIE_LEAD;
    answers.labels[answers.count++] = say(view, TEXT_REMOVE_CODE);
    kinds[answers.count] = INTENT_NONE;
    answers.labels[answers.count++] = say(view, TEXT_KEEP);
    int touched = answer_card(ui, view, rect, &answers);
    struct intent intent = {
        .kind = touched >= 0 ? kinds[touched] : INTENT_NONE, .index = codes->index};
    if (touched != -1) {
        sell_close_over(state, ui);
    }
    return intent;
}

/* ---- The list ---- */

static void append_part(struct text_out *words, const char *part)
{
    if (part[0] != '\0') {
        text_out_append(words, words->size > 0 ? " · " : "");
        text_out_append(words, part);
    }
}

/* What the visitor behind this code looked at; "" if it is nobody's. */
static const char *interests_of(
    const struct app_view *view, int64_t lead_id, const char *offer, char *out, size_t capacity)
{
    for (size_t i = 0; i < view->ticket->lead_count; i++) {
        if (view->ticket->leads[i] == lead_id) {
            const struct view_lead_code *lead = &view->codes.leads[i];
            return words_lead(view, lead->is_known, lead->interests, offer, out, capacity);
        }
    }
    return "";
}

static void row_words(const struct app_view *view, const struct ticket_touch *touch,
    int64_t lead_id, char detail[DETAIL_BYTES])
{
    char state[OFFER_WORDS_MAX];
    char how[WORDS_MAX];
    char who[DETAIL_BYTES];
    struct text_out words = text_out_begin(detail, DETAIL_BYTES);
    if (touch != NULL) {
        append_part(&words, words_code_state(view, touch, state));
        append_part(&words, words_touch(view, touch, how));
    }
    if (lead_id != 0) {
        append_part(&words, interests_of(view, lead_id, "", who, sizeof who));
    }
}

/* A code with what it gives; true if it is to go. */
static bool code_row(struct ui *ui, const struct app_view *view, struct rect row,
    const struct ticket_touch *touch, int64_t lead_id)
{
    char detail[DETAIL_BYTES];
    char remove[NAME_BYTES + WORDS_MAX];
    const char *name = touch != NULL ? touch->name : say(view, TEXT_VISITORS_CODE);
    row_words(view, touch, lead_id, detail);
    bool is_narrow = row.width < 700;
    struct ui_button button = {
        .label = say_with(view, remove, sizeof remove, TEXT_DETACH, name, NULL),
        .id = "remove code",
        .icon = ICON_TRASH,
        .is_icon_only = true,
        .kind = UI_BUTTON_DANGER};
    bool is_pressed = ui_button(ui,
        rect_center(rect_cut_right(&row, is_narrow ? 88 : 96), is_narrow ? 88 : 96, 80), &button);
    rect_skip_right(&row, 20);
    rect_skip_top(&row, 10);
    ui_text(ui, rect_cut_top(&row, 40), name,
        &(struct ui_text_style){.size = 28, .weight = UI_WEIGHT_600});
    ui_text(ui, row, detail,
        &(struct ui_text_style){
            .size = 23, .colour = COLOUR_INK2, .vertical = UI_VERTICAL_TOP, .lines_max = 2});
    return is_pressed;
}

static void rows(
    struct sell_codes *codes, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct ticket *ticket = view->ticket;
    int count = (int)code_count(view);
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(
        ui, wider, "codes", count * (ROW_HEIGHT + ROW_GAP) - ROW_GAP, &codes->scroll);
    content.width = area.width;
    for (size_t i = 0; i < ticket->touch_count + ticket->lead_count; i++) {
        bool is_lead = i >= ticket->touch_count;
        size_t index = is_lead ? i - ticket->touch_count : i;
        const struct ticket_touch *touch = is_lead ? NULL : &ticket->touches[index];
        int64_t lead_id = is_lead ? ticket->leads[index] : touch->lead_id;
        bool is_hidden =
            is_lead ? code_lead_has_touch(view, lead_id) : touch->uncredited == TOUCH_REMOVED;
        if (is_hidden) {
            continue;
        }
        struct rect row = rect_cut_top(&content, ROW_HEIGHT);
        rect_skip_top(&content, ROW_GAP);
        ui_push_id(ui, i);
        if (ui_is_visible(ui, row) && code_row(ui, view, row, touch, lead_id)) {
            ask(codes, is_lead, index);
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
}

static void list(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    int count = (int)code_count(view);
    int height = 2 * 34 + HEAD_HEIGHT + 24 + count * (ROW_HEIGHT + ROW_GAP) - ROW_GAP;
    rect.height = height < rect.height ? height : rect.height;
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, 40, 34);
    struct rect head = rect_cut_top(&area, HEAD_HEIGHT);
    if (ui_button(
            ui, rect_cut_right(&head, 190), &(struct ui_button){.label = say(view, TEXT_CLOSE)}) ||
        ui_key(ui, INPUT_KEY_ESCAPE)) {
        sell_close_over(state, ui);
        return;
    }
    ui_text(ui, head, say(view, TEXT_CODES),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .lines_max = 2});
    rect_skip_top(&area, 24);
    rows(&state->codes, view, ui, area);
}

struct intent sell_codes(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    if (state->codes.is_hear) {
        return hear(state, view, ui, rect);
    }
    if (state->codes.is_asking) {
        return asking(state, view, ui, rect);
    }
    list(state, view, ui, rect);
    return (struct intent){.kind = INTENT_NONE};
}
