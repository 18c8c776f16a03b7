#include "store/apply.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/id.h"
#include "store/class.h"

/* A shape is one statement: a table, what is done to it, and with which columns. */
struct shape {
    const struct table_row *table;
    enum entry_operation operation;
    uint64_t present;
    struct sqlite3_stmt *statement;
};
#define SHAPES_MAX 64 /* updates of many different columns push each other out */

struct columns {
    bool is_read;
    char names[ENTRY_COLUMNS_MAX][COLUMN_NAME_MAX];
};

struct applier {
    struct sqlite3 *db;
    struct columns columns[TABLE_ROW_COUNT];
    /* By table: the insert of all its columns, which is nearly all that comes. */
    struct sqlite3_stmt *inserts[TABLE_ROW_COUNT];
    struct shape shapes[SHAPES_MAX];
    size_t shape_count, next_victim;
    struct entry_reader reader;
};

struct applier *applier_open(struct sqlite3 *db)
{
    struct applier *applier = calloc(1, sizeof(*applier));
    ASSERT(applier != NULL);
    applier->db = db;
    return applier;
}

void applier_close(struct applier *applier)
{
    if (applier == NULL) {
        return;
    }
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        sqlite3_finalize(applier->inserts[i]);
    }
    for (size_t i = 0; i < applier->shape_count; i++) {
        sqlite3_finalize(applier->shapes[i].statement);
    }
    free(applier);
}

static bool fail(struct sqlite3 *db, struct error *err)
{
    int result = sqlite3_extended_errcode(db);
    enum error_code code = ERROR_IO;
    if ((result & 0xFF) == SQLITE_CONSTRAINT || (result & 0xFF) == SQLITE_CORRUPT) {
        code = ERROR_CORRUPT;
    }
    return error_set(err, code, "%s", sqlite3_errmsg(db));
}

/* Rules ---------------------------------------------------------------------------------------- */

static bool is_of_node(const struct entry_value *id, int64_t node)
{
    return id->type == VALUE_INTEGER && id->integer > 0 && id_node(id->integer) == node;
}

static bool check_class(
    const struct entry_row *row, const struct table_row *table, int64_t node, struct error *err)
{
    if (table->class == CLASS_FACT) {
        return row->operation == ENTRY_INSERT ||
               error_set(err, ERROR_REFUSED, "%s: facts are only inserted", table->name);
    }
    if (table->class != CLASS_OFFICE || node != 0) {
        return error_set(
            err, ERROR_REFUSED, "%s: this table is not the node's to write", table->name);
    }
    if (table->key == KEY_ID && row->operation == ENTRY_DELETE) {
        return error_set(err, ERROR_REFUSED, "%s: a row with an id is never deleted", table->name);
    }
    return true;
}

bool apply_check_row(const struct entry_row *row, int64_t node, int kind,
    const struct table_row **out_table, struct error *err)
{
    const struct table_row *table = table_row_of_number(row->table);
    if (table == NULL || row->columns > table->columns || row->columns < table->key_columns) {
        return error_set(err, ERROR_REFUSED, "a row of a table that is unknown here");
    }
    const uint64_t key = (UINT64_C(1) << table->key_columns) - 1;
    if ((row->present & key) != key || (row->operation == ENTRY_DELETE && row->present != key) ||
        (row->operation == ENTRY_UPDATE && row->present == key)) {
        return error_set(err, ERROR_CORRUPT, "%s: a row without its key", table->name);
    }
    if (!check_class(row, table, node, err)) {
        return false;
    }
    if (table->number == TABLE_PEN && kind != ENTRY_PEN && kind != ENTRY_GENESIS) {
        return error_set(err, ERROR_REFUSED, "the pen changes hands by its own act");
    }
    if (table->key == KEY_ID && !is_of_node(&row->values[0], node)) {
        return error_set(err, ERROR_REFUSED, "%s: the id is another node's", table->name);
    }
    const struct entry_value *reference = &row->values[table->reference];
    if (table->reference > 0 && ((row->present >> table->reference) & 1) != 0 &&
        reference->type != VALUE_NULL && !is_of_node(reference, node)) {
        return error_set(err, ERROR_REFUSED, "%s: it refers to another node's row", table->name);
    }
    *out_table = table;
    return true;
}

/* Statements ----------------------------------------------------------------------------------- */

bool apply_read_columns(struct sqlite3 *db, const struct table_row *table,
    char (*out_names)[COLUMN_NAME_MAX], struct error *err)
{
    struct sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_info($name) ORDER BY cid", -1,
            &statement, NULL) != SQLITE_OK) {
        return fail(db, err);
    }
    int count = 0;
    sqlite3_bind_text(statement, 1, table->name, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW && count < table->columns) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        size_t size = strlen(name);
        ASSERT(size < COLUMN_NAME_MAX);
        memcpy(out_names[count++], name, size + 1);
    }
    sqlite3_finalize(statement);
    if (count != table->columns) {
        return error_set(err, ERROR_CORRUPT, "the table %s is not as it should be", table->name);
    }
    return true;
}

static void append_parameter(struct buffer *sql, int column)
{
    buffer_format(sql, "?%d", column + 1);
}

static void append_insert(
    struct buffer *sql, const struct shape *shape, const struct columns *columns)
{
    int last = 63 - __builtin_clzll(shape->present);
    buffer_append_text(sql, "INSERT INTO ");
    buffer_append_text(sql, shape->table->name);
    for (int i = 0; i <= last; i++) {
        buffer_append_text(sql, i == 0 ? " (" : ", ");
        buffer_append_text(sql, columns->names[i]);
    }
    for (int i = 0; i <= last; i++) {
        buffer_append_text(sql, i == 0 ? ") VALUES (" : ", ");
        append_parameter(sql, i);
    }
    buffer_append_text(sql, ")");
}

/* name = ?n for the columns of `present`, from first to before end. */
static void append_equals(struct buffer *sql, const struct columns *columns, uint64_t present,
    int first, int end, const char *between)
{
    const char *before = "";
    for (int i = first; i < end; i++) {
        if (((present >> i) & 1) != 0) {
            buffer_append_text(sql, before);
            buffer_append_text(sql, columns->names[i]);
            buffer_append_text(sql, " = ");
            append_parameter(sql, i);
            before = between;
        }
    }
}

static void append_change(
    struct buffer *sql, const struct shape *shape, const struct columns *columns)
{
    int keys = shape->table->key_columns;
    buffer_append_text(sql, shape->operation == ENTRY_UPDATE ? "UPDATE " : "DELETE FROM ");
    buffer_append_text(sql, shape->table->name);
    if (shape->operation == ENTRY_UPDATE) {
        buffer_append_text(sql, " SET ");
        append_equals(sql, columns, shape->present, keys, shape->table->columns, ", ");
    }
    buffer_append_text(sql, " WHERE ");
    append_equals(sql, columns, shape->present, 0, keys, " AND ");
}

static struct sqlite3_stmt *prepare(
    struct applier *applier, const struct shape *shape, struct error *err)
{
    struct columns *columns = &applier->columns[shape->table - TABLE_ROWS];
    if (!columns->is_read && !apply_read_columns(applier->db, shape->table, columns->names, err)) {
        return NULL;
    }
    columns->is_read = true;
    struct buffer sql = {0};
    struct sqlite3_stmt *statement = NULL;
    if (shape->operation == ENTRY_INSERT) {
        append_insert(&sql, shape, columns);
    } else {
        append_change(&sql, shape, columns);
    }
    if (sqlite3_prepare_v3(
            applier->db, sql.bytes, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) {
        fail(applier->db, err);
    }
    buffer_close(&sql);
    return statement;
}

static struct sqlite3_stmt *find_shape(
    struct applier *applier, const struct shape *wanted, struct error *err)
{
    for (size_t i = 0; i < applier->shape_count; i++) {
        const struct shape *shape = &applier->shapes[i];
        if (shape->table == wanted->table && shape->operation == wanted->operation &&
            shape->present == wanted->present) {
            return shape->statement;
        }
    }
    struct shape made = *wanted;
    made.statement = prepare(applier, wanted, err);
    if (made.statement == NULL) {
        return NULL;
    }
    size_t at = applier->shape_count;
    if (at < SHAPES_MAX) {
        applier->shape_count++;
    } else {
        at = applier->next_victim++ % SHAPES_MAX;
        sqlite3_finalize(applier->shapes[at].statement);
    }
    applier->shapes[at] = made;
    return made.statement;
}

static struct sqlite3_stmt *statement_for(struct applier *applier, const struct table_row *table,
    const struct entry_row *row, struct error *err)
{
    const struct shape wanted = {
        .table = table, .operation = row->operation, .present = row->present};
    if (row->operation != ENTRY_INSERT || row->columns != table->columns) {
        return find_shape(applier, &wanted, err);
    }
    struct sqlite3_stmt **insert = &applier->inserts[table - TABLE_ROWS];
    if (*insert == NULL) {
        *insert = prepare(applier, &wanted, err);
    }
    return *insert;
}

/* Rows ----------------------------------------------------------------------------------------- */

static void bind(struct sqlite3_stmt *statement, int index, const struct entry_value *value)
{
    const char *bytes = value->bytes != NULL ? (const char *)value->bytes : "";
    switch (value->type) {
    case VALUE_NULL:
        sqlite3_bind_null(statement, index);
        break;
    case VALUE_INTEGER:
        sqlite3_bind_int64(statement, index, value->integer);
        break;
    case VALUE_TEXT:
        sqlite3_bind_text(statement, index, bytes, (int)value->size, SQLITE_STATIC);
        break;
    case VALUE_BLOB:
        sqlite3_bind_blob(statement, index, bytes, (int)value->size, SQLITE_STATIC);
        break;
    }
}

static bool apply_row(struct applier *applier, const struct table_row *table, struct error *err)
{
    const struct entry_row *row = &applier->reader.row;
    struct sqlite3_stmt *statement = statement_for(applier, table, row, err);
    if (statement == NULL) {
        return false;
    }
    for (int i = 0; i < row->columns; i++) {
        if (((row->present >> i) & 1) != 0) {
            bind(statement, i + 1, &row->values[i]);
        }
    }
    int result = sqlite3_step(statement);
    bool good = result == SQLITE_DONE || fail(applier->db, err);
    sqlite3_reset(statement);
    if (good && row->operation != ENTRY_INSERT && sqlite3_changes64(applier->db) != 1) {
        good = error_set(err, ERROR_CORRUPT, "the row to change is not there");
    }
    return good || error_prefix(err, "%s: ", table->name);
}

bool applier_apply(struct applier *applier, const struct entry_header *header, const uint8_t *bytes,
    size_t size, struct error *err)
{
    struct entry_reader *reader = &applier->reader;
    entry_reader_init(reader, bytes, size, header->node);
    bool row;
    for (;;) {
        const struct table_row *table;
        if (!entry_read_row(reader, &row, err)) {
            return false;
        }
        if (!row) {
            return true;
        }
        if (!apply_check_row(&reader->row, header->node, header->kind, &table, err) ||
            !apply_row(applier, table, err)) {
            return false;
        }
    }
}
