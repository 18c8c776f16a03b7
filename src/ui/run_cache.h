#ifndef TILLTALE_UI_RUN_CACHE_H
#define TILLTALE_UI_RUN_CACHE_H

/* Run cache: widths and pictures of whole runs, least recently used first out, within a byte
 * cap. Private to src/ui; typeset is what others use. */

#include <stddef.h>

#include "ui/glyphs.h"

#define RUN_CACHE_BUCKETS 4096

struct run_entry {
    struct run_entry *bucket_next;
    struct run_entry *newer, *older; /* use */
    uint64_t hash;
    int face, size_px;
    enum text_direction direction;
    uint32_t script;
    int advance;
    bool is_rendered, is_refused;
    struct glyph_image image; /* once rendered */
    size_t byte_count;        /* what it costs */
    size_t text_size;
    char text[];
};

struct run_cache {
    struct run_entry *buckets[RUN_CACHE_BUCKETS];
    struct run_entry *newest, *oldest;
    size_t byte_count, byte_count_max;
};

/* The entry of a run, measured; made if it is new. Valid until the next call. */
struct run_entry *run_cache_get(
    struct run_cache *cache, const struct glyph_source *source, const struct glyph_run *run);

/* Renders the entry's picture if that was not tried yet, and makes room for it. */
void run_cache_render(struct run_cache *cache, const struct glyph_source *source,
    struct run_entry *entry, const struct glyph_run *run);

void run_cache_clear(struct run_cache *cache);

#endif
