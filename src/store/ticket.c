#include "store/ticket.h"

#include "base/error.h"
#include "store/statement.h"
#include "store/store.h"

bool ticket_slot_read(
    struct store *store, int64_t slot, struct buffer *out_body, bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TICKET_READ);
    statement_bind_int(statement, "$slot", slot);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    if (*out_found) {
        struct text_view body = statement_text(statement, 0);
        buffer_append(out_body, body.bytes, body.size);
    }
    statement_reset(statement);
    return true;
}

static bool slot_exists(struct store *store, int64_t slot, bool *out_exists, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TICKET_EXISTS);
    statement_bind_int(statement, "$slot", slot);
    if (!statement_step(store, statement, out_exists, err)) {
        return false;
    }
    statement_reset(statement);
    return true;
}

bool ticket_slot_write(struct store *store, int64_t slot, const char *name, const char *body,
    int64_t updated_at_ms, struct error *err)
{
    bool exists;
    if (!slot_exists(store, slot, &exists, err)) {
        return false;
    }
    struct sqlite3_stmt *statement =
        statement_begin(store, exists ? QUERY_TICKET_UPDATE : QUERY_TICKET_INSERT);
    statement_bind_int(statement, "$slot", slot);
    statement_bind_text(statement, "$name", name);
    statement_bind_text(statement, "$body", body);
    statement_bind_int(statement, "$updated_at_ms", updated_at_ms);
    return statement_run(store, statement, err);
}

bool ticket_slot_visit_parked(
    struct store *store, ticket_slot_visit visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TICKET_PARKED);
    bool found = true;
    while (found) {
        if (!statement_step(store, statement, &found, err)) {
            return false;
        }
        struct ticket_slot slot = {0};
        if (found) {
            slot.slot = statement_int(statement, 0);
            slot.name = statement_text(statement, 1);
            slot.body = statement_text(statement, 2);
            slot.updated_at_ms = statement_int(statement, 3);
        }
        if (found && !visit(context, &slot, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return true;
}

bool ticket_slot_free(struct store *store, int64_t *out_slot, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TICKET_FREE_SLOT);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_slot = found ? statement_int(statement, 0) : 1;
    statement_reset(statement);
    return true;
}
