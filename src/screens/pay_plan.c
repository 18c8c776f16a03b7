#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "screens/pay.h"

static void begin_sum(struct pay_state *state, const struct app_view *view)
{
    int decimals = view->shop->rules.currency->exponent;
    state->entry = number_money(0, decimals, PAY_TYPED_MINOR_MAX);
    state->is_typed = false;
    state->seen_tenders = view->tender_count;
    memset(state->reference, 0, sizeof state->reference);
}

void pay_follow(struct pay_state *state, const struct app_view *view)
{
    if (!state->is_begun) {
        state->is_begun = true;
        state->kind = view->last_tender;
        state->seen_message = view->message_count > 0 ? view->messages[0].serial : 0;
        begin_sum(state, view);
    } else if (state->seen_tenders != view->tender_count) {
        state->is_asking = false;
        begin_sum(state, view);
    }
    if (state->kind != TENDER_CASH && !state->is_typed) {
        number_set(&state->entry, view->due_minor[state->kind]);
    }
}

void pay_choose(struct pay_state *state, enum tender_kind kind)
{
    if (state->kind != kind) {
        state->kind = kind;
        state->is_typed = false;
        number_set(&state->entry, 0);
    }
}

void pay_offer(struct pay_state *state, int64_t amount_minor)
{
    number_set(&state->entry, amount_minor);
    state->is_typed = state->kind == TENDER_CASH;
}

/* Asks the domain whether these tenders and one of `amount_minor` pay the ticket. */
static bool settles(const struct app_view *view, enum tender_kind kind, int64_t amount_minor,
    int64_t *out_change_minor)
{
    struct tender tenders[TENDERS_MAX];
    size_t count = view->tender_count;
    if (view->ticket->line_count == 0 || count + (amount_minor > 0) > TENDERS_MAX) {
        return false;
    }
    if (count > 0) {
        memcpy(tenders, view->tenders, count * sizeof tenders[0]);
    }
    if (amount_minor > 0) {
        tenders[count++] = (struct tender){.kind = kind, .tendered_minor = amount_minor};
    }
    struct settlement settlement;
    struct error ignored; /* the screen says in its own words what is missing */
    if (!tender_settle(view->figures->gross_minor, tenders, count, view->shop->cash_step_minor,
            view->shop->rules.currency, &settlement, &ignored)) {
        return false;
    }
    *out_change_minor = settlement.change_minor;
    return true;
}

/* More cash than a person hands over: the sum is mistyped, or the head of a code that was scanned
 * fell into it. The change would come out of the drawer. */
static bool is_absurd(const struct app_view *view, const struct pay_plan *plan)
{
    const struct currency *currency = view->shop->rules.currency;
    return plan->amount_minor - plan->due_minor > PAY_NOTES_MAX * currency->notes_minor[0];
}

struct pay_plan pay_plan_of(const struct pay_state *state, const struct app_view *view)
{
    struct pay_plan plan = {
        .step = PAY_NOTHING,
        .due_minor = view->due_minor[state->kind],
        .amount_minor = state->entry.value,
    };
    bool has_room = view->tender_count + 1 < TENDERS_MAX; /* one must be left for the last */
    if (view->ticket->line_count == 0) {
        return plan;
    }
    if (is_absurd(view, &plan)) {
        plan.step = PAY_TOO_MUCH;
    } else if (settles(view, state->kind, plan.amount_minor, &plan.change_minor)) {
        plan.step = PAY_ALL;
    } else if (plan.amount_minor > 0 && plan.amount_minor < plan.due_minor) {
        plan.step = has_room ? PAY_PART : PAY_NOTHING;
        plan.still_minor = plan.due_minor - plan.amount_minor;
    } else if (plan.amount_minor > 0) {
        plan.step = PAY_TOO_MUCH;
    }
    return plan;
}

struct intent pay_forward(const struct pay_state *state, const struct pay_plan *plan)
{
    struct intent intent = {.kind = INTENT_NONE};
    if (plan->step == PAY_PART || plan->step == PAY_ALL) {
        intent.kind = plan->step == PAY_PART ? INTENT_TAKE_TENDER : INTENT_PAY;
        intent.tender.kind = state->kind;
        intent.tender.tendered_minor = plan->amount_minor;
        if (state->kind == TENDER_CARD) {
            text_copy(intent.tender.reference, sizeof intent.tender.reference, state->reference);
        }
    }
    return intent;
}
