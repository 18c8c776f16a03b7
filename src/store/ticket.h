#ifndef TILLTALE_STORE_TICKET_H
#define TILLTALE_STORE_TICKET_H

/* Open tickets: local rows, one a slot. The body is text of till/'s own; here it is only kept. */

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

#define TICKET_SLOT_SCREEN 0        /* the one that is being rung up */
#define TICKET_SLOT_UNREADABLE (-1) /* a body that this program could not read, kept for people */
#define TICKET_SLOT_VOIDS (-2)      /* what was taken off and can still be undone (till/void.h) */

/* Appends the body to `out_body`. *out_found is false for an empty slot. */
MUST_CHECK bool ticket_slot_read(
    struct store *store, int64_t slot, struct buffer *out_body, bool *out_found, struct error *err);

/* Writes the slot. Needs an open bracket. An empty ticket is a row with an empty body: rows with
 * a check of their own are not deleted, so that one that is missing is noticed. */
MUST_CHECK bool ticket_slot_write(struct store *store, int64_t slot, const char *name,
    const char *body, int64_t updated_at_ms, struct error *err);

/* A ticket that waits: a slot above 0 with a body. Texts are borrowed until the visitor returns; one
 * that returns false ends the reading, and its `err` is the reading's. */
struct ticket_slot {
    int64_t slot;
    struct text_view name, body;
    int64_t updated_at_ms;
};
typedef bool (*ticket_slot_visit)(void *context, const struct ticket_slot *slot, struct error *err);

/* Newest first. */
MUST_CHECK bool ticket_slot_visit_parked(
    struct store *store, ticket_slot_visit visit, void *context, struct error *err);

/* The slot that the next parked ticket takes. */
MUST_CHECK bool ticket_slot_free(struct store *store, int64_t *out_slot, struct error *err);

#endif
