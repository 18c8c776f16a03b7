/* Copies the rows of a till's file into a plain one by prepared inserts, 1,000 sales a transaction:
 * what verify, apply and the size of the file are compared with. Only the inserts are timed.
 *     bench_plain TILL.db TARGET.db */

#include <inttypes.h>
#include <stdio.h>

#include "bench/clock.h"
#include "bench/plain.h"

#define SALES_A_TRANSACTION 1000

int main(int argument_count, char **arguments)
{
    if (argument_count != 3) {
        fprintf(stderr, "usage: bench_plain TILL.db TARGET.db\n");
        return 2;
    }
    struct plain *plain = plain_open(arguments[1], arguments[2]);
    double rest_seconds, sales_seconds = 0;
    size_t rows, sales = 0, taken;
    int64_t last_id = 0;
    plain_take_rest(plain);
    double began = wall_us();
    rows = plain_insert(plain);
    rest_seconds = (wall_us() - began) / 1e6;
    do {
        taken = plain_take_sales(plain, last_id, SALES_A_TRANSACTION, &last_id);
        began = wall_us();
        rows += plain_insert(plain);
        sales_seconds += (wall_us() - began) / 1e6;
        sales += taken;
    } while (taken > 0);
    plain_close(plain);
    printf("{\"rest_seconds\": %.6f, \"sales_seconds\": %.6f, \"rows\": %zu, \"sales\": %zu}\n",
        rest_seconds, sales_seconds, rows, sales);
    return 0;
}
