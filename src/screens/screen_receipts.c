#include <string.h>

#include "base/text.h"
#include "domain/day.h"
#include "domain/id.h"
#include "screens/parts.h"
#include "screens/refund_words.h"
#include "screens/screen.h"

#define QUERY_MAX 128
#define FIELD_HEIGHT 88
#define ROW_HEIGHT 108
#define QUERY_FIELD "receipt"
#define RANGE_COUNT 4
#define LIVE_DAYS_MAX 31 /* of more days not every letter is looked for */

struct receipts_state {
    bool is_begun;
    char query[QUERY_MAX];
    int range; /* index of the chip */
    struct ui_scroll scroll;
    struct ui_keys_state keys;
};
static_assert(sizeof(struct receipts_state) <= SCREEN_STATE_MAX, "state fits its slot");

struct receipts_frame {
    struct receipts_state *state;
    const struct app_view *view;
    struct ui *ui;
    struct intent intent;
};

/* Days back, and how they are called. */
static const struct {
    enum text_id text;
    int days;
} RANGES[RANGE_COUNT] = {{TEXT_TODAY, 0}, {TEXT_DAYS_7, 6}, {TEXT_DAYS_30, 29}, {TEXT_ALL, 36500}};

static void set_intent(struct receipts_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

static void search(struct receipts_frame *frame, enum intent_kind kind)
{
    struct intent intent = {.kind = kind, .index = (size_t)RANGES[frame->state->range].days};
    (void)text_copy(intent.code, sizeof intent.code, frame->state->query);
    set_intent(frame, intent);
}

static void field(struct receipts_frame *frame, struct rect rect)
{
    struct receipts_state *state = frame->state;
    enum ui_field_event event = ui_field(frame->ui, rect,
        &(struct ui_field){.placeholder = say(frame->view, TEXT_FIND_RECEIPT),
            .label = NULL,
            .id = QUERY_FIELD,
            .is_search = true},
        state->query, sizeof state->query);
    bool is_long = RANGES[state->range].days > LIVE_DAYS_MAX; /* looked for when all is typed */
    if ((event == UI_FIELD_CHANGED && !is_long) || event == UI_FIELD_CLEARED) {
        state->scroll = (struct ui_scroll){0};
        search(frame, INTENT_FIND_SALES);
    } else if (event == UI_FIELD_ENTERED) {
        ui_focus_none(frame->ui);
        search(frame, INTENT_FIND_SALE);
    }
}

static void ranges(struct receipts_frame *frame, struct rect row)
{
    for (int i = 0; i < RANGE_COUNT; i++) {
        struct ui_button chip = {.label = say(frame->view, RANGES[i].text),
            .kind = UI_BUTTON_CHIP,
            .is_selected = frame->state->range == i};
        int width = ui_button_width(frame->ui, &chip);
        if (ui_button(frame->ui, rect_cut_left(&row, width), &chip)) {
            frame->state->range = i;
            frame->state->scroll = (struct ui_scroll){0};
            search(frame, INTENT_FIND_SALES);
        }
        rect_skip_left(&row, 14);
    }
}

/* "Flat white and 3 more" */
static const char *items_words(
    const struct app_view *view, const struct receipt_hit *hit, char *out, size_t capacity)
{
    if (hit->line_count <= 1) {
        (void)text_copy(out, capacity, hit->first_item);
        return out;
    }
    return say_count(view, out, capacity, TEXT_AND_MORE, hit->line_count - 1, hit->first_item);
}

static const char *when_words(
    const struct app_view *view, const struct receipt_hit *hit, char out[WORDS_MAX])
{
    char clock[CLOCK_TEXT_MAX];
    bool is_today = strcmp(hit->business_day, view->business_day) == 0;
    zone_print_clock(view->shop->zone, hit->sold_at_ms, clock);
    return words_sold_at(view, is_today, hit->business_day, clock, out);
}

static void row_words(
    const struct receipts_frame *frame, const struct receipt_hit *hit, struct rect row)
{
    const struct app_view *view = frame->view;
    char number[RECEIPT_TEXT_MAX], when[WORDS_MAX], amount[WORDS_MAX], tender[WORDS_MAX];
    char items[SALE_TEXT_MAX + WORDS_MAX];
    bool is_narrow = row.width < 900;
    struct rect inside = rect_inset(row, 28, 12);
    struct rect sum = rect_cut_right(&inside, is_narrow ? 190 : 230);
    struct ui_text_style strong = {.size = TYPE_CARD_TITLE,
        .weight = UI_WEIGHT_600,
        .has_figures = true,
        .is_silent = true,
        .is_fixed = true};
    struct ui_text_style small = {
        .size = TYPE_SMALL, .colour = COLOUR_INK2, .has_figures = true, .is_silent = true};
    strong.align = UI_ALIGN_END;
    small.align = UI_ALIGN_END;
    bool is_refund = strcmp(hit->kind, "refund") == 0;
    struct rect upper = rect_cut_top(&sum, 44);
    ui_text(frame->ui, upper, words_amount(view, hit->paid_minor, amount), &strong);
    ui_text(frame->ui, sum,
        is_refund          ? say(view, TEXT_REFUND)
        : hit->is_refunded ? say(view, TEXT_PARTLY_BACK)
                           : words_tenders(view, hit->tender, hit->payment_count, tender),
        &small);
    rect_skip_right(&inside, 20);
    strong.align = UI_ALIGN_START;
    small.align = UI_ALIGN_START;
    struct rect left = rect_cut_left(&inside, is_narrow ? 250 : 330);
    ui_text(frame->ui, rect_cut_top(&left, 44), receipt_print(hit->sale_id, number), &strong);
    ui_text(frame->ui, left, when_words(view, hit, when), &small);
    rect_skip_left(&inside, 20);
    ui_text(frame->ui, inside, items_words(view, hit, items, sizeof items),
        &(struct ui_text_style){.is_silent = true, .lines_max = 2});
}

static void list(struct receipts_frame *frame, struct rect area)
{
    const struct view_receipts *receipts = &frame->view->receipts;
    struct ui *ui = frame->ui;
    if (receipts->count == 0) {
        ui_text(ui, area, say(frame->view, TEXT_NO_RECEIPTS),
            &(struct ui_text_style){.size = TYPE_CARD_TITLE,
                .colour = COLOUR_INK2,
                .align = UI_ALIGN_CENTER,
                .lines_max = 2});
        return;
    }
    int height = (int)receipts->count * ROW_HEIGHT;
    struct rect card = area;
    card.height = height < area.height ? height : area.height;
    ui_card(ui, card);
    struct rect content = ui_scroll_begin(ui, card, "receipts", height, &frame->state->scroll);
    for (size_t i = 0; i < receipts->count; i++) {
        struct rect row = rect_cut_top(&content, ROW_HEIGHT);
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        char number[RECEIPT_TEXT_MAX], amount[WORDS_MAX];
        if (i > 0) {
            ui_rule(ui, row);
        }
        ui_push_id(ui, (uint64_t)receipts->hits[i].sale_id);
        struct rect target = rect_inset(row, LINE_WIDTH, SPACE_TARGETS / 2);
        if (ui_press(ui, target,
                &(struct ui_press){.label = receipt_print(receipts->hits[i].sale_id, number),
                    .id = "row",
                    .value = words_amount(frame->view, receipts->hits[i].paid_minor, amount),
                    .role = UI_ROLE_ROW,
                    .ground = COLOUR_NONE,
                    .is_top = i == 0,
                    .is_bottom = i + 1 == receipts->count})) {
            bool is_refund = receipts->purpose == VIEW_RECEIPTS_REFUND;
            set_intent(
                frame, (struct intent){.kind = is_refund ? INTENT_OPEN_REFUND : INTENT_OPEN_RECEIPT,
                           .id = receipts->hits[i].sale_id});
        }
        row_words(frame, &receipts->hits[i], row);
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
}

static void top_bar(struct receipts_frame *frame, struct rect *area)
{
    struct ui_top_bar bar = parts_top_bar(frame->view);
    bool is_refund = frame->view->receipts.purpose == VIEW_RECEIPTS_REFUND;
    bar.title = say(frame->view, is_refund ? TEXT_REFUND : TEXT_RECEIPTS);
    bar.back = say(frame->view, TEXT_BACK);
    if (ui_top_bar(frame->ui, area, &bar, NULL) == UI_TOP_BAR_BACK) {
        set_intent(frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
    }
}

static void keyboard(struct receipts_frame *frame, struct rect rect)
{
    struct ui_keys keys = parts_keys(frame->view);
    keys.actions[0] =
        (struct ui_keys_action){.label = say(frame->view, TEXT_CLOSE), .kind = UI_BUTTON_STRONG};
    keys.action_count = 1;
    if (ui_keyboard(frame->ui, rect, &keys, &frame->state->keys) >= 0) {
        ui_focus_none(frame->ui);
        search(frame, INTENT_FIND_SALES);
    }
}

static void foot(struct receipts_frame *frame, struct rect row)
{
    const struct app_view *view = frame->view;
    bool is_refund = view->receipts.purpose == VIEW_RECEIPTS_REFUND;
    row.width = row.width > 900 ? 900 : row.width;
    if (is_refund && ui_button(frame->ui, rect_column(row, 2, SPACE_GUTTER_SMALL, 0),
                         &(struct ui_button){.label = say(view, TEXT_NO_RECEIPT)})) {
        set_intent(frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_GIVE_BACK});
    }
    if (is_refund && ui_button(frame->ui, rect_column(row, 2, SPACE_GUTTER_SMALL, 1),
                         &(struct ui_button){.label = say(view, TEXT_LAST_RECEIPT)})) {
        set_intent(frame, (struct intent){.kind = INTENT_OPEN_RECEIPT});
    }
}

static void draw(struct receipts_frame *frame, struct rect area, bool has_keyboard)
{
    struct ui *ui = frame->ui;
    bool is_low = ui_is_low(ui);
    struct rect keys = rect_cut_bottom(&area, has_keyboard ? ui_keys_height(ui) : 0);
    area = rect_inset(area, SPACE_MARGIN, is_low ? 14 : 24);
    struct rect head = rect_cut_top(&area, FIELD_HEIGHT);
    if (ui_is_narrow(ui)) {
        field(frame, head);
        rect_skip_top(&area, 14);
        head = rect_cut_top(&area, REASON_CHIP_HEIGHT);
    } else {
        field(frame, rect_cut_left(&head, head.width * 45 / 100));
        rect_skip_left(&head, SPACE_GUTTER);
    }
    ranges(frame, rect_center(head, head.width, REASON_CHIP_HEIGHT));
    rect_skip_top(&area, is_low ? 14 : 24);
    bool has_foot = frame->view->receipts.purpose == VIEW_RECEIPTS_REFUND && !has_keyboard;
    struct rect row = rect_cut_bottom(&area, has_foot ? TARGET_OFTEN : 0);
    if (has_foot) {
        rect_skip_bottom(&area, is_low ? 14 : 24);
        foot(frame, row);
    }
    list(frame, area);
    if (has_keyboard) {
        keyboard(frame, keys);
    }
    struct parts_strips strips = {.has_actions = false};
    set_intent(frame, parts_messages(ui, frame->view, area, &strips).intent);
}

static struct intent receipts_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct receipts_frame frame = {.state = memory, .view = view, .ui = ui};
    if (!frame.state->is_begun) {
        frame.state->is_begun = true;
        frame.state->range = 2;
        search(&frame, INTENT_FIND_SALES);
    }
    struct rect area = parts_ground(ui, view);
    bool has_keyboard = ui_has_focus(ui, QUERY_FIELD);
    if (has_keyboard && ui_key(ui, INPUT_KEY_ESCAPE)) {
        ui_focus_none(ui);
        has_keyboard = false;
    }
    struct intent scan = parts_scan(ui, 0);
    if (scan.kind == INTENT_SCAN) {
        scan.kind = INTENT_FIND_SALE;
        set_intent(&frame, scan);
    }
    top_bar(&frame, &area);
    draw(&frame, area, has_keyboard);
    return frame.intent;
}

const struct screen screen_receipts = {
    .name = "receipts",
    .state_size = sizeof(struct receipts_state),
    .frame = receipts_frame,
};
