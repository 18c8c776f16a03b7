#include "base/text.h"
#include "screens/refund_words.h"
#include "screens/sell.h"
#include "screens/texts.h"

#define HEAD_HEIGHT 80
#define ITEM_HEIGHT 112
#define ITEM_GAP 16

struct intent sell_void(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct intent intent = {.kind = INTENT_NONE};
    int columns = 2;
    int rows = (VOID_REASON_COUNT + columns - 1) / columns;
    int height = 2 * 34 + HEAD_HEIGHT + 24 + rows * (ITEM_HEIGHT + ITEM_GAP) - ITEM_GAP;
    rect.height = height < rect.height ? height : rect.height;
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, 40, 34);
    struct rect head = rect_cut_top(&area, HEAD_HEIGHT);
    if (ui_button(
            ui, rect_cut_right(&head, 190), &(struct ui_button){.label = say(view, TEXT_CLOSE)}) ||
        ui_key(ui, INPUT_KEY_ESCAPE)) {
        sell_close_over(state, ui);
        intent.kind = state->is_line_void ? INTENT_VOID_REASON : INTENT_NONE;
        return intent;
    }
    rect_skip_right(&head, 20);
    ui_text(ui, head, say(view, state->is_line_void ? TEXT_VOID_LINE_QUESTION : TEXT_VOID_QUESTION),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .lines_max = 2});
    rect_skip_top(&area, 24);
    for (int i = 0; i < VOID_REASON_COUNT; i++) {
        if (ui_button(ui, rect_grid_cell(area, columns, rows, ITEM_GAP, i),
                &(struct ui_button){.label = say(view, void_reason_text(i))})) {
            intent.kind = state->is_line_void ? INTENT_VOID_REASON : INTENT_CANCEL_SALE;
            (void)text_copy(intent.code, sizeof intent.code, say(view, void_reason_text(i)));
            sell_close_over(state, ui);
        }
    }
    return intent;
}
