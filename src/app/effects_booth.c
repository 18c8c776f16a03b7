#include <stdlib.h>
#include <string.h>

#include "app/desk.h"
#include "app/effects.h"
#include "base/text.h"
#include "domain/contact.h"
#include "domain/token.h"
#include "till/campaign.h"
#include "till/lead.h"
#include "till/staff.h"
#include "till/till.h"

#define LEAVING_MS 30000
#define NEVER_MS INT64_MAX
#define STACK_BYTES 65536

/* ---- Forgetting ---- */

/* What functions that have returned left on the stack below us. */
static __attribute__((noinline)) void wipe_stack(void)
{
    char below[STACK_BYTES];
    memory_wipe(below, sizeof below);
}

static void forget_badge(struct desk_booth *booth)
{
    if (booth->badge != NULL) {
        contact_wipe(booth->badge);
        free(booth->badge);
    }
    booth->badge = NULL;
    booth->lead_id = 0;
    booth->is_badge_readable = false;
}

void desk_wipe_visitor(struct desk *desk)
{
    struct desk_booth *booth = &desk->booth;
    forget_badge(booth);
    booth->language = NULL;
    booth->has_trouble = false;
    booth->is_our_code = false;
    booth->serial++;
    memory_wipe(desk->kept, sizeof desk->kept);
    desk->kept_count = 0;
    wipe_stack();
}

void desk_end_booth(struct desk *desk)
{
    desk_wipe_visitor(desk);
    desk_forget_campaign(desk);
}

int64_t desk_retention_days(const struct desk *desk)
{
    return lead_retention_days(desk->till);
}

/* ---- Coming and going ---- */

void desk_open_booth(struct desk *desk)
{
    desk_wipe_visitor(desk);
    desk_forget_campaign(desk);
    desk->booth.is_on = true;
    desk->staff.is_switching = false;
    desk_enter(desk, SCREEN_ATTRACT);
}

bool booth_open(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    if (!lead_has_key(desk->till)) {
        return error_set(err, ERROR_REFUSED,
            "the shop has no key for visitors' details yet: make it with tilltale lead key create");
    }
    desk_open_booth(desk);
    return true;
}

bool booth_leave(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    desk_wipe_visitor(desk);
    desk_touch(desk);
    desk_ask_pin(desk, true);
    return true;
}

static bool is_leaving(const struct desk *desk)
{
    return desk->booth.is_on && desk->screen == SCREEN_SIGN_IN;
}

int64_t desk_leaving_ms(const struct desk *desk)
{
    return is_leaving(desk) ? desk->staff.touched_ms + LEAVING_MS : NEVER_MS;
}

void desk_end_leaving(struct desk *desk)
{
    if (clock_monotonic_ms(desk->clock) >= desk_leaving_ms(desk)) {
        desk->staff.is_switching = false;
        desk->screen = SCREEN_ATTRACT;
    }
}

bool desk_may_leave_booth(const struct desk *desk, int64_t staff_id)
{
    size_t count;
    const struct till_person *people = till_staff(desk->till, &count);
    bool has_pin = false;
    for (size_t i = 0; i < count; i++) {
        has_pin |= people[i].id == staff_id && people[i].has_pin;
    }
    return has_pin || !till_has_pins(desk->till);
}

bool booth_language(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)err;
    const struct view_booth *view = &desk->view.booth;
    if (intent->index < view->language_count) {
        desk->booth.language = view->languages[intent->index].code;
    }
    return true;
}

bool booth_start(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    const char *language = desk->booth.language;
    desk_wipe_visitor(desk);
    desk->booth.language = language;
    desk_enter(desk, SCREEN_LEAD_FORM);
    return true;
}

bool booth_end(struct desk *desk, const struct intent *intent, struct error *err)
{
    /* Who began with a badge and starts over wants nothing kept. */
    int64_t lead_id = intent->index == BOOTH_END_STARTED_OVER ? desk->booth.lead_id : 0;
    size_t erased;
    desk_wipe_visitor(desk);
    memory_wipe(desk->booth.token, sizeof desk->booth.token);
    memory_wipe(&desk->booth.code, sizeof desk->booth.code);
    desk_enter(desk, SCREEN_ATTRACT);
    return lead_id == 0 || lead_erase(desk->till, lead_id, "started over", &erased, err);
}

/* ---- Saving ---- */

static void begin_capture(const struct desk *desk, struct lead_capture *capture)
{
    const struct till_shop *shop = till_shop(desk->till);
    bool has_campaign = desk->booth.card != NULL;
    *capture = (struct lead_capture){
        .campaign = text_view_of(has_campaign ? shop->booth_campaign : ""),
        .placement = text_view_of(has_campaign ? shop->booth_placement : ""),
    };
}

static size_t contact_fields(
    const struct contact *contact, struct lead_field out_fields[CONTACT_FIELD_COUNT])
{
    size_t count = 0;
    for (int i = 0; i < CONTACT_FIELD_COUNT; i++) {
        const char *text = contact_get(contact, (enum contact_field)i);
        if (text[0] != '\0' && i != CONTACT_NOTE && i != CONTACT_BADGE) {
            out_fields[count++] = (struct lead_field){
                text_view_of(contact_field_name((enum contact_field)i)), text_view_of(text)};
        }
    }
    return count;
}

/* A number says who somebody is to its organiser alone. */
static bool says_who(const struct contact *contact)
{
    static const enum contact_field fields[] = {CONTACT_FIRST_NAME, CONTACT_LAST_NAME, CONTACT_NAME,
        CONTACT_EMAIL, CONTACT_PHONE, CONTACT_MOBILE, CONTACT_COMPANY};
    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++) {
        if (contact_get(contact, fields[i])[0] != '\0') {
            return true;
        }
    }
    return false;
}

/* The badge as it was read is on the disk before anybody is asked anything, also one that nobody
 * here can read: the organiser's list may know it. */
static bool save_badge(struct desk *desk, const char *scan, struct error *err)
{
    struct desk_booth *booth = &desk->booth;
    struct lead_field fields[CONTACT_FIELD_COUNT];
    struct lead_capture capture;
    struct lead_captured captured;
    booth->badge = calloc(1, sizeof *booth->badge);
    ASSERT(booth->badge != NULL);
    (void)contact_read(text_view_of(scan), booth->badge);
    contact_complete_name(booth->badge);
    booth->is_badge_readable = says_who(booth->badge);
    begin_capture(desk, &capture);
    capture.scan = text_view_of(scan);
    capture.source = LEAD_FROM_SCAN;
    capture.fields = fields;
    capture.field_count = contact_fields(booth->badge, fields);
    bool is_saved = lead_capture(desk->till, &capture, &captured, err);
    if (is_saved) {
        booth->lead_id = captured.lead_id;
        desk_nudge(desk);
    }
    return is_saved;
}

bool booth_scan(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_booth *booth = &desk->booth;
    const char *language = desk->screen == SCREEN_LEAD_DONE ? NULL : booth->language;
    struct token token;
    desk_wipe_visitor(desk);
    booth->language = language;
    enum token_form form =
        token_read(text_view_of(intent->code), till_shop(desk->till)->scan_rules.code_base, &token);
    if (form == TOKEN_OUR_URL || form == TOKEN_BARE) {
        booth->is_our_code = true;
        desk->sound = DESK_SOUND_BAD;
        desk_enter(desk, SCREEN_ATTRACT);
        return true;
    }
    bool is_saved = save_badge(desk, intent->code, err);
    booth->has_trouble = !is_saved;
    desk->sound = is_saved ? DESK_SOUND_GOOD : DESK_SOUND_BAD;
    desk_enter(desk, SCREEN_LEAD_FORM);
    return is_saved;
}

static size_t entry_fields(const struct booth_entry *entry, struct lead_field *out_fields)
{
    for (size_t i = 0; i < entry->field_count; i++) {
        out_fields[i] = (struct lead_field){
            text_view_of(entry->fields[i].name), text_view_of(entry->fields[i].value)};
    }
    return entry->field_count;
}

static size_t entry_interests(const struct booth_entry *entry, struct text_view *out_interests)
{
    for (size_t i = 0; i < entry->interest_count; i++) {
        out_interests[i] = text_view_of(entry->interests[i]);
    }
    return entry->interest_count;
}

static size_t entry_consents(const struct booth_entry *entry, struct lead_consent *out_consents)
{
    for (size_t i = 0; i < entry->consent_count; i++) {
        const struct booth_consent *consent = &entry->consents[i];
        out_consents[i] = (struct lead_consent){.purpose = text_view_of(consent->purpose),
            .wording = text_view_of(consent->wording),
            .version = text_view_of(consent->version),
            .language = text_view_of(consent->language),
            .is_given = consent->is_given};
    }
    return entry->consent_count;
}

static bool save_typed(
    struct desk *desk, const struct booth_entry *entry, int64_t *out_lead_id, struct error *err)
{
    struct lead_field fields[BOOTH_FIELDS_MAX];
    struct text_view interests[BOOTH_INTERESTS_MAX];
    struct lead_consent consents[BOOTH_CONSENTS_MAX];
    struct lead_capture capture;
    struct lead_captured captured;
    begin_capture(desk, &capture);
    capture.source = LEAD_FROM_FORM;
    capture.fields = fields;
    capture.field_count = entry_fields(entry, fields);
    capture.interests = interests;
    capture.interest_count = entry_interests(entry, interests);
    capture.consents = consents;
    capture.consent_count = entry_consents(entry, consents);
    if (!lead_capture(desk->till, &capture, &captured, err)) {
        return false;
    }
    *out_lead_id = captured.lead_id;
    return true;
}

/* What the visitor added to the badge or changed of it. */
static bool save_to_badge(struct desk *desk, const struct booth_entry *entry, struct error *err)
{
    struct lead_field fields[BOOTH_FIELDS_MAX];
    struct text_view interests[BOOTH_INTERESTS_MAX];
    struct lead_consent consents[BOOTH_CONSENTS_MAX];
    int64_t lead_id = desk->booth.lead_id;
    struct lead_learned learned = {.fields = fields,
        .field_count = entry_fields(entry, fields),
        .has_interests = entry->interest_count > 0,
        .interests = interests,
        .interest_count = entry_interests(entry, interests)};
    size_t count = entry_consents(entry, consents);
    bool has_news = learned.field_count > 0 || learned.has_interests;
    if (has_news && !lead_learn(desk->till, lead_id, &learned, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!lead_consent_add(desk->till, lead_id, &consents[i], "form", err)) {
            return false;
        }
    }
    return true;
}

/* The code, as text and as a picture. */
static void show_code(struct desk *desk, int64_t lead_id)
{
    struct desk_booth *booth = &desk->booth;
    char text[CAMPAIGN_CODE_TEXT_MAX];
    booth->token[0] = '\0';
    booth->code = (struct view_qr){0};
    if (lead_code(desk->till, lead_id, booth->token, text)) {
        desk_fill_qr(&booth->code, text, false);
    }
}

bool booth_save(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_booth *booth = &desk->booth;
    int64_t lead_id = booth->lead_id;
    bool is_saved = lead_id != 0 ? save_to_badge(desk, intent->entry, err)
                                 : save_typed(desk, intent->entry, &lead_id, err);
    booth->has_trouble = !is_saved;
    if (!is_saved) {
        return false;
    }
    const char *language = booth->language;
    show_code(desk, lead_id);
    desk_wipe_visitor(desk);
    booth->language = language;
    desk->sound = DESK_SOUND_GOOD;
    desk_enter(desk, SCREEN_LEAD_DONE);
    desk_nudge(desk);
    return true;
}
