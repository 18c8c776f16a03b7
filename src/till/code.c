#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "store/campaign.h"
#include "store/sale.h"
#include "store/sale_code.h"
#include "till/handle.h"
#include "till/offer_limit.h"
#include "till/token_keys.h"

/* What a code of ours means: which campaign stands behind it, whose it is, and whether it still
 * counts. */

struct campaign_reading {
    struct ticket_touch *touch;
    char offer[OFFER_TEXT_MAX];
    char starts_on[DAY_TEXT_MAX], ends_on[DAY_TEXT_MAX];
};

static bool take_campaign(void *context, const struct campaign_row *row, struct error *err)
{
    struct campaign_reading *reading = context;
    struct ticket_touch *touch = reading->touch;
    touch->campaign_id = row->id;
    touch->offer_stacks = row->offer_stacks;
    bool fits = text_copy_view(touch->code, sizeof(touch->code), row->code) &&
                text_copy_view(touch->name, sizeof(touch->name), row->name) &&
                text_copy_view(touch->channel, sizeof(touch->channel), row->channel) &&
                text_copy_view(reading->offer, sizeof(reading->offer), row->offer) &&
                text_copy_view(reading->starts_on, sizeof(reading->starts_on), row->starts_on) &&
                text_copy_view(reading->ends_on, sizeof(reading->ends_on), row->ends_on);
    return fits || error_set(err, ERROR_CORRUPT, "a campaign cannot be read");
}

struct link_reading {
    int64_t campaign_id;
    char ends_on[DAY_TEXT_MAX];
    char content[CODE_BYTES];
};

static bool take_link(void *context, const struct link_row *row, struct error *err)
{
    struct link_reading *reading = context;
    reading->campaign_id = row->campaign_id;
    return (text_copy_view(reading->content, sizeof(reading->content), row->content) &&
               text_copy_view(reading->ends_on, sizeof(reading->ends_on), row->ends_on)) ||
           error_set(err, ERROR_CORRUPT, "a placement cannot be read");
}

/* --- which campaign, by kind of code --------------------------------------------------------- */

static bool find_of_link(struct till *till, int64_t id, struct till_code *code, struct error *err)
{
    struct link_reading link = {0};
    bool found = false;
    if (!link_find(till->store, id, take_link, &link, &found, err) ||
        !revocation_exists(till->store, "link", id, &code->is_revoked, err)) {
        return false;
    }
    code->is_unheard = !found;
    code->touch.link_id = found ? id : 0;
    code->touch.campaign_id = link.campaign_id;
    (void)text_copy(code->day, sizeof(code->day), link.ends_on);
    (void)text_copy(code->touch.content, sizeof(code->touch.content), link.content);
    return true;
}

static bool find_of_sale(struct till *till, int64_t id, struct till_code *code, struct error *err)
{
    bool found = false;
    int64_t campaign_id;
    if (!sale_return_campaign(till->store, id, &found, &campaign_id, err) ||
        !revocation_exists(till->store, "sale", id, &code->is_revoked, err)) {
        return false;
    }
    /* A sale of another till that is not here yet: the tag proves that it is the shop's. */
    code->is_unheard = !found;
    code->touch.campaign_id = found ? campaign_id : till->returning.id;
    code->touch.from_sale_id = id;
    return true;
}

/* The code that a customer gave to a friend. */
static bool find_of_referral(
    struct till *till, int64_t id, struct till_code *code, struct error *err)
{
    int64_t campaign_id;
    bool found;
    if (!sale_return_campaign(till->store, id, &found, &campaign_id, err)) {
        return false;
    }
    code->is_unheard = !found;
    code->touch.kind = TOUCH_REFERRAL;
    code->touch.campaign_id = till->referring.id;
    code->touch.from_sale_id = id;
    return sale_lead_first(till->store, id, &code->touch.from_lead_id, err) &&
           revocation_exists(till->store, "referral", id, &code->is_revoked, err);
}

/* One of a till that has not synced is somebody's all the same; what it brought comes later. */
static bool find_of_lead(struct till *till, int64_t id, struct till_code *code, struct error *err)
{
    struct lead_origin origin;
    code->lead_id = id;
    code->touch.lead_id = id;
    if (!lead_origin_read(till->store, id, &origin, &code->is_lead_known, err) ||
        !revocation_exists(till->store, "lead", id, &code->is_revoked, err)) {
        return false;
    }
    code->is_unheard = !code->is_lead_known;
    code->touch.campaign_id = origin.campaign_id;
    code->touch.link_id = origin.link_id;
    (void)text_copy(code->touch.content, sizeof(code->touch.content), origin.content);
    return true;
}

static bool find_campaign_of(
    struct till *till, const struct token *token, struct till_code *code, struct error *err)
{
    int64_t id = id_make(token->node, token->n);
    switch (token->kind) {
    case TOKEN_LINK:
        return find_of_link(till, id, code, err);
    case TOKEN_SALE:
        return find_of_sale(till, id, code, err);
    case TOKEN_REFERRAL:
        return find_of_referral(till, id, code, err);
    case TOKEN_LEAD:
        return find_of_lead(till, id, code, err);
    case TOKEN_VOUCHER:
        break;
    }
    return true;
}

/* --- what it is worth ------------------------------------------------------------------------ */

/* By the campaign's dates and the placement's end, which stands in code->day; and the offer where
 * it runs. */
static bool judge_campaign(
    struct till *till, struct campaign_reading *reading, struct till_code *code, struct error *err)
{
    char day[DAY_TEXT_MAX];
    bool is_link_first = code->day[0] != '\0' &&
                         (reading->ends_on[0] == '\0' || strcmp(code->day, reading->ends_on) < 0);
    if (is_link_first) {
        (void)text_copy(reading->ends_on, sizeof(reading->ends_on), code->day);
    }
    code->day[0] = '\0';
    till_business_day(till, code->touch.touched_at_ms, day);
    code->kind = OUTCOME_CAMPAIGN;
    if (reading->ends_on[0] != '\0' && strcmp(day, reading->ends_on) > 0) {
        code->kind = OUTCOME_ENDED;
        code->touch.uncredited = TOUCH_ENDED;
        (void)text_copy(code->day, sizeof(code->day), reading->ends_on);
        return true;
    }
    if (reading->starts_on[0] != '\0' && strcmp(day, reading->starts_on) < 0) {
        code->kind = OUTCOME_EARLY;
        (void)text_copy(code->day, sizeof(code->day), reading->starts_on);
        return true;
    }
    return offer_parse(
               text_view_of(reading->offer), till->shop.rules.currency, &code->touch.offer, err) &&
           till_limit_code(till, code, err);
}

bool till_read_code(struct till *till, const struct token *token, enum touch_kind kind,
    int64_t at_ms, struct till_code *out_code, struct error *err)
{
    struct till_code code = {.touch = {.kind = kind, .touched_at_ms = at_ms}};
    struct campaign_reading reading = {.touch = &code.touch};
    bool found = false;
    bool is_retired;
    if (!find_campaign_of(till, token, &code, err) ||
        !token_keys_is_retired(till, token->key_number, &is_retired, err)) {
        return false;
    }
    /* The tag proves nothing any more: only what is known to have been given out counts. */
    code.is_revoked = code.is_revoked || (is_retired && code.is_unheard);
    int64_t campaign_id = code.touch.campaign_id;
    if (campaign_id != 0 &&
        !campaign_find(till->store, campaign_id, take_campaign, &reading, &found, err)) {
        return false;
    }
    if (code.is_revoked) {
        code.kind = OUTCOME_REVOKED;
    } else if (found && !judge_campaign(till, &reading, &code, err)) {
        return false;
    } else if (!found) {
        code.touch.campaign_id = 0;
        code.kind = code.lead_id != 0 ? OUTCOME_LEAD : OUTCOME_NO_CAMPAIGN;
    }
    *out_code = code;
    return true;
}

bool till_code_counts(const struct till_code *code)
{
    return code->kind != OUTCOME_REVOKED && code->kind != OUTCOME_NO_CAMPAIGN;
}

/* --- onto the ticket ------------------------------------------------------------------------- */

static size_t find_touch(const struct ticket *ticket, const struct ticket_touch *touch)
{
    for (size_t i = 0; i < ticket->touch_count; i++) {
        if (ticket_touch_is_same(&ticket->touches[i], touch)) {
            return i;
        }
    }
    return ticket->touch_count;
}

void till_tell_code(const struct till_code *code, struct till_outcome *outcome)
{
    outcome->kind = code->kind;
    outcome->has_offer = code->touch.offer.kind != OFFER_NONE;
    outcome->lead_id = code->lead_id;
    outcome->is_lead_known = code->is_lead_known;
    (void)text_copy(outcome->campaign, sizeof(outcome->campaign), code->touch.name);
    (void)text_copy(outcome->day, sizeof(outcome->day), code->day);
}

bool till_attach_code(struct till *till, const struct till_code *code, struct till_outcome *outcome,
    struct error *err)
{
    till_tell_code(code, outcome);
    if (!till_code_counts(code)) {
        return true;
    }
    bool is_attached = true;
    change_begin(till);
    if (code->touch.campaign_id != 0) {
        outcome->is_again = find_touch(&till->ticket, &code->touch) < till->ticket.touch_count;
        is_attached = ticket_attach(&till->ticket, &code->touch, err);
    }
    if (is_attached && code->lead_id != 0) {
        is_attached = ticket_tie_lead(&till->ticket, code->lead_id, err) &&
                      till_limit_ticket(till, code->lead_id, err);
    }
    if (!change_end(till, is_attached, err)) {
        return false;
    }
    outcome->touch_index = find_touch(&till->ticket, &code->touch);
    return true;
}

bool till_attach_token(struct till *till, const struct token *token, enum touch_kind kind,
    int64_t at_ms, struct till_outcome *outcome, struct error *err)
{
    struct till_code code;
    return till_read_code(till, token, kind, at_ms, &code, err) &&
           till_attach_code(till, &code, outcome, err);
}
