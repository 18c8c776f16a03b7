#include "export/text_table.h"

#include <string.h>
#include <utf8proc.h>

#include "base/compiler.h"

struct text_table text_table_begin(const char *alignments)
{
    struct text_table table = {.alignments = alignments, .column_count = strlen(alignments)};
    ASSERT(table.column_count > 0 && table.column_count <= TEXT_TABLE_COLUMNS_MAX);
    return table;
}

/* Reads the character at `text`. Returns its bytes; what is no UTF-8 goes byte by byte. */
static size_t next_character(const char *text, size_t size, utf8proc_int32_t *out_code)
{
    utf8proc_ssize_t bytes =
        utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, out_code);
    if (bytes > 0) {
        return (size_t)bytes;
    }
    *out_code = '?';
    return 1;
}

static size_t width_of(const char *text)
{
    size_t size = strlen(text);
    size_t width = 0;
    for (size_t i = 0; i < size;) {
        utf8proc_int32_t code;
        i += next_character(text + i, size - i, &code);
        int cells = utf8proc_charwidth(code);
        width += cells > 0 ? (size_t)cells : 0;
    }
    return width;
}

/* Controls of both blocks (U+0000 to U+001F, U+007F to U+009F) become blanks. */
static void append_shown(struct buffer *out, const char *text)
{
    size_t size = strlen(text);
    for (size_t i = 0; i < size;) {
        utf8proc_int32_t code;
        size_t bytes = next_character(text + i, size - i, &code);
        if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
            buffer_append_char(out, ' ');
        } else {
            buffer_append(out, text + i, bytes);
        }
        i += bytes;
    }
}

void text_table_cell(struct text_table *table, const char *text)
{
    size_t start = table->cells.size;
    append_shown(&table->cells, text);
    buffer_append_char(&table->cells, '\0');
    size_t width = width_of(table->cells.bytes + start);
    size_t *column = &table->widths[table->cell_count % table->column_count];
    *column = width > *column ? width : *column;
    table->cell_count++;
}

static void append_blanks(struct buffer *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_append_char(out, ' ');
    }
}

static void trim_end(struct buffer *out)
{
    while (out->size > 0 && out->bytes[out->size - 1] == ' ') {
        out->bytes[--out->size] = '\0';
    }
}

void text_table_print(const struct text_table *table, struct buffer *out)
{
    ASSERT(table->cell_count % table->column_count == 0);
    const char *cell = table->cells.bytes;
    for (size_t i = 0; i < table->cell_count; i++) {
        size_t column = i % table->column_count;
        size_t pad = table->widths[column] - width_of(cell);
        bool is_right = table->alignments[column] == 'r';
        append_blanks(out, column > 0 ? 2 : 0);
        append_blanks(out, is_right ? pad : 0);
        buffer_append_text(out, cell);
        append_blanks(out, is_right ? 0 : pad);
        if (column + 1 == table->column_count) {
            trim_end(out);
            buffer_append_char(out, '\n');
        }
        cell += strlen(cell) + 1;
    }
}

void text_table_close(struct text_table *table)
{
    buffer_close(&table->cells);
    *table = (struct text_table){0};
}
