/* A number as people write it is read exactly or refused with a reason, and printing it gives the
 * same number again. */

#include "tests/support.h"

#include "base/decimal.h"
#include "base/error.h"

static void reads_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int decimals;
        char mark;
        enum error_code code;
        int64_t value;
    } rows[] = {
        {"30.00", 2, '.', ERROR_NONE, 3000}, {"30", 2, '.', ERROR_NONE, 3000},
        {" 3.6 ", 2, '.', ERROR_NONE, 360}, {"-3.05", 2, '.', ERROR_NONE, -305},
        {"0.412", 3, '.', ERROR_NONE, 412}, {"30,00", 2, ',', ERROR_NONE, 3000},
        {"007", 0, '.', ERROR_NONE, 7}, {"-0", 2, '.', ERROR_NONE, 0},
        {"123456789012345678", 0, '.', ERROR_NONE, INT64_C(123456789012345678)},
        {"1234567890123456789", 0, '.', ERROR_LIMIT, 0},
        {"123456789012345678", 2, '.', ERROR_LIMIT, 0}, {"", 2, '.', ERROR_INVALID, 0},
        {"-", 2, '.', ERROR_INVALID, 0}, {".5", 2, '.', ERROR_INVALID, 0},
        {"5.", 2, '.', ERROR_INVALID, 0}, {"1.234", 2, '.', ERROR_INVALID, 0},
        {"1.0", 0, '.', ERROR_INVALID, 0}, {"1,000.00", 2, '.', ERROR_INVALID, 0},
        {"30,00", 2, '.', ERROR_INVALID, 0}, {"+3", 2, '.', ERROR_INVALID, 0},
        {"1e3", 2, '.', ERROR_INVALID, 0}, {"1 000", 2, '.', ERROR_INVALID, 0},
        {"--1", 2, '.', ERROR_INVALID, 0}, {"0x10", 2, '.', ERROR_INVALID, 0},
        {"\xD9\xA3", 2, '.', ERROR_INVALID, 0}, /* ARABIC-INDIC DIGIT THREE */
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t value = 77;
        struct error err = {0};
        bool is_read =
            decimal_parse(text_view_of(rows[i].text), rows[i].decimals, rows[i].mark, &value, &err);
        bool is_right = is_read ? value == rows[i].value : value == 77 && err.text[0] != '\0';
        if (err.code != rows[i].code || !is_right) {
            fail_msg("'%s': %ld, %s", rows[i].text, (long)value, err.text);
        }
    }
}

static void prints_what_it_reads(void **state)
{
    (void)state;
    static const struct {
        int64_t value;
        int decimals;
        const char *text, *short_text;
    } rows[] = {
        {794, 2, "7.94", "7.94"},
        {-300, 2, "-3.00", "-3"},
        {5, 2, "0.05", "0.05"},
        {0, 2, "0.00", "0"},
        {-1, 3, "-0.001", "-0.001"},
        {2000, 3, "2.000", "2"},
        {100, 0, "100", "100"},
        {INT64_MAX, 0, "9223372036854775807", "9223372036854775807"},
        {INT64_MIN, 9, "-9223372036.854775808", "-9223372036.854775808"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char text[DECIMAL_TEXT_MAX];
        assert_string_equal(decimal_print(rows[i].value, rows[i].decimals, text), rows[i].text);
        assert_string_equal(
            decimal_print_short(rows[i].value, rows[i].decimals, text), rows[i].short_text);
    }
    for (int64_t value = -100000; value <= 100000; value += 7) {
        char text[DECIMAL_TEXT_MAX];
        int64_t back;
        struct error err;
        decimal_print(value, 3, text);
        assert_true(decimal_parse(text_view_of(text), 3, '.', &back, &err) && back == value);
        decimal_print_short(value, 3, text);
        assert_true(decimal_parse(text_view_of(text), 3, '.', &back, &err) && back == value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(prints_what_it_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
