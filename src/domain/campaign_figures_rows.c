#include <stdlib.h>
#include <string.h>

#include "base/compiler.h"
#include "domain/campaign_figures_private.h"

static const struct figures_row EMPTY = {
    .code = "", .name = "", .channel = "", .content = "", .budget_minor = -1};

static void *make_array(size_t count, size_t size)
{
    void *array = calloc(count + 1, size);
    ASSERT(array != NULL);
    return array;
}

/* --- channels ------------------------------------------------------------------------------- */

static bool is_before(const char *channel, const char *other)
{
    bool is_own = strcmp(channel, FIGURES_OWN_CUSTOMERS) == 0;
    bool is_other_own = strcmp(other, FIGURES_OWN_CUSTOMERS) == 0;
    return is_own != is_other_own ? is_other_own : strcmp(channel, other) < 0;
}

static void make_channels(struct figures_maker *maker)
{
    struct campaign_figures *figures = maker->figures;
    const struct campaign_facts *facts = maker->facts;
    figures->channels = make_array(facts->campaign_count, sizeof(*figures->channels));
    for (size_t i = 0; i < facts->campaign_count; i++) {
        const char *channel = facts->campaigns[i].channel;
        size_t at = 0;
        while (at < figures->channel_count && is_before(figures->channels[at].channel, channel)) {
            at++;
        }
        if (at < figures->channel_count && strcmp(figures->channels[at].channel, channel) == 0) {
            continue;
        }
        memmove(&figures->channels[at + 1], &figures->channels[at],
            (figures->channel_count - at) * sizeof(*figures->channels));
        figures->channels[at] = EMPTY;
        figures->channels[at].channel = channel;
        figures->channel_count++;
    }
}

static void find_channels(struct figures_maker *maker)
{
    struct campaign_figures *figures = maker->figures;
    maker->channel_of = make_array(maker->facts->campaign_count, sizeof(*maker->channel_of));
    for (size_t i = 0; i < maker->facts->campaign_count; i++) {
        uint32_t at = 0;
        while (strcmp(figures->channels[at].channel, maker->facts->campaigns[i].channel) != 0) {
            at++;
        }
        maker->channel_of[i] = at;
    }
}

/* --- rows ----------------------------------------------------------------------------------- */

static void make_campaigns(struct figures_maker *maker)
{
    const struct campaign_facts *facts = maker->facts;
    struct campaign_figures *figures = maker->figures;
    figures->campaigns = make_array(facts->campaign_count, sizeof(*figures->campaigns));
    figures->campaign_count = facts->campaign_count;
    for (size_t i = 0; i < facts->campaign_count; i++) {
        const struct figures_campaign *campaign = &facts->campaigns[i];
        figures->campaigns[i] = EMPTY;
        figures->campaigns[i].code = campaign->code;
        figures->campaigns[i].name = campaign->name;
        figures->campaigns[i].channel = campaign->channel;
        figures->campaigns[i].budget_minor = campaign->budget_minor;
    }
}

static void make_places(struct figures_maker *maker)
{
    const struct campaign_facts *facts = maker->facts;
    maker->rows = make_array(facts->place_count, sizeof(*maker->rows));
    for (size_t i = 0; i < facts->place_count; i++) {
        const struct figures_place *place = &facts->places[i];
        const struct figures_campaign *campaign = &facts->campaigns[place->campaign];
        maker->rows[i] = (struct figures_row){.code = campaign->code,
            .name = campaign->name,
            .channel = campaign->channel,
            .content = place->content,
            .budget_minor = -1,
            .has_spend = place->has_spend,
            .spent_minor = place->spent_minor,
            .discount_minor = place->discount_minor,
            .touch_count = place->touch_count,
            .lead_count = place->lead_count};
    }
}

void figures_rows_begin(struct figures_maker *maker)
{
    const struct campaign_facts *facts = maker->facts;
    struct campaign_figures *figures = maker->figures;
    figures->none = figures->credited = figures->total = EMPTY;
    make_campaigns(maker);
    make_channels(maker);
    find_channels(maker);
    make_places(maker);
    maker->place_marks = make_array(facts->place_count, sizeof(uint32_t));
    maker->campaign_marks = make_array(facts->campaign_count, sizeof(uint32_t));
    maker->channel_marks = make_array(figures->channel_count, sizeof(uint32_t));
    figures->day_gross_minor =
        make_array(facts->day_count * (facts->campaign_count + 1), sizeof(int64_t));
}

void figures_rows_of_place(struct figures_maker *maker, uint32_t place,
    struct figures_row *out_rows[FIGURES_TABLES], uint32_t *out_marks[FIGURES_TABLES])
{
    struct campaign_figures *figures = maker->figures;
    out_rows[0] = &figures->total;
    out_marks[0] = &maker->total_mark;
    if (place == FIGURES_NO_ROW) {
        for (int i = 1; i < FIGURES_TABLES; i++) {
            out_rows[i] = &figures->none;
            out_marks[i] = &maker->none_mark;
        }
        return;
    }
    uint32_t campaign = maker->facts->places[place].campaign;
    uint32_t channel = maker->channel_of[campaign];
    out_rows[1] = &figures->credited;
    out_marks[1] = &maker->credited_mark;
    out_rows[2] = &figures->channels[channel];
    out_marks[2] = &maker->channel_marks[channel];
    out_rows[3] = &figures->campaigns[campaign];
    out_marks[3] = &maker->campaign_marks[campaign];
    out_rows[4] = &maker->rows[place];
    out_marks[4] = &maker->place_marks[place];
}

/* --- sums ----------------------------------------------------------------------------------- */

/* Buyers are not summed: one person may buy of several. */
static void add_row(struct figures_row *sum, const struct figures_row *row)
{
    sum->has_spend = sum->has_spend || row->has_spend;
    sum->is_cost_known = sum->is_cost_known || row->is_cost_known;
    sum->spent_minor += row->spent_minor;
    sum->discount_minor += row->discount_minor;
    sum->touch_count += row->touch_count;
    sum->lead_count += row->lead_count;
    sum->lead_bought_count += row->lead_bought_count;
    sum->sales_milli += row->sales_milli;
    sum->amounts.gross_minor += row->amounts.gross_minor;
    sum->amounts.net_minor += row->amounts.net_minor;
    sum->amounts.cost_minor += row->amounts.cost_minor;
    sum->amounts.costed_minor += row->amounts.costed_minor;
    sum->new_milli += row->new_milli;
    sum->known_milli += row->known_milli;
    sum->unknown_milli += row->unknown_milli;
    sum->score_sum_milli += row->score_sum_milli;
    sum->score_milli += row->score_milli;
}

static void finish_row(struct figures_row *row)
{
    row->has_left_over = row->amounts.gross_minor == 0 || row->is_cost_known;
    row->left_over_minor = row->amounts.net_minor - row->amounts.cost_minor - row->spent_minor;
}

static void sum_up(struct figures_maker *maker)
{
    const struct campaign_facts *facts = maker->facts;
    struct campaign_figures *figures = maker->figures;
    for (size_t i = 0; i < facts->place_count; i++) {
        uint32_t campaign = facts->places[i].campaign;
        add_row(&figures->campaigns[campaign], &maker->rows[i]);
        add_row(&figures->channels[maker->channel_of[campaign]], &maker->rows[i]);
        add_row(&figures->credited, &maker->rows[i]);
        finish_row(&maker->rows[i]);
    }
    add_row(&figures->total, &figures->credited);
    add_row(&figures->total, &figures->none);
    for (size_t i = 0; i < figures->campaign_count; i++) {
        finish_row(&figures->campaigns[i]);
    }
    for (size_t i = 0; i < figures->channel_count; i++) {
        finish_row(&figures->channels[i]);
    }
    finish_row(&figures->none);
    finish_row(&figures->credited);
    finish_row(&figures->total);
}

/* The places in the order of their campaigns, and then by their words. */
static void order_places(struct figures_maker *maker)
{
    const struct campaign_facts *facts = maker->facts;
    struct campaign_figures *figures = maker->figures;
    uint32_t *order = make_array(facts->place_count, sizeof(*order));
    for (uint32_t i = 0; i < facts->place_count; i++) {
        const struct figures_place *place = &facts->places[i];
        size_t at = i;
        for (; at > 0; at--) {
            const struct figures_place *before = &facts->places[order[at - 1]];
            if (before->campaign < place->campaign ||
                (before->campaign == place->campaign &&
                    strcmp(before->content, place->content) <= 0)) {
                break;
            }
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    figures->places = make_array(facts->place_count, sizeof(*figures->places));
    figures->place_count = facts->place_count;
    for (size_t i = 0; i < facts->place_count; i++) {
        figures->places[i] = maker->rows[order[i]];
    }
    free(order);
}

void figures_rows_end(struct figures_maker *maker)
{
    sum_up(maker);
    order_places(maker);
    free(maker->rows);
    free(maker->channel_of);
    free(maker->place_marks);
    free(maker->campaign_marks);
    free(maker->channel_marks);
}

void campaign_figures_close(struct campaign_figures *figures)
{
    free(figures->campaigns);
    free(figures->channels);
    free(figures->places);
    free(figures->day_gross_minor);
    *figures = (struct campaign_figures){0};
}

/* --- what is divided ------------------------------------------------------------------------ */

/* Rounded half away from zero; -1 where there is nothing to divide by. */
static int64_t divide(int128 amount, int64_t count)
{
    if (count <= 0) {
        return -1;
    }
    int128 half = amount < 0 ? -(int128)(count / 2) : count / 2;
    return (int64_t)((amount + half) / count);
}

int64_t figures_row_lead_cost_minor(const struct figures_row *row)
{
    return row->has_spend ? divide(row->spent_minor, row->lead_count) : -1;
}

int64_t figures_row_sale_cost_minor(const struct figures_row *row)
{
    return row->has_spend ? divide((int128)row->spent_minor * 1000, row->sales_milli) : -1;
}

int64_t figures_row_revenue_per_spent_centi(const struct figures_row *row)
{
    return row->has_spend ? divide((int128)row->amounts.gross_minor * 100, row->spent_minor) : -1;
}

int64_t figures_row_average_minor(const struct figures_row *row)
{
    return divide((int128)row->amounts.gross_minor * 1000, row->sales_milli);
}

int64_t figures_row_costs_known_permille(const struct figures_row *row)
{
    return divide((int128)row->amounts.costed_minor * 1000, row->amounts.net_minor);
}

int64_t figures_row_repeat_permille(const struct figures_row *row)
{
    return divide((int128)row->repeat_buyer_count * 1000, row->buyer_count);
}

int64_t figures_row_score_centi(const struct figures_row *row)
{
    return divide((int128)row->score_sum_milli * 100, row->score_milli);
}
