#include <string.h>

#include "base/text.h"
#include "screens/leads.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"

/* Leads: who was here, what they want, who came back. Names stand here only while they are
 * unlocked; without them a person is a number, its interests and its rating. */

#define ROW_HEIGHT 128
#define ROW_HEIGHT_LOW 108
#define CHIP_HEIGHT 64
#define BUTTON_GAP 18
#define TIME_WIDTH 112
#define DATE_WIDTH 190
#define RATING_WIDTH 120
#define RATING_HEIGHT 56
#define INTERESTS_WIDTH 384
#define BOUGHT_WIDTH 304
#define BOUGHT_WIDTH_NARROW 250

static_assert(sizeof(struct leads_state) <= SCREEN_STATE_MAX, "state fits its slot");

struct leads_frame {
    struct leads_state *state;
    const struct app_view *view;
    struct ui *ui;
    struct intent intent;
};

static void set_intent(struct leads_frame *frame, struct intent intent)
{
    if (frame->intent.kind == INTENT_NONE) {
        frame->intent = intent;
    }
}

/* ---- Words ---- */

const char *leads_details(
    const struct app_view *view, const struct view_lead *lead, char *out, size_t capacity)
{
    const char *has = lead->has_email && lead->has_phone ? say(view, TEXT_LEAD_HAS_BOTH)
                      : lead->has_email                  ? say(view, TEXT_LEAD_HAS_EMAIL)
                      : lead->has_phone                  ? say(view, TEXT_LEAD_HAS_PHONE)
                                                         : "";
    if (!view->leads.is_unlocked && has[0] != '\0') {
        return say_with(view, out, capacity, TEXT_LEAD_SEALED_WITH, has, NULL);
    }
    if (!view->leads.is_unlocked) {
        has = say(view, TEXT_LEAD_SEALED);
    } else if (lead->is_badge && has[0] == '\0') {
        has = say(view, TEXT_LEAD_SCAN_ONLY);
    }
    (void)text_copy(out, capacity, has);
    return out;
}

void leads_rating(
    struct ui *ui, const struct app_view *view, struct rect rect, enum view_rating rating)
{
    static const struct {
        enum text_id text;
        colour tint, ink;
    } LOOKS[VIEW_RATING_COUNT] = {
        [VIEW_RATING_NONE] = {TEXT_LEAD_NO_RATING, COLOUR_SUNK, COLOUR_INK2},
        [VIEW_RATING_HOT] = {TEXT_LEAD_HOT, COLOUR_TERRACOTTA_TINT, COLOUR_TERRACOTTA_TEXT},
        [VIEW_RATING_WARM] = {TEXT_LEAD_WARM, COLOUR_AMBER_TINT, COLOUR_AMBER},
        [VIEW_RATING_COLD] = {TEXT_LEAD_COLD, COLOUR_BLUE_TINT, COLOUR_BLUE},
    };
    ui_badge(ui, rect, say(view, LOOKS[rating].text), LOOKS[rating].tint, LOOKS[rating].ink);
}

static const char *name_of(
    const struct app_view *view, const struct view_lead *lead, char *out, size_t capacity)
{
    return lead->is_badge ? say_with(view, out, capacity, TEXT_LEAD_BADGE, lead->name, NULL)
                          : lead->name;
}

/* ---- The list ---- */

/* What was typed may be a name: it stays where it is. */
static struct intent find(const struct leads_state *state, enum view_leads_filter filter)
{
    return (struct intent){.kind = INTENT_FIND_LEADS, .index = filter, .secret = state->query};
}

/* What is under the name; where the row is narrow the interests, too. */
static void fill_details(const struct app_view *view, const struct view_lead *lead, bool is_short,
    char *out_details, size_t capacity)
{
    char has[WORDS_MAX];
    struct text_out out = text_out_begin(out_details, capacity);
    text_out_append(&out, leads_details(view, lead, has, sizeof has));
    if (is_short && lead->interests[0] != '\0') {
        text_out_append(&out, out.size > 0 ? " · " : "");
        text_out_append(&out, lead->interests);
    }
}

static void name_part(
    struct leads_frame *frame, struct rect place, const struct view_lead *lead, bool is_short)
{
    char name[VIEW_LEAD_NAME_BYTES + WORDS_MAX];
    char details[WORDS_MAX + VIEW_LEAD_LIST_BYTES + 8];
    struct ui *ui = frame->ui;
    struct ui_text_style style = {.size = 32,
        .weight = UI_WEIGHT_600,
        .is_personal = lead->is_named,
        .has_figures = !lead->is_named};
    struct ui_text_style small = {
        .size = TYPE_SMALL, .colour = COLOUR_INK2, .lines_max = is_short ? 2 : 1};
    const char *shown = name_of(frame->view, lead, name, sizeof name);
    fill_details(frame->view, lead, is_short, details, sizeof details);
    if (ui_text_width(ui, shown, &style) > place.width) {
        style.size = 25;
        style.lines_max = 2;
        small.lines_max = 1;
    }
    int name_height = ui_text_height(ui, place.width, shown, &style) + 2;
    int height = name_height + ui_text_height(ui, place.width, details, &small);
    struct rect block = rect_center(place, place.width, height);
    ui_text(ui, rect_cut_top(&block, name_height), shown, &style);
    if (details[0] != '\0') {
        ui_text(ui, block, details, &small);
    }
    memory_wipe(name, sizeof name);
}

static void bought_part(struct leads_frame *frame, struct rect place, const struct view_lead *lead)
{
    char money[WORDS_MAX], words[2 * WORDS_MAX];
    if (lead->has_bought) {
        words_money(frame->view, lead->bought_minor, money);
        ui_text(frame->ui, place,
            say_with(frame->view, words, sizeof words, TEXT_LEAD_CAME_BACK, money, NULL),
            &(struct ui_text_style){.size = 24,
                .weight = UI_WEIGHT_600,
                .colour = COLOUR_GREEN,
                .has_figures = true,
                .lines_max = 2});
    }
}

static void row_words(struct leads_frame *frame, struct rect row, const struct view_lead *lead)
{
    struct ui *ui = frame->ui;
    bool is_narrow = ui_is_narrow(ui) || row.width < 1400;
    bool is_today = frame->view->leads.filter == VIEW_LEADS_TODAY;
    struct rect area = rect_inset(row, 34, 0);
    ui_text(ui, rect_cut_left(&area, is_today ? TIME_WIDTH : DATE_WIDTH), lead->when,
        &(struct ui_text_style){.size = 26, .colour = COLOUR_INK2, .has_figures = true});
    leads_rating(ui, frame->view,
        rect_center(rect_cut_right(&area, RATING_WIDTH), RATING_WIDTH, RATING_HEIGHT),
        lead->rating);
    rect_skip_right(&area, SPACE_GUTTER);
    if (!is_narrow || lead->has_bought) {
        bought_part(
            frame, rect_cut_right(&area, is_narrow ? BOUGHT_WIDTH_NARROW : BOUGHT_WIDTH), lead);
        rect_skip_right(&area, SPACE_GUTTER_SMALL);
    }
    if (!is_narrow) {
        ui_text(ui, rect_cut_right(&area, INTERESTS_WIDTH), lead->interests,
            &(struct ui_text_style){.size = 24, .colour = COLOUR_INK2, .lines_max = 2});
        rect_skip_right(&area, SPACE_GUTTER_SMALL);
    }
    name_part(frame, area, lead, is_narrow);
}

static void lead_row(struct leads_frame *frame, struct rect row, size_t index)
{
    const struct view_leads *leads = &frame->view->leads;
    const struct view_lead *lead = &leads->rows[index];
    ui_push_id(frame->ui, (uint64_t)lead->id);
    struct ui_press press = {.label = lead->number,
        .id = "lead",
        .role = UI_ROLE_ROW,
        .ground = lead->id == leads->selected_id ? COLOUR_PAPER : COLOUR_NONE,
        .is_selected = lead->id == leads->selected_id,
        .is_top = index == 0};
    if (ui_press(frame->ui, row, &press)) {
        set_intent(frame, (struct intent){.kind = INTENT_OPEN_LEAD, .id = lead->id});
    }
    row_words(frame, row, lead);
    ui_pop_id(frame->ui);
    if (index > 0) {
        ui_rule(frame->ui, row);
    }
}

static void said(struct leads_frame *frame, struct rect area, enum text_id title, enum text_id hint)
{
    struct rect block = rect_center(area, area.width, 140);
    ui_text(frame->ui, rect_cut_top(&block, 72), say(frame->view, title),
        &(struct ui_text_style){.size = 44,
            .weight = UI_WEIGHT_700,
            .is_display = true,
            .align = UI_ALIGN_CENTER,
            .is_fixed = true});
    if (hint != TEXT_COUNT) {
        ui_text(frame->ui, block, say(frame->view, hint),
            &(struct ui_text_style){
                .size = 28, .colour = COLOUR_INK2, .align = UI_ALIGN_CENTER, .lines_max = 2});
    }
}

static void list(struct leads_frame *frame, struct rect area)
{
    const struct view_leads *leads = &frame->view->leads;
    struct ui *ui = frame->ui;
    int row_height = ui_is_low(ui) ? ROW_HEIGHT_LOW : ROW_HEIGHT;
    ui_card(ui, area);
    area = rect_inset(area, LINE_WIDTH, LINE_WIDTH);
    if (!leads->has_key) {
        said(frame, area, TEXT_LEADS_NO_KEY, TEXT_LEADS_NO_KEY_HINT);
    } else if (leads->count == 0 && frame->state->query[0] != '\0') {
        said(frame, area, TEXT_LEADS_NOT_FOUND, TEXT_COUNT);
    } else if (leads->count == 0) {
        said(frame, area, TEXT_LEADS_NOBODY, TEXT_LEADS_NOBODY_HINT);
    }
    struct rect content =
        ui_scroll_begin(ui, area, "leads", (int)leads->count * row_height, &frame->state->scroll);
    size_t first = (size_t)(ui_scroll_top(ui, &frame->state->scroll) / row_height);
    for (size_t i = first; i < leads->count; i++) {
        struct rect row = {content.x, content.y + (int)i * row_height, content.width, row_height};
        if (!ui_is_visible(ui, row)) {
            break;
        }
        lead_row(frame, row, i);
    }
    ui_scroll_end(ui);
}

/* ---- Above it ---- */

static void head_words(struct leads_frame *frame, struct rect area)
{
    char recognised[WORDS_MAX], nameless[WORDS_MAX], words[4 * WORDS_MAX];
    const struct view_leads *leads = &frame->view->leads;
    struct text_out out = text_out_begin(words, sizeof words);
    if (leads->has_key && !leads->can_unlock) {
        text_out_append(&out, say(frame->view, TEXT_LEADS_ELSEWHERE));
        text_out_append(&out, leads->recognised_count + leads->nameless_count > 0 ? " " : "");
    }
    say_count(frame->view, recognised, sizeof recognised, TEXT_LEADS_RECOGNISED,
        leads->recognised_count, NULL);
    say_count(
        frame->view, nameless, sizeof nameless, TEXT_LEADS_NAMELESS, leads->nameless_count, NULL);
    text_out_append(&out, leads->recognised_count > 0 ? recognised : "");
    text_out_append(&out, leads->recognised_count > 0 && leads->nameless_count > 0 ? " · " : "");
    text_out_append(&out, leads->nameless_count > 0 ? nameless : "");
    struct ui_text_style style = {
        .size = 26, .colour = COLOUR_INK2, .align = UI_ALIGN_END, .lines_max = 1};
    if (out.size > 0 && ui_text_width(frame->ui, words, &style) <= area.width) {
        ui_text(frame->ui, area, words, &style);
    }
}

static const char *filter_word(const struct app_view *view, int filter, char out[WORDS_MAX])
{
    static const enum text_id TEXTS_OF[VIEW_LEADS_FILTER_COUNT] = {
        [VIEW_LEADS_TODAY] = TEXT_LEADS_TODAY,
        [VIEW_LEADS_ALL] = TEXT_ALL_COUNT,
        [VIEW_LEADS_HOT] = TEXT_LEADS_HOT,
        [VIEW_LEADS_FOLLOW_UP] = TEXT_LEADS_FOLLOW_UP,
    };
    char count[WORDS_MAX];
    words_count(view, view->leads.counts[filter], count);
    return say_with(view, out, WORDS_MAX, TEXTS_OF[filter], count, NULL);
}

static bool unlock_chip(struct leads_frame *frame, struct rect *row)
{
    const struct view_leads *leads = &frame->view->leads;
    if (leads->is_unlocked || !leads->can_unlock) {
        return false;
    }
    struct ui_button chip = {
        .label = say(frame->view, TEXT_LEADS_UNLOCK), .icon = ICON_LOCK, .kind = UI_BUTTON_CHIP};
    int width = ui_button_width(frame->ui, &chip);
    bool is_pressed = ui_button(frame->ui, rect_cut_right(row, width), &chip);
    rect_skip_right(row, SPACE_GUTTER);
    return is_pressed;
}

static void chips(struct leads_frame *frame, struct rect row)
{
    struct ui *ui = frame->ui;
    if (unlock_chip(frame, &row)) {
        frame->state->over = LEADS_OVER_UNLOCK;
        frame->state->after_unlock = LEADS_OVER_NOTHING;
        frame->state->is_searching = false;
        ui_focus_none(ui);
    }
    for (int i = 0; i < VIEW_LEADS_FILTER_COUNT; i++) {
        char words[WORDS_MAX];
        static const char *const ids[] = {"today", "all", "hot", "follow up"};
        struct ui_button chip = {.label = filter_word(frame->view, i, words),
            .id = ids[i],
            .kind = UI_BUTTON_CHIP,
            .has_dot = i == VIEW_LEADS_HOT,
            .dot = COLOUR_TERRACOTTA,
            .is_selected = (int)frame->view->leads.filter == i};
        int width = ui_button_width(ui, &chip);
        if (ui_button(ui, rect_cut_left(&row, width), &chip)) {
            frame->state->scroll = (struct ui_scroll){0};
            set_intent(frame, find(frame->state, (enum view_leads_filter)i));
        }
        rect_skip_left(&row, 14);
    }
    head_words(frame, row);
}

/* ---- Below it ---- */

static void open_files(struct leads_frame *frame)
{
    struct leads_state *state = frame->state;
    bool is_ready = frame->view->leads.is_unlocked;
    state->over = is_ready ? LEADS_OVER_FILES : LEADS_OVER_UNLOCK;
    state->after_unlock = LEADS_OVER_FILES;
    state->is_searching = false;
    ui_focus_none(frame->ui);
}

static void buttons(struct leads_frame *frame, struct rect area)
{
    const struct view_leads *leads = &frame->view->leads;
    struct ui *ui = frame->ui;
    bool is_small = ui_area(ui).width < 1500;
    int wide = (area.width - 2 * BUTTON_GAP) * 2 / 5;
    struct rect forward = rect_cut_right(&area, wide);
    rect_skip_right(&area, BUTTON_GAP);
    struct ui_button files = {.label = say(frame->view, TEXT_LEADS_SAVE_FILES),
        .icon = ICON_STICK,
        .size = is_small ? 26 : 28,
        .is_disabled = leads->counts[VIEW_LEADS_ALL] == 0 || !leads->can_unlock};
    struct ui_button code = {.label = say(frame->view, TEXT_LEADS_SHOW_CODE),
        .icon = ICON_QR,
        .size = is_small ? 26 : 28,
        .is_disabled = leads->selected_id == 0};
    struct ui_button more = {.label = say(frame->view, TEXT_LEADS_NEW),
        .icon = ICON_PERSON,
        .kind = UI_BUTTON_CAMPAIGN,
        .size = 28,
        .is_disabled = !leads->has_key};
    if (ui_button(ui, rect_column(area, 2, BUTTON_GAP, 0), &files)) {
        open_files(frame);
    }
    if (ui_button(ui, rect_column(area, 2, BUTTON_GAP, 1), &code)) {
        set_intent(frame, (struct intent){.kind = INTENT_SHOW_LEAD_CODE, .id = leads->selected_id});
    }
    if (ui_button(ui, forward, &more)) {
        set_intent(frame, (struct intent){.kind = INTENT_OPEN_LEAD});
    }
}

/* ---- The screen ---- */

void leads_close_over(struct leads_state *state, struct ui *ui)
{
    memory_wipe(state->passphrase, sizeof state->passphrase);
    state->over = LEADS_OVER_NOTHING;
    ui_focus_none(ui);
}

static enum ui_top_bar_event top_bar(struct leads_frame *frame, struct rect *area)
{
    struct ui *ui = frame->ui;
    struct leads_state *state = frame->state;
    struct ui_top_bar bar = parts_top_bar(frame->view);
    struct rect middle;
    bar.back = say(frame->view, TEXT_BACK);
    bar.title = say(frame->view, TEXT_LEADS);
    bar.middle_width = 560;
    if (ui_area(ui).width < 1500) {
        bar.has_logo = false;
        bar.user = NULL;
        bar.status = NULL;
    }
    enum ui_top_bar_event event = ui_top_bar(ui, area, &bar, &middle);
    struct ui_field field = {.placeholder = say(frame->view, TEXT_LEADS_SEARCH),
        .id = "search",
        .is_search = true,
        .is_personal = true};
    enum ui_field_event typed = ui_field(
        ui, rect_center(middle, middle.width, 64), &field, state->query, sizeof state->query);
    if (typed == UI_FIELD_FOCUSED) {
        leads_close_over(state, ui);
        ui_focus(ui, "search");
        state->is_searching = true;
    } else if (typed == UI_FIELD_CHANGED || typed == UI_FIELD_CLEARED) {
        state->scroll = (struct ui_scroll){0};
        set_intent(frame, find(state, frame->view->leads.filter));
    } else if (typed == UI_FIELD_ENTERED) {
        state->is_searching = false;
        ui_focus_none(ui);
    }
    return event;
}

static void keyboard(struct leads_frame *frame, struct rect *area)
{
    struct ui_keys keys = parts_keys(frame->view);
    keys.actions[0] = (struct ui_keys_action){.label = say(frame->view, TEXT_CLOSE)};
    keys.action_count = 1;
    struct rect rect = rect_cut_bottom(area, ui_keys_height(frame->ui));
    if (ui_keyboard(frame->ui, rect, &keys, &frame->state->keys) == 0 ||
        ui_key(frame->ui, INPUT_KEY_ESCAPE)) {
        frame->state->is_searching = false;
        ui_focus_none(frame->ui);
    }
}

/* Names were just unlocked or locked, or files were saved: what lies over the list has done its work,
 * and what was searched may be a name. */
static void follow(struct leads_frame *frame)
{
    struct leads_state *state = frame->state;
    const struct view_leads *leads = &frame->view->leads;
    if (state->was_unlocked && !leads->is_unlocked) {
        memory_wipe(state->query, sizeof state->query);
        leads_close_over(state, frame->ui);
    }
    state->was_unlocked = leads->is_unlocked;
    if (state->seen_unlock != leads->unlock_serial) {
        state->seen_unlock = leads->unlock_serial;
        memory_wipe(state->passphrase, sizeof state->passphrase);
        if (leads->is_unlocked && state->over == LEADS_OVER_UNLOCK) {
            enum leads_over next = state->after_unlock;
            leads_close_over(state, frame->ui);
            state->over = next;
        }
    }
    if (state->seen_files != leads->formats_done) {
        state->seen_files = leads->formats_done;
        if (state->over == LEADS_OVER_FILES) {
            leads_close_over(state, frame->ui);
        }
    }
}

static void page(struct leads_frame *frame, struct rect area)
{
    struct ui *ui = frame->ui;
    bool is_low = ui_is_low(ui);
    area = rect_inset(area, SPACE_MARGIN, is_low ? 14 : 28);
    chips(frame, rect_cut_top(&area, CHIP_HEIGHT));
    rect_skip_top(&area, is_low ? 12 : 22);
    if (!frame->state->is_searching) {
        buttons(frame, rect_cut_bottom(&area, is_low ? 80 : TARGET_OFTEN));
        rect_skip_bottom(&area, is_low ? 12 : 22);
    }
    list(frame, area);
}

/* A scanned code finds its lead. */
static void take_scan(struct leads_frame *frame)
{
    struct text_view code;
    if (ui_scan(frame->ui, &code) &&
        text_copy_view(frame->state->query, sizeof frame->state->query, code)) {
        set_intent(frame, find(frame->state, VIEW_LEADS_ALL));
    }
}

static struct intent over(struct leads_frame *frame, struct rect area)
{
    return frame->state->over == LEADS_OVER_UNLOCK
               ? leads_unlock(frame->state, frame->view, frame->ui, area)
               : leads_files(frame->state, frame->view, frame->ui, area);
}

static struct intent leads_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct leads_frame frame = {.state = memory, .view = view, .ui = ui};
    follow(&frame);
    struct rect area = parts_ground(ui, view);
    take_scan(&frame);
    enum ui_top_bar_event event = top_bar(&frame, &area);
    if (event == UI_TOP_BAR_BACK && frame.state->over != LEADS_OVER_NOTHING) {
        leads_close_over(frame.state, ui);
    } else if (event == UI_TOP_BAR_BACK) {
        return (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL};
    }
    struct rect whole = area;
    if (frame.state->is_searching) {
        keyboard(&frame, &area);
    }
    if (frame.state->over != LEADS_OVER_NOTHING) {
        set_intent(&frame, over(&frame, area));
    } else {
        page(&frame, area);
    }
    set_intent(&frame, parts_messages(ui, view, rect_inset(whole, SPACE_MARGIN, 24),
                           &(struct parts_strips){.is_at_top = true})
                           .intent);
    if (view->leads.code != NULL) {
        set_intent(&frame, leads_code_card(view, ui));
    }
    return frame.intent;
}

const struct screen screen_leads = {
    .name = "leads",
    .state_size = sizeof(struct leads_state),
    .frame = leads_frame,
};
