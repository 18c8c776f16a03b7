#ifndef TILLTALE_TILL_TICKET_BODY_H
#define TILLTALE_TILL_TICKET_BODY_H

/* Ticket body: an open ticket and its tenders as JSON, for the local row that survives a restart.
 * Private to src/till.
 *
 *     {"version": 1, "lines": [...], "touches": [...], "tenders": [...], "discount": {...}}
 *
 * Amounts are integers in minor units, quantities in thousandths: nothing but this program reads
 * it. */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "domain/tender.h"
#include "domain/ticket.h"

struct error;

/* Appends the body. */
void ticket_body_append(struct buffer *out, const struct ticket *ticket,
    const struct tender *tenders, size_t tender_count);

/* Reads a body into `ticket`, which is initialised and empty, and `out_tenders`, room for
 * TENDERS_MAX. Errors: ERROR_CORRUPT; the ticket is then cleared. */
MUST_CHECK bool ticket_body_read(const char *body, size_t size, struct ticket *ticket,
    struct tender *out_tenders, size_t *out_tender_count, struct error *err);

#endif
