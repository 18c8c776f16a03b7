/* Whatever stops the program or the disk: what was committed is there, once, with no gap in its
 * numbers, nothing half is there, and the file verifies. */

#include "tests/columns.h"
#include "tests/support.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/migrations.h"
#include "store/verify.h"
#include "tests/store/day.h"

#define KILLS 12

/* One sale of two rows; its number is the next one. */
static bool sell(struct store *store, int64_t *out_id, struct error *err)
{
    char sql[500];
    int64_t id;
    if (!store_begin(store, ENTRY_SALE, 0, err)) {
        return false;
    }
    if (!store_next_id(store, "sale", &id, err)) {
        store_rollback(store);
        return false;
    }
    snprintf(sql, sizeof(sql),
        "INSERT INTO sale (" SALE_COLUMNS
        ") VALUES (%lld, '2026-11-23', 1, NULL, '', 'sale', 'EUR', 'gross', 'line',"
        " 100, 19, 119, 0, NULL, NULL, NULL);"
        "INSERT INTO payment VALUES (%lld, 1, 'cash', 119, 119, 0, 'EUR', '', 1)",
        (long long)id, (long long)id);
    if (!store_run_script(store->db, sql, err)) {
        store_rollback(store);
        return false;
    }
    if (!store_commit(store, 1, err)) {
        return false;
    }
    *out_id = id;
    return true;
}

static void assert_whole(struct shop *shop, int64_t acknowledged)
{
    char text[32];
    struct verify_report *report = calloc(1, sizeof(*report));
    if (!store_verify(shop->store, report, &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
    if (report->finding_count > 0) {
        fail_msg("%s", report->texts[0]);
    }
    free(report);
    assert_true(shop_read(shop, "SELECT count(*) FROM sale", text, sizeof(text)));
    int64_t count = strtoll(text, NULL, 10);
    assert_true(shop_read(
        shop, "SELECT coalesce(max(id) - 1000000000000, 0) FROM sale", text, sizeof(text)));
    assert_int_equal(strtoll(text, NULL, 10), count);
    assert_true(shop_read(shop, "SELECT count(*) FROM payment", text, sizeof(text)));
    assert_int_equal(strtoll(text, NULL, 10), count);
    if (count < acknowledged || count > acknowledged + 1) {
        fail_msg("%lld sales were acknowledged and %lld are there", (long long)acknowledged,
            (long long)count);
    }
}

/* Sells until it is killed, and says each sale on the pipe once it is committed. */
static _Noreturn void sell_for_ever(const char *path, int pipe_end)
{
    struct store *store;
    struct error err;
    int64_t id;
    if (!store_open(path, 0, clock_system(), &store, &err)) {
        _exit(1);
    }
    while (sell(store, &id, &err) && write(pipe_end, &id, sizeof(id)) == sizeof(id)) {
        store_tidy(store);
    }
    _exit(2);
}

static int64_t read_last(int pipe_end, int64_t last)
{
    int64_t id;
    while (read(pipe_end, &id, sizeof(id)) == sizeof(id)) {
        last = id - 1000000000000;
    }
    return last;
}

static void killed_at_any_moment(void **state)
{
    struct shop *shop = *state;
    int64_t last = 0;
    unsigned seed = 3;
    for (int i = 0; i < KILLS; i++) {
        int ends[2];
        store_close(shop->store);
        shop->store = NULL;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(ends[0]);
            sell_for_ever(shop->path, ends[1]);
        }
        close(ends[1]);
        seed = seed * 1664525 + 1013904223;
        usleep(20000 + (seed >> 8) % 60000);
        assert_int_equal(kill(child, SIGKILL), 0);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        last = read_last(ends[0], last);
        close(ends[0]);
        if (!store_open(shop->path, 0, clock_system(), &shop->store, &shop->err)) {
            fail_msg("%s", shop->err.text);
        }
        assert_whole(shop, last);
        /* The one that was committed and not said any more counts from now on. */
        char text[32];
        assert_true(shop_read(shop, "SELECT count(*) FROM sale", text, sizeof(text)));
        last = strtoll(text, NULL, 10);
    }
    assert_true(last > KILLS);
}

/* The file may not grow any more: the disk refuses in the middle of a commit. */
static void disk_refuses(void **state)
{
    struct shop *shop = *state;
    struct rlimit before;
    int64_t last = 0;
    int64_t id;
    char log[160];
    struct stat about;
    signal(SIGXFSZ, SIG_IGN);
    while (last < 20) {
        assert_true(sell(shop->store, &id, &shop->err));
        last = id - 1000000000000;
    }
    snprintf(log, sizeof(log), "%s-wal", shop->path);
    assert_int_equal(stat(log, &about), 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit tight = before;
    for (rlim_t room = 0; room < 40000; room += 3000) {
        tight.rlim_cur = (rlim_t)about.st_size + room;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
        while (sell(shop->store, &id, &shop->err)) {
            last = id - 1000000000000;
        }
        assert_int_equal(shop->err.code, ERROR_IO);
        /* Until it is opened again nothing more is taken. */
        assert_false(sell(shop->store, &id, &shop->err));
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        shop_reopen(shop);
        assert_whole(shop, last);
        char text[32];
        assert_true(shop_read(shop, "SELECT count(*) FROM sale", text, sizeof(text)));
        last = strtoll(text, NULL, 10);
        assert_true(sell(shop->store, &id, &shop->err));
        last = id - 1000000000000;
        assert_int_equal(stat(log, &about), 0);
    }
}

static void full_disk_is_told_and_gone_on_after(void **state)
{
    struct shop *shop = *state;
    int64_t id;
    assert_true(sell(shop->store, &id, &shop->err));
    assert_true(shop_run(shop, "PRAGMA max_page_count = 1")); /* of what it has already */
    int64_t last = id;
    while (sell(shop->store, &id, &shop->err)) {
        last = id;
    }
    assert_int_equal(shop->err.code, ERROR_IO);
    assert_string_equal(shop->err.text, "the disk is full");
    assert_true(shop_run(shop, "PRAGMA max_page_count = 1000000"));
    assert_true(sell(shop->store, &id, &shop->err));
    assert_int_equal(id, last + 1);
    assert_whole(shop, id - 1000000000000);
}

/* Cut short at any point, a founding leaves nothing that looks like a store, and another one in
 * the same place succeeds. */
static void founding_is_whole_or_not_at_all(void **state)
{
    struct shop *shop = *state;
    char path[160];
    unsigned seed = 11;
    snprintf(path, sizeof(path), "%s/other.db", shop->folder);
    for (int i = 0; i < KILLS; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct error err;
            _exit(store_found_till(path, 5, clock_system(), &err) ? 0 : 1);
        }
        seed = seed * 1664525 + 1013904223;
        usleep((seed >> 8) % 30000);
        kill(child, SIGKILL);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        struct store *store;
        if (access(path, F_OK) == 0) {
            if (!store_open(path, 0, clock_system(), &store, &shop->err)) {
                fail_msg("%s", shop->err.text);
            }
            assert_int_equal(store_node(store), 5);
            assert_true(store_holds_pen(store));
            store_close(store);
            unlink(path);
        }
        char keys[170];
        snprintf(keys, sizeof(keys), "%s.key", path);
        unlink(keys);
    }
    assert_true(store_found_till(path, 5, clock_system(), &shop->err));
}

/* A step of the schema that fails leaves the file as it was, and a copy of it aside. */
static void failed_migration_leaves_all(void **state)
{
    struct shop *shop = *state;
    struct store *store;
    char aside[160];
    char text[32];
    char version[64];
    assert_true(shop_alter(shop, "PRAGMA user_version = 0"));
    store_close(shop->store);
    shop->store = NULL;
    assert_false(store_open(shop->path, 0, clock_system(), &store, &shop->err));
    assert_non_null(strstr(shop->err.text, "0001_ground"));
    snprintf(aside, sizeof(aside), "%s.schema-0", shop->path);
    assert_int_equal(access(aside, F_OK), 0);
    snprintf(version, sizeof(version), "PRAGMA user_version = %d", MIGRATION_COUNT);
    assert_true(shop_alter(shop, version));
    shop_reopen(shop);
    assert_true(shop_read(shop, "SELECT count(*) FROM journal", text, sizeof(text)));
    assert_string_equal(text, "2");
    assert_whole(shop, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(killed_at_any_moment, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(disk_refuses, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(full_disk_is_told_and_gone_on_after, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(founding_is_whole_or_not_at_all, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(failed_migration_leaves_all, shop_open, shop_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
