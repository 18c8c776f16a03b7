/* The tender of the last sale can be put right until its shift is closed; the payment stays as it
 * was written, and the drawer counts it where it belongs. Tickets that wait outlast a close, and
 * receipts are numbered without a gap, refunds among them. */

#include "tests/till/shop.h"

#include "domain/id.h"
#include "domain/z_report.h"
#include "store/catalogue.h"
#include "till/correction.h"
#include "till/park.h"
#include "till/pay.h"
#include "till/refund.h"
#include "till/sell.h"
#include "till/shift.h"

static void add(struct shop *shop, const char *sku)
{
    struct error err;
    struct till_outcome outcome;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    must(till_add_product(shop->till, id, 1000, TILL_PRICE_OWN, &outcome, &err), &err);
}

static int64_t sell(struct shop *shop, enum tender_kind kind)
{
    struct error err;
    add(shop, "HARB");
    struct tender tender = {.kind = kind, .tendered_minor = 950};
    must(till_pay(shop->till, &tender, &err), &err);
    return till_receipt(shop->till)->sale.id;
}

static int64_t expected(struct shop *shop)
{
    struct error err;
    struct z_report report = {0};
    must(till_x_report(shop->till, &report, &err), &err);
    int64_t minor = report.expected_minor;
    z_report_close(&report);
    return minor;
}

static void test_correct(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_correction corrections[TILL_CORRECTIONS_MAX];
    size_t count;
    int64_t last_id;
    bool may_correct;
    shop_begin(&shop);
    must(till_last_sale(shop.till, &last_id, &may_correct, &err), &err);
    assert_true(last_id == 0 && !may_correct);
    int64_t first_id = sell(&shop, TENDER_CASH);
    int64_t sale_id = sell(&shop, TENDER_CASH);
    assert_int_equal(expected(&shop), 1900);
    assert_false(till_correct_tender(shop.till, first_id, 1, TENDER_CARD, "", &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    assert_false(till_correct_tender(shop.till, sale_id, 2, TENDER_CARD, "", &err));
    assert_false(till_correct_tender(shop.till, sale_id, 1, TENDER_CASH, "", &err));
    assert_false(till_correct_tender(shop.till, sale_id, 1, TENDER_VOUCHER, "", &err));
    must(till_correct_tender(shop.till, sale_id, 1, TENDER_CARD, "4711", &err), &err);
    assert_int_equal(expected(&shop), 950);
    must(till_correct_tender(shop.till, sale_id, 1, TENDER_CASH, "", &err), &err); /* after all */
    assert_int_equal(expected(&shop), 1900);
    must(till_corrections(shop.till, sale_id, corrections, TILL_CORRECTIONS_MAX, &count, &err),
        &err);
    assert_int_equal(count, 2);
    assert_string_equal(corrections[0].from_tender, "cash");
    assert_string_equal(corrections[0].to_tender, "card");
    assert_string_equal(corrections[0].reference, "4711");
    assert_string_equal(corrections[1].from_tender, "card");
    struct sale sale = {0};
    must(till_read_sale(shop.till, sale_id, &sale, &err), &err);
    assert_string_equal(sale.payments[0].tender, "cash"); /* as it was written */
    assert_string_equal(till_corrected_tender(&sale.payments[0], 1, corrections, 1), "card");
    sale_close(&sale);

    struct z_report report = {0};
    struct till_close_order order = {.is_uncounted = true, .reason = "in a hurry"};
    must(till_close_shift(shop.till, &order, &report, &err), &err);
    z_report_close(&report);
    assert_false(till_correct_tender(shop.till, sale_id, 1, TENDER_CARD, "", &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    must(till_last_sale(shop.till, &last_id, &may_correct, &err), &err);
    assert_true(last_id == sale_id && !may_correct);
    shop_end(&shop);
}

/* What waits at the end of the day is there on the next one. */
static void test_parked_outlast_close(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_parked parked[TILL_PARKED_MAX];
    size_t count;
    shop_begin(&shop);
    (void)sell(&shop, TENDER_CASH);
    add(&shop, "FLATW");
    must(till_park(shop.till, "Table 4", &err), &err);
    add(&shop, "ESPR"); /* and one is open */
    struct z_report report = {0};
    struct till_close_order order = {.is_uncounted = true, .reason = "in a hurry"};
    must(till_close_shift(shop.till, &order, &report, &err), &err);
    z_report_close(&report);
    shop.now_ms += INT64_C(24) * 60 * 60 * 1000;
    shop_reopen(&shop);
    must(till_parked(shop.till, parked, TILL_PARKED_MAX, &count, &err), &err);
    assert_int_equal(count, 1);
    assert_string_equal(parked[0].name, "Table 4");
    assert_int_equal(till_figures(shop.till)->gross_minor, 220);
    must(till_recall(shop.till, parked[0].slot, &err), &err);
    assert_int_equal(till_figures(shop.till)->gross_minor, 360);
    shop_end(&shop);
}

static void test_numbers(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    for (int64_t n = 1; n < 8; n += 2) {
        assert_int_equal(sell(&shop, TENDER_CASH), id_make(1, n));
        struct till_refund_sale sale;
        struct till_refund refund = {0};
        struct refund_choice all = {.line_n = 1, .quantity_milli = 1000, .reason = ""};
        must(till_refund_open(shop.till, id_make(1, n), &sale, &err), &err);
        must(till_refund_plan(shop.till, &sale, &all, 1, &refund, &err), &err);
        struct tender wrong = {.kind = TENDER_CASH, .tendered_minor = -949};
        assert_false(till_refund_pay(shop.till, &refund, &wrong, 1, &err));
        struct tender right = {.kind = TENDER_CASH, .tendered_minor = -950};
        must(till_refund_pay(shop.till, &refund, &right, 1, &err), &err);
        assert_int_equal(till_receipt(shop.till)->sale.id, id_make(1, n + 1));
        till_refund_close(&sale);
        till_refund_drop(&refund);
    }
    assert_int_equal(expected(&shop), 0);
    shop_end(&shop);
}

/* A copy is said in the journal, and the paper's letters are those of the newest entry. */
static void test_reprint(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    size_t count;
    char before[TILL_HEAD_TEXT_MAX], after[TILL_HEAD_TEXT_MAX];
    shop_begin(&shop);
    int64_t sale_id = sell(&shop, TENDER_CASH);
    must(till_chain_head(shop.till, before, &err), &err);
    assert_int_equal(strlen(before), 16);
    must(till_reprint(shop.till, sale_id, &err), &err);
    must(till_reprint(shop.till, sale_id, &err), &err);
    must(till_reprint_count(shop.till, sale_id, &count, &err), &err);
    assert_int_equal(count, 2);
    must(till_chain_head(shop.till, after, &err), &err);
    assert_string_not_equal(before, after);
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_correct),
        cmocka_unit_test(test_parked_outlast_close),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_reprint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
