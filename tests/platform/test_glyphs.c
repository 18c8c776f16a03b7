/* The same text gives the same coverage; every script of the table has a face that covers it and
 * draws it; asking never opens fonts that cannot help; a missing font names its package. */

#include "tests/support.h"

#include "base/compiler.h"
#include "base/error.h"
#include "platform/glyphs_sdl.h"

static int open_glyphs(void **state)
{
    struct error err;
    struct glyphs_sdl *glyphs = NULL;
    if (!glyphs_sdl_open(NULL, &glyphs, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return -1;
    }
    *state = glyphs;
    return 0;
}

static int close_glyphs(void **state)
{
    glyphs_sdl_close(*state);
    return 0;
}

static struct glyph_run run_of(const char *text, int face, int size_px)
{
    return (struct glyph_run){
        .text = text_view_of(text), .face = face, .size_px = size_px, .script = 0x4C61746E};
}

/* Sum of coverage: 0 for a blank picture. */
static uint64_t ink(const struct glyph_image *image)
{
    uint64_t sum = 0;
    for (int y = 0; y < image->height; y++) {
        for (int x = 0; x < image->width; x++) {
            sum += image->alpha[y * image->stride + x];
        }
    }
    return sum;
}

static void opening_reads_no_font(void **state)
{
    struct glyph_source source = glyphs_sdl_source(*state);
    assert_true(source.face_count > FONT_FALLBACK_FIRST);
    assert_int_equal(glyphs_sdl_open_fonts(*state), 0);
    assert_true(source.covers(source.context, FONT_TEXT_400, 'A'));
    assert_int_equal(glyphs_sdl_open_fonts(*state), 0);
}

static void every_inter_face_draws(void **state)
{
    struct glyph_source source = glyphs_sdl_source(*state);
    uint64_t inks[FONT_FALLBACK_FIRST];
    for (int face = 0; face < FONT_FALLBACK_FIRST; face++) {
        struct glyph_run run = run_of("Flat white", face, 18);
        struct glyph_image image;
        struct glyph_metrics metrics = source.metrics(source.context, face, 18);
        assert_true(source.render(source.context, &run, &image));
        assert_int_equal(image.width, source.measure(source.context, &run));
        assert_int_equal(image.baseline, metrics.ascent);
        assert_true(metrics.ascent > 0 && metrics.descent > 0);
        assert_true(metrics.line_height >= metrics.ascent + metrics.descent - 1);
        inks[face] = ink(&image);
        free(image.alpha);
    }
    /* A heavier weight leaves more ink. */
    assert_true(inks[FONT_TEXT_400] < inks[FONT_TEXT_500]);
    assert_true(inks[FONT_TEXT_500] < inks[FONT_TEXT_600]);
    assert_true(inks[FONT_TEXT_600] < inks[FONT_TEXT_700]);
}

static void same_text_same_picture(void **state)
{
    struct glyph_source source = glyphs_sdl_source(*state);
    struct glyph_run run = run_of("Kassenbon 12,90", FONT_TEXT_500, 21);
    struct glyph_image first, second;
    assert_true(source.render(source.context, &run, &first));
    /* Other sizes in between, so many that the font is closed and opened anew. */
    for (int size_px = 10; size_px < 50; size_px++) {
        struct glyph_run other = run_of("x", FONT_TEXT_500, size_px);
        assert_true(source.measure(source.context, &other) > 0);
    }
    assert_true(glyphs_sdl_open_fonts(*state) <= 24);
    assert_true(source.render(source.context, &run, &second));
    assert_int_equal(first.width, second.width);
    assert_int_equal(first.height, second.height);
    assert_memory_equal(first.alpha, second.alpha, (size_t)first.stride * (size_t)first.height);
    free(first.alpha);
    free(second.alpha);
}

/* A letter with two marks on top is taller than the font: its foot must not sink. */
static void tall_marks_keep_the_baseline(void **state)
{
    struct glyph_source source = glyphs_sdl_source(*state);
    struct glyph_run plain = run_of("H", FONT_TEXT_400, 40);
    struct glyph_run tall = run_of("H\xE1\xBA\xA8\xCC\x81\xCC\x81", FONT_TEXT_400, 40);
    struct glyph_image images[2];
    assert_true(source.render(source.context, &plain, &images[0]));
    assert_true(source.render(source.context, &tall, &images[1]));
    /* The left stem of H: its lowest inked row, measured from the baseline. */
    int foot[2];
    for (int i = 0; i < 2; i++) {
        foot[i] = -1;
        for (int y = 0; y < images[i].height; y++) {
            for (int x = 0; x < images[0].width / 2; x++) {
                if (images[i].alpha[y * images[i].stride + x] > 128) {
                    foot[i] = y - images[i].baseline;
                }
            }
        }
        free(images[i].alpha);
    }
    assert_int_equal(foot[0], foot[1]);
}

static int face_for(const struct glyph_source *source, uint32_t codepoint)
{
    for (int face = FONT_FALLBACK_FIRST; face < source->face_count; face++) {
        if (source->covers(source->context, face, codepoint)) {
            return face;
        }
    }
    return -1;
}

static void every_script_finds_its_face(void **state)
{
    static const struct {
        const char *label, *text;
        uint32_t first, script;
        enum text_direction direction;
    } rows[] = {
        {"Arabic", "قهوة", 0x0642, 0x41726162, TEXT_RIGHT_TO_LEFT},
        {"Hebrew", "קפה", 0x05E7, 0x48656272, TEXT_RIGHT_TO_LEFT},
        {"Thai", "กาแฟ", 0x0E01, 0x54686169, TEXT_LEFT_TO_RIGHT},
        {"Devanagari", "कॉफ़ी", 0x0915, 0x44657661, TEXT_LEFT_TO_RIGHT},
        {"Tamil", "காபி", 0x0B95, 0x54616D6C, TEXT_LEFT_TO_RIGHT},
        {"Georgian", "ყავა", 0x10E7, 0x47656F72, TEXT_LEFT_TO_RIGHT},
        {"Han", "咖啡", 0x5496, 0x48616E69, TEXT_LEFT_TO_RIGHT},
        {"Kana", "コーヒー", 0x30B3, 0x4B616E61, TEXT_LEFT_TO_RIGHT},
        {"Hangul", "커피", 0xCEE4, 0x48616E67, TEXT_LEFT_TO_RIGHT},
    };
    struct glyph_source source = glyphs_sdl_source(*state);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int before = glyphs_sdl_open_fonts(*state);
        int face = face_for(&source, rows[i].first);
        if (face < 0) {
            /* fonts-noto-cjk is a suggestion, not a dependency. */
            print_message("skipped: no font for %s\n", rows[i].label);
            continue;
        }
        if (glyphs_sdl_open_fonts(*state) > before + 1) {
            fail_msg("%s: opened more than its own font", rows[i].label);
        }
        struct glyph_run run = run_of(rows[i].text, face, 24);
        run.direction = rows[i].direction;
        run.script = rows[i].script;
        struct glyph_image image;
        if (!source.render(source.context, &run, &image)) {
            fail_msg("%s: not drawn", rows[i].label);
        }
        if (ink(&image) == 0) {
            fail_msg("%s: blank", rows[i].label);
        }
        free(image.alpha);
    }
}

/* Arabic letters join: shaped as a word it is narrower than its letters one by one. */
static void arabic_is_shaped(void **state)
{
    struct glyph_source source = glyphs_sdl_source(*state);
    int face = face_for(&source, 0x0642);
    if (face < 0) {
        skip();
    }
    struct glyph_run word = run_of("ببب", face, 40);
    struct glyph_run letter = run_of("ب", face, 40);
    word.direction = letter.direction = TEXT_RIGHT_TO_LEFT;
    word.script = letter.script = 0x41726162;
    int word_px = source.measure(source.context, &word);
    int letter_px = source.measure(source.context, &letter);
    assert_true(word_px > 0 && word_px < 3 * letter_px - 10);
}

static void missing_font_names_its_package(void **state)
{
    (void)state;
    struct error err;
    struct glyphs_sdl *glyphs = NULL;
    if (access("/usr/share/fonts/opentype/inter/Inter-Regular.otf", R_OK) == 0) {
        /* The folder given comes first, and what it lacks is still found in Debian's. */
        assert_true(glyphs_sdl_open("/nonexistent", &glyphs, &err));
        glyphs_sdl_close(glyphs);
        return;
    }
    assert_false(glyphs_sdl_open("/nonexistent", &glyphs, &err));
    assert_non_null(strstr(err.text, "fonts-inter"));
}

static void empty_and_long_runs_are_refused(void **state)
{
    struct glyph_source source = glyphs_sdl_source(*state);
    struct glyph_image image;
    struct glyph_run run = run_of("", FONT_TEXT_400, 20);
    char text[2000];
    memset(text, 'm', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    assert_int_equal(source.measure(source.context, &run), 0);
    assert_false(source.render(source.context, &run, &image));
    run = run_of(text, FONT_TEXT_400, 20);
    assert_false(source.render(source.context, &run, &image));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(opening_reads_no_font, open_glyphs, close_glyphs),
        cmocka_unit_test_setup_teardown(every_inter_face_draws, open_glyphs, close_glyphs),
        cmocka_unit_test_setup_teardown(same_text_same_picture, open_glyphs, close_glyphs),
        cmocka_unit_test_setup_teardown(tall_marks_keep_the_baseline, open_glyphs, close_glyphs),
        cmocka_unit_test_setup_teardown(every_script_finds_its_face, open_glyphs, close_glyphs),
        cmocka_unit_test_setup_teardown(arabic_is_shaped, open_glyphs, close_glyphs),
        cmocka_unit_test(missing_font_names_its_package),
        cmocka_unit_test_setup_teardown(empty_and_long_runs_are_refused, open_glyphs, close_glyphs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
