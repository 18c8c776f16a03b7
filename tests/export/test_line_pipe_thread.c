#include "tests/export/shop.h"

#include "export/line_pipe.h"
#include "tests/columns.h"

#define SALE_COUNT 3000
#define STOP_AT 7000

static const struct report_range ALL = {REPORT_FIRST_DAY, REPORT_LAST_DAY, REPORT_ALL_NODES};

struct listing {
    struct buffer out;
    size_t line_count;
    size_t stop_at; /* the line that is refused; 0: none */
};

static bool list_sale(void *context, const struct report_sale *sale, struct error *err)
{
    struct listing *listing = context;
    (void)err;
    buffer_format(&listing->out, "%lld %.*s %.*s\n", (long long)sale->id,
        (int)sale->staff_name.size, sale->staff_name.bytes, (int)sale->campaign_code.size,
        sale->campaign_code.bytes);
    return true;
}

static bool list_line(void *context, const struct report_line *line, struct error *err)
{
    struct listing *listing = context;
    buffer_format(&listing->out, "%lld %lld %.*s %.*s %lld\n", (long long)line->sale->id,
        (long long)line->n, (int)line->sku.size, line->sku.bytes, (int)line->name.size,
        line->name.bytes, (long long)line->gross_minor);
    listing->line_count++;
    return listing->line_count != listing->stop_at || error_set(err, ERROR_IO, "stopped");
}

static const struct report_line_visitor LISTER = {list_sale, list_line};

/* Many sales of 1 to 5 lines, and one of 1,000 with long names that spans batches. */
static void fill(struct shop *shop)
{
    char sql[1024];
    snprintf(sql, sizeof(sql),
        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < %d)"
        " INSERT INTO sale (" SALE_COLUMNS
        ") SELECT 3000000000000 + i, '2026-11-25', 1795600000000 + i, NULL,"
        " 'Cashier ' || i, 'sale', 'EUR', 'gross', 'line', 0, 0, 0, 0, NULL, NULL, NULL FROM c",
        SALE_COUNT);
    shop_run_sql(shop, sql);
    shop_run_sql(shop,
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000)"
        " INSERT INTO sale_line (" SALE_LINE_COLUMNS
        ") SELECT id, n, NULL, 'S' || id, CASE WHEN id % 1000 = 500 THEN"
        " hex(zeroblob(300)) ELSE 'Name ' || n END, '', 'each', 1000, 0, 0, NULL, NULL, n, 0, n,"
        " '0', NULL FROM sale, c WHERE id BETWEEN 3000000000001 AND 3999999999999"
        " AND n <= CASE WHEN id % 1000 = 500 THEN 1000 ELSE 1 + id % 5 END");
}

/* Rows come through the second thread complete, in order and unchanged. */
static void test_same_rows(void **state)
{
    struct shop *shop = *state;
    struct listing direct = {0};
    struct listing piped = {0};
    fill(shop);
    assert_true(store_begin_reading(shop->store, &shop->err));
    assert_true(report_visit_lines(shop->store, &ALL, &LISTER, &direct, &shop->err));
    assert_true(line_pipe_visit(shop->store, &ALL, &LISTER, &piped, &shop->err));
    store_end_reading(shop->store);
    assert_true(direct.line_count > STOP_AT);
    assert_int_equal(direct.line_count, piped.line_count);
    assert_string_equal(direct.out.bytes, piped.out.bytes);
    buffer_close(&direct.out);
    buffer_close(&piped.out);
}

/* A visitor that refuses a row ends the reading with its words, and sees no row after that; in the
 * first batch, in a later one and in the last. */
static void test_refused_row(void **state)
{
    static const size_t stops[] = {1, 3000, STOP_AT};
    struct shop *shop = *state;
    fill(shop);
    assert_true(store_begin_reading(shop->store, &shop->err));
    for (size_t i = 0; i < ARRAY_LENGTH(stops); i++) {
        struct listing listing = {.stop_at = stops[i]};
        assert_false(line_pipe_visit(shop->store, &ALL, &LISTER, &listing, &shop->err));
        assert_string_equal(shop->err.text, "stopped");
        assert_int_equal(listing.line_count, stops[i]);
        buffer_close(&listing.out);
    }
    store_end_reading(shop->store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_same_rows, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(test_refused_row, shop_open, shop_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
