#include "screens/customer_display.h"

#include "screens/texts.h"
#include "screens/thanks_parts.h"
#include "screens/words.h"
#include "till/till.h"

#define LOGO 52
#define ROW_HEIGHT 88
#define NOTE_HEIGHT 32
#define ROW_TEXT 36
#define NOTE_TEXT 26
#define MARK_ROOM 24 /* beside the lines, for the mark of how far they are scrolled */
#define QUANTITY_WIDTH 224
#define QUANTITY_WIDTH_LOW 150

/* Measures, design pixels. */
struct shape {
    int margin_x, margin_y;
    int gap;      /* under the shop's name */
    int foot;     /* height of tax, saved and total */
    int quantity; /* width of its column */
    int money;
};

static const struct shape SHAPE = {80, 72, 48, 220, QUANTITY_WIDTH, 128};
static const struct shape SHAPE_LOW = {40, 32, 20, 160, QUANTITY_WIDTH_LOW, 88};

static const struct shape SHAPE_UPRIGHT = {64, 64, 48, 200, QUANTITY_WIDTH_LOW, 112};

static const struct shape *shape_of(const struct ui *ui)
{
    if (ui_is_portrait(ui) && ui_area(ui).height >= 1600) {
        return &SHAPE_UPRIGHT;
    }
    return ui_is_low(ui) || ui_is_narrow(ui) ? &SHAPE_LOW : &SHAPE;
}

/* ---- The shop ---- */

static void shop_name(struct ui *ui, const struct app_view *view, struct rect line)
{
    ui_logo(ui, rect_cut_left(&line, LOGO), COLOUR_INK, COLOUR_WHITE);
    rect_skip_left(&line, 14);
    ui_text(ui, line, view->shop->name,
        &(struct ui_text_style){.size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_600});
}

/* One sentence in the middle: idle and closed. */
static void poster(struct ui *ui, const struct app_view *view, struct rect area, const char *title,
    const char *hint)
{
    const struct shape *shape = shape_of(ui);
    area = rect_inset(area, shape->margin_x, shape->margin_y);
    shop_name(ui, view, rect_cut_top(&area, LOGO));
    rect_skip_bottom(&area, LOGO);
    struct ui_text_style large = {.size = 120,
        .weight = UI_WEIGHT_700,
        .is_display = true,
        .align = UI_ALIGN_CENTER,
        .lines_max = 3};
    if (ui_is_narrow(ui)) {
        large.size = 80;
    }
    int height = ui_text_height(ui, area.width, title, &large);
    struct rect middle = rect_center(area, area.width, height + (hint != NULL ? 80 : 0));
    ui_text(ui, rect_cut_top(&middle, height), title, &large);
    if (hint != NULL) {
        ui_text(ui, middle, hint,
            &(struct ui_text_style){
                .size = ROW_TEXT, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER});
    }
}

/* ---- Lines ---- */

/* The words under the name, in the order of the picture: why it is less, else what one costs. */
static const char *note_of(
    const struct app_view *view, size_t index, colour *out_colour, char out[DISCOUNT_WORDS_MAX])
{
    const struct ticket_line *line = &view->ticket->lines[index];
    *out_colour = COLOUR_INK2;
    if (view->figures->lines[index].discount_minor > 0) {
        *out_colour =
            line->discount.source == DISCOUNT_CAMPAIGN ? COLOUR_TERRACOTTA_TEXT : COLOUR_INK;
        return words_line_discount(view, line, out);
    }
    return line->unit != UNIT_EACH ? words_price(view, line->unit_price_minor, line->unit, out)
                                   : "";
}

static int row_height(const struct app_view *view, size_t index)
{
    char note[DISCOUNT_WORDS_MAX];
    colour ignored;
    return ROW_HEIGHT + (note_of(view, index, &ignored, note)[0] != '\0' ? NOTE_HEIGHT : 0);
}

static void line_row(struct ui *ui, const struct app_view *view, size_t index, struct rect row)
{
    const struct ticket_line *line = &view->ticket->lines[index];
    const struct line_figures *figures = &view->figures->lines[index];
    char quantity[WORDS_MAX], amount[WORDS_MAX], note[DISCOUNT_WORDS_MAX];
    colour note_colour;
    const char *words = note_of(view, index, &note_colour, note);
    struct rect top = row;
    ui_rule(ui, rect_cut_bottom(&row, LINE_WIDTH));
    if (words[0] != '\0') {
        rect_skip_top(&row, 18);
        top = rect_cut_top(&row, ROW_TEXT * 5 / 4);
    }
    ui_text(ui, rect_cut_left(&top, shape_of(ui)->quantity), words_quantity(view, line, quantity),
        &(struct ui_text_style){.size = ROW_TEXT, .colour = COLOUR_INK2, .has_figures = true});
    words_amount(view, figures->amount_minor - figures->discount_minor, amount);
    struct ui_text_style money = {
        .size = ROW_TEXT, .weight = UI_WEIGHT_700, .align = UI_ALIGN_END, .has_figures = true};
    ui_text(
        ui, rect_cut_right(&top, ui_text_width(ui, amount, &money) + SPACE_GUTTER), amount, &money);
    ui_text(ui, top, line->name, &(struct ui_text_style){.size = ROW_TEXT});
    if (words[0] != '\0') {
        rect_skip_left(&row, shape_of(ui)->quantity);
        ui_text(ui, row, words,
            &(struct ui_text_style){.size = NOTE_TEXT,
                .weight = note_colour == COLOUR_INK2 ? UI_WEIGHT_400 : UI_WEIGHT_600,
                .colour = note_colour,
                .vertical = UI_VERTICAL_TOP});
    }
}

/* Brings the line that was changed last into sight. */
static void show_newest(
    struct customer_display *display, const struct app_view *view, struct rect area)
{
    if (display->seen_serial == view->line_serial && display->seen_height == area.height) {
        return;
    }
    int top = 0;
    for (size_t i = 0; i < view->selected_line; i++) {
        top += row_height(view, i);
    }
    ui_scroll_show(&display->scroll, top, top + row_height(view, view->selected_line));
    display->seen_serial = view->line_serial;
    display->seen_height = area.height;
}

static void lines(
    struct ui *ui, struct customer_display *display, const struct app_view *view, struct rect area)
{
    int height = 0;
    for (size_t i = 0; i < view->ticket->line_count; i++) {
        height += row_height(view, i);
    }
    show_newest(display, view, area);
    area.width += MARK_ROOM;
    struct rect content = ui_scroll_begin(ui, area, "lines", height, &display->scroll);
    content.width -= MARK_ROOM;
    for (size_t i = 0; i < view->ticket->line_count; i++) {
        struct rect row = rect_cut_top(&content, row_height(view, i));
        if (ui_is_visible(ui, row)) {
            line_row(ui, view, i, row);
        }
    }
    ui_scroll_end(ui);
}

static void foot(struct ui *ui, const struct app_view *view, struct rect area)
{
    const struct ticket_figures *figures = view->figures;
    char amount[WORDS_MAX], words[2 * WORDS_MAX];
    int64_t saved_minor = figures->line_discount_minor + figures->ticket_discount_minor;
    struct rect small = rect_cut_top(&area, 44);
    say_with(view, words, sizeof words,
        view->ticket->rules.prices == PRICES_GROSS ? TEXT_DISPLAY_TAX_INCLUDED : TEXT_DISPLAY_TAX,
        words_amount(view, figures->tax_minor, amount), NULL);
    ui_text(ui, small, words,
        &(struct ui_text_style){.size = 28, .colour = COLOUR_INK2, .has_figures = true});
    if (saved_minor > 0) {
        say_with(view, words, sizeof words, TEXT_DISPLAY_SAVED,
            words_amount(view, saved_minor, amount), NULL);
        ui_text(ui, small, words,
            &(struct ui_text_style){.size = 28,
                .weight = UI_WEIGHT_600,
                .colour = COLOUR_TERRACOTTA_TEXT,
                .align = UI_ALIGN_END,
                .has_figures = true});
    }
    struct ui_text_style total = {
        .size = 46, .weight = UI_WEIGHT_600, .vertical = UI_VERTICAL_BOTTOM};
    struct rect word = area;
    rect_skip_bottom(&word, shape_of(ui)->money / 6);
    ui_text(ui, word, say(view, TEXT_TOTAL), &total);
    rect_skip_left(&area, ui_text_width(ui, say(view, TEXT_TOTAL), &total) + SPACE_GUTTER);
    ui_money(ui, area,
        &(struct ui_money){.text = words_money(view, figures->gross_minor, amount),
            .size = shape_of(ui)->money,
            .align = UI_ALIGN_END,
            .vertical = UI_VERTICAL_BOTTOM});
}

static void sale(
    struct ui *ui, struct customer_display *display, const struct app_view *view, struct rect area)
{
    const struct shape *shape = shape_of(ui);
    area = rect_inset(area, shape->margin_x, shape->margin_y);
    shop_name(ui, view, rect_cut_top(&area, LOGO));
    rect_skip_top(&area, shape->gap);
    foot(ui, view, rect_cut_bottom(&area, shape->foot));
    rect_skip_bottom(&area, SPACE_GUTTER);
    lines(ui, display, view, area);
}

/* ---- How it is paid ---- */

/* What is to pay by the chosen tender: in cash it is rounded. */
static const char *due_money(const struct app_view *view, char out[WORDS_MAX])
{
    return words_money(view, view->due_minor[view->paying.tender.kind], out);
}

static void panel_head(struct ui *ui, struct rect *area, const char *title, const char *hint)
{
    struct ui_text_style large = {.size = ui_is_narrow(ui) || ui_is_low(ui) ? 40 : 48,
        .weight = UI_WEIGHT_700,
        .is_display = true,
        .align = UI_ALIGN_CENTER,
        .lines_max = 2};
    struct ui_text_style small = {
        .size = 28, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .lines_max = 2};
    ui_text(ui, rect_cut_top(area, ui_text_height(ui, area->width, title, &large)), title, &large);
    rect_skip_top(area, 14);
    ui_text(ui, rect_cut_top(area, ui_text_height(ui, area->width, hint, &small)), hint, &small);
}

static void bank_panel(struct ui *ui, const struct app_view *view, struct rect area)
{
    char money[WORDS_MAX], hint[2 * WORDS_MAX];
    say_with(view, hint, sizeof hint, TEXT_DISPLAY_BANK_HINT, due_money(view, money), NULL);
    panel_head(ui, &area, say(view, TEXT_DISPLAY_BANK), hint);
    ui_text(ui, rect_cut_bottom(&area, 40), say(view, TEXT_DISPLAY_OTHERWISE),
        &(struct ui_text_style){
            .size = TYPE_BODY, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .is_fixed = true});
    rect_skip_bottom(&area, SPACE_GUTTER_SMALL);
    rect_skip_top(&area, SPACE_GUTTER_SMALL);
    const struct view_qr *qr = view->paying.qr;
    ui_qr(ui, area, qr->modules, qr->bits, say(view, TEXT_DISPLAY_BANK_CODE));
}

static void card_panel(struct ui *ui, const struct app_view *view, struct rect area)
{
    char money[WORDS_MAX], hint[2 * WORDS_MAX];
    say_with(view, hint, sizeof hint, TEXT_DISPLAY_CARD_HINT, due_money(view, money), NULL);
    panel_head(ui, &area, say(view, TEXT_DISPLAY_CARD), hint);
    int side = area.height / 2 < 240 ? area.height / 2 : 240;
    ui_icon(ui, rect_center(area, side, side), ICON_CARD, COLOUR_INK2);
}

static void cash_panel(struct ui *ui, const struct app_view *view, struct rect area)
{
    char money[WORDS_MAX];
    struct ui_text_style word = {
        .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_600, .colour = COLOUR_INK2};
    struct rect middle = rect_center(area, area.width, area.height < 400 ? area.height : 400);
    ui_text(ui, rect_cut_top(&middle, 40), say(view, TEXT_DISPLAY_CASH), &word);
    ui_money(ui, rect_cut_top(&middle, 110),
        &(struct ui_money){.text = words_money(view, view->paying.tender.tendered_minor, money),
            .size = 88,
            .vertical = UI_VERTICAL_TOP});
    if (view->paying.change_minor > 0) {
        word.colour = COLOUR_GREEN;
        rect_skip_top(&middle, SPACE_GUTTER);
        ui_text(ui, rect_cut_top(&middle, 40), say(view, TEXT_CHANGE), &word);
        ui_money(ui, middle,
            &(struct ui_money){.text = words_money(view, view->paying.change_minor, money),
                .colour = COLOUR_GREEN,
                .vertical = UI_VERTICAL_TOP});
    }
}

typedef void draw_panel(struct ui *ui, const struct app_view *view, struct rect area);

/* NULL while there is nothing that the customer would want to see. */
static draw_panel *panel_of(const struct app_view *view)
{
    const struct view_paying *paying = &view->paying;
    if (view->display != VIEW_DISPLAY_PAY || !paying->is_chosen) {
        return NULL;
    }
    if (paying->tender.kind == TENDER_TRANSFER && paying->qr != NULL && paying->qr->modules > 0) {
        return bank_panel;
    }
    if (paying->tender.kind == TENDER_CARD) {
        return card_panel;
    }
    bool has_sum = paying->tender.tendered_minor > 0 && paying->tender.foreign_currency[0] == '\0';
    return paying->tender.kind == TENDER_CASH && has_sum ? cash_panel : NULL;
}

/* Cuts the panel's place off, draws its ground and what is in it. */
static void paying(struct ui *ui, const struct app_view *view, struct rect *area)
{
    draw_panel *draw = panel_of(view);
    if (draw == NULL) {
        return;
    }
    bool is_upright = ui_is_portrait(ui);
    struct rect place = is_upright ? rect_cut_bottom(area, area->height * 45 / 100)
                                   : rect_cut_right(area, area->width * 68 / 192);
    ui_fill(ui, place, COLOUR_CARD);
    struct rect edge = place;
    ui_fill(ui, is_upright ? rect_cut_top(&edge, LINE_WIDTH) : rect_cut_left(&edge, LINE_WIDTH),
        COLOUR_LINE);
    bool is_small = ui_is_low(ui) || ui_is_narrow(ui);
    draw(ui, view, rect_inset(place, is_small ? 24 : 40, is_small ? 32 : 72));
}

/* ---- Thanks ---- */

static void change(struct ui *ui, const struct app_view *view, struct rect *area)
{
    char money[WORDS_MAX];
    struct rect card = rect_cut_top(area, 212);
    ui_rounded(ui, card, RADIUS_CARD, COLOUR_GREEN_TINT, COLOUR_NONE);
    card = rect_inset(card, 36, 22);
    ui_text(ui, rect_cut_top(&card, 38), say(view, TEXT_CHANGE),
        &(struct ui_text_style){.size = 28, .weight = UI_WEIGHT_600, .colour = COLOUR_GREEN});
    ui_money(ui, card,
        &(struct ui_money){
            .text = words_money(view, view->receipt->change_minor, money), .colour = COLOUR_GREEN});
}

static struct intent thanks(struct ui *ui, const struct app_view *view, struct rect area)
{
    const struct shape *shape = shape_of(ui);
    struct intent intent = {.kind = INTENT_NONE};
    if (view->receipt->has_code) {
        bool is_upright = ui_is_portrait(ui);
        struct rect panel = is_upright ? rect_cut_bottom(&area, area.height * 52 / 100)
                                       : rect_cut_right(&area, area.width * 42 / 100);
        intent = thanks_code(ui, view, panel,
            &(struct thanks_code_shape){ui_is_low(ui) ? 44 : 60, ui_is_low(ui) ? 32 : 60,
                ui_is_low(ui) ? 28 : 64, ui_is_low(ui) ? 14 : 24});
    }
    area = rect_inset(area, shape->margin_x, shape->margin_y);
    shop_name(ui, view, rect_cut_top(&area, LOGO));
    rect_skip_top(&area, shape->gap);
    if (thanks_asks(view)) {
        struct intent answer =
            thanks_question(ui, view, rect_cut_bottom(&area, THANKS_FACES_HEIGHT + 56));
        intent = answer.kind != INTENT_NONE ? answer : intent;
    }
    int size = ui_is_narrow(ui) || ui_is_low(ui) ? 64 : 88;
    ui_text(ui, rect_cut_top(&area, size * 6 / 5), say(view, TEXT_THANK_YOU),
        &(struct ui_text_style){
            .size = size, .weight = UI_WEIGHT_700, .is_display = true, .is_fixed = true});
    rect_skip_top(&area, SPACE_GUTTER);
    if (view->receipt->change_minor > 0 && area.height >= 212) {
        change(ui, view, &area);
    }
    return intent;
}

/* ---- The display ---- */

struct intent customer_display_frame(
    struct customer_display *display, const struct app_view *view, struct ui *ui)
{
    struct rect area = ui_area(ui);
    struct text_view scan;
    (void)ui_scan(ui, &scan); /* a scanner belongs to the till's window */
    ui_fill(ui, area, COLOUR_PAPER);
    switch (view->display) {
    case VIEW_DISPLAY_IDLE:
        poster(ui, view, area, say(view, TEXT_DISPLAY_WELCOME), NULL);
        break;
    case VIEW_DISPLAY_CLOSED:
        poster(ui, view, area, say(view, TEXT_DISPLAY_CLOSED), say(view, TEXT_DISPLAY_CLOSED_HINT));
        break;
    case VIEW_DISPLAY_LINES:
    case VIEW_DISPLAY_PAY:
        paying(ui, view, &area);
        sale(ui, display, view, area);
        break;
    case VIEW_DISPLAY_THANKS:
        return thanks(ui, view, area);
    }
    return (struct intent){.kind = INTENT_NONE};
}
