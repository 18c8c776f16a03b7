#ifndef TILLTALE_TESTS_STORE_SHOP_H
#define TILLTALE_TESTS_STORE_SHOP_H

/* A new shop in a folder of its own, for the tests of the store. */

#include <sqlite3.h>

#include "base/clock.h"
#include "base/error.h"
#include "store/found.h"
#include "store/handle.h"
#include "store/store.h"

struct shop {
    char folder[64];
    char path[96];
    struct store *store;
    struct error err;
};

static inline int shop_open(void **state)
{
    struct shop *shop = calloc(1, sizeof(*shop));
    snprintf(shop->folder, sizeof(shop->folder), "/tmp/tilltale-store-XXXXXX");
    assert_non_null(mkdtemp(shop->folder));
    snprintf(shop->path, sizeof(shop->path), "%s/till.db", shop->folder);
    if (!store_found_till(shop->path, 1, clock_system(), &shop->err) ||
        !store_open(shop->path, 0, clock_system(), &shop->store, &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
    *state = shop;
    return 0;
}

static inline int shop_close(void **state)
{
    struct shop *shop = *state;
    char command[128];
    store_close(shop->store);
    snprintf(command, sizeof(command), "rm -r '%s'", shop->folder);
    assert_int_equal(system(command), 0);
    free(shop);
    return 0;
}

static inline void shop_reopen(struct shop *shop)
{
    store_close(shop->store);
    if (!store_open(shop->path, 0, clock_system(), &shop->store, &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
}

/* One statement through the store's own connection, as the queries run. */
static inline bool shop_run(struct shop *shop, const char *sql)
{
    return store_run_script(shop->store->db, sql, &shop->err);
}

/* Statements through a plain connection without hook and keys: what a stranger does. */
static inline bool shop_alter(struct shop *shop, const char *sql)
{
    struct sqlite3 *db;
    char *why = NULL;
    assert_int_equal(sqlite3_open(shop->path, &db), SQLITE_OK);
    int result = sqlite3_exec(db, sql, NULL, NULL, &why);
    if (result != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", sql, why);
    }
    sqlite3_free(why);
    sqlite3_close(db);
    return result == SQLITE_OK;
}

/* The first value of the first row, as text; false without a row. */
static inline bool shop_read(struct shop *shop, const char *sql, char *out, size_t capacity)
{
    struct sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(shop->store->db, sql, -1, &statement, NULL), SQLITE_OK);
    bool row = sqlite3_step(statement) == SQLITE_ROW;
    if (row) {
        snprintf(out, capacity, "%s", (const char *)sqlite3_column_text(statement, 0));
    }
    sqlite3_finalize(statement);
    return row;
}

#endif
