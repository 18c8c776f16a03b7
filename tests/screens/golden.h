#ifndef TILLTALE_TESTS_SCREENS_GOLDEN_H
#define TILLTALE_TESTS_SCREENS_GOLDEN_H

/* A draw list as text, compared with the one that is kept; TILLTALE_UPDATE_GOLDENS=1 keeps what is
 * drawn now. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/error.h"

static inline void golden_compare(const char *name, const struct buffer *made)
{
    char path[512];
    struct buffer kept = {0};
    struct error err = {.code = ERROR_NONE};
    snprintf(path, sizeof path, "%s/tests/goldens/screens/%s.txt", TEST_SOURCE, name);
    if (getenv("TILLTALE_UPDATE_GOLDENS") != NULL) {
        assert_true(file_write_whole(path, made->bytes, made->size, 0644, &err));
    }
    if (!buffer_read_file(&kept, path, &err)) {
        fail_msg("%s", err.text);
    }
    if (strcmp(made->bytes, kept.bytes) != 0) {
        char other[128];
        snprintf(other, sizeof other, "%s_new.txt", name);
        assert_true(file_write_whole(other, made->bytes, made->size, 0644, &err));
        buffer_close(&kept);
        fail_msg("%s differs; what is drawn now is in %s", path, other);
    }
    buffer_close(&kept);
}

#endif
