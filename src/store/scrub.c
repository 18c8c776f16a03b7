#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/error.h"
#include "store/handle.h"
#include "store/lead.h"
#include "store/store.h"

#define COLUMNS_MAX 5

/* The tables whose rows are secret, in the order in which they are written: by key, so that rows are
 * appended and no page is divided. */
struct secret_rows {
    const char *read, *clear, *insert;
};

static const struct secret_rows TABLES[] = {
    {"SELECT lead_id, sealed_key, box, index_hash, mac FROM lead_secret ORDER BY lead_id",
        "DELETE FROM lead_secret", "INSERT INTO lead_secret VALUES (?, ?, ?, ?, ?)"},
    {"SELECT note_id, lead_id, sealed_key, box, mac FROM lead_note_secret ORDER BY note_id",
        "DELETE FROM lead_note_secret", "INSERT INTO lead_note_secret VALUES (?, ?, ?, ?, ?)"},
    {"SELECT hash, lead_id, mac FROM lead_index ORDER BY hash, lead_id", "DELETE FROM lead_index",
        "INSERT INTO lead_index VALUES (?, ?, ?)"},
};

struct kept_rows {
    sqlite3_value **values; /* row by row */
    size_t count, capacity;
};

static void close_rows(struct kept_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        sqlite3_value_free(rows->values[i]);
    }
    free(rows->values);
}

static void keep_row(struct kept_rows *rows, struct sqlite3_stmt *statement, int columns)
{
    if (rows->count + COLUMNS_MAX > rows->capacity) {
        rows->capacity = 2 * rows->capacity + 1024;
        rows->values = realloc((void *)rows->values, rows->capacity * sizeof(*rows->values));
        ASSERT(rows->values != NULL);
    }
    for (int i = 0; i < columns; i++) {
        sqlite3_value *value = sqlite3_value_dup(sqlite3_column_value(statement, i));
        ASSERT(value != NULL);
        rows->values[rows->count++] = value;
    }
}

static bool read_rows(
    struct store *store, const char *sql, struct kept_rows *rows, struct error *err)
{
    struct sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    while (result == SQLITE_OK || result == SQLITE_ROW) {
        result = sqlite3_step(statement);
        if (result == SQLITE_ROW) {
            keep_row(rows, statement, sqlite3_column_count(statement));
        }
    }
    sqlite3_finalize(statement);
    return result == SQLITE_DONE || store_fail(store, result, "the sealed rows", err);
}

static bool insert_rows(
    struct store *store, const char *sql, const struct kept_rows *rows, struct error *err)
{
    struct sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    int columns = result == SQLITE_OK ? sqlite3_bind_parameter_count(statement) : 1;
    for (size_t i = 0; result == SQLITE_OK && i < rows->count; i += (size_t)columns) {
        for (int c = 0; c < columns; c++) {
            (void)sqlite3_bind_value(statement, c + 1, rows->values[i + (size_t)c]);
        }
        result = sqlite3_step(statement) == SQLITE_DONE ? sqlite3_reset(statement)
                                                        : sqlite3_errcode(store->db);
    }
    sqlite3_finalize(statement);
    return result == SQLITE_OK || store_fail(store, result, "the sealed rows", err);
}

/* Without a hook a DELETE of everything gives every page of the table back at once, and pages that
 * are given back are wiped whole. */
static bool write_anew(struct store *store, const struct secret_rows *table, struct error *err)
{
    struct kept_rows rows = {0};
    bool is_done = read_rows(store, table->read, &rows, err) &&
                   store_run_script(store->db, table->clear, err) &&
                   insert_rows(store, table->insert, &rows, err);
    close_rows(&rows);
    return is_done;
}

static bool write_all_anew(struct store *store, struct error *err)
{
    bool is_done = store_begin_exchange(store, err);
    for (size_t i = 0; is_done && i < ARRAY_LENGTH(TABLES); i++) {
        is_done = write_anew(store, &TABLES[i], err);
    }
    if (!is_done) {
        store_rollback(store);
    }
    return is_done && store_commit_exchange(store, err);
}

/* Waits for readers of an old state as long as the store waits for anything. */
static bool truncate_log(struct store *store, struct error *err)
{
    int result = sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return result == SQLITE_OK || store_fail(store, result, "the log cannot be emptied", err);
}

bool store_scrub(struct store *store, struct error *err)
{
    struct store *own;
    ASSERT(!store->is_in_bracket && !store->is_reading);
    if (!store_open(store->path, STORE_OPEN_EXCHANGE, store->clock, &own, err)) {
        return false;
    }
    bool is_done = write_all_anew(own, err) && truncate_log(own, err);
    store_close(own);
    if (is_done) {
        store->wal_pages = 0;
    }
    return is_done;
}
