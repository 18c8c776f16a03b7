#ifndef TILLTALE_STORE_CAMPAIGN_H
#define TILLTALE_STORE_CAMPAIGN_H

/* Campaigns, their placements (links), and codes that were taken back. Campaigns and links are
 * office rows, a revocation is a fact of the till where it happened. Writers need an open
 * bracket. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"

struct error;
struct store;

struct campaign_row {
    int64_t id;
    struct text_view code;
    struct text_view name;
    struct text_view channel;
    struct text_view starts_on; /* ISO dates, both days included; "" open */
    struct text_view ends_on;
    int64_t budget_minor;   /* -1: none stated */
    struct text_view offer; /* canonical; "" none */
    struct text_view landing_url;
    struct text_view headline;
    struct text_view offer_limit; /* "", "person", "token" */
    bool offer_stacks;
    struct text_view utm; /* as online orders name it; "" none */
    struct text_view form_url;
    struct text_view ground_colour, button_colour; /* RRGGBB; "" the design's */
    struct text_view languages;                    /* "en,de,ar"; "" the shop's */
};

struct link_row {
    int64_t id;
    int64_t campaign_id;
    struct text_view content; /* the placement's word; "" the campaign itself */
    int64_t created_at_ms;
    struct text_view ends_on;    /* included; "" with its campaign */
    struct text_view hear_words; /* an answer to "how did you hear of us?"; "" none */
    int64_t hear_position;       /* 1 to 6; 0: none */
};

/* Texts are borrowed for the call. A visitor that returns false ends the visit with its `err`. */
typedef bool (*campaign_visitor)(void *context, const struct campaign_row *row, struct error *err);
typedef bool (*link_visitor)(void *context, const struct link_row *row, struct error *err);

MUST_CHECK bool campaign_find(struct store *store, int64_t id, campaign_visitor visit,
    void *context, bool *out_found, struct error *err);
MUST_CHECK bool campaign_find_code(struct store *store, struct text_view code,
    campaign_visitor visit, void *context, bool *out_found, struct error *err);
MUST_CHECK bool campaign_visit_all(
    struct store *store, campaign_visitor visit, void *context, struct error *err);
MUST_CHECK bool campaign_insert(
    struct store *store, const struct campaign_row *row, struct error *err);
MUST_CHECK bool campaign_update(
    struct store *store, const struct campaign_row *row, struct error *err);

MUST_CHECK bool link_find(struct store *store, int64_t id, link_visitor visit, void *context,
    bool *out_found, struct error *err);
/* *out_id is 0 if the campaign has no such placement. */
MUST_CHECK bool link_id_of(struct store *store, int64_t campaign_id, struct text_view content,
    int64_t *out_id, struct error *err);
/* `created_at_ms` counts, and what the row says of it does not. */
MUST_CHECK bool link_insert(
    struct store *store, const struct link_row *row, int64_t created_at_ms, struct error *err);
/* Its end and its answer. */
MUST_CHECK bool link_update(struct store *store, const struct link_row *row, struct error *err);
/* By id, the oldest first. */
MUST_CHECK bool link_visit_campaign(
    struct store *store, int64_t campaign_id, link_visitor visit, void *context, struct error *err);
/* Those that are answers, by position. */
MUST_CHECK bool link_visit_heard(
    struct store *store, link_visitor visit, void *context, struct error *err);

/* `token_kind` is "link", "sale", "lead", "referral" or "voucher". */
MUST_CHECK bool revocation_exists(struct store *store, const char *token_kind, int64_t target_id,
    bool *out_exists, struct error *err);
MUST_CHECK bool revocation_insert(struct store *store, const char *token_kind, int64_t target_id,
    const char *reason, int64_t revoked_at_ms, struct error *err);

#endif
