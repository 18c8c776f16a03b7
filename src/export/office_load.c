#include "export/office_load.h"

#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"

#define PATH_MAX_BYTES 4096
#define MODULE "tilltale-office.so"

/* Where it may be, from the folder of the program. */
static const char *const PLACES[] = {MODULE, TILLTALE_MODULES "/" MODULE};

static bool own_folder(char out_folder[PATH_MAX_BYTES])
{
    ssize_t size = readlink("/proc/self/exe", out_folder, PATH_MAX_BYTES - 1);
    if (size <= 0) {
        return false;
    }
    out_folder[size] = '\0';
    *strrchr(out_folder, '/') = '\0';
    return true;
}

static void *open_module(void)
{
    char folder[PATH_MAX_BYTES], path[PATH_MAX_BYTES];
    void *module = NULL;
    for (size_t i = 0; own_folder(folder) && module == NULL && i < ARRAY_LENGTH(PLACES); i++) {
        struct text_out out = text_out_begin(path, sizeof(path));
        text_out_format(&out, "%s/%s", folder, PLACES[i]);
        module = out.cut ? NULL : dlopen(path, RTLD_NOW | RTLD_LOCAL);
    }
    return module;
}

bool office_load(const struct office_api **out_api, struct error *err)
{
    void *module = open_module();
    if (module == NULL) {
        const char *why = dlerror();
        return error_set(err, ERROR_REFUSED, "spreadsheets and pages need the module %s: %s",
            MODULE, why != NULL ? why : "it is not there");
    }
    office_entry entry;
    void *symbol = dlsym(module, OFFICE_SYMBOL);
    memcpy(&entry, &symbol, sizeof(entry)); /* C has no cast from data to code */
    if (symbol == NULL || entry()->version != OFFICE_VERSION) {
        return error_set(err, ERROR_REFUSED, "the module %s is of another version", MODULE);
    }
    *out_api = entry();
    return true;
}
