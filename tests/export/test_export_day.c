#include "tests/export/shop.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "domain/day.h"
#include "export/export_day.h"
#include "store/report.h"
#include "tests/columns.h"

static const struct report_range THE_23RD = {"2026-11-23", "2026-11-23", REPORT_ALL_NODES};

static bool export_to(struct shop *shop, const struct report_range *range,
    struct export_day_form form, const char *folder, struct export_day_counts *counts)
{
    struct zone *zone;
    struct error err;
    if (!zone_open("Europe/Berlin", &zone, &err)) {
        fail_msg("%s", err.text);
    }
    form.zone = zone;
    bool done = export_day(shop->store, range, &form, folder, counts, &shop->err);
    zone_close(zone);
    return done;
}

static void read_out(const struct shop *shop, const char *name, struct buffer *out)
{
    char path[160];
    struct error err;
    snprintf(path, sizeof(path), "%s/%s", shop->out, name);
    if (!buffer_read_file(out, path, &err)) {
        fail_msg("%s", err.text);
    }
}

static size_t count_files(const char *folder)
{
    size_t count = 0;
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (struct dirent *entry = readdir(listing); entry != NULL; entry = readdir(listing)) {
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2 ? 1 : 0;
    }
    closedir(listing);
    return count;
}

/* The three files in each form are what they are meant to be, byte by byte, and exporting again
 * into the same folder puts the new ones in the place of the old ones. */
static void test_golden(void **state)
{
    struct shop *shop = *state;
    const struct {
        struct export_day_form form;
        const char *written, *golden;
    } forms[] = {
        {{.format = TABLE_CSV, .dialect = CSV_RFC4180}, "csv", "csv"},
        {{.format = TABLE_CSV, .dialect = CSV_EXCEL_EU}, "csv", "excel-eu.csv"},
        {{.format = TABLE_JSON, .dialect = CSV_RFC4180}, "json", "json"},
    };
    static const char *const tables[] = {"sales", "payments", "day"};
    for (size_t i = 0; i < ARRAY_LENGTH(forms); i++) {
        struct export_day_counts counts;
        if (!export_to(shop, &THE_23RD, forms[i].form, shop->out, &counts)) {
            fail_msg("%s", shop->err.text);
        }
        assert_int_equal(counts.line_count, 5);
        assert_int_equal(counts.payment_count, 4);
        for (size_t k = 0; k < ARRAY_LENGTH(tables); k++) {
            char written[32], golden[32];
            struct buffer found = {0};
            snprintf(written, sizeof(written), "%s.%s", tables[k], forms[i].written);
            snprintf(golden, sizeof(golden), "%s.%s", tables[k], forms[i].golden);
            read_out(shop, written, &found);
            shop_check_golden(found.bytes, found.size, golden);
            buffer_close(&found);
        }
    }
    assert_int_equal(count_files(shop->out), 6);
}

/* A day without sales gives headers only, and empty arrays in JSON. */
static void test_empty_day(void **state)
{
    struct shop *shop = *state;
    const struct report_range empty = {"2026-11-22", "2026-11-22", REPORT_ALL_NODES};
    struct export_day_counts counts;
    struct buffer day = {0};
    struct buffer sales = {0};
    struct export_day_form csv = {.format = TABLE_CSV, .dialect = CSV_RFC4180};
    struct export_day_form json = {.format = TABLE_JSON};
    assert_true(export_to(shop, &empty, csv, shop->out, &counts));
    assert_int_equal(counts.line_count, 0);
    read_out(shop, "day.csv", &day);
    assert_string_equal(day.bytes, "business_day,till,section,key,count,amount\r\n");
    assert_true(export_to(shop, &empty, json, shop->out, &counts));
    read_out(shop, "sales.json", &sales);
    assert_string_equal(sales.bytes, "[\n]\n");
    buffer_close(&day);
    buffer_close(&sales);
}

/* One till's export has its sales and no others. */
static void test_one_till(void **state)
{
    struct shop *shop = *state;
    const struct report_range second = {"2026-11-23", "2026-11-24", 2};
    struct export_day_form csv = {.format = TABLE_CSV, .dialect = CSV_RFC4180};
    struct export_day_counts counts;
    struct buffer payments = {0};
    assert_true(export_to(shop, &second, csv, shop->out, &counts));
    read_out(shop, "payments.csv", &payments);
    assert_string_equal(payments.bytes,
        "sale,till,business_day,paid_at,tender,amount,tendered,change,currency,reference\r\n"
        "2-000001,2,2026-11-23,2026-11-24T02:30:00+01:00,cash,-2.20,-2.20,0.00,EUR,\r\n");
    buffer_close(&payments);
}

/* What stops an export is named, and then the folder is as it was: no new file, no part of one,
 * the old ones untouched. */
static void test_refusals(void **state)
{
    struct shop *shop = *state;
    struct export_day_form csv = {.format = TABLE_CSV, .dialect = CSV_RFC4180};
    struct export_day_counts counts;
    struct buffer sales = {0};
    char deep[128];
    snprintf(deep, sizeof(deep), "%s/no/such", shop->path); /* below a file */
    assert_false(export_to(shop, &THE_23RD, csv, deep, &counts));
    assert_non_null(strstr(shop->err.text, shop->path));
    assert_false(export_to(shop, &THE_23RD, csv, shop->path, &counts)); /* a file */
    assert_non_null(strstr(shop->err.text, shop->path));
    assert_false(export_to(shop, &THE_23RD, csv, "/proc", &counts));
    assert_non_null(strstr(shop->err.text, "/proc"));

    assert_true(export_to(shop, &THE_23RD, csv, shop->out, &counts));
    int folder = open(shop->out, O_RDONLY | O_DIRECTORY);
    assert_int_equal(flock(folder, LOCK_EX), 0);
    assert_false(export_to(shop, &THE_23RD, csv, shop->out, &counts));
    assert_int_equal(shop->err.code, ERROR_BUSY);
    close(folder);

    char day[128];
    snprintf(day, sizeof(day), "%s/day.csv", shop->out);
    assert_int_equal(unlink(day), 0);
    assert_int_equal(mkdir(day, 0700), 0);
    const struct report_range other = {"2026-11-24", "2026-11-24", REPORT_ALL_NODES};
    assert_false(export_to(shop, &other, csv, shop->out, &counts));
    assert_non_null(strstr(shop->err.text, "day.csv"));
    read_out(shop, "sales.csv", &sales);
    shop_check_golden(sales.bytes, sales.size, "sales.csv");
    assert_int_equal(count_files(shop->out), 3);
    buffer_close(&sales);
}

/* Sales in two currencies have no sum: nothing is written. */
static void test_two_currencies(void **state)
{
    struct shop *shop = *state;
    struct export_day_form csv = {.format = TABLE_CSV, .dialect = CSV_RFC4180};
    struct export_day_counts counts;
    shop_run_sql(shop, "INSERT INTO sale (" SALE_COLUMNS
                       ") VALUES (1000000000009, '2026-11-23', 1795500000000, NULL,"
                       " '', 'sale', 'CHF', 'gross', 'line', 0, 0, 0, 0, NULL, NULL, NULL)");
    assert_false(export_to(shop, &THE_23RD, csv, shop->out, &counts));
    assert_non_null(strstr(shop->err.text, "CHF"));
    assert_int_equal(count_files(shop->out), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_golden, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(test_empty_day, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(test_one_till, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(test_refusals, shop_open, shop_close),
        cmocka_unit_test_setup_teardown(test_two_currencies, shop_open, shop_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
