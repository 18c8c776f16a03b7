#include <string.h>

#include "base/text.h"
#include "domain/id.h"
#include "domain/quantity.h"
#include "screens/parts.h"
#include "screens/refund_words.h"
#include "screens/screen.h"

#define PAPER_WIDTH 760
#define SIDE_WIDTH 420
#define ROW 40
#define ROW_SMALL 34
#define PAPER_PADDING 44

struct receipt_state {
    struct ui_scroll scroll;
};

struct receipt_frame {
    struct receipt_state *state;
    const struct app_view *view;
    const struct view_receipt *receipt;
    const struct sale *sale;
    struct ui *ui;
    struct intent intent;
    struct rect rest; /* of the paper, while it is laid out */
    bool is_drawing;  /* else it is measured */
    int height;
};

static void set_intent(struct receipt_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

/* --- the paper: each part is one row, drawn or only measured -------------------------------- */

static struct rect next_row(struct receipt_frame *frame, int height)
{
    frame->height += height;
    return rect_cut_top(&frame->rest, height);
}

static void text_row(
    struct receipt_frame *frame, int height, const char *text, struct ui_text_style style)
{
    struct rect row = next_row(frame, height);
    if (frame->is_drawing && ui_is_visible(frame->ui, row)) {
        ui_text(frame->ui, row, text, &style);
    }
}

static void pair_row(struct receipt_frame *frame, const char *label, const char *value,
    enum ui_weight weight, bool is_small)
{
    struct rect row = next_row(frame, is_small ? ROW_SMALL : ROW);
    if (frame->is_drawing && ui_is_visible(frame->ui, row)) {
        ui_push_id(frame->ui, (uint64_t)frame->height);
        ui_pair(frame->ui, row,
            &(struct ui_pair){.label = label,
                .value = value,
                .size = is_small ? TYPE_SMALL + 1 : 25,
                .label_weight = weight,
                .value_weight = weight,
                .label_colour = is_small ? COLOUR_INK2 : COLOUR_INK,
                .value_colour = is_small ? COLOUR_INK2 : COLOUR_INK});
        ui_pop_id(frame->ui);
    }
}

static void rule_row(struct receipt_frame *frame)
{
    struct rect row = next_row(frame, 30);
    if (frame->is_drawing && ui_is_visible(frame->ui, row)) {
        ui_rule_dashed(frame->ui, rect_center(row, row.width, LINE_WIDTH));
    }
}

/* What the shop has to say, line by line. */
static void shop_rows(struct receipt_frame *frame, const char *lines, struct ui_text_style style)
{
    struct text_view rest = text_view_of(lines);
    struct text_view line;
    while (text_view_split(&rest, '\n', &line)) {
        char text[SHOP_LINES_BYTES];
        (void)text_copy_view(text, sizeof text, line);
        text_row(frame, 36, text, style);
    }
}

static void head_rows(struct receipt_frame *frame)
{
    const struct app_view *view = frame->view;
    char number[RECEIPT_TEXT_MAX], words[3 * WORDS_MAX], date[WORDS_MAX];
    struct ui_text_style title = {.size = 34,
        .weight = UI_WEIGHT_700,
        .is_display = true,
        .align = UI_ALIGN_CENTER,
        .lines_max = 1};
    struct ui_text_style small = {.size = TYPE_SMALL + 1,
        .colour = COLOUR_INK2,
        .align = UI_ALIGN_CENTER,
        .has_figures = true};
    if (frame->receipt->is_copy) {
        text_row(frame, 56, say(view, TEXT_COPY), title);
    }
    text_row(frame, 56, view->shop->name, title);
    shop_rows(frame, view->shop->address, small);
    if (view->shop->tax_number[0] != '\0') {
        text_row(frame, 36, view->shop->tax_number, small);
    }
    shop_rows(frame, view->shop->receipt_head, small);
    bool is_refund = strcmp(frame->sale->kind, "refund") == 0;
    say_with(view, words, sizeof words, is_refund ? TEXT_REFUND_NUMBER : TEXT_SALE_NUMBER,
        receipt_print(frame->sale->id, number), NULL);
    text_row(frame, 36, words, small);
    struct text_out out = text_out_begin(words, sizeof words);
    text_out_append(&out, words_date(view, frame->sale->business_day, date));
    text_out_append_char(&out, ' ');
    text_out_append(&out, frame->receipt->clock);
    text_out_append(&out, " · ");
    text_out_append(&out, frame->sale->staff_name);
    text_row(frame, 36, words, small);
    rule_row(frame);
}

static void line_rows(struct receipt_frame *frame)
{
    const struct app_view *view = frame->view;
    for (size_t i = 0; i < frame->sale->line_count; i++) {
        const struct sale_line *line = &frame->sale->lines[i];
        char plain[QUANTITY_TEXT_MAX], quantity[WORDS_MAX];
        char label[SALE_TEXT_MAX + WORDS_MAX], amount[WORDS_MAX];
        struct text_out out = text_out_begin(label, sizeof label);
        int64_t milli = line->quantity_milli;
        text_out_append(&out, words_number(view, quantity_print(milli, plain), quantity));
        text_out_append(&out, strcmp(line->unit, "each") == 0 ? " × " : " ");
        if (strcmp(line->unit, "each") != 0) {
            text_out_append(&out, line->unit);
            text_out_append_char(&out, ' ');
        }
        text_out_append(&out, line->name);
        pair_row(frame, label, words_amount(view, line->gross_minor, amount), UI_WEIGHT_500, false);
        for (size_t k = 0; k < line->detail_count; k++) {
            if (line->details[k].text[0] != '\0') {
                pair_row(frame, line->details[k].text, "", UI_WEIGHT_400, true);
            }
        }
        if (line->discount_words != NULL) {
            pair_row(frame, line->discount_words, words_amount(view, -line->discount_minor, amount),
                UI_WEIGHT_400, true);
        }
        if (line->is_refund && line->of_sale_id != 0) {
            char number[RECEIPT_TEXT_MAX], words[WORDS_MAX];
            say_with(view, words, sizeof words, TEXT_OF_SALE,
                receipt_print(line->of_sale_id, number), NULL);
            pair_row(frame, words, "", UI_WEIGHT_400, true);
        }
    }
    rule_row(frame);
}

/* The lowest rate above `after_ppm`; false if there is none. */
static bool next_rate(
    const struct sale *sale, int32_t after_ppm, int32_t *out_ppm, int64_t *out_tax_minor)
{
    bool found = false;
    for (size_t i = 0; i < sale->line_count; i++) {
        for (int k = 0; k < sale->lines[i].tax_count; k++) {
            int32_t ppm = sale->lines[i].taxes[k].rate_ppm;
            if (ppm > after_ppm && (!found || ppm < *out_ppm)) {
                *out_ppm = ppm;
                found = true;
            }
        }
    }
    *out_tax_minor = 0;
    for (size_t i = 0; found && i < sale->line_count; i++) {
        for (int k = 0; k < sale->lines[i].tax_count; k++) {
            bool is_it = sale->lines[i].taxes[k].rate_ppm == *out_ppm;
            *out_tax_minor += is_it ? sale->lines[i].taxes[k].tax_minor : 0;
        }
    }
    return found;
}

static void tax_rows(struct receipt_frame *frame)
{
    const struct app_view *view = frame->view;
    int32_t ppm = -1;
    int64_t tax_minor;
    while (next_rate(frame->sale, ppm, &ppm, &tax_minor)) {
        char rate[WORDS_MAX], label[WORDS_MAX], amount[WORDS_MAX];
        bool is_net = strcmp(frame->sale->prices, "net") == 0;
        say_with(view, label, sizeof label, is_net ? TEXT_TAX_ADDED : TEXT_TAX_INCLUDED,
            words_rate(view, (uint32_t)ppm, rate), NULL);
        pair_row(frame, label, words_amount(view, tax_minor, amount), UI_WEIGHT_400, true);
    }
}

static void payment_rows(struct receipt_frame *frame)
{
    const struct app_view *view = frame->view;
    char amount[WORDS_MAX], tender[WORDS_MAX];
    for (size_t i = 0; i < frame->sale->payment_count; i++) {
        const struct sale_payment *payment = &frame->sale->payments[i];
        words_tenders(view, payment->tender, 1, tender);
        pair_row(frame, tender, words_amount(view, payment->tendered_minor, amount), UI_WEIGHT_500,
            false);
        if (payment->reference[0] != '\0') {
            pair_row(frame, payment->reference, "", UI_WEIGHT_400, true);
        }
        if (payment->change_minor != 0) {
            pair_row(frame, say(view, TEXT_CHANGE),
                words_amount(view, -payment->change_minor, amount), UI_WEIGHT_500, false);
        }
    }
}

static void sum_rows(struct receipt_frame *frame)
{
    const struct app_view *view = frame->view;
    char amount[WORDS_MAX];
    pair_row(frame, say(view, TEXT_TOTAL), words_money(view, frame->sale->gross_minor, amount),
        UI_WEIGHT_700, false);
    if (frame->sale->cash_rounding_minor != 0) {
        pair_row(frame, say(view, TEXT_ROUNDING),
            words_amount(view, frame->sale->cash_rounding_minor, amount), UI_WEIGHT_400, true);
    }
    if (frame->sale->tip_minor != 0) {
        pair_row(frame, say(view, TEXT_TIP_ROW), words_amount(view, frame->sale->tip_minor, amount),
            UI_WEIGHT_400, true);
    }
    tax_rows(frame);
    rule_row(frame);
    payment_rows(frame);
}

static void note_rows(struct receipt_frame *frame)
{
    const struct app_view *view = frame->view;
    const struct view_receipt *receipt = frame->receipt;
    char words[2 * WORDS_MAX], from[WORDS_MAX], to[WORDS_MAX], number[RECEIPT_TEXT_MAX];
    for (size_t i = 0; i < receipt->correction_count; i++) {
        say_with(view, words, sizeof words, TEXT_WAS_CORRECTED,
            words_tenders(view, receipt->corrections[i].from_tender, 1, from),
            words_tenders(view, receipt->corrections[i].to_tender, 1, to));
        pair_row(frame, words, "", UI_WEIGHT_400, true);
    }
    for (size_t i = 0; i < receipt->refund_count; i++) {
        say_with(view, words, sizeof words, TEXT_REFUNDED_BY,
            receipt_print(receipt->refund_ids[i], number), NULL);
        pair_row(frame, words, "", UI_WEIGHT_400, true);
    }
    rule_row(frame);
    struct ui_text_style small = {.size = TYPE_SMALL,
        .colour = COLOUR_INK2,
        .align = UI_ALIGN_CENTER,
        .has_figures = true};
    shop_rows(frame, view->shop->receipt_foot, small);
    text_row(frame, 36, receipt->head, small);
}

/* Returns the height. */
static int lay_paper(struct receipt_frame *frame, struct rect area, bool is_drawing)
{
    frame->rest = area;
    frame->height = 0;
    frame->is_drawing = is_drawing;
    head_rows(frame);
    line_rows(frame);
    sum_rows(frame);
    note_rows(frame);
    return frame->height;
}

static void paper(struct receipt_frame *frame, struct rect area)
{
    struct rect window = rect_inset(area, 4, 4);
    int width = window.width < PAPER_WIDTH ? window.width : PAPER_WIDTH;
    struct rect slip = rect_center(window, width, window.height);
    struct rect huge = {0, 0, width - 2 * PAPER_PADDING, 1000000};
    int height = lay_paper(frame, huge, false) + 2 * 30;
    slip.y = window.y;
    slip.height = height < window.height ? height : window.height;
    ui_paper(frame->ui, slip);
    struct rect content = ui_scroll_begin(frame->ui, slip, "paper", height, &frame->state->scroll);
    (void)lay_paper(frame, rect_inset(content, PAPER_PADDING, 30), true);
    ui_scroll_end(frame->ui);
}

/* --- what can be done with it ---------------------------------------------------------------- */

static void action(struct receipt_frame *frame, struct rect place, enum text_id text,
    enum icon icon, bool is_possible, struct intent intent)
{
    if (ui_button(frame->ui, place,
            &(struct ui_button){
                .label = say(frame->view, text), .icon = icon, .is_disabled = !is_possible})) {
        set_intent(frame, intent);
    }
}

static void actions(struct receipt_frame *frame, struct rect area, bool is_row)
{
    struct rect places[4];
    for (int i = 0; i < 4; i++) {
        if (is_row) {
            places[i] = rect_grid_cell(area, 2, 2, SPACE_GUTTER_SMALL, i);
        } else {
            places[i] = rect_cut_top(&area, TARGET_OFTEN + 8);
            rect_skip_top(&area, SPACE_GUTTER_SMALL);
        }
    }
    bool has_sale = frame->sale != NULL;
    int64_t id = has_sale ? frame->sale->id : 0;
    bool is_sale = has_sale && strcmp(frame->sale->kind, "refund") != 0;
    action(frame, places[0], TEXT_MAKE_COPY, ICON_PRINTER, has_sale && !frame->receipt->is_copy,
        (struct intent){.kind = INTENT_REPRINT, .id = id});
    action(frame, places[1], TEXT_REFUND, ICON_BACK, is_sale,
        (struct intent){.kind = INTENT_OPEN_REFUND, .id = id});
    action(frame, places[2], TEXT_WRONG_TENDER, ICON_CARD,
        frame->receipt->may_correct && has_sale && frame->sale->payment_count > 0,
        (struct intent){.kind = INTENT_GO, .screen = SCREEN_WRONG_TENDER});
    action(frame, places[3], TEXT_ALL_RECEIPTS, ICON_SEARCH, true,
        (struct intent){.kind = INTENT_GO, .screen = SCREEN_RECEIPTS});
}

static void draw(struct receipt_frame *frame, struct rect area)
{
    struct ui *ui = frame->ui;
    bool is_narrow = ui_is_narrow(ui);
    area = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : SPACE_MARGIN);
    struct rect side;
    if (is_narrow) {
        side = rect_cut_bottom(&area, 2 * TARGET_OFTEN + SPACE_GUTTER_SMALL);
        rect_skip_bottom(&area, SPACE_GUTTER);
    } else {
        side = rect_cut_right(&area, SIDE_WIDTH);
        rect_skip_right(&area, SPACE_MARGIN);
    }
    if (frame->sale != NULL) {
        paper(frame, area);
    } else {
        ui_text(ui, area, say(frame->view, TEXT_NO_SALE_YET),
            &(struct ui_text_style){.size = TYPE_CARD_TITLE,
                .colour = COLOUR_INK2,
                .align = UI_ALIGN_CENTER,
                .lines_max = 2});
    }
    actions(frame, side, is_narrow);
    struct parts_strips strips = {.is_at_top = true};
    set_intent(frame, parts_messages(ui, frame->view, area, &strips).intent);
}

static struct intent receipt_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct receipt_frame frame = {.state = memory,
        .view = view,
        .receipt = &view->receipt_view,
        .sale = view->receipt_view.sale,
        .ui = ui};
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.title = say(view, TEXT_RECEIPT);
    bar.back = say(view, TEXT_BACK);
    if (ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK) {
        set_intent(&frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
    }
    struct intent scan = parts_scan(ui, 0);
    if (scan.kind == INTENT_SCAN) {
        scan.kind = INTENT_FIND_SALE;
    }
    set_intent(&frame, scan);
    draw(&frame, area);
    return frame.intent;
}

const struct screen screen_receipt = {
    .name = "receipt",
    .state_size = sizeof(struct receipt_state),
    .frame = receipt_frame,
};
