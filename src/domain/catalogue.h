#ifndef TILLTALE_DOMAIN_CATALOGUE_H
#define TILLTALE_DOMAIN_CATALOGUE_H

/* Catalogue: the index in memory that search and scanner use.
 *
 * It holds ids and folded text, nothing that is charged: price and tax are read from the store
 * when a line is added. It is built once from rows, is immutable afterwards, and may then be
 * read by any thread; a change of the catalogue builds a new one, which takes the old one's place
 * between two frames.
 *
 * Folding makes letters compare as people search: case is dropped, accents are stripped, ß is ss.
 * A query's words, in any order, must all occur somewhere in name, SKU or barcodes. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

#define CATALOGUE_ITEMS_MAX 10000000
#define CATALOGUE_QUERY_MAX 256 /* bytes of a folded query, terminator included; more is cut */
#define CATALOGUE_WORDS_MAX 16  /* words of a query; further ones are not looked at */

struct catalogue;
struct catalogue_builder;

/* Starts a build. Rows come in the shop's order, in which hits of equal rank are shown. */
struct catalogue_builder *catalogue_build_begin(void);

/* Adds a product. `barcodes` may hold several, separated by ';'. Ids are distinct (the caller's
 * promise); a barcode or SKU that an earlier row has leads to the earlier row. */
void catalogue_build_add(struct catalogue_builder *builder, int64_t id, struct text_view name,
    struct text_view sku, struct text_view barcodes);

/* Finishes the build; the builder is gone. The catalogue is the caller's to close. */
struct catalogue *catalogue_build_end(struct catalogue_builder *builder);

/* Gives up a build. NULL is allowed. */
void catalogue_build_cancel(struct catalogue_builder *builder);

void catalogue_close(struct catalogue *catalogue);

size_t catalogue_count(const struct catalogue *catalogue);

/* Bytes on the heap, for the budget of the sell screen. */
size_t catalogue_memory(const struct catalogue *catalogue);

/* The product with this barcode (any spelling of a GTIN, see scan.h) or this SKU (byte by byte:
 * codes that differ in case only are different). Returns false if there is none. */
MUST_CHECK bool catalogue_find_barcode(
    const struct catalogue *catalogue, struct text_view barcode, int64_t *out_id);
MUST_CHECK bool catalogue_find_sku(
    const struct catalogue *catalogue, struct text_view sku, int64_t *out_id);

/* A search as it is typed: remembers the last query and its hits, so that a longer query looks at
 * those alone. Zeroed it is ready; it belongs to one catalogue at a time and notices by itself
 * when it is handed another. */
struct catalogue_search {
    const struct catalogue *catalogue;
    uint64_t serial; /* of that catalogue: a new one may lie at the old one's address */
    char query[CATALOGUE_QUERY_MAX];
    uint64_t *hits; /* one bit an item; on the heap */
    size_t hit_count;
};

/* Searches for `query` and fills the first page: ids of at most `page_max` hits after the first
 * `skip`, best first. Rank: a SKU or barcode that is the query itself; then hits of which every
 * query word begins a word of the name; then the rest; within each in the shop's order. An empty
 * query (or one of spaces) has no hits. *out_count is how many of out_ids were filled. Returns the
 * number of all hits. */
size_t catalogue_search(const struct catalogue *catalogue, struct catalogue_search *search,
    struct text_view query, size_t skip, int64_t *out_ids, size_t page_max, size_t *out_count);

void catalogue_search_close(struct catalogue_search *search);

/* Folds text for comparison: the form that names and queries are compared in. Bytes that are no
 * UTF-8 are dropped. Returns the size; out_text is terminated and cut to `capacity`. */
size_t text_fold(struct text_view text, char *out_text, size_t capacity);

#endif
