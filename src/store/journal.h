#ifndef TILLTALE_STORE_JOURNAL_H
#define TILLTALE_STORE_JOURNAL_H

/* Journal: the chains of entries in the file, and who may lengthen chain 0. Private to
 * src/store.
 *
 * Every chain begins with a genesis entry at sequence 1 whose hash covers 32 zero bytes and
 * the entry: the `till` row (node, shop, public key, random number), or for chain 0 the first
 * `pen` row. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "store/entry.h"

struct error;
struct store;

struct chain_end {
    int64_t sequence; /* 0: there is no such chain yet */
    uint8_t hash[ENTRY_HASH_SIZE];
};

/* The newest entry of a chain, read now. */
MUST_CHECK bool journal_read_end(
    struct store *store, int64_t node, struct chain_end *out_end, struct error *err);

/* Writes what the bracket captured as the newest entries of their chains. */
MUST_CHECK bool journal_append_captured(struct store *store, int64_t at_ms, struct error *err);

/* Adds one entry as it is. */
MUST_CHECK bool journal_insert(struct store *store, const struct entry_header *header,
    const uint8_t *bytes, size_t size, const uint8_t *hash, struct error *err);

/* True if this file's office key is the one that the newest row of `pen` names. */
MUST_CHECK bool journal_reads_pen(struct store *store, bool *out_holds, struct error *err);
/* Errors: ERROR_REFUSED, the office holds the pen, or what came from it is not applied yet. */
MUST_CHECK bool journal_may_write_office(struct store *store, struct error *err);

#endif
