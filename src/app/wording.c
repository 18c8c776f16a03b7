#include "app/wording.h"

#include <stdio.h>

#include "base/error.h"
#include "base/translations.h"

#define PATH_BYTES_MAX 4096

static bool open_language(enum language_id id, struct language **out_language, struct error *err)
{
    char folder[PATH_BYTES_MAX];
    for (size_t i = 0; translations_folder(i, folder, sizeof(folder)); i++) {
        if (language_open(id, folder, out_language, err)) {
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
