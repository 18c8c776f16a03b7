/* A keypad does to a number what a cashier expects of it, for every currency's decimals. */

#include "tests/support.h"

#include "base/compiler.h"
#include "ui/number.h"
#include "ui/ui.h"

struct number_row {
    const char *label;
    enum number_kind kind;
    int64_t value;
    int scale, decimals;
    const char *keys; /* digits, x for the extra key, < for backspace */
    int64_t expected;
    const char *text; /* NUMBER_POINT */
};

static const struct number_row NUMBERS[] = {
    {"money fills from the right", NUMBER_MONEY, 0, 0, 2, "2206", 2206, NULL},
    {"the first digit replaces", NUMBER_MONEY, 950, 0, 2, "3", 3, NULL},
    {"double zero", NUMBER_MONEY, 0, 0, 2, "30x", 3000, NULL},
    {"triple zero for three decimals", NUMBER_MONEY, 0, 0, 3, "5x", 5000, NULL},
    {"no zeros without decimals", NUMBER_MONEY, 0, 0, 0, "500x", 500, NULL},
    {"double zero first is nothing", NUMBER_MONEY, 950, 0, 2, "x5", 5, NULL},
    {"backspace takes the last digit of what was there", NUMBER_MONEY, 3000, 0, 2, "<", 300, NULL},
    {"backspace and on", NUMBER_MONEY, 3000, 0, 2, "<<5", 305, NULL},
    {"the limit refuses a digit", NUMBER_MONEY, 0, 0, 2, "9999999", 999999, NULL},
    {"the limit refuses zeros", NUMBER_MONEY, 0, 0, 2, "99999x", 99999, NULL},
    {"pieces", NUMBER_POINT, 1000, 3, 0, "12", 12000, "12"},
    {"pieces have no point", NUMBER_POINT, 1000, 3, 0, "1x2", 12000, "12"},
    {"weight", NUMBER_POINT, 1000, 3, 3, "0x412", 412, "0.412"},
    {"weight begins with the point", NUMBER_POINT, 1000, 3, 3, "x4", 400, "0.4"},
    {"zeros that were typed are shown", NUMBER_POINT, 0, 3, 3, "1x50", 1500, "1.50"},
    {"a point without digits is shown", NUMBER_POINT, 0, 3, 3, "1x", 1000, "1."},
    {"no fourth place", NUMBER_POINT, 0, 3, 3, "1x2345", 1234, "1.234"},
    {"no second point", NUMBER_POINT, 0, 3, 3, "1xx5", 1500, "1.5"},
    {"untouched", NUMBER_POINT, 412, 3, 3, "", 412, "0.412"},
    {"untouched and round", NUMBER_POINT, 2000, 3, 3, "", 2000, "2"},
    {"backspace over the point", NUMBER_POINT, 0, 3, 3, "12x5<<<", 1000, "1"},
    {"backspace on what was there", NUMBER_POINT, 412, 3, 3, "<", 410, "0.41"},
    {"percent", NUMBER_POINT, 0, 4, 2, "12x5", 125000, "12.5"},
};

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(NUMBERS); i++) {
        const struct number_row *row = &NUMBERS[i];
        struct number_entry entry =
            row->kind == NUMBER_MONEY ? number_money(row->value, row->decimals, 999999)
                                      : number_point(row->value, row->scale, row->decimals, 999999);
        for (const char *key = row->keys; *key != '\0'; key++) {
            struct ui_keypad_press press = {UI_KEYPAD_DIGIT, *key - '0'};
            press.key = *key == 'x'   ? UI_KEYPAD_EXTRA
                        : *key == '<' ? UI_KEYPAD_BACKSPACE
                                      : press.key;
            number_press(&entry, press);
        }
        char text[32] = "";
        if (row->text != NULL) {
            number_text(&entry, ".", text, sizeof text);
        }
        if (entry.value != row->expected || (row->text != NULL && strcmp(text, row->text) != 0)) {
            fail_msg("%s: %lld \"%s\"", row->label, (long long)entry.value, text);
        }
    }
}

static void test_extra_label(void **state)
{
    (void)state;
    struct number_entry entry = number_money(0, 2, 100);
    assert_string_equal(number_extra_label(&entry, "."), "00");
    entry = number_money(0, 3, 100);
    assert_string_equal(number_extra_label(&entry, "."), "000");
    entry = number_money(0, 0, 100);
    assert_null(number_extra_label(&entry, "."));
    entry = number_point(0, 3, 3, 100);
    assert_string_equal(number_extra_label(&entry, ","), ",");
}

struct step_row {
    int digits, size;
};

static void test_money_steps(void **state)
{
    (void)state;
    static const struct step_row steps[] = {
        {3, 104}, {4, 104}, {5, 88}, {6, 88}, {7, 72}, {8, 64}, {9, 52}, {14, 52}};
    for (size_t i = 0; i < ARRAY_LENGTH(steps); i++) {
        assert_int_equal(ui_money_size(104, steps[i].digits), steps[i].size);
    }
    assert_int_equal(ui_money_size(64, 6), 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_extra_label),
        cmocka_unit_test(test_money_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
