#include <string.h>

#include "base/compiler.h"
#include "ui/internal.h"

#define ROW_PADDING 20
#define ROW_RADIUS 16
#define QUANTITY_WIDTH 142

/* What was meant by a touch on a ticket row: its column. The keyboard means the line. */
static enum ui_ticket_touch touched_part(
    const struct ui *ui, struct rect quantity, struct rect amount)
{
    struct pixel_rect q = ui_pixel_rect(ui, quantity);
    struct pixel_rect a = ui_pixel_rect(ui, amount);
    if (pixel_rect_contains(q, ui->fired_x, ui->fired_y)) {
        return UI_TICKET_QUANTITY;
    }
    return pixel_rect_contains(a, ui->fired_x, ui->fired_y) ? UI_TICKET_AMOUNT : UI_TICKET_LINE;
}

/* First line name and amount, second line detail and note; without a second line the first
 * stands in the middle. */
static void ticket_texts(struct ui *ui, struct ui_element *element, struct rect area,
    const struct ui_ticket_row *row, int quantity_width)
{
    bool has_second = row->detail != NULL || row->note != NULL;
    struct ui_text_style name = {.size = 26, .is_silent = true, .lines_max = has_second ? 1 : 2};
    struct ui_text_style figure = {.size = 26,
        .weight = UI_WEIGHT_700,
        .has_figures = true,
        .is_silent = true,
        .is_fixed = true};
    struct ui_text_style small = {
        .size = 22, .colour = COLOUR_INK2, .has_figures = true, .is_silent = true};
    struct ui_text_style note = {.size = TYPE_SMALL,
        .weight = UI_WEIGHT_600,
        .colour = row->note_colour,
        .align = UI_ALIGN_END,
        .is_silent = true};
    int first_height = ui_line_height(ui, &name);
    struct rect block = area;
    if (has_second) {
        block = rect_center(area, area.width, first_height + ui_line_height(ui, &small) + 4);
    }
    struct rect first = has_second ? rect_cut_top(&block, first_height + 4) : block;
    struct rect quantity = rect_cut_left(&first, quantity_width - 8);
    rect_skip_left(&first, 8);
    ui_text_in(ui, element, quantity, row->quantity, &figure);
    figure.size = 27;
    if (row->amount != NULL) {
        figure.align = UI_ALIGN_END;
        int width = ui_text_width(ui, row->amount, &figure);
        ui_text_in(ui, element, rect_cut_right(&first, width), row->amount, &figure);
        rect_skip_right(&first, 14);
    }
    ui_text_in(ui, element, first, row->name, &name);
    if (has_second) {
        rect_skip_left(&block, quantity_width);
        int detail_width = row->detail == NULL ? 0 : ui_text_width(ui, row->detail, &small);
        ui_text_in(ui, element, rect_cut_left(&block, detail_width), row->detail, &small);
        rect_skip_left(&block, 12);
        ui_text_in(ui, element, block, row->note, &note);
    }
}

enum ui_ticket_touch ui_ticket_row(struct ui *ui, struct rect rect, const struct ui_ticket_row *row)
{
    uint64_t id = ui_id_of(ui, row->id, row->name);
    struct target target = {0};
    if (row->is_passive) {
        target.element = ui_add_element(ui, id, UI_ROLE_ROW, row->name, NULL, rect, false);
    } else {
        target = ui_target(ui, rect, id, UI_ROLE_ROW, row->name, true);
    }
    target.element->is_selected = row->is_selected;
    if (row->amount != NULL) {
        target.element->value = ui_keep(ui, row->amount, strlen(row->amount));
    }
    if (row->is_selected) {
        ui_rounded(ui, rect, ROW_RADIUS, COLOUR_PAPER, COLOUR_NONE);
    }
    int quantity_width = row->quantity_width > 0 ? row->quantity_width : QUANTITY_WIDTH;
    struct rect area = rect_inset(rect, ROW_PADDING, 4);
    ticket_texts(ui, target.element, area, row, quantity_width);
    if (target.is_pressed) {
        ui_pressed_tint(ui, rect, ROW_RADIUS);
    }
    if (target.has_focus) {
        ui_focus_ring(ui, rect_inset(rect, 6, 6), ROW_RADIUS);
    }
    if (!target.is_fired) {
        return UI_TICKET_NONE;
    }
    struct rect quantity = {rect.x, rect.y, ROW_PADDING + quantity_width, rect.height};
    struct rect amount = {rect_right(rect) - 150, rect.y, 150, rect.height};
    return touched_part(ui, quantity, amount);
}

bool ui_result_row(struct ui *ui, struct rect rect, const struct ui_result_row *row)
{
    uint64_t id = ui_id_of(ui, row->id, row->name);
    struct target target = ui_target(ui, rect, id, UI_ROLE_ROW, row->name, true);
    if (row->amount != NULL) {
        target.element->value = ui_keep(ui, row->amount, strlen(row->amount));
    }
    if (row->is_first) {
        ui_fill(ui, rect, COLOUR_GREEN_TINT);
    }
    struct rect area = rect_inset(rect, 28, 8);
    struct rect bar = rect_cut_left(&area, 11);
    ui_rounded(ui, rect_center(bar, 11, 56), 5, row->category, COLOUR_NONE);
    rect_skip_left(&area, 21);
    struct ui_text_style amount = {.size = 30,
        .weight = UI_WEIGHT_600,
        .align = UI_ALIGN_END,
        .has_figures = true,
        .is_silent = true};
    if (row->amount != NULL) {
        int width = ui_text_width(ui, row->amount, &amount);
        ui_text_in(ui, target.element, rect_cut_right(&area, width), row->amount, &amount);
        rect_skip_right(&area, 20);
    }
    struct ui_text_style name = {.size = 30,
        .is_silent = true,
        .highlights = row->highlights,
        .highlight_count = row->highlight_count};
    struct ui_text_style detail = {.size = TYPE_SMALL, .colour = COLOUR_INK2, .is_silent = true};
    int name_height = ui_line_height(ui, &name);
    struct rect block = rect_center(area, area.width, name_height + ui_line_height(ui, &detail));
    ui_text_in(ui, target.element, rect_cut_top(&block, name_height), row->name, &name);
    ui_text_in(ui, target.element, block, row->detail, &detail);
    if (target.is_pressed) {
        ui_pressed_tint(ui, rect, 0);
    }
    if (target.has_focus) {
        ui_focus_ring(ui, rect_inset(rect, 10, 10), 8);
    }
    return target.is_fired;
}
