#ifndef TILLTALE_EXPORT_BOOK_FILE_H
#define TILLTALE_EXPORT_BOOK_FILE_H

/* Book file: a spreadsheet on its way into a set of files. The library writes a file by its name;
 * ours take their names together. So it writes a temporary one, which is copied; whoever began it
 * unlinks it. Private to src/export. */

#include <stdbool.h>

#include "base/compiler.h"

struct error;
struct file_out;
struct file_set;

#define BOOK_FILE_PATH_MAX 4096

/* An empty file of its own, which nobody else may read; on an error `out_path` is "". Errors:
 * ERROR_IO. */
MUST_CHECK bool book_file_begin(char out_path[BOOK_FILE_PATH_MAX], struct error *err);

/* Copies it into the set under `name`. Errors: ERROR_IO. */
MUST_CHECK bool book_file_copy(
    const char *path, struct file_set *set, const char *name, struct error *err);

/* The same into a file of the set that was begun. */
MUST_CHECK bool book_file_append(
    const char *path, struct file_set *set, struct file_out *out, struct error *err);

#endif
