/* A file that nobody touched verifies; one changed value in any column of any row of any table, one
 * byte of a journal row, a row that was deleted, a trigger or index that was dropped: each is
 * found and named. */

#include "tests/support.h"

#include <sqlite3.h>

#include "base/buffer.h"
#include "store/class.h"
#include "store/exchange.h"
#include "store/verify.h"
#include "tests/store/day.h"

/* A shop's day with rows in every table, closed, and a copy of its file to damage. */
struct evidence {
    struct shop *shop;
    char copy[128];
    struct error err;
    struct verify_report report;
};

static void copy_file(const char *from, const char *to)
{
    struct buffer bytes = {0};
    struct error err;
    if (!buffer_read_file(&bytes, from, &err)) {
        fail_msg("%s", err.text);
    }
    FILE *file = fopen(to, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.bytes, 1, bytes.size, file), bytes.size);
    assert_int_equal(fclose(file), 0);
    buffer_close(&bytes);
}

/* The chain of another till, so that `applied` has rows too. */
static void receive_second_till(struct shop *shop)
{
    char path[128];
    struct error err;
    struct store *from = shop->store;
    struct shop two = {0};
    bool waits;
    snprintf(path, sizeof(path), "%s/two.db", shop->folder);
    store_close(from);
    if (!store_open(shop->path, STORE_OPEN_EXCHANGE, clock_system(), &shop->store, &err) ||
        !store_found_joined(path, shop->store, 2, TILL_SHOP, clock_system(), &err) ||
        !store_open(path, 0, clock_system(), &two.store, &err)) {
        fail_msg("%s", err.text);
    }
    day_run(&two, DAY_TILL, ARRAY_LENGTH(DAY_TILL));
    struct entry_batch batch = {0};
    struct lead_secret secret = {0};
    size_t stored;
    if (!store_read_entries(two.store, 2, 0, 1000000, &batch, &err) ||
        !store_receive(shop->store, &batch, &stored, &err) ||
        !store_apply_all(shop->store, &waits, &err) ||
        !store_read_secret(two.store, SECRET_OF_LEAD, 2000000000001, &secret, &err) ||
        !store_receive_secret(shop->store, SECRET_OF_LEAD, 2000000000001, &secret, &err) ||
        !store_read_secret(two.store, SECRET_OF_NOTE, 2000000000002, &secret, &err) ||
        !store_receive_secret(shop->store, SECRET_OF_NOTE, 2000000000002, &secret, &err)) {
        fail_msg("%s", err.text);
    }
    lead_secret_close(&secret);
    entry_batch_close(&batch);
    store_close(two.store);
}

static int evidence_open(void **state)
{
    struct evidence *evidence = calloc(1, sizeof(*evidence));
    void *shop;
    char keys[160];
    char copied_keys[160];
    shop_open(&shop);
    evidence->shop = shop;
    day_whole(shop);
    receive_second_till(shop);
    store_close(evidence->shop->store);
    evidence->shop->store = NULL;
    snprintf(evidence->copy, sizeof(evidence->copy), "%s/copy.db", evidence->shop->folder);
    snprintf(keys, sizeof(keys), "%s.key", evidence->shop->path);
    snprintf(copied_keys, sizeof(copied_keys), "%s.key", evidence->copy);
    copy_file(keys, copied_keys);
    *state = evidence;
    return 0;
}

static int evidence_close(void **state)
{
    struct evidence *evidence = *state;
    void *shop = evidence->shop;
    shop_close(&shop);
    free(evidence);
    return 0;
}

/* A fresh copy, opened as someone with a SQLite tool would: without hooks, triggers or checks. */
static struct sqlite3 *begin_damage(struct evidence *evidence)
{
    struct sqlite3 *db;
    char log[160];
    snprintf(log, sizeof(log), "%s-wal", evidence->copy);
    unlink(log);
    snprintf(log, sizeof(log), "%s-shm", evidence->copy);
    unlink(log);
    copy_file(evidence->shop->path, evidence->copy);
    assert_int_equal(sqlite3_open(evidence->copy, &db), SQLITE_OK);
    sqlite3_exec(db,
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
        "PRAGMA synchronous = OFF",
        NULL, NULL, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    return db;
}

static void run(struct sqlite3 *db, const char *sql)
{
    char *why = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) {
        fail_msg("%s: %s", sql, why);
    }
}

static void verify(struct evidence *evidence)
{
    struct store *store;
    if (!store_open(evidence->copy, STORE_OPEN_READ_ONLY, clock_system(), &store, &evidence->err) ||
        !store_verify(store, &evidence->report, &evidence->err)) {
        fail_msg("%s", evidence->err.text);
    }
    store_close(store);
}

/* Some finding says all three; NULL says nothing. */
static bool names(const struct verify_report *report, const char *a, const char *b, const char *c)
{
    for (size_t i = 0; i < report->text_count; i++) {
        const char *text = report->texts[i];
        if (strstr(text, a) != NULL && (b == NULL || strstr(text, b) != NULL) &&
            (c == NULL || strstr(text, c) != NULL)) {
            return true;
        }
    }
    return false;
}

static void print_findings(const struct verify_report *report)
{
    for (size_t i = 0; i < report->text_count; i++) {
        fprintf(stderr, "    %s\n", report->texts[i]);
    }
}

static void untouched_holds(void **state)
{
    struct evidence *evidence = *state;
    sqlite3_close(begin_damage(evidence));
    verify(evidence);
    print_findings(&evidence->report);
    assert_int_equal(evidence->report.finding_count, 0);
    assert_int_equal(evidence->report.chains, 3);
    assert_int_equal(evidence->report.tables, 56);
    assert_true(evidence->report.rows > 40);
    assert_int_equal(evidence->report.checked_rows, 11);
    assert_int_equal(evidence->report.leads, 4);
    assert_int_equal(evidence->report.waiting_entries, 0);
}

/* Every table has rows, or the tests below would say nothing about it. */
static void every_table_is_filled(void **state)
{
    struct evidence *evidence = *state;
    struct sqlite3 *db = begin_damage(evidence);
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        char sql[96];
        struct sqlite3_stmt *statement;
        snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s", TABLE_ROWS[i].name);
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        if (sqlite3_column_int(statement, 0) == 0) {
            fail_msg("%s is empty", TABLE_ROWS[i].name);
        }
        sqlite3_finalize(statement);
    }
    sqlite3_close(db);
}

/* " WHERE key = ... " of row number `row`, written by SQLite itself. */
static bool write_where(
    struct sqlite3 *db, const struct table_row *table, int row, char *out, size_t capacity)
{
    char sql[400] = "SELECT ' WHERE '";
    struct sqlite3_stmt *columns;
    struct sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_info(?) ORDER BY cid",
                         -1, &columns, NULL),
        SQLITE_OK);
    sqlite3_bind_text(columns, 1, table->name, -1, SQLITE_STATIC);
    for (int i = 0; i < table->key_columns; i++) {
        assert_int_equal(sqlite3_step(columns), SQLITE_ROW);
        const char *name = (const char *)sqlite3_column_text(columns, 0);
        size_t size = strlen(sql);
        snprintf(sql + size, sizeof(sql) - size, " || '%s%s = ' || quote(%s)", i > 0 ? " AND " : "",
            name, name);
    }
    sqlite3_finalize(columns);
    size_t size = strlen(sql);
    snprintf(sql + size, sizeof(sql) - size, " FROM %s LIMIT 1 OFFSET %d", table->name, row);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    bool has_row = sqlite3_step(statement) == SQLITE_ROW;
    if (has_row) {
        snprintf(out, capacity, "%s", (const char *)sqlite3_column_text(statement, 0));
    }
    sqlite3_finalize(statement);
    return has_row;
}

/* What a value of a column becomes, by its declared type; NULL becomes a value. */
static const char *changed_value(const char *type)
{
    if (strcmp(type, "INTEGER") == 0) {
        return "coalesce(%s, 0) + 5003";
    }
    return strcmp(type, "TEXT") == 0 ? "coalesce(%s, '') || 'x'"
                                     : "CAST(coalesce(%s, x'') || 'x' AS BLOB)";
}

struct column {
    char name[48];
    char type[16];
};

static int read_columns(struct sqlite3 *db, const struct table_row *table, struct column *out)
{
    struct sqlite3_stmt *statement;
    int count = 0;
    assert_int_equal(
        sqlite3_prepare_v2(
            db, "SELECT name, type FROM pragma_table_info(?) ORDER BY cid", -1, &statement, NULL),
        SQLITE_OK);
    sqlite3_bind_text(statement, 1, table->name, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        snprintf(out[count].name, sizeof(out->name), "%s",
            (const char *)sqlite3_column_text(statement, 0));
        snprintf(out[count++].type, sizeof(out->type), "%s",
            (const char *)sqlite3_column_text(statement, 1));
    }
    sqlite3_finalize(statement);
    assert_int_equal(count, table->columns);
    return count;
}

/* Changes one value of the copy that is being damaged. False if there is no such row. */
static bool change_one(struct sqlite3 *db, const struct table_row *table, int row, int column_index)
{
    struct column columns[64];
    char where[300];
    char value[80];
    char sql[600];
    read_columns(db, table, columns);
    if (!write_where(db, table, row, where, sizeof(where))) {
        return false;
    }
    const struct column *column = &columns[column_index];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(value, sizeof(value), changed_value(column->type), column->name);
#pragma GCC diagnostic pop
    snprintf(sql, sizeof(sql), "UPDATE %s SET %s = %s%s", table->name, column->name, value, where);
    run(db, sql);
    return true;
}

static bool is_replayed(const struct table_row *table)
{
    return table->class == CLASS_FACT || table->class == CLASS_OFFICE;
}

static void expect_named(
    struct evidence *evidence, struct sqlite3 *db, const struct table_row *table, int column_index)
{
    struct column columns[64];
    char begins[64];
    read_columns(db, table, columns);
    bool says_column = is_replayed(table) && column_index >= table->key_columns;
    snprintf(begins, sizeof(begins), "%s ", table->class == CLASS_JOURNAL ? "entr" : table->name);
    if (table->class == CLASS_JOURNAL) {
        begins[4] = '\0';
    }
    if (!names(&evidence->report, begins, says_column ? columns[column_index].name : NULL,
            says_column ? "(entry " : NULL)) {
        print_findings(&evidence->report);
        fail_msg("not found: %s of %s", columns[column_index].name, table->name);
    }
}

/* Tables that are damaged at once: few enough for every finding to have words. */
#define DAMAGED_MAX 4

static void expect_all_named(
    struct evidence *evidence, const struct table_row *const *tables, size_t count, int column)
{
    struct sqlite3 *db;
    verify(evidence);
    assert_int_equal(sqlite3_open(evidence->copy, &db), SQLITE_OK);
    for (size_t i = 0; i < count; i++) {
        expect_named(evidence, db, tables[i], column);
    }
    sqlite3_close(db);
}

static bool is_alone(const struct table_row *table)
{
    return !is_replayed(table) || table->number == TABLE_TILL || table->number == TABLE_PEN ||
           strcmp(table->name, "close") == 0;
}

/* Column `column` of row `row` in every table that has both. Those that other findings hang on are
 * changed alone. Returns how many values were changed. */
static size_t change_column(struct evidence *evidence, int row, int column)
{
    const struct table_row *tables[DAMAGED_MAX];
    size_t count = 0;
    size_t changed = 0;
    struct sqlite3 *db = NULL;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
            const struct table_row *table = &TABLE_ROWS[i];
            if (column >= table->columns || is_alone(table) != (pass == 1)) {
                continue;
            }
            db = db == NULL ? begin_damage(evidence) : db;
            if (change_one(db, table, row, column)) {
                tables[count++] = table;
                changed++;
            }
            if (count == DAMAGED_MAX || (count > 0 && pass == 1)) {
                sqlite3_close(db);
                expect_all_named(evidence, tables, count, column);
                count = 0;
                db = NULL;
            }
        }
        if (db != NULL) {
            sqlite3_close(db);
            db = NULL;
        }
        if (count > 0) {
            expect_all_named(evidence, tables, count, column);
            count = 0;
        }
    }
    return changed;
}

static void every_value_is_found(void **state)
{
    struct evidence *evidence = *state;
    size_t values = 0;
    size_t expected = 0;
    int columns_most = 0;
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        expected += TABLE_ROWS[i].columns;
        columns_most = TABLE_ROWS[i].columns > columns_most ? TABLE_ROWS[i].columns : columns_most;
    }
    for (int column = 0; column < columns_most; column++) {
        values += change_column(evidence, 0, column);
    }
    assert_int_equal(values, expected);
    for (int column = 0; column < columns_most; column++) {
        (void)change_column(evidence, 1, column);
    }
}

static bool delete_one(struct sqlite3 *db, const struct table_row *table, int row)
{
    char where[300];
    char sql[400];
    bool has_row = write_where(db, table, row, where, sizeof(where));
    if (has_row) {
        snprintf(sql, sizeof(sql), "DELETE FROM %s%s", table->name, where);
        run(db, sql);
    }
    return has_row;
}

static void expect_deleted_named(
    struct evidence *evidence, const struct table_row *const *tables, size_t count)
{
    verify(evidence);
    for (size_t i = 0; i < count; i++) {
        char begins[64];
        snprintf(begins, sizeof(begins), "%s ", tables[i]->name);
        const char *word = tables[i]->class == CLASS_JOURNAL  ? "entr"
                           : tables[i]->class == CLASS_SEALED ? "missing"
                                                              : begins;
        if (!names(&evidence->report, word, NULL, NULL)) {
            print_findings(&evidence->report);
            fail_msg("not found: a row of %s", tables[i]->name);
        }
    }
}

/* Deletes row `row` of every table that has it. Returns how many rows went. */
static size_t delete_rows(struct evidence *evidence, int row)
{
    const struct table_row *tables[DAMAGED_MAX];
    size_t deleted = 0;
    for (size_t i = 0; i < TABLE_ROW_COUNT;) {
        size_t count = 0;
        struct sqlite3 *db = begin_damage(evidence);
        for (; i < TABLE_ROW_COUNT && count < DAMAGED_MAX; i++) {
            const struct table_row *table = &TABLE_ROWS[i];
            if (table->class == CLASS_LOCAL) {
                continue;
            }
            if (is_alone(table) && count > 0) {
                break;
            }
            if (delete_one(db, table, row)) {
                tables[count++] = table;
            }
            if (is_alone(table)) {
                i++;
                break;
            }
        }
        sqlite3_close(db);
        deleted += count;
        if (count > 0) {
            expect_deleted_named(evidence, tables, count);
        }
    }
    return deleted;
}

static void every_deleted_row_is_found(void **state)
{
    for (int row = 0; delete_rows(*state, row) > 0; row++) {
    }
}

/* An own random sequence, so that a failure repeats. */
static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static void every_journal_byte_is_found(void **state)
{
    struct evidence *evidence = *state;
    uint32_t seed = 7;
    static const char *const columns[] = {"entry", "hash"};
    for (int round = 0; round < 96; round++) {
        struct sqlite3 *db = begin_damage(evidence);
        char sql[400];
        char where[100];
        const struct table_row *journal = table_row_find("journal");
        if (!write_where(db, journal, round % 25, where, sizeof(where))) {
            sqlite3_close(db);
            continue;
        }
        struct sqlite3_stmt *statement;
        const char *column = columns[round % 2];
        snprintf(sql, sizeof(sql), "SELECT %s FROM journal%s", column, where);
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
        int size = sqlite3_column_bytes(statement, 0);
        char *bytes = malloc((size_t)size);
        memcpy(bytes, sqlite3_column_blob(statement, 0), (size_t)size);
        bytes[next_random(&seed) % (uint32_t)size] ^= (char)(1U << (next_random(&seed) % 8));
        sqlite3_finalize(statement);
        snprintf(sql, sizeof(sql), "UPDATE journal SET %s = ?%s", column, where);
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
        sqlite3_bind_blob(statement, 1, bytes, size, SQLITE_TRANSIENT);
        assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
        sqlite3_finalize(statement);
        free(bytes);
        sqlite3_close(db);
        verify(evidence);
        if (!names(&evidence->report, "entry ", "do not match", NULL)) {
            print_findings(&evidence->report);
            fail_msg("round %d: a byte of %s%s", round, column, where);
        }
    }
}

static void every_dropped_object_is_found(void **state)
{
    struct evidence *evidence = *state;
    for (int i = 0;; i++) {
        struct sqlite3 *db = begin_damage(evidence);
        struct sqlite3_stmt *statement;
        char sql[160] = "";
        char name[64] = "";
        assert_int_equal(sqlite3_prepare_v2(db,
                             "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger',"
                             " 'index') AND sql IS NOT NULL LIMIT 1 OFFSET ?",
                             -1, &statement, NULL),
            SQLITE_OK);
        sqlite3_bind_int(statement, 1, i);
        if (sqlite3_step(statement) == SQLITE_ROW) {
            snprintf(name, sizeof(name), "%s", (const char *)sqlite3_column_text(statement, 1));
            snprintf(sql, sizeof(sql), "DROP %s %s",
                (const char *)sqlite3_column_text(statement, 0), name);
        }
        sqlite3_finalize(statement);
        if (sql[0] != '\0') {
            run(db, sql);
        }
        sqlite3_close(db);
        if (sql[0] == '\0') {
            assert_true(i > 20);
            break;
        }
        verify(evidence);
        if (!names(&evidence->report, "schema: ", name, "is missing")) {
            fail_msg("not found: %s", sql);
        }
    }
}

static void strange_objects_are_found(void **state)
{
    static const struct {
        const char *sql, *says;
    } rows[] = {
        {"CREATE TABLE extra (x)", "extra is none of ours"},
        {"CREATE TRIGGER bad AFTER INSERT ON sale BEGIN SELECT 1; END", "bad is none of ours"},
        {"DROP TRIGGER sale_keeps; CREATE TRIGGER sale_keeps BEFORE UPDATE ON sale BEGIN SELECT 1;"
         " END",
            "sale_keeps was changed"},
        {"DROP TABLE applied", "applied is missing"},
        {"DROP TABLE payment", "payment is missing"},
        {"INSERT INTO revocation VALUES (1000000000099, 'link', 1, 'x', 0)",
            "no entry of the journal gives this row"},
        {"INSERT INTO lead_secret VALUES (5, x'01', x'02', NULL, x'03')", "belongs to no lead"},
        {"INSERT INTO lead_secret VALUES (1000000000002, x'01', x'02', NULL, x'03')",
            "it is erased, and its secret is still here"},
    };
    struct evidence *evidence = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct sqlite3 *db = begin_damage(evidence);
        run(db, rows[i].sql);
        sqlite3_close(db);
        verify(evidence);
        if (!names(&evidence->report, rows[i].says, NULL, NULL)) {
            print_findings(&evidence->report);
            fail_msg("not found: %s", rows[i].sql);
        }
    }
}

static void another_key_file_is_found(void **state)
{
    struct evidence *evidence = *state;
    void *other_state;
    char from[160];
    char to[160];
    shop_open(&other_state);
    struct shop *other = other_state;
    sqlite3_close(begin_damage(evidence));
    snprintf(from, sizeof(from), "%s.key", other->path);
    snprintf(to, sizeof(to), "%s.key", evidence->copy);
    copy_file(from, to);
    verify(evidence);
    assert_true(names(&evidence->report, "the key file is not this till's", NULL, NULL));
    assert_true(names(&evidence->report, "ticket", "do not match", NULL));
    assert_true(names(&evidence->report, "another shop's", NULL, NULL));
    unlink(to);
    verify(evidence);
    assert_true(names(&evidence->report, "cannot be tested without the key file", NULL, NULL));
    shop_close(&other_state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(untouched_holds, evidence_open, evidence_close),
        cmocka_unit_test_setup_teardown(every_table_is_filled, evidence_open, evidence_close),
        cmocka_unit_test_setup_teardown(every_value_is_found, evidence_open, evidence_close),
        cmocka_unit_test_setup_teardown(every_deleted_row_is_found, evidence_open, evidence_close),
        cmocka_unit_test_setup_teardown(every_journal_byte_is_found, evidence_open, evidence_close),
        cmocka_unit_test_setup_teardown(
            every_dropped_object_is_found, evidence_open, evidence_close),
        cmocka_unit_test_setup_teardown(strange_objects_are_found, evidence_open, evidence_close),
        cmocka_unit_test_setup_teardown(another_key_file_is_found, evidence_open, evidence_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
