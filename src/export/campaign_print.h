#ifndef TILLTALE_EXPORT_CAMPAIGN_PRINT_H
#define TILLTALE_EXPORT_CAMPAIGN_PRINT_H

/* Figures of campaigns (domain/campaign_figures.h) for a terminal, or as one line of JSON, appended
 * to a buffer with a newline at the end. What a number means stands under its table.
 *
 * JSON, amounts and shares as decimal strings, counts as numbers, null for what is not known:
 *
 *     campaigns   {"rule","window_days","rows":[{"campaign","channel","spent","discounts",
 *                  "touches","leads","sales","revenue","left_over"}],"none":{"sales","revenue"}}
 *                 spent is null without a spend
 *     channels    the same with rows of {"channel", … "left_over","net","costs_known","average",
 *                  "new","known","unknown","again","satisfaction","lead_cost","sale_cost",
 *                  "revenue_per_spent"}
 *     placements  the same with rows of {"campaign","placement","channel", …}
 *     people      {"window_days","left_details","bought","bought_again","too_fresh",
 *                  "half_within_days","rows":[{"campaign","channel","new","known","unknown",
 *                  "buyers","again","average","satisfaction"}],"none":{…}}
 *     leads       {"rows":[{"campaign","placement","channel","leads","bought","spent",
 *                  "lead_cost"}],"none":{"leads","bought"}}
 *
 * costs_known, again: hundredths of a percent as percents, "94.1". */

struct buffer;
struct campaign_facts;
struct campaign_figures;

enum campaign_report {
    CAMPAIGN_REPORT_CAMPAIGNS,
    CAMPAIGN_REPORT_CHANNELS,
    CAMPAIGN_REPORT_PLACEMENTS,
    CAMPAIGN_REPORT_PEOPLE,
    CAMPAIGN_REPORT_LEADS,
    CAMPAIGN_REPORT_COUNT
};

void campaign_print(struct buffer *out, enum campaign_report report,
    const struct campaign_facts *facts, const struct campaign_figures *figures);
void campaign_print_json(struct buffer *out, enum campaign_report report,
    const struct campaign_facts *facts, const struct campaign_figures *figures);

/* One sentence on what the rule does: "The whole sale goes to the last code before it." */
const char *campaign_rule_words(const struct campaign_figures *figures);

#endif
