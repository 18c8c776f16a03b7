#ifndef TILLTALE_TILL_VOUCHER_H
#define TILLTALE_TILL_VOUCHER_H

/* Vouchers and gift cards: sold as a line, spent as a tender.
 *
 * A voucher has a token, which proves that this shop made it and never that it is worth something:
 * it counts only against its ledger. Its balance is the sum of the movements that this file has
 * heard of, so two tills that are apart can spend the same money; when they hear of each other the
 * overdraft is listed, and never undone. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/token.h"
#include "till/sell.h"

struct error;
struct till;

/* What a scanned or typed text is as a voucher. */
enum till_voucher_state {
    VOUCHER_GOOD,      /* it has something left */
    VOUCHER_EMPTY,     /* all of it is spent */
    VOUCHER_EXPIRED,   /* it ended on EXPIRES_ON */
    VOUCHER_REVOKED,   /* it was taken back (till/revoke.h) */
    VOUCHER_UNHEARD,   /* made by this shop, and its sale is not here yet: sync first */
    VOUCHER_NOT_OURS,  /* mistyped, forged, or of another shop */
    VOUCHER_NO_VOUCHER /* another code */
};

struct till_voucher {
    enum till_voucher_state state;
    int64_t id;                   /* 0: VOUCHER_NOT_OURS, VOUCHER_NO_VOUCHER */
    char code[TOKEN_GROUPED_MAX]; /* "XXXX-XXXX-XXXX-XXXX" */
    char text[512];               /* what its QR code says */
    int64_t balance_minor;
    int64_t issued_at_ms;
    char expires_on[11]; /* "" never */
};

/* Looks at it; nothing is spent. Errors: those of the file. */
MUST_CHECK bool till_find_voucher(
    struct till *till, struct text_view text, struct till_voucher *out_voucher, struct error *err);

/* The same as an error for who cannot ask back: true only for VOUCHER_GOOD. */
MUST_CHECK bool till_require_voucher(
    struct till *till, struct text_view text, struct till_voucher *out_voucher, struct error *err);

/* Adds a line that sells a voucher of this value; two pieces are two vouchers. The voucher is made
 * when the ticket is paid. Errors: ERROR_INVALID, the value is not above 0; ERROR_LIMIT. */
MUST_CHECK bool till_add_voucher(struct till *till, const char *name, int64_t value_minor,
    struct till_outcome *out_outcome, struct error *err);

/* A movement of a voucher or an account, as it is shown. */
struct till_movement {
    int64_t sale_id; /* 0: none */
    int64_t amount_minor;
    int64_t moved_at_ms;
};
typedef bool (*till_movement_visitor)(
    void *context, const struct till_movement *movement, struct error *err);
MUST_CHECK bool till_visit_voucher(struct till *till, int64_t voucher_id,
    till_movement_visitor visit, void *context, struct error *err);

/* The vouchers that were made with a sale: what they were worth then. */
struct till_sold_voucher {
    int64_t voucher_id;
    char code[TOKEN_GROUPED_MAX]; /* "" where this till holds no key for it */
    int64_t amount_minor;
};
typedef bool (*till_sold_visitor)(
    void *context, const struct till_sold_voucher *sold, struct error *err);
MUST_CHECK bool till_visit_sold_vouchers(
    struct till *till, int64_t sale_id, till_sold_visitor visit, void *context, struct error *err);

/* A voucher of which more was spent than was on it. */
struct till_overdraft {
    int64_t voucher_id;
    char code[TOKEN_GROUPED_MAX]; /* "" where this till holds no key for it */
    int64_t overdrawn_minor;      /* above 0 */
};
typedef bool (*till_overdraft_visitor)(
    void *context, const struct till_overdraft *overdraft, struct error *err);
MUST_CHECK bool till_visit_overdrafts(
    struct till *till, till_overdraft_visitor visit, void *context, struct error *err);

/* What was overdrawn since this was asked last on this device, restarts included: overdrawn_minor is
 * the sum, the voucher the newest of them. *out_is_new is false if nothing was. */
MUST_CHECK bool till_hear_of_overdrafts(
    struct till *till, struct till_overdraft *out_news, bool *out_is_new, struct error *err);

#endif
