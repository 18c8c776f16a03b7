/* Every country's row is one that a shop can begin with: its currency, taxes, zone and locale are
 * known here, cash can be rounded to its step, and no value stands in the table twice. */

#include "tests/support.h"

#include <string.h>

#include "base/error.h"
#include "domain/country.h"
#include "domain/day.h"
#include "domain/locale.h"
#include "domain/money.h"
#include "domain/rate.h"

static void rows_are_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < country_count(); i++) {
        const struct country *country = country_at(i);
        struct error err = {0};
        struct zone *zone = NULL;
        print_message("%s\n", country->name);
        assert_ptr_equal(country_find(country->code), country);
        assert_true(i == 0 || strcmp(country_at(i - 1)->name, country->name) < 0);
        assert_non_null(currency_find(country->currency));
        assert_non_null(locale_find(country->locale));
        assert_true(zone_open(country->timezone, &zone, &err));
        zone_close(zone);
        assert_true(country->languages[0][0] != '\0' && country->tax_name[0] != '\0');
    }
}

static void taxes_are_codes(void **state)
{
    (void)state;
    for (size_t i = 0; i < country_count(); i++) {
        const struct country *country = country_at(i);
        size_t count = 0;
        for (; country->taxes[count] != NULL; count++) {
            struct tax_code code;
            struct error err = {0};
            char text[TAX_CODE_TEXT_MAX];
            assert_true(count < COUNTRY_TAXES_MAX);
            assert_true(tax_code_parse(text_view_of(country->taxes[count]), &code, &err));
            assert_string_equal(tax_code_print(&code, text), country->taxes[count]);
            for (size_t k = 0; k < count; k++) {
                assert_string_not_equal(country->taxes[k], country->taxes[count]);
            }
        }
        assert_true(count >= 1);
    }
}

static void what_shops_know(void **state)
{
    (void)state;
    static const struct {
        const char *code, *currency, *standard, *locale;
        int64_t cash_step_minor;
        enum prices prices;
        enum receipt_law receipt;
    } rows[] = {
        {"DE", "EUR", "19", "de_DE", 0, PRICES_GROSS, RECEIPT_ALWAYS},
        {"AT", "EUR", "20", "de_AT", 0, PRICES_GROSS, RECEIPT_ALWAYS},
        {"CH", "CHF", "8.1", "de_CH", 5, PRICES_GROSS, RECEIPT_ON_REQUEST},
        {"FR", "EUR", "20", "fr_FR", 0, PRICES_GROSS, RECEIPT_ON_REQUEST},
        {"FI", "EUR", "25.5", "fi_FI", 5, PRICES_GROSS, RECEIPT_ALWAYS},
        {"US", "USD", "0", "en_US", 0, PRICES_NET, RECEIPT_ON_REQUEST},
        {"JP", "JPY", "10", "ja_JP", 0, PRICES_GROSS, RECEIPT_ON_REQUEST},
        {"KW", "KWD", "0", "ar_KW", 0, PRICES_GROSS, RECEIPT_ALWAYS},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const struct country *country = country_find(rows[i].code);
        assert_non_null(country);
        assert_string_equal(country->currency, rows[i].currency);
        assert_string_equal(country->taxes[0], rows[i].standard);
        assert_string_equal(country->locale, rows[i].locale);
        assert_int_equal(country->cash_step_minor, rows[i].cash_step_minor);
        assert_int_equal(country->prices, rows[i].prices);
        assert_int_equal(country->receipt, rows[i].receipt);
    }
    static const char *const wanted =
        "DE AT CH FR ES IT NL BE LU IE PT GB US CA AU NZ JP SG IN BR "
        "MX KW AE SA EG MA NO SE DK FI PL CZ HU TR ZA";
    for (const char *at = wanted; *at != '\0'; at += at[2] == ' ' ? 3 : 2) {
        const char code[3] = {at[0], at[1], '\0'};
        assert_non_null(country_find(code));
    }
    assert_null(country_find("XX"));
    assert_null(country_find("de"));
}

static void finds_by_locale(void **state)
{
    (void)state;
    static const struct {
        const char *name, *code;
    } rows[] = {
        {"de_AT", "AT"},
        {"de_AT.UTF-8", "AT"},
        {"pt-BR", "BR"},
        {"en_US@euro", "US"},
        {"de", NULL},
        {"C.UTF-8", NULL},
        {"", NULL},
        {"en_XX", NULL},
        {"en_USA", NULL},
        {"de_", NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const struct country *country = country_of_locale(rows[i].name);
        if (rows[i].code == NULL) {
            assert_null(country);
        } else {
            assert_non_null(country);
            assert_string_equal(country->code, rows[i].code);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sound),
        cmocka_unit_test(taxes_are_codes),
        cmocka_unit_test(what_shops_know),
        cmocka_unit_test(finds_by_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
