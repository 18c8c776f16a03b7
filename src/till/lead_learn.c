#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "store/lead.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/lead.h"
#include "till/lead_match.h"
#include "till/lead_state.h"
#include "till/lead_write.h"

/* --- later ---------------------------------------------------------------------------------- */

struct lead_state_of {
    bool is_erased;
};

static bool take_state(void *context, const struct lead_row *row, struct error *err)
{
    struct lead_state_of *state = context;
    (void)err;
    state->is_erased = row->is_erased;
    return true;
}

bool lead_require_kept(struct till *till, int64_t lead_id, struct error *err)
{
    struct lead_state_of state = {.is_erased = false};
    bool found;
    if (!lead_find(till->store, lead_id, take_state, &state, &found, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_NOT_FOUND, "there is no such lead here");
    }
    return !state.is_erased || error_set(err, ERROR_REFUSED, "this lead is erased");
}

static bool write_learned_boxes(struct till *till, int64_t lead_id,
    const struct lead_learned *learned, const uint8_t *public_key, int64_t at_ms, struct error *err)
{
    struct text_view none = text_view_of("");
    struct lead_text text = {0};
    bool is_done = true;
    for (size_t i = 0; i < learned->field_count; i++) {
        lead_text_put(&text, LEAD_ITEM_FIELD, learned->fields[i].name, learned->fields[i].value);
    }
    if (!lead_text_is_empty(&text)) {
        is_done = lead_write_sealed_note(till, lead_id, "fields", &text, public_key, at_ms, err);
    }
    lead_text_close(&text);
    if (is_done && learned->note.size > 0) {
        lead_text_put(&text, LEAD_ITEM_NOTE, none, learned->note);
        is_done = lead_write_sealed_note(till, lead_id, "note", &text, public_key, at_ms, err);
        lead_text_close(&text);
    }
    return is_done;
}

static bool write_learned(struct till *till, int64_t lead_id, const struct lead_learned *learned,
    const uint8_t *public_key, int64_t at_ms, struct error *err)
{
    struct text_view day =
        text_view_equals(learned->follow_up, "-") ? text_view_of("") : learned->follow_up;
    return (learned->rating.size == 0 ||
               lead_write_open_note(till, lead_id, "rating", learned->rating, at_ms, err)) &&
           (!learned->has_interests || lead_write_interests(till, lead_id, learned->interests,
                                           learned->interest_count, at_ms, err)) &&
           (learned->follow_up.size == 0 ||
               lead_write_open_note(till, lead_id, "follow_up", day, at_ms, err)) &&
           write_learned_boxes(till, lead_id, learned, public_key, at_ms, err);
}

bool lead_learn(
    struct till *till, int64_t lead_id, const struct lead_learned *learned, struct error *err)
{
    uint8_t public_key[LEAD_KEY_SIZE];
    int64_t at_ms = till_now_ms(till);
    if (!lead_check_fields(learned->fields, learned->field_count, err) ||
        !lead_check_rating(learned->rating, err) ||
        !lead_check_interests(learned->interests, learned->interest_count, err) ||
        !lead_check_follow_up(learned->follow_up, true, err) ||
        !lead_check_text(learned->note, LEAD_TEXT_BYTES_MAX, "note", text_view_of(""), err) ||
        !lead_public_key(till, public_key, err) || !lead_require_kept(till, lead_id, err) ||
        !store_begin(till->store, ENTRY_LEAD_NOTE, till->staff_id, err)) {
        return false;
    }
    if (!lead_end_bracket(
            till, write_learned(till, lead_id, learned, public_key, at_ms, err), at_ms, err)) {
        return false;
    }
    if (learned->field_count > 0 && lead_is_unlocked(till)) {
        struct error ignored; /* what cannot be compared now is compared with the next unlocking */
        (void)lead_compare(till, lead_id, &ignored);
    }
    return true;
}

bool lead_consent_add(struct till *till, int64_t lead_id, const struct lead_consent *consent,
    const char *channel, struct error *err)
{
    int64_t at_ms = till_now_ms(till);
    if (!lead_check_consents(consent, 1, err) || !lead_require_kept(till, lead_id, err) ||
        !store_begin(till->store, ENTRY_LEAD_NOTE, till->staff_id, err)) {
        return false;
    }
    return lead_end_bracket(
        till, lead_write_consent(till, lead_id, consent, false, channel, at_ms, err), at_ms, err);
}

/* --- withdrawing ---------------------------------------------------------------------------- */

#define PURPOSES_MAX 32
#define PURPOSE_BYTES LEAD_FIELD_NAME_MAX

/* What a person agreed to, or all that they were asked for. */
struct given {
    char purposes[PURPOSES_MAX][PURPOSE_BYTES];
    size_t count;
    bool has_refused; /* those too that were asked for and not given */
};

static bool has_purpose(const struct given *given, struct text_view purpose)
{
    for (size_t i = 0; i < given->count; i++) {
        if (text_view_equals(purpose, given->purposes[i])) {
            return true;
        }
    }
    return false;
}

static bool take_given(void *context, const struct consent_row *row, struct error *err)
{
    struct given *given = context;
    (void)err;
    if ((!row->given && !given->has_refused) || given->count == PURPOSES_MAX ||
        has_purpose(given, row->purpose)) {
        return true;
    }
    if (text_copy_view(given->purposes[given->count], PURPOSE_BYTES, row->purpose)) {
        given->count++;
    }
    return true;
}

static bool read_given(struct till *till, int64_t lead_id, struct given *given, struct error *err)
{
    struct lead_same *same = malloc(sizeof(*same));
    ASSERT(same != NULL);
    bool is_done = lead_same_person(till, lead_id, same, err);
    for (size_t i = 0; is_done && i < same->count; i++) {
        is_done = consent_visit(till->store, same->ids[i], take_given, given, err);
    }
    free(same);
    return is_done;
}

/* A purpose that is misspelt would take nothing back and look as if it had. Who was never asked may
 * still say no to what is usual. */
static bool check_purpose(
    struct till *till, int64_t lead_id, struct text_view purpose, struct error *err)
{
    struct given asked = {.has_refused = true};
    if (text_view_equals(purpose, "email") || text_view_equals(purpose, "phone") ||
        text_view_equals(purpose, "ads")) {
        return true;
    }
    return read_given(till, lead_id, &asked, err) &&
           (has_purpose(&asked, purpose) ||
               error_set(err, ERROR_NOT_FOUND,
                   "this person was not asked for that purpose; usual ones are email, phone and "
                   "ads"));
}

static bool withdraw_all(struct till *till, int64_t lead_id, const struct given *given,
    const char *channel, int64_t at_ms, struct error *err)
{
    for (size_t i = 0; i < given->count; i++) {
        struct lead_consent consent = {.purpose = text_view_of(given->purposes[i]),
            .wording = {"", 0},
            .version = {"", 0},
            .language = {"", 0}};
        if (!lead_write_consent(till, lead_id, &consent, true, channel, at_ms, err)) {
            return false;
        }
    }
    return true;
}

bool lead_withdraw(struct till *till, int64_t lead_id, struct text_view purpose,
    const char *channel, struct error *err)
{
    struct given given = {.count = 0};
    int64_t at_ms = till_now_ms(till);
    if (purpose.size > 0) {
        given.count = 1;
        if (!text_copy_view(given.purposes[0], PURPOSE_BYTES, purpose)) {
            return error_set(err, ERROR_LIMIT, "the purpose is too long");
        }
        if (!check_purpose(till, lead_id, purpose, err)) {
            return false;
        }
    } else if (!read_given(till, lead_id, &given, err)) {
        return false;
    }
    if (given.count == 0) {
        return error_set(err, ERROR_NOT_FOUND, "this person has agreed to nothing");
    }
    if (!lead_require_kept(till, lead_id, err) ||
        !store_begin(till->store, ENTRY_LEAD_NOTE, till->staff_id, err)) {
        return false;
    }
    return lead_end_bracket(
        till, withdraw_all(till, lead_id, &given, channel, at_ms, err), at_ms, err);
}

/* --- exports -------------------------------------------------------------------------------- */

bool lead_export_record(struct till *till, const char *format, const char *purpose,
    const char *target, size_t lead_count, size_t left_out_count, struct error *err)
{
    int64_t at_ms = till_now_ms(till);
    struct lead_export_row row = {
        .format = format,
        .purpose = purpose,
        .target = target,
        .lead_count = (int64_t)lead_count,
        .left_out_count = (int64_t)left_out_count,
        .staff_id = till->staff_id,
        .staff_name = till->staff_name,
        .exported_at_ms = at_ms,
    };
    if (!store_begin(till->store, ENTRY_LEAD_EXPORT, till->staff_id, err)) {
        return false;
    }
    return lead_end_bracket(till, lead_export_insert(till->store, &row, err), at_ms, err);
}
