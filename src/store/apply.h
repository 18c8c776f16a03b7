#ifndef TILLTALE_STORE_APPLY_H
#define TILLTALE_STORE_APPLY_H

/* Apply: rows of an entry into the tables. Private to src/store.
 *
 * Statements are made from the schema, one for each table and set of columns, and kept. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "store/entry.h"

struct applier;
struct error;
struct sqlite3;
struct table_row;

struct applier *applier_open(struct sqlite3 *db);
void applier_close(struct applier *applier); /* before the connection closes; NULL is fine */

/* True if an entry of `node` may carry this row: facts with ids of that node, office rows in
 * chain 0 only. *out_table is its table. Errors: ERROR_REFUSED, ERROR_CORRUPT. */
MUST_CHECK bool apply_check_row(const struct entry_row *row, int64_t node, int kind,
    const struct table_row **out_table, struct error *err);

/* Checks and writes all rows of an entry. Errors: as above and SQLite's, ERROR_CORRUPT if a row
 * to be changed is not there. */
MUST_CHECK bool applier_apply(struct applier *applier, const struct entry_header *header,
    const uint8_t *bytes, size_t size, struct error *err);

/* The columns of a table as the file has them, for statements that name them. */
#define COLUMN_NAME_MAX 48
MUST_CHECK bool apply_read_columns(struct sqlite3 *db, const struct table_row *table,
    char (*out_names)[COLUMN_NAME_MAX], struct error *err);

#endif
