#include "store/lead.h"

#include <string.h>

#include <sodium.h>
#include <sqlite3.h>

#include "base/error.h"
#include "store/handle.h"
#include "store/statement.h"
#include "store/store.h"

static void hash_key(struct text_view sealed_key, uint8_t out_hash[32])
{
    crypto_generichash(out_hash, 32, (const uint8_t *)sealed_key.bytes, sealed_key.size, NULL, 0);
}

static void bind_staff(struct sqlite3_stmt *statement, int64_t id)
{
    statement_bind_id_or_null(statement, "$staff_id", id);
}

static void bind_text_or_null(
    struct sqlite3_stmt *statement, const char *name, struct text_view text)
{
    if (text.size > 0) {
        statement_bind_view(statement, name, text);
    } else {
        statement_bind_null(statement, name);
    }
}

/* Every row of a statement goes through one of these. */
typedef bool (*row_passer)(void *visit, struct sqlite3_stmt *statement, struct error *err);

static bool visit_rows(struct store *store, struct sqlite3_stmt *statement, row_passer pass,
    void *visit, struct error *err)
{
    bool found;
    while (statement_step(store, statement, &found, err)) {
        if (!found) {
            return true;
        }
        if (!pass(visit, statement, err)) {
            statement_reset(statement);
            return false;
        }
    }
    return false;
}

/* A number that a statement finds; 0 where it finds none. */
static bool read_number(
    struct store *store, struct sqlite3_stmt *statement, int64_t *out_number, struct error *err)
{
    bool found;
    if (!statement_step(store, statement, &found, err)) {
        return false;
    }
    *out_number = found ? statement_int(statement, 0) : 0;
    statement_reset(statement);
    return true;
}

/* --- keys ----------------------------------------------------------------------------------- */

struct key_visit {
    lead_key_visitor visit;
    void *context;
};

static bool pass_key(void *visit, struct sqlite3_stmt *statement, struct error *err)
{
    const struct key_visit *keys = visit;
    struct text_view key = statement_blob(statement, 0);
    if (key.size != LEAD_KEY_SIZE) {
        return error_set(err, ERROR_CORRUPT, "a lead key cannot be read");
    }
    return keys->visit(keys->context, (const uint8_t *)key.bytes, statement_int(statement, 1), err);
}

bool lead_key_visit(struct store *store, lead_key_visitor visit, void *context, struct error *err)
{
    struct key_visit keys = {visit, context};
    return visit_rows(store, statement_begin(store, QUERY_LEAD_KEY_ALL), pass_key, &keys, err);
}

bool lead_key_insert(
    struct store *store, const uint8_t *public_key, int64_t created_at_ms, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "lead_key", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_KEY_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_blob(statement, "$public_key", public_key, LEAD_KEY_SIZE);
    statement_bind_int(statement, "$created_at_ms", created_at_ms);
    return statement_run(store, statement, err);
}

/* --- leads ---------------------------------------------------------------------------------- */

bool lead_insert(struct store *store, const struct lead_row *row, struct text_view sealed_key,
    struct text_view box, struct error *err)
{
    uint8_t hash[32];
    hash_key(sealed_key, hash);
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_INSERT);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_int(statement, "$captured_at_ms", row->captured_at_ms);
    statement_bind_view(statement, "$business_day", row->business_day);
    statement_bind_id_or_null(statement, "$campaign_id", row->campaign_id);
    statement_bind_blob(statement, "$secret_hash", hash, sizeof(hash));
    statement_bind_id_or_null(statement, "$link_id", row->link_id);
    bind_text_or_null(statement, "$content", row->content);
    bind_text_or_null(statement, "$campaign_code", row->campaign_code);
    bind_text_or_null(statement, "$campaign_name", row->campaign_name);
    bind_text_or_null(statement, "$channel", row->channel);
    statement_bind_view(statement, "$source", row->source);
    statement_bind_view(statement, "$has", row->has);
    bind_text_or_null(statement, "$ref", row->ref);
    bind_staff(statement, row->staff_id);
    bind_text_or_null(statement, "$staff_name", row->staff_name);
    if (!statement_run(store, statement, err)) {
        return false;
    }
    statement = statement_begin(store, QUERY_SECRET_INSERT);
    statement_bind_int(statement, "$lead_id", row->id);
    statement_bind_blob(statement, "$sealed_key", sealed_key.bytes, sealed_key.size);
    statement_bind_blob(statement, "$box", box.bytes, box.size);
    return statement_run(store, statement, err);
}

struct lead_visit {
    lead_visitor visit;
    void *context;
};

static bool pass_lead(void *visit, struct sqlite3_stmt *statement, struct error *err)
{
    const struct lead_visit *leads = visit;
    struct lead_row row = {
        .id = statement_int(statement, 0),
        .captured_at_ms = statement_int(statement, 1),
        .business_day = statement_text(statement, 2),
        .campaign_id = statement_int(statement, 3), /* NULL reads as 0 */
        .link_id = statement_int(statement, 4),
        .campaign_code = statement_text(statement, 5),
        .campaign_name = statement_text(statement, 6),
        .channel = statement_text(statement, 7),
        .content = statement_text(statement, 8),
        .source = statement_text(statement, 9),
        .has = statement_text(statement, 10),
        .ref = statement_text(statement, 11),
        .staff_id = statement_int(statement, 12),
        .staff_name = statement_text(statement, 13),
        .is_erased = statement_int(statement, 14) != 0,
    };
    return leads->visit(leads->context, &row, err);
}

bool lead_find(struct store *store, int64_t id, lead_visitor visit, void *context, bool *out_found,
    struct error *err)
{
    struct lead_visit leads = {visit, context};
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_READ);
    statement_bind_int(statement, "$id", id);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    bool is_done = !*out_found || pass_lead(&leads, statement, err);
    statement_reset(statement);
    return is_done;
}

bool lead_id_by_ref(struct store *store, struct text_view ref, int64_t *out_id, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_BY_REF);
    statement_bind_view(statement, "$ref", ref);
    return read_number(store, statement, out_id, err);
}

bool lead_visit(struct store *store, lead_visitor visit, void *context, struct error *err)
{
    struct lead_visit leads = {visit, context};
    return visit_rows(store, statement_begin(store, QUERY_LEAD_ALL), pass_lead, &leads, err);
}

/* --- notes ---------------------------------------------------------------------------------- */

static bool insert_note_secret(struct store *store, int64_t note_id, int64_t lead_id,
    struct text_view sealed_key, struct text_view box, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_NOTE_SECRET_INSERT);
    statement_bind_int(statement, "$note_id", note_id);
    statement_bind_int(statement, "$lead_id", lead_id);
    statement_bind_blob(statement, "$sealed_key", sealed_key.bytes, sealed_key.size);
    statement_bind_blob(statement, "$box", box.bytes, box.size);
    return statement_run(store, statement, err);
}

bool lead_note_insert(struct store *store, const struct lead_note_row *row,
    struct text_view sealed_key, struct text_view box, struct error *err)
{
    uint8_t hash[32];
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_NOTE_INSERT);
    statement_bind_int(statement, "$id", row->id);
    statement_bind_int(statement, "$lead_id", row->lead_id);
    statement_bind_view(statement, "$kind", row->kind);
    statement_bind_view(statement, "$text", row->text);
    if (row->is_sealed) {
        hash_key(sealed_key, hash);
        statement_bind_blob(statement, "$secret_hash", hash, sizeof(hash));
    }
    bind_staff(statement, row->staff_id);
    statement_bind_view(statement, "$staff_name", row->staff_name);
    statement_bind_int(statement, "$noted_at_ms", row->noted_at_ms);
    if (!statement_run(store, statement, err)) {
        return false;
    }
    return !row->is_sealed ||
           insert_note_secret(store, row->id, row->lead_id, sealed_key, box, err);
}

struct note_visit {
    lead_note_visitor visit;
    void *context;
};

static bool pass_note(void *visit, struct sqlite3_stmt *statement, struct error *err)
{
    const struct note_visit *notes = visit;
    struct lead_note_row row = {
        .id = statement_int(statement, 0),
        .lead_id = statement_int(statement, 1),
        .kind = statement_text(statement, 2),
        .text = statement_text(statement, 3),
        .is_sealed = !statement_is_null(statement, 4),
        .staff_id = statement_int(statement, 5),
        .staff_name = statement_text(statement, 6),
        .noted_at_ms = statement_int(statement, 7),
    };
    return notes->visit(notes->context, &row, err);
}

bool lead_note_visit(
    struct store *store, int64_t lead_id, lead_note_visitor visit, void *context, struct error *err)
{
    struct note_visit notes = {visit, context};
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_NOTES);
    statement_bind_int(statement, "$lead_id", lead_id);
    return visit_rows(store, statement, pass_note, &notes, err);
}

static void take_blob(struct buffer *out, struct text_view bytes)
{
    buffer_clear(out);
    buffer_append(out, bytes.bytes, bytes.size);
}

bool lead_note_secret_read(struct store *store, int64_t note_id, struct lead_secret *out_secret,
    bool *out_found, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_NOTE_SECRET_READ);
    statement_bind_int(statement, "$note_id", note_id);
    if (!statement_step(store, statement, out_found, err)) {
        return false;
    }
    if (*out_found) {
        take_blob(&out_secret->sealed_key, statement_blob(statement, 0));
        take_blob(&out_secret->box, statement_blob(statement, 1));
    }
    statement_reset(statement);
    return true;
}

/* --- the same person ------------------------------------------------------------------------ */

bool lead_match_insert(struct store *store, const struct lead_match_row *row, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "lead_match", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_MATCH_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_int(statement, "$lead_id", row->lead_id);
    statement_bind_int(statement, "$other_lead_id", row->other_lead_id);
    statement_bind_int(statement, "$is_same", row->is_same ? 1 : 0);
    statement_bind_int(statement, "$matched_at_ms", row->matched_at_ms);
    return statement_run(store, statement, err);
}

struct match_visit {
    lead_match_visitor visit;
    void *context;
};

static bool pass_match(void *visit, struct sqlite3_stmt *statement, struct error *err)
{
    const struct match_visit *matches = visit;
    struct lead_match_row row = {
        .lead_id = statement_int(statement, 0),
        .other_lead_id = statement_int(statement, 1),
        .is_same = statement_int(statement, 2) != 0,
        .matched_at_ms = statement_int(statement, 3),
    };
    return matches->visit(matches->context, &row, err);
}

bool lead_match_visit(struct store *store, int64_t lead_id, lead_match_visitor visit, void *context,
    struct error *err)
{
    struct match_visit matches = {visit, context};
    struct sqlite3_stmt *statement =
        statement_begin(store, lead_id == 0 ? QUERY_LEAD_MATCH_ALL : QUERY_LEAD_MATCHES);
    if (lead_id != 0) {
        statement_bind_int(statement, "$lead_id", lead_id);
    }
    return visit_rows(store, statement, pass_match, &matches, err);
}

/* --- consent -------------------------------------------------------------------------------- */

bool consent_insert(struct store *store, const struct consent_row *row, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "consent", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CONSENT_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_int(statement, "$lead_id", row->lead_id);
    statement_bind_view(statement, "$purpose", row->purpose);
    statement_bind_int(statement, "$given", row->given ? 1 : 0);
    statement_bind_int(statement, "$is_withdrawal", row->is_withdrawal ? 1 : 0);
    statement_bind_view(statement, "$wording", row->wording);
    statement_bind_view(statement, "$version", row->version);
    statement_bind_view(statement, "$language", row->language);
    statement_bind_view(statement, "$channel", row->channel);
    statement_bind_view(statement, "$device", row->device);
    bind_staff(statement, row->staff_id);
    statement_bind_view(statement, "$staff_name", row->staff_name);
    statement_bind_int(statement, "$given_at_ms", row->given_at_ms);
    return statement_run(store, statement, err);
}

struct consent_visit {
    consent_visitor visit;
    void *context;
};

static bool pass_consent(void *visit, struct sqlite3_stmt *statement, struct error *err)
{
    const struct consent_visit *consents = visit;
    struct consent_row row = {
        .id = statement_int(statement, 0),
        .lead_id = statement_int(statement, 1),
        .purpose = statement_text(statement, 2),
        .given = statement_int(statement, 3) != 0,
        .is_withdrawal = statement_int(statement, 4) != 0,
        .wording = statement_text(statement, 5),
        .version = statement_text(statement, 6),
        .language = statement_text(statement, 7),
        .channel = statement_text(statement, 8),
        .device = statement_text(statement, 9),
        .staff_id = statement_int(statement, 10),
        .staff_name = statement_text(statement, 11),
        .given_at_ms = statement_int(statement, 12),
    };
    return consents->visit(consents->context, &row, err);
}

bool consent_visit(
    struct store *store, int64_t lead_id, consent_visitor visit, void *context, struct error *err)
{
    struct consent_visit consents = {visit, context};
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_CONSENTS);
    statement_bind_int(statement, "$lead_id", lead_id);
    return visit_rows(store, statement, pass_consent, &consents, err);
}

/* --- touches and sales ---------------------------------------------------------------------- */

bool lead_touch_insert(struct store *store, const struct lead_touch_row *row, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "touch", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_TOUCH_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_view(statement, "$kind", row->kind);
    statement_bind_int(statement, "$campaign_id", row->campaign_id);
    statement_bind_view(statement, "$campaign_code", row->campaign_code);
    statement_bind_view(statement, "$campaign_name", row->campaign_name);
    statement_bind_view(statement, "$channel", row->channel);
    statement_bind_id_or_null(statement, "$link_id", row->link_id);
    statement_bind_view(statement, "$content", row->content);
    statement_bind_int(statement, "$touched_at_ms", row->touched_at_ms);
    statement_bind_int(statement, "$lead_id", row->lead_id);
    return statement_run(store, statement, err);
}

struct touch_visit {
    lead_touch_visitor visit;
    void *context;
};

static bool pass_touch(void *visit, struct sqlite3_stmt *statement, struct error *err)
{
    const struct touch_visit *touches = visit;
    struct lead_touch_row row = {
        .id = statement_int(statement, 0),
        .lead_id = statement_int(statement, 1),
        .kind = statement_text(statement, 2),
        .campaign_id = statement_int(statement, 3),
        .link_id = statement_int(statement, 4),
        .campaign_code = statement_text(statement, 5),
        .campaign_name = statement_text(statement, 6),
        .channel = statement_text(statement, 7),
        .content = statement_text(statement, 8),
        .sale_id = statement_int(statement, 9),
        .touched_at_ms = statement_int(statement, 10),
    };
    return touches->visit(touches->context, &row, err);
}

bool lead_touch_visit(struct store *store, int64_t lead_id, lead_touch_visitor visit, void *context,
    struct error *err)
{
    struct touch_visit touches = {visit, context};
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_TOUCHES);
    statement_bind_int(statement, "$lead_id", lead_id);
    return visit_rows(store, statement, pass_touch, &touches, err);
}

struct sale_visit {
    lead_sale_visitor visit;
    void *context;
};

static bool pass_sale(void *visit, struct sqlite3_stmt *statement, struct error *err)
{
    const struct sale_visit *sales = visit;
    struct lead_sale_row row = {
        .sale_id = statement_int(statement, 0),
        .sold_at_ms = statement_int(statement, 1),
        .gross_minor = statement_int(statement, 2),
        .currency = statement_text(statement, 3),
    };
    return sales->visit(sales->context, &row, err);
}

bool lead_sale_visit(
    struct store *store, int64_t lead_id, lead_sale_visitor visit, void *context, struct error *err)
{
    struct sale_visit sales = {visit, context};
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_SALES);
    statement_bind_int(statement, "$lead_id", lead_id);
    return visit_rows(store, statement, pass_sale, &sales, err);
}

/* --- erasing -------------------------------------------------------------------------------- */

bool lead_erase_row(struct store *store, int64_t lead_id, const char *reason, int64_t erased_at_ms,
    struct error *err)
{
    int64_t known;
    int64_t id;
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_ERASURE_OF_LEAD);
    statement_bind_int(statement, "$lead_id", lead_id);
    if (!read_number(store, statement, &known, err) || known != 0) {
        return known != 0;
    }
    if (!store_next_id(store, "erasure", &id, err)) {
        return false;
    }
    statement = statement_begin(store, QUERY_ERASURE_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_int(statement, "$lead_id", lead_id);
    statement_bind_text(statement, "$reason", reason);
    statement_bind_int(statement, "$erased_at_ms", erased_at_ms);
    return statement_run(store, statement, err);
}

bool lead_export_insert(struct store *store, const struct lead_export_row *row, struct error *err)
{
    int64_t id;
    if (!store_next_id(store, "lead_export", &id, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_EXPORT_INSERT);
    statement_bind_int(statement, "$id", id);
    statement_bind_text(statement, "$format", row->format);
    statement_bind_text(statement, "$purpose", row->purpose);
    statement_bind_int(statement, "$lead_count", row->lead_count);
    statement_bind_int(statement, "$left_out_count", row->left_out_count);
    statement_bind_text(statement, "$target", row->target);
    bind_staff(statement, row->staff_id);
    statement_bind_text(statement, "$staff_name", row->staff_name);
    statement_bind_int(statement, "$exported_at_ms", row->exported_at_ms);
    return statement_run(store, statement, err);
}

/* --- the index ------------------------------------------------------------------------------ */

bool lead_index_has(struct store *store, const uint8_t hash[LEAD_HASH_SIZE], int64_t lead_id,
    bool *out_has, struct error *err)
{
    int64_t known;
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_INDEX_HAS);
    statement_bind_blob(statement, "$hash", hash, LEAD_HASH_SIZE);
    statement_bind_int(statement, "$lead_id", lead_id);
    if (!read_number(store, statement, &known, err)) {
        return false;
    }
    *out_has = known != 0;
    return true;
}

bool lead_index_insert(
    struct store *store, const uint8_t hash[LEAD_HASH_SIZE], int64_t lead_id, struct error *err)
{
    bool has;
    if (!lead_index_has(store, hash, lead_id, &has, err) || has) {
        return has;
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_INDEX_INSERT);
    statement_bind_blob(statement, "$hash", hash, LEAD_HASH_SIZE);
    statement_bind_int(statement, "$lead_id", lead_id);
    return statement_run(store, statement, err);
}

bool lead_index_find(struct store *store, const uint8_t hash[LEAD_HASH_SIZE], int64_t *out_lead_id,
    struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_INDEX_FIND);
    statement_bind_blob(statement, "$hash", hash, LEAD_HASH_SIZE);
    return read_number(store, statement, out_lead_id, err);
}

bool lead_read_sealed(struct store *store, int64_t after, struct lead_sealed *out_items,
    size_t items_max, size_t *out_count, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_LEAD_SEALED);
    size_t count = 0;
    bool found = true;
    statement_bind_int(statement, "$after", after);
    while (count < items_max) {
        if (!statement_step(store, statement, &found, err)) {
            return false;
        }
        if (!found) {
            break;
        }
        out_items[count++] = (struct lead_sealed){
            .lead_id = statement_int(statement, 0), .note_count = statement_int(statement, 1)};
    }
    if (found) {
        statement_reset(statement);
    }
    *out_count = count;
    return true;
}
