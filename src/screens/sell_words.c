#include "screens/sell.h"

#include <string.h>

#include "base/text.h"
#include "screens/texts.h"
#include "screens/words.h"

#define FIELD_HEIGHT 88
#define CARD_HEIGHT_MAX 420

void sell_open_words(
    struct sell_state *state, const struct app_view *view, struct ui *ui, size_t line)
{
    const struct ticket_line *shown = &view->ticket->lines[line];
    bool is_typed = shown->product_id == 0 && shown->kind == LINE_ITEM && !shown->is_return;
    sell_close_over(state, ui);
    state->over = SELL_OVER_WORDS;
    state->words = (struct sell_words){.subject = is_typed ? SELL_WORDS_NAME : SELL_WORDS_NOTE,
        .line = line,
        .line_count = view->ticket->line_count};
    text_copy(state->words.text, sizeof state->words.text, is_typed ? "" : shown->note);
    ui_focus(ui, "words");
}

void sell_open_serial(struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    sell_close_over(state, ui);
    state->over = SELL_OVER_WORDS;
    state->words =
        (struct sell_words){.subject = SELL_WORDS_SERIAL, .serial = view->question.serial};
    ui_focus(ui, "words");
}

bool sell_words_are_gone(const struct sell_words *words, const struct app_view *view)
{
    if (words->subject == SELL_WORDS_SERIAL) {
        return view->question.kind != VIEW_QUESTION_SERIAL ||
               view->question.serial != words->serial;
    }
    return words->line_count != view->ticket->line_count;
}

/* What the card says, by what is typed. */
struct words_card {
    const char *title, *label, *hint;
    char left[WORDS_MAX];
};

static void fill_card(
    const struct sell_words *words, const struct app_view *view, struct words_card *card)
{
    const struct shelf_product *product;
    card->left[0] = '\0';
    switch (words->subject) {
    case SELL_WORDS_NOTE:
        card->title = view->ticket->lines[words->line].name;
        card->label = say(view, TEXT_NOTE);
        card->hint = say(view, TEXT_NOTE_HINT);
        return;
    case SELL_WORDS_NAME:
        card->title = view->ticket->lines[words->line].name;
        card->label = say(view, TEXT_LINE_NAME);
        card->hint = say(view, TEXT_NAME_HINT);
        return;
    case SELL_WORDS_SERIAL:
        break;
    }
    product = view->catalogue.product(view->catalogue.context, view->question.product_id);
    card->title = product != NULL ? product->name : "";
    card->label = say(view, TEXT_SERIAL);
    card->hint = say(view, TEXT_SERIAL_HINT);
    if (view->question.quantity_milli > QUANTITY_ONE_MILLI) {
        uint64_t left = (uint64_t)(view->question.quantity_milli / QUANTITY_ONE_MILLI);
        char count[WORDS_MAX];
        words_count(view, left, count);
        say_count(view, card->left, sizeof card->left, TEXT_SERIAL_LEFT, left, count);
    }
}

static struct intent answer(const struct sell_words *words)
{
    static const enum intent_kind kinds[] = {
        [SELL_WORDS_NOTE] = INTENT_SET_NOTE,
        [SELL_WORDS_NAME] = INTENT_SET_NAME,
        [SELL_WORDS_SERIAL] = INTENT_GIVE_SERIAL,
    };
    struct intent intent = {.kind = kinds[words->subject], .index = words->line};
    struct text_view text = text_view_trim(text_view_of(words->text));
    (void)text_copy_view(intent.code, sizeof intent.code, text);
    return intent;
}

/* The card over the keyboard. Returns what happened in its field. */
static enum ui_field_event words_card(
    struct sell_words *words, const struct app_view *view, struct ui *ui, struct rect side)
{
    struct words_card card;
    bool is_low = ui_is_low(ui);
    fill_card(words, view, &card);
    struct rect rect = rect_inset(side, SPACE_MARGIN, is_low ? 10 : 24);
    rect.height = rect.height < CARD_HEIGHT_MAX ? rect.height : CARD_HEIGHT_MAX;
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, is_low ? 24 : 40, is_low ? 12 : 30);
    if (area.height >= 2 * FIELD_HEIGHT + 40) {
        struct rect head = rect_cut_top(&area, 48);
        if (card.left[0] != '\0') {
            struct ui_text_style small = {.colour = COLOUR_INK2, .align = UI_ALIGN_END};
            ui_text(
                ui, rect_cut_right(&head, ui_text_width(ui, card.left, &small)), card.left, &small);
            rect_skip_right(&head, SPACE_GUTTER);
        }
        ui_text(ui, head, card.title,
            &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700, .lines_max = 1});
        rect_skip_top(&area, 14);
    }
    enum ui_field_event event = ui_field(ui, rect_cut_top(&area, FIELD_HEIGHT),
        &(struct ui_field){
            .label = card.label, .id = "words", .takes_scans = words->subject == SELL_WORDS_SERIAL},
        words->text, sizeof words->text);
    rect_skip_top(&area, 14);
    if (area.height >= 34) {
        ui_text(ui, area, card.hint,
            &(struct ui_text_style){
                .colour = COLOUR_INK2, .vertical = UI_VERTICAL_TOP, .lines_max = 2});
    }
    return event;
}

struct intent sell_words(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect *area, struct rect side)
{
    struct sell_words *words = &state->words;
    struct intent intent = {.kind = INTENT_NONE};
    bool needs_text = words->subject != SELL_WORDS_NOTE;
    bool is_empty = text_view_trim(text_view_of(words->text)).size == 0;
    struct ui_keys keys = parts_keys(view);
    keys.actions[0] = (struct ui_keys_action){.label = say(view, TEXT_OK),
        .kind = UI_BUTTON_PRIMARY,
        .width = 300,
        .is_disabled = needs_text && is_empty};
    keys.actions[1] = (struct ui_keys_action){.label = say(view, TEXT_CANCEL)};
    keys.action_count = 2;
    int action = ui_keyboard(ui, rect_cut_bottom(area, ui_keys_height(ui)), &keys, &state->keys);
    enum ui_field_event event = words_card(words, view, ui, side);
    bool is_done = (action == 0 || event == UI_FIELD_ENTERED) && !(needs_text && is_empty);
    if (is_done) {
        intent = answer(words);
        sell_close_over(state, ui);
    } else if (action == 1 || ui_key(ui, INPUT_KEY_ESCAPE)) {
        intent.kind = words->subject == SELL_WORDS_SERIAL ? INTENT_DROP_QUESTION : INTENT_NONE;
        sell_close_over(state, ui);
    }
    return intent;
}
