#include "base/text.h"
#include "screens/parts.h"
#include "screens/refund_words.h"
#include "screens/screen.h"

#define SIDE_WIDTH 640
#define SIDE_WIDTH_LOW 480
#define TENDER_COUNT 3

/* The open ticket goes back: without a receipt, or because what goes out is worth less than what
 * comes in. First why, if that is not said yet, then the money. */
struct give_back_state {
    uint64_t seen_message; /* the newest that was there before */
    int reason;
    bool is_begun, restock;
    enum tender_kind tender;
    struct ui_scroll scroll;
    struct parts_seen seen;
};

struct give_back_frame {
    struct give_back_state *state;
    const struct app_view *view;
    struct ui *ui;
    struct intent intent;
};

static const enum tender_kind KINDS[TENDER_COUNT] = {TENDER_CASH, TENDER_CARD, TENDER_VOUCHER};

static enum text_id reason_text(int reason)
{
    return refund_reason_text((enum refund_reason)reason);
}

static void set_intent(struct give_back_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

static void heading(
    struct give_back_frame *frame, struct rect *area, enum text_id title, enum text_id detail)
{
    struct ui_text_style style = {.size = TYPE_TITLE - 8,
        .weight = UI_WEIGHT_700,
        .is_display = true,
        .lines_max = 2,
        .vertical = UI_VERTICAL_TOP};
    const char *words = say(frame->view, title);
    int height = ui_text_height(frame->ui, area->width, words, &style);
    ui_text(frame->ui, rect_cut_top(area, height), words, &style);
    rect_skip_top(area, 10);
    style =
        (struct ui_text_style){.colour = COLOUR_INK2, .lines_max = 3, .vertical = UI_VERTICAL_TOP};
    words = say(frame->view, detail);
    height = ui_text_height(frame->ui, area->width, words, &style);
    ui_text(frame->ui, rect_cut_top(area, height), words, &style);
    rect_skip_top(area, 24);
}

static void why(struct give_back_frame *frame, struct rect area)
{
    struct give_back_state *state = frame->state;
    struct ui *ui = frame->ui;
    bool is_empty = frame->view->ticket->line_count == 0;
    struct rect forward = rect_cut_bottom(&area, TARGET_OFTEN + 16);
    heading(frame, &area, TEXT_NO_RECEIPT, is_empty ? TEXT_TURN_EMPTY : TEXT_TURN_HINT);
    if (is_empty) {
        if (ui_button(ui, forward,
                &(struct ui_button){
                    .label = say(frame->view, TEXT_RING_UP), .kind = UI_BUTTON_PRIMARY})) {
            set_intent(frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
        }
        return;
    }
    int height = reason_chips_height(ui, frame->view, area.width, reason_text, REFUND_REASON_COUNT);
    if (reason_chips(ui, frame->view, rect_cut_top(&area, height), reason_text, REFUND_REASON_COUNT,
            &state->reason)) {
        state->restock = refund_reason_restocks((enum refund_reason)state->reason);
    }
    rect_skip_top(&area, 20);
    (void)ui_checkbox(ui, rect_cut_top(&area, 80), say(frame->view, TEXT_RESTOCK), &state->restock);
    if (ui_button(ui, forward,
            &(struct ui_button){.label = say(frame->view, TEXT_TAKE_BACK),
                .kind = UI_BUTTON_PRIMARY,
                .second_line = !frame->view->staff.may[RIGHT_REFUND_FREE]
                                   ? say(frame->view, TEXT_NEEDS_PIN)
                                   : NULL})) {
        struct intent intent = {.kind = INTENT_TURN, .index = state->restock ? 1 : 0};
        (void)text_copy(
            intent.code, sizeof intent.code, say(frame->view, reason_text(state->reason)));
        set_intent(frame, intent);
    }
}

static void money(struct give_back_frame *frame, struct rect area)
{
    struct ui *ui = frame->ui;
    const struct app_view *view = frame->view;
    char sum[WORDS_MAX], words[2 * WORDS_MAX];
    int64_t due = give_back_by(&view->give_back, frame->state->tender, view->shop->cash_step_minor);
    struct rect forward = rect_cut_bottom(&area, TARGET_OFTEN + 16);
    rect_skip_bottom(&area, 20);
    struct rect tenders = rect_cut_bottom(&area, TARGET_OFTEN);
    ui_text(ui, rect_cut_top(&area, 40), say(view, TEXT_TO_GIVE_BACK),
        &(struct ui_text_style){.colour = COLOUR_INK2});
    words_money(view, due, sum);
    ui_money(ui, rect_cut_top(&area, ui_is_low(ui) ? 76 : 120),
        &(struct ui_money){.text = sum, .size = ui_is_low(ui) ? TYPE_MONEY : TYPE_MONEY_LARGE});
    for (int i = 0; i < TENDER_COUNT; i++) {
        if (ui_button(ui, rect_column(tenders, TENDER_COUNT, SPACE_GUTTER_SMALL, i),
                &(struct ui_button){.label = say(view, tender_text(KINDS[i])),
                    .icon = tenders.width > 700 ? tender_icon(KINDS[i]) : ICON_NONE,
                    .is_selected = frame->state->tender == KINDS[i]})) {
            frame->state->tender = KINDS[i];
        }
    }
    say_with(view, words, sizeof words, TEXT_GIVE_BACK_MONEY, sum, NULL);
    if (ui_button(ui, forward,
            &(struct ui_button){
                .label = words, .id = "forward", .kind = UI_BUTTON_PRIMARY, .has_figures = true}) ||
        ui_key(ui, INPUT_KEY_ENTER)) {
        set_intent(frame,
            (struct intent){.kind = INTENT_GIVE_BACK, .tender = {.kind = frame->state->tender}});
    }
}

static void ticket(struct give_back_frame *frame, struct rect card)
{
    struct ui *ui = frame->ui;
    size_t line;
    ui_card(ui, card);
    struct rect inside = rect_inset(card, 22, 16);
    parts_ticket_head(ui, frame->view, rect_inset(rect_cut_top(&inside, 52), 20, 0));
    rect_skip_top(&inside, 8);
    struct parts_rows rows = {.scroll = &frame->state->scroll,
        .seen = &frame->state->seen,
        .height = 90,
        .quantity_width = card.width < 560 ? 118 : 0,
        .is_passive = true};
    (void)parts_ticket_rows(ui, frame->view, inside, &rows, &line);
}

static struct intent give_back_screen_frame(
    void *memory, const struct app_view *view, struct ui *ui)
{
    struct give_back_frame frame = {.state = memory, .view = view, .ui = ui};
    if (!frame.state->is_begun) {
        *frame.state = (struct give_back_state){.is_begun = true,
            .restock = true,
            .seen_message = view->message_count > 0 ? view->messages[0].serial : 0};
    }
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.title = say(view, TEXT_REFUND);
    bar.back = say(view, TEXT_BACK);
    if (ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK) {
        set_intent(&frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
    }
    struct intent scan = parts_scan(ui, 0);
    scan.kind = scan.kind == INTENT_SCAN ? INTENT_REFUSE_SCAN : scan.kind;
    set_intent(&frame, scan);
    area = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : SPACE_MARGIN);
    if (view->ticket->line_count > 0) {
        struct rect side;
        if (ui_is_narrow(ui)) {
            side = rect_cut_bottom(&area, area.height * 45 / 100);
            rect_skip_bottom(&area, SPACE_GUTTER);
        } else {
            side = rect_cut_right(&area, ui_is_low(ui) ? SIDE_WIDTH_LOW : SIDE_WIDTH);
            rect_skip_right(&area, SPACE_MARGIN);
        }
        ticket(&frame, side);
    }
    struct rect left = area;
    left.width = left.width > 1000 ? 1000 : left.width;
    if (view->figures->gross_minor < 0) {
        money(&frame, left);
    } else {
        why(&frame, left);
    }
    struct parts_strips strips = {.is_at_top = true, .seen_serial = frame.state->seen_message};
    set_intent(&frame, parts_messages(ui, view, left, &strips).intent);
    return frame.intent;
}

const struct screen screen_give_back = {
    .name = "give-back",
    .state_size = sizeof(struct give_back_state),
    .frame = give_back_screen_frame,
};
