#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "screens/pay.h"

static const struct till_account *account_of(
    const struct pay_state *state, const struct app_view *view)
{
    for (size_t i = 0; i < view->account_count; i++) {
        if (view->accounts[i].id == state->account_id) {
            return &view->accounts[i];
        }
    }
    return NULL;
}

static bool has_voucher(const struct app_view *view)
{
    return view->voucher.serial != 0 && view->voucher.found.state == VOUCHER_GOOD;
}

/* What is on it, less what was taken from it for this ticket. */
int64_t pay_voucher_left(const struct app_view *view)
{
    int64_t left_minor = view->voucher.found.balance_minor;
    for (size_t i = 0; i < view->tender_count; i++) {
        const struct tender *tender = &view->tenders[i];
        if (tender->kind == TENDER_VOUCHER && tender->of_id == view->voucher.found.id) {
            left_minor -= tender->tendered_minor;
        }
    }
    return left_minor > 0 ? left_minor : 0;
}

static bool is_back(const struct app_view *view)
{
    return view->figures->gross_minor + view->ticket->tip_minor < 0;
}

/* ---- The choice ---- */

const struct till_rate *pay_rate(const struct pay_state *state, const struct app_view *view)
{
    bool is_foreign = state->kind == TENDER_CASH && !state->is_tip && state->foreign > 0 &&
                      (size_t)state->foreign <= view->rate_count;
    return is_foreign ? &view->rates[state->foreign - 1] : NULL;
}

const struct currency *pay_currency(const struct pay_state *state, const struct app_view *view)
{
    const struct till_rate *rate = pay_rate(state, view);
    return rate != NULL ? rate->currency : view->shop->rules.currency;
}

int64_t pay_due_typed(const struct pay_state *state, const struct app_view *view)
{
    const struct till_rate *rate = pay_rate(state, view);
    int64_t due_minor = view->due_minor[state->kind];
    if (rate == NULL) {
        return due_minor;
    }
    int64_t foreign_minor;
    return due_minor > 0 && tender_foreign_due(due_minor, view->shop->rules.currency,
                                rate->currency, text_view_of(rate->rate), &foreign_minor)
               ? foreign_minor
               : 0;
}

static void begin_sum(struct pay_state *state, const struct app_view *view)
{
    state->own_decimals = view->shop->rules.currency->exponent;
    state->entry = number_money(0, pay_currency(state, view)->exponent, PAY_TYPED_MINOR_MAX);
    state->is_typed = false;
    state->seen_tenders = view->tender_count;
    memset(state->reference, 0, sizeof state->reference);
}

static void leave_way(struct pay_state *state)
{
    state->foreign = 0;
    state->is_tip = false;
}

/* A tender that was used last and wants more than a sum is not begun with. */
static enum tender_kind first_kind(const struct app_view *view)
{
    const struct shop_payment *payment = &view->shop->payment;
    enum tender_kind kind = view->last_tender;
    if ((kind == TENDER_CASH || kind == TENDER_CARD) && payment->takes[kind]) {
        return kind;
    }
    return payment->takes[TENDER_CASH] || !payment->takes[TENDER_CARD] ? TENDER_CASH : TENDER_CARD;
}

/* A voucher that was scanned or typed is the one to pay with. */
static void follow_voucher(struct pay_state *state, const struct app_view *view)
{
    if (state->seen_voucher == view->voucher.serial) {
        return;
    }
    state->seen_voucher = view->voucher.serial;
    leave_way(state);
    state->kind = TENDER_VOUCHER;
    state->is_typed = false;
    if (has_voucher(view)) {
        text_copy(state->voucher_code, sizeof state->voucher_code, view->voucher.found.code);
    }
}

/* What is suggested until a sum is typed. */
static int64_t suggestion(const struct pay_state *state, const struct app_view *view)
{
    int64_t due_minor = view->due_minor[state->kind];
    int64_t left_minor = pay_voucher_left(view);
    if (due_minor < 0) {
        return 0; /* what is given back is not typed */
    }
    if (state->kind == TENDER_VOUCHER) {
        return !has_voucher(view) ? 0 : left_minor < due_minor ? left_minor : due_minor;
    }
    return due_minor;
}

void pay_follow(struct pay_state *state, const struct app_view *view)
{
    if (!state->is_begun) {
        state->is_begun = true;
        state->kind = first_kind(view);
        state->seen_message = view->message_count > 0 ? view->messages[0].serial : 0;
        state->seen_voucher = 0;
        begin_sum(state, view);
    } else if (state->seen_tenders != view->tender_count) {
        state->is_asking = false;
        leave_way(state);
        begin_sum(state, view);
    }
    follow_voucher(state, view);
    if (state->kind != TENDER_CASH && !state->is_typed && !state->is_tip) {
        number_set(&state->entry, suggestion(state, view));
    }
}

void pay_choose(struct pay_state *state, enum tender_kind kind)
{
    bool is_same = state->kind == kind && state->foreign == 0 && !state->is_tip;
    leave_way(state);
    if (!is_same) {
        state->kind = kind;
        state->is_typed = false;
        state->entry.decimals = state->own_decimals;
        number_set(&state->entry, 0);
    }
}

void pay_choose_foreign(struct pay_state *state, const struct app_view *view, size_t rate_index)
{
    leave_way(state);
    state->kind = TENDER_CASH;
    state->foreign = (int)rate_index + 1;
    begin_sum(state, view);
}

void pay_choose_tip(struct pay_state *state, const struct app_view *view)
{
    leave_way(state);
    state->kind = first_kind(view);
    state->is_tip = true;
    begin_sum(state, view);
    number_set(&state->entry, view->ticket->tip_minor);
}

void pay_offer(struct pay_state *state, int64_t amount_minor)
{
    number_set(&state->entry, amount_minor);
    state->is_typed = state->kind == TENDER_CASH || state->is_tip;
}

/* ---- The plan ---- */

/* The row that the choice makes. Returns false if something is missing for it. */
static bool make_row(const struct pay_state *state, const struct app_view *view, struct tender *row)
{
    const struct till_rate *rate = pay_rate(state, view);
    const struct till_account *account = account_of(state, view);
    struct error ignored;
    *row = (struct tender){.kind = state->kind,
        .tendered_minor = is_back(view) ? view->due_minor[state->kind] : state->entry.value};
    switch (state->kind) {
    case TENDER_CASH:
        return rate == NULL || is_back(view) || state->entry.value == 0 ||
               tender_convert(rate->currency, state->entry.value, text_view_of(rate->rate),
                   view->shop->rules.currency, row, &ignored);
    case TENDER_CARD:
        text_copy(row->reference, sizeof row->reference, state->reference);
        return true;
    case TENDER_TRANSFER:
        text_copy(row->reference, sizeof row->reference, view->paying.reference);
        row->is_seen = true;
        return is_back(view) || view->paying.problem[0] == '\0'; /* no code, no transfer */
    case TENDER_VOUCHER:
        if (is_back(view)) {
            return true; /* a new one is made */
        }
        row->of_id = view->voucher.found.id;
        (void)receipt_print(row->of_id, row->reference);
        return has_voucher(view);
    case TENDER_ACCOUNT:
        row->of_id = state->account_id;
        text_copy(row->reference, sizeof row->reference, account != NULL ? account->code : "");
        return account != NULL;
    case TENDER_KIND_COUNT:
        break;
    }
    return false;
}

/* Asks the domain whether these tenders and the row pay the ticket. */
static bool settles(
    const struct app_view *view, const struct pay_plan *plan, struct settlement *out_settlement)
{
    struct tender tenders[TENDERS_MAX];
    size_t count = view->tender_count;
    if (count + (plan->has_row ? 1 : 0) > TENDERS_MAX) {
        return false;
    }
    if (count > 0) {
        memcpy(tenders, view->tenders, count * sizeof tenders[0]);
    }
    if (plan->has_row) {
        tenders[count++] = plan->row;
    }
    struct error ignored; /* the screen says in its own words what is missing */
    return tender_settle(view->figures->gross_minor + view->ticket->tip_minor, tenders, count,
        view->shop->cash_step_minor, view->shop->rules.currency, out_settlement, &ignored);
}

/* More cash than a person hands over: the sum is mistyped, or the head of a code that was scanned
 * fell into it. The change would come out of the drawer. */
static bool is_absurd(const struct app_view *view, const struct pay_plan *plan)
{
    const struct currency *currency = view->shop->rules.currency;
    return plan->amount_minor - plan->due_minor > PAY_NOTES_MAX * currency->notes_minor[0];
}

static bool is_over_voucher(const struct app_view *view, const struct tender *row)
{
    return row->kind == TENDER_VOUCHER && row->tendered_minor > pay_voucher_left(view);
}

/* Cash rounds the whole rest away: Paid takes it without a coin. */
static bool rounds_away(const struct app_view *view, const struct tender *row)
{
    return row->kind == TENDER_CASH && row->tendered_minor == 0 &&
           view->due_minor[TENDER_CASH] == 0 && view->due_minor[TENDER_CARD] > 0;
}

static void judge(struct pay_plan *plan, const struct app_view *view)
{
    struct settlement settlement;
    bool has_room = view->tender_count + 1 < TENDERS_MAX; /* one must be left for the last */
    if (is_absurd(view, plan) || is_over_voucher(view, &plan->row)) {
        plan->step = PAY_TOO_MUCH;
    } else if (!tender_has_coins(&plan->row, view->shop->cash_step_minor)) {
        plan->step = PAY_NO_COINS;
    } else if (settles(view, plan, &settlement)) {
        plan->step = PAY_ALL;
        plan->change_minor = settlement.change_minor;
    } else if (plan->amount_minor > 0 && plan->amount_minor < plan->due_minor) {
        plan->step = has_room ? PAY_PART : PAY_NOTHING;
        plan->still_minor = plan->due_minor - plan->amount_minor;
    } else if (plan->amount_minor > 0) {
        plan->step = PAY_TOO_MUCH;
    }
}

struct pay_plan pay_plan_of(const struct pay_state *state, const struct app_view *view)
{
    struct pay_plan plan = {
        .step = PAY_NOTHING,
        .due_minor = view->due_minor[state->kind],
    };
    if (view->ticket->line_count == 0) {
        return plan;
    }
    if (state->is_tip) {
        plan.step = PAY_TIP;
        plan.amount_minor = state->entry.value;
        return plan;
    }
    bool is_whole = make_row(state, view, &plan.row);
    plan.amount_minor = plan.row.tendered_minor;
    plan.has_row = plan.amount_minor != 0 || rounds_away(view, &plan.row);
    if (is_whole || plan.due_minor == 0) {
        plan.has_row = plan.has_row && is_whole;
        judge(&plan, view);
    }
    return plan;
}

struct intent pay_forward(const struct pay_state *state, const struct pay_plan *plan)
{
    struct intent intent = {.kind = INTENT_NONE};
    (void)state;
    if (plan->step == PAY_TIP) {
        return (struct intent){.kind = INTENT_SET_TIP, .amount_minor = plan->amount_minor};
    }
    if (plan->step == PAY_PART || plan->step == PAY_ALL) {
        intent.kind = plan->step == PAY_PART ? INTENT_TAKE_TENDER : INTENT_PAY;
        intent.has_tender = plan->has_row;
        intent.tender = plan->row;
    }
    return intent;
}

struct intent pay_say(
    struct pay_state *state, const struct app_view *view, const struct pay_plan *plan)
{
    (void)view;
    const struct tender *said = &state->said;
    bool is_said = state->has_said && said->kind == plan->row.kind &&
                   said->tendered_minor == plan->row.tendered_minor &&
                   said->foreign_minor == plan->row.foreign_minor &&
                   state->said_change_minor == plan->change_minor;
    if (is_said) {
        return (struct intent){.kind = INTENT_NONE};
    }
    state->has_said = true;
    state->said = plan->row;
    state->said_change_minor = plan->change_minor;
    return (struct intent){
        .kind = INTENT_PAYING, .tender = plan->row, .amount_minor = plan->change_minor};
}
