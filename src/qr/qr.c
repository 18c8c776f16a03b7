#include "qr/qr.h"

#include <errno.h>
#include <png.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define SWISS_VERSION_MIN 14

/* `version_min` 0: the smallest that the text fits. */
static bool encode(const char *text, int version_min, struct qr *out_qr, struct error *err)
{
    if (text[0] == '\0') {
        return error_set(err, ERROR_INVALID, "a code needs a text");
    }
    /* With QR_MODE_8 as the hint the library picks the smallest mode for each part by itself. */
    QRcode *code = QRcode_encodeString(text, version_min, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (code == NULL) {
        return error_set(err, ERROR_LIMIT, "the text is too long for a code: %s", strerror(errno));
    }
    ASSERT(code->width > 0 && code->width <= QR_WIDTH_MAX);
    out_qr->width = code->width;
    for (int i = 0; i < code->width * code->width; i++) {
        out_qr->dark[i] = code->data[i] & 1;
    }
    QRcode_free(code);
    return true;
}

bool qr_encode(const char *text, struct qr *out_qr, struct error *err)
{
    return encode(text, 0, out_qr, err);
}

bool qr_encode_swiss(const char *text, struct qr *out_qr, struct error *err)
{
    return encode(text, SWISS_VERSION_MIN, out_qr, err);
}

bool qr_is_dark(const struct qr *qr, int x, int y)
{
    if (x < 0 || y < 0 || x >= qr->width || y >= qr->width) {
        return false;
    }
    return qr->dark[y * qr->width + x] != 0;
}

int qr_width_with_margin(const struct qr *qr)
{
    return qr->width + 2 * QR_QUIET_MODULES;
}

int qr_scale_for(const struct qr *qr, int side_px)
{
    return side_px < 0 ? 0 : side_px / qr_width_with_margin(qr);
}

void qr_append_svg(const struct qr *qr, struct buffer *out_svg)
{
    int side = qr_width_with_margin(qr);
    buffer_format(out_svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
        "shape-rendering=\"crispEdges\">\n"
        "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n<path fill=\"#000\" d=\"",
        side, side, side, side);
    for (int y = 0; y < qr->width; y++) {
        for (int x = 0; x < qr->width; x++) {
            int start = x;
            while (qr_is_dark(qr, x, y)) { /* neighbours in a row become one rectangle */
                x++;
            }
            if (x > start) {
                buffer_format(out_svg, "M%d %dh%dv1h-%dz", start + QR_QUIET_MODULES,
                    y + QR_QUIET_MODULES, x - start, x - start);
            }
        }
    }
    buffer_append_text(out_svg, "\"/>\n</svg>\n");
}

static void append_png_bytes(png_structp png, png_bytep bytes, png_size_t size)
{
    buffer_append(png_get_io_ptr(png), bytes, size);
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

/* The cross is drawn on a field of 70 units a side, which is as wide as 7 of the code's 46
 * millimetres: a light border, a dark square, and the light cross in it. */
#define CROSS_UNITS 70
#define CODE_MM 46
#define CROSS_MM 7

static bool is_between(int unit, int from, int to)
{
    return unit >= from && unit < to;
}

static bool cross_is_dark(int x, int y)
{
    bool is_square = is_between(x, 5, 65) && is_between(y, 5, 65);
    bool is_upright = is_between(x, 29, 41) && is_between(y, 15, 55);
    bool is_beam = is_between(x, 15, 55) && is_between(y, 29, 41);
    return is_square && !is_upright && !is_beam;
}

static void set_pixel(uint8_t *row, int x, bool is_dark)
{
    uint8_t bit = (uint8_t)(0x80 >> (x % 8));
    row[x / 8] = is_dark ? (uint8_t)(row[x / 8] & ~bit) : (uint8_t)(row[x / 8] | bit);
}

/* Draws the cross over row `y` of the picture. */
static void fill_cross_row(const struct qr *qr, int y, int scale, uint8_t *row)
{
    int code_px = qr->width * scale;
    int side_px = code_px * CROSS_MM / CODE_MM;
    int start = QR_QUIET_MODULES * scale + (code_px - side_px) / 2;
    if (!is_between(y, start, start + side_px)) {
        return;
    }
    for (int x = start; x < start + side_px; x++) {
        set_pixel(row, x,
            cross_is_dark(
                (x - start) * CROSS_UNITS / side_px, (y - start) * CROSS_UNITS / side_px));
    }
}

/* One row of pixels, eight a byte from the left, 1 is white. */
static void fill_row(const struct qr *qr, int y, int scale, uint8_t *row, size_t row_size)
{
    memset(row, 0xFF, row_size);
    for (int x = 0; x < qr->width; x++) {
        if (qr_is_dark(qr, x, y)) {
            int start = (x + QR_QUIET_MODULES) * scale;
            for (int pixel = start; pixel < start + scale; pixel++) {
                row[pixel / 8] &= (uint8_t) ~(0x80 >> (pixel % 8));
            }
        }
    }
}

static void append_png(const struct qr *qr, int scale, bool has_cross, struct buffer *out_png)
{
    ASSERT(scale >= 1 && scale <= QR_SCALE_MAX);
    int modules = qr_width_with_margin(qr);
    png_uint_32 side = (png_uint_32)(modules * scale);
    uint8_t row[((QR_WIDTH_MAX + 2 * QR_QUIET_MODULES) * QR_SCALE_MAX + 7) / 8];
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;
    ASSERT(png != NULL && info != NULL);
    if (setjmp(png_jmpbuf(png))) {
        ASSERT(false); /* writing to memory cannot fail */
    }
    png_set_write_fn(png, out_png, append_png_bytes, flush_nothing);
    png_set_IHDR(png, info, side, side, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (int y = -QR_QUIET_MODULES; y < qr->width + QR_QUIET_MODULES; y++) {
        for (int i = 0; i < scale; i++) {
            fill_row(qr, y, scale, row, (side + 7) / 8);
            if (has_cross) {
                fill_cross_row(qr, (y + QR_QUIET_MODULES) * scale + i, scale, row);
            }
            png_write_row(png, row);
        }
    }
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
}

void qr_append_png(const struct qr *qr, int scale, struct buffer *out_png)
{
    append_png(qr, scale, false, out_png);
}

void qr_append_swiss_png(const struct qr *qr, int scale, struct buffer *out_png)
{
    append_png(qr, scale, true, out_png);
}
