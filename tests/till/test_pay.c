#include "tests/till/shop.h"

#include <signal.h>
#include <sys/resource.h>

#include "domain/sale.h"
#include "store/catalogue.h"
#include "store/store.h"
#include "till/pay.h"
#include "till/sell.h"

#define HOUR_MS (INT64_C(60) * 60 * 1000)

static void add(struct shop *shop, const char *sku, int64_t quantity_milli)
{
    struct error err;
    struct till_outcome outcome;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    must(till_add_product(shop->till, id, quantity_milli, TILL_PRICE_OWN, &outcome, &err), &err);
}

static const struct till_receipt *pay_cash(struct shop *shop, int64_t tendered_minor)
{
    struct error err;
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = tendered_minor};
    must(till_pay(shop->till, &cash, &err), &err);
    return till_receipt(shop->till);
}

struct day_case {
    const char *label;
    int64_t at_ms;
    const char *day;
};

/* A sale after midnight belongs to the day that is still open, by the shop's own clock and not by
 * UTC; on the nights when the clocks change too. */
static void test_business_day(void **state)
{
    static const struct day_case cases[] = {
        {"00:30 in Berlin, 23:30 UTC the day before", INT64_C(1795476600000), "2026-11-23"},
        {"01:30", INT64_C(1795480200000), "2026-11-23"},
        {"03:59", INT64_C(1795489140000), "2026-11-23"},
        {"04:00", INT64_C(1795489200000), "2026-11-24"},
        {"23:59", INT64_C(1795561140000), "2026-11-24"},
        {"03:59 summer time, the night it began", INT64_C(1806199140000), "2027-03-27"},
        {"04:00 summer time, the night it began", INT64_C(1806199200000), "2027-03-28"},
    };
    (void)state;
    struct shop shop;
    shop_begin(&shop);
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        shop.now_ms = cases[i].at_ms;
        add(&shop, "ESPR", 1000);
        const struct till_receipt *receipt = pay_cash(&shop, 220);
        if (strcmp(receipt->sale.business_day, cases[i].day) != 0) {
            fail_msg("%s: %s", cases[i].label, receipt->sale.business_day);
        }
    }
    shop_end(&shop);
}

/* Numbers follow one another over restarts and over payments that failed. */
static void test_numbers(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    char number[RECEIPT_TEXT_MAX];
    shop_begin(&shop);
    for (int64_t n = 1; n <= 6; n++) {
        add(&shop, "ESPR", 1000);
        struct tender too_much = {.kind = TENDER_CARD, .tendered_minor = 221};
        assert_false(till_pay(shop.till, &too_much, &err));
        assert_false(till_pay(shop.till, NULL, &err));
        assert_string_equal(pay_cash(&shop, 500)->number, receipt_print(id_make(1, n), number));
        if (n % 2 == 0) {
            shop_reopen(&shop);
        }
    }
    shop_end(&shop);
}

/* While another program holds the file nothing is paid, and the ticket waits. */
static void test_busy(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct store *other;
    shop_begin(&shop);
    add(&shop, "ESPR", 1000);
    must(store_open(shop.path, 0, clock_system(), &other, &err), &err);
    must(store_begin(other, ENTRY_SALE, 0, &err), &err);
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 220};
    assert_false(till_pay(shop.till, &cash, &err));
    assert_int_equal(err.code, ERROR_BUSY);
    assert_int_equal(till_ticket(shop.till)->line_count, 1);
    assert_null(till_receipt(shop.till));
    store_rollback(other);
    store_close(other);
    assert_string_equal(pay_cash(&shop, 220)->number, "1-000001");
    shop_end(&shop);
}

/* A disk that refuses in the middle of a payment: nothing is paid, the ticket waits, and the till
 * goes on once the disk does. */
static void test_disk(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct rlimit limit;
    shop_begin(&shop);
    add(&shop, "ESPR", 1000);
    (void)pay_cash(&shop, 220);
    add(&shop, "ESPR", 1000);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    struct rlimit little = {.rlim_cur = 8192, .rlim_max = limit.rlim_max};
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 220};
    bool is_paid = till_pay(shop.till, &cash, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    assert_false(is_paid);
    assert_int_equal(err.code, ERROR_IO);
    assert_int_equal(till_ticket(shop.till)->line_count, 1);
    assert_string_equal(pay_cash(&shop, 220)->number, "1-000002");
    shop_end(&shop);
}

/* Several tenders on one sale: the cards as they were charged, the change out of the cash. */
static void test_split(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    add(&shop, "HARB", 3000);
    struct tender card = {.kind = TENDER_CARD, .tendered_minor = 1000, .reference = "77-1"};
    must(till_take_tender(shop.till, &card, &err), &err);
    struct tender first = {.kind = TENDER_CASH, .tendered_minor = 500};
    must(till_take_tender(shop.till, &first, &err), &err);
    assert_int_equal(till_still_due(shop.till, TENDER_CASH), 1350);
    const struct sale *sale = &pay_cash(&shop, 2000)->sale;
    assert_int_equal(till_receipt(shop.till)->change_minor, 650);
    assert_int_equal(sale->payment_count, 3);
    assert_int_equal(sale->payments[0].amount_minor, 1000);
    assert_string_equal(sale->payments[0].reference, "77-1");
    int64_t amount_minor = 0;
    for (size_t i = 0; i < sale->payment_count; i++) {
        amount_minor += sale->payments[i].amount_minor;
    }
    assert_int_equal(amount_minor, 2850);
    shop_end(&shop);
}

static void import_text(struct shop *shop, const char *text)
{
    struct error err;
    char path[256];
    struct import_result *result = calloc(1, sizeof(*result));
    shop_write(shop, "products.csv", text, strlen(text), path);
    must(import_products(shop->till, path, NULL, result, &err), &err);
    free(result);
}

/* Where the smallest coin is five, cash is rounded and the card is not. */
static void test_cash_rounding(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_make(&shop, "gross", "line", "CHF", false);
    shop_open(&shop, 0);
    import_text(&shop, "sku,barcode,name,category,price,tax_rate,unit\nA,,Thing,,1.98,8.1,each\n");
    add(&shop, "A", 1000);
    assert_int_equal(till_still_due(shop.till, TENDER_CASH), 200);
    assert_int_equal(till_still_due(shop.till, TENDER_CARD), 198);
    const struct till_receipt *receipt = pay_cash(&shop, 500);
    assert_int_equal(receipt->change_minor, 300);
    assert_int_equal(receipt->sale.cash_rounding_minor, 2);
    assert_int_equal(receipt->sale.gross_minor, 198);
    add(&shop, "A", 1000);
    struct tender card = {.kind = TENDER_CARD, .tendered_minor = 198};
    must(till_pay(shop.till, &card, &err), &err);
    assert_int_equal(till_receipt(shop.till)->sale.cash_rounding_minor, 0);
    shop_end(&shop);
}

/* Prices without tax, two taxes on a line, a currency without decimals: what is written is what
 * was computed, to the unit, and reads back whole. */
static void test_taxes_added(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_make(&shop, "net", "document", "CAD", false);
    shop_open(&shop, 0);
    import_text(&shop,
        "sku,barcode,name,category,price,tax_rate,unit\n"
        "A,,Thing,,19.99,5+9.975,each\nB,,Book,,10.01,5,each\n");
    add(&shop, "A", 3000);
    add(&shop, "B", 1000);
    const struct ticket_figures *figures = till_figures(shop.till);
    int64_t gst_minor = figures->lines[0].part_minor[0];
    int64_t qst_minor = figures->lines[0].part_minor[1];
    int64_t gross_minor = figures->gross_minor;
    assert_int_equal(figures->net_minor, 6998);
    struct tender card = {.kind = TENDER_CARD, .tendered_minor = gross_minor};
    must(till_pay(shop.till, &card, &err), &err);
    struct sale sale = {0};
    must(till_read_sale(shop.till, till_receipt(shop.till)->sale.id, &sale, &err), &err);
    assert_true(sale_is_consistent(&sale));
    assert_int_equal(sale.gross_minor, gross_minor);
    assert_int_equal(sale.lines[0].tax_count, 2);
    assert_int_equal(sale.lines[0].taxes[0].tax_minor, gst_minor);
    assert_int_equal(sale.lines[0].taxes[1].tax_minor, qst_minor);
    assert_int_equal(sale.lines[1].tax_count, 1);
    sale_close(&sale);
    shop_end(&shop);
}

/* A clock that is before the newest entry, or a day after it, marks the sale and stops nothing. */
static void test_clock(void **state)
{
    (void)state;
    struct shop shop;
    shop_begin(&shop);
    assert_int_equal(till_clock_doubt(shop.till), CLOCK_FINE);
    shop.now_ms -= HOUR_MS;
    assert_int_equal(till_clock_doubt(shop.till), CLOCK_BACK);
    add(&shop, "ESPR", 1000);
    assert_string_equal(pay_cash(&shop, 220)->sale.clock_doubt, "back");
    shop.now_ms += 26 * HOUR_MS;
    assert_int_equal(till_clock_doubt(shop.till), CLOCK_AHEAD);
    add(&shop, "ESPR", 1000);
    assert_string_equal(pay_cash(&shop, 220)->sale.clock_doubt, "ahead");
    add(&shop, "ESPR", 1000);
    assert_string_equal(pay_cash(&shop, 220)->sale.clock_doubt, "");
    shop_end(&shop);
}

/* The customer may change the answer; both are kept. Without a sale there is nothing to answer. */
static void test_satisfaction(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    assert_false(till_answer_satisfaction(shop.till, 3, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    add(&shop, "ESPR", 1000);
    (void)pay_cash(&shop, 220);
    must(till_answer_satisfaction(shop.till, 2, &err), &err);
    must(till_answer_satisfaction(shop.till, 5, &err), &err);
    assert_int_equal(till_receipt(shop.till)->score, 5);
    add(&shop, "ESPR", 1000);
    (void)pay_cash(&shop, 220);
    assert_int_equal(till_receipt(shop.till)->score, 0);
    shop_end(&shop);
}

/* A ticket that comes to nothing is a sale without a payment; an empty one is none. */
static void test_nothing_to_pay(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    assert_false(till_pay(shop.till, NULL, &err));
    add(&shop, "ESPR", 1000);
    struct discount all = {.kind = DISCOUNT_PERCENT, .value = 1000000};
    must(till_discount_all(shop.till, all, &err), &err);
    must(till_pay(shop.till, NULL, &err), &err);
    assert_int_equal(till_receipt(shop.till)->sale.gross_minor, 0);
    assert_int_equal(till_receipt(shop.till)->sale.payment_count, 0);
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_business_day),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_busy),
        cmocka_unit_test(test_disk),
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_cash_rounding),
        cmocka_unit_test(test_taxes_added),
        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_satisfaction),
        cmocka_unit_test(test_nothing_to_pay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
