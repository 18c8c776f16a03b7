/* The report of one day, and of its products, against the same sums by a scan that does not use the
 * index on the business day.
 *     bench_report TILL.db    prints medians in microseconds, for the last whole day */

#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

#include "base/error.h"
#include "bench/clock.h"
#include "store/report.h"
#include "store/store.h"

#define ROUNDS 15
#define SCAN_ROUNDS 5

static const char *const DAY_SCANS[] = {
    "SELECT count(*), sum(gross_minor) FROM sale NOT INDEXED WHERE business_day = ?1",
    "SELECT tender, count(*), sum(amount_minor) FROM sale s NOT INDEXED JOIN payment p"
    " ON p.sale_id = s.id WHERE business_day = ?1 GROUP BY tender",
    "SELECT tax_code, category, sum(l.net_minor), sum(l.tax_minor) FROM sale s NOT INDEXED"
    " JOIN sale_line l ON l.sale_id = s.id WHERE business_day = ?1 GROUP BY tax_code, category",
};
static const char *const PRODUCT_SCANS[] = {
    "SELECT sku, count(*), sum(quantity_milli), sum(l.gross_minor) FROM sale s NOT INDEXED"
    " JOIN sale_line l ON l.sale_id = s.id WHERE business_day = ?1 GROUP BY sku"
    " ORDER BY 4 DESC",
};

static void fail(const struct error *err)
{
    fprintf(stderr, "bench_report: %s\n", err->text);
    exit(1);
}

static double scan_us(sqlite3 *database, const char *const *queries, size_t count, const char *day)
{
    double began = wall_us();
    for (size_t i = 0; i < count; i++) {
        sqlite3_stmt *statement = NULL;
        sqlite3_prepare_v2(database, queries[i], -1, &statement, NULL);
        sqlite3_bind_text(statement, 1, day, -1, SQLITE_STATIC);
        while (sqlite3_step(statement) == SQLITE_ROW) {
        }
        if (sqlite3_finalize(statement) != SQLITE_OK) {
            fprintf(stderr, "bench_report: %s\n", sqlite3_errmsg(database));
            exit(1);
        }
    }
    return wall_us() - began;
}

static double day_us(struct store *store, const struct report_range *range)
{
    struct error err;
    struct report_day day = {0};
    double began = wall_us();
    if (!store_begin_reading(store, &err) || !report_read_day(store, range, true, &day, &err)) {
        fail(&err);
    }
    store_end_reading(store);
    double took = wall_us() - began;
    report_day_close(&day);
    return took;
}

static double products_us(struct store *store, const struct report_range *range)
{
    struct error err;
    struct report_products products = {0};
    double began = wall_us();
    if (!store_begin_reading(store, &err) || !report_read_products(store, range, &products, &err)) {
        fail(&err);
    }
    store_end_reading(store);
    double took = wall_us() - began;
    report_products_close(&products);
    return took;
}

static void find_day(sqlite3 *database, char day[11], int *out_sales)
{
    sqlite3_stmt *statement = NULL;
    sqlite3_prepare_v2(database,
        "SELECT business_day, count(*) FROM sale GROUP BY business_day ORDER BY 2 DESC, 1 DESC"
        " LIMIT 1",
        -1, &statement, NULL);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        snprintf(day, 11, "%s", (const char *)sqlite3_column_text(statement, 0));
        *out_sales = sqlite3_column_int(statement, 1);
    }
    sqlite3_finalize(statement);
}

int main(int argument_count, char **arguments)
{
    struct error err;
    sqlite3 *database = NULL;
    struct store *store = NULL;
    char day[11] = "";
    int sales = 0;
    double days[ROUNDS], products[ROUNDS], day_scans[SCAN_ROUNDS], product_scans[SCAN_ROUNDS];
    if (argument_count != 2 ||
        sqlite3_open_v2(arguments[1], &database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
        fprintf(stderr, "usage: bench_report TILL.db\n");
        return 2;
    }
    if (!store_open(arguments[1], STORE_OPEN_READ_ONLY, clock_system(), &store, &err)) {
        fail(&err);
    }
    find_day(database, day, &sales);
    struct report_range range = {.from = day, .to = day, .node = REPORT_ALL_NODES};
    for (int i = 0; i < ROUNDS; i++) {
        days[i] = day_us(store, &range);
        products[i] = products_us(store, &range);
        if (i < SCAN_ROUNDS) {
            day_scans[i] =
                scan_us(database, DAY_SCANS, sizeof DAY_SCANS / sizeof DAY_SCANS[0], day);
            product_scans[i] = scan_us(
                database, PRODUCT_SCANS, sizeof PRODUCT_SCANS / sizeof PRODUCT_SCANS[0], day);
        }
    }
    printf(
        "{\"sales_of_day\": %d, \"day_us\": %.1f, \"day_scan_us\": %.1f, \"products_us\": %.1f,"
        " \"products_scan_us\": %.1f}\n",
        sales, median_of(days, ROUNDS), median_of(day_scans, SCAN_ROUNDS),
        median_of(products, ROUNDS), median_of(product_scans, SCAN_ROUNDS));
    store_close(store);
    sqlite3_close(database);
    return 0;
}
