/* Paying: what is typed, chosen or taken on the screen becomes exactly one intent with exactly
 * that sum, and what the green button says is what the till would do. Nothing moves while a sum
 * is typed, and every window size passes the audit. */

#include "tests/screens/stage.h"

#define STEPS_MAX 8

struct pay_row {
    const char *label;
    const char *currency; /* NULL: EUR */
    int64_t total_minor;  /* 0: the demo sale, 22.06; -1: 0.00 */
    int64_t cash_step_minor;
    struct tender taken; /* tendered 0: none */
    const char *steps[STEPS_MAX];
    enum intent_kind kind;
    enum tender_kind tender;
    int64_t amount_minor;
    const char *code; /* scanned, or the reference; NULL: none */
};

#define CASH TENDER_CASH
#define CARD TENDER_CARD

static const struct pay_row ROWS[] = {
    {"nothing typed", .steps = {"Paid"}},
    {"deleted again", .steps = {"5", "Backspace", "Paid"}},
    {"exact", .steps = {"Exact", "Paid"}, .kind = INTENT_PAY, .amount_minor = 2206},
    {"typed", .steps = {"3", "0", "00", "Paid, €7.94 back"}, .kind = INTENT_PAY,
        .amount_minor = 3000},
    {"a note", .steps = {"€30", "Paid, €7.94 back"}, .kind = INTENT_PAY, .amount_minor = 3000},
    {"a digit replaces a note", .steps = {"€30", "5", "Take €0.05 in cash"},
        .kind = INTENT_TAKE_TENDER, .amount_minor = 5},
    {"a note over a sum", .steps = {"9", "9", "€50", "Paid, €27.94 back"}, .kind = INTENT_PAY,
        .amount_minor = 5000},
    {"more cash than anybody has", .steps = {"9", "9", "9", "00", "00", "Paid"}},
    {"a split", .steps = {"2", "0", "00", "Take €20.00 in cash"}, .kind = INTENT_TAKE_TENDER,
        .amount_minor = 2000},
    {"the rest of a split", .taken = {CASH, 2000, ""}, .steps = {"Exact", "Paid"},
        .kind = INTENT_PAY, .amount_minor = 206},
    {"by card", .steps = {"Card", "Paid on the terminal"}, .kind = INTENT_PAY, .tender = CARD,
        .amount_minor = 2206},
    {"by card after cash", .taken = {CASH, 2000, ""}, .steps = {"Card", "Paid on the terminal"},
        .kind = INTENT_PAY, .tender = CARD, .amount_minor = 206},
    {"a part by card", .steps = {"Card", "5", "00", "Take €5.00 by card"},
        .kind = INTENT_TAKE_TENDER, .tender = CARD, .amount_minor = 500},
    {"too much by card", .steps = {"Card", "5", "0", "00", "Paid on the terminal"}},
    {"all of it again", .steps = {"Card", "5", "Exact", "Paid on the terminal"}, .kind = INTENT_PAY,
        .tender = CARD, .amount_minor = 2206},
    {"no sum is carried over", .steps = {"Card", "5", "Cash", "Paid"}},
    {"with a reference", .steps = {"Card", "Reference", "type 4711", "Close", "Paid on"},
        .kind = INTENT_PAY, .tender = CARD, .amount_minor = 2206, .code = "4711"},
    {"digits are for the reference",
        .steps = {"Card", "Reference", "type 5", "key enter", "key enter"}, .kind = INTENT_PAY,
        .tender = CARD, .amount_minor = 2206, .code = "5"},
    {"escape leaves the field", .steps = {"Card", "Reference", "key escape"}},
    {"back", .steps = {"Back"}, .kind = INTENT_GO},
    {"escape", .steps = {"key escape"}, .kind = INTENT_GO},
    {"a line of the ticket", .steps = {"Sourdough"}, .kind = INTENT_GO},
    {"the ticket's head", .steps = {"Back to the sale"}, .kind = INTENT_GO},
    {"cash is given back", .taken = {CASH, 2000, ""}, .steps = {"Give back €20.00"},
        .kind = INTENT_REMOVE_TENDER},
    {"a card is asked about", .taken = {CARD, 500, ""}, .steps = {"Give back €5.00"}},
    {"and kept", .taken = {CARD, 500, ""}, .steps = {"Give back €5.00", "Keep the payment"}},
    {"kept by escape", .taken = {CARD, 500, ""}, .steps = {"Give back €5.00", "key escape"}},
    {"or reversed", .taken = {CARD, 500, ""}, .steps = {"Give back €5.00", "It is reversed"},
        .kind = INTENT_REMOVE_TENDER},
    {"a scan", .steps = {"scan 4012345678901"}, .kind = INTENT_SCAN, .code = "4012345678901"},
    {"a scan during a question", .taken = {CARD, 500, ""},
        .steps = {"Give back €5.00", "scan 4012345678901"}, .kind = INTENT_REFUSE_SCAN,
        .code = "4012345678901"},
    {"a scan keeps the sum", .steps = {"€30", "scan 1", "Paid, €7.94 back"}, .kind = INTENT_PAY,
        .amount_minor = 3000},
    {"keyboard", .steps = {"type 3000", "key enter"}, .kind = INTENT_PAY, .amount_minor = 3000},
    {"keyboard, nothing typed", .steps = {"key enter"}},
    {"nothing to pay", .total_minor = -1, .steps = {"Paid"}, .kind = INTENT_PAY},
    {"nothing to pay, by card", .total_minor = -1, .steps = {"Card", "Paid"}, .kind = INTENT_PAY,
        .tender = CARD},
    {"paid already", .total_minor = 500, .taken = {CASH, 600, ""}, .steps = {"Paid, €1.00 back"},
        .kind = INTENT_PAY},
    {"large", .total_minor = 123456789, .steps = {"Exact", "Paid"}, .kind = INTENT_PAY,
        .amount_minor = 123456789},
    {"no decimals", "JPY", 1250, .steps = {"2", "0", "0", "0", "Paid, ¥750 back"},
        .kind = INTENT_PAY, .amount_minor = 2000},
    {"three decimals", "KWD", 1235, .steps = {"2", "000", "Paid, "}, .kind = INTENT_PAY,
        .amount_minor = 2000},
    {"currency after the number", "SEK", 2206, .steps = {"3", "0", "00", "Paid, 7.94"},
        .kind = INTENT_PAY, .amount_minor = 3000},
    {"rounded to coins", "CHF", 1233, 5, .steps = {"Exact", "Paid"}, .kind = INTENT_PAY,
        .amount_minor = 1235},
    {"no coins make it", "CHF", 1233, 5, .steps = {"2", "0", "0", "3", "Paid"}},
    {"rounds to nothing", "CHF", 2, 5, .steps = {"Paid"}, .kind = INTENT_PAY},
    {"by bank", .steps = {"Bank QR", "Seen, paid"}, .kind = INTENT_PAY, .tender = TENDER_TRANSFER,
        .amount_minor = 2206},
    {"by bank, the rest", .taken = {.kind = CASH, .tendered_minor = 2000},
        .steps = {"Bank QR", "Not seen yet"}, .kind = INTENT_PAY, .tender = TENDER_TRANSFER,
        .amount_minor = 206},
    {"no voucher yet", .steps = {"Voucher", "5", "Paid by voucher"}},
    {"a voucher is typed", .steps = {"Voucher", "Scan the voucher", "type ABC", "key enter"},
        .kind = INTENT_FIND_VOUCHER, .code = "ABC"},
    {"a voucher, by the keyboard's key",
        .steps = {"Voucher", "Scan the voucher", "type ABC", "Close"}, .kind = INTENT_FIND_VOUCHER,
        .code = "ABC"},
    {"a card is not rounded", "CHF", 1233, 5, .steps = {"Card", "Paid on the terminal"},
        .kind = INTENT_PAY, .tender = CARD, .amount_minor = 1233},
};

static int set_up(void **state)
{
    struct stage *stage = malloc(sizeof *stage);
    stage_open(stage, &screen_pay);
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    stage_close(*state);
    free(*state);
    return 0;
}

static void enter(struct stage *stage, const struct pay_row *row)
{
    struct shop_view *shop = &stage->shop;
    stage_enter(stage, row->currency != NULL ? row->currency : "EUR");
    shop->shop.cash_step_minor = row->cash_step_minor;
    if (row->total_minor == 0) {
        shop_view_add_demo(shop);
    } else {
        int64_t price_minor = row->total_minor > 0 ? row->total_minor : 0;
        shop_view_add(shop, "Roaster", UNIT_EACH, 1000, price_minor, 190000);
        shop_view_refresh(shop);
    }
    if (row->taken.tendered_minor > 0) {
        shop_view_take(shop, &row->taken);
    }
    stage_settle(stage);
}

static void check(const struct pay_row *row, const struct intent *intent)
{
    bool is_payment = row->kind == INTENT_PAY || row->kind == INTENT_TAKE_TENDER;
    bool is_scan = row->kind == INTENT_FIND_VOUCHER || row->kind == INTENT_SCAN ||
                   row->kind == INTENT_REFUSE_SCAN;
    const char *code = row->code != NULL ? row->code : "";
    if (intent->kind != row->kind) {
        fail_msg("%s: intent %d", row->label, (int)intent->kind);
    }
    if (is_payment &&
        (intent->tender.kind != row->tender || intent->tender.tendered_minor != row->amount_minor ||
            strcmp(intent->tender.reference, code) != 0)) {
        fail_msg("%s: %s %lld \"%s\"", row->label, tender_kind_text(intent->tender.kind),
            (long long)intent->tender.tendered_minor, intent->tender.reference);
    }
    if (is_scan && strcmp(intent->code, code) != 0) {
        fail_msg("%s: %s", row->label, intent->code);
    }
    if (row->kind == INTENT_GO && intent->screen != SCREEN_SELL) {
        fail_msg("%s goes to %d", row->label, (int)intent->screen);
    }
}

static void test_intents(void **state)
{
    struct stage *stage = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        enter(stage, &ROWS[i]);
        for (int step = 0; step < STEPS_MAX && ROWS[i].steps[step] != NULL; step++) {
            stage->last = (struct intent){.kind = INTENT_NONE};
            stage_do(stage, ROWS[i].steps[step]);
        }
        check(&ROWS[i], &stage->last);
    }
}

/* Taking a part begins the next sum from nothing; the reference belonged to the part. */
static void test_after_a_part(void **state)
{
    struct stage *stage = *state;
    enter(stage, &(struct pay_row){.label = "part"});
    stage_tap(stage, "€25");
    assert_non_null(stage_find(stage, "€25.00"));
    shop_view_take(&stage->shop,
        &(struct tender){.kind = TENDER_CARD, .tendered_minor = 1000, .reference = "4711"});
    stage_settle(stage);
    assert_null(stage_find(stage, "€25.00"));
    assert_non_null(stage_find(stage, "€12.06"));
    assert_false(stage_find(stage, "Paid")->is_enabled);
    stage_tap(stage, "Card");
    stage_tap(stage, "Paid on the terminal");
    assert_int_equal(stage->last.tender.tendered_minor, 1206);
    assert_string_equal(stage->last.tender.reference, "");
}

/* What stands behind More is there only where the shop takes it, and pays with its own row. */
static void test_more(void **state)
{
    struct stage *stage = *state;
    struct app_view *view = &stage->shop.view;
    struct till_rate rate = {.currency = currency_find("USD"), .rate = "0.92"};
    struct till_account account = {.id = 7, .code = "BOAT", .name = "The Boat House"};
    enter(stage, &(struct pay_row){.label = "more"});
    stage_settle(stage);
    assert_null(stage_find(stage, "More"));
    stage->shop.shop.payment.takes[TENDER_ACCOUNT] = true;
    stage->shop.shop.payment.takes_tips = true;
    view->rates = &rate;
    view->rate_count = 1;
    view->accounts = &account;
    view->account_count = 1;
    stage_settle(stage);

    stage_tap(stage, "More");
    stage_tap(stage, "USD");
    stage_tap(stage, "$30");
    assert_non_null(stage_find(stage, "Paid, €5.54 back")); /* 27.60 less 22.06 */
    stage_tap(stage, "Paid, ");
    const struct tender *tender = &stage->last.tender;
    assert_int_equal(tender->tendered_minor, 2760);
    assert_int_equal(tender->foreign_minor, 3000);
    assert_string_equal(tender->foreign_rate, "0.92");
    stage_tap(stage, "Exact"); /* 23.98 USD are 22.06 */
    stage_tap(stage, "Paid");
    assert_int_equal(tender->foreign_minor, 2398);

    stage_tap(stage, "USD");
    stage_tap(stage, "On account");
    assert_false(stage_find(stage, "Put it on account")->is_enabled);
    stage_tap(stage, "The Boat House");
    stage_tap(stage, "Put it on account");
    assert_int_equal(tender->of_id, 7);
    assert_int_equal(tender->tendered_minor, 2206);
    assert_string_equal(tender->reference, "BOAT");

    stage_tap(stage, "On account");
    stage_tap(stage, "Tip");
    stage_tap(stage, "10 %");
    stage_tap(stage, "Add the tip");
    assert_int_equal(stage->last.kind, INTENT_SET_TIP);
    assert_int_equal(stage->last.amount_minor, 221);
    assert_true(stage_find(stage, "Cash")->is_selected);
    stage_tap(stage, "Cash");
    stage_tap(stage, "€30");
    assert_non_null(stage_find(stage, "€30.00")); /* euro again */
}

/* A voucher pays what is on it and not more, and what is taken of it counts. */
static void test_voucher(void **state)
{
    struct stage *stage = *state;
    struct view_voucher *voucher = &stage->shop.view.voucher;
    enter(stage, &(struct pay_row){.label = "voucher"});
    *voucher = (struct view_voucher){
        .serial = 1, .found = {.state = VOUCHER_GOOD, .id = 5, .balance_minor = 1500}};
    stage_settle(stage);
    assert_true(stage_find(stage, "Voucher")->is_selected); /* it was scanned */
    stage_tap(stage, "Take €15.00");
    assert_int_equal(stage->last.kind, INTENT_TAKE_TENDER);
    assert_int_equal(stage->last.tender.of_id, 5);
    shop_view_take(&stage->shop, &stage->last.tender);
    stage_settle(stage);
    assert_non_null(stage_find(stage, "Nothing is left on this voucher."));
    stage_tap(stage, "1");
    assert_false(stage_find(stage, "Paid by voucher")->is_enabled);
    *voucher = (struct view_voucher){.serial = 2, .found = {.state = VOUCHER_EMPTY}};
    stage_settle(stage);
    assert_non_null(stage_find(stage, "Nothing is left on this voucher."));
}

/* Without a code nobody can have paid by it. */
static void test_no_code(void **state)
{
    struct stage *stage = *state;
    struct view_paying *paying = &stage->shop.view.paying;
    enter(stage, &(struct pay_row){.label = "no code"});
    stage_tap(stage, "Bank QR");
    assert_true(stage_find(stage, "Seen, paid")->is_enabled);
    text_copy(paying->problem, sizeof paying->problem, "iban is mistyped");
    stage_settle(stage);
    assert_false(stage_find(stage, "Seen, paid")->is_enabled);
    assert_false(stage_find(stage, "Not seen yet")->is_enabled);
    assert_non_null(stage_find(stage, "The payment code cannot be made."));
}

/* An exchange for less: money goes out, the same sum by any tender. */
static void test_give_back(void **state)
{
    struct stage *stage = *state;
    struct shop_view *shop = &stage->shop;
    enter(stage, &(struct pay_row){.label = "back"});
    shop->figures.gross_minor = -500;
    for (int kind = 0; kind < TENDER_KIND_COUNT; kind++) {
        shop->view.due_minor[kind] = -500;
    }
    static const char *const ways[] = {"Cash", "Card", "Voucher"};
    for (size_t i = 0; i < ARRAY_LENGTH(ways); i++) {
        stage_tap(stage, ways[i]);
        stage_tap(stage, "Give back €5.00");
        assert_int_equal(stage->last.kind, INTENT_PAY);
        assert_true(stage->last.has_tender);
        assert_int_equal(stage->last.tender.tendered_minor, -500);
    }
}

/* By a setting exact money is two touches after the product: Pay, and Exact. */
static void test_exact_is_fast(void **state)
{
    struct stage *stage = *state;
    enter(stage, &(struct pay_row){.label = "fast"});
    stage->shop.shop.pays_exact_fast = true;
    stage_settle(stage);
    stage_tap(stage, "Exact");
    assert_int_equal(stage->last.kind, INTENT_PAY);
    assert_int_equal(stage->last.tender.tendered_minor, 2206);
}

/* What is chosen is said once, with the change, for the customer's display. */
static void test_says_what_is_chosen(void **state)
{
    struct stage *stage = *state;
    struct intent said;
    enter(stage, &(struct pay_row){.label = "said"});
    stage_tap(stage, "€30");
    struct ui_frame frame = {stage->width, stage->height, stage->now_ms};
    memset(stage->memory, 0, sizeof stage->memory);
    ui_begin(stage->ui, &frame);
    said = screen_pay.frame(stage->memory, &stage->shop.view, stage->ui);
    ui_end(stage->ui);
    assert_int_equal(said.kind, INTENT_PAYING);
    assert_int_equal(said.tender.kind, TENDER_CASH);
    ui_begin(stage->ui, &frame);
    said = screen_pay.frame(stage->memory, &stage->shop.view, stage->ui);
    ui_end(stage->ui);
    assert_int_equal(said.kind, INTENT_NONE);
}

/* The screen begins with what was paid with last. */
static void test_begins_with_last_tender(void **state)
{
    struct stage *stage = *state;
    stage_enter(stage, "EUR");
    shop_view_add_demo(&stage->shop);
    stage->shop.view.last_tender = TENDER_CARD;
    stage_settle(stage);
    assert_true(stage_find(stage, "Card")->is_selected);
    assert_non_null(stage_find(stage, "Paid on the terminal"));
}

/* What was said on another screen does not lie over Cash and Card; what happens here is said here,
 * the newest on top, and what is red is said everywhere. */
static void test_strips_are_of_this_screen(void **state)
{
    struct stage *stage = *state;
    struct app_view *view = &stage->shop.view;
    stage_enter(stage, "EUR");
    shop_view_add_demo(&stage->shop);
    view->messages[0] =
        (struct view_message){.serial = 2, .kind = VIEW_MESSAGE_AMBER, .title = "Before"};
    view->messages[1] =
        (struct view_message){.serial = 1, .kind = VIEW_MESSAGE_RED, .title = "Trouble"};
    view->message_count = 2;
    stage_settle(stage);
    assert_null(stage_find(stage, "Before"));
    assert_non_null(stage_find(stage, "Trouble"));
    view->messages[2] = view->messages[1];
    view->messages[1] = view->messages[0];
    view->messages[0] =
        (struct view_message){.serial = 3, .kind = VIEW_MESSAGE_AMBER, .title = "Here"};
    view->message_count = 3;
    stage_settle(stage);
    assert_null(stage_find(stage, "Before"));
    assert_true(stage_find(stage, "Here")->rect.y < stage_find(stage, "Trouble")->rect.y);
}

/* One for which there is no other place: the last of sixteen must be able to finish the sale. */
static void test_last_place_is_kept(void **state)
{
    struct stage *stage = *state;
    enter(stage, &(struct pay_row){.label = "many"});
    for (int i = 0; i < TENDERS_MAX - 1; i++) {
        shop_view_take(&stage->shop, &(struct tender){.kind = TENDER_CASH, .tendered_minor = 10});
    }
    stage_settle(stage);
    stage_tap(stage, "5");
    assert_false(stage_find(stage, "Paid")->is_enabled);
    stage_tap(stage, "Exact");
    stage_tap(stage, "Paid");
    assert_int_equal(stage->last.kind, INTENT_PAY);
    assert_int_equal(stage->last.tender.tendered_minor, 2206 - 150);
}

/* Device pixels of a plain text on the screen; 0 if it is not there. */
static int size_of_text(const struct stage *stage, const char *text)
{
    size_t count;
    const struct ui_element *elements = ui_elements(stage->ui, &count);
    for (size_t i = 0; i < count; i++) {
        if (elements[i].role == UI_ROLE_TEXT && strcmp(elements[i].label, text) == 0) {
            return elements[i].text_size;
        }
    }
    return 0;
}

/* No target moves and no sum gets smaller while digits are typed. */
static void test_nothing_moves(void **state)
{
    struct stage *stage = *state;
    static const char *const digits[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
    enter(stage, &(struct pay_row){.label = "steady"});
    struct pixel_rect before[64];
    size_t before_count = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(digits); i++) {
        struct pixel_rect now[64];
        size_t now_count = 0;
        size_t count;
        stage_tap(stage, digits[i]);
        const struct ui_element *elements = ui_elements(stage->ui, &count);
        for (size_t k = 0; k < count && now_count < ARRAY_LENGTH(now); k++) {
            if (elements[k].is_target) {
                now[now_count++] = elements[k].rect;
            }
        }
        if (i > 0) {
            assert_int_equal(now_count, before_count);
            assert_memory_equal(now, before, now_count * sizeof now[0]);
        }
        memcpy(before, now, sizeof before);
        before_count = now_count;
        if (i == 3) {
            assert_int_equal(size_of_text(stage, "€12.34"), 72);
        }
    }
    assert_int_equal(size_of_text(stage, "€1,234,567.89"), 72);
}

struct audit_row {
    const char *label, *currency, *name;
    int64_t price_minor, cash_step_minor;
    int lines, tenders;
    const char *steps[3];
    bool is_cut; /* a name of 120 characters is cut on purpose */
};

static const char LONG_NAME[] =
    "A name of a product that goes on and on, over its two lines and "
    "then some more of it, so that it must be cut: 250 g";

static const struct audit_row AUDITS[] = {
    {"entered", "EUR", "Espresso", 2206, 0, 4, 0, {NULL}, false},
    {"change", "EUR", "Espresso", 2206, 0, 4, 0, {"€100"}, false},
    {"split", "EUR", "Espresso", 2206, 0, 4, 2, {"1"}, false},
    {"forty lines", "EUR", LONG_NAME, 2206, 0, 40, 3, {NULL}, true},
    {"large", "EUR", "Espresso", 123456789, 0, 1, 1, {"Exact"}, false},
    {"large part", "EUR", "Espresso", 123456789, 0, 1, 0, {"1", "00", "00"}, false},
    {"no decimals", "JPY", "Espresso", 1234567, 0, 1, 0, {"1"}, false},
    {"three decimals", "KWD", "Espresso", 1234567, 0, 1, 0, {"Exact"}, false},
    {"rounded", "CHF", "Espresso", 1233, 5, 1, 0, {"Exact"}, false},
    {"card", "EUR", "Espresso", 2206, 0, 4, 1, {"Card"}, false},
    {"card, too much", "EUR", "Espresso", 2206, 0, 4, 1, {"Card", "9", "00"}, false},
    {"reference", "EUR", "Espresso", 2206, 0, 4, 1, {"Card", "Reference"}, false},
    {"bank code", "EUR", "Espresso", 2206, 0, 4, 1, {"Bank QR"}, false},
    {"voucher", "EUR", "Espresso", 2206, 0, 4, 1, {"Voucher"}, false},
    {"voucher's code", "EUR", "Espresso", 2206, 0, 4, 1, {"Voucher", "Scan the"}, false},
    {"more", "EUR", "Espresso", 2206, 0, 4, 1, {"More"}, false},
    {"account", "EUR", "Espresso", 2206, 0, 4, 1, {"More", "On account"}, false},
    {"tip", "EUR", "Espresso", 123456789, 0, 4, 0, {"More", "Tip", "10 %"}, false},
};

static void enter_audit(struct stage *stage, const struct audit_row *row)
{
    stage_enter(stage, row->currency);
    stage->shop.shop.payment.takes[TENDER_ACCOUNT] = true;
    stage->shop.shop.payment.takes_tips = true;
    stage->shop.shop.cash_step_minor = row->cash_step_minor;
    for (int i = 0; i < row->lines; i++) {
        shop_view_add(&stage->shop, row->name, UNIT_EACH, 1000, row->price_minor + i, 190000);
    }
    shop_view_refresh(&stage->shop);
    for (int i = 0; i < row->tenders; i++) {
        shop_view_take(&stage->shop,
            &(struct tender){.kind = i % 2 == 0 ? CASH : CARD, .tendered_minor = 100});
    }
    stage_settle(stage);
}

static void test_audit(void **state)
{
    struct stage *stage = *state;
    for (size_t size = 0; size < ARRAY_LENGTH(STAGE_SIZES); size++) {
        stage->width = STAGE_SIZES[size][0];
        stage->height = STAGE_SIZES[size][1];
        for (size_t i = 0; i < ARRAY_LENGTH(AUDITS); i++) {
            enter_audit(stage, &AUDITS[i]);
            for (int step = 0; step < 3 && AUDITS[i].steps[step] != NULL; step++) {
                stage_do(stage, AUDITS[i].steps[step]);
            }
            stage_audit(stage, AUDITS[i].label, AUDITS[i].is_cut ? 1u << AUDIT_CUT : 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_intents, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_after_a_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_more, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_voucher, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_code, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_give_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_exact_is_fast, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_says_what_is_chosen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_begins_with_last_tender, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_strips_are_of_this_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_last_place_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_moves, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_audit, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
