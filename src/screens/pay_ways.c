#include "base/text.h"
#include "screens/parts.h"
#include "screens/pay.h"
#include "screens/texts.h"
#include "screens/words.h"

#define MORE_WIDTH 760
#define MORE_PITCH 100
#define MORE_ROWS_MAX (TILL_RATES_MAX + 2)
#define ACCOUNT_HEIGHT 88
#define ACCOUNT_PITCH 100
#define CODE_WIDTH_PERCENT 58
#define TIPS_COUNT 4

/* ---- The row of tenders ---- */

static const struct {
    enum text_id label;
    enum icon icon;
} KINDS[TENDER_KIND_COUNT] = {
    [TENDER_CASH] = {TEXT_CASH, ICON_CASH},
    [TENDER_CARD] = {TEXT_CARD, ICON_CARD},
    [TENDER_TRANSFER] = {TEXT_BANK_QR, ICON_QR},
    [TENDER_VOUCHER] = {TEXT_VOUCHER, ICON_GIFT},
    [TENDER_ACCOUNT] = {TEXT_ACCOUNT, ICON_PERSON},
};

/* A code that cannot be made is not offered. */
static bool is_offered(const struct app_view *view, enum tender_kind kind)
{
    const struct shop_payment *payment = &view->shop->payment;
    return payment->takes[kind] && kind != TENDER_ACCOUNT &&
           (kind != TENDER_TRANSFER || payment->code_kind != PAY_CODE_NONE);
}

static bool has_accounts(const struct app_view *view)
{
    return view->shop->payment.takes[TENDER_ACCOUNT];
}

static bool has_more(const struct app_view *view)
{
    return has_accounts(view) || view->rate_count > 0 || view->shop->payment.takes_tips;
}

static bool is_behind_more(const struct pay_state *state)
{
    return state->is_tip || state->foreign > 0 || state->kind == TENDER_ACCOUNT;
}

/* The way that is chosen behind More, else "More". */
static const char *more_label(const struct pay_state *state, const struct app_view *view)
{
    const struct till_rate *rate = pay_rate(state, view);
    if (state->is_tip) {
        return say(view, TEXT_TIP);
    }
    if (rate != NULL) {
        return rate->currency->code;
    }
    return say(view, state->kind == TENDER_ACCOUNT ? TEXT_ACCOUNT : TEXT_MORE);
}

struct ways {
    struct ui_button buttons[TENDER_KIND_COUNT + 1];
    int kinds[TENDER_KIND_COUNT + 1]; /* -1: More */
    int count;
};

static void list_ways(const struct pay_state *state, const struct app_view *view, struct ways *ways)
{
    for (int kind = 0; kind < TENDER_KIND_COUNT; kind++) {
        if (is_offered(view, (enum tender_kind)kind)) {
            ways->kinds[ways->count] = kind;
            ways->buttons[ways->count++] = (struct ui_button){.label = say(view, KINDS[kind].label),
                .icon = KINDS[kind].icon,
                .is_selected = (int)state->kind == kind && !is_behind_more(state)};
        }
    }
    if (has_more(view)) {
        ways->kinds[ways->count] = -1;
        ways->buttons[ways->count++] = (struct ui_button){
            .label = more_label(state, view), .id = "more", .is_selected = is_behind_more(state)};
    }
}

void pay_ways(struct pay_state *state, const struct app_view *view, struct ui *ui, struct rect row)
{
    struct ways ways = {.count = 0};
    bool has_icons = true;
    list_ways(state, view, &ways);
    for (int i = 0; i < ways.count;
         i++) { /* where one is too narrow for its picture, none has it */
        int width = rect_column(row, ways.count, SPACE_GUTTER_SMALL, i).width;
        has_icons = has_icons && ui_button_width(ui, &ways.buttons[i]) <= width;
    }
    for (int i = 0; i < ways.count; i++) {
        struct ui_button *button = &ways.buttons[i];
        button->icon = has_icons ? button->icon : ICON_NONE;
        if (!ui_button(ui, rect_column(row, ways.count, SPACE_GUTTER_SMALL, i), button)) {
            continue;
        }
        ui_focus_none(ui);
        if (ways.kinds[i] < 0) {
            state->is_more = true;
        } else {
            pay_choose(state, (enum tender_kind)ways.kinds[i]);
        }
    }
}

/* ---- Behind More ---- */

/* Returns true once one is chosen. */
static bool more_rows(
    struct pay_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct ui_button button = {.is_start = true, .size = TYPE_CARD_TITLE};
    bool is_chosen = false;
    if (has_accounts(view)) {
        button.label = say(view, TEXT_ACCOUNT);
        button.icon = ICON_PERSON;
        if (ui_button(ui, rect_cut_top(&area, TARGET_OFTEN), &button)) {
            pay_choose(state, TENDER_ACCOUNT);
            is_chosen = true;
        }
        rect_skip_top(&area, MORE_PITCH - TARGET_OFTEN);
    }
    for (size_t i = 0; i < view->rate_count; i++) {
        char due[WORDS_MAX];
        struct pay_state other = *state;
        pay_choose_foreign(&other, view, i);
        button.label = view->rates[i].currency->code;
        button.icon = ICON_CASH;
        button.count =
            words_currency(view, pay_due_typed(&other, view), view->rates[i].currency, due);
        if (ui_button(ui, rect_cut_top(&area, TARGET_OFTEN), &button)) {
            pay_choose_foreign(state, view, i);
            is_chosen = true;
        }
        rect_skip_top(&area, MORE_PITCH - TARGET_OFTEN);
    }
    if (view->shop->payment.takes_tips) {
        button.label = say(view, TEXT_TIP);
        button.icon = ICON_PLUS;
        button.count = NULL;
        if (ui_button(ui, rect_cut_top(&area, TARGET_OFTEN), &button)) {
            pay_choose_tip(state, view);
            is_chosen = true;
        }
    }
    return is_chosen;
}

void pay_more(struct pay_state *state, const struct app_view *view, struct ui *ui)
{
    int rows = (has_accounts(view) ? 1 : 0) + (int)view->rate_count +
               (view->shop->payment.takes_tips ? 1 : 0);
    struct rect area = ui_area(ui);
    int most = area.height - 2 * SPACE_MARGIN;
    int width = area.width - 2 * SPACE_MARGIN;
    int content = rows * MORE_PITCH;
    int height = 36 + 64 + content + TARGET_OFTEN + 48;
    struct rect card =
        rect_center(area, width < MORE_WIDTH ? width : MORE_WIDTH, height < most ? height : most);
    ui_over_begin(ui, card, true);
    ui_card(ui, card);
    card = rect_inset(card, 36, 24);
    struct rect close = rect_cut_bottom(&card, TARGET_OFTEN);
    ui_text(ui, rect_cut_top(&card, 52), say(view, TEXT_MORE_WAYS),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .is_fixed = true});
    rect_skip_top(&card, 12);
    rect_skip_bottom(&card, 12);
    struct rect inside = ui_scroll_begin(ui, card, "ways", content, &state->account_scroll);
    bool is_chosen = more_rows(state, view, ui, inside);
    ui_scroll_end(ui);
    bool is_closed = ui_button(ui, close, &(struct ui_button){.label = say(view, TEXT_CANCEL)}) ||
                     ui_key(ui, INPUT_KEY_ESCAPE);
    ui_over_end(ui);
    if (is_chosen || is_closed) {
        state->is_more = false;
        state->account_scroll = (struct ui_scroll){0};
    }
}

/* ---- The payment code ---- */

static void code_words(
    const struct app_view *view, struct ui *ui, struct rect area, const struct pay_plan *plan)
{
    char money[WORDS_MAX];
    char reference[2 * WORDS_MAX];
    words_money(view, plan->amount_minor, money);
    ui_text(ui, rect_cut_top(&area, 64), money,
        &(struct ui_text_style){.size = 44,
            .weight = UI_WEIGHT_700,
            .is_display = true,
            .has_figures = true,
            .is_fixed = true});
    if (view->paying.reference[0] != '\0') {
        say_with(
            view, reference, sizeof reference, TEXT_BANK_REFERENCE, view->paying.reference, NULL);
        ui_text(ui, area, reference,
            &(struct ui_text_style){.colour = COLOUR_INK2,
                .has_figures = true,
                .lines_max = 3,
                .vertical = UI_VERTICAL_TOP});
    }
}

struct intent pay_code_pane(struct pay_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const struct pay_plan *plan)
{
    struct intent intent = {.kind = INTENT_NONE};
    const struct view_paying *paying = &view->paying;
    struct rect picture = rect_cut_left(&area, area.width * CODE_WIDTH_PERCENT / 100);
    rect_skip_left(&area, SPACE_GUTTER);
    ui_card(ui, picture);
    if (paying->qr != NULL) {
        ui_qr(ui, rect_inset(picture, 16, 16), paying->qr->modules, paying->qr->bits,
            say(view, TEXT_BANK_CODE));
    } else if (paying->problem[0] != '\0') {
        char words[2 * VIEW_MESSAGE_TEXT_MAX];
        struct text_out out = text_out_begin(words, sizeof words);
        text_out_format(&out, "%s %s.", say(view, TEXT_NO_BANK_CODE), paying->problem);
        ui_text(ui, rect_inset(picture, 32, 24), words,
            &(struct ui_text_style){.colour = COLOUR_AMBER, .lines_max = 6});
    }
    struct rect unseen = rect_cut_bottom(&area, TARGET_OFTEN);
    rect_skip_bottom(&area, SPACE_GUTTER_SMALL);
    code_words(view, ui, area, plan);
    struct ui_button button = {.label = say(view, TEXT_NOT_SEEN),
        .size = 26,
        .is_disabled = plan->step != PAY_ALL && plan->step != PAY_PART};
    if (ui_button(ui, unseen, &button)) {
        struct pay_plan not_seen = *plan;
        not_seen.row.is_seen = false;
        intent = pay_forward(state, &not_seen);
    }
    return intent;
}

/* ---- Vouchers ---- */

struct intent pay_voucher_field(
    struct pay_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct intent intent = {.kind = INTENT_NONE};
    enum ui_field_event event = ui_field(ui, rect,
        &(struct ui_field){.label = say(view, TEXT_VOUCHER_FIELD), .id = PAY_VOUCHER_FIELD},
        state->voucher_code, sizeof state->voucher_code);
    if (event == UI_FIELD_ENTERED && state->voucher_code[0] != '\0') {
        intent.kind = INTENT_FIND_VOUCHER;
        text_copy(intent.code, sizeof intent.code, state->voucher_code);
        ui_focus_none(ui);
    }
    return intent;
}

const char *pay_voucher_words(const struct app_view *view, char *out, size_t capacity)
{
    const struct till_voucher *found = &view->voucher.found;
    char day[WORDS_MAX];
    enum text_id text = TEXT_VOUCHER_FIRST;
    if (view->voucher.serial != 0) {
        switch (found->state) {
        case VOUCHER_GOOD:
            if (pay_voucher_left(view) > 0) {
                return "";
            }
            text = TEXT_VOUCHER_EMPTY;
            break;
        case VOUCHER_EMPTY:
            text = TEXT_VOUCHER_EMPTY;
            break;
        case VOUCHER_EXPIRED:
            return say_with(view, out, capacity, TEXT_VOUCHER_EXPIRED,
                words_day(view, found->expires_on, day), NULL);
        case VOUCHER_REVOKED:
            text = TEXT_VOUCHER_REVOKED;
            break;
        case VOUCHER_UNHEARD:
            text = TEXT_VOUCHER_UNHEARD;
            break;
        case VOUCHER_NOT_OURS:
            text = TEXT_VOUCHER_NOT_OURS;
            break;
        case VOUCHER_NO_VOUCHER:
            text = TEXT_VOUCHER_NO_VOUCHER;
            break;
        }
    }
    return say(view, text);
}

/* ---- On account ---- */

void pay_account_pane(
    struct pay_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    if (view->account_count == 0) {
        ui_text(ui, area, say(view, TEXT_NO_ACCOUNTS),
            &(struct ui_text_style){.colour = COLOUR_INK2, .align = UI_ALIGN_CENTER});
        return;
    }
    struct rect content = ui_scroll_begin(
        ui, area, "accounts", (int)view->account_count * ACCOUNT_PITCH, &state->account_scroll);
    for (size_t i = 0; i < view->account_count; i++) {
        struct rect row = rect_cut_top(&content, ACCOUNT_PITCH);
        const struct till_account *account = &view->accounts[i];
        char owed[WORDS_MAX];
        char words[2 * WORDS_MAX] = "";
        row.height = ACCOUNT_HEIGHT;
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        if (account->owed_minor != 0) {
            words_money(view, account->owed_minor, owed);
            say_with(view, words, sizeof words, TEXT_OWES, owed, NULL);
        }
        ui_push_id(ui, i);
        if (ui_button(ui, row,
                &(struct ui_button){.label = account->name,
                    .second_line = words[0] != '\0' ? words : account->code,
                    .is_start = true,
                    .is_marked = state->account_id == account->id})) {
            state->account_id = account->id;
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
}

/* ---- The tip ---- */

void pay_tip_column(struct pay_state *state, const struct app_view *view, struct ui *ui,
    struct rect column, int gap)
{
    static const uint32_t rates_ppm[TIPS_COUNT] = {50000, 100000, 150000, 200000};
    int64_t step_minor = view->shop->cash_step_minor;
    struct ui_button none = {.label = say(view, TEXT_NO_TIP),
        .size = 28,
        .is_marked = state->is_typed && state->entry.value == 0};
    if (ui_button(ui, rect_row(column, TIPS_COUNT + 1, gap, 0), &none)) {
        pay_offer(state, 0);
    }
    for (int i = 0; i < TIPS_COUNT; i++) {
        char label[WORDS_MAX];
        int64_t tip_minor;
        if (!money_divide((int128)view->figures->gross_minor * rates_ppm[i], 1000000,
                MONEY_HALF_AWAY, &tip_minor)) {
            continue;
        }
        tip_minor = tender_round_cash(tip_minor, step_minor);
        struct ui_button button = {.label = words_rate(view, rates_ppm[i], label),
            .size = 34,
            .has_figures = true,
            .is_marked = state->entry.value == tip_minor && tip_minor > 0};
        if (ui_button(ui, rect_row(column, TIPS_COUNT + 1, gap, i + 1), &button)) {
            pay_offer(state, tip_minor);
        }
    }
}
