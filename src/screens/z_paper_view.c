#include "screens/z_paper_view.h"

#include <string.h>

#include "base/text.h"
#include "domain/money.h"
#include "domain/z_paper.h"
#include "domain/z_report.h"
#include "screens/texts.h"
#include "screens/view.h"
#include "screens/words.h"

#define ROW_HEIGHT 35
#define TITLE_HEIGHT 44
#define RULE_HEIGHT 31
#define NOTE_HEIGHT 31
#define PADDING_X 44
#define PADDING_TOP 28
#define NOTE_SIZE 22
#define HEAD_SIZE 23
#define ROW_SIZE 25
#define TITLE_SIZE 29

/* TEXT_COUNT: the row's own text and no more. */
static const enum text_id LABELS[Z_LABEL_COUNT] = {
    [Z_LABEL_Z_REPORT] = TEXT_Z_REPORT,
    [Z_LABEL_X_REPORT] = TEXT_X_REPORT,
    [Z_LABEL_TEXT] = TEXT_COUNT,
    [Z_LABEL_SALES] = TEXT_Z_SALES,
    [Z_LABEL_REFUNDS] = TEXT_Z_REFUNDS,
    [Z_LABEL_REFUNDED] = TEXT_Z_REFUNDED,
    [Z_LABEL_VOIDS] = TEXT_Z_VOIDS,
    [Z_LABEL_DISCOUNTS] = TEXT_Z_DISCOUNTS,
    [Z_LABEL_NET] = TEXT_Z_NET,
    [Z_LABEL_TAX] = TEXT_Z_TAX,
    [Z_LABEL_TOTAL] = TEXT_Z_TOTAL,
    [Z_LABEL_CASH] = TEXT_Z_CASH,
    [Z_LABEL_CARD] = TEXT_Z_CARD,
    [Z_LABEL_TRANSFER] = TEXT_Z_TRANSFER,
    [Z_LABEL_VOUCHER] = TEXT_Z_VOUCHER,
    [Z_LABEL_ACCOUNT] = TEXT_Z_ACCOUNT,
    [Z_LABEL_ROUNDING] = TEXT_Z_ROUNDING,
    [Z_LABEL_TIPS] = TEXT_Z_TIPS,
    [Z_LABEL_VOUCHERS_SOLD] = TEXT_Z_VOUCHERS_SOLD,
    [Z_LABEL_ACCOUNTS_PAID] = TEXT_Z_ACCOUNTS_PAID,
    [Z_LABEL_NO_CAMPAIGN] = TEXT_Z_NO_CAMPAIGN,
    [Z_LABEL_LEADS] = TEXT_Z_LEADS,
    [Z_LABEL_FLOAT] = TEXT_Z_FLOAT,
    [Z_LABEL_CASH_SALES] = TEXT_Z_CASH_SALES,
    [Z_LABEL_CASH_REFUNDS] = TEXT_Z_CASH_REFUNDS,
    [Z_LABEL_CORRECTED] = TEXT_Z_CORRECTED,
    [Z_LABEL_PAID_IN] = TEXT_Z_PAID_IN,
    [Z_LABEL_PAID_OUT] = TEXT_Z_PAID_OUT,
    [Z_LABEL_EXPECTED] = TEXT_Z_EXPECTED,
    [Z_LABEL_COUNTED] = TEXT_COUNTED,
    [Z_LABEL_NOT_COUNTED] = TEXT_NOT_COUNTED,
    [Z_LABEL_OVER] = TEXT_OVER_BY,
    [Z_LABEL_SHORT] = TEXT_SHORT_BY,
    [Z_LABEL_REASON] = TEXT_COUNT,
    [Z_LABEL_LEFT] = TEXT_STAYS,
    [Z_LABEL_TAKEN] = TEXT_TAKEN_OUT,
    [Z_LABEL_FOREIGN_EXPECTED] = TEXT_Z_FOREIGN_EXPECTED,
    [Z_LABEL_FOREIGN_COUNTED] = TEXT_Z_FOREIGN_COUNTED,
    [Z_LABEL_TERMINAL] = TEXT_Z_TERMINAL,
    [Z_LABEL_TERMINAL_DIFFERENCE] = TEXT_Z_TERMINAL_DIFFERENCE,
    [Z_LABEL_UNSEEN] = TEXT_Z_UNSEEN,
    [Z_LABEL_PARKED] = TEXT_Z_PARKED,
    [Z_LABEL_PARKED_OPEN] = TEXT_Z_PARKED_OPEN,
    [Z_LABEL_GRAND_TOTAL] = TEXT_Z_GRAND_TOTAL,
    [Z_LABEL_RECEIPTS] = TEXT_Z_RECEIPTS,
    [Z_LABEL_NO_RECEIPTS] = TEXT_Z_NO_RECEIPTS,
    [Z_LABEL_CHAIN] = TEXT_Z_CHAIN,
};

static int height_of(const struct ui *ui, const struct z_row *row)
{
    int percent = ui_text_percent(ui);
    switch (row->kind) {
    case Z_ROW_TITLE:
        return TITLE_HEIGHT * percent / 100;
    case Z_ROW_RULE:
        return RULE_HEIGHT;
    case Z_ROW_NOTE:
        return NOTE_HEIGHT * percent / 100;
    case Z_ROW_HEAD:
    case Z_ROW_LINE:
        break;
    }
    return ROW_HEIGHT * percent / 100;
}

static const char *label_of(
    const struct app_view *view, const struct z_row *row, char *out, size_t capacity)
{
    char number[WORDS_MAX];
    const char *text = z_row_text(row);
    if (LABELS[row->label] == TEXT_COUNT) {
        return text;
    }
    if (row->label == Z_LABEL_TAX) {
        text = words_number(view, text, number);
    }
    return say_with(view, out, capacity, LABELS[row->label], text, row->own2);
}

static const char *value_of(
    const struct app_view *view, const struct z_row *row, char out[WORDS_MAX])
{
    const struct currency *currency = currency_find(row->currency);
    switch (row->value_kind) {
    case Z_VALUE_COUNT:
        return words_count(view, (uint64_t)row->value, out);
    case Z_VALUE_MONEY:
        return currency == NULL || currency == view->shop->rules.currency
                   ? words_amount(view, row->value, out)
                   : words_currency(view, row->value, currency, out);
    case Z_VALUE_HIDDEN:
        return "\xE2\x80\x93";
    case Z_VALUE_NONE:
        break;
    }
    return NULL;
}

static void draw_head(
    struct ui *ui, const struct app_view *view, struct rect line, const struct z_row *row)
{
    char words[2 * WORDS_MAX];
    char date[WORDS_MAX];
    struct text_out text = text_out_begin(words, sizeof words);
    text_out_format(&text, "%s \xC2\xB7 %s", z_row_text(row), words_date(view, row->own2, date));
    ui_text(ui, line, words,
        &(struct ui_text_style){
            .size = HEAD_SIZE, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .is_fixed = true});
}

static void draw_row(
    struct ui *ui, const struct app_view *view, struct rect line, const struct z_row *row)
{
    char words[SALE_TEXT_MAX + WORDS_MAX];
    char value[WORDS_MAX];
    enum ui_weight weight = row->is_bold ? UI_WEIGHT_700 : UI_WEIGHT_400;
    const char *label = label_of(view, row, words, sizeof words);
    if (row->kind == Z_ROW_RULE) {
        rect_skip_top(&line, line.height / 2);
        ui_rule_dashed(ui, line);
    } else if (row->kind == Z_ROW_HEAD) {
        draw_head(ui, view, line, row);
    } else if (row->kind == Z_ROW_LINE) {
        ui_pair(ui, line,
            &(struct ui_pair){.label = label,
                .value = value_of(view, row, value),
                .size = ROW_SIZE,
                .label_weight = weight,
                .value_weight = weight});
    } else {
        bool is_title = row->kind == Z_ROW_TITLE;
        ui_text(ui, line, label,
            &(struct ui_text_style){.size = is_title ? TITLE_SIZE : NOTE_SIZE,
                .weight = is_title ? UI_WEIGHT_700 : UI_WEIGHT_400,
                .colour = is_title ? COLOUR_INK : COLOUR_INK2,
                .align = UI_ALIGN_CENTER,
                .is_fixed = true});
    }
}

void z_paper_draw(struct ui *ui, const struct app_view *view, struct rect rect,
    const struct z_report *report, bool is_blind, struct ui_scroll *scroll)
{
    struct z_paper paper = z_paper_make(report, is_blind);
    int height = 2 * PADDING_TOP;
    for (size_t i = 0; i < paper.row_count; i++) {
        height += height_of(ui, &paper.rows[i]);
    }
    ui_paper(ui, rect);
    struct rect content = ui_scroll_begin(ui, rect, "paper", height, scroll);
    struct rect area = rect_inset(content, PADDING_X, PADDING_TOP);
    for (size_t i = 0; i < paper.row_count; i++) {
        struct rect line = {area.x, area.y, area.width, height_of(ui, &paper.rows[i])};
        area.y += line.height;
        if (ui_is_visible(ui, line)) {
            ui_push_id(ui, i);
            draw_row(ui, view, line, &paper.rows[i]);
            ui_pop_id(ui);
        }
    }
    ui_scroll_end(ui);
    z_paper_close(&paper);
}
