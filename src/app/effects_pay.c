#include <string.h>

#include "app/desk.h"
#include "app/effects.h"
#include "base/error.h"
#include "base/text.h"
#include "qr/qr.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/pay.h"
#include "till/pay_code.h"
#include "till/till.h"

/* ---- What is chosen ---- */

void desk_fill_qr(struct view_qr *out_qr, const char *text, bool is_swiss)
{
    struct qr qr;
    struct error ignored; /* what the code says stands beside it as words, too */
    bool is_encoded =
        is_swiss ? qr_encode_swiss(text, &qr, &ignored) : qr_encode(text, &qr, &ignored);
    *out_qr = (struct view_qr){0};
    if (!is_encoded) {
        return;
    }
    out_qr->modules = qr.width;
    for (int i = 0; i < qr.width * qr.width; i++) {
        if (qr.dark[i] != 0) {
            out_qr->bits[i / 8] |= (uint8_t)(0x80u >> (i % 8));
        }
    }
}

/* The code for the exact sum, and why there is none. */
static void make_code(struct desk *desk, int64_t amount_minor)
{
    struct view_paying *paying = &desk->paying;
    struct till_pay_code code;
    struct error err;
    if (!till_make_pay_code(desk->till, amount_minor, &code, &err)) {
        text_copy(paying->problem, sizeof paying->problem, err.text);
        return;
    }
    desk_fill_qr(&desk->pay_qr, code.text, code.is_swiss);
    text_copy(paying->reference, sizeof paying->reference, code.reference);
    paying->qr = desk->pay_qr.modules > 0 ? &desk->pay_qr : NULL;
}

bool desk_paying(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)err;
    const struct tender *tender = &intent->tender;
    desk->paying = (struct view_paying){
        .is_chosen = true, .tender = *tender, .change_minor = intent->amount_minor};
    if (tender->kind == TENDER_TRANSFER && tender->tendered_minor > 0 &&
        till_has_pay_code(desk->till)) {
        make_code(desk, tender->tendered_minor);
    }
    return true;
}

/* ---- Vouchers ---- */

static bool look_at_voucher(struct desk *desk, const char *code, struct error *err)
{
    struct till_voucher found;
    if (!till_find_voucher(desk->till, text_view_of(code), &found, err)) {
        return false;
    }
    desk->voucher = (struct view_voucher){.serial = ++desk->voucher_serial, .found = found};
    return true;
}

bool desk_find_voucher(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!look_at_voucher(desk, intent->code, err)) {
        return false;
    }
    desk->sound = desk->voucher.found.state == VOUCHER_GOOD ? DESK_SOUND_GOOD : DESK_SOUND_BAD;
    return true;
}

bool desk_scan_voucher(struct desk *desk, const char *code)
{
    struct error err;
    char left[WORDS_MAX];
    if (!look_at_voucher(desk, code, &err)) {
        return false;
    }
    if (desk->screen != SCREEN_PAY && desk->screen != SCREEN_VOUCHER) {
        words_money(&desk->view, desk->voucher.found.balance_minor, left);
        desk_tell(
            desk, VIEW_MESSAGE_AMBER, TEXT_VOUCHER_SCANNED, left, TEXT_VOUCHER_TOUCH_PAY, NULL);
    }
    return desk->voucher.found.state == VOUCHER_GOOD;
}

bool desk_set_tip(struct desk *desk, const struct intent *intent, struct error *err)
{
    return till_set_tip(desk->till, intent->amount_minor, err);
}

/* ---- Lines that sell no goods ---- */

static bool show_line(struct desk *desk, const struct till_outcome *outcome)
{
    desk_enter(desk, SCREEN_SELL);
    desk_select_line(desk, outcome->line_index);
    return true;
}

bool desk_add_voucher(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_outcome outcome;
    return till_add_voucher(
               desk->till, say(&desk->view, TEXT_VOUCHER), intent->amount_minor, &outcome, err) &&
           show_line(desk, &outcome);
}

bool desk_pay_debt(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_outcome outcome;
    return till_add_account_payment(
               desk->till, text_view_of(intent->code), intent->amount_minor, &outcome, err) &&
           show_line(desk, &outcome);
}

bool desk_next_voucher(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    till_show_next_voucher(desk->till);
    desk_make_qr(desk);
    return true;
}

void desk_watch_vouchers(struct desk *desk)
{
    struct till_overdraft news;
    struct error ignored; /* it is asked again in a minute */
    bool is_new;
    char money[WORDS_MAX];
    struct message message = {.shown = {.kind = VIEW_MESSAGE_AMBER}};
    if (desk->sync == NULL || !till_hear_of_overdrafts(desk->till, &news, &is_new, &ignored) ||
        !is_new) {
        return;
    }
    words_money(&desk->view, news.overdrawn_minor, money);
    say_with(
        &desk->view, message.shown.title, sizeof message.shown.title, TEXT_OVERDRAWN, money, NULL);
    say_with(&desk->view, message.shown.detail, sizeof message.shown.detail, TEXT_OVERDRAWN_DETAIL,
        news.code, NULL);
    desk_show(desk, &message);
}

/* ---- The view ---- */

static bool take_account(void *context, const struct till_account *account, struct error *err)
{
    (void)err;
    struct desk *desk = context;
    if (account->is_active && desk->account_count < DESK_ACCOUNTS_MAX) {
        desk->accounts[desk->account_count++] = *account;
    }
    return true;
}

void desk_begin_payment(struct desk *desk)
{
    struct error ignored; /* without them the usual ways to pay are there */
    const struct till_shop *shop = till_shop(desk->till);
    desk->paying = (struct view_paying){0};
    desk->voucher = (struct view_voucher){0};
    desk->account_count = 0;
    if (shop->payment.takes[TENDER_ACCOUNT] &&
        !till_visit_accounts(desk->till, take_account, desk, &ignored)) {
        desk->account_count = 0;
    }
    if (!till_rates(desk->till, desk->rates, &desk->rate_count, &ignored)) {
        desk->rate_count = 0;
    }
}

void desk_fill_tenders(struct desk *desk)
{
    struct app_view *view = &desk->view;
    if (desk->screen != SCREEN_PAY) {
        desk->paying = (struct view_paying){0};
    }
    view->paying = desk->paying;
    view->voucher = desk->voucher;
    view->accounts = desk->accounts;
    view->account_count = desk->account_count;
    view->rates = desk->rates;
    view->rate_count = desk->rate_count;
}
