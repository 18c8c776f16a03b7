#include "store/sale_code.h"

#include "base/error.h"
#include "domain/sale.h"
#include "store/statement.h"
#include "store/store.h"

bool sale_touch_insert(struct store *store, int64_t sale_id, int64_t n,
    const struct sale_touch *touch, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "touch", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TOUCH_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_id_or_null(statement, "$sale_id", sale_id);
    statement_bind_int(statement, "$n", n);
    statement_bind_text(statement, "$kind", touch->kind);
    statement_bind_int(statement, "$campaign_id", touch->campaign_id);
    statement_bind_text(statement, "$campaign_code", touch->campaign_code);
    statement_bind_text(statement, "$campaign_name", touch->campaign_name);
    statement_bind_text(statement, "$channel", touch->channel);
    statement_bind_id_or_null(statement, "$link_id", touch->link_id);
    statement_bind_text(statement, "$content", touch->content);
    statement_bind_id_or_null(statement, "$from_sale_id", touch->from_sale_id);
    statement_bind_id_or_null(statement, "$lead_id", touch->lead_id);
    statement_bind_id_or_null(statement, "$from_lead_id", touch->from_lead_id);
    statement_bind_text_or_null(statement, "$uncredited", touch->uncredited);
    statement_bind_int(statement, "$touched_at_ms", touch->touched_at_ms);
    return statement_run(store, statement, err);
}

static bool touch_is_known(
    struct store *store, const struct sale_touch *touch, bool *out_is_known, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_TOUCH_KNOWN);
    statement_bind_int(statement, "$touched_at_ms", touch->touched_at_ms);
    statement_bind_int(statement, "$campaign_id", touch->campaign_id);
    statement_bind_text(statement, "$kind", touch->kind);
    statement_bind_text(statement, "$content", touch->content);
    statement_bind_int(statement, "$lead_id", touch->lead_id);
    if (!statement_step(store, statement, out_is_known, err)) {
        return false;
    }
    statement_reset(statement);
    return true;
}

bool touch_insert_alone(
    struct store *store, const struct sale_touch *touch, bool *out_is_known, struct error *err)
{
    return touch_is_known(store, touch, out_is_known, err) &&
           (*out_is_known || sale_touch_insert(store, 0, 0, touch, err));
}

bool sale_lead_insert(struct store *store, int64_t sale_id, int64_t lead_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_LEAD_INSERT);
    statement_bind_int(statement, "$sale_id", sale_id);
    statement_bind_int(statement, "$lead_id", lead_id);
    return statement_run(store, statement, err);
}

bool sale_lead_first(struct store *store, int64_t sale_id, int64_t *out_lead_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_LEADS);
    statement_bind_int(statement, "$sale_id", sale_id);
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_lead_id = found ? statement_int(statement, 0) : 0;
    statement_reset(statement);
    return true;
}

bool lead_origin_read(struct store *store, int64_t lead_id, struct lead_origin *out_origin,
    bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_ORIGIN);
    statement_bind_int(statement, "$lead_id", lead_id);
    *out_origin = (struct lead_origin){0};
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    if (!*out_found) {
        return true;
    }
    out_origin->campaign_id = statement_int(statement, 0);
    out_origin->link_id = statement_int(statement, 1);
    out_origin->captured_at_ms = statement_int(statement, 3);
    bool is_read =
        statement_copy_text(statement, 2, out_origin->content, sizeof(out_origin->content));
    if (!statement_copy_text(statement, 4, out_origin->interests, sizeof(out_origin->interests))) {
        out_origin->interests[0] = '\0'; /* longer than a card has room for */
    }
    statement_reset(statement);
    return is_read || error_set(err, ERROR_CORRUPT, "a lead cannot be read");
}

bool sale_newest_read(
    struct store *store, int64_t node, struct sale_newest *out_newest, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_SALE_NEWEST);
    statement_bind_int(statement, "$node", node);
    bool found;
    *out_newest = (struct sale_newest){0};
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    if (!found) {
        return true;
    }
    out_newest->id = statement_int(statement, 0);
    out_newest->sold_at_ms = statement_int(statement, 1);
    out_newest->is_closed = statement_int(statement, 2) != 0;
    out_newest->touch_count = statement_int(statement, 3);
    statement_reset(statement);
    return true;
}

bool link_answers(struct store *store, const char *day, struct link_answer *out_answers, size_t max,
    size_t *out_count, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(store, QUERY_HEAR_ANSWERS);
    statement_bind_text(row, "$day", day);
    statement_bind_int(row, "$max", (int64_t)max);
    *out_count = 0;
    bool found = true;
    while (found) {
        if (!statement_step(store, row, &found, err)) {
            return false;
        }
        if (found) {
            struct link_answer *answer = &out_answers[(*out_count)++];
            answer->link_id = statement_int(row, 0);
            if (!statement_copy_text(row, 1, answer->words, sizeof(answer->words))) {
                statement_reset(row);
                return error_set(err, ERROR_CORRUPT, "an answer cannot be read");
            }
        }
    }
    return true;
}

/* --- whether an offer was used ----------------------------------------------------------------- */

static bool read_day(
    struct store *store, struct sqlite3_stmt *statement, char out_day[11], struct error *err)
{
    bool found;
    bool fits = true;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    out_day[0] = '\0';
    if (found) {
        fits = statement_copy_text(statement, 0, out_day, 11);
    }
    statement_reset(statement);
    return fits || error_set(err, ERROR_CORRUPT, "the day of a sale cannot be read");
}

bool offer_used_by_lead(
    struct store *store, int64_t campaign_id, int64_t lead_id, char out_day[11], struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_OFFER_USED_BY_LEAD);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    statement_bind_int(statement, "$lead_id", lead_id);
    return read_day(store, statement, out_day, err);
}

bool offer_used_by_code(struct store *store, int64_t campaign_id, int64_t from_sale_id,
    bool is_referral, char out_day[11], struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_OFFER_USED_BY_CODE);
    statement_bind_int(statement, "$campaign_id", campaign_id);
    statement_bind_int(statement, "$from_sale_id", from_sale_id);
    statement_bind_int(statement, "$is_referral", is_referral ? 1 : 0);
    return read_day(store, statement, out_day, err);
}
