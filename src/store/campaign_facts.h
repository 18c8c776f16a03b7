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

#endif
