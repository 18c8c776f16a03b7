/* What goes back is what was sold, to the cent, once; a refund is written whole or not at all, and
 * two who refund the same sale at once do not both get it. */

#include "tests/till/shop.h"

#include "store/catalogue.h"
#include "store/store.h"
#include "till/pay.h"
#include "till/refund.h"
#include "till/sell.h"

static void add(struct shop *shop, const char *sku, int64_t quantity_milli)
{
    struct error err;
    struct till_outcome outcome;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    must(till_add_product(shop->till, id, quantity_milli, TILL_PRICE_OWN, &outcome, &err), &err);
}

static int64_t pay_cash(struct shop *shop, int64_t tendered_minor)
{
    struct error err;
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = tendered_minor};
    must(till_pay(shop->till, &cash, &err), &err);
    return till_receipt(shop->till)->sale.id;
}

/* 2 flat white 7.20, an almond croissant 3.10, a bag 9.50, 0.412 kg sourdough 3.21 = 23.01. */
static int64_t sell_demo(struct shop *shop)
{
    add(shop, "FLATW", 2000);
    add(shop, "CROIA", 1000);
    add(shop, "HARB", 1000);
    add(shop, "SOUR", 412);
    return pay_cash(shop, 5000);
}

static bool give_back(struct shop *shop, const struct till_refund *refund, enum tender_kind kind,
    int64_t minor, struct error *err)
{
    struct tender tender = {.kind = kind, .tendered_minor = -minor};
    return till_refund_pay(shop->till, refund, &tender, 1, err);
}

static void plan(struct shop *shop, int64_t sale_id, const struct refund_choice *choices,
    size_t count, struct till_refund *out_refund)
{
    struct error err;
    struct till_refund_sale sale;
    must(till_refund_open(shop->till, sale_id, &sale, &err), &err);
    must(till_refund_plan(shop->till, &sale, choices, count, out_refund, &err), &err);
    till_refund_close(&sale);
}

static void test_by_line(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    int64_t sale_id = sell_demo(&shop);
    static const struct refund_choice choices[] = {
        {.line_n = 2, .quantity_milli = 1000, .reason = "Faulty"},
        {.line_n = 4, .quantity_milli = 200, .restock = true, .reason = "Faulty"},
    };
    struct till_refund refund = {0};
    plan(&shop, sale_id, choices, 2, &refund);
    /* 3.10 and 200 of 412 g: 3.21 x 200 / 412 = 1.5583. */
    assert_int_equal(refund.figures.gross_minor, -466);
    assert_int_equal(refund.due.exact_minor, 466);
    add(&shop, "ESPR", 1000); /* somebody else's coffee stands on the open ticket */
    assert_false(give_back(&shop, &refund, TENDER_CASH, 467, &err));
    assert_string_equal(err.text, "4.67 would be given back and 4.66 is due");
    must(give_back(&shop, &refund, TENDER_CASH, 466, &err), &err);
    assert_int_equal(till_ticket(shop.till)->line_count, 1);
    assert_int_equal(till_figures(shop.till)->gross_minor, 220);

    struct sale back = {0};
    must(till_read_sale(shop.till, till_receipt(shop.till)->sale.id, &back, &err), &err);
    assert_int_equal(back.id, id_make(1, 2));
    assert_string_equal(back.kind, "refund");
    assert_int_equal(back.gross_minor, -466);
    assert_int_equal(back.payments[0].amount_minor, -466);
    assert_int_equal(back.payments[0].change_minor, 0);
    assert_int_equal(back.lines[1].quantity_milli, -200);
    assert_true(back.lines[1].is_refund && back.lines[1].restock && !back.lines[0].restock);
    assert_int_equal(back.lines[1].of_sale_id, sale_id);
    assert_int_equal(back.lines[1].of_line_n, 4);
    assert_string_equal(back.lines[0].reason, "Faulty");
    assert_int_equal(back.return_campaign_id, 0);
    sale_close(&back);
    till_refund_drop(&refund);
    shop_end(&shop);
}

/* The plan was made before the other one was paid. */
static void test_two_at_once(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    int64_t sale_id = sell_demo(&shop);
    struct till_refund first = {0}, second = {0};
    static const struct refund_choice all = {.line_n = 1, .quantity_milli = 2000, .reason = ""};
    static const struct refund_choice one = {.line_n = 1, .quantity_milli = 1000, .reason = ""};
    plan(&shop, sale_id, &all, 1, &first);
    plan(&shop, sale_id, &one, 1, &second);
    must(give_back(&shop, &second, TENDER_CASH, 360, &err), &err);
    assert_false(give_back(&shop, &first, TENDER_CASH, 720, &err));
    assert_string_equal(err.text, "Flat white: only 1 of 2 is left to go back");
    /* The second flat white has the other cent of the tax: it is looked at anew. */
    assert_false(give_back(&shop, &second, TENDER_CASH, 360, &err));
    plan(&shop, sale_id, &one, 1, &second);
    must(give_back(&shop, &second, TENDER_CASH, 360, &err), &err);
    assert_false(give_back(&shop, &second, TENDER_CASH, 360, &err));
    assert_string_equal(err.text, "Flat white: all of it (2) has gone back already");
    till_refund_drop(&first);
    till_refund_drop(&second);
    shop_end(&shop);
}

/* In whatever steps, all that was sold goes back, and its sums are those of the sale. */
static void test_to_the_cent(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    add(&shop, "CROIA", 3000);
    add(&shop, "SOUR", 412);
    must(till_discount_all(
             shop.till, (struct discount){.kind = DISCOUNT_PERCENT, .value = 100000}, &err),
        &err);
    int64_t sale_id = pay_cash(&shop, 5000);
    struct sale sold = {0};
    must(till_read_sale(shop.till, sale_id, &sold, &err), &err);
    static const struct refund_choice steps[][2] = {
        {{.line_n = 1, .quantity_milli = 1000, .reason = ""},
            {.line_n = 2, .quantity_milli = 111, .reason = ""}},
        {{.line_n = 2, .quantity_milli = 300, .reason = ""},
            {.line_n = 1, .quantity_milli = 1000, .reason = ""}},
        {{.line_n = 1, .quantity_milli = 1000, .reason = ""},
            {.line_n = 2, .quantity_milli = 1, .reason = ""}},
    };
    int64_t gross = 0, net = 0, tax = 0, discount = 0;
    struct till_refund refund = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(steps); i++) {
        plan(&shop, sale_id, steps[i], 2, &refund);
        must(give_back(&shop, &refund, TENDER_CARD, refund.due.exact_minor, &err), &err);
        const struct sale *back = &till_receipt(shop.till)->sale;
        gross += back->gross_minor;
        net += back->net_minor;
        tax += back->tax_minor;
        discount += back->lines[0].discount_minor + back->lines[1].discount_minor;
    }
    assert_int_equal(gross, -sold.gross_minor);
    assert_int_equal(net, -sold.net_minor);
    assert_int_equal(tax, -sold.tax_minor);
    assert_int_equal(discount, -sold.lines[0].discount_minor - sold.lines[1].discount_minor);
    sale_close(&sold);
    till_refund_drop(&refund);
    shop_end(&shop);
}

/* Goods for goods on one ticket, which is there again after the program was started anew. */
static void test_exchange(void **state)
{
    static const struct {
        const char *sku;
        int64_t quantity_milli;
        int64_t total_minor;
    } rows[] = {
        {"HARB", 1000, 640}, /* 9.50 - 3.10: paid */
        {"CROIA", 1000, 0},   /* even */
        {"ESPR", 1000, -90},  /* 2.20 - 3.10: given back */
    };
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t sale_id = sell_demo(&shop);
        struct till_refund refund = {0};
        static const struct refund_choice croissant = {
            .line_n = 2, .quantity_milli = 1000, .reason = "Changed mind"};
        plan(&shop, sale_id, &croissant, 1, &refund);
        must(till_refund_exchange(shop.till, &refund, &err), &err);
        must(till_refund_exchange(shop.till, &refund, &err), &err); /* twice is once */
        add(&shop, rows[i].sku, rows[i].quantity_milli);
        shop_reopen(&shop);
        assert_int_equal(till_ticket(shop.till)->line_count, 2);
        assert_int_equal(till_figures(shop.till)->gross_minor, rows[i].total_minor);
        if (rows[i].total_minor == 0) {
            must(till_pay(shop.till, NULL, &err), &err);
        } else {
            struct tender tender = {.kind = TENDER_CASH, .tendered_minor = rows[i].total_minor};
            must(till_pay(shop.till, &tender, &err), &err);
        }
        const struct sale *sale = &till_receipt(shop.till)->sale;
        assert_string_equal(sale->kind, "sale");
        assert_int_equal(sale->gross_minor, rows[i].total_minor);
        assert_true(sale->lines[0].is_refund && !sale->lines[1].is_refund);
        assert_false(give_back(&shop, &refund, TENDER_CASH, 310, &err));
        till_refund_drop(&refund);
    }
    shop_end(&shop);
}

/* The campaign that brought the sale gives back its share, however late. */
static void test_campaign(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_outcome outcome;
    shop_begin(&shop);
    int64_t sale_id = sell_demo(&shop);
    /* The code of the receipt brings the customer back: the next sale has a touch. */
    const char *token = till_receipt(shop.till)->token;
    must(till_scan(shop.till, text_view_of(token), SCAN_ANY, 0, TOUCH_SCANNED, &outcome, &err),
        &err);
    add(&shop, "HARB", 1000);
    sale_id = pay_cash(&shop, 5000);
    assert_int_equal(till_receipt(shop.till)->sale.touch_count, 1);
    shop.now_ms += INT64_C(50) * 24 * 60 * 60 * 1000;
    static const struct refund_choice bag = {.line_n = 1, .quantity_milli = 1000, .reason = ""};
    struct till_refund refund = {0};
    plan(&shop, sale_id, &bag, 1, &refund);
    must(give_back(&shop, &refund, TENDER_CASH, refund.due.exact_minor, &err), &err);
    const struct sale *back = &till_receipt(shop.till)->sale;
    assert_int_equal(back->touch_count, 1);
    assert_true(back->touches[0].campaign_id != 0);
    till_refund_drop(&refund);
    shop_end(&shop);
}

static void test_without_receipt(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct give_back due;
    shop_begin(&shop);
    assert_false(till_refund_turn(shop.till, true, "Faulty", &err));
    add(&shop, "CROIA", 2000);
    must(till_refund_turn(shop.till, true, "Faulty", &err), &err);
    assert_false(till_refund_turn(shop.till, true, "Faulty", &err));
    must(till_give_back(shop.till, &due, &err), &err);
    assert_int_equal(due.exact_minor, 620);
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = -620};
    must(till_pay(shop.till, &cash, &err), &err);
    const struct sale *back = &till_receipt(shop.till)->sale;
    assert_string_equal(back->kind, "refund");
    assert_int_equal(back->lines[0].of_sale_id, 0);
    assert_true(back->lines[0].is_refund && back->lines[0].restock);
    shop_end(&shop);
}

struct find_row {
    const char *label;
    const char *text;
    bool is_found;
};

static void test_find(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    int64_t id;
    shop_begin(&shop);
    int64_t sale_id = sell_demo(&shop);
    const struct find_row rows[] = {
        {"whole number", "1-000001", true},
        {"without zeros", " 1-1 ", true},
        {"of this till", "1", true},
        {"the code on the receipt", till_receipt(shop.till)->token, true},
        {"not sold yet", "1-000002", false},
        {"another till's", "2-000001", false},
        {"words", "croissant", false},
        {"nothing", "", false},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        must(till_find_receipt(shop.till, text_view_of(rows[i].text), &id, &err), &err);
        if ((id == sale_id) != rows[i].is_found) {
            fail_msg("%s: %ld", rows[i].label, (long)id);
        }
    }
    shop_end(&shop);
}

static void test_search(void **state)
{
    static const struct {
        const char *label, *typed;
        int days_back;
        size_t count;
    } rows[] = {
        {"all of today", "", 0, 2},
        {"all", "", 400, 3},
        {"amount", "23.01", 400, 2},
        {"amount with a comma", "23,01", 0, 1},
        {"product", "croiss", 400, 2},
        {"SKU", "espr", 0, 1},
        {"card reference", "4711", 0, 1},
        {"a sign of its own", "%", 400, 0},
        {"nothing such", "crx", 400, 0},
    };
    (void)state;
    struct shop shop;
    struct error err;
    struct receipt_hit hits[TILL_RECEIPTS_MAX];
    size_t count;
    shop_begin(&shop);
    (void)sell_demo(&shop);
    shop.now_ms += INT64_C(3) * 24 * 60 * 60 * 1000;
    (void)sell_demo(&shop);
    shop.now_ms += 1000;
    add(&shop, "ESPR", 1000);
    struct tender card = {.kind = TENDER_CARD, .tendered_minor = 220, .reference = "AB4711"};
    must(till_pay(shop.till, &card, &err), &err);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        must(till_search_receipts(shop.till, rows[i].typed, rows[i].days_back, hits,
                 TILL_RECEIPTS_MAX, &count, &err),
            &err);
        if (count != rows[i].count) {
            fail_msg("%s: %zu found", rows[i].label, count);
        }
    }
    must(till_search_receipts(shop.till, "", 400, hits, TILL_RECEIPTS_MAX, &count, &err), &err);
    assert_int_equal(hits[0].sale_id, id_make(1, 3)); /* the newest first */
    assert_int_equal(hits[2].sale_id, id_make(1, 1));
    assert_int_equal(hits[2].line_count, 4);
    assert_string_equal(hits[2].first_item, "Flat white");
    assert_int_equal(hits[2].paid_minor, 2301);
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_line),
        cmocka_unit_test(test_two_at_once),
        cmocka_unit_test(test_to_the_cent),
        cmocka_unit_test(test_exchange),
        cmocka_unit_test(test_campaign),
        cmocka_unit_test(test_without_receipt),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
