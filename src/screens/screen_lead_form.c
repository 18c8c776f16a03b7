#include <string.h>

#include "base/text.h"
#include "domain/email.h"
#include "screens/lead_form_state.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"

/* Lead form: what the booth asks, the consents, and who keeps it how long. Beside each other where
 * there is room; on a low window the consents come when the keyboard is done with. */

#define FIELD_HEIGHT 100
#define FIELD_GAP 18
#define NOTE_HEIGHT 150
#define ADDRESS_WIDTH 800 /* of two fields beside each other: less cuts addresses */
#define CHIP_HEIGHT 72
#define CHIP_GAP 14
#define HINT_HEIGHT 56
#define SIDE_WIDTH 620
#define SIDE_GAP 32
#define SAVE_BAR 136
#define SUGGESTIONS_HEIGHT 92

static bool is_side_by_side(const struct ui *ui)
{
    return !ui_is_narrow(ui);
}

/* ---- Fields ---- */

static const char *problem_of(
    const struct lead_job *job, size_t index, char *out_words, size_t capacity)
{
    if (job->state->problem != index) {
        return NULL;
    }
    const char *label =
        lead_form_text(job->form, &job->form->fields[index].label, lead_language(job->view));
    return say_with(job->view, out_words, capacity, job->state->problem_text, label, NULL);
}

static void typed_field(const struct lead_job *job, struct rect rect, size_t index)
{
    struct lead_form_state *state = job->state;
    const struct lead_field *field = &job->form->fields[index];
    char problem[LEAD_FORM_LABEL_BYTES + WORDS_MAX];
    enum ui_field_event event = ui_field(job->ui, rect,
        &(struct ui_field){
            .label = lead_form_text(job->form, &field->label, lead_language(job->view)),
            .id = field->name,
            .is_personal = true,
            .is_good = lead_is_good(state, job->view, index),
            .focus = COLOUR_TERRACOTTA,
            .problem = problem_of(job, index, problem, sizeof problem)},
        state->values[index], LEAD_VALUE_BYTES);
    if (ui_has_focus(job->ui, field->name) && state->focus != index && !state->wants_focus) {
        state->focus = index;
        state->keys = (struct ui_keys_state){.is_other = state->keys.is_other};
    }
    if (event == UI_FIELD_CHANGED) {
        state->is_sure[index] = false;
        state->problem = state->problem == index ? LEAD_NOBODY : state->problem;
    } else if (event == UI_FIELD_ENTERED) {
        lead_next_field(state, job->view, job->ui);
    }
}

/* ---- Chips ---- */

/* Lays chips out behind their label in lines; draws where `draws`. Returns the height. */
static int chips(const struct lead_job *job, struct rect area, size_t index, bool draws)
{
    struct lead_form_state *state = job->state;
    const struct lead_field *field = &job->form->fields[index];
    char problem[LEAD_FORM_LABEL_BYTES + WORDS_MAX];
    const char *label = problem_of(job, index, problem, sizeof problem);
    struct ui_text_style style = {
        .size = 26, .colour = label != NULL ? COLOUR_RED : COLOUR_INK2, .lines_max = 2};
    label =
        label != NULL ? label : lead_form_text(job->form, &field->label, lead_language(job->view));
    int width = ui_text_width(job->ui, label, &style);
    bool is_above = width > area.width / 3;
    int head = is_above ? ui_text_height(job->ui, area.width, label, &style) + 8 : 0;
    if (draws) {
        struct rect place = is_above ? (struct rect){area.x, area.y, area.width, head}
                                     : (struct rect){area.x, area.y, width, CHIP_HEIGHT};
        ui_text(job->ui, place, label, &style);
    }
    int x = is_above ? 0 : width + 20;
    int y = head;
    ui_push_id(job->ui, index);
    for (size_t i = 0; i < lead_choice_count(job->view, field); i++) {
        struct ui_button chip = {.label = lead_choice_label(job->view, field, i),
            .kind = UI_BUTTON_CHIP,
            .is_selected = (state->chosen[index] >> i & 1) != 0};
        int chip_width = ui_button_width(job->ui, &chip);
        chip_width = chip_width < 96 ? 96 : chip_width > area.width ? area.width : chip_width;
        if (x > 0 && x + chip_width > area.width) {
            x = 0;
            y += CHIP_HEIGHT + CHIP_GAP;
        }
        struct rect place = {area.x + x, area.y + y, chip_width, CHIP_HEIGHT};
        x += chip_width + CHIP_GAP;
        if (draws && ui_button(job->ui, place, &chip)) {
            uint32_t bit = UINT32_C(1) << i;
            state->chosen[index] = field->kind == LEAD_FIELD_CHOICE
                                       ? (state->chosen[index] ^ bit) & bit
                                       : state->chosen[index] ^ bit;
            state->problem = state->problem == index ? LEAD_NOBODY : state->problem;
        }
    }
    ui_pop_id(job->ui);
    return y + CHIP_HEIGHT;
}

/* ---- The questions from the top down ---- */

/* Two stand in a row, where an address is not cut by it. */
static bool is_half(const struct lead_field *field, int width)
{
    bool is_long = field->kind == LEAD_FIELD_NOTE ||
                   (width < ADDRESS_WIDTH &&
                       (field->kind == LEAD_FIELD_EMAIL || field->kind == LEAD_FIELD_PHONE));
    return lead_is_typed(field) && !is_long;
}

/* Lays the questions out; draws where `draws`. Returns the height. */
static int questions(const struct lead_job *job, struct rect area, bool draws)
{
    int y = 0;
    bool is_second = false; /* the next half field stands beside the last one */
    for (size_t i = 0; i < job->form->field_count; i++) {
        const struct lead_field *field = &job->form->fields[i];
        struct rect row = {area.x, area.y + y, area.width, FIELD_HEIGHT};
        if (is_half(field, area.width)) {
            bool has_partner =
                i + 1 < job->form->field_count && is_half(&job->form->fields[i + 1], area.width);
            struct rect place =
                is_second || has_partner ? rect_column(row, 2, FIELD_GAP, is_second ? 1 : 0) : row;
            if (draws) {
                if (job->state->focus == i) {
                    ui_scroll_show(&job->state->scroll, y, y + FIELD_HEIGHT);
                }
                typed_field(job, place, i);
            }
            is_second = !is_second && has_partner;
            y += is_second ? 0 : FIELD_HEIGHT + FIELD_GAP;
            continue;
        }
        if (lead_is_typed(field)) {
            row.height = field->kind == LEAD_FIELD_NOTE ? NOTE_HEIGHT : FIELD_HEIGHT;
            if (draws) {
                if (job->state->focus == i) {
                    ui_scroll_show(&job->state->scroll, y, y + row.height);
                }
                typed_field(job, row, i);
            }
            y += row.height + FIELD_GAP;
        } else if (lead_choice_count(job->view, field) > 0) {
            if (draws && job->state->wants_problem && job->state->problem == i) {
                ui_scroll_show(&job->state->scroll, y, y + FIELD_HEIGHT + CHIP_HEIGHT);
                job->state->wants_problem = false;
            }
            y += chips(job, row, i, draws) + FIELD_GAP;
        }
        is_second = false;
    }
    return y;
}

static enum text_id hint_text(const struct lead_job *job)
{
    if (job->view->booth.badge == NULL) {
        return TEXT_BOOTH_BADGE_HINT;
    }
    return job->view->booth.is_badge_readable ? TEXT_BOOTH_BADGE_READ : TEXT_BOOTH_BADGE_UNREAD;
}

#define HINT_SIDE 48 /* what is no text of it */

static struct ui_text_style hint_style(void)
{
    return (struct ui_text_style){.size = 24, .colour = COLOUR_TERRACOTTA_TEXT, .lines_max = 4};
}

static int hint_height(const struct lead_job *job, int width)
{
    struct ui_text_style style = hint_style();
    int height =
        ui_text_height(job->ui, width - HINT_SIDE, say(job->view, hint_text(job)), &style) + 8;
    return height < HINT_HEIGHT ? HINT_HEIGHT : height;
}

static void badge_hint(const struct lead_job *job, struct rect row)
{
    struct ui_text_style style = hint_style();
    row.height = hint_height(job, row.width);
    struct rect icon = rect_cut_left(&row, 30);
    ui_icon(job->ui, rect_center(icon, 30, 30), ICON_QR, COLOUR_TERRACOTTA_TEXT);
    rect_skip_left(&row, 18);
    ui_text(job->ui, row, say(job->view, hint_text(job)), &style);
}

/* ---- The page ---- */

#define SCROLL_ROOM 16 /* for the bar beside what scrolls */

/* As wide as the area; the bar stands in the gap beside it. */
static struct rect begin_scroll(const struct lead_job *job, struct rect area, const char *id,
    int height, struct ui_scroll *scroll)
{
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(job->ui, wider, id, height, scroll);
    content.width = area.width;
    return content;
}

static void side_by_side(const struct lead_job *job, struct rect area)
{
    struct lead_form_state *state = job->state;
    int width = area.width * 2 / 5 < SIDE_WIDTH ? area.width * 2 / 5 : SIDE_WIDTH;
    struct rect side = rect_cut_right(&area, width);
    rect_skip_right(&area, SIDE_GAP);
    int height = questions(job, area, false) + hint_height(job, area.width);
    struct rect content = begin_scroll(job, area, "questions", height, &state->scroll);
    int y = questions(job, content, true);
    badge_hint(job, (struct rect){content.x, content.y + y, content.width, HINT_HEIGHT});
    ui_scroll_end(job->ui);
    int side_height = lead_consents(job, side, false);
    struct rect boxes = begin_scroll(job, side, "consents", side_height, &state->side_scroll);
    lead_consents(job, boxes, true);
    ui_scroll_end(job->ui);
}

static void one_column(const struct lead_job *job, struct rect area)
{
    struct lead_form_state *state = job->state;
    int first = questions(job, area, false) + hint_height(job, area.width);
    int second = job->is_step ? 0 : 16 + lead_consents(job, area, false);
    struct rect content = begin_scroll(job, area, "form", first + second, &state->scroll);
    int y = questions(job, content, true);
    badge_hint(job, (struct rect){content.x, content.y + y, content.width, HINT_HEIGHT});
    if (!job->is_step) {
        struct rect rest = content;
        rest.y += first + 16;
        rest.height -= first + 16;
        lead_consents(job, rest, true);
    }
    ui_scroll_end(job->ui);
}

/* ---- Below the page ---- */

/* Usual ends of an address; a touch completes what is typed. */
static void suggestions(const struct lead_job *job, struct rect row)
{
    const char *typed = job->state->values[job->state->focus];
    const char *at = strchr(typed, '@');
    const char *domains[EMAIL_DOMAINS_SHOWN];
    if (at == NULL) {
        return;
    }
    size_t count = email_suggest_domains(
        text_view_of(typed), job->view->shop->country, domains, EMAIL_DOMAINS_SHOWN);
    size_t size = strlen(at + 1);
    row = rect_inset(row, SPACE_MARGIN, 14);
    /* An address runs left to right, and so do its ends. */
    ui_unmirror_begin(job->ui, row);
    for (size_t i = 0; i < count; i++) {
        struct ui_button chip = {.label = domains[i], .kind = UI_BUTTON_CHIP};
        int width = ui_button_width(job->ui, &chip);
        if (width > row.width) {
            break;
        }
        if (ui_button(job->ui, rect_cut_left(&row, width), &chip)) {
            ui_type(job->ui, size < strlen(domains[i]) ? domains[i] + size : "");
        }
        rect_skip_left(&row, CHIP_GAP);
    }
    ui_unmirror_end(job->ui);
}

/* The letters of another language of the campaign, where the visitor's has other ones. */
static void add_other_letters(const struct lead_job *job, struct ui_keys *keys)
{
    const struct view_booth *booth = &job->view->booth;
    bool is_arabic = keys->layout == UI_KEYS_ARABIC;
    for (size_t i = 0; i < booth->language_count && !keys->has_other; i++) {
        bool is_other = (booth->languages[i].keys == UI_KEYS_ARABIC) != is_arabic;
        keys->has_other = is_other;
        keys->other = is_other ? booth->languages[i].keys : UI_KEYS_QWERTY;
        keys->other_language = is_other ? booth->languages[i].name : NULL;
    }
}

static bool is_name(const struct lead_field *field)
{
    return field->kind == LEAD_FIELD_TEXT;
}

static struct intent keyboard(const struct lead_job *job, struct rect rect)
{
    struct lead_form_state *state = job->state;
    const struct lead_field *field = &job->form->fields[state->focus];
    struct ui_keys keys = parts_keys(job->view);
    keys.is_email = field->kind == LEAD_FIELD_EMAIL;
    keys.is_phone = field->kind == LEAD_FIELD_PHONE;
    keys.text = is_name(field) ? state->values[state->focus] : NULL;
    add_other_letters(job, &keys);
    keys.actions[0] = (struct ui_keys_action){
        .label = say(job->view, TEXT_BOOTH_NEXT_FIELD), .kind = UI_BUTTON_PLAIN, .width = 218};
    keys.actions[1] = (struct ui_keys_action){
        .label = say(job->view, job->is_step ? TEXT_BOOTH_NEXT_STEP : TEXT_BOOTH_SAVE),
        .kind = UI_BUTTON_CAMPAIGN,
        .width = 300};
    keys.action_count = 2;
    int action = ui_keyboard(job->ui, rect, &keys, &state->keys);
    if (action == 0) {
        lead_next_field(state, job->view, job->ui);
    } else if (action == 1 && job->is_step) {
        lead_unfocus(state, job->ui);
    } else if (action == 1) {
        return lead_save(state, job->view);
    }
    return (struct intent){.kind = INTENT_NONE};
}

static struct intent save_bar(const struct lead_job *job, struct rect rect)
{
    ui_fill(job->ui, rect, COLOUR_SUNK);
    rect = rect_inset(rect, SPACE_MARGIN, 18);
    bool is_wide = ui_is_narrow(job->ui);
    struct rect place = is_wide ? rect : rect_cut_right(&rect, SIDE_WIDTH);
    if (ui_button(job->ui, place,
            &(struct ui_button){.label = say(job->view, TEXT_BOOTH_SAVE),
                .kind = UI_BUTTON_CAMPAIGN,
                .size = TYPE_PRIMARY})) {
        return lead_save(job->state, job->view);
    }
    return (struct intent){.kind = INTENT_NONE};
}

/* ---- The whole ---- */

static struct intent head(const struct lead_job *job, struct rect *area)
{
    char place[2 * NAME_BYTES];
    struct ui_top_bar bar = {.back = say(job->view, TEXT_BOOTH_START_OVER),
        .title = say(job->view, TEXT_BOOTH_FORM_TITLE),
        .note = booth_place(job->view, place, sizeof place)};
    struct intent intent = {.kind = INTENT_NONE};
    if (ui_top_bar(job->ui, area, &bar, NULL) == UI_TOP_BAR_BACK) {
        intent = (struct intent){.kind = INTENT_BOOTH_END, .index = BOOTH_END_STARTED_OVER};
    }
    return intent;
}

/* The keyboard follows the field. */
static void follow_focus(const struct lead_job *job)
{
    struct lead_form_state *state = job->state;
    if (state->wants_focus) {
        ui_focus(job->ui, job->form->fields[state->focus].name);
        state->keys = (struct ui_keys_state){.is_other = state->keys.is_other};
        state->wants_focus = false;
    }
}

static struct intent page(struct lead_job *job, struct rect area)
{
    const struct lead_form_state *state = job->state;
    struct ui *ui = job->ui;
    struct intent intent = {.kind = INTENT_NONE};
    follow_focus(job);
    job->is_typing = state->focus != LEAD_NOBODY;
    job->is_step = job->is_typing && ui_is_low(ui);
    struct rect foot = rect_cut_bottom(&area, job->is_typing ? ui_keys_height(ui) : SAVE_BAR);
    bool has_ends = job->is_typing && job->form->fields[state->focus].kind == LEAD_FIELD_EMAIL;
    struct rect ends = rect_cut_bottom(&area, has_ends ? SUGGESTIONS_HEIGHT : 0);
    area = rect_inset(area, SPACE_MARGIN, 0);
    rect_skip_top(&area, ui_is_low(ui) ? 14 : 24);
    if (is_side_by_side(ui) && !job->is_step) {
        side_by_side(job, area);
    } else {
        one_column(job, area);
    }
    /* The fields may have moved the focus: the foot is still the one that was laid out. */
    if (has_ends && state->focus != LEAD_NOBODY) {
        suggestions(job, ends);
    }
    if (!job->is_typing) {
        intent = save_bar(job, foot);
    } else if (state->focus != LEAD_NOBODY) {
        intent = keyboard(job, foot);
    }
    return intent;
}

static struct intent lead_form_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct lead_form_state *state = memory;
    struct intent scanned = booth_badge(ui);
    if (!state->has_begun || state->serial != view->booth.serial) {
        lead_begin(state, view);
        ui_focus_none(ui);
    }
    struct lead_job job = {.state = state, .view = view, .ui = ui, .form = view->booth.form};
    struct rect area = parts_ground(ui, view);
    struct intent intent = head(&job, &area);
    struct intent saved = page(&job, area);
    intent = intent.kind != INTENT_NONE ? intent : saved;
    struct intent answered = lead_over(state, view, ui);
    intent = intent.kind != INTENT_NONE ? intent : answered;
    if (booth_idle(&state->idle, view, ui)) {
        intent = (struct intent){.kind = INTENT_BOOTH_END, .index = BOOTH_END_LEFT};
    }
    return scanned.kind != INTENT_NONE ? scanned : intent;
}

const struct screen screen_lead_form = {
    .name = "lead_form",
    .state_size = sizeof(struct lead_form_state),
    .frame = lead_form_frame,
};
