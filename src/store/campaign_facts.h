#ifndef TILLTALE_STORE_CAMPAIGN_FACTS_H
#define TILLTALE_STORE_CAMPAIGN_FACTS_H

/* Campaign facts: everything of a period that the figures of campaigns are made of
 * (domain/campaign_figures.h), read once. Called between store_begin_reading and
 * store_end_reading. */

#include "domain/campaign_figures.h"
#include "store/report.h"

struct zone;

struct campaign_facts_period {
    struct report_range range; /* REPORT_FIRST_DAY to REPORT_LAST_DAY: the whole of each campaign */
    const struct zone *zone;   /* the shop's: on which day a contact without a sale was */
    int day_start_minutes;
    int64_t now_ms;
    int window_days_max; /* the longest window that is going to be asked for */
};

/* Errors: ERROR_INVALID, the period has sales in more than one currency; ERROR_LIMIT, a sum leaves
 * 64 bits; ERROR_IO, ERROR_CORRUPT. */
MUST_CHECK bool campaign_facts_read(struct store *store, const struct campaign_facts_period *period,
    struct campaign_facts *out_facts, struct error *err);
/* Gives back what finished or zeroed facts hold. */
void campaign_facts_close(struct campaign_facts *facts);

/* Codes that came to the tills --------------------------------------------------------------- */

struct campaign_code {
    struct text_view campaign, content; /* the campaign's code, the placement's word */
    struct text_view kind;              /* link, sale (a receipt's), lead, referral (a friend's) */
    int64_t node;                       /* of the till */
    int64_t sale_count;                 /* that it came on */
    int64_t credited_count;             /* without those where it was over or taken off */
    struct text_view last_day;
};

/* Texts are borrowed for the call. A visitor that returns false ends the visit with its `err`. */
typedef bool (*campaign_code_visitor)(
    void *context, const struct campaign_code *code, struct error *err);

/* By campaign, placement, kind and till. Called in a reading bracket. Which of them came unusually
 * often is told by store/code_use.h. */
MUST_CHECK bool campaign_codes_visit(struct store *store, const struct report_range *range,
    campaign_code_visitor visit, void *context, struct error *err);

#endif
