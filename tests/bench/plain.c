#include "bench/plain.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TABLES_MAX 64
#define COLUMNS_MAX 64

struct plain_table {
    char *name;
    bool is_of_sale; /* its rows are found by a sale's id */
    sqlite3_stmt *select;
    sqlite3_stmt *insert;
    int column_count;
    sqlite3_value **values; /* rows taken, column by column */
    size_t row_count, row_capacity;
};

struct plain {
    sqlite3 *source, *target;
    struct plain_table tables[TABLES_MAX];
    size_t table_count;
};

static void must(sqlite3 *database, int result)
{
    if (result != SQLITE_OK && result != SQLITE_ROW && result != SQLITE_DONE) {
        fprintf(stderr, "bench: %s\n", sqlite3_errmsg(database));
        exit(1);
    }
}

static void run(sqlite3 *database, const char *sql)
{
    must(database, sqlite3_exec(database, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    must(database,
        sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
    return statement;
}

/* Tables with the journal's rows: all but the journal itself and what stays in one file. */
static const char LIST_TABLES[] =
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT IN ('journal', 'ticket', 'device_setting', 'applied', 'sync_state')"
    " ORDER BY rowid";
static const char LIST_INDICES[] =
    "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name"
    " NOT IN ('journal', 'ticket', 'device_setting', 'applied', 'sync_state') ORDER BY rowid";

static bool has_column(sqlite3 *database, const char *table, const char *column)
{
    sqlite3_stmt *statement =
        prepare(database, "SELECT 1 FROM pragma_table_info($table) WHERE name = $column");
    sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, column, -1, SQLITE_STATIC);
    bool has = sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_finalize(statement);
    return has;
}

static void prepare_table(struct plain *plain, struct plain_table *table)
{
    char sql[4096];
    const char *key = strcmp(table->name, "sale") == 0                    ? "id"
                      : has_column(plain->source, table->name, "sale_id") ? "sale_id"
                                                                          : NULL;
    table->is_of_sale = key != NULL;
    snprintf(sql, sizeof sql,
        key != NULL ? "SELECT * FROM %s WHERE %s > ?1 AND %s <= ?2 ORDER BY %s"
                    : "SELECT * FROM %s",
        table->name, key, key, key);
    table->select = prepare(plain->source, sql);
    table->column_count = sqlite3_column_count(table->select);
    int size = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?", table->name);
    for (int i = 1; i < table->column_count; i++) {
        size += snprintf(sql + size, sizeof sql - (size_t)size, ", ?");
    }
    snprintf(sql + size, sizeof sql - (size_t)size, ")");
    table->insert = prepare(plain->target, sql);
}

static void create_tables(struct plain *plain)
{
    sqlite3_stmt *list = prepare(plain->source, LIST_TABLES);
    while (sqlite3_step(list) == SQLITE_ROW && plain->table_count < TABLES_MAX) {
        struct plain_table *table = &plain->tables[plain->table_count++];
        table->name = strdup((const char *)sqlite3_column_text(list, 0));
        run(plain->target, (const char *)sqlite3_column_text(list, 1));
    }
    sqlite3_finalize(list);
    list = prepare(plain->source, LIST_INDICES);
    while (sqlite3_step(list) == SQLITE_ROW) {
        run(plain->target, (const char *)sqlite3_column_text(list, 0));
    }
    sqlite3_finalize(list);
}

struct plain *plain_open(const char *source, const char *target)
{
    struct plain *plain = calloc(1, sizeof *plain);
    if (plain == NULL) {
        abort();
    }
    must(NULL, sqlite3_open_v2(source, &plain->source, SQLITE_OPEN_READWRITE, NULL));
    must(NULL, sqlite3_open(target, &plain->target));
    run(plain->target, "PRAGMA journal_mode = WAL");
    run(plain->target, "PRAGMA synchronous = FULL");
    create_tables(plain);
    run(plain->target, "PRAGMA foreign_keys = ON");
    for (size_t i = 0; i < plain->table_count; i++) {
        prepare_table(plain, &plain->tables[i]);
    }
    return plain;
}

void plain_close(struct plain *plain)
{
    for (size_t i = 0; i < plain->table_count; i++) {
        sqlite3_finalize(plain->tables[i].select);
        sqlite3_finalize(plain->tables[i].insert);
        free(plain->tables[i].values);
        free(plain->tables[i].name);
    }
    sqlite3_close(plain->source);
    sqlite3_close(plain->target);
    free(plain);
}

static void take_rows(struct plain *plain, struct plain_table *table)
{
    size_t columns = (size_t)table->column_count;
    int result;
    while ((result = sqlite3_step(table->select)) == SQLITE_ROW) {
        if (table->row_count == table->row_capacity) {
            table->row_capacity = table->row_capacity * 2 + 64;
            table->values =
                realloc(table->values, table->row_capacity * columns * sizeof *table->values);
            if (table->values == NULL) {
                abort();
            }
        }
        for (size_t i = 0; i < columns; i++) {
            table->values[table->row_count * columns + i] =
                sqlite3_value_dup(sqlite3_column_value(table->select, (int)i));
        }
        table->row_count++;
    }
    must(plain->source, result);
    sqlite3_reset(table->select);
}

size_t plain_take_sales(
    struct plain *plain, int64_t after_id, size_t sales_max, int64_t *out_last_id)
{
    sqlite3_stmt *range = prepare(plain->source,
        "SELECT max(id), count(*) FROM (SELECT id FROM sale WHERE id > ?1 ORDER BY id LIMIT ?2)");
    sqlite3_bind_int64(range, 1, after_id);
    sqlite3_bind_int64(range, 2, (sqlite3_int64)sales_max);
    must(plain->source, sqlite3_step(range));
    *out_last_id = sqlite3_column_int64(range, 0);
    size_t count = (size_t)sqlite3_column_int64(range, 1);
    sqlite3_finalize(range);
    for (size_t i = 0; count > 0 && i < plain->table_count; i++) {
        struct plain_table *table = &plain->tables[i];
        if (table->is_of_sale) {
            sqlite3_bind_int64(table->select, 1, after_id);
            sqlite3_bind_int64(table->select, 2, *out_last_id);
            take_rows(plain, table);
        }
    }
    return count;
}

void plain_take_rest(struct plain *plain)
{
    for (size_t i = 0; i < plain->table_count; i++) {
        if (!plain->tables[i].is_of_sale) {
            take_rows(plain, &plain->tables[i]);
        }
    }
}

static void insert_rows(struct plain *plain, struct plain_table *table)
{
    size_t columns = (size_t)table->column_count;
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < columns; i++) {
            sqlite3_bind_value(table->insert, (int)i + 1, table->values[row * columns + i]);
        }
        must(plain->target, sqlite3_step(table->insert));
        must(plain->target, sqlite3_reset(table->insert));
    }
}

size_t plain_insert(struct plain *plain)
{
    size_t rows = 0;
    run(plain->target, "BEGIN IMMEDIATE");
    for (size_t i = 0; i < plain->table_count; i++) {
        insert_rows(plain, &plain->tables[i]);
        rows += plain->tables[i].row_count;
    }
    run(plain->target, "COMMIT");
    for (size_t i = 0; i < plain->table_count; i++) {
        struct plain_table *table = &plain->tables[i];
        for (size_t j = 0; j < table->row_count * (size_t)table->column_count; j++) {
            sqlite3_value_free(table->values[j]);
        }
        table->row_count = 0;
    }
    return rows;
}
