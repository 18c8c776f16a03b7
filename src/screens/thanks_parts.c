#include "screens/thanks_parts.h"

#include "screens/texts.h"
#include "screens/words.h"

#define FACES 5
#define FACE_SIZE 104
#define FACE_GAP 22
#define WIDTH_STEP 4
#define HEADLINE_LINES_MAX 3
#define HEADLINE_SIZE_LEAST 30

/* ---- Faces ---- */

struct intent thanks_faces(struct ui *ui, const struct app_view *view, struct rect area)
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

/* ---- The code that brings the customer back ---- */

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
    if (receipt->headline[0] != '\0') {
        /* One long line over the code looks lost: the second one begins early. */
        struct rect narrow = rect_center(*area, area->width * 4 / 5, area->height);
        headline.size = headline_size(ui, narrow.width, receipt->headline, &headline);
        balanced_text(ui, &narrow, receipt->headline, &headline);
        rect_skip_top(area, area->height - narrow.height + 12);
    }
    balanced_text(
        ui, area, say(view, receipt->code_has_page ? TEXT_SCAN_IT : TEXT_TAKE_PHOTO), &hint);
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
    ui_text(ui, rect_cut_bottom(area, 40), receipt->token,
        &(struct ui_text_style){.size = 30,
            .weight = UI_WEIGHT_600,
            .colour = COLOUR_WHITE,
            .align = UI_ALIGN_CENTER,
            .has_figures = true,
            .is_fixed = true,
            .tracking_percent_milli = 115});
}

void thanks_code(struct ui *ui, const struct app_view *view, struct rect panel,
    const struct thanks_code_shape *shape)
{
    ui_fill(ui, panel, COLOUR_TERRACOTTA);
    struct rect area = rect_inset(panel, shape->margin_x, shape->margin_y);
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
}
