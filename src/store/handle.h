#ifndef TILLTALE_STORE_HANDLE_H
#define TILLTALE_STORE_HANDLE_H

/* What stands behind struct store. Private to src/store. */

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"
#include "store/class.h"
#include "store/key_file.h"
#include "store/queries.h"

struct applier;
struct capture;
struct sqlite3;
struct sqlite3_stmt;

struct store {
    struct sqlite3 *db;
    struct clock_source clock;
    char *path;
    int flags;
    bool has_keys;
    struct key_file keys;
    struct sqlite3_stmt *statements[QUERY_COUNT];   /* prepared at first use */
    struct sqlite3_stmt *next_ids[TABLE_ROW_COUNT]; /* by row of TABLE_ROWS */
    struct capture *capture;                        /* NULL: no hook */
    struct applier *applier;                        /* NULL until an entry is applied */
    bool is_in_bracket, is_reading;
    bool is_doomed; /* a statement failed inside the bracket: `doom` says how */
    bool is_broken; /* the disk refused a commit: only opening again tells what it kept */
    struct error doom;
    int wal_pages; /* in the write-ahead log after the last commit */
};

/* What SQLite said last, in our words. Returns false. */
bool store_fail(struct store *store, int result, const char *what, struct error *err);

/* A bracket of a store that exchanges: what it writes is captured nowhere. */
MUST_CHECK bool store_begin_exchange(struct store *store, struct error *err);
MUST_CHECK bool store_commit_exchange(struct store *store, struct error *err);

/* Makes an empty file at `path`, which must not exist, and brings it to the last schema. */
MUST_CHECK bool store_create_file(const char *path, struct error *err);

/* Runs one text of several statements without parameters or rows: migrations, pragmas. */
MUST_CHECK bool store_run_script(struct sqlite3 *db, const char *sql, struct error *err);

/* The schema of a fresh file, without data, in memory. The caller closes it. */
MUST_CHECK bool store_open_fresh(struct sqlite3 **out_db, struct error *err);

/* True for a file system whose files live on another machine (statfs's f_type). */
bool store_is_share(long file_system);

#endif
