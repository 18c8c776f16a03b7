/* A store is founded whole, opened with every pragma as it must be, and what a bracket wrote is
 * there after it and only then. */

#include "tests/support.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "base/error.h"
#include "store/entry.h"
#include "store/found.h"
#include "store/handle.h"
#include "store/journal.h"
#include "store/statement.h"
#include "tests/store/shop.h"

static void founded_whole(void **state)
{
    struct shop *shop = *state;
    struct stat about;
    struct chain_end end;
    char path[512];
    assert_int_equal(store_node(shop->store), 1);
    assert_true(store_holds_pen(shop->store));
    snprintf(path, sizeof(path), "%s.key", shop->path);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(stat(shop->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_true(journal_read_end(shop->store, 0, &end, &shop->err) && end.sequence == 1);
    assert_true(journal_read_end(shop->store, 1, &end, &shop->err) && end.sequence == 1);
    assert_false(store_found_till(shop->path, 1, clock_system(), &shop->err));
    assert_int_equal(shop->err.code, ERROR_INVALID);
}

static void every_query_prepares(void **state)
{
    struct shop *shop = *state;
    for (int i = 0; i < QUERY_COUNT; i++) {
        if (QUERY_SQL[i] == NULL) {
            fail_msg("query %d has no text", i);
        }
        struct sqlite3_stmt *statement = NULL;
        if (sqlite3_prepare_v2(shop->store->db, QUERY_SQL[i], -1, &statement, NULL) != SQLITE_OK) {
            fail_msg("%s: %s", QUERY_SQL[i], sqlite3_errmsg(shop->store->db));
        }
        sqlite3_finalize(statement);
        /* What the hook could not see rightly. */
        static const char *const banned[] = {"OR REPLACE", "OR IGNORE", "OR FAIL", "REPLACE INTO"};
        for (size_t k = 0; k < ARRAY_LENGTH(banned); k++) {
            assert_null(strstr(QUERY_SQL[i], banned[k]));
        }
        assert_true(strncmp(QUERY_SQL[i], "DELETE", 6) != 0 || strstr(QUERY_SQL[i], "WHERE"));
    }
}

static void committed_or_not_at_all(void **state)
{
    struct shop *shop = *state;
    char value[64];
    assert_true(store_begin(shop->store, ENTRY_SETTINGS, 0, &shop->err));
    assert_true(shop_run(shop, "INSERT INTO setting (key, value) VALUES ('shop_name', 'A')"));
    store_rollback(shop->store);
    assert_false(shop_read(shop, "SELECT value FROM setting", value, sizeof(value)));

    assert_true(store_begin(shop->store, ENTRY_SETTINGS, 0, &shop->err));
    assert_true(shop_run(shop, "INSERT INTO setting (key, value) VALUES ('shop_name', 'B')"));
    assert_true(store_commit(shop->store, 1000, &shop->err));
    shop_reopen(shop);
    assert_true(shop_read(shop, "SELECT value FROM setting", value, sizeof(value)));
    assert_string_equal(value, "B");
    assert_true(shop_read(shop,
        "SELECT kind || id || at_ms FROM journal WHERE id < 1000000000000"
        " ORDER BY id DESC",
        value, sizeof(value)));
    assert_string_equal(value, "settings21000");
}

static void ids_are_given_once(void **state)
{
    struct shop *shop = *state;
    int64_t id;
    assert_true(store_begin(shop->store, ENTRY_SALE, 0, &shop->err));
    assert_true(store_next_id(shop->store, "sale", &id, &shop->err));
    assert_int_equal(id, 1000000000001);
    assert_true(store_next_id(shop->store, "category", &id, &shop->err));
    assert_int_equal(id, 1);
    assert_true(shop_run(shop,
        "INSERT INTO revocation VALUES"
        " (1000000000041, 'link', 5, 'lost', 0)"));
    assert_true(store_next_id(shop->store, "revocation", &id, &shop->err));
    assert_int_equal(id, 1000000000042);
    store_rollback(shop->store);
}

static void second_writer_waits_and_is_told(void **state)
{
    struct shop *shop = *state;
    struct store *other;
    assert_true(store_open(shop->path, 0, clock_system(), &other, &shop->err));
    assert_true(store_begin(shop->store, ENTRY_SALE, 0, &shop->err));
    assert_false(store_begin(other, ENTRY_SALE, 0, &shop->err));
    assert_int_equal(shop->err.code, ERROR_BUSY);
    store_rollback(shop->store);
    assert_true(store_begin(other, ENTRY_SALE, 0, &shop->err));
    store_rollback(other);
    store_close(other);
}

static void other_files_are_refused(void **state)
{
    struct shop *shop = *state;
    struct store *store;
    char path[512];
    snprintf(path, sizeof(path), "%s.other", shop->path);
    assert_false(store_open(path, 0, clock_system(), &store, &shop->err));
    assert_int_equal(shop->err.code, ERROR_NOT_FOUND);

    FILE *file = fopen(path, "w");
    fputs("this is no database, but it is long enough to be looked at as one, is it not? ", file);
    fclose(file);
    assert_false(store_open(path, 0, clock_system(), &store, &shop->err));
    assert_int_equal(shop->err.code, ERROR_CORRUPT);

    unlink(path);
    struct sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (x)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_false(store_open(path, 0, clock_system(), &store, &shop->err));
    assert_int_equal(shop->err.code, ERROR_INVALID);

    assert_true(shop_alter(shop, "PRAGMA user_version = 999"));
    store_close(shop->store);
    shop->store = NULL;
    assert_false(store_open(shop->path, 0, clock_system(), &store, &shop->err));
    assert_int_equal(shop->err.code, ERROR_INVALID);
    assert_non_null(strstr(shop->err.text, "newer"));
}

static void shares_are_refused(void **state)
{
    (void)state;
    assert_true(store_is_share(0x6969));
    assert_true(store_is_share((long)0xFF534D42));
    assert_false(store_is_share(0xEF53));     /* ext4 */
    assert_false(store_is_share(0x01021994)); /* tmpfs */
}

static void only_read_writes_nothing(void **state)
{
    struct shop *shop = *state;
    struct store *store;
    char path[512];
    snprintf(path, sizeof(path), "%s.key", shop->path);
    assert_int_equal(unlink(path), 0);
    assert_true(store_open(shop->path, STORE_OPEN_READ_ONLY, clock_system(), &store, &shop->err));
    assert_false(store_has_keys(store));
    assert_false(store_begin(store, ENTRY_SALE, 0, &shop->err));
    assert_true(store_begin_reading(store, &shop->err));
    store_end_reading(store);
    store_close(store);
    assert_false(store_open(shop->path, 0, clock_system(), &store, &shop->err));
    assert_int_equal(shop->err.code, ERROR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(founded_whole, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(every_query_prepares, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(committed_or_not_at_all, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(ids_are_given_once, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(second_writer_waits_and_is_told, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(other_files_are_refused, shop_open, shop_close),
        cmocka_unit_test(shares_are_refused),
        cmocka_unit_test_setup_teardown(only_read_writes_nothing, shop_open, shop_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
