#ifndef TILLTALE_UI_TYPESET_H
#define TILLTALE_UI_TYPESET_H

/* Typeset: from text to runs, and from runs to pixels that are kept.
 *
 * FriBidi gives levels and run order, script and font coverage split the runs, the glyph source
 * shapes each in logical order. Whole runs are cached, least recently used first out, within a
 * byte cap; a personal run is never cached. One typesetter serves all windows; it belongs to
 * the thread that draws. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "ui/glyphs.h"

struct typesetter;

#define TYPESET_CACHE_BYTES (4 * 1024 * 1024)
#define TYPESET_RUNS_MAX 64         /* runs in one line */
#define TYPESET_LINE_BYTES_MAX 1024 /* longer text is cut here, at a character */

/* `source` is copied; its context stays the caller's. */
struct typesetter *typesetter_open(const struct glyph_source *source, size_t cache_bytes_max);
void typesetter_close(struct typesetter *type);

/* How a text is set, in device pixels. */
struct type_style {
    int face; /* enum font_face */
    int size_px;
    int tracking_milli; /* thousandths of a pixel behind each character; 0 shapes whole runs */
    bool has_figures;   /* digits in cells of equal width */
    bool is_personal;
    bool has_base;            /* `base` holds, whatever the text begins with */
    enum text_direction base; /* else it is the first strong character's; left to right if none */
};

/* A byte range of the text that is set in another face. */
struct type_span {
    size_t begin, end;
    int face;
};

/* A run in its place on the line. */
struct type_run {
    size_t begin, end; /* bytes of the text */
    int x, width;      /* device pixels from the line's left edge */
    int face;
    bool is_span; /* lies in a type_span */
    bool is_cells;
    bool is_separable; /* its characters may be set one by one */
    int cell_width;
    enum text_direction direction;
    uint32_t script;
};

struct type_line {
    struct type_run runs[TYPESET_RUNS_MAX];
    int run_count;
    int width;
    enum text_direction direction; /* of the paragraph */
};

/* Sets one line in visual order, left to right. `spans` may be NULL. */
void typeset_line(struct typesetter *type, struct text_view text, const struct type_style *style,
    const struct type_span *spans, size_t span_count, struct type_line *out_line);

/* The direction of the paragraph: that of its first strong character. What has none (sums,
 * quantities, codes) runs left to right in every language. */
enum text_direction typeset_direction(struct text_view text);

int typeset_width(struct typesetter *type, struct text_view text, const struct type_style *style);

/* Breaks text into at most `lines_max` pieces no wider than `width`, at spaces, else between
 * characters. Text that is too long is cut in the middle of the last line with an ellipsis, so
 * that its end ("250 g") stays; the pieces are written one behind the other into `out_text`,
 * terminated each, and *out_is_cut says so. Returns the number of pieces. */
int typeset_wrap(struct typesetter *type, struct text_view text, const struct type_style *style,
    int width, int lines_max, char *out_text, size_t capacity, bool *out_is_cut);

/* The width of a cell for digits. */
int typeset_cell_width(struct typesetter *type, int face, int size_px);

struct glyph_metrics typeset_metrics(struct typesetter *type, int face, int size_px);

/* The advance of a run, device pixels; from the cache unless it is personal. */
int typeset_advance(struct typesetter *type, const struct glyph_run *run, bool is_personal);

/* The picture of a run, from the cache or new; NULL if the font refused it. It is valid until
 * the next call. A personal picture is wiped by the next call. */
const struct glyph_image *typeset_image(
    struct typesetter *type, const struct glyph_run *run, bool is_personal);

/* Bytes that the cache holds now. */
size_t typesetter_cache_size(const struct typesetter *type);

#endif
