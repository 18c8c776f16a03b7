#include "base/text.h"
#include "domain/day.h"
#include "screens/parts.h"
#include "screens/refund_words.h"
#include "screens/screen.h"

#define ROW_HEIGHT 116
#define MERGE_WIDTH 260
#define MERGE_WIDTH_NARROW 190

struct parked_state {
    struct ui_scroll scroll;
};

struct parked_frame {
    struct parked_state *state;
    const struct app_view *view;
    struct ui *ui;
    struct intent intent;
};

static void set_intent(struct parked_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

static void row_words(
    const struct parked_frame *frame, const struct till_parked *parked, struct rect row)
{
    const struct app_view *view = frame->view;
    char amount[WORDS_MAX], count[WORDS_MAX], clock[CLOCK_TEXT_MAX];
    char detail[3 * WORDS_MAX];
    struct text_out out = text_out_begin(detail, sizeof detail);
    struct ui_text_style strong = {
        .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_600, .has_figures = true, .is_silent = true};
    struct rect sum = rect_cut_right(&row, 200);
    rect_skip_right(&row, 16);
    if (parked->is_readable) {
        zone_print_clock(view->shop->zone, parked->parked_at_ms, clock);
        text_out_append(&out, clock);
        text_out_append(&out, " · ");
        text_out_append(
            &out, say_count(view, count, sizeof count, TEXT_LINES, parked->line_count, NULL));
        strong.align = UI_ALIGN_END;
        strong.is_fixed = true;
        ui_text(frame->ui, sum, words_amount(view, parked->gross_minor, amount), &strong);
        strong.align = UI_ALIGN_START;
        strong.is_fixed = false;
    } else {
        text_out_append(&out, say(view, TEXT_PARKED_UNREADABLE));
    }
    struct rect words = rect_center(row, row.width, 80);
    ui_text(frame->ui, rect_cut_top(&words, 46), parked->name, &strong);
    ui_text(frame->ui, words, detail,
        &(struct ui_text_style){
            .size = TYPE_SMALL + 2, .colour = COLOUR_INK2, .has_figures = true, .is_silent = true});
}

static void parked_row(
    struct parked_frame *frame, const struct till_parked *parked, struct rect row, bool is_first)
{
    struct ui *ui = frame->ui;
    const struct app_view *view = frame->view;
    bool has_open = view->ticket->line_count > 0;
    struct rect inside = rect_inset(row, 24, 14);
    if (!is_first) {
        ui_rule(ui, row);
    }
    if (has_open && parked->is_readable) {
        struct rect merge =
            rect_cut_right(&inside, inside.width < 900 ? MERGE_WIDTH_NARROW : MERGE_WIDTH);
        rect_skip_right(&inside, 16);
        if (ui_button(
                ui, merge, &(struct ui_button){.label = say(view, TEXT_MERGE), .id = "merge"})) {
            set_intent(frame, (struct intent){.kind = INTENT_MERGE, .id = parked->slot});
        }
    }
    struct rect target = {row.x + LINE_WIDTH, row.y + SPACE_TARGETS / 2,
        inside.x + inside.width - row.x - LINE_WIDTH, row.height - SPACE_TARGETS};
    if (!has_open || !parked->is_readable) {
        target.width = row.width - 2 * LINE_WIDTH;
    }
    if (ui_press(ui, target,
            &(struct ui_press){.label = parked->name,
                .id = "row",
                .role = UI_ROLE_ROW,
                .ground = COLOUR_NONE,
                .is_disabled = !parked->is_readable})) {
        set_intent(frame, (struct intent){.kind = INTENT_RECALL, .id = parked->slot});
    }
    row_words(frame, parked, inside);
}

static void list(struct parked_frame *frame, struct rect area)
{
    const struct view_parked *parked = &frame->view->parked;
    struct ui *ui = frame->ui;
    if (parked->count == 0) {
        ui_text(ui, area, say(frame->view, TEXT_NOTHING_PARKED),
            &(struct ui_text_style){.size = TYPE_CARD_TITLE,
                .colour = COLOUR_INK2,
                .align = UI_ALIGN_CENTER,
                .lines_max = 2});
        return;
    }
    int height = (int)parked->count * ROW_HEIGHT;
    struct rect card = area;
    card.height = height < area.height ? height : area.height;
    ui_card(ui, card);
    struct rect content = ui_scroll_begin(ui, card, "parked", height, &frame->state->scroll);
    for (size_t i = 0; i < parked->count; i++) {
        struct rect row = rect_cut_top(&content, ROW_HEIGHT);
        if (ui_is_visible(ui, row)) {
            ui_push_id(ui, (uint64_t)parked->parked[i].slot);
            parked_row(frame, &parked->parked[i], row, i == 0);
            ui_pop_id(ui);
        }
    }
    ui_scroll_end(ui);
}

static struct intent parked_screen_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct parked_frame frame = {.state = memory, .view = view, .ui = ui};
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.title = say(view, TEXT_PARKED);
    bar.back = say(view, TEXT_BACK);
    if (ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK) {
        set_intent(&frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
    }
    struct intent scan = parts_scan(ui, 0);
    scan.kind = scan.kind == INTENT_SCAN ? INTENT_REFUSE_SCAN : scan.kind;
    set_intent(&frame, scan);
    area = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : 24);
    if (view->ticket->line_count > 0) {
        struct rect row = rect_cut_top(&area, 56 * ui_text_percent(ui) / 100);
        ui_text(ui, row, say(view, TEXT_RECALL_SWAPS),
            &(struct ui_text_style){.colour = COLOUR_INK2, .lines_max = 2});
        rect_skip_top(&area, 10);
    }
    list(&frame, area);
    struct parts_strips strips = {.has_actions = false};
    set_intent(&frame, parts_messages(ui, view, area, &strips).intent);
    return frame.intent;
}

const struct screen screen_parked = {
    .name = "parked",
    .state_size = sizeof(struct parked_state),
    .frame = parked_screen_frame,
};
