#include "export/table_out.h"

#include <string.h>

#include "base/buffer.h"
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

void table_rates(struct table_out *table, size_t column, struct text_view code)
{
    char text[64];
    bool is_as_it_is = table->format == TABLE_JSON || table->csv.dialect.decimal_mark == '.' ||
                       memchr(code.bytes, '.', code.size) == NULL;
    if (is_as_it_is) {
        table_text(table, column, code);
        return;
    }
    (void)text_copy_view(text, sizeof(text), code);
    for (char *mark = strchr(text, '.'); mark != NULL; mark = strchr(mark + 1, '.')) {
        *mark = table->csv.dialect.decimal_mark;
    }
    table_text(table, column, text_view_of(text));
}

void table_decimal(struct table_out *table, size_t column, int64_t value, int decimals)
{
    const char *key;
    if (begin_cell(table, column, &key)) {
        json_write_decimal(table->out, key, value, decimals);
    } else {
        csv_write_decimal(&table->csv, value, decimals);
    }
}

void table_decimal_short(struct table_out *table, size_t column, int64_t value, int decimals)
{
    while (decimals > 0 && value % 10 == 0) {
        value /= 10;
        decimals--;
    }
    table_decimal(table, column, value, decimals);
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

size_t table_mark(const struct table_out *table)
{
    return table->out->size;
}

void table_keep(const struct table_out *table, size_t mark, struct table_part *part)
{
    ASSERT(mark <= table->out->size);
    buffer_clear(&part->bytes);
    buffer_append(&part->bytes, table->out->bytes + mark, table->out->size - mark);
    part->end_column = table->next_column;
}

void table_repeat(struct table_out *table, const struct table_part *part)
{
    buffer_append(table->out, part->bytes.bytes, part->bytes.size);
    table->next_column = part->end_column;
    table->csv.row_cells = part->end_column;
}
