#ifndef TILLTALE_DOMAIN_TENDER_H
#define TILLTALE_DOMAIN_TENDER_H

/* Tender: how a ticket is paid, what cash comes back, and in which coins.
 *
 * Only cash may be more than what is due. Where the smallest coin does not reach the minor unit,
 * what is paid in cash is rounded to the nearest step (halves away from zero), and the difference
 * is a line of its own that belongs to the sale and to no tax. Other tenders are never rounded:
 * with both, what is left after them is rounded. Cash that cannot be made of coins is refused.
 *
 * Cash of another currency is worth its amount times the rate of the day; the change for it is the
 * shop's own currency. Where that change would not be a multiple of the step it is rounded to one.
 *
 * A total below 0 is given back with rows below 0 (domain/give_back.h). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "domain/money.h"

struct error;

#define TENDERS_MAX 16 /* rows of one payment */
#define TENDER_REFERENCE_BYTES 64
#define TENDER_RATE_BYTES 24

enum tender_kind {
    TENDER_CASH,
    TENDER_CARD,
    TENDER_TRANSFER, /* by bank, mostly through a payment code */
    TENDER_VOUCHER,  /* from the balance of a gift card */
    TENDER_ACCOUNT,  /* on account: paid later */
    TENDER_KIND_COUNT
};

/* "cash", "card", "transfer", "voucher", "account": in files and in the database. */
const char *tender_kind_text(enum tender_kind kind);
MUST_CHECK bool tender_kind_parse(struct text_view text, enum tender_kind *out_kind);

/* One row of a payment, as the cashier took it. */
struct tender {
    enum tender_kind kind;
    int64_t tendered_minor;                 /* what was handed over, above 0; 0 only where cash
                                             * rounds the whole rest away; below 0: given back */
    char reference[TENDER_REFERENCE_BYTES]; /* of the terminal, of the transfer; may be empty */
    int64_t of_id; /* TENDER_VOUCHER, TENDER_ACCOUNT: which; a voucher of 0 given back: a new one */
    bool is_seen;  /* TENDER_TRANSFER: somebody saw it arrive */
    char foreign_currency[4]; /* cash of another currency; "" none */
    int64_t foreign_minor;    /* what was handed over of it; tendered_minor is what it is worth */
    char foreign_rate[TENDER_RATE_BYTES];
};

/* Checks a rate of the day, "0.9214": what one unit of the other currency is worth here.
 * Errors: ERROR_INVALID, it is no number above 0 with at most 9 decimals. */
MUST_CHECK bool tender_check_rate(struct text_view rate, struct error *err);

/* Fills the row for cash of another currency: what it is worth, rounded to the own minor unit,
 * halves away from zero. Errors: as tender_check_rate(); ERROR_LIMIT, out of range. */
MUST_CHECK bool tender_convert(const struct currency *foreign, int64_t foreign_minor,
    struct text_view rate, const struct currency *own, struct tender *out_tender,
    struct error *err);

/* The least of another currency that is worth `due_minor`, in what its coins allow. Returns false if
 * it is out of range or the rate makes no sense. */
MUST_CHECK bool tender_foreign_due(int64_t due_minor, const struct currency *own,
    const struct currency *foreign, struct text_view rate, int64_t *out_foreign_minor);

/* `amount_minor` to the nearest multiple of `step_minor`, halves away from zero. A step of 0 or 1
 * changes nothing. */
int64_t tender_round_cash(int64_t amount_minor, int64_t step_minor);

/* How a payment came out. total + rounding = sum of amounts; tendered - amount of the cash rows
 * is the change. `total` has the tip in it. */
struct settlement {
    int64_t rounding_minor;            /* cash rounding: what the customer pays more or less */
    int64_t amount_minor[TENDERS_MAX]; /* by row: what of it pays for the sale */
    int64_t change_minor;
};

/* Settles `total_minor` with the rows of `tenders`. A total of 0 needs none; one below 0 is given
 * back with rows below 0.
 * Errors: ERROR_INVALID, less than the total, a row of the wrong sign, cash that no coins make, or
 * rows other than cash that are more than the total; ERROR_LIMIT, more than TENDERS_MAX rows or an
 * amount out of range. The text names the sums, for `currency` says how they are written. */
MUST_CHECK bool tender_settle(int64_t total_minor, const struct tender *tenders, size_t count,
    int64_t cash_step_minor, const struct currency *currency, struct settlement *out_settlement,
    struct error *err);

/* False for cash of our own that no coins make. */
bool tender_has_coins(const struct tender *tender, int64_t cash_step_minor);

/* What is still to pay after these rows if the rest is paid by `kind`: rounded for cash. Never
 * below 0 for a total that is not, and never above 0 for one that is given back. */
int64_t tender_still_due(int64_t total_minor, const struct tender *tenders, size_t count,
    int64_t cash_step_minor, enum tender_kind kind);

#define TENDER_NOTES_MAX 4

/* What the customer probably hands over besides the exact sum: `due_minor` rounded up to each
 * note of the currency from the smallest up, doubles and the exact sum dropped, the first four,
 * rising. 22.06 in EUR gives 25, 30, 40, 50. Returns how many. */
size_t tender_likely_notes(
    int64_t due_minor, const struct currency *currency, int64_t out_notes_minor[TENDER_NOTES_MAX]);

#define TENDER_PIECES_MAX (2 * CURRENCY_PIECES_MAX)

struct tender_piece {
    int64_t value_minor; /* a note or a coin */
    int64_t count;       /* how many of it */
};

/* The notes and coins to hand back, largest first: 7.94 in EUR gives 5, 2, 0.50, 2 x 0.20,
 * 2 x 0.02. Returns how many kinds. *out_rest_minor, unless NULL, is what no coin can give. */
size_t tender_change_pieces(int64_t change_minor, const struct currency *currency,
    struct tender_piece out_pieces[TENDER_PIECES_MAX], int64_t *out_rest_minor);

#endif
