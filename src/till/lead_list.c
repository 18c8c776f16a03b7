#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/catalogue.h"
#include "domain/id.h"
#include "store/campaign.h"
#include "store/lead.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/lead.h"
#include "till/lead_match.h"
#include "till/lead_state.h"

#define FOLDED_BYTES 4096
#define SEARCH_BYTES 256

/* --- who is whom, all at once --------------------------------------------------------------- */

/* Everything that decides about the order, without anything personal. */
struct listed {
    int64_t id;
    int64_t latest_ms; /* of the group, in its root */
    size_t root;       /* index of the group's smallest lead */
    bool is_in_days;   /* some capture of the group is within the days, in its root */
    bool is_of_campaign;
    bool has_kept; /* some lead of it is not erased */
};

struct pair {
    int64_t low, high;
    size_t order;
    bool is_same;
};

struct listing {
    const struct lead_filter *filter;
    struct listed *leads; /* by id */
    size_t count, capacity;
    struct pair *pairs;
    size_t pair_count, pair_capacity;
};

static bool is_within(const struct lead_filter *filter, struct text_view day)
{
    /* ISO days compare as texts. */
    return (filter->from_day.size == 0 ||
               memcmp(day.bytes, filter->from_day.bytes, DAY_TEXT_MAX - 1) >= 0) &&
           (filter->to_day.size == 0 ||
               memcmp(day.bytes, filter->to_day.bytes, DAY_TEXT_MAX - 1) <= 0);
}

static bool take_lead(void *context, const struct lead_row *row, struct error *err)
{
    struct listing *listing = context;
    const struct lead_filter *filter = listing->filter;
    if (row->business_day.size != DAY_TEXT_MAX - 1) {
        return error_set(err, ERROR_CORRUPT, "a lead cannot be read");
    }
    if (listing->count == listing->capacity) {
        listing->capacity = 2 * listing->capacity + 64;
        listing->leads = realloc(listing->leads, listing->capacity * sizeof(*listing->leads));
        ASSERT(listing->leads != NULL);
    }
    listing->leads[listing->count] = (struct listed){
        .id = row->id,
        .latest_ms = row->captured_at_ms,
        .root = listing->count,
        .is_in_days = is_within(filter, row->business_day),
        .is_of_campaign =
            filter->campaign.size == 0 || text_view_is_same(filter->campaign, row->campaign_code),
        .has_kept = !row->is_erased,
    };
    listing->count++;
    return true;
}

static bool take_pair(void *context, const struct lead_match_row *row, struct error *err)
{
    struct listing *listing = context;
    (void)err;
    if (listing->pair_count == listing->pair_capacity) {
        listing->pair_capacity = 2 * listing->pair_capacity + 64;
        listing->pairs = realloc(listing->pairs, listing->pair_capacity * sizeof(*listing->pairs));
        ASSERT(listing->pairs != NULL);
    }
    bool is_up = row->lead_id < row->other_lead_id;
    listing->pairs[listing->pair_count] = (struct pair){
        .low = is_up ? row->lead_id : row->other_lead_id,
        .high = is_up ? row->other_lead_id : row->lead_id,
        .order = listing->pair_count,
        .is_same = row->is_same,
    };
    listing->pair_count++;
    return true;
}

static int by_pair(const void *a, const void *b)
{
    const struct pair *one = a;
    const struct pair *other = b;
    if (one->low != other->low) {
        return one->low < other->low ? -1 : 1;
    }
    if (one->high != other->high) {
        return one->high < other->high ? -1 : 1;
    }
    return (one->order > other->order) - (one->order < other->order);
}

static int by_lead(const void *key, const void *item)
{
    int64_t id = *(const int64_t *)key;
    int64_t other = ((const struct listed *)item)->id;
    return (id > other) - (id < other);
}

/* Where a lead stands; `count` where it is not here yet. */
static size_t place_of(const struct listing *listing, int64_t id)
{
    const struct listed *found = listing->count == 0 ? NULL
                                                     : bsearch(&id, listing->leads, listing->count,
                                                           sizeof(*listing->leads), by_lead);
    return found == NULL ? listing->count : (size_t)(found - listing->leads);
}

static size_t root_of(struct listing *listing, size_t i)
{
    while (listing->leads[i].root != i) {
        listing->leads[i].root = listing->leads[listing->leads[i].root].root;
        i = listing->leads[i].root;
    }
    return i;
}

/* The smaller id stays the root. */
static void join(struct listing *listing, int64_t low, int64_t high)
{
    size_t a = place_of(listing, low);
    size_t b = place_of(listing, high);
    if (a == listing->count || b == listing->count) {
        return;
    }
    a = root_of(listing, a);
    b = root_of(listing, b);
    size_t first = a < b ? a : b;
    listing->leads[a < b ? b : a].root = first;
}

static void join_all(struct listing *listing)
{
    if (listing->pair_count > 1) {
        qsort(listing->pairs, listing->pair_count, sizeof(*listing->pairs), by_pair);
    }
    for (size_t i = 0; i < listing->pair_count; i++) {
        const struct pair *pair = &listing->pairs[i];
        bool is_last =
            i + 1 == listing->pair_count || pair[1].low != pair->low || pair[1].high != pair->high;
        if (is_last && pair->is_same) {
            join(listing, pair->low, pair->high);
        }
    }
    for (size_t i = 0; i < listing->count; i++) {
        struct listed *lead = &listing->leads[i];
        struct listed *root = &listing->leads[root_of(listing, i)];
        root->latest_ms = lead->latest_ms > root->latest_ms ? lead->latest_ms : root->latest_ms;
        root->is_in_days = root->is_in_days || lead->is_in_days;
        root->is_of_campaign = root->is_of_campaign || lead->is_of_campaign;
        root->has_kept = root->has_kept || lead->has_kept;
    }
}

static int by_latest(const void *a, const void *b)
{
    const struct listed *one = a;
    const struct listed *other = b;
    if (one->latest_ms != other->latest_ms) {
        return one->latest_ms < other->latest_ms ? 1 : -1;
    }
    return one->id < other->id ? 1 : -1;
}

/* Keeps one of each person that the days, the campaign and the erasures let through. */
static void keep_roots(struct listing *listing)
{
    size_t kept = 0;
    for (size_t i = 0; i < listing->count; i++) {
        struct listed lead = listing->leads[i];
        if (lead.root == i && lead.is_in_days && lead.is_of_campaign &&
            (listing->filter->captured_before_ms == 0 ||
                lead.latest_ms < listing->filter->captured_before_ms) &&
            (lead.has_kept || listing->filter->with_erased)) {
            listing->leads[kept++] = lead;
        }
    }
    listing->count = kept;
    if (kept > 1) {
        qsort(listing->leads, kept, sizeof(*listing->leads), by_latest);
    }
}

/* --- searching ------------------------------------------------------------------------------ */

static bool contains(const char *text, const char *folded)
{
    char own[FOLDED_BYTES];
    text_fold(text_view_of(text), own, sizeof(own));
    bool is_in = strstr(own, folded) != NULL;
    memory_wipe(own, sizeof(own));
    return is_in;
}

static bool is_found(const struct lead_person *person, const char *folded)
{
    char name[512];
    char number[24];
    lead_person_name(person, name, sizeof(name));
    bool found = contains(name, folded) || contains(person->rating, folded);
    memory_wipe(name, sizeof(name));
    for (size_t i = 0; !found && i < person->value_count; i++) {
        found = contains(person->values[i].value, folded);
    }
    for (size_t i = 0; !found && i < person->note_count; i++) {
        found = contains(person->notes[i].text, folded);
    }
    for (size_t i = 0; !found && i < person->scan_count; i++) {
        found = contains(person->scans[i].text, folded);
    }
    for (size_t i = 0; !found && i < person->interest_count; i++) {
        found = contains(person->interests[i], folded);
    }
    for (size_t i = 0; !found && i < person->lead_count; i++) {
        found = contains(lead_number_print(person->leads[i].lead_id, number), folded);
    }
    return found;
}

static bool is_due(const struct lead_filter *filter, const struct lead_person *person)
{
    return filter->follow_up_to.size != DAY_TEXT_MAX - 1 ||
           memcmp(person->follow_up, filter->follow_up_to.bytes, DAY_TEXT_MAX - 1) <= 0;
}

static bool is_wanted(
    const struct lead_filter *filter, const char *folded, const struct lead_person *person)
{
    return (!filter->only_hot || strcmp(person->rating, "hot") == 0) &&
           (!filter->only_follow_up || (person->follow_up[0] != '\0' && is_due(filter, person))) &&
           (!filter->only_bought || person->bought_count > 0) &&
           (folded[0] == '\0' || is_found(person, folded));
}

static bool visit_one(struct till *till, const struct lead_filter *filter, const char *folded,
    int64_t lead_id, lead_person_visitor visit, void *context, struct error *err)
{
    struct lead_person person = {0};
    if (!lead_read(till, lead_id, &person, err)) {
        return false;
    }
    bool is_done = !is_wanted(filter, folded, &person) || visit(context, &person, err);
    lead_person_close(&person);
    return is_done;
}

static bool check_filter(const struct lead_filter *filter, struct error *err)
{
    const struct text_view days[] = {filter->from_day, filter->to_day, filter->follow_up_to};
    int32_t day;
    for (size_t i = 0; i < ARRAY_LENGTH(days); i++) {
        if (days[i].size > 0 && !day_parse(days[i], &day, err)) {
            return false;
        }
    }
    return true;
}

static bool take_nothing(void *context, const struct campaign_row *row, struct error *err)
{
    (void)context;
    (void)row;
    (void)err;
    return true;
}

/* A campaign that nobody came by may be one that there is not. A lead keeps the code that it came
 * by, also when the campaign has another one since. */
static bool check_campaign(struct till *till, const struct listing *listing, struct error *err)
{
    struct text_view code = listing->filter->campaign;
    bool found = code.size == 0;
    for (size_t i = 0; i < listing->count && !found; i++) {
        found = listing->leads[i].is_of_campaign;
    }
    return found || (campaign_find_code(till->store, code, take_nothing, NULL, &found, err) &&
                        (found || error_set(err, ERROR_NOT_FOUND, "there is no campaign %.*s",
                                      (int)code.size, code.bytes)));
}

bool lead_visit_people(struct till *till, const struct lead_filter *filter,
    lead_person_visitor visit, void *context, struct error *err)
{
    char folded[SEARCH_BYTES];
    struct listing listing = {.filter = filter};
    text_fold(text_view_trim(filter->search), folded, sizeof(folded));
    bool is_done = check_filter(filter, err) && lead_visit(till->store, take_lead, &listing, err) &&
                   check_campaign(till, &listing, err) &&
                   lead_match_visit(till->store, 0, take_pair, &listing, err);
    if (is_done) {
        join_all(&listing);
        keep_roots(&listing);
    }
    for (size_t i = 0; is_done && i < listing.count; i++) {
        is_done = visit_one(till, filter, folded, listing.leads[i].id, visit, context, err);
    }
    free(listing.leads);
    free(listing.pairs);
    memory_wipe(folded, sizeof(folded));
    return is_done;
}

/* --- naming one ----------------------------------------------------------------------------- */

static bool take_found(void *context, const struct lead_row *row, struct error *err)
{
    (void)err;
    *(int64_t *)context = row->id;
    return true;
}

static bool find_id(struct till *till, int64_t id, int64_t *out_lead_id, struct error *err)
{
    bool found;
    return lead_find(till->store, id, take_found, out_lead_id, &found, err);
}

static bool find_mark(
    struct till *till, struct text_view text, int64_t *out_lead_id, struct error *err)
{
    const struct lead_field fields[] = {
        {text_view_of("email"), text}, {text_view_of("phone"), text}};
    for (size_t i = 0; i < ARRAY_LENGTH(fields) && *out_lead_id == 0; i++) {
        struct lead_marks marks = {.count = 0};
        lead_marks_add(till, &fields[i], &marks);
        if (marks.count > 0 && !lead_index_find(till->store, marks.kept[0], out_lead_id, err)) {
            return false;
        }
    }
    return true;
}

static bool is_number(struct text_view text, int64_t *out_number)
{
    int64_t number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9' || number > NODE_MAX * ID_NODE_FACTOR) {
            return false;
        }
        number = 10 * number + (text.bytes[i] - '0');
    }
    *out_number = number;
    return text.size > 0;
}

bool lead_find_text(
    struct till *till, struct text_view text, int64_t *out_lead_id, struct error *err)
{
    struct text_view wanted = text_view_trim(text);
    struct token token;
    struct error ignored; /* it may be something else */
    int64_t id;
    *out_lead_id = 0;
    if (wanted.size > 1 && (wanted.bytes[0] == 'L' || wanted.bytes[0] == 'l') &&
        wanted.bytes[1] >= '0' && wanted.bytes[1] <= '9' &&
        receipt_parse((struct text_view){wanted.bytes + 1, wanted.size - 1}, &id, &ignored)) {
        return find_id(till, id, out_lead_id, err); /* "L1-000012", as files write it */
    }
    enum token_form form = token_read(wanted, till->shop.scan_rules.code_base, &token);
    if (form != TOKEN_NOT && token.kind == TOKEN_LEAD &&
        token_check(&token, &till->keys) == TOKEN_GOOD) {
        return find_id(till, id_make((int64_t)token.node, (int64_t)token.n), out_lead_id, err);
    }
    if ((is_number(wanted, &id) || receipt_parse(wanted, &id, &ignored)) &&
        !find_id(till, id, out_lead_id, err)) {
        return false;
    }
    return *out_lead_id != 0 || !lead_is_unlocked(till) ||
           find_mark(till, wanted, out_lead_id, err);
}
