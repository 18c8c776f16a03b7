#include "store/voucher.h"

#include "base/error.h"
#include "store/movement.h"
#include "store/statement.h"
#include "store/store.h"

bool voucher_find(struct store *store, int64_t id, struct voucher_row *out_row, bool *out_found,
    struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_VOUCHER_READ);
    statement_bind_int(statement, "$id", id);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    bool is_whole = true;
    if (*out_found) {
        *out_row = (struct voucher_row){
            .id = statement_int(statement, 0),
            .issued_at_ms = statement_int(statement, 2),
            .balance_minor = statement_int(statement, 4), /* NULL reads as 0 */
        };
        is_whole =
            statement_copy_text(statement, 1, out_row->currency, sizeof(out_row->currency)) &&
            statement_copy_text(statement, 3, out_row->expires_on, sizeof(out_row->expires_on));
    }
    statement_reset(statement);
    return is_whole || error_set(err, ERROR_CORRUPT, "a voucher cannot be read");
}

bool voucher_insert(struct store *store, struct voucher_row *row, struct error *err)
{
    if (!store_next_id(store, "voucher", &row->id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_VOUCHER_INSERT);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_text(statement, "$currency", row->currency);
    statement_bind_int(statement, "$issued_at_ms", row->issued_at_ms);
    statement_bind_text_or_null(statement, "$expires_on", row->expires_on);
    return statement_run(store, statement, err);
}

bool voucher_move(struct store *store, struct movement_row *row, struct error *err)
{
    if (!store_next_id(store, "voucher_movement", &row->id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_VOUCHER_MOVEMENT_INSERT);
    statement_bind_int(statement, "$voucher_id", row->of_id);
    return movement_run(store, statement, row, err);
}

bool voucher_visit_movements(struct store *store, int64_t voucher_id, movement_visitor visit,
    void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_VOUCHER_MOVEMENTS);
    statement_bind_int(statement, "$voucher_id", voucher_id);
    return movement_visit(store, statement, visit, context, err);
}

/* Rows of a voucher and a sum. */
static bool visit_sums(struct store *store, struct sqlite3_stmt *statement, movement_visitor visit,
    void *context, struct error *err)
{
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct movement_row row = {
            .of_id = statement_int(statement, 0),
            .amount_minor = statement_int(statement, 1),
        };
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool voucher_visit_sold(
    struct store *store, int64_t sale_id, movement_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_VOUCHER_OF_SALE);
    statement_bind_int(statement, "$sale_id", sale_id);
    return visit_sums(store, statement, visit, context, err);
}

bool voucher_visit_overdrafts(
    struct store *store, movement_visitor visit, void *context, struct error *err)
{
    return visit_sums(store, statement_begin(store, QUERY_VOUCHER_OVERDRAFTS), visit, context, err);
}
