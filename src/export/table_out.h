#ifndef TILLTALE_EXPORT_TABLE_OUT_H
#define TILLTALE_EXPORT_TABLE_OUT_H

/* Table out: the same rows as CSV or as JSON.
 *
 * A table has named columns; a row gives its cells in their order, each with the index of its
 * column. As CSV the names are the header; as JSON each row is an object on a line of its own in
 * one array, with the names as keys, amounts as decimal strings, counts as numbers, and null for
 * a missing text. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/csv.h"
#include "base/text.h"

enum table_format {
    TABLE_CSV,
    TABLE_JSON
};

struct table_out {
    enum table_format format;
    struct csv_writer csv;
    struct buffer *out; /* the caller's */
    const char *const *columns;
    size_t column_count;
    size_t next_column;
    size_t row_count;
};

/* Cells that several rows share, kept as the bytes they are in the file. */
struct table_part {
    struct buffer bytes;
    size_t end_column; /* the first one behind it */
};

/* Begins the table with its header. `columns` must outlive it. */
struct table_out table_begin(struct buffer *out, enum table_format format,
    struct csv_dialect dialect, const char *const *columns, size_t column_count);
void table_end(struct table_out *table);

void table_begin_row(struct table_out *table);
void table_end_row(struct table_out *table);

void table_text(struct table_out *table, size_t column, struct text_view text);
/* An empty cell, or null, where `text` is empty. */
void table_optional(struct table_out *table, size_t column, struct text_view text);
/* A tax code, "19" or "5+9.975": a number if it is one, else text with the dialect's mark. */
void table_rates(struct table_out *table, size_t column, struct text_view code);
/* `value` / 10^decimals: with all decimals, or without zeros at their end. */
void table_decimal(struct table_out *table, size_t column, int64_t value, int decimals);
void table_decimal_short(struct table_out *table, size_t column, int64_t value, int decimals);
void table_integer(struct table_out *table, size_t column, int64_t value);

/* Where the next cell will stand, and: keeps the cells from there to here, and writes them again
 * in another row, which must have come to the same column. */
size_t table_mark(const struct table_out *table);
void table_keep(const struct table_out *table, size_t mark, struct table_part *part);
void table_repeat(struct table_out *table, const struct table_part *part);

#endif
