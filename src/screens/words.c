#include "screens/words.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/quantity.h"
#include "domain/rate.h"
#include "domain/tender.h"
#include "screens/texts.h"
#include "screens/view.h"

#define PIECES_IN_FULL 3 /* more of one coin are counted */

static const struct currency *currency_of(const struct app_view *view)
{
    return view->shop->rules.currency;
}

const char *words_amount(const struct app_view *view, int64_t minor, char out[WORDS_MAX])
{
    return money_print_style(minor, currency_of(view), MONEY_GROUPED, out);
}

const char *words_money(const struct app_view *view, int64_t minor, char out[WORDS_MAX])
{
    return money_print_style(minor, currency_of(view), MONEY_SYMBOL, out);
}

const char *words_note(const struct app_view *view, int64_t minor, char out[WORDS_MAX])
{
    return money_print_style(minor, currency_of(view), MONEY_SYMBOL | MONEY_SHORT, out);
}

const char *words_quantity(const struct ticket_line *line, char out[WORDS_MAX])
{
    char number[QUANTITY_TEXT_MAX];
    quantity_print(line->quantity_milli, number);
    struct text_out words = text_out_begin(out, WORDS_MAX);
    text_out_append(&words, number);
    text_out_append(&words, line->unit == UNIT_EACH ? " ×" : " ");
    text_out_append(&words, line->unit == UNIT_EACH ? "" : unit_text(line->unit));
    return out;
}

const char *words_price(
    const struct app_view *view, int64_t minor, enum unit unit, char out[WORDS_MAX])
{
    char amount[WORDS_MAX];
    words_amount(view, minor, amount);
    if (unit == UNIT_EACH) {
        text_copy(out, WORDS_MAX, amount);
        return out;
    }
    return say_with(out, WORDS_MAX, TEXT_PER_UNIT, amount, unit_text(unit));
}

static void append_rate(struct text_out *words, uint32_t ppm)
{
    char rate[RATE_TEXT_MAX];
    text_out_append(words, rate_print(ppm, rate));
    text_out_append(words, " %");
}

const char *words_tax_code(const struct tax_code *code, char out[WORDS_MAX])
{
    struct text_out words = text_out_begin(out, WORDS_MAX);
    for (uint32_t i = 0; i < code->part_count; i++) {
        text_out_append(&words, i > 0 ? " + " : "");
        append_rate(&words, code->part_ppm[i]);
    }
    return out;
}

const char *words_tax_rates(const struct app_view *view, char out[WORDS_MAX])
{
    struct text_out words = text_out_begin(out, WORDS_MAX);
    for (size_t i = 0; i < view->figures->tax_count; i++) {
        if (i > 0 && view->figures->taxes[i].rate_ppm == view->figures->taxes[i - 1].rate_ppm) {
            continue;
        }
        text_out_append(&words, i > 0 ? ", " : "");
        append_rate(&words, view->figures->taxes[i].rate_ppm);
    }
    return out;
}

const char *words_day(const char *day, char out[WORDS_MAX])
{
    int32_t number;
    struct error ignored;
    if (!day_parse(text_view_of(day), &number, &ignored)) {
        text_copy(out, WORDS_MAX, day);
        return out;
    }
    int year, month, day_of_month;
    day_split(number, &year, &month, &day_of_month);
    struct text_out words = text_out_begin(out, WORDS_MAX);
    text_out_format(&words, "%d ", day_of_month);
    text_out_append(&words, say((enum text_id)(TEXT_MONTH_FIRST + month - 1)));
    return out;
}

const char *words_count(size_t count, char out[WORDS_MAX])
{
    char digits[24];
    struct text_out number = text_out_begin(digits, sizeof digits);
    text_out_format(&number, "%zu", count);
    struct text_out words = text_out_begin(out, WORDS_MAX);
    for (size_t i = 0; i < number.size; i++) {
        text_out_append(&words, i > 0 && (number.size - i) % 3 == 0 ? "," : "");
        text_out_append_char(&words, digits[i]);
    }
    return out;
}

const char *words_line_count(const struct app_view *view, char out[WORDS_MAX])
{
    char count[WORDS_MAX];
    if (view->ticket->line_count == 1) {
        text_copy(out, WORDS_MAX, say(TEXT_LINE));
        return out;
    }
    return say_with(out, WORDS_MAX, TEXT_LINES, words_count(view->ticket->line_count, count), NULL);
}

const char *words_touch(
    const struct app_view *view, const struct ticket_touch *touch, char out[WORDS_MAX])
{
    char clock[CLOCK_TEXT_MAX];
    zone_print_clock(view->shop->zone, touch->touched_at_ms, clock);
    bool is_typed = touch->kind == TOUCH_TYPED;
    if (touch->content[0] == '\0') {
        return say_with(out, WORDS_MAX, is_typed ? TEXT_TYPED : TEXT_SCANNED, clock, NULL);
    }
    return say_with(
        out, WORDS_MAX, is_typed ? TEXT_TYPED_FROM : TEXT_SCANNED_FROM, touch->content, clock);
}

const char *words_coins(const struct app_view *view, int64_t minor, char *out, size_t capacity)
{
    struct tender_piece pieces[TENDER_PIECES_MAX];
    size_t count = tender_change_pieces(minor, currency_of(view), pieces, NULL);
    struct text_out words = text_out_begin(out, capacity);
    for (size_t i = 0; i < count; i++) {
        char value[MONEY_TEXT_MAX];
        money_print_style(
            pieces[i].value_minor, currency_of(view), MONEY_GROUPED | MONEY_SHORT, value);
        bool is_counted = pieces[i].count > PIECES_IN_FULL;
        for (int64_t piece = 0; piece < (is_counted ? 1 : pieces[i].count); piece++) {
            text_out_append(&words, words.size > 0 ? " + " : "");
            if (is_counted) {
                text_out_format(&words, "%lld × ", (long long)pieces[i].count);
            }
            text_out_append(&words, value);
        }
    }
    return out;
}
