#ifndef TILLTALE_APP_DESK_CAMPAIGNS_H
#define TILLTALE_APP_DESK_CAMPAIGNS_H

/* What the desk keeps while the owner looks at campaigns: the facts of a period, read once, the
 * figures made of them under a rule, and the campaign that is made or changed. On the heap, for
 * most tills never need it. Private to src/app. */

#include <stdbool.h>
#include <stddef.h>

#include "screens/view.h"
#include "till/campaign.h"
#include "till/campaigns.h"
#include "till/figures.h"
#include "till/unusual_codes.h"

#define DESK_UNUSUAL_MAX 64 /* marked; more are not looked at one by one */

struct desk_campaigns {
    enum view_period period;
    char from[DAY_TEXT_MAX], to[DAY_TEXT_MAX]; /* "" all days */
    enum attribution_rule rule;
    bool has_rule; /* one was touched; else the shop's */
    int window_days;

    bool is_wanted;  /* is to be read */
    bool was_shown;  /* a frame has said so */
    int64_t took_ms; /* to read the last period */
    bool has_facts;
    struct campaign_facts facts;
    struct campaign_figures figures;
    struct unusual_code unusual[DESK_UNUSUAL_MAX];
    size_t unusual_count;

    /* the view's, from malloc */
    struct view_campaign_row *rows;
    size_t *columns; /* of a row: its index among the figures' campaigns, their number for none */
    struct view_campaign_day *days;
    int64_t *amounts; /* of the days */
    struct view_campaign_place *places;

    /* the campaign that is made or changed */
    struct campaign_card card;
    bool has_card;
    bool has_typed_code;
    struct campaign_link *links;
    struct campaign_spend *spends;
    struct view_qr qr;
};

#endif
