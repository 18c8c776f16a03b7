#include "store/verify.h"

#include <inttypes.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "store/class.h"
#include "store/close.h"
#include "store/entry.h"
#include "store/handle.h"
#include "store/migrations.h"
#include "store/pen.h"
#include "store/replay.h"
#include "store/store.h"

struct verification {
    struct store *store;
    struct verify_report *report;
    struct replay *replay;
    uint8_t shop_id[KEY_FILE_SHOP_ID_SIZE];
};

/* A text of ours over the store's tables. NULL with a finding if the file is too damaged. */
static struct sqlite3_stmt *prepare(struct verification *v, const char *sql)
{
    struct sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(v->store->db, sql, -1, &statement, NULL) != SQLITE_OK) {
        verify_find(v->report, "the file cannot be read: %s", sqlite3_errmsg(v->store->db));
    }
    return statement;
}

/* Ends a reading; a reading that broke off is a finding. */
static void finish(struct verification *v, struct sqlite3_stmt *statement, const char *what)
{
    if (sqlite3_finalize(statement) != SQLITE_OK) {
        verify_find(v->report, "%s: %s", what, sqlite3_errmsg(v->store->db));
    }
}

/* Schema --------------------------------------------------------------------------------------- */

static const char SCHEMA[] =
    "SELECT type, name, coalesce(sql, '') FROM sqlite_schema"
    " WHERE substr(name, 1, 7) <> 'sqlite_' ORDER BY type, name";

static int compare_object(struct sqlite3_stmt *a, struct sqlite3_stmt *b)
{
    int order =
        strcmp((const char *)sqlite3_column_text(a, 0), (const char *)sqlite3_column_text(b, 0));
    return order != 0 ? order
                      : strcmp((const char *)sqlite3_column_text(a, 1),
                            (const char *)sqlite3_column_text(b, 1));
}

static void find_object(struct verification *v, struct sqlite3_stmt *object, const char *what)
{
    verify_find(v->report, "schema: the %s %s %s", (const char *)sqlite3_column_text(object, 0),
        (const char *)sqlite3_column_text(object, 1), what);
}

static void merge_schemas(
    struct verification *v, struct sqlite3_stmt *here, struct sqlite3_stmt *fresh)
{
    bool has = sqlite3_step(here) == SQLITE_ROW;
    bool wants = sqlite3_step(fresh) == SQLITE_ROW;
    while (has || wants) {
        int order = !has ? 1 : !wants ? -1 : compare_object(here, fresh);
        if (order < 0) {
            find_object(v, here, "is none of ours");
        } else if (order > 0) {
            find_object(v, fresh, "is missing");
        } else if (strcmp((const char *)sqlite3_column_text(here, 2),
                       (const char *)sqlite3_column_text(fresh, 2)) != 0) {
            find_object(v, here, "was changed");
        }
        v->report->schema_objects += wants && order >= 0 ? 1 : 0;
        has = order <= 0 ? sqlite3_step(here) == SQLITE_ROW : has;
        wants = order >= 0 ? sqlite3_step(fresh) == SQLITE_ROW : wants;
    }
}

static bool check_schema(struct verification *v, struct error *err)
{
    struct sqlite3 *fresh_db;
    struct sqlite3_stmt *fresh = NULL;
    if (!store_open_fresh(&fresh_db, err)) {
        return false;
    }
    struct sqlite3_stmt *here = prepare(v, SCHEMA);
    int result = sqlite3_prepare_v2(fresh_db, SCHEMA, -1, &fresh, NULL);
    ASSERT(result == SQLITE_OK);
    if (here != NULL) {
        merge_schemas(v, here, fresh);
        finish(v, here, "schema");
    }
    sqlite3_finalize(fresh);
    sqlite3_close(fresh_db);
    return true;
}

/* SQLite's own --------------------------------------------------------------------------------- */

static void check_sqlite(struct verification *v)
{
    struct sqlite3_stmt *statement = prepare(v, "PRAGMA integrity_check");
    while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        if (strcmp(text, "ok") != 0) {
            verify_find(v->report, "integrity: %s", text);
        }
    }
    finish(v, statement, "integrity");
    statement = prepare(v, "PRAGMA foreign_key_check");
    while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
        verify_find(v->report, "%s: a row refers to a row of %s that is not there",
            (const char *)sqlite3_column_text(statement, 0),
            (const char *)sqlite3_column_text(statement, 2));
    }
    finish(v, statement, "references");
}

/* Chains --------------------------------------------------------------------------------------- */

/* The walk over one chain. */
struct walk {
    int64_t node;
    int64_t sequence;
    int64_t applied; /* INT64_MAX: all of it */
    /* As the column of the entry before has it, and as it was computed: if they differ, that entry
     * is named and this one is compared with both, so that one damage is one finding. */
    uint8_t stored[ENTRY_HASH_SIZE];
    uint8_t computed[ENTRY_HASH_SIZE];
    bool has_holder;
    uint8_t holder[PEN_KEY_SIZE];
};

/* One row of the journal. */
struct journal_row {
    int64_t node, sequence, at_ms;
    const char *kind;
    const uint8_t *bytes;
    size_t size;
    const uint8_t *hash; /* NULL if it is none */
};

static void find_entry(struct verification *v, const struct journal_row *row, const char *what)
{
    char name[NODE_TEXT_MAX];
    verify_find(v->report, "entry %s:%" PRId64 ": %s",
        node_is_valid(row->node) ? node_print(row->node, name) : "?", row->sequence, what);
}

static void check_hash(struct verification *v, struct walk *walk, const struct journal_row *row)
{
    uint8_t hash[ENTRY_HASH_SIZE];
    uint8_t other[ENTRY_HASH_SIZE];
    entry_hash(walk->stored, row->bytes, row->size, hash);
    bool is_right = row->hash != NULL && memcmp(hash, row->hash, sizeof(hash)) == 0;
    if (!is_right && memcmp(walk->stored, walk->computed, sizeof(walk->stored)) != 0) {
        entry_hash(walk->computed, row->bytes, row->size, other);
        is_right = row->hash != NULL && memcmp(other, row->hash, sizeof(other)) == 0;
    }
    if (!is_right) {
        find_entry(v, row, "the entry and its hash do not match");
    }
    memcpy(walk->computed, hash, sizeof(hash));
    memcpy(walk->stored, row->hash != NULL ? row->hash : hash, sizeof(hash));
}

static void check_columns(
    struct verification *v, const struct journal_row *row, const struct entry_header *header)
{
    const char *kind = entry_kind_name(header->kind);
    if (header->node != row->node || header->sequence != row->sequence) {
        find_entry(v, row, "it says that it is another entry");
    }
    if (header->at_ms != row->at_ms) {
        find_entry(v, row, "the column at_ms is not what the entry says");
    }
    if (strcmp(kind != NULL ? kind : "unknown", row->kind) != 0) {
        find_entry(v, row, "the column kind is not what the entry says");
    }
    if ((row->sequence == 1) != (header->kind == ENTRY_GENESIS)) {
        find_entry(v, row, "a chain begins with its genesis and only there");
    }
}

static void check_pen(struct verification *v, struct walk *walk, const struct journal_row *row,
    const uint8_t *previous, const struct entry_header *header)
{
    struct error why;
    uint8_t key[PEN_KEY_SIZE];
    if (row->node != 0 || (header->kind != ENTRY_PEN && header->kind != ENTRY_GENESIS)) {
        return;
    }
    if (!pen_check_entry(row->bytes, row->size, v->shop_id, previous,
            walk->has_holder ? walk->holder : NULL, key, &why)) {
        find_entry(v, row, why.text);
        return;
    }
    v->report->hand_overs += walk->has_holder ? 1 : 0;
    memcpy(walk->holder, key, sizeof(key));
    walk->has_holder = true;
}

static void replay_entry(struct verification *v, const struct walk *walk,
    const struct journal_row *row, const struct entry_header *header)
{
    struct error why;
    if (row->sequence > walk->applied) {
        v->report->waiting_entries++;
        return;
    }
    if (header->schema > MIGRATION_COUNT) {
        find_entry(v, row, "it is of a newer schema and yet counts as applied");
        return;
    }
    if (!replay_apply(v->replay, header, row->bytes, row->size, &why)) {
        char text[ERROR_TEXT_MAX + 32];
        snprintf(text, sizeof(text), "it cannot be replayed: %s", why.text);
        find_entry(v, row, text);
    }
}

static void begin_walk(struct verification *v, struct walk *walk, int64_t node)
{
    *walk = (struct walk){.node = node, .applied = INT64_MAX};
    v->report->chains++;
    struct sqlite3_stmt *statement = prepare(v, "SELECT sequence FROM applied WHERE node = $node");
    if (statement != NULL) {
        sqlite3_bind_int64(statement, 1, node);
        if (sqlite3_step(statement) == SQLITE_ROW) {
            walk->applied = sqlite3_column_int64(statement, 0);
        }
        finish(v, statement, "applied");
    }
}

/* What was applied must be there to its end. */
static void end_walk(struct verification *v, const struct walk *walk)
{
    char name[NODE_TEXT_MAX];
    if (walk->applied != INT64_MAX && walk->sequence < walk->applied && node_is_valid(walk->node)) {
        verify_find(v->report, "the entries of node %s from %" PRId64 " to %" PRId64 " are missing",
            node_print(walk->node, name), walk->sequence + 1, walk->applied);
    }
}

static void check_entry(struct verification *v, struct walk *walk, const struct journal_row *row)
{
    struct entry_header header;
    struct error why;
    uint8_t previous[ENTRY_HASH_SIZE];
    if (row->sequence != walk->sequence + 1) {
        char text[80];
        snprintf(text, sizeof(text), "the entries from %" PRId64 " to it are missing",
            walk->sequence + 1);
        find_entry(v, row, text);
    }
    walk->sequence = row->sequence;
    memcpy(previous, walk->stored, sizeof(previous));
    check_hash(v, walk, row);
    v->report->entries++;
    if (!entry_read_header(row->bytes, row->size, &header, &why)) {
        find_entry(v, row, why.text);
        return;
    }
    check_columns(v, row, &header);
    check_pen(v, walk, row, previous, &header);
    header.node = row->node; /* what it says was compared; its ids are read as the chain's */
    replay_entry(v, walk, row, &header);
}

static struct journal_row take_row(struct sqlite3_stmt *statement)
{
    static const uint8_t nothing[1] = {0};
    const uint8_t *bytes = sqlite3_column_blob(statement, 3);
    const uint8_t *hash = sqlite3_column_blob(statement, 4);
    bool is_hash = sqlite3_column_bytes(statement, 4) == ENTRY_HASH_SIZE;
    int64_t id = sqlite3_column_int64(statement, 0);
    return (struct journal_row){
        .node = id > 0 ? id_node(id) : -1,
        .sequence = id > 0 ? id_n(id) : id,
        .at_ms = sqlite3_column_int64(statement, 1),
        .kind = (const char *)sqlite3_column_text(statement, 2),
        .bytes = bytes != NULL ? bytes : nothing,
        .size = (size_t)sqlite3_column_bytes(statement, 3),
        .hash = is_hash ? hash : NULL,
    };
}

static void check_chains(struct verification *v)
{
    struct sqlite3_stmt *statement =
        prepare(v, "SELECT id, at_ms, kind, entry, hash FROM journal ORDER BY id");
    struct walk walk = {.node = -1, .applied = INT64_MAX};
    while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
        const struct journal_row row = take_row(statement);
        if (row.node != walk.node) {
            end_walk(v, &walk);
            begin_walk(v, &walk, row.node);
        }
        if (node_is_valid(row.node)) {
            check_entry(v, &walk, &row);
        } else {
            find_entry(v, &row, "it is of no node");
        }
    }
    end_walk(v, &walk);
    finish(v, statement, "journal");
}

/* Keyed checks --------------------------------------------------------------------------------- */

/* SELECT key, mac IS row_check(number, columns) FROM table */
static void append_check_sql(
    const struct table_row *table, struct sqlite3_stmt *columns, struct text_out *sql)
{
    text_out_append(sql, "SELECT ");
    for (int i = 0; i < table->key_columns; i++) {
        text_out_append(sql, sqlite3_column_name(columns, i));
        text_out_append(sql, ", ");
    }
    text_out_append(sql, "mac IS row_check(");
    text_out_format(sql, "%u", (unsigned)table->number);
    for (int i = 0; i + 1 < table->columns; i++) {
        text_out_append(sql, ", ");
        text_out_append(sql, sqlite3_column_name(columns, i));
    }
    text_out_append(sql, ") FROM ");
    text_out_append(sql, table->name);
}

static struct sqlite3_stmt *select_all(struct verification *v, const struct table_row *table)
{
    char sql[96];
    struct text_out out = text_out_begin(sql, sizeof(sql));
    text_out_append(&out, "SELECT * FROM ");
    text_out_append(&out, table->name);
    return prepare(v, sql);
}

static void check_macs(struct verification *v, const struct table_row *table, const char *sql)
{
    struct sqlite3_stmt *statement = prepare(v, sql);
    while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
        v->report->checked_rows++;
        if (sqlite3_column_int(statement, table->key_columns) != 1) {
            const char *key = (const char *)sqlite3_column_text(statement, 0);
            verify_find(v->report, "%s %s=%.60s: the row and its keyed check do not match",
                table->name, sqlite3_column_name(statement, 0), key != NULL ? key : "");
        }
    }
    finish(v, statement, table->name);
}

static void check_keyed_table(struct verification *v, const struct table_row *table)
{
    char sql[1024];
    struct text_out out = text_out_begin(sql, sizeof(sql));
    struct sqlite3_stmt *all = select_all(v, table);
    if (all == NULL) {
        return;
    }
    if (sqlite3_column_count(all) != table->columns) {
        sqlite3_finalize(all); /* the schema's finding */
        return;
    }
    append_check_sql(table, all, &out);
    ASSERT(!out.cut);
    if (v->store->has_keys) {
        check_macs(v, table, sql);
    } else if (sqlite3_step(all) == SQLITE_ROW) {
        verify_find(
            v->report, "%s: its keyed checks cannot be tested without the key file", table->name);
    }
    finish(v, all, table->name);
}

static void check_keyed(struct verification *v)
{
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        if (TABLE_ROWS[i].class == CLASS_LOCAL || TABLE_ROWS[i].class == CLASS_SEALED) {
            check_keyed_table(v, &TABLE_ROWS[i]);
        }
    }
}

/* Leads ---------------------------------------------------------------------------------------- */

/* What has a secret beside it: its id, the hash that it names, the key that is here, whether one is
 * here, and whether it is erased. */
struct sealed_rows {
    const char *name, *rows, *orphans;
};

static const struct sealed_rows SEALED[] = {
    {"lead",
        "SELECT lead.id, lead.secret_hash, s.sealed_key, s.lead_id IS NOT NULL,"
        " EXISTS (SELECT 1 FROM erasure WHERE erasure.lead_id = lead.id)"
        " FROM lead LEFT JOIN lead_secret AS s ON s.lead_id = lead.id ORDER BY lead.id",
        "SELECT lead_id FROM lead_secret AS s"
        " WHERE NOT EXISTS (SELECT 1 FROM lead WHERE id = s.lead_id)"},
    {"lead_note",
        "SELECT n.id, n.secret_hash, s.sealed_key, s.note_id IS NOT NULL,"
        " EXISTS (SELECT 1 FROM erasure WHERE erasure.lead_id = n.lead_id)"
        " FROM lead_note AS n LEFT JOIN lead_note_secret AS s ON s.note_id = n.id"
        " WHERE n.secret_hash IS NOT NULL ORDER BY n.id",
        "SELECT note_id FROM lead_note_secret AS s"
        " WHERE NOT EXISTS (SELECT 1 FROM lead_note AS n"
        " WHERE n.id = s.note_id AND n.lead_id = s.lead_id AND n.secret_hash IS NOT NULL)"},
};

static bool is_secret_of(struct sqlite3_stmt *row)
{
    uint8_t hash[32];
    const uint8_t *key = sqlite3_column_blob(row, 2);
    crypto_generichash(
        hash, sizeof(hash), key, (unsigned long long)sqlite3_column_bytes(row, 2), NULL, 0);
    const void *expected = sqlite3_column_blob(row, 1);
    return sqlite3_column_bytes(row, 1) == (int)sizeof(hash) &&
           memcmp(expected, hash, sizeof(hash)) == 0;
}

static void check_sealed(struct verification *v, const char *name, struct sqlite3_stmt *row)
{
    int64_t id = sqlite3_column_int64(row, 0);
    bool has_secret = sqlite3_column_int(row, 3) != 0;
    bool is_erased = sqlite3_column_int(row, 4) != 0;
    if (has_secret && is_erased) {
        verify_find(
            v->report, "%s id=%" PRId64 ": it is erased, and its secret is still here", name, id);
    } else if (has_secret && !is_secret_of(row)) {
        verify_find(v->report, "%s id=%" PRId64 ": the secret is not the one it names", name, id);
    } else if (!has_secret && !is_erased) {
        verify_find(v->report, "%s id=%" PRId64 ": its secret is missing, and no erasure says why",
            name, id);
    }
}

static void check_leads(struct verification *v)
{
    for (size_t i = 0; i < ARRAY_LENGTH(SEALED); i++) {
        const char *name = SEALED[i].name;
        struct sqlite3_stmt *statement = prepare(v, SEALED[i].rows);
        while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
            v->report->leads += i == 0 ? 1 : 0;
            check_sealed(v, name, statement);
        }
        finish(v, statement, name);
        statement = prepare(v, SEALED[i].orphans);
        while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW) {
            verify_find(v->report, "%s_secret %s_id=%" PRId64 ": it belongs to no %s", name,
                i == 0 ? "lead" : "note", (int64_t)sqlite3_column_int64(statement, 0), name);
        }
        finish(v, statement, name);
    }
}

/* The key file and the chain of this file ------------------------------------------------------- */

static void check_own_till(struct verification *v)
{
    const struct key_file *keys = &v->store->keys;
    if (!v->store->has_keys || keys->node == 0) {
        return;
    }
    struct sqlite3_stmt *statement = prepare(v, "SELECT public_key FROM till WHERE node = $node");
    if (statement == NULL) {
        return;
    }
    sqlite3_bind_int64(statement, 1, keys->node);
    bool is_ours = sqlite3_step(statement) == SQLITE_ROW &&
                   sqlite3_column_bytes(statement, 0) == (int)sizeof(keys->till.public_key) &&
                   memcmp(sqlite3_column_blob(statement, 0), keys->till.public_key,
                       sizeof(keys->till.public_key)) == 0;
    if (!is_ours) {
        verify_find(v->report, "the key file is not this till's");
    }
    finish(v, statement, "till");
}

/* Without a key file the shop is what the oldest pen says. */
static void read_shop_id(struct verification *v)
{
    if (v->store->has_keys) {
        memcpy(v->shop_id, v->store->keys.shop_id, sizeof(v->shop_id));
        return;
    }
    struct sqlite3_stmt *statement = prepare(v, "SELECT shop_id FROM pen ORDER BY id LIMIT 1");
    if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW &&
        sqlite3_column_bytes(statement, 0) == (int)sizeof(v->shop_id)) {
        memcpy(v->shop_id, sqlite3_column_blob(statement, 0), sizeof(v->shop_id));
    }
    finish(v, statement, "pen");
}

static bool verify(struct verification *v, struct error *err)
{
    read_shop_id(v);
    if (!check_schema(v, err)) {
        return false;
    }
    check_chains(v);
    if (!replay_compare(v->replay, v->store, v->report, err)) {
        return false;
    }
    check_keyed(v);
    check_leads(v);
    check_own_till(v);
    check_sqlite(v);
    return close_verify_all(v->store, v->report, &v->report->closes, err);
}

bool store_verify(struct store *store, struct verify_report *out_report, struct error *err)
{
    struct verification v = {.store = store, .report = out_report};
    memset(out_report, 0, sizeof(*out_report));
    if (!store_begin_reading(store, err)) {
        return false;
    }
    bool good = replay_open(&v.replay, err) && verify(&v, err);
    replay_close(v.replay);
    store_end_reading(store);
    return good;
}
