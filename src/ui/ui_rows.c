#include <string.h>

#include "base/compiler.h"
#include "ui/internal.h"

#define ROW_PADDING 20
#define ROW_RADIUS 16
#define QUANTITY_WIDTH 142
#define QUANTITY_WIDTH_NARROW 128
#define NARROW_ROW 480
#define ROW_LABEL_MAX 640
#define EXTRA_LINES_MAX 6

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

/* The styles of a ticket row's texts. */
struct ticket_styles {
    struct ui_text_style name, figure, small, note, extra;
};

static struct ticket_styles ticket_styles_of(const struct ui_ticket_row *row)
{
    return (struct ticket_styles){
        .name = {.size = 26, .is_silent = true, .lines_max = 2},
        .figure = {.size = 26,
            .weight = UI_WEIGHT_700,
            .has_figures = true,
            .is_silent = true,
            .is_fixed = true},
        .small = {.size = 22, .colour = COLOUR_INK2, .has_figures = true, .is_silent = true},
        .note = {.size = TYPE_SMALL,
            .weight = UI_WEIGHT_600,
            .colour = row->note_colour,
            .align = UI_ALIGN_END,
            .is_fixed = true,
            .is_silent = true},
        .extra = {.size = 22,
            .colour = COLOUR_INK2,
            .vertical = UI_VERTICAL_TOP,
            .is_silent = true,
            .lines_max = EXTRA_LINES_MAX},
    };
}

/* What the words under a row need. */
static int extra_height(
    struct ui *ui, int width, const struct ui_ticket_row *row, const struct ticket_styles *styles)
{
    return row->extra == NULL ? 0 : ui_text_height(ui, width, row->extra, &styles->extra);
}

/* Detail and note under the name. */
static void ticket_second_line(struct ui *ui, struct ui_element *element, struct rect line,
    const struct ui_ticket_row *row, const struct ticket_styles *styles)
{
    int width = row->detail == NULL ? 0 : ui_text_width(ui, row->detail, &styles->small);
    ui_text_in(ui, element, rect_cut_left(&line, width), row->detail, &styles->small);
    rect_skip_left(&line, 12);
    ui_text_in(ui, element, line, row->note, &styles->note);
}

/* Quantity, name and amount on the first line; a long name takes a second one where the row is
 * high enough. Detail and note follow. */
static void ticket_texts(struct ui *ui, struct ui_element *element, struct rect area,
    const struct ui_ticket_row *row, int quantity_width)
{
    struct ticket_styles styles = ticket_styles_of(row);
    int line_height = ui_line_height(ui, &styles.name);
    bool has_second = row->detail != NULL || row->note != NULL;
    int gap = has_second ? 4 : 0;
    int second_height = has_second ? ui_line_height(ui, &styles.small) : 0;
    int amount_width = row->amount == NULL ? 0 : ui_text_width(ui, row->amount, &styles.figure);
    struct rect rest = area;
    struct rect quantity = rect_cut_left(&rest, quantity_width - 8);
    rect_skip_left(&rest, 8);
    int name_width = rest.width - amount_width - 14;
    int name_height = ui_text_height(ui, name_width, row->name, &styles.name);
    int extra = extra_height(ui, rest.width, row, &styles);
    if (name_height > line_height) {
        gap = 0;
    }
    if (name_height + second_height + extra > area.height + 10) {
        name_height = line_height;
        styles.name.lines_max = 1;
    }
    struct rect block = rect_center(rest, rest.width, name_height + gap + second_height + extra);
    struct rect name = rect_cut_top(&block, name_height);
    struct rect amount = {name.x, name.y, name.width, line_height};
    name.width = name_width < 0 ? 0 : name_width;
    quantity.y = name.y;
    quantity.height = line_height;
    ui_text_in(ui, element, quantity, row->quantity, &styles.figure);
    ui_text_in(ui, element, name, row->name, &styles.name);
    styles.figure.size = 27;
    styles.figure.align = UI_ALIGN_END;
    ui_text_in(ui, element, amount, row->amount, &styles.figure);
    rect_skip_top(&block, gap);
    ticket_second_line(ui, element, rect_cut_top(&block, block.height - extra), row, &styles);
    ui_text_in(ui, element, block, row->extra, &styles.extra);
}

static int quantity_width_of(int width, const struct ui_ticket_row *row)
{
    if (row->quantity_width > 0) {
        return row->quantity_width;
    }
    return width < NARROW_ROW ? QUANTITY_WIDTH_NARROW : QUANTITY_WIDTH;
}

static int padding_of(int width)
{
    return width < NARROW_ROW ? ROW_PADDING - 8 : ROW_PADDING;
}

int ui_ticket_row_height(struct ui *ui, int width, int height, const struct ui_ticket_row *row)
{
    struct ticket_styles styles = ticket_styles_of(row);
    int amount_width = row->amount == NULL ? 0 : ui_text_width(ui, row->amount, &styles.figure);
    int name_width =
        width - 2 * padding_of(width) - quantity_width_of(width, row) - amount_width - 14;
    int line_height = ui_line_height(ui, &styles.name);
    bool has_second = row->detail != NULL || row->note != NULL;
    int second_height = has_second ? ui_line_height(ui, &styles.small) : 0;
    int text_width = width - 2 * padding_of(width) - quantity_width_of(width, row);
    int extra = extra_height(ui, text_width, row, &styles);
    int needed = ui_text_height(ui, name_width, row->name, &styles.name) + second_height;
    if (extra > 0) {
        return height + extra + (needed > line_height + second_height ? line_height : 0);
    }
    return needed > line_height + second_height && needed + 16 > height ? needed + 16 : height;
}

/* "2 × Flat white": what a voice would say, and not the name of the product's tile. */
static const char *row_label(struct ui *ui, const struct ui_ticket_row *row)
{
    char label[ROW_LABEL_MAX];
    struct text_out out = text_out_begin(label, sizeof label);
    text_out_append(&out, row->quantity != NULL ? row->quantity : "");
    text_out_append(&out, out.size > 0 ? " " : "");
    text_out_append(&out, row->name);
    return ui_keep(ui, label, out.size);
}

enum ui_ticket_touch ui_ticket_row(struct ui *ui, struct rect rect, const struct ui_ticket_row *row)
{
    const char *label = row_label(ui, row);
    /* A line may be named as its product's tile is. */
    ui_push_id_text(ui, "ticket");
    uint64_t id = ui_id_of(ui, row->id, row->name);
    ui_pop_id(ui);
    struct target target = {0};
    if (row->is_passive) {
        target.element = ui_add_element(ui, id, UI_ROLE_ROW, label, NULL, rect, false);
    } else {
        target = ui_target(ui, rect, id, UI_ROLE_ROW, label, true);
    }
    target.element->is_selected = row->is_selected;
    if (row->amount != NULL) {
        target.element->value = ui_keep(ui, row->amount, strlen(row->amount));
    }
    if (row->is_selected) {
        /* Where the paper is as white as the card the row takes the next tone. */
        bool is_seen = theme_rgb(ui->theme, COLOUR_PAPER) != theme_rgb(ui->theme, COLOUR_CARD);
        ui_rounded(ui, rect, ROW_RADIUS, is_seen ? COLOUR_PAPER : COLOUR_SUNK, COLOUR_NONE);
    }
    int quantity_width = quantity_width_of(rect.width, row);
    struct rect area = rect_inset(rect, padding_of(rect.width), 4);
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
    unsigned corners = ui_card_corners(row->is_first, row->is_last);
    if (row->is_first) {
        ui_box(ui, rect, RADIUS_INSIDE_CARD, corners, COLOUR_GREEN_TINT, DRAW_ALPHA_OPAQUE,
            COLOUR_NONE, 0);
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
        ui_box(ui, rect, RADIUS_INSIDE_CARD, corners, COLOUR_INK, UI_PRESSED_ALPHA, COLOUR_NONE, 0);
    }
    if (target.has_focus) {
        ui_focus_ring(ui, rect_inset(rect, 10, 10), 8);
    }
    return target.is_fired;
}
