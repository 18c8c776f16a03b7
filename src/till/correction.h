#ifndef TILLTALE_TILL_CORRECTION_H
#define TILLTALE_TILL_CORRECTION_H

/* Correction: a sale that was just paid by card and rung as cash, or the other way round.
 *
 * The payment stays as it was written; a row says that its amount belongs to another tender, and
 * the drawer and the reports of the shift count it there. Only the last sale of this till can be
 * corrected, while its shift is open: what was closed and signed stays. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/sale.h"
#include "domain/tender.h"

struct error;
struct till;

#define TILL_CORRECTIONS_MAX 16 /* of one sale */

struct till_correction {
    int64_t payment_n;
    char from_tender[16], to_tender[16];
    int64_t amount_minor;
    char reference[SALE_WORD_MAX];
    char staff_name[SALE_TEXT_MAX];
    int64_t corrected_at_ms;
};

/* The corrections of a sale, oldest first. */
MUST_CHECK bool till_corrections(struct till *till, int64_t sale_id,
    struct till_correction *out_corrections, size_t corrections_max, size_t *out_count,
    struct error *err);

/* The last sale of this till; 0 if there is none. *out_may_correct says whether it belongs to the
 * shift that is open. */
MUST_CHECK bool till_last_sale(
    struct till *till, int64_t *out_sale_id, bool *out_may_correct, struct error *err);

/* By which tender a payment counts after all corrections of it. */
const char *till_corrected_tender(const struct sale_payment *payment, int64_t payment_n,
    const struct till_correction *corrections, size_t correction_count);

/* Writes that payment `payment_n` (from 1) of the last sale was `to`. RIGHT_WRONG_TENDER.
 * Errors: ERROR_INVALID, no such payment, it is that tender already, or one of the two keeps a
 * balance (voucher, account) or is another currency's cash; ERROR_REFUSED, it is not the last sale
 * of the open shift; ERROR_NOT_ALLOWED. */
MUST_CHECK bool till_correct_tender(struct till *till, int64_t sale_id, int64_t payment_n,
    enum tender_kind to, const char *reference, struct error *err);

/* Says in the journal that a copy of the receipt was made. RIGHT_REPRINT. */
MUST_CHECK bool till_reprint(struct till *till, int64_t sale_id, struct error *err);

/* How often that was said of a sale. */
MUST_CHECK bool till_reprint_count(
    struct till *till, int64_t sale_id, size_t *out_count, struct error *err);

/* The first letters of the hash of this till's newest entry: a paper that carries them is a witness
 * of all that was written before. */
#define TILL_HEAD_TEXT_MAX 17
MUST_CHECK bool till_chain_head(
    struct till *till, char out_text[TILL_HEAD_TEXT_MAX], struct error *err);

#endif
