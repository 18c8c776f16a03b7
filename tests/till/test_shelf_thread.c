#include "tests/till/shop.h"

#include "store/catalogue.h"
#include "till/import.h"
#include "till/ring.h"
#include "till/sell.h"
#include "till/shelf.h"

static void import_text(struct till *till, const struct shop *shop, const char *text)
{
    struct error err;
    char path[256];
    struct import_result *result = calloc(1, sizeof(*result));
    shop_write(shop, "more.csv", text, strlen(text), path);
    must(import_products(till, path, NULL, result, &err), &err);
    free(result);
}

/* The demo's chips and tiles stand as on the picture, and search finds what it shows. */
static void test_demo(void **state)
{
    (void)state;
    static const char *const chips[] = {"Coffee", "Tea", "Bakery", "Beans", "Gear", "Merch"};
    struct shop shop;
    shop_begin(&shop);
    size_t count;
    const struct shelf_category *categories = shelf_categories(shop.till, &count);
    assert_int_equal(count, ARRAY_LENGTH(chips));
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(categories[i].name, chips[i]);
        assert_int_equal(categories[i].position, i);
    }
    assert_int_equal(categories[2].product_count, 6);
    const int64_t *grid = shelf_grid(shop.till, SHELF_ALL, 30, &count);
    assert_int_equal(count, 22);
    assert_int_equal(shelf_product_count(shop.till), 22);
    const struct shelf_product *product = shelf_product(shop.till, grid[0]);
    assert_string_equal(product->name, "Espresso");
    assert_int_equal(product->price_minor, 220);
    assert_string_equal(shelf_product(shop.till, grid[9])->barcode, "4006381333931");
    assert_int_equal(shelf_product(shop.till, grid[9])->category_position, 2);
    grid = shelf_grid(shop.till, categories[5].id, 30, &count);
    assert_int_equal(count, 2);
    assert_string_equal(shelf_product(shop.till, grid[1])->name, "Tote bag");
    assert_null(shelf_product(shop.till, 4711));

    int64_t hits[10];
    size_t all = catalogue_search(shelf_catalogue(shop.till), shelf_search(shop.till),
        text_view_of("cro"), 0, hits, 10, &count);
    assert_int_equal(all, 4);
    shop_end(&shop);
}

/* What another program changes comes in between two frames, and prices at once. */
static void test_change(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till *office;
    shop_begin(&shop);
    size_t count;
    int64_t espresso = shelf_grid(shop.till, SHELF_ALL, 30, &count)[0];
    must(till_open(shop.path, clock_manual(&shop.now_ms), TILL_OPEN_BATCH, &office, &err), &err);
    import_text(office, &shop,
        "sku,barcode,name,category,price,tax_rate,unit\n"
        "ESPR,,Espresso,Coffee,2.50,19,each\nNEW,,New thing,,1.00,7,each\n");
    till_close(office);
    (void)till_tick(shop.till, false);
    assert_int_equal(shelf_product(shop.till, espresso)->price_minor, 250);
    assert_int_equal(shelf_product_count(shop.till), 22); /* nothing moves under a finger */
    till_wait_catalogue(shop.till);
    assert_int_equal(shelf_product_count(shop.till), 23);
    const struct shelf_category *categories = shelf_categories(shop.till, &count);
    assert_int_equal(count, 7);
    assert_int_equal(categories[6].id, 0);
    assert_string_equal(categories[6].name, "");
    shop_end(&shop);
}

/* More than fit: what sold most comes first, the rest by position; each product stands once. */
static void test_best_sellers(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till *other;
    shop_begin(&shop);
    must(till_open(shop.path, clock_manual(&shop.now_ms), TILL_OPEN_BATCH, &other, &err), &err);
    static const char *const skus[] = {"TOTE", "TOTE", "CINN"};
    for (size_t i = 0; i < ARRAY_LENGTH(skus); i++) {
        char line[256];
        struct ring_result result = {0};
        snprintf(line, sizeof(line),
            "{\"lines\":[{\"sku\":\"%s\",\"qty\":\"1\"}],"
            "\"pay\":[{\"tender\":\"cash\",\"amount\":\"20\"}]}",
            skus[i]);
        must(ring_line(other, text_view_of(line), &result, &err), &err);
        ring_result_close(&result);
    }
    till_close(other);
    shop_reopen(&shop);
    till_wait_catalogue(shop.till);
    size_t count;
    const int64_t *grid = shelf_grid(shop.till, SHELF_ALL, 12, &count);
    assert_int_equal(count, 22);
    assert_string_equal(shelf_product(shop.till, grid[0])->name, "Tote bag");
    assert_string_equal(shelf_product(shop.till, grid[1])->name, "Cinnamon bun");
    assert_string_equal(shelf_product(shop.till, grid[2])->name, "Espresso");
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            assert_int_not_equal(grid[i], grid[k]);
        }
    }
    grid = shelf_grid(shop.till, SHELF_ALL, 30, &count);
    assert_string_equal(shelf_product(shop.till, grid[0])->name, "Espresso");
    shop_end(&shop);
}

/* The worker builds while the till sells and another program imports; nobody waits for anybody
 * but for the file's lock. Run under the thread sanitizer. */
static void test_all_at_once(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till *office;
    struct till_outcome outcome;
    shop_begin(&shop);
    must(till_open(shop.path, clock_manual(&shop.now_ms), TILL_OPEN_BATCH, &office, &err), &err);
    size_t swaps = 0;
    for (int round = 0; round < 40; round++) {
        char text[256];
        snprintf(text, sizeof(text),
            "sku,barcode,name,category,price,tax_rate,unit\nP%d,,Product %d,Many,1.%02d,7,each\n",
            round % 7, round, round);
        import_text(office, &shop, text);
        must(till_scan(shop.till, text_view_of("ESPR"), SCAN_ANY, TILL_QUANTITY_ASK, TOUCH_TYPED,
                 &outcome, &err),
            &err);
        swaps += (till_tick(shop.till, round % 3 == 0) & TILL_CHANGED_CATALOGUE) != 0;
    }
    till_close(office);
    (void)till_tick(shop.till, true);
    till_wait_catalogue(shop.till);
    assert_int_equal(shelf_product_count(shop.till), 29);
    assert_true(swaps <= 40);
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_demo),
        cmocka_unit_test(test_change),
        cmocka_unit_test(test_best_sellers),
        cmocka_unit_test(test_all_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
