/* While a large import comes down in another thread, selling goes on: no sale waits for more than a
 * few writes of at most 5 ms, and in the end both are whole. */

#include "tests/columns.h"
#include "tests/support.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "store/exchange.h"
#include "store/verify.h"
#include "tests/store/day.h"

#define PRODUCTS (40 * ENTRY_PART_ROWS)
#define SALES_MIN 100
/* Far above 20 ms, for sanitizers and busy machines; what was measured is printed. */
#define WAIT_MAX_MS 1000

struct coming_down {
    const char *from, *to;
    atomic_bool is_done;
    int64_t longest_ns; /* of one write */
};

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void note(struct coming_down *work, int64_t began)
{
    int64_t took = now_ns() - began;
    work->longest_ns = took > work->longest_ns ? took : work->longest_ns;
}

static void *bring_down(void *argument)
{
    struct coming_down *work = argument;
    struct store *from = NULL;
    struct store *to = NULL;
    struct error err;
    struct entry_batch batch = {0};
    size_t stored;
    bool good = store_open(work->from, STORE_OPEN_READ_ONLY, clock_system(), &from, &err) &&
                store_open(work->to, STORE_OPEN_EXCHANGE, clock_system(), &to, &err);
    int64_t after = 0;
    do {
        good = good && store_read_entries(from, 0, after, EXCHANGE_BATCH_BYTES, &batch, &err);
        int64_t began = now_ns();
        good = good && store_receive(to, &batch, &stored, &err);
        note(work, began);
        after += (int64_t)batch.count;
        usleep(500);
    } while (good && batch.count > 0);
    enum apply_state state = APPLY_MORE;
    while (good && state == APPLY_MORE) {
        int64_t began = now_ns();
        good = store_apply_step(to, 0, &state, &err);
        note(work, began);
        usleep(500);
    }
    good = good && store_settle(to, &err);
    if (!good) {
        fprintf(stderr, "coming down: %s\n", err.text);
    }
    entry_batch_close(&batch);
    store_close(from);
    store_close(to);
    atomic_store(&work->is_done, true);
    return good ? work : NULL;
}

/* An office with many products, in parts as an import makes them. */
static void import(struct shop *office)
{
    if (!store_begin(office->store, ENTRY_IMPORT, 0, &office->err)) {
        fail_msg("%s", office->err.text);
    }
    assert_true(shop_run(office, "INSERT INTO tax_rate VALUES (1, '19')"));
    for (int i = 0; i < PRODUCTS; i += ENTRY_PART_ROWS) {
        char sql[400];
        snprintf(sql, sizeof(sql),
            "WITH RECURSIVE n (i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
            " INSERT INTO product (" PRODUCT_COLUMNS
            ") SELECT i, 'P' || (i * 7919 %% 1000003), 'Product no. ' || i, "
            "NULL,"
            " 'each', 100 + i, 1, NULL, i, 1 FROM n",
            i + 1, i + ENTRY_PART_ROWS);
        assert_true(shop_run(office, sql));
        assert_true(store_next_part(office->store, &office->err));
    }
    if (!store_commit(office->store, 1, &office->err)) {
        fail_msg("%s", office->err.text);
    }
}

static void sell(struct store *store, int64_t *longest_ns)
{
    char sql[600];
    struct error err;
    int64_t id;
    int64_t began = now_ns();
    if (!store_begin(store, ENTRY_SALE, 0, &err) || !store_next_id(store, "sale", &id, &err)) {
        fail_msg("%s", err.text);
    }
    snprintf(sql, sizeof(sql),
        "INSERT INTO sale (" SALE_COLUMNS
        ") VALUES (%lld, '2026-11-23', 1, NULL, '', 'sale', 'EUR', 'gross', 'line',"
        " 100, 19, 119, 0, NULL, NULL, NULL)",
        (long long)id);
    if (!store_run_script(store->db, sql, &err) || !store_commit(store, 1, &err)) {
        fail_msg("%s", err.text);
    }
    int64_t took = now_ns() - began;
    *longest_ns = took > *longest_ns ? took : *longest_ns;
}

static void selling_goes_on(void **state)
{
    struct shop *office = *state; /* founds the shop and holds the pen */
    struct error err;
    struct store *store;
    struct store *till;
    char store_path[128];
    char till_path[128];
    struct entry_batch batch = {0};
    size_t stored;
    import(office);
    snprintf(store_path, sizeof(store_path), "%s/store.db", office->folder);
    snprintf(till_path, sizeof(till_path), "%s/two.db", office->folder);
    if (!store_found_store(store_path, office->store, false, clock_system(), &err) ||
        !store_open(store_path, STORE_OPEN_EXCHANGE, clock_system(), &store, &err) ||
        !store_read_entries(office->store, 0, 0, 100000000, &batch, &err) ||
        !store_receive(store, &batch, &stored, &err) ||
        !store_found_joined(till_path, store, 2, TILL_SHOP, clock_system(), &err) ||
        !store_open(till_path, 0, clock_system(), &till, &err)) {
        fail_msg("%s", err.text);
    }
    entry_batch_close(&batch);
    struct coming_down work = {.from = store_path, .to = till_path};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, bring_down, &work), 0);
    int64_t longest_ns = 0;
    int sales = 0;
    while (sales < SALES_MIN || !atomic_load(&work.is_done)) {
        sell(till, &longest_ns);
        sales++;
        usleep(1000);
    }
    void *good;
    assert_int_equal(pthread_join(thread, &good), 0);
    assert_non_null(good);
    print_message("%d sales, the longest %.1f ms; the longest write beside them %.1f ms\n", sales,
        (double)longest_ns / 1e6, (double)work.longest_ns / 1e6);
    assert_true(longest_ns < WAIT_MAX_MS * INT64_C(1000000));
    struct verify_report *report = calloc(1, sizeof(*report));
    assert_true(store_verify(till, report, &err));
    assert_int_equal(report->finding_count, 0);
    assert_int_equal(report->rows, sales + PRODUCTS + 3); /* and the tax rate, the till, the pen */
    free(report);
    store_close(till);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(selling_goes_on, shop_open, shop_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
