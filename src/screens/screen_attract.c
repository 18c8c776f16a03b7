#include <string.h>

#include "base/text.h"
#include "screens/booth_parts.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"

/* Attract: one sentence, one code, one button, languages. Whoever works here holds a finger on the
 * shop's name to leave. */

#define HINT_MS 4000

struct attract_state {
    int64_t hint_until_ms; /* something is said beside the shop's name */
    enum text_id hint;
    int64_t touched_ms;   /* monotonic; 0: not yet */
    uint64_t seen_serial; /* of the visitor whose code was one of ours */
};

static_assert(sizeof(struct attract_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* Measures, design pixels. */
struct shape {
    int margin, top, logo, name; /* the shop's line */
    int head_gap, headline, sub, sub_gap;
    int code, code_gap, code_words; /* the card with the code */
    int button, button_text, foot_gap, languages, foot;
};

static const struct shape SHAPE_UPRIGHT = {
    88, 112, 56, 34, 116, TYPE_POSTER, 42, 48, 408, 72, 38, 168, 54, 36, 80, 96};
static const struct shape SHAPE = {
    96, 72, 56, 34, 64, TYPE_POSTER, 40, 40, 520, 40, 34, 144, 50, 24, 80, 56};
static const struct shape SHAPE_LOW = {
    56, 36, 48, 28, 36, 128, 32, 24, 400, 24, 28, 112, 40, 18, 72, 28};

static const struct shape *shape_of(const struct ui *ui)
{
    return ui_is_portrait(ui) ? &SHAPE_UPRIGHT : ui_is_low(ui) ? &SHAPE_LOW : &SHAPE;
}

/* ---- The shop ---- */

/* Returns true when somebody wants to leave. */
static bool shop_line(struct attract_state *state, const struct app_view *view, struct ui *ui,
    struct rect row, const struct shape *shape, const struct booth_look *look)
{
    char place[2 * NAME_BYTES];
    struct ui_text_style style = {
        .size = shape->name, .weight = UI_WEIGHT_600, .colour = look->text, .is_silent = true};
    booth_place(view, place, sizeof place);
    int width = shape->logo + 20 + ui_text_width(ui, place, &style);
    width = width < row.width ? width : row.width;
    struct rect name = rect_cut_left(&row, width);
    enum ui_hold held = ui_hold(ui, rect_inset(name, -12, 0), "shop", place);
    if (held == UI_HOLD_TOUCHED) {
        state->hint_until_ms = ui_now_ms(ui) + HINT_MS;
        state->hint = TEXT_BOOTH_HOLD_TO_LEAVE;
    }
    ui_logo(ui, rect_center(rect_cut_left(&name, shape->logo), shape->logo, shape->logo),
        look->text, look->ground);
    rect_skip_left(&name, 20);
    ui_text(ui, name, place, &style);
    if (view->booth.is_our_code && state->seen_serial != view->booth.serial) {
        state->seen_serial = view->booth.serial;
        state->hint_until_ms = ui_now_ms(ui) + 2 * HINT_MS;
        state->hint = TEXT_BOOTH_OUR_CODE;
    }
    if (ui_now_ms(ui) < state->hint_until_ms) {
        ui_wake_at(ui, state->hint_until_ms);
        rect_skip_left(&row, 32);
        ui_text(ui, row, say(view, state->hint),
            &(struct ui_text_style){
                .size = TYPE_BODY, .colour = look->quiet, .align = UI_ALIGN_END, .lines_max = 2});
    }
    return held == UI_HOLD_HELD;
}

/* ---- Words ---- */

static void sentence(const struct app_view *view, struct ui *ui, struct rect area,
    const struct shape *shape, const struct booth_look *look)
{
    const struct view_booth *booth = &view->booth;
    const char *headline =
        booth->headline[0] != '\0' ? booth->headline : say(view, TEXT_BOOTH_HEADLINE);
    const char *subline =
        booth->subline[0] != '\0' ? booth->subline : say(view, TEXT_BOOTH_SUBLINE);
    struct ui_text_style sub = {.size = shape->sub,
        .colour = look->quiet,
        .lines_max = 4,
        .line_percent = 136,
        .vertical = UI_VERTICAL_TOP};
    int width = area.width < 20 * shape->sub ? area.width : 20 * shape->sub;
    int sub_height = ui_text_height(ui, width, subline, &sub);
    struct rect poster = area;
    poster.height -= sub_height + shape->sub_gap;
    struct ui_text_style style = {.size = shape->headline,
        .weight = UI_WEIGHT_700,
        .colour = look->text,
        .is_display = true,
        .line_percent = 97};
    if (ui_is_portrait(ui)) {
        style.line_percent = 96;
        poster.width = booth_poster_width(ui, poster, headline, &style);
    }
    int height = booth_poster(ui, poster, headline, style);
    rect_skip_top(&area, height + shape->sub_gap);
    area.width = width;
    area.height = sub_height;
    ui_text(ui, area, subline, &sub);
}

/* ---- The code for the phone ---- */

static void code_card(const struct app_view *view, struct ui *ui, struct rect card)
{
    ui_rounded(ui, card, 32, COLOUR_WHITE, COLOUR_NONE);
    ui_qr(ui, rect_inset(card, 8, 8), view->booth.phone->modules, view->booth.phone->bits,
        say(view, TEXT_BOOTH_PHONE_CODE));
}

/* Upright: the words stand beside it. */
static void code_row(const struct app_view *view, struct ui *ui, struct rect row,
    const struct shape *shape, const struct booth_look *look)
{
    code_card(view, ui, rect_cut_left(&row, shape->code));
    rect_skip_left(&row, 56);
    struct ui_text_style style = {.size = shape->code_words,
        .colour = look->text,
        .lines_max = 4,
        .line_percent = 136,
        .vertical = UI_VERTICAL_TOP};
    const char *scan = say(view, TEXT_BOOTH_SCAN_PHONE_OR);
    int width = row.width < 9 * shape->code_words ? row.width : 9 * shape->code_words;
    int height = ui_text_height(ui, width, scan, &style);
    int line = ui_line_height(ui, &style);
    rect_skip_top(&row, (row.height - height - line) / 2);
    struct rect first = rect_cut_top(&row, height);
    first.width = width;
    ui_text(ui, first, scan, &style);
    style.colour = look->quiet;
    ui_text(ui, rect_cut_top(&row, line), say(view, TEXT_BOOTH_OR_HERE), &style);
}

/* Beside the sentence: the words stand under it. */
static void code_column(const struct app_view *view, struct ui *ui, struct rect column,
    const struct shape *shape, const struct booth_look *look)
{
    struct ui_text_style style = {.size = shape->code_words,
        .colour = look->text,
        .align = UI_ALIGN_CENTER,
        .lines_max = 2,
        .vertical = UI_VERTICAL_TOP};
    int side = shape->code < column.width ? shape->code : column.width;
    int words = 2 * ui_line_height(ui, &style);
    rect_skip_top(&column, (column.height - side - shape->code_gap - words) / 2);
    struct rect card = rect_cut_top(&column, side);
    code_card(view, ui, rect_center(card, side, side));
    rect_skip_top(&column, shape->code_gap);
    ui_text(ui, rect_cut_top(&column, words), say(view, TEXT_BOOTH_SCAN_PHONE), &style);
}

/* ---- The foot ---- */

/* Returns the language that was touched, else the count of them. */
static size_t languages(
    const struct app_view *view, struct ui *ui, struct rect row, const struct booth_look *look)
{
    const struct view_booth *booth = &view->booth;
    size_t touched = booth->language_count;
    for (size_t i = 0; i < booth->language_count; i++) {
        struct rect place = rect_column(row, (int)booth->language_count, SPACE_TARGETS, (int)i);
        bool is_chosen = i == booth->language;
        struct ui_button chip = {.label = booth->languages[i].name,
            .id = booth->languages[i].code,
            .kind = UI_BUTTON_CHIP,
            .size = 30,
            .has_colours = true,
            .ground = is_chosen ? look->chosen : look->ground,
            .text = is_chosen ? look->text : look->quiet};
        if (ui_button(ui, place, &chip)) {
            touched = i;
        }
    }
    return touched;
}

static struct intent foot(const struct app_view *view, struct ui *ui, struct rect area,
    const struct shape *shape, const struct booth_look *look)
{
    struct intent intent = {.kind = INTENT_NONE};
    const struct view_booth *booth = &view->booth;
    if (booth->language_count > 1) {
        int width = (int)booth->language_count * 240;
        struct rect row = rect_cut_bottom(&area, shape->languages);
        row = ui_is_portrait(ui) || width > row.width ? row : rect_cut_left(&row, width);
        size_t touched = languages(view, ui, row, look);
        if (touched < booth->language_count) {
            intent = (struct intent){.kind = INTENT_BOOTH_LANGUAGE, .index = touched};
        }
        rect_skip_bottom(&area, shape->foot_gap);
    }
    struct rect button = rect_cut_bottom(&area, shape->button);
    button.width = ui_is_portrait(ui) || button.width < 904 ? button.width : 904;
    if (ui_button(ui, button,
            &(struct ui_button){
                .label = booth->button[0] != '\0' ? booth->button : say(view, TEXT_BOOTH_START),
                .id = "start",
                .kind = UI_BUTTON_PRIMARY,
                .has_colours = true,
                .ground = look->button,
                .text = look->button_text,
                .radius = 32,
                .size = shape->button_text}) ||
        ui_key(ui, INPUT_KEY_ENTER)) {
        intent.kind = INTENT_BOOTH_START;
    }
    return intent;
}

static int foot_height(const struct app_view *view, const struct shape *shape)
{
    bool has_languages = view->booth.language_count > 1;
    return shape->button + (has_languages ? shape->foot_gap + shape->languages : 0);
}

/* ---- The whole ---- */

/* Whoever chose the language has gone on: the next one reads the campaign's own again. */
static bool is_forsaken(struct attract_state *state, const struct app_view *view, struct ui *ui)
{
    int64_t now_ms = ui_now_ms(ui);
    if (state->touched_ms == 0 || ui_is_touched(ui)) {
        state->touched_ms = now_ms;
    }
    if (!view->booth.is_language_chosen) {
        return false;
    }
    ui_wake_at(ui, state->touched_ms + BOOTH_IDLE_MS);
    return now_ms >= state->touched_ms + BOOTH_IDLE_MS;
}

static struct intent attract_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct attract_state *state = memory;
    const struct shape *shape = shape_of(ui);
    struct booth_look look = booth_look(view);
    struct intent scanned = booth_badge(ui);
    struct rect area = parts_ground(ui, view);
    ui_fill(ui, area, look.ground);
    area = rect_inset(area, shape->margin, 0);
    rect_skip_top(&area, shape->top);
    rect_skip_bottom(&area, shape->foot);
    struct rect row = rect_cut_top(&area, TARGET_WIDTH_MIN);
    bool is_leaving = shop_line(state, view, ui, row, shape, &look);
    rect_skip_top(&area, shape->head_gap);
    bool has_code = view->booth.phone != NULL && view->booth.phone->modules > 0;
    if (has_code && !ui_is_portrait(ui)) {
        int width = shape->code < area.width / 3 ? shape->code : area.width / 3;
        code_column(view, ui, rect_cut_right(&area, width), shape, &look);
        rect_skip_right(&area, 64);
    }
    struct rect bottom = rect_cut_bottom(&area, foot_height(view, shape));
    struct intent intent = foot(view, ui, bottom, shape, &look);
    rect_skip_bottom(&area, shape->code_gap);
    if (has_code && ui_is_portrait(ui)) {
        code_row(view, ui, rect_cut_bottom(&area, shape->code), shape, &look);
        rect_skip_bottom(&area, shape->sub_gap);
    }
    sentence(view, ui, area, shape, &look);
    if (is_leaving) {
        intent.kind = INTENT_BOOTH_LEAVE;
    } else if (is_forsaken(state, view, ui)) {
        intent.kind = INTENT_BOOTH_END;
    }
    return scanned.kind != INTENT_NONE ? scanned : intent;
}

const struct screen screen_attract = {
    .name = "attract",
    .state_size = sizeof(struct attract_state),
    .frame = attract_frame,
};
