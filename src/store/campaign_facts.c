#include "store/campaign_facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "domain/id.h"
#include "store/campaign_facts_private.h"
#include "store/report_stream.h"
#include "store/statement.h"

void facts_grow(void *array, size_t *capacity, size_t count, size_t size)
{
    void **memory = array;
    if (count < *capacity) {
        return;
    }
    *capacity = *capacity == 0 ? 64 : *capacity * 2;
    *memory = realloc(*memory, *capacity * size);
    ASSERT(*memory != NULL);
}

/* The texts hang in a chain. */
struct facts_text {
    struct facts_text *next;
    char bytes[];
};

bool facts_read_rows(
    struct facts_reader *reader, struct sqlite3_stmt *row, facts_taker *take, struct error *err)
{
    bool has_row = true;
    while (has_row) {
        if (!statement_step(reader->store, row, &has_row, err)) {
            return false;
        }
        if (has_row && !take(reader, row, err)) {
            statement_reset(row);
            return false;
        }
    }
    return true;
}

const char *facts_text(struct facts_reader *reader, struct text_view text)
{
    if (text.size == 0) {
        return "";
    }
    struct facts_text *copy = malloc(sizeof(*copy) + text.size + 1);
    ASSERT(copy != NULL);
    memcpy(copy->bytes, text.bytes, text.size);
    copy->bytes[text.size] = '\0';
    copy->next = reader->facts->memory;
    reader->facts->memory = copy;
    return copy->bytes;
}

/* --- the period ----------------------------------------------------------------------------- */

static bool find_moment(const struct campaign_facts_period *period, const char *day, int32_t later,
    int64_t *out_ms, struct error *err)
{
    int32_t number;
    if (!day_parse(text_view_of(day), &number, err)) {
        return false;
    }
    *out_ms = zone_moment(period->zone, number + later, period->day_start_minutes);
    return true;
}

static bool begin(struct facts_reader *reader, struct error *err)
{
    const struct report_range *range = &reader->period->range;
    bool is_all = range->node == REPORT_ALL_NODES;
    reader->first_id = is_all ? 0 : id_make(range->node, 1);
    reader->last_id = is_all ? INT64_MAX : id_make(range->node, ID_NODE_FACTOR - 1);
    reader->from_ms = INT64_MIN;
    reader->until_ms = INT64_MAX;
    (void)text_copy(reader->facts->from, sizeof(reader->facts->from), range->from);
    (void)text_copy(reader->facts->to, sizeof(reader->facts->to), range->to);
    return (strcmp(range->from, REPORT_FIRST_DAY) == 0 ||
               find_moment(reader->period, range->from, 0, &reader->from_ms, err)) &&
           (strcmp(range->to, REPORT_LAST_DAY) == 0 ||
               find_moment(reader->period, range->to, 1, &reader->until_ms, err));
}

/* --- order ---------------------------------------------------------------------------------- */

/* Elements are texts of DAY_TEXT_MAX bytes. */
static int compare_days(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Receipts and orders were read one after the other: their days are put in order together. */
static void sort_days(struct campaign_facts *facts)
{
    char(*sorted)[DAY_TEXT_MAX] = malloc((facts->day_count + 1) * sizeof(*sorted));
    uint32_t *moved = calloc(facts->day_count + 1, sizeof(*moved));
    ASSERT(sorted != NULL && moved != NULL);
    if (facts->day_count > 0) {
        memcpy(sorted, facts->days, facts->day_count * sizeof(*sorted));
        qsort(sorted, facts->day_count, sizeof(*sorted), compare_days);
    }
    for (size_t i = 0; i < facts->day_count; i++) {
        char(*at)[DAY_TEXT_MAX] =
            bsearch(facts->days[i], sorted, facts->day_count, sizeof(*sorted), compare_days);
        moved[i] = (uint32_t)(at - sorted);
    }
    for (size_t i = 0; i < facts->sale_count; i++) {
        uint32_t day = facts->sales[i].day;
        facts->sales[i].day = day != FIGURES_NO_ROW ? moved[day] : day;
    }
    for (size_t i = 0; i < facts->return_count; i++) {
        facts->returns[i].day = moved[facts->returns[i].day];
    }
    free(moved);
    free(facts->days);
    facts->days = sorted;
}

/* 0: nobody known. */
static size_t key_of(const struct campaign_facts *facts, const struct figures_sale *sale)
{
    return sale->person_count == 0 ? 0 : (size_t)facts->buyers[sale->person_first] + 1;
}

/* The sales by who bought: then whoever counts people meets each once. */
static void sort_by_person(struct campaign_facts *facts)
{
    struct figures_sale *sorted = malloc((facts->sale_count + 1) * sizeof(*sorted));
    uint32_t *moved = malloc((facts->sale_count + 1) * sizeof(*moved));
    uint32_t *next = calloc(facts->person_count + 2, sizeof(*next));
    ASSERT(sorted != NULL && moved != NULL && next != NULL);
    for (size_t i = 0; i < facts->sale_count; i++) {
        next[key_of(facts, &facts->sales[i]) + 1]++;
    }
    for (size_t i = 1; i <= facts->person_count; i++) {
        next[i] += next[i - 1];
    }
    for (size_t i = 0; i < facts->sale_count; i++) {
        moved[i] = next[key_of(facts, &facts->sales[i])]++;
        sorted[moved[i]] = facts->sales[i];
    }
    for (size_t i = 0; i < facts->return_count; i++) {
        facts->returns[i].sale = moved[facts->returns[i].sale];
    }
    free(facts->sales);
    free(moved);
    free(next);
    facts->sales = sorted;
}

/* --- all of it ------------------------------------------------------------------------------ */

static bool read_all(struct facts_reader *reader, struct error *err)
{
    return begin(reader, err) && facts_read_campaigns(reader, err) &&
           facts_read_spends(reader, err) && facts_read_people(reader, err) &&
           facts_read_sales(reader, err) && facts_read_tickets(reader, err) &&
           facts_read_returns(reader, err) && facts_read_conversions(reader, err) &&
           facts_read_purchases(reader, err) && facts_read_person_touches(reader, err) &&
           report_default_currency(reader->store, reader->facts->currency, err);
}

bool campaign_facts_read(struct store *store, const struct campaign_facts_period *period,
    struct campaign_facts *out_facts, struct error *err)
{
    struct campaign_facts facts = {.node = period->range.node,
        .now_ms = period->now_ms,
        .window_days_max = period->window_days_max};
    struct facts_reader reader = {.store = store, .period = period, .facts = &facts};
    bool done = read_all(&reader, err);
    if (done) {
        sort_days(&facts);
        sort_by_person(&facts);
        *out_facts = facts;
    } else {
        campaign_facts_close(&facts);
    }
    id_map_close(&reader.campaigns);
    id_map_close(&reader.links);
    id_map_close(&reader.leads);
    tally_close(&reader.places);
    free(reader.place_of_link);
    free(reader.refunds);
    free(reader.person_of_lead);
    free(reader.lead_rows);
    return done;
}

void campaign_facts_close(struct campaign_facts *facts)
{
    struct facts_text *text = facts->memory;
    while (text != NULL) {
        struct facts_text *next = text->next;
        free(text);
        text = next;
    }
    free(facts->campaigns);
    free(facts->places);
    free(facts->days);
    free(facts->sales);
    free(facts->touches);
    free(facts->buyers);
    free(facts->returns);
    free(facts->people);
    free(facts->person_touches);
    *facts = (struct campaign_facts){0};
}
