#ifndef TILLTALE_STORE_CLOSE_H
#define TILLTALE_STORE_CLOSE_H

/* Closes: the Z reports of the tills, worked out from the rows, signed and kept.
 *
 * A Z covers the receipts after the last one of the Z before, by their numbers, and what names its
 * shift. So what is rung late or backdated is in the next Z, and what a Z says can be worked out
 * again from the rows for ever: that is what verify does. Only the parked tickets cannot, which
 * are local rows.
 *
 * The signature is Ed25519 by the till's key over
 *
 *     "tilltale close 1" ‖ head of the till's chain before the close's entry ‖ body */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct buffer;
struct error;
struct store;
struct verify_report;
struct z_report;

/* Which rows a report is of. */
struct close_bounds {
    int64_t node;
    int64_t shift_id; /* 0: none is open */
    int64_t first_sale_n, last_sale_n;
    int64_t last_lead, last_transfer_check; /* numbers n of the last rows that count */
    bool is_counted;                        /* the newest count of the shift counts */
    const struct z_report *before;          /* the Z before; NULL: there is none */
};

/* The newest Z of the till, and its body; `out_report` is empty or zeroed. *out_found is false
 * if it has never been closed. */
MUST_CHECK bool close_read_newest(struct store *store, int64_t node, bool *out_found,
    struct z_report *out_report, struct error *err);

/* Appends the body of Z `number` of the till, byte for byte. Errors: ERROR_NOT_FOUND. */
MUST_CHECK bool close_read_body(
    struct store *store, int64_t node, int64_t number, struct buffer *out_body, struct error *err);

/* What a report of this moment reads: the open shift and everything after `before`. */
MUST_CHECK bool close_read_bounds(struct store *store, int64_t node, int64_t shift_id,
    const struct z_report *before, struct close_bounds *out_bounds, struct error *err);

/* Works out everything of a report that stands in rows. The caller fills in what does not: the
 * head's names and moment of closing, reason, left and taken, the terminal's total, parked
 * tickets. `out_report` is empty but for `currency`, which counts where no shift is open.
 * Errors: ERROR_CORRUPT, a row cannot be read; ERROR_IO, also where a sum leaves 64 bits. */
MUST_CHECK bool close_compute(struct store *store, const struct close_bounds *bounds,
    struct z_report *out_report, struct error *err);

/* Gives the report its number and the head of the chain, signs it and writes it. The differences
 * are filled in already. Needs an open bracket and the till's key (ASSERT). */
MUST_CHECK bool close_insert(struct store *store, int64_t shift_id, int64_t staff_id,
    struct z_report *report, struct error *err);

/* True if the key's owner signed this head and body. */
bool close_signature_is_good(const uint8_t *head, struct text_view body, const uint8_t *signature,
    const uint8_t *public_key);

/* For verify: every close is signed by its till over the head that its entry follows, counts on
 * from the one before, and its body is what the rows still say. *out_closes counts them. */
MUST_CHECK bool close_verify_all(
    struct store *store, struct verify_report *report, int64_t *out_closes, struct error *err);

#endif
