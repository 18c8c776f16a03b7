#include "tests/columns.h"
#include "tests/support.h"

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "domain/sale.h"
#include "store/found.h"
#include "store/queries.h"
#include "store/report.h"
#include "store/store.h"

struct shop {
    char folder[64];
    char path[96];
    int64_t now_ms;
    struct store *store;
    struct error err;
};

static void run_sql(const struct shop *shop, const char *sql)
{
    sqlite3 *db;
    char *problem = NULL;
    assert_int_equal(sqlite3_open(shop->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &problem) != SQLITE_OK) {
        fail_msg("%s", problem);
    }
    sqlite3_close(db);
}

/* The shop of tests/cases/export/shop.sql; its figures are worked out there by hand. */
static int open_shop(void **state)
{
    struct shop *shop = calloc(1, sizeof(*shop));
    shop->now_ms = INT64_C(1795430000000);
    struct buffer sql = {0};
    snprintf(shop->folder, sizeof(shop->folder), "/tmp/tilltale-report-XXXXXX");
    assert_non_null(mkdtemp(shop->folder));
    snprintf(shop->path, sizeof(shop->path), "%s/shop.db", shop->folder);
    struct clock_source clock = clock_manual(&shop->now_ms);
    if (!store_found_till(shop->path, 1, clock, &shop->err) ||
        !buffer_read_file(&sql, TEST_CASES "/export/shop.sql", &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
    run_sql(shop, sql.bytes);
    buffer_close(&sql);
    if (!store_open(shop->path, STORE_OPEN_READ_ONLY, clock, &shop->store, &shop->err) ||
        !store_begin_reading(shop->store, &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
    *state = shop;
    return 0;
}

static int close_shop(void **state)
{
    static const char *const names[] = {"", ".key", "-wal", "-shm"};
    struct shop *shop = *state;
    store_end_reading(shop->store);
    store_close(shop->store);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        char path[128];
        snprintf(path, sizeof(path), "%s%s", shop->path, names[i]);
        unlink(path);
    }
    rmdir(shop->folder);
    free(shop);
    return 0;
}

static const struct report_range ALL = {REPORT_FIRST_DAY, REPORT_LAST_DAY, REPORT_ALL_NODES};
static const struct report_range THE_23RD = {"2026-11-23", "2026-11-23", REPORT_ALL_NODES};

/* "section key count amount;" of every figure, with day and till where they are told apart. */
static void print_day(
    struct shop *shop, const struct report_range *range, bool is_split, struct buffer *out)
{
    struct report_day day;
    if (!report_read_day(shop->store, range, is_split, &day, &shop->err)) {
        fail_msg("%s", shop->err.text);
    }
    for (size_t i = 0; i < day.figure_count; i++) {
        const struct report_figure *figure = &day.figures[i];
        if (is_split) {
            buffer_format(out, "%s/%lld ", figure->business_day, (long long)figure->node);
        }
        buffer_format(out, "%s %s %lld %lld;", report_section_text(figure->section), figure->key,
            (long long)figure->count, (long long)figure->amount_minor);
    }
    buffer_append_char(out, '\n');
    report_day_close(&day);
}

/* A day's sums are those of its sales, by range and till, and a day without sales has none. */
static void test_day(void **state)
{
    struct shop *shop = *state;
    static const struct {
        const char *label;
        struct report_range range;
        const char *figures;
    } rows[] = {
        {"one till, one day", {"2026-11-23", "2026-11-23", 1},
            "sale sale 3 1815;"
            "tax_net 5+9.975 1 824;tax_net 7 1 206;tax_net 19 2 545;"
            "tax 5 1 41;tax 7 1 14;tax 9.975 1 82;tax 19 2 103;"
            "rounding cash 1 2;tender card 2 1447;tender cash 1 370;"
            "campaign HARBOUR 1 868;campaign  2 947;"
            "category @home 1 947;category Bakery 1 220;category Coffee 2 648;\n"},
        {"the other till", {"2026-11-01", "2026-11-30", 2},
            "sale refund 1 -220;tax_net 7 1 -206;tax 7 1 -14;tender cash 1 -220;"
            "campaign  1 -220;category  1 -220;\n"},
        {"the restored till alone", {"2026-11-01", "2026-11-30", 1001},
            "sale sale 1 720;tax_net 19 1 605;tax 19 1 115;tender cash 1 720;"
            "campaign OLD 1 720;category Coffee 1 720;\n"},
        {"before it all", {"2026-11-01", "2026-11-22", REPORT_ALL_NODES}, "\n"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct buffer out = {0};
        print_day(shop, &rows[i].range, false, &out);
        if (strcmp(out.bytes, rows[i].figures) != 0) {
            fail_msg("%s:\n%s", rows[i].label, out.bytes);
        }
        buffer_close(&out);
    }
}

/* Told apart by day and till, the parts come in that order and add up to the whole. */
static void test_day_split(void **state)
{
    struct shop *shop = *state;
    int64_t sums[2][REPORT_SECTION_COUNT] = {0};
    char last[32] = "";
    for (int is_split = 0; is_split < 2; is_split++) {
        struct report_day day;
        assert_true(report_read_day(shop->store, &ALL, is_split, &day, &shop->err));
        assert_string_equal(day.currency, "EUR");
        for (size_t i = 0; i < day.figure_count; i++) {
            const struct report_figure *figure = &day.figures[i];
            char place[32];
            snprintf(
                place, sizeof(place), "%s/%08lld", figure->business_day, (long long)figure->node);
            assert_true(is_split == 0 || strcmp(place, last) >= 0);
            memcpy(last, place, sizeof(last));
            sums[is_split][figure->section] += figure->amount_minor;
        }
        report_day_close(&day);
    }
    assert_memory_equal(sums[0], sums[1], sizeof(sums[0]));
    const int64_t *sum = sums[0];
    assert_int_equal(sum[REPORT_SALE], 868 + 947 + 0 - 220 + 720);
    assert_int_equal(sum[REPORT_SALE], sum[REPORT_TAX_NET] + sum[REPORT_TAX]);
    assert_int_equal(sum[REPORT_SALE], sum[REPORT_CAMPAIGN]);
    assert_int_equal(sum[REPORT_SALE], sum[REPORT_CATEGORY]);
    assert_int_equal(sum[REPORT_SALE] + sum[REPORT_ROUNDING], sum[REPORT_TENDER]);
}

/* Products are summed by SKU under their latest name, highest gross first; what was typed in is
 * summed by its name. */
static void test_products(void **state)
{
    struct shop *shop = *state;
    struct report_products products;
    assert_true(report_read_products(shop->store, &ALL, &products, &shop->err));
    struct buffer out = {0};
    for (size_t i = 0; i < products.product_count; i++) {
        const struct report_product *product = &products.products[i];
        buffer_format(&out, "%s|%s|%s|%s|%lld|%lld|%lld|%lld|%lld|%lld\n", product->sku,
            strstr(product->name, "zweite") != NULL ? "..." : product->name, product->category,
            product->unit, (long long)product->sale_count, (long long)product->quantity_milli,
            (long long)product->discount_minor, (long long)product->net_minor,
            (long long)product->tax_minor, (long long)product->gross_minor);
    }
    assert_string_equal(out.bytes,
        "FLATW|Flat white, large|Coffee|each|3|5000|432|1150|218|1368\n"
        "=2+3|...|@home|kg|1|412|0|824|123|947\n"
        "CROIB|Butter croissant|Bakery|each|1|1000|0|206|14|220\n"
        "|Cup, deposit||each|1|-1000|0|-206|-14|-220\n");
    buffer_close(&out);
    report_products_close(&products);
}

/* Every campaign is listed, also one that sold nothing and one that the catalogue has forgotten;
 * the last credited touch gets the whole sale; the rest is none's. */
static void test_campaigns(void **state)
{
    struct shop *shop = *state;
    struct report_campaigns campaigns;
    assert_true(report_read_campaigns(shop->store, &ALL, &campaigns, &shop->err));
    struct buffer out = {0};
    for (size_t i = 0; i < campaigns.campaign_count; i++) {
        const struct report_campaign *campaign = &campaigns.campaigns[i];
        buffer_format(&out, "%s|%s|%s|%lld|%lld|%lld\n", campaign->code, campaign->name,
            campaign->channel, (long long)campaign->touch_count, (long long)campaign->sale_count,
            (long long)campaign->revenue_minor);
    }
    buffer_format(&out, "none %lld %lld", (long long)campaigns.none_sale_count,
        (long long)campaigns.none_revenue_minor);
    assert_string_equal(out.bytes,
        "SPRING|Spring booth|event|2|0|0\n"
        "HARBOUR|Harbour flyer|print|1|1|868\n"
        "NEWS|Newsletter|e-mail|0|0|0\n"
        "OLD|Old poster|print|1|1|720\n"
        "none 2 727");
    buffer_close(&out);
    report_campaigns_close(&campaigns);
}

static bool take_sale(void *context, const struct report_sale *sale, struct error *err)
{
    (void)context;
    (void)err;
    return sale->id > 0;
}

static bool list_line(void *context, const struct report_line *line, struct error *err)
{
    (void)err;
    buffer_format(context, "%lld.%lld %.*s %.*s %.*s\n", (long long)line->sale->id,
        (long long)line->n, (int)line->sku.size, line->sku.bytes,
        (int)line->sale->campaign_code.size, line->sale->campaign_code.bytes,
        (int)line->sale->staff_name.size, line->sale->staff_name.bytes);
    return true;
}

static bool refuse_second(void *context, const struct report_line *line, struct error *err)
{
    int *seen = context;
    (void)line;
    return ++*seen < 2 || error_set(err, ERROR_IO, "enough");
}

/* Lines come by receipt and line, each with its own sale's head; a visitor can end the reading,
 * and the store can be read again afterwards. */
static void test_lines(void **state)
{
    struct shop *shop = *state;
    static const struct report_line_visitor refuser = {take_sale, refuse_second};
    static const struct report_line_visitor lister = {take_sale, list_line};
    int seen = 0;
    assert_false(report_visit_lines(shop->store, &ALL, &refuser, &seen, &shop->err));
    assert_string_equal(shop->err.text, "enough");
    assert_int_equal(seen, 2);
    struct buffer out = {0};
    assert_true(report_visit_lines(shop->store, &THE_23RD, &lister, &out, &shop->err));
    assert_string_equal(out.bytes,
        "1000000000001.1 FLATW HARBOUR Cashier 1\n"
        "1000000000001.2 CROIB HARBOUR Cashier 1\n"
        "1000000000002.1 =2+3  Zoë \"Z\", Ö'Neil\n"
        "1000000000003.1 FLATW  Cashier 1\n"
        "2000000000001.1   Cashier 2\n");
    buffer_close(&out);
}

/* Euros and francs do not add up, and a sum beyond 64 bits is refused, not wrapped. */
static void test_refusals(void **state)
{
    struct shop *shop = *state;
    struct report_day day;
    struct report_products products;
    run_sql(shop,
        "INSERT INTO sale (" SALE_COLUMNS
        ") VALUES (1000000000009, '2026-12-01', 1795500000000, NULL, '', 'sale',"
        " 'CHF', 'gross', 'line', 9000000000000000000, 0, 9000000000000000000, 0, NULL, NULL,"
        " NULL), (1000000000010, '2026-12-01', 1795500000000, NULL, '', 'sale', 'CHF', 'gross',"
        " 'line', 9000000000000000000, 0, 9000000000000000000, 0, NULL, NULL, NULL)");
    store_end_reading(shop->store);
    assert_true(store_begin_reading(shop->store, &shop->err));
    assert_false(report_read_day(shop->store, &ALL, false, &day, &shop->err));
    assert_int_equal(shop->err.code, ERROR_INVALID);
    assert_non_null(strstr(shop->err.text, "CHF"));
    assert_false(report_read_products(shop->store, &ALL, &products, &shop->err));
    assert_int_equal(shop->err.code, ERROR_INVALID);
    struct report_range december = {"2026-12-01", "2026-12-31", 1};
    assert_false(report_read_day(shop->store, &december, false, &day, &shop->err));
    assert_int_equal(shop->err.code, ERROR_LIMIT);
}

/* A report costs what its days sold: each query starts in the index on the business day, and none
 * sorts. */
static void test_plans(void **state)
{
    struct shop *shop = *state;
    sqlite3 *db;
    assert_int_equal(sqlite3_open(shop->path, &db), SQLITE_OK);
    for (int query = QUERY_REPORT_SALES; query <= QUERY_REPORT_CURRENCIES; query++) {
        struct buffer sql = {0};
        sqlite3_stmt *plan;
        buffer_format(&sql, "EXPLAIN QUERY PLAN %s", QUERY_SQL[query]);
        assert_int_equal(sqlite3_prepare_v2(db, sql.bytes, -1, &plan, NULL), SQLITE_OK);
        for (int row = 0; sqlite3_step(plan) == SQLITE_ROW; row++) {
            const char *step = (const char *)sqlite3_column_text(plan, 3);
            bool is_good = row == 0 ? strstr(step, "sale_business_day (business_day>") != NULL
                                    : strstr(step, "SEARCH") == step;
            if (!is_good) {
                fail_msg("%s: %s", QUERY_SQL[query], step);
            }
        }
        sqlite3_finalize(plan);
        buffer_close(&sql);
    }
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_day, open_shop, close_shop),
        cmocka_unit_test_setup_teardown(test_day_split, open_shop, close_shop),
        cmocka_unit_test_setup_teardown(test_products, open_shop, close_shop),
        cmocka_unit_test_setup_teardown(test_campaigns, open_shop, close_shop),
        cmocka_unit_test_setup_teardown(test_lines, open_shop, close_shop),
        cmocka_unit_test_setup_teardown(test_refusals, open_shop, close_shop),
        cmocka_unit_test_setup_teardown(test_plans, open_shop, close_shop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
