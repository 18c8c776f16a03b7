#include "base/translations.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/compiler.h"
#include "base/text.h"

#define PATH_BYTES_MAX 4096

bool translations_folder(size_t index, char *out_folder, size_t capacity)
{
    static const char *const WAYS[] = {TILLTALE_LOCALE_FROM_BIN, "locale"};
    char program[PATH_BYTES_MAX];
    const char *set = getenv("TILLTALE_LOCALE");
    if (set != NULL) {
        return index == 0 && text_copy(out_folder, capacity, set);
    }
    if (index >= ARRAY_LENGTH(WAYS)) {
        return false;
    }
    ssize_t size = readlink("/proc/self/exe", program, sizeof(program) - 1);
    program[size > 0 ? size : 0] = '\0';
    char *slash = strrchr(program, '/');
    struct text_out out = text_out_begin(out_folder, capacity);
    text_out_append_view(
        &out, (struct text_view){program, slash != NULL ? (size_t)(slash - program) : 0});
    text_out_append(&out, "/");
    text_out_append(&out, WAYS[index]);
    return !out.cut;
}
