#include "store/statement.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/capture.h"
#include "store/handle.h"

struct sqlite3_stmt *statement_begin(struct store *store, enum query query)
{
    ASSERT(query >= 0 && query < QUERY_COUNT);
    struct sqlite3_stmt *statement = store->statements[query];
    if (statement == NULL) {
        int result = sqlite3_prepare_v3(
            store->db, QUERY_SQL[query], -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
        if (result != SQLITE_OK) {
            /* A test prepares every text, so the file is not as it should be; running the missing
             * statement says so. */
            struct error why;
            store_fail(store, result, "prepare", &why);
            return NULL;
        }
        store->statements[query] = statement;
    }
    ASSERT(!sqlite3_stmt_busy(statement)); /* begun twice: the first was not run to its end */
    return statement;
}

static int parameter(struct sqlite3_stmt *statement, const char *name)
{
    int index = sqlite3_bind_parameter_index(statement, name);
    ASSERT(index > 0);
    return index;
}

void statement_bind_int(struct sqlite3_stmt *statement, const char *name, int64_t value)
{
    if (statement != NULL) {
        sqlite3_bind_int64(statement, parameter(statement, name), value);
    }
}

void statement_bind_null(struct sqlite3_stmt *statement, const char *name)
{
    if (statement != NULL) {
        sqlite3_bind_null(statement, parameter(statement, name));
    }
}

void statement_bind_text(struct sqlite3_stmt *statement, const char *name, const char *text)
{
    if (statement != NULL) {
        sqlite3_bind_text(statement, parameter(statement, name), text, -1, SQLITE_STATIC);
    }
}

void statement_bind_view(struct sqlite3_stmt *statement, const char *name, struct text_view text)
{
    if (statement != NULL) {
        const char *bytes = text.bytes != NULL ? text.bytes : "";
        sqlite3_bind_text(
            statement, parameter(statement, name), bytes, (int)text.size, SQLITE_STATIC);
    }
}

void statement_bind_blob(
    struct sqlite3_stmt *statement, const char *name, const void *bytes, size_t size)
{
    if (statement != NULL) {
        sqlite3_bind_blob(statement, parameter(statement, name), bytes, (int)size, SQLITE_STATIC);
    }
}

bool statement_step(
    struct store *store, struct sqlite3_stmt *statement, bool *out_row, struct error *err)
{
    int result = statement != NULL ? sqlite3_step(statement) : sqlite3_errcode(store->db);
    if (result == SQLITE_ROW) {
        *out_row = true;
        return true;
    }
    statement_reset(statement);
    if (result == SQLITE_DONE) {
        *out_row = false;
        return capture_is_good(store->capture, err);
    }
    return store_fail(store, result, "statement", err);
}

bool statement_run(struct store *store, struct sqlite3_stmt *statement, struct error *err)
{
    bool row = false;
    bool good = statement_step(store, statement, &row, err);
    ASSERT(!good || !row);
    return good;
}

void statement_reset(struct sqlite3_stmt *statement)
{
    if (statement != NULL) {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
}

int64_t statement_int(struct sqlite3_stmt *statement, int column)
{
    return sqlite3_column_int64(statement, column);
}

bool statement_is_null(struct sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL;
}

struct text_view statement_text(struct sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return (struct text_view){
        text != NULL ? text : "", (size_t)sqlite3_column_bytes(statement, column)};
}

struct text_view statement_blob(struct sqlite3_stmt *statement, int column)
{
    const char *bytes = sqlite3_column_blob(statement, column);
    return (struct text_view){
        bytes != NULL ? bytes : "", (size_t)sqlite3_column_bytes(statement, column)};
}

void statement_bind_id_or_null(struct sqlite3_stmt *statement, const char *name, int64_t id)
{
    if (id == 0) {
        statement_bind_null(statement, name);
    } else {
        statement_bind_int(statement, name, id);
    }
}

void statement_bind_text_or_null(struct sqlite3_stmt *statement, const char *name, const char *text)
{
    statement_bind_text(statement, name, text != NULL && text[0] != '\0' ? text : NULL);
}

bool statement_copy_text(struct sqlite3_stmt *statement, int column, char *out, size_t capacity)
{
    return text_copy_view(out, capacity, statement_text(statement, column));
}

char *statement_own_text(struct sqlite3_stmt *statement, int column)
{
    struct text_view text = statement_text(statement, column);
    char *own = malloc(text.size + 1);
    ASSERT(own != NULL);
    if (text.size > 0) {
        memcpy(own, text.bytes, text.size);
    }
    own[text.size] = '\0';
    return own;
}
