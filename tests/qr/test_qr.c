/* A code of ours stays small, has its margin, and its pictures show the same modules. Whether a
 * phone reads it is proved elsewhere with a reader of others. */

#include "tests/support.h"

#include <png.h>

#include "base/error.h"
#include "qr/qr.h"

static void keeps_codes_small(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int width;
    } rows[] = {
        {"4000800006XW2WSP", 21},                            /* version 1 */
        {"HTTPS://TILLTALE.EXAMPLE/T/4000800006XW2WSP", 29}, /* version 3 */
    };
    struct qr *qr = malloc(sizeof(*qr));
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct error err;
        assert_true(qr_encode(rows[i].text, qr, &err));
        assert_int_equal(qr->width, rows[i].width);
        assert_int_equal(qr_width_with_margin(qr), rows[i].width + 8);
    }
    free(qr);
}

/* The three finders and the light around the code are where every QR code has them. */
static void has_finders_and_margin(void **state)
{
    (void)state;
    struct qr *qr = malloc(sizeof(*qr));
    struct error err;
    assert_true(qr_encode("4000800006XW2WSP", qr, &err));
    int last = qr->width - 1;
    const int corners[][2] = {{0, 0}, {last - 6, 0}, {0, last - 6}};
    for (size_t i = 0; i < ARRAY_LENGTH(corners); i++) {
        for (int k = 0; k < 7; k++) {
            assert_true(qr_is_dark(qr, corners[i][0] + k, corners[i][1]));
            assert_true(qr_is_dark(qr, corners[i][0], corners[i][1] + k));
        }
        assert_false(qr_is_dark(qr, corners[i][0] + 1, corners[i][1] + 1));
        assert_true(qr_is_dark(qr, corners[i][0] + 3, corners[i][1] + 3));
    }
    assert_false(qr_is_dark(qr, -1, 0));
    assert_false(qr_is_dark(qr, 0, qr->width));
    assert_int_equal(qr_scale_for(qr, 29 * 6 + 5), 6);
    assert_int_equal(qr_scale_for(qr, 28), 0);
    free(qr);
}

static void refuses_what_does_not_fit(void **state)
{
    (void)state;
    struct qr *qr = malloc(sizeof(*qr));
    struct error err;
    char *text = malloc(4001);
    memset(text, 'x', 4000);
    text[4000] = '\0';
    assert_false(qr_encode("", qr, &err));
    assert_int_equal(err.code, ERROR_INVALID);
    assert_false(qr_encode(text, qr, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    text[2000] = '\0';
    assert_true(qr_encode(text, qr, &err));
    free(text);
    free(qr);
}

static void png_shows_the_modules(void **state)
{
    (void)state;
    struct qr *qr = malloc(sizeof(*qr));
    struct buffer file = {0};
    struct error err;
    int scale = 3;
    assert_true(qr_encode("HTTPS://TILLTALE.EXAMPLE/T/4000800006XW2WSP", qr, &err));
    qr_append_png(qr, scale, &file);
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, file.bytes, file.size));
    int side = qr_width_with_margin(qr) * scale;
    assert_int_equal(image.width, side);
    assert_int_equal(image.height, side);
    image.format = PNG_FORMAT_GRAY;
    uint8_t *pixels = malloc(PNG_IMAGE_SIZE(image));
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            bool is_dark =
                qr_is_dark(qr, x / scale - QR_QUIET_MODULES, y / scale - QR_QUIET_MODULES);
            assert_int_equal(pixels[y * side + x], is_dark ? 0 : 255);
        }
    }
    free(pixels);
    buffer_close(&file);
    free(qr);
}

/* Paints the path of the SVG back into modules. */
static void svg_shows_the_modules(void **state)
{
    (void)state;
    struct qr *qr = malloc(sizeof(*qr));
    struct buffer file = {0};
    struct error err;
    assert_true(qr_encode("4000800006XW2WSP", qr, &err));
    qr_append_svg(qr, &file);
    char painted[29][29] = {{0}};
    assert_non_null(strstr(file.bytes, "viewBox=\"0 0 29 29\""));
    int x;
    int y;
    int width;
    for (const char *at = strchr(file.bytes, 'M'); at != NULL; at = strchr(at + 1, 'M')) {
        assert_int_equal(sscanf(at, "M%d %dh%dv1h-%*dz", &x, &y, &width), 3);
        for (int i = 0; i < width; i++) {
            painted[y][x + i] = 1;
        }
    }
    for (y = 0; y < 29; y++) {
        for (x = 0; x < 29; x++) {
            assert_int_equal(painted[y][x], qr_is_dark(qr, x - 4, y - 4));
        }
    }
    buffer_close(&file);
    free(qr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_codes_small),
        cmocka_unit_test(has_finders_and_margin),
        cmocka_unit_test(refuses_what_does_not_fit),
        cmocka_unit_test(png_shows_the_modules),
        cmocka_unit_test(svg_shows_the_modules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
