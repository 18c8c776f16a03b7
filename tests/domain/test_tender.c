/* A payment comes out to the minor unit: what was paid less what is due is the change, only cash
 * gives change and is rounded, and the change can be counted out. */

#include "tests/support.h"

#include "base/error.h"
#include "domain/tender.h"

static void rounds_cash(void **state)
{
    (void)state;
    static const struct {
        int64_t amount, step, rounded;
    } rows[] = {
        {2206, 5, 2205},
        {2207, 5, 2205},
        {2208, 5, 2210},
        {2203, 5, 2205},
        {2202, 5, 2200},
        {2205, 10, 2210},
        {2204, 10, 2200},
        {2206, 1, 2206},
        {2206, 0, 2206},
        {-2208, 5, -2210},
        {-2205, 10, -2210},
        {2, 5, 0},
        {125, 50, 150},
        {120, 50, 100},
        {0, 5, 0},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t rounded = tender_round_cash(rows[i].amount, rows[i].step);
        if (rounded != rows[i].rounded) {
            fail_msg("%ld in steps of %ld: %ld", (long)rows[i].amount, (long)rows[i].step,
                (long)rounded);
        }
    }
}

#define CASH(minor)                                                                                \
    {                                                                                              \
        .kind = TENDER_CASH, .tendered_minor = (minor)                                             \
    }
#define CARD(minor)                                                                                \
    {                                                                                              \
        .kind = TENDER_CARD, .tendered_minor = (minor)                                             \
    }

#define OF(tender, minor)                                                                          \
    {                                                                                              \
        .kind = TENDER_##tender, .tendered_minor = (minor), .of_id = 1                             \
    }
#define DOLLARS(foreign, minor)                                                                    \
    {                                                                                              \
        .kind = TENDER_CASH, .tendered_minor = (minor), .foreign_currency = "USD",                 \
        .foreign_minor = (foreign), .foreign_rate = "0.92"                                         \
    }

static void settles(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        int64_t total, step;
        struct tender tenders[3];
        size_t count;
        enum error_code code;
        int64_t rounding, change, amounts[3];
    } rows[] = {
        {"cash with change", 2206, 1, {CASH(3000)}, 1, ERROR_NONE, 0, 794, {2206}},
        {"exact", 2206, 1, {CASH(2206)}, 1, ERROR_NONE, 0, 0, {2206}},
        {"card", 2206, 1, {CARD(2206)}, 1, ERROR_NONE, 0, 0, {2206}},
        {"nothing to pay", 0, 1, {{0}}, 0, ERROR_NONE, 0, 0, {0}},
        {"too little", 2206, 1, {CASH(2205)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"nothing paid", 2206, 1, {{0}}, 0, ERROR_INVALID, 0, 0, {0}},
        {"card above the total", 2206, 1, {CARD(2207)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"card too little", 2206, 5, {CARD(2205)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"a row of nothing", 2206, 1, {CASH(3000), CARD(0)}, 2, ERROR_INVALID, 0, 0, {0}},
        {"a row below nothing", 2206, 1, {CASH(3000), CASH(-1)}, 2, ERROR_INVALID, 0, 0, {0}},
        {"split", 2206, 1, {CASH(2000), CARD(206)}, 2, ERROR_NONE, 0, 0, {2000, 206}},
        {"card then cash", 2206, 1, {CARD(1000), CASH(2000)}, 2, ERROR_NONE, 0, 794, {1000, 1206}},
        {"cash twice", 2206, 1, {CASH(2000), CASH(1000)}, 2, ERROR_NONE, 0, 794, {2000, 206}},
        {"rounded down", 2206, 5, {CASH(3000)}, 1, ERROR_NONE, -1, 795, {2205}},
        {"rounded up", 2208, 5, {CASH(2210)}, 1, ERROR_NONE, 2, 0, {2210}},
        {"rounded up, paid exactly", 2208, 5, {CASH(2208)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"card is not rounded", 2206, 5, {CARD(2206)}, 1, ERROR_NONE, 0, 0, {2206}},
        {"the rest is rounded", 5254, 5, {CARD(254), CASH(5000)}, 2, ERROR_NONE, 0, 0, {254, 5000}},
        {"the rest is rounded up", 4100, 500, {CARD(3800), CASH(500)}, 2, ERROR_NONE, 200, 0,
            {3800, 500}},
        {"rounded to nothing", 2, 5, {CASH(5)}, 1, ERROR_NONE, -2, 5, {0}},
        {"rounded to nothing, without a coin", 2, 5, {CASH(0)}, 1, ERROR_NONE, -2, 0, {0}},
        {"rounded to nothing, with nothing", 2, 5, {{0}}, 0, ERROR_INVALID, 0, 0, {0}},
        {"nothing for something", 3, 5, {CASH(0)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"cash off the step", 2206, 5, {CASH(2503)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"voucher and account", 2206, 1, {OF(VOUCHER, 1000), OF(ACCOUNT, 1206)}, 2, ERROR_NONE, 0,
            0, {1000, 1206}},
        {"voucher above the total", 2206, 1, {OF(VOUCHER, 2500)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"dollars with change", 2206, 1, {DOLLARS(3000, 2760)}, 1, ERROR_NONE, 0, 554, {2206}},
        {"dollars, change of coins", 2206, 5, {DOLLARS(3000, 2763)}, 1, ERROR_NONE, -3, 560,
            {2203}},
        {"dollars are too few", 2206, 1, {DOLLARS(2000, 1840)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"refund in cash", -2206, 1, {CASH(-2206)}, 1, ERROR_NONE, 0, 0, {-2206}},
        {"refund rounded as the sale was", -2206, 5, {CASH(-2205)}, 1, ERROR_NONE, 1, 0, {-2205}},
        {"refund off by more than a step", -2206, 5, {CASH(-2215)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"refund off the step", -2206, 5, {CASH(-2206)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"refund by card is not rounded", -2206, 5, {CARD(-2205)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"refund split", -2206, 5, {OF(VOUCHER, -206), CASH(-2000)}, 2, ERROR_NONE, 0, 0,
            {-206, -2000}},
        {"refund of too little", -2206, 1, {CASH(-2205)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"refund that takes", -2206, 1, {CASH(2206)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"refund of nothing", -2206, 1, {CARD(0)}, 1, ERROR_INVALID, 0, 0, {0}},
        {"too large", 2206, 1, {CASH(MONEY_MINOR_MAX), CASH(1)}, 2, ERROR_LIMIT, 0, 0, {0}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct settlement settlement = {0};
        struct error err = {0};
        bool is_settled = tender_settle(rows[i].total, rows[i].tenders, rows[i].count, rows[i].step,
            currency_find("EUR"), &settlement, &err);
        bool is_right = is_settled == (err.code == ERROR_NONE) && err.code == rows[i].code &&
                        settlement.rounding_minor == rows[i].rounding &&
                        settlement.change_minor == rows[i].change;
        for (size_t k = 0; k < 3; k++) {
            is_right = is_right && settlement.amount_minor[k] == rows[i].amounts[k];
        }
        if (!is_right) {
            fail_msg("%s: rounding %ld, change %ld, %s", rows[i].label,
                (long)settlement.rounding_minor, (long)settlement.change_minor, err.text);
        }
    }
}

static void says_what_is_still_due(void **state)
{
    (void)state;
    const struct tender rows[] = {CASH(2000), CARD(100)};
    assert_int_equal(tender_still_due(2206, rows, 0, 1, TENDER_CASH), 2206);
    assert_int_equal(tender_still_due(2206, rows, 1, 1, TENDER_CARD), 206);
    assert_int_equal(tender_still_due(2206, rows, 2, 1, TENDER_CARD), 106);
    assert_int_equal(tender_still_due(2206, rows, 0, 5, TENDER_CASH), 2205);
    assert_int_equal(tender_still_due(2206, rows, 0, 5, TENDER_CARD), 2206);
    assert_int_equal(tender_still_due(1500, rows, 1, 5, TENDER_CARD), 0);
}

/* What is given back, too. */
static void says_what_is_still_due_back(void **state)
{
    (void)state;
    const struct tender rows[] = {CARD(-100)};
    assert_int_equal(tender_still_due(-2206, rows, 0, 1, TENDER_CASH), -2206);
    assert_int_equal(tender_still_due(-2206, rows, 0, 5, TENDER_CASH), -2205);
    assert_int_equal(tender_still_due(-2206, rows, 1, 5, TENDER_CARD), -2106);
    assert_int_equal(tender_still_due(-50, rows, 1, 1, TENDER_CARD), 0);
}

/* Amount times rate, rounded once to the own minor unit, halves away from zero. */
static void converts(void **state)
{
    (void)state;
    static const struct {
        const char *foreign, *rate, *own;
        int64_t amount, worth;
    } rows[] = {
        {"USD", "0.92", "EUR", 3000, 2760},
        {"USD", "0.9215", "EUR", 100, 92},
        {"USD", "0.925", "EUR", 100, 93},
        {"JPY", "0.0061", "EUR", 1000, 610},
        {"EUR", "163.5", "JPY", 1000, 1635},
        {"EUR", "163.45", "JPY", 1000, 1635},
        {"KWD", "3.012345678", "EUR", 1000, 301},
        {"EUR", "0.331", "KWD", 1000, 3310},
        {"USD", "0", "EUR", 100, 0},
        {"USD", "-1", "EUR", 100, 0},
        {"USD", "1.0000000001", "EUR", 100, 0},
        {"USD", "abc", "EUR", 100, 0},
        {"USD", "999999999", "EUR", MONEY_MINOR_MAX, 0},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct tender tender = {0};
        struct error err;
        bool is_done = tender_convert(currency_find(rows[i].foreign), rows[i].amount,
            text_view_of(rows[i].rate), currency_find(rows[i].own), &tender, &err);
        if (is_done != (rows[i].worth > 0) || tender.tendered_minor != rows[i].worth) {
            fail_msg("%s %s: %ld", rows[i].foreign, rows[i].rate, (long)tender.tendered_minor);
        }
        assert_true(!is_done || strcmp(tender.foreign_rate, rows[i].rate) == 0);
    }
    int64_t due;
    const struct currency *euro = currency_find("EUR");
    assert_true(tender_foreign_due(
        2206, euro, currency_find("USD"), text_view_of("0.92"), &due)); /* 23.978 */
    assert_int_equal(due, 2398);
    assert_true(tender_foreign_due(2206, euro, currency_find("JPY"), text_view_of("0.0061"), &due));
    assert_int_equal(due, 3617); /* 3616.4 */
    assert_true(tender_foreign_due(2206, euro, currency_find("CHF"), text_view_of("1.04"), &due));
    assert_int_equal(due, 2125); /* 21.21, in coins */
}

/* However a sum is split over tenders, it is paid to the cent, no coin is asked for that is not
 * there, and a refund of the same takes back what was given. */
static void settles_every_split(void **state)
{
    (void)state;
    static const int64_t steps[] = {1, 5, 10, 50};
    const struct currency *currency = currency_find("CHF");
    for (size_t s = 0; s < ARRAY_LENGTH(steps); s++) {
        for (int64_t total = 1; total < 700; total++) {
            struct settlement paid;
            struct settlement back;
            struct error err;
            struct tender rows[2] = {OF(VOUCHER, total / 3 + 1), CASH(0)};
            if (rows[0].tendered_minor > total) {
                continue;
            }
            rows[1].tendered_minor = tender_still_due(total, rows, 1, steps[s], TENDER_CASH);
            assert_true(tender_settle(total, rows, 2, steps[s], currency, &paid, &err));
            assert_int_equal(
                total + paid.rounding_minor, paid.amount_minor[0] + paid.amount_minor[1]);
            assert_int_equal(paid.amount_minor[1] % steps[s], 0);
            if (rows[1].tendered_minor == 0) {
                continue; /* nothing goes back in cash */
            }
            struct tender given[2] = {rows[0], rows[1]};
            given[0].tendered_minor = -given[0].tendered_minor;
            given[1].tendered_minor = -given[1].tendered_minor;
            assert_true(tender_settle(-total, given, 2, steps[s], currency, &back, &err));
            assert_int_equal(back.rounding_minor, -paid.rounding_minor);
        }
    }
}

static void offers_likely_notes(void **state)
{
    (void)state;
    static const struct {
        const char *currency;
        int64_t due, notes[TENDER_NOTES_MAX];
    } rows[] = {
        {"EUR", 2206, {2500, 3000, 4000, 5000}},
        {"EUR", 3000, {4000, 5000, 10000, 20000}},
        {"EUR", 360, {500, 1000, 2000, 5000}},
        {"EUR", 500, {1000, 2000, 5000, 10000}},
        {"EUR", 4500, {5000, 6000, 10000, 20000}},
        {"EUR", 20000, {0}},
        {"EUR", 0, {0}},
        {"USD", 2206, {2300, 2500, 3000, 4000}},
        {"JPY", 2206, {3000, 5000, 10000, 0}},
        {"KWD", 1300, {1500, 2000, 5000, 10000}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t notes[TENDER_NOTES_MAX] = {0};
        size_t count = tender_likely_notes(rows[i].due, currency_find(rows[i].currency), notes);
        for (size_t k = 0; k < TENDER_NOTES_MAX; k++) {
            if (notes[k] != rows[i].notes[k] || (notes[k] > 0) != (k < count)) {
                fail_msg("%s %ld: note %zu is %ld", rows[i].currency, (long)rows[i].due, k,
                    (long)notes[k]);
            }
        }
    }
}

static void counts_out_change(void **state)
{
    (void)state;
    struct tender_piece pieces[TENDER_PIECES_MAX];
    int64_t rest = 7;
    static const struct tender_piece wanted[] = {{500, 1}, {200, 1}, {50, 1}, {20, 2}, {2, 2}};
    size_t count = tender_change_pieces(794, currency_find("EUR"), pieces, &rest);
    assert_int_equal(count, ARRAY_LENGTH(wanted));
    assert_int_equal(rest, 0);
    assert_memory_equal(pieces, wanted, sizeof(wanted));
    assert_int_equal(tender_change_pieces(0, currency_find("EUR"), pieces, NULL), 0);
    for (size_t i = 0; i < currency_count(); i++) { /* no unit is lost in any currency */
        for (int64_t change = 0; change < 30000; change += 7) {
            count = tender_change_pieces(change, currency_at(i), pieces, &rest);
            int64_t sum = rest;
            for (size_t k = 0; k < count; k++) {
                sum += pieces[k].value_minor * pieces[k].count;
            }
            assert_int_equal(sum, change);
            int64_t rounded = tender_round_cash(change, currency_at(i)->cash_step_minor);
            tender_change_pieces(rounded, currency_at(i), pieces, &rest);
            if (rest != 0) {
                fail_msg("%s: %ld cannot be counted out", currency_at(i)->code, (long)rounded);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounds_cash),
        cmocka_unit_test(settles),
        cmocka_unit_test(says_what_is_still_due),
        cmocka_unit_test(says_what_is_still_due_back),
        cmocka_unit_test(converts),
        cmocka_unit_test(settles_every_split),
        cmocka_unit_test(offers_likely_notes),
        cmocka_unit_test(counts_out_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
