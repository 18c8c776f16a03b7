#include <string.h>

#include "base/text.h"
#include "domain/id.h"
#include "screens/parts.h"
#include "screens/refund_words.h"
#include "screens/screen.h"
#include "ui/number.h"

#define SIDE_WIDTH 560
#define SIDE_WIDTH_LOW 440
#define ROW_HEIGHT 126
#define ROW_HEIGHT_LOW 100
#define STEP_WIDTH 80
#define STEP_HEIGHT 72
#define STEP_GAP 24
#define COUNT_WIDTH 56
#define AMOUNT_WIDTH 150
#define BOX 56
#define TENDERS_MAX_SHOWN 3
#define SCROLL_ROOM 14 /* for the bar beside what scrolls */

/* What is kept while the screen is up; what is chosen is the app's. */
struct refund_state {
    uint64_t seen_message; /* the newest that was there before */
    uint64_t seen_serial;
    int reason;
    bool restock;
    enum tender_kind tender;
    struct ui_scroll scroll, sum_scroll;
    bool is_typing; /* the weight of line `typed_line` */
    size_t typed_line;
    struct number_entry entry;
};
static_assert(sizeof(struct refund_state) <= SCREEN_STATE_MAX, "state fits its slot");

struct refund_frame {
    struct refund_state *state;
    const struct app_view *view;
    const struct view_refund *refund;
    struct ui *ui;
    struct intent intent;
};

static enum text_id reason_text(int reason)
{
    return refund_reason_text((enum refund_reason)reason);
}

static enum tender_kind first_tender(const struct sale *sale)
{
    enum tender_kind kind = TENDER_CASH;
    if (sale->payment_count == 0 ||
        !tender_kind_parse(text_view_of(sale->payments[0].tender), &kind)) {
        kind = TENDER_CASH;
    }
    return kind;
}

static void follow(
    struct refund_state *state, const struct app_view *view, const struct view_refund *refund)
{
    if (state->seen_serial != refund->serial) {
        *state = (struct refund_state){.seen_serial = refund->serial, .reason = REFUND_WRONG_ITEM};
        state->restock = refund_reason_restocks(REFUND_WRONG_ITEM);
        state->tender = first_tender(refund->sale);
        state->seen_message = view->message_count > 0 ? view->messages[0].serial : 0;
    }
}

static void set_intent(struct refund_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

static void choose(struct refund_frame *frame, size_t line, int64_t quantity_milli)
{
    set_intent(
        frame, (struct intent){
                   .kind = INTENT_CHOOSE_RETURN, .index = line, .quantity_milli = quantity_milli});
}

/* --- one line of the sale ------------------------------------------------------------------ */

/* What of the figures belongs to the line: its own, and its deposit's. */
static int64_t chosen_minor(const struct view_refund *refund, size_t line)
{
    int64_t sum = 0;
    for (size_t i = 0; i < refund->ticket->line_count; i++) {
        size_t owner = ticket_line_owner(refund->ticket, i);
        if (refund->ticket->lines[owner].back.of_line_n == (int64_t)line + 1) {
            sum -= refund->figures->lines[i].gross_minor;
        }
    }
    return sum;
}

static bool is_by_piece(const struct sale_line *line)
{
    return strcmp(line->unit, "each") == 0 && line->quantity_milli % QUANTITY_ONE_MILLI == 0;
}

static const char *quantity_words(const struct app_view *view, const struct sale_line *line,
    int64_t quantity_milli, char out[WORDS_MAX])
{
    char plain[QUANTITY_TEXT_MAX];
    char quantity[WORDS_MAX];
    struct text_out words = text_out_begin(out, WORDS_MAX);
    text_out_append(&words, words_number(view, quantity_print(quantity_milli, plain), quantity));
    if (strcmp(line->unit, "each") != 0) {
        text_out_append_char(&words, ' ');
        text_out_append(&words, line->unit);
    }
    return out;
}

/* "sold 2 · 3.60 each", "sold 1 · 9.50 less Spring booth −10 %", "1 of 2 is back already" */
static const char *detail_words(
    const struct refund_frame *frame, size_t index, char *out, size_t capacity)
{
    const struct app_view *view = frame->view;
    const struct sale_line *line = &frame->refund->sale->lines[index];
    int64_t back_milli = frame->refund->history->parts[index].quantity_milli;
    char sold[WORDS_MAX], price[WORDS_MAX], words[2 * WORDS_MAX], back[WORDS_MAX];
    enum unit unit;
    struct text_out all = text_out_begin(out, capacity);
    quantity_words(view, line, line->quantity_milli, sold);
    if (!unit_parse(text_view_of(line->unit), &unit)) {
        unit = UNIT_EACH;
    }
    words_price(view, line->unit_price_minor, unit, price);
    text_out_append(&all, say_with(view, words, sizeof words,
                              unit == UNIT_EACH ? TEXT_SOLD_EACH : TEXT_SOLD, sold, price));
    if (line->discount_words != NULL) {
        text_out_append_char(&all, ' ');
        text_out_append(
            &all, say_with(view, words, sizeof words, TEXT_SOLD_LESS, line->discount_words, NULL));
    }
    if (back_milli > 0) {
        text_out_append(&all, " · ");
        text_out_append(&all, say_with(view, words, sizeof words, TEXT_BACK_ALREADY,
                                  quantity_words(view, line, back_milli, back), NULL));
    }
    return out;
}

/* −, how many, +; what is weighed opens the number card. Cut off the row's end. */
static void steps(struct refund_frame *frame, size_t index, struct rect *row, int64_t left_milli)
{
    struct ui *ui = frame->ui;
    const struct sale_line *line = &frame->refund->sale->lines[index];
    int64_t chosen = frame->refund->chosen_milli[index];
    char words[WORDS_MAX];
    struct rect place = rect_cut_right(row, 2 * STEP_WIDTH + COUNT_WIDTH + 2 * STEP_GAP);
    place = rect_center(place, place.width, STEP_HEIGHT);
    quantity_words(frame->view, line, chosen, words);
    if (!is_by_piece(line)) {
        if (ui_button(ui, place,
                &(struct ui_button){.label = words, .id = "quantity", .has_figures = true})) {
            frame->state->is_typing = true;
            frame->state->typed_line = index;
            frame->state->entry = number_point(chosen, 3, 3, left_milli);
        }
        return;
    }
    if (ui_button(ui, rect_cut_left(&place, STEP_WIDTH),
            &(struct ui_button){
                .label = say(frame->view, TEXT_LESS), .icon = ICON_MINUS, .is_icon_only = true})) {
        choose(frame, index, chosen - QUANTITY_ONE_MILLI);
    }
    if (ui_button(ui, rect_cut_right(&place, STEP_WIDTH),
            &(struct ui_button){.label = say(frame->view, TEXT_PLUS),
                .icon = ICON_PLUS,
                .is_icon_only = true,
                .is_disabled = chosen + QUANTITY_ONE_MILLI > left_milli})) {
        choose(frame, index, chosen + QUANTITY_ONE_MILLI);
    }
    ui_text(ui, place, words,
        &(struct ui_text_style){.size = TYPE_CARD_TITLE,
            .weight = UI_WEIGHT_700,
            .has_figures = true,
            .align = UI_ALIGN_CENTER,
            .is_fixed = true});
}

static void line_words(const struct refund_frame *frame, size_t index, struct rect row)
{
    char detail[4 * WORDS_MAX];
    struct rect words = rect_center(row, row.width, 76);
    ui_text(frame->ui, rect_cut_top(&words, 44), frame->refund->sale->lines[index].name,
        &(struct ui_text_style){.size = TYPE_CARD_TITLE, .is_silent = true});
    ui_text(frame->ui, words, detail_words(frame, index, detail, sizeof detail),
        &(struct ui_text_style){
            .size = TYPE_SMALL, .colour = COLOUR_INK2, .has_figures = true, .is_silent = true});
}

static void line_row(struct refund_frame *frame, size_t index, struct rect row, bool is_first)
{
    struct ui *ui = frame->ui;
    const struct view_refund *refund = frame->refund;
    const struct sale_line *line = &refund->sale->lines[index];
    int64_t left = refund_left_milli(line, &refund->history->parts[index]);
    int64_t chosen = refund->chosen_milli[index];
    bool is_chosen = chosen > 0;
    char amount[WORDS_MAX];
    if (!is_first) {
        ui_rule(ui, row);
    }
    struct rect inside = rect_inset(row, 28, 2);
    struct rect sum = rect_cut_right(&inside, AMOUNT_WIDTH);
    struct rect step = inside;
    if (is_chosen) {
        steps(frame, index, &step, left);
    }
    struct rect target = {row.x + LINE_WIDTH, row.y + SPACE_TARGETS / 2,
        step.x + step.width - row.x - LINE_WIDTH, row.height - SPACE_TARGETS};
    target.width = is_chosen ? target.width - SPACE_TARGETS : row.width - 2 * LINE_WIDTH;
    if (ui_press(ui, target,
            &(struct ui_press){.label = line->name,
                .id = "line",
                .role = UI_ROLE_CHECKBOX,
                .value = is_chosen ? "on" : "off",
                .ground = COLOUR_NONE,
                .is_disabled = left == 0,
                .is_selected = is_chosen})) {
        choose(frame, index, is_chosen ? 0 : left);
    }
    parts_box(ui, rect_cut_left(&step, BOX), is_chosen, left > 0);
    rect_skip_left(&step, 24);
    line_words(frame, index, step);
    ui_text(ui, sum, words_amount(frame->view, chosen_minor(refund, index), amount),
        &(struct ui_text_style){.size = TYPE_CARD_TITLE,
            .weight = is_chosen ? UI_WEIGHT_700 : UI_WEIGHT_400,
            .colour = is_chosen ? COLOUR_INK : COLOUR_INK2,
            .has_figures = true,
            .align = UI_ALIGN_END,
            .is_fixed = true});
}

/* A deposit goes with its line and has no row. */
static bool has_row(const struct sale_line *line)
{
    return line->parent_n == 0 && !line->is_refund && line->quantity_milli > 0;
}

static void lines_card(struct refund_frame *frame, struct rect area)
{
    const struct sale *sale = frame->refund->sale;
    int height = ui_is_low(frame->ui) ? ROW_HEIGHT_LOW : ROW_HEIGHT;
    int count = 0;
    for (size_t i = 0; i < sale->line_count; i++) {
        count += has_row(&sale->lines[i]);
    }
    struct rect card = area;
    card.height = count * height < area.height ? count * height : area.height;
    ui_card(frame->ui, card);
    struct rect content =
        ui_scroll_begin(frame->ui, card, "lines", count * height, &frame->state->scroll);
    bool is_first = true;
    for (size_t i = 0; i < sale->line_count; i++) {
        if (!has_row(&sale->lines[i])) {
            continue;
        }
        struct rect row = rect_cut_top(&content, height);
        if (ui_is_visible(frame->ui, row)) {
            ui_push_id(frame->ui, i);
            line_row(frame, i, row, is_first);
            ui_pop_id(frame->ui);
        }
        is_first = false;
    }
    ui_scroll_end(frame->ui);
}

/* --- the sale's side ----------------------------------------------------------------------- */

static void head(struct refund_frame *frame, struct rect row)
{
    const struct app_view *view = frame->view;
    const struct view_refund *refund = frame->refund;
    char number[RECEIPT_TEXT_MAX], title[WORDS_MAX], when[WORDS_MAX], tender[WORDS_MAX];
    char words[4 * WORDS_MAX];
    struct text_out out = text_out_begin(words, sizeof words);
    say_with(
        view, title, sizeof title, TEXT_SALE_NUMBER, receipt_print(refund->sale->id, number), NULL);
    struct ui_text_style style = {.size = TYPE_TITLE - 4,
        .weight = UI_WEIGHT_700,
        .is_display = true,
        .is_fixed = true,
        .vertical = UI_VERTICAL_BOTTOM};
    int width = ui_text_width(frame->ui, title, &style) + 4;
    ui_text(frame->ui, rect_cut_left(&row, width < row.width ? width : row.width), title, &style);
    rect_skip_left(&row, 24);
    text_out_append(&out,
        words_sold_at(view, refund->is_today, refund->sale->business_day, refund->clock, when));
    words_tenders(view, refund->sale->payment_count > 0 ? refund->sale->payments[0].tender : "",
        refund->sale->payment_count, tender);
    if (tender[0] != '\0') {
        text_out_append(&out, " · ");
        text_out_append(&out, tender);
    }
    if (refund->campaign[0] != '\0') {
        text_out_append(&out, " · ");
        text_out_append(&out, refund->campaign);
    }
    ui_text(frame->ui, row, words,
        &(struct ui_text_style){.colour = COLOUR_INK2,
            .is_fixed = true,
            .align = UI_ALIGN_END,
            .vertical = UI_VERTICAL_BOTTOM,
            .has_figures = true});
}

static struct intent with_reason(const struct refund_frame *frame, enum intent_kind kind)
{
    struct intent intent = {.kind = kind, .index = frame->state->restock ? 1 : 0};
    (void)text_copy(
        intent.code, sizeof intent.code, say(frame->view, reason_text(frame->state->reason)));
    return intent;
}

static bool is_anything_left(const struct view_refund *refund)
{
    for (size_t i = 0; i < refund->sale->line_count; i++) {
        if (refund_left_milli(&refund->sale->lines[i], &refund->history->parts[i]) > 0) {
            return true;
        }
    }
    return false;
}

static void reasons(struct refund_frame *frame, struct rect area)
{
    struct refund_state *state = frame->state;
    int height =
        reason_chips_height(frame->ui, frame->view, area.width, reason_text, REFUND_REASON_COUNT);
    if (reason_chips(frame->ui, frame->view, rect_cut_top(&area, height), reason_text,
            REFUND_REASON_COUNT, &state->reason)) {
        state->restock = refund_reason_restocks((enum refund_reason)state->reason);
    }
    rect_skip_top(&area, 14);
    struct rect row = rect_cut_top(&area, 76);
    row.width = row.width > 640 ? 640 : row.width;
    (void)ui_checkbox(frame->ui, row, say(frame->view, TEXT_RESTOCK), &state->restock);
}

static int reasons_height(const struct refund_frame *frame, int width)
{
    return reason_chips_height(frame->ui, frame->view, width, reason_text, REFUND_REASON_COUNT) +
           14 + 76;
}

static void sale_side(struct refund_frame *frame, struct rect area)
{
    bool is_low = ui_is_low(frame->ui);
    int gap = is_low ? 14 : 22;
    bool has_left = is_anything_left(frame->refund);
    head(frame, rect_cut_top(&area, is_low ? 56 : 64));
    rect_skip_top(&area, gap);
    struct rect buttons = rect_cut_bottom(&area, is_low ? 76 : TARGET_OFTEN);
    rect_skip_bottom(&area, gap);
    struct rect why = rect_cut_bottom(&area, reasons_height(frame, area.width));
    rect_skip_bottom(&area, gap);
    lines_card(frame, area);
    reasons(frame, why);
    if (ui_button(frame->ui, rect_column(buttons, 2, SPACE_GUTTER_SMALL, 0),
            &(struct ui_button){
                .label = say(frame->view, TEXT_WHOLE_SALE), .is_disabled = !has_left})) {
        set_intent(frame, (struct intent){.kind = INTENT_CHOOSE_ALL});
    }
    if (ui_button(frame->ui, rect_column(buttons, 2, SPACE_GUTTER_SMALL, 1),
            &(struct ui_button){.label = say(frame->view, TEXT_EXCHANGE),
                .is_disabled = frame->refund->ticket->line_count == 0})) {
        set_intent(frame, with_reason(frame, INTENT_EXCHANGE));
    }
}

/* --- the money's side ---------------------------------------------------------------------- */

/* The tender that it came from, then cash and a voucher. */
static int tenders_of(
    const struct refund_frame *frame, enum tender_kind out_kinds[TENDERS_MAX_SHOWN])
{
    int count = 0;
    enum tender_kind first = first_tender(frame->refund->sale);
    out_kinds[count++] = first;
    if (first != TENDER_CASH) {
        out_kinds[count++] = TENDER_CASH;
    }
    if (first != TENDER_VOUCHER) {
        out_kinds[count++] = TENDER_VOUCHER;
    }
    return count;
}

static enum text_id tender_hint(enum tender_kind kind)
{
    switch (kind) {
    case TENDER_CASH:
        return TEXT_BACK_IN_CASH;
    case TENDER_CARD:
        return TEXT_BACK_BY_CARD;
    case TENDER_TRANSFER:
        return TEXT_BACK_BY_TRANSFER;
    case TENDER_VOUCHER:
        return TEXT_BACK_AS_VOUCHER;
    case TENDER_ACCOUNT:
        return TEXT_BACK_ON_ACCOUNT;
    case TENDER_KIND_COUNT:
        break;
    }
    ASSERT(false);
    return TEXT_BACK_IN_CASH;
}

static void tender_buttons(struct refund_frame *frame, struct rect row)
{
    enum tender_kind kinds[TENDERS_MAX_SHOWN];
    int count = tenders_of(frame, kinds);
    for (int i = 0; i < count; i++) {
        if (ui_button(frame->ui, rect_column(row, count, 14, i),
                &(struct ui_button){.label = say(frame->view, tender_text(kinds[i])),
                    .icon = count > 2 ? ICON_NONE : tender_icon(kinds[i]),
                    .is_selected = frame->state->tender == kinds[i]})) {
            frame->state->tender = kinds[i];
        }
    }
}

static int64_t due_minor(const struct refund_frame *frame)
{
    return give_back_by(
        &frame->refund->due, frame->state->tender, frame->view->shop->cash_step_minor);
}

/* To another tender than it was paid by takes a right of its own. */
static bool needs_manager(const struct refund_frame *frame)
{
    const struct sale *sale = frame->refund->sale;
    bool is_same = sale->payment_count == 0;
    for (size_t i = 0; i < sale->payment_count; i++) {
        is_same = is_same ||
                  strcmp(sale->payments[i].tender, tender_kind_text(frame->state->tender)) == 0;
    }
    return !frame->view->staff.may[is_same ? RIGHT_REFUND : RIGHT_REFUND_TENDER];
}

static void forward(struct refund_frame *frame, struct rect rect)
{
    char money[WORDS_MAX], words[2 * WORDS_MAX];
    bool is_empty = frame->refund->ticket->line_count == 0;
    words_money(frame->view, due_minor(frame), money);
    say_with(frame->view, words, sizeof words, TEXT_GIVE_BACK_MONEY, money, NULL);
    struct ui_button button = {.label = words,
        .id = "forward",
        .kind = UI_BUTTON_PRIMARY,
        .second_line = needs_manager(frame) ? say(frame->view, TEXT_NEEDS_PIN) : NULL,
        .is_disabled = is_empty,
        .has_figures = true};
    if (ui_button(frame->ui, rect, &button) ||
        (!is_empty && !frame->state->is_typing && ui_key(frame->ui, INPUT_KEY_ENTER))) {
        struct intent intent = with_reason(frame, INTENT_REFUND);
        intent.tender.kind = frame->state->tender;
        set_intent(frame, intent);
    }
}

/* What goes back, line by line, and the tax in it. */
static void sums(struct refund_frame *frame, struct rect area)
{
    const struct view_refund *refund = frame->refund;
    int rows = (int)refund->ticket->line_count + 1;
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content =
        ui_scroll_begin(frame->ui, wider, "sums", rows * 42, &frame->state->sum_scroll);
    content.width = area.width;
    for (size_t i = 0; i < refund->ticket->line_count; i++) {
        char amount[WORDS_MAX];
        struct rect row = rect_cut_top(&content, 42);
        if (ui_is_visible(frame->ui, row)) {
            ui_push_id(frame->ui, i);
            ui_pair(frame->ui, row,
                &(struct ui_pair){.label = refund->ticket->lines[i].name,
                    .value =
                        words_amount(frame->view, -refund->figures->lines[i].gross_minor, amount)});
            ui_pop_id(frame->ui);
        }
    }
    char tax[WORDS_MAX];
    struct rect row = rect_cut_top(&content, 42);
    if (refund->ticket->line_count > 0 && ui_is_visible(frame->ui, row)) {
        ui_pair(frame->ui, row,
            &(struct ui_pair){.label = say(frame->view, TEXT_TAX_IN_IT),
                .value = words_amount(frame->view, -refund->figures->tax_minor, tax),
                .label_colour = COLOUR_INK2,
                .value_colour = COLOUR_INK2});
    }
    ui_scroll_end(frame->ui);
}

static void money_side(struct refund_frame *frame, struct rect card)
{
    struct ui *ui = frame->ui;
    bool is_low = ui_is_low(ui);
    char money[WORDS_MAX];
    ui_card(ui, card);
    struct rect area = rect_inset(card, is_low ? 24 : 38, is_low ? 20 : 30);
    forward(frame, rect_cut_bottom(&area, is_low ? 104 : 120));
    rect_skip_bottom(&area, 16);
    tender_buttons(frame, rect_cut_bottom(&area, is_low ? 76 : TARGET_OFTEN));
    rect_skip_bottom(&area, 20);
    struct rect hint = rect_cut_bottom(&area, is_low ? 52 : 64);
    ui_rounded(ui, hint, RADIUS_KEY, COLOUR_SUNK, COLOUR_NONE);
    ui_text(ui, rect_inset(hint, 20, 4), say(frame->view, tender_hint(frame->state->tender)),
        &(struct ui_text_style){.size = 23, .colour = COLOUR_INK2, .lines_max = 2});
    rect_skip_bottom(&area, 16);
    ui_text(ui, rect_cut_top(&area, 40), say(frame->view, TEXT_TO_GIVE_BACK),
        &(struct ui_text_style){.colour = COLOUR_INK2});
    ui_money(ui, rect_cut_top(&area, is_low ? 68 : 110),
        &(struct ui_money){.text = words_money(frame->view, due_minor(frame), money),
            .size = is_low ? TYPE_MONEY : TYPE_MONEY_LARGE});
    rect_skip_top(&area, 18);
    ui_rule(ui, rect_cut_top(&area, LINE_WIDTH));
    rect_skip_top(&area, 14);
    sums(frame, area);
}

/* --- the weight that goes back -------------------------------------------------------------- */

static void weight_card(struct refund_frame *frame)
{
    struct refund_state *state = frame->state;
    struct ui *ui = frame->ui;
    const struct sale_line *line = &frame->refund->sale->lines[state->typed_line];
    struct rect window = ui_area(ui);
    int height = window.height - 2 * SPACE_MARGIN;
    struct rect card = rect_center(
        window, window.width < 940 ? window.width - 64 : 860, height < 900 ? height : 900);
    char value[WORDS_MAX], left[WORDS_MAX], limit[WORDS_MAX];
    number_text(&state->entry, words_decimal_mark(frame->view), value, sizeof value);
    quantity_words(frame->view, line, state->entry.value_max, left);
    say_with(frame->view, limit, sizeof limit, TEXT_UP_TO, left, NULL);
    ui_over_begin(ui, card, true);
    struct ui_number_result result = ui_number_card(ui, card,
        &(struct ui_number_card){.title = line->name,
            .cancel = say(frame->view, TEXT_CANCEL),
            .value = value,
            .limit = limit,
            .preset_marked = -1,
            .extra = number_extra_label(&state->entry, words_decimal_mark(frame->view)),
            .ok = say(frame->view, TEXT_OK)});
    ui_over_end(ui);
    switch (result.event) {
    case UI_NUMBER_KEY:
        (void)number_press(&state->entry, result.press);
        break;
    case UI_NUMBER_OK:
        choose(frame, state->typed_line, state->entry.value);
        state->is_typing = false;
        break;
    case UI_NUMBER_CANCEL:
        state->is_typing = false;
        break;
    case UI_NUMBER_NONE:
    case UI_NUMBER_MODE:
    case UI_NUMBER_PRESET:
        break;
    }
    if (ui_key(ui, INPUT_KEY_ESCAPE)) {
        state->is_typing = false;
    }
}

/* --- the screen ---------------------------------------------------------------------------- */

static void top_bar(struct refund_frame *frame, struct rect *area)
{
    struct ui_top_bar bar = parts_top_bar(frame->view);
    bar.title = say(frame->view, TEXT_REFUND);
    bar.back = say(frame->view, TEXT_BACK);
    if (ui_top_bar(frame->ui, area, &bar, NULL) == UI_TOP_BAR_BACK) {
        set_intent(
            frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_RECEIPTS, .index = 1});
    }
}

static void draw(struct refund_frame *frame, struct rect area)
{
    struct ui *ui = frame->ui;
    bool is_low = ui_is_low(ui);
    area = rect_inset(area, SPACE_MARGIN, is_low ? 14 : SPACE_MARGIN);
    struct rect side;
    if (ui_is_narrow(ui)) {
        int height = area.height * 42 / 100;
        side = rect_cut_bottom(&area, height < 700 ? height : 700);
        rect_skip_bottom(&area, SPACE_GUTTER);
    } else {
        side = rect_cut_right(&area, is_low ? SIDE_WIDTH_LOW : SIDE_WIDTH);
        rect_skip_right(&area, is_low ? SPACE_GUTTER_SMALL : SPACE_MARGIN);
    }
    struct rect strips = area;
    sale_side(frame, area);
    money_side(frame, side);
    struct parts_strips where = {.is_at_top = true, .seen_serial = frame->state->seen_message};
    set_intent(frame, parts_messages(ui, frame->view, strips, &where).intent);
}

static struct intent refund_screen_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct refund_frame frame = {.state = memory, .view = view, .refund = &view->refund, .ui = ui};
    struct rect area = parts_ground(ui, view);
    if (view->refund.sale != NULL) {
        follow(frame.state, view, frame.refund);
    }
    top_bar(&frame, &area);
    if (view->refund.sale == NULL) {
        return frame.intent;
    }
    struct intent scan = parts_scan(ui, 0);
    if (scan.kind == INTENT_SCAN) {
        scan.kind = INTENT_FIND_SALE; /* another receipt */
    }
    set_intent(&frame, scan);
    draw(&frame, area);
    if (frame.state->is_typing) {
        weight_card(&frame);
    }
    return frame.intent;
}

const struct screen screen_refund = {
    .name = "refund",
    .state_size = sizeof(struct refund_state),
    .frame = refund_screen_frame,
};
