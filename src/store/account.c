#include "store/account.h"

#include "base/error.h"
#include "store/movement.h"
#include "store/store.h"

/* --- accounts ------------------------------------------------------------------------------ */

static bool take_account(
    struct sqlite3_stmt *statement, struct account_row *out_row, struct error *err)
{
    *out_row = (struct account_row){
        .id = statement_int(statement, 0),
        .is_active = statement_int(statement, 3) != 0,
        .balance_minor = statement_int(statement, 4), /* NULL reads as 0 */
    };
    return (statement_copy_text(statement, 1, out_row->code, sizeof(out_row->code)) &&
               statement_copy_text(statement, 2, out_row->name, sizeof(out_row->name))) ||
           error_set(err, ERROR_CORRUPT, "an account cannot be read");
}

bool account_insert(struct store *store, struct account_row *row, struct error *err)
{
    if (!store_next_id(store, "account", &row->id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_ACCOUNT_INSERT);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_text(statement, "$code", row->code);
    statement_bind_text(statement, "$name", row->name);
    return statement_run(store, statement, err);
}

bool account_find_code(struct store *store, struct text_view code, struct account_row *out_row,
    bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_ACCOUNT_BY_CODE);
    statement_bind_view(statement, "$code", code);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    bool is_taken = !*out_found || take_account(statement, out_row, err);
    statement_reset(statement);
    return is_taken;
}

bool account_visit_all(struct store *store, account_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_ACCOUNT_ALL);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        struct account_row row;
        if (!found) {
            return true;
        }
        if (!take_account(statement, &row, err) || !visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool account_move(struct store *store, struct movement_row *row, struct error *err)
{
    if (!store_next_id(store, "account_movement", &row->id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_ACCOUNT_MOVEMENT_INSERT);
    statement_bind_int(statement, "$account_id", row->of_id);
    return movement_run(store, statement, row, err);
}

bool account_visit_movements(struct store *store, int64_t account_id, movement_visitor visit,
    void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_ACCOUNT_MOVEMENTS);
    statement_bind_int(statement, "$account_id", account_id);
    return movement_visit(store, statement, visit, context, err);
}

/* --- rates --------------------------------------------------------------------------------- */

static bool take_rate(
    struct sqlite3_stmt *statement, struct exchange_rate_row *out_row, struct error *err)
{
    *out_row = (struct exchange_rate_row){.set_at_ms = statement_int(statement, 2)};
    return (statement_copy_text(statement, 0, out_row->currency, sizeof(out_row->currency)) &&
               statement_copy_text(statement, 1, out_row->rate, sizeof(out_row->rate))) ||
           error_set(err, ERROR_CORRUPT, "a rate of exchange cannot be read");
}

bool exchange_rate_find(struct store *store, const char *currency,
    struct exchange_rate_row *out_row, bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_EXCHANGE_RATE_READ);
    statement_bind_text(statement, "$currency", currency);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    bool is_taken = !*out_found || take_rate(statement, out_row, err);
    statement_reset(statement);
    return is_taken;
}

bool exchange_rate_visit_all(
    struct store *store, exchange_rate_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_EXCHANGE_RATE_ALL);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        struct exchange_rate_row row;
        if (!found) {
            return true;
        }
        if (!take_rate(statement, &row, err) || !visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool exchange_rate_write(
    struct store *store, const struct exchange_rate_row *row, struct error *err)
{
    struct exchange_rate_row old;
    bool found;
    if (!exchange_rate_find(store, row->currency, &old, &found, err)) {
        return false;
    }
    struct sqlite3_stmt *statement =
        statement_begin(store, found ? QUERY_EXCHANGE_RATE_UPDATE : QUERY_EXCHANGE_RATE_INSERT);
    statement_bind_text(statement, "$currency", row->currency);
    statement_bind_text(statement, "$rate", row->rate);
    statement_bind_int(statement, "$set_at_ms", row->set_at_ms);
    return statement_run(store, statement, err);
}

/* --- transfers ----------------------------------------------------------------------------- */

bool transfer_check_insert(
    struct store *store, const struct transfer_check_row *row, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "transfer_check", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TRANSFER_CHECK_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_int(statement, "$sale_id", row->sale_id);
    statement_bind_int(statement, "$payment_n", row->payment_n);
    statement_bind_int(statement, "$has_arrived", row->has_arrived ? 1 : 0);
    statement_bind_id_or_null(statement, "$staff_id", row->staff_id);
    statement_bind_text(statement, "$staff_name", row->staff_name);
    statement_bind_int(statement, "$checked_at_ms", row->checked_at_ms);
    return statement_run(store, statement, err);
}
