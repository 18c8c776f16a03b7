#ifndef TILLTALE_TESTS_UI_FIXED_GLYPHS_H
#define TILLTALE_TESTS_UI_FIXED_GLYPHS_H

/* A glyph source without fonts: every character is half an em wide (digits too, a "1" less),
 * and its picture is a box with a pattern made from its code. Latin faces cover all below
 * U+0590; one fallback face covers the rest below U+3000; nothing covers what is above. */

#include <stdlib.h>
#include <string.h>

#include "ui/glyphs.h"

struct fixed_glyphs {
    int measured, rendered; /* calls so far */
};

static inline bool fixed_covers(void *context, int face, uint32_t codepoint)
{
    (void)context;
    return face < FONT_FALLBACK_FIRST ? codepoint < 0x590 : codepoint < 0x3000;
}

static inline struct glyph_metrics fixed_metrics(void *context, int face, int size_px)
{
    (void)context;
    (void)face;
    return (struct glyph_metrics){size_px, size_px / 4, size_px + size_px / 4};
}

static inline int fixed_width(const struct glyph_run *run)
{
    int width = 0;
    for (size_t i = 0; i < run->text.size; i++) {
        unsigned char byte = (unsigned char)run->text.bytes[i];
        bool is_first = (byte & 0xC0) != 0x80;
        width += !is_first ? 0 : byte == '1' ? run->size_px / 4 : run->size_px / 2;
    }
    return width;
}

static inline int fixed_measure(void *context, const struct glyph_run *run)
{
    ((struct fixed_glyphs *)context)->measured++;
    return fixed_width(run);
}

static inline bool fixed_render(
    void *context, const struct glyph_run *run, struct glyph_image *out_image)
{
    ((struct fixed_glyphs *)context)->rendered++;
    int width = fixed_width(run);
    int height = run->size_px + run->size_px / 4;
    *out_image = (struct glyph_image){.alpha = malloc((size_t)(width * height) + 1),
        .width = width,
        .height = height,
        .stride = width,
        .baseline = run->size_px};
    for (int i = 0; i < width * height; i++) {
        size_t at = (size_t)(i % width) * run->text.size / (size_t)width;
        out_image->alpha[i] = (uint8_t)(i * 37 + run->text.bytes[at] * 11);
    }
    return true;
}

static inline struct glyph_source fixed_glyph_source(struct fixed_glyphs *glyphs)
{
    return (struct glyph_source){
        .context = glyphs,
        .face_count = FONT_FALLBACK_FIRST + 1,
        .covers = fixed_covers,
        .metrics = fixed_metrics,
        .measure = fixed_measure,
        .render = fixed_render,
    };
}

#endif
