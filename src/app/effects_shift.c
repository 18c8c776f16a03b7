#include <stdlib.h>
#include <string.h>

#include "app/effects.h"
#include "base/error.h"
#include "base/text.h"
#include "domain/id.h"
#include "screens/words.h"
#include "till/export_target.h"
#include "till/shift.h"
#include "till/staff.h"

/* ---- What the screens look at ---- */

void desk_forget_report(struct desk *desk)
{
    z_report_close(&desk->report);
    free(desk->closes);
    desk->closes = NULL;
    desk->view.shift =
        (struct view_shift){.serial = desk->view.shift.serial, .opened = desk->view.shift.opened};
}

void desk_fill_shift(struct desk *desk)
{
    struct shift_state state;
    struct error ignored; /* what cannot be read is said by whoever acts next */
    if (till_shift_state(desk->till, &state, &ignored)) {
        desk->view.shift.is_open = state.is_open;
        desk->view.shift.left_minor = state.left_minor;
    }
}

/* Takes the report over. */
static void show_report(struct desk *desk, struct z_report *report)
{
    z_report_close(&desk->report);
    desk->report = *report;
    desk->view.shift.report = &desk->report;
    desk->view.shift.serial++;
}

/* ---- Float, pay in, pay out ---- */

static bool open_cash(struct desk *desk, enum view_cash cash, struct error *err)
{
    (void)err;
    desk_forget_report(desk);
    desk_fill_shift(desk);
    desk->view.shift.cash = cash;
    desk->view.shift.serial++;
    desk_enter(desk, SCREEN_CASH);
    return true;
}

bool desk_open_float(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    return open_cash(desk, VIEW_CASH_FLOAT, err);
}

bool desk_open_pay_in(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    return open_cash(desk, VIEW_CASH_IN, err);
}

bool desk_open_pay_out(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    return open_cash(desk, VIEW_CASH_OUT, err);
}

bool desk_set_float(struct desk *desk, const struct intent *intent, struct error *err)
{
    char money[WORDS_MAX];
    if (!till_open_shift(desk->till, intent->amount_minor, err)) {
        return false;
    }
    words_money(&desk->view, intent->amount_minor, money);
    desk_enter(desk, SCREEN_SELL);
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_FLOAT_IS_OPEN, money, TEXT_COUNT, NULL);
    desk_nudge(desk);
    return true;
}

bool desk_move_cash(struct desk *desk, const struct intent *intent, struct error *err)
{
    char money[WORDS_MAX];
    bool is_in = desk->view.shift.cash == VIEW_CASH_IN;
    struct message message = {.shown = {.kind = VIEW_MESSAGE_GREEN}};
    if (!till_move_cash(desk->till, is_in, intent->amount_minor, NULL, intent->code, err)) {
        return false;
    }
    words_money(&desk->view, intent->amount_minor, money);
    say_with(&desk->view, message.shown.title, sizeof message.shown.title,
        is_in ? TEXT_PAY_IN_DONE : TEXT_PAY_OUT_DONE, money, intent->code);
    desk_enter(desk, SCREEN_SELL);
    desk_show(desk, &message);
    desk_nudge(desk);
    return true;
}

/* ---- Closing ---- */

static bool preview(struct desk *desk, bool is_counted, struct error *err)
{
    struct z_report report = {0};
    if (!till_close_preview(desk->till, is_counted, &report, err)) {
        return false;
    }
    show_report(desk, &report);
    return true;
}

bool desk_open_close(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    struct export_targets targets;
    struct error ignored; /* then the button does not speak of files */
    desk_forget_report(desk);
    desk_fill_shift(desk);
    if (desk->view.shift.is_open && !preview(desk, false, err)) {
        return false;
    }
    desk->view.shift.opened++;
    desk->view.shift.has_targets =
        export_targets_read(till_store(desk->till), &targets, &ignored) && targets.count > 0;
    desk_enter(desk, SCREEN_CLOSE);
    return true;
}

static void add_piece(
    struct till_count *count, const char *currency, int64_t value_minor, int64_t pieces)
{
    struct z_piece *piece = &count->pieces[count->piece_count++];
    (void)text_copy(piece->currency, sizeof piece->currency, currency);
    piece->value_minor = value_minor;
    piece->pieces = pieces;
}

static_assert(CURRENCY_ALL_PIECES_MAX + CLOSE_FOREIGN_MAX + 1 <= SHIFT_PIECES_MAX,
    "a count has room for what the screen counts");

static void fill_count(
    const struct desk *desk, const struct close_choice *choice, struct till_count *out_count)
{
    const struct till_shop *shop = till_shop(desk->till);
    const char *own = shop->rules.currency->code;
    *out_count = (struct till_count){.piece_count = 0};
    if (choice->is_sum) {
        add_piece(out_count, own, 0, choice->sum_minor);
    }
    for (size_t i = 0; !choice->is_sum && i < shop->piece_count; i++) {
        if (choice->pieces[i] > 0) {
            add_piece(out_count, own, shop->pieces[i].value_minor, choice->pieces[i]);
        }
    }
    for (size_t i = 0; i < choice->foreign_count; i++) {
        add_piece(out_count, choice->foreign[i].currency, 0, choice->foreign[i].sum_minor);
    }
}

bool desk_counted(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct till_count count;
    fill_count(desk, &intent->close, &count);
    return till_count_drawer(desk->till, &count, err) && preview(desk, true, err);
}

bool desk_check_transfer(struct desk *desk, const struct intent *intent, struct error *err)
{
    if (intent->index >= desk->report.transfer_count) {
        return error_set(err, ERROR_NOT_FOUND, "this transfer is not on the list any more");
    }
    const struct z_transfer *transfer = &desk->report.transfers[intent->index];
    bool is_counted = desk->report.has_counted;
    return till_check_transfer(desk->till, transfer->sale_id, transfer->payment_n,
               intent->amount_minor == 1, err) &&
           preview(desk, is_counted, err);
}

static void tell_closed(struct desk *desk)
{
    char number[24];
    struct text_out text = text_out_begin(number, sizeof number);
    text_out_append_number(&text, desk->report.number, 4);
    desk_tell(desk, VIEW_MESSAGE_GREEN, TEXT_DAY_CLOSED, NULL, TEXT_DAY_CLOSED_HINT, number);
}

static bool list_closes(struct desk *desk, struct error *err)
{
    struct view_shift *shift = &desk->view.shift;
    free(desk->closes);
    desk->closes = NULL;
    shift->close_count = 0;
    if (!till_z_list(desk->till, &desk->closes, &shift->close_count, err)) {
        return false;
    }
    shift->closes = desk->closes;
    return true;
}

bool desk_close_shift(struct desk *desk, const struct intent *intent, struct error *err)
{
    const struct close_choice *choice = &intent->close;
    struct till_count count;
    struct z_report report = {0};
    fill_count(desk, choice, &count);
    struct till_close_order order = {.count = choice->has_count ? &count : NULL,
        .is_uncounted = !choice->has_count,
        .reason = choice->reason,
        .says_left = choice->says_left,
        .left_minor = choice->left_minor,
        .has_terminal = choice->has_terminal,
        .terminal_minor = choice->terminal_minor};
    if (!till_close_shift(desk->till, &order, &report, err)) {
        return false;
    }
    show_report(desk, &report);
    desk_enter(desk, SCREEN_REPORTS);
    tell_closed(desk);
    desk_nudge(desk);
    desk_nudge_exports(desk);
    struct error ignored; /* it is closed; the list of the others may be missing beside it */
    if (till_may(desk->till, RIGHT_X_REPORT, 0)) {
        (void)list_closes(desk, &ignored);
    }
    return true;
}

/* ---- Reports ---- */

bool desk_open_x(struct desk *desk, const struct intent *intent, struct error *err)
{
    (void)intent;
    struct z_report report = {0};
    if (!till_x_report(desk->till, &report, err)) {
        return false;
    }
    show_report(desk, &report);
    if (!list_closes(desk, err)) {
        return false;
    }
    if (desk->screen != SCREEN_REPORTS) {
        desk_enter(desk, SCREEN_REPORTS);
    }
    return true;
}

bool desk_open_z(struct desk *desk, const struct intent *intent, struct error *err)
{
    struct z_report report = {0};
    if (!till_z_report(desk->till, (int64_t)intent->index, &report, err)) {
        return false;
    }
    show_report(desk, &report);
    return true;
}
