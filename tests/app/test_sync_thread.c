/* The thread brings everything over while the till goes on writing, says what is not over yet
 * while the store is out of reach, and comes back by itself. */

#include "tests/support.h"

#include <stdatomic.h>

#include "app/sync_thread.h"
#include "store/exchange.h"
#include "tests/store/day.h"

#define SALES 60
#define PATIENCE_MS 20000

#define MUST(call, error)                                                                          \
    do {                                                                                           \
        if (!(call)) {                                                                             \
            fail_msg("%s: %s", #call, (error).text);                                               \
        }                                                                                          \
    } while (0)

static void count_wake(void *context)
{
    atomic_fetch_add((atomic_int *)context, 1);
}

static void answer(struct shop *shop, int64_t n)
{
    char sql[160];
    snprintf(sql, sizeof(sql), "INSERT INTO satisfaction VALUES (#%lld, #1, 5, 1795434130000)",
        (long long)n);
    day_act(shop, &(struct act){ENTRY_SATISFACTION, sql}, clock_now_ms(clock_system()));
}

static int64_t end_of(const char *path, int64_t node)
{
    struct store *store = NULL;
    struct chain_heads heads = {0};
    struct error err;
    MUST(store_open(path, STORE_OPEN_READ_ONLY, clock_system(), &store, &err), err);
    MUST(store_read_heads(store, &heads, &err), err);
    const struct chain_head *head = chain_heads_find(&heads, node);
    int64_t sequence = head == NULL ? 0 : head->sequence;
    chain_heads_close(&heads);
    store_close(store);
    return sequence;
}

static void everything_arrives_while_the_till_writes(void **state)
{
    struct shop *shop = *state;
    char store_path[128];
    snprintf(store_path, sizeof(store_path), "%s/store.db", shop->folder);
    MUST(store_found_store(store_path, shop->store, false, clock_system(), &shop->err), shop->err);
    atomic_int wakes = 0;
    struct sync_thread *thread =
        sync_thread_start(shop->path, store_path, clock_system(), count_wake, &wakes);
    day_act(shop, &DAY_TILL[0], clock_now_ms(clock_system()));
    for (int i = 1; i <= SALES; i++) {
        answer(shop, i);
        sync_thread_nudge(thread);
    }
    struct sync_status status = {0};
    assert_true(sync_thread_wait(thread, PATIENCE_MS));
    sync_thread_status(thread, &status);
    assert_string_equal(status.problem, "");
    assert_true(status.is_current);
    assert_int_equal(status.entries, 0);
    assert_true(atomic_load(&wakes) > 0);
    sync_thread_stop(thread);
    assert_int_equal(end_of(store_path, 1), SALES + 2); /* genesis and the sale before them */
}

static void a_store_out_of_reach_is_waited_for(void **state)
{
    struct shop *shop = *state;
    char store_path[128];
    snprintf(store_path, sizeof(store_path), "%s/store.db", shop->folder);
    day_act(shop, &DAY_TILL[0], clock_now_ms(clock_system()));
    struct sync_thread *thread =
        sync_thread_start(shop->path, store_path, clock_system(), NULL, NULL);
    sync_thread_nudge(thread);
    assert_true(sync_thread_wait(thread, PATIENCE_MS));
    struct sync_status status = {0};
    sync_thread_status(thread, &status);
    assert_false(status.is_current);
    assert_false(status.is_refused);
    assert_int_equal(status.entries, 2);
    assert_true(status.since_ms > 0);

    MUST(store_found_store(store_path, shop->store, false, clock_system(), &shop->err), shop->err);
    sync_thread_nudge(thread);
    assert_true(sync_thread_wait(thread, PATIENCE_MS));
    sync_thread_status(thread, &status);
    assert_true(status.is_current);
    sync_thread_stop(thread);
    sync_thread_stop(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            everything_arrives_while_the_till_writes, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(a_store_out_of_reach_is_waited_for, shop_open, shop_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
