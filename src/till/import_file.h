#ifndef TILLTALE_TILL_IMPORT_FILE_H
#define TILLTALE_TILL_IMPORT_FILE_H

/* Import file: what every import shares. Opens the file, understands its header, hands out the
 * fields of a row by column, and collects what is wrong. Private to src/till. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/csv.h"
#include "base/text.h"
#include "till/arena.h"
#include "till/import.h"

#define IMPORT_COLUMNS_MAX 24

struct import_column {
    const char *name; /* NULL ends the list; is_optional there: other columns are nothing to tell */
    bool is_optional; /* the column may be missing; an empty cell is another matter */
    const char *aliases; /* "cost|amount spent": what other software calls it, whatever the case.
                          * Where a file has several of them the first one of the list counts */
};

struct import_file {
    struct buffer bytes;
    struct csv_reader reader;
    const struct import_column *columns;
    size_t field_of[IMPORT_COLUMNS_MAX]; /* by column: index of the field; CSV_FIELDS_MAX: none */
    size_t rank_of[IMPORT_COLUMNS_MAX];  /* by which of its names; 0: its own */
    size_t header_count;                 /* fields of the header */
    struct import_progress progress;
    struct import_result *result;
};

/* Reads the file and its header. False also when the header is bad: then result->problem_count is
 * not 0 and `err` is not filled. Close it in any case. */
MUST_CHECK bool import_file_open(struct import_file *file, const char *path,
    const struct import_column *columns, const struct import_progress *progress,
    struct import_result *result, struct error *err);
void import_file_close(struct import_file *file);

/* The next row that has as many fields as the header. Bad ones are listed and passed over. */
bool import_file_next(struct import_file *file);

/* A field of the row, without spaces around it; "" where the file has no such column. */
struct text_view import_field(const struct import_file *file, size_t column);
bool import_has_column(const struct import_file *file, size_t column);

/* Where a field of this row stands. */
struct import_place {
    uint32_t line, column;
};
struct import_place import_place_of(const struct import_file *file, size_t column);

void import_problem_add(struct import_result *result, struct import_place place, const char *format,
    ...) PRINTF_LIKE(3, 4);
void import_warning_add(struct import_result *result, const char *format, ...) PRINTF_LIKE(2, 3);

enum import_text {
    IMPORT_CODE, /* no control characters at all */
    IMPORT_PROSE /* a line break or tab within is as good as a space */
};

/* Checks a text: not more than `characters_max`, nor more bytes than fit `bytes_max` with a
 * terminator. False: the problem is listed. */
bool import_check_text(struct import_file *file, size_t column, enum import_text kind,
    size_t characters_max, size_t bytes_max, bool may_be_empty);

/* Money as people and other software write it, with the currency and marks between thousands:
 * "1,234.50", "1.234,50 €", "-12". The last mark with at most as many digits behind it as the
 * currency has decimals is the decimal one. False: the problem is listed. */
struct currency;
bool import_money(
    struct import_file *file, size_t column, const struct currency *currency, int64_t *out_minor);

/* Copies a checked field; of prose each run of line breaks, tabs and spaces becomes one space. */
struct text_view import_copy_text(
    const struct import_file *file, size_t column, enum import_text kind, struct arena *arena);

void import_tell(const struct import_file *file, const char *what, size_t done, size_t total);

/* One kind of import: what it does with a row, and with all of them once every one is good. */
struct import_job {
    const struct import_column *columns;
    void (*read_row)(void *context); /* what is wrong with it is listed */
    /* In one transaction; what turns out wrong there is listed too, and nothing is written. */
    bool (*write_all)(void *context, struct error *err);
};

/* Reads the file whole and writes it whole or not at all. `file` lies within `context`; the caller
 * closes both. Errors: ERROR_INVALID, problems are listed; else as reading and writing say. */
MUST_CHECK bool import_run(struct import_file *file, const struct import_job *job, void *context,
    const char *path, const struct import_progress *progress, struct import_result *out_result,
    struct error *err);

/* The same of a file of JSON objects, one a line, with the columns as their names. */
MUST_CHECK bool import_run_json(struct import_file *file, const struct import_job *job,
    void *context, const char *path, const struct import_progress *progress,
    struct import_result *out_result, struct error *err);

/* Whether the file begins as such a file does. Errors: those of reading it. */
MUST_CHECK bool import_path_is_json(const char *path, bool *out_is, struct error *err);

/* The end of both: writes all if every row is good. */
MUST_CHECK bool import_finish(struct import_file *file, const struct import_job *job, void *context,
    bool is_read, struct error *err);

#endif
