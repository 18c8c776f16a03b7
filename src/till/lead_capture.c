#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/attribution.h"
#include "domain/contact.h"
#include "domain/day.h"
#include "domain/id.h"
#include "store/campaign.h"
#include "store/lead.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/lead.h"
#include "till/lead_match.h"
#include "till/lead_state.h"
#include "till/lead_write.h"

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

static bool check_capture(const struct lead_capture *capture, struct error *err)
{
    struct text_view none = text_view_of("");
    return lead_check_fields(capture->fields, capture->field_count, err) &&
           lead_check_text(capture->scan, LEAD_TEXT_BYTES_MAX, "scan", none, err) &&
           lead_check_consents(capture->consents, capture->consent_count, err) &&
           lead_check_rating(capture->rating, err) &&
           lead_check_interests(capture->interests, capture->interest_count, err) &&
           lead_check_text(capture->note, LEAD_TEXT_BYTES_MAX, "note", none, err) &&
           lead_check_follow_up(capture->follow_up, false, err) &&
           lead_check_text(capture->ref, LEAD_REF_MAX, "ref", none, err) &&
           lead_check_text(capture->placement, CODE_BYTES - 1, "placement", none, err);
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

static void fill_text(const struct capturing *capturing, struct lead_text *text)
{
    const struct lead_capture *capture = capturing->capture;
    struct text_view none = text_view_of("");
    for (size_t i = 0; i < capturing->field_count; i++) {
        if (capturing->fields[i].value.size > 0) {
            lead_text_put(
                text, LEAD_ITEM_FIELD, capturing->fields[i].name, capturing->fields[i].value);
        }
    }
    if (capture->scan.size > 0) {
        lead_text_put(text, LEAD_ITEM_SCAN, none, capture->scan);
    }
    if (capture->note.size > 0) {
        lead_text_put(text, LEAD_ITEM_NOTE, none, capture->note);
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

static bool write_consents(const struct capturing *capturing, struct error *err)
{
    const struct lead_capture *capture = capturing->capture;
    for (size_t i = 0; i < capture->consent_count; i++) {
        if (!lead_write_consent(capturing->till, capturing->result.lead_id, &capture->consents[i],
                false, channel_text(capture->source), capturing->at_ms, err)) {
            return false;
        }
    }
    return true;
}

static bool write_open_notes(const struct capturing *capturing, struct error *err)
{
    const struct lead_capture *capture = capturing->capture;
    struct till *till = capturing->till;
    int64_t lead_id = capturing->result.lead_id;
    int64_t at_ms = capturing->at_ms;
    return (capture->rating.size == 0 ||
               lead_write_open_note(till, lead_id, "rating", capture->rating, at_ms, err)) &&
           (capture->interest_count == 0 || lead_write_interests(till, lead_id, capture->interests,
                                                capture->interest_count, at_ms, err)) &&
           (capture->follow_up.size == 0 ||
               lead_write_open_note(till, lead_id, "follow_up", capture->follow_up, at_ms, err));
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
