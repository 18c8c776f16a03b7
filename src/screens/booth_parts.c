#include "screens/booth_parts.h"

#include <string.h>

#include "base/text.h"
#include "screens/texts.h"
#include "screens/words.h"

#define LIGHT_RGB 0xF4F1EA
#define ATTRACT_RGB 0x12211B
#define BUTTON_RGB 0xF2B705
#define DONE_RGB 0xB4472B
#define CONTRAST_TEXT 450 /* WCAG AA, hundredths */
#define QUIET_PERCENT 78
#define CHOSEN_PERCENT 16
#define POSTER_STEP 4
#define POSTER_LEAST 34
#define SECOND_MS 1000
#define CARD_WIDTH 860
#define CARD_HEIGHT 420

/* ---- Colours ---- */

/* `percent` of one colour and the rest of another. */
static uint32_t mix(uint32_t rgb, uint32_t other, unsigned percent)
{
    uint32_t mixed = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        uint32_t a = rgb >> shift & 0xff;
        uint32_t b = other >> shift & 0xff;
        mixed |= ((a * percent + b * (100 - percent) + 50) / 100) << shift;
    }
    return mixed;
}

static uint32_t text_rgb_on(uint32_t ground)
{
    bool is_light = theme_contrast_percent(LIGHT_RGB, ground) >= CONTRAST_TEXT;
    return is_light ? LIGHT_RGB : theme_text_on(ground) & 0xffffff;
}

static struct booth_look look_on(uint32_t ground, uint32_t button)
{
    uint32_t text = text_rgb_on(ground);
    unsigned percent = QUIET_PERCENT;
    while (percent < 100 &&
           theme_contrast_percent(mix(text, ground, percent), ground) < CONTRAST_TEXT + 20) {
        percent += 2;
    }
    unsigned chosen = CHOSEN_PERCENT;
    while (chosen > 0 &&
           theme_contrast_percent(text, mix(text, ground, chosen)) < CONTRAST_TEXT + 20) {
        chosen--;
    }
    return (struct booth_look){.ground = COLOUR_RGB(ground),
        .text = COLOUR_RGB(text),
        .quiet = COLOUR_RGB(mix(text, ground, percent)),
        .chosen = COLOUR_RGB(mix(text, ground, chosen)),
        .button = COLOUR_RGB(button),
        .button_text = theme_text_on(button)};
}

struct booth_look booth_look(const struct app_view *view)
{
    const struct view_booth *booth = &view->booth;
    return look_on(booth->has_ground ? booth->ground_rgb : ATTRACT_RGB,
        booth->has_button ? booth->button_rgb : BUTTON_RGB);
}

struct booth_look booth_look_done(const struct app_view *view)
{
    const struct view_booth *booth = &view->booth;
    return look_on(booth->has_ground ? booth->ground_rgb : DONE_RGB, 0xffffff);
}

/* ---- Words ---- */

const char *booth_place(const struct app_view *view, char *out, size_t capacity)
{
    struct text_out line = text_out_begin(out, capacity);
    text_out_append(&line, view->shop->name);
    if (view->booth.place[0] != '\0') {
        text_out_append(&line, " · ");
        text_out_append(&line, view->booth.place);
    }
    return out;
}

/* A word that is wider than the line would be torn apart. */
static bool has_wide_word(
    struct ui *ui, int width, const char *text, const struct ui_text_style *style)
{
    struct text_view rest = text_view_of(text);
    struct text_view word;
    char copy[NAME_BYTES];
    while (text_view_split(&rest, ' ', &word)) {
        if (text_copy_view(copy, sizeof copy, word) && ui_text_width(ui, copy, style) > width) {
            return true;
        }
    }
    return false;
}

/* The narrowest width at which the text has no more lines: lines of about equal length. */
static int balanced_width(
    struct ui *ui, int width, const char *text, const struct ui_text_style *style)
{
    int height = ui_text_height(ui, width, text, style);
    int narrow = width;
    struct ui_text_style uncut = *style;
    uncut.lines_max++;
    while (narrow > width / 3 && ui_text_height(ui, narrow - POSTER_STEP, text, &uncut) == height &&
           !has_wide_word(ui, narrow - POSTER_STEP, text, style)) {
        narrow -= POSTER_STEP;
    }
    return narrow;
}

int booth_poster_width(
    struct ui *ui, struct rect rect, const char *text, const struct ui_text_style *style)
{
    struct ui_text_style uncut = *style;
    uncut.lines_max = 99;
    int narrow = rect.width * 11 / 20;
    while (narrow < rect.width && (has_wide_word(ui, narrow, text, style) ||
                                      ui_text_height(ui, narrow, text, &uncut) > rect.height)) {
        narrow += 4 * POSTER_STEP;
    }
    return narrow < rect.width ? narrow : rect.width;
}

int booth_poster(struct ui *ui, struct rect rect, const char *text, struct ui_text_style style)
{
    struct ui_text_style uncut = style;
    uncut.lines_max = 99;
    while (
        uncut.size > POSTER_LEAST && (ui_text_height(ui, rect.width, text, &uncut) > rect.height ||
                                         has_wide_word(ui, rect.width, text, &uncut))) {
        uncut.size -= POSTER_STEP;
    }
    int line = ui_line_height(ui, &uncut);
    uncut.lines_max = rect.height / (line > 0 ? line : 1);
    uncut.lines_max = uncut.lines_max < 1 ? 1 : uncut.lines_max;
    uncut.vertical = UI_VERTICAL_TOP;
    rect.width = balanced_width(ui, rect.width, text, &uncut);
    return ui_text(ui, rect, text, &uncut);
}

/* ---- Badges ---- */

struct intent booth_badge(struct ui *ui)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct text_view code;
    if (ui_scan(ui, &code) && text_copy_view(intent.code, sizeof intent.code, code)) {
        intent.kind = INTENT_BOOTH_SCAN;
    }
    return intent;
}

/* ---- Still there? ---- */

static void ask(
    struct booth_idle *idle, const struct app_view *view, struct ui *ui, int64_t left_ms)
{
    struct rect area = ui_area(ui);
    int width =
        area.width - 2 * SPACE_MARGIN < CARD_WIDTH ? area.width - 2 * SPACE_MARGIN : CARD_WIDTH;
    struct rect card = rect_center(area, width, CARD_HEIGHT);
    char count[24];
    struct text_out seconds = text_out_begin(count, sizeof count);
    text_out_format(&seconds, "%lld", (long long)((left_ms + SECOND_MS - 1) / SECOND_MS));
    ui_push_id_text(ui, "idle");
    ui_over_begin(ui, card, true);
    ui_card(ui, card);
    struct rect rest = rect_inset(card, 48, 40);
    struct rect button = rect_cut_bottom(&rest, 104);
    rect_skip_bottom(&rest, 20);
    ui_text(ui, rect_cut_top(&rest, 72), say(view, TEXT_BOOTH_STILL_THERE),
        &(struct ui_text_style){
            .size = TYPE_TITLE, .weight = UI_WEIGHT_700, .is_display = true, .is_fixed = true});
    rect_skip_top(&rest, 12);
    ui_text(ui, rest, say(view, TEXT_BOOTH_STILL_THERE_HINT),
        &(struct ui_text_style){
            .size = 28, .colour = COLOUR_INK2, .lines_max = 3, .vertical = UI_VERTICAL_TOP});
    if (ui_button(ui, button,
            &(struct ui_button){.label = say(view, TEXT_BOOTH_GO_ON),
                .kind = UI_BUTTON_CAMPAIGN,
                .count = count})) {
        idle->is_asking = false;
        idle->touched_ms = ui_now_ms(ui);
    }
    ui_over_end(ui);
    ui_pop_id(ui);
    ui_wake_at(ui, ui_now_ms(ui) + (left_ms - 1) % SECOND_MS + 1);
}

bool booth_idle(struct booth_idle *idle, const struct app_view *view, struct ui *ui)
{
    int64_t now_ms = ui_now_ms(ui);
    if (idle->touched_ms == 0 || ui_is_touched(ui)) {
        idle->touched_ms = now_ms;
        idle->is_asking = false; /* any touch is an answer */
    }
    if (now_ms < idle->touched_ms + BOOTH_IDLE_MS) {
        ui_wake_at(ui, idle->touched_ms + BOOTH_IDLE_MS);
        return false;
    }
    int64_t left_ms = idle->touched_ms + BOOTH_IDLE_MS + BOOTH_ANSWER_MS - now_ms;
    idle->is_asking = left_ms > 0;
    if (idle->is_asking) {
        ask(idle, view, ui, left_ms);
    }
    return left_ms <= 0;
}
