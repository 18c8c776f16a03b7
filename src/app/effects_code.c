#include <string.h>

#include "app/desk.h"
#include "app/effects.h"
#include "base/text.h"
#include "screens/texts.h"
#include "screens/words_code.h"
#include "till/late_code.h"
#include "till/lead_hint.h"
#include "till/pay.h"
#include "till/sell.h"
#include "till/till.h"

/* Codes on the ticket, and on the last sale. */

/* ---- What a code says ---- */

/* What the visitor looked at and what is on offer for them. */
static void tell_lead(struct desk *desk, const struct till_outcome *outcome)
{
    const struct ticket *ticket = till_ticket(desk->till);
    struct message message = {.shown = {.kind = VIEW_MESSAGE_GREEN}, .is_of_sale = true};
    struct view_message *shown = &message.shown;
    struct lead_hint hint = {.is_known = false};
    char offer[OFFER_WORDS_MAX] = "";
    struct error ignored; /* the sale is tied to them; what they said is an extra */
    if (!lead_hint_read(desk->till, outcome->lead_id, &hint, &ignored)) {
        hint = (struct lead_hint){.is_known = false};
    }
    if (outcome->kind == OUTCOME_CAMPAIGN && outcome->touch_index < ticket->touch_count) {
        words_offer(&desk->view, &ticket->touches[outcome->touch_index].offer, NULL, offer);
    }
    say_with(&desk->view, shown->title, sizeof shown->title,
        outcome->campaign[0] != '\0' ? TEXT_LEAD_TIED_CAMPAIGN : TEXT_LEAD_TIED, outcome->campaign,
        NULL);
    words_lead(
        &desk->view, hint.is_known, hint.interests, offer, shown->detail, sizeof shown->detail);
    desk_show(desk, &message);
}

void desk_tell_code(struct desk *desk, const struct till_outcome *outcome)
{
    if (outcome->lead_id != 0) {
        tell_lead(desk, outcome);
    } else if (outcome->is_again) {
        desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_CODE_AGAIN, outcome->campaign, TEXT_COUNT, NULL);
    }
}

/* ---- Taking a code off ---- */

static bool has_touch(const struct desk *desk, size_t index, struct error *err)
{
    return index < till_ticket(desk->till)->touch_count ||
           error_set(err, ERROR_NOT_FOUND, "this code is not on the sale any more");
}

bool desk_drop_offer(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!has_touch(desk, intent->index, err) || !till_drop_offer(desk->till, intent->index, err)) {
        return false;
    }
    desk_tell_undo(desk);
    return true;
}

bool desk_disown(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!has_touch(desk, intent->index, err) || !till_disown(desk->till, intent->index, err)) {
        return false;
    }
    desk_tell_undo(desk);
    return true;
}

bool desk_untie_lead(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (intent->index >= till_ticket(desk->till)->lead_count) {
        return error_set(err, ERROR_NOT_FOUND, "this code is not on the sale any more");
    }
    if (!till_untie_lead(desk->till, intent->index, err)) {
        return false;
    }
    desk_tell_undo(desk);
    return true;
}

/* ---- The last sale ---- */

void desk_read_codes(struct desk *desk)
{
    struct view_codes *codes = &desk->view.codes;
    struct error ignored; /* an extra: without it nothing is offered */
    if (!late_code_sale(desk->till, &codes->late, &ignored)) {
        codes->late = (struct late_sale){0};
    }
    codes->answer_count = 0;
    if (till_shop(desk->till)->asks_hear &&
        !hear_answers(desk->till, codes->answers, &codes->answer_count, &ignored)) {
        codes->answer_count = 0;
    }
    codes->asks_hear = codes->answer_count > 0;
}

/* Leads of the ticket are read when it has changed. */
static void fill_leads(struct desk *desk)
{
    const struct ticket *ticket = till_ticket(desk->till);
    uint64_t version = till_ticket_version(desk->till);
    struct error ignored;
    if (version == desk->lead_version) {
        return;
    }
    desk->lead_version = version;
    for (size_t i = 0; i < ticket->lead_count; i++) {
        struct lead_hint hint = {.is_known = false};
        struct view_lead_code *lead = &desk->view.codes.leads[i];
        *lead = (struct view_lead_code){.is_known = false};
        if (lead_hint_read(desk->till, ticket->leads[i], &hint, &ignored)) {
            lead->is_known = hint.is_known;
            (void)text_copy(lead->interests, sizeof lead->interests, hint.interests);
        }
    }
}

void desk_fill_codes(struct desk *desk, bool has_changed)
{
    struct view_codes *codes = &desk->view.codes;
    if (has_changed || !desk->has_codes) {
        desk->has_codes = true;
        desk_read_codes(desk);
    }
    if (codes->late.id != 0 && till_now_ms(desk->till) - codes->late.sold_at_ms > LATE_CODE_MS) {
        codes->late = (struct late_sale){0};
    }
    fill_leads(desk);
}

bool desk_open_late_code(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    desk_read_codes(desk);
    if (desk->view.codes.late.id == 0) {
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_LATE_OVER, NULL, TEXT_LATE_OVER_WHY, NULL);
        return true;
    }
    desk->view.codes.late_serial++;
    desk_enter(desk, SCREEN_SELL);
    return true;
}

/* What became of a code for the last sale; its number is {2}. */
static bool tell_late(struct desk *desk, const char *number, const struct till_outcome *outcome)
{
    struct message message = {.shown = {.kind = VIEW_MESSAGE_GREEN}};
    struct view_message *shown = &message.shown;
    char day[WORDS_MAX];
    if (outcome->is_again) {
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_LATE_AGAIN, number, TEXT_COUNT, NULL);
        return true;
    }
    switch (outcome->kind) {
    case OUTCOME_CAMPAIGN:
    case OUTCOME_EARLY:
    case OUTCOME_USED:
        say_with(&desk->view, shown->title, sizeof shown->title, TEXT_LATE_ADDED, outcome->campaign,
            number);
        break;
    case OUTCOME_LEAD:
        say_with(&desk->view, shown->title, sizeof shown->title, TEXT_LATE_LEAD, number, NULL);
        break;
    case OUTCOME_ENDED:
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_LATE_ENDED,
            words_day(&desk->view, outcome->day, day), TEXT_LATE_ENDED_NOTED, NULL);
        return true;
    default: /* nothing was added, and why is said as for any code */
        return desk_take_outcome(desk, outcome);
    }
    (void)text_copy(shown->detail, sizeof shown->detail, say(&desk->view, TEXT_LATE_SAME_AMOUNTS));
    desk_show(desk, &message);
    return true;
}

/* ERROR_REFUSED: too late, which is no trouble. */
static bool end_late(struct desk *desk, const char *number, bool is_done,
    const struct till_outcome *outcome, const struct error *why, struct error *err)
{
    desk_read_codes(desk);
    if (!is_done && why->code == ERROR_REFUSED) {
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_LATE_OVER, NULL, TEXT_LATE_OVER_WHY, NULL);
        desk->sound = DESK_SOUND_BAD;
        return true;
    }
    if (!is_done) {
        *err = *why;
        return false;
    }
    desk->sound = tell_late(desk, number, outcome) ? DESK_SOUND_GOOD : DESK_SOUND_BAD;
    desk_nudge(desk);
    return true;
}

bool desk_late_code(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_outcome outcome;
    struct error why;
    struct late_sale late = desk->view.codes.late;
    bool is_done = late_code_add(desk->till, late.id, text_view_of(intent->code), SCAN_ANY,
        intent->index == 1 ? TOUCH_TYPED : TOUCH_SCANNED, &outcome, &why);
    return end_late(desk, late.number, is_done, &outcome, &why, err);
}

/* ---- "How did you hear of us?" ---- */

bool desk_hear(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_outcome outcome = {0};
    struct error why;
    struct late_sale late = desk->view.codes.late;
    if (till_ticket(desk->till)->line_count > 0) {
        return hear_choose(desk->till, intent->id, &outcome, err);
    }
    if (!hear_choose_late(desk->till, late.id, intent->id, &outcome, &why)) {
        return end_late(desk, late.number, false, &outcome, &why, err);
    }
    desk_read_codes(desk);
    desk->thanks_until_ms = clock_monotonic_ms(desk->clock) + DESK_THANKS_MS;
    desk_nudge(desk);
    return true;
}

/* ---- The code that the customer takes along ---- */

bool desk_show_code(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)err;
    ASSERT(intent->index < RECEIPT_CODE_COUNT);
    till_show_code(desk->till, (enum receipt_code)intent->index);
    desk_make_qr(desk);
    desk->thanks_until_ms = clock_monotonic_ms(desk->clock) + DESK_THANKS_MS;
    return true;
}
