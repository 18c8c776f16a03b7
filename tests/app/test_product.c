/* What products can be, from the touch to the sale: questions come one after the other, each answer
 * is kept for the next, nothing is added before the last one; a deposit comes along and comes back,
 * and a shelf that runs low is said and stops nothing. */

#include "tests/till/shop.h"

#include "app/desk.h"
#include "domain/sale.h"
#include "screens/screen.h"
#include "till/pay.h"
#include "till/sell.h"

struct counter {
    struct shop shop;
    struct desk desk;
};

static const char OPTIONS[] =
    "group,minimum,maximum,choice,price\n"
    "Size,1,1,Small,0\nSize,,,Large,0.80\n";

static const char PRODUCTS[] =
    "sku,barcode,name,category,price,tax_rate,unit,kind,deposit,asks,stock,low_stock,options\n"
    "LATTE,4006381333931,Latte,Coffee,3.40,19,each,,,,,,Size\n"
    "COLA,,Cola,Drinks,1.80,19,each,,PFAND,,yes,2,\n"
    "PFAND,,Bottle,Drinks,0.25,19,each,deposit,,,,,\n"
    "GROG,,Grog,Drinks,,19,each,,,age:18,,,Size\n"
    "PHONE,,Phone,Gear,99.00,19,each,,,serial,,,\n"
    "TEA,,Tea,Tea,3.00,7,each,,,,,,\n";

static void import_text(struct shop *shop, const char *text,
    bool (*import)(struct till *till, const char *path, const struct import_progress *progress,
        struct import_result *out_result, struct error *err))
{
    char path[256];
    struct error err;
    struct import_result *result = calloc(1, sizeof(*result));
    shop_write(shop, "file.csv", text, strlen(text), path);
    must(import(shop->till, path, NULL, result, &err), &err);
    free(result);
}

static int setup(void **state)
{
    struct counter *counter = calloc(1, sizeof(*counter));
    shop_make(&counter->shop, "gross", "line", "EUR", false);
    shop_open(&counter->shop, 0);
    import_text(&counter->shop, OPTIONS, import_options);
    import_text(&counter->shop, PRODUCTS, import_products);
    (void)till_tick(counter->shop.till, true);
    till_wait_catalogue(counter->shop.till);
    desk_begin(&counter->desk, counter->shop.till, clock_manual(&counter->shop.now_ms),
        &(struct desk_shop){0});
    desk_refresh(&counter->desk, true);
    *state = counter;
    return 0;
}

static int teardown(void **state)
{
    struct counter *counter = *state;
    desk_end(&counter->desk);
    shop_end(&counter->shop);
    free(counter);
    return 0;
}

static void act(struct counter *counter, struct intent intent)
{
    desk_carry_out(&counter->desk, &intent);
    desk_refresh(&counter->desk, true);
}

static int64_t product_called(struct counter *counter, const char *name)
{
    int64_t id;
    size_t count;
    const struct view_catalogue *catalogue = &counter->desk.view.catalogue;
    if (catalogue->search(catalogue->context, name, &id, 1, &count) == 0) {
        fail_msg("no product %s", name);
    }
    return id;
}

static void add(struct counter *counter, const char *name, int64_t quantity_milli)
{
    act(counter, (struct intent){.kind = INTENT_ADD_PRODUCT,
                     .product_id = product_called(counter, name),
                     .quantity_milli = quantity_milli,
                     .amount_minor = TILL_PRICE_OWN});
}

static void choose(struct counter *counter, size_t index)
{
    act(counter, (struct intent){.kind = INTENT_CHOOSE_OPTIONS,
                     .choice_ids = {counter->desk.view.options.set->choices[index].id},
                     .choice_count = 1});
}

static void say_words(
    struct counter *counter, enum intent_kind kind, size_t index, const char *text)
{
    struct intent intent = {.kind = kind, .index = index};
    snprintf(intent.code, sizeof(intent.code), "%s", text);
    act(counter, intent);
}

static const struct ticket *ticket(const struct counter *counter)
{
    return counter->desk.view.ticket;
}

static enum view_question_kind asked(const struct counter *counter)
{
    return counter->desk.view.question.kind;
}

static void answers_are_kept_until_the_last(void **state)
{
    struct counter *counter = *state;
    add(counter, "Grog", 2000); /* of age, at a price, of a size: one after the other */
    assert_int_equal(asked(counter), VIEW_QUESTION_AGE);
    assert_int_equal(counter->desk.view.question.age, 18);
    act(counter, (struct intent){.kind = INTENT_CONFIRM_AGE});
    assert_int_equal(asked(counter), VIEW_QUESTION_PRICE);
    assert_int_equal(counter->desk.view.question.quantity_milli, 2000);
    assert_int_equal(ticket(counter)->line_count, 0);
    act(counter, (struct intent){.kind = INTENT_ADD_PRODUCT,
                     .product_id = counter->desk.view.question.product_id,
                     .quantity_milli = 2000,
                     .amount_minor = 500});
    assert_int_equal(asked(counter), VIEW_QUESTION_OPTIONS);
    assert_int_equal(counter->desk.view.options.base_minor, 500);
    choose(counter, 1);
    assert_int_equal(asked(counter), VIEW_QUESTION_NONE);
    assert_int_equal(ticket(counter)->line_count, 1);
    assert_int_equal(ticket(counter)->lines[0].unit_price_minor, 580);
    assert_int_equal(ticket(counter)->lines[0].quantity_milli, 2000);
    add(counter, "Grog", 0); /* the age is known by now */
    assert_int_equal(asked(counter), VIEW_QUESTION_PRICE);
    act(counter, (struct intent){.kind = INTENT_DROP_QUESTION});
    assert_int_equal(ticket(counter)->line_count, 1);
    /* A scan asks too, and one that comes meanwhile waits. */
    say_words(counter, INTENT_SCAN, 0, "4006381333931");
    assert_int_equal(asked(counter), VIEW_QUESTION_OPTIONS);
    say_words(counter, INTENT_SCAN, 0, "4006381333931");
    assert_int_equal(counter->desk.kept_count, 1);
    choose(counter, 0);
    assert_int_equal(ticket(counter)->line_count, 2);
}

static void a_line_takes_other_options_and_words(void **state)
{
    struct counter *counter = *state;
    add(counter, "Latte", 0);
    choose(counter, 0);
    act(counter, (struct intent){.kind = INTENT_OPEN_OPTIONS, .index = 0});
    assert_false(counter->desk.view.options.is_question);
    assert_true(counter->desk.view.options.is_chosen[0]);
    choose(counter, 1);
    assert_int_equal(ticket(counter)->lines[0].unit_price_minor, 420);
    say_words(counter, INTENT_SET_NOTE, 0, "to go");
    assert_string_equal(ticket(counter)->lines[0].note, "to go");
    say_words(counter, INTENT_SET_NAME, 0, "Other"); /* a product keeps its name */
    assert_string_equal(ticket(counter)->lines[0].name, "Latte");
    assert_int_equal(counter->desk.view.message_count, 1);
    say_words(counter, INTENT_SET_NOTE, 7, "nowhere"); /* no such line: said, no harm */
    assert_int_equal(ticket(counter)->line_count, 1);
}

static void every_piece_has_its_number(void **state)
{
    struct counter *counter = *state;
    add(counter, "Phone", 2000);
    assert_int_equal(asked(counter), VIEW_QUESTION_SERIAL);
    say_words(counter, INTENT_GIVE_SERIAL, 0, "SN-1");
    assert_int_equal(asked(counter), VIEW_QUESTION_SERIAL);
    assert_int_equal(counter->desk.view.question.quantity_milli, 1000);
    assert_int_equal(ticket(counter)->line_count, 1);
    say_words(counter, INTENT_GIVE_SERIAL, 0, "SN-2");
    assert_int_equal(asked(counter), VIEW_QUESTION_NONE);
    assert_int_equal(ticket(counter)->line_count, 2);
}

static void a_touched_deposit_comes_back(void **state)
{
    struct counter *counter = *state;
    add(counter, "Cola", 0);
    assert_int_equal(ticket(counter)->line_count, 2);
    assert_int_equal(counter->desk.view.message_count, 1); /* none should be left: said */
    assert_int_equal(counter->desk.view.messages[0].kind, VIEW_MESSAGE_AMBER);
    add(counter, "Bottle", 0);
    add(counter, "Bottle", 0);
    assert_int_equal(ticket(counter)->line_count, 3);
    assert_int_equal(ticket(counter)->lines[2].quantity_milli, -2000);
    act(counter, (struct intent){.kind = INTENT_PLUS, .index = 2});
    assert_int_equal(ticket(counter)->lines[2].quantity_milli, -3000);
    act(counter, (struct intent){.kind = INTENT_SET_QUANTITY, .index = 2, .quantity_milli = 1000});
    assert_int_equal(counter->desk.view.figures->gross_minor, 180);
}

static void stock_is_opened_moved_and_left(void **state)
{
    struct counter *counter = *state;
    act(counter, (struct intent){.kind = INTENT_OPEN_STOCK});
    assert_int_equal(counter->desk.screen, SCREEN_STOCK);
    assert_int_equal(counter->desk.view.stock.count, 1);
    int64_t id = counter->desk.view.stock.items[0].product_id;
    act(counter, (struct intent){.kind = INTENT_MOVE_STOCK,
                     .index = STOCK_DELIVERY,
                     .product_id = id,
                     .quantity_milli = 24000});
    assert_int_equal(counter->desk.view.stock.items[0].on_hand_milli, 24000);
    assert_false(counter->desk.view.stock.items[0].is_low);
    assert_int_equal(counter->desk.view.messages[0].kind, VIEW_MESSAGE_GREEN);
    act(counter, (struct intent){.kind = INTENT_MOVE_STOCK,
                     .index = STOCK_COUNT,
                     .product_id = id,
                     .quantity_milli = 1000});
    assert_true(counter->desk.view.stock.items[0].is_low);
    act(counter, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
    assert_int_equal(counter->desk.view.stock.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(answers_are_kept_until_the_last, setup, teardown),
        cmocka_unit_test_setup_teardown(a_line_takes_other_options_and_words, setup, teardown),
        cmocka_unit_test_setup_teardown(every_piece_has_its_number, setup, teardown),
        cmocka_unit_test_setup_teardown(a_touched_deposit_comes_back, setup, teardown),
        cmocka_unit_test_setup_teardown(stock_is_opened_moved_and_left, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
