/* A list of intents, carried out on a real till, leads to the ticket, the words and the screen that
 * a cashier expects; whatever goes wrong, nothing is lost. */

#include "tests/till/shop.h"

#include "app/desk.h"
#include "domain/sale.h"
#include "screens/screen.h"
#include "screens/texts.h"
#include "screens/words.h"
#include "store/store.h"
#include "till/campaign.h"
#include "till/pay.h"
#include "till/sell.h"
#include "till/shelf.h"
#include "till/shop_setting.h"

struct counter {
    struct shop shop;
    struct desk desk;
};

static void counter_begin(struct counter *counter)
{
    shop_begin(&counter->shop);
    desk_begin(&counter->desk, counter->shop.till, clock_manual(&counter->shop.now_ms),
        &(struct desk_shop){0});
    desk_refresh(&counter->desk, true);
}

static void counter_end(struct counter *counter)
{
    shop_end(&counter->shop);
}

/* Carries it out as the loop does between two frames. */
static void act(struct counter *counter, struct intent intent)
{
    desk_carry_out(&counter->desk, &intent);
    desk_refresh(&counter->desk, true);
}

static void simply(struct counter *counter, enum intent_kind kind, size_t index)
{
    act(counter, (struct intent){.kind = kind, .index = index});
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

static void add(struct counter *counter, const char *name)
{
    act(counter, (struct intent){.kind = INTENT_ADD_PRODUCT,
                     .product_id = product_called(counter, name),
                     .quantity_milli = TILL_QUANTITY_ASK,
                     .amount_minor = TILL_PRICE_OWN});
}

static void scan(struct counter *counter, const char *code)
{
    struct intent intent = {.kind = INTENT_SCAN};
    snprintf(intent.code, sizeof(intent.code), "%s", code);
    act(counter, intent);
}

static void pay_cash(struct counter *counter, int64_t tendered_minor)
{
    act(counter, (struct intent){.kind = INTENT_PAY,
                     .has_tender = true,
                     .tender = {.kind = TENDER_CASH, .tendered_minor = tendered_minor}});
}

static const struct view_message *newest(const struct counter *counter)
{
    assert_true(counter->desk.view.message_count > 0);
    return &counter->desk.view.messages[0];
}

static void a_sale_goes_from_the_first_item_to_the_next_sale(void **state)
{
    (void)state;
    struct counter counter;
    counter_begin(&counter);
    const struct app_view *view = &counter.desk.view;
    assert_string_equal(view->saved, "Saved");
    assert_true(view->is_synced);
    assert_string_equal(view->clock, "12:42");
    assert_null(view->receipt);

    add(&counter, "Flat white");
    add(&counter, "Espresso");
    add(&counter, "Flat white");
    assert_int_equal(view->ticket->line_count, 2);
    assert_int_equal(view->selected_line, 0); /* the line that grew */
    assert_int_equal(view->figures->gross_minor, 940);

    act(&counter, (struct intent){.kind = INTENT_GO, .screen = SCREEN_PAY});
    assert_int_equal(counter.desk.screen, SCREEN_PAY);
    assert_int_equal(view->due_minor[TENDER_CASH], 940);
    pay_cash(&counter, 1000);
    assert_int_equal(counter.desk.screen, SCREEN_THANKS);
    assert_string_equal(view->receipt->number, "1-000001");
    assert_int_equal(view->receipt->change_minor, 60);
    assert_true(view->qr->modules >= 21);
    assert_int_equal(view->ticket->line_count, 0);

    simply(&counter, INTENT_RATE, 5);
    assert_int_equal(view->receipt->score, 5);
    simply(&counter, INTENT_NEXT_SALE, 0);
    assert_int_equal(counter.desk.screen, SCREEN_SELL);
    assert_int_equal(view->message_count, 0);
    counter_end(&counter);
}

static void what_cannot_be_scanned_says_so_and_adds_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *code, *title, *detail;
    } rows[] = {
        {"4012345678901", "We don’t know 4012345678901.", "Nothing was added."},
        {"4012345678902", "4012345678902 was not read right.", "Nothing was added. Scan it again."},
        {"NOSUCHSKU", "We don’t know NOSUCHSKU.", "Nothing was added."},
        {"5EE0-0000-0000-0000", "This code is from another shop.",
            "No discount. The sale goes on."},
    };
    struct counter counter;
    counter_begin(&counter);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        print_message("%s\n", rows[i].code);
        counter.desk.sound = DESK_SOUND_NONE;
        scan(&counter, rows[i].code);
        assert_string_equal(newest(&counter)->title, rows[i].title);
        assert_string_equal(newest(&counter)->detail, rows[i].detail);
        assert_int_equal(newest(&counter)->kind, VIEW_MESSAGE_AMBER);
        assert_int_equal(counter.desk.sound, DESK_SOUND_BAD);
        assert_int_equal(counter.desk.view.ticket->line_count, 0);
    }
    assert_int_equal(counter.desk.view.message_count, VIEW_MESSAGES_MAX);
    counter_end(&counter);
}

static void a_campaign_is_attached_taken_off_and_brought_back(void **state)
{
    (void)state;
    struct counter counter;
    struct campaign_link link;
    struct error err;
    counter_begin(&counter);
    const struct app_view *view = &counter.desk.view;
    must(campaign_open_link(counter.shop.till, "SPRING", "flyer", &link, &err), &err);
    add(&counter, "Harbour blend 250 g");
    scan(&counter, link.token);
    assert_int_equal(counter.desk.sound, DESK_SOUND_GOOD);
    assert_int_equal(view->ticket->touch_count, 1);
    assert_int_equal(view->figures->gross_minor, 855);
    simply(&counter, INTENT_DETACH, 0);
    assert_int_equal(view->figures->gross_minor, 950);
    assert_string_equal(newest(&counter)->title, "Spring booth is off the sale.");
    assert_int_equal(newest(&counter)->actions[0], VIEW_ACTION_UNDO);
    simply(&counter, INTENT_UNDO, 0);
    assert_int_equal(view->figures->gross_minor, 855);
    assert_int_equal(view->message_count, 0);

    char *last = &link.token[strlen(link.token) - 1];
    *last = *last == '7' ? '8' : '7';
    scan(&counter, link.token);
    assert_non_null(strstr(newest(&counter)->title, " is not quite one of our codes."));

    must(campaign_revoke_link(counter.shop.till, "SPRING", "flyer", &link, &err), &err);
    scan(&counter, link.token);
    assert_string_equal(newest(&counter)->title, "Spring booth has taken this code back.");
    counter_end(&counter);
}

static void what_is_taken_away_can_be_brought_back_for_six_seconds(void **state)
{
    (void)state;
    struct counter counter;
    counter_begin(&counter);
    const struct app_view *view = &counter.desk.view;
    add(&counter, "Flat white");
    add(&counter, "Espresso");
    simply(&counter, INTENT_MINUS, 0); /* one piece: the line goes */
    assert_string_equal(newest(&counter)->title, "Flat white is off the sale.");
    simply(&counter, INTENT_REMOVE, 0);
    assert_string_equal(newest(&counter)->title, "Espresso is off the sale.");
    assert_int_equal(view->message_count, 1); /* the first Undo is gone */
    simply(&counter, INTENT_UNDO, 0);
    assert_int_equal(view->ticket->line_count, 1);
    simply(&counter, INTENT_UNDO, 0); /* a second touch on it */
    assert_int_equal(view->ticket->line_count, 1);
    assert_int_equal(view->message_count, 0);

    simply(&counter, INTENT_CANCEL_SALE, 0);
    assert_string_equal(newest(&counter)->title, "The sale is cancelled.");
    counter.shop.now_ms += MESSAGE_UNDO_MS - 1;
    desk_refresh(&counter.desk, true);
    assert_int_equal(view->message_count, 1);
    assert_int_equal(desk_next_ms(&counter.desk), counter.shop.now_ms + 1);
    counter.shop.now_ms += 1;
    desk_refresh(&counter.desk, true);
    assert_int_equal(view->message_count, 0);
    counter_end(&counter);
}

static void a_question_is_answered_before_the_next_scan_counts(void **state)
{
    (void)state;
    struct counter counter;
    char code[SCAN_TEXT_MAX];
    counter_begin(&counter);
    const struct app_view *view = &counter.desk.view;
    add(&counter, "Sourdough");
    assert_int_equal(view->question.kind, VIEW_QUESTION_QUANTITY);
    uint64_t serial = view->question.serial;
    scan(&counter, "FLATW");
    scan(&counter, "ESPR");
    assert_int_equal(counter.desk.sound, DESK_SOUND_BAD);
    assert_int_equal(view->ticket->line_count, 0);
    assert_int_equal(counter.desk.kept_count, 2);

    /* An answer that is refused asks again. */
    act(&counter, (struct intent){.kind = INTENT_ADD_PRODUCT,
                      .product_id = view->question.product_id,
                      .quantity_milli = INT64_MAX,
                      .amount_minor = TILL_PRICE_OWN});
    assert_int_equal(view->question.kind, VIEW_QUESTION_QUANTITY);
    assert_true(view->question.serial > serial);
    assert_int_equal(newest(&counter)->kind, VIEW_MESSAGE_AMBER);

    act(&counter, (struct intent){.kind = INTENT_ADD_PRODUCT,
                      .product_id = view->question.product_id,
                      .quantity_milli = 412,
                      .amount_minor = TILL_PRICE_OWN});
    assert_int_equal(view->question.kind, VIEW_QUESTION_NONE);
    assert_int_equal(view->ticket->line_count, 1);
    assert_true(desk_take_kept(&counter.desk, code));
    assert_string_equal(code, "FLATW");
    assert_true(desk_take_kept(&counter.desk, code));
    assert_string_equal(code, "ESPR");
    assert_false(desk_take_kept(&counter.desk, code));
    counter_end(&counter);
}

static void only_so_many_scans_are_kept_and_they_keep_their_order(void **state)
{
    (void)state;
    struct counter counter;
    char code[SCAN_TEXT_MAX];
    counter_begin(&counter);
    add(&counter, "Sourdough");
    for (int i = 0; i < DESK_KEPT_MAX + 3; i++) {
        snprintf(code, sizeof(code), "CODE%d", i);
        scan(&counter, code);
    }
    assert_int_equal(counter.desk.kept_count, DESK_KEPT_MAX);
    assert_true(desk_take_kept(&counter.desk, code));
    assert_string_equal(code, "CODE0");
    counter.desk.is_replaying = true; /* the screen still cannot take it */
    counter.desk.sound = DESK_SOUND_NONE;
    scan(&counter, code);
    counter.desk.is_replaying = false;
    assert_int_equal(counter.desk.sound, DESK_SOUND_NONE);
    for (int i = 0; i < DESK_KEPT_MAX; i++) {
        char wanted[16];
        snprintf(wanted, sizeof(wanted), "CODE%d", i);
        assert_true(desk_take_kept(&counter.desk, code));
        assert_string_equal(code, wanted);
    }
    counter_end(&counter);
}

static void a_scan_counts_on_every_screen(void **state)
{
    (void)state;
    struct counter counter;
    counter_begin(&counter);
    const struct app_view *view = &counter.desk.view;
    scan(&counter, "FLATW");
    act(&counter, (struct intent){.kind = INTENT_GO, .screen = SCREEN_PAY});
    uint64_t serial = view->line_serial;
    scan(&counter, "ESPR");
    assert_int_equal(counter.desk.screen, SCREEN_PAY);
    assert_int_equal(view->ticket->line_count, 2);
    assert_true(view->line_serial > serial);
    pay_cash(&counter, 580);
    assert_int_equal(counter.desk.screen, SCREEN_THANKS);
    scan(&counter, "ESPR");
    assert_int_equal(counter.desk.screen, SCREEN_SELL);
    assert_int_equal(view->ticket->line_count, 1);
    counter_end(&counter);
}

static void a_payment_in_parts_is_given_back_before_the_sale_is_cancelled(void **state)
{
    (void)state;
    struct counter counter;
    counter_begin(&counter);
    const struct app_view *view = &counter.desk.view;
    add(&counter, "Flat white");
    act(&counter, (struct intent){.kind = INTENT_TAKE_TENDER,
                      .tender = {.kind = TENDER_CASH, .tendered_minor = 200}});
    assert_int_equal(view->tender_count, 1);
    assert_int_equal(view->due_minor[TENDER_CARD], 160);
    simply(&counter, INTENT_CANCEL_SALE, 0);
    assert_int_equal(view->ticket->line_count, 1);
    assert_string_equal(newest(&counter)->title, "Something is paid already. Give it back first.");
    simply(&counter, INTENT_REMOVE_TENDER, 0);
    assert_int_equal(view->tender_count, 0);
    simply(&counter, INTENT_REMOVE_TENDER, 0); /* a second touch */
    simply(&counter, INTENT_CANCEL_SALE, 0);
    assert_int_equal(view->ticket->line_count, 0);
    counter_end(&counter);
}

static void a_refused_payment_stays_on_its_screen_and_loses_nothing(void **state)
{
    (void)state;
    struct counter counter;
    counter_begin(&counter);
    const struct app_view *view = &counter.desk.view;
    add(&counter, "Flat white");
    act(&counter, (struct intent){.kind = INTENT_GO, .screen = SCREEN_PAY});
    pay_cash(&counter, 100); /* less than is due */
    assert_int_equal(counter.desk.screen, SCREEN_PAY);
    assert_int_equal(view->ticket->line_count, 1);
    assert_null(view->receipt);
    assert_int_equal(newest(&counter)->kind, VIEW_MESSAGE_AMBER);
    assert_int_equal(counter.desk.sound, DESK_SOUND_BAD);
    pay_cash(&counter, 360);
    assert_int_equal(counter.desk.screen, SCREEN_THANKS);
    assert_int_equal(view->message_count, 0); /* what was about that sale is over */
    counter_end(&counter);
}

static void a_restart_finds_the_open_ticket(void **state)
{
    (void)state;
    struct counter counter;
    counter_begin(&counter);
    add(&counter, "Flat white");
    add(&counter, "Espresso");
    act(&counter, (struct intent){.kind = INTENT_TAKE_TENDER,
                      .tender = {.kind = TENDER_CASH, .tendered_minor = 200}});
    shop_reopen(&counter.shop);
    desk_begin(&counter.desk, counter.shop.till, clock_manual(&counter.shop.now_ms),
        &(struct desk_shop){0});
    desk_refresh(&counter.desk, true);
    assert_int_equal(counter.desk.screen, SCREEN_SELL);
    assert_int_equal(counter.desk.view.ticket->line_count, 2);
    assert_int_equal(counter.desk.view.selected_line, 1);
    assert_int_equal(counter.desk.view.tender_count, 1);
    counter_end(&counter);
}

static void intents_about_what_is_gone_do_no_harm(void **state)
{
    (void)state;
    static const enum intent_kind kinds[] = {INTENT_SELECT, INTENT_PLUS, INTENT_MINUS,
        INTENT_REMOVE, INTENT_SET_QUANTITY, INTENT_SET_PRICE, INTENT_DISCOUNT_LINE, INTENT_DETACH,
        INTENT_UNDO, INTENT_REMOVE_TENDER, INTENT_PAY, INTENT_CLOSE_MESSAGE, INTENT_DROP_QUESTION,
        INTENT_ADD_TYPED, INTENT_ADD_PRODUCT};
    struct counter counter;
    counter_begin(&counter);
    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
        print_message("intent %d\n", (int)kinds[i]);
        simply(&counter, kinds[i], 99);
        assert_int_equal(counter.desk.view.ticket->line_count, 0);
        assert_int_equal(counter.desk.screen, SCREEN_SELL);
    }
    act(&counter, (struct intent){.kind = INTENT_GO, .screen = SCREEN_PAY}); /* nothing to pay */
    act(&counter, (struct intent){.kind = INTENT_GO, .screen = SCREEN_THANKS});
    assert_int_equal(counter.desk.screen, SCREEN_SELL);
    counter_end(&counter);
}

static void a_clock_that_went_back_is_said_once(void **state)
{
    (void)state;
    struct counter counter;
    counter_begin(&counter);
    add(&counter, "Flat white");
    pay_cash(&counter, 360);
    simply(&counter, INTENT_NEXT_SALE, 0);
    counter.shop.now_ms -= INT64_C(3600000);
    desk_refresh(&counter.desk, true);
    assert_string_equal(newest(&counter)->title, "The clock shows a time before the last sale.");
    simply(&counter, INTENT_CLOSE_MESSAGE, 0);
    counter.shop.now_ms += 60000;
    desk_refresh(&counter.desk, true);
    assert_int_equal(counter.desk.view.message_count, 0);
    counter_end(&counter);
}

/* A setting changes the language and how sums are written from one frame to the next. */
static void a_setting_changes_the_language(void **state)
{
    (void)state;
    static const struct {
        const char *key, *value, *total, *money, *locale;
    } rows[] = {
        {"language", "de", "Summe", "3,60\u00a0€", "de"},
        {"locale", "de_CH", "Summe", "€\u00a03.60", "de_CH"},
        {"locale", "", "Summe", "3,60\u00a0€", "de"},
        {"language", "ar", "المجموع", "3.60\u00a0€", "ar"},
        {"language", "en", "Total", "€3.60", "en"},
    };
    struct counter counter;
    const struct app_view *view = &counter.desk.view;
    assert_int_equal(setenv("TILLTALE_LOCALE", TEST_LOCALE, 1), 0);
    counter_begin(&counter);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct error err = {.code = ERROR_NONE};
        char money[WORDS_MAX];
        if (!shop_setting_set(counter.shop.till, rows[i].key, rows[i].value, &err)) {
            fail_msg("%s", err.text);
        }
        desk_refresh(&counter.desk, true);
        assert_string_equal(say(view, TEXT_TOTAL), rows[i].total);
        assert_string_equal(words_money(view, 360, money), rows[i].money);
        assert_string_equal(view->locale->name, rows[i].locale);
    }
    desk_end(&counter.desk);
    counter_end(&counter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sale_goes_from_the_first_item_to_the_next_sale),
        cmocka_unit_test(what_cannot_be_scanned_says_so_and_adds_nothing),
        cmocka_unit_test(a_campaign_is_attached_taken_off_and_brought_back),
        cmocka_unit_test(what_is_taken_away_can_be_brought_back_for_six_seconds),
        cmocka_unit_test(a_question_is_answered_before_the_next_scan_counts),
        cmocka_unit_test(only_so_many_scans_are_kept_and_they_keep_their_order),
        cmocka_unit_test(a_scan_counts_on_every_screen),
        cmocka_unit_test(a_payment_in_parts_is_given_back_before_the_sale_is_cancelled),
        cmocka_unit_test(a_refused_payment_stays_on_its_screen_and_loses_nothing),
        cmocka_unit_test(a_restart_finds_the_open_ticket),
        cmocka_unit_test(intents_about_what_is_gone_do_no_harm),
        cmocka_unit_test(a_clock_that_went_back_is_said_once),
        cmocka_unit_test(a_setting_changes_the_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
