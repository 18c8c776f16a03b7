#include <string.h>

#include "base/text.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/sell.h"

/* Pay: what is due, by which tender, how much was received, and the change. Nothing here moves
 * when a digit changes: places that are empty stay empty. */

#define TYPED_DIGITS_MAX 12

struct pay_state {
    bool is_started;
    enum tender_kind tender;
    char typed[TYPED_DIGITS_MAX + 1]; /* received, minor units */
    char reference[TENDER_REFERENCE_BYTES];
    struct ui_keys_state keys;
    struct ui_scroll ticket_scroll, tender_scroll;
    uint64_t seen_serial;
    bool asks_reversal; /* of the card payment at `reversal` */
    size_t reversal;
};
static_assert(sizeof(struct pay_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* Measures that differ between a roomy window and a low one. */
struct pay_shape {
    int margin, gap, tenders, amount, change, paid, ticket_width;
};

static const struct pay_shape SHAPE = {32, 24, 88, 210, 202, 120, 560};
static const struct pay_shape SHAPE_LOW = {20, 14, 72, 122, 140, 92, 430};

static const struct pay_shape *shape_of(const struct ui *ui)
{
    return ui_is_low(ui) ? &SHAPE_LOW : &SHAPE;
}

/* One frame's figures. */
struct pay_job {
    struct pay_state *state;
    const struct app_view *view;
    struct ui *ui;
    const struct pay_shape *shape;
    int64_t due_minor, received_minor;
    struct intent intent;
};

static int64_t received(const struct pay_state *state)
{
    int64_t minor = 0;
    for (const char *digit = state->typed; *digit != '\0'; digit++) {
        minor = minor * 10 + (*digit - '0');
    }
    return minor;
}

static void set_received(struct pay_state *state, int64_t minor)
{
    struct text_out typed = text_out_begin(state->typed, sizeof state->typed);
    text_out_format(&typed, "%lld", (long long)minor);
}

/* A card pays at most what is due, cash what fits the field. */
static void type_digits(struct pay_job *job, const char *digits)
{
    struct pay_state *state = job->state;
    char before[sizeof state->typed];
    text_copy(before, sizeof before, state->typed);
    struct text_out typed = text_out_begin(state->typed, sizeof state->typed);
    text_out_append(&typed, before);
    for (const char *digit = digits; *digit != '\0'; digit++) {
        if (typed.size > 0 || *digit != '0') {
            text_out_append_char(&typed, *digit);
        }
    }
    bool is_too_much = state->tender == TENDER_CARD && received(state) > job->due_minor;
    if (typed.cut || is_too_much) {
        text_copy(state->typed, sizeof state->typed, before);
    }
}

static void choose_tender(struct pay_state *state, struct ui *ui, enum tender_kind tender)
{
    state->tender = tender;
    state->typed[0] = '\0';
    ui_focus_none(ui);
}

static void tender_buttons(struct pay_job *job, struct rect row)
{
    static const enum text_id words[] = {[TENDER_CASH] = TEXT_CASH, [TENDER_CARD] = TEXT_CARD};
    static const enum icon icons[] = {[TENDER_CASH] = ICON_CASH, [TENDER_CARD] = ICON_CARD};
    for (int i = 0; i < TENDER_KIND_COUNT; i++) {
        if (ui_button(job->ui, rect_column(row, TENDER_KIND_COUNT, SPACE_GUTTER_SMALL, i),
                &(struct ui_button){.label = say(words[i]),
                    .icon = icons[i],
                    .is_selected = (int)job->state->tender == i})) {
            choose_tender(job->state, job->ui, (enum tender_kind)i);
        }
    }
}

static int digits_in(int64_t minor)
{
    int digits = 1;
    for (; minor >= 10; minor /= 10) {
        digits++;
    }
    return digits;
}

/* What is due at the left, what was received at the right. The sizes hold still while somebody
 * types: they are those of the longest sum that is likely. */
static void amount_card(struct pay_job *job, struct rect rect)
{
    struct ui *ui = job->ui;
    char words[WORDS_MAX];
    bool is_low = ui_is_low(ui);
    int64_t card_due = job->view->due_minor[TENDER_CARD];
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, is_low ? 24 : 40, is_low ? 10 : 26);
    struct rect end = rect_cut_right(&area, area.width * 42 / 100);
    struct ui_text_style label = {.colour = COLOUR_INK2, .vertical = UI_VERTICAL_TOP};
    struct rect head = rect_cut_top(&area, is_low ? 34 : 46);
    ui_text(ui, head, say(TEXT_STILL_TO_PAY), &label);
    if (card_due != job->due_minor) {
        char rounded[WORDS_MAX];
        say_with(
            rounded, sizeof rounded, TEXT_ROUNDED, words_money(job->view, card_due, words), NULL);
        rect_skip_left(&head, ui_text_width(ui, say(TEXT_STILL_TO_PAY), &label) + 20);
        ui_text(ui, head, rounded, &label);
    }
    ui_money(ui, area,
        &(struct ui_money){.text = words_money(job->view, job->due_minor, words),
            .size = is_low ? TYPE_MONEY : TYPE_MONEY_LARGE});
    if (job->state->typed[0] == '\0') {
        return;
    }
    int held = digits_in(job->due_minor) + 1;
    rect_skip_top(&end, is_low ? 0 : 30);
    label.align = UI_ALIGN_END;
    ui_text(ui, rect_cut_top(&end, is_low ? 34 : 40), say(TEXT_RECEIVED), &label);
    ui_money(ui, end,
        &(struct ui_money){.text = words_money(job->view, job->received_minor, words),
            .size = is_low ? TYPE_TITLE : 72,
            .digits_held = held > 6 ? held : 6,
            .colour = COLOUR_INK2,
            .align = UI_ALIGN_END});
}

static void keypad(struct pay_job *job, struct rect rect)
{
    static const char *const zeros[] = {NULL, "0", "00", "000"};
    const char *extra = zeros[job->view->shop->rules.currency->exponent];
    struct ui_keypad_press press = ui_keypad(
        job->ui, rect, &(struct ui_keypad){.extra = extra, .gap = ui_is_low(job->ui) ? 12 : 16});
    char digit[2] = {(char)('0' + press.digit), '\0'};
    size_t size = strlen(job->state->typed);
    switch (press.key) {
    case UI_KEYPAD_NONE:
    case UI_KEYPAD_OK:
        break;
    case UI_KEYPAD_DIGIT:
        type_digits(job, digit);
        break;
    case UI_KEYPAD_EXTRA:
        type_digits(job, extra);
        break;
    case UI_KEYPAD_BACKSPACE:
        job->state->typed[size > 0 ? size - 1 : 0] = '\0';
        break;
    }
}

/* Exact, and what the customer probably hands over. */
static void notes(struct pay_job *job, struct rect rect)
{
    int64_t likely[TENDER_NOTES_MAX];
    size_t count = tender_likely_notes(job->due_minor, job->view->shop->rules.currency, likely);
    int gap = ui_is_low(job->ui) ? 12 : 16;
    int rows = TENDER_NOTES_MAX + 1;
    if (ui_button(job->ui, rect_row(rect, rows, gap, 0),
            &(struct ui_button){.label = say(TEXT_EXACT),
                .size = 34,
                .is_marked =
                    job->state->typed[0] != '\0' && job->received_minor == job->due_minor})) {
        set_received(job->state, job->due_minor);
    }
    for (size_t i = 0; i < count; i++) {
        char words[WORDS_MAX];
        if (ui_button(job->ui, rect_row(rect, rows, gap, (int)i + 1),
                &(struct ui_button){.label = words_note(job->view, likely[i], words),
                    .size = 34,
                    .has_figures = true,
                    .is_marked = job->received_minor == likely[i]})) {
            set_received(job->state, likely[i]);
        }
    }
}

/* What is said beside the keypad while a card pays: the sum, and the terminal's reference. */
static void card_side(struct pay_job *job, struct rect rect)
{
    char amount[WORDS_MAX];
    char words[WORDS_MAX * 2];
    int64_t minor = job->received_minor > 0 ? job->received_minor : job->due_minor;
    say_with(words, sizeof words, TEXT_CARD_HINT, words_money(job->view, minor, amount), NULL);
    struct rect field = rect_cut_top(&rect, ui_is_low(job->ui) ? 92 : 100);
    ui_field(job->ui, field,
        &(struct ui_field){.label = say(TEXT_REFERENCE), .id = "reference", .takes_scans = true},
        job->state->reference, sizeof job->state->reference);
    rect_skip_top(&rect, 20);
    ui_text(job->ui, rect, words,
        &(struct ui_text_style){
            .size = 28, .colour = COLOUR_INK2, .lines_max = 5, .vertical = UI_VERTICAL_TOP});
}

static void keys_and_notes(struct pay_job *job, struct rect area)
{
    struct rect end = rect_cut_right(&area, area.width * 300 / 1264);
    rect_skip_right(&area, SPACE_GUTTER);
    keypad(job, area);
    if (job->state->tender == TENDER_CASH) {
        notes(job, end);
    } else {
        card_side(job, end);
    }
}

/* ---- The ticket's card ---- */

static void tender_row(struct pay_job *job, struct rect row, size_t index)
{
    const struct tender *tender = &job->view->tenders[index];
    char amount[WORDS_MAX];
    char label[WORDS_MAX];
    struct rect close = rect_cut_right(&row, TARGET_WIDTH_MIN);
    words_money(job->view, tender->tendered_minor, amount);
    say_with(label, sizeof label, TEXT_GIVE_BACK, amount, NULL);
    rect_skip_right(&row, 8);
    ui_pair(job->ui, rect_inset(row, 20, 0),
        &(struct ui_pair){
            .label = say(tender->kind == TENDER_CASH ? TEXT_TAKEN_CASH : TEXT_TAKEN_CARD),
            .value = amount,
            .label_weight = UI_WEIGHT_600,
            .value_weight = UI_WEIGHT_700});
    ui_push_id(job->ui, index);
    bool is_pressed = ui_button(job->ui, close,
        &(struct ui_button){.label = label,
            .id = "give back",
            .icon = ICON_CLOSE,
            .kind = UI_BUTTON_QUIET,
            .is_icon_only = true});
    ui_pop_id(job->ui);
    if (is_pressed && tender->kind == TENDER_CARD) {
        job->state->asks_reversal = true;
        job->state->reversal = index;
    } else if (is_pressed) {
        job->intent.kind = INTENT_REMOVE_TENDER;
        job->intent.index = index;
    }
}

#define TENDER_ROW_HEIGHT 66
#define TENDER_ROW_PITCH 76
#define TENDER_ROWS_SHOWN 3

static void tender_rows(struct pay_job *job, struct rect *area)
{
    int count = (int)job->view->tender_count;
    if (count == 0) {
        return;
    }
    int shown = count > TENDER_ROWS_SHOWN ? TENDER_ROWS_SHOWN : count;
    shown = ui_is_low(job->ui) && shown > 1 ? 1 : shown;
    struct rect rect = rect_cut_bottom(area, shown * TENDER_ROW_PITCH);
    ui_rule(job->ui, rect);
    rect_skip_bottom(area, 8);
    struct rect content = ui_scroll_begin(
        job->ui, rect, "tenders", count * TENDER_ROW_PITCH, &job->state->tender_scroll);
    for (int i = 0; i < count; i++) {
        struct rect row = {
            content.x, content.y + i * TENDER_ROW_PITCH + 5, content.width, TENDER_ROW_HEIGHT};
        if (ui_is_visible(job->ui, row)) {
            tender_row(job, row, (size_t)i);
        }
    }
    ui_scroll_end(job->ui);
}

static void change_card(struct pay_job *job, struct rect rect)
{
    struct ui *ui = job->ui;
    char amount[WORDS_MAX];
    char words[512];
    bool is_low = ui_is_low(ui);
    int64_t change = job->received_minor - job->due_minor;
    if (job->state->typed[0] == '\0' || (job->state->tender == TENDER_CARD && change >= 0)) {
        return;
    }
    bool is_short = change < 0;
    ui_rounded(ui, rect, RADIUS_CARD, is_short ? COLOUR_SUNK : COLOUR_GREEN_TINT, COLOUR_NONE);
    struct rect area = rect_inset(rect, 28, is_low ? 8 : 20);
    if (is_short) {
        say_with(words, sizeof words, TEXT_STILL, words_money(job->view, -change, amount), NULL);
        ui_text(ui, area, words,
            &(struct ui_text_style){.size = is_low ? 38 : 48,
                .weight = UI_WEIGHT_700,
                .has_figures = true,
                .is_fixed = true});
        return;
    }
    struct ui_text_style label = {.weight = UI_WEIGHT_600, .colour = COLOUR_GREEN};
    ui_text(ui, rect_cut_top(&area, 38), say(TEXT_CHANGE), &label);
    if (change > 0) {
        words_coins(job->view, change, words, sizeof words);
        struct ui_text_style coins = {
            .size = 22, .weight = UI_WEIGHT_500, .colour = COLOUR_GREEN, .has_figures = true};
        bool is_long = ui_text_width(ui, words, &coins) > area.width;
        coins.lines_max = 2;
        coins.vertical = UI_VERTICAL_BOTTOM;
        ui_text(ui, rect_cut_bottom(&area, is_long ? 60 : 34), words, &coins);
    }
    ui_money(ui, area,
        &(struct ui_money){.text = words_money(job->view, change, amount),
            .size = is_low ? TYPE_TITLE : 88,
            .colour = COLOUR_GREEN});
}

static struct tender tender_now(const struct pay_job *job)
{
    struct tender tender = {.kind = job->state->tender, .tendered_minor = job->received_minor};
    if (job->state->tender == TENDER_CARD) {
        text_copy(tender.reference, sizeof tender.reference, job->state->reference);
        tender.tendered_minor = job->received_minor > 0 ? job->received_minor : job->due_minor;
    }
    return tender;
}

/* The one way forward: its words say what will be done. */
static struct ui_button forward_button(
    const struct pay_job *job, char words[WORDS_MAX * 2], enum intent_kind *out_kind)
{
    const struct pay_state *state = job->state;
    char amount[WORDS_MAX];
    struct ui_button button = {
        .label = words, .id = "paid", .kind = UI_BUTTON_PRIMARY, .has_figures = true};
    bool is_typed = state->typed[0] != '\0';
    bool is_cash = state->tender == TENDER_CASH;
    *out_kind = INTENT_PAY;
    if (job->due_minor == 0) {
        text_copy(words, WORDS_MAX, say(TEXT_PAID));
    } else if (is_typed && job->received_minor > 0 && job->received_minor < job->due_minor) {
        *out_kind = INTENT_TAKE_TENDER;
        say_with(words, WORDS_MAX * 2, is_cash ? TEXT_TAKE_CASH : TEXT_TAKE_CARD,
            words_money(job->view, job->received_minor, amount), NULL);
    } else if (!is_cash) {
        text_copy(words, WORDS_MAX, say(TEXT_PAID_ON_TERMINAL));
    } else if (job->received_minor > job->due_minor) {
        say_with(words, WORDS_MAX * 2, TEXT_PAID_BACK,
            words_money(job->view, job->received_minor - job->due_minor, amount), NULL);
    } else {
        text_copy(words, WORDS_MAX, say(TEXT_PAID));
        button.is_disabled = job->received_minor < job->due_minor;
    }
    button.icon = *out_kind == INTENT_PAY && !button.is_disabled ? ICON_TICK : ICON_NONE;
    return button;
}

static void forward(struct pay_job *job, struct rect rect)
{
    char words[WORDS_MAX * 2];
    enum intent_kind kind;
    struct ui_button button = forward_button(job, words, &kind);
    bool is_pressed = ui_button(job->ui, rect, &button);
    if (!is_pressed && !button.is_disabled && !job->state->asks_reversal) {
        is_pressed = ui_key(job->ui, INPUT_KEY_ENTER);
    }
    if (!is_pressed) {
        return;
    }
    job->intent.kind = kind;
    job->intent.tender = tender_now(job);
    if (job->due_minor == 0) {
        job->intent.tender.tendered_minor = 0;
    }
    if (kind == INTENT_TAKE_TENDER) {
        job->state->typed[0] = '\0';
        job->state->reference[0] = '\0';
    }
}

/* Head and lines: all of it is one target that goes back to the sale. */
static void ticket_lines(struct pay_job *job, struct rect area)
{
    if (ui_press(job->ui, area,
            &(struct ui_press){.label = say(TEXT_BACK_TO_SALE),
                .role = UI_ROLE_BUTTON,
                .ground = COLOUR_NONE,
                .radius = RADIUS_KEY})) {
        job->intent.kind = INTENT_GO;
        job->intent.screen = SCREEN_SELL;
    }
    bool is_low = ui_is_low(job->ui);
    rect_skip_top(&area, is_low ? 4 : 14);
    parts_ticket_head(job->ui, job->view, rect_inset(rect_cut_top(&area, is_low ? 40 : 52), 20, 0));
    struct parts_rows rows = {.scroll = &job->state->ticket_scroll,
        .seen_serial = &job->state->seen_serial,
        .height = is_low ? 72 : 86,
        .quantity_width = is_low ? 112 : 148,
        .is_passive = true};
    size_t ignored;
    (void)parts_ticket_rows(job->ui, job->view, area, &rows, &ignored);
}

static void ticket_card(struct pay_job *job, struct rect rect)
{
    bool is_low = ui_is_low(job->ui);
    ui_card(job->ui, rect);
    struct rect area = rect_inset(rect, is_low ? 14 : 20, is_low ? 12 : 20);
    forward(job, rect_cut_bottom(&area, job->shape->paid));
    rect_skip_bottom(&area, is_low ? 12 : 20);
    change_card(job, rect_cut_bottom(&area, job->shape->change));
    rect_skip_bottom(&area, 12);
    tender_rows(job, &area);
    ticket_lines(job, area);
}

/* ---- Layouts ---- */

/* The terminal's reference is typed: field and amount stay over the keyboard. */
static void reference_layout(struct pay_job *job, struct rect area)
{
    struct ui_keys keys = {.language = say(TEXT_LANGUAGE),
        .actions = {{.label = say(TEXT_CLOSE), .kind = UI_BUTTON_STRONG, .width = 300}},
        .action_count = 1};
    int action = ui_keyboard(
        job->ui, rect_cut_bottom(&area, ui_keys_height(job->ui)), &keys, &job->state->keys);
    area = rect_inset(area, job->shape->margin, job->shape->gap);
    struct rect field = rect_cut_top(&area, 100);
    enum ui_field_event event = ui_field(job->ui, field,
        &(struct ui_field){.label = say(TEXT_REFERENCE), .id = "reference", .takes_scans = true},
        job->state->reference, sizeof job->state->reference);
    rect_skip_top(&area, job->shape->gap);
    if (area.height >= job->shape->amount) {
        amount_card(job, rect_cut_top(&area, job->shape->amount));
    }
    if (action == 0 || event == UI_FIELD_ENTERED || ui_key(job->ui, INPUT_KEY_ESCAPE)) {
        ui_focus_none(job->ui);
    }
}

static void wide_layout(struct pay_job *job, struct rect area)
{
    const struct pay_shape *shape = job->shape;
    struct rect ticket = rect_cut_right(&area, shape->ticket_width);
    rect_skip_right(&area, shape->margin);
    tender_buttons(job, rect_cut_top(&area, shape->tenders));
    rect_skip_top(&area, shape->gap);
    amount_card(job, rect_cut_top(&area, shape->amount));
    rect_skip_top(&area, shape->gap);
    keys_and_notes(job, area);
    ticket_card(job, ticket);
}

static void tall_layout(struct pay_job *job, struct rect area)
{
    const struct pay_shape *shape = job->shape;
    int keys = area.height / 3 < 600 ? area.height / 3 : 600;
    int above = shape->tenders + shape->amount + 3 * shape->gap + keys;
    struct rect top = rect_cut_top(&area, above - shape->gap);
    tender_buttons(job, rect_cut_top(&top, shape->tenders));
    rect_skip_top(&top, shape->gap);
    amount_card(job, rect_cut_top(&top, shape->amount));
    rect_skip_top(&top, shape->gap);
    keys_and_notes(job, top);
    rect_skip_top(&area, shape->gap);
    ticket_card(job, area);
}

/* A card payment is taken off only when the terminal has given the money back. */
static void reversal_card(struct pay_job *job)
{
    struct ui *ui = job->ui;
    if (job->state->reversal >= job->view->tender_count) {
        job->state->asks_reversal = false;
        return;
    }
    struct rect whole = ui_area(ui);
    struct rect card = rect_center(whole, whole.width < 900 ? whole.width - 64 : 840, 360);
    char amount[WORDS_MAX];
    char words[WORDS_MAX * 2];
    words_money(job->view, job->view->tenders[job->state->reversal].tendered_minor, amount);
    say_with(words, sizeof words, TEXT_REVERSED_DETAIL, amount, NULL);
    ui_over_begin(ui, card, true);
    ui_card(ui, card);
    struct rect area = rect_inset(card, 40, 34);
    ui_text(ui, rect_cut_top(&area, 52), say(TEXT_REVERSED_QUESTION),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .is_fixed = true});
    struct rect row = rect_cut_bottom(&area, 96);
    ui_text(ui, area, words,
        &(struct ui_text_style){.size = 28, .colour = COLOUR_INK2, .lines_max = 3});
    bool is_kept = ui_button(ui, rect_column(row, 2, SPACE_GUTTER_SMALL, 0),
        &(struct ui_button){.label = say(TEXT_KEEP_IT), .kind = UI_BUTTON_STRONG});
    bool is_off = ui_button(ui, rect_column(row, 2, SPACE_GUTTER_SMALL, 1),
        &(struct ui_button){.label = say(TEXT_REVERSED), .kind = UI_BUTTON_DANGER});
    ui_over_end(ui);
    if (is_off) {
        job->intent.kind = INTENT_REMOVE_TENDER;
        job->intent.index = job->state->reversal;
    }
    job->state->asks_reversal = !is_kept && !is_off;
}

static void take_scans(struct pay_job *job)
{
    struct intent scan = parts_scan(job->ui, TILL_QUANTITY_ASK);
    if (scan.kind == INTENT_NONE) {
        return;
    }
    job->intent = scan;
    if (job->state->asks_reversal) {
        job->intent.kind = INTENT_REFUSE_SCAN;
    }
}

static void top_bar(struct pay_job *job, struct rect *area)
{
    struct ui_top_bar bar = parts_top_bar(job->view);
    bar.title = say(TEXT_PAYMENT);
    bar.back = say(TEXT_BACK);
    if (ui_top_bar(job->ui, area, &bar, NULL) == UI_TOP_BAR_BACK) {
        job->intent.kind = INTENT_GO;
        job->intent.screen = SCREEN_SELL;
    }
}

static struct intent pay_frame(void *opaque, const struct app_view *view, struct ui *ui)
{
    struct pay_state *state = opaque;
    if (!state->is_started) {
        state->is_started = true;
        state->tender = view->last_tender;
        state->seen_serial = view->line_serial;
    }
    struct pay_job job = {.state = state,
        .view = view,
        .ui = ui,
        .shape = shape_of(ui),
        .due_minor = view->due_minor[state->tender],
        .received_minor = received(state),
        .intent = {.kind = INTENT_NONE}};
    struct rect area = parts_ground(ui, view);
    bool is_typing = state->tender == TENDER_CARD && ui_has_focus(ui, "reference");
    if (is_typing) {
        reference_layout(&job, area);
        return job.intent;
    }
    top_bar(&job, &area);
    struct rect body = rect_inset(area, job.shape->margin, job.shape->gap);
    body.y += ui_is_low(ui) ? 0 : 8;
    body.height -= ui_is_low(ui) ? 0 : 16;
    if (ui_is_narrow(ui)) {
        tall_layout(&job, body);
    } else {
        wide_layout(&job, body);
    }
    struct parts_message message = parts_messages(ui, view, body, true, false);
    if (message.intent.kind != INTENT_NONE) {
        job.intent = message.intent;
    }
    if (state->asks_reversal) {
        reversal_card(&job);
    }
    take_scans(&job);
    return job.intent;
}

const struct screen screen_pay = {
    .name = "pay",
    .state_size = sizeof(struct pay_state),
    .frame = pay_frame,
};
