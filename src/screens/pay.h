#ifndef TILLTALE_SCREENS_PAY_H
#define TILLTALE_SCREENS_PAY_H

/* The pay screen's parts. Private to src/screens: screen_pay.c puts them together.
 *
 * Cash, card, payment code and voucher have a button each where the shop takes them; on account, cash
 * of other currencies and the tip stand behind More. What the shop does not take is not there.
 *
 * Tender, sums and keys at the left; at the right, or at the bottom of an upright window, the
 * ticket, what has been taken, what comes of the sum, and the green way forward. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/tender.h"
#include "screens/intent.h"
#include "screens/parts.h"
#include "screens/view.h"
#include "ui/number.h"
#include "ui/ui.h"

/* Nobody hands over more than this many of the largest note beyond what is due. */
#define PAY_NOTES_MAX 10
#define PAY_VOUCHER_BYTES 128
#define PAY_TYPED_MINOR_MAX INT64_C(99999999999) /* eleven digits */

struct pay_state {
    bool is_begun;
    enum tender_kind kind;
    struct number_entry entry; /* the sum; by card it follows what is due until one is typed */
    bool is_typed;
    size_t seen_tenders; /* as many were taken when the sum began */
    char reference[TENDER_REFERENCE_BYTES];
    struct ui_keys_state keys;
    struct ui_scroll ticket_scroll, tender_scroll;
    struct parts_seen seen;
    size_t shown_tenders;  /* the last of as many was brought into sight */
    uint64_t seen_message; /* the newest that was there before */
    int own_decimals;      /* of our own currency */
    int foreign;           /* 1 + index of the view's rates: cash of that currency; 0: our own */
    bool is_tip;           /* the sum is what the customer gives on top */
    bool is_more;          /* the other ways to pay are shown */
    char voucher_code[PAY_VOUCHER_BYTES];
    uint64_t seen_voucher; /* view.voucher.serial */
    int64_t account_id;    /* 0: none is chosen */
    struct ui_scroll account_scroll;
    struct tender said; /* what INTENT_PAYING said last */
    int64_t said_change_minor;
    bool has_said;
    bool is_asking; /* whether the card payment `asked_tender` is reversed */
    size_t asked_tender;
};

enum pay_step {
    PAY_NOTHING, /* no sum, nothing to do */
    PAY_PART,    /* less than what is due: a split */
    PAY_ALL,
    PAY_TIP,      /* the sum goes on top */
    PAY_NO_COINS, /* cash that no coins make */
    PAY_TOO_MUCH  /* more than is due, and not in cash, or more cash than makes sense */
};

/* What the sum on the screen would do, by the rules that the till settles by. */
struct pay_plan {
    enum pay_step step;
    int64_t due_minor;    /* still to pay by the chosen kind; below 0: to give back */
    int64_t amount_minor; /* the sum, in our own currency; 0 where what was taken is enough */
    bool has_row;         /* `row` is taken; else what was taken before is enough */
    struct tender row;
    int64_t still_minor;  /* PAY_PART: what is left after it */
    int64_t change_minor; /* PAY_ALL */
};

/* Brings the state in step with what the till has: a new payment, a tender taken or given back. */
void pay_follow(struct pay_state *state, const struct app_view *view);
void pay_choose(struct pay_state *state, enum tender_kind kind);

/* Cash of another currency; the index of the view's rates. */
void pay_choose_foreign(struct pay_state *state, const struct app_view *view, size_t rate_index);
void pay_choose_tip(struct pay_state *state, const struct app_view *view);

/* The rate of the chosen currency; NULL: our own. And the currency that sums are typed in. */
const struct till_rate *pay_rate(const struct pay_state *state, const struct app_view *view);
const struct currency *pay_currency(const struct pay_state *state, const struct app_view *view);

/* What is due of the chosen currency. */
int64_t pay_due_typed(const struct pay_state *state, const struct app_view *view);

/* Says the choice to the app where it has changed. */
struct intent pay_say(
    struct pay_state *state, const struct app_view *view, const struct pay_plan *plan);

/* Puts a suggested sum there: the next digit replaces it. */
void pay_offer(struct pay_state *state, int64_t amount_minor);

struct pay_plan pay_plan_of(const struct pay_state *state, const struct app_view *view);

/* The green way forward: takes a part, or pays. */
struct intent pay_forward(const struct pay_state *state, const struct pay_plan *plan);

/* True where the window has no room for the large sizes. */
bool pay_is_tight(const struct ui *ui);

/* The row of tenders, and the card of those that stand behind More. */
void pay_ways(struct pay_state *state, const struct app_view *view, struct ui *ui, struct rect row);
void pay_more(struct pay_state *state, const struct app_view *view, struct ui *ui);

/* What stands under the sums for the ways that have no keys, or more than keys. The voucher's field
 * is named for the keyboard. */
#define PAY_VOUCHER_FIELD "voucher"
struct intent pay_code_pane(struct pay_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const struct pay_plan *plan);
struct intent pay_voucher_field(
    struct pay_state *state, const struct app_view *view, struct ui *ui, struct rect rect);
void pay_account_pane(
    struct pay_state *state, const struct app_view *view, struct ui *ui, struct rect area);
void pay_tip_column(struct pay_state *state, const struct app_view *view, struct ui *ui,
    struct rect column, int gap);

/* What the voucher can still pay of this ticket. */
int64_t pay_voucher_left(const struct app_view *view);

/* What is wrong with the voucher, or what to do; "" once it is good. */
const char *pay_voucher_words(const struct app_view *view, char *out, size_t capacity);

/* The ticket with all that stands under it, in a card or in a sheet; `is_short` while the
 * keyboard is up. */
struct intent pay_side(struct pay_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const struct pay_plan *plan, bool is_short);

/* The question that comes before a card payment is taken off. */
struct intent pay_question(struct pay_state *state, const struct app_view *view, struct ui *ui);

#endif
