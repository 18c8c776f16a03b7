#include "store/id_map.h"

#include <stdlib.h>

#include "base/compiler.h"

static size_t slot_of(const struct id_map *map, int64_t id)
{
    uint64_t hash = (uint64_t)id * UINT64_C(0x9E3779B97F4A7C15);
    size_t slot = (size_t)(hash >> 20) & (map->slot_count - 1);
    while (map->slots[slot] != 0 && map->ids[map->slots[slot] - 1] != id) {
        slot = (slot + 1) & (map->slot_count - 1);
    }
    return slot;
}

uint32_t id_map_find(const struct id_map *map, int64_t id)
{
    uint32_t found = map->slot_count == 0 ? 0 : map->slots[slot_of(map, id)];
    return found == 0 ? ID_MAP_NONE : found - 1;
}

static void grow(struct id_map *map)
{
    map->slot_count = map->slot_count == 0 ? 64 : map->slot_count * 2;
    free(map->slots);
    map->slots = calloc(map->slot_count, sizeof(*map->slots));
    map->ids = realloc(map->ids, map->slot_count / 2 * sizeof(*map->ids));
    ASSERT(map->slots != NULL && map->ids != NULL);
    for (uint32_t i = 0; i < map->count; i++) {
        map->slots[slot_of(map, map->ids[i])] = i + 1;
    }
}

uint32_t id_map_add(struct id_map *map, int64_t id)
{
    if (map->count >= map->slot_count / 2) {
        grow(map);
    }
    size_t slot = slot_of(map, id);
    if (map->slots[slot] == 0) {
        ASSERT(map->count < ID_MAP_NONE - 1);
        map->ids[map->count++] = id;
        map->slots[slot] = map->count;
    }
    return map->slots[slot] - 1;
}

void id_map_close(struct id_map *map)
{
    free(map->ids);
    free(map->slots);
    *map = (struct id_map){0};
}
