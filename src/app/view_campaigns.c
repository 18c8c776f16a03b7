#include <stdlib.h>
#include <string.h>

#include "app/desk.h"
#include "app/desk_campaigns.h"
#include "app/effects.h"
#include "base/text.h"
#include "domain/day.h"
#include "till/figures.h"
#include "till/till.h"

/* The owner's figures as the screens know them: facts are read when a period is chosen, figures are
 * made of them again when the rule changes. */

#define PERIOD_14_DAYS 14
#define QUARTER_MONTHS 3
#define SCORE_CENTI_MILLI 10
#define PERMILLE_PPM 1000
#define CENTI 100
#define QUICK_MS 100 /* what took no longer the last time is not announced */

struct desk_campaigns *desk_campaigns_of(struct desk *desk)
{
    if (desk->campaigns == NULL) {
        desk->campaigns = calloc(1, sizeof *desk->campaigns);
        ASSERT(desk->campaigns != NULL);
        desk->campaigns->period = VIEW_PERIOD_14_DAYS;
    }
    return desk->campaigns;
}

/* ---- Memory ---- */

static void *rows_of(size_t count, size_t size)
{
    void *rows = calloc(count > 0 ? count : 1, size);
    ASSERT(rows != NULL);
    return rows;
}

static void forget_figures(struct desk_campaigns *campaigns)
{
    campaign_figures_close(&campaigns->figures);
    campaigns->figures = (struct campaign_figures){0};
    free(campaigns->rows);
    free(campaigns->columns);
    free(campaigns->days);
    free(campaigns->amounts);
    free(campaigns->places);
    campaigns->rows = NULL;
    campaigns->columns = NULL;
    campaigns->days = NULL;
    campaigns->amounts = NULL;
    campaigns->places = NULL;
}

static void forget_facts(struct desk_campaigns *campaigns)
{
    forget_figures(campaigns);
    if (campaigns->has_facts) {
        figures_close(&campaigns->facts);
    }
    campaigns->has_facts = false;
}

void desk_rest_campaigns(struct desk *desk)
{
    struct desk_campaigns *campaigns = desk->campaigns;
    struct view_campaigns *view = &desk->view.campaigns;
    if (campaigns == NULL || !campaigns->has_facts) {
        return;
    }
    forget_facts(campaigns);
    view->has_figures = false;
    view->rows = NULL;
    view->days = NULL;
    view->places = NULL;
    view->row_count = view->day_count = view->place_count = 0;
    desk_want_figures(desk);
}

void desk_end_campaigns(struct desk *desk)
{
    struct desk_campaigns *campaigns = desk->campaigns;
    if (campaigns == NULL) {
        return;
    }
    forget_facts(campaigns);
    free(campaigns->links);
    free(campaigns->spends);
    free(campaigns);
    desk->campaigns = NULL;
    desk->view.campaigns = (struct view_campaigns){0};
    desk->view.campaign = (struct view_campaign){0};
}

/* ---- Period ---- */

void desk_want_figures(struct desk *desk)
{
    struct desk_campaigns *campaigns = desk_campaigns_of(desk);
    campaigns->is_wanted = true;
    campaigns->was_shown = false;
}

bool desk_counts_campaigns(const struct desk *desk)
{
    return desk->campaigns != NULL && desk->campaigns->is_wanted &&
           desk->screen == SCREEN_CAMPAIGNS;
}

static void resolve_period(struct desk *desk, struct desk_campaigns *campaigns)
{
    struct error ignored;
    char today[DAY_TEXT_MAX];
    int32_t day;
    int year, month, day_of_month;
    till_today(desk->till, today);
    if (!day_parse(text_view_of(today), &day, &ignored)) {
        return;
    }
    switch (campaigns->period) {
    case VIEW_PERIOD_WHOLE:
        campaigns->from[0] = campaigns->to[0] = '\0';
        return;
    case VIEW_PERIOD_14_DAYS:
        day_print(day - PERIOD_14_DAYS + 1, campaigns->from);
        break;
    case VIEW_PERIOD_QUARTER:
        day_split(day, &year, &month, &day_of_month);
        month = (month - 1) / QUARTER_MONTHS * QUARTER_MONTHS + 1;
        day_print(day_number(year, month, 1), campaigns->from);
        break;
    case VIEW_PERIOD_CHOSEN: /* as it was touched */
    case VIEW_PERIOD_COUNT:
        return;
    }
    text_copy(campaigns->to, sizeof campaigns->to, today);
}

/* ---- Rows ---- */

static int64_t or_unknown(int64_t value)
{
    return value < 0 ? VIEW_UNKNOWN : value;
}

static int64_t times(int64_t value, int64_t factor)
{
    return value < 0 ? VIEW_UNKNOWN : value * factor;
}

static int64_t of_currency(const struct desk *desk, int64_t centi)
{
    int64_t unit = 1;
    for (int i = 0; i < till_shop(desk->till)->rules.currency->exponent; i++) {
        unit *= 10;
    }
    return centi < 0 ? VIEW_UNKNOWN : centi * unit / CENTI;
}

/* NULL as `content`: any placement of the campaign. */
static bool is_unusual(
    const struct desk_campaigns *campaigns, const char *code, const char *content)
{
    for (size_t i = 0; i < campaigns->unusual_count; i++) {
        const struct unusual_code *unusual = &campaigns->unusual[i];
        if (strcmp(unusual->campaign, code) == 0 &&
            (content == NULL || strcmp(unusual->content, content) == 0)) {
            return true;
        }
    }
    return false;
}

static void fill_row(const struct desk *desk, struct view_campaign_row *out,
    const struct figures_row *row, const struct figures_campaign *campaign)
{
    *out = (struct view_campaign_row){.id = campaign == NULL ? 0 : campaign->id,
        .code = row->code,
        .name = row->name,
        .channel = row->channel,
        .is_own = strcmp(row->channel, FIGURES_OWN_CUSTOMERS) == 0,
        .spent_minor = row->has_spend ? row->spent_minor : VIEW_UNKNOWN,
        .discounts_minor = row->discount_minor,
        .leads = row->lead_count,
        .touches = row->touch_count,
        .sales_milli = row->sales_milli,
        .revenue_minor = row->amounts.gross_minor,
        .left_over_minor = row->has_left_over ? row->left_over_minor : VIEW_UNKNOWN,
        .revenue_per_one_minor = of_currency(desk, figures_row_revenue_per_spent_centi(row)),
        .budget_minor = or_unknown(row->budget_minor),
        .lead_cost_minor = or_unknown(figures_row_lead_cost_minor(row)),
        .sale_cost_minor = or_unknown(figures_row_sale_cost_minor(row)),
        .average_ticket_minor = or_unknown(figures_row_average_minor(row)),
        .again_ppm = times(figures_row_repeat_permille(row), PERMILLE_PPM),
        .score_milli = times(figures_row_score_centi(row), SCORE_CENTI_MILLI),
        .new_milli = row->new_milli,
        .known_milli = row->known_milli,
        .nobody_milli = row->unknown_milli,
        .is_unusual = campaign != NULL && is_unusual(desk->campaigns, row->code, NULL)};
}

/* A campaign that is over, and of which nothing happened in the period, is left out. */
static bool shows(const struct desk_campaigns *campaigns, size_t index)
{
    const struct figures_row *row = &campaigns->figures.campaigns[index];
    const struct figures_campaign *campaign = &campaigns->facts.campaigns[index];
    bool is_over = campaign->ends_on[0] != '\0' && strcmp(campaign->ends_on, campaigns->from) < 0;
    return !is_over || row->has_spend || row->touch_count > 0 || row->lead_count > 0 ||
           row->sales_milli != 0 || row->amounts.gross_minor != 0 || row->discount_minor != 0;
}

static void fill_rows(struct desk *desk, struct desk_campaigns *campaigns)
{
    const struct campaign_figures *figures = &campaigns->figures;
    struct view_campaigns *view = &desk->view.campaigns;
    campaigns->rows = rows_of(figures->campaign_count + 1, sizeof *campaigns->rows);
    campaigns->columns = rows_of(figures->campaign_count + 1, sizeof *campaigns->columns);
    view->rows = campaigns->rows;
    view->row_count = 0;
    for (int own = 0; own < 2; own++) {
        for (size_t i = 0; i < figures->campaign_count; i++) {
            struct view_campaign_row row;
            fill_row(desk, &row, &figures->campaigns[i], &campaigns->facts.campaigns[i]);
            if (row.is_own == (own == 1) && shows(campaigns, i)) {
                campaigns->columns[view->row_count] = i;
                campaigns->rows[view->row_count++] = row;
            }
        }
    }
    fill_row(desk, &campaigns->rows[view->row_count], &figures->none, NULL);
    campaigns->columns[view->row_count++] = figures->campaign_count;
}

/* Days without a sale stand in the chart, too. */
static void fill_days(struct desk *desk, struct desk_campaigns *campaigns)
{
    const struct campaign_facts *facts = &campaigns->facts;
    struct view_campaigns *view = &desk->view.campaigns;
    size_t columns = campaigns->figures.campaign_count + 1;
    struct error ignored;
    int32_t first = 0, last = 0;
    const char *from =
        campaigns->from[0] != '\0' || facts->day_count == 0 ? campaigns->from : facts->days[0];
    const char *to = campaigns->to[0] != '\0' || facts->day_count == 0
                         ? campaigns->to
                         : facts->days[facts->day_count - 1];
    view->day_count = 0;
    if (!day_parse(text_view_of(from), &first, &ignored) ||
        !day_parse(text_view_of(to), &last, &ignored) || last < first) {
        return;
    }
    size_t count = (size_t)(last - first) + 1;
    campaigns->days = rows_of(count, sizeof *campaigns->days);
    campaigns->amounts = rows_of(count * view->row_count, sizeof *campaigns->amounts);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t *amounts = &campaigns->amounts[i * view->row_count];
        day_print(first + (int32_t)i, campaigns->days[i].day);
        campaigns->days[i].revenue_minor = amounts;
        while (at < facts->day_count && strcmp(facts->days[at], campaigns->days[i].day) < 0) {
            at++;
        }
        if (at == facts->day_count || strcmp(facts->days[at], campaigns->days[i].day) != 0) {
            continue;
        }
        for (size_t row = 0; row < view->row_count; row++) {
            amounts[row] =
                campaigns->figures.day_gross_minor[at * columns + campaigns->columns[row]];
        }
    }
    view->days = campaigns->days;
    view->day_count = count;
}

static void fill_sums(struct desk *desk, const struct campaign_figures *figures)
{
    struct view_campaigns *view = &desk->view.campaigns;
    int64_t known = figures_row_costs_known_permille(&figures->credited);
    view->sale_count = figures->sale_count;
    view->tied_sale_count = figures->credited_count;
    view->one_contact_count = figures->single_count;
    view->tied_minor = figures->credited.amounts.gross_minor;
    view->discounts_minor = figures->credited.discount_minor;
    view->leads = figures->people.left_details;
    view->lead_cost_minor = or_unknown(figures_row_lead_cost_minor(&figures->credited));
    view->buyers = figures->people.bought;
    view->again = figures->people.bought_again;
    view->fresh = figures->people.too_fresh;
    view->half_within_days = or_unknown(figures->people.median_days);
    view->codes_given = figures->codes.given_receipts + figures->codes.given_leads;
    view->codes_back = figures->codes.back_receipts + figures->codes.back_leads;
    view->costs_known_ppm = times(known, PERMILLE_PPM);
}

static void fill_places(struct desk *desk, struct desk_campaigns *campaigns)
{
    const struct campaign_figures *figures = &campaigns->figures;
    struct view_campaigns *view = &desk->view.campaigns;
    const char *code = NULL;
    for (size_t i = 0; i < view->row_count; i++) {
        code = view->open_id != 0 && view->rows[i].id == view->open_id ? view->rows[i].code : code;
    }
    view->place_count = 0;
    free(campaigns->places);
    campaigns->places = rows_of(figures->place_count, sizeof *campaigns->places);
    view->places = campaigns->places;
    for (size_t i = 0; code != NULL && i < figures->place_count; i++) {
        const struct figures_row *row = &figures->places[i];
        if (strcmp(row->code, code) == 0) {
            campaigns->places[view->place_count++] =
                (struct view_campaign_place){.content = row->content,
                    .spent_minor = row->has_spend ? row->spent_minor : VIEW_UNKNOWN,
                    .leads = row->lead_count,
                    .sales_milli = row->sales_milli,
                    .revenue_minor = row->amounts.gross_minor,
                    .is_unusual = is_unusual(campaigns, row->code, row->content)};
        }
    }
}

/* From the facts that are there. */
static void make_figures(struct desk *desk, struct desk_campaigns *campaigns)
{
    struct view_campaigns *view = &desk->view.campaigns;
    int most_days = campaigns->facts.window_days_max;
    forget_figures(campaigns);
    campaign_figures_make(&campaigns->facts, campaigns->rule,
        campaigns->window_days < most_days ? campaigns->window_days : most_days,
        &campaigns->figures);
    view->rule = campaigns->rule;
    view->window_days = campaigns->figures.window_days;
    fill_rows(desk, campaigns);
    fill_days(desk, campaigns);
    fill_sums(desk, &campaigns->figures);
    fill_places(desk, campaigns);
    view->has_figures = true;
    view->serial++;
}

/* The shop's rule counts until another is touched. */
static bool read_settings(struct desk *desk, struct desk_campaigns *campaigns, struct error *err)
{
    enum attribution_rule rule;
    if (!figures_settings(till_store(desk->till), &rule, &campaigns->window_days, err)) {
        return false;
    }
    campaigns->rule = campaigns->has_rule ? campaigns->rule : rule;
    return true;
}

static void count(struct desk *desk, struct desk_campaigns *campaigns)
{
    struct view_campaigns *view = &desk->view.campaigns;
    struct error err;
    bool is_all = campaigns->from[0] == '\0';
    forget_facts(campaigns);
    view->has_figures = false;
    view->problem[0] = '\0';
    if (!read_settings(desk, campaigns, &err) ||
        !figures_read(desk->till, is_all ? NULL : campaigns->from, is_all ? NULL : campaigns->to,
            &campaigns->facts, &err)) {
        text_copy(view->problem, sizeof view->problem, err.text);
        return;
    }
    campaigns->has_facts = true;
    if (!unusual_codes_list(desk->till, is_all ? NULL : campaigns->from,
            is_all ? NULL : campaigns->to, campaigns->unusual, DESK_UNUSUAL_MAX,
            &campaigns->unusual_count, &err)) {
        campaigns->unusual_count = 0; /* the figures are right without the marks */
    }
    make_figures(desk, campaigns);
}

void desk_fill_campaigns(struct desk *desk)
{
    struct desk_campaigns *campaigns = desk->campaigns;
    struct view_campaigns *view = &desk->view.campaigns;
    if (campaigns == NULL) {
        return;
    }
    till_today(desk->till, view->today);
    view->is_ours = till_holds_pen(desk->till);
    view->period = campaigns->period;
    if (desk_counts_campaigns(desk)) {
        view->is_counting = true;
        resolve_period(desk, campaigns);
        text_copy(view->from, sizeof view->from, campaigns->from);
        text_copy(view->to, sizeof view->to, campaigns->to);
        bool is_quick = campaigns->has_facts && campaigns->took_ms < QUICK_MS;
        if (campaigns->was_shown || is_quick) {
            int64_t begun_ms = clock_monotonic_ms(desk->clock);
            campaigns->is_wanted = false;
            view->is_counting = false;
            count(desk, campaigns);
            campaigns->took_ms = clock_monotonic_ms(desk->clock) - begun_ms;
        } else {
            view->has_figures = false; /* a frame says so first */
        }
        campaigns->was_shown = true;
    } else if (campaigns->has_facts && view->rule != campaigns->rule) {
        make_figures(desk, campaigns);
    }
}
