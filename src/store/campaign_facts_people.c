#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "store/campaign_facts_private.h"
#include "store/statement.h"

/* Columns of QUERY_FACTS_LEADS, QUERY_FACTS_PURCHASES and QUERY_FACTS_PERSON_TOUCHES. */
enum {
    LEAD_ID,
    LEAD_CAPTURED_AT_MS,
    LEAD_CAMPAIGN_ID,
    LEAD_LINK_ID,
    LEAD_CONTENT,
    LEAD_IS_OF_PERIOD
};
enum {
    PURCHASE_LEAD_ID,
    PURCHASE_SALE_ID,
    PURCHASE_SOLD_AT_MS
};
enum {
    TOUCH_SALE_ID,
    TOUCH_ID,
    TOUCH_TOUCHED_AT_MS,
    TOUCH_KIND,
    TOUCH_CAMPAIGN_ID,
    TOUCH_LINK_ID,
    TOUCH_LEAD_ID,
    TOUCH_CONTENT
};

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

/* --- who is who ----------------------------------------------------------------------------- */

/* A new lead is a person of its own until a match says something else. */
static uint32_t add_lead(struct facts_reader *reader, int64_t lead_id)
{
    struct campaign_facts *facts = reader->facts;
    uint32_t count = reader->leads.count;
    uint32_t lead = id_map_add(&reader->leads, lead_id);
    if (lead < count) {
        return lead;
    }
    size_t capacity = reader->lead_capacity;
    facts_grow(
        &reader->person_of_lead, &reader->lead_capacity, lead, sizeof(*reader->person_of_lead));
    if (reader->lead_capacity > capacity) {
        facts->people = realloc(facts->people, reader->lead_capacity * sizeof(*facts->people));
        reader->lead_rows =
            realloc(reader->lead_rows, reader->lead_capacity * sizeof(*reader->lead_rows));
        ASSERT(facts->people != NULL && reader->lead_rows != NULL);
    }
    reader->person_of_lead[lead] = lead;
    reader->lead_rows[lead] = (struct facts_lead){0};
    facts->people[lead] = (struct figures_person){.first_bought_at_ms = INT64_MAX,
        .captured_at_ms = INT64_MAX,
        .bought_at_ms = INT64_MAX,
        .place = FIGURES_NO_ROW};
    facts->person_count = lead + 1;
    return lead;
}

/* The lead that stands for the person: the first one of a chain. */
static uint32_t person_of(struct facts_reader *reader, uint32_t lead)
{
    uint32_t *above = reader->person_of_lead;
    while (above[lead] != lead) {
        above[lead] = above[above[lead]];
        lead = above[lead];
    }
    return lead;
}

uint32_t facts_person(struct facts_reader *reader, int64_t lead_id)
{
    return person_of(reader, add_lead(reader, lead_id));
}

static void join(struct facts_reader *reader, const struct tally_row *match)
{
    int64_t pair[2];
    memcpy(pair, match->key, sizeof(pair));
    if (match->mark != 0) {
        uint32_t one = facts_person(reader, pair[0]);
        uint32_t other = facts_person(reader, pair[1]);
        reader->person_of_lead[one > other ? one : other] = one > other ? other : one;
    }
}

/* Of a pair the latest word counts. */
static bool read_matches(struct facts_reader *reader, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_MATCHES);
    struct tally pairs = {0};
    bool has_row = true, done = true;
    while (done && has_row) {
        done = statement_step(reader->store, row, &has_row, err);
        if (done && has_row) {
            int64_t pair[2] = {statement_int(row, 0), statement_int(row, 1)};
            tally_find(&pairs, pair, sizeof(pair))->mark = statement_int(row, 2);
        }
    }
    for (size_t i = 0; done && i < pairs.row_count; i++) {
        join(reader, &pairs.rows[i]);
    }
    tally_close(&pairs);
    return done;
}

/* --- who left details ----------------------------------------------------------------------- */

static bool take_lead(struct facts_reader *reader, struct sqlite3_stmt *row, struct error *err)
{
    struct campaign_facts *facts = reader->facts;
    uint32_t lead = add_lead(reader, statement_int(row, LEAD_ID));
    uint32_t person = person_of(reader, lead);
    int64_t captured_at_ms = statement_int(row, LEAD_CAPTURED_AT_MS);
    int64_t campaign_id = statement_int(row, LEAD_CAMPAIGN_ID);
    uint32_t place = FIGURES_NO_ROW;
    if (campaign_id != 0 && !facts_find_place(reader, campaign_id, statement_int(row, LEAD_LINK_ID),
                                statement_text(row, LEAD_CONTENT), 0, &place, err)) {
        return false;
    }
    reader->lead_rows[lead].is_of_period = statement_int(row, LEAD_IS_OF_PERIOD) != 0;
    facts->codes.given_leads += reader->lead_rows[lead].is_of_period;
    if (captured_at_ms < facts->people[person].captured_at_ms) {
        facts->people[person].captured_at_ms = captured_at_ms;
        facts->people[person].place = place;
        facts->people[person].is_of_period = reader->lead_rows[lead].is_of_period;
    }
    return true;
}

static void count_leads(struct campaign_facts *facts)
{
    for (size_t i = 0; i < facts->person_count; i++) {
        const struct figures_person *person = &facts->people[i];
        if (person->is_of_period && person->place != FIGURES_NO_ROW) {
            facts->places[person->place].lead_count++;
        }
    }
}

bool facts_read_people(struct facts_reader *reader, struct error *err)
{
    if (!read_matches(reader, err)) {
        return false;
    }
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_LEADS);
    statement_bind_text(row, "$from", reader->period->range.from);
    statement_bind_text(row, "$to", reader->period->range.to);
    statement_bind_int(row, "$first_id", reader->first_id);
    statement_bind_int(row, "$last_id", reader->last_id);
    if (!facts_read_rows(reader, row, take_lead, err)) {
        return false;
    }
    count_leads(reader->facts);
    return true;
}

/* --- what they bought ----------------------------------------------------------------------- */

struct purchase {
    int64_t at_ms;
    int64_t sale_id;
    uint32_t person;
};

static int compare_purchases(const void *a, const void *b)
{
    const struct purchase *x = a;
    const struct purchase *y = b;
    if (x->person != y->person) {
        return x->person > y->person ? 1 : -1;
    }
    if (x->at_ms != y->at_ms) {
        return x->at_ms > y->at_ms ? 1 : -1;
    }
    return (x->sale_id > y->sale_id) - (x->sale_id < y->sale_id);
}

/* Purchases by person and time; one of a person with two codes on the ticket is one. */
static void count_purchases(
    struct campaign_facts *facts, const struct purchase *purchases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct purchase *purchase = &purchases[i];
        struct figures_person *person = &facts->people[purchase->person];
        if (i > 0 && compare_purchases(&purchases[i - 1], purchase) == 0) {
            continue;
        }
        if (person->purchase_count++ == 0) {
            person->first_bought_at_ms = purchase->at_ms;
            person->first_sale_id = purchase->sale_id;
        }
        if (person->captured_at_ms <= purchase->at_ms && person->bought_count++ == 0) {
            person->bought_at_ms = purchase->at_ms;
        }
    }
}

bool facts_read_purchases(struct facts_reader *reader, struct error *err)
{
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_PURCHASES);
    struct purchase *purchases = NULL;
    size_t count = 0, capacity = 0;
    bool has_row = true, done = true;
    while (done && has_row) {
        done = statement_step(reader->store, row, &has_row, err);
        if (!done || !has_row) {
            continue;
        }
        uint32_t lead = add_lead(reader, statement_int(row, PURCHASE_LEAD_ID));
        struct facts_lead *known = &reader->lead_rows[lead];
        reader->facts->codes.back_leads += known->is_of_period && !known->has_come_back;
        known->has_come_back = true;
        facts_grow(&purchases, &capacity, count, sizeof(*purchases));
        purchases[count++] = (struct purchase){statement_int(row, PURCHASE_SOLD_AT_MS),
            statement_int(row, PURCHASE_SALE_ID), person_of(reader, lead)};
    }
    if (done && count > 0) {
        qsort(purchases, count, sizeof(*purchases), compare_purchases);
        count_purchases(reader->facts, purchases, count);
    }
    free(purchases);
    return done;
}

/* --- contacts of people --------------------------------------------------------------------- */

/* The moments between which a contact may matter: of the period, and a window before each sale
 * of somebody known. */
static void find_moments(
    const struct facts_reader *reader, int64_t *out_first_ms, int64_t *out_last_ms)
{
    const struct campaign_facts *facts = reader->facts;
    int64_t window_ms = reader->period->window_days_max * DAY_MS;
    *out_first_ms = reader->from_ms;
    *out_last_ms = reader->until_ms - 1;
    for (size_t i = 0; i < facts->sale_count; i++) {
        const struct figures_sale *sale = &facts->sales[i];
        if (sale->person_count > 0) {
            int64_t first_ms = sale->sold_at_ms - window_ms;
            *out_first_ms = first_ms < *out_first_ms ? first_ms : *out_first_ms;
            *out_last_ms = sale->sold_at_ms > *out_last_ms ? sale->sold_at_ms : *out_last_ms;
        }
    }
}

static bool take_touch(
    struct facts_reader *reader, struct sqlite3_stmt *row, const bool *is_buyer, struct error *err)
{
    struct campaign_facts *facts = reader->facts;
    enum touch_kind kind;
    int64_t id = statement_int(row, TOUCH_ID);
    int64_t at_ms = statement_int(row, TOUCH_TOUCHED_AT_MS);
    int64_t lead_id = statement_int(row, TOUCH_LEAD_ID);
    uint32_t place;
    uint32_t lead = lead_id != 0 ? id_map_find(&reader->leads, lead_id) : ID_MAP_NONE;
    uint32_t person = lead != ID_MAP_NONE ? person_of(reader, lead) : FIGURES_NO_ROW;
    bool is_of_period = statement_is_null(row, TOUCH_SALE_ID) && at_ms >= reader->from_ms &&
                        at_ms < reader->until_ms && id >= reader->first_id && id <= reader->last_id;
    bool is_wanted = person != FIGURES_NO_ROW && is_buyer[person];
    if ((!is_of_period && !is_wanted) ||
        !touch_kind_parse(statement_text(row, TOUCH_KIND), &kind) ||
        !touch_kind_is_credited(kind)) {
        return true;
    }
    if (!facts_find_place(reader, statement_int(row, TOUCH_CAMPAIGN_ID),
            statement_int(row, TOUCH_LINK_ID), statement_text(row, TOUCH_CONTENT), id, &place,
            err)) {
        return false;
    }
    facts->places[place].touch_count += is_of_period;
    if (is_wanted) {
        facts_grow(&facts->person_touches, &reader->person_touch_capacity,
            facts->person_touch_count, sizeof(*facts->person_touches));
        facts->person_touches[facts->person_touch_count++] =
            (struct figures_touch){.id = id, .at_ms = at_ms, .place = place, .person = person};
    }
    return true;
}

/* By person; they come by time, and stay so. */
static void sort_touches(struct campaign_facts *facts)
{
    size_t count = facts->person_touch_count;
    struct figures_touch *sorted = malloc((count + 1) * sizeof(*sorted));
    uint32_t *next = calloc(facts->person_count + 1, sizeof(*next));
    ASSERT(sorted != NULL && next != NULL);
    for (size_t i = 0; i < count; i++) {
        facts->people[facts->person_touches[i].person].touch_count++;
    }
    uint32_t first = 0;
    for (size_t i = 0; i < facts->person_count; i++) {
        facts->people[i].touch_first = next[i] = first;
        first += facts->people[i].touch_count;
    }
    for (size_t i = 0; i < count; i++) {
        sorted[next[facts->person_touches[i].person]++] = facts->person_touches[i];
    }
    free(facts->person_touches);
    free(next);
    facts->person_touches = sorted;
}

bool facts_read_person_touches(struct facts_reader *reader, struct error *err)
{
    struct campaign_facts *facts = reader->facts;
    struct sqlite3_stmt *row = statement_begin(reader->store, QUERY_FACTS_PERSON_TOUCHES);
    bool *is_buyer = calloc(facts->person_count + 1, sizeof(*is_buyer));
    bool has_row = true, done = true;
    int64_t first_ms, last_ms;
    ASSERT(is_buyer != NULL);
    for (size_t i = 0; i < facts->buyer_count; i++) {
        is_buyer[facts->buyers[i]] = true;
    }
    find_moments(reader, &first_ms, &last_ms);
    statement_bind_int(row, "$first_ms", first_ms);
    statement_bind_int(row, "$last_ms", last_ms);
    while (done && has_row) {
        done = statement_step(reader->store, row, &has_row, err);
        if (done && has_row && !take_touch(reader, row, is_buyer, err)) {
            statement_reset(row);
            done = false;
        }
    }
    free(is_buyer);
    sort_touches(facts);
    return done;
}
