#include "till/offer_target.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "store/catalogue.h"
#include "till/handle.h"

struct search {
    struct text_view name;
    bool is_found;
};

static bool compare(void *context, int64_t id, struct text_view name, struct error *err)
{
    struct search *search = context;
    (void)id;
    (void)err;
    search->is_found =
        search->is_found ||
        (name.size == search->name.size && memcmp(name.bytes, search->name.bytes, name.size) == 0);
    return true;
}

static bool is_known(
    struct till *till, struct text_view target, bool *out_is_known, struct error *err)
{
    struct search search = {.name = target};
    int64_t product_id;
    if (!product_id_by_sku(till->store, target, &product_id, err) ||
        !category_visit_all(till->store, compare, &search, err)) {
        return false;
    }
    *out_is_known = product_id != 0 || search.is_found;
    return true;
}

bool offer_find_unknown_target(struct till *till, const struct offer *offer,
    char out_target[CATEGORY_BYTES], struct error *err)
{
    out_target[0] = '\0';
    for (const char *at = offer->targets; *at != '\0';) {
        size_t size = strcspn(at, ";");
        bool known = false;
        struct text_view target = {.bytes = at, .size = size};
        if (!is_known(till, target, &known, err)) {
            return false;
        }
        if (!known) {
            return text_copy_view(out_target, CATEGORY_BYTES, target) ||
                   error_set(err, ERROR_LIMIT, "a category or SKU of the offer is too long");
        }
        at += size + (at[size] == ';');
    }
    return true;
}
