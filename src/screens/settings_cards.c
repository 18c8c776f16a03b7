#include <string.h>

#include "base/text.h"
#include "screens/settings.h"
#include "screens/texts.h"
#include "screens/words.h"

/* The cards of a category, its name and its colour, and of a place to which files go. */

#define COLOUR_GAP 12

static struct intent nothing(void)
{
    return (struct intent){.kind = INTENT_NONE};
}

static bool row_at(
    struct ui *ui, struct rect *area, const char *label, const char *value, bool is_first)
{
    struct rect rect = rect_cut_top(area, SETTINGS_ROW);
    bool is_pressed =
        settings_row(ui, rect, &(struct settings_row){.label = label, .value = value});
    if (!is_first) {
        ui_rule(ui, rect_inset(rect, 28, 0));
    }
    return is_pressed;
}

/* ---- Category ---- */

static struct intent set_category(size_t index, const char *name, int number)
{
    struct intent intent = {.kind = INTENT_SET_CATEGORY, .index = index, .amount_minor = number};
    text_copy(intent.code, sizeof intent.code, name);
    return intent;
}

static struct intent colours(const struct office_category *category, size_t index, struct ui *ui,
    const struct app_view *view, struct rect area)
{
    struct intent intent = nothing();
    int chosen = category->colour > 0 ? category->colour : (int)(index % OFFICE_COLOURS) + 1;
    area.height = 2 * TARGET_OFTEN + COLOUR_GAP;
    for (int i = 1; i <= OFFICE_COLOURS; i++) {
        char label[WORDS_MAX];
        const char number[2] = {(char)('0' + i), '\0'};
        say_with(view, label, sizeof label, TEXT_COLOUR_NUMBER, number, NULL);
        if (ui_button(ui, rect_grid_cell(area, 4, 2, COLOUR_GAP, i - 1),
                &(struct ui_button){.label = label,
                    .has_dot = true,
                    .dot = theme_category_colour(i - 1),
                    .is_marked = i == chosen})) {
            intent = set_category(index, category->name, i);
        }
    }
    return intent;
}

struct intent settings_category_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    if (state->row >= view->settings->category_count) {
        settings_close(state, ui);
        return nothing();
    }
    const struct office_category *category = &view->settings->categories[state->row];
    if (settings_card_head(view, ui, &area, category->name, TEXT_CLOSE)) {
        settings_close(state, ui);
        return nothing();
    }
    struct rect card = rect_cut_top(&area, SETTINGS_ROW);
    ui_card(ui, card);
    if (row_at(ui, &card, say(view, TEXT_NAME), category->name, true)) {
        settings_open(state, SETTINGS_EDIT_CATEGORY_NAME, state->row);
        text_copy(state->text, sizeof state->text, category->name);
    }
    rect_skip_top(&area, 24);
    return colours(category, state->row, ui, view, area);
}

/* ---- A place for files ---- */

struct intent settings_target_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = nothing();
    if (state->row >= view->settings->targets.count) {
        settings_close(state, ui);
        return intent;
    }
    const struct export_target *target = &view->settings->targets.rows[state->row];
    if (settings_card_head(view, ui, &area, target->name, TEXT_CLOSE)) {
        settings_close(state, ui);
        return intent;
    }
    struct rect formats = rect_cut_top(&area, 3 * (TARGET_OFTEN + COLOUR_GAP) - COLOUR_GAP);
    for (unsigned bit = 0; export_target_format(bit) != NULL; bit++) {
        bool is_chosen = (target->formats & (1U << bit)) != 0;
        bool is_last = target->formats == 1U << bit; /* one has to stay */
        if (ui_button(ui, rect_grid_cell(formats, 4, 3, COLOUR_GAP, (int)bit),
                &(struct ui_button){
                    .label = export_target_format(bit), .is_selected = is_chosen}) &&
            !is_last) {
            intent.kind = INTENT_SET_TARGET;
            intent.index = state->row;
            intent.amount_minor = target->formats ^ (1U << bit);
        }
    }
    rect_skip_top(&area, 24);
    struct rect place = rect_cut_top(&area, TARGET_OFTEN);
    place.width = place.width < 420 ? place.width : 420;
    if (ui_button(ui, place,
            &(struct ui_button){.label = say(view, TEXT_REMOVE_PLACE),
                .icon = ICON_TRASH,
                .kind = UI_BUTTON_DANGER})) {
        intent.kind = INTENT_REMOVE_TARGET;
        intent.index = state->row;
        settings_close(state, ui);
    }
    return intent;
}
