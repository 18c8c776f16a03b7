/* A day's files are queued once for each target and format; labels of sticks are found among what
 * is mounted, and nowhere else; what the system says becomes a plain word. */
#include "tests/till/shop.h"

#include <string.h>

#include "export/export_files.h"
#include "till/export_queue.h"

static const char MOUNTS[] =
    "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
    "40 22 8:17 / /media/TILL rw,nosuid - vfat /dev/sdb1 rw\n"
    "41 22 8:33 / /run/media/anna/BLUE\\040ONE rw - exfat /dev/sdc1 rw\n"
    "42 22 8:34 / /opt/anna/SECRET rw - ext4 /dev/sdd1 rw\n"
    "43 22 8:35 / /mnt/TILL rw - ext4 /dev/sde1 rw\n"
    "44 22 8:36 / /media/a\\011b rw - ext4 /dev/sdf1 rw\n"
    "broken line\n";

static void test_mounts(void **state)
{
    static const struct {
        const char *label, *folder; /* NULL: not there */
    } ROWS[] = {
        {"TILL", "/mnt/TILL"}, /* the last of the two */
        {"BLUE ONE", "/run/media/anna/BLUE ONE"},
        {"BLUE", NULL},
        {"SECRET", NULL}, /* no place of sticks */
        {"till", NULL},
        {"anna", NULL},
        {"", NULL},
        {"a\tb", "/media/a\tb"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        char folder[64] = "";
        bool found = export_target_find_mount(MOUNTS, ROWS[i].label, folder, sizeof(folder));
        print_message("%s\n", ROWS[i].label);
        assert_int_equal(found, ROWS[i].folder != NULL);
        assert_string_equal(folder, ROWS[i].folder != NULL ? ROWS[i].folder : "");
    }
}

static void test_queue(void **state)
{
    struct shop shop;
    struct error err;
    struct export_run run;
    size_t count = 9;
    (void)state;
    shop_make(&shop, "gross", "line", "EUR", true);
    shop_open(&shop, TILL_OPEN_BATCH);
    must(till_queue_day(shop.till, "2026-11-23", &count, &err), &err);
    assert_int_equal(count, 0); /* nowhere to go */
    struct export_target target = {
        .name = "office", .formats = 1u << EXPORT_CSV | 1u << EXPORT_JSON};
    snprintf(target.place, sizeof(target.place), "%s/out", shop.folder);
    must(till_set_export_target(shop.till, &target, &err), &err);
    struct export_target stick = {
        .name = "TILL", .is_stick = true, .place = "NO SUCH", .formats = 1u << EXPORT_CSV};
    must(till_set_export_target(shop.till, &stick, &err), &err);
    must(till_queue_day(shop.till, "2026-11-23", &count, &err), &err);
    assert_int_equal(count, 3);
    must(till_queue_day(shop.till, "2026-11-23", &count, &err), &err);
    must(export_queue_run(till_store(shop.till), NULL, NULL, &run, &err), &err);
    assert_int_equal(run.done_count, 2);
    assert_int_equal(run.waiting_count, 1);
    assert_string_equal(run.saved_on, "office");
    assert_int_equal(run.trouble, EXPORT_TROUBLE_ABSENT);
    assert_string_equal(run.trouble_target, "TILL");
    assert_true(run.trouble_on_stick);
    must(till_remove_export_target(shop.till, "TILL", &err), &err);
    must(export_queue_run(till_store(shop.till), NULL, NULL, &run, &err), &err);
    assert_int_equal(run.done_count + run.waiting_count, 0);
    shop_end(&shop);
}

static void test_words(void **state)
{
    char text[256];
    const char *words;
    (void)state;
    export_trouble_print(EXPORT_TROUBLE_FULL, "TILL", true, "", text, sizeof(text));
    assert_string_equal(
        text, "The stick TILL is full. The files are kept and go out when there is room.");
    assert_int_equal(export_trouble_parse("full", &words), EXPORT_TROUBLE_FULL);
    assert_int_equal(export_trouble_parse("other:it burns", &words), EXPORT_TROUBLE_OTHER);
    assert_string_equal(words, "it burns");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mounts),
        cmocka_unit_test(test_queue),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
