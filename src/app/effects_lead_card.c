#include "app/effects.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/desk_lead.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "screens/language.h"
#include "screens/words.h"
#include "till/export_target.h"
#include "till/lead.h"
#include "till/lead_export.h"
#include "till/till.h"

/* The card of a lead: what is known, what was typed, what is taken back. And the files. */

#define FIELDS_MAX 5
#define PATH_MAX_BYTES 1024
#define CONSENT_VERSION "staff-1"

/* ---- What is known ---- */

static const struct {
    const char *name;
    size_t offset, size;
} FIELDS[FIELDS_MAX] = {
#define FIELD(name) #name, offsetof(struct lead_entry, name), sizeof(((struct lead_entry *)0)->name)
    {FIELD(first_name)},
    {FIELD(last_name)},
    {FIELD(email)},
    {FIELD(phone)},
    {FIELD(company)},
#undef FIELD
};

static char *entry_text(struct lead_entry *entry, size_t field)
{
    return (char *)entry + FIELDS[field].offset;
}

static const char *typed_text(const struct lead_entry *entry, size_t field)
{
    return (const char *)entry + FIELDS[field].offset;
}

/* A name that came as one text stands in the last name's field. */
static void fill_entry(struct lead_entry *entry, const struct lead_person *person)
{
    for (size_t i = 0; person->is_open && i < FIELDS_MAX; i++) {
        (void)text_copy(
            entry_text(entry, i), FIELDS[i].size, lead_person_field(person, FIELDS[i].name));
    }
    if (person->is_open && entry->first_name[0] == '\0' && entry->last_name[0] == '\0') {
        (void)text_copy(
            entry->last_name, sizeof entry->last_name, lead_person_field(person, "name"));
    }
    entry->rating = desk_lead_rating(person->rating);
    for (size_t i = 0; i < person->interest_count && i < VIEW_LEAD_INTERESTS_MAX; i++) {
        (void)text_copy(entry->interests[i], sizeof entry->interests[i], person->interests[i]);
        entry->interest_count = i + 1;
    }
    (void)text_copy(entry->follow_up, sizeof entry->follow_up, person->follow_up);
}

struct event {
    int64_t at_ms;
    struct view_lead_event shown;
};

struct events {
    struct event rows[VIEW_LEAD_EVENTS_MAX];
    size_t count;
};

/* Keeps the newest. */
static void add_event(struct events *events, int64_t at_ms, enum view_lead_event_kind kind,
    const char *words, int64_t amount_minor)
{
    size_t place = 0;
    while (place < events->count && events->rows[place].at_ms > at_ms) {
        place++;
    }
    if (place == VIEW_LEAD_EVENTS_MAX) {
        return;
    }
    size_t kept = events->count < VIEW_LEAD_EVENTS_MAX ? events->count : VIEW_LEAD_EVENTS_MAX - 1;
    memmove(
        &events->rows[place + 1], &events->rows[place], (kept - place) * sizeof events->rows[0]);
    struct event *event = &events->rows[place];
    *event = (struct event){at_ms, {.kind = kind, .amount_minor = amount_minor}};
    (void)text_copy(event->shown.words, sizeof event->shown.words, words);
    events->count = kept + 1;
}

static void add_captures(struct events *events, const struct lead_person *person)
{
    for (size_t i = 0; i < person->lead_count; i++) {
        char words[VIEW_LEAD_EVENT_BYTES];
        const struct lead_part *part = &person->leads[i];
        struct text_out out = text_out_begin(words, sizeof words);
        const char *name = part->campaign_name == NULL ? "" : part->campaign_name;
        const char *content = part->content == NULL ? "" : part->content;
        text_out_append(&out, name);
        text_out_append(&out, name[0] != '\0' && content[0] != '\0' ? ", " : "");
        text_out_append(&out, content);
        add_event(events, part->captured_at_ms, VIEW_LEAD_CAPTURED, words, 0);
    }
}

static void add_consents(struct events *events, const struct lead_person *person)
{
    for (size_t i = 0; i < person->consent_count; i++) {
        const struct lead_consent_fact *fact = &person->consents[i];
        enum view_lead_event_kind kind = fact->is_withdrawal ? VIEW_LEAD_WITHDREW
                                         : fact->is_given    ? VIEW_LEAD_AGREED
                                                             : VIEW_LEAD_REFUSED;
        add_event(events, fact->at_ms, kind, fact->purpose, 0);
    }
}

static void add_rest(struct events *events, const struct lead_person *person)
{
    char number[RECEIPT_TEXT_MAX];
    for (size_t i = 0; i < person->bought_count; i++) {
        const struct lead_bought *bought = &person->bought[i];
        add_event(events, bought->at_ms, VIEW_LEAD_BOUGHT, receipt_print(bought->sale_id, number),
            bought->gross_minor);
    }
    for (size_t i = 0; i < person->note_count; i++) {
        add_event(events, person->notes[i].at_ms, VIEW_LEAD_NOTED, person->notes[i].text, 0);
    }
    for (size_t i = 0; i < person->value_count; i++) {
        const struct lead_value *value = &person->values[i];
        if (!value->is_current && value->value[0] != '\0') {
            add_event(events, value->at_ms, VIEW_LEAD_WAS, value->value, 0);
        }
    }
}

static void fill_events(
    const struct desk *desk, struct view_lead_card *card, const struct lead_person *person)
{
    struct events *events = calloc(1, sizeof *events);
    ASSERT(events != NULL);
    add_captures(events, person);
    add_consents(events, person);
    add_rest(events, person);
    for (size_t i = 0; i < events->count; i++) {
        card->events[i] = events->rows[i].shown;
        desk_lead_when(
            desk, events->rows[i].at_ms, NULL, card->events[i].when, sizeof card->events[i].when);
    }
    card->event_count = events->count;
    memory_wipe(events, sizeof *events);
    free(events);
}

static void fill_purposes(struct view_lead_card *card, const struct lead_person *person)
{
    for (size_t i = 0; i < person->consent_count; i++) {
        const char *purpose = person->consents[i].purpose;
        bool is_new = card->purpose_count < VIEW_LEAD_PURPOSES_MAX &&
                      strlen(purpose) < sizeof card->purposes[0];
        for (size_t j = 0; is_new && j < card->purpose_count; j++) {
            is_new = strcmp(card->purposes[j], purpose) != 0;
        }
        if (is_new && lead_person_consent(person, purpose) == CONSENT_GIVEN) {
            (void)text_copy(
                card->purposes[card->purpose_count++], sizeof card->purposes[0], purpose);
        }
    }
}

/* Onto the card; id 0: an empty one. */
static bool read_card(struct desk *desk, int64_t lead_id, struct error *err)
{
    struct desk_leads *leads = desk->leads;
    struct lead_person person = {0};
    struct view_lead_card *card = &leads->card;
    if (lead_id != 0 && !lead_read(desk->till, lead_id, &person, err)) {
        return false;
    }
    memory_wipe(card, sizeof *card);
    card->serial = ++leads->card_serial;
    leads->has_card = true;
    if (lead_id == 0) {
        return true;
    }
    card->id = lead_id;
    card->is_open = person.is_open;
    (void)lead_number_print(lead_id, card->number);
    fill_entry(&card->entry, &person);
    fill_purposes(card, &person);
    fill_events(desk, card, &person);
    lead_person_close(&person);
    return true;
}

bool desk_open_lead(struct desk *desk, const struct intent *intent, struct error *err)
{
    ASSERT(desk->leads != NULL);
    if (!read_card(desk, intent->id, err)) {
        return false;
    }
    if (intent->id != 0) {
        desk->leads->selected_id = intent->id;
    }
    desk_enter(desk, SCREEN_LEAD_CARD);
    return true;
}

static void close_card(struct desk *desk)
{
    struct desk_leads *leads = desk->leads;
    memory_wipe(&leads->card, sizeof leads->card);
    leads->has_card = false;
    desk_enter(desk, SCREEN_LEADS);
}

bool desk_close_lead(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    if (desk->leads != NULL) {
        close_card(desk);
    }
    return true;
}

/* ---- What was typed ---- */

struct typed {
    struct lead_field fields[FIELDS_MAX];
    size_t field_count;
    struct text_view interests[VIEW_LEAD_INTERESTS_MAX];
    struct lead_consent consents[2];
    size_t consent_count;
};

static const char *rating_word(enum view_rating rating)
{
    static const char *const WORDS[VIEW_RATING_COUNT] = {
        [VIEW_RATING_NONE] = "",
        [VIEW_RATING_HOT] = "hot",
        [VIEW_RATING_WARM] = "warm",
        [VIEW_RATING_COLD] = "cold",
    };
    return WORDS[rating];
}

static void take_consent(
    const struct desk *desk, struct typed *typed, const char *purpose, enum text_id wording)
{
    typed->consents[typed->consent_count++] =
        (struct lead_consent){.purpose = text_view_of(purpose),
            .wording = text_view_of(say(&desk->view, wording)),
            .version = text_view_of(CONSENT_VERSION),
            .language = text_view_of(language_about(desk->view.language)->code),
            .is_given = true};
}

/* What differs from what was known: a field that was emptied is taken away. */
static void take_typed(const struct desk *desk, const struct lead_entry *entry, struct typed *typed)
{
    const struct lead_entry *known = &desk->leads->card.entry;
    for (size_t i = 0; i < FIELDS_MAX; i++) {
        const char *text = typed_text(entry, i);
        if (strcmp(text, typed_text(known, i)) != 0) {
            typed->fields[typed->field_count++] = (struct lead_field){
                text_view_of(FIELDS[i].name), text_view_trim(text_view_of(text))};
        }
    }
    for (size_t i = 0; i < entry->interest_count; i++) {
        typed->interests[i] = text_view_of(entry->interests[i]);
    }
    if (entry->may_email) {
        take_consent(desk, typed, "email", TEXT_LEAD_MAY_EMAIL);
    }
    if (entry->may_phone) {
        take_consent(desk, typed, "phone", TEXT_LEAD_MAY_PHONE);
    }
}

static bool have_interests_changed(const struct lead_entry *entry, const struct lead_entry *known)
{
    return entry->interest_count != known->interest_count ||
           memcmp(entry->interests, known->interests, sizeof entry->interests) != 0;
}

static bool add_lead(
    struct desk *desk, const struct lead_entry *entry, const struct typed *typed, struct error *err)
{
    struct lead_captured captured;
    const struct till_shop *shop = till_shop(desk->till);
    struct lead_capture capture = {.campaign = text_view_of(shop->booth_campaign),
        .placement = text_view_of(shop->booth_placement),
        .fields = typed->fields,
        .field_count = typed->field_count,
        .consents = typed->consents,
        .consent_count = typed->consent_count,
        .rating = text_view_of(rating_word(entry->rating)),
        .interests = typed->interests,
        .interest_count = entry->interest_count,
        .note = text_view_trim(text_view_of(entry->note)),
        .follow_up = text_view_of(entry->follow_up),
        .source = LEAD_FROM_STAFF};
    if (!lead_capture(desk->till, &capture, &captured, err)) {
        return false;
    }
    desk->leads->selected_id = captured.lead_id;
    desk_tell(desk, VIEW_MESSAGE_GREEN,
        captured.recognised == LEAD_RECOGNISED_YES ? TEXT_LEAD_SAVED_KNOWN : TEXT_LEAD_SAVED, NULL,
        TEXT_COUNT, NULL);
    return true;
}

static bool has_learned(const struct lead_learned *learned)
{
    return learned->rating.size > 0 || learned->has_interests || learned->follow_up.size > 0 ||
           learned->field_count > 0 || learned->note.size > 0;
}

static bool change_lead(
    struct desk *desk, const struct lead_entry *entry, const struct typed *typed, struct error *err)
{
    const struct view_lead_card *card = &desk->leads->card;
    const struct lead_entry *known = &card->entry;
    bool is_dated = strcmp(entry->follow_up, known->follow_up) != 0;
    struct lead_learned learned = {
        .rating = text_view_of(entry->rating != known->rating ? rating_word(entry->rating) : ""),
        .has_interests = have_interests_changed(entry, known),
        .interests = typed->interests,
        .interest_count = entry->interest_count,
        .follow_up = text_view_of(!is_dated                     ? ""
                                  : entry->follow_up[0] == '\0' ? "-"
                                                                : entry->follow_up),
        .fields = typed->fields,
        .field_count = typed->field_count,
        .note = text_view_trim(text_view_of(entry->note))};
    if (has_learned(&learned) && !lead_learn(desk->till, card->id, &learned, err)) {
        return false;
    }
    for (size_t i = 0; i < typed->consent_count; i++) {
        if (!lead_consent_add(desk->till, card->id, &typed->consents[i], "staff", err)) {
            return false;
        }
    }
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_LEAD_CHANGED, NULL, TEXT_COUNT, NULL);
    return true;
}

bool desk_save_lead(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct typed typed = {0};
    ASSERT(desk->leads != NULL && desk->leads->has_card && intent->lead != NULL);
    take_typed(desk, intent->lead, &typed);
    bool done = desk->leads->card.id == 0 ? add_lead(desk, intent->lead, &typed, err)
                                          : change_lead(desk, intent->lead, &typed, err);
    if (!done || !desk_read_leads(desk, err)) {
        return false;
    }
    desk_nudge(desk);
    close_card(desk);
    return true;
}

/* ---- What is taken back ---- */

bool desk_withdraw(struct desk *desk, const struct intent *intent, struct error *err)
{
    ASSERT(desk->leads != NULL && desk->leads->has_card);
    int64_t lead_id = desk->leads->card.id;
    if (!lead_withdraw(desk->till, lead_id, text_view_of(intent->code), "staff", err) ||
        !read_card(desk, lead_id, err)) {
        return false;
    }
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_LEAD_WITHDRAWN, NULL, TEXT_COUNT, NULL);
    desk_nudge(desk);
    return true;
}

bool desk_erase_lead(struct desk *desk, const struct intent *intent, struct error *err)
{
    size_t count;
    (void)intent;
    ASSERT(desk->leads != NULL && desk->leads->has_card);
    if (!lead_erase(desk->till, desk->leads->card.id, "asked", &count, err)) {
        return false;
    }
    close_card(desk);
    desk_nudge(desk);
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_LEAD_ERASED, NULL, TEXT_COUNT, NULL);
    return desk_read_leads(desk, err);
}

/* ---- Files ---- */

/* "PLACE/till-1/leads/leads-hubspot-2026-11-23-1242.csv" */
static bool make_path(struct desk *desk, const char *place, enum crm_format format,
    char out_path[PATH_MAX_BYTES], struct error *err)
{
    char till[NODE_TEXT_MAX], day[DAY_TEXT_MAX];
    const struct till_shop *shop = till_shop(desk->till);
    struct local_time local = zone_local(shop->zone, till_now_ms(desk->till));
    struct text_out out = text_out_begin(out_path, PATH_MAX_BYTES);
    text_out_format(&out, "%s/till-%s/leads/leads-%s-%s-%02d%02d.%s", place,
        node_print(till_node(desk->till), till), crm_format_text(format), day_print(local.day, day),
        local.hour, local.minute, crm_format_suffix(format));
    return !out.cut || error_set(err, ERROR_INVALID, "the folder's name is too long");
}

static void tell_saved(
    struct desk *desk, const char *target, const struct lead_export_counts *counts)
{
    struct message message = {.shown = {.kind = VIEW_MESSAGE_GREEN}};
    size_t left_out = counts->no_consent + counts->not_readable + counts->lacking;
    say_count(&desk->view, message.shown.title, sizeof message.shown.title, TEXT_LEAD_FILES_SAVED,
        counts->written, target);
    if (left_out > 0) {
        message.shown.kind = VIEW_MESSAGE_AMBER; /* to be read */
        say_count(&desk->view, message.shown.detail, sizeof message.shown.detail,
            TEXT_LEAD_FILES_LEFT_OUT, left_out, NULL);
    }
    desk_show(desk, &message);
}

bool desk_save_lead_files(struct desk *desk, const struct intent *intent, struct error *err)
{
    char place[PATH_MAX_BYTES], path[PATH_MAX_BYTES];
    struct lead_export_counts counts;
    ASSERT(desk->leads != NULL && intent->index < CRM_FORMAT_COUNT);
    const struct export_targets *targets = &desk->leads->targets;
    if ((size_t)intent->amount_minor >= targets->count) {
        return error_set(err, ERROR_NOT_FOUND, "this place for files is not there any more");
    }
    const struct export_target *target = &targets->rows[intent->amount_minor];
    if (!export_target_locate(target, place, sizeof place, err)) {
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_LEAD_FILES_ABSENT, target->name, TEXT_COUNT, NULL);
        return true;
    }
    struct lead_export_request request = {.format = (enum crm_format)intent->index,
        .purpose = intent->code,
        .path = path,
        .dialect = CSV_EXCEL_EU};
    if (!make_path(desk, place, request.format, path, err) ||
        !lead_export_write(desk->till, &request, &counts, err)) {
        return false;
    }
    desk->leads->files_done++;
    desk_nudge(desk);
    tell_saved(desk, target->name, &counts);
    return true;
}
