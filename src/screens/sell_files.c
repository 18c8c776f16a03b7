#include "screens/sell.h"

#include "base/text.h"
#include "screens/texts.h"

#define ROW_HEIGHT 96

static void reading(const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct view_import *import = &view->import;
    char words[VIEW_FILE_NAME_MAX + 32];
    struct rect block = rect_center(area, area.width, 120);
    say_with(view, words, sizeof words, TEXT_READING_FILE, import->file, NULL);
    ui_text(ui, rect_cut_top(&block, 48), words,
        &(struct ui_text_style){.size = 28, .align = UI_ALIGN_CENTER});
    if (import->percent >= 0) {
        rect_skip_top(&block, 24);
        ui_bar(ui, rect_center(rect_cut_top(&block, 24), block.width * 2 / 3, 24),
            import->percent * 10000, COLOUR_GREEN, COLOUR_SUNK);
    }
}

static struct intent file_list(
    struct sell_state *state, const struct view_import *import, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct rect content = ui_scroll_begin(
        ui, area, "files", (int)import->file_count * ROW_HEIGHT, &state->files_scroll);
    for (size_t i = 0; i < import->file_count; i++) {
        struct rect row = {content.x, content.y + (int)i * ROW_HEIGHT, content.width, ROW_HEIGHT};
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        ui_push_id(ui, i);
        if (ui_result_row(ui, row,
                &(struct ui_result_row){.name = import->files[i].name,
                    .id = "file",
                    .detail = import->files[i].place,
                    .category = COLOUR_NONE})) {
            intent.kind = INTENT_IMPORT_FILE;
            intent.index = i;
            state->has_imported = true;
        }
        ui_pop_id(ui);
        ui_rule(ui, row);
    }
    ui_scroll_end(ui);
    return intent;
}

struct intent sell_files(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    const struct view_import *import = &view->import;
    struct intent intent = {.kind = INTENT_NONE};
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, 40, 34);
    struct rect head = rect_cut_top(&area, 80);
    bool is_left = ui_button(ui, rect_cut_right(&head, 170),
                       &(struct ui_button){.label = say(view, TEXT_CLOSE)}) ||
                   ui_key(ui, INPUT_KEY_ESCAPE);
    bool is_over = state->has_imported && !import->is_running;
    if (is_left || is_over) {
        sell_close_over(state, ui);
        return intent;
    }
    rect_skip_right(&head, SPACE_TARGETS + 4);
    if (!import->is_running && ui_button(ui, rect_cut_right(&head, 220),
                                   &(struct ui_button){.label = say(view, TEXT_LOOK_AGAIN)})) {
        intent.kind = INTENT_LOOK_FOR_FILES;
    }
    ui_text(ui, head, say(view, TEXT_IMPORT_FILE),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700});
    rect_skip_top(&area, 24);
    if (import->is_running) {
        reading(view, ui, area);
    } else if (import->file_count == 0) {
        ui_text(ui, area, say(view, TEXT_NO_FILES),
            &(struct ui_text_style){
                .size = 28, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .lines_max = 3});
    } else {
        struct intent chosen = file_list(state, import, ui, area);
        intent = chosen.kind != INTENT_NONE ? chosen : intent;
    }
    return intent;
}
