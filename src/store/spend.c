#include "store/spend.h"

#include "base/error.h"
#include "store/statement.h"
#include "store/store.h"

static struct spend_row spend_of_row(struct sqlite3_stmt *statement)
{
    return (struct spend_row){
        .id = statement_int(statement, 0),
        .campaign_id = statement_int(statement, 1),
        .content = statement_text(statement, 2),
        .spent_on = statement_text(statement, 3),
        .amount_minor = statement_int(statement, 4),
        .note = statement_text(statement, 5),
        .ref = statement_text(statement, 6),
        .entered_at_ms = statement_int(statement, 7),
    };
}

bool spend_insert(struct store *store, const struct spend_row *row, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "spend", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SPEND_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_int(statement, "$campaign_id", row->campaign_id);
    statement_bind_view(statement, "$content", row->content);
    statement_bind_view(statement, "$spent_on", row->spent_on);
    statement_bind_int(statement, "$amount_minor", row->amount_minor);
    statement_bind_view(statement, "$note", row->note);
    if (row->ref.size == 0) {
        statement_bind_null(statement, "$ref");
    } else {
        statement_bind_view(statement, "$ref", row->ref);
    }
    statement_bind_int(statement, "$entered_at_ms", row->entered_at_ms);
    return statement_run(store, statement, err);
}

bool spend_visit(
    struct store *store, int64_t campaign_id, spend_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SPEND_OF_CAMPAIGN);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct spend_row row = spend_of_row(statement);
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool spend_find_ref(struct store *store, struct text_view ref, spend_visitor visit, void *context,
    bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SPEND_BY_REF);
    statement_bind_view(statement, "$ref", ref);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    bool is_taken = true;
    if (found) {
        struct spend_row row = spend_of_row(statement);
        is_taken = visit(context, &row, err);
    }
    statement_reset(statement);
    *out_found = found;
    return is_taken;
}
