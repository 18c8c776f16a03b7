#include <string.h>

#include "base/text.h"
#include "screens/parts.h"
#include "screens/pin_pad.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"

/* Names, then the PIN of the one that was touched. The till's sale stays as it is underneath. */

#define TILE_HEIGHT 112
#define TILE_HEIGHT_LOW 88
#define TILE_GAP 18
#define TILE_WIDTH_LEAST 196
#define PAD_WIDTH 580
#define CLOCK_ROOM 260 /* what the clock and the date need at least */
#define ROWS_MAX 4

/* This side is dark in every theme. */
#define DARK COLOUR_RGB(0x1B1A17)
#define LIGHT COLOUR_RGB(0xF4F1EA)
#define LIGHT_QUIET COLOUR_RGB(0xB5B1A7)
#define SAVED_DOT COLOUR_RGB(0x5FB08A)

struct sign_in_state {
    struct pin_pad pad;
    struct ui_scroll scroll;
};

static_assert(sizeof(struct sign_in_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* ---- The dark side ---- */

static bool head(struct ui *ui, const struct app_view *view, struct rect rect)
{
    bool is_back = false;
    if (view->staff.is_switching) {
        is_back = ui_button(ui, rect_cut_right(&rect, 200),
                      &(struct ui_button){.label = say(view, TEXT_BACK),
                          .icon = ICON_BACK,
                          .kind = UI_BUTTON_OUTLINE,
                          .has_text_colour = true,
                          .text = LIGHT}) ||
                  ui_key(ui, INPUT_KEY_ESCAPE);
        rect_skip_right(&rect, 20);
    }
    struct rect logo = rect_cut_left(&rect, 56);
    logo = (struct rect){logo.x, logo.y + (logo.height - 56) / 2, 56, 56};
    ui_logo(ui, logo, LIGHT, DARK);
    rect_skip_left(&rect, 18);
    ui_text(ui, rect, view->shop->name,
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_600, .colour = LIGHT});
    return is_back;
}

/* "Monday, 23 November · Till 1" */
static void date(struct ui *ui, const struct app_view *view, struct rect rect)
{
    char day[WORDS_MAX];
    char words[2 * WORDS_MAX];
    words_long_day(view, view->staff.today, day);
    struct text_out out = text_out_begin(words, sizeof words);
    text_out_format(&out, "%s · %s", day, view->till_label);
    ui_text(ui, rect, words,
        &(struct ui_text_style){
            .size = 36, .colour = LIGHT_QUIET, .has_figures = true, .is_fixed = true});
}

static void clock(struct ui *ui, const struct app_view *view, struct rect rect)
{
    int size = rect.height >= 300 ? 200 : rect.height >= 200 ? 140 : 96;
    int height = size * 6 / 5 + 64;
    rect_skip_top(&rect, (rect.height - height) / 2);
    ui_text(ui, rect_cut_top(&rect, size * 6 / 5), view->clock,
        &(struct ui_text_style){.size = size,
            .weight = UI_WEIGHT_700,
            .colour = LIGHT,
            .is_display = true,
            .has_figures = true,
            .is_fixed = true});
    date(ui, view, rect_cut_top(&rect, 64));
}

static void saved(struct ui *ui, const struct app_view *view, struct rect rect)
{
    ui_dot(ui, rect_cut_left(&rect, 16), view->is_synced ? SAVED_DOT : LIGHT_QUIET);
    rect_skip_left(&rect, 14);
    ui_text(ui, rect, view->is_synced ? say(view, TEXT_ALL_SAVED) : view->saved,
        &(struct ui_text_style){.size = 26, .colour = LIGHT_QUIET, .has_figures = true});
}

struct tiles {
    int columns, rows, rows_shown, tile_height;
};

static struct tiles tiles_of(const struct ui *ui, const struct app_view *view, struct rect area)
{
    struct tiles tiles = {.tile_height = ui_is_low(ui) ? TILE_HEIGHT_LOW : TILE_HEIGHT};
    int count = (int)view->staff.count;
    int shown_max = (area.height - CLOCK_ROOM + TILE_GAP) / (tiles.tile_height + TILE_GAP);
    shown_max = shown_max > ROWS_MAX ? ROWS_MAX : shown_max < 1 ? 1 : shown_max;
    tiles.columns = (area.width + TILE_GAP) / (TILE_WIDTH_LEAST + TILE_GAP);
    tiles.columns = tiles.columns > 4 ? 4 : tiles.columns;
    tiles.rows = (count + tiles.columns - 1) / tiles.columns;
    tiles.rows_shown = tiles.rows < shown_max ? tiles.rows : shown_max;
    return tiles;
}

static int height_of(const struct tiles *tiles, int rows)
{
    return rows > 0 ? rows * (tiles->tile_height + TILE_GAP) - TILE_GAP : 0;
}

static void people(struct sign_in_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const struct tiles *tiles)
{
    struct rect content =
        ui_scroll_begin(ui, area, "people", height_of(tiles, tiles->rows), &state->scroll);
    for (size_t i = 0; i < view->staff.count; i++) {
        const struct view_person *person = &view->staff.people[i];
        bool is_chosen = person->id == state->pad.person_id;
        struct rect place = rect_grid_cell(content, tiles->columns, tiles->rows, TILE_GAP, (int)i);
        if (!ui_is_visible(ui, place)) {
            continue;
        }
        ui_push_id(ui, (uint64_t)person->id);
        struct ui_button tile = {.label = person->name,
            .id = "person",
            .kind = is_chosen ? UI_BUTTON_PLAIN : UI_BUTTON_OUTLINE,
            .size = 30,
            .has_colours = true,
            .ground = is_chosen ? LIGHT : DARK,
            .text = is_chosen ? DARK : LIGHT,
            .is_selected = false};
        if (ui_button(ui, place, &tile)) {
            pin_pad_choose(&state->pad, person->id);
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
}

static bool dark_side(
    struct sign_in_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    bool is_low = ui_is_low(ui);
    ui_fill(ui, area, DARK);
    int margin = area.width >= 1000 ? 96 : 48;
    area = rect_inset(area, margin, 0);
    rect_skip_top(&area, is_low ? 32 : 88);
    rect_skip_bottom(&area, is_low ? 32 : 80);
    bool is_back = head(ui, view, rect_cut_top(&area, 72));
    saved(ui, view, rect_cut_bottom(&area, 44));
    rect_skip_bottom(&area, is_low ? 24 : 48);
    struct tiles tiles = tiles_of(ui, view, area);
    people(state, view, ui, rect_cut_bottom(&area, height_of(&tiles, tiles.rows_shown)), &tiles);
    rect_skip_bottom(&area, 20);
    clock(ui, view, area);
    return is_back;
}

/* ---- The whole ---- */

static struct intent sign_in(struct sign_in_state *state)
{
    struct intent intent = {.kind = INTENT_SIGN_IN, .staff_id = state->pad.person_id};
    text_copy(intent.code, sizeof intent.code, state->pad.pin);
    return intent;
}

static struct intent sign_in_frame(void *opaque, const struct app_view *view, struct ui *ui)
{
    struct sign_in_state *state = opaque;
    struct intent intent = {.kind = INTENT_NONE};
    struct rect area = parts_ground(ui, view);
    struct text_view ignored; /* nobody is there to sell anything */
    (void)ui_scan(ui, &ignored);
    if (pin_pad_person(&state->pad, view) == NULL && view->staff.count > 0) {
        pin_pad_choose(&state->pad, view->staff.people[0].id);
        state->pad.seen_serial = view->staff.pin_serial;
    }
    bool is_upright = ui_is_portrait(ui);
    struct rect dark = is_upright ? rect_cut_top(&area, area.height * 9 / 20)
                                  : rect_cut_left(&area, area.width * 1100 / 1920);
    if (dark_side(state, view, ui, dark)) {
        intent.kind = INTENT_STAY;
    }
    int width =
        area.width - 2 * SPACE_MARGIN < PAD_WIDTH ? area.width - 2 * SPACE_MARGIN : PAD_WIDTH;
    area = rect_inset(area, (area.width - width) / 2, ui_is_low(ui) ? 20 : 60);
    if (pin_pad_frame(&state->pad, view, ui, area, true)) {
        intent = sign_in(state);
    }
    return intent;
}

const struct screen screen_sign_in = {
    .name = "sign_in",
    .state_size = sizeof(struct sign_in_state),
    .frame = sign_in_frame,
};
