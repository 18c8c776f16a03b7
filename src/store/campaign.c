#include "store/campaign.h"

#include "base/error.h"
#include "store/statement.h"
#include "store/store.h"

static struct campaign_row campaign_of_row(struct sqlite3_stmt *statement)
{
    return (struct campaign_row){
        .id = statement_int(statement, 0),
        .code = statement_text(statement, 1),
        .name = statement_text(statement, 2),
        .channel = statement_text(statement, 3),
        .starts_on = statement_text(statement, 4),
        .ends_on = statement_text(statement, 5),
        .budget_minor = statement_is_null(statement, 6) ? -1 : statement_int(statement, 6),
        .offer = statement_text(statement, 7),
        .landing_url = statement_text(statement, 8),
        .headline = statement_text(statement, 9),
        .offer_limit = statement_text(statement, 10),
        .offer_stacks = statement_int(statement, 11) != 0,
        .utm = statement_text(statement, 12),
        .form_url = statement_text(statement, 13),
        .ground_colour = statement_text(statement, 14),
        .button_colour = statement_text(statement, 15),
        .languages = statement_text(statement, 16),
    };
}

static bool find_campaign(struct store *store, struct sqlite3_stmt *statement,
    campaign_visitor visit, void *context, bool *out_found, struct error *err)
{
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    bool is_taken = true;
    if (found) {
        struct campaign_row row = campaign_of_row(statement);
        is_taken = visit(context, &row, err);
    }
    statement_reset(statement);
    *out_found = found;
    return is_taken;
}

bool campaign_find(struct store *store, int64_t id, campaign_visitor visit, void *context,
    bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CAMPAIGN_READ);
    statement_bind_int(statement, "$id", id);
    return find_campaign(store, statement, visit, context, out_found, err);
}

bool campaign_find_code(struct store *store, struct text_view code, campaign_visitor visit,
    void *context, bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CAMPAIGN_BY_CODE);
    statement_bind_view(statement, "$code", code);
    return find_campaign(store, statement, visit, context, out_found, err);
}

bool campaign_visit_all(
    struct store *store, campaign_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CAMPAIGN_ALL);
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct campaign_row row = campaign_of_row(statement);
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

static void bind_view_or_null(
    struct sqlite3_stmt *statement, const char *name, struct text_view text)
{
    if (text.size == 0) {
        statement_bind_null(statement, name);
    } else {
        statement_bind_view(statement, name, text);
    }
}

static bool write_campaign(
    struct store *store, enum query query, const struct campaign_row *row, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, query);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_view(statement, "$code", row->code);
    statement_bind_view(statement, "$name", row->name);
    statement_bind_view(statement, "$channel", row->channel);
    bind_view_or_null(statement, "$starts_on", row->starts_on);
    bind_view_or_null(statement, "$ends_on", row->ends_on);
    if (row->budget_minor < 0) {
        statement_bind_null(statement, "$budget_minor");
    } else {
        statement_bind_int(statement, "$budget_minor", row->budget_minor);
    }
    statement_bind_view(statement, "$offer", row->offer);
    statement_bind_view(statement, "$landing_url", row->landing_url);
    statement_bind_view(statement, "$headline", row->headline);
    bind_view_or_null(statement, "$offer_limit", row->offer_limit);
    if (row->offer_stacks) {
        statement_bind_int(statement, "$offer_stacks", 1);
    } else {
        statement_bind_null(statement, "$offer_stacks");
    }
    bind_view_or_null(statement, "$utm", row->utm);
    bind_view_or_null(statement, "$form_url", row->form_url);
    bind_view_or_null(statement, "$ground_colour", row->ground_colour);
    bind_view_or_null(statement, "$button_colour", row->button_colour);
    bind_view_or_null(statement, "$languages", row->languages);
    return statement_run(store, statement, err);
}

bool campaign_insert(struct store *store, const struct campaign_row *row, struct error *err)
{
    return write_campaign(store, QUERY_CAMPAIGN_INSERT, row, err);
}

bool campaign_update(struct store *store, const struct campaign_row *row, struct error *err)
{
    return write_campaign(store, QUERY_CAMPAIGN_UPDATE, row, err);
}

static struct link_row link_of_row(struct sqlite3_stmt *statement)
{
    return (struct link_row){
        .id = statement_int(statement, 0),
        .campaign_id = statement_int(statement, 1),
        .content = statement_text(statement, 2),
        .created_at_ms = statement_int(statement, 3),
        .ends_on = statement_text(statement, 4),
        .hear_words = statement_text(statement, 5),
        .hear_position = statement_int(statement, 6),
    };
}

static bool visit_links(struct store *store, struct sqlite3_stmt *statement, link_visitor visit,
    void *context, struct error *err)
{
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        struct link_row row = link_of_row(statement);
        if (!visit(context, &row, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

bool link_visit_campaign(
    struct store *store, int64_t campaign_id, link_visitor visit, void *context, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LINKS_OF_CAMPAIGN);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    return visit_links(store, statement, visit, context, err);
}

bool link_visit_heard(struct store *store, link_visitor visit, void *context, struct error *err)
{
    return visit_links(store, statement_begin(store, QUERY_LINKS_HEARD), visit, context, err);
}

bool link_update(struct store *store, const struct link_row *row, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LINK_UPDATE);
    statement_bind_int(statement, "$id", row->id);
    bind_view_or_null(statement, "$ends_on", row->ends_on);
    bind_view_or_null(statement, "$hear_words", row->hear_words);
    statement_bind_id_or_null(statement, "$hear_position", row->hear_position);
    return statement_run(store, statement, err);
}

bool link_find(struct store *store, int64_t id, link_visitor visit, void *context, bool *out_found,
    struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LINK_READ);
    statement_bind_int(statement, "$id", id);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    bool is_taken = true;
    if (found) {
        struct link_row row = link_of_row(statement);
        is_taken = visit(context, &row, err);
    }
    statement_reset(statement);
    *out_found = found;
    return is_taken;
}

bool link_id_of(struct store *store, int64_t campaign_id, struct text_view content, int64_t *out_id,
    struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LINK_OF_CAMPAIGN);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    statement_bind_view(statement, "$content", content);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_id = found ? statement_int(statement, 0) : 0;
    statement_reset(statement);
    return true;
}

bool link_insert(
    struct store *store, const struct link_row *row, int64_t created_at_ms, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LINK_INSERT);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_int(statement, "$campaign_id", row->campaign_id);
    statement_bind_view(statement, "$content", row->content);
    statement_bind_int(statement, "$created_at_ms", created_at_ms);
    return statement_run(store, statement, err);
}

bool revocation_exists(struct store *store, const char *token_kind, int64_t target_id,
    bool *out_exists, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_REVOCATION_OF_TARGET);
    statement_bind_text(statement, "$token_kind", token_kind);
    statement_bind_int(statement, "$target_id", target_id);
    if (!statement_step(store, statement, out_exists, err)) {
        return false;
    }
    statement_reset(statement);
    return true;
}

bool revocation_insert(struct store *store, const char *token_kind, int64_t target_id,
    const char *reason, int64_t revoked_at_ms, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "revocation", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_REVOCATION_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_text(statement, "$token_kind", token_kind);
    statement_bind_int(statement, "$target_id", target_id);
    statement_bind_text(statement, "$reason", reason);
    statement_bind_int(statement, "$revoked_at_ms", revoked_at_ms);
    return statement_run(store, statement, err);
}
