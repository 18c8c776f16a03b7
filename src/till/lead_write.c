#include "till/lead_write.h"

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/day.h"
#include "export/json_write.h"
#include "store/lead.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/lead_state.h"

/* Any text; `what` and `key` say where it stands. */
bool lead_check_text(struct text_view text, size_t bytes_max, const char *what,
    struct text_view key, struct error *err)
{
    const char *dot = key.size > 0 ? "." : "";
    if (text.size > bytes_max) {
        return error_set(err, ERROR_LIMIT, "%s%s%.*s: longer than %zu bytes", what, dot,
            (int)key.size, key.bytes, bytes_max);
    }
    bool has_zero = text.size > 0 && memchr(text.bytes, '\0', text.size) != NULL;
    if (has_zero || !text_is_utf8(text.bytes, text.size, NULL)) {
        return error_set(
            err, ERROR_INVALID, "%s%s%.*s: not UTF-8", what, dot, (int)key.size, key.bytes);
    }
    return true;
}

static bool is_word(struct text_view name)
{
    bool is_good = name.size > 0 && name.size < LEAD_FIELD_NAME_MAX;
    for (size_t i = 0; is_good && i < name.size; i++) {
        char byte = name.bytes[i];
        is_good = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
    }
    return is_good;
}

static bool check_name(struct text_view name, struct error *err)
{
    return is_word(name) ||
           error_set(err, ERROR_INVALID,
               "fields: a field's name is a word of a-z, 0-9 and _, up to %d of them",
               LEAD_FIELD_NAME_MAX - 1);
}

bool lead_check_fields(const struct lead_field *fields, size_t count, struct error *err)
{
    if (count > LEAD_FIELDS_MAX) {
        return error_set(err, ERROR_LIMIT, "fields: more than %d", LEAD_FIELDS_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        if (!check_name(fields[i].name, err) ||
            !lead_check_text(
                fields[i].value, LEAD_VALUE_BYTES_MAX, "fields", fields[i].name, err)) {
            return false;
        }
    }
    return true;
}

bool lead_check_rating(struct text_view rating, struct error *err)
{
    bool is_good = rating.size == 0 || text_view_equals(rating, "hot") ||
                   text_view_equals(rating, "warm") || text_view_equals(rating, "cold");
    return is_good || error_set(err, ERROR_INVALID, "rating: hot, warm or cold");
}

bool lead_check_interests(const struct text_view *interests, size_t count, struct error *err)
{
    size_t bytes = 0;
    if (count > LEAD_INTERESTS_MAX) {
        return error_set(err, ERROR_LIMIT, "interests: more than %d", LEAD_INTERESTS_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        bytes += interests[i].size;
        if (!lead_check_text(
                interests[i], LEAD_INTERESTS_TEXT_MAX, "interests", text_view_of(""), err)) {
            return false;
        }
        if (interests[i].size == 0 || text_view_has_control(interests[i])) {
            return error_set(
                err, ERROR_INVALID, "interests: empty, or a control character is in it");
        }
    }
    return bytes <= LEAD_INTERESTS_TEXT_MAX || error_set(err, ERROR_LIMIT, "interests: too long");
}

bool lead_check_follow_up(struct text_view day, bool may_end, struct error *err)
{
    int32_t number;
    if (day.size == 0 || (may_end && text_view_equals(day, "-"))) {
        return true;
    }
    return day_parse(day, &number, err) || error_prefix(err, "follow_up: ");
}

bool lead_check_consents(const struct lead_consent *consents, size_t count, struct error *err)
{
    if (count > LEAD_CONSENTS_MAX) {
        return error_set(err, ERROR_LIMIT, "consent: more than %d", LEAD_CONSENTS_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        const struct lead_consent *consent = &consents[i];
        const struct text_view texts[] = {
            consent->purpose, consent->wording, consent->version, consent->language};
        for (size_t j = 0; j < ARRAY_LENGTH(texts); j++) {
            if (!lead_check_text(texts[j], LEAD_TEXT_BYTES_MAX, "consent", text_view_of(""), err)) {
                return false;
            }
        }
        if (!is_word(consent->purpose)) {
            return error_set(
                err, ERROR_INVALID, "consent.purpose: a word such as email, phone or ads");
        }
        if (consent->is_given && consent->wording.size == 0) {
            return error_set(err, ERROR_INVALID,
                "consent.text: missing; a consent without its words proves nothing");
        }
    }
    return true;
}

void lead_text_put(
    struct lead_text *text, enum lead_item_kind kind, struct text_view name, struct text_view value)
{
    struct lead_item item = {kind, name, value};
    lead_text_add(text, &item);
}

/* A consent or its withdrawal, by whoever is at the till. */
bool lead_write_consent(struct till *till, int64_t lead_id, const struct lead_consent *consent,
    bool is_withdrawal, const char *channel, int64_t at_ms, struct error *err)
{
    struct consent_row row = {
        .lead_id = lead_id,
        .purpose = consent->purpose,
        .given = consent->is_given,
        .is_withdrawal = is_withdrawal,
        .wording = consent->wording,
        .version = consent->version,
        .language = consent->language,
        .channel = text_view_of(channel),
        .device = text_view_of(till_label(till)),
        .staff_id = till->staff_id,
        .staff_name = text_view_of(till->staff_name),
        .given_at_ms = at_ms,
    };
    return consent_insert(till->store, &row, err);
}

/* A note in the clear: rating, interests, follow-up. */
bool lead_write_open_note(struct till *till, int64_t lead_id, const char *kind,
    struct text_view text, int64_t at_ms, struct error *err)
{
    struct text_view none = {"", 0};
    struct lead_note_row row = {
        .lead_id = lead_id,
        .kind = text_view_of(kind),
        .text = text,
        .staff_id = till->staff_id,
        .staff_name = text_view_of(till->staff_name),
        .noted_at_ms = at_ms,
    };
    return store_next_id(till->store, "lead_note", &row.id, err) &&
           lead_note_insert(till->store, &row, none, none, err);
}

bool lead_write_interests(struct till *till, int64_t lead_id, const struct text_view *interests,
    size_t count, int64_t at_ms, struct error *err)
{
    struct buffer json = {0};
    json_write_begin(&json, NULL, '[');
    for (size_t i = 0; i < count; i++) {
        json_write_view(&json, NULL, interests[i]);
    }
    json_write_end(&json, ']');
    bool is_done = lead_write_open_note(
        till, lead_id, "interests", (struct text_view){json.bytes, json.size}, at_ms, err);
    buffer_close(&json);
    return is_done;
}

bool lead_write_sealed_note(struct till *till, int64_t lead_id, const char *kind,
    const struct lead_text *text, const uint8_t *public_key, int64_t at_ms, struct error *err)
{
    struct buffer sealed_key = {0}, box = {0};
    struct lead_note_row row = {
        .lead_id = lead_id,
        .kind = text_view_of(kind),
        .text = text_view_of(""),
        .is_sealed = true,
        .staff_id = till->staff_id,
        .staff_name = text_view_of(till->staff_name),
        .noted_at_ms = at_ms,
    };
    if (!store_next_id(till->store, "lead_note", &row.id, err)) {
        return false;
    }
    lead_box_seal(text, public_key, LEAD_BOX_OF_NOTE, row.id, &sealed_key, &box);
    bool is_done =
        lead_note_insert(till->store, &row, (struct text_view){sealed_key.bytes, sealed_key.size},
            (struct text_view){box.bytes, box.size}, err);
    buffer_close(&sealed_key);
    buffer_close(&box);
    return is_done;
}

bool lead_end_bracket(struct till *till, bool is_done, int64_t at_ms, struct error *err)
{
    if (is_done && store_commit(till->store, at_ms, err)) {
        return true;
    }
    store_rollback(till->store);
    till_recover(till);
    return false;
}
