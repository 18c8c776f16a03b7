#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/desk.h"
#include "app/effects.h"
#include "app/importer.h"
#include "app/sync_thread.h"
#include "base/text.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/pay.h"
#include "till/sell.h"
#include "till/staff.h"
#include "till/till.h"

/* One handler an intent. A handler returns false with *err when a verb of the till refused. */

#define QUANTITY_ONE 1000

void desk_show(struct desk *desk, struct message *message)
{
    messages_add(&desk->messages, message, clock_monotonic_ms(desk->clock));
}

/* Fills {1} of both texts with `name`; texts without it stay as they are. */
void desk_tell(struct desk *desk, enum view_message_kind kind, enum text_id title,
    const char *title_name, enum text_id detail, const char *detail_name)
{
    struct message message = {.shown = {.kind = kind}, .is_of_sale = true};
    say_with(&desk->view, message.shown.title, sizeof message.shown.title, title, title_name, NULL);
    if (detail != TEXT_COUNT) {
        say_with(&desk->view, message.shown.detail, sizeof message.shown.detail, detail,
            detail_name, NULL);
    }
    desk_show(desk, &message);
}

/* ---- What cannot be done ---- */

/* What it means and what to do; the machine's own words go to stderr, for whoever helps. */
static void explain(
    const struct desk *desk, const struct error *err, char *out_detail, size_t capacity)
{
    switch (err->code) {
    case ERROR_BUSY:
        text_copy(out_detail, capacity, say(&desk->view, TEXT_TROUBLE_BUSY));
        return;
    case ERROR_IO:
        text_copy(out_detail, capacity, say(&desk->view, TEXT_TROUBLE_DISK));
        return;
    case ERROR_CORRUPT:
        text_copy(out_detail, capacity, say(&desk->view, TEXT_TROUBLE_FILE));
        return;
    default: /* a rule was broken: the error names it */
        break;
    }
    struct text_out out = text_out_begin(out_detail, capacity);
    text_out_format(&out, "%c%s.", toupper((unsigned char)err->text[0]), err->text + 1);
}

static void tell_trouble(struct desk *desk, const struct intent *intent, const struct error *err)
{
    bool is_machine =
        err->code == ERROR_BUSY || err->code == ERROR_IO || err->code == ERROR_CORRUPT;
    struct message message = {
        .shown = {.kind = is_machine ? VIEW_MESSAGE_RED : VIEW_MESSAGE_AMBER}, .is_of_sale = true};
    text_copy(message.shown.title, sizeof message.shown.title,
        say(&desk->view, intent->kind == INTENT_PAY ? TEXT_NOT_PAID : TEXT_NOT_DONE));
    explain(desk, err, message.shown.detail, sizeof message.shown.detail);
    desk_show(desk, &message);
    desk->sound = DESK_SOUND_BAD;
    if (is_machine) {
        fprintf(stderr, "tilltale kiosk: %s\n", err->text);
    }
}

/* ---- Adding ---- */

void desk_select_line(struct desk *desk, size_t index)
{
    desk->selected_line = index;
    desk->line_serial++;
}

static void tell_unknown(struct desk *desk, const char *code)
{
    struct message message = {.shown = {.kind = VIEW_MESSAGE_AMBER,
                                  .actions = {VIEW_ACTION_SEARCH, VIEW_ACTION_TYPE_PRICE}},
        .is_of_sale = true};
    say_with(&desk->view, message.shown.title, sizeof message.shown.title, TEXT_UNKNOWN_CODE, code,
        NULL);
    text_copy(
        message.shown.detail, sizeof message.shown.detail, say(&desk->view, TEXT_NOTHING_ADDED));
    desk_show(desk, &message);
}

bool desk_take_outcome(struct desk *desk, const struct till_outcome *outcome)
{
    char day[WORDS_MAX];
    switch (outcome->kind) {
    case OUTCOME_LINE:
        desk_select_line(desk, outcome->line_index);
        desk_tell_stock(desk, outcome);
        return true;
    case OUTCOME_CAMPAIGN:
    case OUTCOME_LEAD:
        desk_tell_code(desk, outcome);
        return true;
    case OUTCOME_ENDED:
    case OUTCOME_EARLY:
        desk_tell(desk, VIEW_MESSAGE_AMBER,
            outcome->kind == OUTCOME_ENDED ? TEXT_ENDED : TEXT_EARLY,
            words_day(&desk->view, outcome->day, day),
            outcome->kind == OUTCOME_ENDED ? TEXT_ENDED_NOT_COUNTED : TEXT_STILL_COUNTS,
            outcome->campaign);
        return true;
    case OUTCOME_USED:
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_OFFER_USED,
            words_day(&desk->view, outcome->day, day), TEXT_STILL_COUNTS, outcome->campaign);
        return true;
    case OUTCOME_NEEDS_QUANTITY:
    case OUTCOME_NEEDS_PRICE:
    case OUTCOME_NEEDS_AGE:
    case OUTCOME_NEEDS_OPTIONS:
    case OUTCOME_NEEDS_SERIAL:
        desk_ask(desk, outcome, NULL);
        return true;
    case OUTCOME_UNKNOWN:
        tell_unknown(desk, outcome->code);
        return false;
    case OUTCOME_CHECK_DIGIT:
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_CHECK_DIGIT, outcome->code, TEXT_SCAN_AGAIN, NULL);
        return false;
    case OUTCOME_TWICE:
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_TWICE, outcome->code, TEXT_SEARCH_BY_NAME, NULL);
        return false;
    case OUTCOME_MISTYPED:
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_MISTYPED, outcome->code, TEXT_CHECK_LETTERS, NULL);
        return false;
    case OUTCOME_FOREIGN:
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_FOREIGN, NULL, TEXT_SALE_GOES_ON, NULL);
        return false;
    case OUTCOME_UNCHECKED:
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_UNCHECKED, NULL, TEXT_SALE_GOES_ON, NULL);
        return false;
    case OUTCOME_REVOKED:
        desk_tell(
            desk, VIEW_MESSAGE_AMBER, TEXT_REVOKED, outcome->campaign, TEXT_SALE_GOES_ON, NULL);
        return false;
    case OUTCOME_VOUCHER:
        return desk_scan_voucher(desk, outcome->code);
    case OUTCOME_NO_CAMPAIGN:
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_NO_CAMPAIGN, NULL, TEXT_SALE_GOES_ON, NULL);
        return false;
    case OUTCOME_MISREAD:
        desk_tell(desk, VIEW_MESSAGE_AMBER, TEXT_MISREAD, NULL, TEXT_SCAN_AGAIN, NULL);
        return false;
    }
    ASSERT(false);
    return false;
}

static bool add_typed(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_outcome outcome;
    if (intent->index >= desk->view.tax_code_count) {
        return error_set(err, ERROR_INVALID, "there is no such tax rate");
    }
    if (!till_add_typed(desk->till, say(&desk->view, TEXT_TYPED_ITEM), intent->amount_minor,
            &desk->view.tax_codes[intent->index], &outcome, err)) {
        return false;
    }
    (void)desk_take_outcome(desk, &outcome);
    return true;
}

/* A question is open: the code waits until it is answered. */
static bool keep_scan(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)err;
    if (!desk->is_replaying) {
        desk->sound = DESK_SOUND_BAD;
    }
    if (desk->kept_count == DESK_KEPT_MAX) {
        return true; /* who scans on after eight bad sounds scans again */
    }
    size_t place = desk->is_replaying ? 0 : desk->kept_count;
    memmove(desk->kept[place + 1 < DESK_KEPT_MAX ? place + 1 : place], desk->kept[place],
        (desk->kept_count - place) * sizeof desk->kept[0]);
    text_copy(desk->kept[place], sizeof desk->kept[0], intent->code);
    desk->kept_count++;
    return true;
}

static bool understand(
    struct desk *desk, const struct intent *intent, enum touch_kind kind, struct error *err)
{
    struct till_outcome outcome;
    if (desk->screen == SCREEN_THANKS) {
        desk->screen = SCREEN_SELL; /* the next sale begins with it */
    }
    if (!till_scan(desk->till, text_view_of(intent->code), SCAN_ANY, intent->quantity_milli, kind,
            &outcome, err)) {
        return false;
    }
    desk->sound = desk_take_outcome(desk, &outcome) ? DESK_SOUND_GOOD : DESK_SOUND_BAD;
    return true;
}

static bool scan(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (desk->question.kind != VIEW_QUESTION_NONE || desk->staff.is_lending) {
        return keep_scan(desk, intent, err);
    }
    return understand(desk, intent, TOUCH_SCANNED, err);
}

static bool type_code(struct desk *desk, const struct intent *intent, struct error *err)
{
    return understand(desk, intent, TOUCH_TYPED, err);
}

static bool drop_question(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    desk->question.kind = VIEW_QUESTION_NONE;
    return true;
}

/* ---- Changing ---- */

bool desk_has_line(const struct desk *desk, size_t index, struct error *err)
{
    return index < till_ticket(desk->till)->line_count ||
           error_set(err, ERROR_NOT_FOUND, "this line is not on the sale any more");
}

static bool select_shown(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!desk_has_line(desk, intent->index, err)) {
        return false;
    }
    desk->selected_line = intent->index;
    return true;
}

static bool plus(struct desk *desk, const struct intent *intent, struct error *err)
{
    return desk_has_line(desk, intent->index, err) && till_plus(desk->till, intent->index, err);
}

void desk_tell_undo(struct desk *desk)
{
    static const struct {
        enum text_id text;
        bool has_name;
    } rows[] = {
        [UNDO_MINUS] = {TEXT_ONE_LESS, true},
        [UNDO_REMOVE] = {TEXT_REMOVED, true},
        [UNDO_DETACH] = {TEXT_CAMPAIGN_OFF, true},
        [UNDO_OFFER] = {TEXT_OFFER_OFF, true},
        [UNDO_LEAD] = {TEXT_LEAD_OFF, false},
        [UNDO_CANCEL] = {TEXT_SALE_CANCELLED, false},
    };
    enum till_undo kind = till_undo_kind(desk->till);
    if (kind == UNDO_NOTHING) {
        return;
    }
    struct message message = {
        .shown = {.kind = VIEW_MESSAGE_GREEN, .actions = {VIEW_ACTION_UNDO}}, .is_of_sale = true};
    bool is_line = kind == UNDO_MINUS || kind == UNDO_REMOVE;
    if (is_line && till_has_voids(desk->till)) {
        message.shown.actions[1] = VIEW_ACTION_WHY;
    }
    say_with(&desk->view, message.shown.title, sizeof message.shown.title, rows[kind].text,
        rows[kind].has_name ? till_undo_name(desk->till) : NULL, NULL);
    desk_show(desk, &message);
}

static bool minus(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!desk_has_line(desk, intent->index, err) || !till_minus(desk->till, intent->index, err)) {
        return false;
    }
    desk->undo_line = intent->index;
    desk_tell_undo(desk);
    return true;
}

static bool remove_line(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!desk_has_line(desk, intent->index, err) || !till_remove(desk->till, intent->index, err)) {
        return false;
    }
    desk->undo_line = intent->index;
    desk_tell_undo(desk);
    return true;
}

static bool set_quantity(struct desk *desk, const struct intent *intent, struct error *err)
{
    return desk_has_line(desk, intent->index, err) &&
           till_set_quantity(desk->till, intent->index, intent->quantity_milli, err);
}

static bool set_price(struct desk *desk, const struct intent *intent, struct error *err)
{
    return desk_has_line(desk, intent->index, err) &&
           till_set_price(desk->till, intent->index, intent->amount_minor, err);
}

static bool discount_line(struct desk *desk, const struct intent *intent, struct error *err)
{
    return desk_has_line(desk, intent->index, err) &&
           till_discount_line(desk->till, intent->index, intent->discount, err);
}

static bool discount_all(struct desk *desk, const struct intent *intent, struct error *err)
{
    return till_discount_all(desk->till, intent->discount, err);
}

static bool detach(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (intent->index >= till_ticket(desk->till)->touch_count) {
        return error_set(err, ERROR_NOT_FOUND, "this campaign is not on the sale any more");
    }
    if (!till_detach(desk->till, intent->index, err)) {
        return false;
    }
    desk_tell_undo(desk);
    return true;
}

static bool cancel_sale(struct desk *desk, const struct intent *intent, struct error *err)
{
    size_t tender_count;
    (void)till_tenders(desk->till, &tender_count);
    if (tender_count > 0) {
        struct message message = {.shown = {.kind = VIEW_MESSAGE_AMBER}, .is_of_sale = true};
        text_copy(message.shown.title, sizeof message.shown.title,
            say(&desk->view, TEXT_CANCEL_HAS_TENDERS));
        desk_show(desk, &message);
        return true;
    }
    if (!till_cancel(desk->till, intent->code, err)) {
        return false;
    }
    messages_end_sale(&desk->messages);
    desk->question.kind = VIEW_QUESTION_NONE;
    desk_tell_undo(desk);
    return true;
}

static bool undo(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    enum till_undo kind = till_undo_kind(desk->till);
    messages_drop_undo(&desk->messages);
    if (kind == UNDO_NOTHING) {
        return true; /* two touches on one Undo */
    }
    if (!till_undo(desk->till, err)) {
        return false;
    }
    size_t count = till_ticket(desk->till)->line_count;
    if (kind == UNDO_MINUS || kind == UNDO_REMOVE) {
        desk_select_line(desk, desk->undo_line < count ? desk->undo_line : count - 1);
    } else if (kind == UNDO_CANCEL && count > 0) {
        desk_select_line(desk, count - 1);
    }
    return true;
}

/* ---- Paying ---- */

void desk_enter(struct desk *desk, enum screen_id screen)
{
    if (screen != SCREEN_STOCK) {
        desk_forget_stock(desk);
    }
    if (screen != SCREEN_CASH && screen != SCREEN_CLOSE && screen != SCREEN_REPORTS) {
        desk_forget_report(desk);
    }
    if (screen != SCREEN_LEADS && screen != SCREEN_LEAD_CARD) {
        desk_forget_leads(desk);
    }
    if (screen != SCREEN_CAMPAIGNS && screen != SCREEN_CAMPAIGN) {
        desk_rest_campaigns(desk);
    }
    desk->screen = screen;
    desk->question.kind = VIEW_QUESTION_NONE; /* only the sell screen asks */
    if (screen == SCREEN_PAY) {
        desk->last_tender = till_last_tender(desk->till);
        desk_begin_payment(desk);
    } else if (screen == SCREEN_VOUCHER) {
        desk_begin_payment(desk);
    }
}

static bool go(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)err;
    bool is_possible = (intent->screen != SCREEN_PAY || till_ticket(desk->till)->line_count > 0) &&
                       (intent->screen != SCREEN_THANKS || till_receipt(desk->till) != NULL);
    if (!is_possible) {
        return true;
    }
    enum screen_id screen = intent->screen;
    if (screen == SCREEN_PAY && till_figures(desk->till)->gross_minor < 0) {
        screen = SCREEN_GIVE_BACK;
    } else if (screen == SCREEN_RECEIPTS) {
        desk_look_for(desk, intent->index == 1 ? VIEW_RECEIPTS_REFUND : VIEW_RECEIPTS_LOOK);
    }
    if (!desk_enter_refund(desk, screen, err)) {
        return false;
    }
    desk_enter(desk, screen);
    return true;
}

static bool take_tender(struct desk *desk, const struct intent *intent, struct error *err)
{
    return till_take_tender(desk->till, &intent->tender, err);
}

static bool remove_tender(struct desk *desk, const struct intent *intent, struct error *err)
{
    size_t count;
    (void)till_tenders(desk->till, &count);
    if (intent->index >= count) {
        return error_set(err, ERROR_NOT_FOUND, "this payment is not there any more");
    }
    return till_remove_tender(desk->till, intent->index, err);
}

void desk_nudge(struct desk *desk)
{
    if (desk->sync != NULL) {
        sync_thread_nudge(desk->sync);
    }
}

/* Thanks, faces and code stand on the customer's display: the till is ready for the next one, and
 * says until then what to hand back. */
static void thank_on_display(struct desk *desk)
{
    const struct till_receipt *receipt = till_receipt(desk->till);
    char money[WORDS_MAX];
    struct message message = {
        .shown = {.kind = VIEW_MESSAGE_GREEN, .actions = {VIEW_ACTION_ADD_CODE}},
        .is_until_item = true};
    struct view_message *shown = &message.shown;
    say_with(
        &desk->view, shown->title, sizeof shown->title, TEXT_PAID_AND_SAVED, receipt->number, NULL);
    if (receipt->change_minor > 0) {
        text_copy(shown->detail, sizeof shown->detail, shown->title);
        say_with(&desk->view, shown->title, sizeof shown->title, TEXT_CHANGE_MONEY,
            words_money(&desk->view, receipt->change_minor, money), NULL);
    }
    messages_add(&desk->messages, &message, clock_monotonic_ms(desk->clock));
    desk->thanks_until_ms = clock_monotonic_ms(desk->clock) + DESK_THANKS_MS;
    desk_enter(desk, SCREEN_SELL);
}

/* The thanks screen comes when the sale is on the disk, never before. */
static bool pay(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!till_pay(desk->till, intent->has_tender ? &intent->tender : NULL, err)) {
        return false;
    }
    messages_end_sale(&desk->messages);
    desk->selected_line = 0;
    desk_make_qr(desk);
    desk_read_codes(desk);
    if (desk->has_display) {
        thank_on_display(desk);
    } else {
        desk_enter(desk, SCREEN_THANKS);
    }
    desk_nudge(desk);
    return true;
}

static bool rate(struct desk *desk, const struct intent *intent, struct error *err)
{
    ASSERT(intent->index >= 1 && intent->index <= 5);
    if (!till_answer_satisfaction(desk->till, (int)intent->index, err)) {
        return false;
    }
    desk_make_qr(desk); /* after a good answer another code may be shown */
    desk->thanks_until_ms = clock_monotonic_ms(desk->clock) + DESK_THANKS_MS;
    desk_nudge(desk);
    return true;
}

static bool next_sale(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    desk_enter(desk, SCREEN_SELL);
    return true;
}

static bool look_for_files(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    (void)err;
    struct view_import *import = &desk->view.import;
    import->file_count = importer_look(desk->importer, import->files, VIEW_FILES_MAX);
    return true;
}

static bool import_file(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (!importer_start(desk->importer, intent->index)) {
        return error_set(err, ERROR_BUSY, "another list is being read");
    }
    return true;
}

static bool close_message(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)err;
    messages_close(&desk->messages, intent->index);
    return true;
}

static effect *const EFFECTS[INTENT_KIND_COUNT] = {
    [INTENT_GO] = go,
    [INTENT_ADD_PRODUCT] = desk_add_product,
    [INTENT_ADD_TYPED] = add_typed,
    [INTENT_SCAN] = scan,
    [INTENT_TYPE_CODE] = type_code,
    [INTENT_DROP_QUESTION] = drop_question,
    [INTENT_REFUSE_SCAN] = keep_scan,
    [INTENT_SELECT] = select_shown,
    [INTENT_PLUS] = plus,
    [INTENT_MINUS] = minus,
    [INTENT_REMOVE] = remove_line,
    [INTENT_SET_QUANTITY] = set_quantity,
    [INTENT_SET_PRICE] = set_price,
    [INTENT_DISCOUNT_LINE] = discount_line,
    [INTENT_DISCOUNT_ALL] = discount_all,
    [INTENT_DETACH] = detach,
    [INTENT_CANCEL_SALE] = cancel_sale,
    [INTENT_UNDO] = undo,
    [INTENT_TAKE_TENDER] = take_tender,
    [INTENT_REMOVE_TENDER] = remove_tender,
    [INTENT_PAY] = pay,
    [INTENT_RATE] = rate,
    [INTENT_NEXT_SALE] = next_sale,
    [INTENT_LOOK_FOR_FILES] = look_for_files,
    [INTENT_IMPORT_FILE] = import_file,
    [INTENT_CLOSE_MESSAGE] = close_message,

    /* staff and rights */
    [INTENT_SIGN_IN] = desk_sign_in,
    [INTENT_STAY] = desk_stay,
    [INTENT_SWITCH_USER] = desk_switch_user,
    [INTENT_LOCK] = desk_lock,
    [INTENT_LEND] = desk_lend,
    [INTENT_DROP_LEND] = desk_drop_lend,
    [INTENT_OPEN_DRAWER] = desk_open_drawer,
    [INTENT_OPEN_STAFF] = desk_open_staff,
    [INTENT_ADD_PERSON] = desk_add_person,
    [INTENT_SET_ROLE] = desk_set_role,
    [INTENT_SET_ACTIVE] = desk_set_active,
    [INTENT_SET_PIN] = desk_set_pin,

    /* shifts, cash and closing */
    [INTENT_OPEN_FLOAT] = desk_open_float,
    [INTENT_OPEN_PAY_IN] = desk_open_pay_in,
    [INTENT_OPEN_PAY_OUT] = desk_open_pay_out,
    [INTENT_SET_FLOAT] = desk_set_float,
    [INTENT_MOVE_CASH] = desk_move_cash,
    [INTENT_OPEN_CLOSE] = desk_open_close,
    [INTENT_COUNTED] = desk_counted,
    [INTENT_CHECK_TRANSFER] = desk_check_transfer,
    [INTENT_CLOSE_SHIFT] = desk_close_shift,
    [INTENT_OPEN_X] = desk_open_x,
    [INTENT_OPEN_Z] = desk_open_z,

    /* refunds, voids, parked tickets and receipts */
    [INTENT_FIND_SALES] = desk_find_sales,
    [INTENT_FIND_SALE] = desk_find_sale,
    [INTENT_OPEN_RECEIPT] = desk_open_receipt,
    [INTENT_OPEN_REFUND] = desk_open_refund,
    [INTENT_CHOOSE_RETURN] = desk_choose_return,
    [INTENT_CHOOSE_ALL] = desk_choose_all,
    [INTENT_REFUND] = desk_pay_refund,
    [INTENT_EXCHANGE] = desk_exchange,
    [INTENT_TURN] = desk_turn,
    [INTENT_GIVE_BACK] = desk_give_back,
    [INTENT_PARK] = desk_park,
    [INTENT_RECALL] = desk_recall,
    [INTENT_MERGE] = desk_merge,
    [INTENT_SPLIT_SET] = desk_set_split,
    [INTENT_SPLIT] = desk_split,
    [INTENT_REPRINT] = desk_reprint,
    [INTENT_CORRECT_TENDER] = desk_correct_tender,
    [INTENT_ASK_VOID] = desk_ask_void,
    [INTENT_VOID_REASON] = desk_void_reason,

    /* options, bundles and stock */
    [INTENT_OPEN_OPTIONS] = desk_open_options,
    [INTENT_CHOOSE_OPTIONS] = desk_choose_options,
    [INTENT_CONFIRM_AGE] = desk_confirm_age,
    [INTENT_GIVE_SERIAL] = desk_give_serial,
    [INTENT_SET_NOTE] = desk_set_note,
    [INTENT_SET_NAME] = desk_set_name,
    [INTENT_OPEN_STOCK] = desk_open_stock,
    [INTENT_MOVE_STOCK] = desk_move_stock,

    /* tenders */
    [INTENT_PAYING] = desk_paying,
    [INTENT_FIND_VOUCHER] = desk_find_voucher,
    [INTENT_SET_TIP] = desk_set_tip,
    [INTENT_ADD_VOUCHER] = desk_add_voucher,
    [INTENT_PAY_DEBT] = desk_pay_debt,
    [INTENT_NEXT_VOUCHER] = desk_next_voucher,

    /* settings and first start */
    [INTENT_FOUND_SHOP] = found_shop,
    [INTENT_DROP_SHOP] = drop_shop,
    [INTENT_OPEN_SHOP] = open_shop,
    [INTENT_OPEN_SETTINGS] = open_settings,
    [INTENT_SET_SETTING] = set_setting,
    [INTENT_ADD_TAX] = add_tax,
    [INTENT_SET_CATEGORY] = set_category,
    [INTENT_OPEN_PRODUCT] = open_product,
    [INTENT_ADD_TARGET] = add_target,
    [INTENT_SET_TARGET] = set_target,
    [INTENT_REMOVE_TARGET] = remove_target,
    [INTENT_NEW_PRODUCT] = new_product,
    [INTENT_SET_PRODUCT] = set_product,

    /* campaigns */
    [INTENT_OPEN_CAMPAIGNS] = desk_open_campaigns,
    [INTENT_SET_PERIOD] = desk_set_period,
    [INTENT_SET_RULE] = desk_set_rule,
    [INTENT_OPEN_CAMPAIGN] = desk_look_at_campaign,
    [INTENT_SAVE_FIGURES] = desk_save_figures,
    [INTENT_NEW_CAMPAIGN] = desk_new_campaign,
    [INTENT_EDIT_CAMPAIGN] = desk_edit_campaign,
    [INTENT_OPEN_POSTERS] = desk_open_posters,
    [INTENT_SET_CAMPAIGN] = desk_set_campaign,
    [INTENT_SAVE_CAMPAIGN] = desk_save_campaign,
    [INTENT_ADD_SPEND] = desk_add_spend,
    [INTENT_ADD_PLACEMENT] = desk_add_placement,
    [INTENT_SHOW_PLACEMENT] = desk_show_placement,
    [INTENT_REVOKE_PLACEMENT] = desk_revoke_placement,
    [INTENT_SET_ANSWER] = desk_set_answer,
    [INTENT_PRINT_POSTER] = desk_print_poster,

    /* customer display */

    /* booth */
    [INTENT_BOOTH_OPEN] = booth_open,
    [INTENT_BOOTH_LEAVE] = booth_leave,
    [INTENT_BOOTH_LANGUAGE] = booth_language,
    [INTENT_BOOTH_START] = booth_start,
    [INTENT_BOOTH_SCAN] = booth_scan,
    [INTENT_BOOTH_SAVE] = booth_save,
    [INTENT_BOOTH_END] = booth_end,

    /* codes on the ticket */
    [INTENT_DROP_OFFER] = desk_drop_offer,
    [INTENT_DISOWN] = desk_disown,
    [INTENT_UNTIE_LEAD] = desk_untie_lead,
    [INTENT_OPEN_LATE_CODE] = desk_open_late_code,
    [INTENT_LATE_CODE] = desk_late_code,
    [INTENT_HEAR] = desk_hear,
    [INTENT_SHOW_CODE] = desk_show_code,

    /* leads */
    [INTENT_OPEN_LEADS] = desk_open_leads,
    [INTENT_FIND_LEADS] = desk_find_leads,
    [INTENT_UNLOCK_LEADS] = desk_unlock_leads,
    [INTENT_OPEN_LEAD] = desk_open_lead,
    [INTENT_SAVE_LEAD] = desk_save_lead,
    [INTENT_CLOSE_LEAD] = desk_close_lead,
    [INTENT_WITHDRAW] = desk_withdraw,
    [INTENT_ERASE_LEAD] = desk_erase_lead,
    [INTENT_SHOW_LEAD_CODE] = desk_show_lead_code,
    [INTENT_SAVE_LEAD_FILES] = desk_save_lead_files,
};

void desk_begin(
    struct desk *desk, struct till *till, struct clock_source clock, const struct desk_shop *shop)
{
    *desk = (struct desk){.till = till,
        .clock = clock,
        .shop = *shop,
        .screen = shop->is_first ? SCREEN_START : SCREEN_SELL};
    size_t count = till_ticket(till)->line_count;
    desk->selected_line = count == 0 ? 0 : count - 1;
    desk->line_serial = 1;
    desk_touch(desk);
    if (till_is_locked(till)) {
        desk_ask_pin(desk, false);
    }
}

void desk_begin_again(struct desk *desk, struct till *till, const struct desk_shop *shop)
{
    struct desk *before = malloc(sizeof *before);
    ASSERT(before != NULL);
    desk_end_campaigns(desk);
    *before = *desk;
    desk_begin(desk, till, before->clock, shop);
    desk->has_display = before->has_display;
    desk->trusts_clock = before->trusts_clock;
    desk->wording = before->wording;
    desk->language = before->language;
    desk->drawer = before->drawer;
    free(before);
}

void desk_end(struct desk *desk)
{
    desk_forget_report(desk);
    desk_forget_stock(desk);
    desk_end_leads(desk);
    wording_close(&desk->wording);
    desk_end_refund(desk);
    desk_end_booth(desk);
    desk_end_campaigns(desk);
}

void desk_carry_out(struct desk *desk, const struct intent *intent)
{
    struct error err;
    if (intent->kind == INTENT_NONE) {
        return;
    }
    ASSERT((size_t)intent->kind < ARRAY_LENGTH(EFFECTS) && EFFECTS[intent->kind] != NULL);
    if (EFFECTS[intent->kind](desk, intent, &err)) {
        return;
    }
    if (err.code == ERROR_NOT_ALLOWED) {
        desk_ask_lending(desk, intent);
    } else {
        tell_trouble(desk, intent, &err);
    }
}

bool desk_take_kept(struct desk *desk, char out_code[SCAN_TEXT_MAX])
{
    if (desk->kept_count == 0) {
        return false;
    }
    memcpy(out_code, desk->kept[0], sizeof desk->kept[0]);
    desk->kept_count--;
    memmove(desk->kept[0], desk->kept[1], desk->kept_count * sizeof desk->kept[0]);
    return true;
}
