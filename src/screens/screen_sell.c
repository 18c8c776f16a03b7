#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "screens/parts.h"
#include "screens/screen.h"
#include "screens/sell.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "till/sell.h"

/* Of a card and the margins around it. */
#define NUMBER_HEIGHT_LEAST 840
#define NUMBER_HEIGHT_LEAST_LOW 680
#define MENU_HEIGHT_LEAST 440

static_assert(sizeof(struct sell_state) <= SCREEN_STATE_MAX, "state fits its slot");

int64_t sell_typed_quantity(const struct sell_state *state)
{
    int64_t pieces = 0;
    for (const char *digit = state->typed; *digit != '\0'; digit++) {
        pieces = pieces * 10 + (*digit - '0');
    }
    return pieces > 0 ? pieces * QUANTITY_ONE_MILLI : TILL_QUANTITY_ASK;
}

static bool has_keyboard(const struct sell_state *state)
{
    return state->over == SELL_OVER_SEARCH || state->over == SELL_OVER_CODE ||
           state->over == SELL_OVER_WORDS;
}

/* What was begun on a sale that is paid by now means nothing to the next one. */
static void follow_sale(struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    int64_t sale_id = view->receipt != NULL ? view->receipt->sale.id : 0;
    if (state->seen_sale_id != sale_id) {
        state->seen_sale_id = sale_id;
        state->typed[0] = '\0';
        sell_close_over(state, ui);
    }
}

/* Something that was added wants an answer first: its card opens by itself, once a question. */
static void follow_question(struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    if (view->question.kind == VIEW_QUESTION_NONE ||
        view->question.serial == state->seen_question) {
        return;
    }
    sell_close_over(state, ui);
    state->seen_question = view->question.serial;
    switch (view->question.kind) {
    case VIEW_QUESTION_NONE:
        break;
    case VIEW_QUESTION_QUANTITY:
    case VIEW_QUESTION_PRICE:
        state->over = SELL_OVER_NUMBER;
        sell_number_open_question(&state->number, view);
        break;
    case VIEW_QUESTION_AGE:
        state->over = SELL_OVER_AGE;
        break;
    case VIEW_QUESTION_OPTIONS:
        state->over = SELL_OVER_OPTIONS;
        break;
    case VIEW_QUESTION_SERIAL:
        sell_open_serial(state, view, ui);
        break;
    }
}

/* Closes a card whose reason is gone. */
static void follow_card(struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    bool is_gone = false;
    if (state->over == SELL_OVER_NUMBER) {
        sell_number_follow(&state->number, view);
        is_gone = state->number.subject == SELL_NUMBER_NOTHING;
    } else if (state->over == SELL_OVER_OPTIONS) {
        sell_options_follow(&state->options, view);
        is_gone = sell_options_are_gone(&state->options, view);
    } else if (state->over == SELL_OVER_WORDS) {
        is_gone = sell_words_are_gone(&state->words, view);
    } else if (state->over == SELL_OVER_CODES) {
        is_gone = sell_codes_are_gone(&state->codes, view);
    } else if (state->over == SELL_OVER_CODE && state->is_late) {
        is_gone = view->codes.late.id == 0;
    } else if (state->over == SELL_OVER_AGE) {
        is_gone = view->question.kind != VIEW_QUESTION_AGE;
    }
    if (is_gone) {
        sell_close_over(state, ui);
    }
}

static void follow_view(struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    follow_sale(state, view, ui);
    follow_question(state, view, ui);
    if (view->options.serial != state->seen_options) {
        state->seen_options = view->options.serial;
        if (!view->options.is_question) { /* asked for by a touch on a line or the menu */
            sell_close_over(state, ui);
            state->over = SELL_OVER_OPTIONS;
        }
    }
    if (view->codes.late_serial != state->seen_late) {
        state->seen_late = view->codes.late_serial;
        sell_open_late(state, ui);
    }
    follow_card(state, view, ui);
    if (view->ticket->line_count == 0) {
        state->shows_tools = false;
        state->sheet.position = UI_SHEET_HALF;
    }
    if (has_keyboard(state) && !ui_has_any_focus(ui)) {
        /* after Back, or a touch: keys that write nowhere would be dead */
        ui_focus(ui, state->over == SELL_OVER_WORDS ? "words" : "search");
    }
}

static void open_price(struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    sell_close_over(state, ui);
    state->over = SELL_OVER_NUMBER;
    sell_number_open_typed_price(&state->number, view);
}

/* What is typed on a keyboard while nothing has the focus: digits count the next product, other
 * letters begin a search, and a number too long for a quantity is the start of a code. */
static struct intent typed_keys(
    struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    struct intent intent = {.kind = INTENT_NONE, .index = view->selected_line};
    if (state->over != SELL_OVER_NOTHING) {
        return intent;
    }
    struct text_view typed = ui_typed(ui);
    bool has_line = view->ticket->line_count > 0;
    for (size_t i = 0; i < typed.size; i++) {
        char byte = typed.bytes[i];
        size_t count = strlen(state->typed);
        if (byte >= '0' && byte <= '9' && count < SELL_TYPED_DIGITS_MAX) {
            state->typed[count] = byte;
            state->typed[count + 1] = '\0';
        } else if (byte == '+' && has_line) {
            intent.kind = INTENT_PLUS;
        } else if (byte == '-' && has_line) {
            intent.kind = INTENT_MINUS;
        } else if (byte != ' ') {
            struct text_out query = text_out_begin(state->query, sizeof state->query);
            bool is_code = byte >= '0' && byte <= '9';
            text_out_append(&query, is_code ? state->typed : "");
            text_out_append_view(&query, (struct text_view){typed.bytes + i, typed.size - i});
            state->typed[0] = is_code ? '\0' : state->typed[0];
            sell_open_search(state, ui);
            break;
        }
    }
    return intent;
}

static struct intent pressed_keys(
    struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    struct intent intent = {.kind = INTENT_NONE, .index = view->selected_line};
    bool has_line = view->ticket->line_count > 0;
    if (state->over != SELL_OVER_NOTHING) {
        return intent;
    }
    if (state->typed[0] != '\0' && ui_key(ui, INPUT_KEY_BACKSPACE)) {
        state->typed[strlen(state->typed) - 1] = '\0';
    } else if (state->typed[0] != '\0' && ui_key(ui, INPUT_KEY_ESCAPE)) {
        state->typed[0] = '\0';
    } else if (state->typed[0] != '\0' && ui_key(ui, INPUT_KEY_ENTER)) {
        intent.kind = INTENT_TYPE_CODE;
        intent.quantity_milli = TILL_QUANTITY_ASK;
        text_copy(intent.code, sizeof intent.code, state->typed);
    } else if (has_line && ui_key(ui, INPUT_KEY_DELETE)) {
        intent.kind = INTENT_REMOVE;
    } else if (has_line && ui_key(ui, INPUT_KEY_PAGE_UP)) {
        intent.kind = view->selected_line > 0 ? INTENT_SELECT : INTENT_NONE;
        intent.index = view->selected_line - 1;
    } else if (has_line && ui_key(ui, INPUT_KEY_PAGE_DOWN)) {
        bool is_last = view->selected_line + 1 >= view->ticket->line_count;
        intent.kind = is_last ? INTENT_NONE : INTENT_SELECT;
        intent.index = view->selected_line + 1;
    } else if (has_line && ui_key(ui, INPUT_KEY_F12)) {
        intent.kind = INTENT_GO;
        intent.screen = SCREEN_PAY;
    } else if (ui_key(ui, INPUT_KEY_F1)) {
        sell_open_search(state, ui);
    }
    return intent;
}

static bool top_bar(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect *area)
{
    struct ui_top_bar bar = parts_top_bar(view);
    struct rect middle;
    bool is_entered = false;
    bool is_up = has_keyboard(state);
    bool is_tight = ui_area(ui).width < 1500;
    /* Where there is no room for both, who is here says more than which till it is. */
    const char *title = is_tight ? view->staff_name : view->till_label;
    bool is_typing = state->typed[0] != '\0'; /* then the field has the room */
    bar.title = (is_up && ui_is_narrow(ui)) || (is_typing && is_tight) ? NULL : title;
    bar.user = is_tight ? NULL : bar.user;
    bar.status = is_up && ui_is_narrow(ui) ? NULL : bar.status;
    if (is_tight && view->saved_short[0] != '\0' && bar.status != NULL) {
        bar.status = view->saved_short;
        bar.title = ui_is_narrow(ui) ? NULL : bar.title;
    }
    bar.menu = say(view, TEXT_MENU);
    bar.middle_width = is_up ? 760 : 560;
    if (ui_top_bar(ui, area, &bar, &middle) == UI_TOP_BAR_MENU) {
        bool was_open = state->over == SELL_OVER_MENU;
        sell_close_over(state, ui);
        state->over = was_open ? SELL_OVER_NOTHING : SELL_OVER_MENU;
        state->menu_scroll = (struct ui_scroll){0}; /* it begins at its top */
    }
    sell_search_field(state, view, ui, middle, &is_entered);
    return is_entered;
}

/* The part under the top bar that is not the ticket. */
static struct intent catalogue_side(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect side)
{
    struct rect card = rect_inset(side, SPACE_MARGIN, ui_is_low(ui) ? 14 : 24);
    struct intent intent = {.kind = INTENT_NONE};
    switch (state->over) {
    case SELL_OVER_NOTHING:
        return sell_catalogue(state, view, ui, side);
    case SELL_OVER_MENU:
        return sell_menu(state, view, ui, card);
    case SELL_OVER_VOID:
        return sell_void(state, view, ui, card);
    case SELL_OVER_FILES:
        return sell_files(state, view, ui, card);
    case SELL_OVER_NUMBER:
        card.height = card.height > 1000 ? 1000 : card.height;
        if (ui_key(ui, INPUT_KEY_ESCAPE)) {
            bool was_question = state->number.subject == SELL_NUMBER_QUESTION;
            intent.kind = was_question ? INTENT_DROP_QUESTION : INTENT_NONE;
            sell_close_over(state, ui);
            return intent;
        }
        intent = sell_number_frame(&state->number, view, ui, card);
        if (state->number.subject == SELL_NUMBER_NOTHING) {
            sell_close_over(state, ui);
        }
        return intent;
    case SELL_OVER_OPTIONS:
        return sell_options(state, view, ui, card);
    case SELL_OVER_AGE:
        return sell_age(state, view, ui, card);
    case SELL_OVER_CODES:
        return sell_codes(state, view, ui, card);
    case SELL_OVER_SEARCH:
    case SELL_OVER_CODE:
    case SELL_OVER_WORDS:
        break; /* drawn with the keyboard */
    }
    return intent;
}

static struct intent messages(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect area)
{
    struct parts_strips strips = {.has_actions = true};
    if (state->over == SELL_OVER_NOTHING) {
        state->seen_message = view->message_count > 0 ? view->messages[0].serial : 0;
    } else {
        strips.seen_serial = state->seen_message; /* older ones would cover keys and results */
    }
    struct parts_message message = parts_messages(ui, view, area, &strips);
    if (message.action == VIEW_ACTION_SEARCH) {
        sell_open_search(state, ui);
    } else if (message.action == VIEW_ACTION_TYPE_PRICE) {
        open_price(state, view, ui);
    } else if (message.action == VIEW_ACTION_WHY) {
        sell_close_over(state, ui);
        state->over = SELL_OVER_VOID;
        state->is_line_void = true;
        message.intent.kind = INTENT_ASK_VOID;
    } else if (message.action == VIEW_ACTION_ADD_CODE) {
        message.intent.kind = INTENT_OPEN_LATE_CODE; /* the strip stays: it says the change */
    }
    return message.intent;
}

/* The first intent that is one: of several in a frame only one can have been touched. */
static struct intent first_of(struct intent a, struct intent b)
{
    return a.kind != INTENT_NONE ? a : b;
}

static struct intent keyboard_side(struct sell_state *state, const struct app_view *view,
    struct ui *ui, struct rect *area, struct rect side, bool is_entered)
{
    return state->over == SELL_OVER_WORDS ? sell_words(state, view, ui, area, side)
                                          : sell_search(state, view, ui, area, side, is_entered);
}

static struct intent split_layout(struct sell_state *state, const struct app_view *view,
    struct ui *ui, struct rect area, bool is_entered)
{
    struct intent intent = {.kind = INTENT_NONE};
    bool is_up = has_keyboard(state);
    struct rect upper = area;
    if (is_up) {
        rect_skip_bottom(&upper, sell_keyboard_height(ui));
    }
    struct rect column = rect_cut_right(&upper, ui_is_low(ui) ? 480 : 640);
    if (is_up) {
        intent = keyboard_side(state, view, ui, &area, upper, is_entered);
    } else {
        intent = catalogue_side(state, view, ui, upper);
    }
    intent = first_of(intent, sell_ticket(state, view, ui, column, is_up));
    return first_of(intent, messages(state, view, ui, rect_inset(upper, SPACE_MARGIN, 24)));
}

/* How much of the sheet there is room for. */
struct sheet_room {
    bool has_sheet, is_short;
    int height; /* of the sheet, 0 without */
};

/* What the card over the catalogue needs. */
static int card_height_least(const struct sell_state *state, const struct ui *ui)
{
    switch (state->over) {
    case SELL_OVER_NOTHING:
    case SELL_OVER_SEARCH:
    case SELL_OVER_CODE:
    case SELL_OVER_WORDS:
        break;
    case SELL_OVER_AGE:
    case SELL_OVER_CODES:
    case SELL_OVER_OPTIONS:
    case SELL_OVER_MENU:
    case SELL_OVER_VOID:
    case SELL_OVER_FILES:
        return MENU_HEIGHT_LEAST;
    case SELL_OVER_NUMBER:
        return ui_is_low(ui) ? NUMBER_HEIGHT_LEAST_LOW : NUMBER_HEIGHT_LEAST;
    }
    return 0;
}

/* What stands over the catalogue comes first: the sheet makes itself short for it, or goes. */
static struct sheet_room room_of_sheet(
    struct sell_state *state, const struct app_view *view, const struct ui *ui, int height)
{
    bool is_up = has_keyboard(state);
    struct sheet_room room = {.has_sheet = !is_up || height > 800, .is_short = is_up};
    if (state->over != SELL_OVER_NOTHING && state->sheet.position == UI_SHEET_FULL) {
        state->sheet.position = UI_SHEET_HALF; /* else it would lie on it */
    }
    int least = card_height_least(state, ui);
    room.height = sell_sheet_height(state, view, ui, is_up, height);
    if (height - room.height < least) {
        room.is_short = true;
        room.height = sell_sheet_height(state, view, ui, true, height);
        room.has_sheet = height - room.height >= least;
    }
    room.height = room.has_sheet ? room.height : 0;
    return room;
}

static struct intent sheet_layout(struct sell_state *state, const struct app_view *view,
    struct ui *ui, struct rect area, bool is_entered)
{
    struct intent intent = {.kind = INTENT_NONE};
    bool is_up = has_keyboard(state);
    struct rect upper = area;
    if (is_up) {
        rect_skip_bottom(&upper, sell_keyboard_height(ui));
    }
    struct sheet_room room = room_of_sheet(state, view, ui, upper.height);
    struct rect side = upper;
    rect_skip_bottom(&side, room.height);
    if (is_up) {
        intent = keyboard_side(state, view, ui, &area, side, is_entered);
    } else {
        intent = catalogue_side(state, view, ui, side);
    }
    if (room.has_sheet) {
        intent = first_of(intent, sell_sheet(state, view, ui, upper, room.is_short));
    }
    return first_of(intent, messages(state, view, ui, rect_inset(side, SPACE_MARGIN, 18)));
}

static struct intent sell_frame(void *opaque, const struct app_view *view, struct ui *ui)
{
    struct sell_state *state = opaque;
    follow_view(state, view, ui);
    struct intent keys = first_of(typed_keys(state, view, ui), pressed_keys(state, view, ui));
    bool is_starting;
    struct rect area = parts_ground_of_sale(ui, view, &is_starting);
    bool is_entered = top_bar(state, view, ui, &area);
    struct intent intent = ui_is_narrow(ui) ? sheet_layout(state, view, ui, area, is_entered)
                                            : split_layout(state, view, ui, area, is_entered);
    intent = first_of(keys, intent);
    struct intent scan = parts_scan(ui, sell_typed_quantity(state));
    if (scan.kind == INTENT_SCAN && state->over == SELL_OVER_CODE && state->is_late) {
        scan.kind = INTENT_LATE_CODE;
        scan.index = 0;
        sell_close_over(state, ui);
    }
    intent = first_of(intent, scan);
    if (is_starting) {
        return (struct intent){.kind = INTENT_GO, .screen = SCREEN_START};
    }
    if (intent.kind == INTENT_ADD_PRODUCT || intent.kind == INTENT_SCAN ||
        intent.kind == INTENT_TYPE_CODE) {
        state->typed[0] = '\0';
    }
    return intent;
}

const struct screen screen_sell = {
    .name = "sell",
    .state_size = sizeof(struct sell_state),
    .keeps_state = true,
    .frame = sell_frame,
};
