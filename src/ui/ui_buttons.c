#include <stdio.h>
#include <string.h>

#include "base/compiler.h"
#include "ui/internal.h"

#define ICON_GAP 16
#define COUNT_GAP 18
#define DOT_SIZE 14
#define DOT_GAP 12
#define LABEL_MAX 512

/* How a kind looks. */
struct button_look {
    colour ground, text, border;
    int border_width, radius, size, padding, icon_size;
    enum ui_weight weight;
};

static const struct button_look LOOKS[UI_BUTTON_KIND_COUNT] = {
    [UI_BUTTON_PLAIN] = {COLOUR_CARD, COLOUR_INK, COLOUR_LINE, 2, 16, 28, 20, 30, UI_WEIGHT_600},
    [UI_BUTTON_PRIMARY] = {COLOUR_GREEN, COLOUR_WHITE, COLOUR_NONE, 0, 18, TYPE_PRIMARY, 24, 34,
        UI_WEIGHT_600},
    [UI_BUTTON_CAMPAIGN] = {COLOUR_TERRACOTTA, COLOUR_WHITE, COLOUR_NONE, 0, 16, 28, 20, 30,
        UI_WEIGHT_600},
    [UI_BUTTON_STRONG] = {COLOUR_CARD, COLOUR_INK, COLOUR_INK, 2, 16, 28, 20, 30, UI_WEIGHT_600},
    [UI_BUTTON_QUIET] = {COLOUR_NONE, COLOUR_INK, COLOUR_NONE, 0, 16, 28, 12, 30, UI_WEIGHT_500},
    [UI_BUTTON_DANGER] = {COLOUR_CARD, COLOUR_RED, COLOUR_LINE, 2, 16, 28, 20, 30, UI_WEIGHT_600},
    [UI_BUTTON_CHIP] = {COLOUR_CARD, COLOUR_INK, COLOUR_LINE, 2, 999, 24, 26, 26, UI_WEIGHT_600},
    [UI_BUTTON_KEY] = {COLOUR_CARD, COLOUR_INK, COLOUR_LINE, 2, 16, 36, 8, 44, UI_WEIGHT_500},
    [UI_BUTTON_BARE] = {COLOUR_CARD, COLOUR_INK, COLOUR_NONE, 0, 16, 28, 20, 30, UI_WEIGHT_600},
    [UI_BUTTON_OUTLINE] = {COLOUR_NONE, COLOUR_INK, COLOUR_INK, 2, 16, 26, 20, 30, UI_WEIGHT_600},
};

static struct button_look look_of(const struct ui_button *button, struct rect rect)
{
    ASSERT((unsigned)button->kind < UI_BUTTON_KIND_COUNT);
    struct button_look look = LOOKS[button->kind];
    if (button->has_colours) {
        look.ground = button->ground;
        look.text = button->text;
        look.border = look.border == COLOUR_NONE ? COLOUR_NONE : button->ground;
    }
    if (button->has_text_colour) {
        look.text = button->text;
    }
    if (button->kind == UI_BUTTON_OUTLINE) {
        look.border = look.text;
    }
    if (button->is_marked) {
        look.text = look.border = COLOUR_GREEN;
        look.border_width = 4;
    }
    if (button->is_selected) {
        look.ground = look.border = COLOUR_INK;
        look.text = COLOUR_WHITE;
    }
    if (button->is_disabled) {
        look.ground = COLOUR_SUNK;
        look.text = COLOUR_INK2;
        look.border = COLOUR_NONE;
    }
    look.size = button->size > 0 ? button->size : look.size;
    look.radius = button->radius > 0 ? button->radius : look.radius;
    look.icon_size = button->icon_size > 0 ? button->icon_size : look.icon_size;
    look.radius = look.radius > rect.height / 2 ? rect.height / 2 : look.radius;
    return look;
}

static struct ui_text_style label_style(
    const struct ui_button *button, const struct button_look *look)
{
    return (struct ui_text_style){
        .size = look->size,
        .weight = look->weight,
        .colour = look->text,
        .has_figures = button->has_figures,
        .is_silent = true,
    };
}

/* Widths of the parts of a button's first line. */
struct button_line {
    int icon, dot, label, count; /* without the gaps */
    int whole;
};

static struct ui_text_style count_style(
    const struct ui_button *button, const struct button_look *look)
{
    struct ui_text_style style = label_style(button, look);
    style.weight = button->kind == UI_BUTTON_PRIMARY ? UI_WEIGHT_400 : UI_WEIGHT_700;
    style.has_figures = true;
    return style;
}

static struct button_line measure_line(
    struct ui *ui, const struct ui_button *button, const struct button_look *look)
{
    struct button_line line = {0};
    struct ui_text_style label = label_style(button, look);
    struct ui_text_style count = count_style(button, look);
    line.icon = button->icon == ICON_NONE ? 0 : look->icon_size + ICON_GAP;
    line.dot = button->has_dot ? DOT_SIZE + DOT_GAP : 0;
    if (!button->is_icon_only && button->label != NULL) {
        line.label = ui_text_width(ui, button->label, &label);
    } else {
        line.icon = button->icon == ICON_NONE ? 0 : look->icon_size;
    }
    line.count = button->count == NULL ? 0 : ui_text_width(ui, button->count, &count) + COUNT_GAP;
    line.whole = line.icon + line.dot + line.label + line.count;
    return line;
}

/* Where the second line of a label that is too long begins: before its last word with a digit
 * (the sum stays whole), else 0. */
static size_t sum_begin(const char *label)
{
    size_t begin = 0;
    bool has_digit = false;
    for (size_t at = strlen(label); at > 0; at--) {
        has_digit |= label[at - 1] >= '0' && label[at - 1] <= '9';
        if (label[at - 1] == ' ' && has_digit) {
            begin = at;
            break;
        }
    }
    return begin;
}

/* The size at which a sum fits one line, for no number may break; TYPE_SMALL if none does. */
static int sum_size(struct ui *ui, int width, const char *sum, struct ui_text_style style)
{
    while (style.size > TYPE_SMALL && ui_text_width(ui, sum, &style) > width) {
        style.size--;
    }
    return style.size;
}

/* A label that does not fit one line: a little smaller, else in two lines. */
static void long_label(struct ui *ui, struct target target, struct rect area,
    const struct ui_button *button, const struct button_look *look)
{
    struct ui_text_style style = label_style(button, look);
    style.align = button->is_start ? UI_ALIGN_START : UI_ALIGN_CENTER;
    struct ui_text_style smaller = style;
    smaller.size = style.size * 85 / 100;
    smaller.is_fixed = true;
    if (ui_text_width(ui, button->label, &smaller) <= area.width) {
        smaller.size = style.size;
        ui_text_in(ui, target.element, area, button->label, &smaller);
        return;
    }
    size_t sum_at = sum_begin(button->label);
    char head[LABEL_MAX];
    bool fits_two = area.height >= 2 * ui_line_height(ui, &style) * 8 / 10;
    if (sum_at > 0 && fits_two &&
        text_copy_view(head, sizeof head, (struct text_view){button->label, sum_at - 1})) {
        style.is_fixed = true;
        style.size = style.size * 8 / 10;
        int height = ui_line_height(ui, &style);
        struct rect block = rect_center(area, area.width, 2 * height);
        ui_text_in(ui, target.element, rect_cut_top(&block, height), head, &style);
        ui_text_in(ui, target.element, block, button->label + sum_at, &style);
        return;
    }
    if (sum_at == 0 && button->has_figures) {
        style.size = sum_size(ui, area.width, button->label, style);
        fits_two = fits_two && ui_text_width(ui, button->label, &style) > area.width;
    }
    style.lines_max = fits_two ? 2 : 1;
    while (style.size > TYPE_SMALL &&
           ui_text_height(ui, area.width, button->label, &style) > area.height) {
        style.size--;
    }
    style.is_fixed = style.lines_max == 1;
    ui_text_in(ui, target.element, area, button->label, &style);
}

/* Icon, dot, label and count in one line, as a group in the middle or at the leading side. */
static void button_line(struct ui *ui, struct target target, struct rect area,
    const struct ui_button *button, const struct button_look *look)
{
    struct button_line line = measure_line(ui, button, look);
    if (line.label > 0 && line.whole > area.width) {
        if (line.icon > 0) {
            ui_icon_sized(ui, rect_cut_left(&area, look->icon_size), button->icon, look->icon_size,
                look->text);
            rect_skip_left(&area, ICON_GAP / 2);
        }
        if (line.count > 0) {
            struct rect count = rect_cut_right(&area, line.count);
            struct ui_text_style style = count_style(button, look);
            style.align = UI_ALIGN_END;
            ui_text_in(ui, target.element, count, button->count, &style);
        }
        long_label(ui, target, area, button, look);
        return;
    }
    if (!button->is_start) {
        rect_skip_left(&area, (area.width - line.whole) / 2);
    }
    if (line.icon > 0) {
        ui_icon_sized(
            ui, rect_cut_left(&area, look->icon_size), button->icon, look->icon_size, look->text);
        rect_skip_left(&area, line.icon - look->icon_size);
    }
    if (line.dot > 0) {
        ui_dot(ui, rect_center(rect_cut_left(&area, DOT_SIZE), DOT_SIZE, DOT_SIZE),
            button->is_disabled ? COLOUR_INK2 : button->dot);
        rect_skip_left(&area, DOT_GAP);
    }
    if (line.label > 0) {
        struct ui_text_style style = label_style(button, look);
        ui_text_in(ui, target.element, rect_cut_left(&area, line.label), button->label, &style);
    }
    if (line.count > 0) {
        struct ui_text_style style = count_style(button, look);
        rect_skip_left(&area, COUNT_GAP);
        ui_text_in(ui, target.element, area, button->count, &style);
    }
}

static void button_texts(struct ui *ui, struct target target, struct rect rect,
    const struct ui_button *button, const struct button_look *look)
{
    int padding = look->padding;
    if (padding > rect.width / 8) {
        padding = rect.width / 8;
    }
    struct rect area = rect_inset(rect, padding, 4);
    if (button->second_line == NULL) {
        button_line(ui, target, area, button, look);
        return;
    }
    struct ui_text_style second = {.size = 22,
        .colour = look->text,
        .align = button->is_start ? UI_ALIGN_START : UI_ALIGN_CENTER,
        .is_silent = true,
        .is_fixed = true};
    struct ui_text_style first = label_style(button, look);
    int first_height = ui_line_height(ui, &first);
    int second_height = ui_line_height(ui, &second);
    struct rect block = rect_center(area, area.width, first_height + second_height);
    button_line(ui, target, rect_cut_top(&block, first_height), button, look);
    ui_text_in(ui, target.element, block, button->second_line, &second);
}

bool ui_button(struct ui *ui, struct rect rect, const struct ui_button *button)
{
    struct button_look look = look_of(button, rect);
    uint64_t id = ui_id_of(ui, button->id, button->label);
    enum ui_role role = button->kind == UI_BUTTON_KEY ? UI_ROLE_KEY : UI_ROLE_BUTTON;
    struct target target = ui_target(ui, rect, id, role, button->label, !button->is_disabled);
    const char *value = button->count != NULL ? button->count : button->second_line;
    if (value != NULL) {
        target.element->value = ui_keep(ui, value, strlen(value));
    }
    target.element->is_selected = button->is_selected || button->is_marked;
    bool is_fired = target.is_fired;
    if (button->repeats && target.is_pressed) {
        is_fired |= ui_repeats(ui, id);
    }
    if (!ui_is_visible(ui, rect)) {
        return is_fired;
    }
    ui_box(ui, rect, look.radius, DRAW_CORNERS_ALL, look.ground, DRAW_ALPHA_OPAQUE, look.border,
        look.border_width);
    button_texts(ui, target, rect, button, &look);
    if (target.is_pressed) {
        ui_pressed_tint(ui, rect, look.radius);
    }
    if (target.has_focus) {
        ui_focus_ring(ui, rect, look.radius);
    }
    return is_fired;
}

int ui_button_width(struct ui *ui, const struct ui_button *button)
{
    struct button_look look = look_of(button, (struct rect){0, 0, 1000, TARGET_OFTEN});
    int width = measure_line(ui, button, &look).whole + 2 * look.padding + 2;
    return width < TARGET_WIDTH_MIN ? TARGET_WIDTH_MIN : width;
}

/* ---- Tiles ---- */

#define TILE_BAR 10

static void tile_texts(
    struct ui *ui, struct target target, struct rect rect, const struct ui_tile *tile)
{
    colour ink = tile->is_disabled ? COLOUR_INK2 : COLOUR_INK;
    struct rect area = rect_inset(rect, tile->is_small ? 14 : 18, tile->is_small ? 8 : 19);
    rect_skip_left(&area, TILE_BAR);
    struct ui_text_style name = {
        .size = tile->is_small ? TYPE_SMALL : 25,
        .weight = UI_WEIGHT_600,
        .colour = ink,
        .vertical = UI_VERTICAL_TOP,
        .lines_max = tile->is_small ? 1 : 2,
        .is_silent = true,
    };
    struct ui_text_style price = {
        .size = tile->is_small ? TYPE_SMALL : 26,
        .colour = COLOUR_INK2,
        .has_figures = true,
        .vertical = UI_VERTICAL_BOTTOM,
        .is_silent = true,
        .is_fixed = true,
    };
    struct rect bottom = rect_cut_bottom(&area, ui_line_height(ui, &price));
    ui_text_in(ui, target.element, bottom, tile->price, &price);
    ui_text_in(ui, target.element, area, tile->name, &name);
}

/* The bar follows the tile's round corners: the tile's inside in the category's colour, seen
 * through a slit. */
static void tile_bar(struct ui *ui, struct rect rect, colour category)
{
    struct pixel_rect old_clip = ui->list.clip;
    struct rect slit = {rect.x, rect.y, TILE_BAR + LINE_WIDTH, rect.height};
    ui->list.clip = pixel_rect_intersect(old_clip, ui_pixel_rect(ui, slit));
    ui_box(ui, rect_inset(rect, LINE_WIDTH, LINE_WIDTH), RADIUS_KEY - LINE_WIDTH, DRAW_CORNERS_ALL,
        category, DRAW_ALPHA_OPAQUE, COLOUR_NONE, 0);
    ui->list.clip = old_clip;
}

bool ui_tile(struct ui *ui, struct rect rect, const struct ui_tile *tile)
{
    uint64_t id = ui_id_of(ui, tile->id, tile->name);
    struct target target = ui_target(ui, rect, id, UI_ROLE_BUTTON, tile->name, !tile->is_disabled);
    if (tile->price != NULL) {
        target.element->value = ui_keep(ui, tile->price, strlen(tile->price));
    }
    if (!ui_is_visible(ui, rect)) {
        return target.is_fired;
    }
    ui_box(ui, rect, RADIUS_KEY, DRAW_CORNERS_ALL, tile->is_disabled ? COLOUR_SUNK : COLOUR_CARD,
        DRAW_ALPHA_OPAQUE, tile->is_disabled ? COLOUR_NONE : COLOUR_LINE, LINE_WIDTH);
    if (tile->category != COLOUR_NONE) {
        tile_bar(ui, rect, tile->category);
    }
    tile_texts(ui, target, rect, tile);
    if (target.is_pressed) {
        ui_pressed_tint(ui, rect, RADIUS_KEY);
    }
    if (target.has_focus) {
        ui_focus_ring(ui, rect, RADIUS_KEY);
    }
    return target.is_fired;
}

/* ---- The others ---- */

enum ui_hold ui_hold(struct ui *ui, struct rect rect, const char *id, const char *label)
{
    uint64_t target_id = ui_id_of(ui, id, label);
    struct target target = ui_target(ui, rect, target_id, UI_ROLE_BUTTON, label, true);
    if (target.has_focus) {
        ui_focus_ring(ui, rect, RADIUS_KEY);
    }
    if (target.is_fired) {
        return ui->fired_x < 0 ? UI_HOLD_HELD : UI_HOLD_TOUCHED;
    }
    if (target.is_pressed && !ui->finger.has_repeated) {
        int64_t due_ms = ui->finger.repeat_at_ms - UI_REPEAT_FIRST_MS + UI_HOLD_MS;
        if (ui->now_ms >= due_ms) {
            ui->finger.has_repeated = true;
            ui->has_happened = true;
            return UI_HOLD_HELD;
        }
        ui_wake_at(ui, due_ms);
    }
    return UI_HOLD_NONE;
}

#define CHECKBOX_SIZE 54

bool ui_checkbox(struct ui *ui, struct rect rect, const char *label, bool *checked)
{
    struct target target =
        ui_target(ui, rect, ui_id_of(ui, NULL, label), UI_ROLE_CHECKBOX, label, true);
    if (target.is_fired) {
        *checked = !*checked;
    }
    target.element->value = *checked ? "on" : "off";
    target.element->is_selected = *checked;
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, 26, 8);
    struct rect box =
        rect_center(rect_cut_left(&area, CHECKBOX_SIZE), CHECKBOX_SIZE, CHECKBOX_SIZE);
    rect_skip_left(&area, 20);
    if (*checked) {
        ui_rounded(ui, box, 14, COLOUR_INK, COLOUR_NONE);
        ui_icon_sized(ui, box, ICON_TICK, 32, COLOUR_WHITE);
    } else {
        ui_box(ui, box, 14, DRAW_CORNERS_ALL, COLOUR_CARD, DRAW_ALPHA_OPAQUE, COLOUR_FIELD_LINE, 3);
    }
    struct ui_text_style style = {.size = 24};
    int lines = area.height / ui_line_height(ui, &style);
    style.lines_max = lines > 4 ? lines : 4;
    ui_text_in(ui, target.element, area, label, &style);
    if (target.is_pressed) {
        ui_pressed_tint(ui, rect, RADIUS_CARD);
    }
    if (target.has_focus) {
        ui_focus_ring(ui, rect, RADIUS_CARD);
    }
    return target.is_fired;
}

bool ui_link(struct ui *ui, struct rect rect, const char *label)
{
    struct target target =
        ui_target(ui, rect, ui_id_of(ui, NULL, label), UI_ROLE_BUTTON, label, true);
    struct ui_text_style style = {.size = 23, .weight = UI_WEIGHT_700};
    int width = ui_text_width(ui, label, &style);
    int height = ui_line_height(ui, &style);
    ui_text_in(ui, target.element, rect, label, &style);
    ui_fill(ui,
        (struct rect){rect.x, rect.y + (rect.height + height) / 2 - 4,
            width < rect.width ? width : rect.width, LINE_WIDTH},
        COLOUR_INK);
    if (target.is_pressed) {
        ui_pressed_tint(ui, rect, 8);
    }
    if (target.has_focus) {
        ui_focus_ring(ui, rect, 8);
    }
    return target.is_fired;
}

#define FACE_SIZE 104

bool ui_face(struct ui *ui, struct rect rect, int step, const char *label, bool is_selected)
{
    ASSERT(step >= 0 && step < 5);
    struct target target =
        ui_target(ui, rect, ui_id_of(ui, NULL, label), UI_ROLE_BUTTON, label, true);
    target.element->is_selected = is_selected;
    struct rect area = rect;
    struct rect top = rect_cut_top(&area, FACE_SIZE);
    struct rect circle = rect_center(top, FACE_SIZE, FACE_SIZE);
    ui_rounded(ui, circle, FACE_SIZE / 2, is_selected ? COLOUR_INK : COLOUR_CARD,
        is_selected ? COLOUR_INK : COLOUR_FIELD_LINE);
    ui_icon_sized(ui, circle, (enum icon)((int)ICON_FACE_BAD + step), 56,
        is_selected ? COLOUR_WHITE : COLOUR_INK);
    ui_text_in(ui, target.element, area, label,
        &(struct ui_text_style){
            .size = 22, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .is_fixed = true});
    if (target.is_pressed) {
        ui_pressed_tint(ui, circle, FACE_SIZE / 2);
    }
    if (target.has_focus) {
        ui_focus_ring(ui, circle, FACE_SIZE / 2);
    }
    return target.is_fired;
}

unsigned ui_card_corners(bool is_top, bool is_bottom)
{
    unsigned top = DRAW_CORNER_TOP_LEFT | DRAW_CORNER_TOP_RIGHT;
    unsigned bottom = DRAW_CORNER_BOTTOM_LEFT | DRAW_CORNER_BOTTOM_RIGHT;
    return (is_top ? top : 0) | (is_bottom ? bottom : 0);
}

bool ui_press(struct ui *ui, struct rect rect, const struct ui_press *press)
{
    struct target target = ui_target(ui, rect, ui_id_of(ui, press->id, press->label), press->role,
        press->label, !press->is_disabled);
    if (press->value != NULL) {
        target.element->value = ui_keep(ui, press->value, strlen(press->value));
    }
    target.element->is_selected = press->is_selected;
    bool is_in_card = press->is_top || press->is_bottom;
    int radius = is_in_card ? RADIUS_INSIDE_CARD : press->radius;
    unsigned corners =
        is_in_card ? ui_card_corners(press->is_top, press->is_bottom) : DRAW_CORNERS_ALL;
    ui_box(ui, rect, radius, corners, press->ground, DRAW_ALPHA_OPAQUE, COLOUR_NONE, 0);
    if (target.is_pressed) {
        ui_box(ui, rect, radius, corners, COLOUR_INK, UI_PRESSED_ALPHA, COLOUR_NONE, 0);
    }
    if (target.has_focus) {
        ui_focus_ring(ui, rect, press->radius);
    }
    return target.is_fired;
}
