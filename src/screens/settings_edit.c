#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/money.h"
#include "screens/parts.h"
#include "screens/settings.h"
#include "screens/settings_words.h"
#include "screens/texts.h"
#include "screens/words.h"

/* The cards on which a setting is changed, one a kind. A choice and a note are taken with the
 * touch; what is typed is taken by Save. */

#define FIELD_HEIGHT 100
#define CHOICE_HEIGHT 96
#define PIECE_HEIGHT 88
#define MONEY_MOST INT64_C(100000)
#define MINUTES_A_DAY 1440

/* ---- Opening ---- */

static const struct shop_setting *setting_of(
    const struct settings_state *state, const struct app_view *view)
{
    return &view->settings->rows[state->row];
}

static void open_lines(struct settings_state *state, const char *value)
{
    struct text_view rest = text_view_of(value);
    struct text_view line;
    memset(state->lines, 0, sizeof state->lines);
    for (size_t i = 0; i < SHOP_LINES_MAX && text_view_split(&rest, '\n', &line); i++) {
        (void)text_copy_view(state->lines[i], SETTINGS_LINE_BYTES, line);
    }
}

static void open_number(
    struct settings_state *state, const struct app_view *view, const char *value)
{
    const struct shop_setting *row = setting_of(state, view);
    const struct currency *currency = view->shop->rules.currency;
    struct error ignored; /* an empty value begins at 0 */
    int64_t minor = 0;
    switch (row->kind) {
    case SETTING_MONEY:
        if (!money_parse(text_view_of(value), currency, &minor, &ignored)) {
            minor = 0;
        }
        state->number = number_money(minor, currency->exponent, MONEY_MOST);
        break;
    case SETTING_CLOCK: /* 04:30 is typed 0 4 3 0 */
        minor = strtol(value, NULL, 10) * 100;
        minor += strlen(value) == 5 ? strtol(value + 3, NULL, 10) : 0;
        state->number = number_point(minor, 0, 0, 2359);
        break;
    case SETTING_NUMBER:
    case SETTING_MINUTES:
        state->number = number_point(strtol(value, NULL, 10), 0, 0, row->most);
        break;
    case SETTING_TEXT:
    case SETTING_LINES:
    case SETTING_TOGGLE:
    case SETTING_CHOICE:
    case SETTING_WORDS:
    case SETTING_PIECES:
        break;
    }
}

void settings_edit_open(struct settings_state *state, const struct app_view *view, size_t row)
{
    const char *value = view->settings->values[row];
    state->edit = SETTINGS_EDIT_SETTING;
    state->row = row;
    state->edit_scroll = (struct ui_scroll){0};
    text_copy(state->text, sizeof state->text, value);
    open_lines(state, value);
    open_number(state, view, value);
}

/* ---- What the cards share ---- */

static struct intent take(struct settings_state *state, struct ui *ui, const char *value)
{
    struct intent intent = {.kind = INTENT_SET_SETTING, .index = state->row};
    text_copy(intent.code, sizeof intent.code, value);
    state->edit = SETTINGS_EDIT_NOTHING;
    ui_focus_none(ui);
    return intent;
}

void settings_open(struct settings_state *state, enum settings_edit edit, size_t row)
{
    state->edit = edit;
    state->row = row;
    state->edit_scroll = (struct ui_scroll){0};
}

/* The card that a card belongs to. */
static enum settings_edit parent_of(enum settings_edit edit)
{
    switch (edit) {
    case SETTINGS_EDIT_CATEGORY_NAME:
        return SETTINGS_EDIT_CATEGORY;
    case SETTINGS_EDIT_PRODUCT_NAME:
    case SETTINGS_EDIT_PRODUCT_PRICE:
    case SETTINGS_EDIT_PRODUCT_TAX:
    case SETTINGS_EDIT_PRODUCT_CATEGORY:
    case SETTINGS_EDIT_PRODUCT_BARCODE:
    case SETTINGS_EDIT_PRODUCT_FAVOURITE:
        return SETTINGS_EDIT_PRODUCT;
    case SETTINGS_EDIT_NOTHING:
    case SETTINGS_EDIT_SETTING:
    case SETTINGS_EDIT_NEW_TAX:
    case SETTINGS_EDIT_NEW_CATEGORY:
    case SETTINGS_EDIT_CATEGORY:
    case SETTINGS_EDIT_NEW_STICK:
    case SETTINGS_EDIT_NEW_FOLDER:
    case SETTINGS_EDIT_TARGET:
    case SETTINGS_EDIT_NEW_PRODUCT:
    case SETTINGS_EDIT_PRODUCT:
        break;
    }
    return SETTINGS_EDIT_NOTHING;
}

void settings_close(struct settings_state *state, struct ui *ui)
{
    state->edit = parent_of(state->edit);
    ui_focus_none(ui);
}

static void cancel(struct settings_state *state, struct ui *ui)
{
    settings_close(state, ui);
}

bool settings_card_head(const struct app_view *view, struct ui *ui, struct rect *area,
    const char *title, enum text_id leave)
{
    struct rect head = rect_cut_top(area, 80);
    bool is_cancelled =
        ui_button(ui, rect_cut_right(&head, 200), &(struct ui_button){.label = say(view, leave)});
    rect_skip_right(&head, SPACE_GUTTER);
    ui_text(ui, head, title,
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .lines_max = 2});
    rect_skip_top(area, 20);
    return is_cancelled;
}

static struct rect card_of(struct ui *ui, struct rect area, int width_max)
{
    struct rect card = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : 24);
    if (card.width > width_max) {
        card.width = width_max;
    }
    return card;
}

/* ---- Text ---- */

struct ui_keys settings_keys(
    const struct app_view *view, enum text_id action, enum ui_button_kind kind)
{
    struct ui_keys keys = parts_keys(view);
    keys.actions[0] =
        (struct ui_keys_action){.label = say(view, action), .kind = kind, .width = 260};
    keys.action_count = 1;
    return keys;
}

static bool text_field(
    struct ui *ui, struct rect rect, struct settings_state *state, const char *label)
{
    if (!ui_has_any_focus(ui)) {
        ui_focus(ui, "value");
    }
    return ui_field(ui, rect,
               &(struct ui_field){
                   .label = label, .id = "value", .takes_scans = true, .focus = COLOUR_GREEN},
               state->text, sizeof state->text) == UI_FIELD_ENTERED;
}

/* Enter goes to the next line, and from the last one on it saves. */
static bool line_fields(
    const struct app_view *view, struct ui *ui, struct rect area, struct settings_state *state)
{
    static const char *const ids[SHOP_LINES_MAX] = {"line 1", "line 2", "line 3", "line 4"};
    bool is_entered = false;
    if (!ui_has_any_focus(ui)) {
        ui_focus(ui, ids[0]);
    }
    area.height = 2 * FIELD_HEIGHT + 12;
    for (int i = 0; i < SHOP_LINES_MAX; i++) {
        char label[WORDS_MAX];
        const char number[2] = {(char)('1' + i), '\0'};
        say_with(view, label, sizeof label, TEXT_LINE_NUMBER, number, NULL);
        enum ui_field_event event = ui_field(ui, rect_grid_cell(area, 2, 2, 12, i),
            &(struct ui_field){.label = label, .id = ids[i], .focus = COLOUR_GREEN},
            state->lines[i], SETTINGS_LINE_BYTES);
        if (event == UI_FIELD_ENTERED && i + 1 < SHOP_LINES_MAX) {
            ui_focus(ui, ids[i + 1]);
        } else if (event == UI_FIELD_ENTERED) {
            is_entered = true;
        }
    }
    return is_entered;
}

/* The lines without empty ones at the end. */
static void join_lines(const struct settings_state *state, char out[SHOP_SETTING_VALUE_MAX])
{
    struct text_out words = text_out_begin(out, SHOP_SETTING_VALUE_MAX);
    int count = SHOP_LINES_MAX;
    while (count > 0 && state->lines[count - 1][0] == '\0') {
        count--;
    }
    for (int i = 0; i < count; i++) {
        text_out_append(&words, i > 0 ? "\n" : "");
        text_out_append(&words, state->lines[i]);
    }
}

static struct intent text_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct shop_setting *row = setting_of(state, view);
    bool is_lines = row->kind == SETTING_LINES;
    struct ui_keys keys = settings_keys(view, TEXT_SAVE, UI_BUTTON_PRIMARY);
    struct rect inside = card_of(ui, area, 1200);
    bool is_cancelled =
        settings_card_head(view, ui, &inside, settings_label(view, row), TEXT_CANCEL);
    bool is_taken = is_lines ? line_fields(view, ui, inside, state)
                             : text_field(ui, rect_cut_top(&inside, FIELD_HEIGHT), state,
                                   settings_label(view, row));
    is_taken |= ui_keyboard(ui, state->board, &keys, &state->keys) == 0;
    if (is_cancelled) {
        cancel(state, ui);
    } else if (is_taken) {
        char value[SHOP_SETTING_VALUE_MAX];
        join_lines(state, value);
        return take(state, ui, is_lines ? value : state->text);
    }
    return (struct intent){.kind = INTENT_NONE};
}

/* ---- Choice ---- */

static int count_choices(const struct shop_setting *row)
{
    int count = 1;
    for (const char *at = row->choices; *at != '\0'; at++) {
        count += *at == ',';
    }
    return count;
}

/* The choices below one another; the word that was touched. Empty: none was. */
static void choice_rows(struct settings_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const char *chosen, char out_touched[64])
{
    const struct shop_setting *row = setting_of(state, view);
    struct text_view rest = text_view_of(row->choices);
    struct text_view word;
    int height = count_choices(row) * (CHOICE_HEIGHT + 12) - 12;
    struct rect content = ui_scroll_begin(ui, area, "choices", height, &state->edit_scroll);
    out_touched[0] = '\0';
    ui_push_id_text(ui, "choice"); /* a page may be called the same */
    while (text_view_split(&rest, ',', &word)) {
        char choice[64];
        struct rect place = rect_cut_top(&content, CHOICE_HEIGHT);
        (void)text_copy_view(choice, sizeof choice, word);
        if (ui_is_visible(ui, place) &&
            ui_button(ui, place,
                &(struct ui_button){.label = settings_choice_word(view, row, choice),
                    .is_selected = settings_has_word(chosen, choice),
                    .is_start = true})) {
            text_copy(out_touched, 64, choice);
        }
        rect_skip_top(&content, 12);
    }
    ui_pop_id(ui);
    ui_scroll_end(ui);
}

static struct intent choice_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    char touched[64];
    struct rect inside = card_of(ui, area, 1000);
    if (settings_card_head(
            view, ui, &inside, settings_label(view, setting_of(state, view)), TEXT_CANCEL)) {
        cancel(state, ui);
    }
    choice_rows(state, view, ui, inside, state->text, touched);
    return touched[0] != '\0' ? take(state, ui, touched) : (struct intent){.kind = INTENT_NONE};
}

/* Several may be chosen: each touch is taken at once, and more may follow. */
static struct intent words_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct shop_setting *row = setting_of(state, view);
    const char *chosen = view->settings->values[state->row];
    char touched[64];
    char value[SHOP_SETTING_VALUE_MAX];
    struct rect inside = card_of(ui, area, 1000);
    if (settings_card_head(view, ui, &inside, settings_label(view, row), TEXT_CLOSE)) {
        cancel(state, ui);
    }
    choice_rows(state, view, ui, inside, chosen, touched);
    if (touched[0] == '\0') {
        return (struct intent){.kind = INTENT_NONE};
    }
    struct text_out words = text_out_begin(value, sizeof value);
    struct text_view rest = text_view_of(row->choices);
    struct text_view word;
    while (text_view_split(&rest, ',', &word)) {
        char choice[64];
        (void)text_copy_view(choice, sizeof choice, word);
        if (settings_has_word(chosen, choice) != (strcmp(choice, touched) == 0)) {
            text_out_append(&words, words.size > 0 ? "," : "");
            text_out_append(&words, choice);
        }
    }
    struct intent intent = take(state, ui, value);
    state->edit = SETTINGS_EDIT_SETTING;
    return intent;
}

/* ---- Notes and coins ---- */

static bool is_in_use(const struct app_view *view, int64_t value_minor)
{
    for (size_t i = 0; i < view->shop->piece_count; i++) {
        if (view->shop->pieces[i].value_minor == value_minor) {
            return true;
        }
    }
    return false;
}

/* The setting with this piece the other way round. */
static void turn_piece(const struct app_view *view, const struct currency_piece *pieces,
    size_t count, size_t turned, char out[SHOP_SETTING_VALUE_MAX])
{
    struct text_out words = text_out_begin(out, SHOP_SETTING_VALUE_MAX);
    for (size_t i = 0; i < count; i++) {
        char text[MONEY_TEXT_MAX];
        if (is_in_use(view, pieces[i].value_minor) != (i == turned)) {
            text_out_append(&words, words.size > 0 ? "," : "");
            text_out_append(&words, money_print_style(pieces[i].value_minor,
                                        view->shop->rules.currency, MONEY_SHORT, text));
        }
    }
}

static struct intent pieces_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = {.kind = INTENT_NONE};
    const struct shop_setting *row = setting_of(state, view);
    struct currency_piece pieces[CURRENCY_ALL_PIECES_MAX];
    size_t count = currency_pieces(view->shop->rules.currency, pieces);
    struct rect inside = card_of(ui, area, 1200);
    int columns = inside.width < 900 ? 3 : 4;
    int rows = ((int)count + columns - 1) / columns;
    if (settings_card_head(view, ui, &inside, settings_label(view, row), TEXT_CLOSE)) {
        cancel(state, ui);
    }
    int height = rows * (PIECE_HEIGHT + 12) - 12;
    struct rect content = ui_scroll_begin(ui, inside, "pieces", height, &state->edit_scroll);
    content.height = height;
    for (size_t i = 0; i < count; i++) {
        char label[WORDS_MAX];
        struct rect place = rect_grid_cell(content, columns, rows, 12, (int)i);
        if (ui_is_visible(ui, place) &&
            ui_button(ui, place,
                &(struct ui_button){.label = words_note(view, pieces[i].value_minor, label),
                    .is_selected = is_in_use(view, pieces[i].value_minor)})) {
            char value[SHOP_SETTING_VALUE_MAX];
            turn_piece(view, pieces, count, i, value);
            intent = take(state, ui, value);
            state->edit = SETTINGS_EDIT_SETTING; /* more may be turned */
        }
    }
    ui_scroll_end(ui);
    return intent;
}

/* ---- Numbers ---- */

static bool is_possible(const struct shop_setting *row, int64_t value)
{
    if (row->kind == SETTING_CLOCK) {
        return value / 100 < 24 && value % 100 < 60;
    }
    return row->kind == SETTING_MONEY || (value >= row->least && value <= row->most);
}

/* As it is stored. */
static void print_value(const struct shop_setting *row, const struct app_view *view, int64_t value,
    char out[SHOP_SETTING_VALUE_MAX])
{
    char money[MONEY_TEXT_MAX];
    switch (row->kind) {
    case SETTING_CLOCK:
        snprintf(out, SHOP_SETTING_VALUE_MAX, "%02d:%02d", (int)(value / 100), (int)(value % 100));
        break;
    case SETTING_MONEY:
        text_copy(out, SHOP_SETTING_VALUE_MAX,
            value == 0 && row->is_optional ? ""
                                           : money_print(value, view->shop->rules.currency, money));
        break;
    case SETTING_NUMBER:
    case SETTING_MINUTES:
        snprintf(out, SHOP_SETTING_VALUE_MAX, "%d", (int)value);
        break;
    case SETTING_TEXT:
    case SETTING_LINES:
    case SETTING_TOGGLE:
    case SETTING_CHOICE:
    case SETTING_WORDS:
    case SETTING_PIECES:
        ASSERT(false);
    }
}

static struct intent number_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct shop_setting *row = setting_of(state, view);
    char value[SHOP_SETTING_VALUE_MAX];
    char words[SHOP_SETTING_VALUE_MAX];
    print_value(row, view, state->number.value, value);
    settings_value_words(view, row, value, words, sizeof words);
    struct rect card = card_of(ui, area, 760);
    card.height = card.height < 900 ? card.height : 900;
    struct ui_number_result result = ui_number_card(ui, card,
        &(struct ui_number_card){.title = settings_label(view, row),
            .cancel = say(view, TEXT_CANCEL),
            .value = words,
            .preset_marked = -1,
            .extra = number_extra_label(&state->number, NULL),
            .ok = say(view, TEXT_SAVE),
            .is_ok_disabled = !is_possible(row, state->number.value)});
    if (result.event == UI_NUMBER_KEY) {
        (void)number_press(&state->number, result.press);
    } else if (result.event == UI_NUMBER_CANCEL || ui_key(ui, INPUT_KEY_ESCAPE)) {
        cancel(state, ui);
    } else if (result.event == UI_NUMBER_OK) {
        return take(state, ui, value);
    }
    return (struct intent){.kind = INTENT_NONE};
}

/* ---- Names and codes ---- */

/* What is typed on a card with one field; NULL for other cards. */
static const struct typed_row {
    enum settings_edit edit;
    enum text_id label;
} TYPED[] = {
    {SETTINGS_EDIT_NEW_TAX, TEXT_NEW_TAX},
    {SETTINGS_EDIT_NEW_CATEGORY, TEXT_NAME},
    {SETTINGS_EDIT_CATEGORY_NAME, TEXT_NAME},
    {SETTINGS_EDIT_NEW_STICK, TEXT_STICK_LABEL},
    {SETTINGS_EDIT_NEW_FOLDER, TEXT_FOLDER_PATH},
    {SETTINGS_EDIT_NEW_PRODUCT, TEXT_NAME},
    {SETTINGS_EDIT_PRODUCT_NAME, TEXT_NAME},
    {SETTINGS_EDIT_PRODUCT_BARCODE, TEXT_BARCODE},
};

static const struct typed_row *typed_row_of(enum settings_edit edit)
{
    for (size_t i = 0; i < ARRAY_LENGTH(TYPED); i++) {
        if (TYPED[i].edit == edit) {
            return &TYPED[i];
        }
    }
    return NULL;
}

/* What becomes of the typed text. */
static struct intent typed_intent(struct settings_state *state, const struct app_view *view)
{
    const struct view_settings *settings = view->settings;
    struct intent intent = {.kind = INTENT_NONE, .index = state->row};
    text_copy(intent.code, sizeof intent.code, state->text);
    switch (state->edit) {
    case SETTINGS_EDIT_NEW_TAX:
        intent.kind = INTENT_ADD_TAX;
        break;
    case SETTINGS_EDIT_CATEGORY_NAME:
    case SETTINGS_EDIT_NEW_CATEGORY:
        intent.kind = INTENT_SET_CATEGORY;
        intent.amount_minor =
            state->row < settings->category_count ? settings->categories[state->row].colour : 0;
        break;
    case SETTINGS_EDIT_NEW_STICK:
    case SETTINGS_EDIT_NEW_FOLDER:
        intent.kind = INTENT_ADD_TARGET;
        intent.index = state->edit == SETTINGS_EDIT_NEW_STICK;
        break;
    case SETTINGS_EDIT_NEW_PRODUCT:
        intent.kind = INTENT_NEW_PRODUCT;
        break;
    case SETTINGS_EDIT_PRODUCT_NAME:
        return settings_set_field(OFFICE_FIELD_NAME, state->text);
    case SETTINGS_EDIT_PRODUCT_BARCODE:
        return settings_set_field(OFFICE_FIELD_BARCODE, state->text);
    default:
        ASSERT(false);
    }
    return intent;
}

static struct intent typed_card(struct settings_state *state, const struct app_view *view,
    struct ui *ui, struct rect inside, const char *label)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct ui_keys keys = settings_keys(view, TEXT_SAVE, UI_BUTTON_PRIMARY);
    bool may_be_empty = state->edit == SETTINGS_EDIT_PRODUCT_BARCODE;
    keys.actions[0].is_disabled = state->text[0] == '\0' && !may_be_empty;
    if (settings_card_head(view, ui, &inside, label, TEXT_CANCEL)) {
        settings_close(state, ui);
        return intent;
    }
    bool is_taken = text_field(ui, rect_cut_top(&inside, FIELD_HEIGHT), state, label);
    is_taken |= ui_keyboard(ui, state->board, &keys, &state->keys) == 0;
    if (is_taken && !keys.actions[0].is_disabled) {
        bool is_product = state->edit == SETTINGS_EDIT_NEW_PRODUCT;
        intent = typed_intent(state, view);
        settings_close(state, ui);
        if (is_product) {
            settings_open(state, SETTINGS_EDIT_PRODUCT, 0); /* to say the rest */
        }
    }
    return intent;
}

/* A product's price or its place among the favourites. */
static struct intent product_number_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect card)
{
    struct intent intent = {.kind = INTENT_NONE};
    bool is_price = state->edit == SETTINGS_EDIT_PRODUCT_PRICE;
    const struct currency *currency = view->shop->rules.currency;
    char words[WORDS_MAX];
    char money[MONEY_TEXT_MAX];
    char place[24];
    card.width = card.width < 760 ? card.width : 760;
    card.height = card.height < 900 ? card.height : 900;
    snprintf(place, sizeof place, "%d", is_price ? 0 : (int)state->number.value);
    struct ui_number_result result = ui_number_card(ui, card,
        &(struct ui_number_card){.title = say(view, is_price ? TEXT_PRICE : TEXT_FAVOURITE),
            .subtitle = view->settings->product.name,
            .cancel = say(view, TEXT_CANCEL),
            .value = is_price ? words_money(view, state->number.value, words) : place,
            .preset_marked = -1,
            .extra = number_extra_label(&state->number, NULL),
            .ok = say(view, TEXT_SAVE)});
    if (result.event == UI_NUMBER_KEY) {
        (void)number_press(&state->number, result.press);
    } else if (result.event == UI_NUMBER_CANCEL || ui_key(ui, INPUT_KEY_ESCAPE)) {
        settings_close(state, ui);
    } else if (result.event == UI_NUMBER_OK) {
        intent = is_price ? settings_set_field(OFFICE_FIELD_PRICE,
                                money_print(state->number.value, currency, money))
                          : settings_set_field(OFFICE_FIELD_FAVOURITE, place);
        settings_close(state, ui);
    }
    return intent;
}

bool settings_edit_has_keys(const struct settings_state *state, const struct app_view *view)
{
    if (state->edit != SETTINGS_EDIT_SETTING) {
        return typed_row_of(state->edit) != NULL;
    }
    enum setting_kind kind = setting_of(state, view)->kind;
    return kind == SETTING_TEXT || kind == SETTING_LINES;
}

static struct intent setting_card(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    switch (setting_of(state, view)->kind) {
    case SETTING_TEXT:
    case SETTING_LINES:
        return text_card(state, view, ui, area);
    case SETTING_CHOICE:
        return choice_card(state, view, ui, area);
    case SETTING_WORDS:
        return words_card(state, view, ui, area);
    case SETTING_PIECES:
        return pieces_card(state, view, ui, area);
    case SETTING_MONEY:
    case SETTING_NUMBER:
    case SETTING_MINUTES:
    case SETTING_CLOCK:
        return number_card(state, view, ui, area);
    case SETTING_TOGGLE: /* turned by its row */
        break;
    }
    return (struct intent){.kind = INTENT_NONE};
}

struct intent settings_edit_frame(
    struct settings_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct typed_row *typed = typed_row_of(state->edit);
    struct rect card = card_of(ui, area, 1200);
    if (typed != NULL) {
        return typed_card(state, view, ui, card, say(view, typed->label));
    }
    switch (state->edit) {
    case SETTINGS_EDIT_SETTING:
        return setting_card(state, view, ui, area);
    case SETTINGS_EDIT_CATEGORY:
        return settings_category_card(state, view, ui, card);
    case SETTINGS_EDIT_TARGET:
        return settings_target_card(state, view, ui, card);
    case SETTINGS_EDIT_PRODUCT:
        return settings_product_card(state, view, ui, card);
    case SETTINGS_EDIT_PRODUCT_PRICE:
    case SETTINGS_EDIT_PRODUCT_FAVOURITE:
        return product_number_card(state, view, ui, card);
    case SETTINGS_EDIT_PRODUCT_TAX:
    case SETTINGS_EDIT_PRODUCT_CATEGORY:
        return settings_choose_card(state, view, ui, card);
    default:
        ASSERT(false);
    }
    return (struct intent){.kind = INTENT_NONE};
}
