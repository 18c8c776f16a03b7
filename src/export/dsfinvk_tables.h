#ifndef TILLTALE_EXPORT_DSFINVK_TABLES_H
#define TILLTALE_EXPORT_DSFINVK_TABLES_H

/* The tables of DSFinV-K and their columns, for the files and for index.xml. Private to
 * src/export. */

#include <stddef.h>

struct buffer;

enum dsfinvk_table {
    DSFINVK_CLOSING,
    DSFINVK_LOCATION,
    DSFINVK_REGISTER,
    DSFINVK_SLAVES,
    DSFINVK_AGENCY,
    DSFINVK_VAT,
    DSFINVK_TSE,
    DSFINVK_CASES,
    DSFINVK_PAYMENT,
    DSFINVK_CURRENCY,
    DSFINVK_TRANSACTIONS,
    DSFINVK_TRANSACTIONS_VAT,
    DSFINVK_DATAPAYMENT,
    DSFINVK_GROUPS,
    DSFINVK_REFERENCES,
    DSFINVK_TRANSACTIONS_TSE,
    DSFINVK_LINES,
    DSFINVK_LINES_VAT,
    DSFINVK_ITEMAMOUNTS,
    DSFINVK_SUBITEMS,
    DSFINVK_TABLE_COUNT
};

#define DSFINVK_COLUMNS_MAX 24
#define DSFINVK_TEXT (-1)

struct dsfinvk_column {
    const char *name;
    int decimals; /* DSFINVK_TEXT: text */
};

struct dsfinvk_table_row {
    const char *file, *name, *description;
    struct dsfinvk_column columns[DSFINVK_COLUMNS_MAX]; /* name NULL after the last */
};

/* The first three columns of all are Z_KASSE_ID, Z_ERSTELLUNG and Z_NR. */
extern const struct dsfinvk_table_row DSFINVK_TABLES[DSFINVK_TABLE_COUNT];

/* Appends index.xml. */
void dsfinvk_append_index(struct buffer *out, const char *shop);

#endif
