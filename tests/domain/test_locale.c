/* Sums, numbers and dates stand as people of a place write them (Unicode CLDR), and English is what
 * money_print_style() writes. */

#include "tests/support.h"

#include "base/error.h"
#include "domain/day.h"
#include "domain/locale.h"

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

static void sums(void **state)
{
    (void)state;
    static const struct {
        const char *locale, *currency;
        int64_t minor;
        unsigned style;
        const char *text;
    } rows[] = {
        {"en", "EUR", 2206, MONEY_SYMBOL, "€22.06"},
        {"en", "SEK", 2206, MONEY_SYMBOL, "22.06" NBSP "kr"},
        {"en", "CHF", 123456789, MONEY_SYMBOL, "CHF" NBSP "1,234,567.89"},
        {"en", "EUR", -300, MONEY_SYMBOL, MINUS "€3.00"},
        {"en_US", "USD", 123450, MONEY_SYMBOL, "$1,234.50"},
        {"en_GB", "GBP", 123450, MONEY_SYMBOL, "£1,234.50"},
        {"en_IN", "INR", 1234567890, MONEY_SYMBOL, "₹1,23,45,678.90"},
        {"en_IN", "INR", 99999, MONEY_SYMBOL, "₹999.99"},
        {"en_SG", "SGD", 123450, MONEY_SYMBOL, "$1,234.50"},
        {"en_GB", "CHF", 123450, MONEY_SYMBOL, "CHF" NBSP "1,234.50"},
        {"de", "EUR", 2206, MONEY_SYMBOL, "22,06" NBSP "€"},
        {"de", "EUR", -123456789, MONEY_SYMBOL, MINUS "1.234.567,89" NBSP "€"},
        {"de", "EUR", 2500, MONEY_SYMBOL | MONEY_SHORT, "25" NBSP "€"},
        {"de", "EUR", 123450, MONEY_GROUPED, "1.234,50"},
        {"de", "EUR", 123450, MONEY_PLAIN, "1234.50"},
        {"de", "JPY", 1234, MONEY_SYMBOL, "1.234" NBSP "¥"},
        {"de", "KWD", 1234567, MONEY_SYMBOL, "1.234,567" NBSP "KD"},
        {"de_AT", "EUR", 123450, MONEY_SYMBOL, "€" NBSP "1.234,50"},
        {"de_CH", "CHF", 123450, MONEY_SYMBOL, "CHF" NBSP "1’234.50"},
        {"fr", "EUR", 123450, MONEY_SYMBOL, "1" THIN "234,50" NBSP "€"},
        {"fr_CH", "CHF", 123450, MONEY_SYMBOL, "1" THIN "234.50" NBSP "CHF"},
        {"es", "EUR", 123450, MONEY_SYMBOL, "1234,50" NBSP "€"},
        {"es", "EUR", 1234567, MONEY_SYMBOL, "12.345,67" NBSP "€"},
        {"es_MX", "MXN", 123450, MONEY_SYMBOL, "$1,234.50"},
        {"ar", "EUR", 123450, MONEY_SYMBOL, "1,234.50" NBSP "€"},
        {"ar_KW", "KWD", 1234567, MONEY_SYMBOL, "1,234.567" NBSP "KD"},
        {"pt_BR", "BRL", 123450, MONEY_SYMBOL, "R$" NBSP "1.234,50"},
        {"ja_JP", "JPY", 1234, MONEY_SYMBOL, "¥1,234"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char text[MONEY_TEXT_MAX];
        const struct currency *currency = currency_find(rows[i].currency);
        if (currency == NULL) {
            continue; /* the table of currencies grows by itself */
        }
        locale_print_money(
            locale_find(rows[i].locale), rows[i].minor, currency, rows[i].style, text);
        if (strcmp(text, rows[i].text) != 0) {
            fail_msg("%s: %s instead of %s", rows[i].locale, text, rows[i].text);
        }
    }
}

/* The longest sum of every currency fits in every locale (else it asserts). */
static void the_longest_fits(void **state)
{
    (void)state;
    static const char *const names[] = {"en", "en_IN", "de", "de_CH", "fr", "es", "ar", "sv"};
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        for (size_t c = 0; c < currency_count(); c++) {
            char text[MONEY_TEXT_MAX];
            locale_print_money(
                locale_find(names[i]), -MONEY_MINOR_MAX, currency_at(c), MONEY_SYMBOL, text);
            assert_true(strlen(text) > 15);
        }
    }
}

static void numbers_and_dates(void **state)
{
    (void)state;
    static const struct {
        const char *locale, *plain, *number, *date;
    } rows[] = {
        {"en", "-1234.5", MINUS "1,234.5", "03/01/2026"},
        {"en_US", "0.412", "0.412", "01/03/2026"},
        {"de", "-1234.5", MINUS "1.234,5", "03.01.2026"},
        {"de_CH", "100000", "100’000", "03.01.2026"},
        {"fr", "9.975", "9,975", "03/01/2026"},
        {"fr_CH", "9.975", "9,975", "03.01.2026"},
        {"es", "9999", "9999", "03/01/2026"},
        {"sv_SE", "0.412", "0,412", "2026-01-03"},
        {"ja", "1234", "1,234", "2026/01/03"},
    };
    int32_t day = day_number(2026, 1, 3);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char number[LOCALE_NUMBER_MAX];
        char date[LOCALE_DATE_MAX];
        const struct locale *locale = locale_find(rows[i].locale);
        assert_string_equal(locale_print_number(locale, rows[i].plain, number), rows[i].number);
        assert_string_equal(locale_print_date(locale, day, date), rows[i].date);
    }
}

static void the_nearest_row_is_chosen(void **state)
{
    (void)state;
    static const struct {
        const char *language, *country, *name;
    } rows[] = {
        {"de", "CH", "de_CH"},
        {"de", "", "de"},
        {"de", "XX", "de"},
        {"fr", "CH", "fr_CH"},
        {"xx", "CH", "de_CH"},
        {"xx", "", "en"},
        {"", "", "en"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        assert_string_equal(locale_choose(rows[i].language, rows[i].country)->name, rows[i].name);
    }
    assert_null(locale_find("tlh"));
    assert_ptr_equal(locale_default(), locale_find("en"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums),
        cmocka_unit_test(the_longest_fits),
        cmocka_unit_test(numbers_and_dates),
        cmocka_unit_test(the_nearest_row_is_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
