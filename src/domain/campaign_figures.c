#include "domain/campaign_figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/compiler.h"
#include "domain/campaign_figures_private.h"
#include "domain/money.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
#define SALE_MILLI 1000
#define WEIGHT_BITS_LEAST 42

/* --- contacts ------------------------------------------------------------------------------- */

static void add_contact(struct figures_maker *maker, const struct figures_touch *touch)
{
    if (maker->contact_count == maker->contact_capacity) {
        maker->contact_capacity = maker->contact_capacity == 0 ? 64 : maker->contact_capacity * 2;
        maker->contacts =
            realloc(maker->contacts, maker->contact_capacity * sizeof(*maker->contacts));
        ASSERT(maker->contacts != NULL);
    }
    maker->contacts[maker->contact_count++] = touch;
}

static bool is_later(const struct figures_touch *a, const struct figures_touch *b)
{
    return a->at_ms != b->at_ms ? a->at_ms > b->at_ms : a->id > b->id;
}

/* By time, each once: a touch on the ticket may be the person's too. They come nearly in order. */
static void order_contacts(struct figures_maker *maker)
{
    const struct figures_touch **contacts = maker->contacts;
    size_t count = 0;
    for (size_t i = 0; i < maker->contact_count; i++) {
        const struct figures_touch *touch = contacts[i];
        size_t at = count;
        while (at > 0 && is_later(contacts[at - 1], touch)) {
            at--;
        }
        if (at > 0 && contacts[at - 1]->id == touch->id) {
            continue;
        }
        memmove(&contacts[at + 1], &contacts[at], (count - at) * sizeof(const void *));
        contacts[at] = touch;
        count++;
    }
    maker->contact_count = count;
}

/* The first of a person's touches that is not before `from_ms`. */
static size_t find_touch(const struct figures_touch *touches, size_t count, int64_t from_ms)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (touches[middle].at_ms < from_ms) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void gather_contacts(struct figures_maker *maker, const struct figures_sale *sale)
{
    const struct campaign_facts *facts = maker->facts;
    int64_t from_ms = sale->sold_at_ms - maker->window_ms;
    maker->contact_count = 0;
    for (size_t i = 0; i < sale->person_count; i++) {
        const struct figures_person *person = &facts->people[facts->buyers[sale->person_first + i]];
        const struct figures_touch *touches = &facts->person_touches[person->touch_first];
        for (size_t k = find_touch(touches, person->touch_count, from_ms);
             k < person->touch_count && touches[k].at_ms <= sale->sold_at_ms; k++) {
            add_contact(maker, &touches[k]);
        }
    }
    /* A refund whose sale is not here has those that its sale counted, however long ago that was. */
    bool has_copies = !sale->is_counted && sale->day != FIGURES_NO_ROW;
    for (size_t i = 0; i < sale->touch_count; i++) {
        const struct figures_touch *touch = &facts->touches[sale->touch_first + i];
        /* A code that was added right after the sale counts too. */
        if (touch->at_ms >= from_ms || has_copies) {
            add_contact(maker, touch);
        }
    }
    if (maker->contact_count > 1) {
        order_contacts(maker);
    }
    /* More than anybody has: the first and the latest ones. */
    if (maker->contact_count > ATTRIBUTION_TOUCHES_MAX) {
        size_t left_out = maker->contact_count - ATTRIBUTION_TOUCHES_MAX;
        memmove(&maker->contacts[1], &maker->contacts[1 + left_out],
            (ATTRIBUTION_TOUCHES_MAX - 1) * sizeof(const void *));
        maker->contact_count = ATTRIBUTION_TOUCHES_MAX;
    }
}

/* Digits of a weight such that its product with any amount of the sale fits in 64 bits, where
 * sharing is quick: with these the share of a sum of 10,000.00 is wrong by a unit once in millions.
 * Larger sums are shared by all digits. */
static int weight_bits(const struct figures_sale *sale)
{
    const struct figures_amounts *amounts = &sale->amounts;
    uint64_t all = SALE_MILLI;
    const int64_t parts[] = {
        amounts->gross_minor, amounts->net_minor, amounts->cost_minor, amounts->costed_minor};
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
        all |= (uint64_t)(parts[i] < 0 ? -parts[i] : parts[i]);
    }
    int bits = 62 - (64 - __builtin_clzll(all));
    return bits < WEIGHT_BITS_LEAST || bits > ATTRIBUTION_BITS_MAX ? ATTRIBUTION_BITS_MAX : bits;
}

/* What the rule gives each contact of the sale. One that gets all needs no sharing. */
static void weigh_contacts(struct figures_maker *maker, const struct figures_sale *sale)
{
    size_t count = maker->contact_count;
    bool is_last = maker->rule == ATTRIBUTION_LAST;
    maker->has_sole = count == 1 || is_last || maker->rule == ATTRIBUTION_FIRST;
    maker->sole = is_last ? count - 1 : 0;
    if (maker->has_sole) {
        return;
    }
    int64_t ages_ms[ATTRIBUTION_TOUCHES_MAX];
    for (size_t i = 0; i < count; i++) {
        int64_t age_ms = sale->sold_at_ms - maker->contacts[i]->at_ms;
        ages_ms[i] = age_ms > 0 ? age_ms : 0;
    }
    attribution_weigh(maker->rule, ages_ms, count, weight_bits(sale), maker->weights);
}

/* --- sharing -------------------------------------------------------------------------------- */

static void share(struct figures_maker *maker, int64_t total, int64_t *out_parts)
{
    if (total == 0) {
        memset(out_parts, 0, maker->contact_count * sizeof(*out_parts));
        return;
    }
    bool is_shared = money_share(total, maker->weights, maker->contact_count, out_parts);
    ASSERT(is_shared);
}

static void add_amounts(
    struct figures_amounts *sum, const struct figures_amounts *amounts, int64_t sign)
{
    sum->gross_minor += sign * amounts->gross_minor;
    sum->net_minor += sign * amounts->net_minor;
    sum->cost_minor += sign * amounts->cost_minor;
    sum->costed_minor += sign * amounts->costed_minor;
}

/* All of it to one contact's place, or to none. */
static void give(struct figures_maker *maker, uint32_t place, const struct figures_amounts *amounts,
    uint32_t day, int64_t sign)
{
    bool is_none = place == FIGURES_NO_ROW;
    struct figures_row *row = is_none ? &maker->figures->none : &maker->rows[place];
    size_t column = is_none ? maker->facts->campaign_count : maker->facts->places[place].campaign;
    add_amounts(&row->amounts, amounts, sign);
    maker->figures->day_gross_minor[day * (maker->facts->campaign_count + 1) + column] +=
        sign * amounts->gross_minor;
}

static void share_amounts(
    struct figures_maker *maker, const struct figures_amounts *amounts, uint32_t day, int64_t sign)
{
    if (maker->contact_count == 0) {
        give(maker, FIGURES_NO_ROW, amounts, day, sign);
        return;
    }
    if (maker->has_sole) {
        give(maker, maker->contacts[maker->sole]->place, amounts, day, sign);
        return;
    }
    int64_t *parts = maker->parts;
    size_t stride = maker->contact_count;
    share(maker, amounts->gross_minor, parts);
    share(maker, amounts->net_minor, parts + stride);
    share(maker, amounts->cost_minor, parts + 2 * stride);
    if (amounts->costed_minor == amounts->net_minor) {
        memcpy(parts + 3 * stride, parts + stride, stride * sizeof(*parts));
    } else {
        share(maker, amounts->costed_minor, parts + 3 * stride);
    }
    for (size_t i = 0; i < stride; i++) {
        struct figures_amounts part = {
            parts[i], parts[stride + i], parts[2 * stride + i], parts[3 * stride + i]};
        give(maker, maker->contacts[i]->place, &part, day, sign);
    }
}

/* --- a sale --------------------------------------------------------------------------------- */

/* Whether the sale is the first known one of who bought. */
static bool is_first_sale(const struct figures_maker *maker, const struct figures_sale *sale)
{
    const struct campaign_facts *facts = maker->facts;
    for (size_t i = 0; i < sale->person_count; i++) {
        const struct figures_person *person = &facts->people[facts->buyers[sale->person_first + i]];
        if (person->first_sale_id != sale->id) {
            return false;
        }
    }
    return true;
}

static void count_sale(struct figures_maker *maker, const struct figures_sale *sale,
    struct figures_row *row, int64_t milli)
{
    row->sales_milli += milli;
    if (sale->person_count == 0) {
        row->unknown_milli += milli;
    } else if (maker->is_first_sale) {
        row->new_milli += milli;
    } else {
        row->known_milli += milli;
    }
    if (sale->score != 0) {
        row->score_milli += milli;
        row->score_sum_milli += milli * sale->score;
    }
}

/* Counts who bought once in each table that the place belongs to: sales come by person. */
static void count_buyer(
    struct figures_maker *maker, const struct figures_sale *sale, uint32_t place)
{
    const struct campaign_facts *facts = maker->facts;
    if (sale->person_count == 0) {
        return;
    }
    uint32_t person = facts->buyers[sale->person_first];
    bool is_repeat = facts->people[person].purchase_count > 1;
    struct figures_row *rows[FIGURES_TABLES];
    uint32_t *marks[FIGURES_TABLES];
    figures_rows_of_place(maker, place, rows, marks);
    for (int i = 0; i < FIGURES_TABLES; i++) {
        if (*marks[i] != person + 1) {
            *marks[i] = person + 1;
            rows[i]->buyer_count++;
            rows[i]->repeat_buyer_count += is_repeat;
        }
    }
}

static void count_contact(
    struct figures_maker *maker, const struct figures_sale *sale, size_t contact, int64_t milli)
{
    uint32_t place = maker->contacts[contact]->place;
    struct figures_row *row = &maker->rows[place];
    row->is_cost_known = row->is_cost_known || sale->is_costed;
    if (milli > 0) {
        count_sale(maker, sale, row, milli);
        count_buyer(maker, sale, place);
    }
}

static void count_shares(struct figures_maker *maker, const struct figures_sale *sale)
{
    struct campaign_figures *figures = maker->figures;
    maker->is_first_sale = is_first_sale(maker, sale);
    figures->sale_count++;
    if (maker->contact_count == 0) {
        figures->none.is_cost_known = figures->none.is_cost_known || sale->is_costed;
        count_sale(maker, sale, &figures->none, SALE_MILLI);
        count_buyer(maker, sale, FIGURES_NO_ROW);
        return;
    }
    figures->credited_count++;
    figures->single_count += maker->contact_count == 1;
    if (!maker->has_sole) {
        share(maker, SALE_MILLI, maker->parts);
    }
    for (size_t i = 0; i < maker->contact_count; i++) {
        int64_t whole = i == maker->sole ? SALE_MILLI : 0;
        count_contact(maker, sale, i, maker->has_sole ? whole : maker->parts[i]);
    }
}

static void add_sale(struct figures_maker *maker, const struct figures_sale *sale)
{
    gather_contacts(maker, sale);
    if (maker->contact_count > 0) {
        weigh_contacts(maker, sale);
    }
    if (sale->is_counted) {
        count_shares(maker, sale);
    }
    share_amounts(maker, &sale->amounts, sale->day, 1);
}

/* What went back so far, less what had gone back before: then several parts of a sale that all
 * went back take back exactly what it had given. */
static void add_return(struct figures_maker *maker, const struct figures_return *back)
{
    const struct figures_sale *sale = &maker->facts->sales[back->sale];
    struct figures_amounts so_far = back->before;
    add_amounts(&so_far, &back->amounts, 1);
    gather_contacts(maker, sale);
    if (maker->contact_count > 0) {
        weigh_contacts(maker, sale);
    }
    share_amounts(maker, &so_far, back->day, 1);
    share_amounts(maker, &back->before, back->day, -1);
}

/* --- people --------------------------------------------------------------------------------- */

static int compare_times(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static struct figures_people count_people(struct figures_maker *maker)
{
    const struct campaign_facts *facts = maker->facts;
    struct figures_people people = {.median_days = -1};
    int64_t *took_ms = malloc((facts->person_count + 1) * sizeof(*took_ms));
    ASSERT(took_ms != NULL);
    for (size_t i = 0; i < facts->person_count; i++) {
        const struct figures_person *person = &facts->people[i];
        if (!person->is_of_period) {
            continue;
        }
        struct figures_row *row =
            person->place != FIGURES_NO_ROW ? &maker->rows[person->place] : &maker->figures->none;
        people.left_details++;
        row->lead_bought_count += person->bought_count > 0;
        maker->figures->none.lead_count += person->place == FIGURES_NO_ROW;
        if (person->bought_count > 0) {
            took_ms[people.bought++] = person->bought_at_ms - person->captured_at_ms;
            people.bought_again += person->bought_count > 1;
        } else {
            people.too_fresh += facts->now_ms - person->captured_at_ms < maker->window_ms;
        }
    }
    if (people.bought > 0) {
        qsort(took_ms, (size_t)people.bought, sizeof(*took_ms), compare_times);
        people.median_days = (took_ms[(people.bought - 1) / 2] + DAY_MS - 1) / DAY_MS;
    }
    free(took_ms);
    return people;
}

/* --- all of it ------------------------------------------------------------------------------ */

void campaign_figures_make(const struct campaign_facts *facts, enum attribution_rule rule,
    int window_days, struct campaign_figures *out_figures)
{
    ASSERT(window_days >= 0 && window_days <= facts->window_days_max);
    *out_figures = (struct campaign_figures){.rule = rule,
        .window_days = window_days,
        .codes = facts->codes,
        .day_count = facts->day_count};
    struct figures_maker maker = {
        .facts = facts, .figures = out_figures, .rule = rule, .window_ms = window_days * DAY_MS};
    figures_rows_begin(&maker);
    for (size_t i = 0; i < facts->sale_count; i++) {
        if (facts->sales[i].day != FIGURES_NO_ROW) {
            add_sale(&maker, &facts->sales[i]);
        }
    }
    for (size_t i = 0; i < facts->return_count; i++) {
        add_return(&maker, &facts->returns[i]);
    }
    out_figures->people = count_people(&maker);
    figures_rows_end(&maker);
    free(maker.contacts);
}
