#include "ui/png.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/error.h"

static void append_bytes(png_structp png, png_bytep bytes, png_size_t size)
{
    buffer_append(png_get_io_ptr(png), bytes, size);
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

static void encode_rows(png_structp png, const struct surface *surface, uint8_t *row)
{
    for (int y = 0; y < surface->height; y++) {
        const uint32_t *pixels = surface->pixels + (ptrdiff_t)y * surface->stride;
        for (int x = 0; x < surface->width; x++) {
            row[3 * x] = (uint8_t)(pixels[x] >> 16);
            row[3 * x + 1] = (uint8_t)(pixels[x] >> 8);
            row[3 * x + 2] = (uint8_t)pixels[x];
        }
        png_write_row(png, row);
    }
}

bool png_encode(const struct surface *surface, struct buffer *out, struct error *err)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png == NULL ? NULL : png_create_info_struct(png);
    uint8_t *row = malloc((size_t)surface->width * 3);
    bool is_made = info != NULL && row != NULL;
    if (is_made && setjmp(png_jmpbuf(png)) == 0) {
        png_set_write_fn(png, out, append_bytes, flush_nothing);
        png_set_IHDR(png, info, (png_uint_32)surface->width, (png_uint_32)surface->height, 8,
            PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
            PNG_FILTER_TYPE_DEFAULT);
        png_set_compression_level(png, 6);
        png_set_filter(png, 0, PNG_FILTER_SUB);
        png_write_info(png, info);
        encode_rows(png, surface, row);
        png_write_end(png, info);
    } else {
        is_made = false;
    }
    free(row);
    png_destroy_write_struct(&png, &info);
    return is_made || error_set(err, ERROR_IO, "cannot make a PNG picture");
}

bool png_write_file(const struct surface *surface, const char *path, struct error *err)
{
    struct buffer file = {0};
    bool is_written =
        png_encode(surface, &file, err) && file_write_whole(path, file.bytes, file.size, 0644, err);
    buffer_close(&file);
    return is_written;
}
