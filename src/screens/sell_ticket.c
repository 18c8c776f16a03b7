#include "screens/sell.h"

#include "base/text.h"
#include "screens/parts.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "screens/words_code.h"

/* Measures that differ between a roomy window and a low one. */
struct ticket_shape {
    int inset, head, row, row_compact, tools, tax, total, pay, foot, rule_gap;
    int quantity_width;
    int money;
};

static const struct ticket_shape SHAPE = {.inset = 24,
    .head = 52,
    .row = 90,
    .row_compact = 68,
    .tools = 88,
    .tax = 44,
    .total = 76,
    .pay = 112,
    .foot = 28,
    .rule_gap = 16,
    .quantity_width = 0,
    .money = TYPE_MONEY};

static const struct ticket_shape SHAPE_LOW = {.inset = 16,
    .head = 44,
    .row = 84,
    .row_compact = 64,
    .tools = 72,
    .tax = 0,
    .total = 60,
    .pay = 92,
    .foot = 16,
    .rule_gap = 10,
    .quantity_width = 118,
    .money = TYPE_TITLE};

static const struct ticket_shape *shape_of(const struct ui *ui)
{
    return ui_is_low(ui) ? &SHAPE_LOW : &SHAPE;
}

static int64_t to_pay(const struct app_view *view)
{
    return view->tender_count > 0 ? view->due_minor[TENDER_CARD] : view->figures->gross_minor;
}

static bool pay_button(const struct app_view *view, struct ui *ui, struct rect rect)
{
    char words[WORDS_MAX];
    char amount[WORDS_MAX];
    bool is_empty = view->ticket->line_count == 0;
    int64_t minor = to_pay(view);
    words_money(view, minor < 0 ? -minor : minor, amount);
    say_with(view, words, sizeof words, minor < 0 ? TEXT_GIVE_BACK_MONEY : TEXT_PAY_AMOUNT, amount,
        NULL);
    struct ui_button pay = {.label = is_empty ? say(view, TEXT_PAY) : words,
        .id = "pay",
        .kind = UI_BUTTON_PRIMARY,
        .is_disabled = is_empty,
        .has_figures = true};
    return ui_button(ui, rect, &pay);
}

/* −, +, Discount and Remove of the selected line, at their one place. */
static struct intent tools(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect row)
{
    struct intent intent = {.kind = INTENT_NONE, .index = view->selected_line};
    const struct ticket_line *line = &view->ticket->lines[view->selected_line];
    int width = row.width >= 480 ? 96 : 80;
    struct rect less = rect_cut_left(&row, width);
    rect_skip_left(&row, 12);
    struct rect plus = rect_cut_left(&row, width);
    rect_skip_left(&row, 12);
    struct rect trash = rect_cut_right(&row, width);
    rect_skip_right(&row, 12);
    if (ui_button(ui, less,
            &(struct ui_button){
                .label = say(view, TEXT_LESS), .icon = ICON_MINUS, .is_icon_only = true})) {
        intent.kind = INTENT_MINUS;
    }
    /* What is weighed has no piece more; the place stays, so that nothing moves. */
    if (ui_button(ui, plus,
            &(struct ui_button){.label = say(view, TEXT_PLUS),
                .icon = ICON_PLUS,
                .is_icon_only = true,
                .is_disabled = line->unit != UNIT_EACH})) {
        intent.kind = INTENT_PLUS;
    }
    bool is_discounting =
        state->over == SELL_OVER_NUMBER && state->number.subject == SELL_NUMBER_LINE &&
        (state->number.mode == SELL_NUMBER_PERCENT || state->number.mode == SELL_NUMBER_MONEY_OFF);
    if (ui_button(ui, row,
            &(struct ui_button){.label = say(view, TEXT_DISCOUNT),
                .icon = row.width >= 200 ? ICON_PERCENT : ICON_NONE,
                .size = 27,
                .is_selected = is_discounting})) {
        sell_close_over(state, ui);
        state->over = SELL_OVER_NUMBER;
        sell_number_open_line(&state->number, view, view->selected_line, SELL_NUMBER_PERCENT);
    }
    if (ui_button(ui, trash,
            &(struct ui_button){.label = say(view, TEXT_REMOVE),
                .icon = ICON_TRASH,
                .is_icon_only = true,
                .kind = UI_BUTTON_DANGER})) {
        intent.kind = INTENT_REMOVE;
    }
    return intent;
}

static struct intent line_touched_again(
    struct sell_state *state, const struct app_view *view, struct ui *ui, size_t index)
{
    struct intent intent = {.kind = INTENT_NONE, .index = index};
    if (view->ticket->lines[index].is_return) {
        return intent;
    }
    if (sell_line_has_options(view, index)) {
        intent.kind = INTENT_OPEN_OPTIONS;
    } else {
        sell_open_words(state, view, ui, ticket_line_owner(view->ticket, index));
    }
    return intent;
}

/* A touch on a row: its name selects, its figures open the card. */
static struct intent rows_touched(struct sell_state *state, const struct app_view *view,
    struct ui *ui, enum parts_rows_event event, size_t index)
{
    struct intent intent = {.kind = INTENT_NONE, .index = index};
    if (event == PARTS_ROWS_NONE) {
        return intent;
    }
    intent.kind = INTENT_SELECT;
    bool is_over_line =
        state->over == SELL_OVER_NUMBER && state->number.subject == SELL_NUMBER_LINE;
    if (event == PARTS_ROWS_LINE && !is_over_line) {
        if (index == view->selected_line) { /* again: what it is made of, or words to it */
            return line_touched_again(state, view, ui, index);
        }
        return intent;
    }
    enum sell_number_mode mode = is_over_line ? state->number.mode : SELL_NUMBER_QUANTITY;
    mode = event == PARTS_ROWS_QUANTITY ? SELL_NUMBER_QUANTITY : mode;
    mode = event == PARTS_ROWS_AMOUNT ? SELL_NUMBER_PRICE : mode;
    sell_close_over(state, ui);
    state->over = SELL_OVER_NUMBER;
    sell_number_open_line(&state->number, view, index, mode);
    return intent;
}

static struct intent rows_and_chips(struct sell_state *state, const struct app_view *view,
    struct ui *ui, struct rect area, bool is_compact, bool has_chips)
{
    const struct ticket_shape *shape = shape_of(ui);
    struct intent intent = {.kind = INTENT_NONE};
    bool is_short = is_compact || ui_is_low(ui);
    if (code_count(view) > 0 && has_chips) {
        enum parts_chip chip =
            parts_codes(ui, view, rect_cut_top(&area, is_short ? 84 : 96), is_short);
        if (chip != PARTS_CHIP_NONE) {
            sell_open_codes(state, view, ui, chip == PARTS_CHIP_CLOSE);
        }
        rect_skip_top(&area, 6);
    }
    if (view->ticket->line_count == 0) {
        ui_text(ui, area, say(view, TEXT_FIRST_ITEM),
            &(struct ui_text_style){
                .size = 28, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .lines_max = 2});
        return intent;
    }
    struct parts_rows rows = {
        .scroll = &state->ticket_scroll,
        .seen = &state->seen,
        .height = is_compact ? shape->row_compact : shape->row,
        .quantity_width = shape->quantity_width,
        .is_compact = is_compact,
    };
    size_t index = 0;
    enum parts_rows_event event = parts_ticket_rows(ui, view, area, &rows, &index);
    return event != PARTS_ROWS_NONE ? rows_touched(state, view, ui, event, index) : intent;
}

static void tax_line(const struct app_view *view, struct ui *ui, struct rect rect)
{
    char rates[WORDS_MAX];
    char label[WORDS_MAX];
    char amount[WORDS_MAX];
    bool is_added = view->shop->rules.prices == PRICES_NET;
    words_tax_rates(view, rates);
    ui_pair(ui, rect,
        &(struct ui_pair){.label = say_with(view, label, sizeof label,
                              is_added ? TEXT_TAX_ADDED : TEXT_TAX_INCLUDED, rates, NULL),
            .value = words_amount(view, view->figures->tax_minor, amount),
            .label_colour = COLOUR_INK2,
            .value_colour = COLOUR_INK2});
}

static void discount_line(const struct app_view *view, struct ui *ui, struct rect rect)
{
    char amount[WORDS_MAX];
    char words[DISCOUNT_WORDS_MAX];
    const struct discount *discount = &view->ticket->discount;
    ui_pair(ui, rect,
        &(struct ui_pair){.label = discount->source == DISCOUNT_CAMPAIGN
                                       ? words_ticket_discount(view, words)
                                       : say(view, TEXT_DISCOUNT_ON_ALL),
            .value = words_amount(view, -view->figures->ticket_discount_minor, amount),
            .label_colour =
                discount->source == DISCOUNT_CAMPAIGN ? COLOUR_TERRACOTTA_TEXT : COLOUR_INK2,
            .value_colour = COLOUR_INK2});
}

/* "Total", with the tax beside it, or under it where the sum needs the room. Cuts it off. */
static void total_label(const struct app_view *view, struct ui *ui, struct rect *rect, bool has_tax)
{
    char tax[WORDS_MAX];
    char words[WORDS_MAX];
    struct ui_text_style label = {
        .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_600, .vertical = UI_VERTICAL_BOTTOM};
    struct ui_text_style small = {
        .size = 24, .colour = COLOUR_INK2, .vertical = UI_VERTICAL_BOTTOM, .has_figures = true};
    int label_width = ui_text_width(ui, say(view, TEXT_TOTAL), &label);
    if (!has_tax) {
        ui_text(ui, rect_cut_left(rect, label_width), say(view, TEXT_TOTAL), &label);
        return;
    }
    say_with(view, words, sizeof words, TEXT_TAX_SHORT,
        words_amount(view, view->figures->tax_minor, tax), NULL);
    int tax_width = ui_text_width(ui, words, &small);
    if (label_width + 20 + tax_width <= rect->width * 45 / 100) {
        ui_text(ui, rect_cut_left(rect, label_width), say(view, TEXT_TOTAL), &label);
        rect_skip_left(rect, 20);
        ui_text(ui, rect_cut_left(rect, tax_width), words, &small);
        return;
    }
    small.size = TYPE_SMALL;
    tax_width = ui_text_width(ui, words, &small);
    struct rect column = rect_cut_left(rect, tax_width > label_width ? tax_width : label_width);
    ui_text(ui, rect_cut_bottom(&column, 26), words, &small);
    ui_text(ui, column, say(view, TEXT_TOTAL), &label);
}

static void total_line(const struct app_view *view, struct ui *ui, struct rect rect, bool has_tax)
{
    char amount[WORDS_MAX];
    total_label(view, ui, &rect, has_tax);
    rect_skip_left(&rect, 16);
    ui_money(ui, rect,
        &(struct ui_money){.text = words_money(view, view->figures->gross_minor, amount),
            .size = shape_of(ui)->money,
            .align = UI_ALIGN_END,
            .vertical = UI_VERTICAL_BOTTOM});
}

#define PARK_WIDTH 152
#define PARK_GAP 16

/* Park, beside Pay while there is something to park. Cuts it off the row. */
static bool park_button(const struct app_view *view, struct ui *ui, struct rect *row, int width)
{
    if (view->ticket->line_count == 0) {
        return false;
    }
    struct rect place = rect_cut_left(row, width);
    rect_skip_left(row, PARK_GAP);
    return ui_button(ui, place,
        &(struct ui_button){.label = say(view, TEXT_PARK),
            .icon = width < 200 && ui_is_low(ui) ? ICON_NONE : ICON_PAUSE,
            .is_disabled = view->tender_count > 0});
}

/* What the lowest row of the ticket does. */
static struct intent pay_intent(bool is_pressed, bool is_parked, struct intent intent)
{
    if (is_parked) {
        return (struct intent){.kind = INTENT_PARK};
    }
    if (is_pressed) {
        intent.kind = INTENT_GO;
        intent.screen = SCREEN_PAY;
    }
    return intent;
}

/* From the bottom up: Pay, total, tax, tools. Cuts them off `area`. */
static struct intent ticket_foot(struct sell_state *state, const struct app_view *view,
    struct ui *ui, struct rect *area, bool is_short)
{
    const struct ticket_shape *shape = shape_of(ui);
    struct intent intent = {.kind = INTENT_NONE};
    rect_skip_bottom(area, shape->foot);
    struct rect row = rect_cut_bottom(area, is_short ? 96 : shape->pay);
    bool is_parked = park_button(view, ui, &row, ui_is_low(ui) ? 116 : PARK_WIDTH);
    bool is_paying = pay_button(view, ui, row);
    if (is_short || view->ticket->line_count == 0) {
        return pay_intent(is_paying, is_parked, intent);
    }
    rect_skip_bottom(area, 14);
    int side = 20;
    total_line(view, ui, rect_inset(rect_cut_bottom(area, shape->total), side, 0), shape->tax == 0);
    if (shape->tax > 0) {
        tax_line(view, ui, rect_inset(rect_cut_bottom(area, shape->tax), side, 0));
    }
    rect_skip_bottom(area, shape->rule_gap / 2);
    ui_rule(ui, rect_cut_bottom(area, LINE_WIDTH));
    rect_skip_bottom(area, shape->rule_gap);
    intent = tools(state, view, ui,
        rect_inset(rect_cut_bottom(area, shape->tools), ui_is_low(ui) ? 0 : side, 0));
    rect_skip_bottom(area, shape->rule_gap - 2);
    ui_rule(ui, rect_cut_bottom(area, LINE_WIDTH));
    if (view->figures->ticket_discount_minor > 0) { /* over the tools: they have one fixed place */
        discount_line(view, ui, rect_inset(rect_cut_bottom(area, 44), side, 0));
    }
    return pay_intent(is_paying, is_parked, intent);
}

struct intent sell_ticket(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect column, bool is_short)
{
    const struct ticket_shape *shape = shape_of(ui);
    ui_fill(ui, column, COLOUR_CARD);
    ui_fill(ui, rect_cut_left(&column, LINE_WIDTH), COLOUR_LINE);
    struct rect area = rect_inset(column, shape->inset, 0);
    rect_skip_top(&area, ui_is_low(ui) ? 10 : 18);
    parts_ticket_head(ui, view, rect_inset(rect_cut_top(&area, shape->head), 20, 0));
    rect_skip_top(&area, 8);
    struct intent foot = ticket_foot(state, view, ui, &area, is_short);
    rect_skip_bottom(&area, is_short || view->ticket->line_count == 0 ? 12 : 0);
    struct intent rows = rows_and_chips(state, view, ui, area, false, !(is_short && ui_is_low(ui)));
    return foot.kind != INTENT_NONE ? foot : rows;
}

/* ---- The sheet ---- */

#define SHEET_GRIP 40 /* of ui_sheet_begin */
#define SHEET_LINES_CLOSED 2

static int sheet_foot_height(
    const struct sell_state *state, const struct app_view *view, const struct ui *ui, bool is_short)
{
    const struct ticket_shape *shape = shape_of(ui);
    int height = shape->pay + shape->foot + 14;
    if (view->ticket->line_count > 0) {
        height += shape->total + 10;
        height += view->figures->ticket_discount_minor > 0 ? 40 : 0;
        bool has_tools = state->shows_tools || state->sheet.position == UI_SHEET_FULL;
        height += has_tools && !is_short ? shape->tools + 14 : 0;
    }
    return height;
}

/* Heights of the sheet with its last two lines, with up to four, and as high as `room` allows. */
static void sheet_heights(const struct sell_state *state, const struct app_view *view,
    const struct ui *ui, bool is_short, int room, int out_heights[3])
{
    const struct ticket_shape *shape = shape_of(ui);
    int lines = (int)view->ticket->line_count;
    int lines_closed = ui_is_low(ui) || is_short ? 1 : SHEET_LINES_CLOSED;
    int lines_half = is_short ? 1 : lines_closed + SHEET_LINES_CLOSED;
    bool has_chip = code_count(view) > 0 && !ui_is_low(ui) && !is_short;
    int fixed = SHEET_GRIP + shape->head + (has_chip ? 92 : 0) + (lines == 0 ? 60 : 0) + 8 +
                sheet_foot_height(state, view, ui, is_short);
    int pitch = shape->row_compact + 4;
    out_heights[UI_SHEET_CLOSED] = fixed + (lines < lines_closed ? lines : lines_closed) * pitch;
    out_heights[UI_SHEET_HALF] = fixed + (lines < lines_half ? lines : lines_half) * pitch;
    out_heights[UI_SHEET_FULL] = is_short || lines == 0 ? out_heights[UI_SHEET_HALF] : room - 24;
    for (int i = 0; i < 3; i++) {
        out_heights[i] = out_heights[i] > room ? room : out_heights[i];
        if (i > 0 && out_heights[i] < out_heights[i - 1]) {
            out_heights[i] = out_heights[i - 1];
        }
    }
}

int sell_sheet_height(const struct sell_state *state, const struct app_view *view,
    const struct ui *ui, bool is_short, int room)
{
    int heights[3];
    sheet_heights(state, view, ui, is_short, room, heights);
    return state->sheet.position == UI_SHEET_CLOSED ? heights[UI_SHEET_CLOSED]
                                                    : heights[UI_SHEET_HALF];
}

static struct intent sheet_foot(struct sell_state *state, const struct app_view *view,
    struct ui *ui, struct rect area, bool is_short)
{
    const struct ticket_shape *shape = shape_of(ui);
    struct intent intent = {.kind = INTENT_NONE};
    bool has_lines = view->ticket->line_count > 0;
    rect_skip_bottom(&area, shape->foot);
    struct rect row = rect_cut_bottom(&area, shape->pay);
    bool is_full = state->sheet.position == UI_SHEET_FULL;
    if (has_lines && !is_full && !is_short) {
        if (ui_button(ui, rect_cut_left(&row, row.width * 24 / 100),
                &(struct ui_button){.label = say(view, TEXT_MORE),
                    .icon = ICON_MENU,
                    .is_selected = state->shows_tools})) {
            state->shows_tools = !state->shows_tools;
        }
        rect_skip_left(&row, 16);
    }
    bool is_parked = !is_short && park_button(view, ui, &row, row.width * 30 / 100);
    bool is_paying = pay_button(view, ui, row);
    if (has_lines) {
        rect_skip_bottom(&area, 14);
        total_line(view, ui, rect_inset(rect_cut_bottom(&area, shape->total), 20, 0), true);
        rect_skip_bottom(&area, 8);
        if ((state->shows_tools || is_full) && !is_short) {
            intent = tools(state, view, ui, rect_cut_bottom(&area, shape->tools));
            rect_skip_bottom(&area, 14);
        }
        if (view->figures->ticket_discount_minor > 0) {
            discount_line(view, ui, rect_inset(rect_cut_bottom(&area, 40), 20, 0));
        }
        ui_rule(ui, rect_cut_bottom(&area, LINE_WIDTH));
    }
    return pay_intent(is_paying, is_parked, intent);
}

struct intent sell_sheet(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, bool is_short)
{
    const struct ticket_shape *shape = shape_of(ui);
    int heights[3];
    sheet_heights(state, view, ui, is_short, area.height, heights);
    struct rect sheet = ui_sheet_begin(ui, area, say(view, TEXT_THIS_SALE), heights, &state->sheet);
    sheet = rect_inset(sheet, 24, 0);
    parts_ticket_head(ui, view, rect_inset(rect_cut_top(&sheet, shape->head), 20, 0));
    int foot_height = sheet_foot_height(state, view, ui, is_short);
    struct rect foot_area = rect_cut_bottom(&sheet, foot_height);
    struct intent foot = sheet_foot(state, view, ui, foot_area, is_short);
    rect_skip_top(&sheet, 4);
    bool is_full = state->sheet.position == UI_SHEET_FULL && !is_short;
    struct intent rows = rows_and_chips(
        state, view, ui, sheet, !is_full || ui_is_low(ui), is_full || !(ui_is_low(ui) || is_short));
    ui_sheet_end(ui);
    return foot.kind != INTENT_NONE ? foot : rows;
}
