#ifndef TILLTALE_TESTS_BENCH_PLAIN_H
#define TILLTALE_TESTS_BENCH_PLAIN_H

/* Plain: the other arm of the store's benches. A second file with the same tables and indices as a
 * till's, and nothing else of ours: no triggers, no journal, no hook; the same rows get into it by
 * prepared inserts. Pragmas are the till's (WAL, synchronous FULL, foreign keys).
 *
 * A failure ends the program: a bench with half of its rows measures nothing. */

#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

struct plain;

/* `source` is the till's file, read through a connection of its own. `target` must not exist. */
struct plain *plain_open(const char *source, const char *target);
void plain_close(struct plain *plain);

/* Takes the rows of the tables that hang on a sale (sale, lines, payments, touches), for ids after
 * `after_id`, at most `sales_max` sales, from the source into memory. Returns how many sales. */
size_t plain_take_sales(
    struct plain *plain, int64_t after_id, size_t sales_max, int64_t *out_last_id);

/* The same for every other table that is journaled, all rows: catalogue, campaigns, settings. */
void plain_take_rest(struct plain *plain);

/* Inserts what was taken in one transaction and forgets it. Returns how many rows. */
size_t plain_insert(struct plain *plain);

#endif
