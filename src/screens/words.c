#include "screens/words.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/quantity.h"
#include "domain/rate.h"
#include "domain/tender.h"
#include "screens/language.h"
#include "screens/texts.h"
#include "screens/view.h"

#define PIECES_IN_FULL 3 /* more of one coin are counted */

static const struct currency *currency_of(const struct app_view *view)
{
    return view->shop->rules.currency;
}

static const struct locale *locale_of(const struct app_view *view)
{
    return view == NULL || view->locale == NULL ? locale_default() : view->locale;
}

const char *words_amount(const struct app_view *view, int64_t minor, char out[WORDS_MAX])
{
    return locale_print_money(locale_of(view), minor, currency_of(view), MONEY_GROUPED, out);
}

const char *words_money(const struct app_view *view, int64_t minor, char out[WORDS_MAX])
{
    return locale_print_money(locale_of(view), minor, currency_of(view), MONEY_SYMBOL, out);
}

const char *words_note(const struct app_view *view, int64_t minor, char out[WORDS_MAX])
{
    return locale_print_money(
        locale_of(view), minor, currency_of(view), MONEY_SYMBOL | MONEY_SHORT, out);
}

const char *words_currency(const struct app_view *view, int64_t minor,
    const struct currency *currency, char out[WORDS_MAX])
{
    return locale_print_money(locale_of(view), minor, currency, MONEY_SYMBOL, out);
}

const char *words_number(const struct app_view *view, const char *plain, char out[WORDS_MAX])
{
    return locale_print_number(locale_of(view), plain, out);
}

const char *words_decimal_mark(const struct app_view *view)
{
    return locale_of(view)->decimal;
}

const char *words_quantity(
    const struct app_view *view, const struct ticket_line *line, char out[WORDS_MAX])
{
    char plain[QUANTITY_TEXT_MAX];
    char number[WORDS_MAX];
    quantity_print(line->quantity_milli, plain);
    struct text_out words = text_out_begin(out, WORDS_MAX);
    text_out_append(&words, words_number(view, plain, number));
    text_out_append(&words, line->unit == UNIT_EACH ? " ×" : " ");
    text_out_append(&words, line->unit == UNIT_EACH ? "" : unit_text(line->unit));
    return out;
}

const char *words_plain_quantity(
    const struct app_view *view, int64_t quantity_milli, enum unit unit, char out[WORDS_MAX])
{
    char plain[QUANTITY_TEXT_MAX];
    char number[WORDS_MAX];
    bool is_negative = quantity_milli < 0;
    quantity_print(is_negative ? -quantity_milli : quantity_milli, plain);
    struct text_out words = text_out_begin(out, WORDS_MAX);
    text_out_append(&words, is_negative ? "\u2212" : "");
    text_out_append(&words, words_number(view, plain, number));
    text_out_append(&words, unit == UNIT_EACH ? "" : " ");
    text_out_append(&words, unit == UNIT_EACH ? "" : unit_text(unit));
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
    return say_with(view, out, WORDS_MAX, TEXT_PER_UNIT, amount, unit_text(unit));
}

const char *words_rate(const struct app_view *view, uint32_t ppm, char out[WORDS_MAX])
{
    char plain[RATE_TEXT_MAX];
    char number[WORDS_MAX];
    struct text_out words = text_out_begin(out, WORDS_MAX);
    text_out_append(&words, words_number(view, rate_print(ppm, plain), number));
    text_out_append(&words, " %");
    return out;
}

/* The campaign that gives it; NULL if none does. */
static const char *giver_of(const struct app_view *view, const struct discount *discount)
{
    for (size_t i = 0; i < view->ticket->touch_count; i++) {
        if (discount->source == DISCOUNT_CAMPAIGN &&
            view->ticket->touches[i].campaign_id == discount->campaign_id) {
            return view->ticket->touches[i].name;
        }
    }
    return NULL;
}

const char *words_discount(
    const struct app_view *view, const struct discount *discount, char out[DISCOUNT_WORDS_MAX])
{
    char figure[WORDS_MAX];
    char plain[RATE_TEXT_MAX];
    char number[WORDS_MAX];
    const char *giver = giver_of(view, discount);
    struct text_out less = text_out_begin(figure, sizeof figure);
    switch (discount->kind) {
    case DISCOUNT_NONE:
        break;
    case DISCOUNT_PERCENT:
        /* U+2212 for the minus, U+00A0 before the percent sign. */
        text_out_append(&less, "\xE2\x88\x92");
        rate_print((uint32_t)discount->value, plain);
        text_out_append(&less, words_number(view, plain, number));
        text_out_append(&less, "\xC2\xA0%");
        break;
    case DISCOUNT_AMOUNT:
        words_amount(view, -discount->value, figure);
        break;
    case DISCOUNT_UNITS:
        say_count(view, figure, sizeof figure, TEXT_UNITS_FREE,
            (uint64_t)(discount->value / QUANTITY_ONE_MILLI), NULL);
        break;
    }
    if (giver == NULL || figure[0] == '\0') {
        text_copy(out, DISCOUNT_WORDS_MAX, figure);
        return out;
    }
    return say_with(view, out, DISCOUNT_WORDS_MAX, TEXT_GIVEN_BY, giver, figure);
}

static const char *join_discounts(const struct app_view *view, const struct discount *first,
    const struct discount *stacked, char out[DISCOUNT_WORDS_MAX])
{
    char words[DISCOUNT_WORDS_MAX];
    words_discount(view, first, out);
    struct text_out line = text_out_begin(words, sizeof words);
    text_out_append(&line, out);
    for (size_t i = 0; i < TICKET_TOUCHES_MAX && stacked[i].kind != DISCOUNT_NONE; i++) {
        text_out_append(&line, " + ");
        text_out_append(&line, words_discount(view, &stacked[i], out));
    }
    text_copy(out, DISCOUNT_WORDS_MAX, words);
    return out;
}

const char *words_line_discount(
    const struct app_view *view, const struct ticket_line *line, char out[DISCOUNT_WORDS_MAX])
{
    return join_discounts(view, &line->discount, line->stacked, out);
}

const char *words_ticket_discount(const struct app_view *view, char out[DISCOUNT_WORDS_MAX])
{
    return join_discounts(view, &view->ticket->discount, view->ticket->stacked, out);
}

const char *words_offer(const struct app_view *view, const struct offer *offer, const char *things,
    char out[OFFER_WORDS_MAX])
{
    struct offer_speech speech = {
        .mo = language_mo(view->language),
        .locale = locale_of(view),
        .currency = currency_of(view),
        .things = things,
        .is_right_to_left = language_about(view->language)->is_right_to_left,
    };
    return offer_words(offer, &speech, out);
}

const char *words_tax_code(
    const struct app_view *view, const struct tax_code *code, char out[WORDS_MAX])
{
    char rate[WORDS_MAX];
    struct text_out words = text_out_begin(out, WORDS_MAX);
    for (uint32_t i = 0; i < code->part_count; i++) {
        text_out_append(&words, i > 0 ? " + " : "");
        text_out_append(&words, words_rate(view, code->part_ppm[i], rate));
    }
    return out;
}

const char *words_tax_rates(const struct app_view *view, char out[WORDS_MAX])
{
    char rate[WORDS_MAX];
    struct text_out words = text_out_begin(out, WORDS_MAX);
    for (size_t i = 0; i < view->figures->tax_count; i++) {
        if (i > 0 && view->figures->taxes[i].rate_ppm == view->figures->taxes[i - 1].rate_ppm) {
            continue;
        }
        text_out_append(&words, i > 0 ? ", " : "");
        text_out_append(&words, words_rate(view, view->figures->taxes[i].rate_ppm, rate));
    }
    return out;
}

/* False: it is no date, and `out` shows it as it is. */
static bool read_day(const char *day, int32_t *out_number, char out[WORDS_MAX])
{
    struct error ignored;
    bool is_day = day_parse(text_view_of(day), out_number, &ignored);
    if (!is_day) {
        text_copy(out, WORDS_MAX, day);
    }
    return is_day;
}

const char *words_day(const struct app_view *view, const char *day, char out[WORDS_MAX])
{
    int32_t number;
    int year, month, day_of_month;
    char figures[12];
    if (!read_day(day, &number, out)) {
        return out;
    }
    day_split(number, &year, &month, &day_of_month);
    struct text_out text = text_out_begin(figures, sizeof figures);
    text_out_append_number(&text, day_of_month, 1);
    bool is_month_first = locale_of(view)->date == LOCALE_DATE_MDY;
    return say_with(view, out, WORDS_MAX, is_month_first ? TEXT_MONTH_AND_DAY : TEXT_DAY_AND_MONTH,
        figures, say(view, (enum text_id)(TEXT_MONTH_FIRST + month - 1)));
}

const char *words_date(const struct app_view *view, const char *day, char out[WORDS_MAX])
{
    int32_t number;
    return read_day(day, &number, out) ? locale_print_date(locale_of(view), number, out) : out;
}

const char *words_weekday(const struct app_view *view, const char *day, char out[WORDS_MAX])
{
    int32_t number;
    if (read_day(day, &number, out)) {
        enum text_id name = (enum text_id)(TEXT_WEEKDAY_FIRST + day_weekday(number));
        text_copy(out, WORDS_MAX, say(view, name));
    }
    return out;
}

const char *words_long_day(const struct app_view *view, const char *day, char out[WORDS_MAX])
{
    char weekday[WORDS_MAX];
    char rest[WORDS_MAX];
    words_weekday(view, day, weekday);
    words_day(view, day, rest);
    return say_with(view, out, WORDS_MAX, TEXT_WEEKDAY_AND_DAY, weekday, rest);
}

const char *words_count(const struct app_view *view, uint64_t count, char out[WORDS_MAX])
{
    char digits[24];
    struct text_out number = text_out_begin(digits, sizeof digits);
    text_out_format(&number, "%llu", (unsigned long long)count);
    return words_number(view, digits, out);
}

const char *words_line_count(const struct app_view *view, char out[WORDS_MAX])
{
    return say_count(view, out, WORDS_MAX, TEXT_LINES, view->ticket->line_count, NULL);
}

const char *words_touch(
    const struct app_view *view, const struct ticket_touch *touch, char out[WORDS_MAX])
{
    char clock[CLOCK_TEXT_MAX];
    zone_print_clock(view->shop->zone, touch->touched_at_ms, clock);
    bool is_typed = touch->kind == TOUCH_TYPED;
    if (touch->kind == TOUCH_CHOSEN || touch->kind == TOUCH_REFERRAL) {
        return say_with(view, out, WORDS_MAX,
            touch->kind == TOUCH_CHOSEN ? TEXT_TOUCH_CHOSEN : TEXT_TOUCH_REFERRAL, clock, NULL);
    }
    if (touch->content[0] == '\0') {
        return say_with(view, out, WORDS_MAX, is_typed ? TEXT_TYPED : TEXT_SCANNED, clock, NULL);
    }
    return say_with(view, out, WORDS_MAX, is_typed ? TEXT_TYPED_FROM : TEXT_SCANNED_FROM,
        touch->content, clock);
}

const char *words_coins(const struct app_view *view, int64_t minor, char *out, size_t capacity)
{
    struct tender_piece pieces[TENDER_PIECES_MAX];
    size_t count = tender_change_pieces(minor, currency_of(view), pieces, NULL);
    struct text_out words = text_out_begin(out, capacity);
    for (size_t i = 0; i < count; i++) {
        char value[MONEY_TEXT_MAX];
        locale_print_money(locale_of(view), pieces[i].value_minor, currency_of(view),
            MONEY_GROUPED | MONEY_SHORT, value);
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
