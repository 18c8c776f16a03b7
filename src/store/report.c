#include "store/report.h"

#include "store/report_stream.h"
#include "store/statement.h"

/* Columns of QUERY_REPORT_LINES and QUERY_REPORT_PAYMENTS. */
enum {
    LINE_SALE_ID,
    LINE_N,
    LINE_SKU,
    LINE_NAME,
    LINE_CATEGORY,
    LINE_TAX_CODE,
    LINE_QUANTITY_MILLI,
    LINE_UNIT_PRICE_MINOR,
    LINE_DISCOUNT_MINOR,
    LINE_NET_MINOR,
    LINE_TAX_MINOR,
    LINE_GROSS_MINOR,
    LINE_KIND
};
enum {
    PAYMENT_SALE_ID,
    PAYMENT_BUSINESS_DAY,
    PAYMENT_PAID_AT_MS,
    PAYMENT_TENDER,
    PAYMENT_AMOUNT_MINOR,
    PAYMENT_TENDERED_MINOR,
    PAYMENT_CHANGE_MINOR,
    PAYMENT_CURRENCY,
    PAYMENT_REFERENCE
};

bool report_has_till(struct store *store, int64_t node, bool *out_has, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_REPORT_TILL);
    statement_bind_int(row, "$node", node);
    bool has_row;
    if (!statement_step(store, row, &has_row, err)) {
        return false;
    }
    statement_reset(row);
    *out_has = has_row;
    return true;
}

static struct report_line read_line(struct sqlite3_stmt *row, const struct report_sale *sale)
{
    return (struct report_line){
        .sale = sale,
        .n = statement_int(row, LINE_N),
        .sku = statement_text(row, LINE_SKU),
        .name = statement_text(row, LINE_NAME),
        .category = statement_text(row, LINE_CATEGORY),
        .tax_code = statement_text(row, LINE_TAX_CODE),
        .quantity_milli = statement_int(row, LINE_QUANTITY_MILLI),
        .unit_price_minor = statement_int(row, LINE_UNIT_PRICE_MINOR),
        .discount_minor = statement_int(row, LINE_DISCOUNT_MINOR),
        .net_minor = statement_int(row, LINE_NET_MINOR),
        .tax_minor = statement_int(row, LINE_TAX_MINOR),
        .gross_minor = statement_int(row, LINE_GROSS_MINOR),
        .kind = statement_text(row, LINE_KIND),
    };
}

static bool visit_sale(struct store *store, struct row_stream *lines,
    const struct report_sale *sale, const struct report_line_visitor *visitor, void *context,
    struct error *err)
{
    if (!visitor->sale(context, sale, err)) {
        return false;
    }
    while (lines->has_row && lines->sale_id == sale->id) {
        struct report_line line = read_line(lines->statement, sale);
        if (!visitor->line(context, &line, err) || !row_stream_next(store, lines, err)) {
            return false;
        }
    }
    return true;
}

bool report_visit_lines(struct store *store, const struct report_range *range,
    const struct report_line_visitor *visitor, void *context, struct error *err)
{
    struct sale_stream sales = {0};
    struct row_stream lines = {0};
    struct report_sale sale;
    bool is_sale = true;
    bool done = sale_stream_begin(store, range, &sales, err) &&
                row_stream_begin(store, QUERY_REPORT_LINES, range, &lines, err);
    while (done && is_sale) {
        done = sale_stream_next(store, &sales, &sale, &is_sale, err) &&
               (!is_sale || visit_sale(store, &lines, &sale, visitor, context, err));
    }
    sale_stream_end(&sales);
    row_stream_end(&lines);
    return done;
}

static struct report_payment read_payment(struct sqlite3_stmt *row)
{
    return (struct report_payment){
        .sale_id = statement_int(row, PAYMENT_SALE_ID),
        .business_day = statement_text(row, PAYMENT_BUSINESS_DAY),
        .paid_at_ms = statement_int(row, PAYMENT_PAID_AT_MS),
        .tender = statement_text(row, PAYMENT_TENDER),
        .amount_minor = statement_int(row, PAYMENT_AMOUNT_MINOR),
        .tendered_minor = statement_int(row, PAYMENT_TENDERED_MINOR),
        .change_minor = statement_int(row, PAYMENT_CHANGE_MINOR),
        .currency = statement_text(row, PAYMENT_CURRENCY),
        .reference = statement_text(row, PAYMENT_REFERENCE),
    };
}

bool report_visit_payments(struct store *store, const struct report_range *range,
    report_payment_visit visit, void *context, struct error *err)
{
    struct row_stream payments = {0};
    bool done = row_stream_begin(store, QUERY_REPORT_PAYMENTS, range, &payments, err);
    while (done && payments.has_row) {
        struct report_payment payment = read_payment(payments.statement);
        done = visit(context, &payment, err) && row_stream_next(store, &payments, err);
    }
    row_stream_end(&payments);
    return done;
}
