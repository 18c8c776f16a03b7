#include "till/offer_limit.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/text.h"
#include "store/campaign.h"
#include "store/sale_code.h"
#include "till/campaigns.h"
#include "till/handle.h"
#include "till/lead_match.h"

static bool take_limit(void *context, const struct campaign_row *row, struct error *err)
{
    return campaign_limit_parse(row->offer_limit, context) ||
           error_set(err, ERROR_CORRUPT, "a campaign cannot be read");
}

static bool read_limit(
    struct till *till, int64_t campaign_id, enum campaign_limit *out_limit, struct error *err)
{
    bool found;
    *out_limit = CAMPAIGN_LIMIT_NONE;
    return campaign_find(till->store, campaign_id, take_limit, out_limit, &found, err);
}

/* By any lead of the person. */
static bool find_used_by_person(struct till *till, int64_t campaign_id, int64_t lead_id,
    char out_day[DAY_TEXT_MAX], struct error *err)
{
    struct lead_same *same = malloc(sizeof(*same));
    ASSERT(same != NULL);
    bool is_done = lead_same_person(till, lead_id, same, err);
    for (size_t i = 0; is_done && i < same->count && out_day[0] == '\0'; i++) {
        is_done = offer_used_by_lead(till->store, campaign_id, same->ids[i], out_day, err);
    }
    free(same);
    return is_done;
}

static bool find_used(struct till *till, const struct ticket_touch *touch,
    enum campaign_limit limit, char out_day[DAY_TEXT_MAX], struct error *err)
{
    int64_t campaign_id = touch->campaign_id;
    int64_t lead_id = touch->lead_id;
    out_day[0] = '\0';
    if (limit == CAMPAIGN_LIMIT_NONE) {
        return true;
    }
    if (limit == CAMPAIGN_LIMIT_PERSON && lead_id == 0 && touch->from_sale_id != 0 &&
        touch->kind != TOUCH_REFERRAL &&
        !sale_lead_first(till->store, touch->from_sale_id, &lead_id, err)) {
        return false;
    }
    if (limit == CAMPAIGN_LIMIT_PERSON && lead_id != 0) {
        return find_used_by_person(till, campaign_id, lead_id, out_day, err);
    }
    if (lead_id != 0) {
        return offer_used_by_lead(till->store, campaign_id, lead_id, out_day, err);
    }
    /* A friend's code is everybody's whom it was given to. */
    bool names_nobody = touch->from_sale_id == 0 ||
                        (touch->kind == TOUCH_REFERRAL && limit == CAMPAIGN_LIMIT_PERSON);
    return names_nobody || offer_used_by_code(till->store, campaign_id, touch->from_sale_id,
                               touch->kind == TOUCH_REFERRAL, out_day, err);
}

bool till_limit_code(struct till *till, struct till_code *code, struct error *err)
{
    enum campaign_limit limit;
    char day[DAY_TEXT_MAX] = "";
    if (code->touch.offer.kind == OFFER_NONE) {
        return true;
    }
    if (!read_limit(till, code->touch.campaign_id, &limit, err) ||
        !find_used(till, &code->touch, limit, day, err)) {
        return false;
    }
    for (size_t i = 0; limit == CAMPAIGN_LIMIT_PERSON && day[0] == '\0' && code->lead_id == 0 &&
                       i < till->ticket.lead_count;
         i++) {
        if (!find_used_by_person(till, code->touch.campaign_id, till->ticket.leads[i], day, err)) {
            return false;
        }
    }
    if (day[0] != '\0') {
        code->kind = OUTCOME_USED;
        code->touch.offer = (struct offer){.kind = OFFER_NONE};
        (void)text_copy(code->day, sizeof(code->day), day);
    }
    return true;
}

bool till_limit_ticket(struct till *till, int64_t lead_id, struct error *err)
{
    for (size_t i = 0; i < till->ticket.touch_count; i++) {
        const struct ticket_touch *touch = &till->ticket.touches[i];
        enum campaign_limit limit;
        char day[DAY_TEXT_MAX] = "";
        if (touch->offer.kind == OFFER_NONE) {
            continue;
        }
        if (!read_limit(till, touch->campaign_id, &limit, err) ||
            (limit == CAMPAIGN_LIMIT_PERSON &&
                !find_used_by_person(till, touch->campaign_id, lead_id, day, err))) {
            return false;
        }
        if (day[0] != '\0') {
            ticket_drop_offer(&till->ticket, i);
        }
    }
    return true;
}
