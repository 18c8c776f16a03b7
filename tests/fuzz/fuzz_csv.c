/* Any bytes are rows, bad rows and an end; places lie within the file; and what was read, written
 * again, reads as the same fields. */

#include "base/csv.h"
#include "base/error.h"
#include "fuzz/fuzz.h"

static void write_row(struct csv_writer *writer, const struct csv_reader *reader)
{
    for (size_t i = 0; i < reader->field_count; i++) {
        csv_write_text_view(writer, reader->fields[i].text);
    }
    csv_end_row(writer);
}

/* Reads all rows; those that are good go to `out`, unless it is NULL. Returns how many. */
static size_t read_all(const void *bytes, size_t size, struct buffer *out)
{
    struct csv_reader reader;
    struct error err;
    if (!csv_open(bytes, size, &reader, &err)) {
        ASSERT(err.code == ERROR_INVALID);
        return 0;
    }
    struct csv_writer writer = {0};
    if (out != NULL) {
        writer = csv_writer_begin(out, CSV_RFC4180);
    }
    size_t rows = 0;
    for (;;) {
        enum csv_result result = csv_read_row(&reader, &err);
        ASSERT(reader.byte_offset <= reader.byte_size);
        if (result == CSV_END) {
            break;
        }
        if (result == CSV_BAD_ROW) {
            ASSERT(reader.error_line >= 1 && reader.error_column >= 1 && err.text[0] != '\0');
            continue;
        }
        ASSERT(reader.field_count >= 1 && reader.field_count <= CSV_FIELDS_MAX);
        for (size_t i = 0; i < reader.field_count; i++) {
            ASSERT(text_is_utf8(reader.fields[i].text.bytes, reader.fields[i].text.size, NULL));
            ASSERT(reader.fields[i].line >= 1 && reader.fields[i].column >= 1);
        }
        rows++;
        if (out != NULL) {
            write_row(&writer, &reader);
        }
    }
    csv_close(&reader);
    return rows;
}

void fuzz_one(const uint8_t *bytes, size_t size)
{
    struct buffer once = {0}, twice = {0};
    size_t rows = read_all(bytes, size, &once);
    if (rows > 0) {
        read_all(once.bytes, once.size, &twice);
    }
    buffer_close(&once);
    buffer_close(&twice);
}
