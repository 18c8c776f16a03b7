#include "store/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/compiler.h"

#define SLOTS_AT_START 64 /* a power of two, as every later size */

/* Multiplies eight bytes at a time into the hash. Keys are our own catalogue's: nobody gains by
 * making them collide. */
static uint64_t hash_of(const void *key, size_t key_size)
{
    const char *bytes = key;
    uint64_t hash = key_size;
    while (key_size > 0) {
        uint64_t word = 0;
        size_t size = key_size < sizeof(word) ? key_size : sizeof(word);
        memcpy(&word, bytes, size);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
        bytes += size;
        key_size -= size;
    }
    return hash;
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t *slot_of(const struct tally *tally, uint64_t hash, const void *key, size_t key_size)
{
    size_t mask = tally->slot_count - 1;
    size_t at = (size_t)hash & mask;
    while (tally->slots[at] != 0) {
        const struct tally_row *row = &tally->rows[tally->slots[at] - 1];
        if (row->hash == hash && row->key_size == key_size &&
            memcmp(row->key, key, key_size) == 0) {
            break;
        }
        at = (at + 1) & mask;
    }
    return &tally->slots[at];
}

/* Keeps half of the slots free, so that a search ends soon. */
static void make_room(struct tally *tally)
{
    if (tally->row_count == tally->row_capacity) {
        tally->row_capacity = tally->row_capacity == 0 ? 16 : tally->row_capacity * 2;
        tally->rows = realloc(tally->rows, tally->row_capacity * sizeof(*tally->rows));
        ASSERT(tally->rows != NULL);
    }
    if (tally->row_count * 2 < tally->slot_count) {
        return;
    }
    tally->slot_count = tally->slot_count == 0 ? SLOTS_AT_START : tally->slot_count * 2;
    free(tally->slots);
    tally->slots = calloc(tally->slot_count, sizeof(*tally->slots));
    ASSERT(tally->slots != NULL);
    for (size_t i = 0; i < tally->row_count; i++) {
        const struct tally_row *row = &tally->rows[i];
        *slot_of(tally, row->hash, row->key, row->key_size) = i + 1;
    }
}

struct tally_row *tally_find(struct tally *tally, const void *key, size_t key_size)
{
    make_room(tally);
    uint64_t hash = hash_of(key, key_size);
    size_t *slot = slot_of(tally, hash, key, key_size);
    if (*slot == 0) {
        struct tally_row *row = &tally->rows[tally->row_count++];
        *row = (struct tally_row){.key = malloc(key_size + 1), .key_size = key_size, .hash = hash};
        ASSERT(row->key != NULL);
        memcpy(row->key, key, key_size);
        row->key[key_size] = '\0';
        *slot = tally->row_count;
    }
    return &tally->rows[*slot - 1];
}

void tally_add(struct tally *tally, struct tally_row *row, size_t index, int64_t value)
{
    ASSERT(index < TALLY_SUMS_MAX);
    if (__builtin_add_overflow(row->sums[index], value, &row->sums[index])) {
        tally->overflowed = true;
    }
}

void tally_close(struct tally *tally)
{
    for (size_t i = 0; i < tally->row_count; i++) {
        free(tally->rows[i].key);
    }
    free(tally->rows);
    free(tally->slots);
    *tally = (struct tally){0};
}
