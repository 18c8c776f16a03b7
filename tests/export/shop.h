#ifndef TILLTALE_TESTS_EXPORT_SHOP_H
#define TILLTALE_TESTS_EXPORT_SHOP_H

/* The shop of tests/cases/export/shop.sql in a folder of its own, open to read. */

#include "tests/support.h"

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "store/found.h"
#include "store/store.h"

struct shop {
    char folder[64];
    char path[96];
    char out[96]; /* a folder for files, not made yet */
    int64_t now_ms;
    struct store *store;
    struct error err;
};

static inline void shop_run_sql(const struct shop *shop, const char *sql)
{
    sqlite3 *db;
    char *problem = NULL;
    assert_int_equal(sqlite3_open(shop->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &problem) != SQLITE_OK) {
        fail_msg("%s", problem);
    }
    sqlite3_close(db);
}

static inline int shop_open(void **state)
{
    struct shop *shop = calloc(1, sizeof(*shop));
    struct buffer sql = {0};
    shop->now_ms = INT64_C(1795430000000);
    snprintf(shop->folder, sizeof(shop->folder), "/tmp/tilltale-export-XXXXXX");
    assert_non_null(mkdtemp(shop->folder));
    snprintf(shop->path, sizeof(shop->path), "%s/shop.db", shop->folder);
    snprintf(shop->out, sizeof(shop->out), "%s/out", shop->folder);
    struct clock_source clock = clock_manual(&shop->now_ms);
    if (!store_found_till(shop->path, 1, clock, &shop->err) ||
        !buffer_read_file(&sql, TEST_CASES "/export/shop.sql", &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
    shop_run_sql(shop, sql.bytes);
    buffer_close(&sql);
    if (!store_open(shop->path, STORE_OPEN_READ_ONLY, clock, &shop->store, &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
    *state = shop;
    return 0;
}

/* Removes what a test left, one folder deep. */
static inline int shop_close(void **state)
{
    static const char *const names[] = {"out/sales.csv", "out/payments.csv", "out/day.csv",
        "out/sales.json", "out/payments.json", "out/day.json", "out", "shop.db", "shop.db.key",
        "shop.db-wal", "shop.db-shm"};
    struct shop *shop = *state;
    store_close(shop->store);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        char path[160];
        snprintf(path, sizeof(path), "%s/%s", shop->folder, names[i]);
        (void)remove(path);
    }
    assert_int_equal(rmdir(shop->folder), 0); /* nothing else may be left */
    free(shop);
    return 0;
}

/* The whole file must be the golden one of tests/cases/export. */
static inline void shop_check_golden(const char *found, size_t size, const char *name)
{
    char path[256];
    struct buffer golden = {0};
    struct error err;
    snprintf(path, sizeof(path), "%s/export/%s", TEST_CASES, name);
    if (getenv("TILLTALE_UPDATE_GOLDENS") != NULL) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(found, 1, size, file), size);
        assert_int_equal(fclose(file), 0);
    }
    if (!buffer_read_file(&golden, path, &err)) {
        fail_msg("%s", err.text);
    }
    if (golden.size != size || memcmp(golden.bytes, found, size) != 0) {
        fail_msg("%s differs; found:\n%.*s", name, (int)size, found);
    }
    buffer_close(&golden);
}

#endif
