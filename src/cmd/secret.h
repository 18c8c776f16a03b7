#ifndef TILLTALE_CMD_SECRET_H
#define TILLTALE_CMD_SECRET_H

/* Secret: a PIN or recovery words, which never stand on the command line where every process could
 * read them: the first line of a file, or asked for on the terminal without showing it. Private to
 * src/cmd. */

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"

struct error;

/* Reads `path`, or asks `question` on the terminal where `path` is NULL. The caller wipes it.
 * Errors: ERROR_IO; ERROR_INVALID, it is longer than `capacity`; ERROR_REFUSED, there is neither a
 * file nor a terminal. */
MUST_CHECK bool secret_read(
    const char *path, const char *question, char *out_secret, size_t capacity, struct error *err);

/* True if somebody could be asked. */
bool secret_has_terminal(void);

#endif
