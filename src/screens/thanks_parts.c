#include "screens/thanks_parts.h"

#include <string.h>

#include "domain/attribution.h"
#include "screens/texts.h"
#include "screens/words.h"

#define FACES 5
#define FACE_SIZE 104
#define FACE_GAP 22
#define WIDTH_STEP 4
#define HEADLINE_LINES_MAX 3
#define HEADLINE_SIZE_LEAST 30
#define HEAR_COLUMNS 3
#define HEAR_GAP 12
#define HEAR_HEIGHT_MAX 104

/* ---- Faces ---- */

static struct intent faces(struct ui *ui, const struct app_view *view, struct rect area)
{
    static const enum text_id words[FACES] = {
        TEXT_FACE_BAD, TEXT_FACE_POOR, TEXT_FACE_FAIR, TEXT_FACE_GOOD, TEXT_FACE_GREAT};
    struct intent intent = {.kind = INTENT_NONE};
    int score = view->receipt->score;
    int gap = (area.width - FACES * FACE_SIZE) / (FACES - 1);
    struct rect row = rect_cut_bottom(&area, THANKS_FACES_HEIGHT);
    ui_text(ui, rect_cut_top(&area, 40),
        say(view, score > 0 ? TEXT_THANKS_FOR_FACE : TEXT_HOW_WAS_IT),
        &(struct ui_text_style){
            .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_600, .is_fixed = true});
    for (int step = 0; step < FACES; step++) {
        struct rect face = rect_cut_left(&row, FACE_SIZE);
        rect_skip_left(&row, gap < FACE_GAP ? gap : FACE_GAP);
        if (ui_face(ui, face, step, say(view, words[step]), score == step + 1)) {
            intent = (struct intent){.kind = INTENT_RATE, .index = (size_t)step + 1};
        }
    }
    return intent;
}

/* ---- How did you hear of us? ---- */

static bool asks_hear(const struct app_view *view)
{
    const struct view_codes *codes = &view->codes;
    return codes->asks_hear && codes->late.id == view->receipt->sale.id && !codes->late.has_code;
}

static bool has_answered(const struct app_view *view)
{
    const struct sale *sale = &view->receipt->sale;
    for (size_t i = 0; i < sale->touch_count; i++) {
        if (strcmp(sale->touches[i].kind, touch_kind_text(TOUCH_CHOSEN)) == 0) {
            return view->codes.asks_hear;
        }
    }
    return false;
}

static void question(struct ui *ui, const struct app_view *view, struct rect line, enum text_id id)
{
    ui_text(ui, line, say(view, id),
        &(struct ui_text_style){
            .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_600, .is_fixed = true});
}

/* Two rows of three, within the height of the faces and their question. */
static struct intent hear(struct ui *ui, const struct app_view *view, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    int count = (int)view->codes.answer_count;
    int columns = count <= 2 ? 2 : HEAR_COLUMNS;
    int rows = (count + columns - 1) / columns;
    question(ui, view, rect_cut_top(&area, 40), TEXT_HEAR_QUESTION);
    rect_skip_top(&area, 8);
    area.height = rows == 1 && area.height > HEAR_HEIGHT_MAX ? HEAR_HEIGHT_MAX : area.height;
    for (int i = 0; i < count; i++) {
        const struct hear_answer *answer = &view->codes.answers[i];
        ui_push_id(ui, (uint64_t)answer->link_id);
        if (ui_button(ui, rect_grid_cell(area, columns, rows, HEAR_GAP, i),
                &(struct ui_button){.label = answer->words, .id = "hear", .size = 24})) {
            intent = (struct intent){.kind = INTENT_HEAR, .id = answer->link_id};
        }
        ui_pop_id(ui);
    }
    return intent;
}

bool thanks_asks(const struct app_view *view)
{
    return view->shop->asks_satisfaction || asks_hear(view) || has_answered(view);
}

struct intent thanks_question(struct ui *ui, const struct app_view *view, struct rect area)
{
    if (asks_hear(view)) {
        return hear(ui, view, area);
    }
    if (view->shop->asks_satisfaction) {
        return faces(ui, view, area);
    }
    question(ui, view, rect_cut_top(&area, 40), TEXT_HEAR_THANKS);
    return (struct intent){.kind = INTENT_NONE};
}

/* ---- The code that the customer takes along ---- */

/* The narrowest width at which the text has no more lines: lines of about equal length. */
static int balanced_width(
    struct ui *ui, int width, const char *text, const struct ui_text_style *style)
{
    struct ui_text_style uncut = *style;
    uncut.lines_max = 2 * style->lines_max;
    int height = ui_text_height(ui, width, text, &uncut);
    int narrowest = width;
    while (narrowest > width / 3 &&
           ui_text_height(ui, narrowest - WIDTH_STEP, text, &uncut) == height) {
        narrowest -= WIDTH_STEP;
    }
    return narrowest + WIDTH_STEP / 2; /* device pixels are rounded */
}

/* Draws a text in the middle of the area's top, and cuts its place off. */
static void balanced_text(
    struct ui *ui, struct rect *area, const char *text, const struct ui_text_style *style)
{
    int width = balanced_width(ui, area->width, text, style);
    struct rect place = rect_cut_top(area, ui_text_height(ui, width, text, style));
    ui_text(ui, rect_center(place, width, place.height), text, style);
}

/* A long headline is set smaller, so that three lines hold it. */
static int headline_size(
    struct ui *ui, int width, const char *text, const struct ui_text_style *style)
{
    struct ui_text_style uncut = *style;
    uncut.lines_max = 99;
    while (uncut.size > HEADLINE_SIZE_LEAST && ui_text_height(ui, width, text, &uncut) >
                                                   style->lines_max * ui_line_height(ui, &uncut)) {
        uncut.size -= 2;
    }
    return uncut.size;
}

/* What to do with the code that is shown. */
static enum text_id hint_of(const struct till_receipt *receipt)
{
    if (receipt->shown == RECEIPT_CODE_REVIEW) {
        return TEXT_REVIEW_HINT;
    }
    if (receipt->shown == RECEIPT_CODE_REFERRAL) {
        return TEXT_FRIEND_HINT;
    }
    return receipt->code_has_page ? TEXT_SCAN_IT : TEXT_TAKE_PHOTO;
}

static void code_head(struct ui *ui, const struct app_view *view,
    const struct thanks_code_shape *shape, struct rect *area)
{
    const struct till_receipt *receipt = view->receipt;
    struct ui_text_style headline = {.size = shape->headline,
        .weight = UI_WEIGHT_700,
        .colour = COLOUR_WHITE,
        .is_display = true,
        .align = UI_ALIGN_CENTER,
        .lines_max = HEADLINE_LINES_MAX};
    struct ui_text_style hint = {
        .size = 28, .colour = COLOUR_WHITE, .align = UI_ALIGN_CENTER, .lines_max = 2};
    const char *words =
        receipt->shown == RECEIPT_CODE_REVIEW ? say(view, TEXT_REVIEW_HEADLINE) : receipt->headline;
    if (words[0] != '\0') {
        /* One long line over the code looks lost: the second one begins early. */
        struct rect narrow = rect_center(*area, area->width * 4 / 5, area->height);
        headline.size = headline_size(ui, narrow.width, words, &headline);
        balanced_text(ui, &narrow, words, &headline);
        rect_skip_top(area, area->height - narrow.height + 12);
    }
    balanced_text(ui, area, say(view, hint_of(receipt)), &hint);
}

static void code_foot(struct ui *ui, const struct app_view *view,
    const struct thanks_code_shape *shape, struct rect *area)
{
    const struct till_receipt *receipt = view->receipt;
    if (receipt->ends_on[0] != '\0') {
        char day[WORDS_MAX];
        char until[2 * WORDS_MAX];
        words_day(view, receipt->ends_on, day);
        say_with(view, until, sizeof until, TEXT_UNTIL, day, NULL);
        ui_text(ui, rect_cut_bottom(area, 34), until,
            &(struct ui_text_style){.size = 24, .colour = COLOUR_WHITE, .align = UI_ALIGN_CENTER});
        rect_skip_bottom(area, shape->gap);
    }
    if (receipt->token[0] == '\0') {
        return; /* an address, which nobody types */
    }
    ui_text(ui, rect_cut_bottom(area, 40), receipt->token,
        &(struct ui_text_style){.size = 30,
            .weight = UI_WEIGHT_600,
            .colour = COLOUR_WHITE,
            .align = UI_ALIGN_CENTER,
            .has_figures = true,
            .is_fixed = true,
            .tracking_percent_milli = 115});
}

/* The next code that can be shown after this one; the same if there is no other. */
static enum receipt_code next_code(const struct till_receipt *receipt)
{
    for (int step = 1; step < RECEIPT_CODE_COUNT; step++) {
        enum receipt_code code =
            (enum receipt_code)(((int)receipt->shown + step) % RECEIPT_CODE_COUNT);
        if (receipt->has[code]) {
            return code;
        }
    }
    return receipt->shown;
}

/* Another code, on request: for a friend, a review, the voucher again. Cuts its place off. */
static struct intent other_code(struct ui *ui, const struct app_view *view, struct rect *area)
{
    static const enum text_id words[RECEIPT_CODE_COUNT] = {[RECEIPT_CODE_RETURN] = TEXT_FOR_YOU,
        [RECEIPT_CODE_REFERRAL] = TEXT_FOR_FRIEND,
        [RECEIPT_CODE_REVIEW] = TEXT_FOR_REVIEW,
        [RECEIPT_CODE_VOUCHER] = TEXT_VOUCHER};
    enum receipt_code next = next_code(view->receipt);
    struct intent intent = {.kind = INTENT_NONE, .index = (size_t)next};
    if (next == view->receipt->shown) {
        return intent;
    }
    struct ui_button button = {.label = say(view, words[next]),
        .id = "other code",
        .icon = next == RECEIPT_CODE_REFERRAL ? ICON_PERSON : ICON_QR,
        .size = 26};
    int width = ui_button_width(ui, &button) + 40;
    struct rect row = rect_cut_bottom(area, TARGET_HEIGHT_MIN);
    rect_skip_bottom(area, 12);
    if (ui_button(
            ui, rect_center(row, width < row.width ? width : row.width, row.height), &button)) {
        intent.kind = INTENT_SHOW_CODE;
    }
    return intent;
}

struct intent thanks_code(struct ui *ui, const struct app_view *view, struct rect panel,
    const struct thanks_code_shape *shape)
{
    ui_fill(ui, panel, COLOUR_TERRACOTTA);
    struct rect area = rect_inset(panel, shape->margin_x, shape->margin_y);
    struct intent intent = other_code(ui, view, &area);
    code_head(ui, view, shape, &area);
    code_foot(ui, view, shape, &area);
    area = rect_inset(area, 0, shape->gap);
    int side = area.width < area.height ? area.width : area.height;
    if (view->qr != NULL && view->qr->modules > 0) {
        struct rect ground = rect_center(area, side, side);
        ui_rounded(ui, ground, RADIUS_CARD, COLOUR_WHITE, COLOUR_NONE);
        /* Its quiet zone is square, so it stays inside the round corners. */
        ui_qr(ui, rect_inset(ground, 8, 8), view->qr->modules, view->qr->bits,
            say(view, TEXT_THE_CODE));
    }
    return intent;
}
