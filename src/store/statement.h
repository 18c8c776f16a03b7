#ifndef TILLTALE_STORE_STATEMENT_H
#define TILLTALE_STORE_STATEMENT_H

/* Statements: the few verbs through which every query runs. Private to src/store.
 *
 * Every SQL text of the program is a row of QUERY_SQL (queries.c), prepared once per store at
 * first use and kept. Parameters are named after columns; a wrong name is a bug (ASSERT).
 *
 *     struct sqlite3_stmt *s = statement_begin(store, QUERY_PRODUCT_BY_SKU);
 *     statement_bind_text(s, "$sku", sku);
 *     while (statement_step(store, s, &row, err) && row) { ... statement_int(s, 0) ... }
 *
 * A statement that ran to its end or failed is reset by these functions, its parameters back
 * to NULL; statement_reset ends one early, and must: an open read keeps the log from being
 * carried over. A failed statement inside a bracket dooms it: commit will refuse. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "store/queries.h"

struct error;
struct sqlite3_stmt;
struct store;

struct sqlite3_stmt *statement_begin(struct store *store, enum query query);
void statement_bind_int(struct sqlite3_stmt *statement, const char *name, int64_t value);
void statement_bind_null(struct sqlite3_stmt *statement, const char *name);
/* NULL binds NULL. Text and blobs must live until the statement is reset. */
void statement_bind_text(struct sqlite3_stmt *statement, const char *name, const char *text);
/* NULL for 0 and for the empty text: columns that most rows leave out. */
void statement_bind_id_or_null(struct sqlite3_stmt *statement, const char *name, int64_t id);
void statement_bind_text_or_null(
    struct sqlite3_stmt *statement, const char *name, const char *text);
void statement_bind_view(struct sqlite3_stmt *statement, const char *name, struct text_view text);
void statement_bind_blob(
    struct sqlite3_stmt *statement, const char *name, const void *bytes, size_t size);

/* Steps to the next row. *out_row is false at the end. Returns false on error. */
MUST_CHECK bool statement_step(
    struct store *store, struct sqlite3_stmt *statement, bool *out_row, struct error *err);
/* Runs a statement that returns no rows. */
MUST_CHECK bool statement_run(
    struct store *store, struct sqlite3_stmt *statement, struct error *err);
void statement_reset(struct sqlite3_stmt *statement);

/* Columns of the current row, from 0. Text is borrowed until the next step. */
int64_t statement_int(struct sqlite3_stmt *statement, int column);
bool statement_is_null(struct sqlite3_stmt *statement, int column);
struct text_view statement_text(struct sqlite3_stmt *statement, int column);
/* Copies a text column and says whether it fitted. */
bool statement_copy_text(struct sqlite3_stmt *statement, int column, char *out, size_t capacity);
/* From malloc, the caller's. */
char *statement_own_text(struct sqlite3_stmt *statement, int column);
struct text_view statement_blob(struct sqlite3_stmt *statement, int column);

#endif
