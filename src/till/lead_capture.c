#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/attribution.h"
#include "domain/contact.h"
#include "domain/day.h"
#include "domain/id.h"
#include "export/json_write.h"
#include "store/campaign.h"
#include "store/lead.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/lead.h"
#include "till/lead_box.h"
#include "till/lead_match.h"
#include "till/lead_state.h"

/* --- words ---------------------------------------------------------------------------------- */

const char *lead_recognised_text(enum lead_recognised recognised)
{
    switch (recognised) {
    case LEAD_RECOGNISED_YES:
        return "yes";
    case LEAD_RECOGNISED_NO:
        return "no";
    case LEAD_RECOGNISED_LATER:
        break;
    }
    return "later";
}

static const char *source_text(enum lead_source source)
{
    switch (source) {
    case LEAD_FROM_FORM:
        return "form";
    case LEAD_FROM_SCAN:
        return "scan";
    case LEAD_FROM_FILE:
        return "file";
    case LEAD_FROM_STAFF:
        break;
    }
    return "staff";
}

/* How a consent came, as evidence: with a badge it is somebody of the staff who asked. */
static const char *channel_text(enum lead_source source)
{
    return source_text(source == LEAD_FROM_SCAN ? LEAD_FROM_STAFF : source);
}

/* --- checking what was said ----------------------------------------------------------------- */

/* Any text; `what` and `key` say where it stands. */
static bool check_text(struct text_view text, size_t bytes_max, const char *what,
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

static bool check_fields(const struct lead_field *fields, size_t count, struct error *err)
{
    if (count > LEAD_FIELDS_MAX) {
        return error_set(err, ERROR_LIMIT, "fields: more than %d", LEAD_FIELDS_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        if (!check_name(fields[i].name, err) ||
            !check_text(fields[i].value, LEAD_VALUE_BYTES_MAX, "fields", fields[i].name, err)) {
            return false;
        }
    }
    return true;
}

static bool check_rating(struct text_view rating, struct error *err)
{
    bool is_good = rating.size == 0 || text_view_equals(rating, "hot") ||
                   text_view_equals(rating, "warm") || text_view_equals(rating, "cold");
    return is_good || error_set(err, ERROR_INVALID, "rating: hot, warm or cold");
}

static bool check_interests(const struct text_view *interests, size_t count, struct error *err)
{
    size_t bytes = 0;
    if (count > LEAD_INTERESTS_MAX) {
        return error_set(err, ERROR_LIMIT, "interests: more than %d", LEAD_INTERESTS_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        bytes += interests[i].size;
        if (!check_text(
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

static bool check_follow_up(struct text_view day, bool may_end, struct error *err)
{
    int32_t number;
    if (day.size == 0 || (may_end && text_view_equals(day, "-"))) {
        return true;
    }
    return day_parse(day, &number, err) || error_prefix(err, "follow_up: ");
}

static bool check_consents(const struct lead_consent *consents, size_t count, struct error *err)
{
    if (count > LEAD_CONSENTS_MAX) {
        return error_set(err, ERROR_LIMIT, "consent: more than %d", LEAD_CONSENTS_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        const struct lead_consent *consent = &consents[i];
        const struct text_view texts[] = {
            consent->purpose, consent->wording, consent->version, consent->language};
        for (size_t j = 0; j < ARRAY_LENGTH(texts); j++) {
            if (!check_text(texts[j], LEAD_TEXT_BYTES_MAX, "consent", text_view_of(""), err)) {
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

static bool check_capture(const struct lead_capture *capture, struct error *err)
{
    struct text_view none = text_view_of("");
    return check_fields(capture->fields, capture->field_count, err) &&
           check_text(capture->scan, LEAD_TEXT_BYTES_MAX, "scan", none, err) &&
           check_consents(capture->consents, capture->consent_count, err) &&
           check_rating(capture->rating, err) &&
           check_interests(capture->interests, capture->interest_count, err) &&
           check_text(capture->note, LEAD_TEXT_BYTES_MAX, "note", none, err) &&
           check_follow_up(capture->follow_up, false, err) &&
           check_text(capture->ref, LEAD_REF_MAX, "ref", none, err) &&
           check_text(capture->placement, CODE_BYTES - 1, "placement", none, err);
}

/* --- writing -------------------------------------------------------------------------------- */

/* One capture while it is written. */
struct capturing {
    struct till *till;
    const struct lead_capture *capture;
    int64_t at_ms;
    char day[DAY_TEXT_MAX];
    uint8_t public_key[LEAD_KEY_SIZE];
    int64_t campaign_id, link_id;
    char campaign_code[CODE_BYTES], campaign_name[NAME_BYTES], channel[NAME_BYTES];
    /* What was typed, and behind it what the badge says and nobody typed. */
    struct lead_field fields[LEAD_FIELDS_MAX + CONTACT_FIELD_COUNT];
    size_t field_count;
    struct contact card;
    struct lead_marks marks;
    struct lead_captured result;
};

static bool take_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    struct capturing *capturing = context;
    capturing->campaign_id = row->id;
    return (text_copy_view(capturing->campaign_code, sizeof(capturing->campaign_code), row->code) &&
               text_copy_view(
                   capturing->campaign_name, sizeof(capturing->campaign_name), row->name) &&
               text_copy_view(capturing->channel, sizeof(capturing->channel), row->channel)) ||
           error_set(err, ERROR_CORRUPT, "a campaign cannot be read");
}

static bool find_campaign(struct capturing *capturing, struct error *err)
{
    const struct lead_capture *capture = capturing->capture;
    struct store *store = capturing->till->store;
    bool found;
    if (capture->campaign.size == 0) {
        return true;
    }
    if (!campaign_find_code(store, capture->campaign, take_campaign, capturing, &found, err)) {
        return false;
    }
    if (!found) {
        return error_set(err, ERROR_NOT_FOUND, "campaign: there is no campaign %.*s",
            (int)capture->campaign.size, capture->campaign.bytes);
    }
    return link_id_of(store, capturing->campaign_id, capture->placement, &capturing->link_id, err);
}

static void add_item(
    struct lead_text *text, enum lead_item_kind kind, struct text_view name, struct text_view value)
{
    struct lead_item item = {kind, name, value};
    lead_text_add(text, &item);
}

static void fill_text(const struct capturing *capturing, struct lead_text *text)
{
    const struct lead_capture *capture = capturing->capture;
    struct text_view none = text_view_of("");
    for (size_t i = 0; i < capturing->field_count; i++) {
        if (capturing->fields[i].value.size > 0) {
            add_item(text, LEAD_ITEM_FIELD, capturing->fields[i].name, capturing->fields[i].value);
        }
    }
    if (capture->scan.size > 0) {
        add_item(text, LEAD_ITEM_SCAN, none, capture->scan);
    }
    if (capture->note.size > 0) {
        add_item(text, LEAD_ITEM_NOTE, none, capture->note);
    }
}

static bool has_field(const struct capturing *capturing, const char *name)
{
    for (size_t i = 0; i < capturing->field_count; i++) {
        if (text_view_equals(capturing->fields[i].name, name) &&
            text_view_trim(capturing->fields[i].value).size > 0) {
            return true;
        }
    }
    return false;
}

/* Which details are in the box, without any of them. */
static void print_has(const struct capturing *capturing, char *out, size_t capacity)
{
    const struct {
        bool has;
        const char *word;
    } parts[] = {
        {has_field(capturing, "name") || has_field(capturing, "first_name") ||
                has_field(capturing, "last_name"),
            "name"},
        {has_field(capturing, "company"), "company"},
        {has_field(capturing, "email"), "email"},
        {has_field(capturing, "phone") || has_field(capturing, "mobile"), "phone"},
        {capturing->capture->scan.size > 0, "badge"},
    };
    struct text_out words = text_out_begin(out, capacity);
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
        if (parts[i].has) {
            text_out_append(&words, words.size > 0 ? "," : "");
            text_out_append(&words, parts[i].word);
        }
    }
}

/* Fields that a badge fills; its note stays in the raw scan. */
static const enum contact_field CARD_FIELDS[] = {CONTACT_FIRST_NAME, CONTACT_LAST_NAME,
    CONTACT_NAME, CONTACT_EMAIL, CONTACT_PHONE, CONTACT_MOBILE, CONTACT_COMPANY, CONTACT_TITLE,
    CONTACT_WEBSITE, CONTACT_STREET, CONTACT_CITY, CONTACT_REGION, CONTACT_POSTCODE,
    CONTACT_COUNTRY, CONTACT_BADGE};

static void add_card_field(struct capturing *capturing, enum contact_field field)
{
    const char *name = contact_field_name(field);
    const char *value = contact_get(&capturing->card, field);
    bool is_said_by_parts =
        field == CONTACT_NAME && (has_field(capturing, contact_field_name(CONTACT_FIRST_NAME)) ||
                                     has_field(capturing, contact_field_name(CONTACT_LAST_NAME)));
    if (value[0] != '\0' && !is_said_by_parts && !has_field(capturing, name)) {
        capturing->fields[capturing->field_count++] =
            (struct lead_field){text_view_of(name), text_view_of(value)};
    }
}

/* What was typed wins over what the badge says; the badge itself is kept as it was read. */
static void gather_fields(struct capturing *capturing)
{
    const struct lead_capture *capture = capturing->capture;
    for (size_t i = 0; i < capture->field_count; i++) {
        capturing->fields[capturing->field_count++] = capture->fields[i];
    }
    if (capture->scan.size > 0) {
        (void)contact_read(capture->scan, &capturing->card);
        for (size_t i = 0; i < ARRAY_LENGTH(CARD_FIELDS); i++) {
            add_card_field(capturing, CARD_FIELDS[i]);
        }
    }
    for (size_t i = 0; i < capturing->field_count; i++) {
        lead_marks_add(capturing->till, &capturing->fields[i], &capturing->marks);
    }
}

static bool write_lead(struct capturing *capturing, struct error *err)
{
    const struct lead_capture *capture = capturing->capture;
    struct till *till = capturing->till;
    char has[64];
    struct lead_text text = {0};
    struct buffer sealed_key = {0}, box = {0};
    struct lead_row row = {
        .captured_at_ms = capturing->at_ms,
        .business_day = text_view_of(capturing->day),
        .campaign_id = capturing->campaign_id,
        .link_id = capturing->link_id,
        .campaign_code = text_view_of(capturing->campaign_code),
        .campaign_name = text_view_of(capturing->campaign_name),
        .channel = text_view_of(capturing->channel),
        .content = capture->placement,
        .source = text_view_of(source_text(capture->source)),
        .ref = capture->ref,
        .staff_id = till->staff_id,
        .staff_name = text_view_of(till->staff_name),
    };
    if (!store_next_id(till->store, "lead", &row.id, err)) {
        return false;
    }
    if (id_n(row.id) > TOKEN_N_MAX) {
        return error_set(err, ERROR_LIMIT, "no more leads fit into codes");
    }
    print_has(capturing, has, sizeof(has));
    row.has = text_view_of(has);
    fill_text(capturing, &text);
    lead_box_seal(&text, capturing->public_key, LEAD_BOX_OF_LEAD, row.id, &sealed_key, &box);
    lead_text_close(&text);
    bool is_done =
        lead_insert(till->store, &row, (struct text_view){sealed_key.bytes, sealed_key.size},
            (struct text_view){box.bytes, box.size}, err);
    buffer_close(&sealed_key);
    buffer_close(&box);
    capturing->result.lead_id = row.id;
    return is_done;
}

static bool write_touch(const struct capturing *capturing, struct error *err)
{
    struct lead_touch_row row = {
        .lead_id = capturing->result.lead_id,
        .kind = text_view_of(touch_kind_text(TOUCH_LEAD)),
        .campaign_id = capturing->campaign_id,
        .link_id = capturing->link_id,
        .campaign_code = text_view_of(capturing->campaign_code),
        .campaign_name = text_view_of(capturing->campaign_name),
        .channel = text_view_of(capturing->channel),
        .content = capturing->capture->placement,
        .touched_at_ms = capturing->at_ms,
    };
    return capturing->campaign_id == 0 || lead_touch_insert(capturing->till->store, &row, err);
}

/* A consent or its withdrawal, by whoever is at the till. */
static bool write_consent(struct till *till, int64_t lead_id, const struct lead_consent *consent,
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

static bool write_consents(const struct capturing *capturing, struct error *err)
{
    const struct lead_capture *capture = capturing->capture;
    for (size_t i = 0; i < capture->consent_count; i++) {
        if (!write_consent(capturing->till, capturing->result.lead_id, &capture->consents[i], false,
                channel_text(capture->source), capturing->at_ms, err)) {
            return false;
        }
    }
    return true;
}

/* A note in the clear: rating, interests, follow-up. */
static bool write_open_note(struct till *till, int64_t lead_id, const char *kind,
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

static bool write_interests(struct till *till, int64_t lead_id, const struct text_view *interests,
    size_t count, int64_t at_ms, struct error *err)
{
    struct buffer json = {0};
    json_write_begin(&json, NULL, '[');
    for (size_t i = 0; i < count; i++) {
        json_write_view(&json, NULL, interests[i]);
    }
    json_write_end(&json, ']');
    bool is_done = write_open_note(
        till, lead_id, "interests", (struct text_view){json.bytes, json.size}, at_ms, err);
    buffer_close(&json);
    return is_done;
}

static bool write_sealed_note(struct till *till, int64_t lead_id, const char *kind,
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

static bool write_open_notes(const struct capturing *capturing, struct error *err)
{
    const struct lead_capture *capture = capturing->capture;
    struct till *till = capturing->till;
    int64_t lead_id = capturing->result.lead_id;
    int64_t at_ms = capturing->at_ms;
    return (capture->rating.size == 0 ||
               write_open_note(till, lead_id, "rating", capture->rating, at_ms, err)) &&
           (capture->interest_count == 0 || write_interests(till, lead_id, capture->interests,
                                                capture->interest_count, at_ms, err)) &&
           (capture->follow_up.size == 0 ||
               write_open_note(till, lead_id, "follow_up", capture->follow_up, at_ms, err));
}

static bool write_all(struct capturing *capturing, struct error *err)
{
    struct lead_captured *result = &capturing->result;
    return write_lead(capturing, err) && write_consents(capturing, err) &&
           write_open_notes(capturing, err) && write_touch(capturing, err) &&
           lead_recognise(capturing->till, result->lead_id, &capturing->marks, capturing->at_ms,
               &result->recognised, &result->person_id, err);
}

/* In the transaction: another program may have added the same `ref` meanwhile. */
static bool write_new(struct capturing *capturing, struct error *err)
{
    const struct lead_capture *capture = capturing->capture;
    struct store *store = capturing->till->store;
    int64_t known_id = 0;
    if (capture->ref.size > 0 && !lead_id_by_ref(store, capture->ref, &known_id, err)) {
        return false;
    }
    capturing->result.lead_id = known_id;
    capturing->result.is_known = known_id != 0;
    return known_id != 0 || write_all(capturing, err);
}

bool lead_code(const struct till *till, int64_t lead_id, char out_token[TOKEN_GROUPED_MAX],
    char out_code_text[CAMPAIGN_CODE_TEXT_MAX])
{
    struct token token;
    struct buffer text = {0};
    out_token[0] = '\0';
    out_code_text[0] = '\0';
    if (!till->keys.has_shop[till->key_number] &&
        (!till->keys.has_own || (uint32_t)id_node(lead_id) != till->keys.own_node)) {
        return false;
    }
    till_sign_token(till, TOKEN_LEAD, lead_id, &token);
    token_print_grouped(&token, out_token);
    token_append_url(till->shop.scan_rules.code_base, &token, &text);
    bool fits = text_copy(out_code_text, CAMPAIGN_CODE_TEXT_MAX, text.bytes);
    ASSERT(fits);
    buffer_close(&text);
    return true;
}

/* What is known of a lead that was added before. */
static bool describe_known(struct till *till, struct lead_captured *result, struct error *err)
{
    struct lead_same *same = malloc(sizeof(*same));
    ASSERT(same != NULL);
    bool is_done = lead_same_person(till, result->lead_id, same, err);
    if (is_done) {
        result->person_id = same->ids[0];
        result->recognised = result->person_id != result->lead_id ? LEAD_RECOGNISED_YES
                             : lead_is_unlocked(till)             ? LEAD_RECOGNISED_NO
                                                                  : LEAD_RECOGNISED_LATER;
    }
    free(same);
    return is_done;
}

static bool capture(struct capturing *capturing, struct error *err)
{
    struct till *till = capturing->till;
    const struct lead_capture *wanted = capturing->capture;
    if (!check_capture(wanted, err) || !find_campaign(capturing, err) ||
        !lead_public_key(till, capturing->public_key, err)) {
        return false;
    }
    gather_fields(capturing);
    if (!store_begin(till->store, ENTRY_LEAD, till->staff_id, err)) {
        return false;
    }
    if (!write_new(capturing, err) || !store_commit(till->store, till_now_ms(till), err)) {
        store_rollback(till->store);
        till_recover(till);
        return false;
    }
    return true;
}

bool lead_capture(struct till *till, const struct lead_capture *wanted,
    struct lead_captured *out_captured, struct error *err)
{
    struct capturing capturing = {
        .till = till,
        .capture = wanted,
        .at_ms = wanted->at_ms != 0 ? wanted->at_ms : till_now_ms(till),
    };
    struct lead_captured *result = &capturing.result;
    till_business_day(till, capturing.at_ms, capturing.day);
    bool is_done = capture(&capturing, err);
    if (is_done && !result->is_known) {
        lead_remember(till, result->lead_id, &capturing.marks);
    } else if (is_done) {
        is_done = describe_known(till, result, err);
    }
    if (is_done) {
        (void)lead_code(till, result->lead_id, result->token, result->code_text);
        *out_captured = *result;
    }
    memory_wipe(&capturing, sizeof(capturing)); /* it holds what the badge says */
    return is_done;
}

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

bool lead_end_bracket(struct till *till, bool is_done, int64_t at_ms, struct error *err)
{
    if (is_done && store_commit(till->store, at_ms, err)) {
        return true;
    }
    store_rollback(till->store);
    till_recover(till);
    return false;
}

static bool write_learned_boxes(struct till *till, int64_t lead_id,
    const struct lead_learned *learned, const uint8_t *public_key, int64_t at_ms, struct error *err)
{
    struct text_view none = text_view_of("");
    struct lead_text text = {0};
    bool is_done = true;
    for (size_t i = 0; i < learned->field_count; i++) {
        add_item(&text, LEAD_ITEM_FIELD, learned->fields[i].name, learned->fields[i].value);
    }
    if (!lead_text_is_empty(&text)) {
        is_done = write_sealed_note(till, lead_id, "fields", &text, public_key, at_ms, err);
    }
    lead_text_close(&text);
    if (is_done && learned->note.size > 0) {
        add_item(&text, LEAD_ITEM_NOTE, none, learned->note);
        is_done = write_sealed_note(till, lead_id, "note", &text, public_key, at_ms, err);
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
               write_open_note(till, lead_id, "rating", learned->rating, at_ms, err)) &&
           (!learned->has_interests || write_interests(till, lead_id, learned->interests,
                                           learned->interest_count, at_ms, err)) &&
           (learned->follow_up.size == 0 ||
               write_open_note(till, lead_id, "follow_up", day, at_ms, err)) &&
           write_learned_boxes(till, lead_id, learned, public_key, at_ms, err);
}

bool lead_learn(
    struct till *till, int64_t lead_id, const struct lead_learned *learned, struct error *err)
{
    uint8_t public_key[LEAD_KEY_SIZE];
    int64_t at_ms = till_now_ms(till);
    if (!check_fields(learned->fields, learned->field_count, err) ||
        !check_rating(learned->rating, err) ||
        !check_interests(learned->interests, learned->interest_count, err) ||
        !check_follow_up(learned->follow_up, true, err) ||
        !check_text(learned->note, LEAD_TEXT_BYTES_MAX, "note", text_view_of(""), err) ||
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
    if (!check_consents(consent, 1, err) || !lead_require_kept(till, lead_id, err) ||
        !store_begin(till->store, ENTRY_LEAD_NOTE, till->staff_id, err)) {
        return false;
    }
    return lead_end_bracket(
        till, write_consent(till, lead_id, consent, false, channel, at_ms, err), at_ms, err);
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
        if (!write_consent(till, lead_id, &consent, true, channel, at_ms, err)) {
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
