#include "base/text.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/sell.h"

/* Thanks: after the commit, for a till without a display of its own for the customer. Change
 * first, then thanks, satisfaction, and the code that brings the customer back. */

#define COUNTDOWN_MS 20000
#define FACES 5

struct thanks_state {
    int64_t started_ms; /* of the countdown; 0: not yet */
};
static_assert(sizeof(struct thanks_state) <= SCREEN_STATE_MAX, "state fits its slot");

struct thanks_shape {
    int side, top, title, change, faces, next;
};

static const struct thanks_shape SHAPE = {96, 76, 108, 212, 104, 112};
static const struct thanks_shape SHAPE_LOW = {48, 28, 72, 150, 88, 92};

/* Seconds left; any touch begins anew. */
static int seconds_left(struct thanks_state *state, struct ui *ui)
{
    int64_t now = ui_now_ms(ui);
    if (state->started_ms == 0 || ui_is_touched(ui)) {
        state->started_ms = now;
    }
    int64_t left_ms = state->started_ms + COUNTDOWN_MS - now;
    if (left_ms <= 0) {
        return 0;
    }
    int seconds = (int)((left_ms + 999) / 1000);
    ui_wake_at(ui, state->started_ms + COUNTDOWN_MS - (int64_t)(seconds - 1) * 1000);
    return seconds;
}

static void saved_line(const struct till_receipt *receipt, struct ui *ui, struct rect rect)
{
    char words[WORDS_MAX];
    say_with(words, sizeof words, TEXT_PAID_AND_SAVED, receipt->number, NULL);
    ui_icon(ui, rect_cut_left(&rect, 32), ICON_TICK, COLOUR_GREEN);
    rect_skip_left(&rect, 16);
    ui_text(ui, rect, words,
        &(struct ui_text_style){.weight = UI_WEIGHT_600,
            .colour = COLOUR_GREEN,
            .has_figures = true,
            .is_fixed = true});
}

static void change_card(const struct app_view *view, struct ui *ui, struct rect rect)
{
    const struct till_receipt *receipt = view->receipt;
    char words[WORDS_MAX];
    bool has_change = receipt->change_minor > 0;
    int64_t paid = receipt->sale.gross_minor + receipt->sale.cash_rounding_minor;
    bool is_low = ui_is_low(ui);
    ui_rounded(ui, rect, RADIUS_CARD, COLOUR_GREEN_TINT, COLOUR_NONE);
    struct rect area = rect_inset(rect, 36, is_low ? 14 : 24);
    ui_text(ui, rect_cut_top(&area, 40), say(has_change ? TEXT_CHANGE : TEXT_NO_CHANGE),
        &(struct ui_text_style){.size = 28, .weight = UI_WEIGHT_600, .colour = COLOUR_GREEN});
    ui_money(ui, area,
        &(struct ui_money){
            .text = words_money(view, has_change ? receipt->change_minor : paid, words),
            .size = is_low ? 88 : TYPE_MONEY_LARGE,
            .colour = COLOUR_GREEN});
}

static struct intent faces(const struct app_view *view, struct ui *ui, struct rect area, int size)
{
    struct intent intent = {.kind = INTENT_NONE};
    int pitch = size + 22;
    ui_text(ui, rect_cut_top(&area, 40), say(TEXT_HOW_WAS_IT),
        &(struct ui_text_style){.size = 29, .weight = UI_WEIGHT_600, .vertical = UI_VERTICAL_TOP});
    rect_skip_top(&area, 18);
    for (int i = 0; i < FACES; i++) {
        struct rect place = {area.x + i * pitch, area.y, size, size + 42};
        if (ui_face(ui, place, i, say((enum text_id)(TEXT_FACE_BAD + i)),
                view->receipt->score == i + 1)) {
            intent.kind = INTENT_RATE;
            intent.index = (size_t)i + 1;
        }
    }
    return intent;
}

static struct intent cashier_side(
    const struct app_view *view, struct ui *ui, struct rect side, int seconds)
{
    const struct thanks_shape *shape = ui_is_low(ui) ? &SHAPE_LOW : &SHAPE;
    struct intent intent = {.kind = INTENT_NONE};
    char count[8];
    struct text_out number = text_out_begin(count, sizeof count);
    text_out_format(&number, "%d", seconds);
    struct rect area = rect_inset(side, shape->side, shape->top);
    int width = area.width < 640 ? area.width : 640;
    struct rect next = rect_cut_bottom(&area, shape->next);
    next.width = width;
    if (ui_button(ui, next,
            &(struct ui_button){.label = say(TEXT_NEXT_SALE),
                .kind = UI_BUTTON_PRIMARY,
                .count = count,
                .has_figures = true}) ||
        ui_key(ui, INPUT_KEY_ENTER) || ui_key(ui, INPUT_KEY_ESCAPE) || seconds == 0) {
        intent.kind = INTENT_NEXT_SALE;
    }
    rect_skip_bottom(&area, ui_is_low(ui) ? 20 : 48);
    saved_line(view->receipt, ui, rect_cut_top(&area, 54));
    rect_skip_top(&area, ui_is_low(ui) ? 4 : 10);
    ui_text(ui, rect_cut_top(&area, shape->title), say(TEXT_THANK_YOU),
        &(struct ui_text_style){
            .size = ui_is_low(ui) ? 60 : 88, .weight = UI_WEIGHT_700, .is_display = true});
    rect_skip_top(&area, ui_is_low(ui) ? 10 : 24);
    struct rect change = rect_cut_top(&area, shape->change);
    change.width = width;
    change_card(view, ui, change);
    if (view->shop->asks_satisfaction) {
        int block = 58 + shape->faces + 42;
        struct intent rated = faces(view, ui, rect_cut_bottom(&area, block), shape->faces);
        intent = rated.kind != INTENT_NONE ? rated : intent;
    }
    return intent;
}

static void code_side(const struct app_view *view, struct ui *ui, struct rect side)
{
    const struct till_receipt *receipt = view->receipt;
    bool is_low = ui_is_low(ui);
    char day[WORDS_MAX];
    char until[WORDS_MAX];
    struct ui_text_style centered = {
        .colour = COLOUR_WHITE, .align = UI_ALIGN_CENTER, .size = 28, .is_fixed = true};
    ui_fill(ui, side, COLOUR_TERRACOTTA);
    struct rect area = rect_inset(side, 40, is_low ? 24 : 72);
    struct ui_text_style headline = {.size = is_low ? 40 : 60,
        .weight = UI_WEIGHT_700,
        .is_display = true,
        .colour = COLOUR_WHITE,
        .align = UI_ALIGN_CENTER,
        .lines_max = 2,
        .vertical = UI_VERTICAL_BOTTOM};
    struct rect slot = rect_inset(area, is_low ? 20 : 100, 0);
    int headline_height = ui_text_height(ui, slot.width, receipt->headline, &headline);
    int below = receipt->ends_on[0] != '\0' ? 116 : 66;
    int square = area.height - headline_height - 64 - below - (is_low ? 16 : 40);
    square = square > 560 ? 560 : square;
    square = square > area.width ? area.width : square;
    int used = headline_height + 64 + square + below + (is_low ? 16 : 40);
    area = rect_center(area, area.width, used);
    ui_text(ui, rect_inset(rect_cut_top(&area, headline_height), is_low ? 20 : 100, 0),
        receipt->headline, &headline);
    ui_text(ui, rect_cut_top(&area, 64),
        say(receipt->code_has_page ? TEXT_SCAN_IT : TEXT_TAKE_PHOTO), &centered);
    rect_skip_top(&area, is_low ? 0 : 8);
    struct rect qr = rect_center(rect_cut_top(&area, square), square, square);
    ui_rounded(ui, qr, RADIUS_CARD, COLOUR_RGB(0xFFFFFF), COLOUR_NONE);
    if (view->qr->modules > 0) {
        ui_qr(ui, rect_inset(qr, 4, 4), view->qr->modules, view->qr->bits, say(TEXT_THE_CODE));
    }
    rect_skip_top(&area, is_low ? 8 : 24);
    centered.size = 30;
    centered.weight = UI_WEIGHT_600;
    centered.tracking_percent_milli = 80;
    ui_text(ui, rect_cut_top(&area, 52), receipt->token, &centered);
    if (receipt->ends_on[0] != '\0') {
        centered.size = 24;
        centered.weight = UI_WEIGHT_400;
        centered.tracking_percent_milli = 0;
        say_with(until, sizeof until, TEXT_UNTIL, words_day(receipt->ends_on, day), NULL);
        ui_text(ui, rect_cut_top(&area, 50), until, &centered);
    }
}

static struct intent thanks_frame(void *opaque, const struct app_view *view, struct ui *ui)
{
    struct thanks_state *state = opaque;
    struct intent intent = {.kind = INTENT_NONE};
    struct rect area = parts_ground(ui, view);
    if (view->receipt == NULL) {
        intent.kind = INTENT_NEXT_SALE;
        return intent;
    }
    int seconds = seconds_left(state, ui);
    if (view->receipt->has_code) {
        bool is_tall = ui_is_portrait(ui);
        struct rect code = is_tall ? rect_cut_bottom(&area, area.height / 2)
                                   : rect_cut_right(&area, area.width * 800 / 1920);
        code_side(view, ui, code);
    }
    intent = cashier_side(view, ui, area, seconds);
    if (intent.kind == INTENT_NONE) {
        intent = parts_scan(ui, TILL_QUANTITY_ASK);
    }
    return intent;
}

const struct screen screen_thanks = {
    .name = "thanks",
    .state_size = sizeof(struct thanks_state),
    .frame = thanks_frame,
};
