#include "store/staff.h"

#include "base/error.h"
#include "store/statement.h"
#include "store/store.h"

bool staff_read_all(struct store *store,
    bool (*take)(void *context, const struct staff_row *row, struct error *err), void *context,
    struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_STAFF_ALL);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct staff_row row = {
            .id = statement_int(statement, 0),
            .name = statement_text(statement, 1),
            .role = statement_text(statement, 2),
            .is_active = statement_int(statement, 3) != 0,
            .pin_hash = statement_text(statement, 4),
        };
        if (!take(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool staff_update(struct store *store, const struct staff_row *row, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_STAFF_UPDATE);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_view(statement, "$name", row->name);
    statement_bind_view(statement, "$role", row->role);
    statement_bind_int(statement, "$is_active", row->is_active);
    return statement_run(store, statement, err);
}

bool staff_update_pin(struct store *store, int64_t staff_id, const char *pin_hash,
    int64_t set_at_ms, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_STAFF_UPDATE_PIN);
    statement_bind_int(statement, "$id", staff_id);
    statement_bind_text(statement, "$pin_hash", pin_hash);
    statement_bind_int(statement, "$pin_set_at_ms", set_at_ms);
    return statement_run(store, statement, err);
}

static bool read_attempt(struct store *store, int64_t staff_id, bool *out_found,
    int64_t *out_wrong_count, int64_t *out_wrong_at_ms, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_PIN_ATTEMPT_READ);
    statement_bind_int(statement, "$staff_id", staff_id);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    *out_wrong_count = *out_found ? statement_int(statement, 0) : 0;
    *out_wrong_at_ms = *out_found ? statement_int(statement, 1) : 0;
    statement_reset(statement);
    return true;
}

bool pin_attempt_read(struct store *store, int64_t staff_id, int64_t *out_wrong_count,
    int64_t *out_wrong_at_ms, struct error *err)
{
    bool found;
    return read_attempt(store, staff_id, &found, out_wrong_count, out_wrong_at_ms, err);
}

bool pin_attempt_write(struct store *store, int64_t staff_id, int64_t wrong_count,
    int64_t wrong_at_ms, struct error *err)
{
    bool found;
    int64_t known_count;
    int64_t known_at_ms;
    if (!read_attempt(store, staff_id, &found, &known_count, &known_at_ms, err)) {
        return false;
    }
    struct sqlite3_stmt *statement =
        statement_begin(store, found ? QUERY_PIN_ATTEMPT_UPDATE : QUERY_PIN_ATTEMPT_INSERT);
    statement_bind_int(statement, "$staff_id", staff_id);
    statement_bind_int(statement, "$wrong_count", wrong_count);
    statement_bind_int(statement, "$wrong_at_ms", wrong_at_ms);
    return statement_run(store, statement, err);
}

bool act_insert(struct store *store, const struct act_row *act, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "act", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_ACT_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_text(statement, "$kind", act->kind);
    statement_bind_text(statement, "$detail", act->detail);
    statement_bind_id_or_null(statement, "$sale_id", act->sale_id);
    statement_bind_id_or_null(statement, "$staff_id", act->staff_id);
    statement_bind_text(statement, "$staff_name", act->staff_name);
    statement_bind_id_or_null(statement, "$by_staff_id", act->by_staff_id);
    statement_bind_text(statement, "$by_staff_name", act->by_staff_name);
    statement_bind_int(statement, "$acted_at_ms", act->acted_at_ms);
    return statement_run(store, statement, err);
}
