#include <string.h>

#include "base/text.h"
#include "screens/parts.h"
#include "screens/pin_pad.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"

/* Who works here, one step at a time: the list, one person, somebody new, a new PIN. */

#define ROW_HEIGHT 104
#define WIDTH_MOST 1200
#define PAD_WIDTH 580
#define FIELD_HEIGHT 100
#define SCROLL_ROOM 16

enum staff_mode {
    STAFF_LIST,
    STAFF_PERSON,
    STAFF_ADD,
    STAFF_PIN
};

struct staff_state {
    enum staff_mode mode;
    int64_t person_id;
    enum role role; /* of somebody new */
    char name[NAME_BYTES];
    char pin[PIN_PAD_DIGITS_MAX + 1];
    char first[PIN_PAD_DIGITS_MAX + 1]; /* as it was typed before; "" not yet */
    bool says_differ;
    uint64_t seen_serial; /* of the messages there when somebody new was begun */
    struct ui_scroll scroll;
    struct ui_keys_state keys;
};

static_assert(sizeof(struct staff_state) <= SCREEN_STATE_MAX, "state fits its slot");

static void forget_pin(struct staff_state *state)
{
    memory_wipe(state->pin, sizeof state->pin);
    memory_wipe(state->first, sizeof state->first);
    state->says_differ = false;
}

static const struct view_person *chosen(
    const struct staff_state *state, const struct app_view *view)
{
    for (size_t i = 0; i < view->staff.count; i++) {
        if (view->staff.people[i].id == state->person_id) {
            return &view->staff.people[i];
        }
    }
    return NULL;
}

static const char *role_word(const struct app_view *view, enum role role)
{
    static const enum text_id words[ROLE_COUNT] = {
        [ROLE_CASHIER] = TEXT_ROLE_CASHIER,
        [ROLE_MANAGER] = TEXT_ROLE_MANAGER,
        [ROLE_BOOTH] = TEXT_ROLE_BOOTH,
    };
    return say(view, words[role]);
}

static struct rect column_of(struct rect area, int width_most)
{
    int width = area.width < width_most ? area.width : width_most;
    return (struct rect){area.x + (area.width - width) / 2, area.y, width, area.height};
}

static void title(struct ui *ui, struct rect *area, const char *words)
{
    ui_text(ui, rect_cut_top(area, ui_is_low(ui) ? 60 : 84), words,
        &(struct ui_text_style){
            .size = ui_is_low(ui) ? 38 : 44, .weight = UI_WEIGHT_700, .is_display = true});
    rect_skip_top(area, 12);
}

/* ---- The list ---- */

static void person_words(
    const struct app_view *view, const struct view_person *person, char out[2 * WORDS_MAX])
{
    struct text_out words = text_out_begin(out, 2 * WORDS_MAX);
    text_out_append(&words, role_word(view, person->role));
    text_out_append(&words, " · ");
    if (!person->is_active) {
        text_out_append(&words, say(view, TEXT_PERSON_LEFT));
    } else {
        text_out_append(&words, say(view, person->has_pin ? TEXT_PERSON_PIN : TEXT_PERSON_NO_PIN));
    }
}

static bool person_row(
    struct ui *ui, const struct app_view *view, struct rect row, const struct view_person *person)
{
    char words[2 * WORDS_MAX];
    person_words(view, person, words);
    bool is_pressed = ui_press(ui, row,
        &(struct ui_press){.label = person->name,
            .id = "person",
            .value = words,
            .role = UI_ROLE_ROW,
            .ground = COLOUR_NONE});
    struct rect inside = rect_inset(row, 28, 12);
    ui_text(ui, rect_cut_top(&inside, 44), person->name,
        &(struct ui_text_style){.size = TYPE_CARD_TITLE,
            .weight = UI_WEIGHT_600,
            .colour = person->is_active ? COLOUR_INK : COLOUR_INK2,
            .is_silent = true});
    ui_text(ui, inside, words,
        &(struct ui_text_style){.size = 24, .colour = COLOUR_INK2, .is_silent = true});
    return is_pressed;
}

static void rows(
    struct staff_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    int height = (int)view->staff.count * ROW_HEIGHT;
    int width = area.width;
    area.width += SCROLL_ROOM;
    struct rect content = ui_scroll_begin(ui, area, "people", height, &state->scroll);
    content = (struct rect){content.x, content.y, width, height};
    ui_card(ui, content);
    for (size_t i = 0; i < view->staff.count; i++) {
        const struct view_person *person = &view->staff.people[i];
        struct rect row = rect_cut_top(&content, ROW_HEIGHT);
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        ui_push_id(ui, (uint64_t)person->id);
        if (person_row(ui, view, row, person)) {
            state->person_id = person->id;
            state->mode = STAFF_PERSON;
        }
        ui_pop_id(ui);
        if (i > 0) {
            ui_rule(ui, rect_inset(row, 28, 0));
        }
    }
    ui_scroll_end(ui);
}

static void list(
    struct staff_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    area = column_of(area, WIDTH_MOST);
    if (view->staff.is_ours) {
        struct rect add = rect_cut_bottom(&area, TARGET_OFTEN);
        rect_skip_bottom(&area, 20);
        if (ui_button(ui, add,
                &(struct ui_button){
                    .label = say(view, TEXT_PERSON_ADD), .kind = UI_BUTTON_PRIMARY})) {
            state->mode = STAFF_ADD;
            state->seen_serial = view->message_count > 0 ? view->messages[0].serial : 0;
            state->role = ROLE_CASHIER;
            state->name[0] = '\0';
        }
    } else {
        struct ui_text_style style = {.colour = COLOUR_INK2, .lines_max = 3};
        const char *words = say(view, TEXT_SETTINGS_ELSEWHERE);
        ui_text(
            ui, rect_cut_top(&area, ui_text_height(ui, area.width, words, &style)), words, &style);
        rect_skip_top(&area, 20);
    }
    rows(state, view, ui, area);
}

/* ---- One person ---- */

static int role_chips(
    const struct app_view *view, struct ui *ui, struct rect row, enum role role, bool is_possible)
{
    static const enum role order[ROLE_COUNT] = {ROLE_CASHIER, ROLE_MANAGER, ROLE_BOOTH};
    int touched = -1;
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (ui_button(ui, rect_column(row, ROLE_COUNT, 14, i),
                &(struct ui_button){.label = role_word(view, order[i]),
                    .kind = UI_BUTTON_CHIP,
                    .size = 28,
                    .is_disabled = !is_possible,
                    .is_selected = order[i] == role})) {
            touched = (int)order[i];
        }
    }
    return touched;
}

static struct intent person_frame(
    struct staff_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE, .staff_id = state->person_id};
    const struct view_person *person = chosen(state, view);
    if (person == NULL) {
        state->mode = STAFF_LIST;
        return intent;
    }
    area = column_of(area, 900);
    title(ui, &area, person->name);
    int role = role_chips(view, ui, rect_cut_top(&area, TARGET_OFTEN), person->role,
        view->staff.is_ours && person->is_active);
    if (role >= 0 && (enum role)role != person->role) {
        intent.kind = INTENT_SET_ROLE;
        intent.index = (size_t)role;
    }
    rect_skip_top(&area, 28);
    if (person->is_active &&
        ui_button(ui, rect_cut_top(&area, 96),
            &(struct ui_button){.label = say(view, TEXT_PERSON_NEW_PIN),
                .second_line = say(view, person->has_pin ? TEXT_PERSON_PIN : TEXT_PERSON_NO_PIN),
                .icon = ICON_LOCK,
                .is_disabled = !view->staff.is_ours})) {
        forget_pin(state);
        state->mode = STAFF_PIN;
    }
    rect_skip_top(&area, 20);
    if (ui_button(ui, rect_cut_top(&area, 96),
            &(struct ui_button){
                .label = say(view, person->is_active ? TEXT_PERSON_LEAVES : TEXT_PERSON_RETURNS),
                .id = "active",
                .kind = person->is_active ? UI_BUTTON_DANGER : UI_BUTTON_PLAIN,
                .is_disabled = !view->staff.is_ours})) {
        intent.kind = INTENT_SET_ACTIVE;
        intent.index = person->is_active ? 0 : 1;
    }
    return intent;
}

/* ---- Somebody new ---- */

static struct intent add_frame(struct staff_state *state, const struct app_view *view,
    struct ui *ui, struct rect area, struct rect board)
{
    struct intent intent = {.kind = INTENT_NONE};
    area = column_of(area, WIDTH_MOST);
    if (!ui_is_low(ui)) {
        title(ui, &area, say(view, TEXT_PERSON_ADD));
    }
    if (!ui_has_any_focus(ui)) {
        ui_focus(ui, "name");
    }
    bool is_taken = ui_field(ui, rect_cut_top(&area, FIELD_HEIGHT),
                        &(struct ui_field){.label = say(view, TEXT_PERSON_NAME), .id = "name"},
                        state->name, sizeof state->name) == UI_FIELD_ENTERED;
    rect_skip_top(&area, 20);
    int role = role_chips(view, ui, rect_cut_top(&area, TARGET_OFTEN), state->role, true);
    state->role = role >= 0 ? (enum role)role : state->role;
    bool has_name = text_view_trim(text_view_of(state->name)).size > 0;
    struct ui_keys keys = parts_keys(view);
    keys.actions[0] = (struct ui_keys_action){.label = say(view, TEXT_SAVE),
        .kind = UI_BUTTON_PRIMARY,
        .width = 260,
        .is_disabled = !has_name};
    keys.action_count = 1;
    is_taken |= ui_keyboard(ui, board, &keys, &state->keys) == 0;
    if (is_taken && has_name) {
        intent.kind = INTENT_ADD_PERSON;
        intent.index = (size_t)state->role;
        (void)text_copy_view(
            intent.code, sizeof intent.code, text_view_trim(text_view_of(state->name)));
        state->mode = STAFF_LIST;
        ui_focus_none(ui);
    }
    return intent;
}

/* ---- A new PIN, typed twice ---- */

static void pin_words(
    const struct staff_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    size_t typed = strlen(state->pin);
    if (typed == 0 && state->says_differ) {
        ui_text(ui, rect, say(view, TEXT_PIN_DIFFERS),
            &(struct ui_text_style){.size = 28,
                .weight = UI_WEIGHT_600,
                .colour = COLOUR_RED,
                .align = UI_ALIGN_CENTER,
                .lines_max = 2});
    } else {
        ui_pin_dots(
            ui, rect, typed > PIN_PAD_DIGITS_MIN ? (int)typed : PIN_PAD_DIGITS_MIN, (int)typed);
    }
}

/* The first time it is kept, the second time it must be the same. */
static struct intent take_pin(struct staff_state *state)
{
    struct intent intent = {.kind = INTENT_NONE, .staff_id = state->person_id};
    if (state->first[0] == '\0') {
        memcpy(state->first, state->pin, sizeof state->first);
        memory_wipe(state->pin, sizeof state->pin);
        return intent;
    }
    if (strcmp(state->first, state->pin) == 0) {
        intent.kind = INTENT_SET_PIN;
        text_copy(intent.code, sizeof intent.code, state->pin);
        state->mode = STAFF_PERSON;
        forget_pin(state);
        return intent;
    }
    forget_pin(state);
    state->says_differ = true;
    return intent;
}

static struct intent pin_frame(
    struct staff_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    const struct view_person *person = chosen(state, view);
    char words[2 * WORDS_MAX + NAME_BYTES];
    if (person == NULL) {
        state->mode = STAFF_LIST;
        return intent;
    }
    area = column_of(area, PAD_WIDTH);
    bool is_again = state->first[0] != '\0';
    say_with(
        view, words, sizeof words, is_again ? TEXT_PIN_AGAIN : TEXT_PIN_NEW, person->name, NULL);
    int height = (ui_is_low(ui) ? 60 : 84) * ui_text_percent(ui) / 100;
    ui_text(ui, rect_cut_top(&area, height), words,
        &(struct ui_text_style){.size = ui_is_low(ui) ? 24 : 34,
            .weight = UI_WEIGHT_700,
            .align = UI_ALIGN_CENTER,
            .lines_max = 2});
    pin_words(state, view, ui, rect_cut_top(&area, ui_is_low(ui) ? 64 : 80));
    rect_skip_top(&area, 12);
    area.height = area.height < 620 ? area.height : 620;
    size_t typed = strlen(state->pin);
    bool is_complete = typed >= PIN_PAD_DIGITS_MIN;
    struct ui_keypad_press press = ui_keypad(ui, area,
        &(struct ui_keypad){.order = UI_KEYPAD_123,
            .has_ok = true,
            .ok = say(view, TEXT_OK),
            .is_ok_disabled = !is_complete});
    if (press.key == UI_KEYPAD_DIGIT && typed < PIN_PAD_DIGITS_MAX) {
        state->pin[typed] = (char)('0' + press.digit);
        state->pin[typed + 1] = '\0';
    } else if (press.key == UI_KEYPAD_BACKSPACE && typed > 0) {
        state->pin[typed - 1] = '\0';
    } else if (press.key == UI_KEYPAD_OK && is_complete) {
        intent = take_pin(state);
    }
    return intent;
}

/* ---- The screen ---- */

static struct intent step_back(struct staff_state *state, struct ui *ui)
{
    struct intent intent = {.kind = INTENT_NONE};
    ui_focus_none(ui);
    forget_pin(state);
    switch (state->mode) {
    case STAFF_LIST:
        intent.kind = INTENT_GO;
        intent.screen = SCREEN_SELL;
        break;
    case STAFF_PERSON:
    case STAFF_ADD:
        state->mode = STAFF_LIST;
        break;
    case STAFF_PIN:
        state->mode = STAFF_PERSON;
        break;
    }
    return intent;
}

static struct intent staff_frame(void *opaque, const struct app_view *view, struct ui *ui)
{
    struct staff_state *state = opaque;
    struct intent intent = {.kind = INTENT_NONE};
    struct rect area = parts_ground(ui, view);
    struct rect board = {0};
    struct ui_top_bar bar = parts_top_bar(view);
    bar.back = say(view, TEXT_BACK);
    bar.title = say(view, TEXT_STAFF);
    bar.user = ui_area(ui).width < 1500 ? NULL : bar.user;
    if (ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK) {
        return step_back(state, ui);
    }
    if (state->mode == STAFF_ADD) {
        board = rect_cut_bottom(&area, ui_keys_height(ui));
    }
    area = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : 24);
    switch (state->mode) {
    case STAFF_LIST:
        list(state, view, ui, area);
        break;
    case STAFF_PERSON:
        intent = person_frame(state, view, ui, area);
        break;
    case STAFF_ADD:
        intent = add_frame(state, view, ui, area, board);
        break;
    case STAFF_PIN:
        intent = pin_frame(state, view, ui, area);
        break;
    }
    struct parts_strips strips = {.is_at_top = state->mode == STAFF_PIN,
        .seen_serial = state->mode == STAFF_ADD ? state->seen_serial : 0};
    if (state->mode == STAFF_LIST) {
        rect_skip_bottom(&area, TARGET_OFTEN + 20); /* never over the way forward */
    }
    struct intent closed = parts_messages(ui, view, area, &strips).intent;
    intent = intent.kind != INTENT_NONE ? intent : closed;
    struct intent scan = parts_scan(ui, 0);
    scan.kind = scan.kind == INTENT_SCAN ? INTENT_REFUSE_SCAN : scan.kind;
    return intent.kind != INTENT_NONE ? intent : scan;
}

const struct screen screen_staff = {
    .name = "staff",
    .state_size = sizeof(struct staff_state),
    .frame = staff_frame,
};
