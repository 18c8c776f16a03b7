#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/money.h"
#include "screens/campaign.h"
#include "screens/campaigns.h"
#include "screens/language.h"
#include "screens/parts.h"
#include "screens/settings.h"
#include "screens/settings_words.h"
#include "screens/texts.h"

/* The rows of a campaign, and the card on which each is changed. */

#define FIELD_HEIGHT 100
#define CHOICE_HEIGHT 92
#define CHOICE_GAP 12
#define SCROLL_ROOM 16
#define NUMBER_WIDTH_MAX 760
#define NUMBER_HEIGHT_MAX 900
#define BUDGET_MOST INT64_C(100000000000)
#define COLOURS_MAX 12

enum field_kind {
    FIELD_TEXT,
    FIELD_DAY,
    FIELD_MONEY,
    FIELD_CHANNEL,
    FIELD_OFFER,
    FIELD_LIMIT,
    FIELD_TOGGLE,
    FIELD_LANGUAGES,
    FIELD_COLOUR
};

static const struct field_row {
    enum text_id label;
    enum field_kind kind;
    bool is_needed;
} FIELDS[VIEW_CAMPAIGN_FIELD_COUNT] = {
    [VIEW_CAMPAIGN_NAME] = {TEXT_NAME, FIELD_TEXT, true},
    [VIEW_CAMPAIGN_CODE] = {TEXT_CAMPAIGN_CODE, FIELD_TEXT, true},
    [VIEW_CAMPAIGN_CHANNEL] = {TEXT_CHANNEL, FIELD_CHANNEL, false},
    [VIEW_CAMPAIGN_STARTS] = {TEXT_FIRST_DAY, FIELD_DAY, false},
    [VIEW_CAMPAIGN_ENDS] = {TEXT_LAST_DAY, FIELD_DAY, false},
    [VIEW_CAMPAIGN_BUDGET] = {TEXT_BUDGET, FIELD_MONEY, false},
    [VIEW_CAMPAIGN_OFFER] = {TEXT_OFFER, FIELD_OFFER, false},
    [VIEW_CAMPAIGN_LIMIT] = {TEXT_OFFER_HOW_OFTEN, FIELD_LIMIT, false},
    [VIEW_CAMPAIGN_STACKS] = {TEXT_OFFER_STACKS, FIELD_TOGGLE, false},
    [VIEW_CAMPAIGN_HEADLINE] = {TEXT_HEADLINE, FIELD_TEXT, false},
    [VIEW_CAMPAIGN_SUBLINE] = {TEXT_SUBLINE, FIELD_TEXT, false},
    [VIEW_CAMPAIGN_LANGUAGES] = {TEXT_CAMPAIGN_LANGUAGES, FIELD_LANGUAGES, false},
    [VIEW_CAMPAIGN_GROUND] = {TEXT_GROUND_COLOUR, FIELD_COLOUR, false},
    [VIEW_CAMPAIGN_BUTTON] = {TEXT_BUTTON_COLOUR, FIELD_COLOUR, false},
    [VIEW_CAMPAIGN_LANDING] = {TEXT_LANDING_PAGE, FIELD_TEXT, false},
    [VIEW_CAMPAIGN_UTM] = {TEXT_UTM, FIELD_TEXT, false},
    [VIEW_CAMPAIGN_FORM] = {TEXT_FORM_PAGE, FIELD_TEXT, false},
};

/* As they are kept, and as people read them. */
static const struct channel_row {
    const char *channel;
    enum text_id text;
} CHANNELS[] = {
    {"event", TEXT_CHANNEL_EVENT},
    {"print", TEXT_CHANNEL_PRINT},
    {"e-mail", TEXT_CHANNEL_EMAIL},
    {"online", TEXT_CHANNEL_ONLINE},
    {"social", TEXT_CHANNEL_SOCIAL},
    {"partner", TEXT_CHANNEL_PARTNER},
    {"own customers", TEXT_CHANNEL_OWN},
};

static const enum text_id LIMITS[CAMPAIGN_LIMIT_COUNT] = {
    [CAMPAIGN_LIMIT_NONE] = TEXT_LIMIT_NONE,
    [CAMPAIGN_LIMIT_PERSON] = TEXT_LIMIT_PERSON,
    [CAMPAIGN_LIMIT_TOKEN] = TEXT_LIMIT_TOKEN,
};

/* The design's own come first, then what a shop may like; white on it, or ink, is chosen by
 * contrast. */
static const char *const COLOURS[COLOURS_MAX] = {"12211B", "F2B705", "B4472B", "244E9B", "0B6B4B",
    "7B3F8C", "2F7F86", "9B2F55", "7A4A2B", "1B1A17", "3F3A36", "5B7A2B"};

static struct intent nothing(void)
{
    return (struct intent){.kind = INTENT_NONE};
}

const char *campaign_channel_word(const struct app_view *view, const char *channel)
{
    for (size_t i = 0; i < ARRAY_LENGTH(CHANNELS); i++) {
        if (strcmp(CHANNELS[i].channel, channel) == 0) {
            return say(view, CHANNELS[i].text);
        }
    }
    return channel;
}

/* ---- What stands there ---- */

static void join_languages(const char *codes, struct text_out *out)
{
    struct text_view rest = text_view_of(codes);
    struct text_view one;
    while (text_view_split(&rest, ',', &one)) {
        char code[CAMPAIGN_LANGUAGE_BYTES];
        enum language_id language;
        if (!text_copy_view(code, sizeof code, one)) {
            continue;
        }
        text_out_append(out, out->size > 0 ? ", " : "");
        text_out_append(out, language_find(code, &language) ? language_row(language)->name : code);
    }
}

/* As it is kept; "" where nothing is said. */
static const char *raw(const struct campaign_card *card, enum view_campaign_field field)
{
    switch (field) {
    case VIEW_CAMPAIGN_NAME:
        return card->name;
    case VIEW_CAMPAIGN_CODE:
        return card->code;
    case VIEW_CAMPAIGN_CHANNEL:
        return card->channel;
    case VIEW_CAMPAIGN_STARTS:
        return card->starts_on;
    case VIEW_CAMPAIGN_ENDS:
        return card->ends_on;
    case VIEW_CAMPAIGN_HEADLINE:
        return campaign_say(card, "", CAMPAIGN_HEADLINE);
    case VIEW_CAMPAIGN_SUBLINE:
        return campaign_say(card, "", CAMPAIGN_SUBLINE);
    case VIEW_CAMPAIGN_LANGUAGES:
        return card->languages;
    case VIEW_CAMPAIGN_GROUND:
        return card->ground_colour;
    case VIEW_CAMPAIGN_BUTTON:
        return card->button_colour;
    case VIEW_CAMPAIGN_LANDING:
        return card->landing_url;
    case VIEW_CAMPAIGN_UTM:
        return card->utm;
    case VIEW_CAMPAIGN_FORM:
        return card->form_url;
    case VIEW_CAMPAIGN_BUDGET:
    case VIEW_CAMPAIGN_OFFER:
    case VIEW_CAMPAIGN_LIMIT:
    case VIEW_CAMPAIGN_STACKS:
    case VIEW_CAMPAIGN_FIELD_COUNT:
        break;
    }
    return "";
}

static void value_words(
    const struct app_view *view, enum view_campaign_field field, char *out, size_t capacity)
{
    const struct campaign_card *card = view->campaign.card;
    const char *text = raw(card, field);
    char words[WORDS_MAX];
    struct text_out value = text_out_begin(out, capacity);
    switch (FIELDS[field].kind) {
    case FIELD_TEXT:
        text_out_append(&value, text[0] != '\0' ? text : say(view, TEXT_NOT_SET));
        break;
    case FIELD_DAY:
        text_out_append(
            &value, text[0] != '\0' ? words_date(view, text, words) : say(view, TEXT_DAY_OPEN));
        break;
    case FIELD_MONEY:
        text_out_append(&value, card->budget_minor == CAMPAIGN_BUDGET_NONE
                                    ? say(view, TEXT_NOT_SET)
                                    : words_money(view, card->budget_minor, words));
        break;
    case FIELD_CHANNEL:
        text_out_append(
            &value, text[0] != '\0' ? campaign_channel_word(view, text) : say(view, TEXT_NOT_SET));
        break;
    case FIELD_OFFER:
        (void)campaign_screen_offer(view, &card->offer, out, capacity);
        break;
    case FIELD_LIMIT:
        text_out_append(&value, say(view, LIMITS[card->limit]));
        break;
    case FIELD_TOGGLE:
        text_out_append(&value, say(view, card->stacks ? TEXT_YES : TEXT_NO));
        break;
    case FIELD_LANGUAGES:
        join_languages(text, &value);
        text_out_append(&value, value.size == 0 ? say(view, TEXT_SHOP_LANGUAGE) : "");
        break;
    case FIELD_COLOUR:
        text_out_append(&value, text[0] != '\0' ? "" : say(view, TEXT_USUAL_COLOUR));
        break;
    }
}

static bool read_colour(const char *text, colour *out)
{
    char *end;
    unsigned long rgb = strtoul(text, &end, 16);
    *out = COLOUR_RGB(rgb);
    return strlen(text) == 6 && *end == '\0';
}

/* ---- The rows ---- */

static struct intent set(enum view_campaign_field field, const char *value)
{
    struct intent intent = {.kind = INTENT_SET_CAMPAIGN, .index = (size_t)field};
    text_copy(intent.code, sizeof intent.code, value);
    return intent;
}

static struct intent close_with(
    struct campaign_state *state, struct ui *ui, enum view_campaign_field field, const char *value)
{
    state->field = CAMPAIGN_FIELD_NONE;
    ui_focus_none(ui);
    return set(field, value);
}

static void open_money(struct campaign_state *state, const struct app_view *view)
{
    int64_t budget = view->campaign.card->budget_minor;
    state->number =
        number_money(budget > 0 ? budget : 0, view->shop->rules.currency->exponent, BUDGET_MOST);
}

void campaign_field_open(
    struct campaign_state *state, const struct app_view *view, enum view_campaign_field field)
{
    const char *value = raw(view->campaign.card, field);
    state->field = (int)field;
    state->is_typing = false;
    state->edit_scroll = (struct ui_scroll){0};
    text_copy(state->text, sizeof state->text, value);
    switch (FIELDS[field].kind) {
    case FIELD_DAY:
        state->day = day_card_begin(value, value, view->campaigns.today, false);
        break;
    case FIELD_MONEY:
        open_money(state, view);
        break;
    case FIELD_OFFER:
        state->offer = view->campaign.card->offer;
        state->offer_step = CAMPAIGN_OFFER_ALL;
        break;
    case FIELD_TEXT:
    case FIELD_CHANNEL:
    case FIELD_LIMIT:
    case FIELD_TOGGLE:
    case FIELD_LANGUAGES:
    case FIELD_COLOUR:
        break;
    }
}

static struct intent field_row(struct campaign_state *state, const struct app_view *view,
    struct ui *ui, struct rect rect, enum view_campaign_field field)
{
    const struct campaign_card *card = view->campaign.card;
    char words[CAMPAIGN_TEXT_BYTES + WORDS_MAX];
    bool is_toggle = FIELDS[field].kind == FIELD_TOGGLE;
    colour dot = COLOUR_NONE;
    bool has_dot = FIELDS[field].kind == FIELD_COLOUR && read_colour(raw(card, field), &dot);
    value_words(view, field, words, sizeof words);
    ui_push_id(ui, (uint64_t)field + 1);
    bool is_pressed = settings_row(ui, rect,
        &(struct settings_row){.label = say(view, FIELDS[field].label),
            .value = words,
            .is_passive = !view->campaign.is_ours,
            .has_check = is_toggle,
            .is_checked = card->stacks});
    ui_pop_id(ui);
    if (has_dot) {
        struct rect at = rect_inset(rect, 28, 0);
        at = rect_center(rect_cut_right(&at, 64), 64, 40);
        ui_rounded(ui, at, 12, dot, COLOUR_FIELD_LINE);
    }
    if (is_pressed && is_toggle) {
        return set(field, card->stacks ? "no" : "yes");
    }
    if (is_pressed) {
        campaign_field_open(state, view, field);
    }
    return nothing();
}

struct intent campaign_fields(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = nothing();
    bool is_new = view->campaign.card->id == 0;
    if (is_new && view->campaign.is_ours) {
        struct ui_button make = {.label = say(view, TEXT_MAKE_CAMPAIGN),
            .kind = UI_BUTTON_PRIMARY,
            .is_disabled =
                view->campaign.card->name[0] == '\0' || view->campaign.card->code[0] == '\0'};
        struct rect bottom = rect_cut_bottom(&area, TARGET_OFTEN);
        rect_skip_bottom(&area, 16);
        bottom = rect_center(bottom, bottom.width < 640 ? bottom.width : 640, bottom.height);
        if (ui_button(ui, bottom, &make)) {
            intent.kind = INTENT_SAVE_CAMPAIGN;
        }
    }
    int width = area.width;
    area.width += SCROLL_ROOM;
    int height = VIEW_CAMPAIGN_FIELD_COUNT * SETTINGS_ROW;
    struct rect content = ui_scroll_begin(ui, area, "fields", height, &state->scroll);
    content.width = width;
    content.height = height;
    ui_card(ui, content);
    for (int i = 0; i < VIEW_CAMPAIGN_FIELD_COUNT; i++) {
        struct rect row = rect_cut_top(&content, SETTINGS_ROW);
        if (!ui_is_visible(ui, row)) {
            continue;
        }
        struct intent touched = field_row(state, view, ui, row, (enum view_campaign_field)i);
        intent = touched.kind != INTENT_NONE ? touched : intent;
        if (i > 0) {
            ui_rule(ui, rect_inset(row, 28, 0));
        }
    }
    ui_scroll_end(ui);
    return intent;
}

/* ---- Cards ---- */

bool campaign_text_card(struct campaign_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const char *label, bool may_be_empty, bool *out_cancelled)
{
    struct ui_keys keys = settings_keys(view, TEXT_SAVE, UI_BUTTON_PRIMARY);
    keys.actions[0].is_disabled = state->text[0] == '\0' && !may_be_empty;
    *out_cancelled = settings_card_head(view, ui, &area, label, TEXT_CANCEL);
    if (!ui_has_any_focus(ui)) {
        ui_focus(ui, "value");
    }
    bool is_taken = ui_field(ui, rect_cut_top(&area, FIELD_HEIGHT),
                        &(struct ui_field){.label = label, .id = "value", .focus = COLOUR_GREEN},
                        state->text, sizeof state->text) == UI_FIELD_ENTERED;
    is_taken |= ui_keyboard(ui, state->board, &keys, &state->keys) == 0;
    return is_taken && !keys.actions[0].is_disabled && !*out_cancelled;
}

static struct intent text_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    bool is_cancelled;
    enum view_campaign_field field = (enum view_campaign_field)state->field;
    if (campaign_text_card(state, view, ui, area, say(view, FIELDS[field].label),
            !FIELDS[field].is_needed, &is_cancelled)) {
        return close_with(state, ui, field, state->text);
    }
    if (is_cancelled) {
        state->field = CAMPAIGN_FIELD_NONE;
        ui_focus_none(ui);
    }
    return nothing();
}

static bool head(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect *area)
{
    if (settings_card_head(view, ui, area, say(view, FIELDS[state->field].label), TEXT_CANCEL)) {
        state->field = CAMPAIGN_FIELD_NONE;
        return true;
    }
    return false;
}

static struct intent day_field_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    enum view_campaign_field field = (enum view_campaign_field)state->field;
    char text[DAY_TEXT_MAX];
    struct intent intent = nothing();
    area.width = area.width < NUMBER_WIDTH_MAX ? area.width : NUMBER_WIDTH_MAX;
    if (head(state, view, ui, &area)) {
        return intent;
    }
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    int height = day_card_height(ui, area.width) + 20 + TARGET_OFTEN;
    struct rect content = ui_scroll_begin(ui, wider, "day", height, &state->edit_scroll);
    content.width = area.width;
    if (day_card_frame(&state->day, view, ui, content)) {
        intent = close_with(state, ui, field, day_print(state->day.from, text));
    }
    rect_skip_top(&content, height - TARGET_OFTEN);
    if (ui_button(ui, rect_cut_top(&content, TARGET_OFTEN),
            &(struct ui_button){.label = say(view, TEXT_DAY_OPEN)})) {
        intent = close_with(state, ui, field, "");
    }
    ui_scroll_end(ui);
    return intent;
}

static struct intent money_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    char words[WORDS_MAX];
    char money[MONEY_TEXT_MAX];
    enum view_campaign_field field = (enum view_campaign_field)state->field;
    area.width = area.width < NUMBER_WIDTH_MAX ? area.width : NUMBER_WIDTH_MAX;
    area.height = area.height < NUMBER_HEIGHT_MAX ? area.height : NUMBER_HEIGHT_MAX;
    struct ui_number_result result = ui_number_card(ui, area,
        &(struct ui_number_card){.title = say(view, FIELDS[field].label),
            .subtitle = view->campaign.card->name,
            .cancel = say(view, TEXT_CANCEL),
            .value = words_money(view, state->number.value, words),
            .preset_marked = -1,
            .extra = number_extra_label(&state->number, words_decimal_mark(view)),
            .ok = say(view, TEXT_SAVE)});
    if (result.event == UI_NUMBER_KEY) {
        (void)number_press(&state->number, result.press);
    } else if (result.event == UI_NUMBER_CANCEL || ui_key(ui, INPUT_KEY_ESCAPE)) {
        state->field = CAMPAIGN_FIELD_NONE;
    } else if (result.event == UI_NUMBER_OK) {
        bool is_none = state->number.value == 0;
        return close_with(state, ui, field,
            is_none ? "" : money_print(state->number.value, view->shop->rules.currency, money));
    }
    return nothing();
}

/* A list of choices; the one that was touched, or -1. */
static int choices(struct campaign_state *state, struct ui *ui, struct rect area, int count,
    const char *(*word)(const struct app_view *view, int index), const struct app_view *view,
    uint64_t selected)
{
    int touched = -1;
    int height = count * (CHOICE_HEIGHT + CHOICE_GAP) - CHOICE_GAP;
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(ui, wider, "choices", height, &state->edit_scroll);
    content.width = area.width;
    ui_push_id_text(ui, "choice");
    for (int i = 0; i < count; i++) {
        struct rect place = rect_cut_top(&content, CHOICE_HEIGHT);
        rect_skip_top(&content, CHOICE_GAP);
        if (ui_is_visible(ui, place) && ui_button(ui, place,
                                            &(struct ui_button){.label = word(view, i),
                                                .is_selected = (selected >> i & 1) != 0,
                                                .is_start = true})) {
            touched = i;
        }
    }
    ui_pop_id(ui);
    ui_scroll_end(ui);
    return touched;
}

static const char *channel_word(const struct app_view *view, int index)
{
    return say(
        view, index < (int)ARRAY_LENGTH(CHANNELS) ? CHANNELS[index].text : TEXT_CHANNEL_OTHER);
}

static struct intent channel_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    int count = (int)ARRAY_LENGTH(CHANNELS);
    uint64_t selected = 0;
    if (state->is_typing) {
        return text_card(state, view, ui, area);
    }
    for (int i = 0; i < count; i++) {
        selected |= strcmp(CHANNELS[i].channel, state->text) == 0 ? UINT64_C(1) << i : 0;
    }
    if (head(state, view, ui, &area)) {
        return nothing();
    }
    int touched = choices(state, ui, area, count + 1, channel_word, view, selected);
    if (touched == count) {
        state->is_typing = true;
        state->text[0] = '\0';
    } else if (touched >= 0) {
        return close_with(state, ui, VIEW_CAMPAIGN_CHANNEL, CHANNELS[touched].channel);
    }
    return nothing();
}

static const char *limit_word(const struct app_view *view, int index)
{
    return say(view, LIMITS[index]);
}

static struct intent limit_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    if (head(state, view, ui, &area)) {
        return nothing();
    }
    int touched = choices(state, ui, area, CAMPAIGN_LIMIT_COUNT, limit_word, view,
        UINT64_C(1) << view->campaign.card->limit);
    return touched < 0 ? nothing()
                       : close_with(state, ui, VIEW_CAMPAIGN_LIMIT,
                             campaign_limit_text((enum campaign_limit)touched));
}

static const char *language_word(const struct app_view *view, int index)
{
    (void)view;
    return language_row((enum language_id)index)->name;
}

/* More than one may be chosen; the first that was chosen is the one it begins in. */
static struct intent languages_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const char *chosen = view->campaign.card->languages;
    char value[CAMPAIGN_TEXT_BYTES];
    uint64_t selected = 0;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        bool is_in = settings_has_word(chosen, language_row((enum language_id)i)->code);
        selected |= is_in ? UINT64_C(1) << i : 0;
    }
    if (settings_card_head(view, ui, &area, say(view, TEXT_CAMPAIGN_LANGUAGES), TEXT_CLOSE)) {
        state->field = CAMPAIGN_FIELD_NONE;
        return nothing();
    }
    int touched = choices(state, ui, area, LANGUAGE_COUNT, language_word, view, selected);
    if (touched < 0) {
        return nothing();
    }
    const char *code = language_row((enum language_id)touched)->code;
    struct text_out words = text_out_begin(value, sizeof value);
    struct text_view rest = text_view_of(chosen);
    struct text_view one;
    while (chosen[0] != '\0' && text_view_split(&rest, ',', &one)) {
        if (!text_view_equals(one, code)) {
            text_out_append(&words, words.size > 0 ? "," : "");
            text_out_append_view(&words, one);
        }
    }
    if ((selected >> touched & 1) == 0) {
        text_out_append(&words, words.size > 0 ? "," : "");
        text_out_append(&words, code);
    }
    return set(VIEW_CAMPAIGN_LANGUAGES, value);
}

static struct intent colour_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    enum view_campaign_field field = (enum view_campaign_field)state->field;
    struct intent intent = nothing();
    if (head(state, view, ui, &area)) {
        return intent;
    }
    int columns = area.width < 1000 ? 3 : 4;
    int rows = COLOURS_MAX / columns;
    struct rect grid = rect_cut_top(&area, rows * (TARGET_OFTEN + CHOICE_GAP) - CHOICE_GAP);
    for (int i = 0; i < COLOURS_MAX; i++) {
        colour ground = COLOUR_NONE;
        char label[WORDS_MAX], number[WORDS_MAX];
        (void)read_colour(COLOURS[i], &ground);
        say_with(view, label, sizeof label, TEXT_COLOUR_NUMBER,
            words_count(view, (uint64_t)i + 1, number), NULL);
        if (ui_button(ui, rect_grid_cell(grid, columns, rows, CHOICE_GAP, i),
                &(struct ui_button){.label = label,
                    .has_dot = true,
                    .dot = ground,
                    .is_marked = strcmp(state->text, COLOURS[i]) == 0})) {
            intent = close_with(state, ui, field, COLOURS[i]);
        }
    }
    rect_skip_top(&area, 20);
    if (ui_button(ui, rect_cut_top(&area, TARGET_OFTEN),
            &(struct ui_button){.label = say(view, TEXT_USUAL_COLOUR)})) {
        intent = close_with(state, ui, field, "");
    }
    return intent;
}

bool campaign_has_keys(const struct campaign_state *state)
{
    if (state->field != CAMPAIGN_FIELD_NONE) {
        enum field_kind kind = FIELDS[state->field].kind;
        return kind == FIELD_TEXT || (kind == FIELD_CHANNEL && state->is_typing) ||
               (kind == FIELD_OFFER && state->offer_step == CAMPAIGN_OFFER_PRODUCT);
    }
    return state->entry == CAMPAIGN_ENTRY_PLACE || state->entry == CAMPAIGN_ENTRY_ANSWER ||
           state->entry == CAMPAIGN_ENTRY_NOTE;
}

struct intent campaign_field_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    switch (FIELDS[state->field].kind) {
    case FIELD_TEXT:
        return text_card(state, view, ui, area);
    case FIELD_DAY:
        return day_field_card(state, view, ui, area);
    case FIELD_MONEY:
        return money_card(state, view, ui, area);
    case FIELD_CHANNEL:
        return channel_card(state, view, ui, area);
    case FIELD_OFFER:
        return campaign_offer_card(state, view, ui, area);
    case FIELD_LIMIT:
        return limit_card(state, view, ui, area);
    case FIELD_LANGUAGES:
        return languages_card(state, view, ui, area);
    case FIELD_COLOUR:
        return colour_card(state, view, ui, area);
    case FIELD_TOGGLE: /* turned by its row */
        break;
    }
    return nothing();
}
