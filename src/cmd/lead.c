#include "cmd/lead.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "cmd/secret.h"
#include "domain/id.h"
#include "domain/money.h"
#include "export/json_write.h"
#include "till/till.h"

#define VARIABLE "TILLTALE_PASSPHRASE"

bool lead_read_passphrase(const struct invocation *invocation, const char *question,
    char out_passphrase[LEAD_PASSPHRASE_MAX], struct error *err)
{
    const char *path = command_value(invocation, "passphrase-file");
    const char *given = path == NULL ? getenv(VARIABLE) : NULL;
    if (given != NULL) {
        return text_copy(out_passphrase, LEAD_PASSPHRASE_MAX, given) ||
               error_set(err, ERROR_INVALID, VARIABLE " is too long");
    }
    return secret_read(path, question, out_passphrase, LEAD_PASSPHRASE_MAX, err);
}

static bool wants_to_open(
    const struct invocation *invocation, const struct till *till, enum lead_unlocking unlocking)
{
    bool is_given = getenv(VARIABLE) != NULL;
    if (command_value(invocation, "passphrase-file") != NULL) {
        return true; /* a key that is not here is then said, and not passed over */
    }
    switch (unlocking) {
    case LEAD_UNLOCK_MUST:
        return true;
    case LEAD_UNLOCK_IF_HERE:
        return lead_can_unlock(till) && (is_given || secret_has_terminal());
    case LEAD_UNLOCK_GIVEN:
        break;
    }
    return lead_can_unlock(till) && is_given;
}

static bool unlock(const struct invocation *invocation, struct till *till, struct error *err)
{
    char passphrase[LEAD_PASSPHRASE_MAX];
    struct lead_match_count ignored;
    if (!lead_read_passphrase(invocation, "Passphrase of the lead key", passphrase, err)) {
        return false;
    }
    bool is_done = lead_unlock(till, passphrase, err);
    memory_wipe(passphrase, sizeof(passphrase));
    /* A shop's store only reads: the tills write who is whom. */
    return is_done && (till_node(till) == 0 || lead_match_all(till, &ignored, err));
}

bool lead_open(const struct invocation *invocation, int flags, enum lead_unlocking unlocking,
    struct till **out_till, struct error *err)
{
    struct till *till;
    if (!till_open(invocation->db_path, clock_system(), TILL_OPEN_BATCH | flags, &till, err)) {
        return false;
    }
    if (wants_to_open(invocation, till, unlocking) && !unlock(invocation, till, err)) {
        till_close(till);
        return false;
    }
    *out_till = till;
    return true;
}

bool lead_find_argument(
    struct till *till, const char *argument, int64_t *out_lead_id, struct error *err)
{
    if (!lead_find_text(till, text_view_of(argument), out_lead_id, err)) {
        return false;
    }
    if (*out_lead_id != 0) {
        return true;
    }
    return error_set(err, ERROR_NOT_FOUND,
        lead_is_unlocked(till)
            ? "nobody here is meant by that: a number such as 1-12, a code, an e-mail or a phone"
            : "no lead here is meant by that: a number such as 1-12 or a code");
}

/* --- JSON ----------------------------------------------------------------------------------- */

static void write_time(struct buffer *json, const char *key, int64_t at_ms)
{
    char text[TIME_TEXT_MAX];
    json_write_text(json, key, time_print(at_ms, text));
}

static void write_number(struct buffer *json, const char *key, int64_t lead_id)
{
    char text[24];
    json_write_text(json, key, lead_number_print(lead_id, text));
}

static void write_bool(struct buffer *json, const char *key, bool value)
{
    if (json->size > 0 && json->bytes[json->size - 1] != '{' &&
        json->bytes[json->size - 1] != '[') {
        buffer_append_char(json, ',');
    }
    buffer_format(json, "\"%s\":%s", key, value ? "true" : "false");
}

static void write_optional(struct buffer *json, const char *key, const char *text)
{
    json_write_text(json, key, text[0] != '\0' ? text : NULL);
}

static void write_fields(struct buffer *json, const struct lead_person *person)
{
    json_write_begin(json, "fields", '{');
    for (size_t i = 0; i < person->value_count; i++) {
        if (person->values[i].is_current && person->values[i].value[0] != '\0') {
            json_write_text(json, person->values[i].name, person->values[i].value);
        }
    }
    json_write_end(json, '}');
}

static void write_history(struct buffer *json, const struct lead_person *person)
{
    json_write_begin(json, "history", '[');
    for (size_t i = 0; i < person->value_count; i++) {
        json_write_begin(json, NULL, '{');
        json_write_text(json, "name", person->values[i].name);
        json_write_text(json, "value", person->values[i].value);
        write_time(json, "at", person->values[i].at_ms);
        write_number(json, "lead", person->values[i].lead_id);
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static void write_notes(
    struct buffer *json, const char *key, const struct lead_note *notes, size_t count)
{
    json_write_begin(json, key, '[');
    for (size_t i = 0; i < count; i++) {
        json_write_begin(json, NULL, '{');
        json_write_text(json, "text", notes[i].text);
        write_time(json, "at", notes[i].at_ms);
        json_write_text(json, "staff", notes[i].staff);
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static const char *state_text(enum consent_state state)
{
    switch (state) {
    case CONSENT_GIVEN:
        return "given";
    case CONSENT_WITHDRAWN:
        return "withdrawn";
    case CONSENT_NONE:
        break;
    }
    return "none";
}

static bool is_first_of_purpose(const struct lead_person *person, size_t i)
{
    for (size_t j = 0; j < i; j++) {
        if (strcmp(person->consents[j].purpose, person->consents[i].purpose) == 0) {
            return false;
        }
    }
    return true;
}

static void write_consent_states(struct buffer *json, const struct lead_person *person)
{
    json_write_begin(json, "consent", '{');
    for (size_t i = 0; i < person->consent_count; i++) {
        const char *purpose = person->consents[i].purpose;
        if (is_first_of_purpose(person, i)) {
            json_write_text(json, purpose, state_text(lead_person_consent(person, purpose)));
        }
    }
    json_write_end(json, '}');
}

static void write_evidence(struct buffer *json, const struct lead_person *person)
{
    json_write_begin(json, "consents", '[');
    for (size_t i = 0; i < person->consent_count; i++) {
        const struct lead_consent_fact *fact = &person->consents[i];
        json_write_begin(json, NULL, '{');
        json_write_text(json, "purpose", fact->purpose);
        write_bool(json, "given", fact->is_given);
        write_bool(json, "withdrawal", fact->is_withdrawal);
        json_write_text(json, "text", fact->wording);
        json_write_text(json, "version", fact->version);
        json_write_text(json, "language", fact->language);
        json_write_text(json, "channel", fact->channel);
        json_write_text(json, "device", fact->device);
        json_write_text(json, "staff", fact->staff);
        write_time(json, "at", fact->at_ms);
        write_number(json, "lead", fact->lead_id);
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static void write_contacts(struct buffer *json, const struct lead_person *person)
{
    json_write_begin(json, "touches", '[');
    for (size_t i = 0; i < person->contact_count; i++) {
        const struct lead_contact *contact = &person->contacts[i];
        char receipt[RECEIPT_TEXT_MAX];
        json_write_begin(json, NULL, '{');
        write_time(json, "at", contact->at_ms);
        json_write_text(json, "kind", contact->kind);
        json_write_text(json, "campaign", contact->campaign_code);
        write_optional(json, "placement", contact->content);
        json_write_text(json, "receipt",
            contact->sale_id != 0 ? receipt_print(contact->sale_id, receipt) : NULL);
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static void write_sales(struct buffer *json, const struct lead_person *person)
{
    json_write_begin(json, "sales", '[');
    for (size_t i = 0; i < person->bought_count; i++) {
        const struct lead_bought *bought = &person->bought[i];
        char receipt[RECEIPT_TEXT_MAX];
        json_write_begin(json, NULL, '{');
        json_write_text(json, "receipt", receipt_print(bought->sale_id, receipt));
        write_time(json, "at", bought->at_ms);
        json_write_decimal(
            json, "gross", bought->gross_minor, export_decimals_of(bought->currency));
        json_write_text(json, "currency", bought->currency);
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static void write_leads(struct buffer *json, struct till *till, const struct lead_person *person)
{
    json_write_begin(json, "leads", '[');
    for (size_t i = 0; i < person->lead_count; i++) {
        const struct lead_part *part = &person->leads[i];
        char token[TOKEN_GROUPED_MAX];
        char code[CAMPAIGN_CODE_TEXT_MAX];
        json_write_begin(json, NULL, '{');
        write_number(json, "lead", part->lead_id);
        json_write_text(json, "token", lead_code(till, part->lead_id, token, code) ? token : NULL);
        write_time(json, "at", part->captured_at_ms);
        json_write_text(json, "day", part->business_day);
        write_optional(json, "campaign", part->campaign_code);
        write_optional(json, "placement", part->content);
        json_write_text(json, "source", part->source);
        write_optional(json, "ref", part->ref);
        write_optional(json, "staff", part->staff);
        write_optional(json, "has", part->has);
        write_bool(json, "erased", part->is_erased);
        json_write_end(json, '}');
    }
    json_write_end(json, ']');
}

static void write_interests(struct buffer *json, const struct lead_person *person)
{
    json_write_begin(json, "interests", '[');
    for (size_t i = 0; i < person->interest_count; i++) {
        json_write_text(json, NULL, person->interests[i]);
    }
    json_write_end(json, ']');
}

void lead_write_json(
    struct buffer *json, struct till *till, const struct lead_person *person, bool with_evidence)
{
    const struct currency *currency = till_shop(till)->rules.currency;
    char name[512];
    json_write_begin(json, NULL, '{');
    write_number(json, "person", person->id);
    write_number(json, "lead", person->leads[person->lead_count - 1].lead_id);
    write_time(json, "at", person->leads[person->lead_count - 1].captured_at_ms);
    write_optional(json, "campaign", person->leads[0].campaign_code);
    write_optional(json, "placement", person->leads[0].content);
    write_bool(json, "erased", person->is_erased);
    write_bool(json, "open", person->is_open);
    if (person->is_open) {
        lead_person_name(person, name, sizeof(name));
        write_optional(json, "name", name);
        memory_wipe(name, sizeof(name));
        write_fields(json, person);
    }
    write_optional(json, "rating", person->rating);
    write_interests(json, person);
    write_optional(json, "follow_up", person->follow_up);
    write_consent_states(json, person);
    json_write_integer(json, "bought", (int64_t)person->bought_count);
    json_write_decimal(json, "revenue", person->bought_minor, currency->exponent);
    write_leads(json, till, person);
    if (person->is_open) {
        write_notes(json, "notes", person->notes, person->note_count);
    }
    if (with_evidence) {
        if (person->is_open) {
            write_history(json, person);
            write_notes(json, "scans", person->scans, person->scan_count);
        }
        write_evidence(json, person);
        write_contacts(json, person);
        write_sales(json, person);
    }
    json_write_end(json, '}');
}
