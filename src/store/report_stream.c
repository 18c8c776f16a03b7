#include "store/report_stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/attribution.h"
#include "domain/id.h"
#include "store/statement.h"
#include "store/tally.h"

/* Columns of QUERY_REPORT_SALES and QUERY_REPORT_TOUCHES. */
enum {
    SALE_ID,
    SALE_BUSINESS_DAY,
    SALE_SOLD_AT_MS,
    SALE_STAFF_NAME,
    SALE_KIND,
    SALE_CURRENCY,
    SALE_GROSS_MINOR,
    SALE_CASH_ROUNDING_MINOR,
    SALE_TIP_MINOR
};
enum {
    TOUCH_SALE_ID,
    TOUCH_KIND,
    TOUCH_TOUCHED_AT_MS,
    TOUCH_CAMPAIGN_ID,
    TOUCH_CAMPAIGN_CODE,
    TOUCH_CAMPAIGN_NAME,
    TOUCH_CHANNEL
};

bool row_stream_begin(struct store *store, enum query query, const struct report_range *range,
    struct row_stream *out_stream, struct error *err)
{
    bool is_all = range->node == REPORT_ALL_NODES;
    struct row_stream stream = {.statement = statement_begin(store, query)};
    statement_bind_text(stream.statement, "$from", range->from);
    statement_bind_text(stream.statement, "$to", range->to);
    statement_bind_int(stream.statement, "$first_id", is_all ? 0 : id_make(range->node, 1));
    statement_bind_int(stream.statement, "$last_id",
        is_all ? INT64_MAX : id_make(range->node, ID_NODE_FACTOR - 1));
    if (!row_stream_next(store, &stream, err)) {
        return false;
    }
    *out_stream = stream;
    return true;
}

bool row_stream_next(struct store *store, struct row_stream *stream, struct error *err)
{
    bool has_row;
    if (!statement_step(store, stream->statement, &has_row, err)) {
        return false;
    }
    stream->has_row = has_row;
    stream->sale_id = has_row ? statement_int(stream->statement, 0) : 0;
    return true;
}

void row_stream_end(struct row_stream *stream)
{
    if (stream->statement != NULL) {
        statement_reset(stream->statement);
    }
    *stream = (struct row_stream){0};
}

bool sale_stream_begin(struct store *store, const struct report_range *range,
    struct sale_stream *out_stream, struct error *err)
{
    *out_stream = (struct sale_stream){0};
    if (!row_stream_begin(store, QUERY_REPORT_SALES, range, &out_stream->sales, err)) {
        return false;
    }
    if (!row_stream_begin(store, QUERY_REPORT_TOUCHES, range, &out_stream->touches, err)) {
        sale_stream_end(out_stream);
        return false;
    }
    return true;
}

static void read_sale(struct sqlite3_stmt *row, struct report_sale *out_sale)
{
    *out_sale = (struct report_sale){
        .id = statement_int(row, SALE_ID),
        .business_day = statement_text(row, SALE_BUSINESS_DAY),
        .sold_at_ms = statement_int(row, SALE_SOLD_AT_MS),
        .staff_name = statement_text(row, SALE_STAFF_NAME),
        .kind = statement_text(row, SALE_KIND),
        .currency = statement_text(row, SALE_CURRENCY),
        .gross_minor = statement_int(row, SALE_GROSS_MINOR),
        .cash_rounding_minor = statement_int(row, SALE_CASH_ROUNDING_MINOR),
        .tip_minor = statement_int(row, SALE_TIP_MINOR),
        .campaign_code = {"", 0},
        .channel = {"", 0},
    };
}

/* Takes the touch if it counts and is not before the one that the sale has: touches of the same
 * moment come in order of the ticket, and the later one wins. */
static void credit(struct sale_stream *stream, const struct report_touch *touch,
    int64_t touched_at_ms, struct report_sale *sale)
{
    bool is_refund = text_view_equals(sale->kind, "refund"); /* has those that its sale counted */
    bool counts = touch->is_credited_kind &&
                  (is_refund || (touched_at_ms <= sale->sold_at_ms &&
                                    touched_at_ms >= sale->sold_at_ms - ATTRIBUTION_WINDOW_MS));
    if (!counts || (sale->campaign_id != 0 && touched_at_ms < stream->touched_at_ms)) {
        return;
    }
    stream->touched_at_ms = touched_at_ms;
    sale->campaign_id = touch->campaign_id;
    text_copy_view(stream->campaign_code, sizeof(stream->campaign_code), touch->code);
    text_copy_view(stream->channel, sizeof(stream->channel), touch->channel);
    sale->campaign_code = text_view_of(stream->campaign_code);
    sale->channel = text_view_of(stream->channel);
}

static void take_touch(struct sale_stream *stream, struct report_sale *sale)
{
    struct sqlite3_stmt *row = stream->touches.statement;
    enum touch_kind kind;
    struct report_touch touch = {
        .campaign_id = statement_int(row, TOUCH_CAMPAIGN_ID),
        .code = statement_text(row, TOUCH_CAMPAIGN_CODE),
        .name = statement_text(row, TOUCH_CAMPAIGN_NAME),
        .channel = statement_text(row, TOUCH_CHANNEL),
        .is_credited_kind = touch_kind_parse(statement_text(row, TOUCH_KIND), &kind) &&
                            touch_kind_is_credited(kind),
    };
    if (stream->visit != NULL && !text_view_equals(sale->kind, "refund")) {
        stream->visit(stream->context, &touch);
    }
    credit(stream, &touch, statement_int(row, TOUCH_TOUCHED_AT_MS), sale);
}

bool sale_stream_next(struct store *store, struct sale_stream *stream, struct report_sale *out_sale,
    bool *out_is_sale, struct error *err)
{
    if (stream->is_given && !row_stream_next(store, &stream->sales, err)) {
        return false;
    }
    stream->is_given = *out_is_sale = stream->sales.has_row;
    if (!stream->sales.has_row) {
        return true;
    }
    read_sale(stream->sales.statement, out_sale);
    while (stream->touches.has_row && stream->touches.sale_id == out_sale->id) {
        take_touch(stream, out_sale);
        if (!row_stream_next(store, &stream->touches, err)) {
            return false;
        }
    }
    return true;
}

void sale_stream_end(struct sale_stream *stream)
{
    row_stream_end(&stream->sales);
    row_stream_end(&stream->touches);
}

char *report_copy_text(struct text_view text)
{
    char *copy = malloc(text.size + 1);
    ASSERT(copy != NULL);
    if (text.size > 0) {
        memcpy(copy, text.bytes, text.size);
    }
    copy[text.size] = '\0';
    return copy;
}

bool report_take_currency(char currency[4], const struct report_sale *sale, struct error *err)
{
    if (text_view_equals(sale->currency, currency)) {
        return true;
    }
    if (currency[0] != '\0') {
        return error_set(err, ERROR_INVALID,
            "these days have sales in %s and in %.*s; ask for days of one currency", currency,
            (int)sale->currency.size, sale->currency.bytes);
    }
    if (!text_copy_view(currency, 4, sale->currency)) {
        return error_set(err, ERROR_CORRUPT, "a sale has the currency %.*s",
            (int)sale->currency.size, sale->currency.bytes);
    }
    return true;
}

bool report_default_currency(struct store *store, char currency[4], struct error *err)
{
    if (currency[0] != '\0') {
        return true;
    }
    struct sqlite3_stmt *row = statement_begin(store, QUERY_REPORT_CURRENCY);
    bool has_row;
    if (!statement_step(store, row, &has_row, err)) {
        return false;
    }
    if (has_row && !text_copy_view(currency, 4, statement_text(row, 0))) {
        currency[0] = '\0';
    }
    statement_reset(row);
    return true;
}

bool report_read_currency(
    struct store *store, const struct report_range *range, char currency[4], struct error *err)
{
    struct row_stream sales = {0};
    bool done = row_stream_begin(store, QUERY_REPORT_CURRENCIES, range, &sales, err);
    while (done && sales.has_row) {
        struct report_sale sale = {.currency = statement_text(sales.statement, 1)};
        done = report_take_currency(currency, &sale, err) && row_stream_next(store, &sales, err);
    }
    row_stream_end(&sales);
    return done && report_default_currency(store, currency, err);
}

bool report_shop_currency(
    struct store *store, const struct report_range *range, char out_currency[4], struct error *err)
{
    out_currency[0] = '\0';
    return report_read_currency(store, range, out_currency, err);
}

bool report_check_sums(const struct tally *tally, struct error *err)
{
    return !tally->overflowed ||
           error_set(err, ERROR_LIMIT, "the sums of these days are too large; ask for fewer days");
}
