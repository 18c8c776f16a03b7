#include "till/lead_match.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/error.h"
#include "domain/contact.h"
#include "domain/email.h"
#include "domain/phone.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/lead_box.h"
#include "till/lead_state.h"

#define SEALED_AT_ONCE 256
#define LINKS_MAX 1024 /* of one lead to others */

/* --- marks ---------------------------------------------------------------------------------- */

static void press(const uint8_t *key, char kind, struct text_view text, uint8_t out_hash[32])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, key, 32, 32);
    crypto_generichash_update(&state, (const uint8_t *)&kind, 1);
    crypto_generichash_update(&state, (const uint8_t *)text.bytes, text.size);
    crypto_generichash_final(&state, out_hash, 32);
    memory_wipe(&state, sizeof(state));
}

static bool is_profile(struct text_view website)
{
    struct contact card;
    enum contact_form form = contact_read(website, &card);
    contact_wipe(&card);
    return form == CONTACT_FORM_PROFILE;
}

/* The kind of mark that a field makes; 0 none. */
static char mark_of(const struct till *till, const struct lead_field *field,
    char out_normal[LEAD_VALUE_BYTES_MAX + 1])
{
    static_assert(EMAIL_BYTES <= LEAD_VALUE_BYTES_MAX && PHONE_E164_BYTES <= EMAIL_BYTES,
        "one place for all");
    if (text_view_equals(field->name, "email")) {
        return email_normalise(field->value, out_normal) ? 'e' : 0;
    }
    if (text_view_equals(field->name, "phone") || text_view_equals(field->name, "mobile")) {
        return phone_normalise(field->value, till->shop.country, out_normal) ? 'p' : 0;
    }
    /* An organiser's number is one person's, and so is a profile; any other address is not. */
    if (text_view_equals(field->name, "badge") ||
        (text_view_equals(field->name, "website") && is_profile(field->value))) {
        bool fits = text_copy_view(out_normal, LEAD_VALUE_BYTES_MAX + 1, field->value);
        return fits && field->value.size > 0 ? 'b' : 0;
    }
    return 0;
}

void lead_marks_add(struct till *till, const struct lead_field *field, struct lead_marks *marks)
{
    char normal[LEAD_VALUE_BYTES_MAX + 1];
    struct lead_state *state = lead_state(till);
    char kind = mark_of(till, field, normal);
    if (kind != 0 && marks->count < LEAD_MARKS_MAX) {
        struct text_view text = text_view_of(normal);
        if (state->open != NULL) {
            press(state->open->index_key, kind, text, marks->kept[marks->count]);
        }
        press(state->run_key, kind, text, marks->met[marks->count]);
        marks->count++;
    }
    memory_wipe(normal, sizeof(normal));
}

/* --- who is linked with whom ---------------------------------------------------------------- */

/* The leads that one lead was compared with; the latest word on a pair counts. */
struct links {
    int64_t lead_id;
    int64_t other[LINKS_MAX];
    bool is_same[LINKS_MAX];
    size_t count;
};

static bool take_link(void *context, const struct lead_match_row *row, struct error *err)
{
    struct links *links = context;
    int64_t other = row->lead_id == links->lead_id ? row->other_lead_id : row->lead_id;
    size_t i = 0;
    (void)err;
    while (i < links->count && links->other[i] != other) {
        i++;
    }
    if (i < LINKS_MAX) {
        links->other[i] = other;
        links->is_same[i] = row->is_same;
        links->count = i == links->count ? i + 1 : links->count;
    }
    return true;
}

static bool read_links(
    struct till *till, int64_t lead_id, struct links *out_links, struct error *err)
{
    out_links->lead_id = lead_id;
    out_links->count = 0;
    return lead_match_visit(till->store, lead_id, take_link, out_links, err);
}

static bool knows(const struct lead_same *same, int64_t id)
{
    for (size_t i = 0; i < same->count; i++) {
        if (same->ids[i] == id) {
            return true;
        }
    }
    return false;
}

static int by_id(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a;
    int64_t other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

bool lead_same_person(
    struct till *till, int64_t lead_id, struct lead_same *out_same, struct error *err)
{
    struct links links;
    out_same->ids[0] = lead_id;
    out_same->count = 1;
    for (size_t i = 0; i < out_same->count; i++) {
        if (!read_links(till, out_same->ids[i], &links, err)) {
            return false;
        }
        for (size_t j = 0; j < links.count; j++) {
            if (links.is_same[j] && out_same->count < LEAD_SAME_MAX &&
                !knows(out_same, links.other[j])) {
                out_same->ids[out_same->count++] = links.other[j];
            }
        }
    }
    qsort(out_same->ids, out_same->count, sizeof(out_same->ids[0]), by_id);
    return true;
}

/* --- recognising ---------------------------------------------------------------------------- */

/* Writes that two leads are one person's, unless something was said of the pair before. */
static bool link(struct till *till, const struct links *known, int64_t other, int64_t at_ms,
    bool *out_is_same, struct error *err)
{
    for (size_t i = 0; i < known->count; i++) {
        if (known->other[i] == other) {
            *out_is_same = known->is_same[i];
            return true;
        }
    }
    struct lead_match_row row = {
        .lead_id = known->lead_id,
        .other_lead_id = other,
        .is_same = true,
        .matched_at_ms = at_ms,
    };
    *out_is_same = true;
    return lead_match_insert(till->store, &row, err);
}

static int64_t find_met(const struct lead_state *state, const uint8_t *hash)
{
    for (size_t i = 0; i < state->met_count; i++) {
        if (memcmp(state->met[i].hash, hash, LEAD_HASH_SIZE) == 0) {
            return state->met[i].lead_id;
        }
    }
    return 0;
}

/* Whom a mark belongs to; 0 nobody. */
static bool find_mark(struct till *till, const struct lead_marks *marks, size_t i,
    int64_t *out_lead_id, struct error *err)
{
    struct lead_state *state = lead_state(till);
    if (state->open != NULL) {
        return lead_index_find(till->store, marks->kept[i], out_lead_id, err);
    }
    *out_lead_id = find_met(state, marks->met[i]);
    return true;
}

/* Links the lead with everybody who has one of its marks. */
static bool link_marks(struct till *till, int64_t lead_id, const struct lead_marks *marks,
    int64_t at_ms, size_t *out_count, struct error *err)
{
    struct links known;
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        int64_t other;
        bool is_same = false;
        if (!read_links(till, lead_id, &known, err) || !find_mark(till, marks, i, &other, err)) {
            return false;
        }
        if (other != 0 && other != lead_id && !link(till, &known, other, at_ms, &is_same, err)) {
            return false;
        }
        count += is_same ? 1 : 0;
    }
    *out_count = count;
    return true;
}

/* A mark of the lead itself: it is indexed, together with so many sealed notes. */
static void index_mark(
    const struct lead_secrets *secrets, int64_t lead_id, int64_t note_count, uint8_t out_hash[32])
{
    int64_t numbers[2] = {lead_id, note_count};
    press(secrets->index_key, 'l', (struct text_view){(const char *)numbers, sizeof(numbers)},
        out_hash);
}

static bool keep_marks(struct till *till, int64_t lead_id, int64_t note_count,
    const struct lead_marks *marks, struct error *err)
{
    const struct lead_secrets *secrets = lead_state(till)->open;
    uint8_t hash[32];
    if (secrets == NULL) {
        return true;
    }
    for (size_t i = 0; i < marks->count; i++) {
        if (!lead_index_insert(till->store, marks->kept[i], lead_id, err)) {
            return false;
        }
    }
    index_mark(secrets, lead_id, note_count, hash);
    return lead_index_insert(till->store, hash, lead_id, err);
}

bool lead_recognise(struct till *till, int64_t lead_id, const struct lead_marks *marks,
    int64_t at_ms, enum lead_recognised *out_recognised, int64_t *out_person_id, struct error *err)
{
    struct lead_same *same = malloc(sizeof(*same));
    size_t count;
    ASSERT(same != NULL);
    bool is_done = link_marks(till, lead_id, marks, at_ms, &count, err) &&
                   keep_marks(till, lead_id, 0, marks, err) &&
                   lead_same_person(till, lead_id, same, err);
    if (is_done) {
        *out_person_id = same->ids[0];
        *out_recognised = count > 0                ? LEAD_RECOGNISED_YES
                          : lead_is_unlocked(till) ? LEAD_RECOGNISED_NO
                                                   : LEAD_RECOGNISED_LATER;
    }
    free(same);
    return is_done;
}

void lead_remember(struct till *till, int64_t lead_id, const struct lead_marks *marks)
{
    struct lead_state *state = lead_state(till);
    for (size_t i = 0; i < marks->count; i++) {
        if (find_met(state, marks->met[i]) != 0) {
            continue;
        }
        if (state->met_count == state->met_capacity) {
            state->met_capacity = 2 * state->met_capacity + 64;
            state->met = realloc(state->met, state->met_capacity * sizeof(*state->met));
            ASSERT(state->met != NULL);
        }
        struct lead_met *met = &state->met[state->met_count++];
        memcpy(met->hash, marks->met[i], LEAD_HASH_SIZE);
        met->lead_id = lead_id;
    }
}

/* --- by hand -------------------------------------------------------------------------------- */

bool lead_match(
    struct till *till, int64_t lead_id, int64_t other_lead_id, bool is_same, struct error *err)
{
    struct lead_match_row row = {
        .lead_id = lead_id,
        .other_lead_id = other_lead_id,
        .is_same = is_same,
        .matched_at_ms = till_now_ms(till),
    };
    if (lead_id == other_lead_id) {
        return error_set(err, ERROR_INVALID, "these are not two leads");
    }
    if (!lead_require_kept(till, lead_id, err) || !lead_require_kept(till, other_lead_id, err) ||
        !store_begin(till->store, ENTRY_LEAD_NOTE, till->staff_id, err)) {
        return false;
    }
    return lead_end_bracket(
        till, lead_match_insert(till->store, &row, err), row.matched_at_ms, err);
}

/* --- all of them ---------------------------------------------------------------------------- */

/* What the boxes of a lead say. */
struct lead_boxes {
    struct till *till;
    struct lead_marks marks;
    size_t opened, unreadable;
};

static void add_marks(struct lead_boxes *boxes, const struct lead_text *text)
{
    struct lead_item item;
    size_t at = 0;
    while (lead_text_next(text, &at, &item)) {
        if (item.kind == LEAD_ITEM_FIELD) {
            struct lead_field field = {item.name, item.value};
            lead_marks_add(boxes->till, &field, &boxes->marks);
        }
    }
}

static void open_box(
    struct lead_boxes *boxes, enum lead_box_of of, int64_t id, const struct lead_secret *secret)
{
    struct lead_text text = {0};
    struct text_view key = {secret->sealed_key.bytes, secret->sealed_key.size};
    struct text_view box = {secret->box.bytes, secret->box.size};
    if (!lead_box_open(lead_state(boxes->till)->open, of, id, key, box, &text)) {
        boxes->unreadable++;
        return;
    }
    boxes->opened++;
    add_marks(boxes, &text);
    lead_text_close(&text);
}

static bool take_note_id(void *context, const struct lead_note_row *row, struct error *err)
{
    struct links *ids = context; /* as a list of numbers */
    (void)err;
    if (row->is_sealed && ids->count < LINKS_MAX) {
        ids->other[ids->count++] = row->id;
    }
    return true;
}

static bool open_boxes(
    struct till *till, int64_t lead_id, struct lead_boxes *boxes, struct error *err)
{
    struct lead_secret secret = {0};
    struct links notes = {.count = 0};
    bool found = false;
    bool is_done = store_read_secret(till->store, SECRET_OF_LEAD, lead_id, &secret, err) &&
                   lead_note_visit(till->store, lead_id, take_note_id, &notes, err);
    if (is_done) {
        open_box(boxes, LEAD_BOX_OF_LEAD, lead_id, &secret);
    }
    for (size_t i = 0; is_done && i < notes.count; i++) {
        is_done = lead_note_secret_read(till->store, notes.other[i], &secret, &found, err);
        if (is_done && found) {
            open_box(boxes, LEAD_BOX_OF_NOTE, notes.other[i], &secret);
        }
    }
    lead_secret_close(&secret);
    return is_done;
}

static bool match_one(struct till *till, const struct lead_sealed *sealed,
    struct lead_match_count *total, struct error *err)
{
    uint8_t hash[32];
    bool is_known;
    size_t count = 0;
    struct lead_boxes boxes = {.till = till};
    index_mark(lead_state(till)->open, sealed->lead_id, sealed->note_count, hash);
    if (!lead_index_has(till->store, hash, sealed->lead_id, &is_known, err) || is_known) {
        return is_known;
    }
    if (!open_boxes(till, sealed->lead_id, &boxes, err) ||
        !link_marks(till, sealed->lead_id, &boxes.marks, till_now_ms(till), &count, err)) {
        return false;
    }
    total->unreadable += boxes.opened == 0 ? 1 : 0;
    total->indexed += boxes.opened > 0 ? 1 : 0;
    total->matched += count > 0 ? 1 : 0;
    return boxes.opened == 0 ||
           keep_marks(till, sealed->lead_id, sealed->note_count, &boxes.marks, err);
}

bool lead_compare(struct till *till, int64_t lead_id, struct error *err)
{
    struct lead_sealed item;
    size_t count;
    struct lead_match_count ignored = {0};
    if (!lead_read_sealed(till->store, lead_id - 1, &item, 1, &count, err)) {
        return false;
    }
    if (count == 0 || item.lead_id != lead_id) {
        return true; /* its secret is not here */
    }
    return store_begin(till->store, ENTRY_LEAD_NOTE, till->staff_id, err) &&
           lead_end_bracket(till, match_one(till, &item, &ignored, err), till_now_ms(till), err);
}

/* Some of them in one transaction. *after goes on to the last. */
static bool match_some(struct till *till, int64_t *after, size_t *out_count,
    struct lead_match_count *total, struct error *err)
{
    struct lead_sealed items[SEALED_AT_ONCE];
    if (!lead_read_sealed(till->store, *after, items, SEALED_AT_ONCE, out_count, err) ||
        !store_begin(till->store, ENTRY_LEAD_NOTE, till->staff_id, err)) {
        return false;
    }
    bool is_done = true;
    for (size_t i = 0; is_done && i < *out_count; i++) {
        is_done = match_one(till, &items[i], total, err);
        *after = items[i].lead_id;
    }
    return lead_end_bracket(till, is_done, till_now_ms(till), err);
}

bool lead_match_all(struct till *till, struct lead_match_count *out_count, struct error *err)
{
    struct lead_match_count total = {0};
    int64_t after = 0;
    size_t count = SEALED_AT_ONCE;
    if (!lead_is_unlocked(till)) {
        return error_set(err, ERROR_REFUSED, "the lead key is locked");
    }
    while (count == SEALED_AT_ONCE) {
        if (!match_some(till, &after, &count, &total, err)) {
            return false;
        }
    }
    *out_count = total;
    return true;
}
