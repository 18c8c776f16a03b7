#include "export/book_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "export/file_set.h"

#define COPY_BYTES 65536

bool book_file_append(
    const char *path, struct file_set *set, struct file_out *out, struct error *err)
{
    FILE *from = fopen(path, "rbe");
    size_t size = 1;
    bool done =
        from != NULL || error_set(err, ERROR_IO, "cannot read %s: %s", path, strerror(errno));
    while (done && size > 0) {
        char *room = buffer_reserve(&out->buffer, COPY_BYTES);
        size = fread(room, 1, COPY_BYTES, from);
        out->buffer.size += size;
        done =
            (size > 0 || ferror(from) == 0 || error_set(err, ERROR_IO, "cannot read %s", path)) &&
            file_out_flush(set, out, err);
    }
    if (from != NULL) {
        fclose(from);
    }
    return done;
}

bool book_file_copy(const char *path, struct file_set *set, const char *name, struct error *err)
{
    struct file_out *out = file_set_add(set, name, err);
    return out != NULL && book_file_append(path, set, out, err);
}

bool book_file_begin(char out_path[BOOK_FILE_PATH_MAX], struct error *err)
{
    const char *folder = getenv("TMPDIR");
    struct text_out out = text_out_begin(out_path, BOOK_FILE_PATH_MAX);
    text_out_format(&out, "%s/tilltale-XXXXXX", folder != NULL ? folder : "/tmp");
    int file = out.cut ? -1 : mkstemp(out_path); /* readable by its owner only */
    if (file < 0) {
        out_path[0] = '\0';
        return error_set(err, ERROR_IO, "cannot make a temporary file in %s: %s",
            folder != NULL ? folder : "/tmp", strerror(errno));
    }
    close(file);
    return true;
}
