#include <string.h>

#include <utf8proc.h>

#include "base/compiler.h"
#include "ui/internal.h"

#define KEYS_HEIGHT 430
#define KEYS_HEIGHT_LOW 354
#define KEYS_PADDING 18
#define KEY_ICON 38
#define KEY_GAP 14
#define KEY_ROW_GAP 12
#define SPACE_WIDTH_MIN 150
#define ROWS 3
#define KEYS_BOTTOM_MAX 10

enum keys_page {
    PAGE_LETTERS,
    PAGE_SIGNS,
    PAGE_ACCENTS
};

/* Signs that one layout has: letters, and the page of accents with its key. The first of a row is
 * the left one, in every direction of writing. */
struct layout {
    const char *letters[ROWS], *accents[ROWS];
    const char *accents_word, *letters_word;
    bool has_capitals;
};

#define LATIN                                                                                      \
    .accents = {"\u00e4\u00f6\u00fc\u00df\u00e5\u00e6\u00f8\u0153\u00e7\u00f1",                    \
        "\u00e1\u00e0\u00e2\u00e3\u00e9\u00e8\u00ea\u00eb\u00ed\u00ee",                            \
        "\u00f3\u00f4\u00f5\u00fa\u00f9\u00fb\u00fd\u0161\u017e"},                                 \
    .accents_word = "\u00e4 \u00f6 \u00fc \u00e9", .letters_word = "abc", .has_capitals = true

static const struct layout LAYOUTS[] = {
    [UI_KEYS_QWERTY] = {.letters = {"qwertyuiop", "asdfghjkl'", "zxcvbnm-."}, LATIN},
    [UI_KEYS_QWERTZ] = {.letters = {"qwertzuiop\u00fc", "asdfghjkl\u00f6\u00e4", "yxcvbnm\u00df-."},
        LATIN},
    [UI_KEYS_AZERTY] = {.letters = {"azertyuiop", "qsdfghjklm", "wxcvbn\u00e9'-."}, LATIN},
    [UI_KEYS_SPANISH] = {.letters = {"qwertyuiop", "asdfghjkl\u00f1", "zxcvbnm'-."}, LATIN},
    [UI_KEYS_ARABIC] = {.letters = {"ضصثقفغعهخحجد", "شسيبلاتنمكط", "أئءؤرىةوزظذ"},
        .accents = {"آأإٱؤئءىةـ", "پچژگڤکی،؛؟", "ًٌٍَُِّْ"},
        .accents_word = "أ إ آ",
        .letters_word = "أبج"},
};
static const char *const SIGNS[ROWS] = {"1234567890", "@#\u20ac%&*()+=", "/:;,?!\"_-."};
static const char *const PHONE[ROWS] = {"123+", "456-", "789/"};

/* Between the letters of the language and others; an e-mail address has Latin ones only. */
static bool has_language_key(const struct ui_keys *keys)
{
    return (keys->has_other || !LAYOUTS[keys->layout].has_capitals) && !keys->is_email;
}

static const struct layout *other_layout(const struct ui_keys *keys)
{
    return &LAYOUTS[keys->has_other ? keys->other : UI_KEYS_QWERTY];
}

static const struct layout *layout_of(const struct ui_keys *keys, const struct ui_keys_state *state)
{
    const struct layout *own = &LAYOUTS[keys->layout];
    if (keys->is_email) {
        return own->has_capitals ? own : &LAYOUTS[UI_KEYS_QWERTY];
    }
    return state->is_other && has_language_key(keys) ? other_layout(keys) : own;
}

static const char *row_characters(
    const struct ui_keys *keys, const struct ui_keys_state *state, int row)
{
    const struct layout *layout = layout_of(keys, state);
    if (keys->is_phone) {
        return PHONE[row];
    }
    if (state->page == PAGE_SIGNS) {
        return SIGNS[row];
    }
    return state->page == PAGE_ACCENTS ? layout->accents[row] : layout->letters[row];
}

int ui_keys_height(const struct ui *ui)
{
    return ui_is_low(ui) ? KEYS_HEIGHT_LOW : KEYS_HEIGHT;
}

/* Addresses have underscores, and neither apostrophes nor a sharp s. */
static utf8proc_int32_t for_email(utf8proc_int32_t codepoint)
{
    return codepoint == '\'' || codepoint == 0xdf ? '_' : codepoint;
}

/* One character as a key's word, in capitals under shift. Returns the bytes read. */
static size_t key_label(const char *characters, bool is_email, bool has_shift, char out[8])
{
    utf8proc_int32_t codepoint;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)characters, -1, &codepoint);
    ASSERT(size > 0);
    codepoint = is_email ? for_email(codepoint) : codepoint;
    if (has_shift && codepoint != 0xdf) {
        codepoint = utf8proc_toupper(codepoint);
    }
    utf8proc_ssize_t written = utf8proc_encode_char(codepoint, (utf8proc_uint8_t *)out);
    out[written] = '\0';
    return (size_t)size;
}

static int count_characters(const char *text)
{
    int count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return count;
}

static void shift_key(struct ui *ui, struct rect rect, struct ui_keys_state *state)
{
    struct ui_button key = {.label = "Shift",
        .kind = UI_BUTTON_KEY,
        .icon = ICON_SHIFT,
        .icon_size = KEY_ICON,
        .is_icon_only = true,
        .is_selected = state->has_shift};
    if (ui_button(ui, rect, &key)) {
        state->has_shift = !state->has_shift;
    }
}

static void character_row(struct ui *ui, struct rect rect, const struct ui_keys *keys,
    struct ui_keys_state *state, int row)
{
    const struct layout *layout = layout_of(keys, state);
    const char *characters = row_characters(keys, state, row);
    bool has_shift_key =
        row == ROWS - 1 && state->page != PAGE_SIGNS && layout->has_capitals && !keys->is_phone;
    int columns = count_characters(characters) + has_shift_key;
    if (has_shift_key) {
        shift_key(ui, rect_column(rect, columns, KEY_GAP, 0), state);
    }
    for (int column = has_shift_key; column < columns; column++) {
        char label[8];
        characters += key_label(
            characters, keys->is_email && state->page == PAGE_LETTERS, state->has_shift, label);
        struct ui_button key = {.label = label, .kind = UI_BUTTON_KEY};
        ui_push_id(ui, (uint64_t)(row * 16 + column));
        bool is_fired = ui_button(ui, rect_column(rect, columns, KEY_GAP, column), &key);
        ui_pop_id(ui);
        if (is_fired) {
            ui_type(ui, label);
            state->has_shift = false;
        }
    }
}

/* The bottom row as a list, so that its widths can be shared out. */
enum bottom_key {
    BOTTOM_PAGE,
    BOTTOM_ACCENTS,
    BOTTOM_LANGUAGE,
    BOTTOM_AT,
    BOTTOM_SPACE,
    BOTTOM_COM,
    BOTTOM_BACKSPACE,
    BOTTOM_ACTION
};

struct bottom_place {
    enum bottom_key key;
    int width, action;
};

static int list_bottom(const struct ui_keys *keys, struct bottom_place places[KEYS_BOTTOM_MAX])
{
    int count = 0;
    if (!keys->is_phone) {
        places[count++] = (struct bottom_place){BOTTOM_PAGE, keys->is_email ? 150 : 180, 0};
        places[count++] = keys->is_email ? (struct bottom_place){BOTTOM_AT, 110, 0}
                                         : (struct bottom_place){BOTTOM_ACCENTS, 150, 0};
    }
    if (has_language_key(keys) && !keys->is_phone) {
        places[count++] = (struct bottom_place){BOTTOM_LANGUAGE, 120, 0};
    }
    places[count++] = (struct bottom_place){BOTTOM_SPACE, 0, 0};
    if (keys->is_email) {
        places[count++] = (struct bottom_place){BOTTOM_COM, 130, 0};
    }
    places[count++] = (struct bottom_place){BOTTOM_BACKSPACE, keys->is_email ? 110 : 150, 0};
    ASSERT(keys->action_count <= UI_KEYS_ACTIONS_MAX);
    for (int i = 0; i < keys->action_count; i++) {
        int width = keys->actions[i].width > 0 ? keys->actions[i].width : 198;
        places[count++] = (struct bottom_place){BOTTOM_ACTION, width, i};
    }
    return count;
}

/* The space key takes what the others leave; on a narrow window they give some of theirs. */
static void share_bottom(struct bottom_place *places, int count, int width)
{
    int fixed = 0;
    for (int i = 0; i < count; i++) {
        fixed += places[i].width;
    }
    int room = width - (count - 1) * KEY_GAP;
    int share = room - SPACE_WIDTH_MIN;
    int used = 0;
    for (int i = 0; i < count; i++) {
        if (fixed > share && places[i].key != BOTTOM_SPACE) {
            int less = places[i].width * share / fixed;
            places[i].width = less < TARGET_WIDTH_MIN ? TARGET_WIDTH_MIN : less;
        }
        used += places[i].width;
    }
    for (int i = 0; i < count; i++) {
        if (places[i].key == BOTTOM_SPACE) {
            places[i].width = room - used;
        }
    }
}

static void page_key(struct ui *ui, struct rect rect, const char *word, int page,
    const struct layout *layout, struct ui_keys_state *state)
{
    struct ui_button key = {.label = state->page == page ? layout->letters_word : word,
        .id = word,
        .kind = UI_BUTTON_KEY,
        .size = page == PAGE_SIGNS ? 28 : 26};
    if (ui_button(ui, rect, &key)) {
        state->page = state->page == page ? PAGE_LETTERS : page;
        state->has_shift = false;
    }
}

static void language_key(
    struct ui *ui, struct rect rect, const struct ui_keys *keys, struct ui_keys_state *state)
{
    const struct layout *other = state->is_other ? &LAYOUTS[keys->layout] : other_layout(keys);
    struct ui_button key = {
        .label = other->letters_word, .id = "letters", .kind = UI_BUTTON_KEY, .size = 28};
    if (ui_button(ui, rect, &key)) {
        *state = (struct ui_keys_state){.is_other = !state->is_other};
    }
}

static void typing_key(
    struct ui *ui, struct rect rect, const char *label, const char *typed, bool is_quiet)
{
    struct ui_button key = {.label = label,
        .id = typed,
        .kind = UI_BUTTON_KEY,
        .size = is_quiet ? 26 : 28,
        .has_text_colour = is_quiet,
        .text = COLOUR_INK2};
    if (ui_button(ui, rect, &key)) {
        ui_type(ui, typed);
    }
}

static bool backspace_key(struct ui *ui, struct rect rect, int icon_size)
{
    struct ui_button key = {.label = "Backspace",
        .kind = UI_BUTTON_KEY,
        .icon = ICON_BACKSPACE,
        .is_icon_only = true,
        .repeats = true,
        .icon_size = icon_size};
    return ui_button(ui, rect, &key);
}

static const char *space_word(const struct ui_keys *keys, const struct layout *layout)
{
    bool is_other = layout != &LAYOUTS[keys->layout];
    if (is_other) {
        return keys->has_other && layout == other_layout(keys) ? keys->other_language : "English";
    }
    return keys->language != NULL ? keys->language : "Space";
}

static bool begins_word(const char *text)
{
    size_t size = strlen(text);
    return size == 0 || text[size - 1] == ' ' || text[size - 1] == '-' || text[size - 1] == '\'';
}

/* Each word of a name begins with a capital, unless Shift says otherwise. */
static void capitalize(const struct ui_keys *keys, struct ui_keys_state *state)
{
    size_t size = keys->text == NULL ? 0 : strlen(keys->text) + 1;
    if (size != state->seen_size) {
        state->has_shift = keys->text != NULL && begins_word(keys->text);
        state->seen_size = size;
    }
}

/* Returns the action that was pressed, or -1. */
static int bottom_key(struct ui *ui, struct rect rect, const struct bottom_place *place,
    const struct ui_keys *keys, struct ui_keys_state *state)
{
    const struct layout *layout = layout_of(keys, state);
    switch (place->key) {
    case BOTTOM_PAGE:
        page_key(ui, rect, "123", PAGE_SIGNS, layout, state);
        break;
    case BOTTOM_ACCENTS:
        page_key(ui, rect, layout->accents_word, PAGE_ACCENTS, layout, state);
        break;
    case BOTTOM_LANGUAGE:
        language_key(ui, rect, keys, state);
        break;
    case BOTTOM_AT:
        typing_key(ui, rect, "@", "@", false);
        break;
    case BOTTOM_SPACE:
        if (keys->is_phone) {
            typing_key(ui, rect, "0", "0", false);
        } else {
            typing_key(ui, rect, space_word(keys, layout), " ", true);
        }
        break;
    case BOTTOM_COM:
        typing_key(ui, rect, ".com", ".com", false);
        break;
    case BOTTOM_BACKSPACE:
        if (backspace_key(ui, rect, KEY_ICON)) {
            ui_press_key(ui, INPUT_KEY_BACKSPACE);
        }
        break;
    case BOTTOM_ACTION: {
        const struct ui_keys_action *action = &keys->actions[place->action];
        struct ui_button button = {.label = action->label,
            .kind = action->kind,
            .is_disabled = action->is_disabled,
            .size = 28};
        if (ui_button(ui, rect, &button)) {
            return place->action;
        }
        break;
    }
    }
    return -1;
}

int ui_keyboard(
    struct ui *ui, struct rect rect, const struct ui_keys *keys, struct ui_keys_state *state)
{
    int pressed = -1;
    capitalize(keys, state);
    ui_fill(ui, rect, COLOUR_SUNK);
    struct rect well = rect_inset(rect, SPACE_MARGIN, KEYS_PADDING);
    rect_skip_bottom(&well, ui_is_low(ui) ? 0 : 6);
    /* Keys stand as people know them from the hardware, in every direction of writing. */
    ui_unmirror_begin(ui, well);
    ui_push_id_text(ui, "keyboard");
    for (int row = 0; row < ROWS; row++) {
        character_row(ui, rect_row(well, ROWS + 1, KEY_ROW_GAP, row), keys, state, row);
    }
    struct rect bottom = rect_row(well, ROWS + 1, KEY_ROW_GAP, ROWS);
    struct bottom_place places[KEYS_BOTTOM_MAX];
    int count = list_bottom(keys, places);
    share_bottom(places, count, bottom.width);
    for (int i = 0; i < count; i++) {
        struct rect place = rect_cut_left(&bottom, places[i].width);
        rect_skip_left(&bottom, KEY_GAP);
        int action = bottom_key(ui, place, &places[i], keys, state);
        pressed = action >= 0 ? action : pressed;
    }
    ui_pop_id(ui);
    ui_unmirror_end(ui);
    return pressed;
}

/* ---- Keypad ---- */

#define KEYPAD_GAP 16
#define KEYPAD_SIZE 50

/* What stands where; 'x' the extra or OK, '<' backspace. */
static const char *const KEYPAD_ORDER[] = {
    [UI_KEYPAD_789] = "789456123x0<",
    [UI_KEYPAD_123] = "123456789x0<",
};

static bool lower_left_key(
    struct ui *ui, struct rect rect, const struct ui_keypad *keypad, struct ui_keypad_press *press)
{
    struct ui_button key = {.label = keypad->extra, .kind = UI_BUTTON_KEY, .size = keypad->size};
    if (keypad->has_ok) {
        key.label = keypad->ok != NULL ? keypad->ok : "OK";
        key.kind = UI_BUTTON_PRIMARY;
        key.size = 38;
        key.is_disabled = keypad->is_ok_disabled;
        press->key = UI_KEYPAD_OK;
    } else {
        press->key = UI_KEYPAD_EXTRA;
    }
    return key.label != NULL && ui_button(ui, rect, &key);
}

static bool keypad_key(struct ui *ui, struct rect rect, char sign, const struct ui_keypad *keypad,
    struct ui_keypad_press *press)
{
    if (sign == 'x') {
        return lower_left_key(ui, rect, keypad, press);
    }
    if (sign == '<') {
        press->key = UI_KEYPAD_BACKSPACE;
        return backspace_key(ui, rect, 0);
    }
    char label[] = {sign, '\0'};
    press->key = UI_KEYPAD_DIGIT;
    press->digit = sign - '0';
    struct ui_button key = {.label = label,
        .kind = UI_BUTTON_KEY,
        .size = keypad->size > 0 ? keypad->size : KEYPAD_SIZE};
    return ui_button(ui, rect, &key);
}

/* The first character that was typed on a real keyboard; the rest waits for the next frame. */
static struct ui_keypad_press typed_press(struct ui *ui, const struct ui_keypad *keypad)
{
    struct ui_keypad_press press = {UI_KEYPAD_NONE, 0};
    if (ui_field_has_focus(ui) || ui_is_waiting(ui)) {
        return press;
    }
    if (ui->typed_size > 0) {
        char sign = ui->typed[0];
        if (ui->typed_size > 1) {
            ui_type(ui, ui->typed + 1);
        }
        bool is_point = keypad->extra != NULL && strlen(keypad->extra) == 1 &&
                        keypad->extra[0] != '0' && (sign == '.' || sign == ',');
        if (sign >= '0' && sign <= '9') {
            press = (struct ui_keypad_press){UI_KEYPAD_DIGIT, sign - '0'};
        } else if (is_point) {
            press.key = UI_KEYPAD_EXTRA;
        }
        ui->typed_size = 0;
    } else if (ui_take_key(ui, INPUT_KEY_BACKSPACE)) {
        press.key = UI_KEYPAD_BACKSPACE;
    } else if (keypad->has_ok && !keypad->is_ok_disabled && !ui->is_focus_visible &&
               ui_take_key(ui, INPUT_KEY_ENTER)) {
        press.key = UI_KEYPAD_OK;
    }
    return press;
}

struct ui_keypad_press ui_keypad(struct ui *ui, struct rect rect, const struct ui_keypad *keypad)
{
    struct ui_keypad_press result = typed_press(ui, keypad);
    int gap = keypad->gap > 0 ? keypad->gap : KEYPAD_GAP;
    struct ui_keypad sized = *keypad;
    sized.size = keypad->size > 0 ? keypad->size : KEYPAD_SIZE;
    ui_unmirror_begin(ui, rect);
    ui_push_id_text(ui, "keypad");
    for (int i = 0; i < 12; i++) {
        struct ui_keypad_press press = {UI_KEYPAD_NONE, 0};
        struct rect place = rect_grid_cell(rect, 3, 4, gap, i);
        if (keypad_key(ui, place, KEYPAD_ORDER[keypad->order][i], &sized, &press)) {
            result = press;
        }
    }
    ui_pop_id(ui);
    ui_unmirror_end(ui);
    return result;
}

/* ---- The card of number entry ---- */

#define CARD_PADDING 42
#define CARD_GAP 14
#define MEANING_WIDTH 450

static bool card_head(struct ui *ui, struct rect *area, const struct ui_number_card *card)
{
    struct rect head = rect_cut_top(area, 80);
    rect_skip_top(area, 22);
    struct rect cancel = rect_cut_right(&head, 190);
    rect_skip_right(&head, 24);
    bool is_cancelled =
        ui_button(ui, cancel, &(struct ui_button){.label = card->cancel, .size = 28}) ||
        ui_take_key(ui, INPUT_KEY_ESCAPE);
    struct rect title = rect_cut_top(&head, 44);
    ui_text(ui, title, card->title,
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .is_fixed = true});
    ui_text(ui, head, card->subtitle,
        &(struct ui_text_style){.size = 26, .colour = COLOUR_INK2, .has_figures = true});
    return is_cancelled;
}

static int card_modes(struct ui *ui, struct rect *area, const struct ui_number_card *card)
{
    int chosen = -1;
    if (card->mode_count < 2) {
        return chosen;
    }
    struct rect row = rect_cut_top(area, 80);
    rect_skip_top(area, 8);
    for (int i = 0; i < card->mode_count; i++) {
        struct ui_button mode = {.label = card->modes[i],
            .kind = UI_BUTTON_CHIP,
            .size = 26,
            .is_selected = i == card->mode};
        if (ui_button(ui, rect_column(row, card->mode_count, CARD_GAP, i), &mode)) {
            chosen = i;
        }
    }
    return chosen;
}

/* "9.50 becomes 8.55" with its last word bold, over the limit; both begin at the same x. */
static void card_meaning(struct ui *ui, struct rect area, const struct ui_number_card *card)
{
    struct ui_text_style style = {.size = 26, .colour = COLOUR_INK2, .has_figures = true};
    struct ui_text_style bold = {.size = 26, .weight = UI_WEIGHT_700, .has_figures = true};
    const char *meaning = card->meaning != NULL ? card->meaning : "";
    const char *space = strrchr(meaning, ' ');
    char head[160] = "";
    const char *last = space != NULL ? space + 1 : meaning;
    text_copy_view(head, sizeof head, (struct text_view){meaning, (size_t)(last - meaning)});
    int head_width = ui_text_width(ui, head, &style);
    int first_width = head_width + ui_text_width(ui, last, &bold);
    int second_width = card->limit == NULL ? 0 : ui_text_width(ui, card->limit, &style);
    int width = first_width > second_width ? first_width : second_width;
    int height = ui_line_height(ui, &style) + 2;
    struct rect block = rect_cut_right(&area, width < area.width ? width : area.width);
    struct rect second = rect_cut_bottom(&block, card->limit == NULL ? 0 : height);
    struct rect first = rect_cut_bottom(&block, height);
    ui_text(ui, rect_cut_left(&first, head_width), head, &style);
    ui_text(ui, first, last, &bold);
    style.is_fixed = true;
    ui_text(ui, second, card->limit, &style);
}

static void card_value(struct ui *ui, struct rect *area, const struct ui_number_card *card)
{
    int height = ui_is_low(ui) ? 96 : 140;
    struct rect row = rect_cut_top(area, height);
    rect_skip_top(area, 28);
    bool is_wide = row.width > 2 * MEANING_WIDTH;
    struct rect large =
        rect_cut_left(&row, is_wide ? row.width - MEANING_WIDTH : row.width * 9 / 20);
    rect_skip_left(&row, 16);
    ui_money(ui, large,
        &(struct ui_money){
            .text = card->value, .digits_held = card->digits_held, .vertical = UI_VERTICAL_MIDDLE});
    card_meaning(ui, row, card);
}

/* The suggestions and OK beside the keypad: rows as high as the keypad's. */
static struct ui_number_result card_end(
    struct ui *ui, struct rect rect, const struct ui_number_card *card)
{
    struct ui_number_result result = {UI_NUMBER_NONE, 0, {UI_KEYPAD_NONE, 0}};
    int presets =
        card->preset_count < UI_NUMBER_PRESETS_MAX ? card->preset_count : UI_NUMBER_PRESETS_MAX;
    for (int i = 0; i < presets; i++) {
        struct ui_button preset = {.label = card->presets[i],
            .is_marked = i == card->preset_marked,
            .size = 34,
            .has_figures = true};
        if (ui_button(ui, rect_row(rect, 4, CARD_GAP, i), &preset)) {
            result.event = UI_NUMBER_PRESET;
            result.index = i;
        }
    }
    struct rect first = rect_row(rect, 4, CARD_GAP, presets);
    struct rect ok = {rect.x, first.y, rect.width, rect_bottom(rect) - first.y};
    struct ui_button button = {.label = card->ok != NULL ? card->ok : "OK",
        .kind = UI_BUTTON_PRIMARY,
        .size = 40,
        .is_disabled = card->is_ok_disabled};
    if (ui_button(ui, ok, &button) ||
        (!card->is_ok_disabled && !ui->is_focus_visible && ui_take_key(ui, INPUT_KEY_ENTER))) {
        result.event = UI_NUMBER_OK;
    }
    return result;
}

struct ui_number_result ui_number_card(
    struct ui *ui, struct rect rect, const struct ui_number_card *card)
{
    ui_push_id_text(ui, "number");
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, CARD_PADDING, ui_is_low(ui) ? 20 : 34);
    bool is_cancelled = card_head(ui, &area, card);
    int mode = card_modes(ui, &area, card);
    card_value(ui, &area, card);
    int keys_height = 4 * 104 + 3 * CARD_GAP;
    struct rect keys = rect_cut_top(&area, keys_height);
    struct rect end = rect_cut_right(&keys, keys.width * 23 / 100);
    rect_skip_right(&keys, SPACE_GUTTER);
    struct ui_keypad keypad = {.extra = card->extra, .gap = CARD_GAP, .size = 46};
    struct ui_keypad_press press = ui_keypad(ui, keys, &keypad);
    struct ui_number_result result = card_end(ui, end, card);
    ui_pop_id(ui);
    if (is_cancelled) {
        return (struct ui_number_result){UI_NUMBER_CANCEL, 0, press};
    }
    if (mode >= 0) {
        return (struct ui_number_result){UI_NUMBER_MODE, mode, press};
    }
    if (press.key != UI_KEYPAD_NONE) {
        return (struct ui_number_result){UI_NUMBER_KEY, 0, press};
    }
    return result;
}
