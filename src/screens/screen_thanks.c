#include "base/text.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/thanks_parts.h"
#include "screens/words.h"
#include "till/sell.h"

#define COUNTDOWN_MS 20000
#define SECOND_MS 1000
#define COLUMN_WIDTH 640

struct thanks_state {
    int64_t next_sale_ms; /* monotonic; 0 before the first frame */
};

static_assert(sizeof(struct thanks_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* Measures, design pixels. */
struct shape {
    int margin_x, margin_y;
    int saved, title, title_gap, change, change_money; /* from the top down */
    int foot, faces_gap, faces_head;                   /* from the bottom up */
    int headline, code_margin_x, code_margin_y, code_gap;
};

static const struct shape SHAPE = {96, 84, 42, 88, 30, 212, 120, 64, 92, 60, 60, 64, 84, 26};
static const struct shape SHAPE_UPRIGHT = {
    64, 56, 42, 88, 24, 200, 120, 48, 44, 56, 60, 64, 56, 20};
static const struct shape SHAPE_LOW = {48, 32, 38, 64, 12, 148, 88, 32, 24, 56, 44, 32, 28, 14};

static const struct shape *shape_of(const struct ui *ui)
{
    if (ui_is_low(ui) || ui_area(ui).height < 1600) {
        return ui_is_low(ui) || ui_is_portrait(ui) ? &SHAPE_LOW : &SHAPE;
    }
    return ui_is_portrait(ui) ? &SHAPE_UPRIGHT : &SHAPE;
}

/* ---- The sale ---- */

static void saved_line(struct ui *ui, const struct app_view *view, struct rect line)
{
    char words[WORDS_MAX];
    say_with(view, words, sizeof words, TEXT_PAID_AND_SAVED, view->receipt->number, NULL);
    ui_icon(ui, rect_cut_left(&line, 34), ICON_TICK, COLOUR_GREEN);
    rect_skip_left(&line, 14);
    ui_text(ui, line, words,
        &(struct ui_text_style){.size = TYPE_BODY,
            .weight = UI_WEIGHT_600,
            .colour = COLOUR_GREEN,
            .has_figures = true,
            .is_fixed = true});
}

static void change_card(
    struct ui *ui, const struct app_view *view, struct rect card, const struct shape *shape)
{
    char money[WORDS_MAX];
    ui_rounded(ui, card, RADIUS_CARD, COLOUR_GREEN_TINT, COLOUR_NONE);
    card = rect_inset(card, 36, card.height / 9);
    ui_text(ui, rect_cut_top(&card, 38), say(view, TEXT_CHANGE),
        &(struct ui_text_style){.size = 28, .weight = UI_WEIGHT_600, .colour = COLOUR_GREEN});
    ui_money(ui, card,
        &(struct ui_money){.text = words_money(view, view->receipt->change_minor, money),
            .size = shape->change_money,
            .colour = COLOUR_GREEN});
}

/* What was said and what goes back: from the top down. */
static void sale_part(
    struct ui *ui, const struct app_view *view, struct rect column, const struct shape *shape)
{
    saved_line(ui, view, rect_cut_top(&column, shape->saved));
    rect_skip_top(&column, shape->title_gap / 2);
    ui_text(ui, rect_cut_top(&column, shape->title * 6 / 5), say(view, TEXT_THANK_YOU),
        &(struct ui_text_style){
            .size = shape->title, .weight = UI_WEIGHT_700, .is_display = true, .is_fixed = true});
    rect_skip_top(&column, shape->title_gap);
    if (view->receipt->change_minor > 0) {
        change_card(ui, view, rect_cut_top(&column, shape->change), shape);
    }
}

/* ---- Faces, next sale ---- */

/* Any touch restarts the countdown; at its end the next sale comes by itself. */
static struct intent next_sale(
    struct ui *ui, const struct app_view *view, struct rect rect, struct thanks_state *state)
{
    int64_t now_ms = ui_now_ms(ui);
    if (state->next_sale_ms == 0 || ui_is_touched(ui)) {
        state->next_sale_ms = now_ms + COUNTDOWN_MS;
    }
    int64_t left_ms = state->next_sale_ms - now_ms;
    int64_t seconds = left_ms > 0 ? (left_ms + SECOND_MS - 1) / SECOND_MS : 0;
    char count[24];
    struct text_out number = text_out_begin(count, sizeof count);
    text_out_format(&number, "%lld", (long long)seconds);
    bool is_next = ui_button(ui, rect,
        &(struct ui_button){
            .label = say(view, TEXT_NEXT_SALE), .kind = UI_BUTTON_PRIMARY, .count = count});
    is_next |= ui_key(ui, INPUT_KEY_ENTER);
    if (left_ms > 0) {
        ui_wake_at(ui, state->next_sale_ms - (seconds - 1) * SECOND_MS);
    }
    bool is_over = is_next || left_ms <= 0;
    return (struct intent){.kind = is_over ? INTENT_NEXT_SALE : INTENT_NONE};
}

/* A code that comes now is still noted with this sale. Cuts its place off the row. */
static struct intent add_code(struct ui *ui, const struct app_view *view, struct rect *row)
{
    struct ui_button button = {.label = say(view, TEXT_ADD_CODE), .icon = ICON_QR, .size = 26};
    if (view->codes.late.id == 0 || view->codes.late.id != view->receipt->sale.id) {
        return (struct intent){.kind = INTENT_NONE};
    }
    int width = ui_button_width(ui, &button);
    if (width > row->width * 45 / 100) {
        button.icon = ICON_NONE;
        width = row->width * 45 / 100;
    }
    bool is_pressed = ui_button(ui, rect_cut_left(row, width), &button);
    rect_skip_left(row, 16);
    return (struct intent){.kind = is_pressed ? INTENT_OPEN_LATE_CODE : INTENT_NONE};
}

static struct intent till_part(
    struct ui *ui, const struct app_view *view, struct rect area, struct thanks_state *state)
{
    const struct shape *shape = shape_of(ui);
    area = rect_inset(area, shape->margin_x, 0);
    rect_skip_top(&area, shape->margin_y);
    rect_skip_bottom(&area, shape->foot);
    int width = area.width < COLUMN_WIDTH || ui_is_portrait(ui) ? area.width : COLUMN_WIDTH;
    struct rect column = {area.x, area.y, width, area.height};
    if (!view->receipt->has_code) {
        column.x += (area.width - width) / 2; /* nothing stands beside it */
    }
    struct rect foot = rect_cut_bottom(&column, TARGET_OFTEN);
    struct intent late = add_code(ui, view, &foot);
    struct intent next = next_sale(ui, view, foot, state);
    struct intent answered = {.kind = INTENT_NONE};
    if (thanks_asks(view)) {
        rect_skip_bottom(&column, shape->faces_gap);
        answered = thanks_question(
            ui, view, rect_cut_bottom(&column, THANKS_FACES_HEIGHT + shape->faces_head));
    }
    sale_part(ui, view, column, shape);
    next = late.kind != INTENT_NONE ? late : next;
    return answered.kind != INTENT_NONE ? answered : next;
}

/* ---- The code that brings the customer back ---- */

/* The till's half keeps the width of its five faces. */
static int code_width(const struct ui *ui)
{
    int width = ui_area(ui).width;
    return width < 1200 ? width * 38 / 100 : width * 800 / 1920;
}

/* Of several vouchers one is shown at a time. */
static struct intent next_voucher(
    struct ui *ui, const struct app_view *view, struct rect area, struct thanks_state *state)
{
    const struct till_receipt *receipt = view->receipt;
    char place[WORDS_MAX];
    if (receipt->sale.voucher_count < 2) {
        return (struct intent){.kind = INTENT_NONE};
    }
    struct text_out out = text_out_begin(place, sizeof place);
    text_out_format(&out, "%zu / %zu", receipt->voucher_index + 1, receipt->sale.voucher_count);
    struct ui_button button = {
        .label = say(view, TEXT_NEXT_VOUCHER), .second_line = place, .id = "voucher", .size = 24};
    int width = ui_button_width(ui, &button);
    area = rect_inset(area, SPACE_MARGIN, 16);
    struct rect row = rect_cut_top(&area, TARGET_OFTEN);
    if (!ui_button(ui, rect_cut_right(&row, width), &button)) {
        return (struct intent){.kind = INTENT_NONE};
    }
    state->next_sale_ms = 0; /* the countdown begins anew */
    return (struct intent){.kind = INTENT_NEXT_VOUCHER};
}

/* ---- The screen ---- */

static struct intent thanks_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct thanks_state *state = memory;
    struct intent scan = parts_scan(ui, TILL_QUANTITY_ASK);
    struct rect area = parts_ground(ui, view);
    if (view->receipt == NULL) {
        return (struct intent){.kind = INTENT_NEXT_SALE};
    }
    struct intent code = {.kind = INTENT_NONE};
    if (view->receipt->has_code) {
        bool is_upright = ui_is_portrait(ui);
        const struct shape *shape = shape_of(ui);
        struct rect panel = is_upright ? rect_cut_bottom(&area, area.height * 52 / 100)
                                       : rect_cut_right(&area, code_width(ui));
        code = thanks_code(ui, view, panel,
            &(struct thanks_code_shape){
                shape->headline, shape->code_margin_x, shape->code_margin_y, shape->code_gap});
    }
    struct intent intent = till_part(ui, view, area, state);
    intent = code.kind != INTENT_NONE ? code : intent;
    struct intent voucher = next_voucher(ui, view, area, state);
    intent = voucher.kind != INTENT_NONE ? voucher : intent;
    struct rect strips = rect_inset(area, SPACE_MARGIN, 16);
    struct intent message =
        parts_messages(ui, view, strips, &(struct parts_strips){.is_at_top = true}).intent;
    intent = message.kind != INTENT_NONE ? message : intent;
    return scan.kind != INTENT_NONE ? scan : intent;
}

const struct screen screen_thanks = {
    .name = "thanks",
    .state_size = sizeof(struct thanks_state),
    .frame = thanks_frame,
};
