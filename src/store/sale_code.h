#ifndef TILLTALE_STORE_SALE_CODE_H
#define TILLTALE_STORE_SALE_CODE_H

/* What stands behind the codes of a sale: whose they are, and contacts that are added to a sale
 * that was rung before. Writers need an open bracket. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct sale_touch;
struct store;

/* A contact that no sale has. *out_is_known: the same is here already, and nothing was written. */
MUST_CHECK bool touch_insert_alone(struct store *store, const struct sale_touch *touch,
    bool *out_is_known, struct error *err);

/* Writes contact `n` (order, from 1) of a sale; it gets an id of its own. */
MUST_CHECK bool sale_touch_insert(struct store *store, int64_t sale_id, int64_t n,
    const struct sale_touch *touch, struct error *err);

/* Ties a sale of this till to a lead of any till; both are not tied yet. */
MUST_CHECK bool sale_lead_insert(
    struct store *store, int64_t sale_id, int64_t lead_id, struct error *err);

/* The lead that the sale is tied to, the lowest of several; 0 for none. */
MUST_CHECK bool sale_lead_first(
    struct store *store, int64_t sale_id, int64_t *out_lead_id, struct error *err);

#define LEAD_INTERESTS_BYTES 2048

/* What a till may say of a lead without any key. */
struct lead_origin {
    int64_t campaign_id; /* 0: none */
    int64_t link_id;     /* 0: none */
    char content[65];    /* the placement's word; "" none */
    int64_t captured_at_ms;
    char interests[LEAD_INTERESTS_BYTES]; /* JSON array of strings; "" none said */
};

/* *out_found is false if the lead is not here (yet): of another till. */
MUST_CHECK bool lead_origin_read(struct store *store, int64_t lead_id,
    struct lead_origin *out_origin, bool *out_found, struct error *err);

#define LINK_ANSWER_BYTES 484

/* A placement that the shop put on the list of answers to "How did you hear of us?". */
struct link_answer {
    int64_t link_id;
    char words[LINK_ANSWER_BYTES];
};

/* Those whose campaigns run on this business day and that were not taken back, in the shop's
 * order, at most `max`. */
MUST_CHECK bool link_answers(struct store *store, const char *day, struct link_answer *out_answers,
    size_t max, size_t *out_count, struct error *err);

/* The newest sale of the till that is no refund. `id` is 0 if there is none. */
struct sale_newest {
    int64_t id;
    int64_t sold_at_ms;
    bool is_closed;      /* a Z covers it */
    int64_t touch_count; /* contacts that it has by now */
};

MUST_CHECK bool sale_newest_read(
    struct store *store, int64_t node, struct sale_newest *out_newest, struct error *err);

/* The business day of the first sale that the campaign took something off and that is tied to this
 * lead; "" for none. */
MUST_CHECK bool offer_used_by_lead(
    struct store *store, int64_t campaign_id, int64_t lead_id, char out_day[11], struct error *err);

/* The same where the code was on it that this sale's customer got, or gave to a friend. */
MUST_CHECK bool offer_used_by_code(struct store *store, int64_t campaign_id, int64_t from_sale_id,
    bool is_referral, char out_day[11], struct error *err);

#endif
