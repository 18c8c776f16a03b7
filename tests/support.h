#ifndef TILLTALE_TESTS_SUPPORT_H
#define TILLTALE_TESTS_SUPPORT_H

/* What every CMocka test starts with: the headers that cmocka.h wants before itself, and where
 * the test data lies. */

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Fills `path` with a file of the shared data. Returns false, with a word on stderr, if it is
 * not there: then the test calls skip(). */
static inline bool shared_data(char *path, size_t capacity, const char *name)
{
    const char *folder = getenv("TILLTALE_DATA");
    snprintf(path, capacity, "%s/%s", folder != NULL ? folder : TEST_SHARED_DATA, name);
    if (access(path, R_OK) == 0) {
        return true;
    }
    fprintf(stderr, "skipped: %s is not here (set TILLTALE_DATA)\n", path);
    return false;
}

#endif
