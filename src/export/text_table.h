#ifndef TILLTALE_EXPORT_TEXT_TABLE_H
#define TILLTALE_EXPORT_TEXT_TABLE_H

/* Text table: rows of cells, lined up for a terminal.
 *
 * Widths are counted in terminal cells: wide characters are two, combining ones none. Control
 * characters of a text are shown as blanks, so no name breaks a row or speaks to the terminal.
 *
 *     struct text_table table = text_table_begin("lr");    left, right
 *     text_table_cell(&table, "Sales"); text_table_cell(&table, "142");
 *     text_table_print(&table, &out);
 *     text_table_close(&table);
 */

#include <stddef.h>

#include "base/buffer.h"

#define TEXT_TABLE_COLUMNS_MAX 12

struct text_table {
    const char *alignments; /* 'l' or 'r' a column; the caller's */
    size_t column_count;
    size_t widths[TEXT_TABLE_COLUMNS_MAX];
    struct buffer cells; /* each with its NUL */
    size_t cell_count;
};

struct text_table text_table_begin(const char *alignments);

/* The next cell; rows fill from left to right. */
void text_table_cell(struct text_table *table, const char *text);

/* Appends all rows, two blanks between columns, without blanks at the end of a line. Every row
 * is full (ASSERT). */
void text_table_print(const struct text_table *table, struct buffer *out);

void text_table_close(struct text_table *table);

#endif
