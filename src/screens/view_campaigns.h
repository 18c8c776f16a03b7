#ifndef TILLTALE_SCREENS_VIEW_CAMPAIGNS_H
#define TILLTALE_SCREENS_VIEW_CAMPAIGNS_H

/* View of the campaigns: what the owner's screens may know. The figures are those of one period
 * under one rule; they belong to app/ and hold for the frame. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/attribution.h"
#include "domain/ticket.h"
#include "till/campaign.h"
#include "till/campaigns.h"

enum view_period {
    VIEW_PERIOD_WHOLE,   /* all days */
    VIEW_PERIOD_14_DAYS, /* today is the last */
    VIEW_PERIOD_QUARTER, /* the calendar's, up to today */
    VIEW_PERIOD_CHOSEN,
    VIEW_PERIOD_COUNT
};

/* A figure that is not known stands as this: it is shown as a dash, never as 0. */
#define VIEW_UNKNOWN INT64_MIN

/* One line of the table. Amounts are minor units, shares of sales thousandths. */
struct view_campaign_row {
    int64_t id; /* 0: sales without a campaign */
    const char *code, *name, *channel;
    bool is_own; /* own customers: stands apart from what was paid for */
    int64_t spent_minor;
    int64_t discounts_minor;
    int64_t leads;
    int64_t sales_milli;
    int64_t revenue_minor;
    int64_t left_over_minor;
    int64_t revenue_per_one_minor; /* for each 1 spent, where costs are not known */

    /* on its card */
    int64_t touches;
    int64_t budget_minor;
    int64_t lead_cost_minor, sale_cost_minor;
    int64_t average_ticket_minor;
    int64_t again_ppm;                            /* of its buyers that are known */
    int64_t score_milli;                          /* answers after its sales, 1 to 5 */
    int64_t new_milli, known_milli, nobody_milli; /* its sales, by who bought */
    bool is_unusual; /* one of its codes comes far too often at one till */
};

/* A placement of the campaign whose card is open. */
struct view_campaign_place {
    const char *content; /* "" the campaign itself */
    int64_t spent_minor;
    int64_t leads;
    int64_t sales_milli;
    int64_t revenue_minor;
    bool is_unusual;
};

/* A day of the chart: revenue by row, in the rows' order, row_count amounts. */
struct view_campaign_day {
    char day[11];
    const int64_t *revenue_minor;
};

struct view_campaigns {
    uint64_t serial; /* another value: other figures */
    bool is_counting;
    bool has_figures;
    char problem[256]; /* why there are none; "" nothing is wrong */

    enum view_period period;
    char from[11], to[11]; /* business days, both included */
    char today[11];
    enum attribution_rule rule;
    int window_days;
    bool is_ours; /* the pen is here: campaigns can be changed */

    int64_t sale_count;      /* all */
    int64_t tied_sale_count; /* with a campaign */
    int64_t one_contact_count;
    int64_t tied_minor; /* revenue of these, gross */
    int64_t discounts_minor;
    int64_t leads, lead_cost_minor;
    int64_t buyers;           /* leads that bought */
    int64_t half_within_days; /* of them; VIEW_UNKNOWN */
    int64_t again;            /* bought twice or more */
    int64_t fresh;            /* left their details too recently to tell */
    int64_t codes_given, codes_back;
    int64_t costs_known_ppm; /* of the revenue; VIEW_UNKNOWN: none */

    const struct view_campaign_row *rows; /* paid first, own customers, then without a campaign */
    size_t row_count;
    const struct view_campaign_day *days; /* rising */
    size_t day_count;

    int64_t open_id;           /* the campaign whose placements are here */
    int64_t spent_whole_minor; /* for it, in all days: what its budget is held against */
    const struct view_campaign_place *places;
    size_t place_count;
};

/* --- one campaign that is made or changed ------------------------------------------------------- */

enum view_campaign_page {
    VIEW_CAMPAIGN_CARD,
    VIEW_CAMPAIGN_PLACES,
    VIEW_CAMPAIGN_SPEND,
    VIEW_CAMPAIGN_POSTERS,
    VIEW_CAMPAIGN_PAGE_COUNT
};

/* What INTENT_SET_CAMPAIGN sets, as text: dates are ISO, amounts plain, an offer as offer_print()
 * writes it, a toggle yes or no. */
enum view_campaign_field {
    VIEW_CAMPAIGN_NAME,
    VIEW_CAMPAIGN_CODE,
    VIEW_CAMPAIGN_CHANNEL,
    VIEW_CAMPAIGN_STARTS,
    VIEW_CAMPAIGN_ENDS,
    VIEW_CAMPAIGN_BUDGET,
    VIEW_CAMPAIGN_OFFER,
    VIEW_CAMPAIGN_LIMIT, /* campaign_limit_text() */
    VIEW_CAMPAIGN_STACKS,
    VIEW_CAMPAIGN_HEADLINE,
    VIEW_CAMPAIGN_SUBLINE,
    VIEW_CAMPAIGN_LANGUAGES,
    VIEW_CAMPAIGN_GROUND,
    VIEW_CAMPAIGN_BUTTON,
    VIEW_CAMPAIGN_LANDING,
    VIEW_CAMPAIGN_UTM,
    VIEW_CAMPAIGN_FORM,
    VIEW_CAMPAIGN_FIELD_COUNT
};

struct view_qr;

struct view_campaign {
    uint64_t serial; /* another value: another campaign or page was opened */
    enum view_campaign_page page;
    const struct campaign_card *card; /* NULL: one is to be chosen */
    bool is_ours;                     /* the pen is here */
    const struct campaign_link *links;
    size_t link_count;
    size_t shown_link;                   /* whose code is up; link_count: none */
    const struct view_qr *qr;            /* of it */
    const struct campaign_spend *spends; /* by day */
    size_t spend_count;
    int64_t spent_minor;
};

#endif
