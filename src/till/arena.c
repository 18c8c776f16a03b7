#include "till/arena.h"

#include <stdlib.h>
#include <string.h>

#include "base/compiler.h"

#define BLOCK_SIZE 65536
#define MAP_FIRST_CAPACITY 64

struct arena_block {
    struct arena_block *next;
    size_t size, capacity;
    char bytes[];
};

static char *reserve(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->blocks;
    if (block == NULL || block->capacity - block->size < size) {
        size_t capacity = size > BLOCK_SIZE ? size : BLOCK_SIZE;
        block = malloc(sizeof(*block) + capacity);
        ASSERT(block != NULL);
        *block = (struct arena_block){.next = arena->blocks, .capacity = capacity};
        arena->blocks = block;
    }
    char *bytes = block->bytes + block->size;
    block->size += size;
    return bytes;
}

struct text_view arena_copy(struct arena *arena, struct text_view text)
{
    char *bytes = reserve(arena, text.size + 1);
    if (text.size > 0) {
        memcpy(bytes, text.bytes, text.size);
    }
    bytes[text.size] = '\0';
    return (struct text_view){bytes, text.size};
}

void arena_close(struct arena *arena)
{
    while (arena->blocks != NULL) {
        struct arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
}

/* FNV-1a: the keys are our own shop's, nobody gains by making them collide. */
static size_t hash(struct text_view key)
{
    uint64_t value = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < key.size; i++) {
        value = (value ^ (unsigned char)key.bytes[i]) * UINT64_C(1099511628211);
    }
    return (size_t)(value ^ (value >> 32));
}

/* The slot of the key, or the free one where it would stand. */
static struct text_map_slot *slot_of(const struct text_map *map, struct text_view key)
{
    size_t index = hash(key) & (map->capacity - 1);
    for (;;) {
        struct text_map_slot *slot = &map->slots[index];
        bool is_it = slot->key.bytes == NULL ||
                     (slot->key.size == key.size &&
                         (key.size == 0 || memcmp(slot->key.bytes, key.bytes, key.size) == 0));
        if (is_it) {
            return slot;
        }
        index = (index + 1) & (map->capacity - 1);
    }
}

int64_t *text_map_find(const struct text_map *map, struct text_view key)
{
    if (map->capacity == 0) {
        return NULL;
    }
    struct text_map_slot *slot = slot_of(map, key);
    return slot->key.bytes != NULL ? &slot->value : NULL;
}

static void grow(struct text_map *map)
{
    struct text_map larger = {
        .count = map->count,
        .capacity = map->capacity == 0 ? MAP_FIRST_CAPACITY : map->capacity * 2,
    };
    larger.slots = calloc(larger.capacity, sizeof(*larger.slots));
    ASSERT(larger.slots != NULL);
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->slots[i].key.bytes != NULL) {
            *slot_of(&larger, map->slots[i].key) = map->slots[i];
        }
    }
    free(map->slots);
    *map = larger;
}

void text_map_put(struct text_map *map, struct text_view key, int64_t value)
{
    ASSERT(key.bytes != NULL);
    if (map->count * 2 >= map->capacity) {
        grow(map);
    }
    struct text_map_slot *slot = slot_of(map, key);
    ASSERT(slot->key.bytes == NULL);
    *slot = (struct text_map_slot){.key = key, .value = value};
    map->count++;
}

void text_map_close(struct text_map *map)
{
    free(map->slots);
    *map = (struct text_map){0};
}
