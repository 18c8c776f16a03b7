/* A damaged entry of the journal is refused, or its rows are within their bounds and can be
 * written again; the reader never leaves the entry's bytes. */

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "store/entry.h"

static void write_again(struct entry_writer *writer, const struct entry_row *row)
{
    entry_write_row_head(writer, row->table, row->columns, row->operation, row->present);
    for (int column = 0; column < row->columns; column++) {
        if ((row->present >> column & 1) != 0) {
            entry_write_value(writer, column, &row->values[column]);
        }
    }
}

/* Reads every row that is well; those go to `out`, unless it is NULL. Returns how many. */
static size_t read_rows(const uint8_t *bytes, size_t size, int64_t node, struct buffer *out)
{
    struct error err;
    struct entry_reader reader;
    struct entry_writer writer;
    bool is_row = false;
    size_t rows = 0;
    if (out != NULL) {
        buffer_append(out, bytes, ENTRY_HEADER_SIZE);
        entry_writer_init(&writer, out, node);
    }
    entry_reader_init(&reader, bytes, size, node);
    while (entry_read_row(&reader, &is_row, &err) && is_row) {
        ASSERT(reader.row.columns >= 0 && reader.row.columns <= ENTRY_COLUMNS_MAX);
        rows++;
        if (out != NULL) {
            write_again(&writer, &reader.row);
        }
    }
    return rows;
}

void fuzz_one(const uint8_t *bytes, size_t size)
{
    struct error err;
    struct entry_header header;
    uint8_t hash[ENTRY_HASH_SIZE];
    static const uint8_t ZEROS[ENTRY_HASH_SIZE];
    entry_hash(ZEROS, bytes, size, hash);
    if (!entry_read_header(bytes, size, &header, &err)) {
        ASSERT(err.code == ERROR_CORRUPT);
        return;
    }
    struct buffer copy = {0};
    size_t rows = read_rows(bytes, size, header.node, &copy);
    ASSERT(read_rows((const uint8_t *)copy.bytes, copy.size, header.node, NULL) == rows);
    buffer_close(&copy);
}
