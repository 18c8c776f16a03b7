#include "screens/words_code.h"

#include "base/text.h"
#include "screens/texts.h"

static bool is_shown(const struct ticket_touch *touch)
{
    return touch->uncredited != TOUCH_REMOVED;
}

bool code_lead_has_touch(const struct app_view *view, int64_t lead_id)
{
    const struct ticket *ticket = view->ticket;
    for (size_t i = 0; i < ticket->touch_count; i++) {
        if (ticket->touches[i].lead_id == lead_id && is_shown(&ticket->touches[i])) {
            return true;
        }
    }
    return false;
}

size_t code_count(const struct app_view *view)
{
    const struct ticket *ticket = view->ticket;
    size_t count = 0;
    for (size_t i = 0; i < ticket->touch_count; i++) {
        count += is_shown(&ticket->touches[i]);
    }
    for (size_t i = 0; i < ticket->lead_count; i++) {
        count += !code_lead_has_touch(view, ticket->leads[i]);
    }
    return count;
}

/* True if a discount on the sale is of this campaign. */
static bool gives_now(const struct ticket *ticket, int64_t campaign_id)
{
    if (ticket->discount.source == DISCOUNT_CAMPAIGN &&
        ticket->discount.campaign_id == campaign_id) {
        return true;
    }
    for (size_t i = 0; i < ticket->line_count; i++) {
        const struct discount *discount = &ticket->lines[i].discount;
        if (discount->source == DISCOUNT_CAMPAIGN && discount->campaign_id == campaign_id) {
            return true;
        }
    }
    return false;
}

size_t code_main_touch(const struct app_view *view)
{
    const struct ticket *ticket = view->ticket;
    const struct ticket_touch *credited = ticket_credited_touch(ticket);
    size_t first = ticket->touch_count;
    for (size_t i = 0; i < ticket->touch_count; i++) {
        const struct ticket_touch *touch = &ticket->touches[i];
        if (is_shown(touch) && touch->offer.kind != OFFER_NONE &&
            gives_now(ticket, touch->campaign_id)) {
            return i;
        }
        first = is_shown(touch) && first == ticket->touch_count ? i : first;
    }
    return credited != NULL ? (size_t)(credited - ticket->touches) : first;
}

const char *words_code_state(
    const struct app_view *view, const struct ticket_touch *touch, char out[OFFER_WORDS_MAX])
{
    if (touch->uncredited == TOUCH_ENDED) {
        (void)text_copy(out, OFFER_WORDS_MAX, say(view, TEXT_CODE_OVER));
    } else if (touch->offer.kind == OFFER_NONE) {
        (void)text_copy(out, OFFER_WORDS_MAX, say(view, TEXT_CODE_GIVES_NOTHING));
    } else {
        words_offer(view, &touch->offer, NULL, out);
    }
    return out;
}

const char *words_lead(const struct app_view *view, bool is_known, const char *interests,
    const char *offer, char *out, size_t capacity)
{
    if (interests[0] != '\0') {
        return say_with(view, out, capacity,
            offer[0] != '\0' ? TEXT_LEAD_INTERESTS_OFFER : TEXT_LEAD_INTERESTS, interests, offer);
    }
    if (offer[0] != '\0') {
        return say_with(view, out, capacity, TEXT_LEAD_OFFER, offer, NULL);
    }
    (void)text_copy(out, capacity, say(view, is_known ? TEXT_LEAD_SAID_NOTHING : TEXT_LEAD_LATER));
    return out;
}
