#ifndef TILLTALE_BASE_ERROR_H
#define TILLTALE_BASE_ERROR_H

/* Error: why an operation failed, for the program to act on and a person to read.
 *
 * The caller owns the struct, usually on its stack. A function that returns false has filled
 * it; one that returns true has not touched it. Libraries never log: whoever began the act says
 * it once. Broken promises between our own functions are ASSERTs, never errors. */

#include <stdbool.h>

#include "base/compiler.h"

enum error_code {
    ERROR_NONE,
    ERROR_INVALID,     /* the input breaks a rule; `text` names the rule and what to do */
    ERROR_NOT_FOUND,   /* the thing asked for does not exist */
    ERROR_LIMIT,       /* a fixed capacity or a range is exceeded */
    ERROR_BUSY,        /* another writer held the lock for the whole retry time */
    ERROR_IO,          /* disk, device or network refused; retrying may help */
    ERROR_CORRUPT,     /* stored data fails its own checks; retrying will not help */
    ERROR_REFUSED,     /* not allowed here: office's pen, another node's rows */
    ERROR_NOT_ALLOWED, /* not by this person: a manager may lend it (till/staff.h) */
    ERROR_CODE_COUNT
};

#define ERROR_TEXT_MAX 512

struct error {
    enum error_code code;
    char text[ERROR_TEXT_MAX]; /* English sentence, no control characters; cut, never overrun */
};

/* Fills `err` and returns false, so that a failure is one line:
 *     return error_set(err, ERROR_IO, "cannot open %s: %s", path, strerror(errno)); */
bool error_set(struct error *err, enum error_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Puts words in front of the text that is already there ("products.csv: ") and returns false. */
bool error_prefix(struct error *err, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
