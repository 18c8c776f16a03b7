/* Amounts are exact: what leaves the range is refused, halves go where the shop says, shares add
 * up to the last unit, and money is written and read the same way. */

#include "tests/support.h"

#include "base/error.h"
#include "domain/money.h"
#include "domain/quantity.h"
#include "domain/share.h"

static void divides_with_halves(void **state)
{
    (void)state;
    static const struct {
        int64_t numerator, denominator, away, even;
    } rows[] = {
        {5, 10, 1, 0},
        {15, 10, 2, 2},
        {25, 10, 3, 2},
        {-5, 10, -1, 0},
        {-15, 10, -2, -2},
        {-25, 10, -3, -2},
        {4, 10, 0, 0},
        {6, 10, 1, 1},
        {-6, 10, -1, -1},
        {0, 7, 0, 0},
        {1, 3, 0, 0},
        {2, 3, 1, 1},
        {7, 1, 7, 7},
        {3, 2, 2, 2},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t away = 0;
        int64_t even = 0;
        assert_true(money_divide(rows[i].numerator, rows[i].denominator, MONEY_HALF_AWAY, &away));
        assert_true(money_divide(rows[i].numerator, rows[i].denominator, MONEY_HALF_EVEN, &even));
        if (away != rows[i].away || even != rows[i].even) {
            fail_msg("%ld / %ld: %ld, %ld", (long)rows[i].numerator, (long)rows[i].denominator,
                (long)away, (long)even);
        }
    }
}

static void refuses_what_leaves_the_range(void **state)
{
    (void)state;
    int64_t out = 7;
    assert_false(money_add(MONEY_MINOR_MAX, 1, &out));
    assert_false(money_add(-MONEY_MINOR_MAX, -1, &out));
    assert_false(money_add(INT64_MAX, INT64_MAX, &out));
    assert_false(money_divide((int128)MONEY_MINOR_MAX * 10 + 5, 10, MONEY_HALF_AWAY, &out));
    assert_false(money_times_quantity(MONEY_MINOR_MAX, QUANTITY_MILLI_MAX, MONEY_HALF_AWAY, &out));
    assert_int_equal(out, 7);
    assert_true(money_add(MONEY_MINOR_MAX - 1, 1, &out));
    assert_int_equal(out, MONEY_MINOR_MAX);
    assert_true(money_times_quantity(780, 412, MONEY_HALF_AWAY, &out));
    assert_int_equal(out, 321);
}

/* Against the definition written out: each part differs from its exact share by less than one unit,
 * no part of smaller remainder got a unit before one of larger, and the sum is the total. */
static void check_shares(int64_t total, const int64_t *weights, size_t count, const int64_t *parts)
{
    int64_t sum = 0;
    int128 weight = 0;
    for (size_t i = 0; i < count; i++) {
        sum += parts[i];
        weight += weights[i];
    }
    assert_int_equal(sum, total);
    for (size_t i = 0; i < count; i++) {
        int128 off = (int128)parts[i] * weight - (int128)total * weights[i];
        assert_true(off < weight && off > -weight);
        for (size_t k = 0; k < count; k++) {
            int128 other = (int128)parts[k] * weight - (int128)total * weights[k];
            /* i was rounded up although k, rounded down, has more left over. */
            int128 left_i = off > 0 ? weight - off : -off;
            int128 left_k = other > 0 ? weight - other : -other;
            if (total >= 0 && off > 0 && other <= 0 && left_k > left_i) {
                fail_msg("part %zu before part %zu", i, k);
            }
        }
    }
}

static void shares_add_up(void **state)
{
    (void)state;
    for (int64_t total = 0; total <= 12; total++) { /* every small case */
        for (int code = 1; code < 6 * 6 * 6 * 6; code++) {
            int64_t weights[] = {code % 6, code / 6 % 6, code / 36 % 6, code / 216};
            int64_t parts[4];
            assert_true(money_share(total, weights, 4, parts));
            check_shares(total, weights, 4, parts);
        }
    }
    uint64_t seed = 42;
    int64_t weights[SHARE_PARTS_MAX];
    int64_t parts[SHARE_PARTS_MAX];
    for (int round = 0; round < 60; round++) {
        for (size_t i = 0; i < ARRAY_LENGTH(weights); i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
            weights[i] = (int64_t)(seed >> 33) % (round % 3 == 0 ? 2 : 100000);
        }
        size_t count = round % 2 == 0 ? ARRAY_LENGTH(weights) : 37;
        weights[0] = 1;
        assert_true(money_share(1000003 * round, weights, count, parts));
        check_shares(1000003 * round, weights, count, parts);
    }
}

static void shares_at_the_edges(void **state)
{
    (void)state;
    int64_t parts[3] = {9, 9, 9};
    assert_false(money_share(5, (const int64_t[]){0, 0, 0}, 3, parts));
    assert_int_equal(parts[0] + parts[1] + parts[2], 0);
    assert_false(money_share(5, NULL, 0, NULL));
    assert_true(money_share(2, (const int64_t[]){1, 1, 1}, 3, parts)); /* the first of equals */
    assert_true(parts[0] == 1 && parts[1] == 1 && parts[2] == 0);
    assert_true(money_share(-2, (const int64_t[]){1, 1, 1}, 3, parts));
    assert_true(parts[0] == -1 && parts[1] == -1 && parts[2] == 0);
    assert_true(
        money_share(MONEY_SHARE_MAX, (const int64_t[]){MONEY_SHARE_MAX - 1, 1, 0}, 3, parts));
    assert_true(parts[0] == MONEY_SHARE_MAX - 1 && parts[1] == 1);
}

static void currencies_are_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < currency_count(); i++) {
        const struct currency *currency = currency_at(i);
        assert_ptr_equal(currency_find(currency->code), currency);
        assert_true(currency->exponent == 0 || currency->exponent == 2 || currency->exponent == 3);
        assert_true(i == 0 || strcmp(currency_at(i - 1)->code, currency->code) < 0);
        assert_true(currency->cash_step_minor >= 1);
        const int64_t *lists[] = {currency->notes_minor, currency->coins_minor};
        for (size_t list = 0; list < 2; list++) {
            assert_true(lists[list][0] > 0);
            for (size_t k = 1; k < CURRENCY_PIECES_MAX && lists[list][k] > 0; k++) {
                if (lists[list][k] >= lists[list][k - 1]) {
                    fail_msg("%s: denominations do not fall", currency->code);
                }
                assert_int_equal(lists[list][k] % currency->cash_step_minor, 0);
            }
        }
    }
    static const char *const wanted[] = {"EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN",
        "CZK", "HUF", "JPY", "INR", "BRL", "SGD", "AUD", "CAD", "KWD"};
    for (size_t i = 0; i < ARRAY_LENGTH(wanted); i++) {
        assert_non_null(currency_find(wanted[i]));
    }
    assert_null(currency_find("eur"));
    assert_null(currency_find("XXX"));
}

/* All of them in one falling row, each value once, the rare ones told apart. */
static void lists_pieces(void **state)
{
    (void)state;
    struct currency_piece pieces[CURRENCY_ALL_PIECES_MAX];
    for (size_t i = 0; i < currency_count(); i++) {
        size_t count = currency_pieces(currency_at(i), pieces);
        assert_true(count >= 5 && count <= CURRENCY_ALL_PIECES_MAX);
        for (size_t k = 1; k < count; k++) {
            if (pieces[k].value_minor >= pieces[k - 1].value_minor || pieces[k].value_minor <= 0) {
                fail_msg("%s: pieces do not fall", currency_at(i)->code);
            }
        }
    }
    size_t count = currency_pieces(currency_find("EUR"), pieces);
    assert_int_equal(count, 15);
    assert_int_equal(pieces[0].value_minor, 50000);
    assert_true(pieces[0].is_rare && pieces[0].is_note);
    assert_true(pieces[6].value_minor == 500 && pieces[6].is_note && !pieces[6].is_rare);
    assert_true(pieces[7].value_minor == 200 && !pieces[7].is_note);
    count = currency_pieces(currency_find("USD"), pieces);
    assert_int_equal(count, 12);
    assert_true(pieces[5].value_minor == 200 && pieces[5].is_note && pieces[5].is_rare);
    assert_true(pieces[7].value_minor == 50 && !pieces[7].is_note && pieces[7].is_rare);
}

static void reads_money(void **state)
{
    (void)state;
    static const struct {
        const char *currency, *text;
        enum error_code code;
        int64_t minor;
    } rows[] = {
        {"EUR", "30.00", ERROR_NONE, 3000},
        {"EUR", "3.5", ERROR_NONE, 350},
        {"EUR", "-3.50", ERROR_NONE, -350},
        {"JPY", "794", ERROR_NONE, 794},
        {"JPY", "7.94", ERROR_INVALID, 0},
        {"KWD", "1.250", ERROR_NONE, 1250},
        {"EUR", "1.250", ERROR_INVALID, 0},
        {"EUR", "ten", ERROR_INVALID, 0},
        {"EUR", "10000000000000.00", ERROR_NONE, MONEY_MINOR_MAX},
        {"EUR", "10000000000000.01", ERROR_LIMIT, 0},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct error err = {0};
        int64_t minor = 0;
        bool is_read =
            money_parse(text_view_of(rows[i].text), currency_find(rows[i].currency), &minor, &err);
        if (is_read != (rows[i].code == ERROR_NONE) || err.code != rows[i].code ||
            minor != rows[i].minor) {
            fail_msg("%s %s: %s", rows[i].text, rows[i].currency, err.text);
        }
    }
}

static void prints_money(void **state)
{
    (void)state;
    static const struct {
        const char *currency;
        int64_t minor;
        unsigned style;
        const char *text;
    } rows[] = {
        {"EUR", 794, MONEY_PLAIN, "7.94"},
        {"EUR", -300, MONEY_PLAIN, "-3.00"},
        {"EUR", 123456789, MONEY_PLAIN, "1234567.89"},
        {"EUR", 123456789, MONEY_GROUPED, "1,234,567.89"},
        {"EUR", -100000, MONEY_GROUPED, "\u22121,000.00"},
        {"EUR", 99999, MONEY_GROUPED, "999.99"},
        {"EUR", 2206, MONEY_SYMBOL, "€22.06"},
        {"EUR", -2206, MONEY_SYMBOL, "\u2212€22.06"},
        {"EUR", 2500, MONEY_SYMBOL | MONEY_SHORT, "€25"},
        {"EUR", 50, MONEY_SHORT, "0.50"},
        {"EUR", 500, MONEY_SHORT, "5"},
        {"JPY", 1234567, MONEY_SYMBOL, "¥1,234,567"},
        {"KWD", 1234567, MONEY_SYMBOL, "1,234.567\u00A0KD"},
        {"SEK", 2200, MONEY_SYMBOL, "22.00\u00A0kr"},
        {"CHF", 2205, MONEY_SYMBOL, "CHF\u00A022.05"},
        {"EUR", MONEY_MINOR_MAX, MONEY_SYMBOL, "€10,000,000,000,000.00"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char text[MONEY_TEXT_MAX];
        assert_string_equal(
            money_print_style(rows[i].minor, currency_find(rows[i].currency), rows[i].style, text),
            rows[i].text);
    }
}

static void reads_and_prints_quantities(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t milli; /* INT64_MIN: refused */
        const char *printed;
    } rows[] = {
        {"2", 2000, "2"},
        {"0.412", 412, "0.412"},
        {"1.50", 1500, "1.5"},
        {"-1", -1000, "-1"},
        {"1000000000", QUANTITY_MILLI_MAX, "1000000000"},
        {"1000000001", INT64_MIN, NULL},
        {"0.4125", INT64_MIN, NULL},
        {"", INT64_MIN, NULL},
        {"two", INT64_MIN, NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t milli = INT64_MIN;
        struct error err;
        char text[QUANTITY_TEXT_MAX];
        bool is_read = quantity_parse(text_view_of(rows[i].text), &milli, &err);
        assert_int_equal(milli, rows[i].milli);
        if (is_read) {
            assert_string_equal(quantity_print(milli, text), rows[i].printed);
        }
    }
    enum unit unit;
    assert_true(unit_parse(text_view_of(" KG "), &unit) && unit == UNIT_KG);
    assert_true(unit_parse(text_view_of(""), &unit) && unit == UNIT_EACH);
    assert_false(unit_parse(text_view_of("kilo"), &unit));
    for (int i = 0; i < UNIT_COUNT; i++) {
        assert_true(unit_parse(text_view_of(unit_text((enum unit)i)), &unit) && (int)unit == i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(divides_with_halves),
        cmocka_unit_test(refuses_what_leaves_the_range),
        cmocka_unit_test(shares_add_up),
        cmocka_unit_test(shares_at_the_edges),
        cmocka_unit_test(currencies_are_sound),
        cmocka_unit_test(lists_pieces),
        cmocka_unit_test(reads_money),
        cmocka_unit_test(prints_money),
        cmocka_unit_test(reads_and_prints_quantities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
