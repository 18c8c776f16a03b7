#include "till/unusual_codes.h"

#include "store/code_use.h"
#include "store/report.h"
#include "store/store.h"
#include "till/handle.h"

struct listing {
    struct unusual_code *codes;
    size_t max, count;
};

/* A code that is unusual at two tills is there twice, which does no harm. */
static bool add(void *context, const struct code_use *use, struct error *err)
{
    struct listing *listing = context;
    (void)err;
    if (listing->count == listing->max) {
        return true;
    }
    struct unusual_code *code = &listing->codes[listing->count];
    if (text_copy_view(code->campaign, sizeof code->campaign, use->campaign) &&
        text_copy_view(code->content, sizeof code->content, use->content)) {
        listing->count++;
    }
    return true;
}

bool unusual_codes_list(struct till *till, const char *from, const char *to,
    struct unusual_code *out_codes, size_t max, size_t *out_count, struct error *err)
{
    struct listing listing = {.codes = out_codes, .max = max};
    if (!store_begin_reading(till->store, err)) {
        return false;
    }
    bool done = codes_unusual(till->store, from != NULL ? from : REPORT_FIRST_DAY,
        to != NULL ? to : REPORT_LAST_DAY, add, &listing, err);
    store_end_reading(till->store);
    if (done) {
        *out_count = listing.count;
    }
    return done;
}
