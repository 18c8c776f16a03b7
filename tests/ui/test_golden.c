/* The draw lists of the kit's pages are what they were: TILLTALE_UPDATE_GOLDENS=1 accepts a
 * change, and git shows it line by line. Glyphs are of fixed width, so fonts do not matter. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/error.h"
#include "tests/ui/fixed_glyphs.h"
#include "tests/ui/pages.h"
#include "ui/typeset.h"

struct golden_row {
    const char *page;
    int width, height;
    struct ui_settings settings;
};

static const struct golden_row GOLDENS[] = {
    {"sell", 1920, 1080, {.text_percent = 100}},
    {"sell", 1024, 600, {.text_percent = 100}},
    {"sell", 1080, 1920, {.text_percent = 100, .is_mirrored = true}},
    {"number", 1920, 1080, {.text_percent = 100}},
    {"search", 1920, 1080, {.text_percent = 100, .theme = THEME_HIGH_CONTRAST}},
    {"parts", 1280, 800, {.text_percent = 130}},
    {"parts", 1920, 1080, {.text_percent = 100}},
};

static const struct page *find_page(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(PAGES); i++) {
        if (strcmp(PAGES[i].name, name) == 0) {
            return &PAGES[i];
        }
    }
    fail_msg("no page %s", name);
    return NULL;
}

static void dump_page(const struct golden_row *row, struct buffer *out)
{
    struct fixed_glyphs glyphs = {0};
    struct glyph_source source = fixed_glyph_source(&glyphs);
    struct typesetter *type = typesetter_open(&source, TYPESET_CACHE_BYTES);
    struct ui *ui = ui_open(type);
    ui_set(ui, &row->settings);
    struct ui_frame frame = {row->width, row->height, 1000};
    for (int i = 0; i < 3; i++) {
        ui_begin(ui, &frame);
        find_page(row->page)->draw(ui);
        ui_end(ui);
    }
    draw_list_dump(ui_draw_list(ui), out);
    ui_close(ui);
    typesetter_close(type);
}

static void check_golden(const struct golden_row *row)
{
    char path[512];
    snprintf(path, sizeof path, "%s/tests/goldens/ui/%s-%dx%d.txt", TEST_SOURCE, row->page,
        row->width, row->height);
    struct buffer made = {0};
    struct buffer kept = {0};
    struct error err = {0};
    dump_page(row, &made);
    if (getenv("TILLTALE_UPDATE_GOLDENS") != NULL) {
        assert_true(file_write_whole(path, made.bytes, made.size, 0644, &err));
    }
    if (!buffer_read_file(&kept, path, &err)) {
        fail_msg("%s", err.text);
    }
    if (strcmp(made.bytes, kept.bytes) != 0) {
        char other[600];
        snprintf(other, sizeof other, "%s_new.txt", row->page);
        assert_true(file_write_whole(other, made.bytes, made.size, 0644, &err));
        fail_msg("%s differs; what is drawn now is in %s", path, other);
    }
    buffer_close(&made);
    buffer_close(&kept);
}

static void test_goldens(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(GOLDENS); i++) {
        check_golden(&GOLDENS[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_goldens)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
