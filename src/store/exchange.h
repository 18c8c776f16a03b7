#ifndef TILLTALE_STORE_EXCHANGE_H
#define TILLTALE_STORE_EXCHANGE_H

/* Exchange: chains of entries from one store to another.
 *
 * To sync is to compare heads, read what the other lacks, and receive it:
 *
 *     store_read_heads(peer, &theirs) ... store_read_heads(here, &ours)
 *     while (store_read_entries(peer, node, have, BATCH_BYTES, &batch) && batch.count > 0)
 *         store_receive(here, &batch, &stored)
 *     store_apply_step(here, node, ...) until it says APPLY_DONE
 *     store_read_missing_secrets(here) -> store_read_secret(peer) -> store_receive_secret(here)
 *     store_settle(here)
 *
 * Received is not applied: receiving checks that an entry continues its chain, matches its hash
 * and carries only rows that its node may write, and stores it byte for byte; applying puts its
 * rows into the tables, in writes of at most 5 ms. Taking the same entry twice changes
 * nothing. Another entry with the same number is a fork and is refused.
 *
 * A power cut may take back what was received last, in order and never half: it is at the peer
 * still. So nobody is told that it is safe here before store_settle() has returned true.
 *
 * Receiving and applying want a store opened with STORE_OPEN_EXCHANGE; reading any. Such a
 * store belongs to one thread, as all do. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/compiler.h"

struct error;
struct store;

#define CHAIN_HASH_SIZE 32
/* A batch of about this size is stored within 5 ms. */
#define EXCHANGE_BATCH_BYTES 65536

struct chain_head {
    int64_t node;
    int64_t sequence; /* of the newest entry here */
    int64_t applied;  /* as far as this it is in the tables; own chains always are */
    uint8_t hash[CHAIN_HASH_SIZE];
};

struct chain_heads {
    struct chain_head *items; /* by node, ascending */
    size_t count;
};

/* Every chain that is known here. Errors: ERROR_IO, ERROR_CORRUPT. */
MUST_CHECK bool store_read_heads(
    struct store *store, struct chain_heads *out_heads, struct error *err);
/* NULL if there is no such chain. */
const struct chain_head *chain_heads_find(const struct chain_heads *heads, int64_t node);
void chain_heads_close(struct chain_heads *heads);

/* Entries of chains, one behind the other. A zeroed struct is an empty batch. */
struct batch_entry {
    int64_t node;
    int64_t sequence;
    size_t offset, size; /* in bytes */
    uint8_t hash[CHAIN_HASH_SIZE];
};

struct entry_batch {
    struct buffer bytes;
    struct batch_entry *entries;
    size_t count, capacity;
};

/* For entries that come over a stream. The hash is the one the sender has for it. */
void entry_batch_add(struct entry_batch *batch, int64_t node, int64_t sequence, const uint8_t *hash,
    const void *bytes, size_t size);
void entry_batch_clear(struct entry_batch *batch);
void entry_batch_close(struct entry_batch *batch);

/* Fills `batch` with the entries of `node` after `after`, in order, up to about bytes_max and at
 * least one if there is any. Empty: there are no more. */
MUST_CHECK bool store_read_entries(struct store *store, int64_t node, int64_t after,
    size_t bytes_max, struct entry_batch *batch, struct error *err);

/* Stores a batch in one transaction, or nothing of it. *out_stored counts what was new.
 * Errors: ERROR_REFUSED with a word for people: a gap, a fork, another shop, a table or an id
 * that is not the node's, a pen that was not handed over, our own chain continued elsewhere;
 * ERROR_CORRUPT, the hash does not match; ERROR_BUSY, ERROR_IO. */
MUST_CHECK bool store_receive(
    struct store *store, const struct entry_batch *batch, size_t *out_stored, struct error *err);

enum apply_state {
    APPLY_DONE,        /* all that is here of the chain is in the tables */
    APPLY_MORE,        /* the 5 ms are over */
    APPLY_NEWER_SCHEMA /* the next entry was written by a newer program and waits for it here */
};

/* Puts the next entries of a chain into the tables, in one transaction of at most about 5 ms (one
 * entry at least). The caller holds back chain 0 while a ticket has lines.
 * Errors: ERROR_REFUSED, ERROR_CORRUPT: names the entry; nothing of this step is kept. */
MUST_CHECK bool store_apply_step(
    struct store *store, int64_t node, enum apply_state *out_state, struct error *err);

/* All chains to their ends, chain 0 first. *out_waits is true if some entry is of a newer
 * schema. For commands; a kiosk goes step by step. */
MUST_CHECK bool store_apply_all(struct store *store, bool *out_waits, struct error *err);

/* What was received and applied so far survives a power cut. Errors: ERROR_IO. */
MUST_CHECK bool store_settle(struct store *store, struct error *err);

/* Leads' secrets, and those of their notes: in no chain, so that they can be erased. A lead or a
 * sealed note here without one and without an erasure is missing it. */
enum secret_of {
    SECRET_OF_LEAD,
    SECRET_OF_NOTE
};
struct lead_secret {
    struct buffer sealed_key;
    struct buffer box;
    bool has_index_hash;
    struct buffer index_hash;
};
void lead_secret_close(struct lead_secret *secret);

/* Up to ids_max leads or notes from id `after` on, not included; *out_count < ids_max: that were
 * all. */
MUST_CHECK bool store_read_missing_secrets(struct store *store, enum secret_of of, int64_t after,
    int64_t *out_ids, size_t ids_max, size_t *out_count, struct error *err);
/* Errors: ERROR_NOT_FOUND, it is not here either. */
MUST_CHECK bool store_read_secret(struct store *store, enum secret_of of, int64_t id,
    struct lead_secret *out_secret, struct error *err);
/* Takes a secret if its row is here, lacks it and is not erased; otherwise nothing happens.
 * Errors: ERROR_REFUSED, it is not the secret of this row. */
MUST_CHECK bool store_receive_secret(struct store *store, enum secret_of of, int64_t id,
    const struct lead_secret *secret, struct error *err);

/* How many erasures are in the tables: when it grows, bytes are to leave the log. */
MUST_CHECK bool store_count_erasures(struct store *store, int64_t *out_count, struct error *err);
/* Up to ids_max erased leads of a node, by id, from behind `after`. */
MUST_CHECK bool store_read_erased(struct store *store, int64_t node, int64_t after,
    int64_t *out_ids, size_t ids_max, size_t *out_count, struct error *err);

#endif
