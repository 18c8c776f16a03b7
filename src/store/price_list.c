#include "store/price_list.h"

#include "base/error.h"
#include "store/statement.h"
#include "store/store.h"

bool price_list_visit_all(
    struct store *store, price_list_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRICE_LIST_ALL);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct price_list_row row = {
            .id = statement_int(statement, 0),
            .name = statement_text(statement, 1),
            .starts_on = statement_text(statement, 2), /* NULL reads as "" */
            .ends_on = statement_text(statement, 3),
            .weekdays = statement_int(statement, 4),
            .from_minute = statement_int(statement, 5),
            .until_minute = statement_int(statement, 6),
            .is_active = statement_int(statement, 7) != 0,
        };
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool price_list_visit_prices(struct store *store, int64_t price_list_id, price_visitor visit,
    void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRICE_LIST_PRICES);
    statement_bind_int(statement, "$price_list_id", price_list_id);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        if (!visit(context, statement_int(statement, 0), statement_int(statement, 1), err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool price_list_price(struct store *store, int64_t price_list_id, int64_t product_id,
    bool *out_found, int64_t *out_price_minor, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRICE_LIST_PRICE);
    statement_bind_int(statement, "$price_list_id", price_list_id);
    statement_bind_int(statement, "$product_id", product_id);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    if (*out_found) {
        *out_price_minor = statement_int(statement, 0);
        statement_reset(statement);
    }
    return true;
}

static void bind_day(struct sqlite3_stmt *statement, const char *name, struct text_view day)
{
    if (day.size == 0) {
        statement_bind_null(statement, name);
    } else {
        statement_bind_view(statement, name, day);
    }
}

bool price_list_write(
    struct store *store, const struct price_list_row *row, bool is_new, struct error *err)
{
    struct sqlite3_stmt *statement =
        statement_begin(store, is_new ? QUERY_PRICE_LIST_INSERT : QUERY_PRICE_LIST_UPDATE);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_view(statement, "$name", row->name);
    bind_day(statement, "$starts_on", row->starts_on);
    bind_day(statement, "$ends_on", row->ends_on);
    statement_bind_int(statement, "$weekdays", row->weekdays);
    statement_bind_int(statement, "$from_minute", row->from_minute);
    statement_bind_int(statement, "$until_minute", row->until_minute);
    statement_bind_int(statement, "$is_active", row->is_active ? 1 : 0);
    return statement_run(store, statement, err);
}

bool price_list_price_write(struct store *store, int64_t price_list_id, int64_t product_id,
    int64_t price_minor, bool is_new, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(
        store, is_new ? QUERY_PRICE_LIST_PRICE_INSERT : QUERY_PRICE_LIST_PRICE_UPDATE);
    statement_bind_int(statement, "$price_list_id", price_list_id);
    statement_bind_int(statement, "$product_id", product_id);
    statement_bind_int(statement, "$price_minor", price_minor);
    return statement_run(store, statement, err);
}

bool price_list_price_delete(
    struct store *store, int64_t price_list_id, int64_t product_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PRICE_LIST_PRICE_DELETE);
    statement_bind_int(statement, "$price_list_id", price_list_id);
    statement_bind_int(statement, "$product_id", product_id);
    return statement_run(store, statement, err);
}
