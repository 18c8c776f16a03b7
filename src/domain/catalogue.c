#include "domain/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "domain/catalogue_private.h"
#include "domain/scan.h"
#include "domain/ticket.h"

/* A folded name can be longer than the name: ß becomes two letters, some signs a dozen. */
#define FOLDED_MAX (4 * NAME_BYTES)
#define BARCODE_BYTES 128

struct catalogue_builder {
    struct catalogue *catalogue;
    struct buffer arena;
    size_t capacity; /* of ids and text_at */
};

static void *must_allocate(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size);
    ASSERT(memory != NULL);
    return memory;
}

static void *must_reallocate(void *memory, size_t size)
{
    memory = realloc(memory, size);
    ASSERT(memory != NULL);
    return memory;
}

/* --- building ------------------------------------------------------------------------------ */

struct catalogue_builder *catalogue_build_begin(void)
{
    struct catalogue_builder *builder = must_allocate(1, sizeof(*builder));
    builder->catalogue = must_allocate(1, sizeof(*builder->catalogue));
    return builder;
}

void catalogue_build_cancel(struct catalogue_builder *builder)
{
    if (builder != NULL) {
        catalogue_close(builder->catalogue);
        buffer_close(&builder->arena);
        free(builder);
    }
}

static void reserve_item(struct catalogue_builder *builder)
{
    struct catalogue *catalogue = builder->catalogue;
    ASSERT(catalogue->count < CATALOGUE_ITEMS_MAX);
    if (catalogue->count + 1 >= builder->capacity) {
        builder->capacity = builder->capacity == 0 ? 1024 : builder->capacity * 2;
        catalogue->ids =
            must_reallocate(catalogue->ids, builder->capacity * sizeof(*catalogue->ids));
        catalogue->text_at =
            must_reallocate(catalogue->text_at, builder->capacity * sizeof(*catalogue->text_at));
    }
}

static void append_folded(struct buffer *arena, struct text_view text)
{
    char folded[FOLDED_MAX];
    size_t size = text_fold(text, folded, sizeof(folded));
    buffer_append(arena, folded, size);
    buffer_append_char(arena, '\0');
}

size_t catalogue_fold_barcode(struct text_view barcode, char *out_text, size_t capacity)
{
    char normalised[BARCODE_BYTES];
    if (!scan_normalise_barcode(barcode, normalised, sizeof(normalised))) {
        return 0;
    }
    return text_fold(text_view_of(normalised), out_text, capacity);
}

/* Returns how many barcodes there were. */
static size_t append_barcodes(struct buffer *arena, struct text_view barcodes)
{
    size_t count = 0;
    struct text_view barcode;
    while (text_view_split(&barcodes, ';', &barcode)) {
        char folded[BARCODE_BYTES];
        size_t size = catalogue_fold_barcode(barcode, folded, sizeof(folded));
        if (size > 0) {
            if (count > 0) {
                buffer_append_char(arena, BARCODE_SEPARATOR);
            }
            buffer_append(arena, folded, size);
            count++;
        }
    }
    buffer_append_char(arena, '\0');
    return count;
}

void catalogue_build_add(struct catalogue_builder *builder, int64_t id, struct text_view name,
    struct text_view sku, struct text_view barcodes)
{
    struct catalogue *catalogue = builder->catalogue;
    reserve_item(builder);
    catalogue->ids[catalogue->count] = id;
    catalogue->text_at[catalogue->count] = (uint32_t)builder->arena.size;
    append_folded(&builder->arena, name);
    append_folded(&builder->arena, sku);
    catalogue->barcode_count += append_barcodes(&builder->arena, barcodes);
    const char *end = sku.size > 0 ? memchr(sku.bytes, '\0', sku.size) : NULL;
    buffer_append(&builder->arena, sku.bytes, end != NULL ? (size_t)(end - sku.bytes) : sku.size);
    buffer_append_char(&builder->arena, '\0');
    ASSERT(builder->arena.size < UINT32_MAX - ARENA_PADDING);
    catalogue->count++;
}

/* --- hash tables --------------------------------------------------------------------------- */

uint64_t catalogue_hash(const char *bytes, size_t size)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325); /* FNV-1a, and a last mix for the high bits */
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001B3);
    }
    hash ^= hash >> 32;
    return hash * UINT64_C(0x9E3779B97F4A7C15);
}

/* A place in the table without a division: the hash's upper half, scaled. */
static size_t table_start(uint64_t hash, uint32_t table_size)
{
    return (size_t)((hash >> 32) * table_size >> 32);
}

static void table_insert(uint32_t *table, uint32_t table_size, uint64_t hash, size_t item)
{
    size_t at = table_start(hash, table_size);
    while (table[at] != 0) {
        at = at + 1 == table_size ? 0 : at + 1;
    }
    table[at] = (uint32_t)item + 1;
}

bool catalogue_table_next(
    const uint32_t *table, uint32_t table_size, uint64_t hash, size_t *at, size_t *out_item)
{
    if (*at == SIZE_MAX) {
        *at = table_start(hash, table_size);
    } else {
        *at = *at + 1 == table_size ? 0 : *at + 1;
    }
    if (table[*at] == 0) {
        return false;
    }
    *out_item = table[*at] - 1;
    return true;
}

/* Room for half as many again, so that a free place is near and the search for one ends. */
static uint32_t table_size_for(size_t count)
{
    return (uint32_t)(count + count / 2 + 1);
}

static void build_tables(struct catalogue *catalogue)
{
    catalogue->table_size = table_size_for(catalogue->count);
    catalogue->barcode_table_size = table_size_for(catalogue->barcode_count);
    catalogue->skus = must_allocate(catalogue->table_size, sizeof(uint32_t));
    catalogue->barcodes = must_allocate(catalogue->barcode_table_size, sizeof(uint32_t));
    for (size_t i = 0; i < catalogue->count; i++) {
        struct item_text text = catalogue_item_text(catalogue, i);
        table_insert(catalogue->skus, catalogue->table_size,
            catalogue_hash(text.folded_sku.bytes, text.folded_sku.size), i);
        struct text_view rest = text.barcodes;
        struct text_view barcode;
        while (rest.size > 0 && text_view_split(&rest, BARCODE_SEPARATOR, &barcode)) {
            table_insert(catalogue->barcodes, catalogue->barcode_table_size,
                catalogue_hash(barcode.bytes, barcode.size), i);
        }
    }
}

static void measure(struct catalogue *catalogue)
{
    uint64_t serial = catalogue->count;
    for (size_t i = 0; i < catalogue->arena_size; i++) {
        catalogue->frequency[(unsigned char)catalogue->arena[i]]++;
    }
    for (size_t i = 0; i + 8 <= catalogue->arena_size + ARENA_PADDING; i += 8) {
        uint64_t word;
        memcpy(&word, catalogue->arena + i, sizeof(word));
        serial = (serial ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        serial ^= serial >> 29;
    }
    for (size_t i = 0; i < catalogue->count; i++) {
        serial = (serial ^ (uint64_t)catalogue->ids[i]) * UINT64_C(0x9E3779B97F4A7C15);
    }
    catalogue->serial = serial;
}

struct catalogue *catalogue_build_end(struct catalogue_builder *builder)
{
    struct catalogue *catalogue = builder->catalogue;
    size_t count = catalogue->count;
    memset(buffer_reserve(&builder->arena, ARENA_PADDING), 0, ARENA_PADDING);
    catalogue->arena_size = builder->arena.size;
    catalogue->arena = must_reallocate(builder->arena.bytes, builder->arena.size + ARENA_PADDING);
    catalogue->ids = must_reallocate(catalogue->ids, (count + 1) * sizeof(*catalogue->ids));
    catalogue->text_at =
        must_reallocate(catalogue->text_at, (count + 1) * sizeof(*catalogue->text_at));
    catalogue->text_at[count] = (uint32_t)catalogue->arena_size;
    free(builder);
    build_tables(catalogue);
    measure(catalogue);
    return catalogue;
}

void catalogue_close(struct catalogue *catalogue)
{
    if (catalogue != NULL) {
        free(catalogue->ids);
        free(catalogue->text_at);
        free(catalogue->arena);
        free(catalogue->skus);
        free(catalogue->barcodes);
        free(catalogue);
    }
}

size_t catalogue_count(const struct catalogue *catalogue)
{
    return catalogue->count;
}

size_t catalogue_memory(const struct catalogue *catalogue)
{
    return sizeof(*catalogue) + catalogue->arena_size + ARENA_PADDING +
           (catalogue->count + 1) * (sizeof(int64_t) + sizeof(uint32_t)) +
           ((size_t)catalogue->table_size + catalogue->barcode_table_size) * sizeof(uint32_t);
}

/* --- looking up ---------------------------------------------------------------------------- */

/* Cuts the field that ends at the next NUL off the front. */
static struct text_view take_field(const char **at)
{
    size_t size = strlen(*at);
    struct text_view field = {.bytes = *at, .size = size};
    *at += size + 1;
    return field;
}

struct item_text catalogue_item_text(const struct catalogue *catalogue, size_t item)
{
    const char *at = catalogue->arena + catalogue->text_at[item];
    struct item_text text;
    text.name = take_field(&at);
    text.folded_sku = take_field(&at);
    text.barcodes = take_field(&at);
    text.sku = take_field(&at);
    return text;
}

static bool views_equal(struct text_view a, struct text_view b)
{
    return a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0;
}

bool catalogue_item_has_barcode(const struct item_text *text, struct text_view barcode)
{
    struct text_view rest = text->barcodes;
    struct text_view other;
    while (rest.size > 0 && text_view_split(&rest, BARCODE_SEPARATOR, &other)) {
        if (views_equal(other, barcode)) {
            return true;
        }
    }
    return false;
}

bool catalogue_find_barcode(
    const struct catalogue *catalogue, struct text_view barcode, int64_t *out_id)
{
    char folded[BARCODE_BYTES];
    struct text_view key = {
        .bytes = folded, .size = catalogue_fold_barcode(barcode, folded, sizeof(folded))};
    size_t at = SIZE_MAX;
    size_t item;
    size_t first = SIZE_MAX;
    if (key.size == 0) {
        return false;
    }
    uint64_t hash = catalogue_hash(key.bytes, key.size);
    while (catalogue_table_next(
        catalogue->barcodes, catalogue->barcode_table_size, hash, &at, &item)) {
        struct item_text text = catalogue_item_text(catalogue, item);
        if (item < first && catalogue_item_has_barcode(&text, key)) {
            first = item;
        }
    }
    if (first == SIZE_MAX) {
        return false;
    }
    *out_id = catalogue->ids[first];
    return true;
}

bool catalogue_find_sku(const struct catalogue *catalogue, struct text_view sku, int64_t *out_id)
{
    char folded[FOLDED_MAX];
    size_t size = text_fold(sku, folded, sizeof(folded));
    uint64_t hash = catalogue_hash(folded, size);
    size_t at = SIZE_MAX;
    size_t item;
    size_t first = SIZE_MAX;
    while (catalogue_table_next(catalogue->skus, catalogue->table_size, hash, &at, &item)) {
        if (item < first && views_equal(catalogue_item_text(catalogue, item).sku, sku)) {
            first = item;
        }
    }
    if (first == SIZE_MAX) {
        return false;
    }
    *out_id = catalogue->ids[first];
    return true;
}
