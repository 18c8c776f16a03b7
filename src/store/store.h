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
    ENTRY_SHIFT = 13,      /* the drawer is opened, cash is put in or taken out, counted */
    ENTRY_CLOSE = 14,      /* the end of a shift, with its Z */
    ENTRY_VOID = 15,       /* a line or a ticket was thrown away */
    ENTRY_CORRECTION = 16, /* of a tender; what was found out about a transfer */
    ENTRY_ACT = 17,
    ENTRY_VOUCHER = 18,
    ENTRY_ACCOUNT = 19,
    ENTRY_STOCK = 20,
    ENTRY_TOUCH = 21,       /* contacts without a sale, or with one that was rung before */
    ENTRY_LEAD_NOTE = 22,   /* notes, matches and consents of a lead */
    ENTRY_LEAD_EXPORT = 23, /* personal data left the house */
    ENTRY_SPEND = 24,
    ENTRY_CONVERSION = 25,
    ENTRY_FORM = 26,
    ENTRY_LEAD_KEY = 27,
    ENTRY_KIND_END
};

enum store_open_flags {
    /* Reports and verify: nothing is written or migrated, and the key file may be missing (then
     * store_has_keys is false). */
    STORE_OPEN_READ_ONLY = 1,
    /* For sync: receives and applies entries of other chains (store/exchange.h). Such a store has
     * no hook, so that what it applies is kept byte for byte as it came, and takes no brackets. */
    STORE_OPEN_EXCHANGE = 2
};

/* Opens the store at `path`, migrates it (a copy is kept aside first), sets and reads back every
 * pragma, and loads the key file `path`.key beside it. Files are made by store/found.h.
 * Errors: ERROR_NOT_FOUND, ERROR_INVALID (not a Tilltale file, a newer schema, a network
 * share), ERROR_CORRUPT, ERROR_IO. */
MUST_CHECK bool store_open(const char *path, int flags, struct clock_source clock,
    struct store **out_store, struct error *err);

/* Closes what is open; NULL is fine. An open bracket is rolled back. */
void store_close(struct store *store);

/* Opens a bracket. staff_id 0: nobody in particular, e.g. an import.
 * Errors: ERROR_BUSY; ERROR_REFUSED, an office kind where the pen is elsewhere; ERROR_IO. */
MUST_CHECK bool store_begin(
    struct store *store, enum entry_kind kind, int64_t staff_id, struct error *err);
/* Closes the bracket. On failure it is rolled back already. A bracket that wrote only local
 * rows leaves no entry. */
MUST_CHECK bool store_commit(struct store *store, int64_t at_ms, struct error *err);
void store_rollback(struct store *store);

/* True after the disk refused a commit: whether its last page is there only opening the file
 * again can tell, and until then nothing can be written. */
bool store_is_broken(const struct store *store);

/* For imports: ends the captured rows as one part and goes on in the same transaction. Each
 * part must be consistent by itself (what a row refers to is in it or before it) and has at
 * most ENTRY_ROWS_MAX rows; call it about every ENTRY_PART_ROWS rows, so that another store
 * can apply a part within 5 ms. */
#define ENTRY_ROWS_MAX 8192
#define ENTRY_PART_ROWS 256
MUST_CHECK bool store_next_part(struct store *store, struct error *err);

/* The next free id of `table` for the node that may write it, read inside the bracket. Rows
 * with ids are never deleted, so no id is given twice. */
MUST_CHECK bool store_next_id(
    struct store *store, const char *table, int64_t *out_id, struct error *err);

/* One moment for several queries of a report: between the two, what other connections commit
 * is not seen. Not inside a bracket. */
MUST_CHECK bool store_begin_reading(struct store *store, struct error *err);
void store_end_reading(struct store *store);

/* Carries the write-ahead log over into the file when it has grown; never waits. Between two
 * sales, when nothing else is to do: then no sale pays for it. Without it a later store_begin
 * does it. */
void store_tidy(struct store *store);

/* Who writes here. node: 1 to 999 and their incarnations; 0 for a shop's store file. */
int64_t store_node(const struct store *store);
/* True if this file holds the office's pen; office rows are refused elsewhere. */
bool store_holds_pen(struct store *store);
bool store_has_keys(const struct store *store);
const char *store_path(const struct store *store);
struct clock_source store_clock(const struct store *store);

/* The keys of this file (store/key_file.h); NULL without a key file. Borrowed until close. */
struct key_file;
const struct key_file *store_keys(const struct store *store);

/* Changes whenever another connection committed (PRAGMA data_version). */
int64_t store_data_version(struct store *store);

#endif
