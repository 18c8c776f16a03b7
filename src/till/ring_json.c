#include "till/ring_json.h"

#include <string.h>

#include "base/error.h"

bool ring_check_keys(const json_t *object, const char *const *known, struct error *err)
{
    for (void *at = json_object_iter((json_t *)(uintptr_t)object); at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)object, at)) {
        const char *key = json_object_iter_key(at);
        size_t i = 0;
        while (known[i] != NULL && strcmp(known[i], key) != 0) {
            i++;
        }
        if (known[i] == NULL) {
            return error_set(err, ERROR_INVALID, "\"%.60s\" is not known here", key);
        }
    }
    return true;
}

/* A text that must be there. */
bool ring_text(const json_t *object, const char *key, struct text_view *out_text, struct error *err)
{
    const json_t *value = json_object_get(object, key);
    if (value == NULL) {
        return error_set(err, ERROR_INVALID, "%s is missing", key);
    }
    if (!json_is_string(value)) {
        return error_set(err, ERROR_INVALID, "%s must be a string", key);
    }
    *out_text = (struct text_view){json_string_value(value), json_string_length(value)};
    return true;
}

/* The same where it may be missing: then *out_text is empty. */
bool ring_optional_text(const json_t *object, const char *key, struct text_view *out_text,
    bool *out_found, struct error *err)
{
    *out_text = text_view_of("");
    *out_found = json_object_get(object, key) != NULL;
    return !*out_found || ring_text(object, key, out_text, err);
}

bool ring_array(const json_t *object, const char *key, bool is_optional, const json_t **out_array,
    struct error *err)
{
    const json_t *value = json_object_get(object, key);
    *out_array = value;
    if (value == NULL && !is_optional) {
        return error_set(err, ERROR_INVALID, "%s is missing", key);
    }
    if (value != NULL && !json_is_array(value)) {
        return error_set(err, ERROR_INVALID, "%s must be a list", key);
    }
    return true;
}
