/* Every layout makes the characters that codes are made of, each from one key; Linux' key
 * numbers and the scancodes mean the same keys. */

#include "tests/support.h"

#include <linux/input-event-codes.h>

#include "base/compiler.h"
#include "device/scancode.h"

static bool can_type(enum scanner_layout layout, const char *character)
{
    static const unsigned modifiers[] = {0, SCANCODE_SHIFT, SCANCODE_ALT_GR};
    char text[SCANCODE_TEXT_MAX];
    for (size_t m = 0; m < ARRAY_LENGTH(modifiers); m++) {
        for (unsigned scancode = 0; scancode < 256; scancode++) {
            scancode_text(layout, scancode, modifiers[m], text);
            if (strcmp(text, character) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void all_of_ascii_can_be_typed(void **state)
{
    (void)state;
    for (int layout = 0; layout < SCANNER_LAYOUT_HOST; layout++) {
        for (char c = ' '; c <= '~'; c++) {
            char character[2] = {c};
            if (!can_type((enum scanner_layout)layout, character)) {
                fail_msg("layout %d cannot type %s", layout, character);
            }
        }
    }
}

static void keys_of_layouts(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum scanner_layout layout;
        unsigned scancode, modifiers;
        const char *text;
    } rows[] = {
        {"US 1", SCANNER_LAYOUT_US, 30, 0, "1"},
        {"US z", SCANNER_LAYOUT_US, 29, 0, "z"},
        {"US @", SCANNER_LAYOUT_US, 31, SCANCODE_SHIFT, "@"},
        {"German z", SCANNER_LAYOUT_DE, 28, 0, "z"},
        {"German y", SCANNER_LAYOUT_DE, 29, 0, "y"},
        {"German slash", SCANNER_LAYOUT_DE, 36, SCANCODE_SHIFT, "/"},
        {"German @", SCANNER_LAYOUT_DE, 20, SCANCODE_ALT_GR, "@"},
        {"French 1 needs shift", SCANNER_LAYOUT_FR, 30, SCANCODE_SHIFT, "1"},
        {"French &", SCANNER_LAYOUT_FR, 30, 0, "&"},
        {"French a", SCANNER_LAYOUT_FR, 20, 0, "a"},
        {"French m", SCANNER_LAYOUT_FR, 51, 0, "m"},
        {"French comma", SCANNER_LAYOUT_FR, 16, 0, ","},
        {"number block 7", SCANNER_LAYOUT_FR, 95, 0, "7"},
        {"number block slash", SCANNER_LAYOUT_DE, 84, 0, "/"},
        {"GS", SCANNER_LAYOUT_DE, 48, SCANCODE_CONTROL, "\x1D"},
        {"Alt makes nothing", SCANNER_LAYOUT_US, 4, SCANCODE_ALT, ""},
        {"F1 makes nothing", SCANNER_LAYOUT_US, 58, 0, ""},
        {"the system's layout is not ours", SCANNER_LAYOUT_HOST, 4, 0, ""},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char text[SCANCODE_TEXT_MAX];
        scancode_text(rows[i].layout, rows[i].scancode, rows[i].modifiers, text);
        if (strcmp(text, rows[i].text) != 0) {
            fail_msg("%s: \"%s\"", rows[i].label, text);
        }
    }
}

static void ends_of_codes(void **state)
{
    (void)state;
    assert_true(scancode_ends_code(scancode_from_linux(KEY_ENTER), 0));
    assert_true(scancode_ends_code(scancode_from_linux(KEY_KPENTER), 0));
    assert_true(scancode_ends_code(scancode_from_linux(KEY_TAB), SCANCODE_SHIFT));
    assert_true(scancode_ends_code(scancode_from_linux(KEY_M), SCANCODE_CONTROL));
    assert_false(scancode_ends_code(scancode_from_linux(KEY_M), 0));
    assert_false(scancode_ends_code(scancode_from_linux(KEY_ENTER), SCANCODE_ALT));
}

/* Both tables checked through the US layout, which both are named after. */
static void linux_keys_are_translated(void **state)
{
    (void)state;
    static const struct {
        unsigned key;
        const char *text;
    } rows[] = {{KEY_Q, "q"}, {KEY_P, "p"}, {KEY_A, "a"}, {KEY_Z, "z"}, {KEY_M, "m"}, {KEY_1, "1"},
        {KEY_0, "0"}, {KEY_MINUS, "-"}, {KEY_SLASH, "/"}, {KEY_DOT, "."}, {KEY_KP0, "0"},
        {KEY_KP9, "9"}, {KEY_RIGHTBRACE, "]"}, {KEY_SPACE, " "}, {KEY_F1, ""}, {KEY_RESERVED, ""},
        {KEY_MAX, ""}};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char text[SCANCODE_TEXT_MAX];
        scancode_text(SCANNER_LAYOUT_US, scancode_from_linux(rows[i].key), 0, text);
        if (strcmp(text, rows[i].text) != 0) {
            fail_msg("key %u: \"%s\", not \"%s\"", rows[i].key, text, rows[i].text);
        }
    }
}

static void layouts_have_names(void **state)
{
    (void)state;
    enum scanner_layout layout;
    assert_true(scanner_layout_from_name("de", &layout) && layout == SCANNER_LAYOUT_DE);
    assert_true(scanner_layout_from_name("host", &layout) && layout == SCANNER_LAYOUT_HOST);
    assert_false(scanner_layout_from_name("", &layout));
    assert_false(scanner_layout_from_name("DE", &layout));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_ascii_can_be_typed),
        cmocka_unit_test(keys_of_layouts),
        cmocka_unit_test(ends_of_codes),
        cmocka_unit_test(linux_keys_are_translated),
        cmocka_unit_test(layouts_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
