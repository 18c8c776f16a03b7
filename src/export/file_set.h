#ifndef TILLTALE_EXPORT_FILE_SET_H
#define TILLTALE_EXPORT_FILE_SET_H

/* File set: the files of one export, which appear in their folder together or not at all.
 *
 * Each file is written out of sight (without a name, where the file system can; else as
 * ".NAME.part"), all are synced, and only then do they take their names, one after the other,
 * replacing those of an earlier export. Whoever is killed before that leaves the folder as it was;
 * a part file of a killed export is overwritten by the next one. Every file that has its name is
 * whole; killed between two names, it may be of this export beside one of the last, so the file
 * that sums up the others is added, and named, last. Two exports into one folder at the same time
 * are refused.
 *
 *     struct file_set set;
 *     if (!file_set_begin(folder, &set, err)) return false;
 *     struct file_out *sales = file_set_add(&set, "sales.csv", err);
 *     ... buffer_append(&sales->buffer, ...); file_out_flush(sales, err) ...
 *     done = done && file_set_commit(&set, err);
 *     file_set_end(&set); */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/compiler.h"

struct error;

#define FILE_SET_MAX 32
#define FILE_NAME_MAX 64

struct file_out {
    char name[FILE_NAME_MAX];
    struct buffer buffer; /* what is not written yet; append here */
    size_t size;          /* bytes written so far */
    int file;
    bool is_named; /* stands in the folder as a part file */
};

struct file_set {
    const char *folder_path; /* the caller's */
    int folder;
    struct file_out files[FILE_SET_MAX];
    size_t file_count;
};

/* Opens the folder, makes it and those above it if they are missing, and locks it.
 * Errors: ERROR_INVALID, no name or too long a one; ERROR_IO, it cannot be made or opened; ERROR_BUSY, another export writes into it. */
MUST_CHECK bool file_set_begin(const char *folder, struct file_set *out_set, struct error *err);

/* A new empty file. Returns NULL on failure. Errors: ERROR_IO. */
struct file_out *file_set_add(struct file_set *set, const char *name, struct error *err);

/* Writes the buffer out if it has grown; call it after each row. Errors: ERROR_IO. */
MUST_CHECK bool file_out_flush(struct file_set *set, struct file_out *out, struct error *err);

/* Writes all that is there to the disk, still without its names: for what must be said elsewhere
 * before the files are there. More may be appended. Errors: ERROR_IO. */
MUST_CHECK bool file_set_sync(struct file_set *set, struct error *err);

/* Syncs all files and gives them their names. Errors: ERROR_IO; unless the disk fails between two
 * names, the folder is then as it was. */
MUST_CHECK bool file_set_commit(struct file_set *set, struct error *err);

/* Closes everything; what was not committed is gone. */
void file_set_end(struct file_set *set);

#endif
