#ifndef TILLTALE_TILL_REFUND_H
#define TILLTALE_TILL_REFUND_H

/* Refund: goods come back and money goes out, or other goods go out for them.
 *
 *     till_find_receipt()        which sale, by its scanned code or its number
 *     till_search_receipts()     or by what the customer remembers of it
 *     till_refund_open()         the sale, and what of it went back so far
 *     till_refund_plan()         what is chosen of it, and what it is worth
 *     till_refund_pay()          one transaction: the money is given back
 *     till_refund_exchange()     or the lines go onto the open ticket, for other goods
 *
 * A refund without a receipt is rung up like a sale and then turned round: till_refund_turn().
 * Whether a person may do these things is for whoever calls to ask first. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/give_back.h"
#include "domain/receipt_hit.h"
#include "domain/refund.h"
#include "domain/sale.h"
#include "domain/tender.h"
#include "domain/ticket.h"

struct error;
struct till;

/* The sale behind a scanned or typed text: the code on its receipt, or its number ("1-000124",
 * "124" of this till). *out_sale_id is 0 if the text is neither, or no such sale is known here. */
MUST_CHECK bool till_find_receipt(
    struct till *till, struct text_view text, int64_t *out_sale_id, struct error *err);

#define TILL_RECEIPTS_MAX 50

/* The newest sales that fit what was typed: an amount, a part of a product's name, its SKU, or the
 * reference of a card payment; "" all. `days_back` counts business days before today: 0 is today
 * alone. */
MUST_CHECK bool till_search_receipts(struct till *till, const char *typed, int days_back,
    struct receipt_hit *out_hits, size_t hits_max, size_t *out_count, struct error *err);

/* A sale that something may go back of. */
struct till_refund_sale {
    struct sale sale;
    struct refund_history history;
};
/* Errors: ERROR_NOT_FOUND; ERROR_INVALID, it was sold in another currency; ERROR_IO,
 * ERROR_CORRUPT. Nothing is to be closed then. */
MUST_CHECK bool till_refund_open(
    struct till *till, int64_t sale_id, struct till_refund_sale *out_sale, struct error *err);
void till_refund_close(struct till_refund_sale *sale);

/* What is chosen: a ticket whose lines all take goods back. A zeroed one is empty. */
struct till_refund {
    struct ticket ticket;
    struct ticket_figures figures;
    struct give_back due;
};
/* Works it out from the sale as it was opened. `out_refund` may hold an older one.
 * Errors: as refund_fill_ticket(). */
MUST_CHECK bool till_refund_plan(struct till *till, const struct till_refund_sale *sale,
    const struct refund_choice *choices, size_t choice_count, struct till_refund *out_refund,
    struct error *err);
void till_refund_drop(struct till_refund *refund);

/* Gives the money back and writes the refund; the open ticket stays as it is. Rows of `tenders` are
 * below 0 (domain/give_back.h); a voucher or an account that they do not name is the one that the
 * sale was paid from, else a voucher is made. The refund is till_receipt() then. RIGHT_REFUND, or
 * RIGHT_REFUND_TENDER where the sale was not paid by one of these tenders.
 * Errors: ERROR_INVALID, nothing is chosen, the money is not what is due, or something went back
 * meanwhile; as till_pay(). */
MUST_CHECK bool till_refund_pay(struct till *till, const struct till_refund *refund,
    const struct tender *tenders, size_t tender_count, struct error *err);

/* Puts what is chosen onto the open ticket. RIGHT_REFUND. Errors: as ticket_insert(). */
MUST_CHECK bool till_refund_exchange(
    struct till *till, const struct till_refund *refund, struct error *err);

/* Turns every line of the open ticket round: it takes goods back without a receipt, at the price
 * it stands there for. RIGHT_REFUND_FREE. Errors: ERROR_INVALID, there is no line, one takes goods back already or is
 * a deposit that comes back; ERROR_REFUSED, something is paid already. */
MUST_CHECK bool till_refund_turn(
    struct till *till, bool restock, const char *reason, struct error *err);

/* What is to be given back for the open ticket whose total is below 0. */
MUST_CHECK bool till_give_back(struct till *till, struct give_back *out_due, struct error *err);

/* Sales that took something of this one back, oldest first. */
MUST_CHECK bool till_refunds_of(struct till *till, int64_t sale_id, int64_t *out_ids,
    size_t ids_max, size_t *out_count, struct error *err);

#endif
