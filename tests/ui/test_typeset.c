/* Text is set as people read it: runs in visual order, faces that have the letters, digits in
 * equal cells, long names cut in the middle so that their end stays, nothing personal kept. */

#include "tests/support.h"

#include "base/compiler.h"
#include "tests/ui/fixed_glyphs.h"
#include "ui/typeset.h"

struct fixture {
    struct fixed_glyphs glyphs;
    struct typesetter *type;
};

static const struct type_style STYLE = {.face = FONT_TEXT_400, .size_px = 20};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct glyph_source source = fixed_glyph_source(&fixture->glyphs);
    fixture->type = typesetter_open(&source, 64 * 1024);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    typesetter_close(fixture->type);
    free(fixture);
    return 0;
}

struct run_row {
    const char *label, *text;
    const char *order; /* the runs from the left, joined by | */
    enum text_direction direction;
};

static const struct run_row RUNS[] = {
    {"latin", "Flat white 2", "Flat white 2", TEXT_LEFT_TO_RIGHT},
    {"hebrew alone", "שלום", "שלום", TEXT_RIGHT_TO_LEFT},
    {"hebrew with a number: the number reads on", "שלום 250", "250| |שלום", TEXT_RIGHT_TO_LEFT},
    {"hebrew inside latin", "Mr שלום x", "Mr |שלום| |x", TEXT_LEFT_TO_RIGHT},
    {"latin inside hebrew", "שלום abc שלום", "שלום| |abc| |שלום", TEXT_RIGHT_TO_LEFT},
    {"what stands isolated does not turn the sentence", "\u2068abc\u2069 שלום", "שלום| |abc",
        TEXT_RIGHT_TO_LEFT},
    {"a sum in hebrew stays a sum, and isolates are not drawn", "שלום \u20682 \u00d7\u2069",
        "2 \u00d7| |שלום", TEXT_RIGHT_TO_LEFT},
    {"figures alone run left to right", "2 \u00d7", "2 \u00d7", TEXT_LEFT_TO_RIGHT},
    {"two scripts", "abcДа", "abc|Да", TEXT_LEFT_TO_RIGHT},
};

static void test_runs(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(RUNS); i++) {
        const struct run_row *row = &RUNS[i];
        struct type_style style = STYLE;
        struct type_line line;
        struct text_view text = text_view_of(row->text);
        typeset_line(fixture->type, text, &style, NULL, 0, &line);
        char order[128] = "";
        struct text_out out = text_out_begin(order, sizeof order);
        int x = 0;
        for (int r = 0; r < line.run_count; r++) {
            text_out_append(&out, r > 0 ? "|" : "");
            const struct type_run *run = &line.runs[r];
            text_out_append_view(
                &out, (struct text_view){text.bytes + run->begin, run->end - run->begin});
            assert_int_equal(run->x, x);
            x += run->width;
        }
        assert_int_equal(line.width, x);
        if (strcmp(order, row->order) != 0 || line.direction != row->direction) {
            fail_msg("%s: %s", row->label, order);
        }
    }
}

static void test_fallback_face(void **state)
{
    struct fixture *fixture = *state;
    struct type_line line;
    typeset_line(fixture->type, text_view_of("Ada สวัสดี!"), &STYLE, NULL, 0, &line);
    assert_int_equal(line.runs[0].face, FONT_TEXT_400);
    assert_int_equal(line.runs[1].face, FONT_FALLBACK_FIRST);
    assert_int_equal(line.runs[1].script, 0x54686169); /* Thai */
    /* Nobody has it: the first face shows its empty box. */
    typeset_line(fixture->type, text_view_of("你"), &STYLE, NULL, 0, &line);
    assert_int_equal(line.runs[0].face, FONT_TEXT_400);
}

static void test_figures(void **state)
{
    struct fixture *fixture = *state;
    struct type_style style = STYLE;
    assert_int_not_equal(typeset_width(fixture->type, text_view_of("1.11"), &style),
        typeset_width(fixture->type, text_view_of("2.06"), &style));
    style.has_figures = true;
    assert_int_equal(typeset_width(fixture->type, text_view_of("1.11"), &style),
        typeset_width(fixture->type, text_view_of("2.06"), &style));
    struct type_line line;
    typeset_line(fixture->type, text_view_of("\u20ac22.06"), &style, NULL, 0, &line);
    assert_int_equal(line.run_count, 4); /* sign, 22, point, 06 */
    assert_true(line.runs[1].is_cells);
    assert_int_equal(line.runs[1].cell_width, 10);
}

static void test_spans(void **state)
{
    struct fixture *fixture = *state;
    struct type_line line;
    struct type_span span = {7, 10, FONT_TEXT_700};
    typeset_line(fixture->type, text_view_of("Butter croissant"), &STYLE, &span, 1, &line);
    assert_int_equal(line.run_count, 3);
    assert_true(line.runs[1].is_span);
    assert_int_equal(line.runs[1].face, FONT_TEXT_700);
    assert_int_equal(line.runs[1].begin, 7);
    assert_int_equal(line.runs[1].end, 10);
}

struct wrap_row {
    const char *label, *text;
    int characters, lines_max; /* room for so many a line */
    const char *expected;      /* lines joined by / */
    bool is_cut;
};

static const struct wrap_row WRAPS[] = {
    {"fits", "Flat white", 10, 1, "Flat white", false},
    {"two lines", "Butter croissant", 10, 2, "Butter/croissant", false},
    {"the size stays", "Harbour blend of the house 250 g", 16, 1, "Harbour b\u2026 250 g", true},
    {"in the second line", "Harbour blend of the house, dark, 250 g", 14, 2,
        "Harbour blend/of the\u2026 250 g", true},
    {"a word longer than the line", "Donaudampfschiff", 8, 2, "Donaudam/pfschiff", false},
    {"without a last word", "Donaudampfschifffahrt", 10, 1, "Donau\u2026ahrt", true},
    {"a line break", "one\ntwo", 20, 2, "one/two", false},
    {"a mark stays with its letter", "ae\u0301e\u0301", 3, 2, "ae\u0301/e\u0301", false},
    {"nearly no room", "Harbour 250 g", 3, 1, "Ha\u2026", true},
    {"empty", "", 5, 2, "", false},
};

static void test_wrap(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(WRAPS); i++) {
        const struct wrap_row *row = &WRAPS[i];
        char pieces[256];
        char joined[256] = "";
        bool is_cut;
        int lines = typeset_wrap(fixture->type, text_view_of(row->text), &STYLE,
            row->characters * 10, row->lines_max, pieces, sizeof pieces, &is_cut);
        const char *piece = pieces;
        for (int l = 0; l < lines; l++) {
            strcat(strcat(joined, l > 0 ? "/" : ""), piece);
            piece += strlen(piece) + 1;
        }
        if (strcmp(joined, row->expected) != 0 || is_cut != row->is_cut) {
            fail_msg("%s: %s, cut %d", row->label, joined, is_cut);
        }
    }
}

/* The cap holds whatever is drawn, and a run that was just used is still there. */
static void test_cache(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 500; i++) {
        char text[32];
        snprintf(text, sizeof text, "number %d", i);
        struct glyph_run run = {text_view_of(text), 0, 20, TEXT_LEFT_TO_RIGHT, 0x4C61746E};
        assert_non_null(typeset_image(fixture->type, &run, false));
        assert_true(typesetter_cache_size(fixture->type) <= 64 * 1024);
        int rendered = fixture->glyphs.rendered;
        assert_non_null(typeset_image(fixture->type, &run, false));
        assert_int_equal(fixture->glyphs.rendered, rendered);
    }
}

static void test_personal_is_not_kept(void **state)
{
    struct fixture *fixture = *state;
    struct type_style style = STYLE;
    style.is_personal = true;
    struct glyph_run run = {text_view_of("Grace"), 0, 20, TEXT_LEFT_TO_RIGHT, 0x4C61746E};
    size_t before = typesetter_cache_size(fixture->type);
    typeset_width(fixture->type, run.text, &style);
    assert_non_null(typeset_image(fixture->type, &run, true));
    assert_int_equal(typesetter_cache_size(fixture->type), before);
    int rendered = fixture->glyphs.rendered;
    assert_non_null(typeset_image(fixture->type, &run, true));
    assert_int_equal(fixture->glyphs.rendered, rendered + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_runs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fallback_face, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_figures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_spans, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cache, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_personal_is_not_kept, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
