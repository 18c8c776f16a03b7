#include "app/wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/compiler.h"
#include "base/error.h"
#include "base/text.h"

#define PATH_BYTES_MAX 4096

/* The translations lie in $TILLTALE_LOCALE, else where they were installed, seen from the program,
 * or beside it in the folder that it was built in. */
static bool open_language(enum language_id id, struct language **out_language, struct error *err)
{
    static const char *const ways[] = {TILLTALE_LOCALE_FROM_BIN, "locale"};
    char program[PATH_BYTES_MAX];
    char folder[PATH_BYTES_MAX];
    const char *set = getenv("TILLTALE_LOCALE");
    if (set != NULL) {
        return language_open(id, set, out_language, err);
    }
    ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
    program[size > 0 ? size : 0] = '\0';
    char *slash = strrchr(program, '/');
    struct text_view here = {program, slash != NULL ? (size_t)(slash - program) : 0};
    for (size_t i = 0; i < ARRAY_LENGTH(ways); i++) {
        struct text_out out = text_out_begin(folder, sizeof folder);
        text_out_append_view(&out, here);
        text_out_append(&out, "/");
        text_out_append(&out, ways[i]);
        if (!out.cut && language_open(id, folder, out_language, err)) {
            return true;
        }
        if (err->code == ERROR_CORRUPT) {
            return false;
        }
    }
    return false;
}

const struct language *wording_find(struct wording *wording, const char *code)
{
    enum language_id id;
    struct error err = {.code = ERROR_NONE};
    if (!language_find(code, &id) || id == LANGUAGE_ENGLISH) {
        return NULL;
    }
    if (wording->languages[id] == NULL && !wording->is_missing[id] &&
        !open_language(id, &wording->languages[id], &err)) {
        wording->is_missing[id] = true;
        fprintf(stderr, "tilltale: no translations, so English is shown: %s\n", err.text);
    }
    return wording->languages[id];
}

void wording_close(struct wording *wording)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        language_close(wording->languages[i]);
    }
    *wording = (struct wording){0};
}
