#ifndef TILLTALE_UI_GLYPHS_H
#define TILLTALE_UI_GLYPHS_H

/* Glyphs: where the kit gets pictures of text from. The kit splits text into runs of one
 * direction, one script and one face (ui/text); a glyph source shapes and renders a run.
 * platform/ implements it with SDL_ttf; tests may bring a fixed-width one. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

enum font_face {
    FONT_TEXT_400, /* Inter */
    FONT_TEXT_500,
    FONT_TEXT_600,
    FONT_TEXT_700,
    FONT_DISPLAY_600, /* Inter Display: headings and large money */
    FONT_DISPLAY_700,
    FONT_FALLBACK_FIRST, /* Noto families, in the source's order; see glyph_source.face_count */
};

enum text_direction {
    TEXT_LEFT_TO_RIGHT,
    TEXT_RIGHT_TO_LEFT
};

/* One run: UTF-8 in logical order, shaped as a whole. */
struct glyph_run {
    struct text_view text;
    int face;    /* enum font_face, or FONT_FALLBACK_FIRST + n */
    int size_px; /* em size in device pixels */
    enum text_direction direction;
    uint32_t script; /* ISO 15924 tag, e.g. 'Latn' as 0x4C61746E */
};

/* Coverage of a rendered run: one byte a pixel, row by row. */
struct glyph_image {
    uint8_t *alpha; /* from malloc; the caller frees */
    int width, height, stride;
    int baseline; /* rows from the top of the image to the baseline */
};

struct glyph_metrics {
    int ascent, descent, line_height; /* device pixels, all positive */
};

struct glyph_source {
    void *context;
    int face_count; /* FONT_FALLBACK_FIRST + number of fallback families found */
    bool (*covers)(void *context, int face, uint32_t codepoint);
    /* The bold companion of a fallback face, or the face itself; NULL: none has one. */
    int (*bold)(void *context, int face);
    struct glyph_metrics (*metrics)(void *context, int face, int size_px);
    int (*measure)(void *context, const struct glyph_run *run); /* advance in device pixels */
    /* Returns false if the font refused; then nothing is drawn for the run. */
    bool (*render)(void *context, const struct glyph_run *run, struct glyph_image *out_image);
};

#endif
