#include <stdlib.h>
#include <string.h>

#include "base/compiler.h"
#include "ui/internal.h"

/* What lies above the page: cards that want an answer, strips, the sheet. */

#define SCRIM_ALPHA 112 /* ink at 44 % */
#define STRIP_SIDE 12
#define STRIP_RADIUS 18
#define STRIP_BUTTON_HEIGHT 80
#define STRIP_GAP 16
#define STRIP_LINE_GAP 4
#define HANDLE_HEIGHT 64
#define HANDLE_WIDTH 96
#define SHEET_RADIUS 32
#define SHEET_TOUCH_MAX 14 /* design pixels: a drag shorter than this is a touch */

static struct element_list *current_elements(struct ui *ui)
{
    return &ui->lists[ui->current];
}

void ui_over_begin(struct ui *ui, struct rect rect, bool has_scrim)
{
    ui->layer++;
    if (has_scrim) {
        struct element_list *list = current_elements(ui);
        for (size_t i = 0; i < list->count; i++) {
            list->elements[i].is_covered = true;
            if (list->elements[i].is_focused) {
                ui_focus_none(ui); /* what is typed now is meant for the card */
            }
        }
        ui->answer_layer_new = ui->layer;
        ui_box(ui, ui_area(ui), 0, 0, COLOUR_INK, SCRIM_ALPHA, COLOUR_NONE, 0);
        rect = ui_area(ui);
    }
    ui_add_element(ui, 0, UI_ROLE_SHIELD, "", NULL, rect, false);
}

void ui_over_end(struct ui *ui)
{
    ASSERT(ui->layer > 0);
    ui->layer--;
}

/* ---- Strips ---- */

static colour strip_tint(enum ui_strip_kind kind)
{
    static const enum colour_name tints[] = {
        [UI_STRIP_GREEN] = COLOUR_GREEN_TINT,
        [UI_STRIP_BLUE] = COLOUR_BLUE_TINT,
        [UI_STRIP_AMBER] = COLOUR_AMBER_TINT,
        [UI_STRIP_RED] = COLOUR_RED_TINT,
        [UI_STRIP_CAMPAIGN] = COLOUR_TERRACOTTA_TINT,
    };
    return tints[kind];
}

static colour strip_text(enum ui_strip_kind kind)
{
    static const enum colour_name texts[] = {
        [UI_STRIP_GREEN] = COLOUR_GREEN,
        [UI_STRIP_BLUE] = COLOUR_BLUE,
        [UI_STRIP_AMBER] = COLOUR_AMBER,
        [UI_STRIP_RED] = COLOUR_RED,
        [UI_STRIP_CAMPAIGN] = COLOUR_TERRACOTTA_TEXT,
    };
    return texts[kind];
}

int ui_strip_height(const struct ui *ui)
{
    return UI_STRIP_HEIGHT * ui_text_percent(ui) / 100;
}

static void strip_texts(
    struct ui *ui, struct ui_element *element, struct rect area, const struct ui_strip *strip)
{
    struct ui_text_style title = {.size = strip->kind == UI_STRIP_CAMPAIGN ? 26 : 28,
        .weight = strip->kind == UI_STRIP_CAMPAIGN ? UI_WEIGHT_600 : UI_WEIGHT_700,
        .colour = strip_text(strip->kind),
        .lines_max = strip->detail == NULL ? 2 : 1};
    struct ui_text_style detail = {.size = strip->is_detail_beside            ? 25
                                           : strip->kind == UI_STRIP_CAMPAIGN ? TYPE_SMALL
                                                                              : 23,
        .colour = strip_text(strip->kind),
        .lines_max = strip->is_detail_beside ? 2 : 1};
    detail.is_fixed = detail.lines_max == 1;
    int title_width = ui_text_width(ui, strip->title, &title);
    if (title_width > area.width) {
        title.size = 24;
        title.lines_max = 2;
        detail.size = TYPE_SMALL;
    }
    bool is_beside = strip->is_detail_beside && title_width < area.width * 2 / 3;
    if (strip->detail == NULL) {
        ui_text_in(ui, element, area, strip->title, &title);
        return;
    }
    if (is_beside) {
        ui_text_in(ui, element, rect_cut_left(&area, title_width), strip->title, &title);
        rect_skip_left(&area, 10);
        ui_text(ui, area, strip->detail, &detail);
        return;
    }
    int title_height = ui_text_height(ui, area.width, strip->title, &title);
    struct rect block =
        rect_center(area, area.width, title_height + ui_line_height(ui, &detail) + STRIP_LINE_GAP);
    ui_text_in(
        ui, element, rect_cut_top(&block, title_height + STRIP_LINE_GAP), strip->title, &title);
    ui_text(ui, block, strip->detail, &detail);
}

/* Close and actions from the end side; what is left is for the words. */
static int strip_buttons(struct ui *ui, struct rect *area, const struct ui_strip *strip)
{
    int pressed = UI_STRIP_NONE;
    if (strip->close != NULL) {
        struct rect place = rect_cut_right(area, TARGET_WIDTH_MIN);
        struct ui_button close = {.label = strip->close,
            .kind = UI_BUTTON_QUIET,
            .icon = ICON_CLOSE,
            .is_icon_only = true,
            .has_text_colour = true,
            .text = strip_text(strip->kind)};
        if (ui_button(ui, rect_center(place, TARGET_WIDTH_MIN, TARGET_WIDTH_MIN), &close)) {
            pressed = UI_STRIP_CLOSE;
        }
        rect_skip_right(area, STRIP_GAP);
    }
    for (int i = UI_STRIP_ACTIONS_MAX; i-- > 0;) {
        if (strip->actions[i] == NULL) {
            continue;
        }
        struct ui_button action = {.label = strip->actions[i], .kind = UI_BUTTON_BARE};
        int width = ui_button_width(ui, &action) + 20;
        struct rect place = rect_cut_right(area, width);
        if (ui_button(ui, rect_center(place, width, STRIP_BUTTON_HEIGHT), &action)) {
            pressed = i;
        }
        rect_skip_right(area, STRIP_GAP + 8);
    }
    return pressed;
}

int ui_strip(struct ui *ui, struct rect rect, const struct ui_strip *strip)
{
    uint64_t id = ui_id_of(ui, strip->id, strip->title);
    ui_push_id(ui, id);
    ui_over_begin(ui, rect, false);
    bool is_target = strip->close == NULL && strip->actions[0] == NULL;
    struct target target = {0};
    if (strip->opens && strip->close != NULL) {
        struct rect ground = rect; /* all that is not the × */
        rect_skip_right(&ground, STRIP_SIDE + TARGET_WIDTH_MIN + STRIP_GAP);
        target = ui_target(ui, ground, id, UI_ROLE_ROW, strip->title, true);
    } else if (is_target) {
        target = ui_target(ui, rect, id, UI_ROLE_ROW, strip->title, true);
    } else {
        target.element = ui_add_element(ui, 0, UI_ROLE_TEXT, strip->title, NULL, rect, false);
    }
    ui_rounded(ui, rect, STRIP_RADIUS, strip_tint(strip->kind), COLOUR_NONE);
    struct rect area = rect_inset(rect, STRIP_SIDE, 8);
    rect_skip_left(&area, strip->icon == ICON_NONE ? 16 : 10);
    if (strip->icon != ICON_NONE) {
        ui_icon_sized(ui, rect_cut_left(&area, 30), strip->icon, 30, strip_text(strip->kind));
        rect_skip_left(&area, 16);
    }
    int pressed = strip_buttons(ui, &area, strip);
    strip_texts(ui, target.element, area, strip);
    if (target.is_pressed) {
        ui_pressed_tint(ui, rect, STRIP_RADIUS);
    }
    if (target.has_focus) {
        ui_focus_ring(ui, rect, STRIP_RADIUS);
    }
    ui_over_end(ui);
    ui_pop_id(ui);
    return pressed == UI_STRIP_NONE && target.is_fired ? UI_STRIP_TOUCHED : pressed;
}

int ui_strips(
    struct ui *ui, struct rect area, const struct ui_strip *strips, int count, int *out_index)
{
    int pressed = UI_STRIP_NONE;
    count = count > UI_STRIPS_MAX ? UI_STRIPS_MAX : count;
    for (int i = count; i-- > 0;) {
        struct rect place = rect_cut_bottom(&area, ui_strip_height(ui));
        rect_skip_bottom(&area, STRIP_GAP);
        int result = ui_strip(ui, place, &strips[i]);
        if (result != UI_STRIP_NONE) {
            pressed = result;
            *out_index = i;
        }
    }
    return pressed;
}

/* ---- The sheet ---- */

/* The position whose height is nearest. */
static enum ui_sheet_position nearest(const int heights[3], int height)
{
    int best = 0;
    for (int i = 1; i < 3; i++) {
        if (abs(heights[i] - height) < abs(heights[best] - height)) {
            best = i;
        }
    }
    return (enum ui_sheet_position)best;
}

static int sheet_height(const struct ui *ui, const int heights[3], const struct ui_sheet *sheet)
{
    int height = heights[sheet->position] + ui_design(ui, sheet->drag_px);
    height = height > heights[UI_SHEET_FULL] ? heights[UI_SHEET_FULL] : height;
    return height < heights[UI_SHEET_CLOSED] ? heights[UI_SHEET_CLOSED] : height;
}

/* A touch goes one step up, from the top back to closed. */
static void move_sheet(
    struct ui *ui, uint64_t id, bool is_fired, const int heights[3], struct ui_sheet *sheet)
{
    const struct finger *finger = &ui->finger;
    bool is_held = finger->pressed_id == id && (finger->is_down || finger->is_let_go);
    if (is_held) {
        sheet->drag_px -= finger->drag_px;
        sheet->is_dragged = true;
    }
    bool is_touch = abs(sheet->drag_px) < ui_px(ui, SHEET_TOUCH_MAX);
    if (is_fired && is_touch) {
        sheet->position = (enum ui_sheet_position)(((int)sheet->position + 1) % 3);
    } else if (sheet->is_dragged && (!is_held || finger->is_let_go) && !is_touch) {
        sheet->position = nearest(heights, sheet_height(ui, heights, sheet));
    }
    if (!is_held || finger->is_let_go) {
        sheet->drag_px = 0;
        sheet->is_dragged = false;
    }
}

struct rect ui_sheet_begin(struct ui *ui, struct rect area, const char *label, const int heights[3],
    struct ui_sheet *sheet)
{
    uint64_t id = ui_id_of(ui, NULL, label);
    bool is_fired = ui->fired_id == id;
    move_sheet(ui, id, is_fired, heights, sheet);
    struct rect rest = area;
    struct rect rect = rect_cut_bottom(&rest, sheet_height(ui, heights, sheet));
    ui_over_begin(ui, rect, false);
    for (int step = 4; step > 0; step--) {
        struct rect shade = rect;
        shade.y -= 5 * step;
        ui_box(ui, shade, SHEET_RADIUS + 4 * step, DRAW_CORNER_TOP_LEFT | DRAW_CORNER_TOP_RIGHT,
            COLOUR_INK, 3, COLOUR_NONE, 0);
    }
    struct rect below = rect; /* its bottom border lies outside the window */
    below.height += LINE_WIDTH;
    below.x -= LINE_WIDTH;
    below.width += 2 * LINE_WIDTH;
    ui_box(ui, below, SHEET_RADIUS, DRAW_CORNER_TOP_LEFT | DRAW_CORNER_TOP_RIGHT, COLOUR_CARD,
        DRAW_ALPHA_OPAQUE, COLOUR_LINE, LINE_WIDTH);
    struct rect handle = {
        rect.x + rect.width / 2 - HANDLE_WIDTH, rect.y - 24, 2 * HANDLE_WIDTH, HANDLE_HEIGHT};
    struct target target = ui_target(ui, handle, id, UI_ROLE_HANDLE, label, true);
    static const char *const names[] = {"closed", "half", "full"};
    target.element->value = names[sheet->position];
    struct rect grip = {rect.x + (rect.width - HANDLE_WIDTH) / 2, rect.y + 17, HANDLE_WIDTH, 8};
    ui_rounded(ui, grip, 4, target.is_pressed ? COLOUR_FIELD_LINE : COLOUR_LINE, COLOUR_NONE);
    if (target.has_focus) {
        ui_focus_ring(ui, grip, 4);
    }
    rect_skip_top(&rect, 40);
    return rect;
}

void ui_sheet_end(struct ui *ui)
{
    ui_over_end(ui);
}
