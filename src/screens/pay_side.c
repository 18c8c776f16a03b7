#include "base/text.h"
#include "screens/parts.h"
#include "screens/pay.h"
#include "screens/texts.h"
#include "screens/words.h"

#define PADDING 22
#define GAP 20
#define HEAD_HEIGHT 52
#define ROW_HEIGHT 86
#define ROW_HEIGHT_NARROW 92 /* a name takes two lines */
#define NARROW 480
#define ROW_HEIGHT_COMPACT 68
#define ROWS_HEIGHT_MIN 76 /* less is not worth showing */
#define TENDER_HEIGHT 64
#define TENDER_PITCH 76
#define TENDERS_SHOWN 3
#define TENDERS_SHOWN_TIGHT 1
#define COINS_SIZE_LEAST 20

struct heights {
    int button, result, foot;
};

static struct heights heights_of(const struct ui *ui)
{
    return pay_is_tight(ui) ? (struct heights){104, 164, 20} : (struct heights){120, 202, 30};
}

/* The kit's ticket rows have as much before their text. */
static int padding_of(struct rect row)
{
    return row.width < NARROW ? 12 : 20;
}

/* ---- What has been taken ---- */

/* A card payment goes back only on the terminal, with the customer's card; all else at once. */
static struct intent give_back(
    struct pay_state *state, const struct app_view *view, size_t tender_index)
{
    if (view->tenders[tender_index].kind == TENDER_CARD) {
        state->is_asking = true;
        state->asked_tender = tender_index;
        return (struct intent){.kind = INTENT_NONE};
    }
    return (struct intent){.kind = INTENT_REMOVE_TENDER, .index = tender_index};
}

static bool tender_row(
    struct ui *ui, const struct app_view *view, struct rect row, const struct tender *tender)
{
    char amount[WORDS_MAX];
    char label[WORDS_MAX];
    struct ui_text_style name = {.size = TYPE_BODY, .weight = UI_WEIGHT_600};
    struct ui_text_style figure = {
        .size = TYPE_BODY, .weight = UI_WEIGHT_700, .has_figures = true, .align = UI_ALIGN_END};
    int padding = padding_of(row);
    static const enum text_id words[TENDER_KIND_COUNT] = {
        [TENDER_CASH] = TEXT_TAKEN_CASH,
        [TENDER_CARD] = TEXT_TAKEN_CARD,
        [TENDER_TRANSFER] = TEXT_BANK_QR,
        [TENDER_VOUCHER] = TEXT_VOUCHER,
        [TENDER_ACCOUNT] = TEXT_ACCOUNT,
    };
    const char *word = say(view, words[tender->kind]);
    ui_rounded(ui, row, RADIUS_KEY, COLOUR_PAPER, COLOUR_NONE);
    words_money(view, tender->tendered_minor, amount);
    say_with(view, label, sizeof label, TEXT_GIVE_BACK, amount, NULL);
    bool is_pressed = ui_button(ui, rect_cut_right(&row, TARGET_WIDTH_MIN),
        &(struct ui_button){
            .label = label, .kind = UI_BUTTON_QUIET, .icon = ICON_CLOSE, .is_icon_only = true});
    words_amount(view, tender->tendered_minor, amount);
    ui_text(ui, rect_cut_right(&row, ui_text_width(ui, amount, &figure)), amount, &figure);
    rect_skip_left(&row, padding);
    ui_text(ui, rect_cut_left(&row, ui_text_width(ui, word, &name)), word, &name);
    row = rect_inset(row, 16, 0);
    const struct currency *foreign = currency_find(tender->foreign_currency);
    const char *beside = foreign != NULL
                             ? words_currency(view, tender->foreign_minor, foreign, amount)
                             : tender->reference;
    ui_text(ui, row, beside, &(struct ui_text_style){.size = TYPE_SMALL, .colour = COLOUR_INK2});
    return is_pressed;
}

static struct intent tender_rows(
    struct pay_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct rect content = ui_scroll_begin(
        ui, area, "tenders", (int)view->tender_count * TENDER_PITCH, &state->tender_scroll);
    for (size_t i = 0; i < view->tender_count; i++) {
        struct rect row = rect_cut_top(&content, TENDER_PITCH);
        row.height = TENDER_HEIGHT;
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        ui_push_id(ui, i);
        if (tender_row(ui, view, row, &view->tenders[i])) {
            intent = give_back(state, view, i);
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
    if (state->shown_tenders != view->tender_count) {
        int bottom = (int)view->tender_count * TENDER_PITCH;
        ui_scroll_show(&state->tender_scroll, bottom - TENDER_PITCH, bottom);
        state->shown_tenders = view->tender_count;
    }
    return intent;
}

struct intent pay_question(struct pay_state *state, const struct app_view *view, struct ui *ui)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct rect card = ui_area(ui);
    int width = card.width - 2 * SPACE_MARGIN;
    card = rect_center(card, width < 860 ? width : 860, 364);
    char amount[WORDS_MAX];
    char detail[2 * WORDS_MAX];
    words_money(view, view->tenders[state->asked_tender].tendered_minor, amount);
    say_with(view, detail, sizeof detail, TEXT_REVERSED_DETAIL, amount, NULL);
    ui_over_begin(ui, card, true);
    ui_card(ui, card);
    card = rect_inset(card, 42, 36);
    struct rect buttons = rect_cut_bottom(&card, TARGET_OFTEN);
    ui_text(ui, rect_cut_top(&card, 52), say(view, TEXT_REVERSED_QUESTION),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .is_fixed = true});
    rect_skip_top(&card, 12);
    ui_text(ui, card, detail,
        &(struct ui_text_style){
            .colour = COLOUR_INK2, .lines_max = 3, .vertical = UI_VERTICAL_TOP});
    struct rect keep = rect_column(buttons, 2, SPACE_GUTTER_SMALL, 0);
    struct rect reversed = rect_column(buttons, 2, SPACE_GUTTER_SMALL, 1);
    bool is_kept =
        ui_button(ui, keep,
            &(struct ui_button){
                .label = say(view, TEXT_KEEP_IT), .kind = UI_BUTTON_PRIMARY, .size = 30}) ||
        ui_key(ui, INPUT_KEY_ESCAPE) || ui_key(ui, INPUT_KEY_ENTER);
    if (ui_button(ui, reversed,
            &(struct ui_button){
                .label = say(view, TEXT_REVERSED), .kind = UI_BUTTON_DANGER, .size = 30})) {
        intent = (struct intent){.kind = INTENT_REMOVE_TENDER, .index = state->asked_tender};
    }
    ui_over_end(ui);
    if (is_kept || intent.kind != INTENT_NONE) {
        state->is_asking = false;
    }
    return intent;
}

/* ---- What comes of the sum ---- */

/* The size at which the coins take at most two lines. */
static int coins_size(struct ui *ui, int width, int height, const char *coins)
{
    struct ui_text_style style = {.size = 23, .has_figures = true, .lines_max = 9};
    while (style.size > COINS_SIZE_LEAST && ui_text_height(ui, width, coins, &style) > height) {
        style.size--;
    }
    return style.size;
}

static void change_card(
    struct ui *ui, const struct app_view *view, struct rect card, int64_t change)
{
    char money[WORDS_MAX];
    char coins[4 * WORDS_MAX];
    bool is_tight = pay_is_tight(ui);
    ui_rounded(ui, card, 18, COLOUR_GREEN_TINT, COLOUR_NONE);
    card = rect_inset(card, 28, 0);
    rect_skip_top(&card, is_tight ? 12 : 22);
    ui_text(ui, rect_cut_top(&card, 34), say(view, TEXT_CHANGE),
        &(struct ui_text_style){.weight = UI_WEIGHT_600, .colour = COLOUR_GREEN});
    int height = is_tight ? 64 : 84;
    ui_money(ui, rect_cut_top(&card, height),
        &(struct ui_money){.text = words_money(view, change, money),
            .size = is_tight ? TYPE_MONEY : 84,
            .is_steady = true,
            .colour = COLOUR_GREEN});
    words_coins(view, change, coins, sizeof coins);
    rect_skip_bottom(&card, 4);
    int size = coins_size(ui, card.width, card.height, coins);
    ui_text(ui, card, coins,
        &(struct ui_text_style){
            .size = size, .colour = COLOUR_GREEN, .has_figures = true, .lines_max = 2});
}

static void still_card(
    struct ui *ui, const struct app_view *view, struct rect card, const struct pay_plan *plan)
{
    char money[WORDS_MAX];
    char words[2 * WORDS_MAX];
    ui_rounded(ui, card, 18, COLOUR_PAPER, COLOUR_NONE);
    words_money(view, plan->still_minor, money);
    say_with(view, words, sizeof words, TEXT_STILL, money, NULL);
    ui_text(ui, rect_inset(card, 28, 0), words,
        &(struct ui_text_style){.size = TYPE_TITLE,
            .weight = UI_WEIGHT_700,
            .is_display = true,
            .has_figures = true,
            .is_fixed = true});
}

static void words_card(struct ui *ui, struct rect card, const char *words, bool is_warning)
{
    ui_rounded(ui, card, 18, is_warning ? COLOUR_AMBER_TINT : COLOUR_PAPER, COLOUR_NONE);
    ui_text(ui, rect_inset(card, 28, 12), words,
        &(struct ui_text_style){.size = TYPE_CARD_TITLE,
            .weight = UI_WEIGHT_600,
            .colour = is_warning ? COLOUR_AMBER : COLOUR_INK,
            .has_figures = true,
            .lines_max = 3});
}

/* What is to be done once the sum is enough. */
static void all_card(const struct pay_state *state, const struct app_view *view, struct ui *ui,
    struct rect card, const struct pay_plan *plan)
{
    char money[WORDS_MAX];
    char words[2 * WORDS_MAX];
    if (plan->amount_minor == 0 && plan->change_minor == 0) {
        words_card(ui, card, say(view, TEXT_NOTHING_DUE), false);
    } else if ((state->kind == TENDER_CASH && plan->due_minor >= 0) || plan->change_minor > 0) {
        change_card(ui, view, card, plan->change_minor);
    } else if (state->kind == TENDER_CARD && plan->due_minor >= 0) {
        words_money(view, plan->amount_minor, money);
        say_with(view, words, sizeof words, TEXT_CARD_HINT, money, NULL);
        words_card(ui, card, words, false);
    } else if (state->kind == TENDER_TRANSFER && plan->due_minor >= 0) {
        ui_rounded(ui, card, 18, COLOUR_PAPER, COLOUR_NONE);
        ui_text(ui, rect_inset(card, 24, 12), say(view, TEXT_BANK_HINT),
            &(struct ui_text_style){.size = 24, .lines_max = 5});
    }
}

/* What a way to pay waits for. */
static void wait_card(
    const struct pay_state *state, const struct app_view *view, struct ui *ui, struct rect card)
{
    char words[2 * WORDS_MAX];
    if (state->kind == TENDER_VOUCHER && view->ticket->line_count > 0) {
        const char *said = pay_voucher_words(view, words, sizeof words);
        if (said[0] != '\0') {
            words_card(ui, card, said, view->voucher.serial != 0);
        }
    } else if (state->kind == TENDER_ACCOUNT) {
        words_card(ui, card, say(view, TEXT_CHOOSE_ACCOUNT), false);
    }
}

/* Its place is kept while a sum is typed, so that nothing moves. */
static void result_card(const struct pay_state *state, const struct app_view *view, struct ui *ui,
    struct rect card, const struct pay_plan *plan)
{
    static const enum text_id too_much[TENDER_KIND_COUNT] = {
        [TENDER_CASH] = TEXT_CASH_TOO_MUCH,
        [TENDER_CARD] = TEXT_CARD_TOO_MUCH,
        [TENDER_TRANSFER] = TEXT_CARD_TOO_MUCH,
        [TENDER_VOUCHER] = TEXT_VOUCHER_TOO_MUCH,
        [TENDER_ACCOUNT] = TEXT_CARD_TOO_MUCH,
    };
    char money[WORDS_MAX];
    char words[2 * WORDS_MAX];
    switch (plan->step) {
    case PAY_NOTHING:
        wait_card(state, view, ui, card);
        break;
    case PAY_PART:
        still_card(ui, view, card, plan);
        break;
    case PAY_TIP:
        break;
    case PAY_NO_COINS:
        words_money(view, view->shop->cash_step_minor, money);
        say_with(view, words, sizeof words, TEXT_CASH_STEP, money, NULL);
        words_card(ui, card, words, true);
        break;
    case PAY_TOO_MUCH:
        words_card(ui, card, say(view, too_much[state->kind]), true);
        break;
    case PAY_ALL:
        all_card(state, view, ui, card, plan);
        break;
    }
}

static const char *forward_words(const struct pay_state *state, const struct app_view *view,
    const struct pay_plan *plan, char *out, size_t capacity)
{
    static const enum text_id takes[TENDER_KIND_COUNT] = {
        [TENDER_CASH] = TEXT_TAKE_CASH,
        [TENDER_CARD] = TEXT_TAKE_CARD,
        [TENDER_TRANSFER] = TEXT_TAKE_TRANSFER,
        [TENDER_VOUCHER] = TEXT_TAKE_VOUCHER,
        [TENDER_ACCOUNT] = TEXT_TAKE_ACCOUNT,
    };
    static const enum text_id paid[TENDER_KIND_COUNT] = {
        [TENDER_CASH] = TEXT_PAID,
        [TENDER_CARD] = TEXT_PAID_ON_TERMINAL,
        [TENDER_TRANSFER] = TEXT_SEEN_PAID,
        [TENDER_VOUCHER] = TEXT_PAID_BY_VOUCHER,
        [TENDER_ACCOUNT] = TEXT_PUT_ON_ACCOUNT,
    };
    char money[WORDS_MAX];
    if (plan->step == PAY_TIP) {
        return say(view, TEXT_ADD_TIP);
    }
    if (plan->due_minor < 0) {
        words_money(view, -plan->due_minor, money);
        return say_with(view, out, capacity, TEXT_GIVE_BACK, money, NULL);
    }
    if (plan->step == PAY_PART) {
        words_money(view, plan->amount_minor, money);
        return say_with(view, out, capacity, takes[state->kind], money, NULL);
    }
    if (plan->step == PAY_ALL && plan->change_minor > 0) {
        words_money(view, plan->change_minor, money);
        return say_with(view, out, capacity, TEXT_PAID_BACK, money, NULL);
    }
    return say(view, plan->amount_minor > 0 || plan->due_minor > 0 ? paid[state->kind] : TEXT_PAID);
}

static bool forward_button(const struct pay_state *state, const struct app_view *view,
    struct ui *ui, struct rect rect, const struct pay_plan *plan)
{
    char words[2 * WORDS_MAX];
    return ui_button(ui, rect,
        &(struct ui_button){
            .label = forward_words(state, view, plan, words, sizeof words),
            .id = "forward",
            .kind = UI_BUTTON_PRIMARY,
            .icon = plan->step == PAY_ALL ? ICON_TICK : ICON_NONE,
            .is_disabled = plan->step == PAY_NOTHING || plan->step == PAY_TOO_MUCH ||
                           plan->step == PAY_NO_COINS,
            .has_figures = true,
        });
}

/* ---- The ticket ---- */

/* A touch anywhere on it goes back to the sale. */
static struct intent ticket_part(struct pay_state *state, const struct app_view *view,
    struct ui *ui, struct rect whole, struct rect inside)
{
    struct intent intent = {.kind = INTENT_NONE};
    bool is_upright = ui_is_portrait(ui);
    bool is_narrow = inside.width < NARROW;
    struct ui_press press = {.label = say(view, TEXT_BACK_TO_SALE),
        .role = UI_ROLE_ROW,
        .ground = COLOUR_NONE,
        .is_top = true};
    size_t line;
    bool is_touched = ui_press(ui, whole, &press);
    parts_ticket_head(
        ui, view, rect_inset(rect_cut_top(&inside, HEAD_HEIGHT), padding_of(inside), 0));
    rect_skip_top(&inside, 10);
    if (inside.height >= ROWS_HEIGHT_MIN) {
        struct parts_rows rows = {.scroll = &state->ticket_scroll,
            .seen = &state->seen,
            .height = is_upright  ? ROW_HEIGHT_COMPACT
                      : is_narrow ? ROW_HEIGHT_NARROW
                                  : ROW_HEIGHT,
            .is_compact = is_upright};
        is_touched |= parts_ticket_rows(ui, view, inside, &rows, &line) != PARTS_ROWS_NONE;
    }
    if (is_touched) {
        intent.kind = INTENT_GO;
        intent.screen = SCREEN_SELL;
    }
    return intent;
}

struct intent pay_side(struct pay_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const struct pay_plan *plan, bool is_short)
{
    struct heights heights = heights_of(ui);
    struct intent intent = {.kind = INTENT_NONE};
    struct rect inside = rect_inset(area, PADDING, 0);
    rect_skip_bottom(&inside, heights.foot);
    bool is_forward =
        forward_button(state, view, ui, rect_cut_bottom(&inside, heights.button), plan);
    rect_skip_bottom(&inside, GAP);
    if (!is_short) {
        result_card(state, view, ui, rect_cut_bottom(&inside, heights.result), plan);
        rect_skip_bottom(&inside, 12);
    }
    int most = pay_is_tight(ui) ? TENDERS_SHOWN_TIGHT : TENDERS_SHOWN;
    int shown = view->tender_count < (size_t)most ? (int)view->tender_count : most;
    bool has_room = inside.height > HEAD_HEIGHT + shown * TENDER_PITCH + ROWS_HEIGHT_MIN;
    if (shown > 0 && (has_room || !is_short)) {
        intent = tender_rows(state, view, ui, rect_cut_bottom(&inside, shown * TENDER_PITCH));
        rect_skip_bottom(&inside, 12);
    }
    struct rect whole = {area.x, area.y, area.width, inside.y + inside.height - area.y};
    rect_skip_top(&inside, PADDING);
    struct intent back =
        ticket_part(state, view, ui, rect_inset(whole, LINE_WIDTH, LINE_WIDTH), inside);
    if (is_forward) {
        return pay_forward(state, plan);
    }
    return intent.kind != INTENT_NONE ? intent : back;
}
