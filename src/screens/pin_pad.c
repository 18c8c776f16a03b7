#include "screens/pin_pad.h"

#include <string.h>

#include "base/text.h"
#include "screens/texts.h"
#include "screens/words.h"

#define SECOND_MS 1000
#define KEY_HEIGHT_MAX 136
#define GAP 20
#define GAP_LOW 12

void pin_pad_choose(struct pin_pad *pad, int64_t person_id)
{
    memory_wipe(pad->pin, sizeof pad->pin);
    pad->person_id = person_id;
    pad->says_wrong = false;
}

const struct view_person *pin_pad_person(const struct pin_pad *pad, const struct app_view *view)
{
    for (size_t i = 0; i < view->staff.count; i++) {
        if (view->staff.people[i].id == pad->person_id) {
            return &view->staff.people[i];
        }
    }
    return NULL;
}

/* The answer to the last try empties the dots. */
static void follow_answer(struct pin_pad *pad, const struct app_view *view)
{
    if (pad->seen_serial != view->staff.pin_serial) {
        pad->seen_serial = view->staff.pin_serial;
        pad->says_wrong = view->staff.pin == VIEW_PIN_WRONG;
        memory_wipe(pad->pin, sizeof pad->pin);
    }
}

static void say_line(
    struct ui *ui, struct rect rect, const char *words, colour text, enum ui_weight weight)
{
    ui_text(ui, rect, words,
        &(struct ui_text_style){.size = 28,
            .weight = weight,
            .colour = text,
            .align = UI_ALIGN_CENTER,
            .has_figures = true,
            .lines_max = 2});
}

/* Minutes and seconds in words; the next frame comes when they change. */
static void say_wait(
    struct ui *ui, const struct app_view *view, struct rect rect, const struct view_person *person)
{
    char words[WORDS_MAX];
    uint64_t seconds = (uint64_t)((person->wait_ms + SECOND_MS - 1) / SECOND_MS);
    if (seconds > 120) {
        say_count(view, words, sizeof words, TEXT_PIN_WAIT_MINUTES, (seconds + 59) / 60, NULL);
    } else {
        say_count(view, words, sizeof words, TEXT_PIN_WAIT_SECONDS, seconds, NULL);
    }
    say_line(ui, rect, words, COLOUR_AMBER, UI_WEIGHT_600);
    ui_wake_at(ui, ui_now_ms(ui) + (person->wait_ms - 1) % SECOND_MS + 1);
}

static void dots(struct pin_pad *pad, const struct app_view *view, struct ui *ui, struct rect rect,
    const struct view_person *person)
{
    size_t typed = strlen(pad->pin);
    if (person->wait_ms > 0) {
        say_wait(ui, view, rect, person);
    } else if (!person->has_pin) {
        bool is_missing = person->is_manager && view->staff.has_pins;
        say_line(ui, rect, say(view, is_missing ? TEXT_PIN_MISSING : TEXT_PIN_NONE), COLOUR_INK2,
            UI_WEIGHT_400);
    } else if (typed == 0 && pad->says_wrong) {
        say_line(ui, rect, say(view, TEXT_PIN_WRONG), COLOUR_RED, UI_WEIGHT_600);
    } else {
        ui_pin_dots(
            ui, rect, typed > PIN_PAD_DIGITS_MIN ? (int)typed : PIN_PAD_DIGITS_MIN, (int)typed);
    }
}

static bool keys(struct pin_pad *pad, const struct app_view *view, struct ui *ui, struct rect rect,
    const struct view_person *person)
{
    size_t typed = strlen(pad->pin);
    bool is_missing = !person->has_pin && person->is_manager && view->staff.has_pins;
    bool is_complete = person->has_pin ? typed >= PIN_PAD_DIGITS_MIN : !is_missing;
    struct ui_keypad keypad = {.order = UI_KEYPAD_123,
        .has_ok = true,
        .ok = say(view, TEXT_OK),
        .is_ok_disabled = !is_complete || person->wait_ms > 0,
        .gap = ui_is_low(ui) ? GAP_LOW : GAP};
    struct ui_keypad_press press = ui_keypad(ui, rect, &keypad);
    switch (press.key) {
    case UI_KEYPAD_DIGIT:
        if (typed < PIN_PAD_DIGITS_MAX && person->has_pin && person->wait_ms == 0) {
            pad->pin[typed] = (char)('0' + press.digit);
            pad->pin[typed + 1] = '\0';
        }
        return false;
    case UI_KEYPAD_BACKSPACE:
        if (typed > 0) {
            pad->pin[typed - 1] = '\0';
        }
        return false;
    case UI_KEYPAD_OK:
        return is_complete && person->wait_ms == 0;
    case UI_KEYPAD_NONE:
    case UI_KEYPAD_EXTRA:
        break;
    }
    return false;
}

bool pin_pad_frame(struct pin_pad *pad, const struct app_view *view, struct ui *ui,
    struct rect rect, bool has_name)
{
    const struct view_person *person = pin_pad_person(pad, view);
    follow_answer(pad, view);
    if (person == NULL) {
        return false;
    }
    bool is_low = ui_is_low(ui);
    int name_height = has_name ? 72 : 0;
    int dots_height = is_low ? 72 : 80;
    int gap = is_low ? 8 : 18;
    int room = rect.height - name_height - dots_height - 2 * gap;
    int keys_height = room < 4 * KEY_HEIGHT_MAX + 3 * GAP ? room : 4 * KEY_HEIGHT_MAX + 3 * GAP;
    rect_skip_top(&rect, (room - keys_height) / 2);
    if (has_name) {
        ui_text(ui, rect_cut_top(&rect, name_height), person->name,
            &(struct ui_text_style){.size = TYPE_TITLE,
                .weight = UI_WEIGHT_700,
                .is_display = true,
                .align = UI_ALIGN_CENTER});
    }
    rect_skip_top(&rect, gap);
    dots(pad, view, ui, rect_cut_top(&rect, dots_height), person);
    rect_skip_top(&rect, gap);
    return keys(pad, view, ui, rect_cut_top(&rect, keys_height), person);
}
