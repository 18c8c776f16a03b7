#ifndef TILLTALE_EXPORT_BOOK_SUMS_H
#define TILLTALE_EXPORT_BOOK_SUMS_H

/* Book sums: the bookings of each day and till summed up by account and campaign, for formats
 * that take a day as one entry. The sums of a day and till add up to 0. */

#include "export/booking.h"

struct book_sum {
    const char *business_day;
    int64_t node;
    const char *currency;
    bool is_trade; /* of sales and refunds; else of the drawer and of corrections */
    enum ledger_role role;
    const char *code;
    const char *campaign;
    int64_t amount_minor, tax_minor;
    int64_t posting_count;
};

/* The sums of one day and till: those of the trade first, then by role, code and campaign. */
struct book_day {
    const char *business_day;
    int64_t node;
    const char *currency;
    const struct book_sum *sums;
    size_t sum_count;
};

typedef bool (*book_day_visit)(void *context, const struct book_day *day, struct error *err);

/* Errors: as bookings_visit(); ERROR_LIMIT, a sum leaves 64 bits. */
MUST_CHECK bool book_sums_visit(struct store *store, const struct report_range *range,
    const struct booking_form *form, book_day_visit visit, void *context, struct error *err);

#endif
