#include <string.h>

#include "base/text.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/settings.h"
#include "screens/settings_words.h"
#include "screens/texts.h"

#define LIST_WIDTH 440
#define LIST_WIDTH_LOW 340
#define HINT_GAP 20
#define SCROLL_ROOM 16 /* for the bar beside what scrolls */

static_assert(sizeof(struct settings_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* ---- Sections ---- */

static bool has_settings(const struct view_settings *settings, enum setting_page page)
{
    for (size_t i = 0; i < settings->count; i++) {
        if (settings->rows[i].page == page) {
            return true;
        }
    }
    return false;
}

/* The pages on which something stands, in their order. Returns how many. */
static size_t find_sections(
    const struct app_view *view, enum setting_page out_pages[SETTING_PAGE_COUNT])
{
    size_t count = 0;
    for (int i = 0; i < SETTING_PAGE_COUNT; i++) {
        if (has_settings(view->settings, (enum setting_page)i) ||
            settings_page_has_list((enum setting_page)i)) {
            out_pages[count++] = (enum setting_page)i;
        }
    }
    return count;
}

static void section_list(struct settings_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, bool marks_chosen)
{
    enum setting_page pages[SETTING_PAGE_COUNT];
    size_t count = find_sections(view, pages);
    int pitch = TARGET_OFTEN + SPACE_TARGETS;
    int width = area.width;
    area.width += SCROLL_ROOM;
    struct rect content =
        ui_scroll_begin(ui, area, "sections", (int)count * pitch, &state->list_scroll);
    content.width = width;
    for (size_t i = 0; i < count; i++) {
        struct rect row = {content.x, content.y + (int)i * pitch, content.width, TARGET_OFTEN};
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        if (ui_button(ui, row,
                &(struct ui_button){.label = settings_page_word(view, pages[i]),
                    .is_selected = marks_chosen && i == state->section,
                    .is_start = true})) {
            state->section = i;
            state->is_page_open = true;
            state->edit = SETTINGS_EDIT_NOTHING;
            state->page_scroll = (struct ui_scroll){0};
            ui_focus_none(ui);
        }
    }
    ui_scroll_end(ui);
}

/* ---- A page ---- */

bool settings_row(struct ui *ui, struct rect rect, const struct settings_row *row)
{
    bool is_pressed = false;
    if (!row->is_passive) {
        is_pressed = ui_press(ui, rect,
            &(struct ui_press){.label = row->label,
                .value = row->has_check ? (row->is_checked ? "on" : "off") : row->value,
                .role = UI_ROLE_ROW,
                .ground = COLOUR_NONE});
    }
    struct rect inside = rect_inset(rect, 28, 4);
    struct ui_text_style label = {
        .weight = UI_WEIGHT_500, .lines_max = 2, .is_silent = !row->is_passive};
    struct ui_text_style value = {.colour = COLOUR_INK2,
        .align = UI_ALIGN_END,
        .lines_max = 2,
        .is_silent = !row->is_passive};
    if (row->has_dot) {
        ui_dot(ui, rect_center(rect_cut_left(&inside, 40), 24, 24), row->dot);
        rect_skip_left(&inside, 12);
    }
    if (row->has_check) {
        struct rect box = rect_center(rect_cut_right(&inside, 44), 44, 44);
        ui_rounded(ui, box, 14, row->is_checked ? COLOUR_INK : COLOUR_CARD,
            row->is_checked ? (colour)COLOUR_NONE : (colour)COLOUR_FIELD_LINE);
        if (row->is_checked) {
            ui_icon(ui, rect_inset(box, 6, 6), ICON_TICK, COLOUR_WHITE);
        }
        rect_skip_right(&inside, 20);
    } else if (row->value != NULL) {
        ui_text(ui, rect_cut_right(&inside, inside.width * 55 / 100), row->value, &value);
        rect_skip_right(&inside, 20);
    }
    ui_text(ui, inside, row->label, &label);
    return is_pressed;
}

bool settings_may_change(const struct app_view *view, size_t row)
{
    const struct shop_setting *setting = &view->settings->rows[row];
    return !setting->is_fixed && (setting->is_device || view->settings->is_ours);
}

static struct intent toggle(const struct app_view *view, size_t row)
{
    struct intent intent = {.kind = INTENT_SET_SETTING, .index = row};
    bool is_on = strcmp(view->settings->values[row], "yes") == 0;
    text_copy(intent.code, sizeof intent.code, is_on ? "no" : "yes");
    return intent;
}

static struct intent setting_row(struct settings_state *state, const struct app_view *view,
    struct ui *ui, struct rect rect, size_t row)
{
    const struct shop_setting *setting = &view->settings->rows[row];
    char words[SHOP_SETTING_VALUE_MAX];
    bool is_toggle = setting->kind == SETTING_TOGGLE;
    const char *value = view->settings->values[row];
    bool may_change = settings_may_change(view, row);
    settings_value_words(view, setting, value, words, sizeof words);
    ui_push_id_text(ui, setting->key);
    bool is_pressed = settings_row(ui, rect,
        &(struct settings_row){.label = settings_label(view, setting),
            .value = words,
            .is_passive = !may_change,
            .has_check = is_toggle && may_change,
            .is_checked = strcmp(value, "yes") == 0});
    ui_pop_id(ui);
    if (is_pressed && is_toggle) {
        return toggle(view, row);
    }
    if (is_pressed) {
        settings_edit_open(state, view, row);
    }
    return (struct intent){.kind = INTENT_NONE};
}

/* True if something on the page is the office's and cannot be changed here. */
static bool is_elsewhere(const struct app_view *view, enum setting_page page)
{
    return !view->settings->is_ours && page != SETTING_PAGE_DEVICE && page != SETTING_PAGE_FILES;
}

static struct intent page_rows(struct settings_state *state, const struct app_view *view,
    struct ui *ui, struct rect area, enum setting_page page)
{
    struct intent intent = {.kind = INTENT_NONE};
    const struct view_settings *settings = view->settings;
    int count = 0;
    for (size_t i = 0; i < settings->count; i++) {
        count += settings->rows[i].page == page;
    }
    int card_height = count * SETTINGS_ROW;
    int height = card_height + settings_list_height(view, page);
    height += page == SETTING_PAGE_STAFF ? 24 + TARGET_OFTEN : 0; /* the way to the people */
    int width = area.width;
    area.width += SCROLL_ROOM;
    struct rect content = ui_scroll_begin(ui, area, "page", height, &state->page_scroll);
    content.width = width;
    struct rect card = {content.x, content.y, content.width, card_height};
    if (count > 0) {
        ui_card(ui, card);
    }
    int place = 0;
    for (size_t i = 0; i < settings->count; i++) {
        if (settings->rows[i].page != page) {
            continue;
        }
        struct rect row = {card.x, card.y + place * SETTINGS_ROW, card.width, SETTINGS_ROW};
        if (ui_is_visible(ui, row)) {
            struct intent touched = setting_row(state, view, ui, row, i);
            intent = touched.kind != INTENT_NONE ? touched : intent;
            if (place > 0) {
                ui_rule(ui, rect_inset(row, 28, 0));
            }
        }
        place++;
    }
    if (page == SETTING_PAGE_STAFF) {
        struct rect way = {content.x, content.y + card_height + 24, 420, TARGET_OFTEN};
        if (ui_button(ui, way,
                &(struct ui_button){.label = say(view, TEXT_PEOPLE),
                    .icon = ICON_PERSON,
                    .kind = UI_BUTTON_STRONG})) {
            intent.kind = INTENT_OPEN_STAFF;
        }
    }
    struct rect list = {content.x, content.y + card_height, content.width, height - card_height};
    settings_list(state, view, ui, list, page);
    ui_scroll_end(ui);
    return intent;
}

static struct intent page_frame(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    enum setting_page pages[SETTING_PAGE_COUNT];
    size_t count = find_sections(view, pages);
    if (state->section >= count) {
        return (struct intent){.kind = INTENT_NONE};
    }
    enum setting_page page = pages[state->section];
    if (state->edit != SETTINGS_EDIT_NOTHING) {
        return settings_edit_frame(state, view, ui, area);
    }
    area = rect_inset(area, SPACE_MARGIN, 0);
    rect_skip_top(&area, ui_is_low(ui) ? 14 : 24);
    rect_skip_bottom(&area, ui_is_low(ui) ? 14 : 24);
    ui_text(ui, rect_cut_top(&area, ui_is_low(ui) ? 56 : 72), settings_page_word(view, page),
        &(struct ui_text_style){
            .size = ui_is_low(ui) ? 38 : 44, .weight = UI_WEIGHT_700, .is_display = true});
    if (is_elsewhere(view, page)) {
        struct ui_text_style style = {.colour = COLOUR_INK2, .lines_max = 3};
        const char *words = say(view, TEXT_SETTINGS_ELSEWHERE);
        int height = ui_text_height(ui, area.width, words, &style);
        ui_text(ui, rect_cut_top(&area, height), words, &style);
        rect_skip_top(&area, HINT_GAP);
    }
    if (page == SETTING_PAGE_PRODUCTS) {
        return settings_products(state, view, ui, area);
    }
    return page_rows(state, view, ui, area, page);
}

/* ---- The screen ---- */

static struct intent split(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct rect list = rect_cut_left(&area, ui_is_low(ui) ? LIST_WIDTH_LOW : LIST_WIDTH);
    ui_fill(ui, rect_cut_right(&list, LINE_WIDTH), COLOUR_LINE);
    ui_fill(ui, list, COLOUR_CARD);
    list = rect_inset(list, 24, ui_is_low(ui) ? 14 : 24);
    section_list(state, view, ui, list, true);
    return page_frame(state, view, ui, area);
}

/* On a card back to the page, on a narrow window's page back to the list, else to the sale. */
static struct intent step_back(struct settings_state *state, struct ui *ui)
{
    struct intent intent = {.kind = INTENT_NONE};
    ui_focus_none(ui);
    if (state->edit != SETTINGS_EDIT_NOTHING) {
        settings_close(state, ui);
    } else if (ui_is_narrow(ui) && state->is_page_open) {
        state->is_page_open = false;
    } else {
        intent.kind = INTENT_GO;
        intent.screen = SCREEN_SELL;
    }
    return intent;
}

static struct intent settings_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct settings_state *state = memory;
    struct intent intent = {.kind = INTENT_NONE};
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.back = say(view, TEXT_BACK);
    bar.title = say(view, TEXT_SETTINGS);
    bar.user = ui_area(ui).width < 1500 ? NULL : bar.user;
    bool is_back = ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK;
    bool is_searching = state->edit == SETTINGS_EDIT_NOTHING && ui_field_has_focus(ui);
    if (is_searching || settings_edit_has_keys(state, view)) {
        state->board = rect_cut_bottom(&area, ui_keys_height(ui));
    }
    if (!ui_is_narrow(ui)) {
        intent = split(state, view, ui, area);
    } else if (state->is_page_open) {
        intent = page_frame(state, view, ui, area);
    } else {
        section_list(state, view, ui, rect_inset(area, SPACE_MARGIN, 24), false);
    }
    if (is_back) {
        return step_back(state, ui);
    }
    struct parts_message message = parts_messages(
        ui, view, rect_inset(area, SPACE_MARGIN, 24), &(struct parts_strips){.is_at_top = true});
    return intent.kind != INTENT_NONE ? intent : message.intent;
}

const struct screen screen_settings = {
    .name = "settings",
    .state_size = sizeof(struct settings_state),
    .frame = settings_frame,
};
