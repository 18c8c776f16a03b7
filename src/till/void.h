#ifndef TILLTALE_TILL_VOID_H
#define TILLTALE_TILL_VOID_H

/* Void: what was taken off a ticket, and tickets that were thrown away. Private to src/till.
 *
 * A fact cannot be taken back, and Undo must be able to. So what was taken off is first kept in a
 * local slot beside the open ticket, in the ticket's own transaction, and becomes rows when the
 * ticket goes on: with its sale, when it is parked, when the time for Undo is over, before a close.
 * After a crash it is still there. Taking off what goes back is no void. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/ticket.h"

struct error;
struct till;

struct void_piece {
    int64_t product_id;
    char sku[SKU_BYTES];
    char name[NAME_BYTES];
    int64_t quantity_milli, unit_price_minor, gross_minor;
};

struct pending_void {
    bool is_ticket;
    char reason[RETURN_REASON_BYTES];
    int64_t gross_minor;
    int64_t staff_id;
    char staff_name[NAME_BYTES];
    int64_t voided_at_ms;
    struct void_piece *pieces; /* from malloc */
    size_t piece_count;
};

/* A zeroed one is empty. */
struct void_list {
    struct pending_void *items; /* from malloc */
    size_t count;
};
void void_list_close(struct void_list *list);

/* What is being taken off, for void_keep(). */
struct void_change {
    const struct ticket_line *line; /* with the quantity that goes; NULL: the whole ticket */
    const struct ticket *ticket;    /* as it was, with its figures */
    const struct ticket_figures *figures;
    const char *reason;
    int64_t gross_before_minor; /* of the whole ticket */
};

/* A writer for change_end_with(): keeps `context`, a struct void_change, with the changed ticket.
 * void_unkeep() if the change failed after all, or was undone. */
MUST_CHECK bool void_keep(struct till *till, void *context, struct error *err);
void void_unkeep(struct till *till);
/* The same as a writer: the slot is written again, without the last one. */
MUST_CHECK bool void_unkeep_saved(struct till *till, void *context, struct error *err);

/* Inside a bracket: what waits becomes rows. The caller empties the list when it is committed. */
MUST_CHECK bool void_write_all(struct till *till, struct error *err);

/* Reads what waits, when the till is opened. */
MUST_CHECK bool void_read(struct till *till, struct error *err);

#endif
