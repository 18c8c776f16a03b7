#include <string.h>

#include "base/text.h"
#include "domain/z_report.h"
#include "screens/close.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "screens/z_paper_view.h"

#define LIST_WIDTH 600
#define PAPER_WIDTH 520
#define GUTTER 28
#define SUMS_HEIGHT 182
#define SUMS_HEIGHT_LOW 150
#define CHIP_HEIGHT 80
#define CHIP_HEIGHT_LOW 68
#define KEY_HEIGHT_MAX 88
#define FORWARD_HEIGHT 104
#define PIECES_MAX 999999
#define SUMS_WIDTH_ROOMY 460
#define SHORT_SIZE 58
#define QUESTION_WIDTH 820
#define QUESTION_HEIGHT 360
#define UPRIGHT_PERCENT 58

static_assert(sizeof(struct close_state) <= SCREEN_STATE_MAX, "state fits its slot");

static const enum text_id REASONS[] = {TEXT_OFF_BY_CHANGE, TEXT_OFF_UNKNOWN, TEXT_OFF_OTHER};

/* One frame of the screen. */
struct close_frame {
    struct close_state *state;
    const struct app_view *view;
    struct ui *ui;
    struct intent intent;
};

static void begin(struct close_state *state, const struct app_view *view)
{
    int exponent = view->shop->rules.currency->exponent;
    if (state->is_begun && state->opened == view->shift.opened) {
        return;
    }
    *state = (struct close_state){.is_begun = true,
        .opened = view->shift.opened,
        .reason = ARRAY_LENGTH(REASONS),
        .seen_serial = view->message_count > 0 ? view->messages[0].serial : 0};
    for (size_t i = 0; i < CLOSE_ROW_COUNT; i++) {
        state->numbers[i] = i < CLOSE_ROW_SUM ? number_money(0, 2, PIECES_MAX)
                                              : number_money(0, exponent, MONEY_MINOR_MAX);
    }
    const struct z_report *report = view->shift.report;
    for (size_t i = 0; i < CLOSE_FOREIGN_MAX && i < report->foreign_count; i++) {
        const struct currency *currency = currency_find(report->foreign[i].currency);
        state->numbers[CLOSE_ROW_FOREIGN + i] =
            number_money(0, currency != NULL ? currency->exponent : exponent, MONEY_MINOR_MAX);
    }
}

static bool is_blind(const struct close_frame *frame)
{
    return frame->state->step == CLOSE_COUNTING && frame->view->shop->counts_blind;
}

static int64_t difference(const struct close_frame *frame)
{
    return frame->state->has_counted
               ? close_total(frame->state, frame->view) - frame->view->shift.report->expected_minor
               : 0;
}

/* ---- What it is asked to do ---- */

static void fill_choice(const struct close_frame *frame, struct close_choice *choice)
{
    const struct close_state *state = frame->state;
    const struct app_view *view = frame->view;
    choice->has_count = state->has_counted;
    choice->is_sum = state->is_sum;
    choice->sum_minor = state->numbers[CLOSE_ROW_SUM].value;
    for (size_t i = 0; i < view->shop->piece_count; i++) {
        choice->pieces[i] = state->numbers[i].value;
    }
    const struct z_report *report = view->shift.report;
    for (size_t i = 0; i < report->foreign_count && i < CLOSE_FOREIGN_MAX; i++) {
        memcpy(choice->foreign[i].currency, report->foreign[i].currency,
            sizeof choice->foreign[i].currency);
        choice->foreign[i].sum_minor = state->numbers[CLOSE_ROW_FOREIGN + i].value;
        choice->foreign_count = i + 1;
    }
    if (state->reason < ARRAY_LENGTH(REASONS) && difference(frame) != 0) {
        (void)text_copy(choice->reason, sizeof choice->reason, say(view, REASONS[state->reason]));
    }
    choice->says_left = true;
    choice->left_minor = state->numbers[CLOSE_ROW_LEFT].value;
    choice->has_terminal = state->has_terminal;
    choice->terminal_minor = state->numbers[CLOSE_ROW_TERMINAL].value;
}

static void ask(struct close_frame *frame, enum intent_kind kind)
{
    frame->intent = (struct intent){.kind = kind};
    fill_choice(frame, &frame->intent.close);
}

/* The float of this shift is what most likely stays, as far as it is there. */
static void begin_rest(struct close_frame *frame)
{
    struct close_state *state = frame->state;
    int64_t there = close_in_drawer(state, frame->view);
    int64_t float_minor = frame->view->shift.report->float_minor;
    if (!state->was_left_typed) {
        int64_t likely = there < float_minor ? there : float_minor;
        number_set(&state->numbers[CLOSE_ROW_LEFT], likely > 0 ? likely : 0);
    }
    state->step = CLOSE_REST;
    state->row = CLOSE_ROW_LEFT;
    state->list = (struct ui_scroll){0};
}

static bool left_is_possible(const struct close_frame *frame)
{
    int64_t there = close_in_drawer(frame->state, frame->view);
    int64_t left = frame->state->numbers[CLOSE_ROW_LEFT].value;
    return left <= (there > 0 ? there : 0);
}

/* ---- The middle ---- */

static void sum_line(struct close_frame *frame, struct rect line, const char *label,
    const char *value, bool is_strong)
{
    ui_pair(frame->ui, line,
        &(struct ui_pair){.label = label,
            .value = value,
            .size = line.width < SUMS_WIDTH_ROOMY ? TYPE_SMALL : TYPE_BODY,
            .label_colour = COLOUR_INK2,
            .value_weight = is_strong ? UI_WEIGHT_700 : UI_WEIGHT_400});
}

static void difference_line(struct close_frame *frame, struct rect line)
{
    char money[WORDS_MAX];
    int64_t minor = difference(frame);
    bool is_known = frame->state->has_counted && !is_blind(frame);
    enum text_id text = minor < 0 ? TEXT_SHORT_BY : minor > 0 ? TEXT_OVER_BY : TEXT_TO_THE_CENT;
    colour tone = minor == 0 ? COLOUR_GREEN : COLOUR_AMBER;
    if (!is_known) {
        return;
    }
    if (minor != 0) {
        struct rect sum = rect_cut_right(&line, line.width * 60 / 100);
        ui_money(frame->ui, sum,
            &(struct ui_money){.text = words_money(frame->view, minor < 0 ? -minor : minor, money),
                .size = ui_is_low(frame->ui) ? 46 : SHORT_SIZE,
                .is_steady = true,
                .colour = tone,
                .align = UI_ALIGN_END});
    }
    ui_text(frame->ui, line, say(frame->view, text),
        &(struct ui_text_style){.weight = UI_WEIGHT_600, .colour = tone, .is_fixed = true});
}

static void sums_card(struct close_frame *frame, struct rect card)
{
    char label[2 * WORDS_MAX], money[WORDS_MAX], counted[WORDS_MAX];
    const struct z_report *report = frame->view->shift.report;
    bool is_low = ui_is_low(frame->ui);
    int line = is_low ? 32 : 40;
    ui_card(frame->ui, card);
    struct rect area = rect_inset(card, is_low ? 22 : 36, is_low ? 10 : 12);
    words_amount(frame->view, report->float_minor, money);
    say_with(frame->view, label, sizeof label, TEXT_EXPECTED_WITH_FLOAT, money, NULL);
    sum_line(frame, rect_cut_top(&area, line), label,
        is_blind(frame) ? "\xE2\x80\x93" : words_amount(frame->view, report->expected_minor, money),
        false);
    bool is_uncounted = frame->state->step != CLOSE_COUNTING && !frame->state->has_counted;
    sum_line(frame, rect_cut_top(&area, line), say(frame->view, TEXT_COUNTED),
        is_uncounted ? say(frame->view, TEXT_NOT_COUNTED)
                     : words_amount(frame->view, close_total(frame->state, frame->view), counted),
        true);
    rect_skip_top(&area, 6);
    ui_rule(frame->ui, area);
    rect_skip_top(&area, 4);
    difference_line(frame, area);
}

static void reasons(struct close_frame *frame, struct rect row)
{
    struct close_state *state = frame->state;
    for (size_t i = 0; i < ARRAY_LENGTH(REASONS); i++) {
        struct ui_button chip = {.label = say(frame->view, REASONS[i]),
            .kind = UI_BUTTON_CHIP,
            .is_selected = state->reason == i};
        struct rect place = rect_column(row, (int)ARRAY_LENGTH(REASONS), SPACE_TARGETS + 2, (int)i);
        if (ui_button(frame->ui, place, &chip)) {
            state->reason = i;
        }
    }
}

static void keypad(struct close_frame *frame, struct rect area)
{
    struct close_state *state = frame->state;
    struct number_entry *number = &state->numbers[state->row];
    int gap = ui_is_low(frame->ui) ? 10 : 12;
    int height = 4 * KEY_HEIGHT_MAX + 3 * gap;
    area.height = area.height < height ? area.height : height;
    struct ui_keypad_press press = ui_keypad(frame->ui, area,
        &(struct ui_keypad){.extra = number_extra_label(number, words_decimal_mark(frame->view)),
            .gap = gap,
            .size = ui_is_low(frame->ui) ? 38 : 0});
    if (!number_press(number, press)) {
        return;
    }
    state->has_terminal = state->has_terminal || state->row == CLOSE_ROW_TERMINAL;
    state->was_left_typed = state->was_left_typed || state->row == CLOSE_ROW_LEFT;
    if (state->row < CLOSE_ROW_LEFT && state->step == CLOSE_DIFFERENCE) {
        state->has_counted = true;
    }
}

/* True while what stands in the rows is not what was kept as counted. */
static bool wants_count(const struct close_frame *frame)
{
    const struct close_state *state = frame->state;
    const struct z_report *report = frame->view->shift.report;
    return state->step == CLOSE_COUNTING ||
           (state->step == CLOSE_DIFFERENCE && state->has_counted &&
               (!report->has_counted || report->counted_minor != close_total(state, frame->view)));
}

/* The one way forward of the step. */
static void forward(struct close_frame *frame, struct rect rect)
{
    struct close_state *state = frame->state;
    bool is_rest = state->step == CLOSE_REST;
    bool is_count = wants_count(frame);
    enum text_id text = is_count                         ? TEXT_COUNTED_BUTTON
                        : is_rest                        ? TEXT_CLOSE_FOR_GOOD
                        : frame->view->shift.has_targets ? TEXT_CLOSE_DAY_FILES
                                                         : TEXT_CLOSE_DAY;
    struct ui_button button = {.label = say(frame->view, text),
        .kind = UI_BUTTON_PRIMARY,
        .is_disabled = is_rest && !left_is_possible(frame)};
    if (!ui_button(frame->ui, rect, &button)) {
        return;
    }
    if (is_rest) {
        state->is_asking = true;
    } else if (!is_count) {
        begin_rest(frame);
    } else {
        state->has_counted = true;
        state->step = CLOSE_DIFFERENCE;
        ask(frame, INTENT_COUNTED);
    }
}

/* Over the way forward: another way, or what is to know before. */
static void beside_forward(struct close_frame *frame, struct rect rect)
{
    char words[2 * WORDS_MAX], money[WORDS_MAX];
    struct close_state *state = frame->state;
    if (state->step == CLOSE_COUNTING) {
        struct ui_button skip = {.label = say(frame->view, TEXT_COUNT_SKIP)};
        if (ui_button(frame->ui, rect, &skip)) {
            state->has_counted = false;
            state->step = CLOSE_DIFFERENCE;
        }
        return;
    }
    bool is_too_much = state->step == CLOSE_REST && !left_is_possible(frame);
    if (is_too_much) {
        int64_t there = close_in_drawer(state, frame->view);
        say_with(frame->view, words, sizeof words, TEXT_STAYS_TOO_MUCH,
            words_money(frame->view, there > 0 ? there : 0, money), NULL);
    } else {
        (void)text_copy(words, sizeof words, frame->view->saved);
        ui_icon(frame->ui, rect_cut_left(&rect, 32), ICON_TICK, COLOUR_GREEN);
        rect_skip_left(&rect, 14);
    }
    ui_text(frame->ui, rect, words,
        &(struct ui_text_style){
            .size = 22, .colour = is_too_much ? COLOUR_AMBER : COLOUR_INK2, .is_fixed = true});
}

static void middle(struct close_frame *frame, struct rect area)
{
    bool is_low = ui_is_low(frame->ui);
    int gap = is_low ? 10 : 16;
    sums_card(frame, rect_cut_top(&area, is_low ? SUMS_HEIGHT_LOW : SUMS_HEIGHT));
    rect_skip_top(&area, gap);
    forward(frame, rect_cut_bottom(&area, is_low ? TARGET_OFTEN : FORWARD_HEIGHT));
    rect_skip_bottom(&area, gap);
    bool has_button = frame->state->step == CLOSE_COUNTING;
    int beside = has_button ? (is_low ? 64 : 80) : 32;
    beside_forward(frame, rect_cut_bottom(&area, beside));
    rect_skip_bottom(&area, gap);
    if (frame->state->step == CLOSE_DIFFERENCE && difference(frame) != 0) {
        reasons(frame, rect_cut_top(&area, is_low ? CHIP_HEIGHT_LOW : CHIP_HEIGHT));
        rect_skip_top(&area, gap);
    }
    keypad(frame, area);
}

/* ---- The screen ---- */

static void question(struct close_frame *frame)
{
    struct rect card = rect_center(ui_area(frame->ui), QUESTION_WIDTH, QUESTION_HEIGHT);
    ui_over_begin(frame->ui, card, true);
    ui_card(frame->ui, card);
    struct rect area = rect_inset(card, 44, 36);
    ui_text(frame->ui, rect_cut_top(&area, 60), say(frame->view, TEXT_CLOSE_FOR_GOOD),
        &(struct ui_text_style){
            .size = 40, .weight = UI_WEIGHT_700, .is_display = true, .is_fixed = true});
    struct rect buttons = rect_cut_bottom(&area, 96);
    ui_text(frame->ui, area, say(frame->view, TEXT_CLOSE_FOR_GOOD_HINT),
        &(struct ui_text_style){.colour = COLOUR_INK2, .lines_max = 3});
    struct ui_button not_yet = {
        .label = say(frame->view, TEXT_CLOSE_NOT_YET), .kind = UI_BUTTON_STRONG};
    struct ui_button close = {.label = say(frame->view, TEXT_CLOSE_FOR_GOOD),
        .id = "close for good",
        .kind = UI_BUTTON_PRIMARY,
        .size = 30};
    if (ui_button(frame->ui, rect_column(buttons, 2, SPACE_GUTTER, 0), &not_yet) ||
        ui_key(frame->ui, INPUT_KEY_ESCAPE)) {
        frame->state->is_asking = false;
    } else if (ui_button(frame->ui, rect_column(buttons, 2, SPACE_GUTTER, 1), &close)) {
        frame->state->is_asking = false;
        ask(frame, INTENT_CLOSE_SHIFT);
    }
    ui_over_end(frame->ui);
}

static void three_columns(struct close_frame *frame, struct rect body)
{
    struct rect left = body;
    int gutter = ui_is_low(frame->ui) ? SPACE_GUTTER_SMALL : GUTTER;
    int paper_width = body.width * PAPER_WIDTH / 1856;
    int list_width = body.width * LIST_WIDTH / 1856;
    struct rect paper = rect_cut_right(&left, paper_width);
    rect_skip_right(&left, gutter);
    struct rect list = rect_cut_left(&left, list_width);
    rect_skip_left(&left, gutter);
    struct intent asked = close_list(frame->state, frame->view, frame->ui, list);
    frame->intent = asked.kind != INTENT_NONE ? asked : frame->intent;
    middle(frame, left);
    z_paper_draw(frame->ui, frame->view, paper, frame->view->shift.report, is_blind(frame),
        &frame->state->paper);
}

/* Upright the paper lies under the other two. */
static void two_rows(struct close_frame *frame, struct rect body)
{
    struct rect top = rect_cut_top(&body, body.height * UPRIGHT_PERCENT / 100);
    rect_skip_top(&body, SPACE_GUTTER);
    struct rect list = rect_cut_left(&top, top.width / 2 - SPACE_GUTTER / 2);
    rect_skip_left(&top, SPACE_GUTTER);
    struct intent asked = close_list(frame->state, frame->view, frame->ui, list);
    frame->intent = asked.kind != INTENT_NONE ? asked : frame->intent;
    middle(frame, top);
    struct rect paper = rect_center(body, body.width < 720 ? body.width : 720, body.height);
    z_paper_draw(frame->ui, frame->view, paper, frame->view->shift.report, is_blind(frame),
        &frame->state->paper);
}

static void nothing(struct close_frame *frame, struct rect area)
{
    struct rect block = rect_center(area, area.width, 160);
    ui_text(frame->ui, rect_cut_top(&block, 72), say(frame->view, TEXT_NOTHING_TO_CLOSE),
        &(struct ui_text_style){.size = TYPE_TITLE,
            .weight = UI_WEIGHT_700,
            .is_display = true,
            .align = UI_ALIGN_CENTER,
            .is_fixed = true});
    ui_text(frame->ui, block, say(frame->view, TEXT_NOTHING_TO_CLOSE_HINT),
        &(struct ui_text_style){
            .size = 28, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .lines_max = 3});
}

/* Back goes one step back, and from the first to selling. */
static void go_back(struct close_frame *frame)
{
    struct close_state *state = frame->state;
    if (state->step == CLOSE_REST && frame->view->shift.report != NULL) {
        state->step = CLOSE_DIFFERENCE;
        state->row = state->is_sum ? CLOSE_ROW_SUM : 0;
        state->list = (struct ui_scroll){0};
    } else {
        frame->intent = (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL};
    }
}

/* Where nothing is pressed that a message may cover: on the paper. */
static struct rect strips_area(struct ui *ui, struct rect body)
{
    return ui_is_portrait(ui) ? rect_cut_bottom(&body, body.height * (100 - UPRIGHT_PERCENT) / 100)
                              : rect_cut_right(&body, body.width * PAPER_WIDTH / 1856);
}

static struct intent close_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct close_frame frame = {.state = memory, .view = view, .ui = ui};
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.back = say(view, TEXT_BACK);
    bar.has_logo = true;
    bar.title = say(view, TEXT_END_OF_DAY);
    enum ui_top_bar_event event = ui_top_bar(ui, &area, &bar, NULL);
    struct rect body = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 12 : 22);
    uint64_t seen_serial = 0;
    if (view->shift.report == NULL) {
        seen_serial = view->message_count > 0 ? view->messages[0].serial : 0;
        nothing(&frame, body);
    } else {
        begin(frame.state, view);
        seen_serial = frame.state->seen_serial;
        (ui_is_portrait(ui) ? two_rows : three_columns)(&frame, body);
        if (frame.state->is_asking) {
            question(&frame);
        }
    }
    if (event == UI_TOP_BAR_BACK) {
        go_back(&frame);
    }
    struct parts_message message = parts_messages(
        ui, view, strips_area(ui, body), &(struct parts_strips){.seen_serial = seen_serial});
    return frame.intent.kind != INTENT_NONE ? frame.intent : message.intent;
}

const struct screen screen_close = {
    .name = "close",
    .state_size = sizeof(struct close_state),
    .keeps_state = true, /* a lock meanwhile loses no count */
    .frame = close_frame,
};
