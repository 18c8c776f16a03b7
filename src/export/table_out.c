#include "export/table_out.h"

#include <string.h>

#include "base/buffer.h"
#include "base/decimal.h"
#include "export/json_write.h"

struct table_out table_begin(struct buffer *out, enum table_format format,
    struct csv_dialect dialect, const char *const *columns, size_t column_count)
{
    struct table_out table = {
        .format = format, .out = out, .columns = columns, .column_count = column_count};
    if (format == TABLE_JSON) {
        buffer_append_char(out, '[');
        return table;
    }
    table.csv = csv_writer_begin(out, dialect);
    for (size_t i = 0; i < column_count; i++) {
        csv_write_text(&table.csv, columns[i]);
    }
    csv_end_row(&table.csv);
    return table;
}

void table_end(struct table_out *table)
{
    if (table->format == TABLE_JSON) {
        buffer_append_text(table->out, "\n]\n");
    }
}

void table_begin_row(struct table_out *table)
{
    table->next_column = 0;
    if (table->format == TABLE_JSON) {
        buffer_append_text(table->out, table->row_count > 0 ? ",\n" : "\n");
        json_write_begin(table->out, NULL, '{');
    }
}

void table_end_row(struct table_out *table)
{
    ASSERT(table->next_column == table->column_count);
    table->row_count++;
    if (table->format == TABLE_JSON) {
        json_write_end(table->out, '}');
    } else {
        csv_end_row(&table->csv);
    }
}

/* True if the cell goes to JSON, under *out_key. */
static bool begin_cell(struct table_out *table, size_t column, const char **out_key)
{
    ASSERT(column == table->next_column && column < table->column_count);
    table->next_column++;
    *out_key = table->columns[column];
    return table->format == TABLE_JSON;
}

void table_text(struct table_out *table, size_t column, struct text_view text)
{
    const char *key;
    if (begin_cell(table, column, &key)) {
        json_write_view(table->out, key, text);
    } else {
        csv_write_text_view(&table->csv, text);
    }
}

void table_optional(struct table_out *table, size_t column, struct text_view text)
{
    const char *key;
    if (text.size > 0) {
        table_text(table, column, text);
    } else if (begin_cell(table, column, &key)) {
        json_write_text(table->out, key, NULL);
    } else {
        csv_write_text_view(&table->csv, text);
    }
}

void table_number(struct table_out *table, size_t column, const char *number)
{
    const char *key;
    if (begin_cell(table, column, &key)) {
        json_write_text(table->out, key, number);
    } else {
        csv_write_number(&table->csv, number);
    }
}

void table_rates(struct table_out *table, size_t column, const char *code)
{
    char text[64];
    if (table->format == TABLE_JSON || strchr(code, '+') == NULL) {
        table_number(table, column, code);
        return;
    }
    (void)text_copy(text, sizeof(text), code);
    for (char *mark = strchr(text, '.'); mark != NULL; mark = strchr(mark + 1, '.')) {
        *mark = table->csv.dialect.decimal_mark;
    }
    table_text(table, column, text_view_of(text));
}

void table_decimal(struct table_out *table, size_t column, int64_t value, int decimals)
{
    char text[DECIMAL_TEXT_MAX];
    table_number(table, column, decimal_print(value, decimals, text));
}

void table_integer(struct table_out *table, size_t column, int64_t value)
{
    const char *key;
    if (begin_cell(table, column, &key)) {
        json_write_integer(table->out, key, value);
    } else {
        csv_write_integer(&table->csv, value);
    }
}
