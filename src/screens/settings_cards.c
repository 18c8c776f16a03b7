#include <string.h>

#include "base/text.h"
#include "domain/right.h"
#include "screens/settings.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/staff.h"

/* The cards of a category and of a person: what they have, each a row that is changed at once. */

#define COLOUR_GAP 12

static struct intent nothing(void)
{
    return (struct intent){.kind = INTENT_NONE};
}

static bool row_at(
    struct ui *ui, struct rect *area, const char *label, const char *value, bool is_first)
{
    struct rect rect = rect_cut_top(area, SETTINGS_ROW);
    bool is_pressed =
        settings_row(ui, rect, &(struct settings_row){.label = label, .value = value});
    if (!is_first) {
        ui_rule(ui, rect_inset(rect, 28, 0));
    }
    return is_pressed;
}

/* ---- Category ---- */

static struct intent set_category(size_t index, const char *name, int number)
{
    struct intent intent = {.kind = INTENT_SET_CATEGORY, .index = index, .amount_minor = number};
    text_copy(intent.code, sizeof intent.code, name);
    return intent;
}

static struct intent colours(const struct office_category *category, size_t index, struct ui *ui,
    const struct app_view *view, struct rect area)
{
    struct intent intent = nothing();
    int chosen = category->colour > 0 ? category->colour : (int)(index % OFFICE_COLOURS) + 1;
    area.height = 2 * TARGET_OFTEN + COLOUR_GAP;
    for (int i = 1; i <= OFFICE_COLOURS; i++) {
        char label[WORDS_MAX];
        const char number[2] = {(char)('0' + i), '\0'};
        say_with(view, label, sizeof label, TEXT_COLOUR_NUMBER, number, NULL);
        if (ui_button(ui, rect_grid_cell(area, 4, 2, COLOUR_GAP, i - 1),
                &(struct ui_button){.label = label,
                    .has_dot = true,
                    .dot = theme_category_colour(i - 1),
                    .is_marked = i == chosen})) {
            intent = set_category(index, category->name, i);
        }
    }
    return intent;
}

struct intent settings_category_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    if (state->row >= view->settings->category_count) {
        settings_close(state, ui);
        return nothing();
    }
    const struct office_category *category = &view->settings->categories[state->row];
    if (settings_card_head(view, ui, &area, category->name, TEXT_CLOSE)) {
        settings_close(state, ui);
        return nothing();
    }
    struct rect card = rect_cut_top(&area, SETTINGS_ROW);
    ui_card(ui, card);
    if (row_at(ui, &card, say(view, TEXT_NAME), category->name, true)) {
        settings_open(state, SETTINGS_EDIT_CATEGORY_NAME, state->row);
        text_copy(state->text, sizeof state->text, category->name);
    }
    rect_skip_top(&area, 24);
    return colours(category, state->row, ui, view, area);
}

/* ---- Person ---- */

static struct intent set_person(const struct till_person *person)
{
    struct intent intent = {.kind = INTENT_SET_PERSON,
        .id = person->id,
        .index = (size_t)person->role,
        .amount_minor = person->is_active};
    text_copy(intent.code, sizeof intent.code, person->name);
    return intent;
}

struct intent settings_person_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    if (state->row >= view->settings->person_count) {
        settings_close(state, ui);
        return nothing();
    }
    struct till_person person = view->settings->people[state->row];
    if (settings_card_head(view, ui, &area, person.name, TEXT_CLOSE)) {
        settings_close(state, ui);
        return nothing();
    }
    struct rect card = rect_cut_top(&area, 4 * SETTINGS_ROW);
    ui_card(ui, card);
    if (row_at(ui, &card, say(view, TEXT_NAME), person.name, true)) {
        settings_open(state, SETTINGS_EDIT_PERSON_NAME, state->row);
        text_copy(state->text, sizeof state->text, person.name);
    }
    if (row_at(ui, &card, say(view, TEXT_ROLE), settings_role_word(view, person.role), false)) {
        settings_open(state, SETTINGS_EDIT_PERSON_ROLE, state->row);
    }
    if (row_at(ui, &card, say(view, TEXT_NEW_PIN),
            say(view, person.has_pin ? TEXT_HAS_PIN : TEXT_HAS_NO_PIN), false)) {
        settings_open(state, SETTINGS_EDIT_PERSON_PIN, state->row);
        memory_wipe(state->pins, sizeof state->pins);
    }
    struct rect last = rect_cut_top(&card, SETTINGS_ROW);
    ui_rule(ui, rect_inset(last, 28, 0));
    if (settings_row(ui, last,
            &(struct settings_row){.label = say(view, TEXT_WORKS_HERE),
                .has_check = true,
                .is_checked = person.is_active})) {
        person.is_active = !person.is_active;
        return set_person(&person);
    }
    return nothing();
}

struct intent settings_role_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = nothing();
    if (state->row >= view->settings->person_count) {
        settings_close(state, ui);
        return intent;
    }
    struct till_person person = view->settings->people[state->row];
    if (settings_card_head(view, ui, &area, person.name, TEXT_CANCEL)) {
        settings_close(state, ui);
    }
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (ui_button(ui, rect_cut_top(&area, 96),
                &(struct ui_button){.label = settings_role_word(view, (enum role)role),
                    .is_selected = (enum role)role == person.role,
                    .is_start = true})) {
            person.role = (enum role)role;
            intent = set_person(&person);
            settings_close(state, ui);
        }
        rect_skip_top(&area, 12);
    }
    return intent;
}

/* Twice, so that no slip locks somebody out. */
struct intent settings_pin_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = nothing();
    bool is_again = state->edit == SETTINGS_EDIT_PERSON_PIN_AGAIN;
    char *pin = state->pins[is_again];
    if (state->row >= view->settings->person_count ||
        settings_card_head(view, ui, &area,
            say(view, is_again ? TEXT_START_PIN_AGAIN : TEXT_NEW_PIN), TEXT_CANCEL)) {
        memory_wipe(state->pins, sizeof state->pins);
        settings_close(state, ui);
        return intent;
    }
    size_t size = strlen(pin);
    struct rect pad = area;
    pad.width = pad.width < 580 ? pad.width : 580;
    pad.height = pad.height < 720 ? pad.height : 720;
    ui_pin_dots(
        ui, rect_cut_top(&pad, 48), size < PIN_DIGITS_MIN ? PIN_DIGITS_MIN : (int)size, (int)size);
    rect_skip_top(&pad, 20);
    struct ui_keypad_press press = ui_keypad(ui, pad,
        &(struct ui_keypad){.order = UI_KEYPAD_123,
            .has_ok = true,
            .is_ok_disabled = size < PIN_DIGITS_MIN,
            .ok = say(view, TEXT_OK)});
    if (press.key == UI_KEYPAD_DIGIT && size < PIN_DIGITS_MAX) {
        pin[size] = (char)('0' + press.digit);
        pin[size + 1] = '\0';
    } else if (press.key == UI_KEYPAD_BACKSPACE && size > 0) {
        pin[size - 1] = '\0';
    } else if (press.key == UI_KEYPAD_OK && size >= PIN_DIGITS_MIN && !is_again) {
        settings_open(state, SETTINGS_EDIT_PERSON_PIN_AGAIN, state->row);
    } else if (press.key == UI_KEYPAD_OK && size >= PIN_DIGITS_MIN) {
        if (strcmp(state->pins[0], state->pins[1]) == 0) {
            intent.kind = INTENT_SET_PIN;
            intent.id = view->settings->people[state->row].id;
            text_copy(intent.pin, sizeof intent.pin, pin);
            settings_open(state, SETTINGS_EDIT_PERSON, state->row);
        } else {
            settings_open(state, SETTINGS_EDIT_PERSON_PIN, state->row); /* begins anew */
        }
        memory_wipe(state->pins, sizeof state->pins);
    }
    return intent;
}
