/* The export thread carries out what is queued after a nudge, says it once, and says trouble again
 * only when it is another one. */
#include "tests/till/shop.h"

#include "app/export_thread.h"
#include "export/export_files.h"

#define WAIT_MS 20000

static void nudge_and_wait(struct export_thread *thread)
{
    export_thread_nudge(thread);
    (void)export_thread_wait(thread, WAIT_MS);
}

static void test_thread(void **state)
{
    struct shop shop;
    struct error err;
    struct export_run run;
    size_t count;
    (void)state;
    shop_make(&shop, "gross", "line", "EUR", false);
    shop_open(&shop, TILL_OPEN_BATCH);
    struct export_target office = {.name = "office", .formats = 1u << EXPORT_CSV};
    struct export_target stick = {
        .name = "TILL", .is_stick = true, .place = "NO SUCH", .formats = 1u << EXPORT_CSV};
    snprintf(office.place, sizeof(office.place), "%s/out", shop.folder);
    must(till_set_export_target(shop.till, &office, &err), &err);
    must(till_set_export_target(shop.till, &stick, &err), &err);
    must(till_queue_day(shop.till, "2026-11-23", &count, &err), &err);

    struct export_thread *thread =
        export_thread_start(shop.path, clock_manual(&shop.now_ms), NULL, NULL);
    nudge_and_wait(thread);
    assert_true(export_thread_take(thread, &run));
    assert_int_equal(run.done_count, 1);
    assert_string_equal(run.saved_on, "office");
    assert_int_equal(run.trouble, EXPORT_TROUBLE_ABSENT);
    nudge_and_wait(thread); /* the stick is still not there: nothing new */
    assert_false(export_thread_take(thread, &run));
    must(till_remove_export_target(shop.till, "TILL", &err), &err);
    nudge_and_wait(thread);
    assert_true(export_thread_take(thread, &run));
    assert_int_equal(run.trouble, EXPORT_TROUBLE_NONE);
    assert_int_equal(run.done_count, 0);
    export_thread_stop(thread);
    export_thread_stop(NULL);
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_thread)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
