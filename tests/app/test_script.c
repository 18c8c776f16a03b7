/* A script is read as it is meant or refused with the place of its first mistake; nothing is
 * taken from a script that has one. */

#include "tests/support.h"

#include "app/script.h"
#include "base/error.h"

static void every_command_is_read(void **state)
{
    (void)state;
    static const char source[] =
        "# a comment\r\n"
        "size 1280x800\n"
        "scale 130\n"
        "zone Europe/Berlin\n"
        "locale en\n"
        "clock 2026-11-23T12:42:00\n"
        "\n"
        "  tap \"Flat white\"  \r\n"
        "hold Backspace 800\n"
        "drag \"Espresso\" 0 -300\n"
        "type \"say \\\"hi\\\" \\\\ \\n\\t\"\n"
        "key F12\n"
        "scan 4006381333931\n"
        "wait 4000\n"
        "expect \"Thank you.\"\n"
        "expect-not \"Undo\"\n"
        "clock 2026-11-24T08:00:00Z\n"
        "shot 03-thanks";
    static const struct step wanted[] = {
        {.kind = STEP_SIZE, .line = 2, .text = "", .x = 1280, .y = 800},
        {.kind = STEP_SCALE, .line = 3, .text = "", .x = 130},
        {.kind = STEP_ZONE, .line = 4, .text = "Europe/Berlin"},
        {.kind = STEP_LOCALE, .line = 5, .text = "en"},
        {.kind = STEP_CLOCK, .line = 6, .text = "2026-11-23T12:42:00"},
        {.kind = STEP_TAP, .line = 8, .text = "Flat white"},
        {.kind = STEP_HOLD, .line = 9, .text = "Backspace", .duration_ms = 800},
        {.kind = STEP_DRAG, .line = 10, .text = "Espresso", .x = 0, .y = -300},
        {.kind = STEP_TYPE, .line = 11, .text = "say \"hi\" \\ \n\t"},
        {.kind = STEP_KEY, .line = 12, .text = "", .key = INPUT_KEY_F12},
        {.kind = STEP_SCAN, .line = 13, .text = "4006381333931"},
        {.kind = STEP_WAIT, .line = 14, .text = "", .duration_ms = 4000},
        {.kind = STEP_EXPECT, .line = 15, .text = "Thank you."},
        {.kind = STEP_EXPECT_NOT, .line = 16, .text = "Undo"},
        {.kind = STEP_CLOCK, .line = 17, .text = "2026-11-24T08:00:00Z"},
        {.kind = STEP_SHOT, .line = 18, .text = "03-thanks"},
    };
    struct script script;
    struct error err;
    if (!script_parse(text_view_of(source), &script, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(script.step_count, ARRAY_LENGTH(wanted));
    for (size_t i = 0; i < ARRAY_LENGTH(wanted); i++) {
        const struct step *step = &script.steps[i];
        print_message("line %u\n", wanted[i].line);
        assert_int_equal(step->kind, wanted[i].kind);
        assert_int_equal(step->line, wanted[i].line);
        assert_string_equal(step->text, wanted[i].text);
        assert_int_equal(step->x, wanted[i].x);
        assert_int_equal(step->y, wanted[i].y);
        assert_int_equal(step->duration_ms, wanted[i].duration_ms);
        assert_int_equal(step->key, wanted[i].key);
    }
    script_close(&script);
}

static void a_script_of_nothing_has_no_steps(void **state)
{
    (void)state;
    static const char *const sources[] = {"", "\n", "  \r\n\t\n# only words", "\n\n\n"};
    for (size_t i = 0; i < ARRAY_LENGTH(sources); i++) {
        struct script script;
        struct error err;
        assert_true(script_parse(text_view_of(sources[i]), &script, &err));
        assert_int_equal(script.step_count, 0);
        script_close(&script);
    }
}

static void a_mistake_is_named_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        const char *place;
    } rows[] = {
        {"jump", "1:1: no such command"},
        {"tap \"a\"\n  jump", "2:3: no such command"},
        {"tap", "1:4: a text has to follow"},
        {"tap \"\"", "1:5: a text has to follow"},
        {"tap \"Flat", "1:10: the text has no closing quote"},
        {"tap \"größer", "1:12: the text has no closing quote"},
        {"tap \"a\\x\"", "1:7: behind \\"},
        {"tap \"a\"b", "1:8: a space has to follow"},
        {"tap a\"b", "1:5: a text with a quote"},
        {"tap \"a\" b", "1:9: nothing more"},
        {"tap a b", "1:7: nothing more"},
        {"wait", "1:5: a whole number from 0 to 86400000"},
        {"wait -1", "1:6: a whole number"},
        {"wait 1.5", "1:6: a whole number"},
        {"wait 86400001", "1:6: a whole number"},
        {"wait 99999999999999999999", "1:6: a whole number"},
        {"hold a", "1:7: a whole number"},
        {"drag a 1", "1:9: a whole number from -16384"},
        {"drag a - 1", "1:8: a whole number"},
        {"key enter", "1:5: no such key"},
        {"size 1280", "1:6: a size"},
        {"size 1280x", "1:11: a whole number from 1"},
        {"size 0x800", "1:6: a whole number from 1"},
        {"scale 90", "1:7: a whole number from 100 to 130"},
        {"locale it", "1:8: the kiosk speaks en"},
        {"theme dark", "1:7: a theme is light or contrast"},
        {"shot a/b", "1:6: a shot's name"},
        {"shot .hidden", "1:6: a shot's name"},
        {"tap a\nsize 1x1", "2:1: this stands before the first"},
        {"expect a\nzone UTC", "2:1: this stands before the first"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct script script;
        struct error err;
        print_message("%s\n", rows[i].source);
        assert_false(script_parse(text_view_of(rows[i].source), &script, &err));
        assert_int_equal(err.code, ERROR_INVALID);
        assert_memory_equal(err.text, rows[i].place, strlen(rows[i].place));
        assert_null(script.steps);
        assert_null(script.texts);
    }
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *place;
    } rows[] = {
        {"tap a\n# \xFF", 9, "2:3: this is no text"},
        {"tap a\0b", 7, "1:6: this is no text"},
        {"\xE2\x82", 2, "1:1: this is no text"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct script script;
        struct error err;
        assert_false(script_parse((struct text_view){rows[i].bytes, rows[i].size}, &script, &err));
        assert_memory_equal(err.text, rows[i].place, strlen(rows[i].place));
    }
}

static void a_text_has_a_length_that_a_scan_can_have(void **state)
{
    (void)state;
    char source[SCRIPT_TEXT_MAX + 16];
    struct script script;
    struct error err;
    memcpy(source, "scan ", 5);
    memset(source + 5, 'a', SCRIPT_TEXT_MAX);
    assert_true(script_parse((struct text_view){source, 5 + SCRIPT_TEXT_MAX - 1}, &script, &err));
    assert_int_equal(strlen(script.steps[0].text), SCRIPT_TEXT_MAX - 1);
    script_close(&script);
    assert_false(script_parse((struct text_view){source, 5 + SCRIPT_TEXT_MAX}, &script, &err));
}

static void a_file_that_is_not_there_is_named(void **state)
{
    (void)state;
    struct script script;
    struct error err;
    assert_false(script_read_file("/nonexistent/a.script", &script, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_non_null(strstr(err.text, "/nonexistent/a.script"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_is_read),
        cmocka_unit_test(a_script_of_nothing_has_no_steps),
        cmocka_unit_test(a_mistake_is_named_with_its_place),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(a_text_has_a_length_that_a_scan_can_have),
        cmocka_unit_test(a_file_that_is_not_there_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
