#include <stdlib.h>
#include <string.h>

#include "app/desk.h"
#include "app/effects.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/day.h"
#include "domain/id.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/pay.h"
#include "till/sell.h"
#include "till/till.h"

/* ---- Looking for a sale ---- */

bool desk_find_sales(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_refund *refund = &desk->refund;
    return till_search_receipts(desk->till, intent->code, (int)intent->index, refund->hits,
        TILL_RECEIPTS_MAX, &refund->hit_count, err);
}

void desk_look_for(struct desk *desk, enum view_receipts_purpose purpose)
{
    desk->refund.purpose = purpose;
}

static void close_refund(struct desk *desk)
{
    struct desk_refund *refund = &desk->refund;
    till_refund_close(&refund->sale);
    till_refund_drop(&refund->plan);
    free(refund->chosen_milli);
    refund->chosen_milli = NULL;
}

static bool open_refund(struct desk *desk, int64_t sale_id, struct error *err)
{
    struct desk_refund *refund = &desk->refund;
    struct till_refund_sale sale;
    if (!till_refund_open(desk->till, sale_id, &sale, err)) {
        return false;
    }
    close_refund(desk);
    refund->sale = sale;
    refund->chosen_milli = calloc(sale.sale.line_count + 1, sizeof *refund->chosen_milli);
    ASSERT(refund->chosen_milli != NULL);
    refund->serial++;
    refund->plan.ticket.rules = till_shop(desk->till)->rules;
    desk_enter(desk, SCREEN_REFUND);
    return true;
}

bool desk_open_refund(struct desk *desk, const struct intent *intent, struct error *err)
{
    return open_refund(desk, intent->id, err);
}

static bool open_receipt(struct desk *desk, int64_t sale_id, struct error *err);

/* A scanned code or a typed number; else the list shows what there is for the words. */
bool desk_find_sale(struct desk *desk, const struct intent *intent, struct error *err)
{
    int64_t sale_id;
    if (!till_find_receipt(desk->till, text_view_of(intent->code), &sale_id, err)) {
        return false;
    }
    if (sale_id != 0) {
        bool is_look =
            desk->screen == SCREEN_RECEIPT ||
            (desk->screen == SCREEN_RECEIPTS && desk->refund.purpose == VIEW_RECEIPTS_LOOK);
        return is_look ? open_receipt(desk, sale_id, err) : open_refund(desk, sale_id, err);
    }
    if (desk->screen == SCREEN_RECEIPTS && !desk_find_sales(desk, intent, err)) {
        return false;
    }
    if (desk->screen != SCREEN_RECEIPTS || desk->refund.hit_count == 0) {
        desk_tell(
            desk, VIEW_MESSAGE_AMBER, TEXT_RECEIPT_UNKNOWN, intent->code, TEXT_RECEIPT_TRY, NULL);
        desk->sound = DESK_SOUND_BAD;
    }
    return true;
}

/* ---- What goes back ---- */

/* Choices in the order of the sale. Returns how many. */
static size_t list_choices(const struct desk_refund *refund, const struct intent *intent,
    struct refund_choice *out_choices)
{
    size_t count = 0;
    for (size_t i = 0; i < refund->sale.sale.line_count; i++) {
        if (refund->chosen_milli[i] > 0) {
            out_choices[count++] = (struct refund_choice){
                .line_n = (int64_t)i + 1,
                .quantity_milli = refund->chosen_milli[i],
                .restock = intent != NULL && intent->index != 0,
                .reason = intent != NULL ? intent->code : "",
            };
        }
    }
    return count;
}

static bool plan(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_refund *refund = &desk->refund;
    struct refund_choice choices[TICKET_LINES_MAX];
    size_t count = list_choices(refund, intent, choices);
    return till_refund_plan(desk->till, &refund->sale, choices, count, &refund->plan, err);
}

static bool is_open(const struct desk *desk, struct error *err)
{
    return desk->refund.chosen_milli != NULL ||
           error_set(err, ERROR_NOT_FOUND, "no sale is open to go back");
}

bool desk_choose_return(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_refund *refund = &desk->refund;
    if (!is_open(desk, err) || intent->index >= refund->sale.sale.line_count) {
        return is_open(desk, err);
    }
    int64_t before = refund->chosen_milli[intent->index];
    refund->chosen_milli[intent->index] = intent->quantity_milli > 0 ? intent->quantity_milli : 0;
    if (plan(desk, NULL, err)) {
        return true;
    }
    struct error ignored; /* it was planned so before */
    refund->chosen_milli[intent->index] = before;
    (void)plan(desk, NULL, &ignored);
    return false;
}

bool desk_choose_all(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    struct desk_refund *refund = &desk->refund;
    if (!is_open(desk, err)) {
        return false;
    }
    for (size_t i = 0; i < refund->sale.sale.line_count; i++) {
        refund->chosen_milli[i] =
            refund_left_milli(&refund->sale.sale.lines[i], &refund->sale.history.parts[i]);
    }
    return plan(desk, NULL, err);
}

/* The money is out and the refund on the disk: back to selling, unless a gift card's code is to be
 * seen. */
static void end_refund(struct desk *desk)
{
    char money[WORDS_MAX];
    const struct sale *sale = &till_receipt(desk->till)->sale;
    int64_t given_minor = 0;
    for (size_t i = 0; i < sale->payment_count; i++) {
        given_minor -= sale->payments[i].amount_minor;
    }
    messages_end_sale(&desk->messages);
    desk_make_qr(desk);
    desk_enter(desk, sale->voucher_count > 0 ? SCREEN_THANKS : SCREEN_SELL);
    struct message message = {.shown = {.kind = VIEW_MESSAGE_GREEN}};
    words_money(&desk->view, given_minor, money);
    say_with(
        &desk->view, message.shown.title, sizeof message.shown.title, TEXT_GIVEN_BACK, money, NULL);
    say_with(&desk->view, message.shown.detail, sizeof message.shown.detail, TEXT_REFUND_SAVED,
        till_receipt(desk->till)->number, NULL);
    desk_show(desk, &message);
    desk_nudge(desk);
}

bool desk_pay_refund(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct desk_refund *refund = &desk->refund;
    if (!is_open(desk, err) || !plan(desk, intent, err)) {
        return false;
    }
    int64_t due_minor = give_back_by(
        &refund->plan.due, intent->tender.kind, till_shop(desk->till)->cash_step_minor);
    struct tender tender = {.kind = intent->tender.kind, .tendered_minor = -due_minor};
    if (!till_refund_pay(desk->till, &refund->plan, &tender, 1, err)) {
        return false;
    }
    close_refund(desk);
    end_refund(desk);
    return true;
}

bool desk_exchange(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!is_open(desk, err) || !plan(desk, intent, err) ||
        !till_refund_exchange(desk->till, &desk->refund.plan, err)) {
        return false;
    }
    close_refund(desk);
    desk_enter(desk, SCREEN_SELL);
    desk_select_line(desk, till_ticket(desk->till)->line_count - 1);
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_EXCHANGE_HINT, NULL, TEXT_COUNT, NULL);
    return true;
}

bool desk_turn(struct desk *desk, const struct intent *intent, struct error *err)
{
    return till_refund_turn(desk->till, intent->index != 0, intent->code, err);
}

bool desk_give_back(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct give_back due;
    if (till_figures(desk->till)->gross_minor >= 0) {
        return error_set(err, ERROR_INVALID, "nothing is to be given back");
    }
    if (!till_give_back(desk->till, &due, err)) {
        return false;
    }
    int64_t due_minor =
        give_back_by(&due, intent->tender.kind, till_shop(desk->till)->cash_step_minor);
    struct tender tender = {.kind = intent->tender.kind, .tendered_minor = -due_minor};
    if (!till_pay(desk->till, &tender, err)) {
        return false;
    }
    desk->selected_line = 0;
    end_refund(desk);
    return true;
}

/* ---- A sale as paper ---- */

static bool read_notes(struct desk *desk, int64_t sale_id, struct error *err)
{
    struct desk_refund *refund = &desk->refund;
    int64_t last_id;
    bool may_correct;
    if (!till_last_sale(desk->till, &last_id, &may_correct, err) ||
        !till_refunds_of(desk->till, sale_id, refund->refund_ids, VIEW_RECEIPT_NOTES_MAX,
            &refund->refund_count, err) ||
        !till_corrections(desk->till, sale_id, refund->corrections, TILL_CORRECTIONS_MAX,
            &refund->correction_count, err) ||
        !till_chain_head(desk->till, refund->head, err)) {
        return false;
    }
    refund->may_correct = may_correct && sale_id == last_id;
    return true;
}

static bool read_receipt(struct desk *desk, int64_t sale_id, struct error *err)
{
    struct sale sale = {0};
    if (!till_read_sale(desk->till, sale_id, &sale, err) || !read_notes(desk, sale_id, err)) {
        sale_close(&sale);
        return false;
    }
    sale_close(&desk->refund.shown);
    desk->refund.shown = sale;
    desk->refund.is_copy = false;
    return true;
}

static bool open_receipt(struct desk *desk, int64_t sale_id, struct error *err)
{
    bool may_correct;
    if (sale_id == 0 && !till_last_sale(desk->till, &sale_id, &may_correct, err)) {
        return false;
    }
    if (sale_id == 0) {
        sale_close(&desk->refund.shown); /* nothing was sold yet */
    } else if (!read_receipt(desk, sale_id, err)) {
        return false;
    }
    desk->refund.purpose = VIEW_RECEIPTS_LOOK;
    desk_enter(desk, SCREEN_RECEIPT);
    return true;
}

bool desk_open_receipt(struct desk *desk, const struct intent *intent, struct error *err)
{
    return open_receipt(desk, intent->id, err);
}

bool desk_reprint(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!till_reprint(desk->till, intent->id, err)) {
        return false;
    }
    desk->refund.is_copy = true;
    desk_nudge(desk);
    return till_chain_head(desk->till, desk->refund.head, err);
}

/* The menu opens it for the last sale, the paper for the one that it shows: they are the same. */
static bool open_correction(struct desk *desk, struct error *err)
{
    int64_t sale_id;
    bool may_correct;
    if (!till_last_sale(desk->till, &sale_id, &may_correct, err)) {
        return false;
    }
    if (sale_id == 0 || !may_correct) {
        sale_close(&desk->refund.shown);
        return true;
    }
    return read_receipt(desk, sale_id, err);
}

bool desk_correct_tender(struct desk *desk, const struct intent *intent, struct error *err)
{
    int64_t sale_id = desk->refund.shown.id;
    if (!till_correct_tender(desk->till, sale_id, (int64_t)intent->index + 1, intent->tender.kind,
            intent->tender.reference, err)) {
        return false;
    }
    desk_enter(desk, SCREEN_SELL);
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_CORRECTED, NULL, TEXT_COUNT, NULL);
    desk_nudge(desk);
    return true;
}

/* ---- Why a line was taken off ---- */

bool desk_ask_void(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    messages_drop_undo(&desk->messages);
    desk->refund.is_asking_void = till_has_voids(desk->till);
    return true;
}

bool desk_void_reason(struct desk *desk, const struct intent *intent, struct error *err)
{
    desk->refund.is_asking_void = false;
    return intent->code[0] == '\0' || !till_has_voids(desk->till) ||
           till_void_reason(desk->till, intent->code, err);
}

/* ---- Parked tickets ---- */

static void after_parking(struct desk *desk)
{
    size_t count = till_ticket(desk->till)->line_count;
    messages_end_sale(&desk->messages);
    desk->question.kind = VIEW_QUESTION_NONE;
    desk_enter(desk, SCREEN_SELL);
    desk_select_line(desk, count == 0 ? 0 : count - 1);
}

bool desk_park(struct desk *desk, const struct intent *intent, struct error *err)
{
    char name[PARKED_NAME_BYTES];
    till_park_name(desk->till, name);
    if (!till_park(desk->till, intent->code, err)) {
        return false;
    }
    after_parking(desk);
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_SALE_PARKED,
        intent->code[0] != '\0' ? intent->code : name, TEXT_COUNT, NULL);
    return true;
}

bool desk_recall(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!till_recall(desk->till, intent->id, err)) {
        return false;
    }
    after_parking(desk);
    return true;
}

bool desk_merge(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!till_merge(desk->till, intent->id, err)) {
        return false;
    }
    after_parking(desk);
    return true;
}

bool desk_set_split(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)err;
    struct desk_refund *refund = &desk->refund;
    if (intent->index < refund->split_count) {
        refund->split_milli[intent->index] = intent->quantity_milli;
    }
    return true;
}

bool desk_split(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!till_split(desk->till, desk->refund.split_milli, intent->code, err)) {
        return false;
    }
    after_parking(desk);
    return true;
}

/* ---- Entering, and the view ---- */

bool desk_enter_refund(struct desk *desk, enum screen_id screen, struct error *err)
{
    struct desk_refund *refund = &desk->refund;
    switch (screen) {
    case SCREEN_PARKED:
        return till_parked(desk->till, refund->parked, TILL_PARKED_MAX, &refund->parked_count, err);
    case SCREEN_SPLIT:
        refund->split_count = till_ticket(desk->till)->line_count;
        memset(refund->split_milli, 0, sizeof refund->split_milli);
        return true;
    case SCREEN_WRONG_TENDER:
        return open_correction(desk, err);
    default: /* what other screens show is read where they are asked for */
        return true;
    }
}

static void fill_refund(struct desk *desk)
{
    const struct desk_refund *refund = &desk->refund;
    struct view_refund *view = &desk->view.refund;
    const struct sale *sale = &refund->sale.sale;
    *view = (struct view_refund){0};
    if (refund->chosen_milli == NULL) {
        return;
    }
    const struct sale_touch *touch = sale_credited_touch(sale);
    *view = (struct view_refund){
        .sale = sale,
        .history = &refund->sale.history,
        .serial = refund->serial,
        .chosen_milli = refund->chosen_milli,
        .ticket = &refund->plan.ticket,
        .figures = &refund->plan.figures,
        .due = refund->plan.due,
        .is_today = strcmp(sale->business_day, desk->view.business_day) == 0,
    };
    zone_print_clock(desk->view.shop->zone, sale->sold_at_ms, view->clock);
    if (touch != NULL) {
        (void)text_copy(view->campaign, sizeof view->campaign, touch->campaign_name);
    }
}

static void fill_paper(struct desk *desk)
{
    const struct desk_refund *refund = &desk->refund;
    struct view_receipt *view = &desk->view.receipt_view;
    *view = (struct view_receipt){
        .sale = refund->shown.id != 0 ? &refund->shown : NULL,
        .is_copy = refund->is_copy,
        .may_correct = refund->may_correct,
        .refund_count = refund->refund_count,
        .corrections = refund->corrections,
        .correction_count = refund->correction_count,
    };
    memcpy(view->head, refund->head, sizeof view->head);
    memcpy(view->refund_ids, refund->refund_ids, sizeof view->refund_ids);
    if (view->sale != NULL) {
        zone_print_clock(desk->view.shop->zone, view->sale->sold_at_ms, view->clock);
    }
}

/* Worked out anew only when the ticket has changed: it reads the sales that goods come from. */
static void fill_due(struct desk *desk)
{
    struct desk_refund *refund = &desk->refund;
    int64_t gross_minor = till_figures(desk->till)->gross_minor;
    uint64_t version = till_ticket_version(desk->till);
    struct error ignored; /* giving it back says what is wrong */
    if (gross_minor < 0 && refund->due_version != version) {
        refund->due_version = version;
        if (!till_give_back(desk->till, &refund->due, &ignored)) {
            refund->due = (struct give_back){-gross_minor, -gross_minor, -gross_minor};
        }
    }
    desk->view.give_back = gross_minor < 0 ? refund->due : (struct give_back){0};
}

void desk_fill_refund(struct desk *desk)
{
    const struct desk_refund *refund = &desk->refund;
    struct app_view *view = &desk->view;
    till_today(desk->till, view->business_day);
    view->receipts = (struct view_receipts){
        .purpose = refund->purpose, .hits = refund->hits, .count = refund->hit_count};
    view->parked = (struct view_parked){.parked = refund->parked, .count = refund->parked_count};
    view->parked_count = till_parked_count(desk->till);
    view->split =
        (struct view_split){.moved_milli = refund->split_milli, .line_count = refund->split_count};
    fill_refund(desk);
    fill_paper(desk);
    fill_due(desk);
}

void desk_end_refund(struct desk *desk)
{
    close_refund(desk);
    sale_close(&desk->refund.shown);
}
