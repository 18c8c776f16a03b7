#ifndef TILLTALE_STORE_CLASS_H
#define TILLTALE_STORE_CLASS_H

/* Class: what may happen to the rows of each table, and its number in the journal.
 *
 * One row a table of the schema; a test compares the two. Numbers are never reused. A table
 * that stands not here cannot be written: the hook fails the transaction. The key of every
 * table is its first columns. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum table_class {
    CLASS_FACT,   /* insert-only, journaled by the node whose ids it carries */
    CLASS_OFFICE, /* changed by key, journaled in chain 0 by the holder of the pen */
    CLASS_LOCAL,  /* this file only; `mac`, the last column, is the keyed check of the others */
    CLASS_SEALED, /* beside its lead's entry, not in it; `mac` as above */
    CLASS_JOURNAL /* the chains themselves */
};

enum table_key {
    KEY_ID,  /* the first column is an id, node * 10^12 + n; of office rows node 0. No DELETE */
    KEY_TEXT /* named by a text or a number without a node */
};

struct table_row {
    const char *name;
    uint8_t number;
    enum table_class class;
    enum table_key key;
    uint8_t key_columns;
    uint8_t columns;
    /* A further column that refers to a row of the same node and is checked as such; 0: none.
     * A key column that refers to one is checked anyway. */
    uint8_t reference;
};

/* Numbers that rules of the journal name. */
#define TABLE_PEN 1
#define TABLE_TILL 2

#define TABLE_ROW_COUNT 66
/* Sorted by name. */
extern const struct table_row TABLE_ROWS[TABLE_ROW_COUNT];

/* NULL if there is no such table. */
const struct table_row *table_row_find(const char *name);
const struct table_row *table_row_of_number(uint64_t number);

#endif
