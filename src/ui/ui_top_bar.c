#include <string.h>

#include "base/compiler.h"
#include "ui/internal.h"

#define BAR_GAP 24
#define LOGO_SIZE 44

static bool back_button(struct ui *ui, struct rect *row, const char *word)
{
    struct ui_button button = {.label = word, .icon = ICON_BACK, .size = 26};
    int width = ui_button_width(ui, &button) + 6;
    struct rect place = rect_cut_left(row, width);
    int height = place.height >= 88 ? 72 : 64;
    rect_skip_left(row, BAR_GAP);
    return ui_button(ui, rect_center(place, width, height), &button) ||
           ui_take_key(ui, INPUT_KEY_ESCAPE);
}

static void title_part(struct ui *ui, struct rect *row, const struct ui_top_bar *bar)
{
    if (bar->has_logo) {
        ui_logo(ui, rect_center(rect_cut_left(row, LOGO_SIZE), LOGO_SIZE, LOGO_SIZE), COLOUR_INK,
            COLOUR_PAPER);
        rect_skip_left(row, 14);
    }
    if (bar->title != NULL) {
        struct ui_text_style style = {.size = 28, .weight = UI_WEIGHT_700, .has_figures = true};
        int width = ui_text_width(ui, bar->title, &style);
        ui_text(ui, rect_cut_left(row, width), bar->title, &style);
        rect_skip_left(row, BAR_GAP);
    }
}

static void end_text(struct ui *ui, struct rect *row, const char *text, enum ui_weight weight,
    colour tint, bool has_figures)
{
    if (text == NULL) {
        return;
    }
    struct ui_text_style style = {
        .size = 26, .weight = weight, .colour = tint, .has_figures = has_figures};
    int width = ui_text_width(ui, text, &style);
    ui_text(ui, rect_cut_right(row, width), text, &style);
    rect_skip_right(row, BAR_GAP);
}

static void status_part(struct ui *ui, struct rect *row, const struct ui_top_bar *bar)
{
    end_text(ui, row, bar->note, UI_WEIGHT_400, COLOUR_INK2, false);
    end_text(ui, row, bar->clock, UI_WEIGHT_700, COLOUR_INK, true);
    if (!ui_is_narrow(ui)) {
        end_text(ui, row, bar->user, UI_WEIGHT_400, COLOUR_INK2, true);
    }
    if (bar->status != NULL) {
        rect_skip_right(row, ui_is_narrow(ui) ? BAR_GAP : 0);
        end_text(ui, row, bar->status, UI_WEIGHT_400, COLOUR_INK2, false);
        row->width += BAR_GAP; /* the dot stands close to its word */
        rect_skip_right(row, 12);
        struct rect dot = rect_cut_right(row, 14);
        ui_dot(ui, rect_center(dot, 14, 14), bar->status_dot);
        rect_skip_right(row, BAR_GAP);
    }
}

enum ui_top_bar_event ui_top_bar(
    struct ui *ui, struct rect *area, const struct ui_top_bar *bar, struct rect *out_middle)
{
    enum ui_top_bar_event event = UI_TOP_BAR_NONE;
    struct rect whole = rect_cut_top(area, ui_top_bar_height(ui));
    ui_fill(ui, whole, COLOUR_CARD);
    ui_rule(ui, (struct rect){whole.x, rect_bottom(whole) - LINE_WIDTH, whole.width, LINE_WIDTH});
    struct rect row = rect_inset(whole, SPACE_MARGIN, 0);
    row.height -= LINE_WIDTH;
    if (bar->back != NULL && back_button(ui, &row, bar->back)) {
        event = UI_TOP_BAR_BACK;
    }
    title_part(ui, &row, bar);
    if (bar->menu != NULL) {
        struct rect place = rect_cut_right(&row, TARGET_WIDTH_MIN);
        int height = whole.height >= 88 ? 72 : 64;
        rect_skip_right(&row, BAR_GAP + 2);
        struct ui_button menu = {.label = bar->menu, .icon = ICON_MENU, .is_icon_only = true};
        if (ui_button(ui, rect_center(place, TARGET_WIDTH_MIN, height), &menu)) {
            event = UI_TOP_BAR_MENU;
        }
    }
    status_part(ui, &row, bar);
    if (out_middle != NULL) {
        *out_middle = row;
        if (bar->middle_width > 0 && bar->middle_width < row.width) {
            out_middle->width = bar->middle_width;
        }
    }
    return event;
}

bool ui_demo_band(struct ui *ui, struct rect *area, const char *text, const char *button_label)
{
    struct rect band = rect_cut_top(area, 72);
    ui_fill(ui, band, COLOUR_ATTRACT_BUTTON);
    struct ui_text_style style = {
        .size = 26, .weight = UI_WEIGHT_600, .colour = COLOUR_RGB(0x1B1A17)};
    struct ui_button button = {.label = button_label,
        .kind = UI_BUTTON_OUTLINE,
        .has_text_colour = true,
        .text = COLOUR_RGB(0x1B1A17)};
    int text_width = ui_text_width(ui, text, &style);
    int button_width = button_label == NULL ? 0 : ui_button_width(ui, &button) + 18;
    struct rect row = rect_center(band, text_width + 32 + button_width, band.height);
    ui_text(ui, rect_cut_left(&row, text_width), text, &style);
    rect_skip_left(&row, 32);
    return button_label != NULL && ui_button(ui, rect_center(row, button_width, 64), &button);
}
