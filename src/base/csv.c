#include "base/csv.h"

#include <inttypes.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"

const struct csv_dialect CSV_RFC4180 = {.separator = ',', .decimal_mark = '.'};
const struct csv_dialect CSV_EXCEL_EU = {.separator = ';', .decimal_mark = ',', .with_bom = true};

static const char BOM[] = "\xEF\xBB\xBF";

/* --- opening ------------------------------------------------------------------------------- */

static void append_utf8(struct buffer *out, uint32_t code)
{
    char bytes[4];
    size_t size;
    if (code < 0x80) {
        bytes[0] = (char)code;
        size = 1;
    } else if (code < 0x800) {
        bytes[0] = (char)(0xC0 | code >> 6);
        bytes[1] = (char)(0x80 | (code & 0x3F));
        size = 2;
    } else if (code < 0x10000) {
        bytes[0] = (char)(0xE0 | code >> 12);
        bytes[1] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (code & 0x3F));
        size = 3;
    } else {
        bytes[0] = (char)(0xF0 | code >> 18);
        bytes[1] = (char)(0x80 | (code >> 12 & 0x3F));
        bytes[2] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[3] = (char)(0x80 | (code & 0x3F));
        size = 4;
    }
    buffer_append(out, bytes, size);
}

static uint32_t utf16_unit(const unsigned char *bytes, bool is_big_endian)
{
    return is_big_endian ? (uint32_t)bytes[0] << 8 | bytes[1] : (uint32_t)bytes[1] << 8 | bytes[0];
}

/* Converts what stands behind the BOM. */
static bool convert_utf16(const unsigned char *bytes, size_t size, bool is_big_endian,
    struct buffer *out, struct error *err)
{
    if (size % 2 != 0) {
        return error_set(err, ERROR_INVALID, "the file is UTF-16 and ends in half a character");
    }
    for (size_t at = 0; at < size; at += 2) {
        uint32_t code = utf16_unit(bytes + at, is_big_endian);
        if (code >= 0xD800 && code <= 0xDBFF && at + 4 <= size) {
            uint32_t low = utf16_unit(bytes + at + 2, is_big_endian);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (code >= 0xD800 && code <= 0xDFFF) {
            return error_set(err, ERROR_INVALID,
                "the file is UTF-16 and has half a character at byte %zu", at + 2);
        }
        append_utf8(out, code);
    }
    return true;
}

/* The separator that stands most often in the first line, outside quotes; a comma if none does. */
static char sniff_separator(const char *bytes, size_t size)
{
    static const char CANDIDATES[] = {',', ';', '\t'};
    size_t counts[sizeof(CANDIDATES)] = {0};
    bool is_quoted = false;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '"') {
            is_quoted = !is_quoted;
        } else if (!is_quoted && (bytes[i] == '\n' || bytes[i] == '\r')) {
            break;
        }
        for (size_t k = 0; k < sizeof(CANDIDATES) && !is_quoted; k++) {
            counts[k] += bytes[i] == CANDIDATES[k];
        }
    }
    size_t best = 0;
    for (size_t k = 1; k < sizeof(CANDIDATES); k++) {
        best = counts[k] > counts[best] ? k : best;
    }
    return CANDIDATES[best];
}

/* Blank lines in front would hide the separators from sniffing. */
static size_t blank_size(const char *bytes, size_t size)
{
    size_t at = 0;
    while (at < size && (bytes[at] == '\n' || bytes[at] == '\r')) {
        at++;
    }
    return at;
}

bool csv_open(const void *bytes, size_t size, struct csv_reader *out_reader, struct error *err)
{
    const unsigned char *from = bytes;
    struct csv_reader *reader = out_reader;
    memset(reader, 0, sizeof(*reader));
    reader->line = 1;
    reader->column = 1;
    if (size >= 2 &&
        ((from[0] == 0xFF && from[1] == 0xFE) || (from[0] == 0xFE && from[1] == 0xFF))) {
        if (!convert_utf16(from + 2, size - 2, from[0] == 0xFE, &reader->converted, err)) {
            buffer_close(&reader->converted);
            return false;
        }
        reader->bytes = reader->converted.bytes != NULL ? reader->converted.bytes : "";
        reader->byte_size = reader->converted.size;
    } else {
        bool has_bom = size >= 3 && memcmp(from, BOM, 3) == 0;
        reader->bytes = size > 0 ? (const char *)from + (has_bom ? 3 : 0) : "";
        reader->byte_size = size - (has_bom ? 3 : 0);
    }
    size_t blank = blank_size(reader->bytes, reader->byte_size);
    reader->separator = sniff_separator(reader->bytes + blank, reader->byte_size - blank);
    return true;
}

void csv_close(struct csv_reader *reader)
{
    buffer_close(&reader->converted);
    buffer_close(&reader->unquoted);
}

/* --- reading ------------------------------------------------------------------------------- */

static bool is_at_end(const struct csv_reader *reader)
{
    return reader->at == reader->byte_size;
}

static char next_byte(const struct csv_reader *reader)
{
    return reader->bytes[reader->at];
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* Steps over `size` bytes that are no line end. Columns count characters: bytes that go on with
 * one do not count. */
static void skip_bytes(struct csv_reader *reader, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        reader->column += ((unsigned char)reader->bytes[reader->at + i] & 0xC0) != 0x80;
    }
    reader->at += size;
}

/* Steps over CRLF, LF or CR. */
static void skip_line_end(struct csv_reader *reader)
{
    bool is_pair = next_byte(reader) == '\r' && reader->at + 1 < reader->byte_size &&
                   reader->bytes[reader->at + 1] == '\n';
    reader->at += is_pair ? 2 : 1;
    reader->line++;
    reader->column = 1;
}

/* Where the error is, and the words for it. */
static bool refuse(
    struct csv_reader *reader, enum error_code code, const char *why, struct error *err)
{
    reader->error_line = reader->line;
    reader->error_column = reader->column;
    return error_set(err, code, "%s", why);
}

/* Appends what lies between two places of the file to the field. */
static bool take_bytes(
    struct csv_reader *reader, size_t size, size_t field_start, struct error *err)
{
    if (reader->unquoted.size - field_start + size > CSV_FIELD_BYTES_MAX) {
        return refuse(reader, ERROR_LIMIT, "the field is too long", err);
    }
    buffer_append(&reader->unquoted, reader->bytes + reader->at, size);
    skip_bytes(reader, size);
    return true;
}

/* How many bytes follow before one that means something in a quoted or an unquoted field. */
static size_t plain_size(const struct csv_reader *reader, bool is_quoted)
{
    size_t at = reader->at;
    while (at < reader->byte_size) {
        char byte = reader->bytes[at];
        if (byte == '"' || is_line_end(byte) || (!is_quoted && byte == reader->separator)) {
            break;
        }
        at++;
    }
    return at - reader->at;
}

static bool read_quoted(struct csv_reader *reader, size_t field_start, struct error *err)
{
    size_t at = reader->at;
    uint32_t line = reader->line;
    uint32_t column = reader->column;
    skip_bytes(reader, 1);
    for (;;) {
        if (!take_bytes(reader, plain_size(reader, true), field_start, err)) {
            return false;
        }
        if (is_at_end(reader)) {
            reader->at = at; /* reading goes on behind the line of the quote */
            reader->line = line;
            reader->column = column;
            return refuse(reader, ERROR_INVALID, "the quote is never closed", err);
        }
        if (is_line_end(next_byte(reader))) {
            size_t from = reader->at;
            skip_line_end(reader);
            buffer_append(&reader->unquoted, reader->bytes + from, reader->at - from);
        } else {
            skip_bytes(reader, 1);
            bool is_doubled = !is_at_end(reader) && next_byte(reader) == '"';
            if (!is_doubled) {
                break;
            }
            if (!take_bytes(reader, 1, field_start, err)) {
                return false;
            }
        }
    }
    if (!is_at_end(reader) && next_byte(reader) != reader->separator &&
        !is_line_end(next_byte(reader))) {
        return refuse(reader, ERROR_INVALID,
            "text stands behind a closing quote; a quote inside a field is written twice", err);
    }
    return true;
}

/* A quote in the middle of an unquoted field (a 5" pipe) means itself. */
static bool read_unquoted(struct csv_reader *reader, size_t field_start, struct error *err)
{
    while (take_bytes(reader, plain_size(reader, false), field_start, err)) {
        if (is_at_end(reader) || next_byte(reader) != '"') {
            return true;
        }
        if (!take_bytes(reader, 1, field_start, err)) {
            return false;
        }
    }
    return false;
}

/* Checks the field's bytes; an error is placed at the field. */
static bool check_field(
    struct csv_reader *reader, const struct csv_field *field, size_t start, struct error *err)
{
    const char *bytes = reader->unquoted.bytes != NULL ? reader->unquoted.bytes + start : "";
    size_t size = reader->unquoted.size - start;
    const char *why = NULL;
    if (!text_is_utf8(bytes, size, NULL)) {
        why = "the field is not UTF-8; save the file as CSV UTF-8";
    } else if (size > 0 && memchr(bytes, '\0', size) != NULL) {
        why = "the field has a NUL in it";
    }
    if (why != NULL) {
        reader->error_line = field->line;
        reader->error_column = field->column;
        return error_set(err, ERROR_INVALID, "%s", why);
    }
    return true;
}

/* Reads the next field into `unquoted`. For now its view holds an offset, for the buffer may still
 * move. */
static bool read_field(struct csv_reader *reader, size_t *starts, struct error *err)
{
    if (reader->field_count == CSV_FIELDS_MAX) {
        return refuse(reader, ERROR_LIMIT, "the row has too many fields", err);
    }
    struct csv_field *field = &reader->fields[reader->field_count];
    size_t start = reader->unquoted.size;
    field->line = reader->line;
    field->column = reader->column;
    bool is_quoted = !is_at_end(reader) && next_byte(reader) == '"';
    if (!(is_quoted ? read_quoted(reader, start, err) : read_unquoted(reader, start, err)) ||
        !check_field(reader, field, start, err)) {
        return false;
    }
    starts[reader->field_count++] = start;
    return true;
}

static bool read_fields(struct csv_reader *reader, struct error *err)
{
    size_t starts[CSV_FIELDS_MAX];
    bool goes_on = true;
    while (goes_on) {
        if (!read_field(reader, starts, err)) {
            return false;
        }
        goes_on = !is_at_end(reader) && next_byte(reader) == reader->separator;
        if (goes_on) {
            skip_bytes(reader, 1);
        }
    }
    if (!is_at_end(reader)) {
        skip_line_end(reader);
    }
    const char *bytes = reader->unquoted.bytes != NULL ? reader->unquoted.bytes : "";
    for (size_t i = 0; i < reader->field_count; i++) {
        size_t end = i + 1 < reader->field_count ? starts[i + 1] : reader->unquoted.size;
        reader->fields[i].text =
            (struct text_view){.bytes = bytes + starts[i], .size = end - starts[i]};
    }
    return true;
}

/* After an error the next row begins behind the next line end, wherever the quotes are. */
static void skip_bad_row(struct csv_reader *reader)
{
    while (!is_at_end(reader) && !is_line_end(next_byte(reader))) {
        reader->at++;
    }
    if (!is_at_end(reader)) {
        skip_line_end(reader);
    }
}

enum csv_result csv_read_row(struct csv_reader *reader, struct error *err)
{
    while (!is_at_end(reader) && is_line_end(next_byte(reader))) {
        skip_line_end(reader);
    }
    reader->field_count = 0;
    buffer_clear(&reader->unquoted);
    reader->row_line = reader->line;
    reader->byte_offset = reader->at;
    if (is_at_end(reader)) {
        return CSV_END;
    }
    if (!read_fields(reader, err)) {
        skip_bad_row(reader);
        reader->field_count = 0;
        reader->byte_offset = reader->at;
        return CSV_BAD_ROW;
    }
    reader->byte_offset = reader->at;
    return CSV_ROW;
}

/* --- writing ------------------------------------------------------------------------------- */

struct csv_writer csv_writer_begin(struct buffer *out, struct csv_dialect dialect)
{
    if (dialect.with_bom) {
        buffer_append_text(out, BOM);
    }
    return (struct csv_writer){.out = out, .dialect = dialect};
}

/* Begins a cell of `size` bytes that are written at the place it returns. */
static char *begin_cell(struct csv_writer *writer, size_t size)
{
    char *out = buffer_reserve(writer->out, size + 1);
    if (writer->row_cells > 0) {
        *out++ = writer->dialect.separator;
        writer->out->size++;
    }
    writer->is_lone_empty = writer->row_cells == 0 && size == 0;
    writer->row_cells++;
    return out;
}

static void end_cell(struct csv_writer *writer, char *out, size_t size)
{
    out[size] = '\0';
    writer->out->size += size;
}

/* The same signs twice as wide (U+FF1D, FF0B, FF0D, FF20), which spreadsheets of East Asia read
 * as the narrow ones. */
static bool is_wide_sign(const char *bytes, size_t size)
{
    return size >= 3 && memcmp(bytes, "\xEF\xBC", 2) == 0 &&
           memchr("\x9D\x8B\x8D\xA0", bytes[2], 4) != NULL;
}

/* True for a text that a spreadsheet takes for a formula. Some trim spaces before they look. */
static bool is_formula(struct text_view text)
{
    size_t at = 0;
    while (at < text.size && text.bytes[at] == ' ') {
        at++;
    }
    return at < text.size && (memchr("=+-@\t\r", text.bytes[at], 6) != NULL ||
                                 is_wide_sign(text.bytes + at, text.size - at));
}

/* True if the text goes into the file as it is: no quotes, no apostrophe. Most cells do, so this
 * looks at each byte once. */
static bool is_plain(const struct csv_writer *writer, struct text_view text)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.bytes[i];
        if (byte == '"' || is_line_end(byte) || byte == writer->dialect.separator) {
            return false;
        }
    }
    /* Readers that trim would lose spaces at the ends. */
    return text.size == 0 ||
           (text.bytes[0] != ' ' && text.bytes[text.size - 1] != ' ' && !is_formula(text));
}

/* A formula alone needs no quotes, but the apostrophe. */
static bool needs_quotes(const struct csv_writer *writer, struct text_view text)
{
    bool is_needed = text.bytes[0] == ' ' || text.bytes[text.size - 1] == ' ';
    for (size_t i = 0; !is_needed && i < text.size; i++) {
        char byte = text.bytes[i];
        is_needed = byte == '"' || is_line_end(byte) || byte == writer->dialect.separator;
    }
    return is_needed;
}

static void write_special(struct csv_writer *writer, struct text_view text)
{
    bool is_quoted = needs_quotes(writer, text);
    if (is_quoted) {
        buffer_append_char(writer->out, '"');
    }
    if (is_formula(text)) {
        buffer_append_char(writer->out, '\'');
    }
    const char *from = text.bytes;
    const char *end = text.bytes + text.size;
    while (from < end) {
        const char *quote = memchr(from, '"', (size_t)(end - from));
        const char *to = quote != NULL ? quote + 1 : end;
        buffer_append(writer->out, from, (size_t)(to - from));
        if (quote != NULL) {
            buffer_append_char(writer->out, '"');
        }
        from = to;
    }
    if (is_quoted) {
        buffer_append_char(writer->out, '"');
    }
}

void csv_write_text_view(struct csv_writer *writer, struct text_view text)
{
    char *out = begin_cell(writer, text.size);
    if (!is_plain(writer, text)) {
        write_special(writer, text);
        return;
    }
    if (text.size > 0) {
        memcpy(out, text.bytes, text.size);
    }
    end_cell(writer, out, text.size);
}

void csv_write_text(struct csv_writer *writer, const char *text)
{
    csv_write_text_view(writer, text_view_of(text));
}

void csv_write_number(struct csv_writer *writer, const char *number)
{
    size_t size = strlen(number);
    char *out = begin_cell(writer, size);
    for (size_t i = 0; i < size; i++) {
        char byte = number[i];
        ASSERT((byte >= '0' && byte <= '9') || byte == '.' || byte == '-');
        out[i] = byte == '.' ? writer->dialect.decimal_mark : byte;
    }
    end_cell(writer, out, size);
}

void csv_write_phone(struct csv_writer *writer, const char *number)
{
    size_t size = strlen(number);
    char *out = begin_cell(writer, size);
    ASSERT(number[0] == '+' && strspn(number + 1, "0123456789") == size - 1);
    memcpy(out, number, size);
    end_cell(writer, out, size);
}

void csv_write_decimal(struct csv_writer *writer, int64_t value, int decimals)
{
    char *out = begin_cell(writer, DECIMAL_TEXT_MAX);
    writer->out->size += decimal_print_marked(value, decimals, writer->dialect.decimal_mark, out);
}

void csv_write_integer(struct csv_writer *writer, int64_t number)
{
    csv_write_decimal(writer, number, 0);
}

void csv_end_row(struct csv_writer *writer)
{
    if (writer->is_lone_empty && writer->row_cells == 1) {
        buffer_append_text(writer->out, "\"\""); /* or the row would be a blank line */
    }
    buffer_append_text(writer->out, "\r\n");
    writer->row_cells = 0;
    writer->is_lone_empty = false;
}
