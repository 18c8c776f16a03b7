/* Details of a line are read back as they were put in, what does not fit changes nothing, and a
 * text that nobody here wrote is told apart. */

#include "tests/support.h"

#include "domain/line_detail.h"

static void reads_back_what_was_put_in(void **state)
{
    (void)state;
    static const struct line_detail rows[] = {
        {LINE_DETAIL_OPTION, 12, 50, "Oat"},
        {LINE_DETAIL_OPTION, 13, -20, "Small \u00e9 \u4e2d"},
        {LINE_DETAIL_PART, 1000000000007, 2000, "Butter croissant"},
        {LINE_DETAIL_SERIAL, 0, 0, "SN-0042"},
    };
    char details[LINE_DETAILS_BYTES] = "";
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        assert_true(line_detail_append(details, &rows[i]));
    }
    assert_true(line_details_are_whole(details));
    const char *at = details;
    struct line_detail read;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        assert_true(line_detail_next(&at, &read));
        assert_int_equal(read.kind, rows[i].kind);
        assert_int_equal(read.id, rows[i].id);
        assert_int_equal(read.amount, rows[i].amount);
        assert_string_equal(read.text, rows[i].text);
    }
    assert_false(line_detail_next(&at, &read));
    assert_int_equal(line_detail_options_minor(details), 30);
    line_detail_drop(details, LINE_DETAIL_OPTION);
    assert_int_equal(line_detail_options_minor(details), 0);
    at = details;
    assert_true(line_detail_next(&at, &read));
    assert_int_equal(read.kind, LINE_DETAIL_PART);
}

static void refuses_what_does_not_fit(void **state)
{
    (void)state;
    char details[LINE_DETAILS_BYTES] = "";
    char before[LINE_DETAILS_BYTES];
    struct line_detail detail = {.kind = LINE_DETAIL_OPTION, .id = 1, .amount = 5};
    memset(detail.text, 'x', LINE_DETAIL_TEXT_BYTES - 1);
    while (line_detail_append(details, &detail)) {
        memcpy(before, details, sizeof(before));
        assert_true(line_details_are_whole(details));
    }
    assert_string_equal(details, before);
    strcpy(detail.text,
        "a\x1e"
        "b");
    details[0] = '\0';
    assert_false(line_detail_append(details, &detail));
    assert_string_equal(details, "");
}

static void tells_foreign_texts(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
    } rows[] = {
        {"no end",
            "o1\x1f"
            "2\x1fOat"},
        {"another kind",
            "z1\x1f"
            "2\x1fOat\x1e"},
        {"no number",
            "o\x1f"
            "2\x1fOat\x1e"},
        {"a letter",
            "o1x\x1f"
            "2\x1fOat\x1e"},
        {"one field", "o1\x1fOat\x1e"},
        {"a long number",
            "o11111111111111111111\x1f"
            "2\x1fOat\x1e"},
        {"rest behind",
            "o1\x1f"
            "2\x1fOat\x1e?"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        if (line_details_are_whole(rows[i].text)) {
            fail_msg("%s", rows[i].label);
        }
    }
    assert_true(line_details_are_whole(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_back_what_was_put_in),
        cmocka_unit_test(refuses_what_does_not_fit),
        cmocka_unit_test(tells_foreign_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
