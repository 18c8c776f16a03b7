#include "store/day_rows.h"

#include "base/error.h"
#include "domain/id.h"
#include "domain/sale.h"
#include "store/report_stream.h"
#include "store/sale.h"
#include "store/statement.h"

/* Columns of QUERY_EXPORT_CLOSES. */
enum {
    CLOSE_ID,
    CLOSE_SHIFT_ID,
    CLOSE_BUSINESS_DAY,
    CLOSE_CLOSED_AT_MS,
    CLOSE_STAFF_NAME,
    CLOSE_LAST_SALE_N,
    CLOSE_EXPECTED_MINOR,
    CLOSE_COUNTED_MINOR,
    CLOSE_REASON,
    CLOSE_LEFT_MINOR,
    CLOSE_TAKEN_MINOR,
    CLOSE_TERMINAL_MINOR,
    CLOSE_GRAND_TOTAL_MINOR,
    CLOSE_BODY,
    CLOSE_OPENED_AT_MS,
    CLOSE_FLOAT_MINOR,
    CLOSE_CURRENCY,
    CLOSE_LAST_SALE_N_BEFORE
};

static void bind_node(struct sqlite3_stmt *row, int64_t node)
{
    bool is_all = node == REPORT_ALL_NODES;
    statement_bind_int(row, "$first_id", is_all ? 0 : id_make(node, 1));
    statement_bind_int(row, "$last_id", is_all ? INT64_MAX : id_make(node, ID_NODE_FACTOR - 1));
}

static struct sqlite3_stmt *begin_days(
    struct store *store, enum query query, const struct report_range *range)
{
    struct sqlite3_stmt *row = statement_begin(store, query);
    statement_bind_text(row, "$from", range->from);
    statement_bind_text(row, "$to", range->to);
    bind_node(row, range->node);
    return row;
}

static struct sqlite3_stmt *begin_moments(struct store *store, enum query query,
    const struct report_range *range, int64_t from_ms, int64_t to_ms)
{
    struct sqlite3_stmt *row = statement_begin(store, query);
    statement_bind_int(row, "$from_ms", from_ms);
    statement_bind_int(row, "$to_ms", to_ms);
    bind_node(row, range->node);
    return row;
}

/* What a row is made into and who is told of it. */
struct visit {
    bool (*take)(const struct visit *visit, struct sqlite3_stmt *row, struct error *err);
    union {
        day_shift_visit shift;
        day_movement_visit movement;
        day_correction_visit correction;
        day_close_visit close;
        day_word_visit word;
    } as;
    void *context;
};

static bool visit_rows(struct store *store, struct sqlite3_stmt *row, const struct visit *visit,
    bool *out_any, struct error *err)
{
    bool has_row;
    *out_any = false;
    while (statement_step(store, row, &has_row, err)) {
        if (!has_row) {
            return true;
        }
        *out_any = true;
        if (!visit->take(visit, row, err)) {
            statement_reset(row);
            return false;
        }
    }
    return false;
}

static bool take_shift(const struct visit *visit, struct sqlite3_stmt *row, struct error *err)
{
    struct day_shift shift = {
        .id = statement_int(row, 0),
        .business_day = statement_text(row, 1),
        .opened_at_ms = statement_int(row, 2),
        .staff_name = statement_text(row, 3),
        .currency = statement_text(row, 4),
        .float_minor = statement_int(row, 5),
        .left_before_minor = statement_int(row, 6),
    };
    return visit->as.shift(visit->context, &shift, err);
}

bool day_visit_shifts(struct store *store, const struct report_range *range, day_shift_visit visit,
    void *context, struct error *err)
{
    struct visit taker = {.take = take_shift, .as.shift = visit, .context = context};
    bool any;
    return visit_rows(store, begin_days(store, QUERY_EXPORT_SHIFTS, range), &taker, &any, err);
}

static bool take_movement(const struct visit *visit, struct sqlite3_stmt *row, struct error *err)
{
    struct day_movement movement = {
        .id = statement_int(row, 0),
        .kind = statement_text(row, 1),
        .amount_minor = statement_int(row, 2),
        .currency = statement_text(row, 3),
        .reason = statement_text(row, 4),
        .staff_name = statement_text(row, 5),
        .moved_at_ms = statement_int(row, 6),
    };
    return visit->as.movement(visit->context, &movement, err);
}

bool day_visit_movements(struct store *store, const struct report_range *range, int64_t from_ms,
    int64_t to_ms, day_movement_visit visit, void *context, struct error *err)
{
    struct visit taker = {.take = take_movement, .as.movement = visit, .context = context};
    bool any;
    return visit_rows(store, begin_moments(store, QUERY_EXPORT_MOVEMENTS, range, from_ms, to_ms),
        &taker, &any, err);
}

static bool take_correction(const struct visit *visit, struct sqlite3_stmt *row, struct error *err)
{
    struct day_correction correction = {
        .id = statement_int(row, 0),
        .sale_id = statement_int(row, 1),
        .from_tender = statement_text(row, 2),
        .to_tender = statement_text(row, 3),
        .amount_minor = statement_int(row, 4),
        .reference = statement_text(row, 5),
        .staff_name = statement_text(row, 6),
        .corrected_at_ms = statement_int(row, 7),
        .currency = statement_text(row, 8),
    };
    return visit->as.correction(visit->context, &correction, err);
}

bool day_visit_corrections(struct store *store, const struct report_range *range, int64_t from_ms,
    int64_t to_ms, day_correction_visit visit, void *context, struct error *err)
{
    struct visit taker = {.take = take_correction, .as.correction = visit, .context = context};
    bool any;
    return visit_rows(store, begin_moments(store, QUERY_EXPORT_CORRECTIONS, range, from_ms, to_ms),
        &taker, &any, err);
}

static bool take_close(const struct visit *visit, struct sqlite3_stmt *row, struct error *err)
{
    struct day_close close = {
        .id = statement_int(row, CLOSE_ID),
        .shift_id = statement_int(row, CLOSE_SHIFT_ID),
        .business_day = statement_text(row, CLOSE_BUSINESS_DAY),
        .opened_at_ms = statement_int(row, CLOSE_OPENED_AT_MS),
        .closed_at_ms = statement_int(row, CLOSE_CLOSED_AT_MS),
        .staff_name = statement_text(row, CLOSE_STAFF_NAME),
        .currency = statement_text(row, CLOSE_CURRENCY),
        .first_sale_n = statement_int(row, CLOSE_LAST_SALE_N_BEFORE) + 1,
        .last_sale_n = statement_int(row, CLOSE_LAST_SALE_N),
        .float_minor = statement_int(row, CLOSE_FLOAT_MINOR),
        .expected_minor = statement_int(row, CLOSE_EXPECTED_MINOR),
        .is_counted = !statement_is_null(row, CLOSE_COUNTED_MINOR),
        .counted_minor = statement_int(row, CLOSE_COUNTED_MINOR),
        .reason = statement_text(row, CLOSE_REASON),
        .left_minor = statement_int(row, CLOSE_LEFT_MINOR),
        .taken_minor = statement_int(row, CLOSE_TAKEN_MINOR),
        .has_terminal = !statement_is_null(row, CLOSE_TERMINAL_MINOR),
        .terminal_minor = statement_int(row, CLOSE_TERMINAL_MINOR),
        .grand_total_minor = statement_int(row, CLOSE_GRAND_TOTAL_MINOR),
        .body = statement_text(row, CLOSE_BODY),
    };
    return visit->as.close(visit->context, &close, err);
}

bool day_visit_closes(struct store *store, const struct report_range *range, day_close_visit visit,
    void *context, struct error *err)
{
    struct visit taker = {.take = take_close, .as.close = visit, .context = context};
    bool any;
    return visit_rows(store, begin_days(store, QUERY_EXPORT_CLOSES, range), &taker, &any, err);
}

bool day_visit_close(
    struct store *store, int64_t close_id, day_close_visit visit, void *context, struct error *err)
{
    struct visit taker = {.take = take_close, .as.close = visit, .context = context};
    struct sqlite3_stmt *row = statement_begin(store, QUERY_EXPORT_CLOSE);
    bool any;
    statement_bind_int(row, "$id", close_id);
    return visit_rows(store, row, &taker, &any, err) &&
           (any || error_set(err, ERROR_NOT_FOUND, "there is no such close"));
}

static bool take_word(const struct visit *visit, struct sqlite3_stmt *row, struct error *err)
{
    return visit->as.word(visit->context, statement_text(row, 0), err);
}

bool day_visit_close_days(struct store *store, const struct day_close *close, day_word_visit visit,
    void *context, struct error *err)
{
    if (close->last_sale_n < close->first_sale_n) {
        return true;
    }
    struct visit taker = {.take = take_word, .as.word = visit, .context = context};
    struct sqlite3_stmt *row = statement_begin(store, QUERY_EXPORT_CLOSE_DAYS);
    bool any;
    statement_bind_int(row, "$first_id", id_make(id_node(close->id), close->first_sale_n));
    statement_bind_int(row, "$last_id", id_make(id_node(close->id), close->last_sale_n));
    return visit_rows(store, row, &taker, &any, err);
}

bool day_visit_tax_codes(struct store *store, const struct report_range *range,
    day_word_visit visit, void *context, struct error *err)
{
    struct visit taker = {.take = take_word, .as.word = visit, .context = context};
    bool any;
    return visit_rows(store, begin_days(store, QUERY_EXPORT_TAX_CODES, range), &taker, &any, err);
}

bool day_visit_foreign(struct store *store, const struct report_range *range, day_word_visit visit,
    void *context, struct error *err)
{
    struct visit taker = {.take = take_word, .as.word = visit, .context = context};
    bool any;
    return visit_rows(store, begin_days(store, QUERY_EXPORT_CURRENCIES, range), &taker, &any, err);
}

static bool visit_sale(
    struct store *store, int64_t sale_id, day_sale_visit visit, void *context, struct error *err)
{
    struct sale sale = {0};
    bool done = sale_read(store, sale_id, &sale, err) && visit(context, &sale, err);
    sale_close(&sale);
    return done;
}

bool day_visit_sales(struct store *store, const struct report_range *range, day_sale_visit visit,
    void *context, struct error *err)
{
    struct row_stream sales = {0};
    bool done = row_stream_begin(store, QUERY_REPORT_CURRENCIES, range, &sales, err);
    while (done && sales.has_row) {
        done = visit_sale(store, sales.sale_id, visit, context, err) &&
               row_stream_next(store, &sales, err);
    }
    row_stream_end(&sales);
    return done;
}

bool day_visit_receipts(struct store *store, int64_t node, int64_t first_n, int64_t last_n,
    day_sale_visit visit, void *context, struct error *err)
{
    for (int64_t n = first_n; n <= last_n; n++) {
        if (!visit_sale(store, id_make(node, n), visit, context, err)) {
            return false;
        }
    }
    return true;
}

bool day_read_bounds(struct store *store, struct day_bounds *out_bounds, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_EXPORT_BOUNDS);
    bool has_row;
    if (!statement_step(store, row, &has_row, err)) {
        return false;
    }
    struct day_bounds bounds = {
        .first_ms = statement_int(row, 2), .last_ms = statement_int(row, 3)};
    bool fits = statement_copy_text(row, 0, bounds.first_day, sizeof(bounds.first_day)) &&
                statement_copy_text(row, 1, bounds.last_day, sizeof(bounds.last_day));
    statement_reset(row);
    if (!fits) {
        return error_set(err, ERROR_CORRUPT, "a business day is no date");
    }
    *out_bounds = bounds;
    return true;
}
