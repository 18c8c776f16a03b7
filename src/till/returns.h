#ifndef TILLTALE_TILL_RETURNS_H
#define TILLTALE_TILL_RETURNS_H

/* Returns: lines of a ticket that take goods back, and the sales that they come from. Private to
 * src/till.
 *
 * What stands on a ticket was worked out when it was put there; another refund of the same sale may
 * have come since, from here or from another till. So it is worked out again inside the transaction
 * that writes it, and a ticket that would take back more than is left, or other cents, is
 * refused. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "domain/give_back.h"
#include "domain/refund.h"
#include "domain/sale.h"
#include "domain/ticket.h"

struct error;
struct store;

#define RETURNS_SALES_MAX 16 /* different sales on one ticket */

struct returns {
    struct sale sales[RETURNS_SALES_MAX];
    struct refund_history histories[RETURNS_SALES_MAX];
    size_t count;
};

/* Reads the sales of the ticket's returns and checks each of them.
 * Errors: ERROR_INVALID, something went back meanwhile; ERROR_NOT_FOUND, a sale is not known here;
 * ERROR_LIMIT, too many sales; ERROR_IO, ERROR_CORRUPT. Nothing is to be closed then. */
MUST_CHECK bool returns_open(struct store *store, const struct ticket *ticket,
    struct returns *out_returns, struct error *err);
void returns_close(struct returns *returns);

/* What is to be given back for a ticket whose total is below 0: mirrors the sale's cash rounding
 * where the ticket takes back goods of one sale and nothing else. */
struct give_back returns_due(
    const struct returns *returns, const struct ticket *ticket, int64_t gross_minor);

/* Puts on the sale's lines what the sale that they come from says of them, and on a refund the
 * campaigns that it was credited to, so that these give it back. */
void returns_fill(const struct returns *returns, struct sale *sale);

#endif
