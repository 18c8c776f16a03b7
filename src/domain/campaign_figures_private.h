#ifndef TILLTALE_DOMAIN_CAMPAIGN_FIGURES_PRIVATE_H
#define TILLTALE_DOMAIN_CAMPAIGN_FIGURES_PRIVATE_H

/* What the two halves of the figures share: sharing out sales (campaign_figures.c) and the rows of
 * the tables (campaign_figures_rows.c). Private to src/domain. */

#include "domain/campaign_figures.h"

/* Tables that a place counts in, each with the people it has seen: its own row, its campaign's, its
 * channel's, that of all campaigns, and the total. */
#define FIGURES_TABLES 5

struct figures_maker {
    const struct campaign_facts *facts;
    struct campaign_figures *figures;
    enum attribution_rule rule;
    int64_t window_ms;

    /* The contacts of the sale at hand, the earliest first. */
    const struct figures_touch **contacts;
    size_t contact_count, contact_capacity;
    bool has_sole; /* contacts[sole] gets all; else by weight */
    size_t sole;
    bool is_first_sale;
    int64_t weights[ATTRIBUTION_TOUCHES_MAX];
    int64_t parts[4 * ATTRIBUTION_TOUCHES_MAX];

    struct figures_row *rows; /* by place of the facts */
    uint32_t *channel_of;     /* by campaign of the facts: row of the channels */
    uint32_t *place_marks;    /* person + 1 that the row has seen last; 0 none */
    uint32_t *campaign_marks, *channel_marks;
    uint32_t none_mark, credited_mark, total_mark;
};

/* Makes the rows with what does not depend on the rule, and at the end sums them up. */
void figures_rows_begin(struct figures_maker *maker);
void figures_rows_end(struct figures_maker *maker);

/* The rows that a sale of `place` counts in (FIGURES_NO_ROW: none's and the total's, given more
 * than once), and whom they have seen last. */
void figures_rows_of_place(struct figures_maker *maker, uint32_t place,
    struct figures_row *out_rows[FIGURES_TABLES], uint32_t *out_marks[FIGURES_TABLES]);

#endif
