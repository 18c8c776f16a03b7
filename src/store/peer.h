#ifndef TILLTALE_STORE_PEER_H
#define TILLTALE_STORE_PEER_H

/* Peer: the few questions that sync asks a store besides its chains. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct store;

/* True if both key files are of one shop. */
bool peer_is_same_shop(const struct store *one, const struct store *other);

/* True if the till of this file joined as a booth: it takes the office's chain alone. */
MUST_CHECK bool peer_read_is_booth(struct store *store, bool *out_is_booth, struct error *err);

/* True if a ticket with something on it was changed at or after `since_ms`. */
MUST_CHECK bool peer_has_open_ticket(
    struct store *store, int64_t since_ms, bool *out_has, struct error *err);

/* Entries of a chain behind `after` that are younger than `written_after_ms`: how many, and when
 * the first was written (0: none). */
MUST_CHECK bool peer_read_backlog(struct store *store, int64_t node, int64_t after,
    int64_t written_after_ms, size_t *out_entries, int64_t *out_since_ms, struct error *err);

/* When the last talk with the store at `peer` went well; 0: never. For the screen and for people:
 * what a peer has is asked of the peer. */
MUST_CHECK bool peer_read_synced_at(
    struct store *store, const char *peer, int64_t *out_synced_at_ms, struct error *err);
MUST_CHECK bool peer_write_synced_at(
    struct store *store, const char *peer, int64_t synced_at_ms, struct error *err);

#endif
