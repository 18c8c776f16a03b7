#include "base/text.h"
#include "domain/id.h"
#include "screens/parts.h"
#include "screens/refund_words.h"
#include "screens/screen.h"

#define ROW_HEIGHT 104
#define KIND_COUNT 3

/* Which payment of the last sale, and what it really was. */
struct wrong_tender_state {
    bool is_begun;
    size_t payment; /* index */
    bool has_kind;
    enum tender_kind kind;
    struct ui_scroll scroll;
};

struct wrong_tender_frame {
    struct wrong_tender_state *state;
    const struct app_view *view;
    const struct sale *sale;
    struct ui *ui;
    struct intent intent;
};

/* Those that keep no balance of their own: a voucher was spent or it was not. */
static const enum tender_kind KINDS[KIND_COUNT] = {TENDER_CASH, TENDER_CARD, TENDER_TRANSFER};

static void set_intent(struct wrong_tender_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

static const char *tender_of(const struct wrong_tender_frame *frame, size_t payment)
{
    return till_corrected_tender(&frame->sale->payments[payment], (int64_t)payment + 1,
        frame->view->receipt_view.corrections, frame->view->receipt_view.correction_count);
}

static bool is_correctable(const struct wrong_tender_frame *frame, size_t payment)
{
    enum tender_kind kind;
    return frame->sale->payments[payment].foreign_currency[0] == '\0' &&
           tender_kind_parse(text_view_of(tender_of(frame, payment)), &kind) &&
           kind != TENDER_VOUCHER && kind != TENDER_ACCOUNT;
}

static void payments(struct wrong_tender_frame *frame, struct rect area)
{
    struct ui *ui = frame->ui;
    struct wrong_tender_state *state = frame->state;
    int height = (int)frame->sale->payment_count * ROW_HEIGHT;
    struct rect card = area;
    card.height = height < area.height ? height : area.height;
    ui_card(ui, card);
    struct rect content = ui_scroll_begin(ui, card, "payments", height, &state->scroll);
    for (size_t i = 0; i < frame->sale->payment_count; i++) {
        struct rect row = rect_cut_top(&content, ROW_HEIGHT);
        char amount[WORDS_MAX], tender[WORDS_MAX];
        if (i > 0) {
            ui_rule(ui, row);
        }
        words_tenders(frame->view, tender_of(frame, i), 1, tender);
        ui_push_id(ui, i);
        if (ui_press(ui, rect_inset(row, LINE_WIDTH, SPACE_TARGETS / 2),
                &(struct ui_press){.label = tender,
                    .id = "payment",
                    .role = UI_ROLE_ROW,
                    .ground = state->payment == i ? COLOUR_PAPER : COLOUR_NONE,
                    .is_disabled = !is_correctable(frame, i),
                    .is_selected = state->payment == i,
                    .is_top = i == 0,
                    .is_bottom = i + 1 == frame->sale->payment_count})) {
            state->payment = i;
            state->has_kind = false;
        }
        ui_pop_id(ui);
        struct rect inside = rect_inset(row, 28, 0);
        ui_text(ui, rect_cut_right(&inside, 240),
            words_amount(frame->view, frame->sale->payments[i].amount_minor, amount),
            &(struct ui_text_style){.size = TYPE_CARD_TITLE,
                .weight = UI_WEIGHT_700,
                .has_figures = true,
                .align = UI_ALIGN_END,
                .is_silent = true});
        ui_text(ui, inside, tender,
            &(struct ui_text_style){
                .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_600, .is_silent = true});
    }
    ui_scroll_end(ui);
}

static void kinds(struct wrong_tender_frame *frame, struct rect row)
{
    struct wrong_tender_state *state = frame->state;
    enum tender_kind now;
    if (!tender_kind_parse(text_view_of(tender_of(frame, state->payment)), &now)) {
        now = TENDER_KIND_COUNT;
    }
    for (int i = 0; i < KIND_COUNT; i++) {
        if (ui_button(frame->ui, rect_column(row, KIND_COUNT, SPACE_GUTTER_SMALL, i),
                &(struct ui_button){.label = say(frame->view, tender_text(KINDS[i])),
                    .icon = row.width > 700 ? tender_icon(KINDS[i]) : ICON_NONE,
                    .is_disabled = KINDS[i] == now || !is_correctable(frame, state->payment),
                    .is_selected = state->has_kind && state->kind == KINDS[i]})) {
            state->has_kind = true;
            state->kind = KINDS[i];
        }
    }
}

static void draw(struct wrong_tender_frame *frame, struct rect area)
{
    struct ui *ui = frame->ui;
    const struct app_view *view = frame->view;
    char number[RECEIPT_TEXT_MAX], title[WORDS_MAX];
    area = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : SPACE_MARGIN);
    if (area.width > 1000) {
        area = rect_center(area, 1000, area.height);
    }
    struct rect forward = rect_cut_bottom(&area, ui_is_low(ui) ? TARGET_OFTEN + 16 : 112);
    rect_skip_bottom(&area, 24);
    say_with(
        view, title, sizeof title, TEXT_SALE_NUMBER, receipt_print(frame->sale->id, number), NULL);
    ui_text(ui, rect_cut_top(&area, 64), title,
        &(struct ui_text_style){
            .size = TYPE_TITLE - 4, .weight = UI_WEIGHT_700, .is_display = true});
    rect_skip_top(&area, 16);
    struct rect row = rect_cut_bottom(&area, TARGET_OFTEN);
    rect_skip_bottom(&area, 12);
    ui_text(ui, rect_cut_bottom(&area, 44), say(view, TEXT_IT_WAS),
        &(struct ui_text_style){.colour = COLOUR_INK2});
    rect_skip_bottom(&area, 12);
    payments(frame, area);
    kinds(frame, row);
    if (ui_button(ui, forward,
            &(struct ui_button){.label = say(view, TEXT_CORRECT),
                .kind = UI_BUTTON_PRIMARY,
                .is_disabled = !frame->state->has_kind})) {
        set_intent(frame, (struct intent){.kind = INTENT_CORRECT_TENDER,
                              .index = frame->state->payment,
                              .tender = {.kind = frame->state->kind}});
    }
    struct parts_strips strips = {.is_at_top = true};
    set_intent(frame, parts_messages(ui, view, area, &strips).intent);
}

static struct intent wrong_tender_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct wrong_tender_frame frame = {
        .state = memory, .view = view, .sale = view->receipt_view.sale, .ui = ui};
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.title = say(view, TEXT_WRONG_TENDER);
    bar.back = say(view, TEXT_BACK);
    if (ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK) {
        set_intent(&frame, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
    }
    struct intent scan = parts_scan(ui, 0);
    scan.kind = scan.kind == INTENT_SCAN ? INTENT_REFUSE_SCAN : scan.kind;
    set_intent(&frame, scan);
    if (frame.sale != NULL && frame.sale->payment_count > 0) {
        if (frame.state->payment >= frame.sale->payment_count) {
            frame.state->payment = 0;
        }
        draw(&frame, area);
    } else {
        ui_text(ui, area, say(view, TEXT_NOTHING_TO_CORRECT),
            &(struct ui_text_style){.size = TYPE_CARD_TITLE,
                .colour = COLOUR_INK2,
                .align = UI_ALIGN_CENTER,
                .lines_max = 2});
    }
    return frame.intent;
}

const struct screen screen_wrong_tender = {
    .name = "wrong-tender",
    .state_size = sizeof(struct wrong_tender_state),
    .frame = wrong_tender_frame,
};
