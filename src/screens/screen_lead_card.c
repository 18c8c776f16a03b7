#include <string.h>

#include "base/text.h"
#include "domain/email.h"
#include "domain/phone.h"
#include "screens/lead_card.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"

/* The card of one lead, for staff: a new one, or what is known of somebody and what was learned
 * since. What is sealed and cannot be read here is left alone: a field that stays empty says
 * nothing, what is typed is added. */

#define FIELD_HEIGHT 96
#define FIELD_GAP 14
#define ROOM 20000 /* to cut from while it is not known how much there is */
#define SIDE_PERCENT 42
#define SCROLL_ROOM 16

static_assert(sizeof(struct card_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* ---- What is typed ---- */

static void follow(struct card_state *state, const struct app_view *view)
{
    const struct view_lead_card *card = view->leads.card;
    if (!state->is_begun || state->seen_serial != card->serial) {
        state->is_begun = true;
        state->seen_serial = card->serial;
        state->entry = card->entry;
        memory_wipe(state->product, sizeof state->product);
        state->over = CARD_OVER_NOTHING;
    }
}

/* The fields in the order in which they are filled in. */
static const struct {
    const char *id;
    enum text_id label;
    size_t offset, size;
    bool is_email, is_wide;
} FIELDS[] = {
#define FIELD(name) offsetof(struct lead_entry, name), sizeof(((struct lead_entry *)0)->name)
    {"first name", TEXT_LEAD_FIRST_NAME, FIELD(first_name), false, false},
    {"last name", TEXT_LEAD_LAST_NAME, FIELD(last_name), false, false},
    {"email", TEXT_LEAD_EMAIL, FIELD(email), true, false},
    {"phone", TEXT_LEAD_PHONE, FIELD(phone), false, false},
    {"company", TEXT_LEAD_COMPANY, FIELD(company), false, true},
    {"note", TEXT_LEAD_NOTE, FIELD(note), false, true},
#undef FIELD
};

static size_t focused_field(const struct card_frame *frame)
{
    size_t i = 0;
    while (i < ARRAY_LENGTH(FIELDS) && !ui_has_focus(frame->ui, FIELDS[i].id)) {
        i++;
    }
    return i;
}

static void focus_next(struct card_frame *frame)
{
    size_t at = focused_field(frame);
    if (at + 1 < ARRAY_LENGTH(FIELDS)) {
        ui_focus(frame->ui, FIELDS[at + 1].id);
    } else {
        ui_focus_none(frame->ui);
    }
}

/* A tick for what certainly is an address or a number; nothing is refused here. */
static bool is_certain(const struct card_frame *frame, const char *id, const char *text)
{
    struct email_check email;
    struct phone_check phone;
    bool is_good = false;
    if (strcmp(id, "email") == 0) {
        is_good = email_check(text_view_of(text), &email) == EMAIL_OK;
        memory_wipe(&email, sizeof email);
    } else if (strcmp(id, "phone") == 0) {
        is_good = phone_check(text_view_of(text), frame->view->shop->country, &phone) == PHONE_OK;
        memory_wipe(&phone, sizeof phone);
    }
    return is_good && text[0] != '\0';
}

static void one_field(struct card_frame *frame, struct rect rect, size_t index)
{
    const struct view_lead_card *card = frame->view->leads.card;
    bool is_note = strcmp(FIELDS[index].id, "note") == 0;
    struct ui_field field = {
        .label = say(
            frame->view, is_note && card->id != 0 ? TEXT_LEAD_ANOTHER_NOTE : FIELDS[index].label),
        .id = FIELDS[index].id,
        .is_personal = true,
        .focus = COLOUR_TERRACOTTA};
    char *text = (char *)&frame->state->entry + FIELDS[index].offset;
    field.is_good = is_certain(frame, FIELDS[index].id, text);
    if (ui_field(frame->ui, rect, &field, text, FIELDS[index].size) == UI_FIELD_ENTERED) {
        focus_next(frame);
    }
}

static void fields(struct card_frame *frame, struct rect *area)
{
    struct rect row = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(FIELDS); i++) {
        bool is_first = FIELDS[i].is_wide || i % 2 == 0;
        if (is_first) {
            row = rect_cut_top(area, FIELD_HEIGHT);
            rect_skip_top(area, FIELD_GAP);
        }
        one_field(frame, FIELDS[i].is_wide ? row : rect_column(row, 2, FIELD_GAP, (int)(i % 2)), i);
    }
}

/* ---- The page ---- */

static void sealed_hint(struct card_frame *frame, struct rect *area)
{
    const struct view_lead_card *card = frame->view->leads.card;
    if (card->id == 0 || card->is_open) {
        return;
    }
    struct rect strip = rect_cut_top(area, 84);
    ui_rounded(frame->ui, strip, 18, COLOUR_SUNK, COLOUR_NONE);
    ui_text(frame->ui, rect_inset(strip, 28, 8), say(frame->view, TEXT_LEAD_SEALED_HINT),
        &(struct ui_text_style){.lines_max = 2});
    rect_skip_top(area, FIELD_GAP);
}

static int columns(struct card_frame *frame, struct rect content)
{
    bool is_wide = !ui_is_narrow(frame->ui) && ui_area(frame->ui).width >= 1300;
    struct rect left = content;
    left.height = ROOM;
    if (!is_wide) {
        sealed_hint(frame, &left);
        fields(frame, &left);
        card_interests(frame, &left);
        card_choices(frame, &left);
        card_history(frame, &left);
        return ROOM - left.height;
    }
    struct rect right = rect_cut_right(&left, content.width * SIDE_PERCENT / 100);
    rect_skip_right(&left, SPACE_MARGIN);
    sealed_hint(frame, &left);
    fields(frame, &left);
    card_interests(frame, &left);
    card_choices(frame, &right);
    card_history(frame, &right);
    return ROOM - (left.height < right.height ? left.height : right.height);
}

static void page(struct card_frame *frame, struct rect area)
{
    struct card_state *state = frame->state;
    struct rect content =
        ui_scroll_begin(frame->ui, area, "card", state->content_height, &state->scroll);
    content.width -= SCROLL_ROOM;
    int height = columns(frame, content);
    ui_scroll_end(frame->ui);
    if (height != state->content_height) {
        state->content_height = height;
        ui_wake_at(frame->ui, ui_now_ms(frame->ui));
    }
}

static void save(struct card_frame *frame)
{
    ui_focus_none(frame->ui);
    card_set_intent(frame, (struct intent){.kind = INTENT_SAVE_LEAD, .lead = &frame->state->entry});
}

static bool is_empty(const struct card_frame *frame)
{
    static const struct lead_entry nothing;
    return frame->view->leads.card->id == 0 &&
           memcmp(&frame->state->entry, &nothing, sizeof nothing) == 0;
}

static void buttons(struct card_frame *frame, struct rect area)
{
    const struct view_lead_card *card = frame->view->leads.card;
    struct ui *ui = frame->ui;
    if (card->id != 0) {
        struct rect code = rect_cut_left(&area, (area.width - 18) * 2 / 5);
        rect_skip_left(&area, 18);
        if (ui_button(ui, code,
                &(struct ui_button){.label = say(frame->view, TEXT_LEADS_SHOW_CODE),
                    .icon = ICON_QR,
                    .size = 28})) {
            card_set_intent(frame, (struct intent){.kind = INTENT_SHOW_LEAD_CODE, .id = card->id});
        }
    }
    if (ui_button(ui, area,
            &(struct ui_button){.label = say(frame->view, TEXT_LEAD_SAVE),
                .id = "save",
                .kind = UI_BUTTON_CAMPAIGN,
                .size = 28,
                .is_disabled = is_empty(frame)})) {
        save(frame);
    }
}

static void keyboard(struct card_frame *frame, struct rect *area)
{
    struct ui *ui = frame->ui;
    size_t field = focused_field(frame);
    bool is_last = field + 1 >= ARRAY_LENGTH(FIELDS);
    struct ui_keys keys = parts_keys(frame->view);
    keys.is_email = field < ARRAY_LENGTH(FIELDS) && FIELDS[field].is_email;
    keys.actions[0] = (struct ui_keys_action){
        .label = say(frame->view, is_last ? TEXT_CLOSE : TEXT_LEAD_NEXT_FIELD)};
    keys.actions[1] = (struct ui_keys_action){.label = say(frame->view, TEXT_LEAD_SAVE),
        .kind = UI_BUTTON_CAMPAIGN,
        .is_disabled = is_empty(frame)};
    keys.action_count = 2;
    struct rect rect = rect_cut_bottom(area, ui_keys_height(ui));
    int action = ui_keyboard(ui, rect, &keys, &frame->state->keys);
    if (action == 1) {
        save(frame);
    } else if (action == 0 && !is_last) {
        focus_next(frame);
    } else if (action == 0) {
        ui_focus_none(ui);
    }
}

static const char *title_of(const struct card_frame *frame)
{
    const struct view_lead_card *card = frame->view->leads.card;
    return card->id == 0 ? say(frame->view, TEXT_LEADS_NEW) : card->number;
}

static bool top_bar(struct card_frame *frame, struct rect *area)
{
    struct ui *ui = frame->ui;
    bool is_typing = ui_field_has_focus(ui);
    if (is_typing && ui_key(ui, INPUT_KEY_ESCAPE)) {
        ui_focus_none(ui);
    }
    struct ui_top_bar bar = parts_top_bar(frame->view);
    bar.back = say(frame->view, TEXT_LEADS);
    bar.title = title_of(frame);
    if (ui_area(ui).width < 1500) {
        bar.has_logo = false;
        bar.user = NULL;
        bar.status = NULL;
    }
    return ui_top_bar(ui, area, &bar, NULL) == UI_TOP_BAR_BACK;
}

static struct intent card_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct card_frame frame = {.state = memory, .view = view, .ui = ui};
    struct rect area = parts_ground(ui, view);
    if (view->leads.card == NULL) {
        return (struct intent){.kind = INTENT_CLOSE_LEAD};
    }
    follow(frame.state, view);
    if (top_bar(&frame, &area)) {
        return (struct intent){.kind = INTENT_CLOSE_LEAD};
    }
    struct rect whole = area;
    bool is_typing = ui_field_has_focus(ui);
    if (is_typing) {
        keyboard(&frame, &area);
    }
    area = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : 24);
    if (!is_typing) {
        buttons(&frame, rect_cut_bottom(&area, ui_is_low(ui) ? 80 : TARGET_OFTEN));
        rect_skip_bottom(&area, ui_is_low(ui) ? 12 : 20);
    }
    page(&frame, area);
    card_set_intent(&frame, card_over(&frame));
    card_set_intent(&frame, parts_messages(ui, view, rect_inset(whole, SPACE_MARGIN, 24),
                                &(struct parts_strips){.is_at_top = true})
                                .intent);
    if (view->leads.code != NULL) {
        card_set_intent(&frame, leads_code_card(view, ui));
    }
    return frame.intent;
}

const struct screen screen_lead_card = {
    .name = "lead_card",
    .state_size = sizeof(struct card_state),
    .frame = card_frame,
};
