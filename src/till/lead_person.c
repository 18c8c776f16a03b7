#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "store/lead.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/lead.h"
#include "till/lead_box.h"
#include "till/lead_match.h"
#include "till/lead_state.h"

/* --- lists that grow ------------------------------------------------------------------------ */

/* Makes room for one more item of `size` bytes in a list; what moves is wiped where it was. */
static void *grow(void *items, size_t count, size_t size)
{
    if (count != 0 && (count & (count - 1)) != 0) {
        return items; /* powers of two are when it is full */
    }
    size_t capacity = count == 0 ? 1 : 2 * count;
    void *larger = calloc(capacity, size);
    ASSERT(larger != NULL);
    if (count > 0) {
        memcpy(larger, items, count * size);
        memory_wipe(items, count * size);
    }
    free(items);
    return larger;
}

static char *keep(struct text_view text)
{
    char *copy = malloc(text.size + 1);
    ASSERT(copy != NULL);
    if (text.size > 0) {
        memcpy(copy, text.bytes, text.size);
    }
    copy[text.size] = '\0';
    return copy;
}

static void drop(char *text)
{
    if (text != NULL) {
        memory_wipe(text, strlen(text));
    }
    free(text);
}

/* --- reading -------------------------------------------------------------------------------- */

/* A person while it is read, lead by lead. */
struct reading {
    struct till *till;
    struct lead_person *person;
    int64_t lead_id; /* whose rows come */
    int64_t rating_at_ms, interests_at_ms, follow_up_at_ms;
    int64_t *note_ids; /* sealed notes of this lead, with when and by whom in `notes` */
    struct lead_note *sealed;
    size_t sealed_count;
};

static bool has_word(struct text_view list, const char *word)
{
    struct text_view item;
    while (text_view_split(&list, ',', &item)) {
        if (text_view_equals(item, word)) {
            return true;
        }
    }
    return false;
}

static bool take_lead(void *context, const struct lead_row *row, struct error *err)
{
    struct reading *reading = context;
    struct lead_person *person = reading->person;
    person->leads = grow(person->leads, person->lead_count, sizeof(*person->leads));
    struct lead_part *part = &person->leads[person->lead_count++];
    *part = (struct lead_part){
        .lead_id = row->id,
        .captured_at_ms = row->captured_at_ms,
        .campaign_id = row->campaign_id,
        .link_id = row->link_id,
        .campaign_code = keep(row->campaign_code),
        .campaign_name = keep(row->campaign_name),
        .channel = keep(row->channel),
        .content = keep(row->content),
        .source = keep(row->source),
        .ref = keep(row->ref),
        .staff = keep(row->staff_name),
        .has = keep(row->has),
        .is_erased = row->is_erased,
    };
    if (!row->is_erased) {
        person->has_name = person->has_name || has_word(row->has, "name");
        person->has_email = person->has_email || has_word(row->has, "email");
        person->has_phone = person->has_phone || has_word(row->has, "phone");
        person->has_company = person->has_company || has_word(row->has, "company");
        person->has_badge = person->has_badge || has_word(row->has, "badge");
    }
    return text_copy_view(part->business_day, sizeof(part->business_day), row->business_day) ||
           error_set(err, ERROR_CORRUPT, "a lead cannot be read");
}

static void drop_interests(struct lead_person *person)
{
    for (size_t i = 0; i < person->interest_count; i++) {
        free(person->interests[i]);
    }
    free(person->interests);
    person->interests = NULL;
    person->interest_count = 0;
}

/* What stands there is our own JSON; anything else says nothing. */
static void take_interests(struct lead_person *person, struct text_view text)
{
    json_t *list = json_loadb(text.bytes, text.size, 0, NULL);
    drop_interests(person);
    for (size_t i = 0; json_is_array(list) && i < json_array_size(list); i++) {
        const char *interest = json_string_value(json_array_get(list, i));
        if (interest != NULL) {
            person->interests =
                grow(person->interests, person->interest_count, sizeof(*person->interests));
            person->interests[person->interest_count++] = keep(text_view_of(interest));
        }
    }
    json_decref(list);
}

/* Rows come by time within a lead; between leads the time decides. */
static bool is_later(const struct lead_note_row *row, int64_t *at_ms)
{
    if (row->noted_at_ms < *at_ms) {
        return false;
    }
    *at_ms = row->noted_at_ms;
    return true;
}

static void take_sealed(struct reading *reading, const struct lead_note_row *row)
{
    size_t count = reading->sealed_count;
    reading->note_ids = grow(reading->note_ids, count, sizeof(*reading->note_ids));
    reading->sealed = grow(reading->sealed, count, sizeof(*reading->sealed));
    reading->note_ids[count] = row->id;
    reading->sealed[count] = (struct lead_note){
        .staff = keep(row->staff_name), .at_ms = row->noted_at_ms, .lead_id = row->lead_id};
    reading->sealed_count++;
}

static bool take_note(void *context, const struct lead_note_row *row, struct error *err)
{
    struct reading *reading = context;
    struct lead_person *person = reading->person;
    (void)err;
    if (row->is_sealed) {
        take_sealed(reading, row);
    } else if (text_view_equals(row->kind, "rating")) {
        if (is_later(row, &reading->rating_at_ms)) {
            (void)text_copy_view(person->rating, sizeof(person->rating), row->text);
        }
    } else if (text_view_equals(row->kind, "interests")) {
        if (is_later(row, &reading->interests_at_ms)) {
            take_interests(person, row->text);
        }
    } else if (text_view_equals(row->kind, "follow_up")) {
        if (is_later(row, &reading->follow_up_at_ms)) {
            (void)text_copy_view(person->follow_up, sizeof(person->follow_up), row->text);
        }
    }
    return true;
}

static bool take_consent(void *context, const struct consent_row *row, struct error *err)
{
    struct lead_person *person = ((struct reading *)context)->person;
    (void)err;
    person->consents = grow(person->consents, person->consent_count, sizeof(*person->consents));
    person->consents[person->consent_count++] = (struct lead_consent_fact){
        .purpose = keep(row->purpose),
        .wording = keep(row->wording),
        .version = keep(row->version),
        .language = keep(row->language),
        .channel = keep(row->channel),
        .device = keep(row->device),
        .staff = keep(row->staff_name),
        .is_given = row->given,
        .is_withdrawal = row->is_withdrawal,
        .at_ms = row->given_at_ms,
        .lead_id = row->lead_id,
    };
    return true;
}

static bool take_touch(void *context, const struct lead_touch_row *row, struct error *err)
{
    struct lead_person *person = ((struct reading *)context)->person;
    (void)err;
    person->contacts = grow(person->contacts, person->contact_count, sizeof(*person->contacts));
    person->contacts[person->contact_count++] = (struct lead_contact){
        .kind = keep(row->kind),
        .campaign_code = keep(row->campaign_code),
        .campaign_name = keep(row->campaign_name),
        .channel = keep(row->channel),
        .content = keep(row->content),
        .at_ms = row->touched_at_ms,
        .sale_id = row->sale_id,
        .lead_id = row->lead_id,
    };
    return true;
}

static bool take_sale(void *context, const struct lead_sale_row *row, struct error *err)
{
    struct reading *reading = context;
    struct lead_person *person = reading->person;
    for (size_t i = 0; i < person->bought_count; i++) {
        if (person->bought[i].sale_id == row->sale_id) {
            return true; /* two codes of one person on a ticket */
        }
    }
    person->bought = grow(person->bought, person->bought_count, sizeof(*person->bought));
    struct lead_bought *bought = &person->bought[person->bought_count++];
    *bought = (struct lead_bought){
        .sale_id = row->sale_id, .at_ms = row->sold_at_ms, .gross_minor = row->gross_minor};
    if (!text_copy_view(bought->currency, sizeof(bought->currency), row->currency)) {
        return error_set(err, ERROR_CORRUPT, "a sale cannot be read");
    }
    const char *currency = till_shop(reading->till)->rules.currency->code;
    return strcmp(bought->currency, currency) != 0 ||
           money_add(person->bought_minor, bought->gross_minor, &person->bought_minor) ||
           error_set(err, ERROR_LIMIT, "what a person bought is too much to sum");
}

/* --- boxes ---------------------------------------------------------------------------------- */

static void add_note(
    struct lead_note **notes, size_t *count, const struct lead_note *about, struct text_view text)
{
    *notes = grow(*notes, *count, sizeof(**notes));
    (*notes)[(*count)++] = (struct lead_note){
        .text = keep(text),
        .staff = keep(text_view_of(about->staff)),
        .at_ms = about->at_ms,
        .lead_id = about->lead_id,
    };
}

static void take_items(
    struct lead_person *person, const struct lead_text *text, const struct lead_note *about)
{
    struct lead_item item;
    size_t at = 0;
    while (lead_text_next(text, &at, &item)) {
        switch (item.kind) {
        case LEAD_ITEM_FIELD:
            person->values = grow(person->values, person->value_count, sizeof(*person->values));
            person->values[person->value_count++] = (struct lead_value){
                .name = keep(item.name),
                .value = keep(item.value),
                .at_ms = about->at_ms,
                .lead_id = about->lead_id,
            };
            break;
        case LEAD_ITEM_SCAN:
            add_note(&person->scans, &person->scan_count, about, item.value);
            break;
        case LEAD_ITEM_NOTE:
            add_note(&person->notes, &person->note_count, about, item.value);
            break;
        default:
            break;
        }
    }
}

static bool open_box(struct reading *reading, enum lead_box_of of, int64_t id,
    const struct lead_secret *secret, const struct lead_note *about)
{
    struct lead_text text = {0};
    struct text_view key = {secret->sealed_key.bytes, secret->sealed_key.size};
    struct text_view box = {secret->box.bytes, secret->box.size};
    if (!lead_box_open(lead_state(reading->till)->open, of, id, key, box, &text)) {
        return false;
    }
    take_items(reading->person, &text, about);
    lead_text_close(&text);
    return true;
}

static bool open_lead(struct reading *reading, struct lead_part *part, struct error *err)
{
    struct lead_secret secret = {0};
    struct error why;
    struct lead_note about = {
        .staff = part->staff, .at_ms = part->captured_at_ms, .lead_id = part->lead_id};
    if (store_read_secret(reading->till->store, SECRET_OF_LEAD, part->lead_id, &secret, &why)) {
        part->is_open = open_box(reading, LEAD_BOX_OF_LEAD, part->lead_id, &secret, &about);
        lead_secret_close(&secret);
        return true;
    }
    lead_secret_close(&secret);
    if (why.code != ERROR_NOT_FOUND) {
        *err = why;
    }
    return why.code == ERROR_NOT_FOUND; /* a secret that has not come yet closes one lead only */
}

static bool open_notes(struct reading *reading, struct error *err)
{
    struct lead_secret secret = {0};
    bool is_done = true;
    for (size_t i = 0; is_done && i < reading->sealed_count; i++) {
        bool found = false;
        is_done =
            lead_note_secret_read(reading->till->store, reading->note_ids[i], &secret, &found, err);
        if (is_done && found) {
            (void)open_box(
                reading, LEAD_BOX_OF_NOTE, reading->note_ids[i], &secret, &reading->sealed[i]);
        }
    }
    lead_secret_close(&secret);
    return is_done;
}

static void forget_sealed(struct reading *reading)
{
    for (size_t i = 0; i < reading->sealed_count; i++) {
        free(reading->sealed[i].staff);
    }
    free(reading->sealed);
    free(reading->note_ids);
    reading->sealed = NULL;
    reading->note_ids = NULL;
    reading->sealed_count = 0;
}

static bool read_lead(struct reading *reading, struct error *err)
{
    struct store *store = reading->till->store;
    int64_t id = reading->lead_id;
    bool found;
    if (!lead_find(store, id, take_lead, reading, &found, err)) {
        return false;
    }
    if (!found) {
        return true; /* matched by another till, and not here yet */
    }
    struct lead_part *part = &reading->person->leads[reading->person->lead_count - 1];
    bool is_done = lead_note_visit(store, id, take_note, reading, err) &&
                   consent_visit(store, id, take_consent, reading, err) &&
                   lead_touch_visit(store, id, take_touch, reading, err) &&
                   lead_sale_visit(store, id, take_sale, reading, err);
    if (is_done && lead_is_unlocked(reading->till) && !part->is_erased) {
        is_done = open_lead(reading, part, err) && open_notes(reading, err);
    }
    forget_sealed(reading);
    return is_done;
}

/* --- putting it together -------------------------------------------------------------------- */

static int sign(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_capture(const void *a, const void *b)
{
    const struct lead_part *one = a;
    const struct lead_part *other = b;
    int order = sign(one->captured_at_ms, other->captured_at_ms);
    return order != 0 ? order : sign(one->lead_id, other->lead_id);
}

/* Of one moment the later row of the file is the later word: equal ones keep their order. */
static int by_name_and_time(const struct lead_value *one, const struct lead_value *other)
{
    int order = strcmp(one->name, other->name);
    return order != 0 ? order : sign(one->at_ms, other->at_ms);
}

static void sort_values(struct lead_person *person)
{
    for (size_t i = 1; i < person->value_count; i++) {
        struct lead_value value = person->values[i];
        size_t at = i;
        while (at > 0 && by_name_and_time(&person->values[at - 1], &value) > 0) {
            person->values[at] = person->values[at - 1];
            at--;
        }
        person->values[at] = value;
    }
    for (size_t i = 0; i < person->value_count; i++) {
        person->values[i].is_current =
            i + 1 == person->value_count ||
            strcmp(person->values[i].name, person->values[i + 1].name) != 0;
    }
}

static int by_note_time(const void *a, const void *b)
{
    return sign(((const struct lead_note *)a)->at_ms, ((const struct lead_note *)b)->at_ms);
}

static int by_consent_time(const void *a, const void *b)
{
    const struct lead_consent_fact *one = a;
    const struct lead_consent_fact *other = b;
    return sign(one->at_ms, other->at_ms);
}

static int by_contact_time(const void *a, const void *b)
{
    return sign(((const struct lead_contact *)a)->at_ms, ((const struct lead_contact *)b)->at_ms);
}

static int by_sale_time(const void *a, const void *b)
{
    return sign(((const struct lead_bought *)a)->at_ms, ((const struct lead_bought *)b)->at_ms);
}

static void sort_some(
    void *items, size_t count, size_t size, int (*order)(const void *a, const void *b))
{
    if (count > 1) {
        qsort(items, count, size, order);
    }
}

static void put_together(struct lead_person *person)
{
    sort_some(person->leads, person->lead_count, sizeof(*person->leads), by_capture);
    sort_some(person->notes, person->note_count, sizeof(*person->notes), by_note_time);
    sort_some(person->scans, person->scan_count, sizeof(*person->scans), by_note_time);
    sort_some(person->consents, person->consent_count, sizeof(*person->consents), by_consent_time);
    sort_some(person->contacts, person->contact_count, sizeof(*person->contacts), by_contact_time);
    sort_some(person->bought, person->bought_count, sizeof(*person->bought), by_sale_time);
    sort_values(person);
    person->is_erased = true;
    for (size_t i = 0; i < person->lead_count; i++) {
        person->is_erased = person->is_erased && person->leads[i].is_erased;
        person->is_open = person->is_open || person->leads[i].is_open;
    }
}

static bool read_person(
    struct till *till, const struct lead_same *same, struct lead_person *person, struct error *err)
{
    struct reading reading = {.till = till, .person = person};
    person->id = same->ids[0];
    for (size_t i = 0; i < same->count; i++) {
        reading.lead_id = same->ids[i];
        if (!read_lead(&reading, err)) {
            return false;
        }
    }
    if (person->lead_count == 0) {
        return error_set(err, ERROR_NOT_FOUND, "there is no such lead here");
    }
    put_together(person);
    return true;
}

bool lead_read(
    struct till *till, int64_t lead_id, struct lead_person *out_person, struct error *err)
{
    struct lead_person person = {0};
    struct lead_same *same = malloc(sizeof(*same));
    ASSERT(same != NULL);
    bool is_done =
        lead_same_person(till, lead_id, same, err) && read_person(till, same, &person, err);
    free(same);
    if (!is_done) {
        lead_person_close(&person);
        return false;
    }
    *out_person = person;
    return true;
}

/* --- closing -------------------------------------------------------------------------------- */

static void close_notes(struct lead_note *notes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        drop(notes[i].text);
        free(notes[i].staff);
    }
    free(notes);
}

static void close_leads(struct lead_person *person)
{
    for (size_t i = 0; i < person->lead_count; i++) {
        struct lead_part *part = &person->leads[i];
        char *texts[] = {part->campaign_code, part->campaign_name, part->channel, part->content,
            part->source, part->ref, part->staff, part->has};
        for (size_t j = 0; j < ARRAY_LENGTH(texts); j++) {
            free(texts[j]);
        }
    }
    free(person->leads);
}

static void close_consents(struct lead_person *person)
{
    for (size_t i = 0; i < person->consent_count; i++) {
        struct lead_consent_fact *fact = &person->consents[i];
        char *texts[] = {fact->purpose, fact->wording, fact->version, fact->language, fact->channel,
            fact->device, fact->staff};
        for (size_t j = 0; j < ARRAY_LENGTH(texts); j++) {
            free(texts[j]);
        }
    }
    free(person->consents);
}

static void close_contacts(struct lead_person *person)
{
    for (size_t i = 0; i < person->contact_count; i++) {
        struct lead_contact *contact = &person->contacts[i];
        char *texts[] = {contact->kind, contact->campaign_code, contact->campaign_name,
            contact->channel, contact->content};
        for (size_t j = 0; j < ARRAY_LENGTH(texts); j++) {
            free(texts[j]);
        }
    }
    free(person->contacts);
}

void lead_person_close(struct lead_person *person)
{
    for (size_t i = 0; i < person->value_count; i++) {
        drop(person->values[i].name);
        drop(person->values[i].value);
    }
    free(person->values);
    close_notes(person->notes, person->note_count);
    close_notes(person->scans, person->scan_count);
    close_leads(person);
    close_consents(person);
    close_contacts(person);
    drop_interests(person);
    free(person->bought);
    *person = (struct lead_person){0};
}

/* --- what others ask ------------------------------------------------------------------------ */

const char *lead_person_field(const struct lead_person *person, const char *name)
{
    const char *latest = "";
    for (size_t i = 0; i < person->value_count; i++) {
        if (person->values[i].is_current && strcmp(person->values[i].name, name) == 0) {
            latest = person->values[i].value;
        }
    }
    return latest;
}

void lead_person_name(const struct lead_person *person, char *out_name, size_t capacity)
{
    const char *first = lead_person_field(person, "first_name");
    const char *last = lead_person_field(person, "last_name");
    const char *name = lead_person_field(person, "name");
    struct text_out out = text_out_begin(out_name, capacity);
    if (first[0] != '\0' || last[0] != '\0') {
        text_out_append(&out, first);
        text_out_append(&out, first[0] != '\0' && last[0] != '\0' ? " " : "");
        text_out_append(&out, last);
        return;
    }
    text_out_append(&out, name[0] != '\0' ? name : lead_person_field(person, "company"));
}

enum consent_state lead_person_consent(const struct lead_person *person, const char *purpose)
{
    enum consent_state state = CONSENT_NONE;
    for (size_t i = 0; i < person->consent_count; i++) {
        const struct lead_consent_fact *fact = &person->consents[i];
        if (strcmp(fact->purpose, purpose) != 0) {
            continue;
        }
        if (fact->is_withdrawal) {
            return CONSENT_WITHDRAWN;
        }
        state = fact->is_given ? CONSENT_GIVEN : state;
    }
    return state;
}

int64_t lead_person_last_at(const struct lead_person *person)
{
    int64_t at_ms = 0;
    for (size_t i = 0; i < person->lead_count; i++) {
        at_ms = person->leads[i].captured_at_ms > at_ms ? person->leads[i].captured_at_ms : at_ms;
    }
    for (size_t i = 0; i < person->bought_count; i++) {
        at_ms = person->bought[i].at_ms > at_ms ? person->bought[i].at_ms : at_ms;
    }
    return at_ms;
}

const char *lead_number_print(int64_t lead_id, char out_text[24])
{
    return receipt_print(lead_id, out_text);
}
