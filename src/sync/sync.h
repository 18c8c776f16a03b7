#ifndef TILLTALE_SYNC_SYNC_H
#define TILLTALE_SYNC_SYNC_H

/* Sync: a till's file and its shop's store bring each other what each lacks.
 *
 *     sync_open(till, store, ...) -> sync_run() as often as there is news -> sync_close()
 *
 * Two connections, one to each file, and never both in one transaction: what a peer has is read
 * from the peer, so being cut off at any moment costs nothing, and running it again changes
 * nothing. Before anything is stored the chains that both know are compared where the shorter one
 * ends; two files that wrote different entries under one number are refused.
 *
 * A shop's till sends and takes every chain, so a store also learns of tills that only this one
 * has met. A booth sends its own chain and takes the office's alone.
 *
 * Entries of the office are put into the tables here only while nobody has an open ticket, so no
 * list moves under a finger; they are safe in the file meanwhile, and the next run goes on. The
 * pauses between two writes let whoever sells go first.
 *
 * A session belongs to one thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/compiler.h"

struct error;
struct sync;

/* An open ticket that nobody has touched for this long no longer holds the catalogue back. */
#define SYNC_TICKET_STALE_MS (30 * 60 * 1000)

struct sync_outcome {
    size_t sent;       /* entries that were new to the store */
    size_t received;   /* entries that were new here */
    size_t secrets;    /* leads' sealed details that went either way */
    bool waits_ticket; /* the catalogue's news wait here for an open ticket */
    bool waits_newer;  /* some entries were written by a newer program and wait unapplied */
};

/* Opens both files. Errors: as store_open(), with the file's role in the words; ERROR_REFUSED,
 * the two are one file, the first is no till, the second is one, or they are of two shops. */
MUST_CHECK bool sync_open(const char *till_path, const char *store_path, struct clock_source clock,
    struct sync **out_sync, struct error *err);

/* NULL is fine. */
void sync_close(struct sync *sync);

/* Brings both sides up to date. Errors: ERROR_REFUSED, ERROR_CORRUPT: a fork, a gap, a broken
 * hash, another shop: named, and nothing of that chain was stored; ERROR_BUSY, ERROR_IO: try
 * again later. */
MUST_CHECK bool sync_run(struct sync *sync, struct sync_outcome *out_outcome, struct error *err);

/* Asks sync_run, from any thread, to return at its next pause as if it were done. */
void sync_stop(struct sync *sync);

/* What of the till's own chain the store does not have: against the end of the chain that the
 * last sync_run saw there. */
struct sync_backlog {
    size_t entries;
    int64_t since_ms; /* when the oldest of them was written; 0: none */
};

/* Errors: ERROR_IO. */
MUST_CHECK bool sync_backlog(
    struct sync *sync, struct sync_backlog *out_backlog, struct error *err);

/* The same without the store, which is out of reach: what the till wrote since the last talk that
 * its file tells of. */
MUST_CHECK bool sync_backlog_alone(const char *till_path, const char *store_path,
    struct clock_source clock, struct sync_backlog *out_backlog, struct error *err);

#endif
