/* Entries of every schema that was ever released replay to the tables they gave then. For schema
 * 0001: tests/cases/db/0001 has the journal and the secrets of a small shop (a till that handed its
 * pen over, the office, a second till), a key file to read them with, and what the tables held.
 *
 * Each later schema adds a folder of its own and changes none that is there. With
 * TILLTALE_UPDATE_CASES set, the folder of the newest schema is written anew: until it is
 * released. */

#include "tests/support.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/text.h"
#include "domain/id.h"
#include "store/class.h"
#include "store/exchange.h"
#include "store/key_file.h"
#include "store/migrations.h"
#include "store/verify.h"
#include "tests/store/day.h"

#define HEX_MAX 20000

static void case_path(char *out, size_t capacity, int version, const char *name)
{
    snprintf(out, capacity, "%s/db/%04d/%s", TEST_CASES, version, name);
}

static void must(bool done, const struct error *err)
{
    if (!done) {
        fail_msg("%s", err->text);
    }
}

/* Rows of tables, with the columns that the file names ------------------------------------------- */

/* "# table column column ..." and a line for each row, its values as SQL writes them. */
static void append_table(struct buffer *out, struct sqlite3 *db, const char *table,
    const char *const *columns, int column_count)
{
    struct buffer sql = {0};
    struct sqlite3_stmt *statement;
    const struct table_row *row = table_row_find(table);
    assert_non_null(row);
    buffer_append_text(&sql, "SELECT ");
    buffer_format(out, "# %s", table);
    for (int i = 0; i < column_count; i++) {
        buffer_format(&sql, "%squote(%s)", i > 0 ? ", " : "", columns[i]);
        buffer_format(out, " %s", columns[i]);
    }
    buffer_append_char(out, '\n');
    buffer_format(&sql, " FROM %s ORDER BY ", table);
    for (int i = 0; i < row->key_columns; i++) {
        buffer_format(&sql, "%s%s", i > 0 ? ", " : "", columns[i]);
    }
    if (sqlite3_prepare_v2(db, sql.bytes, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql.bytes, sqlite3_errmsg(db));
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < column_count; i++) {
            buffer_format(
                out, "%s%s", i > 0 ? "|" : "", (const char *)sqlite3_column_text(statement, i));
        }
        buffer_append_char(out, '\n');
    }
    sqlite3_finalize(statement);
    buffer_close(&sql);
}

static void append_all_tables(struct buffer *out, struct sqlite3 *db)
{
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        const struct table_row *table = &TABLE_ROWS[i];
        if (table->class == CLASS_LOCAL || table->class == CLASS_JOURNAL) {
            continue;
        }
        char names[64][64];
        const char *columns[64];
        int count = 0;
        struct sqlite3_stmt *statement;
        assert_int_equal(sqlite3_prepare_v2(db,
                             "SELECT name FROM pragma_table_info(?) WHERE name <> 'mac'"
                             " ORDER BY cid",
                             -1, &statement, NULL),
            SQLITE_OK);
        sqlite3_bind_text(statement, 1, table->name, -1, SQLITE_STATIC);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            snprintf(names[count], sizeof(names[0]), "%s",
                (const char *)sqlite3_column_text(statement, 0));
            columns[count] = names[count];
            count++;
        }
        sqlite3_finalize(statement);
        append_table(out, db, table->name, columns, count);
    }
}

/* The same tables and columns as `expected` names. */
static void append_named_tables(struct buffer *out, struct sqlite3 *db, struct text_view expected)
{
    struct text_view line;
    while (text_view_split(&expected, '\n', &line)) {
        char words[1024];
        const char *columns[64];
        int count = 0;
        if (line.size < 2 || line.bytes[0] != '#') {
            continue;
        }
        assert_true(text_copy_view(
            words, sizeof(words), (struct text_view){line.bytes + 2, line.size - 2}));
        char *rest = words;
        const char *table = strsep(&rest, " ");
        while (rest != NULL) {
            columns[count++] = strsep(&rest, " ");
        }
        append_table(out, db, table, columns, count);
    }
}

/* Writing a case ----------------------------------------------------------------------------------- */

static void append_hex(struct buffer *out, const void *bytes, size_t size)
{
    char hex[HEX_MAX];
    assert_true(2 * size < sizeof(hex));
    sodium_bin2hex(hex, sizeof(hex), bytes, size);
    buffer_format(out, " %s", size > 0 ? hex : "-");
}

static void append_chain(struct buffer *out, struct store *store, int64_t node)
{
    struct entry_batch batch = {0};
    struct error err;
    must(store_read_entries(store, node, 0, 100000000, &batch, &err), &err);
    for (size_t i = 0; i < batch.count; i++) {
        const struct batch_entry *entry = &batch.entries[i];
        buffer_format(out, "entry %" PRId64 " %" PRId64, entry->node, entry->sequence);
        append_hex(out, entry->hash, sizeof(entry->hash));
        append_hex(out, batch.bytes.bytes + entry->offset, entry->size);
        buffer_append_char(out, '\n');
    }
    entry_batch_close(&batch);
}

static void append_secret(struct buffer *out, struct store *store, enum secret_of of, int64_t id)
{
    struct lead_secret secret = {0};
    struct error err;
    must(store_read_secret(store, of, id, &secret, &err), &err);
    buffer_format(out, "%s %" PRId64, of == SECRET_OF_LEAD ? "secret" : "note-secret", id);
    append_hex(out, secret.sealed_key.bytes, secret.sealed_key.size);
    append_hex(out, secret.box.bytes, secret.box.size);
    append_hex(out, secret.index_hash.bytes, secret.index_hash.size);
    buffer_append_char(out, '\n');
    lead_secret_close(&secret);
}

static void carry(struct store *from, struct store *to, int64_t node, int64_t after)
{
    struct entry_batch batch = {0};
    struct error err;
    size_t stored;
    bool waits;
    must(store_read_entries(from, node, after, 100000000, &batch, &err), &err);
    must(store_receive(to, &batch, &stored, &err) && store_apply_all(to, &waits, &err), &err);
    entry_batch_close(&batch);
}

static void carry_secret(struct store *from, struct store *to, enum secret_of of, int64_t id)
{
    struct lead_secret secret = {0};
    struct error err;
    must(store_read_secret(from, of, id, &secret, &err) &&
             store_receive_secret(to, of, id, &secret, &err),
        &err);
    lead_secret_close(&secret);
}

/* A shop with everything: catalogue, days at two tills, the pen handed over, an office that goes
 * on with the catalogue. Returns its store. */
static struct store *make_shop(struct shop *till, const char *path, struct shop *second)
{
    struct store *store;
    struct store *office;
    struct error err;
    struct key_file keys;
    char key_path[300];
    char second_path[160];
    day_whole(till);
    must(store_found_store(path, till->store, true, clock_system(), &err), &err);
    must(store_open(path, STORE_OPEN_EXCHANGE, clock_system(), &store, &err), &err);
    carry(till->store, store, 0, 0);
    carry(till->store, store, 1, 0);
    snprintf(key_path, sizeof(key_path), "%s.key", path);
    must(key_file_read(key_path, &keys, &err), &err);
    must(store_hand_over_pen(till->store, "the office", keys.office.public_key, 5000, &err), &err);
    carry(till->store, store, 0, 0);
    snprintf(second_path, sizeof(second_path), "%s/two.db", till->folder);
    must(store_found_joined(second_path, store, 2, TILL_SHOP, clock_system(), &err), &err);
    must(store_open(second_path, 0, clock_system(), &second->store, &err), &err);
    day_run(second, DAY_TILL, ARRAY_LENGTH(DAY_TILL));
    carry(second->store, store, 2, 0);
    must(store_open(path, 0, clock_system(), &office, &err), &err);
    struct shop desk = {.store = office};
    day_act(&desk,
        &(struct act){ENTRY_SETTINGS,
            "UPDATE setting SET value = 'New name' WHERE"
            " key = 'shop_name'"},
        6000);
    store_close(office);
    return store;
}

static void write_case(struct shop *till)
{
    char path[200];
    struct shop second = {0};
    struct buffer journal = {0};
    struct buffer tables = {0};
    struct buffer keys = {0};
    struct error err;
    char store_path[160];
    snprintf(store_path, sizeof(store_path), "%s/store.db", till->folder);
    struct store *store = make_shop(till, store_path, &second);
    for (int node = 0; node <= 2; node++) {
        append_chain(&journal, store, node);
    }
    for (int64_t node = 1; node <= 2; node++) {
        struct store *from = node == 1 ? till->store : second.store;
        append_secret(&journal, from, SECRET_OF_LEAD, id_make(node, 1));
        append_secret(&journal, from, SECRET_OF_NOTE, id_make(node, 2));
        carry_secret(from, store, SECRET_OF_LEAD, id_make(node, 1));
        carry_secret(from, store, SECRET_OF_NOTE, id_make(node, 2));
    }
    append_all_tables(&tables, store->db);
    snprintf(path, sizeof(path), "%s.key", store_path);
    must(buffer_read_file(&keys, path, &err), &err);
    case_path(path, sizeof(path), MIGRATION_COUNT, "");
    assert_true(mkdir(path, 0777) == 0 || errno == EEXIST);
    case_path(path, sizeof(path), MIGRATION_COUNT, "journal.txt");
    must(file_write_whole(path, journal.bytes, journal.size, 0644, &err), &err);
    case_path(path, sizeof(path), MIGRATION_COUNT, "tables.txt");
    must(file_write_whole(path, tables.bytes, tables.size, 0644, &err), &err);
    case_path(path, sizeof(path), MIGRATION_COUNT, "store.key");
    must(file_write_whole(path, keys.bytes, keys.size, 0644, &err), &err);
    buffer_close(&journal);
    buffer_close(&tables);
    buffer_close(&keys);
    store_close(second.store);
    store_close(store);
}

/* Replaying a case --------------------------------------------------------------------------------- */

static size_t from_hex(struct text_view hex, uint8_t *out, size_t capacity)
{
    size_t size = 0;
    if (text_view_equals(hex, "-")) {
        return 0;
    }
    assert_int_equal(sodium_hex2bin(out, capacity, hex.bytes, hex.size, NULL, &size, NULL), 0);
    return size;
}

static int64_t take_number(struct text_view *line)
{
    struct text_view word;
    char digits[32];
    assert_true(text_view_split(line, ' ', &word));
    assert_true(text_copy_view(digits, sizeof(digits), word));
    return strtoll(digits, NULL, 10);
}

static void take_entry(struct store *store, struct text_view line)
{
    struct text_view hash_hex;
    struct text_view entry_hex;
    struct entry_batch batch = {0};
    struct error err;
    uint8_t hash[64];
    uint8_t entry[HEX_MAX / 2];
    size_t stored = 0;
    int64_t node = take_number(&line);
    int64_t sequence = take_number(&line);
    assert_true(text_view_split(&line, ' ', &hash_hex) && text_view_split(&line, ' ', &entry_hex));
    assert_int_equal(from_hex(hash_hex, hash, sizeof(hash)), 32);
    size_t size = from_hex(entry_hex, entry, sizeof(entry));
    entry_batch_add(&batch, node, sequence, hash, entry, size);
    must(store_receive(store, &batch, &stored, &err), &err);
    assert_int_equal(stored, 1);
    entry_batch_close(&batch);
}

static void take_secret(struct store *store, enum secret_of of, struct text_view line)
{
    struct lead_secret secret = {0};
    struct error err;
    uint8_t bytes[1024];
    int64_t id = take_number(&line);
    struct buffer *parts[] = {&secret.sealed_key, &secret.box, &secret.index_hash};
    for (int i = 0; i < 3; i++) {
        struct text_view hex;
        assert_true(text_view_split(&line, ' ', &hex));
        size_t size = from_hex(hex, bytes, sizeof(bytes));
        if (size > 0) {
            buffer_append(parts[i], bytes, size);
        }
    }
    secret.has_index_hash = secret.index_hash.size > 0;
    must(store_receive_secret(store, of, id, &secret, &err), &err);
    lead_secret_close(&secret);
}

static void take_journal(struct store *store, struct text_view text)
{
    struct text_view line;
    struct error err;
    bool is_applied = false;
    bool waits;
    while (text_view_split(&text, '\n', &line)) {
        struct text_view word;
        if (!text_view_split(&line, ' ', &word)) {
            continue;
        }
        if (text_view_equals(word, "entry")) {
            take_entry(store, line);
        } else if (text_view_equals(word, "secret") || text_view_equals(word, "note-secret")) {
            if (!is_applied) {
                must(store_apply_all(store, &waits, &err), &err);
                assert_false(waits);
                is_applied = true;
            }
            take_secret(
                store, text_view_equals(word, "secret") ? SECRET_OF_LEAD : SECRET_OF_NOTE, line);
        }
    }
}

static struct text_view read_case(struct buffer *out, int version, const char *name)
{
    char path[200];
    struct error err;
    case_path(path, sizeof(path), version, name);
    must(buffer_read_file(out, path, &err), &err);
    return (struct text_view){out->bytes, out->size};
}

static void replay_case(struct shop *shop, int version)
{
    char path[160];
    char key_path[200];
    struct buffer journal = {0};
    struct buffer tables = {0};
    struct buffer found = {0};
    struct key_file keys;
    struct store *store;
    struct error err;
    struct verify_report *report = calloc(1, sizeof(*report));
    snprintf(path, sizeof(path), "%s/replay-%d.db", shop->folder, version);
    must(store_create_file(path, &err), &err);
    case_path(key_path, sizeof(key_path), version, "store.key");
    must(key_file_read(key_path, &keys, &err), &err);
    snprintf(key_path, sizeof(key_path), "%s.key", path);
    must(key_file_write(key_path, &keys, &err), &err);
    must(store_open(path, STORE_OPEN_EXCHANGE, clock_system(), &store, &err), &err);
    take_journal(store, read_case(&journal, version, "journal.txt"));
    struct text_view expected = read_case(&tables, version, "tables.txt");
    append_named_tables(&found, store->db, expected);
    if (found.size != expected.size || memcmp(found.bytes, expected.bytes, found.size) != 0) {
        snprintf(path, sizeof(path), "/tmp/tables-%d.txt", version);
        must(file_write_whole(path, found.bytes, found.size, 0644, &err), &err);
        fail_msg("schema %d replays to other tables: see %s", version, path);
    }
    must(store_verify(store, report, &err), &err);
    if (report->finding_count > 0) {
        fail_msg("schema %d: %s", version, report->texts[0]);
    }
    assert_true(report->entries > 20 && report->hand_overs == 1 && report->leads == 4);
    free(report);
    store_close(store);
    buffer_close(&journal);
    buffer_close(&tables);
    buffer_close(&found);
}

static void every_schema_replays(void **state)
{
    struct shop *shop = *state;
    if (getenv("TILLTALE_UPDATE_CASES") != NULL) {
        write_case(shop);
    }
    for (int version = 1; version <= MIGRATION_COUNT; version++) {
        replay_case(shop, version);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_schema_replays, shop_open, shop_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
