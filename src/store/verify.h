#ifndef TILLTALE_STORE_VERIFY_H
#define TILLTALE_STORE_VERIFY_H

/* Verify: does the file still say what was once written into it?
 *
 *     schema    every table, index and trigger is that of a new file
 *     sqlite    PRAGMA integrity_check and foreign_key_check
 *     chains    each entry continues its chain and matches its hash; its columns repeat what it
 *               says; each handing over of the pen is signed
 *     replay    the applied entries, put into an empty file, give the same fact and office rows,
 *               compared column by column
 *     checks    the keyed check of every local and sealed row
 *     leads     every lead and every sealed note has the secret that its row names, or an erasure
 *     closes    every Z is signed by its till over the head that its entry follows, they count on
 *               without gaps, and what they say comes out of the rows again
 *
 * What that proves: edits and accidents are found. A file whose chain was made anew, or cut off
 * after the last close, is found only by what is elsewhere: a receipt, the store, a backup. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct store;

#define VERIFY_FINDINGS_MAX 50
#define VERIFY_TEXT_MAX 400

struct verify_report {
    int64_t schema_objects;
    int64_t chains, entries, hand_overs;
    int64_t waiting_entries; /* received and not applied yet: in no table, so not replayed */
    int64_t tables, rows;    /* fact and office rows compared with the replay */
    int64_t checked_rows;    /* local and sealed */
    int64_t leads;
    int64_t closes;
    int64_t finding_count; /* all; 0: everything holds */
    size_t text_count;     /* those with words */
    char texts[VERIFY_FINDINGS_MAX][VERIFY_TEXT_MAX];
};

/* Reads the whole store, of any kind and flags, at one moment. Finding something is no error.
 * Errors: ERROR_IO, ERROR_BUSY: it could not be read to the end. */
MUST_CHECK bool store_verify(
    struct store *store, struct verify_report *out_report, struct error *err);

#endif
