#ifndef TILLTALE_BASE_CSV_H
#define TILLTALE_BASE_CSV_H

/* CSV: reads what shops really have, and writes what spreadsheets really read.
 *
 * The reader takes UTF-8 with or without BOM and UTF-16 with BOM, finds out by itself whether
 * comma, semicolon or tab separates (from the first line), and takes CRLF, LF or CR at the end of
 * a line, quoted fields with line breaks and doubled quotes in them, and a last line without end.
 * Every field and every error has its line and column, both from 1; a column counts characters.
 * A bad row is reported and the next one can be read: an import lists all of them.
 *
 * The writer keeps to RFC 4180, in the dialect that the reader of the file wants. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "base/text.h"

struct error;

#define CSV_FIELDS_MAX 256
#define CSV_FIELD_BYTES_MAX 65536

struct csv_field {
    struct text_view text; /* unquoted UTF-8 */
    uint32_t line;         /* where the field begins in the file */
    uint32_t column;
};

/* A reader over the bytes of a file, which the caller keeps until csv_close(). Fields and `row` are
 * valid until the next csv_read_row(). */
struct csv_reader {
    char separator; /* found out; ',', ';' or '\t' */
    size_t field_count;
    struct csv_field fields[CSV_FIELDS_MAX];
    uint32_t row_line;  /* line on which the row begins */
    size_t byte_offset; /* how far the file is read, of byte_size: for progress */
    size_t byte_size;
    /* Where the last error stands. */
    uint32_t error_line;
    uint32_t error_column;
    /* Private. */
    const char *bytes;
    size_t at;
    uint32_t line, column;
    struct buffer converted; /* the file as UTF-8, if it was UTF-16 */
    struct buffer unquoted;  /* the fields of the row */
};

enum csv_result {
    CSV_ROW,     /* fields are filled; a blank line is skipped, never returned */
    CSV_END,     /* nothing is left */
    CSV_BAD_ROW, /* `err`, error_line and error_column say why; reading may go on */
};

/* Errors: ERROR_INVALID, UTF-16 of an odd length or with a broken surrogate pair. */
MUST_CHECK bool csv_open(
    const void *bytes, size_t size, struct csv_reader *out_reader, struct error *err);

/* A quote in the middle of an unquoted field means itself.
 * Errors: ERROR_INVALID, text behind a closing quote, a quote that is never closed, bytes that are
 * no UTF-8, a NUL; ERROR_LIMIT, too many or too long fields. */
enum csv_result csv_read_row(struct csv_reader *reader, struct error *err);

void csv_close(struct csv_reader *reader);

/* How a file is written. */
struct csv_dialect {
    char separator;    /* ',' or ';' */
    char decimal_mark; /* '.' or ',' */
    bool with_bom;     /* a spreadsheet takes a file without one for its own old encoding */
};

extern const struct csv_dialect CSV_RFC4180;  /* comma, point, no BOM */
extern const struct csv_dialect CSV_EXCEL_EU; /* semicolon, decimal comma, BOM */

/* Writes rows into a buffer. */
struct csv_writer {
    struct buffer *out;
    struct csv_dialect dialect;
    /* Private. */
    size_t row_cells;   /* of the row that is being written */
    bool is_lone_empty; /* it has one cell, and that is empty */
};

/* Begins a file: writes the BOM if the dialect wants one. `out` is the caller's. */
struct csv_writer csv_writer_begin(struct buffer *out, struct csv_dialect dialect);

/* A cell of text, quoted where it must be. What a spreadsheet would run as a formula (it begins
 * with =, +, -, @, tab or CR, also behind spaces) gets an apostrophe in front. */
void csv_write_text(struct csv_writer *writer, const char *text);
void csv_write_text_view(struct csv_writer *writer, struct text_view text);

/* A cell that is a number as our own code printed it ("-3.00"): never changed but for the
 * dialect's decimal mark. */
void csv_write_number(struct csv_writer *writer, const char *number);

/* A telephone number of "+" and digits: never changed, for programs that call it. A spreadsheet
 * takes it for a number, and runs nothing. */
void csv_write_phone(struct csv_writer *writer, const char *number);

/* A cell with `value` / 10^decimals, as decimal_print() writes it, in the dialect's mark. */
void csv_write_decimal(struct csv_writer *writer, int64_t value, int decimals);

/* An integer cell. */
void csv_write_integer(struct csv_writer *writer, int64_t number);

void csv_end_row(struct csv_writer *writer);

#endif
