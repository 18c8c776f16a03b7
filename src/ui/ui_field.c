#include <string.h>

#include "base/compiler.h"
#include "ui/grapheme.h"
#include "ui/internal.h"

#define FIELD_PADDING 26
#define SEARCH_PADDING 30
#define CARET_WIDTH 3
#define MASKED_BYTES_MAX 1024

/* ---- Editing ---- */

static void insert(char *text, size_t capacity, size_t *caret, const char *typed, size_t size)
{
    size_t length = strlen(text);
    /* What does not fit is left out whole: half a character would be none. */
    if (size == 0 || length + size + 1 > capacity) {
        return;
    }
    memmove(text + *caret + size, text + *caret, length - *caret + 1);
    memcpy(text + *caret, typed, size);
    *caret += size;
}

static void erase(char *text, size_t begin, size_t end)
{
    size_t length = strlen(text);
    memmove(text + begin, text + end, length - end + 1);
    memory_wipe(text + length - (end - begin), end - begin);
}

static bool edit_by_key(struct ui *ui, char *text)
{
    struct text_view view = text_view_of(text);
    size_t *caret = &ui->caret;
    if (ui_take_key(ui, INPUT_KEY_BACKSPACE)) {
        size_t begin = grapheme_begin(view, *caret);
        erase(text, begin, *caret);
        *caret = begin;
        return true;
    }
    if (ui_take_key(ui, INPUT_KEY_DELETE)) {
        erase(text, *caret, grapheme_end(view, *caret));
        return true;
    }
    if (ui_take_key(ui, INPUT_KEY_LEFT)) {
        *caret = grapheme_begin(view, *caret);
    } else if (ui_take_key(ui, INPUT_KEY_RIGHT)) {
        *caret = grapheme_end(view, *caret);
    } else if (ui_take_key(ui, INPUT_KEY_HOME)) {
        *caret = 0;
    } else if (ui_take_key(ui, INPUT_KEY_END)) {
        *caret = view.size;
    }
    return false;
}

static enum ui_field_event edit(
    struct ui *ui, const struct ui_field *field, char *text, size_t capacity)
{
    bool was_new = ui->is_focus_new;
    bool is_changed = false;
    if (ui->caret > strlen(text)) {
        ui->caret = strlen(text);
    }
    if (ui->typed_size > 0) {
        insert(text, capacity, &ui->caret, ui->typed, ui->typed_size);
        ui->typed_size = 0;
        is_changed = true;
    }
    if (field->takes_scans && ui->scan != NULL) {
        insert(text, capacity, &ui->caret, ui->scan, strlen(ui->scan));
        ui->scan = NULL;
        is_changed = true;
    }
    is_changed |= edit_by_key(ui, text);
    if (ui_take_key(ui, INPUT_KEY_ENTER)) {
        return UI_FIELD_ENTERED;
    }
    return is_changed ? UI_FIELD_CHANGED : was_new ? UI_FIELD_FOCUSED : UI_FIELD_NONE;
}

/* ---- Drawing ---- */

/* Dots instead of characters, one a grapheme. */
static void mask(const char *text, size_t caret, char *out, size_t capacity, size_t *out_caret)
{
    struct text_view view = text_view_of(text);
    struct text_out dots = text_out_begin(out, capacity);
    *out_caret = 0;
    for (size_t at = 0; at < view.size; at = grapheme_end(view, at)) {
        if (at < caret) {
            *out_caret += strlen("\u2022");
        }
        text_out_append(&dots, "\u2022");
    }
}

static int width_to(struct ui *ui, const char *text, size_t end, const struct ui_text_style *style)
{
    char head[MASKED_BYTES_MAX];
    text_copy_view(head, sizeof head, (struct text_view){text, end});
    int width = ui_text_width(ui, head, style);
    if (style->is_personal) {
        memory_wipe(head, sizeof head);
    }
    return width;
}

/* How far the caret stands from the leading side: what is before it, or where the text runs against
 * the layout what is behind it. */
static int caret_offset(
    struct ui *ui, const char *text, size_t caret, const struct ui_text_style *style)
{
    bool is_right_to_left = typeset_direction(text_view_of(text)) == TEXT_RIGHT_TO_LEFT;
    int before = width_to(ui, text, caret, style);
    if (is_right_to_left == ui->transform.is_mirrored) {
        return before;
    }
    return width_to(ui, text, strlen(text), style) - before;
}

/* Text and caret on one line; a text longer than the field is moved so that the caret shows. */
static void field_text(struct ui *ui, struct ui_element *element, struct rect area,
    const char *text, size_t caret, bool has_caret, const struct ui_text_style *base, colour mark)
{
    struct ui_text_style style = *base;
    int before = has_caret ? caret_offset(ui, text, caret, &style) : 0;
    int shift = before + CARET_WIDTH > area.width ? before + CARET_WIDTH - area.width : 0;
    struct pixel_rect old_clip = ui->list.clip;
    ui->list.clip =
        pixel_rect_intersect(old_clip, ui_pixel_rect(ui, rect_inset(area, -CARET_WIDTH, 0)));
    struct rect line = area;
    line.x -= shift;
    if (has_caret) {
        line.width = 100000; /* the clip cuts it, not an ellipsis */
    }
    /* Right to left the far edge counts, so the wide line is laid out from that side. */
    ui_text_in(ui, element, line, text, &style);
    if (has_caret) {
        int height = ui_line_height(ui, &style);
        struct rect at = {
            area.x + before - shift, area.y + (area.height - height) / 2, CARET_WIDTH, height};
        ui_fill(ui, at, mark);
    }
    ui->list.clip = old_clip;
}

/* Puts the caret where the finger went down: at the nearest edge of a grapheme. */
static void caret_by_touch(
    struct ui *ui, struct rect area, const char *text, const struct ui_text_style *style)
{
    struct pixel_rect pixels = ui_pixel_rect(ui, area);
    int x =
        ui->transform.is_mirrored ? pixels.x + pixels.width - ui->fired_x : ui->fired_x - pixels.x;
    struct text_view view = text_view_of(text);
    size_t best = 0;
    int best_away = x < 0 ? -x : x;
    for (size_t at = 0; at < view.size;) {
        at = grapheme_end(view, at);
        int away = ui_px(ui, width_to(ui, text, at, style)) - x;
        away = away < 0 ? -away : away;
        if (away < best_away) {
            best_away = away;
            best = at;
        }
    }
    ui->caret = best;
}

struct field_job {
    struct ui *ui;
    const struct ui_field *field;
    struct target target;
    struct rect rect;
    char *text;
    bool has_focus;
    colour mark; /* of border and caret while it has the focus */
};

static void field_ground(const struct field_job *job)
{
    const struct ui_field *field = job->field;
    bool is_search = field->is_search;
    int radius = is_search ? job->rect.height / 2 : 18;
    colour ground = field->is_disabled             ? COLOUR_SUNK
                    : is_search && !job->has_focus ? COLOUR_PAPER
                                                   : COLOUR_CARD;
    colour border = job->has_focus           ? job->mark
                    : field->problem != NULL ? COLOUR_RED
                    : is_search              ? COLOUR_LINE
                                             : COLOUR_FIELD_LINE;
    ui_box(job->ui, job->rect, radius, DRAW_CORNERS_ALL, ground, DRAW_ALPHA_OPAQUE, border,
        job->has_focus ? 4 : LINE_WIDTH);
}

static void field_words(const struct field_job *job, struct rect area, bool was_touched)
{
    const struct ui_field *field = job->field;
    struct ui *ui = job->ui;
    struct ui_text_style style = {.size = field->is_search ? 26 : 30,
        .weight = field->is_search ? UI_WEIGHT_400 : UI_WEIGHT_500,
        .is_personal = field->is_personal,
        .is_fixed = !job->has_focus, /* to be read over: smaller rather than cut */
        .is_silent = true};
    if (job->text[0] == '\0' && field->placeholder != NULL && !job->has_focus) {
        style.colour = COLOUR_INK2;
        style.is_personal = false;
        ui_text_in(ui, job->target.element, area, field->placeholder, &style);
        return;
    }
    if (was_touched) {
        caret_by_touch(ui, area, job->text, &style);
    }
    char dots[MASKED_BYTES_MAX];
    const char *shown = job->text;
    size_t caret = job->has_focus ? ui->caret : 0;
    if (field->is_masked) {
        mask(job->text, caret, dots, sizeof dots, &caret);
        shown = dots;
    }
    field_text(ui, job->target.element, area, shown, caret, job->has_focus, &style, job->mark);
}

/* The × of a search field: empties it and keeps the focus there. */
static bool clear_button(const struct field_job *job, struct rect *area)
{
    if (!job->field->is_search || job->text[0] == '\0') {
        return false;
    }
    struct rect place = rect_cut_right(area, TARGET_WIDTH_MIN);
    place.y = job->rect.y;
    place.height = job->rect.height;
    struct ui_button button = {.label = "Clear",
        .kind = UI_BUTTON_QUIET,
        .icon = ICON_CLOSE,
        .is_icon_only = true,
        .has_text_colour = true,
        .text = COLOUR_INK2};
    ui_push_id(job->ui, job->target.element->id);
    bool is_fired = ui_button(job->ui, place, &button);
    ui_pop_id(job->ui);
    return is_fired;
}

static struct rect field_label(const struct field_job *job, struct rect area)
{
    const struct ui_field *field = job->field;
    const char *label = field->problem != NULL ? field->problem : field->label;
    struct rect words = rect_inset(area, 0, 8);
    if (label == NULL || field->is_search) {
        return area;
    }
    struct ui_text_style style = {.size = TYPE_SMALL,
        .colour = field->problem != NULL ? COLOUR_RED : COLOUR_INK2,
        .is_fixed = true,
        .is_silent = true};
    rect_skip_top(&words, 6);
    struct rect top = rect_cut_top(&words, ui_line_height(job->ui, &style));
    if (field->problem != NULL) {
        style.is_silent = false; /* scripts and speech know the field by its label */
        ui_text(job->ui, top, label, &style);
        return words;
    }
    ui_text_in(job->ui, job->target.element, top, label, &style);
    return words;
}

static enum ui_field_event draw_field(const struct field_job *job, bool was_touched)
{
    const struct ui_field *field = job->field;
    field_ground(job);
    struct rect area = rect_inset(job->rect, field->is_search ? SEARCH_PADDING : FIELD_PADDING, 0);
    if (field->is_search) {
        ui_icon_sized(job->ui, rect_cut_left(&area, 30), ICON_SEARCH, 30,
            job->has_focus ? COLOUR_INK : COLOUR_INK2);
        rect_skip_left(&area, 16);
    }
    struct rect words = area; /* the tick stands beside the text, below the label */
    if (field->is_good) {
        ui_icon_sized(job->ui, rect_cut_right(&area, 28), ICON_TICK, 28, COLOUR_GREEN);
        rect_skip_right(&area, 12);
    }
    bool is_cleared = false;
    if (field->is_search && job->text[0] != '\0') {
        area.width += SEARCH_PADDING - 10;
        is_cleared = clear_button(job, &area);
    }
    if (is_cleared) {
        memory_wipe(job->text, strlen(job->text));
        job->ui->caret = 0;
    }
    words = field_label(job, words);
    words.x = area.x;
    words.width = area.width;
    field_words(job, words, was_touched);
    return is_cleared ? UI_FIELD_CLEARED : UI_FIELD_NONE;
}

enum ui_field_event ui_field(
    struct ui *ui, struct rect rect, const struct ui_field *field, char *text, size_t capacity)
{
    const char *label = field->label != NULL ? field->label : field->placeholder;
    uint64_t id = ui_id_of(ui, field->id, label);
    struct target target = ui_target(ui, rect, id, UI_ROLE_FIELD, label, !field->is_disabled);
    struct field_job job = {
        .ui = ui,
        .field = field,
        .target = target,
        .rect = rect,
        .text = text,
        .has_focus = ui->focus_id == id && !field->is_disabled && !ui_is_waiting(ui),
        .mark = field->focus == COLOUR_INK ? COLOUR_GREEN : field->focus,
    };
    enum ui_field_event event = UI_FIELD_NONE;
    if (job.has_focus) {
        event = edit(ui, field, text, capacity);
    }
    bool is_secret = field->is_masked || field->is_personal;
    target.element->is_personal = is_secret;
    if (!field->is_masked) {
        target.element->value = ui_keep(ui, text, strlen(text));
    }
    enum ui_field_event drawn = draw_field(&job, target.is_fired && target.element->is_focused);
    return drawn != UI_FIELD_NONE ? drawn : event;
}
