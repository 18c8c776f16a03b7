/* Selling: a touch, a key or a scan becomes exactly one intent with exactly what was meant, numbers
 * never pass their limit, and every state of the screen passes the audit at every window size, with
 * the longest names, the largest sums and the oddest currencies. */

#include "screens/sell.h"
#include "tests/screens/shelf_view.h"
#include "tests/screens/stage.h"
#include "till/sell.h"

#define STEPS_MAX 8

struct sell_row {
    const char *label;
    const char *steps[STEPS_MAX];
    bool is_empty; /* no ticket yet */
    enum intent_kind kind;
    size_t index;
    int64_t product_id, quantity_milli, amount_minor;
    struct discount discount;
    const char *code;
};

#define ADDS(id, quantity)                                                                         \
    .kind = INTENT_ADD_PRODUCT, .product_id = (id), .quantity_milli = (quantity),                  \
    .amount_minor = TILL_PRICE_OWN

static const struct sell_row ROWS[] = {
    {"a tile", .steps = {"Flat white"}, ADDS(2, TILL_QUANTITY_ASK)},
    {"twelve of a tile", .steps = {"type 1", "type 2", "Flat white"}, ADDS(2, 12000)},
    {"twelve, corrected to one", .steps = {"type 1", "type 2", "key backspace", "Flat white"},
        ADDS(2, 1000)},
    {"a quantity is dropped", .steps = {"type 7", "key escape", "Flat white"},
        ADDS(2, TILL_QUANTITY_ASK)},
    {"twelve by a search", .steps = {"type 1", "type 2", "type almond", "key enter"},
        ADDS(7, 12000)},
    {"a category's tile", .steps = {"Bakery", "Almond croissant"}, ADDS(7, TILL_QUANTITY_ASK)},
    {"a found product", .steps = {"Search or scan", "type cro", "Almond croissant"},
        ADDS(7, TILL_QUANTITY_ASK)},
    {"the first that was found", .steps = {"Search or scan", "type cro", "Add first"},
        ADDS(6, TILL_QUANTITY_ASK)},
    {"typing begins a search", .steps = {"type cro", "key enter"}, ADDS(6, TILL_QUANTITY_ASK)},
    {"keys on the screen", .steps = {"Search or scan", "c", "r", "o", "Add first"},
        ADDS(6, TILL_QUANTITY_ASK)},
    {"what is not found is tried as a code", .steps = {"type zzz", "key enter"},
        .kind = INTENT_TYPE_CODE, .code = "zzz"},
    {"a long number is a code",
        .steps = {"type 4", "type 0", "type 0", "type 6", "type 3", "type 8", "key enter"},
        .kind = INTENT_TYPE_CODE, .code = "400638"},
    {"a typed code", .steps = {"Menu", "Type a code", "type 8400-0000", "Use code"},
        .kind = INTENT_TYPE_CODE, .code = "8400-0000"},
    {"a scan", .steps = {"scan 4006381333931"}, .kind = INTENT_SCAN, .code = "4006381333931"},
    {"three of a scan", .steps = {"type 3", "scan 4006381333931"}, .kind = INTENT_SCAN,
        .quantity_milli = 3000, .code = "4006381333931"},
    {"a scan while searching", .steps = {"Search or scan", "scan 4006381333931"},
        .kind = INTENT_SCAN, .code = "4006381333931"},
    {"a line", .steps = {"2 × Flat white"}, .kind = INTENT_SELECT, .index = 0},
    {"one more", .steps = {"One more"}, .kind = INTENT_PLUS, .index = 2},
    {"one more by key", .steps = {"type +"}, .kind = INTENT_PLUS, .index = 2},
    {"one less", .steps = {"One less"}, .kind = INTENT_MINUS, .index = 2},
    {"one less by key", .steps = {"type -"}, .kind = INTENT_MINUS, .index = 2},
    {"remove", .steps = {"Remove"}, .kind = INTENT_REMOVE, .index = 2},
    {"remove by key", .steps = {"key delete"}, .kind = INTENT_REMOVE, .index = 2},
    {"another line by key", .steps = {"key page up"}, .kind = INTENT_SELECT, .index = 1},
    {"the campaign goes", .steps = {"Take Spring booth off", "Remove code"}, .kind = INTENT_DISOWN},
    {"its discount goes", .steps = {"Take Spring booth off", "Remove discount"},
        .kind = INTENT_DROP_OFFER},
    {"neither goes", .steps = {"Take Spring booth off", "Keep"}, .kind = INTENT_NONE},
    {"15 %", .steps = {"Discount", "1", "5", "OK"}, .kind = INTENT_DISCOUNT_LINE, .index = 2,
        .discount = {.kind = DISCOUNT_PERCENT, .value = 150000}},
    {"7.5 %", .steps = {"Discount", "7", ".", "5", "OK"}, .kind = INTENT_DISCOUNT_LINE, .index = 2,
        .discount = {.kind = DISCOUNT_PERCENT, .value = 75000}},
    {"a suggestion", .steps = {"Discount", "5 %", "OK"}, .kind = INTENT_DISCOUNT_LINE, .index = 2,
        .discount = {.kind = DISCOUNT_PERCENT, .value = 50000}},
    {"not over 100 %", .steps = {"Discount", "1", "5", "0", "OK"}, .kind = INTENT_DISCOUNT_LINE,
        .index = 2, .discount = {.kind = DISCOUNT_PERCENT, .value = 150000}},
    {"no discount", .steps = {"Discount", "0", "OK"}, .kind = INTENT_DISCOUNT_LINE, .index = 2,
        .discount = {.kind = DISCOUNT_NONE}},
    {"1.50 off", .steps = {"Discount", "Discount €", "1", "5", "0", "OK"},
        .kind = INTENT_DISCOUNT_LINE, .index = 2,
        .discount = {.kind = DISCOUNT_AMOUNT, .value = 150}},
    {"not more off than it costs", .steps = {"Discount", "Discount €", "9", "9", "9", "OK"},
        .kind = INTENT_DISCOUNT_LINE, .index = 2,
        .discount = {.kind = DISCOUNT_AMOUNT, .value = 99}},
    {"a quantity", .steps = {"Discount", "Quantity", "4", "OK"}, .kind = INTENT_SET_QUANTITY,
        .index = 2, .quantity_milli = 4000},
    {"a price", .steps = {"Discount", "Price", "8", "00", "OK"}, .kind = INTENT_SET_PRICE,
        .index = 2, .amount_minor = 800},
    {"by the keyboard", .steps = {"Discount", "type 2", "type 5", "key enter"},
        .kind = INTENT_DISCOUNT_LINE, .index = 2,
        .discount = {.kind = DISCOUNT_PERCENT, .value = 250000}},
    {"a card that is cancelled", .steps = {"Discount", "5", "Cancel"}},
    {"a card that is left", .steps = {"Discount", "5", "key escape"}},
    {"a typed price", .steps = {"Menu", "Type a price", "4", "5", "0", "OK"},
        .kind = INTENT_ADD_TYPED, .amount_minor = 450},
    {"a typed price with another tax",
        .steps = {"Menu", "Type a price", "Tax 19 %", "4", "5", "0", "OK"},
        .kind = INTENT_ADD_TYPED, .index = 1, .amount_minor = 450},
    {"no price is no item", .steps = {"Menu", "Type a price", "OK"}},
    {"discount on all", .steps = {"Menu", "Discount on all", "1", "0", "OK"},
        .kind = INTENT_DISCOUNT_ALL, .discount = {.kind = DISCOUNT_PERCENT, .value = 100000}},
    {"cancel", .steps = {"Menu", "Cancel this sale", "Could not pay"}, .kind = INTENT_CANCEL_SALE,
        .code = "Could not pay"},
    {"pay", .steps = {"Pay €22.06"}, .kind = INTENT_GO},
    {"pay by key", .steps = {"key f12"}, .kind = INTENT_GO},
    {"nothing to pay", .is_empty = true, .steps = {"Pay"}},
    {"nothing to take off", .is_empty = true, .steps = {"key delete", "type -", "key f12"}},
    {"the first item", .is_empty = true, .steps = {"Espresso"}, ADDS(1, TILL_QUANTITY_ASK)},
};

struct sell_stage {
    struct stage stage;
    struct shelf_view shelf;
};

static void enter(struct sell_stage *sell, const char *currency)
{
    stage_enter(&sell->stage, currency);
    sell->shelf = (struct shelf_view){.count = 0};
    shelf_view_add_demo(&sell->shelf);
    shelf_view_put(&sell->shelf, &sell->stage.shop.view);
}

static void press_named_key(struct stage *stage, const char *step)
{
    static const struct {
        const char *name;
        enum input_key key;
    } keys[] = {{"key backspace", INPUT_KEY_BACKSPACE}, {"key delete", INPUT_KEY_DELETE},
        {"key page up", INPUT_KEY_PAGE_UP}, {"key f12", INPUT_KEY_F12}};
    for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
        if (strcmp(keys[i].name, step) == 0) {
            stage_press_key(stage, keys[i].key);
            return;
        }
    }
    stage_do(stage, step);
}

static bool is_as_said(const struct intent *intent, const struct sell_row *row)
{
    return intent->kind == row->kind && intent->product_id == row->product_id &&
           intent->quantity_milli == row->quantity_milli &&
           intent->amount_minor == row->amount_minor &&
           intent->discount.kind == row->discount.kind &&
           intent->discount.value == row->discount.value &&
           strcmp(intent->code, row->code != NULL ? row->code : "") == 0 &&
           (row->kind == INTENT_NONE || row->kind == INTENT_GO || row->kind == INTENT_SCAN ||
               row->kind == INTENT_TYPE_CODE || intent->index == row->index);
}

static void test_steps_become_one_intent(void **state)
{
    struct sell_stage *sell = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(ROWS); i++) {
        const struct sell_row *row = &ROWS[i];
        enter(sell, "EUR");
        if (!row->is_empty) {
            shop_view_add_demo(&sell->stage.shop);
        }
        stage_settle(&sell->stage);
        for (size_t step = 0; step < STEPS_MAX && row->steps[step] != NULL; step++) {
            press_named_key(&sell->stage, row->steps[step]);
        }
        const struct intent *intent = &sell->stage.last;
        if (!is_as_said(intent, row)) {
            fail_msg(
                "%s: intent %d, index %zu, product %lld, quantity %lld, amount %lld, "
                "discount %d of %lld, code %s",
                row->label, (int)intent->kind, intent->index, (long long)intent->product_id,
                (long long)intent->quantity_milli, (long long)intent->amount_minor,
                (int)intent->discount.kind, (long long)intent->discount.value, intent->code);
        }
    }
}

/* A product that is weighed or has no price asks, once; the answer adds it. */
static void test_questions_open_the_card(void **state)
{
    struct sell_stage *sell = *state;
    struct stage *stage = &sell->stage;
    enter(sell, "EUR");
    stage_settle(stage);
    stage->shop.view.question = (struct view_question){VIEW_QUESTION_QUANTITY, 8, 0, 0, 5};
    stage_settle(stage);
    assert_non_null(stage_find(stage, "How much is it?"));
    for (const char *const *key = (const char *const[]){"0", ".", "4", "1", "2", "5", NULL};
         *key != NULL; key++) {
        stage_tap(stage, *key);
    }
    stage_tap(stage, "OK");
    assert_int_equal(stage->last.kind, INTENT_ADD_PRODUCT);
    assert_int_equal(stage->last.product_id, 8);
    assert_int_equal(stage->last.quantity_milli, 412); /* a fourth decimal has no place */
    stage->shop.view.question = (struct view_question){VIEW_QUESTION_PRICE, 10, 2000, 0, 6};
    stage_settle(stage);
    stage_tap(stage, "5");
    stage_tap(stage, "00");
    stage_tap(stage, "OK");
    assert_int_equal(stage->last.quantity_milli, 2000);
    assert_int_equal(stage->last.amount_minor, 500);
    stage->shop.view.question = (struct view_question){VIEW_QUESTION_PRICE, 10, 2000, 0, 7};
    stage_settle(stage);
    stage_tap(stage, "Cancel");
    assert_int_equal(stage->last.kind, INTENT_DROP_QUESTION);
}

static void add_message(
    struct stage *stage, enum view_message_kind kind, const char *title, enum view_action action)
{
    struct app_view *view = &stage->shop.view;
    struct view_message *message = &view->messages[view->message_count++];
    *message = (struct view_message){.serial = view->message_count, .kind = kind};
    text_copy(message->title, sizeof message->title, title);
    text_copy(message->detail, sizeof message->detail, "Nothing was added.");
    message->actions[0] = action;
    message->actions[1] = action == VIEW_ACTION_SEARCH ? VIEW_ACTION_TYPE_PRICE : VIEW_ACTION_NONE;
}

static void test_messages_act(void **state)
{
    struct sell_stage *sell = *state;
    struct stage *stage = &sell->stage;
    enter(sell, "EUR");
    add_message(stage, VIEW_MESSAGE_AMBER, "We don’t know 4012345678901.", VIEW_ACTION_SEARCH);
    add_message(stage, VIEW_MESSAGE_GREEN, "Espresso is off the sale.", VIEW_ACTION_UNDO);
    stage_settle(stage);
    stage_tap(stage, "Undo");
    assert_int_equal(stage->last.kind, INTENT_UNDO);
    stage_tap(stage, "Close");
    assert_int_equal(stage->last.kind, INTENT_CLOSE_MESSAGE);
    assert_int_equal(stage->last.index, 0);
    stage_tap(stage, "Type a price");
    assert_int_equal(stage->last.kind, INTENT_CLOSE_MESSAGE);
    assert_non_null(stage_find(stage, "with 7 % tax"));
}

/* Strips do not lie over the keys of a card that was opened after them; they are there again when
 * it is closed. What is said meanwhile is said. */
static void test_messages_wait_for_the_card(void **state)
{
    struct sell_stage *sell = *state;
    struct stage *stage = &sell->stage;
    enter(sell, "EUR");
    shop_view_add_demo(&stage->shop);
    add_message(stage, VIEW_MESSAGE_AMBER, "Before", VIEW_ACTION_SEARCH);
    stage_settle(stage);
    stage_tap(stage, "Discount");
    assert_null(stage_find(stage, "Before"));
    add_message(stage, VIEW_MESSAGE_AMBER, "Meanwhile", VIEW_ACTION_NONE);
    stage_settle(stage);
    assert_null(stage_find(stage, "Before"));
    assert_non_null(stage_find(stage, "Meanwhile"));
    stage_tap(stage, "Cancel");
    assert_non_null(stage_find(stage, "Before"));
}

/* ---- Every state, every size ---- */

static void with_demo(struct sell_stage *sell)
{
    shop_view_add_demo(&sell->stage.shop);
}

static void with_messages(struct sell_stage *sell)
{
    shop_view_add_demo(&sell->stage.shop);
    add_message(
        &sell->stage, VIEW_MESSAGE_AMBER, "We don’t know 4012345678901.", VIEW_ACTION_SEARCH);
    add_message(&sell->stage, VIEW_MESSAGE_GREEN, "Espresso is off the sale.", VIEW_ACTION_UNDO);
    add_message(&sell->stage, VIEW_MESSAGE_RED, "That did not work.", VIEW_ACTION_NONE);
}

static void with_no_products(struct sell_stage *sell)
{
    sell->shelf = (struct shelf_view){.count = 0};
    shelf_view_put(&sell->shelf, &sell->stage.shop.view);
}

static void with_files(struct sell_stage *sell)
{
    with_no_products(sell);
    struct view_import *import = &sell->stage.shop.view.import;
    import->is_offered = true;
    for (import->file_count = 0; import->file_count < VIEW_FILES_MAX; import->file_count++) {
        struct view_file *file = &import->files[import->file_count];
        snprintf(
            file->name, sizeof file->name, "products of list number %zu.csv", import->file_count);
        text_copy(file->place, sizeof file->place, "INTENSO");
    }
}

static void with_no_files(struct sell_stage *sell)
{
    with_no_products(sell);
    sell->stage.shop.view.import.is_offered = true;
}

static void with_a_file_being_read(struct sell_stage *sell)
{
    with_no_files(sell);
    struct view_import *import = &sell->stage.shop.view.import;
    import->is_running = true;
    import->percent = 40;
    text_copy(import->file, sizeof import->file, "products.csv");
}

static void with_many_categories(struct sell_stage *sell)
{
    char name[32];
    for (int i = 0; i < 54; i++) {
        snprintf(name, sizeof name, "Category %d", i);
        shelf_view_category(&sell->shelf, name);
        shelf_view_add(&sell->shelf, "MORE", "Something more", UNIT_EACH, 100);
    }
    shelf_view_put(&sell->shelf, &sell->stage.shop.view);
}

static void with_forty_lines(struct sell_stage *sell)
{
    char name[64];
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "Item number %d", i);
        shop_view_add(&sell->stage.shop, name, UNIT_EACH, 1000, 100 + i, 70000);
    }
    sell->stage.shop.view.selected_line = 39;
    shop_view_refresh(&sell->stage.shop);
}

static void with_large_sums(struct sell_stage *sell)
{
    shop_view_add(&sell->stage.shop, "Roaster", UNIT_EACH, 1000, 123456789, 190000);
    shop_view_add(&sell->stage.shop, "Roasters", UNIT_EACH, 9999000, 12345678, 190000);
    sell->stage.shop.view.selected_line = 1;
    shop_view_refresh(&sell->stage.shop);
}

static void with_long_names(struct sell_stage *sell)
{
    static const char *const names[] = {
        "A name that goes on and on, as long as the house allows, which is one hundred and twenty "
        "characters, ending with 1000 g",
        "قهوة عربية بالهيل من المرفأ", "港口咖啡豆 深度烘焙 二百五十克", "กาแฟอาราบิก้าคั่วเข้ม"};
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        shop_view_add(&sell->stage.shop, names[i], UNIT_EACH, 2000, 950, 70000);
        shelf_view_add(&sell->shelf, "LONG", names[i], UNIT_EACH, 950);
    }
    sell->stage.shop.view.selected_line = 3;
    shop_view_refresh(&sell->stage.shop);
    shelf_view_put(&sell->shelf, &sell->stage.shop.view);
}

static void attach_campaigns(struct sell_stage *sell)
{
    struct error err;
    for (int i = 0; i < 3; i++) {
        struct ticket_touch touch = {.campaign_id = 20 + i};
        snprintf(touch.name, sizeof touch.name, "Campaign %d", i);
        assert_true(ticket_attach(&sell->stage.shop.ticket, &touch, &err));
    }
    shop_view_refresh(&sell->stage.shop);
}

static void with_many_campaigns(struct sell_stage *sell)
{
    struct error err;
    with_demo(sell);
    attach_campaigns(sell);
    assert_true(ticket_discount_all(&sell->stage.shop.ticket,
        (struct discount){.kind = DISCOUNT_PERCENT, .value = 50000}, &err));
    shop_view_refresh(&sell->stage.shop);
}

static void with_demo_band(struct sell_stage *sell)
{
    with_demo(sell);
    sell->stage.shop.shop.is_demo = true;
}

static void with_store_away(struct sell_stage *sell)
{
    with_demo(sell);
    text_copy(sell->stage.shop.view.saved, sizeof sell->stage.shop.view.saved,
        "Saved here, 1234 to sync since 12:04");
    text_copy(sell->stage.shop.view.saved_short, sizeof sell->stage.shop.view.saved_short,
        "Saved here, 1234 to sync");
    sell->stage.shop.view.is_synced = false;
}

static void with_typed_quantity(struct sell_stage *sell)
{
    with_demo(sell);
    sell->stage.shop.view.staff_name = "Maximiliane Schulze-Wernigerode";
}

struct look_row {
    const char *label;
    const char *currency; /* NULL: EUR */
    void (*prepare)(struct sell_stage *sell);
    const char *steps[STEPS_MAX];
    bool has_long_names; /* that are cut on purpose */
};

static const struct look_row LOOKS[] = {
    {"sell", .prepare = with_demo},
    {"demo", .prepare = with_demo_band},
    {"empty", .prepare = NULL},
    {"no products", .prepare = with_no_products},
    {"a first list", .prepare = with_no_files},
    {"files", .prepare = with_files, .steps = {"Import a file"}},
    {"no files", .prepare = with_no_files, .steps = {"Import a file"}},
    {"a list is read", .prepare = with_a_file_being_read, .steps = {"Import a file"}},
    {"messages", .prepare = with_messages},
    {"search", .prepare = with_demo, .steps = {"Search", "type cro"}},
    {"search, nothing typed", .prepare = with_demo, .steps = {"Search"}},
    {"search, digits", .prepare = with_demo, .steps = {"Search", "123"}},
    {"search, accents", .prepare = with_demo, .steps = {"Search", "ä ö ü é"}},
    {"code", .prepare = with_demo, .steps = {"Menu", "Type a code"}},
    {"menu", .prepare = with_demo, .steps = {"Menu"}},
    {"menu, empty", .prepare = NULL, .steps = {"Menu"}},
    {"typed price", .prepare = NULL, .steps = {"Menu", "Type a price"}},
    {"discount on all", .prepare = with_demo, .steps = {"Menu", "Discount on all"}},
    {"categories", .prepare = with_many_categories, .steps = {"All 58"}},
    {"one of many categories", .prepare = with_many_categories, .steps = {"All 58", "Category 2"}},
    {"forty lines", .prepare = with_forty_lines},
    {"large sums", .prepare = with_large_sums},
    {"large sums in yen", .currency = "JPY", .prepare = with_large_sums},
    {"large sums in dinars", .currency = "KWD", .prepare = with_large_sums},
    {"large sums in crowns", .currency = "SEK", .prepare = with_large_sums},
    {"long names", .prepare = with_long_names, .has_long_names = true},
    {"campaigns", .prepare = with_many_campaigns},
    {"the store is away", .prepare = with_store_away},
    {"the store is away, search", .prepare = with_store_away, .steps = {"Search", "type cro"}},
    {"a quantity is typed", .prepare = with_typed_quantity, .steps = {"type 1", "type 2"}},
};

static void look(struct sell_stage *sell, const struct look_row *row, bool opens_tools, bool cuts)
{
    struct stage *stage = &sell->stage;
    enter(sell, row->currency != NULL ? row->currency : "EUR");
    if (row->prepare != NULL) {
        row->prepare(sell);
    }
    stage_settle(stage);
    if (opens_tools && stage_find(stage, "More") != NULL) {
        stage_tap(stage, "More");
    }
    for (size_t step = 0; step < STEPS_MAX && row->steps[step] != NULL; step++) {
        press_named_key(stage, row->steps[step]);
    }
    stage_settle(stage);
    stage_audit(stage, row->label, row->has_long_names || cuts ? 1U << AUDIT_CUT : 0);
}

static void test_every_state_at_every_size(void **state)
{
    struct sell_stage *sell = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(LOOKS); i++) {
        for (size_t size = 0; size < ARRAY_LENGTH(STAGE_SIZES); size++) {
            sell->stage.width = STAGE_SIZES[size][0];
            sell->stage.height = STAGE_SIZES[size][1];
            look(sell, &LOOKS[i], false, false);
            look(sell, &LOOKS[i], true, false);
        }
    }
}

static void test_other_looks(void **state)
{
    static const struct ui_settings settings[] = {
        {.text_percent = 100, .is_mirrored = true},
        {.text_percent = 100, .theme = THEME_HIGH_CONTRAST},
        {.text_percent = 130},
    };
    struct sell_stage *sell = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(settings); i++) {
        ui_set(sell->stage.ui, &settings[i]);
        for (size_t row = 0; row < ARRAY_LENGTH(LOOKS); row++) {
            /* The stand-in font is wider than any: large text may be cut in it. */
            look(sell, &LOOKS[row], false, settings[i].text_percent > 100);
        }
    }
}

/* Leaving for the payment and coming back loses nothing: the keyboard still writes into the field. */
static void test_search_goes_on(void **state)
{
    struct sell_stage *sell = *state;
    enter(sell, "EUR");
    with_demo(sell);
    stage_settle(&sell->stage);
    stage_tap(&sell->stage, "Search or scan");
    stage_push(&sell->stage, INPUT_TEXT, "cr");
    ui_reset(sell->stage.ui); /* as another screen does */
    stage_settle(&sell->stage);
    stage_tap(&sell->stage, "o");
    assert_non_null(stage_find(&sell->stage, "Almond croissant"));
    assert_null(stage_find(&sell->stage, "Cold brew"));
    stage_press_key(&sell->stage, INPUT_KEY_ENTER);
    assert_int_equal(sell->stage.last.kind, INTENT_ADD_PRODUCT);
}

/* Once a sale is paid, nothing that was begun on it waits for the next: no card, menu or number. */
static void test_paid_sale_leaves_nothing(void **state)
{
    static const char *const begun[] = {"Discount", "Menu", "Search or scan", "type 12"};
    static const struct till_receipt paid = {.sale = {.id = 1000000000001}};
    struct sell_stage *sell = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(begun); i++) {
        enter(sell, "EUR");
        with_demo(sell);
        stage_settle(&sell->stage);
        stage_do(&sell->stage, begun[i]);
        sell->stage.shop.view.receipt = &paid;
        stage_settle(&sell->stage);
        stage_tap(&sell->stage, "Flat white");
        assert_int_equal(sell->stage.last.kind, INTENT_ADD_PRODUCT);
        assert_int_equal(sell->stage.last.quantity_milli, TILL_QUANTITY_ASK);
    }
}

/* On any window the card that was asked for is whole, and no sheet lies on it. */
static void test_card_on_small_windows(void **state)
{
    static const int sizes[][2] = {{800, 600}, {600, 1024}, {1080, 1920}};
    struct sell_stage *sell = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
        sell->stage.width = sizes[i][0];
        sell->stage.height = sizes[i][1];
        enter(sell, "EUR");
        with_demo(sell);
        stage_settle(&sell->stage);
        ((struct sell_state *)sell->stage.memory)->sheet.position = UI_SHEET_FULL;
        stage_settle(&sell->stage);
        stage_tap(&sell->stage, "Discount");
        stage_audit(&sell->stage, "discount", 1U << AUDIT_CUT);
        stage_tap(&sell->stage, "1");
        stage_tap(&sell->stage, "0");
        stage_tap(&sell->stage, "OK");
        assert_int_equal(sell->stage.last.kind, INTENT_DISCOUNT_LINE);
        assert_int_equal(sell->stage.last.discount.value, 100000);
        stage_tap(&sell->stage, "Menu");
        stage_audit(&sell->stage, "menu", 1U << AUDIT_CUT);
        stage_tap(&sell->stage, "Cancel this sale");
        stage_tap(&sell->stage, "Could not pay");
        assert_int_equal(sell->stage.last.kind, INTENT_CANCEL_SALE);
    }
}

static bool is_whole(const struct ui_element *element)
{
    return element != NULL && element->visible.height == element->rect.height;
}

/* What is not on the screen cannot be paid: the line that was added last is always in sight, and so
 * is the way to pay. */
static void test_newest_line_is_in_sight(void **state)
{
    struct sell_stage *sell = *state;
    for (size_t size = 0; size < ARRAY_LENGTH(STAGE_SIZES); size++) {
        sell->stage.width = STAGE_SIZES[size][0];
        sell->stage.height = STAGE_SIZES[size][1];
        enter(sell, "EUR");
        shop_view_add(&sell->stage.shop, "The only item", UNIT_EACH, 1000, 100, 70000);
        attach_campaigns(sell);
        stage_settle(&sell->stage);
        assert_true(is_whole(stage_find(&sell->stage, "The only item")));
        enter(sell, "EUR");
        with_forty_lines(sell);
        stage_settle(&sell->stage);
        assert_true(is_whole(stage_find(&sell->stage, "Item number 39")));
        assert_non_null(stage_find(&sell->stage, "Pay €"));
        attach_campaigns(sell);
        stage_settle(&sell->stage);
        assert_true(is_whole(stage_find(&sell->stage, "Item number 39")));
    }
}

static int setup(void **state)
{
    struct sell_stage *sell = calloc(1, sizeof *sell);
    assert_non_null(sell);
    stage_open(&sell->stage, &screen_sell);
    *state = sell;
    return 0;
}

static int teardown(void **state)
{
    struct sell_stage *sell = *state;
    stage_close(&sell->stage);
    free(sell);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_steps_become_one_intent, setup, teardown),
        cmocka_unit_test_setup_teardown(test_questions_open_the_card, setup, teardown),
        cmocka_unit_test_setup_teardown(test_messages_act, setup, teardown),
        cmocka_unit_test_setup_teardown(test_messages_wait_for_the_card, setup, teardown),
        cmocka_unit_test_setup_teardown(test_every_state_at_every_size, setup, teardown),
        cmocka_unit_test_setup_teardown(test_other_looks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_card_on_small_windows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_search_goes_on, setup, teardown),
        cmocka_unit_test_setup_teardown(test_paid_sale_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_newest_line_is_in_sight, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
