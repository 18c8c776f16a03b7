#include "base/text.h"
#include "screens/parts.h"
#include "screens/pay.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/sell.h"

#define SIDE_WIDTH 560
#define SIDE_WIDTH_LOW 460
#define SHEET_HEIGHT 760
#define KEYPAD_HEIGHT_MAX 560
#define FIELD_HEIGHT 100
#define NOTES_WIDTH_MIN 180
#define NOTE_SIZE 34
#define UPRIGHT_HEIGHT_ROOMY 1600
#define REFERENCE_FIELD "reference"

static_assert(sizeof(struct pay_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* One frame of the screen. */
struct pay_frame {
    struct pay_state *state;
    const struct app_view *view;
    struct ui *ui;
    struct pay_plan plan;
    bool has_keyboard;
    struct intent intent;
};

bool pay_is_tight(const struct ui *ui)
{
    return ui_is_low(ui) || (ui_is_portrait(ui) && ui_area(ui).height < UPRIGHT_HEIGHT_ROOMY);
}

/* One input makes one intent; the first counts. */
static void set_intent(struct pay_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

/* ---- Sums ---- */

static int count_digits(const char *text)
{
    int digits = 0;
    for (; *text != '\0'; text++) {
        digits += *text >= '0' && *text <= '9';
    }
    return digits;
}

/* Where a line of this size stands on a baseline `below` the top of `area`. The middle of Inter's
 * line lies 0.363 of its size over its baseline. */
static struct rect on_baseline(struct rect area, int below, int size)
{
    int height = size * 6 / 5;
    return (struct rect){
        area.x, area.y + below - size * 363 / 1000 - height / 2, area.width, height};
}

/* What stands small beside "Still to pay": what the sum was before it was rounded to coins, what it
 * is in the other currency, or that a tip is in it. */
static const char *due_words(const struct pay_frame *frame, char *out, size_t capacity)
{
    const struct app_view *view = frame->view;
    const struct till_rate *rate = pay_rate(frame->state, view);
    int64_t exact_minor = view->due_minor[TENDER_CARD];
    char money[WORDS_MAX];
    out[0] = '\0';
    if (rate != NULL) {
        struct text_out text = text_out_begin(out, capacity);
        text_out_format(&text, "= %s",
            words_currency(view, pay_due_typed(frame->state, view), rate->currency, money));
    } else if (frame->state->kind == TENDER_CASH && exact_minor != frame->plan.due_minor &&
               !frame->state->is_tip) {
        say_with(view, out, capacity, TEXT_ROUNDED, words_amount(view, exact_minor, money), NULL);
    } else if (view->ticket->tip_minor > 0) {
        say_with(view, out, capacity, TEXT_TIP_AMOUNT,
            words_money(view, view->ticket->tip_minor, money), NULL);
    }
    return out;
}

static void due_label(const struct pay_frame *frame, struct rect line)
{
    struct ui *ui = frame->ui;
    char beside[2 * WORDS_MAX];
    struct ui_text_style label = {.size = TYPE_BODY, .colour = COLOUR_INK2};
    const char *words =
        say(frame->view, frame->plan.due_minor < 0 ? TEXT_TO_GIVE_BACK : TEXT_STILL_TO_PAY);
    ui_text(ui, line, words, &label);
    if (due_words(frame, beside, sizeof beside)[0] != '\0') {
        rect_skip_left(&line, ui_text_width(ui, words, &label) + 16);
        ui_text(ui, line, beside,
            &(struct ui_text_style){
                .size = 22, .colour = COLOUR_INK2, .has_figures = true, .is_fixed = true});
    }
}

/* What the sum at the right is. */
static const char *received_words(const struct pay_frame *frame, char *out, size_t capacity)
{
    static const enum text_id texts[TENDER_KIND_COUNT] = {
        [TENDER_CASH] = TEXT_RECEIVED,
        [TENDER_CARD] = TEXT_CARD,
        [TENDER_TRANSFER] = TEXT_BANK_QR,
        [TENDER_VOUCHER] = TEXT_VOUCHER,
        [TENDER_ACCOUNT] = TEXT_ACCOUNT,
    };
    char left[WORDS_MAX];
    if (frame->state->is_tip) {
        return say(frame->view, TEXT_TIP);
    }
    if (frame->state->kind == TENDER_VOUCHER) {
        words_money(frame->view, pay_voucher_left(frame->view), left);
        return say_with(frame->view, out, capacity, TEXT_VOUCHER_LEFT, left, NULL);
    }
    return say(frame->view, texts[frame->state->kind]);
}

static void received(const struct pay_frame *frame, struct rect area, int size, int baseline)
{
    char money[WORDS_MAX];
    char words[2 * WORDS_MAX];
    struct rect sum = on_baseline(area, baseline, size);
    struct rect label = {area.x, sum.y - 28, area.width, 34};
    ui_text(frame->ui, label, received_words(frame, words, sizeof words),
        &(struct ui_text_style){
            .size = TYPE_BODY, .colour = COLOUR_INK2, .align = UI_ALIGN_END, .is_fixed = true});
    ui_money(frame->ui, sum,
        &(struct ui_money){.text = words_currency(frame->view, frame->state->entry.value,
                               pay_currency(frame->state, frame->view), money),
            .size = size,
            .is_steady = true,
            .colour = COLOUR_INK2,
            .align = UI_ALIGN_END});
}

/* What is due at the left, the sum at the right on the same line; the sum's size holds still
 * while it is typed. */
static void sums_card(const struct pay_frame *frame, struct rect card)
{
    char money[WORDS_MAX];
    bool is_tight = pay_is_tight(frame->ui);
    int size = is_tight ? TYPE_MONEY : TYPE_MONEY_LARGE;
    int baseline = card.height - (is_tight ? 28 : 46);
    ui_card(frame->ui, card);
    card = rect_inset(card, is_tight ? 30 : 44, 0);
    due_label(frame, (struct rect){card.x, card.y + (is_tight ? 12 : 32), card.width, 34});
    struct rect right = rect_cut_right(&card, card.width * 46 / 100);
    rect_skip_right(&card, SPACE_GUTTER_SMALL);
    int64_t due_minor = frame->plan.due_minor;
    words_money(frame->view, due_minor < 0 ? -due_minor : due_minor, money);
    int step = ui_money_size(size, count_digits(money));
    int received_size = is_tight ? TYPE_TITLE : 72;
    ui_money(frame->ui, on_baseline(card, baseline, step),
        &(struct ui_money){.text = money, .size = size});
    if (frame->state->entry.value > 0) {
        received(frame, right, received_size < step ? received_size : step, baseline);
    }
}

/* ---- Tender, keys, notes ---- */

/* With the shop's setting it pays at once. */
static void exact_button(struct pay_frame *frame, struct rect place)
{
    int64_t due_minor = pay_due_typed(frame->state, frame->view);
    struct ui_button exact = {.label = say(frame->view, TEXT_EXACT),
        .size = NOTE_SIZE,
        .is_marked = due_minor > 0 && frame->state->entry.value == due_minor,
        .is_disabled = due_minor <= 0};
    if (!ui_button(frame->ui, place, &exact)) {
        return;
    }
    pay_offer(frame->state, due_minor);
    if (frame->view->shop->pays_exact_fast && frame->state->kind == TENDER_CASH) {
        struct pay_plan plan = pay_plan_of(frame->state, frame->view);
        set_intent(frame, pay_forward(frame->state, &plan));
    }
}

/* What the customer probably hands over. */
static void notes(struct pay_frame *frame, struct rect column, int gap)
{
    int64_t notes_minor[TENDER_NOTES_MAX];
    const struct currency *currency = pay_currency(frame->state, frame->view);
    size_t count =
        tender_likely_notes(pay_due_typed(frame->state, frame->view), currency, notes_minor);
    exact_button(frame, rect_row(column, TENDER_NOTES_MAX + 1, gap, 0));
    for (size_t i = 0; i < count; i++) {
        char label[WORDS_MAX];
        bool is_own = currency == frame->view->shop->rules.currency;
        struct ui_button note = {
            .label = is_own ? words_note(frame->view, notes_minor[i], label)
                            : words_currency(frame->view, notes_minor[i], currency, label),
            .size = NOTE_SIZE,
            .has_figures = true,
            .is_marked = frame->state->entry.value == notes_minor[i]};
        if (ui_button(frame->ui, rect_row(column, TENDER_NOTES_MAX + 1, gap, (int)i + 1), &note)) {
            pay_offer(frame->state, notes_minor[i]);
        }
    }
}

static void keypad(struct pay_frame *frame, struct rect rect, int gap)
{
    struct ui_keypad pad = {
        .extra = number_extra_label(&frame->state->entry, words_decimal_mark(frame->view)),
        .gap = gap};
    struct ui_keypad_press press = ui_keypad(frame->ui, rect, &pad);
    if (number_press(&frame->state->entry, press)) {
        frame->state->is_typed = true;
    }
}

static int keys_gap(const struct pay_frame *frame)
{
    return pay_is_tight(frame->ui) ? 12 : 16;
}

static struct rect cut_notes(struct rect *area)
{
    int width = area->width * 300 / 1264;
    struct rect column = rect_cut_right(area, width < NOTES_WIDTH_MIN ? NOTES_WIDTH_MIN : width);
    rect_skip_right(area, SPACE_GUTTER);
    return column;
}

static void cash_keys(struct pay_frame *frame, struct rect area)
{
    struct rect column = cut_notes(&area);
    keypad(frame, area, keys_gap(frame));
    notes(frame, column, keys_gap(frame));
}

/* The terminal's reference stands over the keys, and the keyboard in their place while it is
 * typed. */
static void card_keys(struct pay_frame *frame, struct rect area)
{
    struct pay_state *state = frame->state;
    struct rect field = rect_cut_top(&area, FIELD_HEIGHT);
    rect_skip_top(&area, keys_gap(frame));
    exact_button(frame, cut_notes(&field));
    enum ui_field_event event = ui_field(frame->ui, field,
        &(struct ui_field){.label = say(frame->view, TEXT_REFERENCE), .id = REFERENCE_FIELD},
        state->reference, sizeof state->reference);
    if (event == UI_FIELD_ENTERED) {
        ui_focus_none(frame->ui);
    }
    if (!frame->has_keyboard) {
        keypad(frame, area, keys_gap(frame));
    }
}

/* The voucher's code over the keys; the sum may be a part. */
static void voucher_keys(struct pay_frame *frame, struct rect area)
{
    struct rect field = rect_cut_top(&area, FIELD_HEIGHT);
    rect_skip_top(&area, keys_gap(frame));
    set_intent(frame, pay_voucher_field(frame->state, frame->view, frame->ui, field));
    if (!frame->has_keyboard) {
        keypad(frame, area, keys_gap(frame));
    }
}

static void tip_keys(struct pay_frame *frame, struct rect area)
{
    struct rect column = cut_notes(&area);
    keypad(frame, area, keys_gap(frame));
    pay_tip_column(frame->state, frame->view, frame->ui, column, keys_gap(frame));
}

/* What is given back is not typed. */
static void back_words(struct pay_frame *frame, struct rect area)
{
    ui_text(frame->ui, area, say(frame->view, TEXT_GIVE_BACK_NOW),
        &(struct ui_text_style){.size = TYPE_CARD_TITLE,
            .colour = COLOUR_INK2,
            .align = UI_ALIGN_CENTER,
            .lines_max = 3});
}

static void keys(struct pay_frame *frame, struct rect area)
{
    struct pay_state *state = frame->state;
    if (state->is_tip) {
        tip_keys(frame, area);
        return;
    }
    if (frame->plan.due_minor < 0 && state->kind != TENDER_ACCOUNT) {
        back_words(frame, area);
        return;
    }
    switch (state->kind) {
    case TENDER_CASH:
        cash_keys(frame, area);
        break;
    case TENDER_CARD:
        card_keys(frame, area);
        break;
    case TENDER_TRANSFER:
        set_intent(frame, pay_code_pane(state, frame->view, frame->ui, area, &frame->plan));
        break;
    case TENDER_VOUCHER:
        voucher_keys(frame, area);
        break;
    case TENDER_ACCOUNT:
        pay_account_pane(state, frame->view, frame->ui, area);
        break;
    case TENDER_KIND_COUNT:
        ASSERT(false);
    }
}

static void pay_part(struct pay_frame *frame, struct rect area)
{
    bool is_tight = pay_is_tight(frame->ui);
    int gap = is_tight ? 14 : SPACE_GUTTER;
    if (!frame->has_keyboard || !is_tight) {
        struct rect row = rect_cut_top(&area, is_tight ? 80 : TARGET_OFTEN);
        pay_ways(frame->state, frame->view, frame->ui, row);
        rect_skip_top(&area, gap);
    }
    sums_card(frame, rect_cut_top(&area, is_tight ? 132 : 210));
    rect_skip_top(&area, gap);
    if (!ui_is_portrait(frame->ui) && area.height > KEYPAD_HEIGHT_MAX) {
        area.height = KEYPAD_HEIGHT_MAX;
    }
    keys(frame, area);
}

/* ---- The screen ---- */

/* Upright the ticket is a sheet at the bottom, as on the sell screen. */
static struct rect cut_sheet(struct ui *ui, struct rect *area)
{
    int most = area->height * 45 / 100;
    struct rect sheet = rect_cut_bottom(area, most < SHEET_HEIGHT ? most : SHEET_HEIGHT);
    struct rect ground = rect_inset(sheet, -2 * LINE_WIDTH, 0);
    ground.height += RADIUS_CARD; /* its lower edge is not seen */
    ui_rounded(ui, ground, RADIUS_CARD, COLOUR_CARD, COLOUR_LINE);
    *area = rect_inset(*area, SPACE_MARGIN, SPACE_GUTTER);
    return sheet;
}

static struct rect cut_side(struct ui *ui, struct rect *area)
{
    bool is_tight = pay_is_tight(ui);
    *area = rect_inset(*area, SPACE_MARGIN, is_tight ? 16 : SPACE_MARGIN);
    int most = area->width * 38 / 100;
    int width = is_tight ? SIDE_WIDTH_LOW : SIDE_WIDTH;
    struct rect side = rect_cut_right(area, width < most ? width : most);
    rect_skip_right(area, is_tight ? SPACE_GUTTER_SMALL : SPACE_MARGIN);
    ui_card(ui, side);
    return side;
}

static void top_bar(struct pay_frame *frame, struct rect *area)
{
    struct ui_top_bar bar = parts_top_bar(frame->view);
    bar.title = say(frame->view, TEXT_PAYMENT);
    bar.back = say(frame->view, TEXT_BACK);
    if (ui_top_bar(frame->ui, area, &bar, NULL) == UI_TOP_BAR_BACK) {
        set_intent(frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
    }
}

/* Closing it over a voucher's code looks the code up. */
static void keyboard(struct pay_frame *frame, struct rect rect)
{
    struct pay_state *state = frame->state;
    struct ui_keys keys = parts_keys(frame->view);
    keys.actions[0] =
        (struct ui_keys_action){.label = say(frame->view, TEXT_CLOSE), .kind = UI_BUTTON_STRONG};
    keys.action_count = 1;
    if (ui_keyboard(frame->ui, rect, &keys, &state->keys) >= 0) {
        if (state->kind == TENDER_VOUCHER && state->voucher_code[0] != '\0') {
            struct intent find = {.kind = INTENT_FIND_VOUCHER};
            text_copy(find.code, sizeof find.code, state->voucher_code);
            set_intent(frame, find);
        }
        ui_focus_none(frame->ui);
    }
}

/* Escape leaves the field first, and only then the screen. */
static bool keyboard_is_up(struct pay_state *state, struct ui *ui)
{
    bool is_up = (state->kind == TENDER_CARD && ui_has_focus(ui, REFERENCE_FIELD)) ||
                 (state->kind == TENDER_VOUCHER && ui_has_focus(ui, PAY_VOUCHER_FIELD));
    if (is_up && ui_key(ui, INPUT_KEY_ESCAPE)) {
        ui_focus_none(ui);
        return false;
    }
    return is_up;
}

/* A scan adds its line and paying goes on. While a question is open it cannot be taken. */
static void take_scan(struct pay_frame *frame)
{
    struct intent scan = parts_scan(frame->ui, TILL_QUANTITY_ASK);
    if (scan.kind != INTENT_NONE && (frame->state->is_asking || frame->state->is_more)) {
        scan.kind = INTENT_REFUSE_SCAN;
    }
    set_intent(frame, scan);
}

static void draw_page(struct pay_frame *frame, struct rect area)
{
    struct ui *ui = frame->ui;
    bool is_upright = ui_is_portrait(ui);
    struct rect keys = rect_cut_bottom(&area, frame->has_keyboard ? ui_keys_height(ui) : 0);
    struct rect side = is_upright ? cut_sheet(ui, &area) : cut_side(ui, &area);
    pay_part(frame, area);
    set_intent(
        frame, pay_side(frame->state, frame->view, ui, side, &frame->plan, frame->has_keyboard));
    if (frame->has_keyboard) {
        keyboard(frame, keys); /* over the lower edge of the sheet */
    }
    struct rect over = rect_inset(area, -4, -4); /* no corner of what is under them shows */
    struct parts_strips strips = {
        .is_at_top = true, .seen_serial = frame->state->seen_message}; /* none over Cash and Card */
    set_intent(frame, parts_messages(ui, frame->view, over, &strips).intent);
}

static struct intent pay_screen_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct pay_frame frame = {.state = memory, .view = view, .ui = ui};
    pay_follow(frame.state, view);
    frame.plan = pay_plan_of(frame.state, view);
    frame.has_keyboard = keyboard_is_up(frame.state, ui);
    take_scan(&frame);
    struct rect area = parts_ground(ui, view);
    top_bar(&frame, &area);
    draw_page(&frame, area);
    if (frame.state->is_asking) {
        set_intent(&frame, pay_question(frame.state, view, ui));
    } else if (frame.state->is_more) {
        pay_more(frame.state, view, ui);
    } else if (ui_key(ui, INPUT_KEY_ENTER)) {
        set_intent(&frame, pay_forward(frame.state, &frame.plan));
    }
    if (frame.intent.kind == INTENT_SET_TIP) {
        pay_choose(frame.state, frame.state->kind); /* the tip is said: back to paying */
    }
    if (frame.intent.kind == INTENT_NONE) {
        frame.intent = pay_say(frame.state, view, &frame.plan);
    }
    return frame.intent;
}

const struct screen screen_pay = {
    .name = "pay",
    .state_size = sizeof(struct pay_state),
    .frame = pay_screen_frame,
};
