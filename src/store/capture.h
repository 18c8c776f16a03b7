#ifndef TILLTALE_STORE_CAPTURE_H
#define TILLTALE_STORE_CAPTURE_H

/* Capture: the rows that a bracket writes, taken down as they are written. Private to src/store.
 *
 * A pre-update hook sees each row of the file. Rows of fact and office tables become rows of
 * the entries that the bracket will leave: office rows those of chain 0, facts those of the
 * node's own chain. Rows of local, sealed and journal tables go through. Anything else (a table
 * that class.h does not name, a changed fact, an id of another node, a key that changes) is
 * refused: the first refusal is kept, and with it the bracket cannot commit. Nor can any write
 * outside a bracket, for a commit hook refuses what was not announced.
 *
 * What a trigger writes (depth above 0) is not recorded: the receiver's own trigger does it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "store/store.h"

struct capture;
struct error;
struct sqlite3;

struct capture *capture_open(struct sqlite3 *db, int64_t node);
void capture_close(struct capture *capture); /* before the connection closes; NULL is fine */

/* Empties it for a new bracket. */
void capture_begin(struct capture *capture, enum entry_kind kind, int64_t staff_id);
void capture_next_part(struct capture *capture);

/* False with the first refusal. */
MUST_CHECK bool capture_is_good(const struct capture *capture, struct error *err);
/* Forgets a refusal, for the ROLLBACK that follows. NULL is fine. */
void capture_forget(struct capture *capture);
/* Lets the COMMIT that follows pass, or no commit at all. */
void capture_allow_commit(struct capture *capture, bool is_allowed);

enum capture_chain {
    CAPTURE_OFFICE, /* chain 0 */
    CAPTURE_OWN,    /* a till's own; never used by a store without a node */
    CAPTURE_CHAINS
};
enum entry_kind capture_kind(const struct capture *capture);
int64_t capture_staff(const struct capture *capture);
int64_t capture_node(const struct capture *capture, enum capture_chain chain);
size_t capture_part_count(const struct capture *capture, enum capture_chain chain);
/* Part i from 0: an entry whose header is still to be written into its first bytes. */
uint8_t *capture_part(
    struct capture *capture, enum capture_chain chain, size_t i, size_t *out_size);

#endif
