#ifndef TILLTALE_TILL_PAY_H
#define TILLTALE_TILL_PAY_H

/* Pay: from the open ticket to a sale that survives a power cut, and what comes after it.
 *
 * Tenders taken so far stand on the open ticket and are saved with it. till_pay() is one
 * transaction: receipt number, sale, lines, taxes, payments, touches, and the ticket is empty.
 * Only after it has returned true may a screen say paid. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/id.h"
#include "domain/sale.h"
#include "domain/tender.h"
#include "domain/ticket.h"
#include "domain/token.h"

struct error;
struct till;

/* What has been taken for the open ticket, in order. */
const struct tender *till_tenders(const struct till *till, size_t *out_count);

/* What is to pay after these, if the rest is paid by `kind` (rounded for cash). Never negative. */
int64_t till_still_due(const struct till *till, enum tender_kind kind);

/* What was paid with last on this device: the tender that the pay screen begins with. */
enum tender_kind till_last_tender(struct till *till);

/* Takes a part of what is due. What reaches or exceeds it belongs to till_pay().
 * Errors: ERROR_INVALID, the ticket is empty, the amount is not above 0 or not less than what is
 * due; ERROR_LIMIT, TENDERS_MAX are taken. */
MUST_CHECK bool till_take_tender(struct till *till, const struct tender *tender, struct error *err);

/* What the customer gives on top; 0 takes it off. Errors: ERROR_INVALID, below 0, or nothing is
 * rung up; ERROR_REFUSED, something is paid already; ERROR_LIMIT. */
MUST_CHECK bool till_set_tip(struct till *till, int64_t tip_minor, struct error *err);

/* Somebody looked whether the transfer of payment `payment_n` (from 1) of a sale came. The latest
 * counts. Errors: those of writing. */
MUST_CHECK bool till_check_transfer(
    struct till *till, int64_t sale_id, int64_t payment_n, bool has_arrived, struct error *err);

/* Gives a tender back. */
MUST_CHECK bool till_remove_tender(struct till *till, size_t tender_index, struct error *err);

/* Pays the ticket with what has been taken and `last` (NULL: nothing more; a total of 0 needs
 * none). The sale is till_receipt() then.
 * Errors: ERROR_INVALID, an empty ticket, not enough, or more than due by card; ERROR_BUSY,
 * ERROR_IO: nothing is paid and the ticket is as it was. */
MUST_CHECK bool till_pay(struct till *till, const struct tender *last, struct error *err);

/* Codes that the customer may take along. */
enum receipt_code {
    RECEIPT_CODE_RETURN,   /* brings the customer back */
    RECEIPT_CODE_REFERRAL, /* brings a friend; both are said to have come by it */
    RECEIPT_CODE_REVIEW,   /* where a happy customer may say so: an address, no token */
    RECEIPT_CODE_VOUCHER,  /* was sold, or given out for a refund */
    RECEIPT_CODE_COUNT
};

/* The sale that was paid last, with what the thanks screen shows. Until the next till_pay(). */
struct till_receipt {
    struct sale sale;
    char number[RECEIPT_TEXT_MAX]; /* "1-000124" */
    int64_t change_minor;
    size_t voucher_index; /* of sale.vouchers: whose code is shown */
    int score;            /* satisfaction 1 to 5, 0 not answered */

    /* What can be shown: vouchers that were sold; the code that brings the customer back and the
     * one for a friend, if the shop has such a campaign that still runs and the receipt numbers
     * have not left the range of tokens; the address for a review after a good answer. */
    bool has[RECEIPT_CODE_COUNT];
    enum receipt_code shown;

    /* The code that is shown; of a voucher its value is the headline. */
    bool has_code;
    char code_text[512];           /* what the QR code says */
    char token[TOKEN_GROUPED_MAX]; /* "XXXX-XXXX-XXXX-XXXX" */
    bool code_has_page;            /* a page stands behind it: else "take a photo" */
    char headline[NAME_BYTES];     /* of the campaign; "" none */
    char ends_on[11];              /* ISO date; "" open */
};

/* Of several vouchers that were sold with the receipt's sale the next one is shown, and after the
 * last the first. */
void till_show_next_voucher(struct till *till);

/* Shows another of the codes that till_receipt() has; one that it has not changes nothing. */
void till_show_code(struct till *till, enum receipt_code code);

/* NULL before the first sale of this run. */
const struct till_receipt *till_receipt(const struct till *till);

/* Stores the answer, 1 (bad) to 5 (great), for till_receipt(); answering again adds a row and the
 * latest counts. After a good one, 4 or 5, the address for a review is shown, where the shop has
 * one. Errors: ERROR_NOT_FOUND, there is no receipt. */
MUST_CHECK bool till_answer_satisfaction(struct till *till, int score, struct error *err);

/* Reads a sale back. Errors: ERROR_NOT_FOUND; ERROR_CORRUPT, it is not consistent. */
MUST_CHECK bool till_read_sale(
    struct till *till, int64_t sale_id, struct sale *out_sale, struct error *err);

#endif
