#ifndef TILLTALE_STORE_LEAD_H
#define TILLTALE_STORE_LEAD_H

/* Leads: rows of who left details, what was learned later, who is the same person, and what they
 * agreed to. Nothing here says who a person is: sealed boxes go in and come out as bytes.
 *
 * Facts of the till where they happened, whichever till the lead is of; keys are the office's,
 * the index is this file's alone. Writers need an open bracket. Texts that a visitor gets are
 * borrowed until it returns; one that returns false ends the visit with its `err`. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/text.h"
#include "store/exchange.h"

struct error;
struct store;

#define LEAD_KEY_SIZE 32  /* X25519 */
#define LEAD_HASH_SIZE 32 /* of the index */

struct lead_row {
    int64_t id;
    int64_t captured_at_ms;
    struct text_view business_day;
    int64_t campaign_id, link_id; /* 0: none */
    struct text_view campaign_code, campaign_name, channel;
    struct text_view content; /* the placement's word; "" none */
    struct text_view source;  /* form, staff, scan, file */
    struct text_view has;     /* "name,email": which details are in the box */
    struct text_view ref;     /* of other software; "" none */
    int64_t staff_id;
    struct text_view staff_name;
    bool is_erased; /* by reading */
};

struct lead_note_row {
    int64_t id;
    int64_t lead_id;
    struct text_view kind; /* rating, interests, follow_up, fields, note */
    struct text_view text; /* "" where it is in the box */
    bool is_sealed;
    int64_t staff_id;
    struct text_view staff_name;
    int64_t noted_at_ms;
};

struct lead_match_row {
    int64_t lead_id, other_lead_id;
    bool is_same;
    int64_t matched_at_ms;
};

struct consent_row {
    int64_t id;
    int64_t lead_id;
    struct text_view purpose;
    bool given, is_withdrawal;
    struct text_view wording, version, language, channel, device;
    int64_t staff_id;
    struct text_view staff_name;
    int64_t given_at_ms;
};

/* A contact of a lead with a campaign, without a sale. */
struct lead_touch_row {
    int64_t id;
    int64_t lead_id;
    struct text_view kind; /* touch_kind_text() */
    int64_t campaign_id, link_id;
    struct text_view campaign_code, campaign_name, channel, content;
    int64_t sale_id; /* by reading: the ticket that it is on, 0 none */
    int64_t touched_at_ms;
};

/* What a lead's person bought: a sale that carries the lead's code. */
struct lead_sale_row {
    int64_t sale_id;
    int64_t sold_at_ms;
    int64_t gross_minor; /* without what was given back of it later */
    struct text_view currency;
};

typedef bool (*lead_visitor)(void *context, const struct lead_row *row, struct error *err);
typedef bool (*lead_note_visitor)(
    void *context, const struct lead_note_row *row, struct error *err);
typedef bool (*lead_match_visitor)(
    void *context, const struct lead_match_row *row, struct error *err);
typedef bool (*consent_visitor)(void *context, const struct consent_row *row, struct error *err);
typedef bool (*lead_touch_visitor)(
    void *context, const struct lead_touch_row *row, struct error *err);
typedef bool (*lead_sale_visitor)(
    void *context, const struct lead_sale_row *row, struct error *err);

/* Keys: every public one that the shop had, oldest first. */
typedef bool (*lead_key_visitor)(
    void *context, const uint8_t *public_key, int64_t created_at_ms, struct error *err);
MUST_CHECK bool lead_key_visit(
    struct store *store, lead_key_visitor visit, void *context, struct error *err);
MUST_CHECK bool lead_key_insert(
    struct store *store, const uint8_t *public_key, int64_t created_at_ms, struct error *err);

/* A lead and its secret. row->id comes from store_next_id(store, "lead"), for the box is bound to
 * it. */
MUST_CHECK bool lead_insert(struct store *store, const struct lead_row *row,
    struct text_view sealed_key, struct text_view box, struct error *err);
MUST_CHECK bool lead_find(struct store *store, int64_t id, lead_visitor visit, void *context,
    bool *out_found, struct error *err);
/* *out_id is 0 if no lead has this `ref`. */
MUST_CHECK bool lead_id_by_ref(
    struct store *store, struct text_view ref, int64_t *out_id, struct error *err);
/* All of them, by id. */
MUST_CHECK bool lead_visit(
    struct store *store, lead_visitor visit, void *context, struct error *err);

/* A note; with a secret where `is_sealed`. row->id as above, of "lead_note". */
MUST_CHECK bool lead_note_insert(struct store *store, const struct lead_note_row *row,
    struct text_view sealed_key, struct text_view box, struct error *err);
/* Oldest first. */
MUST_CHECK bool lead_note_visit(struct store *store, int64_t lead_id, lead_note_visitor visit,
    void *context, struct error *err);
/* The sealed part. *out_found is false where it is not here. */
MUST_CHECK bool lead_note_secret_read(struct store *store, int64_t note_id,
    struct lead_secret *out_secret, bool *out_found, struct error *err);

/* Same person, or not: the latest of a pair counts. Oldest first; lead_id 0: all of them. */
MUST_CHECK bool lead_match_insert(
    struct store *store, const struct lead_match_row *row, struct error *err);
MUST_CHECK bool lead_match_visit(struct store *store, int64_t lead_id, lead_match_visitor visit,
    void *context, struct error *err);

/* row->id is given. Oldest first. */
MUST_CHECK bool consent_insert(
    struct store *store, const struct consent_row *row, struct error *err);
MUST_CHECK bool consent_visit(
    struct store *store, int64_t lead_id, consent_visitor visit, void *context, struct error *err);

MUST_CHECK bool lead_touch_insert(
    struct store *store, const struct lead_touch_row *row, struct error *err);
MUST_CHECK bool lead_touch_visit(struct store *store, int64_t lead_id, lead_touch_visitor visit,
    void *context, struct error *err);

/* The sales that carry this lead's code, oldest first. */
MUST_CHECK bool lead_sale_visit(struct store *store, int64_t lead_id, lead_sale_visitor visit,
    void *context, struct error *err);

/* Erases a lead: its trigger takes the secrets away. One that is erased already stays as it is. */
MUST_CHECK bool lead_erase_row(struct store *store, int64_t lead_id, const char *reason,
    int64_t erased_at_ms, struct error *err);

/* Takes what erased rows left behind off the disk: pages that once held them are written anew (SQLite
 * wipes what it deletes, and not the copies that it made when it divided a page), and the log is
 * carried over into the file and emptied. Reads all sealed rows; a hundred thousand take about a
 * second. Opens a connection of its own; not inside a bracket. Errors: ERROR_BUSY, somebody reads an
 * old state; then the rows are gone and their bytes are not. */
MUST_CHECK bool store_scrub(struct store *store, struct error *err);

/* Personal data left the house. */
struct lead_export_row {
    const char *format, *purpose, *target;
    int64_t lead_count, left_out_count;
    int64_t staff_id;
    const char *staff_name;
    int64_t exported_at_ms;
};
MUST_CHECK bool lead_export_insert(
    struct store *store, const struct lead_export_row *row, struct error *err);

/* The index: keyed hashes of what finds a person again. A row that is there stays. */
MUST_CHECK bool lead_index_insert(
    struct store *store, const uint8_t hash[LEAD_HASH_SIZE], int64_t lead_id, struct error *err);
/* The smallest lead under this hash; 0 none. */
MUST_CHECK bool lead_index_find(struct store *store, const uint8_t hash[LEAD_HASH_SIZE],
    int64_t *out_lead_id, struct error *err);
MUST_CHECK bool lead_index_has(struct store *store, const uint8_t hash[LEAD_HASH_SIZE],
    int64_t lead_id, bool *out_has, struct error *err);
/* Leads that have a secret here, from behind `after`, with how many sealed notes they have. */
struct lead_sealed {
    int64_t lead_id;
    int64_t note_count;
};
MUST_CHECK bool lead_read_sealed(struct store *store, int64_t after, struct lead_sealed *out_items,
    size_t items_max, size_t *out_count, struct error *err);

#endif
