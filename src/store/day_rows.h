#ifndef TILLTALE_STORE_DAY_ROWS_H
#define TILLTALE_STORE_DAY_ROWS_H

/* Day rows: what happened at the tills beside the sales, and the sales themselves whole, read back
 * for the files of a day.
 *
 * Called between store_begin_reading and store_end_reading. Views are borrowed until the visitor
 * returns; a visitor that returns false ends the reading, and its `err` is the reading's. What has
 * a moment and no business day is asked for by moments: whose day it is the shop's zone says. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "store/report.h"

struct error;
struct sale;
struct store;

/* The drawer was opened. */
struct day_shift {
    int64_t id;
    struct text_view business_day;
    int64_t opened_at_ms;
    struct text_view staff_name;
    struct text_view currency;
    int64_t float_minor;
    int64_t left_before_minor; /* what the close before left in it; 0 before the first one */
};

/* Cash was put in or taken out. */
struct day_movement {
    int64_t id;
    struct text_view kind; /* pay_in, pay_out */
    int64_t amount_minor;  /* above 0 */
    struct text_view currency;
    struct text_view reason;
    struct text_view staff_name;
    int64_t moved_at_ms;
};

/* A payment was by another tender than was said. */
struct day_correction {
    int64_t id, sale_id;
    struct text_view from_tender, to_tender;
    int64_t amount_minor;
    struct text_view reference;
    struct text_view staff_name;
    int64_t corrected_at_ms;
    struct text_view currency;
};

/* A shift was closed: its Z. */
struct day_close {
    int64_t id, shift_id;
    struct text_view business_day;
    int64_t opened_at_ms, closed_at_ms;
    struct text_view staff_name;
    struct text_view currency;
    int64_t first_sale_n, last_sale_n; /* its receipts; none if the first is above the last */
    int64_t float_minor, expected_minor;
    bool is_counted;
    int64_t counted_minor; /* where is_counted */
    struct text_view reason;
    int64_t left_minor, taken_minor;
    bool has_terminal;
    int64_t terminal_minor;
    int64_t grand_total_minor;
    struct text_view body; /* canonical JSON */
};

typedef bool (*day_shift_visit)(void *context, const struct day_shift *shift, struct error *err);
typedef bool (*day_movement_visit)(
    void *context, const struct day_movement *movement, struct error *err);
typedef bool (*day_correction_visit)(
    void *context, const struct day_correction *correction, struct error *err);
typedef bool (*day_close_visit)(void *context, const struct day_close *close, struct error *err);
typedef bool (*day_sale_visit)(void *context, const struct sale *sale, struct error *err);
typedef bool (*day_word_visit)(void *context, struct text_view word, struct error *err);

/* By business day. Errors of all: ERROR_IO, ERROR_CORRUPT, the visitor's. */
MUST_CHECK bool day_visit_shifts(struct store *store, const struct report_range *range,
    day_shift_visit visit, void *context, struct error *err);
MUST_CHECK bool day_visit_closes(struct store *store, const struct report_range *range,
    day_close_visit visit, void *context, struct error *err);
/* Errors: also ERROR_NOT_FOUND, there is no such close. */
MUST_CHECK bool day_visit_close(
    struct store *store, int64_t close_id, day_close_visit visit, void *context, struct error *err);
/* Business days on which receipts of this close were rung. */
MUST_CHECK bool day_visit_close_days(struct store *store, const struct day_close *close,
    day_word_visit visit, void *context, struct error *err);

/* By moments, both included; of the range only the till counts. */
MUST_CHECK bool day_visit_movements(struct store *store, const struct report_range *range,
    int64_t from_ms, int64_t to_ms, day_movement_visit visit, void *context, struct error *err);
MUST_CHECK bool day_visit_corrections(struct store *store, const struct report_range *range,
    int64_t from_ms, int64_t to_ms, day_correction_visit visit, void *context, struct error *err);

/* Every sale with everything it has, in order of day and receipt; or the receipts first_n to
 * last_n of one till. */
MUST_CHECK bool day_visit_sales(struct store *store, const struct report_range *range,
    day_sale_visit visit, void *context, struct error *err);
MUST_CHECK bool day_visit_receipts(struct store *store, int64_t node, int64_t first_n,
    int64_t last_n, day_sale_visit visit, void *context, struct error *err);

/* Tax codes of the range's lines; currencies of the foreign cash that was taken, and of all cash
 * that was ever moved or counted. */
MUST_CHECK bool day_visit_tax_codes(struct store *store, const struct report_range *range,
    day_word_visit visit, void *context, struct error *err);
MUST_CHECK bool day_visit_foreign(struct store *store, const struct report_range *range,
    day_word_visit visit, void *context, struct error *err);

/* What the file has at all: first and last business day, empty if none; and first and last moment
 * of what has no business day, 0 if none. */
struct day_bounds {
    char first_day[11], last_day[11];
    int64_t first_ms, last_ms;
};
MUST_CHECK bool day_read_bounds(
    struct store *store, struct day_bounds *out_bounds, struct error *err);

#endif
