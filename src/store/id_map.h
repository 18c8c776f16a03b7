#ifndef TILLTALE_STORE_ID_MAP_H
#define TILLTALE_STORE_ID_MAP_H

/* Id map: ids of rows to indices from 0, in the order in which the ids came first. For joins that
 * are made while rows stream past. */

#include <stddef.h>
#include <stdint.h>

#define ID_MAP_NONE UINT32_MAX

/* A zeroed struct is an empty map. */
struct id_map {
    int64_t *ids; /* by index */
    uint32_t count;
    uint32_t *slots; /* index + 1; 0 free */
    size_t slot_count;
};

/* ID_MAP_NONE if it has no such id. */
uint32_t id_map_find(const struct id_map *map, int64_t id);
/* The same, and a new id gets the next index. */
uint32_t id_map_add(struct id_map *map, int64_t id);

/* Gives the memory back and leaves an empty map. */
void id_map_close(struct id_map *map);

#endif
