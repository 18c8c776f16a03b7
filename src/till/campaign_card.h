#ifndef TILLTALE_TILL_CAMPAIGN_CARD_H
#define TILLTALE_TILL_CAMPAIGN_CARD_H

/* Campaign card: what the verbs of campaigns share. Private to src/till. */

#include <stdbool.h>

#include "base/compiler.h"
#include "store/store.h"
#include "till/campaigns.h"
#include "till/staff.h"

/* The bracket of every verb that changes campaigns: the right, the pen, one transaction. */
MUST_CHECK bool campaign_begin(
    struct till *till, enum entry_kind kind, struct till_loan *out_loan, struct error *err);
/* Commits, or takes all back where it is not done. */
MUST_CHECK bool campaign_end(
    struct till *till, bool is_done, const struct till_loan *loan, struct error *err);

/* By itself. Errors: ERROR_INVALID. */
MUST_CHECK bool campaign_check_spend(const struct campaign_spend *spend, struct error *err);

/* One thing a campaign is made of, for whoever reads it from a file. Errors: ERROR_INVALID. */
MUST_CHECK bool campaign_check_url(struct text_view url, struct error *err);
MUST_CHECK bool campaign_check_utm(struct text_view utm, struct error *err);
MUST_CHECK bool campaign_check_colour(struct text_view colour, struct error *err);
MUST_CHECK bool campaign_check_languages(struct text_view languages, struct error *err);

#endif
