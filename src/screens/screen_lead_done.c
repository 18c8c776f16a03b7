#include "base/text.h"
#include "screens/booth_parts.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"

/* Lead done: the visitor's own code, to take a photo of. */

#define COUNTDOWN_MS 45000
#define SECOND_MS 1000

struct done_state {
    int64_t ends_ms; /* monotonic; 0 before the first frame */
};

static_assert(sizeof(struct done_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* Measures, design pixels. */
struct shape {
    int margin_x, margin_top, margin_bottom;
    int headline, sub, sub_gap;
    int card_width, card_padding, token, token_row;
    int button;
};

static const struct shape SHAPE = {96, 118, 72, 116, 36, 40, 680, 56, 40, 112, TARGET_OFTEN};
static const struct shape SHAPE_UPRIGHT = {88, 120, 96, 116, 40, 40, 800, 64, 44, 120, 112};
static const struct shape SHAPE_LOW = {56, 56, 40, 84, 30, 20, 500, 32, 30, 80, 80};

static const struct shape *shape_of(const struct ui *ui)
{
    return ui_is_portrait(ui) ? &SHAPE_UPRIGHT : ui_is_low(ui) ? &SHAPE_LOW : &SHAPE;
}

/* ---- The code ---- */

static void code_card(
    const struct app_view *view, struct ui *ui, struct rect area, const struct shape *shape)
{
    const struct view_booth *booth = &view->booth;
    int width = shape->card_width < area.width ? shape->card_width : area.width;
    int side = width - 2 * shape->card_padding;
    int height = side + shape->card_padding + shape->token_row;
    if (height > area.height) {
        side -= height - area.height;
        height = area.height;
    }
    struct rect card = rect_center(area, width, height);
    ui_rounded(ui, card, 40, COLOUR_WHITE, COLOUR_NONE);
    struct rect rest = card;
    rect_skip_top(&rest, shape->card_padding);
    struct rect picture = rect_cut_top(&rest, side);
    /* Its quiet zone is white on the white card: it may reach into the padding. */
    picture = rect_inset(picture, -shape->card_padding + 8, -shape->card_padding + 8);
    if (booth->code != NULL && booth->code->modules > 0) {
        ui_qr(
            ui, picture, booth->code->modules, booth->code->bits, say(view, TEXT_BOOTH_YOUR_CODE));
    }
    ui_text(ui, rect_inset(rest, 24, 0), booth->token,
        &(struct ui_text_style){.size = shape->token,
            .weight = UI_WEIGHT_700,
            .colour = COLOUR_RGB(0x1B1A17),
            .align = UI_ALIGN_CENTER,
            .has_figures = true,
            .is_fixed = true,
            .tracking_percent_milli = 100});
}

/* ---- The words ---- */

/* The campaign's own words, else what to do with the code, and the offer. */
static void words(const struct app_view *view, struct ui *ui, struct rect area,
    const struct shape *shape, const struct booth_look *look)
{
    const struct view_booth *booth = &view->booth;
    char line[3 * NAME_BYTES];
    if (booth->done[0] != '\0') {
        text_copy(line, sizeof line, booth->done);
    } else if (booth->offer[0] != '\0') {
        say_with(view, line, sizeof line, TEXT_BOOTH_DONE_OFFER, booth->offer, NULL);
    } else {
        text_copy(line, sizeof line, say(view, TEXT_BOOTH_DONE));
    }
    struct ui_text_style sub = {.size = shape->sub,
        .colour = look->text,
        .lines_max = 7,
        .line_percent = 136,
        .vertical = UI_VERTICAL_TOP};
    int width = area.width < 21 * shape->sub || ui_is_portrait(ui) ? area.width : 21 * shape->sub;
    int sub_height = ui_text_height(ui, width, line, &sub);
    struct rect poster = area;
    poster.width = width;
    poster.height -= sub_height + shape->sub_gap;
    int height = booth_poster(ui, poster, say(view, TEXT_BOOTH_NICE_TO_MEET),
        (struct ui_text_style){.size = shape->headline,
            .weight = UI_WEIGHT_700,
            .colour = look->text,
            .is_display = true,
            .line_percent = 106});
    rect_skip_top(&area, height + shape->sub_gap);
    area.width = width;
    area.height = sub_height;
    ui_text(ui, area, line, &sub);
}

/* Any touch but Done gives the whole time again. */
static struct intent buttons(struct done_state *state, const struct app_view *view, struct ui *ui,
    struct rect row, const struct booth_look *look)
{
    int64_t now_ms = ui_now_ms(ui);
    if (state->ends_ms == 0 || ui_is_touched(ui)) {
        state->ends_ms = now_ms + COUNTDOWN_MS;
    }
    int64_t left_ms = state->ends_ms - now_ms;
    int64_t seconds = left_ms > 0 ? (left_ms + SECOND_MS - 1) / SECOND_MS : 0;
    char count[24];
    struct text_out number = text_out_begin(count, sizeof count);
    text_out_format(&number, "%lld", (long long)seconds);
    struct ui_button more = {.label = say(view, TEXT_BOOTH_MORE_TIME),
        .id = "more time",
        .kind = UI_BUTTON_OUTLINE,
        .count = count,
        .size = 28,
        .has_figures = true,
        .has_text_colour = true,
        .text = look->text};
    int done_width = row.width * 3 / 5 < 360 ? row.width * 3 / 5 : 360;
    bool is_done = ui_button(ui, rect_cut_left(&row, done_width),
        &(struct ui_button){.label = say(view, TEXT_BOOTH_FINISH),
            .icon = ICON_TICK,
            .size = 28,
            .has_colours = true,
            .ground = look->button,
            .text = look->button_text});
    is_done |= ui_key(ui, INPUT_KEY_ENTER) || ui_key(ui, INPUT_KEY_ESCAPE);
    rect_skip_left(&row, SPACE_GUTTER);
    int width = ui_button_width(ui, &more) + 48;
    ui_button(ui, rect_cut_left(&row, width < row.width ? width : row.width), &more);
    if (left_ms > 0) {
        ui_wake_at(ui, state->ends_ms - (seconds - 1) * SECOND_MS);
    }
    return (struct intent){.kind = is_done || left_ms <= 0 ? INTENT_BOOTH_END : INTENT_NONE};
}

/* ---- The whole ---- */

static struct intent done_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct done_state *state = memory;
    const struct shape *shape = shape_of(ui);
    struct booth_look look = booth_look_done(view);
    struct intent scanned = booth_badge(ui);
    struct rect area = parts_ground(ui, view);
    ui_fill(ui, area, look.ground);
    area = rect_inset(area, shape->margin_x, 0);
    rect_skip_top(&area, shape->margin_top);
    rect_skip_bottom(&area, shape->margin_bottom);
    if (!ui_is_portrait(ui)) {
        code_card(view, ui, rect_cut_right(&area, shape->card_width), shape);
        rect_skip_right(&area, 64);
    }
    struct rect row = rect_cut_bottom(&area, shape->button);
    rect_skip_bottom(&area, 32);
    if (ui_is_portrait(ui)) {
        code_card(view, ui, rect_cut_bottom(&area, area.height * 11 / 20), shape);
        rect_skip_bottom(&area, 48);
    }
    words(view, ui, area, shape, &look);
    struct intent intent = buttons(state, view, ui, row, &look);
    return scanned.kind != INTENT_NONE ? scanned : intent;
}

const struct screen screen_lead_done = {
    .name = "lead_done",
    .state_size = sizeof(struct done_state),
    .frame = done_frame,
};
