/* A durable sale of four lines through the till's verbs, and the same rows by plain prepared
 * inserts into a second file, one after the other in one run.
 *     bench_sale TILL.db PLAIN.db SALES    prints medians in microseconds, wall and CPU */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "bench/clock.h"
#include "bench/plain.h"
#include "till/pay.h"
#include "till/sell.h"
#include "till/till.h"

#define SALES_MAX 100000
#define PRODUCTS_MAX 64
#define LINES 4

struct series {
    double wall[SALES_MAX];
    double cpu[SALES_MAX];
};

static void fail(const struct error *err)
{
    fprintf(stderr, "bench_sale: %s\n", err->text);
    exit(1);
}

static size_t read_products(const char *path, int64_t *out_ids, int64_t *out_last_sale)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    size_t count = 0;
    sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL);
    sqlite3_prepare_v2(database,
        "SELECT id FROM product WHERE unit = 'each' AND price_minor > 0 LIMIT 64", -1, &statement,
        NULL);
    while (sqlite3_step(statement) == SQLITE_ROW && count < PRODUCTS_MAX) {
        out_ids[count++] = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    sqlite3_prepare_v2(database, "SELECT coalesce(max(id), 0) FROM sale", -1, &statement, NULL);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        *out_last_sale = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return count;
}

/* Rings the lines up (not timed: nothing durable happens there) and pays (timed). */
static void sell(struct till *till, const int64_t *products, size_t product_count, size_t number,
    struct series *ours)
{
    struct error err;
    struct till_outcome outcome;
    for (size_t i = 0; i < LINES; i++) {
        int64_t product = products[(number * 7 + i * 13) % product_count];
        if (!till_add_product(till, product, 1000, TILL_PRICE_OWN, &outcome, &err)) {
            fail(&err);
        }
    }
    struct tender cash = {.kind = TENDER_CASH};
    cash.tendered_minor = till_still_due(till, TENDER_CASH) + 500;
    double wall = wall_us(), cpu = cpu_us();
    if (!till_pay(till, &cash, &err)) {
        fail(&err);
    }
    ours->cpu[number] = cpu_us() - cpu;
    ours->wall[number] = wall_us() - wall;
}

int main(int argument_count, char **arguments)
{
    static struct series ours, plain_series; /* too large for a stack */
    struct error err;
    struct till *till = NULL;
    if (argument_count != 4) {
        fprintf(stderr, "usage: bench_sale TILL.db PLAIN.db SALES\n");
        return 2;
    }
    size_t sales = strtoul(arguments[3], NULL, 10);
    sales = sales > SALES_MAX ? SALES_MAX : sales;
    int64_t products[PRODUCTS_MAX], last_sale = 0;
    size_t product_count = read_products(arguments[1], products, &last_sale);
    if (product_count < LINES || !till_open(arguments[1], clock_system(), 0, &till, &err)) {
        fail(&err);
    }
    struct plain *plain = plain_open(arguments[1], arguments[2]);
    plain_take_rest(plain);
    plain_insert(plain);

    for (size_t i = 0; i < sales; i++) {
        sell(till, products, product_count, i, &ours);
        if (plain_take_sales(plain, last_sale, 1, &last_sale) != 1) {
            fprintf(stderr, "bench_sale: the sale is not in the file\n");
            return 1;
        }
        double wall = wall_us(), cpu = cpu_us();
        plain_insert(plain);
        plain_series.cpu[i] = cpu_us() - cpu;
        plain_series.wall[i] = wall_us() - wall;
    }
    printf(
        "{\"sales\": %zu, \"wall_us\": %.2f, \"plain_wall_us\": %.2f, \"cpu_us\": %.2f,"
        " \"plain_cpu_us\": %.2f}\n",
        sales, median_of(ours.wall, sales), median_of(plain_series.wall, sales),
        median_of(ours.cpu, sales), median_of(plain_series.cpu, sales));
    plain_close(plain);
    till_close(till);
    return 0;
}
