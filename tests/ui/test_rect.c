/* Cutting loses and invents no pixel: pieces and rest make the area, cells share it evenly. */

#include "tests/support.h"

#include "base/compiler.h"
#include "ui/rect.h"
#include "ui/theme.h"

static void assert_rect(struct rect got, int x, int y, int width, int height)
{
    assert_int_equal(got.x, x);
    assert_int_equal(got.y, y);
    assert_int_equal(got.width, width);
    assert_int_equal(got.height, height);
}

static void test_cuts(void **state)
{
    (void)state;
    struct rect area = {10, 20, 300, 200};
    assert_rect(rect_cut_left(&area, 100), 10, 20, 100, 200);
    assert_rect(rect_cut_right(&area, 50), 260, 20, 50, 200);
    assert_rect(rect_cut_top(&area, 30), 110, 20, 150, 30);
    assert_rect(rect_cut_bottom(&area, 40), 110, 180, 150, 40);
    assert_rect(area, 110, 50, 150, 130);
    assert_rect(rect_cut_left(&area, 9999), 110, 50, 150, 130);
    assert_true(rect_is_empty(area));
    assert_rect(rect_cut_top(&area, -5), 260, 50, 0, 0);
}

static void test_grid(void **state)
{
    (void)state;
    struct rect area = {7, 9, 1000, 333};
    for (int columns = 1; columns < 12; columns++) {
        int last = columns * 3 - 1;
        struct rect cell = rect_grid_cell(area, columns, 3, 10, last);
        assert_int_equal(rect_right(cell), rect_right(area));
        assert_int_equal(rect_bottom(cell), rect_bottom(area));
        for (int i = 1; i < columns; i++) {
            struct rect before = rect_column(area, columns, 10, i - 1);
            struct rect after = rect_column(area, columns, 10, i);
            assert_int_equal(after.x, rect_right(before) + 10);
            assert_in_range(before.width - after.width, 0, 1);
        }
    }
}

struct scale_row {
    const char *label;
    int width, height, panel_mm, scale_milli, design_width, design_height;
};

/* The rule of "Any screen". */
static const struct scale_row SCALES[] = {
    {"full HD", 1920, 1080, 0, 1000, 1920, 1080},
    {"portrait", 1080, 1920, 0, 1000, 1080, 1920},
    {"7 inch panel", 1024, 600, 0, 750, 1365, 800},
    {"tablet", 1280, 800, 0, 750, 1706, 1066},
    {"4K", 3840, 2160, 0, 2000, 1920, 1080},
    {"full HD at 10 inches: the finger decides", 1920, 1080, 222, 1381, 1389, 781},
};

static void test_scale(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(SCALES); i++) {
        const struct scale_row *row = &SCALES[i];
        int scale = theme_scale(row->width, row->height, row->panel_mm);
        int milli = (int)((int64_t)scale * 1000 / SCALE_ONE);
        int width = (int)((int64_t)row->width * SCALE_ONE / scale);
        int height = (int)((int64_t)row->height * SCALE_ONE / scale);
        if (milli != row->scale_milli || width != row->design_width ||
            height != row->design_height) {
            fail_msg("%s: scale %d, %dx%d", row->label, milli, width, height);
        }
    }
}

/* Every pair of text and ground that the kit uses reaches its line in both themes. */
static void test_contrast(void **state)
{
    (void)state;
    static const enum colour_name pairs[][2] = {
        {COLOUR_INK, COLOUR_PAPER},
        {COLOUR_INK, COLOUR_CARD},
        {COLOUR_INK2, COLOUR_PAPER},
        {COLOUR_INK2, COLOUR_CARD},
        {COLOUR_INK2, COLOUR_SUNK},
        {COLOUR_WHITE, COLOUR_INK},
        {COLOUR_WHITE, COLOUR_GREEN},
        {COLOUR_WHITE, COLOUR_TERRACOTTA},
        {COLOUR_GREEN, COLOUR_GREEN_TINT},
        {COLOUR_TERRACOTTA_TEXT, COLOUR_TERRACOTTA_TINT},
        {COLOUR_BLUE, COLOUR_BLUE_TINT},
        {COLOUR_AMBER, COLOUR_AMBER_TINT},
        {COLOUR_RED, COLOUR_RED_TINT},
        {COLOUR_RED, COLOUR_CARD},
    };
    for (int kind = THEME_STANDARD; kind <= THEME_HIGH_CONTRAST; kind++) {
        const struct theme *theme = theme_of((enum theme_kind)kind);
        for (size_t i = 0; i < ARRAY_LENGTH(pairs); i++) {
            int contrast = theme_contrast_percent(
                theme_rgb(theme, pairs[i][0]), theme_rgb(theme, pairs[i][1]));
            int least = kind == THEME_HIGH_CONTRAST ? 700 : 450;
            if (contrast < least) {
                fail_msg(
                    "theme %d: colours %d on %d: %d", kind, pairs[i][0], pairs[i][1], contrast);
            }
        }
        int field = theme_contrast_percent(
            theme_rgb(theme, COLOUR_FIELD_LINE), theme_rgb(theme, COLOUR_CARD));
        assert_true(field >= 300);
    }
    assert_int_equal(theme_contrast_percent(0x000000, 0xffffff), 2100);
    assert_int_equal(theme_text_on(0xF2B705), COLOUR_RGB(0x1B1A17));
    assert_int_equal(theme_text_on(0x12211B), COLOUR_RGB(0xFFFFFF));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_grid),
        cmocka_unit_test(test_scale),
        cmocka_unit_test(test_contrast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
