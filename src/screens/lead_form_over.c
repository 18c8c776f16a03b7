#include "base/text.h"
#include "screens/lead_form_state.h"
#include "screens/texts.h"
#include "screens/words.h"

/* What lies over the lead form: a doubt, and the whole text of who keeps what. */

#define CARD_WIDTH 1000
#define CARD_PADDING 44
#define DOUBT_HEIGHT 470
#define ROW_HEIGHT 104
#define PRIVACY_REST 180 /* height of its card without the text */

static struct rect card_of(struct ui *ui, int height)
{
    struct rect area = rect_inset(ui_area(ui), SPACE_MARGIN, 24);
    int width = area.width < CARD_WIDTH ? area.width : CARD_WIDTH;
    return rect_center(area, width, height < area.height ? height : area.height);
}

/* ---- Is this right? ---- */

static void change(struct lead_form_state *state)
{
    state->over = LEAD_OVER_NONE;
    lead_focus(state, state->doubted);
}

/* Right as it is: what Save was waiting for. */
static struct intent keep(struct lead_form_state *state, const struct app_view *view)
{
    state->over = LEAD_OVER_NONE;
    state->is_sure[state->doubted] = true;
    return lead_save(state, view);
}

static void doubt_words(const struct lead_form_state *state, const struct app_view *view,
    struct ui *ui, struct rect area)
{
    char words[LEAD_VALUE_BYTES + WORDS_MAX];
    bool has_suggestion = state->suggestion[0] != '\0';
    say_with(view, words, sizeof words, TEXT_BOOTH_IS_RIGHT, state->values[state->doubted], NULL);
    ui_text(ui, rect_cut_top(&area, 128), words,
        &(struct ui_text_style){.size = 40,
            .weight = UI_WEIGHT_700,
            .is_personal = true,
            .lines_max = 2,
            .vertical = UI_VERTICAL_TOP});
    if (has_suggestion) {
        say_with(view, words, sizeof words, TEXT_BOOTH_DID_YOU_MEAN, state->suggestion, NULL);
    } else {
        text_copy(words, sizeof words, say(view, TEXT_BOOTH_IS_RIGHT_HINT));
    }
    ui_text(ui, area, words,
        &(struct ui_text_style){.size = 28,
            .colour = COLOUR_INK2,
            .is_personal = has_suggestion,
            .lines_max = 2,
            .vertical = UI_VERTICAL_TOP});
    memory_wipe(words, sizeof words);
}

static struct intent doubt(
    struct lead_form_state *state, const struct app_view *view, struct ui *ui)
{
    struct intent intent = {.kind = INTENT_NONE};
    bool has_suggestion = state->suggestion[0] != '\0';
    struct rect card = card_of(ui, DOUBT_HEIGHT);
    ui_over_begin(ui, card, true);
    ui_card(ui, card);
    struct rect area = rect_inset(card, CARD_PADDING, 36);
    struct rect row = rect_cut_bottom(&area, ROW_HEIGHT);
    rect_skip_bottom(&area, 16);
    doubt_words(state, view, ui, area);
    int buttons = has_suggestion ? 3 : 2;
    if (ui_button(ui, rect_column(row, buttons, 18, 0),
            &(struct ui_button){.label = say(view, TEXT_BOOTH_CHANGE)}) ||
        ui_key(ui, INPUT_KEY_ESCAPE)) {
        change(state);
    }
    if (ui_button(ui, rect_column(row, buttons, 18, 1),
            &(struct ui_button){.label = say(view, TEXT_BOOTH_RIGHT)})) {
        intent = keep(state, view);
    }
    if (has_suggestion &&
        ui_button(ui, rect_column(row, buttons, 18, 2),
            &(struct ui_button){.label = say(view, TEXT_BOOTH_USE), .kind = UI_BUTTON_CAMPAIGN})) {
        text_copy(state->values[state->doubted], LEAD_VALUE_BYTES, state->suggestion);
        intent = keep(state, view);
    }
    ui_over_end(ui);
    return intent;
}

/* ---- The whole text ---- */

static void privacy(struct lead_form_state *state, const struct app_view *view, struct ui *ui)
{
    struct ui_text_style style = {
        .size = TYPE_BODY, .line_percent = 140, .lines_max = 200, .vertical = UI_VERTICAL_TOP};
    struct rect card = card_of(ui, 0);
    int width = card.width - 2 * CARD_PADDING - 24;
    int height = ui_text_height(ui, width, view->booth.privacy, &style);
    card = card_of(ui, height + PRIVACY_REST);
    ui_over_begin(ui, card, true);
    ui_card(ui, card);
    struct rect area = rect_inset(card, CARD_PADDING, 34);
    struct rect head = rect_cut_top(&area, 80);
    if (ui_button(
            ui, rect_cut_right(&head, 190), &(struct ui_button){.label = say(view, TEXT_CLOSE)}) ||
        ui_key(ui, INPUT_KEY_ESCAPE)) {
        state->over = LEAD_OVER_NONE;
    }
    rect_skip_right(&head, 16);
    ui_text(ui, head, say(view, TEXT_BOOTH_PRIVACY),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .is_fixed = true});
    rect_skip_top(&area, 20);
    struct rect content = ui_scroll_begin(ui, area, "privacy", height, &state->privacy_scroll);
    content.width = width;
    content.height = height;
    ui_text(ui, content, view->booth.privacy, &style);
    ui_scroll_end(ui);
    ui_over_end(ui);
}

struct intent lead_over(struct lead_form_state *state, const struct app_view *view, struct ui *ui)
{
    struct intent intent = {.kind = INTENT_NONE};
    ui_push_id_text(ui, "over");
    switch (state->over) {
    case LEAD_OVER_DOUBT:
        intent = doubt(state, view, ui);
        break;
    case LEAD_OVER_PRIVACY:
        privacy(state, view, ui);
        break;
    case LEAD_OVER_NONE:
        break;
    }
    ui_pop_id(ui);
    return intent;
}
