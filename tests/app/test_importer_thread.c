/* Lists are found where people put them, newest first, and one is read while the till goes on: what
 * came of it is told once, a bad list changes nothing. */

#include "tests/till/shop.h"

#include <stdatomic.h>
#include <sys/time.h>

#include "app/importer.h"
#include "till/sell.h"
#include "till/shelf.h"

#define HEADER "sku,barcode,name,category,price,tax_rate,unit\n"

static void write_list(const struct shop *shop, const char *name, const char *text, int age_s)
{
    char path[256];
    struct error err;
    snprintf(path, sizeof path, "%s/%s", shop->folder, name);
    must(file_write_whole(path, text, strlen(text), 0644, &err), &err);
    struct timeval times[2] = {{1700000000 - age_s, 0}, {1700000000 - age_s, 0}};
    assert_int_equal(utimes(path, times), 0);
}

static void count_wake(void *opaque)
{
    atomic_fetch_add((atomic_int *)opaque, 1);
}

static size_t index_of(struct importer *importer, const char *name)
{
    struct view_file files[VIEW_FILES_MAX];
    size_t count = importer_look(importer, files, VIEW_FILES_MAX);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(files[i].name, name) == 0) {
            return i;
        }
    }
    fail_msg("%s is not found", name);
    return 0;
}

static struct importer_status read_list(struct importer *importer, const char *name)
{
    struct importer_status status;
    assert_true(importer_start(importer, index_of(importer, name)));
    assert_true(importer_wait(importer));
    importer_status(importer, &status);
    assert_true(status.has_ended && !status.is_running);
    return status;
}

static void test_lists_are_found_and_read(void **state)
{
    (void)state;
    struct shop shop;
    atomic_int wakes = 0;
    struct view_file files[VIEW_FILES_MAX];
    struct importer_status status;
    shop_make(&shop, "gross", "line", "EUR", false);
    shop_open(&shop, 0);
    write_list(&shop, "old.csv", HEADER "A,,Apple juice,Drinks,2.50,19,each\n", 60);
    write_list(
        &shop, "NEW.CSV", HEADER "B,,Bread,Bakery,3.20,7,each\nA,,Apple,Drinks,2.60,19,each\n", 0);
    write_list(&shop, "bad.csv", HEADER "C,,Cake,Bakery,x,7,each\nD,,Date,Bakery,1.00,7,ton\n", 90);
    write_list(&shop, ".hidden.csv", HEADER, 0);
    write_list(&shop, "notes.txt", "no list", 0);
    assert_int_equal(setenv("HOME", shop.folder, 1), 0);
    struct importer *importer = importer_open(shop.path, clock_system(), count_wake, &wakes);

    size_t count = importer_look(importer, files, VIEW_FILES_MAX);
    assert_true(count >= 3); /* this machine may have more on its sticks */
    assert_true(index_of(importer, "NEW.CSV") < index_of(importer, "old.csv"));
    assert_true(index_of(importer, "old.csv") < index_of(importer, "bad.csv"));

    status = read_list(importer, "bad.csv");
    assert_false(status.is_done);
    assert_string_equal(status.file, "bad.csv");
    assert_non_null(strstr(status.problem, "price"));
    assert_int_equal(status.problem_line, 2);
    assert_int_equal(status.problem_count, 2);
    till_tick(shop.till, true);
    till_wait_catalogue(shop.till);
    assert_int_equal(shelf_product_count(shop.till), 0);

    status = read_list(importer, "NEW.CSV");
    assert_true(status.is_done);
    assert_int_equal(status.product_count, 2);
    assert_true(atomic_load(&wakes) > 0);
    importer_status(importer, &status);
    assert_false(status.has_ended); /* told once */
    till_tick(shop.till, true);
    till_wait_catalogue(shop.till);
    assert_int_equal(shelf_product_count(shop.till), 2);

    importer_close(importer);
    shop_end(&shop);
}

static void test_one_at_a_time_and_an_end_in_the_middle(void **state)
{
    (void)state;
    struct shop shop;
    atomic_int wakes = 0;
    struct buffer list = {0};
    shop_make(&shop, "gross", "line", "EUR", false);
    shop_open(&shop, 0);
    buffer_append_text(&list, HEADER);
    for (int i = 0; i < 20000; i++) {
        buffer_format(&list, "S%d,,Product %d,Goods,1.00,7,each\n", i, i);
    }
    write_list(&shop, "long.csv", list.bytes, 0);
    assert_int_equal(setenv("HOME", shop.folder, 1), 0);
    struct importer *importer = importer_open(shop.path, clock_system(), count_wake, &wakes);
    size_t index = index_of(importer, "long.csv");
    assert_true(importer_start(importer, index));
    struct importer_status status;
    importer_status(importer, &status);
    if (status.is_running) {
        assert_false(importer_start(importer, index));
    }
    importer_close(importer); /* waits */
    till_tick(shop.till, true);
    till_wait_catalogue(shop.till);
    assert_int_equal(shelf_product_count(shop.till), 20000);
    buffer_close(&list);
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_are_found_and_read),
        cmocka_unit_test(test_one_at_a_time_and_an_end_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
