#include "tests/export/shop.h"

#include <jansson.h>

#include "domain/day.h"
#include "export/campaign_print.h"
#include "export/report_print.h"
#include "export/text_table.h"
#include "store/campaign_facts.h"
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

/* Tables and JSON of the reports are what they are meant to be. */
static void test_golden(void **state)
{
    struct shop *shop = *state;
    struct report_day day;
    struct report_products products;
    struct buffer out = {0};
    if (!store_begin_reading(shop->store, &shop->err) ||
        !report_read_day(shop->store, &BOTH_DAYS, false, &day, &shop->err) ||
        !report_read_products(shop->store, &BOTH_DAYS, &products, &shop->err)) {
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
    report_day_close(&day);
    report_products_close(&products);
    buffer_close(&out);
}

/* The same of the figures of campaigns. */
static void test_campaigns(void **state)
{
    struct shop *shop = *state;
    struct zone *zone = zone_open_utc();
    struct campaign_facts_period period = {
        .range = BOTH_DAYS, .zone = zone, .now_ms = 0, .window_days_max = 30};
    static const char *const names[CAMPAIGN_REPORT_COUNT] = {
        "campaigns", "channels", "placements", "people", "leads"};
    struct campaign_facts facts;
    struct campaign_figures figures;
    struct buffer out = {0};
    char name[64];
    if (!store_begin_reading(shop->store, &shop->err) ||
        !campaign_facts_read(shop->store, &period, &facts, &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
    store_end_reading(shop->store);
    campaign_figures_make(&facts, ATTRIBUTION_LAST, 30, &figures);
    for (int i = 0; i < CAMPAIGN_REPORT_COUNT; i++) {
        campaign_print(&out, (enum campaign_report)i, &facts, &figures);
        snprintf(name, sizeof(name), "report-%s.txt", names[i]);
        check_text(&out, name);
        campaign_print_json(&out, (enum campaign_report)i, &facts, &figures);
        snprintf(name, sizeof(name), "report-%s.json", names[i]);
        check_json(&out, name);
    }
    campaign_figures_close(&figures);
    campaign_facts_close(&facts);
    zone_close(zone);
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
        cmocka_unit_test_setup_teardown(test_campaigns, shop_open, shop_close),
        cmocka_unit_test(test_text_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
