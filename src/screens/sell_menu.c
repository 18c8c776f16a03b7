#include "screens/sell.h"

#include "screens/texts.h"

#define ITEM_HEIGHT 96
#define ITEM_GAP 16

enum menu_item {
    MENU_TYPE_PRICE,
    MENU_TYPE_CODE,
    MENU_DISCOUNT_ALL,
    MENU_CANCEL_SALE,
    MENU_COUNT
};

struct menu_row {
    enum text_id text;
    enum icon icon;
    bool needs_lines; /* stands there only while the ticket has some */
    bool is_danger;
};

static const struct menu_row MENU_ROWS[MENU_COUNT] = {
    [MENU_TYPE_PRICE] = {TEXT_TYPE_PRICE, ICON_TAG, false, false},
    [MENU_TYPE_CODE] = {TEXT_TYPE_CODE, ICON_QR, false, false},
    [MENU_DISCOUNT_ALL] = {TEXT_DISCOUNT_ON_ALL, ICON_PERCENT, true, false},
    [MENU_CANCEL_SALE] = {TEXT_CANCEL_SALE, ICON_TRASH, true, true},
};

static bool is_there(const struct menu_row *row, const struct app_view *view)
{
    return !row->needs_lines || view->ticket->line_count > 0;
}

static struct intent choose(
    struct sell_state *state, const struct app_view *view, struct ui *ui, enum menu_item item)
{
    struct intent intent = {.kind = INTENT_NONE};
    sell_close_over(state, ui);
    switch (item) {
    case MENU_TYPE_PRICE:
        state->over = SELL_OVER_NUMBER;
        sell_number_open_typed_price(&state->number, view);
        break;
    case MENU_TYPE_CODE:
        state->over = SELL_OVER_CODE;
        ui_focus(ui, "search");
        break;
    case MENU_DISCOUNT_ALL:
        state->over = SELL_OVER_NUMBER;
        sell_number_open_ticket(&state->number, view);
        break;
    case MENU_CANCEL_SALE:
        intent.kind = INTENT_CANCEL_SALE;
        break;
    case MENU_COUNT:
        break;
    }
    return intent;
}

struct intent sell_menu(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct intent intent = {.kind = INTENT_NONE};
    int count = 0;
    for (int i = 0; i < MENU_COUNT; i++) {
        count += is_there(&MENU_ROWS[i], view);
    }
    int columns = 2;
    int rows = (count + columns - 1) / columns;
    rect.height = 34 + 80 + 24 + rows * (ITEM_HEIGHT + ITEM_GAP) - ITEM_GAP + 40;
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, 40, 34);
    struct rect head = rect_cut_top(&area, 80);
    if (ui_button(
            ui, rect_cut_right(&head, 190), &(struct ui_button){.label = say(view, TEXT_CLOSE)}) ||
        ui_key(ui, INPUT_KEY_ESCAPE)) {
        sell_close_over(state, ui);
        return intent;
    }
    ui_text(ui, head, say(view, TEXT_MENU),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700});
    rect_skip_top(&area, 24);
    area.height = rows * (ITEM_HEIGHT + ITEM_GAP) - ITEM_GAP;
    int place = 0;
    for (int i = 0; i < MENU_COUNT; i++) {
        const struct menu_row *row = &MENU_ROWS[i];
        if (!is_there(row, view)) {
            continue;
        }
        if (ui_button(ui, rect_grid_cell(area, columns, rows, ITEM_GAP, place++),
                &(struct ui_button){.label = say(view, row->text),
                    .icon = row->icon,
                    .kind = row->is_danger ? UI_BUTTON_DANGER : UI_BUTTON_PLAIN})) {
            return choose(state, view, ui, (enum menu_item)i);
        }
    }
    return intent;
}
