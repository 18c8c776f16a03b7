#ifndef TILLTALE_SCREENS_PAY_H
#define TILLTALE_SCREENS_PAY_H

/* The pay screen's parts. Private to src/screens: screen_pay.c puts them together.
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
    bool is_asking;        /* whether the card payment `asked_tender` is reversed */
    size_t asked_tender;
};

enum pay_step {
    PAY_NOTHING, /* no sum, nothing to do */
    PAY_PART,    /* less than what is due: a split */
    PAY_ALL,
    PAY_TOO_MUCH /* more than is due, and not in cash, or more cash than makes sense */
};

/* What the sum on the screen would do, by the rules that the till settles by. */
struct pay_plan {
    enum pay_step step;
    int64_t due_minor;    /* still to pay by the chosen kind */
    int64_t amount_minor; /* the sum; 0 where what was taken is enough */
    int64_t still_minor;  /* PAY_PART: what is left after it */
    int64_t change_minor; /* PAY_ALL */
};

/* Brings the state in step with what the till has: a new payment, a tender taken or given back. */
void pay_follow(struct pay_state *state, const struct app_view *view);
void pay_choose(struct pay_state *state, enum tender_kind kind);

/* Puts a suggested sum there: the next digit replaces it. */
void pay_offer(struct pay_state *state, int64_t amount_minor);

struct pay_plan pay_plan_of(const struct pay_state *state, const struct app_view *view);

/* The green way forward: takes a part, or pays. */
struct intent pay_forward(const struct pay_state *state, const struct pay_plan *plan);

/* True where the window has no room for the large sizes. */
bool pay_is_tight(const struct ui *ui);

/* The ticket with all that stands under it, in a card or in a sheet; `is_short` while the
 * keyboard is up. */
struct intent pay_side(struct pay_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const struct pay_plan *plan, bool is_short);

/* The question that comes before a card payment is taken off. */
struct intent pay_question(struct pay_state *state, const struct app_view *view, struct ui *ui);

#endif
