#ifndef TILLTALE_STORE_SPEND_H
#define TILLTALE_STORE_SPEND_H

/* Spend: money that went into a campaign. Office rows that are never changed: what was wrong is
 * taken back by a row below 0. Writers need an open bracket. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

struct spend_row {
    int64_t id;
    int64_t campaign_id;
    struct text_view content;  /* the placement's word; "" the campaign itself */
    struct text_view spent_on; /* business day */
    int64_t amount_minor;
    struct text_view note;
    struct text_view ref; /* "" none */
    int64_t entered_at_ms;
};

typedef bool (*spend_visitor)(void *context, const struct spend_row *row, struct error *err);

/* Gives it its id; row->id does not matter. */
MUST_CHECK bool spend_insert(struct store *store, const struct spend_row *row, struct error *err);
/* By day. */
MUST_CHECK bool spend_visit(struct store *store, int64_t campaign_id, spend_visitor visit,
    void *context, struct error *err);
MUST_CHECK bool spend_find_ref(struct store *store, struct text_view ref, spend_visitor visit,
    void *context, bool *out_found, struct error *err);

#endif
