#include "tests/export/shop.h"

#include <jansson.h>

#include "export/report_print.h"
#include "export/text_table.h"
#include "store/report.h"

static const struct report_range BOTH_DAYS = {"2026-11-23", "2026-11-24", REPORT_ALL_NODES};

/* What a program reads is JSON by a reader that is not ours. */
static void check_json(struct buffer *out, const char *golden)
{
    json_error_t problem;
    json_t *read = json_loadb(out->bytes, out->size, JSON_REJECT_DUPLICATES, &problem);
    if (read == NULL) {
        fail_msg("%s: %s", golden, problem.text);
    }
    json_decref(read);
    shop_check_golden(out->bytes, out->size, golden);
    buffer_clear(out);
}

static void check_text(struct buffer *out, const char *golden)
{
    shop_check_golden(out->bytes, out->size, golden);
    buffer_clear(out);
}

/* Tables and JSON of all three reports are what they are meant to be. */
static void test_golden(void **state)
{
    struct shop *shop = *state;
    struct report_day day;
    struct report_products products;
    struct report_campaigns campaigns;
    struct buffer out = {0};
    if (!store_begin_reading(shop->store, &shop->err) ||
        !report_read_day(shop->store, &BOTH_DAYS, false, &day, &shop->err) ||
        !report_read_products(shop->store, &BOTH_DAYS, &products, &shop->err) ||
        !report_read_campaigns(shop->store, &BOTH_DAYS, &campaigns, &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
    store_end_reading(shop->store);
    report_print_day(&out, &BOTH_DAYS, &day);
    check_text(&out, "report-day.txt");
    report_json_day(&out, &BOTH_DAYS, &day);
    check_json(&out, "report-day.json");
    report_print_products(&out, &BOTH_DAYS, &products);
    check_text(&out, "report-products.txt");
    report_json_products(&out, &BOTH_DAYS, &products);
    check_json(&out, "report-products.json");
    report_print_campaigns(&out, &BOTH_DAYS, &campaigns);
    check_text(&out, "report-campaigns.txt");
    report_json_campaigns(&out, &campaigns);
    check_json(&out, "report-campaigns.json");
    report_day_close(&day);
    report_products_close(&products);
    report_campaigns_close(&campaigns);
    buffer_close(&out);
}

/* Columns line up by what a terminal shows, not by bytes; a name can neither break a row nor speak
 * to the terminal. */
static void test_text_table(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "é", "1", "抹茶", "22", "e\xcc\x81x", "333", "a\n\x1b[31mb", "4"};
    struct text_table table = text_table_begin("lr");
    struct buffer out = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(cells); i++) {
        text_table_cell(&table, cells[i]);
    }
    text_table_print(&table, &out);
    assert_string_equal(out.bytes,
        "é           1\n"
        "抹茶       22\n"
        "e\xcc\x81x        333\n"
        "a  [31mb    4\n");
    text_table_close(&table);
    buffer_close(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_golden, shop_open, shop_close),
        cmocka_unit_test(test_text_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
