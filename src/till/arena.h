#ifndef TILLTALE_TILL_ARENA_H
#define TILLTALE_TILL_ARENA_H

/* Arena: texts that live until an import is done, and a map from text to number over them.
 * Private to src/till. Zeroed structs are empty. Pointers stay good until arena_close(). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
};

/* A terminated copy; an empty view gives an empty text, never NULL. */
struct text_view arena_copy(struct arena *arena, struct text_view text);
void arena_close(struct arena *arena);

struct text_map_slot {
    struct text_view key; /* bytes NULL: free */
    int64_t value;
};

/* Keys compare byte by byte and are borrowed. */
struct text_map {
    struct text_map_slot *slots;
    size_t count, capacity; /* capacity is a power of two */
};

/* The place of the key's value, or NULL. Until the next text_map_put(). */
int64_t *text_map_find(const struct text_map *map, struct text_view key);
/* Adds a key that is not there (ASSERT). */
void text_map_put(struct text_map *map, struct text_view key, int64_t value);
void text_map_close(struct text_map *map);

#endif
