#include "till/lead_hint.h"

#include <jansson.h>

#include "base/text.h"
#include "store/sale_code.h"
#include "till/handle.h"

/* As many of them as the hint has room for. */
static void join_interests(const char *json, char out[LEAD_HINT_INTERESTS_BYTES])
{
    json_t *root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
    char joined[LEAD_HINT_INTERESTS_BYTES] = "";
    for (size_t i = 0; i < json_array_size(root); i++) {
        const char *word = json_string_value(json_array_get(root, i));
        char longer[LEAD_HINT_INTERESTS_BYTES];
        struct text_out words = text_out_begin(longer, sizeof longer);
        if (word == NULL || word[0] == '\0') {
            continue;
        }
        text_out_append(&words, joined);
        text_out_append(&words, joined[0] != '\0' ? ", " : "");
        text_out_append(&words, word);
        if (words.cut) {
            break;
        }
        (void)text_copy(joined, sizeof joined, longer);
    }
    json_decref(root);
    (void)text_copy(out, LEAD_HINT_INTERESTS_BYTES, joined);
}

bool lead_hint_read(
    struct till *till, int64_t lead_id, struct lead_hint *out_hint, struct error *err)
{
    struct lead_origin origin;
    struct lead_hint hint = {.is_known = false};
    if (!lead_origin_read(till->store, lead_id, &origin, &hint.is_known, err)) {
        return false;
    }
    if (hint.is_known) {
        join_interests(origin.interests, hint.interests);
    }
    *out_hint = hint;
    return true;
}
