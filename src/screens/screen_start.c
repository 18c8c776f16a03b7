#include <ctype.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/country.h"
#include "domain/rate.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/staff.h"

/* A new shop in a few steps: its name, its country, the manager's PIN twice, and the words for the
 * day on which nobody knows the PIN. Everything else is a setting. */

#define COLUMN_WIDTH 1100
#define COUNTRY_ROW 88
#define FIELD_HEIGHT 104
#define QUERY_MAX 64
#define WORD_GROUPS 6

enum start_step {
    START_NAME,
    START_COUNTRY,
    START_PIN,
    START_PIN_AGAIN,
    START_WORDS,
    START_STEP_COUNT
};

struct start_state {
    enum start_step step;
    char name[NAME_BYTES];
    char query[QUERY_MAX];
    char country[3]; /* "" none is chosen yet */
    char pins[2][PIN_DIGITS_MAX + 1];
    bool are_different; /* the two PINs were */
    struct ui_scroll scroll;
    struct ui_keys_state keys;
};

static_assert(sizeof(struct start_state) <= SCREEN_STATE_MAX, "state fits its slot");

/* ---- What all steps share ---- */

static void go_to(struct start_state *state, struct ui *ui, enum start_step step)
{
    state->step = step;
    state->are_different = false;
    ui_focus_none(ui);
}

static struct rect middle_column(struct rect area)
{
    int width = area.width - 2 * SPACE_MARGIN;
    width = width < COLUMN_WIDTH ? width : COLUMN_WIDTH;
    return (struct rect){area.x + (area.width - width) / 2, area.y, width, area.height};
}

/* The question of a step and what it is for; cut off *column. */
static void ask(struct ui *ui, struct rect *column, const char *title, const char *hint)
{
    bool is_low = ui_is_low(ui);
    struct ui_text_style small = {.colour = COLOUR_INK2, .lines_max = 2};
    rect_skip_top(column, is_low ? 16 : 40);
    ui_text(ui, rect_cut_top(column, is_low ? 56 : 68), title,
        &(struct ui_text_style){.size = is_low ? 40 : TYPE_TITLE,
            .weight = UI_WEIGHT_700,
            .is_display = true,
            .is_fixed = true});
    int height = ui_text_height(ui, column->width, hint, &small);
    ui_text(ui, rect_cut_top(column, height), hint, &small);
    rect_skip_top(column, is_low ? 16 : 28);
}

/* Green, at the bottom of the column; true when it is pressed. */
static bool go_on(struct ui *ui, struct rect *column, const char *label, bool is_possible)
{
    rect_skip_bottom(column, ui_is_low(ui) ? 16 : 32);
    struct rect button = rect_cut_bottom(column, 104);
    return ui_button(ui, button,
        &(struct ui_button){
            .label = label, .kind = UI_BUTTON_PRIMARY, .is_disabled = !is_possible});
}

static struct ui_keys keys_of(const struct app_view *view, bool is_possible)
{
    struct ui_keys keys = parts_keys(view);
    keys.actions[0] = (struct ui_keys_action){.label = say(view, TEXT_NEXT),
        .kind = UI_BUTTON_PRIMARY,
        .width = 300,
        .is_disabled = !is_possible};
    keys.action_count = 1;
    return keys;
}

/* ---- Name ---- */

static bool is_name(const char *name)
{
    struct text_view view = text_view_trim(text_view_of(name));
    return view.size > 0 && text_view_count_characters(view) <= NAME_CHARACTERS_MAX;
}

static void name_step(
    struct start_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    bool is_possible = is_name(state->name);
    struct ui_keys keys = keys_of(view, is_possible);
    bool is_next =
        ui_keyboard(ui, rect_cut_bottom(&area, ui_keys_height(ui)), &keys, &state->keys) == 0;
    struct rect column = middle_column(area);
    ask(ui, &column, say(view, TEXT_START_NAME), say(view, TEXT_START_NAME_HINT));
    if (!ui_has_any_focus(ui)) {
        ui_focus(ui, "name");
    }
    enum ui_field_event event = ui_field(ui, rect_cut_top(&column, FIELD_HEIGHT),
        &(struct ui_field){.label = say(view, TEXT_SHOP_NAME),
            .id = "name",
            .is_good = is_possible,
            .focus = COLOUR_GREEN},
        state->name, sizeof state->name);
    if ((is_next || event == UI_FIELD_ENTERED) && is_possible) {
        go_to(state, ui, START_COUNTRY);
    }
}

/* ---- Country ---- */

static bool begins_with(const char *text, struct text_view query)
{
    for (size_t i = 0; i < query.size; i++) {
        if (text[i] == '\0' ||
            tolower((unsigned char)text[i]) != tolower((unsigned char)query.bytes[i])) {
            return false;
        }
    }
    return true;
}

/* Its code, its name, or a word of the name begins with what was typed. */
static bool matches(const struct country *country, struct text_view query)
{
    if (begins_with(country->code, query)) {
        return true;
    }
    for (const char *word = country->name; word != NULL; word = strchr(word, ' ')) {
        word += *word == ' ';
        if (begins_with(word, query)) {
            return true;
        }
    }
    return false;
}

/* The countries that match, this machine's first. Returns how many. */
static size_t find_countries(const char *typed, const struct country *machine,
    const struct country **out_rows, size_t rows_max)
{
    struct text_view query = text_view_trim(text_view_of(typed));
    size_t count = 0;
    if (machine != NULL && matches(machine, query)) {
        out_rows[count++] = machine;
    }
    for (size_t i = 0; i < country_count() && count < rows_max; i++) {
        const struct country *country = country_at(i);
        if (country != machine && matches(country, query)) {
            out_rows[count++] = country;
        }
    }
    return count;
}

/* "EUR · 19 %, 7 %, 0 % · tax included" */
static void describe(
    const struct app_view *view, const struct country *country, char *out_words, size_t capacity)
{
    struct text_out out = text_out_begin(out_words, capacity);
    text_out_append(&out, country->currency);
    for (size_t i = 0; country->taxes[i] != NULL; i++) {
        struct tax_code code;
        struct error ignored; /* the table's codes are sound */
        char rate[WORDS_MAX];
        if (tax_code_parse(text_view_of(country->taxes[i]), &code, &ignored)) {
            text_out_append(&out, i == 0 ? " · " : ", ");
            text_out_append(&out, words_tax_code(view, &code, rate));
        }
    }
    text_out_append(&out, " · ");
    text_out_append(&out,
        say(view, country->prices == PRICES_GROSS ? TEXT_WITH_TAX_INCLUDED : TEXT_WITH_TAX_ADDED));
}

static void country_row(struct start_state *state, const struct app_view *view, struct ui *ui,
    struct rect row, const struct country *country)
{
    char words[WORDS_MAX];
    bool is_chosen = strcmp(state->country, country->code) == 0;
    describe(view, country, words, sizeof words);
    bool is_pressed = ui_press(ui, row,
        &(struct ui_press){.label = country->name,
            .role = UI_ROLE_ROW,
            .value = words,
            .ground = is_chosen ? (colour)COLOUR_GREEN_TINT : (colour)COLOUR_NONE,
            .is_selected = is_chosen});
    struct rect inside = rect_inset(row, 28, 6);
    if (is_chosen) {
        ui_icon(ui, rect_center(rect_cut_right(&inside, 48), 36, 36), ICON_TICK, COLOUR_GREEN);
    }
    ui_text(ui, rect_cut_top(&inside, inside.height / 2), country->name,
        &(struct ui_text_style){
            .weight = UI_WEIGHT_600, .vertical = UI_VERTICAL_BOTTOM, .is_silent = true});
    ui_text(ui, inside, words,
        &(struct ui_text_style){.size = TYPE_SMALL, .colour = COLOUR_INK2, .is_silent = true});
    if (is_pressed) {
        text_copy(state->country, sizeof state->country, country->code);
        ui_focus_none(ui);
    }
}

static void country_list(struct start_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const struct country *machine)
{
    const struct country *rows[64];
    size_t count = find_countries(state->query, machine, rows, ARRAY_LENGTH(rows));
    if (count == 0) {
        ui_text(ui, rect_cut_top(&area, 72), say(view, TEXT_COUNTRY_NONE),
            &(struct ui_text_style){.colour = COLOUR_INK2, .lines_max = 2});
        return;
    }
    int wanted = (int)count * COUNTRY_ROW;
    area.height = wanted < area.height ? wanted : area.height;
    ui_card(ui, rect_inset(area, -LINE_WIDTH, -LINE_WIDTH));
    struct rect content = ui_scroll_begin(ui, area, "countries", wanted, &state->scroll);
    for (size_t i = 0; i < count; i++) {
        struct rect row = {content.x, content.y + (int)i * COUNTRY_ROW, content.width, COUNTRY_ROW};
        if (ui_is_visible(ui, row)) {
            country_row(state, view, ui, row, rows[i]);
            if (i > 0) {
                ui_rule(ui, row);
            }
        }
    }
    ui_scroll_end(ui);
}

static void country_step(
    struct start_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct country *machine = country_find(view->shop->country);
    if (state->country[0] == '\0' && machine != NULL) {
        text_copy(state->country, sizeof state->country, machine->code);
    }
    bool is_possible = state->country[0] != '\0';
    bool is_next = false;
    bool is_typing = ui_field_has_focus(ui);
    if (is_typing) {
        struct ui_keys keys = keys_of(view, is_possible);
        is_next =
            ui_keyboard(ui, rect_cut_bottom(&area, ui_keys_height(ui)), &keys, &state->keys) == 0;
    }
    struct rect column = middle_column(area);
    if (is_typing) {
        rect_skip_top(&column, 16);
    } else {
        ask(ui, &column, say(view, TEXT_START_COUNTRY), say(view, TEXT_START_COUNTRY_HINT));
        is_next = go_on(ui, &column, say(view, TEXT_NEXT), is_possible);
        rect_skip_bottom(&column, SPACE_GUTTER);
    }
    enum ui_field_event event = ui_field(ui, rect_cut_top(&column, 72),
        &(struct ui_field){.placeholder = say(view, TEXT_COUNTRY_SEARCH),
            .id = "country",
            .is_search = true,
            .focus = COLOUR_GREEN},
        state->query, sizeof state->query);
    const struct country *first[1];
    bool is_taken = event == UI_FIELD_ENTERED || (is_typing && is_next);
    if (is_taken && state->query[0] != '\0' &&
        find_countries(state->query, machine, first, 1) > 0) {
        text_copy(state->country, sizeof state->country, first[0]->code);
        ui_focus_none(ui);
    }
    rect_skip_top(&column, 18);
    country_list(state, view, ui, rect_inset(column, LINE_WIDTH, LINE_WIDTH), machine);
    if (is_next && is_possible) {
        go_to(state, ui, START_PIN);
    }
}

/* ---- PIN ---- */

static void press_pin(char *pin, struct ui_keypad_press press)
{
    size_t size = strlen(pin);
    if (press.key == UI_KEYPAD_DIGIT && size < PIN_DIGITS_MAX) {
        pin[size] = (char)('0' + press.digit);
        pin[size + 1] = '\0';
    } else if (press.key == UI_KEYPAD_BACKSPACE && size > 0) {
        pin[size - 1] = '\0';
    }
}

static struct intent pin_step(
    struct start_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    bool is_again = state->step == START_PIN_AGAIN;
    char *pin = state->pins[is_again];
    enum text_id hint = is_again               ? TEXT_START_PIN_AGAIN_HINT
                        : state->are_different ? TEXT_START_PIN_DIFFERENT
                                               : TEXT_START_PIN_HINT;
    struct rect column = middle_column(area);
    ask(ui, &column, say(view, is_again ? TEXT_START_PIN_AGAIN : TEXT_START_PIN), say(view, hint));
    size_t size = strlen(pin);
    int dots = size < PIN_DIGITS_MIN ? PIN_DIGITS_MIN : (int)size;
    struct rect pad = rect_center(column, column.width < 580 ? column.width : 580, column.height);
    ui_pin_dots(ui, rect_cut_top(&pad, 48), dots, (int)size);
    rect_skip_top(&pad, ui_is_low(ui) ? 12 : 24);
    rect_skip_bottom(&pad, ui_is_low(ui) ? 16 : 48);
    pad.height = pad.height < 640 ? pad.height : 640;
    struct ui_keypad_press press = ui_keypad(ui, pad,
        &(struct ui_keypad){.order = UI_KEYPAD_123,
            .has_ok = true,
            .is_ok_disabled = size < PIN_DIGITS_MIN,
            .ok = say(view, TEXT_OK)});
    press_pin(pin, press);
    if (press.key != UI_KEYPAD_OK || size < PIN_DIGITS_MIN) {
        return intent;
    }
    if (!is_again) {
        memory_wipe(state->pins[1], sizeof state->pins[1]);
        go_to(state, ui, START_PIN_AGAIN);
    } else if (strcmp(state->pins[0], state->pins[1]) != 0) {
        memory_wipe(state->pins, sizeof state->pins);
        go_to(state, ui, START_PIN);
        state->are_different = true;
    } else {
        intent.kind = INTENT_FOUND_SHOP;
        text_copy_view(intent.code, sizeof intent.code, text_view_trim(text_view_of(state->name)));
        text_copy(intent.country, sizeof intent.country, state->country);
        text_copy(intent.pin, sizeof intent.pin, pin);
        memory_wipe(state->pins, sizeof state->pins);
        go_to(state, ui, START_PIN); /* until the shop is made; then its words show */
    }
    return intent;
}

/* ---- Words ---- */

static struct intent words_step(const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct rect column = middle_column(area);
    ask(ui, &column, say(view, TEXT_START_WORDS), say(view, TEXT_START_WORDS_HINT));
    if (go_on(ui, &column, say(view, TEXT_START_OPEN), true)) {
        intent.kind = INTENT_OPEN_SHOP;
    }
    rect_skip_bottom(&column, SPACE_GUTTER);
    column.height = column.height < 360 ? column.height : 360;
    ui_card(ui, column);
    struct rect inside = rect_inset(column, 32, 24);
    struct text_view rest = text_view_of(view->recovery);
    struct text_view group;
    ui_unmirror_begin(ui, inside);
    for (int i = 0; i < WORD_GROUPS && text_view_split(&rest, ' ', &group); i++) {
        char text[16];
        text_copy_view(text, sizeof text, group);
        ui_text(ui, rect_grid_cell(inside, 3, 2, SPACE_GUTTER, i), text,
            &(struct ui_text_style){.size = 46,
                .weight = UI_WEIGHT_600,
                .has_figures = true,
                .align = UI_ALIGN_CENTER,
                .is_personal = true,
                .is_fixed = true});
    }
    ui_unmirror_end(ui);
    return intent;
}

/* ---- The screen ---- */

/* The step before; from the first one back to the demo. */
static struct intent step_back(struct start_state *state, struct ui *ui, enum start_step step)
{
    struct intent intent = {.kind = INTENT_NONE};
    switch (step) {
    case START_NAME:
        intent.kind = INTENT_GO;
        intent.screen = SCREEN_SELL;
        break;
    case START_COUNTRY:
        go_to(state, ui, START_NAME);
        break;
    case START_PIN:
        memory_wipe(state->pins, sizeof state->pins);
        go_to(state, ui, START_COUNTRY);
        break;
    case START_PIN_AGAIN:
        memory_wipe(state->pins, sizeof state->pins);
        go_to(state, ui, START_PIN);
        break;
    case START_WORDS:
        intent.kind = INTENT_DROP_SHOP;
        break;
    case START_STEP_COUNT:
        break;
    }
    return intent;
}

static struct intent start_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct start_state *state = memory;
    struct intent intent = {.kind = INTENT_NONE};
    struct rect area = ui_area(ui);
    enum start_step step = view->recovery[0] != '\0' ? START_WORDS : state->step;
    bool has_back = step != START_NAME || !view->is_first_start;
    char place[WORDS_MAX];
    char number[24];
    char count[24];
    struct text_out out = text_out_begin(number, sizeof number);
    text_out_append_number(&out, (int64_t)step + 1, 1);
    out = text_out_begin(count, sizeof count);
    text_out_append_number(&out, START_STEP_COUNT, 1);
    say_with(view, place, sizeof place, TEXT_STEP_OF, number, count);
    ui_fill(ui, area, COLOUR_PAPER);
    enum ui_top_bar_event event = ui_top_bar(ui, &area,
        &(struct ui_top_bar){.back = has_back ? say(view, TEXT_BACK) : NULL,
            .has_logo = true,
            .title = say(view, TEXT_START_SHOP),
            .note = place},
        NULL);
    struct rect page = area;
    switch (step) {
    case START_NAME:
        name_step(state, view, ui, page);
        break;
    case START_COUNTRY:
        country_step(state, view, ui, page);
        break;
    case START_PIN:
    case START_PIN_AGAIN:
        intent = pin_step(state, view, ui, page);
        break;
    case START_WORDS:
        intent = words_step(view, ui, page);
        break;
    case START_STEP_COUNT:
        break;
    }
    if (event == UI_TOP_BAR_BACK) {
        return step_back(state, ui, step);
    }
    struct parts_message message = parts_messages(
        ui, view, rect_inset(area, SPACE_MARGIN, 24), &(struct parts_strips){.is_at_top = true});
    return intent.kind != INTENT_NONE ? intent : message.intent;
}

const struct screen screen_start = {
    .name = "start",
    .state_size = sizeof(struct start_state),
    .frame = start_frame,
};
