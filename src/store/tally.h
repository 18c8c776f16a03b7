#ifndef TILLTALE_STORE_TALLY_H
#define TILLTALE_STORE_TALLY_H

/* Tally: sums by key while rows stream past.
 *
 * A report reads each row once and adds it to a few tallies, which costs less than letting the
 * database sort the rows to group them. Rows stay in the order in which their keys came first.
 * Sums are checked: one that leaves 64 bits dooms the tally, and the reader asks once at the end. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TALLY_SUMS_MAX 7

struct tally_row {
    char *key; /* `key_size` bytes and a NUL; the tally's */
    size_t key_size;
    uint64_t hash;
    int64_t sums[TALLY_SUMS_MAX];
    int64_t mark; /* free for the caller, 0 at first */
};

/* A zeroed struct is an empty tally. */
struct tally {
    struct tally_row *rows;
    size_t row_count;
    size_t row_capacity;
    size_t *slots; /* hash table: index of a row + 1, 0 free */
    size_t slot_count;
    bool overflowed;
};

/* The row of the key, made with sums of 0 if it is new. Valid until the next call. */
struct tally_row *tally_find(struct tally *tally, const void *key, size_t key_size);

void tally_add(struct tally *tally, struct tally_row *row, size_t index, int64_t value);

/* Gives the memory back and leaves an empty tally. */
void tally_close(struct tally *tally);

#endif
