#include "store/exchange.h"

#include <inttypes.h>
#include <string.h>

#include <sodium.h>

#include "base/error.h"
#include "store/handle.h"
#include "store/statement.h"
#include "store/store.h"

/* What differs between a lead's secret and a note's. */
struct secret_table {
    const char *id, *name; /* the parameter of its id, and how people call it */
    enum query missing, read, wanted, insert;
};

static const struct secret_table LEADS = {"$lead_id", "lead", QUERY_SECRETS_MISSING,
    QUERY_SECRET_READ, QUERY_SECRET_WANTED, QUERY_SECRET_INSERT};

static const struct secret_table NOTES = {"$note_id", "note", QUERY_NOTE_SECRETS_MISSING,
    QUERY_NOTE_SECRET_READ, QUERY_NOTE_SECRET_WANTED, QUERY_NOTE_SECRET_RECEIVE};

static const struct secret_table *table_of(enum secret_of of)
{
    return of == SECRET_OF_LEAD ? &LEADS : &NOTES;
}

void lead_secret_close(struct lead_secret *secret)
{
    buffer_close(&secret->sealed_key);
    buffer_close(&secret->box);
    buffer_close(&secret->index_hash);
    secret->has_index_hash = false;
}

bool store_read_missing_secrets(struct store *store, enum secret_of of, int64_t after,
    int64_t *out_ids, size_t ids_max, size_t *out_count, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, table_of(of)->missing);
    size_t count = 0;
    bool row = true;
    statement_bind_int(statement, "$after", after);
    while (count < ids_max && statement_step(store, statement, &row, err)) {
        if (!row) {
            *out_count = count;
            return true;
        }
        out_ids[count++] = statement_int(statement, 0);
    }
    if (count < ids_max) {
        return false;
    }
    statement_reset(statement);
    *out_count = count;
    return true;
}

static void take_blob(struct buffer *out, struct text_view bytes)
{
    buffer_clear(out);
    if (bytes.size > 0) {
        buffer_append(out, bytes.bytes, bytes.size);
    }
}

bool store_read_secret(struct store *store, enum secret_of of, int64_t id,
    struct lead_secret *out_secret, struct error *err)
{
    const struct secret_table *table = table_of(of);
    struct sqlite3_stmt *statement = statement_begin(store, table->read);
    bool row;
    statement_bind_int(statement, table->id, id);
    if (!statement_step(store, statement, &row, err)) {
        return false;
    }
    if (!row) {
        return error_set(err, ERROR_NOT_FOUND, "the %s's secret is not here", table->name);
    }
    take_blob(&out_secret->sealed_key, statement_blob(statement, 0));
    take_blob(&out_secret->box, statement_blob(statement, 1));
    out_secret->has_index_hash = of == SECRET_OF_LEAD && !statement_is_null(statement, 2);
    if (out_secret->has_index_hash) {
        take_blob(&out_secret->index_hash, statement_blob(statement, 2));
    }
    statement_reset(statement);
    return true;
}

/* True in *out_wanted if its row is here, not erased, and without its secret. */
static bool check_secret(struct store *store, const struct secret_table *table, int64_t id,
    const struct lead_secret *secret, bool *out_wanted, struct error *err)
{
    uint8_t hash[32];
    bool row;
    struct sqlite3_stmt *statement = statement_begin(store, table->wanted);
    statement_bind_int(statement, table->id, id);
    if (!statement_step(store, statement, &row, err)) {
        return false;
    }
    *out_wanted = row;
    if (!row) {
        return true;
    }
    struct text_view expected = statement_blob(statement, 0);
    crypto_generichash(hash, sizeof(hash), (const uint8_t *)secret->sealed_key.bytes,
        secret->sealed_key.size, NULL, 0);
    bool is_right =
        expected.size == sizeof(hash) && memcmp(expected.bytes, hash, sizeof(hash)) == 0;
    statement_reset(statement);
    return is_right || error_set(err, ERROR_REFUSED,
                           "the secret of %s %" PRId64 " is another one's", table->name, id);
}

static bool insert_secret(struct store *store, const struct secret_table *table, int64_t id,
    const struct lead_secret *secret, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, table->insert);
    statement_bind_int(statement, table->id, id);
    statement_bind_blob(
        statement, "$sealed_key", secret->sealed_key.bytes, secret->sealed_key.size);
    statement_bind_blob(statement, "$box", secret->box.bytes, secret->box.size);
    if (secret->has_index_hash) {
        statement_bind_blob(
            statement, "$index_hash", secret->index_hash.bytes, secret->index_hash.size);
    }
    return statement_run(store, statement, err);
}

bool store_receive_secret(struct store *store, enum secret_of of, int64_t id,
    const struct lead_secret *secret, struct error *err)
{
    const struct secret_table *table = table_of(of);
    bool is_wanted;
    if (!store_begin_exchange(store, err)) {
        return false;
    }
    if (!check_secret(store, table, id, secret, &is_wanted, err) ||
        (is_wanted && !insert_secret(store, table, id, secret, err))) {
        store_rollback(store);
        return false;
    }
    return store_commit_exchange(store, err);
}

/* Erasures ------------------------------------------------------------------------------------- */

bool store_count_erasures(struct store *store, int64_t *out_count, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_ERASURE_COUNT);
    bool row;
    if (!statement_step(store, statement, &row, err)) {
        return false;
    }
    *out_count = row ? statement_int(statement, 0) : 0;
    statement_reset(statement);
    return true;
}

bool store_read_erased(struct store *store, int64_t node, int64_t after, int64_t *out_ids,
    size_t ids_max, size_t *out_count, struct error *err)
{
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_ERASED_OF_NODE);
    size_t count = 0;
    bool row = true;
    statement_bind_int(statement, "$node", node);
    statement_bind_int(statement, "$after", after);
    while (count < ids_max) {
        if (!statement_step(store, statement, &row, err)) {
            return false;
        }
        if (!row) {
            break;
        }
        out_ids[count++] = statement_int(statement, 0);
    }
    if (row) {
        statement_reset(statement);
    }
    *out_count = count;
    return true;
}
