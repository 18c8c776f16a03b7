#include "ui/run_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static uint64_t run_hash(const struct glyph_run *run)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < run->text.size; i++) {
        hash = (hash ^ (unsigned char)run->text.bytes[i]) * UINT64_C(0x100000001b3);
    }
    uint64_t place = (uint64_t)run->face << 48 | (uint64_t)(uint32_t)run->size_px << 32;
    hash = (hash ^ (place | run->script)) * UINT64_C(0x100000001b3);
    hash = (hash ^ (uint64_t)run->direction) * UINT64_C(0x100000001b3);
    return hash ^ (hash >> 32);
}

static bool entry_is(const struct run_entry *entry, uint64_t hash, const struct glyph_run *run)
{
    return entry->hash == hash && entry->face == run->face && entry->size_px == run->size_px &&
           entry->direction == run->direction && entry->script == run->script &&
           entry->text_size == run->text.size &&
           memcmp(entry->text, run->text.bytes, run->text.size) == 0;
}

static void unlink_use(struct run_cache *cache, struct run_entry *entry)
{
    if (entry->newer != NULL) {
        entry->newer->older = entry->older;
    } else {
        cache->newest = entry->older;
    }
    if (entry->older != NULL) {
        entry->older->newer = entry->newer;
    } else {
        cache->oldest = entry->newer;
    }
}

static void link_newest(struct run_cache *cache, struct run_entry *entry)
{
    entry->newer = NULL;
    entry->older = cache->newest;
    if (cache->newest != NULL) {
        cache->newest->newer = entry;
    } else {
        cache->oldest = entry;
    }
    cache->newest = entry;
}

static void drop_entry(struct run_cache *cache, struct run_entry *entry)
{
    struct run_entry **at = &cache->buckets[entry->hash % RUN_CACHE_BUCKETS];
    while (*at != entry) {
        at = &(*at)->bucket_next;
    }
    *at = entry->bucket_next;
    unlink_use(cache, entry);
    cache->byte_count -= entry->byte_count;
    free(entry->image.alpha);
    free(entry);
}

/* Drops the longest unused entries until the cap holds, but never `kept`. */
static void make_room(struct run_cache *cache, const struct run_entry *kept)
{
    while (cache->byte_count > cache->byte_count_max && cache->oldest != NULL &&
           cache->oldest != kept) {
        drop_entry(cache, cache->oldest);
    }
}

static struct run_entry *add_entry(struct run_cache *cache, uint64_t hash,
    const struct glyph_source *source, const struct glyph_run *run)
{
    struct run_entry *entry = calloc(1, sizeof *entry + run->text.size);
    ASSERT(entry != NULL);
    entry->hash = hash;
    entry->face = run->face;
    entry->size_px = run->size_px;
    entry->direction = run->direction;
    entry->script = run->script;
    entry->text_size = run->text.size;
    memcpy(entry->text, run->text.bytes, run->text.size);
    entry->advance = source->measure(source->context, run);
    entry->byte_count = sizeof *entry + run->text.size;
    cache->byte_count += entry->byte_count;
    struct run_entry **bucket = &cache->buckets[hash % RUN_CACHE_BUCKETS];
    entry->bucket_next = *bucket;
    *bucket = entry;
    link_newest(cache, entry);
    make_room(cache, entry);
    return entry;
}

struct run_entry *run_cache_get(
    struct run_cache *cache, const struct glyph_source *source, const struct glyph_run *run)
{
    uint64_t hash = run_hash(run);
    struct run_entry *entry = cache->buckets[hash % RUN_CACHE_BUCKETS];
    while (entry != NULL && !entry_is(entry, hash, run)) {
        entry = entry->bucket_next;
    }
    if (entry == NULL) {
        return add_entry(cache, hash, source, run);
    }
    if (cache->newest != entry) {
        unlink_use(cache, entry);
        link_newest(cache, entry);
    }
    return entry;
}

void run_cache_render(struct run_cache *cache, const struct glyph_source *source,
    struct run_entry *entry, const struct glyph_run *run)
{
    if (entry->is_rendered || entry->is_refused) {
        return;
    }
    entry->is_rendered = source->render(source->context, run, &entry->image);
    entry->is_refused = !entry->is_rendered;
    if (entry->is_rendered) {
        size_t image_size = (size_t)entry->image.stride * (size_t)entry->image.height;
        entry->byte_count += image_size;
        cache->byte_count += image_size;
        make_room(cache, entry);
    }
}

void run_cache_clear(struct run_cache *cache)
{
    while (cache->oldest != NULL) {
        drop_entry(cache, cache->oldest);
    }
}
