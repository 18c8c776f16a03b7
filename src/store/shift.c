#include "store/shift.h"

#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "domain/z_report.h"
#include "store/statement.h"
#include "store/store.h"

/* --- reading -------------------------------------------------------------------------------- */

static bool read_shift(struct sqlite3_stmt *row, struct shift *out)
{
    out->id = statement_int(row, 0);
    out->opened_at_ms = statement_int(row, 2);
    out->staff_id = statement_int(row, 3); /* NULL reads as 0 */
    out->float_minor = statement_int(row, 6);
    out->is_implied = statement_int(row, 7) != 0;
    return statement_copy_text(row, 1, out->business_day, sizeof(out->business_day)) &&
           statement_copy_text(row, 4, out->staff_name, sizeof(out->staff_name)) &&
           statement_copy_text(row, 5, out->currency, sizeof(out->currency));
}

bool shift_read_state(
    struct store *store, int64_t node, struct shift_state *out_state, struct error *err)
{
    struct shift_state state = {0};
    bool has_shift, has_close, is_whole = true;
    int64_t closed_id = 0;
    struct sqlite3_stmt *row = statement_begin(store, QUERY_SHIFT_NEWEST);
    statement_bind_int(row, "$node", node);
    if (!statement_step(store, row, &has_shift, err)) {
        return false;
    }
    if (has_shift) {
        is_whole = read_shift(row, &state.newest);
        statement_reset(row);
    }
    row = statement_begin(store, QUERY_CLOSE_NEWEST);
    statement_bind_int(row, "$node", node);
    if (!statement_step(store, row, &has_close, err)) {
        return false;
    }
    if (has_close) {
        state.close_n = id_n(statement_int(row, 0));
        closed_id = statement_int(row, 1);
        state.left_minor = statement_int(row, 2);
        statement_reset(row);
    }
    state.is_open = has_shift && state.newest.id > closed_id;
    if (!is_whole) {
        return error_set(err, ERROR_CORRUPT, "the newest shift cannot be read");
    }
    *out_state = state;
    return true;
}

bool shift_visit_all(struct store *store, shift_visit visit, void *context, struct error *err)
{
    bool has_row;
    struct sqlite3_stmt *row = statement_begin(store, QUERY_SHIFT_ALL);
    do {
        if (!statement_step(store, row, &has_row, err)) {
            return false;
        }
        struct shift_entry entry = {0};
        if (has_row) {
            bool is_whole = read_shift(row, &entry.shift);
            entry.z_number = statement_is_null(row, 8) ? 0 : id_n(statement_int(row, 8));
            entry.closed_at_ms = statement_int(row, 9);
            if (!is_whole || !visit(context, &entry, err)) {
                statement_reset(row);
                return is_whole ? false : error_set(err, ERROR_CORRUPT, "a shift cannot be read");
            }
        }
    } while (has_row);
    return true;
}

/* --- writing -------------------------------------------------------------------------------- */

static bool insert_shift(struct store *store, struct shift *shift, struct error *err)
{
    if (!store_next_id(store, "shift", &shift->id, err)) {
        return false;
    }
    struct sqlite3_stmt *row = statement_begin(store, QUERY_SHIFT_INSERT);
    statement_bind_int(row, "$id", shift->id);
    statement_bind_text(row, "$business_day", shift->business_day);
    statement_bind_int(row, "$opened_at_ms", shift->opened_at_ms);
    statement_bind_id_or_null(row, "$staff_id", shift->staff_id);
    statement_bind_text(row, "$staff_name", shift->staff_name);
    statement_bind_text(row, "$currency", shift->currency);
    statement_bind_int(row, "$float_minor", shift->float_minor);
    statement_bind_int(row, "$is_implied", shift->is_implied ? 1 : 0);
    return statement_run(store, row, err);
}

bool shift_insert(struct store *store, struct shift *shift, struct error *err)
{
    struct shift_state state;
    if (!shift_read_state(store, store_node(store), &state, err)) {
        return false;
    }
    if (state.is_open) {
        return error_set(err, ERROR_REFUSED, "shift %lld is open already; close it first",
            (long long)id_n(state.newest.id));
    }
    return insert_shift(store, shift, err);
}

/* Every sale asks this: one statement, each part of which is one look at the end of a tree. */
static bool read_open(
    struct store *store, int64_t *out_shift_id, int64_t *out_left_minor, struct error *err)
{
    bool has_row;
    struct sqlite3_stmt *row = statement_begin(store, QUERY_SHIFT_OPEN);
    statement_bind_int(row, "$node", store_node(store));
    if (!statement_step(store, row, &has_row, err)) {
        return false;
    }
    int64_t newest = statement_int(row, 0);
    int64_t closed = statement_int(row, 1);
    *out_shift_id = newest > closed ? newest : 0;
    *out_left_minor = statement_int(row, 2);
    statement_reset(row);
    return true;
}

bool shift_ensure(struct store *store, const struct shift_actor *actor, const char *business_day,
    const char *currency, int64_t *out_shift_id, struct error *err)
{
    struct shift shift = {
        .opened_at_ms = actor->at_ms, .staff_id = actor->staff_id, .is_implied = true};
    if (!read_open(store, out_shift_id, &shift.float_minor, err)) {
        return false;
    }
    if (*out_shift_id != 0) {
        return true;
    }
    if (!text_copy(shift.business_day, sizeof(shift.business_day), business_day) ||
        !text_copy(shift.staff_name, sizeof(shift.staff_name), actor->staff_name) ||
        !text_copy(shift.currency, sizeof(shift.currency), currency)) {
        return error_set(err, ERROR_LIMIT, "a name is too long");
    }
    if (!insert_shift(store, &shift, err)) {
        return false;
    }
    *out_shift_id = shift.id;
    return true;
}

static void bind_actor(
    struct sqlite3_stmt *row, const struct shift_actor *actor, const char *at_column)
{
    statement_bind_id_or_null(row, "$staff_id", actor->staff_id);
    statement_bind_text(row, "$staff_name", actor->staff_name);
    statement_bind_int(row, at_column, actor->at_ms);
}

bool cash_movement_insert(struct store *store, int64_t shift_id, bool is_in, int64_t amount_minor,
    const char *currency, const char *reason, const struct shift_actor *actor, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "cash_movement", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *row = statement_begin(store, QUERY_CASH_MOVEMENT_INSERT);
    statement_bind_int(row, "$id", id);
    statement_bind_int(row, "$shift_id", shift_id);
    statement_bind_text(row, "$kind", is_in ? "pay_in" : "pay_out");
    statement_bind_int(row, "$amount_minor", amount_minor);
    statement_bind_text(row, "$currency", currency);
    statement_bind_text(row, "$reason", reason);
    bind_actor(row, actor, "$moved_at_ms");
    return statement_run(store, row, err);
}

bool shift_count_holds(struct store *store, int64_t shift_id, bool *out_holds, struct error *err)
{
    bool has_row;
    struct sqlite3_stmt *row = statement_begin(store, QUERY_CASH_COUNT_HOLDS);
    statement_bind_int(row, "$shift_id", shift_id);
    statement_bind_int(row, "$node", store_node(store));
    if (!statement_step(store, row, &has_row, err)) {
        return false;
    }
    *out_holds = has_row && statement_int(row, 0) != 0;
    statement_reset(row);
    return true;
}

static bool insert_pieces(struct store *store, int64_t count_id, const struct z_piece *pieces,
    size_t piece_count, struct error *err)
{
    for (size_t i = 0; i < piece_count; i++) {
        struct sqlite3_stmt *row = statement_begin(store, QUERY_CASH_COUNT_PIECE_INSERT);
        statement_bind_int(row, "$count_id", count_id);
        statement_bind_int(row, "$n", (int64_t)i + 1);
        statement_bind_text(row, "$currency", pieces[i].currency);
        statement_bind_int(row, "$value_minor", pieces[i].value_minor);
        statement_bind_int(row, "$pieces", pieces[i].pieces);
        if (!statement_run(store, row, err)) {
            return false;
        }
    }
    return true;
}

bool cash_count_insert(struct store *store, int64_t shift_id, int64_t total_minor,
    const struct z_piece *pieces, size_t piece_count, const struct shift_actor *actor,
    struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "cash_count", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *row = statement_begin(store, QUERY_CASH_COUNT_INSERT);
    statement_bind_int(row, "$id", id);
    statement_bind_int(row, "$shift_id", shift_id);
    statement_bind_int(row, "$total_minor", total_minor);
    bind_actor(row, actor, "$counted_at_ms");
    return statement_run(store, row, err) && insert_pieces(store, id, pieces, piece_count, err);
}
