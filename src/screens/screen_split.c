#include "base/text.h"
#include "screens/parts.h"
#include "screens/refund_words.h"
#include "screens/screen.h"

#define ROW_HEIGHT 104
#define STEP_WIDTH 80
#define STEP_HEIGHT 72
#define COUNT_WIDTH 150

struct split_state {
    struct ui_scroll scroll;
};

struct split_frame {
    struct split_state *state;
    const struct app_view *view;
    struct ui *ui;
    struct intent intent;
};

static void set_intent(struct split_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

static void move(struct split_frame *frame, size_t line, int64_t quantity_milli)
{
    set_intent(frame,
        (struct intent){.kind = INTENT_SPLIT_SET, .index = line, .quantity_milli = quantity_milli});
}

/* What cannot be divided goes whole or stays. */
static bool is_divisible(const struct ticket_line *line)
{
    return line->unit == UNIT_EACH && !line->is_return && line->quantity_milli > 1000 &&
           !ticket_line_has_amount_off(line);
}

static void steps(struct split_frame *frame, size_t index, struct rect place)
{
    const struct ticket_line *line = &frame->view->ticket->lines[index];
    int64_t moved = frame->view->split.moved_milli[index];
    struct ticket_line shown = *line;
    char words[WORDS_MAX];
    shown.quantity_milli = moved;
    place = rect_center(place, place.width, STEP_HEIGHT);
    if (ui_button(frame->ui, rect_cut_left(&place, STEP_WIDTH),
            &(struct ui_button){.label = say(frame->view, TEXT_LESS),
                .icon = ICON_MINUS,
                .is_icon_only = true,
                .is_disabled = moved == 0})) {
        move(frame, index, moved - QUANTITY_ONE_MILLI);
    }
    if (ui_button(frame->ui, rect_cut_right(&place, STEP_WIDTH),
            &(struct ui_button){.label = say(frame->view, TEXT_PLUS),
                .icon = ICON_PLUS,
                .is_icon_only = true,
                .is_disabled = moved >= line->quantity_milli})) {
        move(frame, index, moved + QUANTITY_ONE_MILLI);
    }
    ui_text(frame->ui, place, words_quantity(frame->view, &shown, words),
        &(struct ui_text_style){.size = TYPE_CARD_TITLE,
            .weight = UI_WEIGHT_700,
            .has_figures = true,
            .align = UI_ALIGN_CENTER,
            .is_fixed = true});
}

static void split_row(struct split_frame *frame, size_t index, struct rect row, bool is_first)
{
    struct ui *ui = frame->ui;
    const struct ticket_line *line = &frame->view->ticket->lines[index];
    int64_t moved = frame->view->split.moved_milli[index];
    bool is_moved = moved != 0;
    char quantity[WORDS_MAX];
    if (!is_first) {
        ui_rule(ui, row);
    }
    struct rect inside = rect_inset(row, 24, 2);
    if (is_divisible(line)) {
        steps(frame, index, rect_cut_right(&inside, 2 * STEP_WIDTH + COUNT_WIDTH));
        rect_skip_right(&inside, SPACE_TARGETS + 6);
    }
    struct rect target = {row.x + LINE_WIDTH, row.y + SPACE_TARGETS / 2,
        inside.x + inside.width - row.x - LINE_WIDTH, row.height - SPACE_TARGETS};
    if (ui_press(ui, target,
            &(struct ui_press){.label = line->name,
                .id = "line",
                .role = UI_ROLE_CHECKBOX,
                .value = is_moved ? "on" : "off",
                .ground = COLOUR_NONE,
                .is_selected = is_moved})) {
        move(frame, index, is_moved ? 0 : line->quantity_milli);
    }
    parts_box(ui, rect_cut_left(&inside, 56), is_moved, true);
    rect_skip_left(&inside, 24);
    ui_text(ui, rect_cut_left(&inside, 140), words_quantity(frame->view, line, quantity),
        &(struct ui_text_style){.weight = UI_WEIGHT_600, .has_figures = true, .is_silent = true});
    ui_text(ui, inside, line->name,
        &(struct ui_text_style){.size = TYPE_CARD_TITLE, .is_silent = true, .lines_max = 2});
}

static void list(struct split_frame *frame, struct rect area)
{
    const struct ticket *ticket = frame->view->ticket;
    int count = 0;
    for (size_t i = 0; i < ticket->line_count; i++) {
        count += !ticket->lines[i].is_bound;
    }
    struct rect card = area;
    card.height = count * ROW_HEIGHT < area.height ? count * ROW_HEIGHT : area.height;
    ui_card(frame->ui, card);
    struct rect content =
        ui_scroll_begin(frame->ui, card, "split", count * ROW_HEIGHT, &frame->state->scroll);
    bool is_first = true;
    for (size_t i = 0; i < ticket->line_count; i++) {
        if (ticket->lines[i].is_bound) {
            continue; /* goes with its line */
        }
        struct rect row = rect_cut_top(&content, ROW_HEIGHT);
        if (ui_is_visible(frame->ui, row)) {
            ui_push_id(frame->ui, i);
            split_row(frame, i, row, is_first);
            ui_pop_id(frame->ui);
        }
        is_first = false;
    }
    ui_scroll_end(frame->ui);
}

/* Some of it moves, and some stays. */
static bool is_possible(const struct app_view *view)
{
    bool moves = false;
    bool stays = false;
    for (size_t i = 0; i < view->ticket->line_count; i++) {
        if (!view->ticket->lines[i].is_bound) {
            moves = moves || view->split.moved_milli[i] != 0;
            stays = stays || view->split.moved_milli[i] != view->ticket->lines[i].quantity_milli;
        }
    }
    return moves && stays;
}

static struct intent split_screen_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct split_frame frame = {.state = memory, .view = view, .ui = ui};
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.title = say(view, TEXT_SPLIT);
    bar.back = say(view, TEXT_BACK);
    if (ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK) {
        set_intent(&frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
    }
    struct intent scan = parts_scan(ui, 0);
    scan.kind = scan.kind == INTENT_SCAN ? INTENT_REFUSE_SCAN : scan.kind;
    set_intent(&frame, scan);
    if (view->split.line_count != view->ticket->line_count) {
        return frame.intent; /* the ticket changed under it: the app goes back */
    }
    area = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : 24);
    ui_text(ui, rect_cut_top(&area, 60 * ui_text_percent(ui) / 100), say(view, TEXT_SPLIT_HINT),
        &(struct ui_text_style){.colour = COLOUR_INK2, .lines_max = 2});
    rect_skip_top(&area, 12);
    struct rect forward = rect_cut_bottom(&area, ui_is_low(ui) ? TARGET_OFTEN : 112);
    rect_skip_bottom(&area, ui_is_low(ui) ? 14 : 24);
    list(&frame, area);
    if (ui_button(ui, forward,
            &(struct ui_button){.label = say(view, TEXT_SPLIT_OFF),
                .kind = UI_BUTTON_PRIMARY,
                .is_disabled = !is_possible(view)})) {
        set_intent(&frame, (struct intent){.kind = INTENT_SPLIT});
    }
    struct parts_strips strips = {.is_at_top = true};
    set_intent(&frame, parts_messages(ui, view, area, &strips).intent);
    return frame.intent;
}

const struct screen screen_split = {
    .name = "split",
    .state_size = sizeof(struct split_state),
    .frame = split_screen_frame,
};
