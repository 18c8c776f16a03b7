#ifndef TILLTALE_DOMAIN_CAMPAIGN_FIGURES_H
#define TILLTALE_DOMAIN_CAMPAIGN_FIGURES_H

/* Campaign figures: what each campaign cost and what it brought.
 *
 * Everything that happened in a period is read once into struct campaign_facts (till/figures.h, the
 * command line by store/campaign_facts.h). From it campaign_figures_make() works out the tables for
 * a rule and a window, without a look at the disk: changing the rule costs no reading.
 *
 * Definitions, which stand beside the numbers wherever they are shown:
 *   period      business days, both included; of sales and orders theirs, of what was spent the
 *               day it was spent on, of people the day they left their details
 *   contacts    of a sale: the touches on its ticket, and those of the people whose codes were on
 *               it, up to `window_days` before it. Only credited kinds; a code that was over and
 *               one that was taken off the ticket never count
 *   sales       receipts of goods and orders of the web shop. Each is shared out in thousandths
 *               over its contacts, so that they add up to the number of sales
 *   revenue     gross or net of goods; no vouchers sold, no debts paid, no tips. What is given back
 *               takes back the same shares as its sale, also if that was in another period: after
 *               several refunds of a sale it is the share of all that went back
 *   cost        of goods at the price they were bought for, where that is known
 *   left over   net revenue less cost less spend. Unknown where there is revenue and the cost of
 *               nothing is known: then revenue per 1 spent says more
 *   discounts   that the campaign's offer took off, whoever the sale is credited to
 *   touches     contacts that count, whether a sale came of them or not
 *   leads       people at their first visit: somebody who comes twice is one
 *   new         sales to people whose first known purchase it is. Buyers nobody knows are unknown
 *
 * Shares are whole minor units by largest remainder, ties to the earlier contact. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/attribution.h"
#include "domain/day.h"

#define FIGURES_NO_ROW UINT32_MAX

/* The channel of codes that the shop's own customers bring back: not paid for, and so apart. */
#define FIGURES_OWN_CUSTOMERS "own customers"

/* Facts ----------------------------------------------------------------------------------------
 *
 * Places are the placements of campaigns: (campaign, content), content "" for the campaign
 * itself. Arrays refer to each other by index. */

struct figures_campaign {
    int64_t id;
    const char *code, *name, *channel;
    const char *starts_on, *ends_on; /* ISO; "" open */
    int64_t budget_minor;            /* -1: none stated */
};

struct figures_place {
    uint32_t campaign;
    const char *content;
    bool has_spend;
    int64_t spent_minor, discount_minor;
    int64_t touch_count, lead_count;
};

struct figures_touch {
    int64_t id;
    int64_t at_ms;
    uint32_t place;
    uint32_t person; /* FIGURES_NO_ROW: nobody known */
};

struct figures_amounts {
    int64_t gross_minor, net_minor;
    int64_t cost_minor;   /* of the lines whose cost is known */
    int64_t costed_minor; /* the net of these lines */
};

struct figures_sale {
    int64_t id;
    int64_t sold_at_ms;
    uint32_t day;    /* FIGURES_NO_ROW: not of the period; here because something of it went back */
    bool is_counted; /* false: a receipt that only gives money back, or a sale of another period */
    bool is_costed;  /* the cost of one of its lines is known */
    bool has_code;   /* the receipt had a code that brings its customer back */
    uint8_t score;   /* 1 to 5; 0 nobody asked or answered */
    uint32_t touch_first, touch_count;   /* on its ticket, in `touches`, by time */
    uint32_t person_first, person_count; /* in `buyers` */
    struct figures_amounts amounts;      /* of what was sold, not of what came back with it */
};

/* Something that went back: of `sale`, on a day of the period. */
struct figures_return {
    uint32_t sale;
    uint32_t day;
    struct figures_amounts amounts; /* below 0 */
    struct figures_amounts before;  /* what went back of the same sale before this */
};

struct figures_person {
    int64_t first_bought_at_ms; /* of all time; INT64_MAX never */
    int64_t first_sale_id;
    int64_t captured_at_ms;            /* left details for the first time */
    int64_t bought_at_ms;              /* first purchase after that; INT64_MAX none */
    uint32_t bought_count;             /* purchases after that */
    uint32_t purchase_count;           /* of all time */
    bool is_of_period;                 /* left details in the period */
    uint32_t place;                    /* where; FIGURES_NO_ROW: with no campaign */
    uint32_t touch_first, touch_count; /* in `person_touches`, by time */
};

struct figures_codes {
    int64_t given_receipts,
        given_leads;                   /* receipts with a code, people's own codes: in the period */
    int64_t back_receipts, back_leads; /* of these, came back on a sale, whenever */
};

struct campaign_facts {
    char currency[4];
    char from[DAY_TEXT_MAX], to[DAY_TEXT_MAX];
    int64_t node;        /* of one till, or REPORT_ALL_NODES */
    int64_t now_ms;      /* when it was read */
    int window_days_max; /* of a longer window not everything was read */

    struct figures_campaign *campaigns; /* of the shop, oldest first */
    size_t campaign_count;
    struct figures_place *places;
    size_t place_count;
    char (*days)[DAY_TEXT_MAX]; /* of the period that have a sale or an order, in order */
    size_t day_count;
    struct figures_sale *sales; /* by person, those of nobody known first */
    size_t sale_count;
    struct figures_touch *touches;
    size_t touch_count;
    uint32_t *buyers; /* people, by index */
    size_t buyer_count;
    struct figures_return *returns; /* by sale, then in the order in which it went back */
    size_t return_count;
    struct figures_person *people;
    size_t person_count;
    struct figures_touch *person_touches;
    size_t person_touch_count;
    struct figures_codes codes;
    void *memory; /* of the texts */
};

/* Figures --------------------------------------------------------------------------------------*/

/* A row of any table. Texts are the facts'. */
struct figures_row {
    const char *code, *name, *channel, *content; /* "" what the table does not go by */
    int64_t budget_minor;                        /* -1: none stated */
    bool has_spend;                              /* false: –, and not 0 */
    int64_t spent_minor, discount_minor;
    int64_t touch_count, lead_count;
    int64_t lead_bought_count; /* of the leads, who bought since */
    int64_t sales_milli;       /* sum of shares */
    struct figures_amounts amounts;
    bool is_cost_known; /* of at least one line */
    int64_t left_over_minor;
    bool has_left_over; /* false: there is revenue and no cost is known */
    int64_t new_milli, known_milli, unknown_milli; /* sales by who bought: they add up to all */
    int64_t buyer_count, repeat_buyer_count;       /* known people; those who ever bought again */
    int64_t score_sum_milli, score_milli; /* answers × share, share of the sales with one */
};

struct figures_people {
    int64_t left_details; /* in the period */
    int64_t bought;       /* of these, since */
    int64_t bought_again;
    int64_t too_fresh;   /* not bought, and left details less than the window ago */
    int64_t median_days; /* half of the buyers bought within so many days, from 1; -1 none */
};

struct campaign_figures {
    enum attribution_rule rule;
    int window_days;
    struct figures_row *campaigns; /* in the order of the facts */
    size_t campaign_count;
    struct figures_row *channels; /* by name; own customers last */
    size_t channel_count;
    struct figures_row *places; /* by campaign, then content */
    size_t place_count;
    struct figures_row none;     /* sales without a contact */
    struct figures_row credited; /* all campaigns */
    struct figures_row total;    /* with those without */
    int64_t sale_count;          /* sales of the period */
    int64_t credited_count;      /* that had a contact */
    int64_t single_count;        /* that had one only: for them every rule says the same */
    struct figures_people people;
    struct figures_codes codes;
    /* Gross by day and campaign, for the chart: day × (campaign_count + 1), the last is none's. */
    int64_t *day_gross_minor;
    size_t day_count;
};

/* `window_days` is from 0 to the facts' maximum (ASSERT). The facts must outlive the figures. */
void campaign_figures_make(const struct campaign_facts *facts, enum attribution_rule rule,
    int window_days, struct campaign_figures *out_figures);
/* Gives back what a finished or a zeroed struct holds. */
void campaign_figures_close(struct campaign_figures *figures);

/* Sums that a table leaves to whoever shows it; -1 where there is nothing to divide by.
 * Cost of a lead and of a sale so far, minor units; revenue (gross) for each 1 spent, in
 * hundredths; average ticket, minor units; costs known for so many thousandths of the net; people
 * who bought again, in thousandths; satisfaction in hundredths, 100 to 500. */
int64_t figures_row_lead_cost_minor(const struct figures_row *row);
int64_t figures_row_sale_cost_minor(const struct figures_row *row);
int64_t figures_row_revenue_per_spent_centi(const struct figures_row *row);
int64_t figures_row_average_minor(const struct figures_row *row);
int64_t figures_row_costs_known_permille(const struct figures_row *row);
int64_t figures_row_repeat_permille(const struct figures_row *row);
int64_t figures_row_score_centi(const struct figures_row *row);

#endif
