#include <string.h>

#include "base/text.h"
#include "screens/settings.h"
#include "screens/texts.h"
#include "screens/words.h"

/* The shop's own lists on the pages of the settings: tax rates, categories, places for files.
 * What is touched opens its card. */

#define LIST_GAP 24

static size_t list_count(const struct app_view *view, enum setting_page page)
{
    const struct view_settings *settings = view->settings;
    switch (page) {
    case SETTING_PAGE_TAX:
        return settings->tax_count;
    case SETTING_PAGE_CATEGORIES:
        return settings->category_count;
    case SETTING_PAGE_FILES:
        return settings->targets.count;
    default:
        return 0;
    }
}

static bool has_list(enum setting_page page)
{
    return page == SETTING_PAGE_TAX || page == SETTING_PAGE_CATEGORIES ||
           page == SETTING_PAGE_FILES;
}

/* Where files go is this till's own. */
static bool may_add(const struct app_view *view, enum setting_page page)
{
    return view->settings->is_ours || page == SETTING_PAGE_FILES;
}

bool settings_page_has_list(enum setting_page page)
{
    return has_list(page) || page == SETTING_PAGE_PRODUCTS;
}

int settings_list_height(const struct app_view *view, enum setting_page page)
{
    if (!has_list(page)) {
        return 0;
    }
    int rows = (int)list_count(view, page) * SETTINGS_ROW;
    return LIST_GAP + rows + (may_add(view, page) ? LIST_GAP + TARGET_OFTEN : 0);
}

colour settings_category_colour(const struct office_category *category, size_t index)
{
    return theme_category_colour(category->colour > 0 ? category->colour - 1 : (int)index);
}

/* Row `index` of the list; true when it is touched. */
static bool list_row(const struct app_view *view, struct ui *ui, struct rect rect,
    enum setting_page page, size_t index)
{
    const struct view_settings *settings = view->settings;
    char words[WORDS_MAX];
    struct settings_row row = {.is_passive = !settings->is_ours};
    if (page == SETTING_PAGE_TAX) {
        row.label = words_tax_code(view, &settings->taxes[index], words);
        row.value = index == 0 ? say(view, TEXT_STANDARD_RATE) : NULL;
        row.is_passive = true;
    } else if (page == SETTING_PAGE_FILES) {
        const struct export_target *target = &settings->targets.rows[index];
        row.label = target->name;
        row.value = say_with(view, words, sizeof words,
            target->is_stick ? TEXT_ON_STICK : TEXT_IN_FOLDER, target->place, NULL);
        row.is_passive = false;
    } else {
        const struct office_category *category = &settings->categories[index];
        row.label = category->name;
        row.has_dot = true;
        row.dot = settings_category_colour(category, index);
    }
    return settings_row(ui, rect, &row);
}

struct add_row {
    enum text_id label;
    enum settings_edit edit;
};

static const struct add_row ADD_ROWS[SETTING_PAGE_COUNT] = {
    [SETTING_PAGE_TAX] = {TEXT_ADD_TAX, SETTINGS_EDIT_NEW_TAX},
    [SETTING_PAGE_CATEGORIES] = {TEXT_ADD_CATEGORY, SETTINGS_EDIT_NEW_CATEGORY},
    [SETTING_PAGE_FILES] = {TEXT_ADD_STICK, SETTINGS_EDIT_NEW_STICK},
};
static const struct add_row ADD_FOLDER = {TEXT_ADD_FOLDER, SETTINGS_EDIT_NEW_FOLDER};

static void add_button(struct settings_state *state, const struct app_view *view, struct ui *ui,
    struct rect rect, const struct add_row *row, size_t place)
{
    if (ui_button(ui, rect,
            &(struct ui_button){
                .label = say(view, row->label), .icon = ICON_PLUS, .kind = UI_BUTTON_STRONG})) {
        settings_open(state, row->edit, place);
        state->text[0] = '\0';
    }
}

void settings_list(struct settings_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, enum setting_page page)
{
    size_t count = list_count(view, page);
    if (!has_list(page)) {
        return;
    }
    rect_skip_top(&area, LIST_GAP);
    struct rect card = rect_cut_top(&area, (int)count * SETTINGS_ROW);
    if (count > 0) {
        ui_card(ui, card);
    }
    for (size_t i = 0; i < count; i++) {
        struct rect row = {card.x, card.y + (int)i * SETTINGS_ROW, card.width, SETTINGS_ROW};
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        ui_push_id(ui, i + 1);
        if (list_row(view, ui, row, page, i)) {
            settings_open(state,
                page == SETTING_PAGE_FILES ? SETTINGS_EDIT_TARGET : SETTINGS_EDIT_CATEGORY, i);
        }
        ui_pop_id(ui);
        if (i > 0) {
            ui_rule(ui, rect_inset(row, 28, 0));
        }
    }
    if (may_add(view, page)) {
        rect_skip_top(&area, LIST_GAP);
        struct rect button = rect_cut_top(&area, TARGET_OFTEN);
        int width = (button.width - LIST_GAP) / 2;
        width = width < 420 ? width : 420;
        add_button(state, view, ui, rect_cut_left(&button, width), &ADD_ROWS[page], count);
        rect_skip_left(&button, LIST_GAP);
        if (page == SETTING_PAGE_FILES) {
            add_button(state, view, ui, rect_cut_left(&button, width), &ADD_FOLDER, count);
        }
    }
}
