#ifndef TILLTALE_STORE_CAMPAIGN_TEXT_H
#define TILLTALE_STORE_CAMPAIGN_TEXT_H

/* What a campaign says and shows: its texts by language, its picture, its form. Office rows.
 * Writers need an open bracket. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct buffer;
struct error;
struct store;

struct campaign_text_row {
    struct text_view language; /* ISO 639-1; "" for every other one */
    struct text_view name;     /* headline, subline, button, done, offer */
    struct text_view text;
};

typedef bool (*campaign_text_visitor)(
    void *context, const struct campaign_text_row *row, struct error *err);

/* By language and name. */
MUST_CHECK bool campaign_text_visit(struct store *store, int64_t campaign_id,
    campaign_text_visitor visit, void *context, struct error *err);
/* Adds or changes; an empty text takes the row away. */
MUST_CHECK bool campaign_text_put(struct store *store, int64_t campaign_id,
    const struct campaign_text_row *row, struct error *err);

/* Appends its bytes; nothing where there is none. */
MUST_CHECK bool campaign_picture_read(
    struct store *store, int64_t campaign_id, struct buffer *out_png, struct error *err);
MUST_CHECK bool campaign_picture_exists(
    struct store *store, int64_t campaign_id, bool *out_exists, struct error *err);
/* Adds or changes; no bytes take it away. */
MUST_CHECK bool campaign_picture_put(
    struct store *store, int64_t campaign_id, struct text_view png, struct error *err);

/* The form of a campaign, campaign_id 0 the shop's; appends nothing where there is none. */
MUST_CHECK bool form_read(
    struct store *store, int64_t campaign_id, struct buffer *out_body, struct error *err);
/* "" takes it back. */
MUST_CHECK bool form_put(struct store *store, int64_t campaign_id, struct text_view body,
    int64_t changed_at_ms, struct error *err);

#endif
