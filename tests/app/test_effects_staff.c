/* What a role may not do waits for a manager's PIN and is then done once, as it was asked for; who
 * signs in finds what was left, and another one the sell screen; the till locks itself when nobody
 * touches it, but never while somebody pays. */

#include "tests/till/shop.h"

#include "app/desk.h"
#include "screens/screen.h"
#include "till/pay.h"
#include "till/sell.h"
#include "till/shelf.h"
#include "till/shop_setting.h"
#include "till/staff.h"

#define MINUTE_MS INT64_C(60000)

struct counter {
    struct shop shop;
    struct desk desk;
};

static void act(struct counter *counter, struct intent intent)
{
    desk_touch(&counter->desk);
    desk_carry_out(&counter->desk, &intent);
    desk_refresh(&counter->desk, true);
}

static void simply(struct counter *counter, enum intent_kind kind)
{
    act(counter, (struct intent){.kind = kind});
}

static void with_pin(
    struct counter *counter, enum intent_kind kind, const char *name, const char *pin)
{
    struct intent intent = {.kind = kind};
    size_t count;
    const struct till_person *people = till_staff(counter->shop.till, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(people[i].name, name) == 0) {
            intent.staff_id = people[i].id;
        }
    }
    snprintf(intent.code, sizeof(intent.code), "%s", pin);
    act(counter, intent);
}

static void scan(struct counter *counter, const char *code)
{
    struct intent intent = {.kind = INTENT_SCAN};
    snprintf(intent.code, sizeof(intent.code), "%s", code);
    act(counter, intent);
}

/* Cashier 1 is signed in with a Flat white on the ticket. */
static void counter_begin(struct counter *counter)
{
    struct error err;
    shop_begin(&counter->shop);
    must(till_act_as(counter->shop.till, "Cashier 1", &err), &err);
    desk_begin(&counter->desk, counter->shop.till, clock_manual(&counter->shop.now_ms),
        &(struct desk_shop){0});
    desk_refresh(&counter->desk, true);
    scan(counter, "FLATW");
    assert_int_equal(counter->desk.view.ticket->line_count, 1);
}

static void counter_end(struct counter *counter)
{
    desk_end(&counter->desk);
    shop_end(&counter->shop);
}

static void half_off(struct counter *counter)
{
    act(counter, (struct intent){.kind = INTENT_DISCOUNT_ALL,
                     .discount = {.kind = DISCOUNT_PERCENT, .value = 500000}});
}

static void a_lent_act_is_done_once(void **state)
{
    (void)state;
    struct counter counter;
    counter_begin(&counter);
    const struct app_view *view = &counter.desk.view;
    half_off(&counter);
    assert_true(view->staff.is_lending);
    assert_int_equal(view->staff.right, RIGHT_DISCOUNT);
    assert_int_equal(view->figures->gross_minor, 360);
    assert_int_equal(view->message_count, 0); /* the card says it */
    scan(&counter, "ESPR");                   /* waits for the answer */
    assert_int_equal(view->ticket->line_count, 1);
    with_pin(&counter, INTENT_LEND, "Manager", "1234");
    assert_true(view->staff.is_lending);
    assert_int_equal(view->staff.pin, VIEW_PIN_WRONG);
    with_pin(&counter, INTENT_LEND, "Manager", "9999");
    assert_false(view->staff.is_lending);
    assert_int_equal(view->figures->gross_minor, 180);
    assert_string_equal(view->staff_name, "Cashier 1"); /* still */
    with_pin(&counter, INTENT_LEND, "Manager", "9999"); /* a second touch on OK */
    simply(&counter, INTENT_OPEN_DRAWER);
    assert_true(view->staff.is_lending);
    simply(&counter, INTENT_DROP_LEND);
    assert_false(view->staff.is_lending);
    with_pin(&counter, INTENT_LEND, "Manager", "9999"); /* nothing is asked for any more */
    assert_int_equal(view->message_count, 0);
    counter_end(&counter);
}

static void the_drawer_is_written_down_without_one(void **state)
{
    (void)state;
    struct counter counter;
    counter_begin(&counter);
    simply(&counter, INTENT_OPEN_DRAWER);
    with_pin(&counter, INTENT_LEND, "Manager", "9999");
    assert_int_equal(counter.desk.view.message_count, 1);
    assert_string_equal(counter.desk.view.messages[0].title, "No drawer is set up on this till.");
    char path[256];
    shop_write(&counter.shop, "lp", "", 0, path);
    counter.desk.drawer = path; /* a printer that keeps what it was sent */
    simply(&counter, INTENT_OPEN_DRAWER);
    with_pin(&counter, INTENT_LEND, "Manager", "9999");
    assert_string_equal(counter.desk.view.messages[0].title, "The drawer is open.");
    struct buffer sent = {0};
    struct error err;
    assert_true(buffer_read_file(&sent, path, &err));
    assert_int_equal(sent.size, 5);
    assert_memory_equal(sent.bytes, "\x1bp\0\x19\xfa", 5);
    buffer_close(&sent);
    counter_end(&counter);
}

static void who_comes_back_finds_what_was_left(void **state)
{
    (void)state;
    struct counter counter;
    counter_begin(&counter);
    const struct app_view *view = &counter.desk.view;
    act(&counter, (struct intent){.kind = INTENT_GO, .screen = SCREEN_STOCK});
    enum screen_id left = counter.desk.screen;
    simply(&counter, INTENT_LOCK);
    assert_int_equal(counter.desk.screen, SCREEN_SIGN_IN);
    assert_int_equal(view->staff.count, 4);
    simply(&counter, INTENT_STAY); /* locked: there is nothing to go back to */
    assert_int_equal(counter.desk.screen, SCREEN_SIGN_IN);
    with_pin(&counter, INTENT_SIGN_IN, "Cashier 1", "1112");
    assert_int_equal(counter.desk.screen, SCREEN_SIGN_IN);
    assert_int_equal(view->staff.pin, VIEW_PIN_WRONG);
    with_pin(&counter, INTENT_SIGN_IN, "Cashier 1", "1111");
    assert_int_equal(counter.desk.screen, left);
    simply(&counter, INTENT_SWITCH_USER);
    simply(&counter, INTENT_STAY);
    assert_int_equal(counter.desk.screen, left);
    simply(&counter, INTENT_SWITCH_USER);
    with_pin(&counter, INTENT_SIGN_IN, "Cashier 2", "2222");
    assert_int_equal(counter.desk.screen, SCREEN_SELL);
    assert_string_equal(view->staff_name, "Cashier 2");
    assert_int_equal(view->ticket->line_count, 1);
    simply(&counter, INTENT_LOCK);
    assert_int_equal(view->staff.people[0].id, till_staff_id(counter.shop.till)); /* the last */
    assert_int_equal(view->display, VIEW_DISPLAY_LINES); /* the customer's are still there */
    with_pin(&counter, INTENT_SIGN_IN, "Cashier 2", "2222");
    act(&counter, (struct intent){.kind = INTENT_REMOVE, .index = 0});
    simply(&counter, INTENT_LOCK);
    assert_int_equal(view->display, VIEW_DISPLAY_CLOSED);
    counter_end(&counter);
}

/* A shop that is no demo, in which the manager has a PIN. */
static void it_locks_when_nobody_is_there(void **state)
{
    (void)state;
    struct counter counter;
    struct error err;
    struct till_outcome outcome;
    static const struct tax_code tax = {.part_ppm = {190000}, .part_count = 1};
    shop_make(&counter.shop, "gross", "line", "EUR", false);
    shop_open(&counter.shop, 0);
    struct till *till = counter.shop.till;
    must(till_set_pin(till, till_staff_id(till), "246802", &err), &err);
    must(shop_setting_set(till, "lock_minutes", "2", &err), &err);
    must(till_add_typed(till, "Tea", 200, &tax, &outcome, &err), &err);
    desk_begin(&counter.desk, till, clock_manual(&counter.shop.now_ms), &(struct desk_shop){0});
    desk_refresh(&counter.desk, true);
    counter.shop.now_ms += 2 * MINUTE_MS - 1;
    desk_refresh(&counter.desk, true);
    assert_int_equal(counter.desk.screen, SCREEN_SELL);
    assert_int_equal(desk_next_ms(&counter.desk), counter.shop.now_ms + 1);
    act(&counter, (struct intent){.kind = INTENT_GO, .screen = SCREEN_PAY});
    counter.shop.now_ms += 60 * MINUTE_MS;
    desk_refresh(&counter.desk, true);
    assert_int_equal(counter.desk.screen, SCREEN_PAY);
    act(&counter, (struct intent){.kind = INTENT_GO, .screen = SCREEN_SELL});
    counter.shop.now_ms += 2 * MINUTE_MS;
    desk_refresh(&counter.desk, true);
    assert_int_equal(counter.desk.screen, SCREEN_SIGN_IN);
    assert_true(till_is_locked(till));
    with_pin(&counter, INTENT_SIGN_IN, "Manager", "246802");
    assert_int_equal(counter.desk.screen, SCREEN_SELL);
    assert_int_equal(counter.desk.view.ticket->line_count, 1);
    must(shop_setting_set(till, "lock_minutes", "0", &err), &err);
    counter.shop.now_ms += 600 * MINUTE_MS;
    desk_refresh(&counter.desk, true);
    assert_int_equal(counter.desk.screen, SCREEN_SELL);
    counter_end(&counter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lent_act_is_done_once),
        cmocka_unit_test(the_drawer_is_written_down_without_one),
        cmocka_unit_test(who_comes_back_finds_what_was_left),
        cmocka_unit_test(it_locks_when_nobody_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
