/* What products can be, on the screen: a question opens its card, an answer becomes one intent with
 * what was meant, nothing that a group forbids can be chosen; the stock screen writes what was
 * typed for the act that was chosen. Every card passes the audit at every window size. */

#include "screens/sell.h"
#include "tests/screens/shelf_view.h"
#include "tests/screens/stage.h"

#define STEPS_MAX 8
#define LONG_NAME                                                                                  \
    "A very long name of a product that nobody can say at once, with milk, sugar and 250 g of "    \
    "whatever goes into the cup here"

struct product_stage {
    struct stage stage;
    struct shelf_view shelf;
    struct option_set set;
    struct stock_item items[40];
};

static void add_group(struct option_set *set, const char *name, size_t minimum, size_t maximum)
{
    struct option_group *group = &set->groups[set->group_count++];
    *group = (struct option_group){.id = (int64_t)set->group_count,
        .minimum = minimum,
        .maximum = maximum,
        .first = set->choice_count};
    text_copy(group->name, sizeof group->name, name);
}

static void add_choice(struct option_set *set, const char *name, int64_t price_minor)
{
    struct option_choice *choice = &set->choices[set->choice_count++];
    *choice =
        (struct option_choice){.id = 100 + (int64_t)set->choice_count, .price_minor = price_minor};
    text_copy(choice->name, sizeof choice->name, name);
    set->groups[set->group_count - 1].count++;
}

static void enter(struct product_stage *product, const struct screen *screen)
{
    struct stage *stage = &product->stage;
    stage->screen = screen;
    stage_enter(stage, "EUR");
    product->shelf = (struct shelf_view){.count = 0};
    shelf_view_add_demo(&product->shelf);
    shelf_view_put(&product->shelf, &stage->shop.view);
    shop_view_add_demo(&stage->shop);
    product->set = (struct option_set){.group_count = 0};
    add_group(&product->set, "Size", 1, 1);
    add_choice(&product->set, "Small", 0);
    add_choice(&product->set, "Large", 80);
    add_group(&product->set, "Milk", 0, 1);
    add_choice(&product->set, "Oat", 50);
    add_choice(&product->set, "Soy", 40);
    add_group(&product->set, "Shots", 0, 2);
    add_choice(&product->set, "One more", 60);
    add_choice(&product->set, "And one", 60);
    add_choice(&product->set, "Decaf", -20);
}

/* Opens the options of what is to be added (`line` SIZE_MAX), or of a line. */
static void open_options(struct product_stage *product, size_t line)
{
    struct app_view *view = &product->stage.shop.view;
    view->options = (struct view_options){.set = &product->set,
        .product_id = line == SIZE_MAX ? 2 : view->ticket->lines[line].product_id,
        .line = line == SIZE_MAX ? 0 : line,
        .is_question = line == SIZE_MAX,
        .base_minor = 360,
        .serial = view->options.serial + 1};
    if (line == SIZE_MAX) {
        view->question =
            (struct view_question){VIEW_QUESTION_OPTIONS, 2, 1000, 0, view->question.serial + 1};
    }
    stage_settle(&product->stage);
}

static void ask(struct product_stage *product, enum view_question_kind kind, int64_t quantity_milli)
{
    struct app_view *view = &product->stage.shop.view;
    view->question = (struct view_question){kind, 2, quantity_milli, 18, view->question.serial + 1};
    stage_settle(&product->stage);
}

static int setup(void **state)
{
    struct product_stage *product = calloc(1, sizeof *product);
    stage_open(&product->stage, &screen_sell);
    *state = product;
    return 0;
}

static int teardown(void **state)
{
    struct product_stage *product = *state;
    stage_close(&product->stage);
    free(product);
    return 0;
}

/* --- options ---------------------------------------------------------------------------------- */

static void choices_are_what_was_touched(void **state)
{
    struct product_stage *product = *state;
    struct stage *stage = &product->stage;
    static const struct {
        const char *label;
        const char *steps[STEPS_MAX];
        enum intent_kind kind;
        int64_t ids[4];
    } rows[] = {
        {"a size", {"Small", "Add €3.60"}, INTENT_CHOOSE_OPTIONS, {101}},
        {"another size takes its place", {"Small", "Large", "Add €4.40"}, INTENT_CHOOSE_OPTIONS,
            {102}},
        {"a size stays", {"Small", "Small", "Add €3.60"}, INTENT_CHOOSE_OPTIONS, {101}},
        {"milk can be left", {"Small", "Oat", "Oat", "Add €3.60"}, INTENT_CHOOSE_OPTIONS, {101}},
        {"one milk", {"Large", "Oat", "Soy", "Add €4.80"}, INTENT_CHOOSE_OPTIONS, {102, 104}},
        {"not three shots", {"Small", "One more  +", "And one", "Decaf", "Add €4.80"},
            INTENT_CHOOSE_OPTIONS, {101, 105, 106}},
        {"less", {"Small", "Decaf", "Add €3.40"}, INTENT_CHOOSE_OPTIONS, {101, 107}},
        {"by Enter", {"Large", "key enter"}, INTENT_CHOOSE_OPTIONS, {102}},
        {"no size is no answer", {"Oat", "Add", "key enter"}, INTENT_NONE, {0}},
        {"left", {"Small", "Cancel"}, INTENT_DROP_QUESTION, {0}},
        {"left by key", {"key escape"}, INTENT_DROP_QUESTION, {0}},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        enter(product, &screen_sell);
        stage_settle(stage);
        open_options(product, SIZE_MAX);
        for (size_t k = 0; k < STEPS_MAX && rows[i].steps[k] != NULL; k++) {
            stage_do(stage, rows[i].steps[k]);
        }
        size_t count = 0;
        while (count < 4 && rows[i].ids[count] != 0) {
            count++;
        }
        if (stage->last.kind != rows[i].kind || stage->last.choice_count != count ||
            memcmp(stage->last.choice_ids, rows[i].ids, count * sizeof(int64_t)) != 0) {
            fail_msg("%s: intent %d with %zu", rows[i].label, stage->last.kind,
                stage->last.choice_count);
        }
    }
}

static void a_line_opens_its_options_or_words(void **state)
{
    struct product_stage *product = *state;
    struct stage *stage = &product->stage;
    enter(product, &screen_sell);
    product->shelf.products[1].has_options = true; /* of the line that is the second product */
    stage->shop.view.selected_line = 1;
    stage_settle(stage);
    stage_tap(stage, "1 × Almond croissant");
    assert_int_equal(stage->last.kind, INTENT_OPEN_OPTIONS);
    assert_int_equal(stage->last.index, 1);
    open_options(product, 1);
    stage_tap(stage, "Large");
    stage_tap(stage, "OK");
    assert_int_equal(stage->last.kind, INTENT_CHOOSE_OPTIONS);
    assert_int_equal(stage->last.choice_ids[0], 102);
    open_options(product, 1);
    stage_tap(stage, "Note");
    stage_do(stage, "type warm");
    stage_do(stage, "key enter");
    assert_int_equal(stage->last.kind, INTENT_SET_NOTE);
    assert_int_equal(stage->last.index, 1);
    assert_string_equal(stage->last.code, "warm");
    /* A line without options takes words at once; the first touch only selects. */
    stage_tap(stage, "2 × Flat white");
    assert_int_equal(stage->last.kind, INTENT_SELECT);
    stage->shop.view.selected_line = 0;
    stage_settle(stage);
    stage_tap(stage, "2 × Flat white");
    stage_do(stage, "type hot ");
    stage_tap(stage, "OK");
    assert_int_equal(stage->last.kind, INTENT_SET_NOTE);
    assert_int_equal(stage->last.index, 0);
    assert_string_equal(stage->last.code, "hot");
    /* A typed item has no name of its own yet. */
    stage->shop.ticket.lines[0].product_id = 0;
    stage_tap(stage, "2 × Flat white");
    stage_do(stage, "type Old chair");
    stage_do(stage, "key enter");
    assert_int_equal(stage->last.kind, INTENT_SET_NAME);
    assert_string_equal(stage->last.code, "Old chair");
}

static void asks_for_age_and_number(void **state)
{
    struct product_stage *product = *state;
    struct stage *stage = &product->stage;
    enter(product, &screen_sell);
    stage_settle(stage);
    ask(product, VIEW_QUESTION_AGE, 1000);
    stage_tap(stage, "Yes, 18 or older");
    assert_int_equal(stage->last.kind, INTENT_CONFIRM_AGE);
    ask(product, VIEW_QUESTION_AGE, 1000);
    stage_tap(stage, "No, leave it");
    assert_int_equal(stage->last.kind, INTENT_DROP_QUESTION);
    ask(product, VIEW_QUESTION_AGE, 1000);
    stage_do(stage, "key enter"); /* nobody says yes by a stray Enter */
    assert_non_null(stage_find(stage, "Yes, 18 or older"));
    ask(product, VIEW_QUESTION_SERIAL, 2000);
    assert_non_null(stage_find(stage, "2 pieces left"));
    stage->last.kind = INTENT_NONE;
    stage_do(stage, "key enter"); /* without a number there is none */
    assert_int_equal(stage->last.kind, INTENT_NONE);
    stage_do(stage, "scan SN-0042");
    stage_do(stage, "key enter");
    assert_int_equal(stage->last.kind, INTENT_GIVE_SERIAL);
    assert_string_equal(stage->last.code, "SN-0042");
}

static void a_deposit_says_that_it_comes_back(void **state)
{
    struct product_stage *product = *state;
    struct stage *stage = &product->stage;
    enter(product, &screen_sell);
    shelf_view_add(&product->shelf, "PFAND", "Bottle", UNIT_EACH, 25);
    product->shelf.products[product->shelf.count - 1].is_deposit = true;
    stage->shop.view.catalogue.product_count = product->shelf.count;
    stage_settle(stage);
    stage_tap(stage, "Bottle");
    assert_int_equal(stage->last.kind, INTENT_ADD_PRODUCT);
    assert_int_equal(stage->last.product_id, (int64_t)product->shelf.count);
}

/* --- stock ------------------------------------------------------------------------------------ */

static void stock_up(struct product_stage *product, size_t count)
{
    struct app_view *view = &product->stage.shop.view;
    for (size_t i = 0; i < count; i++) {
        struct stock_item *item = &product->items[i];
        *item = (struct stock_item){.product_id = (int64_t)i + 1,
            .unit = i == 7 ? UNIT_KG : UNIT_EACH,
            .on_hand_milli = ((int64_t)i - 2) * 3000,
            .low_milli = 2000,
            .is_low = i < 3};
        const struct shelf_product *shown = shelf_view_product(&product->shelf, item->product_id);
        text_copy(item->name, sizeof item->name, shown != NULL ? shown->name : "Something");
        text_copy(item->sku, sizeof item->sku, "SKU");
    }
    view->stock = (struct view_stock){.items = product->items, .count = count, .serial = 1};
}

static void stock_is_written_as_it_was_meant(void **state)
{
    struct product_stage *product = *state;
    struct stage *stage = &product->stage;
    static const struct {
        const char *label;
        const char *steps[STEPS_MAX];
        enum stock_act act;
        int64_t product_id, quantity_milli; /* 0: nothing */
    } rows[] = {
        {"a delivery", {"Espresso", "1", "2", "OK"}, STOCK_DELIVERY, 1, 12000},
        {"nothing came", {"Espresso", "OK"}, STOCK_DELIVERY, 0, 0},
        {"counted", {"Stocktake", "Flat white", "7", "key enter"}, STOCK_COUNT, 2, 7000},
        {"none is there", {"Stocktake", "Flat white", "OK"}, STOCK_COUNT, 2, 0},
        {"lost", {"Loss", "Flat white", "2", "OK"}, STOCK_LOSS, 2, 2000},
        {"by weight", {"Sourdough", "1", ".", "5", "OK"}, STOCK_DELIVERY, 8, 1500},
        {"found", {"Search or scan", "type almond", "key enter", "3", "OK"}, STOCK_DELIVERY, 7,
            3000},
        {"left", {"Espresso", "4", "Cancel"}, STOCK_DELIVERY, 0, 0},
        {"low ones", {"Low only", "Flat white", "1", "OK"}, STOCK_DELIVERY, 2, 1000},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        enter(product, &screen_stock);
        stock_up(product, 10);
        stage_settle(stage);
        for (size_t k = 0; k < STEPS_MAX && rows[i].steps[k] != NULL; k++) {
            stage_do(stage, rows[i].steps[k]);
        }
        bool is_it = rows[i].product_id == 0
                         ? stage->last.kind == INTENT_NONE
                         : stage->last.kind == INTENT_MOVE_STOCK &&
                               stage->last.index == (size_t)rows[i].act &&
                               stage->last.product_id == rows[i].product_id &&
                               stage->last.quantity_milli == rows[i].quantity_milli;
        if (!is_it) {
            fail_msg("%s: intent %d, %lld", rows[i].label, stage->last.kind,
                (long long)stage->last.quantity_milli);
        }
    }
    enter(product, &screen_stock);
    stage_settle(stage);
    assert_non_null(stage_find(stage, "Nothing is counted yet"));
    stage_tap(stage, "Back");
    assert_int_equal(stage->last.kind, INTENT_GO);
    assert_int_equal(stage->last.screen, SCREEN_SELL);
}

/* --- the audit -------------------------------------------------------------------------------- */

static void long_names(struct product_stage *product)
{
    text_copy(product->shelf.products[1].name, sizeof product->shelf.products[1].name, LONG_NAME);
    text_copy(product->set.choices[2].name, sizeof product->set.choices[2].name,
        "Oat from the farm next to the old mill");
    for (size_t i = 0; i < 12; i++) {
        add_choice(&product->set, "Syrup of something sweet", 1234500);
    }
}

static void passes_the_audit(void **state)
{
    struct product_stage *product = *state;
    struct stage *stage = &product->stage;
    for (size_t i = 0; i < ARRAY_LENGTH(STAGE_SIZES) * 2; i++) {
        unsigned ignored = i % 2 == 1 ? 1U << AUDIT_CUT : 0;
        stage->width = STAGE_SIZES[i / 2][0];
        stage->height = STAGE_SIZES[i / 2][1];
        enter(product, &screen_sell);
        if (i % 2 == 1) {
            long_names(product);
        }
        stage_settle(stage);
        open_options(product, SIZE_MAX);
        stage_tap(stage, "Small");
        stage_audit(stage, "options", ignored);
        ask(product, VIEW_QUESTION_AGE, 1000);
        stage_audit(stage, "age", ignored);
        ask(product, VIEW_QUESTION_SERIAL, 3000);
        stage_audit(stage, "serial", ignored);
        stage_tap(stage, "Cancel");
        stage->shop.view.question.kind = VIEW_QUESTION_NONE;
        open_options(product, 0);
        stage_audit(stage, "options of a line", ignored);
        stage_tap(stage, "Note");
        stage_audit(stage, "note", ignored);
        enter(product, &screen_stock);
        stock_up(product, i % 2 == 1 ? 40 : 3);
        stage_settle(stage);
        stage_audit(stage, "stock", ignored);
        stage_tap(stage, "Espresso");
        stage_do(stage, "type 12");
        stage_audit(stage, "stock number", ignored);
        stage_tap(stage, "Cancel");
        stage_tap(stage, "Search or scan");
        stage_do(stage, "type e");
        stage_audit(stage, "stock search", ignored);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(choices_are_what_was_touched, setup, teardown),
        cmocka_unit_test_setup_teardown(a_line_opens_its_options_or_words, setup, teardown),
        cmocka_unit_test_setup_teardown(asks_for_age_and_number, setup, teardown),
        cmocka_unit_test_setup_teardown(a_deposit_says_that_it_comes_back, setup, teardown),
        cmocka_unit_test_setup_teardown(stock_is_written_as_it_was_meant, setup, teardown),
        cmocka_unit_test_setup_teardown(passes_the_audit, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
