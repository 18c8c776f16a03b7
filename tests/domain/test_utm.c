/* The words of a visit are a campaign's if all of the campaign's are among them, however they are
 * written. */

#include "tests/support.h"

#include "base/buffer.h"
#include "domain/utm.h"

static void matches(void **state)
{
    (void)state;
    static const struct {
        const char *label, *wanted, *query;
        bool is_match;
    } rows[] = {
        {"same", "utm_source=fair", "utm_source=fair", true},
        {"among others", "utm_source=fair", "a=b&utm_source=fair&c=d", true},
        {"case", "utm_source=Fair", "UTM_Source=fAIR", true},
        {"order", "a=1&b=2", "b=2&a=1", true},
        {"one is missing", "a=1&b=2", "a=1", false},
        {"another value", "a=1", "a=2", false},
        {"longer value", "a=1", "a=12", false},
        {"shorter value", "a=12", "a=1", false},
        {"encoded", "a=big%20fair", "a=big+fair", true},
        {"encoded mark", "a=1%262", "a=1%262", true},
        {"broken code", "a=1%2", "a=1%2", true},
        {"nothing wanted", "", "a=1", false},
        {"nothing said", "a=1", "", false},
        {"no value", "a=", "a=", false},
        {"no name", "=1", "=1", false},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        if (utm_matches(text_view_of(rows[i].wanted), text_view_of(rows[i].query)) !=
            rows[i].is_match) {
            fail_msg("%s", rows[i].label);
        }
    }
}

static void finds_values(void **state)
{
    (void)state;
    char value[8];
    struct text_view url = text_view_of("https://x.example/a?utm_content=Har%20bour&b=2#top");
    assert_true(text_view_equals(utm_query(url), "utm_content=Har%20bour&b=2"));
    assert_true(text_view_equals(utm_path(url), "https://x.example/a"));
    assert_true(text_view_equals(utm_query(text_view_of("a=b")), "a=b"));
    assert_true(utm_value(utm_query(url), "UTM_CONTENT", value, sizeof(value)));
    assert_string_equal(value, "Har bou"); /* cut to fit */
    assert_false(utm_value(utm_query(url), "utm_source", value, sizeof(value)));
    assert_int_equal(utm_pair_count(text_view_of("a=1&b&c=&=d&e=2")), 2);
}

/* What is appended reads back as it was. */
static void encodes(void **state)
{
    (void)state;
    static const char *const values[] = {"plain", "a b", "a&b=c", "100%", "1+1", "#?"};
    for (size_t i = 0; i < ARRAY_LENGTH(values); i++) {
        char back[32];
        struct buffer text = {0};
        buffer_append_text(&text, "x=");
        utm_append_value(text_view_of(values[i]), &text);
        buffer_append_text(&text, "&y=1");
        assert_true(utm_value((struct text_view){text.bytes, text.size}, "x", back, sizeof(back)));
        assert_string_equal(back, values[i]);
        buffer_close(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches),
        cmocka_unit_test(finds_values),
        cmocka_unit_test(encodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
