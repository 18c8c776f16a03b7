/* A ticket that waits is never lost and never there twice, whatever happens to the program. */

#include "tests/till/shop.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "store/catalogue.h"
#include "till/park.h"
#include "till/pay.h"
#include "till/sell.h"

static void add(struct shop *shop, const char *sku, int64_t quantity_milli)
{
    struct error err;
    struct till_outcome outcome;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    must(till_add_product(shop->till, id, quantity_milli, TILL_PRICE_OWN, &outcome, &err), &err);
}

static size_t list(struct shop *shop, struct till_parked parked[TILL_PARKED_MAX])
{
    struct error err;
    size_t count;
    must(till_parked(shop->till, parked, TILL_PARKED_MAX, &count, &err), &err);
    assert_int_equal(count, till_parked_count(shop->till));
    return count;
}

static void test_park_and_recall(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_parked parked[TILL_PARKED_MAX];
    shop_begin(&shop);
    assert_false(till_park(shop.till, "", &err));
    add(&shop, "FLATW", 2000);
    add(&shop, "SOUR", 412);
    must(till_park(shop.till, "", &err), &err);
    assert_int_equal(till_ticket(shop.till)->line_count, 0);
    shop.now_ms += 60000;
    add(&shop, "ESPR", 1000);
    must(till_park(shop.till, "Table 4", &err), &err);
    shop_reopen(&shop);
    assert_int_equal(list(&shop, parked), 2);
    assert_string_equal(parked[0].name, "Table 4");
    assert_string_equal(parked[1].name, "12:42 Flat white");
    assert_int_equal(parked[1].gross_minor, 1041);
    assert_int_equal(parked[1].line_count, 2);

    /* What is open waits in the recalled one's place. */
    add(&shop, "CROIA", 1000);
    must(till_recall(shop.till, parked[1].slot, &err), &err);
    assert_int_equal(till_figures(shop.till)->gross_minor, 1041);
    assert_false(till_recall(shop.till, 99, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_int_equal(list(&shop, parked), 2);
    assert_string_equal(parked[0].first_item, "Almond croissant");
    must(till_merge(shop.till, parked[0].slot, &err), &err);
    must(till_merge(shop.till, parked[1].slot, &err), &err);
    assert_int_equal(till_figures(shop.till)->gross_minor, 1041 + 310 + 220);
    assert_int_equal(list(&shop, parked), 0);

    struct tender part = {.kind = TENDER_CASH, .tendered_minor = 500};
    must(till_take_tender(shop.till, &part, &err), &err);
    assert_false(till_park(shop.till, "", &err)); /* money was taken for it */
    assert_int_equal(err.code, ERROR_REFUSED);
    shop_end(&shop);
}

static void test_split(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_parked parked[TILL_PARKED_MAX];
    shop_begin(&shop);
    add(&shop, "FLATW", 3000);
    add(&shop, "SOUR", 412);
    add(&shop, "ESPR", 1000);
    const int64_t none[] = {0, 0, 0}, all[] = {3000, 412, 1000}, odd[] = {4000, 0, 0};
    const int64_t some[] = {1000, 412, 0};
    must(till_discount_all(
             shop.till, (struct discount){.kind = DISCOUNT_AMOUNT, .value = 100}, &err),
        &err);
    assert_false(till_split(shop.till, none, "", &err));
    assert_false(till_split(shop.till, all, "", &err));
    assert_false(till_split(shop.till, odd, "", &err));
    assert_int_equal(till_figures(shop.till)->gross_minor, 1080 + 321 + 220 - 100);
    must(till_split(shop.till, some, "Anna", &err), &err);
    assert_int_equal(till_figures(shop.till)->gross_minor, 720 + 220 - 100);
    assert_int_equal(list(&shop, parked), 1);
    assert_string_equal(parked[0].name, "Anna");
    assert_int_equal(parked[0].line_count, 2);
    assert_int_equal(parked[0].gross_minor, 360 + 321); /* the euro is off once */
    shop_end(&shop);
}

/* Parks, recalls, merges and splits until it is killed. */
static void churn(const char *path)
{
    struct error err;
    struct till *till;
    struct till_parked parked[TILL_PARKED_MAX];
    size_t count;
    if (!till_open(path, clock_system(), 0, &till, &err)) {
        _exit(1);
    }
    for (unsigned round = 0;; round++) {
        if (!till_parked(till, parked, TILL_PARKED_MAX, &count, &err)) {
            _exit(1);
        }
        static const int64_t one[TICKET_LINES_MAX] = {1000};
        bool is_done = true;
        if (till_ticket(till)->line_count == 0) {
            is_done = till_recall(till, parked[round % count].slot, &err);
        } else if (round % 3 == 0 && count > 1) {
            is_done = till_merge(till, parked[0].slot, &err);
        } else if (round % 3 == 1 && till_ticket(till)->lines[0].quantity_milli > 1000) {
            is_done = till_split(till, one, "", &err);
        } else {
            is_done = till_park(till, "", &err);
        }
        if (!is_done && err.code != ERROR_LIMIT && err.code != ERROR_INVALID) {
            _exit(1);
        }
    }
}

static int64_t count_gross(struct shop *shop)
{
    struct till_parked parked[TILL_PARKED_MAX];
    int64_t gross = till_figures(shop->till)->gross_minor;
    size_t count = list(shop, parked);
    for (size_t i = 0; i < count; i++) {
        assert_true(parked[i].is_readable);
        gross += parked[i].gross_minor;
    }
    return gross;
}

/* Killed at any moment, all lines are there once. */
static void test_kill(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    for (int i = 0; i < 4; i++) {
        add(&shop, "FLATW", 3000);
        add(&shop, "ESPR", 2000);
        must(till_park(shop.till, "", &err), &err);
    }
    int64_t gross = count_gross(&shop);
    shop_close(&shop);
    for (int round = 0; round < 12; round++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            churn(shop.path);
        }
        struct timespec time = {.tv_nsec = 60000000L + round * 7000000L};
        nanosleep(&time, NULL);
        int status;
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        shop_open(&shop, 0);
        assert_int_equal(count_gross(&shop), gross);
        shop_close(&shop);
    }
    shop_open(&shop, 0);
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_park_and_recall),
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_kill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
