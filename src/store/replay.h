#ifndef TILLTALE_STORE_REPLAY_H
#define TILLTALE_STORE_REPLAY_H

/* Replay: an empty file, of tables alone, that applied entries are put into again, to be compared
 * with the tables of the store. Private to src/store.
 *
 * It has no indices, triggers or foreign keys: those of the store are verified by themselves, and
 * insert-only needs no guard here. It lives in a temporary file that is gone when closed. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "store/entry.h"

struct error;
struct replay;
struct store;
struct verify_report;

MUST_CHECK bool replay_open(struct replay **out_replay, struct error *err);
void replay_close(struct replay *replay);

/* Errors: ERROR_CORRUPT, ERROR_REFUSED: the entry cannot be replayed. */
MUST_CHECK bool replay_apply(struct replay *replay, const struct entry_header *header,
    const uint8_t *bytes, size_t size, struct error *err);

/* Compares every fact and office table of the store with the replay, in the order of their keys,
 * and puts what differs into the report. Errors: ERROR_IO, ERROR_CORRUPT. */
MUST_CHECK bool replay_compare(
    struct replay *replay, struct store *store, struct verify_report *report, struct error *err);

/* One finding more, if there is room with its words. */
void verify_find(struct verify_report *report, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
