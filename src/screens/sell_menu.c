#include "screens/sell.h"

#include "screens/texts.h"
#include "screens/words_code.h"

#define HEAD_HEIGHT 80
#define ITEM_HEIGHT 88
#define ITEM_GAP 12
#define ITEM_WIDTH_LEAST 290
#define SCROLL_ROOM 16 /* for the bar beside what scrolls */
#define PADDING_X 40
#define PADDING_Y 34

/* What the sell screen does by itself. The intent rows are carried out by app/. */
static struct intent type_price(
    struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    (void)ui;
    state->over = SELL_OVER_NUMBER;
    sell_number_open_typed_price(&state->number, view);
    return (struct intent){.kind = INTENT_NONE};
}

static struct intent type_code(struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    (void)view;
    state->over = SELL_OVER_CODE;
    ui_focus(ui, "search");
    return (struct intent){.kind = INTENT_NONE};
}

static struct intent codes(struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    sell_open_codes(state, view, ui, false);
    return (struct intent){.kind = INTENT_NONE};
}

static struct intent hear(struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    (void)view;
    sell_open_hear(state, ui);
    return (struct intent){.kind = INTENT_NONE};
}

static struct intent discount_all(
    struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    (void)ui;
    state->over = SELL_OVER_NUMBER;
    sell_number_open_ticket(&state->number, view);
    return (struct intent){.kind = INTENT_NONE};
}

static struct intent line_words(
    struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    sell_open_words(state, view, ui, ticket_line_owner(view->ticket, view->selected_line));
    return (struct intent){.kind = INTENT_NONE};
}

static struct intent line_options(
    struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    (void)state;
    (void)ui;
    return (struct intent){.kind = INTENT_OPEN_OPTIONS, .index = view->selected_line};
}

static struct intent cancel_sale(
    struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    (void)view;
    (void)ui;
    state->over = SELL_OVER_VOID;
    state->is_line_void = false;
    return (struct intent){.kind = INTENT_NONE};
}

static struct intent refund(struct sell_state *state, const struct app_view *view, struct ui *ui)
{
    (void)state;
    (void)view;
    (void)ui;
    return (struct intent){.kind = INTENT_GO, .screen = SCREEN_RECEIPTS, .index = 1};
}

/* When a row stands there. */
static bool has_lines(const struct app_view *view)
{
    return view->ticket->line_count > 0;
}

static bool has_options(const struct app_view *view)
{
    return sell_line_has_options(view, view->selected_line);
}

static bool has_vouchers(const struct app_view *view)
{
    const struct shop_payment *payment = &view->shop->payment;
    return payment->takes[TENDER_VOUCHER] || payment->takes[TENDER_ACCOUNT];
}

static bool has_codes(const struct app_view *view)
{
    return code_count(view) > 0;
}

static bool has_late_sale(const struct app_view *view)
{
    return view->codes.late.id != 0;
}

static bool has_pins(const struct app_view *view)
{
    return view->staff.has_pins;
}

static bool has_colleagues(const struct app_view *view)
{
    return view->staff.has_pins || view->staff.is_many;
}

static bool is_demo(const struct app_view *view)
{
    return view->shop->is_demo;
}

static bool is_shift_closed(const struct app_view *view)
{
    return !view->shift.is_open;
}

/* A row opens a screen (INTENT_GO), asks for another intent, or calls `open`. */
struct menu_row {
    enum text_id text;
    enum icon icon;
    bool is_danger;
    bool is_guarded; /* by `right`: without it the row says so */
    enum right right;
    enum intent_kind intent;
    enum screen_id screen;
    bool (*is_there)(const struct app_view *view); /* NULL: always */
    struct intent (*open)(struct sell_state *state, const struct app_view *view, struct ui *ui);
};

/* In the order of the menu. A new screen is one row:
 *     {TEXT_X_REPORT, ICON_TAG, GUARD(RIGHT_X_REPORT), TO_SCREEN(SCREEN_X_REPORT)}, */
#define GUARD(RIGHT) .is_guarded = true, .right = (RIGHT)
#define TO_SCREEN(SCREEN) .intent = INTENT_GO, .screen = (SCREEN)

static const struct menu_row MENU_ROWS[] = {
    {TEXT_CANCEL_SALE, ICON_TRASH, .is_danger = true, GUARD(RIGHT_VOID_TICKET),
        .is_there = has_lines, .open = cancel_sale},
    {TEXT_DISCOUNT_ON_ALL, ICON_PERCENT, .is_there = has_lines, .open = discount_all},
    {TEXT_LINE_OPTIONS, ICON_TICK, .is_there = has_options, .open = line_options},
    {TEXT_LINE_WORDS, ICON_PEN, .is_there = has_lines, .open = line_words},
    {TEXT_TYPE_PRICE, ICON_TAG, .open = type_price},
    {TEXT_TYPE_CODE, ICON_QR, .open = type_code},
    {TEXT_CODES, ICON_QR, .is_there = has_codes, .open = codes},
    {TEXT_HEAR_QUESTION, ICON_PERSON, .is_there = sell_may_hear, .open = hear},
    {TEXT_ADD_LATE_CODE, ICON_QR, .intent = INTENT_OPEN_LATE_CODE, .is_there = has_late_sale},

    {TEXT_VOUCHERS, ICON_GIFT, TO_SCREEN(SCREEN_VOUCHER), .is_there = has_vouchers},

    /* visitors */
    {TEXT_BOOTH_MODE, ICON_PERSON, .intent = INTENT_BOOTH_OPEN},

    /* sales that were paid, parked tickets */
    {TEXT_PARKED, ICON_PAUSE, TO_SCREEN(SCREEN_PARKED)},
    {TEXT_SPLIT, ICON_TAG, TO_SCREEN(SCREEN_SPLIT), .is_there = has_lines},
    {TEXT_REFUND, ICON_BACK, .open = refund},
    {TEXT_LAST_RECEIPT, ICON_PRINTER, .intent = INTENT_OPEN_RECEIPT},
    {TEXT_WRONG_TENDER, ICON_CARD, GUARD(RIGHT_WRONG_TENDER), TO_SCREEN(SCREEN_WRONG_TENDER)},

    /* the drawer and its shift */
    {TEXT_OPEN_DRAWER, ICON_CASH, GUARD(RIGHT_OPEN_DRAWER), .intent = INTENT_OPEN_DRAWER},
    {TEXT_OPEN_FLOAT, ICON_CASH, GUARD(RIGHT_OPEN_SHIFT), .intent = INTENT_OPEN_FLOAT,
        .is_there = is_shift_closed},
    {TEXT_PAY_IN, ICON_PLUS, GUARD(RIGHT_PAY_IN), .intent = INTENT_OPEN_PAY_IN},
    {TEXT_PAY_OUT, ICON_MINUS, GUARD(RIGHT_PAY_OUT), .intent = INTENT_OPEN_PAY_OUT},
    {TEXT_X_REPORT, ICON_PRINTER, GUARD(RIGHT_X_REPORT), .intent = INTENT_OPEN_X},

    /* who is here */
    {TEXT_LOCK, ICON_LOCK, .intent = INTENT_LOCK, .is_there = has_pins},
    {TEXT_SWITCH_USER, ICON_PERSON, .intent = INTENT_SWITCH_USER, .is_there = has_colleagues},

    /* the shop: stock, settings, closing */
    {TEXT_CAMPAIGNS, ICON_TAG, GUARD(RIGHT_CAMPAIGNS), .intent = INTENT_OPEN_CAMPAIGNS},
    {TEXT_STOCK, ICON_BOX, .intent = INTENT_OPEN_STOCK},
    {TEXT_LEADS, ICON_PERSON, GUARD(RIGHT_LEADS), .intent = INTENT_OPEN_LEADS},
    {TEXT_STAFF, ICON_PERSON, GUARD(RIGHT_STAFF), .intent = INTENT_OPEN_STAFF},
    {TEXT_SETTINGS, ICON_SETTINGS, GUARD(RIGHT_SETTINGS), .intent = INTENT_OPEN_SETTINGS},
    {TEXT_START_SHOP, ICON_TAG, TO_SCREEN(SCREEN_START), .is_there = is_demo},
    {TEXT_CLOSE_DAY, ICON_TICK, GUARD(RIGHT_CLOSE), .intent = INTENT_OPEN_CLOSE},
};

static bool is_there(const struct menu_row *row, const struct app_view *view)
{
    return row->is_there == NULL || row->is_there(view);
}

static struct intent choose(struct sell_state *state, const struct app_view *view, struct ui *ui,
    const struct menu_row *row)
{
    sell_close_over(state, ui);
    if (row->open != NULL) {
        return row->open(state, view, ui);
    }
    return (struct intent){.kind = row->intent, .screen = row->screen};
}

static bool item(
    struct ui *ui, const struct app_view *view, struct rect place, const struct menu_row *row)
{
    bool needs_manager = row->is_guarded && !view->staff.may[row->right];
    return ui_button(ui, place,
        &(struct ui_button){.label = say(view, row->text),
            .icon = row->icon,
            .second_line = needs_manager ? say(view, TEXT_NEEDS_MANAGER) : NULL,
            .kind = row->is_danger ? UI_BUTTON_DANGER : UI_BUTTON_PLAIN});
}

struct menu_shape {
    int columns, rows;
};

static struct menu_shape shape_of(int width, int count)
{
    int columns = width / ITEM_WIDTH_LEAST;
    columns = columns < 2 ? 2 : columns;
    return (struct menu_shape){columns, (count + columns - 1) / columns};
}

/* Rows that do not fit scroll. */
static struct intent items(struct sell_state *state, const struct app_view *view, struct ui *ui,
    struct rect area, int count)
{
    struct intent intent = {.kind = INTENT_NONE};
    struct menu_shape shape = shape_of(area.width, count);
    int columns = shape.columns;
    int rows = shape.rows;
    struct rect wider = {area.x, area.y, area.width + SCROLL_ROOM, area.height};
    struct rect content = ui_scroll_begin(
        ui, wider, "menu", rows * (ITEM_HEIGHT + ITEM_GAP) - ITEM_GAP, &state->menu_scroll);
    content.width = area.width;
    int place = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(MENU_ROWS); i++) {
        const struct menu_row *row = &MENU_ROWS[i];
        if (is_there(row, view) &&
            item(ui, view, rect_grid_cell(content, columns, rows, ITEM_GAP, place++), row)) {
            intent = choose(state, view, ui, row);
        }
    }
    ui_scroll_end(ui);
    return intent;
}

static int height_of(int width, int count)
{
    int rows = shape_of(width - 2 * PADDING_X, count).rows;
    return 2 * PADDING_Y + HEAD_HEIGHT + 24 + rows * (ITEM_HEIGHT + ITEM_GAP) - ITEM_GAP;
}

struct intent sell_menu(
    struct sell_state *state, const struct app_view *view, struct ui *ui, struct rect rect)
{
    struct intent intent = {.kind = INTENT_NONE};
    int count = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(MENU_ROWS); i++) {
        count += is_there(&MENU_ROWS[i], view);
    }
    int height = height_of(rect.width, count);
    rect.height = height < rect.height ? height : rect.height;
    ui_card(ui, rect);
    struct rect area = rect_inset(rect, PADDING_X, PADDING_Y);
    struct rect head = rect_cut_top(&area, HEAD_HEIGHT);
    if (ui_button(
            ui, rect_cut_right(&head, 190), &(struct ui_button){.label = say(view, TEXT_CLOSE)}) ||
        ui_key(ui, INPUT_KEY_ESCAPE)) {
        sell_close_over(state, ui);
        return intent;
    }
    ui_text(ui, head, say(view, TEXT_MENU),
        &(struct ui_text_style){.size = 34, .weight = UI_WEIGHT_700});
    rect_skip_top(&area, 24);
    return items(state, view, ui, area, count);
}
