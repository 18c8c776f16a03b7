#include "domain/z_report.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "screens/z_paper_view.h"

/* Reports: the X of this moment and every Z that was written, as they stand on paper. */

#define LIST_WIDTH 420
#define PAPER_WIDTH_MAX 620
#define ROW_HEIGHT 88
#define ROW_GAP 10
#define LIST_HEIGHT_UPRIGHT 300

struct reports_state {
    bool is_begun;
    uint64_t serial;
    uint64_t seen_serial; /* what was said before the newest is not said again here */
    struct ui_scroll list, paper;
};

static_assert(sizeof(struct reports_state) <= SCREEN_STATE_MAX, "state fits its slot");

static struct intent list(
    struct reports_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    const struct view_shift *shift = &view->shift;
    int64_t shown = shift->report != NULL ? shift->report->number : 0;
    int height = ((int)shift->close_count + 1) * (ROW_HEIGHT + ROW_GAP) - ROW_GAP;
    struct rect content = ui_scroll_begin(ui, area, "reports", height, &state->list);
    struct rect row = rect_cut_top(&content, ROW_HEIGHT);
    struct ui_button now = {.label = say(view, TEXT_X_REPORT),
        .second_line = say(view, TEXT_REPORTS_NOW),
        .is_selected = shown == 0};
    if (ui_button(ui, row, &now)) {
        intent.kind = INTENT_OPEN_X;
    }
    for (size_t i = 0; i < shift->close_count; i++) {
        char label[WORDS_MAX], number[24], date[WORDS_MAX];
        row.y += ROW_HEIGHT + ROW_GAP;
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        struct text_out text = text_out_begin(number, sizeof number);
        text_out_append_number(&text, shift->closes[i].number, 4);
        struct ui_button z = {
            .label = say_with(view, label, sizeof label, TEXT_Z_OF_DAY, number, NULL),
            .second_line = words_date(view, shift->closes[i].business_day, date),
            .is_selected = shown == shift->closes[i].number};
        if (ui_button(ui, row, &z)) {
            intent.kind = INTENT_OPEN_Z;
            intent.index = (size_t)shift->closes[i].number;
        }
    }
    ui_scroll_end(ui);
    return intent;
}

static struct intent reports_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct reports_state *state = memory;
    struct intent intent = {.kind = INTENT_NONE};
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.back = say(view, TEXT_BACK);
    bar.title = say(view, TEXT_REPORTS);
    if (ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK) {
        return (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL};
    }
    if (!state->is_begun) {
        state->is_begun = true;
        state->seen_serial = view->message_count > 1 ? view->messages[1].serial : 0;
    }
    if (state->serial != view->shift.serial) {
        state->serial = view->shift.serial;
        state->paper = (struct ui_scroll){0};
    }
    struct rect body = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : 22);
    bool is_upright = ui_is_portrait(ui);
    struct rect side =
        is_upright ? rect_cut_top(&body, LIST_HEIGHT_UPRIGHT) : rect_cut_left(&body, LIST_WIDTH);
    if (is_upright) {
        rect_skip_top(&body, SPACE_GUTTER);
    } else {
        rect_skip_left(&body, SPACE_GUTTER);
    }
    intent = list(state, view, ui, side);
    if (view->shift.report != NULL) {
        int width = body.width < PAPER_WIDTH_MAX ? body.width : PAPER_WIDTH_MAX;
        struct rect paper = rect_center(body, width, body.height);
        z_paper_draw(ui, view, paper, view->shift.report, false, &state->paper);
    }
    struct parts_message message = parts_messages(ui, view, rect_inset(area, SPACE_MARGIN, 24),
        &(struct parts_strips){.seen_serial = state->seen_serial});
    return intent.kind != INTENT_NONE ? intent : message.intent;
}

const struct screen screen_reports = {
    .name = "reports",
    .state_size = sizeof(struct reports_state),
    .keeps_state = false,
    .frame = reports_frame,
};
