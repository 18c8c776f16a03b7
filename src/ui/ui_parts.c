#include <string.h>

#include "base/compiler.h"
#include "ui/internal.h"

/* Parts that are looked at and not touched. */

#define ICON_STROKE_MILLI 2000 /* design pixels, of an icon as large as its grid */
#define ICON_GRID 24
#define DASH 8
#define SHADOW_STEPS 6

static unsigned mirrored_corners(const struct ui *ui, unsigned corners)
{
    if (!ui->transform.is_mirrored) {
        return corners;
    }
    unsigned left = corners & (DRAW_CORNER_TOP_LEFT | DRAW_CORNER_BOTTOM_LEFT);
    unsigned right = corners & (DRAW_CORNER_TOP_RIGHT | DRAW_CORNER_BOTTOM_RIGHT);
    return left << 1 | right >> 1;
}

void ui_box(struct ui *ui, struct rect rect, int radius, unsigned corners, colour fill,
    uint8_t alpha, colour border, int border_width)
{
    int line = border_width > 0 && border != COLOUR_NONE ? ui_px(ui, border_width) : 0;
    if (line == 0 && border_width > 0 && border != COLOUR_NONE) {
        line = 1;
    }
    struct draw_box box = {
        .radius = ui_px(ui, radius),
        .corners = mirrored_corners(ui, corners),
        .fill_rgb = ui_rgb(ui, fill),
        .alpha = fill == COLOUR_NONE ? 0 : alpha,
        .border_rgb = ui_rgb(ui, border),
        .border_width = (uint8_t)line,
    };
    if (box.alpha > 0 || box.border_width > 0) {
        draw_list_add_box(&ui->list, ui_pixel_rect(ui, rect), &box);
    }
}

void ui_fill(struct ui *ui, struct rect rect, colour fill)
{
    ui_box(ui, rect, 0, 0, fill, DRAW_ALPHA_OPAQUE, COLOUR_NONE, 0);
}

void ui_rounded(struct ui *ui, struct rect rect, int radius, colour fill, colour border)
{
    ui_box(ui, rect, radius, DRAW_CORNERS_ALL, fill, DRAW_ALPHA_OPAQUE, border, LINE_WIDTH);
}

void ui_card(struct ui *ui, struct rect rect)
{
    ui_rounded(ui, rect, RADIUS_CARD, COLOUR_CARD, COLOUR_LINE);
}

/* The only shadow there is: steps of nearly nothing, the widest first. */
void ui_paper(struct ui *ui, struct rect rect)
{
    for (int step = SHADOW_STEPS; step > 0; step--) {
        struct rect shade = rect_inset(rect, -3 * step, -3 * step);
        shade.y += 6;
        ui_box(ui, shade, 4 * step, DRAW_CORNERS_ALL, COLOUR_INK, 4, COLOUR_NONE, 0);
    }
    ui_fill(ui, rect, COLOUR_CARD);
}

void ui_rule(struct ui *ui, struct rect rect)
{
    ui_fill(ui, (struct rect){rect.x, rect.y, rect.width, LINE_WIDTH}, COLOUR_LINE);
}

void ui_rule_dashed(struct ui *ui, struct rect rect)
{
    for (int x = 0; x < rect.width; x += 2 * DASH) {
        int width = rect.width - x < DASH ? rect.width - x : DASH;
        ui_fill(ui, (struct rect){rect.x + x, rect.y, width, LINE_WIDTH}, COLOUR_LINE);
    }
}

void ui_dot(struct ui *ui, struct rect rect, colour fill)
{
    int side = rect.width < rect.height ? rect.width : rect.height;
    ui_rounded(ui, rect_center(rect, side, side), side / 2, fill, COLOUR_NONE);
}

void ui_icon_sized(struct ui *ui, struct rect rect, enum icon icon, int size, colour stroke)
{
    if (icon == ICON_NONE) {
        return;
    }
    struct pixel_rect pixels = ui_pixel_rect(ui, rect_center(rect, size, size));
    const struct icon_drawing *drawing = icon_drawing_of(icon);
    int stroke_milli = size * ICON_STROKE_MILLI / ICON_GRID;
    stroke_milli = stroke_milli < ICON_STROKE_MILLI ? ICON_STROKE_MILLI : stroke_milli;
    stroke_milli =
        stroke_milli * (drawing->weight_percent > 0 ? drawing->weight_percent : 100) / 100;
    stroke_milli = (int)((int64_t)stroke_milli * ui->scale / SCALE_ONE);
    draw_list_add_icon(&ui->list, pixels,
        &(struct draw_icon){
            .icon = icon,
            .rgb = ui_rgb(ui, stroke),
            .stroke_milli = stroke_milli,
            .is_mirrored = ui->transform.is_mirrored && drawing->is_mirrored,
        });
}

void ui_icon(struct ui *ui, struct rect rect, enum icon icon, colour stroke)
{
    ui_icon_sized(ui, rect, icon, rect.width < rect.height ? rect.width : rect.height, stroke);
}

void ui_logo(struct ui *ui, struct rect rect, colour ground, colour glyph)
{
    ui_rounded(ui, rect, rect.width * 27 / 100, ground, COLOUR_NONE);
    ui_icon_sized(ui, rect, ICON_LOGO, rect.width * 68 / 100, glyph);
}

void ui_badge(struct ui *ui, struct rect rect, const char *label, colour tint, colour text)
{
    ui_rounded(ui, rect, rect.height / 2, tint, COLOUR_NONE);
    ui_text(ui, rect_inset(rect, 12, 0), label,
        &(struct ui_text_style){.size = 24,
            .weight = UI_WEIGHT_600,
            .colour = text,
            .align = UI_ALIGN_CENTER,
            .is_fixed = true});
}

void ui_bar(struct ui *ui, struct rect rect, int part_ppm, colour fill, colour ground)
{
    int radius = rect.height / 2 < 8 ? rect.height / 2 : 8;
    part_ppm = part_ppm < 0 ? 0 : part_ppm > 1000000 ? 1000000 : part_ppm;
    ui_rounded(ui, rect, radius, ground, COLOUR_NONE);
    int width = (int)((int64_t)rect.width * part_ppm / 1000000);
    if (width > 0) {
        struct rect part = rect;
        part.width = width < 2 * radius ? 2 * radius : width;
        ui_rounded(ui, part, radius, fill, COLOUR_NONE);
    }
}

#define QUIET_MODULES 4

void ui_qr(struct ui *ui, struct rect rect, int modules, const uint8_t *bits, const char *label)
{
    ui_add_element(ui, 0, UI_ROLE_IMAGE, label, NULL, rect, false);
    struct pixel_rect pixels = ui_pixel_rect(ui, rect);
    int side = pixels.width < pixels.height ? pixels.width : pixels.height;
    int module_size = side / (modules + 2 * QUIET_MODULES);
    if (module_size < 1) {
        module_size = 1;
    }
    int whole = module_size * (modules + 2 * QUIET_MODULES);
    struct pixel_rect ground = {pixels.x + (pixels.width - whole) / 2,
        pixels.y + (pixels.height - whole) / 2, whole, whole};
    draw_list_add_box(
        &ui->list, ground, &(struct draw_box){.fill_rgb = 0xffffff, .alpha = DRAW_ALPHA_OPAQUE});
    draw_list_add_qr(&ui->list, ground.x + QUIET_MODULES * module_size,
        ground.y + QUIET_MODULES * module_size, module_size, modules, bits);
}

void ui_pin_dots(struct ui *ui, struct rect rect, int count, int filled)
{
    const int size = 32;
    const int pitch = 60;
    char value[8] = "";
    struct text_out out = text_out_begin(value, sizeof value);
    text_out_format(&out, "%d of %d", filled, count);
    ui_add_element(ui, 0, UI_ROLE_IMAGE, "PIN", value, rect, false);
    int x = rect.x + (rect.width - (count - 1) * pitch - size) / 2;
    for (int i = 0; i < count; i++) {
        struct rect dot = {x + i * pitch, rect.y + (rect.height - size) / 2, size, size};
        if (i < filled) {
            ui_rounded(ui, dot, size / 2, COLOUR_INK, COLOUR_NONE);
        } else {
            ui_box(ui, dot, size / 2, DRAW_CORNERS_ALL, COLOUR_NONE, 0, COLOUR_FIELD_LINE, 4);
        }
    }
}

void ui_pair(struct ui *ui, struct rect rect, const struct ui_pair *pair)
{
    struct ui_text_style value = {.size = pair->size,
        .weight = pair->value_weight,
        .colour = pair->value_colour,
        .align = UI_ALIGN_END,
        .has_figures = true,
        .is_fixed = true};
    struct ui_text_style label = {
        .size = pair->size, .weight = pair->label_weight, .colour = pair->label_colour};
    struct rect area = rect;
    if (pair->value != NULL) {
        int width = ui_text_width(ui, pair->value, &value);
        struct rect end = rect_cut_right(&area, width);
        rect_skip_right(&area, 16);
        ui_text(ui, end, pair->value, &value);
    }
    ui_text(ui, area, pair->label, &label);
}
