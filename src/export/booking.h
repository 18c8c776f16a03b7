#ifndef TILLTALE_EXPORT_BOOKING_H
#define TILLTALE_EXPORT_BOOKING_H

/* Bookings: what happened at the tills as a bookkeeper writes it, for every accounting format.
 *
 * A booking is one act of one till on one business day. Its postings add up to 0; above 0 is
 * debit, below 0 credit, in minor units of the shop's currency:
 *
 *     sale, refund  payments against revenue and tax by line, gift cards and accounts (no
 *                   revenue), cash rounding and tip; discounts are netted in the revenue
 *     correction    a payment goes from one tender to another
 *     pay_in, pay_out  the drawer against what it was for
 *     float         the float of a shift differs from what was left in the drawer before
 *     close         the counted difference of the drawer, and what was taken out of it
 *
 * Cash of other currencies that is put in, taken out or counted wrong moves in its own currency and
 * has no amount in the shop's: nobody said what it is worth. Such postings add up to 0 in theirs.
 *
 * So the account of the drawer ends each shift at what was left in it. Bookings come by business
 * day, and within it in the order of this list, floats first. Memory does not grow with the days. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/id.h"
#include "export/ledger.h"
#include "store/report.h"

struct error;
struct store;
struct zone;

enum booking_kind {
    BOOKING_FLOAT,
    BOOKING_SALE,
    BOOKING_REFUND,
    BOOKING_CORRECTION,
    BOOKING_PAY_IN,
    BOOKING_PAY_OUT,
    BOOKING_CLOSE,
    BOOKING_KIND_COUNT
};

/* "Sale", "Refund", "Correction" … */
const char *booking_kind_text(enum booking_kind kind);

#define POSTING_CODE_MAX 64

struct posting {
    enum ledger_role role;
    char code[POSTING_CODE_MAX]; /* tax code of revenue, rate of tax; "" none */
    int64_t amount_minor;
    int64_t tax_minor;        /* of revenue: the tax that belongs to it, with the same sign */
    char foreign_currency[4]; /* of cash of another currency; "" none */
    int64_t foreign_minor;    /* with the sign of the amount, if that is not 0 */
};

struct booking {
    enum booking_kind kind;
    const char *business_day;
    int64_t node;
    int64_t at_ms;
    const char *number; /* "1-000124", "Z 1-000007", "S 1-000007" of a shift; "" none */
    const char *text;   /* reason or reference; "" none */
    const char *staff;
    const char *campaign; /* code that the sale is credited to; "" none */
    const char *channel;
    const char *currency;
    const struct posting *postings;
    size_t posting_count;
};

typedef bool (*booking_visit)(void *context, const struct booking *booking, struct error *err);

struct booking_form {
    const struct zone *zone; /* of the shop */
    int day_start_minutes;
};

/* Errors: ERROR_INVALID, sales in more than one currency; those of the store; the visitor's. */
MUST_CHECK bool bookings_visit(struct store *store, const struct report_range *range,
    const struct booking_form *form, booking_visit visit, void *context, struct error *err);

/* The days of the range that can have anything, both ends included; false if there are none. */
MUST_CHECK bool bookings_bounds(struct store *store, const struct report_range *range,
    const struct booking_form *form, int32_t *out_first, int32_t *out_last, bool *out_any,
    struct error *err);

#endif
