#include <string.h>

#include "base/text.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "ui/number.h"

/* Cash: the float that a shift opens with, money that is put into the drawer and money that is
 * taken out, each with its reason. One number and one touch. */

#define CARD_WIDTH_MAX 1000
#define CARD_HEIGHT_MAX 1000
#define CHIP_HEIGHT 80
#define REASONS_MAX 4

struct cash_state {
    uint64_t serial; /* of the view: another act was opened */
    bool is_begun;
    size_t reason; /* index of the chips */
    struct number_entry number;
};

static_assert(sizeof(struct cash_state) <= SCREEN_STATE_MAX, "state fits its slot");

struct cash_words {
    enum text_id title, question, ok;
    enum text_id reasons[REASONS_MAX]; /* TEXT_COUNT: none */
};

static const struct cash_words WORDS[] = {
    [VIEW_CASH_FLOAT] = {TEXT_OPEN_FLOAT, TEXT_FLOAT_QUESTION, TEXT_FLOAT_OPEN,
        {TEXT_COUNT, TEXT_COUNT, TEXT_COUNT, TEXT_COUNT}},
    [VIEW_CASH_IN] = {TEXT_PAY_IN, TEXT_PAY_IN_QUESTION, TEXT_PAY_IN,
        {TEXT_WHY_CHANGE, TEXT_WHY_SAFE, TEXT_WHY_OTHER, TEXT_COUNT}},
    [VIEW_CASH_OUT] = {TEXT_PAY_OUT, TEXT_PAY_OUT_QUESTION, TEXT_PAY_OUT,
        {TEXT_WHY_BANK, TEXT_WHY_PURCHASE, TEXT_WHY_WAGES, TEXT_WHY_OTHER}},
};

static void begin(struct cash_state *state, const struct app_view *view)
{
    const struct view_shift *shift = &view->shift;
    if (state->is_begun && state->serial == shift->serial) {
        return;
    }
    *state = (struct cash_state){.is_begun = true, .serial = shift->serial};
    int64_t likely_minor = shift->cash == VIEW_CASH_FLOAT ? shift->left_minor : 0;
    state->number = number_money(
        likely_minor > 0 ? likely_minor : 0, view->shop->rules.currency->exponent, MONEY_MINOR_MAX);
}

static void reasons(
    struct cash_state *state, const struct app_view *view, struct ui *ui, struct rect row)
{
    const enum text_id *texts = WORDS[view->shift.cash].reasons;
    int count = 0;
    while (count < REASONS_MAX && texts[count] != TEXT_COUNT) {
        count++;
    }
    for (int i = 0; i < count; i++) {
        struct ui_button chip = {.label = say(view, texts[i]),
            .kind = UI_BUTTON_CHIP,
            .is_selected = state->reason == (size_t)i};
        if (ui_button(ui, rect_column(row, count, SPACE_TARGETS, i), &chip)) {
            state->reason = (size_t)i;
        }
    }
}

static struct intent answer(const struct cash_state *state, const struct app_view *view)
{
    struct intent intent = {
        .kind = view->shift.cash == VIEW_CASH_FLOAT ? INTENT_SET_FLOAT : INTENT_MOVE_CASH,
        .amount_minor = state->number.value};
    enum text_id why = WORDS[view->shift.cash].reasons[state->reason];
    if (why != TEXT_COUNT) {
        (void)text_copy(intent.code, sizeof intent.code, say(view, why));
    }
    return intent;
}

static struct intent card(
    struct cash_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    char value[WORDS_MAX], ok[WORDS_MAX + 64], last[WORDS_MAX + 64], money[WORDS_MAX];
    const struct cash_words *words = &WORDS[view->shift.cash];
    bool is_float = view->shift.cash == VIEW_CASH_FLOAT;
    words_money(view, state->number.value, value);
    struct ui_number_card number = {.title = say(view, words->title),
        .subtitle = say(view, words->question),
        .cancel = say(view, TEXT_CANCEL),
        .value = value,
        .preset_marked = -1,
        .extra = number_extra_label(&state->number, words_decimal_mark(view)),
        .ok = say_with(view, ok, sizeof ok, words->ok, value, NULL),
        .is_ok_disabled = state->number.value == 0 && !is_float};
    if (is_float) {
        number.limit = say_with(view, last, sizeof last, TEXT_FLOAT_LAST,
            words_money(view, view->shift.left_minor, money), NULL);
    }
    struct ui_number_result result = ui_number_card(ui, rect, &number);
    if (result.event == UI_NUMBER_KEY) {
        number_press(&state->number, result.press);
    } else if (result.event == UI_NUMBER_CANCEL || ui_key(ui, INPUT_KEY_ESCAPE)) {
        return (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL};
    } else if (result.event == UI_NUMBER_OK) {
        return answer(state, view);
    }
    return (struct intent){.kind = INTENT_NONE};
}

static struct intent cash_frame(void *memory, const struct app_view *view, struct ui *ui)
{
    struct cash_state *state = memory;
    begin(state, view);
    struct rect area = parts_ground(ui, view);
    struct ui_top_bar bar = parts_top_bar(view);
    bar.back = say(view, TEXT_BACK);
    bar.title = say(view, WORDS[view->shift.cash].title);
    if (ui_top_bar(ui, &area, &bar, NULL) == UI_TOP_BAR_BACK) {
        return (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL};
    }
    struct rect body = rect_inset(area, SPACE_MARGIN, ui_is_low(ui) ? 14 : 24);
    int width = body.width < CARD_WIDTH_MAX ? body.width : CARD_WIDTH_MAX;
    body = rect_center(body, width, body.height);
    if (view->shift.cash != VIEW_CASH_FLOAT) {
        reasons(state, view, ui, rect_cut_top(&body, CHIP_HEIGHT));
        rect_skip_top(&body, ui_is_low(ui) ? 12 : 20);
    }
    int height = body.height < CARD_HEIGHT_MAX ? body.height : CARD_HEIGHT_MAX;
    struct intent intent = card(state, view, ui, rect_cut_top(&body, height));
    struct parts_message message =
        parts_messages(ui, view, rect_inset(area, SPACE_MARGIN, 24), &(struct parts_strips){0});
    return intent.kind != INTENT_NONE ? intent : message.intent;
}

const struct screen screen_cash = {
    .name = "cash",
    .state_size = sizeof(struct cash_state),
    .keeps_state = false,
    .frame = cash_frame,
};
