#ifndef TILLTALE_STORE_REPORT_STREAM_H
#define TILLTALE_STORE_REPORT_STREAM_H

/* Report streams: the sales of a range, and beside them rows that belong to them, read in step.
 * Private to src/store.
 *
 * Sales, their lines and their touches are three statements in the same order (business day,
 * receipt) and are merged here, not joined in SQL: so a sale's columns are read once and not once
 * a line, and the campaign is looked for once a sale. */

#include "domain/sale.h"
#include "store/queries.h"
#include "store/report.h"

struct sqlite3_stmt;
struct tally;

/* Rows that name their sale in column 0. */
struct row_stream {
    struct sqlite3_stmt *statement;
    bool has_row;
    int64_t sale_id; /* of the current row */
};

MUST_CHECK bool row_stream_begin(struct store *store, enum query query,
    const struct report_range *range, struct row_stream *out_stream, struct error *err);
MUST_CHECK bool row_stream_next(struct store *store, struct row_stream *stream, struct error *err);
void row_stream_end(struct row_stream *stream);

/* A touch as attribution sees it; the current row of the touches. */
struct report_touch {
    int64_t campaign_id;
    struct text_view code, name, channel;
    bool is_credited_kind;
};
typedef void (*report_touch_visit)(void *context, const struct report_touch *touch);

struct sale_stream {
    struct row_stream sales;
    struct row_stream touches;
    bool is_given;            /* the current row of the sales was returned and is still borrowed */
    report_touch_visit visit; /* NULL, or called for every touch of a sale before it is returned;
                               * those of a refund are its sale's and were seen there */
    void *context;
    char campaign_code[SALE_TEXT_MAX]; /* copies: the touches move on before the sale is used */
    char channel[SALE_TEXT_MAX];
    int64_t touched_at_ms;
};

MUST_CHECK bool sale_stream_begin(struct store *store, const struct report_range *range,
    struct sale_stream *out_stream, struct error *err);
/* *out_is_sale is false at the end. Views in *out_sale are borrowed until the next call. */
MUST_CHECK bool sale_stream_next(struct store *store, struct sale_stream *stream,
    struct report_sale *out_sale, bool *out_is_sale, struct error *err);
void sale_stream_end(struct sale_stream *stream);

/* The currency of a report: amounts of two do not add up. `currency` is empty at first, then the
 * first sale's; another one is ERROR_INVALID. */
MUST_CHECK bool report_take_currency(
    char currency[4], const struct report_sale *sale, struct error *err);
/* Where nothing was sold the shop's own currency says how many decimals a 0 has. */
MUST_CHECK bool report_default_currency(struct store *store, char currency[4], struct error *err);
/* Both for a whole range at once. */
MUST_CHECK bool report_read_currency(
    struct store *store, const struct report_range *range, char currency[4], struct error *err);

/* Errors: ERROR_LIMIT, a sum left 64 bits. */
MUST_CHECK bool report_check_sums(const struct tally *tally, struct error *err);

/* A copy from malloc. */
char *report_copy_text(struct text_view text);

#endif
