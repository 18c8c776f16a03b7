#include <string.h>

#include "base/text.h"
#include "domain/day.h"
#include "screens/campaign.h"
#include "screens/campaigns.h"
#include "screens/parts.h"
#include "screens/settings.h"
#include "screens/texts.h"

/* Placements with their codes, what was spent, and posters. */

#define CHOICE_HEIGHT 92
#define CHOICE_GAP 12
#define GAP 18
#define SCROLL_ROOM 16
#define TOKEN_HEIGHT 64
#define QR_MOST 760
#define NUMBER_WIDTH_MAX 760
#define NUMBER_HEIGHT_MAX 900
#define SPEND_MOST INT64_C(100000000000)
#define POSTER_SIZES 4

static struct intent nothing(void)
{
    return (struct intent){.kind = INTENT_NONE};
}

static const char *place_name(const struct app_view *view, size_t index)
{
    const char *content = view->campaign.links[index].content;
    return content[0] != '\0' ? content : say(view, TEXT_WITHOUT_PLACEMENT);
}

/* A card of rows that scrolls; the row that was touched, or -1. */
struct row_list {
    const char *id;
    size_t count;
    void (*row)(const struct app_view *view, size_t index, struct settings_row *out,
        char words[WORDS_MAX * 3], char label[WORDS_MAX * 3]);
    bool is_passive;
};

static int row_list(struct campaign_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const struct row_list *list)
{
    int touched = -1;
    int height = (int)list->count * SETTINGS_ROW;
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(ui, wider, list->id, height, &state->scroll);
    content.width = area.width;
    content.height = height;
    if (list->count > 0) {
        ui_card(ui, content);
    }
    for (size_t i = 0; i < list->count; i++) {
        char words[WORDS_MAX * 3] = "";
        char label[WORDS_MAX * 3] = "";
        struct settings_row row = {.is_passive = list->is_passive};
        struct rect place = rect_cut_top(&content, SETTINGS_ROW);
        if (!ui_is_visible(ui, place)) {
            continue;
        }
        list->row(view, i, &row, words, label);
        ui_push_id(ui, i + 1);
        touched = settings_row(ui, place, &row) ? (int)i : touched;
        ui_pop_id(ui);
        if (i > 0) {
            ui_rule(ui, rect_inset(place, 28, 0));
        }
    }
    ui_scroll_end(ui);
    return touched;
}

/* ---- Placements ---- */

static void link_row(const struct app_view *view, size_t index, struct settings_row *out,
    char words[WORDS_MAX * 3], char label[WORDS_MAX * 3])
{
    const struct campaign_link *link = &view->campaign.links[index];
    (void)label;
    out->label = place_name(view, index);
    out->value = link->is_revoked ? say(view, TEXT_TAKEN_BACK) : link->token;
    (void)words;
}

/* Its code, as large as there is room, with what can be done about it. */
static struct intent place_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = nothing();
    const struct view_campaign *campaign = &view->campaign;
    size_t index = campaign->shown_link;
    const struct campaign_link *link = &campaign->links[index];
    if (settings_card_head(view, ui, &area, place_name(view, index), TEXT_CLOSE)) {
        return (struct intent){.kind = INTENT_SHOW_PLACEMENT, .index = campaign->link_count};
    }
    struct rect buttons = rect_cut_bottom(&area, TARGET_OFTEN);
    rect_skip_bottom(&area, GAP);
    if (ui_button(ui, rect_column(buttons, 2, GAP, 0),
            &(struct ui_button){.label = say(view, TEXT_PRINT_POSTERS),
                .icon = ICON_PRINTER,
                .is_disabled = link->is_revoked})) {
        state->page = VIEW_CAMPAIGN_POSTERS;
        state->poster_place = index + 1;
        intent = (struct intent){.kind = INTENT_SHOW_PLACEMENT, .index = campaign->link_count};
    }
    if (ui_button(ui, rect_column(buttons, 2, GAP, 1),
            &(struct ui_button){.label = say(view, TEXT_TAKE_CODE_BACK),
                .kind = UI_BUTTON_DANGER,
                .is_disabled = link->is_revoked})) {
        state->chosen = index;
        state->entry = CAMPAIGN_ENTRY_BACK;
    }
    struct rect answer = rect_cut_bottom(&area, SETTINGS_ROW);
    rect_skip_bottom(&area, GAP);
    ui_card(ui, answer);
    if (settings_row(ui, answer,
            &(struct settings_row){.label = say(view, TEXT_PLACEMENT_ANSWER),
                .value = link->hear_words[0] != '\0' ? link->hear_words : say(view, TEXT_NOT_SET),
                .is_passive = !campaign->is_ours})) {
        text_copy(state->text, sizeof state->text, link->hear_words);
        state->entry = CAMPAIGN_ENTRY_ANSWER;
    }
    ui_card(ui, area);
    area = rect_inset(area, 24, 20);
    ui_text(ui, rect_cut_bottom(&area, TOKEN_HEIGHT),
        link->is_revoked ? say(view, TEXT_TAKEN_BACK) : link->token,
        &(struct ui_text_style){
            .size = 38, .weight = UI_WEIGHT_600, .align = UI_ALIGN_CENTER, .is_fixed = true});
    if (campaign->qr->modules > 0 && !link->is_revoked) {
        int side = area.width < area.height ? area.width : area.height;
        side = side < QR_MOST ? side : QR_MOST;
        ui_qr(ui, rect_center(area, side, side), campaign->qr->modules, campaign->qr->bits,
            say(view, TEXT_PLACEMENT_CODE));
    }
    return intent;
}

/* A question with the safe answer first. */
static struct intent ask(struct campaign_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, const char *question, const char *yes, struct intent answer)
{
    struct rect block = rect_center(area, area.width < 900 ? area.width : 900, 300);
    ui_card(ui, rect_inset(block, -30, -30));
    ui_text(ui, rect_cut_top(&block, 180), question,
        &(struct ui_text_style){
            .size = 34, .weight = UI_WEIGHT_600, .lines_max = 4, .align = UI_ALIGN_CENTER});
    struct rect buttons = rect_cut_bottom(&block, TARGET_OFTEN);
    if (ui_button(ui, rect_column(buttons, 2, GAP, 0),
            &(struct ui_button){
                .label = say(view, TEXT_KEEP_AS_IT_IS), .kind = UI_BUTTON_STRONG})) {
        state->entry = CAMPAIGN_ENTRY_NONE;
    }
    if (ui_button(ui, rect_column(buttons, 2, GAP, 1),
            &(struct ui_button){.label = yes, .kind = UI_BUTTON_DANGER})) {
        state->entry = CAMPAIGN_ENTRY_NONE;
        return answer;
    }
    return nothing();
}

struct intent campaign_places(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = nothing();
    const struct view_campaign *campaign = &view->campaign;
    char words[WORDS_MAX * 3];
    bool is_cancelled;
    if (state->entry == CAMPAIGN_ENTRY_BACK && state->chosen < campaign->link_count) {
        say_with(view, words, sizeof words, TEXT_TAKE_CODE_BACK_ASK,
            place_name(view, state->chosen), NULL);
        return ask(state, view, ui, area, words, say(view, TEXT_TAKE_CODE_BACK),
            (struct intent){.kind = INTENT_REVOKE_PLACEMENT, .index = state->chosen});
    }
    if (state->entry == CAMPAIGN_ENTRY_PLACE) {
        if (campaign_text_card(
                state, view, ui, area, say(view, TEXT_NEW_PLACEMENT), false, &is_cancelled)) {
            intent.kind = INTENT_ADD_PLACEMENT;
            text_copy(intent.code, sizeof intent.code, state->text);
        }
        if (is_cancelled || intent.kind != INTENT_NONE) {
            state->entry = CAMPAIGN_ENTRY_NONE;
            ui_focus_none(ui);
        }
        return intent;
    }
    if (state->entry == CAMPAIGN_ENTRY_ANSWER) {
        if (campaign_text_card(
                state, view, ui, area, say(view, TEXT_PLACEMENT_ANSWER), true, &is_cancelled)) {
            intent = (struct intent){.kind = INTENT_SET_ANSWER, .index = campaign->shown_link};
            text_copy(intent.code, sizeof intent.code, state->text);
        }
        if (is_cancelled || intent.kind != INTENT_NONE) {
            state->entry = CAMPAIGN_ENTRY_NONE;
            ui_focus_none(ui);
        }
        return intent;
    }
    if (campaign->shown_link < campaign->link_count) {
        return place_card(state, view, ui, area);
    }
    struct rect bottom = rect_cut_bottom(&area, TARGET_OFTEN);
    rect_skip_bottom(&area, GAP);
    bottom.width = bottom.width < 520 ? bottom.width : 520;
    if (ui_button(ui, bottom,
            &(struct ui_button){.label = say(view, TEXT_NEW_PLACEMENT),
                .icon = ICON_PLUS,
                .kind = UI_BUTTON_STRONG,
                .is_disabled = !campaign->is_ours})) {
        state->entry = CAMPAIGN_ENTRY_PLACE;
        state->text[0] = '\0';
    }
    if (campaign->link_count == 0) {
        ui_text(ui, area, say(view, TEXT_NO_PLACEMENT_YET),
            &(struct ui_text_style){
                .colour = COLOUR_INK2, .lines_max = 3, .vertical = UI_VERTICAL_TOP});
        return intent;
    }
    int touched = row_list(state, view, ui, area,
        &(struct row_list){.id = "places", .count = campaign->link_count, .row = link_row});
    if (touched >= 0) {
        intent = (struct intent){.kind = INTENT_SHOW_PLACEMENT, .index = (size_t)touched};
    }
    return intent;
}

/* ---- Spend ---- */

/* Newest first. */
static const struct campaign_spend *spend_at(const struct app_view *view, size_t index)
{
    return &view->campaign.spends[view->campaign.spend_count - 1 - index];
}

static void spend_row(const struct app_view *view, size_t index, struct settings_row *out,
    char words[WORDS_MAX * 3], char label[WORDS_MAX * 3])
{
    const struct campaign_spend *spend = spend_at(view, index);
    char date[WORDS_MAX];
    struct text_out name = text_out_begin(label, WORDS_MAX * 3);
    text_out_append(&name, words_date(view, spend->spent_on, date));
    text_out_append(&name, spend->content[0] != '\0' ? " \u00b7 " : "");
    text_out_append(&name, spend->content);
    text_out_append(&name, spend->note[0] != '\0' ? " \u00b7 " : "");
    text_out_append(&name, spend->note);
    out->label = label;
    out->value = words_money(view, spend->amount_minor, words);
}

static void begin_spend(struct campaign_state *state, const struct app_view *view)
{
    state->entry = CAMPAIGN_ENTRY_AMOUNT;
    state->spend_minor = 0;
    state->spend_place = 0;
    state->spend_note[0] = '\0';
    text_copy(state->spend_day, sizeof state->spend_day, view->campaigns.today);
    state->number = number_money(0, view->shop->rules.currency->exponent, SPEND_MOST);
}

static void amount_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    char words[WORDS_MAX];
    area.width = area.width < NUMBER_WIDTH_MAX ? area.width : NUMBER_WIDTH_MAX;
    area.height = area.height < NUMBER_HEIGHT_MAX ? area.height : NUMBER_HEIGHT_MAX;
    struct ui_number_result result = ui_number_card(ui, area,
        &(struct ui_number_card){.title = say(view, TEXT_ENTER_SPEND),
            .subtitle = view->campaign.card->name,
            .cancel = say(view, TEXT_CANCEL),
            .value = words_money(view, state->number.value, words),
            .preset_marked = -1,
            .extra = number_extra_label(&state->number, words_decimal_mark(view)),
            .ok = say(view, TEXT_OK),
            .is_ok_disabled = state->number.value == 0});
    if (result.event == UI_NUMBER_KEY) {
        (void)number_press(&state->number, result.press);
    } else if (result.event == UI_NUMBER_CANCEL || ui_key(ui, INPUT_KEY_ESCAPE)) {
        state->entry = state->spend_minor == 0 ? CAMPAIGN_ENTRY_NONE : CAMPAIGN_ENTRY_SPEND;
    } else if (result.event == UI_NUMBER_OK) {
        state->spend_minor = state->number.value;
        state->entry = CAMPAIGN_ENTRY_SPEND;
    }
}

static bool spend_part(const struct app_view *view, struct ui *ui, struct rect *area,
    enum text_id label, const char *value)
{
    struct rect row = rect_cut_top(area, SETTINGS_ROW);
    ui_rule(ui, rect_inset(row, 28, 0));
    return settings_row(ui, row, &(struct settings_row){.label = say(view, label), .value = value});
}

static struct intent spend_card(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct intent intent = nothing();
    char words[WORDS_MAX];
    bool has_places = view->campaign.link_count > 0;
    if (settings_card_head(view, ui, &area, say(view, TEXT_ENTER_SPEND), TEXT_CANCEL)) {
        state->entry = CAMPAIGN_ENTRY_NONE;
        return intent;
    }
    struct rect save = rect_cut_bottom(&area, TARGET_OFTEN);
    rect_skip_bottom(&area, GAP);
    save = rect_center(save, save.width < 640 ? save.width : 640, save.height);
    if (ui_button(ui, save,
            &(struct ui_button){.label = say(view, TEXT_SAVE),
                .kind = UI_BUTTON_PRIMARY,
                .is_disabled = state->spend_minor == 0})) {
        intent = (struct intent){.kind = INTENT_ADD_SPEND,
            .amount_minor = state->spend_minor,
            .index = state->spend_place};
        struct text_out code = text_out_begin(intent.code, sizeof intent.code);
        text_out_append(&code, state->spend_day);
        text_out_append(&code, state->spend_note);
        state->entry = CAMPAIGN_ENTRY_NONE;
    }
    struct rect card = rect_cut_top(&area, (has_places ? 4 : 3) * SETTINGS_ROW);
    ui_card(ui, card);
    if (spend_part(
            view, ui, &card, TEXT_SPEND_AMOUNT, words_money(view, state->spend_minor, words))) {
        state->number =
            number_money(state->spend_minor, view->shop->rules.currency->exponent, SPEND_MOST);
        state->entry = CAMPAIGN_ENTRY_AMOUNT;
    }
    if (spend_part(view, ui, &card, TEXT_DAY, words_date(view, state->spend_day, words))) {
        state->day =
            day_card_begin(state->spend_day, state->spend_day, view->campaigns.today, false);
        state->edit_scroll = (struct ui_scroll){0};
        state->entry = CAMPAIGN_ENTRY_DAY;
    }
    const char *place = state->spend_place > 0 && state->spend_place <= view->campaign.link_count
                            ? place_name(view, state->spend_place - 1)
                            : say(view, TEXT_WHOLE_OF_IT);
    if (has_places && spend_part(view, ui, &card, TEXT_PLACEMENT, place)) {
        state->edit_scroll = (struct ui_scroll){0};
        state->entry = CAMPAIGN_ENTRY_AT;
    }
    if (spend_part(view, ui, &card, TEXT_SPEND_NOTE,
            state->spend_note[0] != '\0' ? state->spend_note : say(view, TEXT_NOT_SET))) {
        text_copy(state->text, sizeof state->text, state->spend_note);
        state->entry = CAMPAIGN_ENTRY_NOTE;
    }
    return intent;
}

static void day_step(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    area.width = area.width < NUMBER_WIDTH_MAX ? area.width : NUMBER_WIDTH_MAX;
    if (settings_card_head(view, ui, &area, say(view, TEXT_DAY), TEXT_CANCEL)) {
        state->entry = CAMPAIGN_ENTRY_SPEND;
        return;
    }
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(
        ui, wider, "spend day", day_card_height(ui, area.width), &state->edit_scroll);
    content.width = area.width;
    if (day_card_frame(&state->day, view, ui, content)) {
        day_print(state->day.from, state->spend_day);
        state->entry = CAMPAIGN_ENTRY_SPEND;
    }
    ui_scroll_end(ui);
}

/* One of the placements, or the campaign as a whole (0). */
static bool choose_place(struct campaign_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, size_t *chosen)
{
    bool is_chosen = false;
    size_t count = view->campaign.link_count + 1;
    int height = (int)count * (CHOICE_HEIGHT + CHOICE_GAP) - CHOICE_GAP;
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(ui, wider, "choose", height, &state->edit_scroll);
    content.width = area.width;
    for (size_t i = 0; i < count; i++) {
        struct rect place = rect_cut_top(&content, CHOICE_HEIGHT);
        rect_skip_top(&content, CHOICE_GAP);
        ui_push_id(ui, i + 1);
        if (ui_is_visible(ui, place) &&
            ui_button(ui, place,
                &(struct ui_button){
                    .label = i == 0 ? say(view, TEXT_WHOLE_OF_IT) : place_name(view, i - 1),
                    .is_selected = *chosen == i,
                    .is_start = true})) {
            *chosen = i;
            is_chosen = true;
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
    return is_chosen;
}

static struct intent take_back(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct campaign_spend *spend = spend_at(view, state->chosen);
    char money[WORDS_MAX], words[WORDS_MAX * 2];
    struct intent answer = {.kind = INTENT_ADD_SPEND, .amount_minor = -spend->amount_minor};
    struct text_out code = text_out_begin(answer.code, sizeof answer.code);
    text_out_append(&code, spend->spent_on);
    text_out_append(&code, say(view, TEXT_CORRECTION));
    for (size_t i = 0; i < view->campaign.link_count; i++) {
        bool is_here = spend->content[0] != '\0' &&
                       strcmp(view->campaign.links[i].content, spend->content) == 0;
        answer.index = is_here ? i + 1 : answer.index;
    }
    say_with(view, words, sizeof words, TEXT_TAKE_SPEND_BACK_ASK,
        words_money(view, spend->amount_minor, money), NULL);
    return ask(state, view, ui, area, words, say(view, TEXT_TAKE_SPEND_BACK), answer);
}

static struct intent spend_list(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    char money[WORDS_MAX], words[WORDS_MAX * 2];
    struct rect bottom = rect_cut_bottom(&area, TARGET_OFTEN);
    rect_skip_bottom(&area, GAP);
    bottom.width = bottom.width < 520 ? bottom.width : 520;
    if (ui_button(ui, bottom,
            &(struct ui_button){.label = say(view, TEXT_ENTER_SPEND),
                .icon = ICON_PLUS,
                .kind = UI_BUTTON_STRONG,
                .is_disabled = !view->campaign.is_ours})) {
        begin_spend(state, view);
    }
    say_with(view, words, sizeof words, TEXT_SPENT_IN_ALL,
        view->campaign.spend_count == 0 ? "\u2013"
                                        : words_money(view, view->campaign.spent_minor, money),
        NULL);
    ui_text(ui, rect_cut_top(&area, 56), words,
        &(struct ui_text_style){
            .size = TYPE_CARD_TITLE, .weight = UI_WEIGHT_600, .is_fixed = true});
    rect_skip_top(&area, 8);
    int touched = row_list(state, view, ui, area,
        &(struct row_list){.id = "spends",
            .count = view->campaign.spend_count,
            .row = spend_row,
            .is_passive = !view->campaign.is_ours});
    if (touched >= 0) {
        state->chosen = (size_t)touched;
        state->entry = CAMPAIGN_ENTRY_BACK;
    }
    return nothing();
}

struct intent campaign_spends(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    bool is_cancelled;
    switch (state->entry) {
    case CAMPAIGN_ENTRY_SPEND:
        return spend_card(state, view, ui, area);
    case CAMPAIGN_ENTRY_AMOUNT:
        amount_card(state, view, ui, area);
        return nothing();
    case CAMPAIGN_ENTRY_DAY:
        day_step(state, view, ui, area);
        return nothing();
    case CAMPAIGN_ENTRY_AT:
        if (settings_card_head(view, ui, &area, say(view, TEXT_PLACEMENT), TEXT_CANCEL) ||
            choose_place(state, view, ui, area, &state->spend_place)) {
            state->entry = CAMPAIGN_ENTRY_SPEND;
        }
        return nothing();
    case CAMPAIGN_ENTRY_NOTE:
        if (campaign_text_card(
                state, view, ui, area, say(view, TEXT_SPEND_NOTE), true, &is_cancelled)) {
            text_copy(state->spend_note, sizeof state->spend_note, state->text);
            is_cancelled = true;
        }
        if (is_cancelled) {
            state->entry = CAMPAIGN_ENTRY_SPEND;
            ui_focus_none(ui);
        }
        return nothing();
    case CAMPAIGN_ENTRY_BACK:
        if (state->chosen < view->campaign.spend_count) {
            return take_back(state, view, ui, area);
        }
        break;
    case CAMPAIGN_ENTRY_PLACE:
    case CAMPAIGN_ENTRY_ANSWER:
    case CAMPAIGN_ENTRY_NONE:
        break;
    }
    return spend_list(state, view, ui, area);
}

/* ---- Posters ---- */

static struct intent choose_campaign(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    const struct view_campaigns *figures = &view->campaigns;
    struct intent intent = nothing();
    int height = (int)figures->row_count * (CHOICE_HEIGHT + CHOICE_GAP);
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(ui, wider, "campaigns", height, &state->scroll);
    content.width = area.width;
    for (size_t i = 0; i < figures->row_count; i++) {
        const struct view_campaign_row *row = &figures->rows[i];
        if (row->id == 0) {
            continue;
        }
        struct rect place = rect_cut_top(&content, CHOICE_HEIGHT);
        rect_skip_top(&content, CHOICE_GAP);
        ui_push_id(ui, (uint64_t)row->id);
        if (ui_is_visible(ui, place) && ui_button(ui, place,
                                            &(struct ui_button){.label = row->name,
                                                .second_line = row->code,
                                                .is_start = true,
                                                .has_dot = true,
                                                .dot = campaigns_colour(figures, i)})) {
            intent = (struct intent){
                .kind = INTENT_EDIT_CAMPAIGN, .id = row->id, .index = VIEW_CAMPAIGN_POSTERS};
        }
        ui_pop_id(ui);
    }
    ui_scroll_end(ui);
    return intent;
}

static void sizes(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect row)
{
    static const char *const NAMES[POSTER_SIZES] = {"A6", "A5", "A4", "A3"};
    ui_text(ui, rect_cut_top(&row, 44), say(view, TEXT_POSTER_SIZES),
        &(struct ui_text_style){.weight = UI_WEIGHT_600, .is_fixed = true});
    for (int i = 0; i < POSTER_SIZES; i++) {
        if (ui_button(ui, rect_column(row, POSTER_SIZES, GAP, i),
                &(struct ui_button){
                    .label = NAMES[i], .is_selected = (state->poster_sizes >> i & 1U) != 0})) {
            state->poster_sizes ^= 1U << i;
        }
    }
}

struct intent campaign_posters(
    struct campaign_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    if (view->campaign.card == NULL) {
        ui_text(ui, rect_cut_top(&area, 64), say(view, TEXT_POSTER_OF_WHICH),
            &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .is_fixed = true});
        rect_skip_top(&area, GAP);
        return choose_campaign(state, view, ui, area);
    }
    struct intent intent = nothing();
    struct rect bottom = rect_cut_bottom(&area, TARGET_OFTEN);
    rect_skip_bottom(&area, GAP);
    sizes(state, view, ui, rect_cut_bottom(&area, 44 + TARGET_OFTEN));
    rect_skip_bottom(&area, GAP);
    ui_text(ui, rect_cut_top(&area, 44), say(view, TEXT_POSTER_FOR),
        &(struct ui_text_style){.weight = UI_WEIGHT_600, .is_fixed = true});
    (void)choose_place(state, view, ui, area, &state->poster_place);
    bottom = rect_center(bottom, bottom.width < 640 ? bottom.width : 640, bottom.height);
    if (ui_button(ui, bottom,
            &(struct ui_button){.label = say(view, TEXT_PRINT_POSTERS),
                .kind = UI_BUTTON_PRIMARY,
                .is_disabled = state->poster_sizes == 0})) {
        intent = (struct intent){.kind = INTENT_PRINT_POSTER,
            .index = state->poster_place,
            .amount_minor = state->poster_sizes};
    }
    return intent;
}
