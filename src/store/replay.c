#include "store/replay.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "store/apply.h"
#include "store/class.h"
#include "store/exchange.h"
#include "store/handle.h"
#include "store/verify.h"

struct replay {
    struct sqlite3 *db;
    struct applier *applier;
};

#define VALUE_TEXT_MAX 60
#define SOURCE_TEXT_MAX 64
/* Naming the entry of a difference reads a chain again, so only the first ones get it. */
#define SOURCES_MAX 10
#define TABLE_TEXTS_MAX 10

void verify_find(struct verify_report *report, const char *format, ...)
{
    if (report->text_count < VERIFY_FINDINGS_MAX) {
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(report->texts[report->text_count++], VERIFY_TEXT_MAX, format, arguments);
        va_end(arguments);
    }
    report->finding_count++;
}

static bool fail(struct sqlite3 *db, struct error *err)
{
    return error_set(err, (sqlite3_errcode(db) & 0xFF) == SQLITE_CORRUPT ? ERROR_CORRUPT : ERROR_IO,
        "%s", sqlite3_errmsg(db));
}

/* The empty file ------------------------------------------------------------------------------- */

static bool create_tables(struct sqlite3 *db, struct error *err)
{
    struct sqlite3 *fresh;
    struct sqlite3_stmt *statement = NULL;
    if (!store_open_fresh(&fresh, err)) {
        return false;
    }
    bool good = sqlite3_prepare_v2(fresh,
                    "SELECT sql FROM sqlite_schema WHERE type = 'table' ORDER BY rowid", -1,
                    &statement, NULL) == SQLITE_OK ||
                fail(fresh, err);
    while (good && sqlite3_step(statement) == SQLITE_ROW) {
        good = store_run_script(db, (const char *)sqlite3_column_text(statement, 0), err);
    }
    sqlite3_finalize(statement);
    sqlite3_close(fresh);
    return good;
}

bool replay_open(struct replay **out_replay, struct error *err)
{
    struct replay *replay = calloc(1, sizeof(*replay));
    ASSERT(replay != NULL);
    if (sqlite3_open_v2("", &replay->db,
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        error_set(err, ERROR_IO, "no temporary file: %s", sqlite3_errmsg(replay->db));
        replay_close(replay);
        return false;
    }
    if (!store_run_script(replay->db,
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF;"
            "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536;",
            err) ||
        !create_tables(replay->db, err) || !store_run_script(replay->db, "BEGIN", err)) {
        replay_close(replay);
        return false;
    }
    replay->applier = applier_open(replay->db);
    *out_replay = replay;
    return true;
}

void replay_close(struct replay *replay)
{
    if (replay != NULL) {
        applier_close(replay->applier);
        sqlite3_close(replay->db);
        free(replay);
    }
}

bool replay_apply(struct replay *replay, const struct entry_header *header, const uint8_t *bytes,
    size_t size, struct error *err)
{
    return applier_apply(replay->applier, header, bytes, size, err);
}

/* Words ---------------------------------------------------------------------------------------- */

static void print_value(struct sqlite3_stmt *row, int column, char out_text[VALUE_TEXT_MAX])
{
    struct text_out out = text_out_begin(out_text, VALUE_TEXT_MAX);
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL:
        text_out_append(&out, "NULL");
        break;
    case SQLITE_INTEGER:
        text_out_format(&out, "%" PRId64, (int64_t)sqlite3_column_int64(row, column));
        break;
    case SQLITE_BLOB: {
        const unsigned char *bytes = sqlite3_column_blob(row, column);
        int size = sqlite3_column_bytes(row, column);
        text_out_append(&out, "x'");
        for (int i = 0; i < size && i < 8; i++) {
            text_out_format(&out, "%02x", (unsigned)bytes[i]);
        }
        text_out_append(&out, size > 8 ? "…'" : "'");
        break;
    }
    default:
        text_out_format(&out, "\"%.40s\"", (const char *)sqlite3_column_text(row, column));
        break;
    }
}

/* "id=1000000000007" or "sale_id=1000000000007 n=2" */
static void print_key(const struct table_row *table, struct sqlite3_stmt *row, struct text_out *out)
{
    char value[VALUE_TEXT_MAX];
    for (int i = 0; i < table->key_columns; i++) {
        print_value(row, i, value);
        text_out_format(out, "%s%s=%s", i > 0 ? " " : "", sqlite3_column_name(row, i), value);
    }
}

/* Comparing rows ------------------------------------------------------------------------------- */

struct compared {
    struct store *store;
    struct verify_report *report;
    const struct table_row *table;
    struct sqlite3_stmt *here, *replayed;
    int columns;
    int texts_left; /* so that one table does not take the words of all others */
};

/* True if this finding gets words. Without, it is counted. */
static bool takes_words(struct compared *compared)
{
    if (compared->texts_left > 0) {
        compared->texts_left--;
        return true;
    }
    compared->report->finding_count++;
    return false;
}

static int compare_values(struct sqlite3_stmt *a, struct sqlite3_stmt *b, int column)
{
    int type = sqlite3_column_type(a, column);
    int other = sqlite3_column_type(b, column);
    if (type != other) {
        return type < other ? -1 : 1; /* NULL is the last here, which no key is */
    }
    if (type == SQLITE_INTEGER) {
        sqlite3_int64 x = sqlite3_column_int64(a, column);
        sqlite3_int64 y = sqlite3_column_int64(b, column);
        return x < y ? -1 : x > y;
    }
    if (type == SQLITE_NULL) {
        return 0;
    }
    const void *x = sqlite3_column_blob(a, column);
    const void *y = sqlite3_column_blob(b, column);
    int x_size = sqlite3_column_bytes(a, column);
    int y_size = sqlite3_column_bytes(b, column);
    int size = x_size < y_size ? x_size : y_size;
    int order = size > 0 ? memcmp(x, y, (size_t)size) : 0;
    return order != 0 ? order : x_size < y_size ? -1 : x_size > y_size;
}

static int compare_keys(const struct compared *compared)
{
    for (int i = 0; i < compared->table->key_columns; i++) {
        int order = compare_values(compared->here, compared->replayed, i);
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

static bool is_value(const struct entry_value *value, struct sqlite3_stmt *row, int column)
{
    if (value->type == VALUE_INTEGER) {
        return sqlite3_column_type(row, column) == SQLITE_INTEGER &&
               sqlite3_column_int64(row, column) == value->integer;
    }
    return value->size == (size_t)sqlite3_column_bytes(row, column) &&
           (value->size == 0 ||
               memcmp(value->bytes, sqlite3_column_blob(row, column), value->size) == 0);
}

/* True if the entry wrote this row last, as far as `column` goes (-1: any of its columns). */
static bool entry_writes(const struct compared *compared, const uint8_t *bytes, size_t size,
    int64_t node, struct sqlite3_stmt *key, int column)
{
    struct entry_reader reader;
    struct error ignored; /* a damaged entry was found by its hash already */
    bool row = true;
    bool writes = false;
    entry_reader_init(&reader, bytes, size, node);
    while (entry_read_row(&reader, &row, &ignored) && row) {
        if (reader.row.table != compared->table->number) {
            continue;
        }
        bool is_row = column < 0 || ((reader.row.present >> column) & 1) != 0;
        for (int i = 0; is_row && i < compared->table->key_columns; i++) {
            is_row = is_value(&reader.row.values[i], key, i);
        }
        writes = writes || is_row;
    }
    return writes;
}

/* The newest entry that wrote the row: " (entry 1:212)"; empty if there is none or it was not
 * looked for. */
static void print_source(const struct compared *compared, struct sqlite3_stmt *key, int column,
    char out_text[SOURCE_TEXT_MAX])
{
    char name[NODE_TEXT_MAX];
    struct sqlite3_stmt *statement = NULL;
    bool has_node = compared->table->key == KEY_ID && compared->table->class == CLASS_FACT;
    int64_t node = has_node ? id_node(sqlite3_column_int64(key, 0)) : 0;
    out_text[0] = '\0';
    if (compared->report->finding_count >= SOURCES_MAX || !node_is_valid(node) ||
        sqlite3_prepare_v2(compared->store->db,
            "SELECT id, entry FROM journal WHERE id > $first AND id < $end ORDER BY id DESC", -1,
            &statement, NULL) != SQLITE_OK) {
        return;
    }
    sqlite3_bind_int64(statement, 1, node * ID_NODE_FACTOR);
    sqlite3_bind_int64(statement, 2, (node + 1) * ID_NODE_FACTOR);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        size_t size = (size_t)sqlite3_column_bytes(statement, 1);
        if (size >= ENTRY_HEADER_SIZE &&
            entry_writes(compared, sqlite3_column_blob(statement, 1), size, node, key, column)) {
            snprintf(out_text, SOURCE_TEXT_MAX, " (entry %s:%" PRId64 ")", node_print(node, name),
                id_n(sqlite3_column_int64(statement, 0)));
            break;
        }
    }
    sqlite3_finalize(statement);
}

static void find_lone_row(struct compared *compared, struct sqlite3_stmt *row, bool is_here)
{
    if (!takes_words(compared)) {
        return;
    }
    char key[160];
    char source[SOURCE_TEXT_MAX];
    struct text_out out = text_out_begin(key, sizeof(key));
    print_key(compared->table, row, &out);
    print_source(compared, row, -1, source);
    verify_find(compared->report, "%s %s: %s%s", compared->table->name, key,
        is_here ? "no entry of the journal gives this row" : "the row is missing", source);
}

static void find_value(struct compared *compared, int column)
{
    if (!takes_words(compared)) {
        return;
    }
    char key[160];
    char here[VALUE_TEXT_MAX];
    char replayed[VALUE_TEXT_MAX];
    char source[SOURCE_TEXT_MAX];
    struct text_out out = text_out_begin(key, sizeof(key));
    print_key(compared->table, compared->here, &out);
    print_value(compared->here, column, here);
    print_value(compared->replayed, column, replayed);
    print_source(compared, compared->here, column, source);
    verify_find(compared->report, "%s %s: %s is %s, and the journal says %s%s",
        compared->table->name, key, sqlite3_column_name(compared->here, column), here, replayed,
        source);
}

static void compare_rows(struct compared *compared)
{
    for (int i = compared->table->key_columns; i < compared->columns; i++) {
        if (compare_values(compared->here, compared->replayed, i) != 0) {
            find_value(compared, i);
        }
    }
    compared->report->rows++;
}

/* Merges the two, both in the order of the key. */
static bool merge(struct compared *compared, struct error *err)
{
    int here = sqlite3_step(compared->here);
    int replayed = sqlite3_step(compared->replayed);
    while (here == SQLITE_ROW || replayed == SQLITE_ROW) {
        int order = here != SQLITE_ROW ? 1 : replayed != SQLITE_ROW ? -1 : compare_keys(compared);
        if (order == 0) {
            compare_rows(compared);
        } else {
            find_lone_row(compared, order < 0 ? compared->here : compared->replayed, order < 0);
        }
        here = order <= 0 ? sqlite3_step(compared->here) : here;
        replayed = order >= 0 ? sqlite3_step(compared->replayed) : replayed;
        if (here != SQLITE_ROW && here != SQLITE_DONE) {
            return fail(compared->store->db, err);
        }
    }
    return true;
}

static struct sqlite3_stmt *select_rows(
    struct sqlite3 *db, const struct table_row *table, struct error *err)
{
    static const char *const orders[] = {"", " ORDER BY 1", " ORDER BY 1, 2", " ORDER BY 1, 2, 3"};
    char sql[128];
    struct text_out out = text_out_begin(sql, sizeof(sql));
    struct sqlite3_stmt *statement = NULL;
    ASSERT(table->key_columns < ARRAY_LENGTH(orders));
    text_out_append(&out, "SELECT * FROM ");
    text_out_append(&out, table->name);
    text_out_append(&out, orders[table->key_columns]);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fail(db, err);
    }
    return statement;
}

static bool compare_table(struct compared *compared, struct sqlite3 *replayed, struct error *err)
{
    compared->here = select_rows(compared->store->db, compared->table, err);
    compared->replayed = select_rows(replayed, compared->table, err);
    bool good = compared->here != NULL && compared->replayed != NULL;
    if (good) {
        int columns = sqlite3_column_count(compared->here);
        compared->columns = columns < compared->table->columns ? columns : compared->table->columns;
        good = merge(compared, err);
        compared->report->tables++;
    }
    sqlite3_finalize(compared->here);
    sqlite3_finalize(compared->replayed);
    return good;
}

bool replay_compare(
    struct replay *replay, struct store *store, struct verify_report *report, struct error *err)
{
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        const struct table_row *table = &TABLE_ROWS[i];
        struct compared compared = {
            .store = store, .report = report, .table = table, .texts_left = TABLE_TEXTS_MAX};
        struct error why;
        bool is_replayed = table->class == CLASS_FACT || table->class == CLASS_OFFICE;
        if (!is_replayed || compare_table(&compared, replay->db, &why)) {
            continue;
        }
        if (why.code == ERROR_IO && sqlite3_errcode(store->db) != SQLITE_ERROR) {
            *err = why;
            return false;
        }
        verify_find(report, "%s: %s", table->name, why.text); /* damaged, or the table is gone */
    }
    return true;
}
