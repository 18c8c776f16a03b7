#include "screens/parts.h"

#include <string.h>

#include "base/text.h"
#include "screens/language.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "screens/words_code.h"

#define BAND_HEIGHT 36
#define SCROLL_ROOM 14 /* for the bar beside what scrolls */
#define ROW_GAP 4
#define CODE_TITLE_BYTES (NAME_BYTES + WORDS_MAX)
#define STRIP_GAP 16

struct rect parts_ground(struct ui *ui, const struct app_view *view)
{
    struct rect area = ui_area(ui);
    ui_fill(ui, area, COLOUR_PAPER);
    if (view->shop->is_demo) {
        struct rect band = rect_cut_top(&area, BAND_HEIGHT);
        ui_fill(ui, band, COLOUR_ATTRACT_BUTTON);
        ui_text(ui, band, say(view, TEXT_DEMO),
            &(struct ui_text_style){.size = 22,
                .weight = UI_WEIGHT_600,
                .colour = theme_text_on(theme_rgb(theme_of(THEME_STANDARD), COLOUR_ATTRACT_BUTTON)),
                .align = UI_ALIGN_CENTER});
    }
    return area;
}

struct rect parts_ground_of_sale(struct ui *ui, const struct app_view *view, bool *out_start)
{
    *out_start = false;
    if (!view->shop->is_demo || ui_is_low(ui)) {
        return parts_ground(ui, view);
    }
    struct rect area = ui_area(ui);
    ui_fill(ui, area, COLOUR_PAPER);
    ui_push_id_text(ui, "demo band"); /* the menu has a way of this name, too */
    *out_start = ui_demo_band(ui, &area, say(view, TEXT_DEMO), say(view, TEXT_START_SHOP));
    ui_pop_id(ui);
    return area;
}

struct ui_top_bar parts_top_bar(const struct app_view *view)
{
    return (struct ui_top_bar){
        .has_logo = true,
        .status = view->saved,
        .status_dot = view->is_synced ? COLOUR_GREEN : COLOUR_FIELD_LINE,
        .user = view->staff_name,
        .clock = view->clock,
    };
}

static const char *action_word(const struct app_view *view, enum view_action action)
{
    switch (action) {
    case VIEW_ACTION_NONE:
        return NULL;
    case VIEW_ACTION_UNDO:
        return say(view, TEXT_UNDO);
    case VIEW_ACTION_SEARCH:
        return say(view, TEXT_MESSAGE_SEARCH);
    case VIEW_ACTION_TYPE_PRICE:
        return say(view, TEXT_TYPE_PRICE);
    case VIEW_ACTION_WHY:
        return say(view, TEXT_VOID_WHY);
    case VIEW_ACTION_ADD_CODE:
        return say(view, TEXT_ADD_CODE);
    }
    ASSERT(false);
    return NULL;
}

static struct ui_strip strip_of(
    const struct app_view *view, const struct view_message *message, bool has_actions)
{
    static const enum ui_strip_kind kinds[] = {
        [VIEW_MESSAGE_GREEN] = UI_STRIP_GREEN,
        [VIEW_MESSAGE_AMBER] = UI_STRIP_AMBER,
        [VIEW_MESSAGE_RED] = UI_STRIP_RED,
    };
    struct ui_strip strip = {
        .kind = kinds[message->kind],
        .title = message->title,
        .detail = message->detail[0] != '\0' ? message->detail : NULL,
        .close = message->kind == VIEW_MESSAGE_AMBER ? say(view, TEXT_CLOSE) : NULL,
    };
    for (int i = 0; i < VIEW_ACTIONS_MAX; i++) {
        if (has_actions || message->actions[i] == VIEW_ACTION_UNDO) {
            strip.actions[i] = action_word(view, message->actions[i]);
        }
    }
    return strip;
}

struct parts_message parts_messages(
    struct ui *ui, const struct app_view *view, struct rect area, const struct parts_strips *strips)
{
    struct parts_message result = {0};
    for (size_t place = 0; place < view->message_count; place++) {
        size_t index = strips->is_at_top ? place : view->message_count - 1 - place;
        const struct view_message *message = &view->messages[index];
        if (message->serial <= strips->seen_serial && message->kind != VIEW_MESSAGE_RED) {
            continue;
        }
        struct ui_strip strip = strip_of(view, message, strips->has_actions);
        struct rect rect = strips->is_at_top ? rect_cut_top(&area, ui_strip_height(ui))
                                             : rect_cut_bottom(&area, ui_strip_height(ui));
        if (strips->is_at_top) {
            rect_skip_top(&area, STRIP_GAP);
        } else {
            rect_skip_bottom(&area, STRIP_GAP);
        }
        ui_push_id(ui, message->serial);
        int pressed = ui_strip(ui, rect, &strip);
        ui_pop_id(ui);
        if (pressed == UI_STRIP_NONE ||
            (pressed == UI_STRIP_TOUCHED && message->kind == VIEW_MESSAGE_AMBER)) {
            continue;
        }
        result.action = pressed >= 0 ? message->actions[pressed] : VIEW_ACTION_NONE;
        result.intent.kind = result.action == VIEW_ACTION_UNDO ? INTENT_UNDO : INTENT_CLOSE_MESSAGE;
        result.intent.index = index;
    }
    return result;
}

void parts_ticket_head(struct ui *ui, const struct app_view *view, struct rect rect)
{
    char count[WORDS_MAX];
    ui_text(ui, rect, say(view, TEXT_THIS_SALE),
        &(struct ui_text_style){.size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_700});
    if (view->ticket->line_count > 0) {
        ui_text(ui, rect, words_line_count(view, count),
            &(struct ui_text_style){.colour = COLOUR_INK2, .align = UI_ALIGN_END});
    }
}

/* "Spring booth +1" */
static const char *chip_title(
    const struct app_view *view, const struct ticket_touch *touch, char out[CODE_TITLE_BYTES])
{
    char more[WORDS_MAX];
    size_t count = code_count(view);
    const char *name = touch != NULL ? touch->name : say(view, TEXT_VISITORS_CODE);
    if (count < 2) {
        (void)text_copy(out, CODE_TITLE_BYTES, name);
        return out;
    }
    return say_with(
        view, out, CODE_TITLE_BYTES, TEXT_CODES_MORE, name, words_count(view, count - 1, more));
}

enum parts_chip parts_codes(
    struct ui *ui, const struct app_view *view, struct rect rect, bool is_short)
{
    size_t index = code_main_touch(view);
    const struct ticket_touch *touch =
        index < view->ticket->touch_count ? &view->ticket->touches[index] : NULL;
    char title[CODE_TITLE_BYTES];
    char detail[WORDS_MAX];
    char close[CODE_TITLE_BYTES];
    int pressed = ui_strip(ui, rect,
        &(struct ui_strip){.kind = UI_STRIP_CAMPAIGN,
            .id = "campaign",
            .title = chip_title(view, touch, title),
            .detail = is_short || touch == NULL ? NULL : words_touch(view, touch, detail),
            .icon = ICON_QR,
            .opens = true,
            .close = say_with(view, close, sizeof close, TEXT_DETACH,
                touch != NULL ? touch->name : say(view, TEXT_VISITORS_CODE), NULL)});
    return pressed == UI_STRIP_CLOSE     ? PARTS_CHIP_CLOSE
           : pressed == UI_STRIP_TOUCHED ? PARTS_CHIP_OPEN
                                         : PARTS_CHIP_NONE;
}

/* A row and the texts that it points to. */
struct row_words {
    struct ui_ticket_row row;
    char quantity[WORDS_MAX], price[WORDS_MAX], amount[WORDS_MAX], note[DISCOUNT_WORDS_MAX];
    char extra[LINE_DETAILS_BYTES + NOTE_BYTES];
};

/* Options, parts, serial number and note, one behind the other. */
static void extra_words(const struct ticket_line *line, char *out, size_t capacity)
{
    struct text_out words = text_out_begin(out, capacity);
    struct line_detail detail;
    for (const char *at = line->details; line_detail_next(&at, &detail);) {
        text_out_append(&words, words.size > 0 ? ", " : "");
        text_out_append(&words, detail.text);
    }
    if (line->note[0] != '\0') {
        text_out_append(&words, words.size > 0 ? " · " : "");
        text_out_append(&words, line->note);
    }
}

static void make_row(const struct app_view *view, const struct parts_rows *rows, size_t index,
    struct row_words *words)
{
    const struct ticket_line *line = &view->ticket->lines[index];
    const struct line_figures *figures = &view->figures->lines[index];
    words->row = (struct ui_ticket_row){
        .id = "line",
        .quantity = words_quantity(view, line, words->quantity),
        .name = line->name,
        .amount =
            words_amount(view, figures->amount_minor - figures->discount_minor, words->amount),
        .is_selected = !rows->is_passive && index == view->selected_line,
        .is_passive = rows->is_passive,
        .quantity_width = rows->quantity_width,
    };
    if (!rows->is_compact) {
        words_line_discount(view, line, words->note);
        words->row.detail = words_price(view, line->unit_price_minor, line->unit, words->price);
        words->row.note = words->note[0] != '\0' ? words->note : NULL;
        words->row.note_colour =
            line->discount.source == DISCOUNT_CAMPAIGN ? COLOUR_TERRACOTTA_TEXT : COLOUR_INK;
        extra_words(line, words->extra, sizeof words->extra);
        words->row.extra = words->extra[0] != '\0' ? words->extra : NULL;
    }
}

/* Where each row begins in the content; tops[count] is where the last one ends. */
static void measure_rows(struct ui *ui, const struct app_view *view, int width,
    const struct parts_rows *rows, int tops[TICKET_LINES_MAX + 1])
{
    size_t count = view->ticket->line_count;
    tops[0] = 0;
    for (size_t i = 0; i < count; i++) {
        struct row_words words;
        make_row(view, rows, i, &words);
        int height = ui_ticket_row_height(ui, width, rows->height, &words.row);
        tops[i + 1] = tops[i] + height + ROW_GAP;
    }
}

/* Brings the selected line into sight when it is a new one or the place has changed. */
static void show_line(
    const struct app_view *view, struct rect area, const struct parts_rows *rows, const int *tops)
{
    struct parts_seen *seen = rows->seen;
    if (view->ticket->line_count == 0 ||
        (seen->serial == view->line_serial && seen->height == area.height)) {
        return;
    }
    size_t line = view->selected_line;
    int bottom = tops[line + 1] - ROW_GAP;
    ui_scroll_show(rows->scroll, tops[line], bottom);
    *seen = (struct parts_seen){view->line_serial, area.height};
}

static enum parts_rows_event event_of(enum ui_ticket_touch touch)
{
    switch (touch) {
    case UI_TICKET_NONE:
        return PARTS_ROWS_NONE;
    case UI_TICKET_LINE:
        return PARTS_ROWS_LINE;
    case UI_TICKET_QUANTITY:
        return PARTS_ROWS_QUANTITY;
    case UI_TICKET_AMOUNT:
        return PARTS_ROWS_AMOUNT;
    }
    ASSERT(false);
    return PARTS_ROWS_NONE;
}

enum parts_rows_event parts_ticket_rows(struct ui *ui, const struct app_view *view,
    struct rect area, const struct parts_rows *rows, size_t *out_index)
{
    size_t count = view->ticket->line_count;
    int tops[TICKET_LINES_MAX + 1];
    enum parts_rows_event event = PARTS_ROWS_NONE;
    measure_rows(ui, view, area.width, rows, tops);
    show_line(view, area, rows, tops);
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    int height = tops[count] - (count > 0 ? ROW_GAP : 0);
    struct rect content = ui_scroll_begin(ui, wider, "ticket", height, rows->scroll);
    content.width = area.width;
    for (size_t i = 0; i < count; i++) {
        struct rect place = {
            content.x, content.y + tops[i], content.width, tops[i + 1] - tops[i] - ROW_GAP};
        if (!ui_is_visible(ui, place)) {
            continue;
        }
        struct row_words words;
        make_row(view, rows, i, &words);
        ui_push_id(ui, i);
        enum parts_rows_event touched = event_of(ui_ticket_row(ui, place, &words.row));
        ui_pop_id(ui);
        if (touched != PARTS_ROWS_NONE) {
            event = touched;
            *out_index = i;
        }
    }
    ui_scroll_end(ui);
    return event;
}

struct ui_keys parts_keys(const struct app_view *view)
{
    const struct language_row *language = language_about(view->language);
    return (struct ui_keys){.layout = language->keys, .language = language->name};
}

struct intent parts_scan(struct ui *ui, int64_t quantity_milli)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct text_view code;
    if (ui_scan(ui, &code)) {
        intent.kind = INTENT_SCAN;
        intent.quantity_milli = quantity_milli;
        if (!text_copy_view(intent.code, sizeof intent.code, code)) {
            intent.kind = INTENT_REFUSE_SCAN;
        }
    }
    return intent;
}

#define BOX_SIZE 56

void parts_box(struct ui *ui, struct rect rect, bool is_checked, bool is_possible)
{
    rect = rect_center(rect, BOX_SIZE, BOX_SIZE);
    if (is_checked) {
        ui_rounded(ui, rect, 14, COLOUR_INK, COLOUR_NONE);
        ui_icon(ui, rect_inset(rect, 8, 8), ICON_TICK, COLOUR_WHITE);
    } else {
        ui_rounded(ui, rect, 14, is_possible ? COLOUR_CARD : COLOUR_SUNK,
            is_possible ? COLOUR_FIELD_LINE : COLOUR_NONE);
    }
}
