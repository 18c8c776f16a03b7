#ifndef TILLTALE_TILL_SHIFT_H
#define TILLTALE_TILL_SHIFT_H

/* Shifts at the till: open the drawer's day with a float, put money in and take it out, count,
 * report, close. One verb, one transaction.
 *
 * Who may do what is asked of till/staff.h: ERROR_NOT_ALLOWED, where a manager has to lend it.
 *
 * Selling is never blocked: what is rung while nothing is open opens a shift itself, with what the
 * last close left. Closing always goes through too: uncounted, with a difference, with tickets
 * parked and transfers unseen. What a close wrote is never changed. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/z_report.h"
#include "store/shift.h"

struct error;
struct till;

#define SHIFT_REASON_CHARACTERS_MAX 120
#define SHIFT_PIECES_MAX 128

/* Whether a shift is open, and since when. */
MUST_CHECK bool till_shift_state(
    struct till *till, struct shift_state *out_state, struct error *err);

/* Opens a shift with this money in the drawer. Errors: ERROR_REFUSED, one is open; ERROR_INVALID,
 * a float below 0. */
MUST_CHECK bool till_open_shift(struct till *till, int64_t float_minor, struct error *err);

/* Puts money into the drawer or takes it out. `currency` is an ISO 4217 code; NULL: the shop's.
 * Errors: ERROR_INVALID, no amount, no reason, or a currency that we do not know. */
MUST_CHECK bool till_move_cash(struct till *till, bool is_in, int64_t amount_minor,
    const char *currency, const char *reason, struct error *err);

/* What lies in the drawer, piece by piece or as sums (value 0), of one or several currencies. */
struct till_count {
    struct z_piece pieces[SHIFT_PIECES_MAX];
    size_t piece_count;
};

/* The sum of one currency. Errors: ERROR_INVALID, a piece below 0 or an unknown currency;
 * ERROR_LIMIT. */
MUST_CHECK bool till_count_total(
    const struct till_count *count, const char *currency, int64_t *out_minor, struct error *err);

/* Keeps a count. The close takes the newest one, if nothing moved the drawer's money after it and
 * it is not given another. */
MUST_CHECK bool till_count_drawer(
    struct till *till, const struct till_count *count, struct error *err);

/* The report of this moment; the caller closes it. Nothing is written. */
MUST_CHECK bool till_x_report(struct till *till, struct z_report *out_report, struct error *err);

/* What a close would write now, for the screen that closes: the report has the number that it would
 * get. With `is_counted` the newest count stands in it. Not a report to look at: no right is asked,
 * so a screen that counts blind hides it. */
MUST_CHECK bool till_close_preview(
    struct till *till, bool is_counted, struct z_report *out_report, struct error *err);

/* The closes of this till, newest first; the array is from malloc. */
struct till_z {
    int64_t number;
    char business_day[11];
};
MUST_CHECK bool till_z_list(
    struct till *till, struct till_z **out_list, size_t *out_count, struct error *err);

/* A Z of this till as it was written: `number` 0 is the newest. Errors: ERROR_NOT_FOUND. */
MUST_CHECK bool till_z_report(
    struct till *till, int64_t number, struct z_report *out_report, struct error *err);

/* What stays of one other currency. */
struct till_left {
    char currency[4];
    int64_t left_minor;
};

struct till_close_order {
    const struct till_count *count; /* NULL: the newest count, if it still holds; else uncounted */
    bool is_uncounted;              /* no count counts, whatever there is */
    const char *reason;             /* of the difference; "" none */
    bool says_left;                 /* else everything stays */
    int64_t left_minor;
    const struct till_left *left_foreign; /* what is not named is taken out whole */
    size_t left_foreign_count;
    bool has_terminal; /* the card terminal's own total */
    int64_t terminal_minor;
};

/* Ends the open shift, writes its Z, signed, and queues its files for the targets of this device
 * (till/export_queue.h). *out_report is the Z as it was written; the caller
 * closes it. Errors: ERROR_NOT_FOUND, nothing is open; ERROR_INVALID, more is to stay than there
 * is, or a count that is none. */
MUST_CHECK bool till_close_shift(struct till *till, const struct till_close_order *order,
    struct z_report *out_report, struct error *err);

#endif
