#include <string.h>

#include "base/text.h"
#include "screens/parts.h"
#include "screens/pay.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/sell.h"
#include "ui/number.h"

/* Vouchers and accounts, outside of a payment: selling a voucher, looking what is left on one, and
 * paying a debt. What is sold or paid becomes a line of the open ticket. */

#define SIDE_WIDTH 560
#define SIDE_WIDTH_LOW 420
#define SIDE_HEIGHT 420
#define KEYS_HEIGHT_MAX 560
#define FIELD_HEIGHT 100
#define VALUES_COUNT 4
#define ACCOUNT_HEIGHT 88
#define ACCOUNT_PITCH 100
#define CODE_FIELD "code"

enum voucher_mode {
    MODE_SELL,
    MODE_LOOK,
    MODE_DEBT,
    MODE_COUNT
};

static_assert(MODE_COUNT == 3, "a text each");

struct voucher_state {
    bool is_begun;
    enum voucher_mode mode;
    struct number_entry entry;
    char code[PAY_VOUCHER_BYTES];
    int64_t account_id; /* 0: none is chosen */
    struct ui_keys_state keys;
    struct ui_scroll scroll;
    uint64_t seen_voucher, seen_message;
};

struct voucher_frame {
    struct voucher_state *state;
    const struct app_view *view;
    struct ui *ui;
    bool has_keyboard;
    struct intent intent;
};

static void set_intent(struct voucher_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

static bool has_mode(const struct app_view *view, enum voucher_mode mode)
{
    enum tender_kind kind = mode == MODE_DEBT ? TENDER_ACCOUNT : TENDER_VOUCHER;
    return view->shop->payment.takes[kind];
}

static void choose_mode(
    struct voucher_state *state, const struct app_view *view, enum voucher_mode mode)
{
    state->mode = mode;
    state->entry = number_money(0, view->shop->rules.currency->exponent, PAY_TYPED_MINOR_MAX);
    state->scroll = (struct ui_scroll){0};
}

static void follow(struct voucher_state *state, const struct app_view *view)
{
    if (!state->is_begun) {
        state->is_begun = true;
        state->seen_voucher = view->voucher.serial;
        state->seen_message = view->message_count > 0 ? view->messages[0].serial : 0;
        choose_mode(state, view, has_mode(view, MODE_SELL) ? MODE_SELL : MODE_DEBT);
    }
    if (state->seen_voucher != view->voucher.serial) {
        state->seen_voucher = view->voucher.serial;
        choose_mode(state, view, MODE_LOOK);
        if (view->voucher.found.code[0] != '\0') {
            text_copy(state->code, sizeof state->code, view->voucher.found.code);
        }
    }
}

static const struct till_account *account_of(const struct voucher_frame *frame)
{
    for (size_t i = 0; i < frame->view->account_count; i++) {
        if (frame->view->accounts[i].id == frame->state->account_id) {
            return &frame->view->accounts[i];
        }
    }
    return NULL;
}

/* ---- The left part ---- */

static void modes(struct voucher_frame *frame, struct rect row)
{
    static const enum text_id texts[MODE_COUNT] = {
        [MODE_SELL] = TEXT_SELL_VOUCHER,
        [MODE_LOOK] = TEXT_LOOK_AT_VOUCHER,
        [MODE_DEBT] = TEXT_PAY_DEBT,
    };
    int count = 0;
    int place = 0;
    for (int i = 0; i < MODE_COUNT; i++) {
        count += has_mode(frame->view, (enum voucher_mode)i) ? 1 : 0;
    }
    for (int i = 0; i < MODE_COUNT; i++) {
        if (!has_mode(frame->view, (enum voucher_mode)i)) {
            continue;
        }
        struct ui_button button = {.label = say(frame->view, texts[i]),
            .size = 26,
            .is_selected = (int)frame->state->mode == i};
        if (ui_button(frame->ui, rect_column(row, count, SPACE_GUTTER_SMALL, place++), &button)) {
            choose_mode(frame->state, frame->view, (enum voucher_mode)i);
            ui_focus_none(frame->ui);
        }
    }
}

static void sum_card(struct voucher_frame *frame, struct rect card)
{
    char money[WORDS_MAX];
    const struct app_view *view = frame->view;
    bool is_look = frame->state->mode == MODE_LOOK;
    int64_t minor = is_look ? pay_voucher_left(view) : frame->state->entry.value;
    bool has_sum = !is_look || (view->voucher.serial != 0 && view->voucher.found.id != 0);
    ui_card(frame->ui, card);
    card = rect_inset(card, 32, 12);
    ui_text(frame->ui, rect_cut_top(&card, 34), say(view, is_look ? TEXT_LEFT_ON_IT : TEXT_AMOUNT),
        &(struct ui_text_style){.colour = COLOUR_INK2});
    if (has_sum) {
        ui_money(frame->ui, card,
            &(struct ui_money){
                .text = words_money(view, minor, money), .size = TYPE_MONEY, .is_steady = true});
    }
}

/* The currency's smaller notes, the usual values of a voucher; what is owed, for a debt. */
static void values(struct voucher_frame *frame, struct rect column, int gap)
{
    const struct currency *currency = frame->view->shop->rules.currency;
    const struct till_account *account = account_of(frame);
    bool is_debt = frame->state->mode == MODE_DEBT;
    size_t count = 0;
    while (count < CURRENCY_PIECES_MAX && currency->notes_minor[count] > 0) {
        count++;
    }
    size_t skip = count > VALUES_COUNT + 1 ? 1 : 0; /* nobody gives the smallest note */
    for (size_t i = 0; i < VALUES_COUNT && i + skip < count; i++) {
        char label[WORDS_MAX];
        int64_t value_minor = currency->notes_minor[count - 1 - skip - i];
        struct ui_button button = {.label = words_note(frame->view, value_minor, label),
            .size = 34,
            .has_figures = true,
            .is_marked = frame->state->entry.value == value_minor};
        struct rect place = is_debt ? rect_row(column, VALUES_COUNT + 1, gap, (int)i + 1)
                                    : rect_row(column, VALUES_COUNT, gap, (int)i);
        if (ui_button(frame->ui, place, &button)) {
            number_set(&frame->state->entry, value_minor);
        }
    }
    if (is_debt && account != NULL && account->owed_minor > 0) {
        struct ui_button all = {.label = say(frame->view, TEXT_ALL_OF_IT),
            .size = 28,
            .is_marked = frame->state->entry.value == account->owed_minor};
        if (ui_button(frame->ui, rect_row(column, VALUES_COUNT + 1, gap, 0), &all)) {
            number_set(&frame->state->entry, account->owed_minor);
        }
    }
}

static void sum_keys(struct voucher_frame *frame, struct rect area)
{
    int gap = pay_is_tight(frame->ui) ? 12 : 16;
    struct rect column = rect_cut_right(&area, area.width * 26 / 100);
    rect_skip_right(&area, SPACE_GUTTER_SMALL);
    struct ui_keypad pad = {
        .extra = number_extra_label(&frame->state->entry, words_decimal_mark(frame->view)),
        .gap = gap};
    (void)number_press(&frame->state->entry, ui_keypad(frame->ui, area, &pad));
    values(frame, column, gap);
}

static void find(struct voucher_frame *frame)
{
    struct intent intent = {.kind = INTENT_FIND_VOUCHER};
    if (frame->state->code[0] != '\0') {
        text_copy(intent.code, sizeof intent.code, frame->state->code);
        set_intent(frame, intent);
    }
    ui_focus_none(frame->ui);
}

static void look_part(struct voucher_frame *frame, struct rect area)
{
    char words[2 * WORDS_MAX];
    if (ui_field(frame->ui, rect_cut_top(&area, FIELD_HEIGHT),
            &(struct ui_field){.label = say(frame->view, TEXT_VOUCHER_FIELD), .id = CODE_FIELD},
            frame->state->code, sizeof frame->state->code) == UI_FIELD_ENTERED) {
        find(frame);
    }
    rect_skip_top(&area, SPACE_GUTTER);
    const char *said = pay_voucher_words(frame->view, words, sizeof words);
    if (!frame->has_keyboard && said[0] != '\0') {
        bool is_bad = frame->view->voucher.serial != 0;
        struct rect card = rect_cut_top(&area, 120);
        ui_rounded(frame->ui, card, 18, is_bad ? COLOUR_AMBER_TINT : COLOUR_CARD, COLOUR_NONE);
        ui_text(frame->ui, rect_inset(card, 28, 12), said,
            &(struct ui_text_style){.size = TYPE_CARD_TITLE,
                .weight = UI_WEIGHT_600,
                .colour = is_bad ? COLOUR_AMBER : COLOUR_INK,
                .lines_max = 2});
    }
}

static void left_part(struct voucher_frame *frame, struct rect area)
{
    bool is_tight = pay_is_tight(frame->ui);
    if (!frame->has_keyboard) {
        modes(frame, rect_cut_top(&area, is_tight ? 80 : TARGET_OFTEN));
        rect_skip_top(&area, is_tight ? 14 : SPACE_GUTTER);
    }
    sum_card(frame, rect_cut_top(&area, is_tight ? 132 : 170));
    rect_skip_top(&area, is_tight ? 14 : SPACE_GUTTER);
    if (!ui_is_portrait(frame->ui) && area.height > KEYS_HEIGHT_MAX) {
        area.height = KEYS_HEIGHT_MAX;
    }
    if (frame->state->mode == MODE_LOOK) {
        look_part(frame, area);
    } else {
        sum_keys(frame, area);
    }
}

/* ---- The side ---- */

static void accounts(struct voucher_frame *frame, struct rect area)
{
    const struct app_view *view = frame->view;
    struct ui *ui = frame->ui;
    struct rect content = ui_scroll_begin(
        ui, area, "accounts", (int)view->account_count * ACCOUNT_PITCH, &frame->state->scroll);
    for (size_t i = 0; i < view->account_count; i++) {
        const struct till_account *account = &view->accounts[i];
        struct rect row = rect_cut_top(&content, ACCOUNT_PITCH);
        char owed[WORDS_MAX];
        char words[2 * WORDS_MAX];
        row.height = ACCOUNT_HEIGHT;
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        words_money(view, account->owed_minor, owed);
        say_with(view, words, sizeof words, TEXT_OWES, owed, NULL);
        bool is_owing = account->owed_minor != 0;
        ui_push_id(ui, i);
        if (ui_button(ui, row,
                &(struct ui_button){.label = account->name,
                    .second_line = is_owing ? words : account->code,
                    .is_start = true,
                    .is_marked = frame->state->account_id == account->id})) {
            frame->state->account_id = account->id;
            number_set(&frame->state->entry, account->owed_minor > 0 ? account->owed_minor : 0);
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
}

static void forward(struct voucher_frame *frame, struct rect rect)
{
    const struct till_account *account = account_of(frame);
    bool is_debt = frame->state->mode == MODE_DEBT;
    struct intent intent = {.kind = is_debt ? INTENT_PAY_DEBT : INTENT_ADD_VOUCHER,
        .amount_minor = frame->state->entry.value};
    bool is_ready = intent.amount_minor > 0 && (!is_debt || account != NULL);
    struct ui_button button = {.label = say(frame->view, TEXT_ADD_TO_SALE),
        .kind = UI_BUTTON_PRIMARY,
        .is_disabled = !is_ready};
    bool is_pressed = ui_button(frame->ui, rect, &button);
    if (is_ready && (is_pressed || ui_key(frame->ui, INPUT_KEY_ENTER))) {
        if (is_debt) {
            text_copy(intent.code, sizeof intent.code, account->code);
        }
        set_intent(frame, intent);
    }
}

static void side_part(struct voucher_frame *frame, struct rect side)
{
    const struct app_view *view = frame->view;
    static const enum text_id hints[MODE_COUNT] = {
        [MODE_SELL] = TEXT_SELL_VOUCHER_HINT,
        [MODE_LOOK] = TEXT_LOOK_HINT,
        [MODE_DEBT] = TEXT_WHO_PAYS,
    };
    ui_card(frame->ui, side);
    side = rect_inset(side, 22, 22);
    if (frame->state->mode != MODE_LOOK) {
        forward(frame, rect_cut_bottom(&side, pay_is_tight(frame->ui) ? 104 : 120));
        rect_skip_bottom(&side, 20);
    }
    ui_text(frame->ui,
        rect_inset(rect_cut_top(&side, frame->state->mode == MODE_DEBT ? 44 : 180), 8, 0),
        say(view, hints[frame->state->mode]),
        &(struct ui_text_style){
            .colour = COLOUR_INK2, .lines_max = 5, .vertical = UI_VERTICAL_TOP});
    if (frame->state->mode == MODE_DEBT) {
        rect_skip_top(&side, 8);
        accounts(frame, side);
    }
}

/* ---- The screen ---- */

static void keyboard(struct voucher_frame *frame, struct rect rect)
{
    struct ui_keys keys = parts_keys(frame->view);
    keys.actions[0] =
        (struct ui_keys_action){.label = say(frame->view, TEXT_CLOSE), .kind = UI_BUTTON_STRONG};
    keys.action_count = 1;
    if (ui_keyboard(frame->ui, rect, &keys, &frame->state->keys) >= 0) {
        find(frame);
    }
}

static void draw(struct voucher_frame *frame, struct rect area)
{
    struct ui *ui = frame->ui;
    struct rect keys = rect_cut_bottom(&area, frame->has_keyboard ? ui_keys_height(ui) : 0);
    bool is_tight = pay_is_tight(ui);
    area = rect_inset(area, SPACE_MARGIN, is_tight ? 16 : SPACE_MARGIN);
    struct rect over = area;
    if (!frame->has_keyboard) {
        struct rect side;
        if (ui_is_portrait(ui)) {
            side = rect_cut_bottom(&area, SIDE_HEIGHT);
            rect_skip_bottom(&area, SPACE_GUTTER);
        } else {
            side = rect_cut_right(&area, is_tight ? SIDE_WIDTH_LOW : SIDE_WIDTH);
            rect_skip_right(&area, is_tight ? SPACE_GUTTER_SMALL : SPACE_MARGIN);
        }
        side_part(frame, side);
    }
    left_part(frame, area);
    if (frame->has_keyboard) {
        keyboard(frame, keys);
    }
    struct parts_strips strips = {.is_at_top = true, .seen_serial = frame->state->seen_message};
    set_intent(frame, parts_messages(ui, frame->view, over, &strips).intent);
}

static struct intent voucher_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct voucher_frame frame = {.state = memory, .view = view, .ui = ui};
    follow(frame.state, view);
    frame.has_keyboard = frame.state->mode == MODE_LOOK && ui_has_focus(ui, CODE_FIELD);
    struct intent scan = parts_scan(ui, TILL_QUANTITY_ASK);
    if (scan.kind != INTENT_NONE) {
        scan.kind = INTENT_FIND_VOUCHER;
        set_intent(&frame, scan);
    }
    if (frame.has_keyboard && ui_key(ui, INPUT_KEY_ESCAPE)) {
        ui_focus_none(ui);
        frame.has_keyboard = false;
    }
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.title = say(view, TEXT_VOUCHERS);
    bar.back = say(view, TEXT_BACK);
    if (ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK) {
        set_intent(&frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
    }
    draw(&frame, area);
    return frame.intent;
}

const struct screen screen_voucher = {
    .name = "voucher",
    .state_size = sizeof(struct voucher_state),
    .frame = voucher_frame,
};
