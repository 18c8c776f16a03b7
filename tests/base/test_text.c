/* Text that is cut stays valid UTF-8 and says that it was cut; malformed UTF-8 is found at its
 * byte. */

#include "tests/support.h"

#include "base/text.h"

static void cut_keeps_characters_whole(void **state)
{
    (void)state;
    char out[5];
    assert_false(text_copy(out, sizeof(out), "ab\xE2\x82\xAC")); /* "ab€" needs 6 bytes */
    assert_string_equal(out, "ab");
    assert_true(text_copy(out, sizeof(out), "a\xE2\x82\xAC"));
}

static void split_keeps_empty_fields(void **state)
{
    (void)state;
    struct text_view rest = text_view_of("a;;b");
    struct text_view head;
    assert_true(text_view_split(&rest, ';', &head) && text_view_equals(head, "a"));
    assert_true(text_view_split(&rest, ';', &head) && text_view_equals(head, ""));
    assert_true(text_view_split(&rest, ';', &head) && text_view_equals(head, "b"));
    assert_false(text_view_split(&rest, ';', &head));
}

static void utf8_rows(void **state)
{
    (void)state;
    static const struct {
        const char *label, *bytes;
        size_t bad_at; /* SIZE_MAX: well formed */
    } rows[] = {
        {"ascii", "abc", SIZE_MAX},
        {"euro", "1\xE2\x82\xAC", SIZE_MAX},
        {"four bytes", "\xF0\x9F\x98\x80", SIZE_MAX},
        {"lone continuation", "a\x80", 1},
        {"overlong slash", "\xC0\xAF", 0},
        {"surrogate", "ab\xED\xA0\x80", 2},
        {"above U+10FFFF", "\xF4\x90\x80\x80", 0},
        {"cut short", "a\xE2\x82", 1},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        size_t offset = SIZE_MAX;
        bool good = text_is_utf8(rows[i].bytes, strlen(rows[i].bytes), &offset);
        if (good != (rows[i].bad_at == SIZE_MAX) || offset != rows[i].bad_at) {
            fail_msg("%s: offset %zu", rows[i].label, offset);
        }
    }
}

/* Numbers have the digits that are asked for, and more only where they need them. */
static void numbers_are_padded(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        int digits_min;
        const char *text;
    } rows[] = {{0, 0, "0"}, {0, 1, "0"}, {7, 2, "07"}, {124, 6, "000124"}, {1234567, 6, "1234567"},
        {INT64_MAX, 19, "9223372036854775807"}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[32];
        struct text_out out = text_out_begin(text, sizeof(text));
        text_out_append_number(&out, rows[i].number, rows[i].digits_min);
        assert_string_equal(text, rows[i].text);
    }
}

static void plain_rows(void **state)
{
    (void)state;
    static const struct {
        const char *text, *plain;
    } rows[] = {
        {"", ""},
        {"Käse 1 €", "Käse 1 €"},
        {"a\nb\x1B[31m\x7F", "a?b?[31m?"},
        {"\xC2\x9B"
         "31m\xC2\xA0x",
            "?31m\xC2\xA0x"}, /* CSI in one character; a fixed space */
        {"cut \xC2", "cut \xC2"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char text[40];
        assert_true(text_copy(text, sizeof(text), rows[i].text));
        text_make_plain(text);
        assert_string_equal(text, rows[i].plain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_keeps_characters_whole),
        cmocka_unit_test(split_keeps_empty_fields),
        cmocka_unit_test(utf8_rows),
        cmocka_unit_test(numbers_are_padded),
        cmocka_unit_test(plain_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
