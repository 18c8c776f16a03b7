#include "store/campaign_text.h"

#include "base/buffer.h"
#include "base/error.h"
#include "store/statement.h"
#include "store/store.h"

/* --- texts ----------------------------------------------------------------------------------- */

bool campaign_text_visit(struct store *store, int64_t campaign_id, campaign_text_visitor visit,
    void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CAMPAIGN_TEXTS);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct campaign_text_row row = {
            .language = statement_text(statement, 0),
            .name = statement_text(statement, 1),
            .text = statement_text(statement, 2),
        };
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool campaign_text_put(struct store *store, int64_t campaign_id,
    const struct campaign_text_row *row, struct error *err)
{
    bool goes = row->text.size == 0;
    struct sqlite3_stmt *statement =
        statement_begin(store, goes ? QUERY_CAMPAIGN_TEXT_DELETE : QUERY_CAMPAIGN_TEXT_PUT);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    statement_bind_view(statement, "$language", row->language);
    statement_bind_view(statement, "$name", row->name);
    if (!goes) {
        statement_bind_view(statement, "$text", row->text);
    }
    return statement_run(store, statement, err);
}

/* --- picture --------------------------------------------------------------------------------- */

bool campaign_picture_read(
    struct store *store, int64_t campaign_id, struct buffer *out_png, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CAMPAIGN_PICTURE);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    if (found) {
        struct text_view png = statement_blob(statement, 0);
        buffer_append(out_png, png.bytes, png.size);
    }
    statement_reset(statement);
    return true;
}

bool campaign_picture_exists(
    struct store *store, int64_t campaign_id, bool *out_exists, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CAMPAIGN_HAS_PICTURE);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    if (!statement_step(store, statement, out_exists, err)) {
        return false;
    }
    statement_reset(statement);
    return true;
}

bool campaign_picture_put(
    struct store *store, int64_t campaign_id, struct text_view png, struct error *err)
{
    bool goes = png.size == 0;
    struct sqlite3_stmt *statement =
        statement_begin(store, goes ? QUERY_CAMPAIGN_PICTURE_DELETE : QUERY_CAMPAIGN_PICTURE_PUT);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    if (!goes) {
        statement_bind_blob(statement, "$png", png.bytes, png.size);
    }
    return statement_run(store, statement, err);
}

/* --- form ------------------------------------------------------------------------------------ */

static bool read_form(struct store *store, int64_t campaign_id, int64_t *out_id,
    struct buffer *body, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_FORM_READ);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_id = found ? statement_int(statement, 0) : 0;
    if (found && body != NULL) {
        struct text_view text = statement_text(statement, 1);
        buffer_append(body, text.bytes, text.size);
    }
    statement_reset(statement);
    return true;
}

bool form_read(struct store *store, int64_t campaign_id, struct buffer *out_body, struct error *err)
{
    int64_t id;
    return read_form(store, campaign_id, &id, out_body, err);
}

bool form_put(struct store *store, int64_t campaign_id, struct text_view body,
    int64_t changed_at_ms, struct error *err)
{
    int64_t id;
    if (!read_form(store, campaign_id, &id, NULL, err)) {
        return false;
    }
    bool is_new = id == 0;
    if (is_new && !store_next_id(store, "form", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement =
        statement_begin(store, is_new ? QUERY_FORM_INSERT : QUERY_FORM_UPDATE);
    statement_bind_int(statement, "$id", id);
    if (is_new) {
        statement_bind_int(statement, "$campaign_id", campaign_id);
    }
    statement_bind_view(statement, "$body", body);
    statement_bind_int(statement, "$changed_at_ms", changed_at_ms);
    return statement_run(store, statement, err);
}
