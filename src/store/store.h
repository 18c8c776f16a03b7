#ifndef TILLTALE_STORE_STORE_H
#define TILLTALE_STORE_STORE_H

/* Store: one SQLite file of a till or of the shop, and the only place that knows SQLite.
 *
 * Everything written goes through a bracket:
 *
 *     store_begin(store, ENTRY_SALE, staff_id, &err) &&
 *     store_insert_sale(store, &sale, &err) && ... &&
 *     store_commit(store, at_ms, &err)            or store_rollback(store)
 *
 * store_begin takes the write lock (BEGIN IMMEDIATE) and retries for 2 s, then ERROR_BUSY.
 * store_commit writes the captured fact and office rows as journal entries, hashes them onto
 * their chains, and reports success only when SQLite's COMMIT did: after it the rows survive a
 * power cut. Any failure inside leaves the file as it was; the caller then calls
 * store_rollback, which is harmless when nothing is open.
 *
 * A store belongs to one thread. Two connections to one file are two stores. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/compiler.h"

struct error;
struct store;

/* What an entry of the journal was for. Numbers are never reused; store/entry.c has the names. */
enum entry_kind {
    ENTRY_GENESIS = 1,  /* a chain begins */
    ENTRY_SETTINGS = 2, /* shop settings */
    ENTRY_IMPORT = 3,   /* catalogue or campaigns from a file; may be part i of n */
    ENTRY_CATALOGUE = 4,
    ENTRY_CAMPAIGN = 5, /* campaigns and links */
    ENTRY_SALE = 6,
    ENTRY_SATISFACTION = 7,
    ENTRY_REVOCATION = 8,
    ENTRY_LEAD = 9,
    ENTRY_ERASURE = 10,
    ENTRY_PEN = 11, /* the office's pen changes hands */
    ENTRY_STAFF = 12,
    ENTRY_KIND_END
};

enum store_open_flags {
    STORE_OPEN_CREATE = 1,   /* refuse a file that is there; else refuse one that is not */
    STORE_OPEN_READ_ONLY = 2 /* reports and verify: no key file needed, nothing is migrated */
};

/* Opens `path`, migrates it (a copy is kept aside first), sets and reads back every pragma, and
 * loads the key file `path`.key beside it.
 * Errors: ERROR_NOT_FOUND, ERROR_INVALID (not a Tilltale file, a newer schema, a network
 * share), ERROR_CORRUPT, ERROR_IO. */
MUST_CHECK bool store_open(const char *path, int flags, struct clock_source clock,
    struct store **out_store, struct error *err);

/* Closes what is open; NULL is fine. An open bracket is rolled back. */
void store_close(struct store *store);

MUST_CHECK bool store_begin(
    struct store *store, enum entry_kind kind, int64_t staff_id, struct error *err);
MUST_CHECK bool store_commit(struct store *store, int64_t at_ms, struct error *err);
void store_rollback(struct store *store);

/* For imports only: ends the captured rows as one part and goes on in the same transaction,
 * so that no entry has more than ENTRY_ROWS_MAX rows. Each part is consistent by itself. */
#define ENTRY_ROWS_MAX 8192
MUST_CHECK bool store_next_part(struct store *store, struct error *err);

/* The next free id of `table` for the node that may write it, read inside the bracket. */
MUST_CHECK bool store_next_id(
    struct store *store, const char *table, int64_t *out_id, struct error *err);

/* Who writes here. node: 1 to 999 and their incarnations; 0 for a shop's store file. */
int64_t store_node(const struct store *store);
/* True if this file holds the office's pen; office rows are refused elsewhere. */
bool store_holds_pen(struct store *store);

/* Changes whenever another connection committed (PRAGMA data_version). */
int64_t store_data_version(struct store *store);

#endif
