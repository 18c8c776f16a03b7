#ifndef TILLTALE_DOMAIN_CATALOGUE_PRIVATE_H
#define TILLTALE_DOMAIN_CATALOGUE_PRIVATE_H

/* Private to src/domain: how a catalogue lies in memory.
 *
 * All text stands in one arena, item after item in the order of the build:
 *
 *     folded name \0 folded SKU \0 barcode \1 barcode … \0 SKU as it is \0
 *
 * Folded text and queries have no control characters, so one scan over the whole arena finds a
 * word wherever it stands and never across two fields. Hits in the SKU as it is do no harm: what
 * matches there matches in the folded one too. */

#include "domain/catalogue.h"

/* Scans may load whole vectors behind the last item. */
#define ARENA_PADDING 32

#define BARCODE_SEPARATOR '\1'

struct catalogue {
    size_t count;
    int64_t *ids;
    uint32_t *text_at; /* where the item's text begins; one more than items */
    char *arena;
    size_t arena_size;
    uint32_t table_size;
    uint32_t *skus; /* hash tables of item + 1, 0 is free; SKUs by their folded form */
    uint32_t barcode_table_size;
    uint32_t *barcodes;
    size_t barcode_count;
    uint32_t frequency[256]; /* of each byte in the arena: words are looked for by rare bytes */
    uint64_t serial;         /* hash of all that is searched */
};

/* The fields of an item. */
struct item_text {
    struct text_view name, folded_sku, barcodes, sku;
};

struct item_text catalogue_item_text(const struct catalogue *catalogue, size_t item);

/* Visits the items of a hash table whose key hashes like this one: *at starts at SIZE_MAX. Returns
 * false when there are no more. The visitor compares. */
bool catalogue_table_next(
    const uint32_t *table, uint32_t table_size, uint64_t hash, size_t *at, size_t *out_item);

uint64_t catalogue_hash(const char *bytes, size_t size);

/* True if `barcode`, normalised and folded, is one of the item's. */
bool catalogue_item_has_barcode(const struct item_text *text, struct text_view barcode);

/* The form in which a barcode stands in the arena. Returns its size, 0 if it cannot be one. */
size_t catalogue_fold_barcode(struct text_view barcode, char *out_text, size_t capacity);

#endif
