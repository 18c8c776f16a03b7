#include "store/store.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "store/apply.h"
#include "store/capture.h"
#include "store/check.h"
#include "store/exchange.h"
#include "store/handle.h"
#include "store/journal.h"
#include "store/migrations.h"
#include "store/statement.h"

/* "Tilt", in the file's header: what tells our file from any other SQLite file. */
#define APPLICATION_ID 0x54696C74

/* A writer holds the lock for milliseconds, so the wait is short and the number of tries is the
 * policy: 2 s in all. SQLite's own handler backs off to 100 ms, which a finger would feel. */
#define RETRY_PAUSE_NS 500000L
#define RETRIES_MAX 3600

/* Pages of 4 KiB in the log: at the first number store_tidy carries them over, at the second
 * store_begin does it for whoever never tidies (a long import). */
#define WAL_PAGES_TIDY 200
#define WAL_PAGES_LATEST 2000

#define PATH_BYTES_MAX 4096

static enum error_code code_of(int result)
{
    switch (result & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERROR_BUSY;
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
        return ERROR_INVALID;
    case SQLITE_ERROR: /* our texts are right, so a table is not as it should be */
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERROR_CORRUPT;
    default:
        return ERROR_IO;
    }
}

static bool database_fail(struct sqlite3 *db, int result, const char *what, struct error *err)
{
    if ((result & 0xFF) == SQLITE_BUSY) {
        return error_set(err, ERROR_BUSY, "another program is writing to the store; try again");
    }
    if ((result & 0xFF) == SQLITE_FULL) {
        return error_set(err, ERROR_IO, "the disk is full");
    }
    return error_set(err, code_of(result), "%s: %s", what,
        db != NULL ? sqlite3_errmsg(db) : sqlite3_errstr(result));
}

bool store_fail(struct store *store, int result, const char *what, struct error *err)
{
    database_fail(store->db, result, what, err);
    if (store->is_in_bracket && !store->is_doomed) {
        store->is_doomed = true;
        store->doom = *err;
    }
    return false;
}

/* Opening -------------------------------------------------------------------------------------- */

static int keep_trying(void *unused, int tries)
{
    (void)unused;
    const struct timespec pause = {.tv_nsec = RETRY_PAUSE_NS};
    nanosleep(&pause, NULL);
    return tries < RETRIES_MAX;
}

bool store_run_script(struct sqlite3 *db, const char *sql, struct error *err)
{
    while (*sql != '\0') {
        struct sqlite3_stmt *statement = NULL;
        int result = sqlite3_prepare_v2(db, sql, -1, &statement, &sql);
        if (result == SQLITE_OK && statement != NULL) {
            do {
                result = sqlite3_step(statement);
            } while (result == SQLITE_ROW);
            result = sqlite3_finalize(statement);
        }
        if (result != SQLITE_OK) {
            return database_fail(db, result, "the store cannot be set up", err);
        }
    }
    return true;
}

/* The first column of the first row, as text. */
static bool read_value(
    struct sqlite3 *db, const char *sql, char *out, size_t capacity, struct error *err)
{
    struct sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (result == SQLITE_OK) {
        result = sqlite3_step(statement);
    }
    bool good = result == SQLITE_ROW;
    if (good) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        text_copy(out, capacity, text != NULL ? text : "");
    } else {
        database_fail(db, result, "the store cannot be read", err);
    }
    sqlite3_finalize(statement);
    return good;
}

/* SQLite ignores a pragma that it does not know, so each is read back. */
static const struct {
    const char *set, *read, *expected;
    int not_with; /* flags of stores that it is not for */
} PRAGMAS[] = {
    {"PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal", STORE_OPEN_READ_ONLY},
    {"PRAGMA synchronous = FULL", "PRAGMA synchronous", "2", STORE_OPEN_EXCHANGE},
    /* What was received is at the peer until store_settle() has said that it is here. */
    {"PRAGMA synchronous = NORMAL", "PRAGMA synchronous", "1", ~STORE_OPEN_EXCHANGE},
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1", 0},
    {"PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", "1", 0},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1", 0},
    {"PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0", 0},
    /* The working set of selling is small, and a kiosk has several connections. */
    {"PRAGMA cache_size = -2048", "PRAGMA cache_size", "-2048", 0},
};

/* Bit 30 stands for a store of no flags, so that `not_with` can leave it out too. */
#define NO_FLAGS (1 << 30)

static bool set_pragmas(struct sqlite3 *db, int flags, struct error *err)
{
    char value[32];
    int kind = flags == 0 ? NO_FLAGS : flags;
    for (size_t i = 0; i < ARRAY_LENGTH(PRAGMAS); i++) {
        if ((PRAGMAS[i].not_with & kind) != 0) {
            continue;
        }
        if (!store_run_script(db, PRAGMAS[i].set, err) ||
            !read_value(db, PRAGMAS[i].read, value, sizeof(value), err)) {
            return false;
        }
        if (strcmp(value, PRAGMAS[i].expected) != 0) {
            return error_set(err, ERROR_IO, "%s is %s here and must be %s", PRAGMAS[i].read, value,
                PRAGMAS[i].expected);
        }
    }
    return true;
}

bool store_is_share(long file_system)
{
    static const struct {
        unsigned long type;
        const char *name;
    } shares[] = {
        {0x6969, "nfs"},
        {0x517B, "smb"},
        {0xFF534D42, "cifs"},
        {0xFE534D42, "smb2"},
        {0x564C, "ncp"},
        {0x73757245, "coda"},
        {0x5346414F, "afs"},
        {0x6B414653, "kafs"},
        {0x00C36400, "ceph"},
        {0x01021997, "9p"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(shares); i++) {
        if (((unsigned long)file_system & 0xFFFFFFFF) == shares[i].type) {
            return true;
        }
    }
    return false;
}

static bool refuse_share(const char *path, struct error *err)
{
    char folder[PATH_BYTES_MAX];
    struct statfs about;
    if (!text_copy(folder, sizeof(folder), path)) {
        return error_set(err, ERROR_LIMIT, "the path %s is too long", path);
    }
    char *slash = strrchr(folder, '/');
    if (slash == NULL) {
        text_copy(folder, sizeof(folder), ".");
    } else {
        slash[slash == folder ? 1 : 0] = '\0';
    }
    if (statfs(folder, &about) != 0) {
        return error_set(err, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_IO, "cannot use %s: %s",
            folder, strerror(errno));
    }
    if (store_is_share((long)about.f_type)) {
        return error_set(err, ERROR_INVALID,
            "%s is on a network share, where a store cannot be kept safe; use a local disk, and"
            " sync over ssh or a stick",
            path);
    }
    return true;
}

static bool connect(const char *path, int flags, struct sqlite3 **out_db, struct error *err)
{
    struct sqlite3 *db = NULL;
    int result = sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (result != SQLITE_OK) {
        database_fail(db, result, path, err);
        sqlite3_close(db);
        return false;
    }
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_handler(db, keep_trying, NULL);
    *out_db = db;
    return true;
}

/* Migrating ------------------------------------------------------------------------------------ */

static bool migrate_step(struct sqlite3 *db, const struct migration *step, struct error *err)
{
    /* A pragma takes no parameter; the number is one of ours. */
    char version[64];
    snprintf(version, sizeof(version), "PRAGMA %s = %d", "user_version", step->version);
    if (store_run_script(db, "BEGIN IMMEDIATE", err) &&
        store_run_script(db, (const char *)step->sql, err) && store_run_script(db, version, err) &&
        store_run_script(db, "COMMIT", err)) {
        return true;
    }
    struct error second; /* the first failure is the one to tell */
    bool is_undone = store_run_script(db, "ROLLBACK", &second);
    return error_prefix(err, is_undone ? "%s: " : "%s (and cannot be undone): ", step->name);
}

static bool migrate(struct sqlite3 *db, int from, struct error *err)
{
    for (int i = from; i < MIGRATION_COUNT; i++) {
        if (!migrate_step(db, &MIGRATIONS[i], err)) {
            return false;
        }
    }
    return true;
}

/* The whole store as it was, beside it, before an update changes its schema. */
static bool copy_aside(struct store *store, int version, struct error *err)
{
    char aside[PATH_BYTES_MAX];
    struct sqlite3 *copy = NULL;
    snprintf(aside, sizeof(aside), "%s.schema-%d", store->path, version);
    if (!connect(aside, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &copy, err)) {
        return false;
    }
    struct sqlite3_backup *backup = sqlite3_backup_init(copy, "main", store->db, "main");
    int result = backup != NULL ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(copy);
    sqlite3_backup_finish(backup);
    bool good = result == SQLITE_DONE;
    if (!good) {
        database_fail(copy, result, aside, err);
    }
    sqlite3_close(copy);
    return good &&
           (chmod(aside, 0600) == 0 || error_set(err, ERROR_IO, "%s: %s", aside, strerror(errno)));
}

static bool check_identity(struct store *store, struct error *err)
{
    char value[32];
    if (!read_value(store->db, "PRAGMA application_id", value, sizeof(value), err)) {
        return false;
    }
    if (strtol(value, NULL, 10) != APPLICATION_ID) {
        return error_set(err, ERROR_INVALID, "%s is no Tilltale store", store->path);
    }
    return true;
}

static bool bring_up_to_date(struct store *store, struct error *err)
{
    char value[32];
    if (!read_value(store->db, "PRAGMA user_version", value, sizeof(value), err)) {
        return false;
    }
    int version = (int)strtol(value, NULL, 10);
    if (version > MIGRATION_COUNT) {
        return error_set(err, ERROR_INVALID,
            "%s was written by a newer Tilltale (schema %d; this one knows %d)", store->path,
            version, MIGRATION_COUNT);
    }
    if (version == MIGRATION_COUNT) {
        return true;
    }
    if ((store->flags & STORE_OPEN_READ_ONLY) != 0) {
        return error_set(err, ERROR_INVALID,
            "%s has schema %d of an older Tilltale; open it for selling once", store->path,
            version);
    }
    return copy_aside(store, version, err) && migrate(store->db, version, err);
}

bool store_create_file(const char *path, struct error *err)
{
    struct sqlite3 *db = NULL;
    char sql[64];
    if (!refuse_share(path, err)) {
        return false;
    }
    if (access(path, F_OK) == 0) {
        return error_set(err, ERROR_INVALID, "%s is there already", path);
    }
    if (!connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &db, err)) {
        return false;
    }
    snprintf(sql, sizeof(sql), "PRAGMA %s = %d", "application_id", APPLICATION_ID);
    bool good = set_pragmas(db, 0, err) && store_run_script(db, sql, err) && migrate(db, 0, err);
    if (sqlite3_close(db) != SQLITE_OK && good) {
        good = error_set(err, ERROR_IO, "%s cannot be closed", path);
    }
    if (good && chmod(path, 0600) != 0) {
        good = error_set(err, ERROR_IO, "%s: %s", path, strerror(errno));
    }
    return good;
}

bool store_open_fresh(struct sqlite3 **out_db, struct error *err)
{
    struct sqlite3 *db = NULL;
    if (!connect(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &db, err)) {
        return false;
    }
    if (!migrate(db, 0, err)) {
        sqlite3_close(db);
        return false;
    }
    *out_db = db;
    return true;
}

/* The handle ----------------------------------------------------------------------------------- */

static bool load_keys(struct store *store, struct error *err)
{
    char path[PATH_BYTES_MAX];
    struct error why;
    snprintf(path, sizeof(path), "%s.key", store->path);
    store->has_keys = key_file_read(path, &store->keys, &why);
    if (!store->has_keys && (store->flags & STORE_OPEN_READ_ONLY) != 0 &&
        why.code == ERROR_NOT_FOUND) {
        return true;
    }
    if (!store->has_keys) {
        *err = why;
        return false;
    }
    return check_install(store->db, &store->keys, err);
}

/* Whoever writes here must have the keys of the one who wrote here before: with the keys of another
 * till of the shop, its chain would go on in two files. */
static bool check_owner(struct store *store, struct error *err)
{
    if ((store->flags & STORE_OPEN_READ_ONLY) != 0) {
        return true; /* verify tells it among the rest */
    }
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_OWNER_READ);
    bool row;
    statement_bind_int(statement, "$node", store->keys.node);
    if (!statement_step(store, statement, &row, err)) {
        return false;
    }
    struct text_view key = statement_blob(statement, 0);
    const uint8_t *own = store->keys.till.public_key;
    bool is_known = key.size == 0 || (key.size == sizeof(store->keys.till.public_key) &&
                                         memcmp(key.bytes, own, key.size) == 0);
    bool is_owner =
        is_known && statement_int(statement, 1) == 0 && statement_int(statement, 2) == 0;
    statement_reset(statement);
    return is_owner ||
           error_set(err, ERROR_REFUSED,
               "%s.key is not the key file of this store: put the right one there", store->path);
}

static int count_wal_pages(void *context, struct sqlite3 *db, const char *schema, int pages)
{
    (void)db;
    (void)schema;
    struct store *store = context;
    store->wal_pages = pages;
    return SQLITE_OK;
}

static bool set_up(struct store *store, struct error *err)
{
    if (!check_identity(store, err) || !set_pragmas(store->db, store->flags, err) ||
        !bring_up_to_date(store, err) || !load_keys(store, err) || !check_owner(store, err)) {
        return false;
    }
    sqlite3_wal_hook(store->db, count_wal_pages, store); /* also ends automatic checkpoints */
    if ((store->flags & (STORE_OPEN_READ_ONLY | STORE_OPEN_EXCHANGE)) == 0) {
        store->capture = capture_open(store->db, store->keys.node);
    }
    return true;
}

bool store_open(const char *path, int flags, struct clock_source clock, struct store **out_store,
    struct error *err)
{
    if (sodium_init() < 0) {
        return error_set(err, ERROR_IO, "no source of random numbers");
    }
    if (access(path, F_OK) != 0) {
        return error_set(err, ERROR_NOT_FOUND, "there is no store at %s", path);
    }
    if (!refuse_share(path, err)) {
        return false;
    }
    struct store *store = calloc(1, sizeof(*store));
    ASSERT(store != NULL);
    store->flags = flags;
    store->clock = clock;
    store->path = strdup(path);
    ASSERT(store->path != NULL);
    bool is_read_only = (flags & STORE_OPEN_READ_ONLY) != 0;
    if (!connect(
            path, is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, &store->db, err) ||
        !set_up(store, err)) {
        store_close(store);
        return false;
    }
    *out_store = store;
    return true;
}

void store_close(struct store *store)
{
    if (store == NULL) {
        return;
    }
    if (store->db != NULL) {
        store_rollback(store);
        store_end_reading(store);
    }
    for (size_t i = 0; i < QUERY_COUNT; i++) {
        sqlite3_finalize(store->statements[i]);
    }
    for (size_t i = 0; i < TABLE_ROW_COUNT; i++) {
        sqlite3_finalize(store->next_ids[i]);
    }
    applier_close(store->applier);
    capture_close(store->capture);
    int result = sqlite3_close(store->db);
    ASSERT(result == SQLITE_OK); /* else a statement is still open */
    key_file_wipe(&store->keys);
    free(store->path);
    free(store);
}

/* The bracket ---------------------------------------------------------------------------------- */

static bool run(struct store *store, enum query query, struct error *err)
{
    return statement_run(store, statement_begin(store, query), err);
}

static bool is_office_kind(enum entry_kind kind)
{
    switch (kind) {
    case ENTRY_SETTINGS:
    case ENTRY_IMPORT:
    case ENTRY_CATALOGUE:
    case ENTRY_CAMPAIGN:
    case ENTRY_STAFF:
    case ENTRY_PEN:
    case ENTRY_SPEND:
    case ENTRY_CONVERSION:
    case ENTRY_FORM:
    case ENTRY_LEAD_KEY:
        return true;
    default:
        return false;
    }
}

static bool may_begin(struct store *store, struct error *err)
{
    ASSERT(!store->is_in_bracket && !store->is_reading);
    if (store->is_broken) {
        return error_set(err, ERROR_IO, "the disk refused the last write; open the store again");
    }
    if (store->capture == NULL) {
        return error_set(err, ERROR_REFUSED, "this store is open for reading or sync only");
    }
    return true;
}

bool store_begin(struct store *store, enum entry_kind kind, int64_t staff_id, struct error *err)
{
    ASSERT(kind > 0 && kind < ENTRY_KIND_END);
    if (!may_begin(store, err)) {
        return false;
    }
    if (store->wal_pages >= WAL_PAGES_LATEST) {
        store_tidy(store);
    }
    if (!run(store, QUERY_BEGIN_WRITE, err)) {
        return false;
    }
    store->is_in_bracket = true;
    store->is_doomed = false;
    capture_begin(store->capture, kind, staff_id);
    if (is_office_kind(kind) && !journal_may_write_office(store, err)) {
        store_rollback(store);
        return false;
    }
    return true;
}

/* A failed COMMIT at the disk leaves open whether its last page is there: the next opening
 * tells. A full disk is told before anything is final. */
static bool commit_failed(struct store *store, struct error *err)
{
    int result = sqlite3_extended_errcode(store->db);
    if ((result & 0xFF) == SQLITE_IOERR) {
        store->is_broken = true;
        error_set(err, ERROR_IO, "the disk refused to keep this; open the store again: %s",
            sqlite3_errmsg(store->db));
    }
    store_rollback(store);
    return false;
}

bool store_is_broken(const struct store *store)
{
    return store->is_broken;
}

bool store_commit(struct store *store, int64_t at_ms, struct error *err)
{
    ASSERT(store->is_in_bracket);
    bool good = !store->is_doomed && capture_is_good(store->capture, &store->doom);
    if (!good) {
        *err = store->doom;
    }
    good = good && journal_append_captured(store, at_ms, err);
    if (!good) {
        store_rollback(store);
        return false;
    }
    capture_allow_commit(store->capture, true);
    bool is_kept = run(store, QUERY_COMMIT, err);
    capture_allow_commit(store->capture, false);
    if (!is_kept) {
        return commit_failed(store, err);
    }
    store->is_in_bracket = false;
    return true;
}

bool store_begin_exchange(struct store *store, struct error *err)
{
    ASSERT(!store->is_in_bracket && !store->is_reading);
    ASSERT((store->flags & STORE_OPEN_EXCHANGE) != 0);
    if (store->wal_pages >= WAL_PAGES_LATEST) {
        store_tidy(store);
    }
    store->is_in_bracket = run(store, QUERY_BEGIN_WRITE, err);
    store->is_doomed = false;
    return store->is_in_bracket;
}

bool store_commit_exchange(struct store *store, struct error *err)
{
    if (!run(store, QUERY_COMMIT, err)) {
        return commit_failed(store, err);
    }
    store->is_in_bracket = false;
    return true;
}

void store_rollback(struct store *store)
{
    if (!store->is_in_bracket) {
        return;
    }
    for (size_t i = 0; i < QUERY_COUNT; i++) {
        statement_reset(store->statements[i]);
    }
    capture_forget(store->capture);
    struct error ignored; /* a transaction that SQLite ended by itself has nothing to roll back */
    store->is_in_bracket =
        sqlite3_get_autocommit(store->db) == 0 && !run(store, QUERY_ROLLBACK, &ignored);
    ASSERT(!store->is_in_bracket);
    store->is_doomed = false;
}

bool store_next_part(struct store *store, struct error *err)
{
    ASSERT(store->is_in_bracket);
    if (!capture_is_good(store->capture, err)) {
        return false;
    }
    capture_next_part(store->capture);
    return true;
}

static bool prepare_next_id(struct store *store, size_t index, struct error *err)
{
    char sql[160];
    struct text_out out = text_out_begin(sql, sizeof(sql));
    text_out_append(&out, "SELECT max(id) FROM ");
    text_out_append(&out, TABLE_ROWS[index].name);
    text_out_append(&out, " WHERE id >= $first AND id < $end");
    int result = sqlite3_prepare_v3(
        store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &store->next_ids[index], NULL);
    return result == SQLITE_OK || store_fail(store, result, "next id", err);
}

bool store_next_id(struct store *store, const char *table, int64_t *out_id, struct error *err)
{
    const struct table_row *row = table_row_find(table);
    ASSERT(store->is_in_bracket && row != NULL && row->key == KEY_ID && row->key_columns == 1);
    size_t index = (size_t)(row - TABLE_ROWS);
    if (store->next_ids[index] == NULL && !prepare_next_id(store, index, err)) {
        return false;
    }
    struct sqlite3_stmt *statement = store->next_ids[index];
    int64_t node = row->class == CLASS_OFFICE ? 0 : store->keys.node;
    int64_t first = node * ID_NODE_FACTOR;
    bool has_row;
    statement_bind_int(statement, "$first", first);
    statement_bind_int(statement, "$end", first + ID_NODE_FACTOR);
    if (!statement_step(store, statement, &has_row, err)) {
        return false;
    }
    int64_t last = statement_is_null(statement, 0) ? first : statement_int(statement, 0);
    statement_reset(statement);
    if (last + 1 >= first + ID_NODE_FACTOR) {
        return error_set(err, ERROR_LIMIT, "no further id for %s", table);
    }
    *out_id = last + 1;
    return true;
}

/* Reading, tidying and questions --------------------------------------------------------------- */

bool store_begin_reading(struct store *store, struct error *err)
{
    ASSERT(!store->is_in_bracket && !store->is_reading);
    store->is_reading = run(store, QUERY_BEGIN_READ, err);
    return store->is_reading;
}

void store_end_reading(struct store *store)
{
    struct error ignored; /* nothing was written */
    if (store->is_reading) {
        store->is_reading = !run(store, QUERY_ROLLBACK, &ignored);
        ASSERT(!store->is_reading);
    }
}

void store_tidy(struct store *store)
{
    if (store->wal_pages >= WAL_PAGES_TIDY && !store->is_in_bracket && !store->is_reading) {
        /* Passive: does what it can without waiting; what is left is done the next time. */
        (void)sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
        store->wal_pages = 0;
    }
}

bool store_settle(struct store *store, struct error *err)
{
    ASSERT(!store->is_in_bracket && !store->is_reading);
    struct sqlite3_file *log = NULL;
    int result = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (result == SQLITE_OK && log != NULL && log->pMethods != NULL) {
        /* What a checkpoint has carried over already was synced by it. */
        result = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
    }
    store_tidy(store);
    return result == SQLITE_OK ||
           error_set(err, ERROR_IO, "the disk refused to keep what was received: %s",
               sqlite3_errstr(result));
}

int64_t store_node(const struct store *store)
{
    return store->keys.node;
}

bool store_has_keys(const struct store *store)
{
    return store->has_keys;
}

const struct key_file *store_keys(const struct store *store)
{
    return store->has_keys ? &store->keys : NULL;
}

const char *store_path(const struct store *store)
{
    return store->path;
}

struct clock_source store_clock(const struct store *store)
{
    return store->clock;
}

bool store_holds_pen(struct store *store)
{
    struct error ignored; /* a store that cannot be read writes nothing either */
    bool holds = false;
    return journal_reads_pen(store, &holds, &ignored) && holds;
}

int64_t store_data_version(struct store *store)
{
    struct error ignored; /* a caller that compares sees no change */
    bool row = false;
    struct sqlite3_stmt *statement = statement_begin(store, QUERY_DATA_VERSION);
    int64_t version = 0;
    if (statement_step(store, statement, &row, &ignored) && row) {
        version = statement_int(statement, 0);
        statement_reset(statement);
    }
    return version;
}
