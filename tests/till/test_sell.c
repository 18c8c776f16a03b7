#include "tests/till/shop.h"

#include "domain/sale.h"
#include "store/catalogue.h"
#include "till/campaign.h"
#include "till/pay.h"
#include "till/sell.h"
#include "till/shelf.h"

static int setup(void **state)
{
    struct shop *shop = calloc(1, sizeof(*shop));
    shop_begin(shop);
    *state = shop;
    return 0;
}

static int teardown(void **state)
{
    shop_end(*state);
    free(*state);
    return 0;
}

static int64_t product(struct shop *shop, const char *sku)
{
    struct error err;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    assert_int_not_equal(id, 0);
    return id;
}

static struct till_outcome add(struct shop *shop, const char *sku, int64_t quantity_milli)
{
    struct error err;
    struct till_outcome outcome;
    must(till_add_product(
             shop->till, product(shop, sku), quantity_milli, TILL_PRICE_OWN, &outcome, &err),
        &err);
    return outcome;
}

static struct till_outcome scan(struct shop *shop, const char *text)
{
    struct error err;
    struct till_outcome outcome;
    must(till_scan(shop->till, text_view_of(text), SCAN_ANY, TILL_QUANTITY_ASK, TOUCH_SCANNED,
             &outcome, &err),
        &err);
    return outcome;
}

static void link_of(
    struct shop *shop, const char *code, const char *content, struct campaign_link *link)
{
    struct error err;
    must(campaign_open_link(shop->till, code, content, link, &err), &err);
}

/* The ticket of the first picture comes to the figures of the first picture. */
static void test_picture(void **state)
{
    struct shop *shop = *state;
    struct campaign_link link;
    struct error err;
    link_of(shop, "SPRING", "flyer", &link);
    assert_int_equal(add(shop, "FLATW", TILL_QUANTITY_ASK).kind, OUTCOME_LINE);
    assert_int_equal(add(shop, "FLATW", TILL_QUANTITY_ASK).line_index, 0);
    (void)add(shop, "CROIA", TILL_QUANTITY_ASK);
    struct till_outcome outcome = scan(shop, link.code_text);
    assert_int_equal(outcome.kind, OUTCOME_CAMPAIGN);
    assert_string_equal(outcome.campaign, "Spring booth");
    assert_true(outcome.has_offer);
    (void)add(shop, "HARB", TILL_QUANTITY_ASK);
    assert_int_equal(add(shop, "SOUR", TILL_QUANTITY_ASK).kind, OUTCOME_NEEDS_QUANTITY);
    (void)add(shop, "SOUR", 412);

    const struct ticket_figures *figures = till_figures(shop->till);
    assert_int_equal(figures->line_count, 4);
    assert_int_equal(figures->gross_minor, 2206);
    assert_int_equal(figures->tax_minor, 212);
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 3000};
    must(till_pay(shop->till, &cash, &err), &err);
    const struct till_receipt *receipt = till_receipt(shop->till);
    assert_int_equal(receipt->change_minor, 794);
    assert_string_equal(receipt->number, "1-000001");
    assert_string_equal(receipt->headline, "10 % off your next bag of beans");
    assert_string_equal(receipt->ends_on, "2026-12-31");
    assert_string_equal(receipt->sale.touches[0].content, "flyer");
    assert_int_equal(till_ticket(shop->till)->line_count, 0);
}

/* A ticket is there again after a restart, with its touches, discounts and tenders. */
static void test_restart(void **state)
{
    struct shop *shop = *state;
    struct campaign_link link;
    struct error err;
    link_of(shop, "SPRING", "", &link);
    (void)add(shop, "HARB", 2000);
    (void)add(shop, "FLATW", 1000);
    (void)scan(shop, link.token);
    struct discount ten = {.kind = DISCOUNT_PERCENT, .value = 100000};
    must(till_discount_line(shop->till, 1, ten, &err), &err);
    struct tender part = {.kind = TENDER_CARD, .tendered_minor = 500, .reference = "A-1"};
    must(till_take_tender(shop->till, &part, &err), &err);
    int64_t gross_minor = till_figures(shop->till)->gross_minor;
    assert_int_equal(gross_minor, 1710 + 324);

    shop_reopen(shop);
    size_t count;
    const struct tender *tenders = till_tenders(shop->till, &count);
    assert_int_equal(count, 1);
    assert_int_equal(tenders[0].tendered_minor, 500);
    assert_string_equal(tenders[0].reference, "A-1");
    assert_int_equal(till_figures(shop->till)->gross_minor, gross_minor);
    assert_int_equal(till_still_due(shop->till, TENDER_CASH), gross_minor - 500);
    assert_int_equal(till_ticket(shop->till)->touch_count, 1);
    assert_string_equal(till_ticket(shop->till)->touches[0].name, "Spring booth");

    /* The offer still belongs to the campaign: it goes with it. */
    must(till_detach(shop->till, 0, &err), &err);
    assert_int_equal(till_figures(shop->till)->gross_minor, 1900 + 324);

    /* Paid is paid: the ticket does not come back. */
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 5000};
    must(till_pay(shop->till, &cash, &err), &err);
    shop_reopen(shop);
    assert_int_equal(till_ticket(shop->till)->line_count, 0);
    (void)till_tenders(shop->till, &count);
    assert_int_equal(count, 0);
    assert_null(till_receipt(shop->till));
}

/* What the design gives an Undo comes back as it was, and what was added since stays. */
static void test_undo(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct campaign_link link;
    assert_false(till_undo(shop->till, &err));
    (void)add(shop, "FLATW", 2000);
    (void)add(shop, "CROIA", 1000);

    must(till_minus(shop->till, 0, &err), &err);
    assert_int_equal(till_ticket(shop->till)->lines[0].quantity_milli, 1000);
    assert_int_equal(till_undo_kind(shop->till), UNDO_MINUS);
    assert_string_equal(till_undo_name(shop->till), "Flat white");
    must(till_undo(shop->till, &err), &err);
    assert_int_equal(till_ticket(shop->till)->lines[0].quantity_milli, 2000);
    assert_int_equal(till_undo_kind(shop->till), UNDO_NOTHING);

    must(till_minus(shop->till, 1, &err), &err);
    assert_int_equal(till_ticket(shop->till)->line_count, 1);
    (void)add(shop, "TOTE", 1000);
    must(till_undo(shop->till, &err), &err);
    assert_int_equal(till_ticket(shop->till)->line_count, 3);
    assert_string_equal(till_ticket(shop->till)->lines[1].name, "Almond croissant");
    assert_string_equal(till_ticket(shop->till)->lines[2].name, "Tote bag");

    link_of(shop, "SPRING", "", &link);
    (void)scan(shop, link.token);
    must(till_detach(shop->till, 0, &err), &err);
    assert_string_equal(till_undo_name(shop->till), "Spring booth");
    must(till_undo(shop->till, &err), &err);
    assert_int_equal(till_ticket(shop->till)->touch_count, 1);

    int64_t gross_minor = till_figures(shop->till)->gross_minor;
    must(till_cancel(shop->till, "", &err), &err);
    assert_int_equal(till_ticket(shop->till)->line_count, 0);
    (void)add(shop, "ESPR", 1000);
    must(till_undo(shop->till, &err), &err);
    assert_int_equal(till_figures(shop->till)->gross_minor, gross_minor + 220);
    assert_int_equal(till_ticket(shop->till)->line_count, 4);
}

/* A verb that is refused leaves ticket and figures as they were. */
static void test_refused(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct till_outcome outcome;
    (void)add(shop, "FLATW", 1000);
    uint64_t version = till_ticket_version(shop->till);
    struct discount none = {.kind = DISCOUNT_PERCENT, .value = 1000001};
    assert_false(till_discount_line(shop->till, 0, none, &err));
    assert_false(till_set_quantity(shop->till, 0, 0, &err));
    assert_false(till_set_quantity(shop->till, 0, QUANTITY_MILLI_MAX + 1, &err));
    assert_false(till_set_price(shop->till, 0, -1, &err));
    assert_false(till_add_product(shop->till, 999999, 1000, TILL_PRICE_OWN, &outcome, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_int_equal(till_figures(shop->till)->gross_minor, 360);
    assert_int_equal(till_ticket_version(shop->till), version);

    struct tender part = {.kind = TENDER_CARD, .tendered_minor = 100};
    must(till_take_tender(shop->till, &part, &err), &err);
    assert_false(till_cancel(shop->till, "", &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    struct tender all = {.kind = TENDER_CARD, .tendered_minor = 260};
    assert_false(till_take_tender(shop->till, &all, &err));
    struct tender too_much = {.kind = TENDER_CARD, .tendered_minor = 261};
    assert_false(till_pay(shop->till, &too_much, &err));
    must(till_remove_tender(shop->till, 0, &err), &err);
    must(till_cancel(shop->till, "", &err), &err);
    assert_false(till_pay(shop->till, &all, &err));
}

struct scan_case {
    const char *label, *text;
    enum till_outcome_kind kind;
};

/* Each kind of code says what it is; what is unknown adds nothing. */
static void test_scans(void **state)
{
    static const struct scan_case cases[] = {
        {"barcode", "4006381333931", OUTCOME_LINE},
        {"barcode with filling zero", "04006381333931", OUTCOME_LINE},
        {"with identifier", "]E04006381333931", OUTCOME_LINE},
        {"sku", "FLATW", OUTCOME_LINE},
        {"sku in another case", "flatw", OUTCOME_UNKNOWN},
        {"weighed by its sku", "SOUR", OUTCOME_NEEDS_QUANTITY},
        {"unknown barcode", "4012345678901", OUTCOME_UNKNOWN},
        {"wrong check digit", "4006381333932", OUTCOME_CHECK_DIGIT},
        {"foreign page", "https://other.example/T/4400000004KDJ969", OUTCOME_FOREIGN},
        {"mistyped token", "4400-0000-04KD-J968", OUTCOME_MISTYPED},
        {"words", "no such thing", OUTCOME_UNKNOWN},
        {"nothing", " \r\n", OUTCOME_MISREAD},
        {"formula", "=1+1", OUTCOME_UNKNOWN},
    };
    struct shop *shop = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        size_t lines = till_ticket(shop->till)->line_count;
        int64_t gross_minor = till_figures(shop->till)->gross_minor;
        struct till_outcome outcome = scan(shop, cases[i].text);
        if (outcome.kind != cases[i].kind) {
            fail_msg("%s: %d", cases[i].label, (int)outcome.kind);
        }
        if (outcome.kind != OUTCOME_LINE) {
            assert_int_equal(till_ticket(shop->till)->line_count, lines);
            assert_int_equal(till_figures(shop->till)->gross_minor, gross_minor);
        }
    }
    assert_string_equal(scan(shop, "4012345678901\r").code, "4012345678901");
}

static void import_text(struct shop *shop, const char *text)
{
    struct error err;
    char path[256];
    struct import_result *result = calloc(1, sizeof(*result));
    shop_write(shop, "more.csv", text, strlen(text), path);
    if (!import_products(shop->till, path, NULL, result, &err)) {
        fail_msg("%s %s", err.text, result->problems[0].words);
    }
    free(result);
}

/* In-store codes: the weight is the quantity, and a price is charged to the cent. */
static void test_in_store(void **state)
{
    struct shop *shop = *state;
    import_text(shop,
        "sku,barcode,name,category,price,tax_rate,unit\n"
        "CHEESE,2112345000008,Cheese,Deli,19.90,7,kg\n"
        "HAM,2254321000005,Ham,Deli,24.90,7,kg\n"
        "BOWL,2211111000003,Salad bowl,Deli,,7,each\n");
    /* 21 12345 01250 c: 1.250 kg; the last digit is made here so that the test needs no table. */
    char code[16] = "211234501250";
    code[12] = gtin_check_digit(code, 12);
    struct till_outcome outcome = scan(shop, code);
    assert_int_equal(outcome.kind, OUTCOME_LINE);
    assert_int_equal(till_ticket(shop->till)->lines[0].quantity_milli, 1250);
    assert_int_equal(till_figures(shop->till)->lines[0].amount_minor, 2488);

    char ham[16] = "225432100321";
    ham[12] = gtin_check_digit(ham, 12);
    outcome = scan(shop, ham);
    assert_int_equal(outcome.kind, OUTCOME_LINE);
    assert_int_equal(till_figures(shop->till)->lines[1].amount_minor, 321);

    char bowl[16] = "221111100750";
    bowl[12] = gtin_check_digit(bowl, 12);
    outcome = scan(shop, bowl);
    assert_int_equal(outcome.kind, OUTCOME_LINE);
    assert_int_equal(till_figures(shop->till)->lines[2].amount_minor, 750);
}

/* Two products behind one code are a question for the office, not for the customer's money. */
static void test_twice(void **state)
{
    struct shop *shop = *state;
    import_text(shop,
        "sku,barcode,name,category,price,tax_rate,unit\n"
        "A-1,B-7,First,,1.00,7,each\n"
        "B-7,,Second,,2.00,7,each\n");
    assert_int_equal(scan(shop, "B-7").kind, OUTCOME_TWICE);
    assert_int_equal(till_ticket(shop->till)->line_count, 0);
}

/* A product without a price asks for it, and an item that is typed needs no product. */
static void test_typed(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct till_outcome outcome;
    import_text(shop, "sku,barcode,name,category,price,tax_rate,unit\nFREE,,Gift,,,19,each\n");
    outcome = scan(shop, "FREE");
    assert_int_equal(outcome.kind, OUTCOME_NEEDS_PRICE);
    must(till_add_product(
             shop->till, outcome.product_id, outcome.quantity_milli, 499, &outcome, &err),
        &err);
    assert_int_equal(outcome.kind, OUTCOME_LINE);
    struct tax_code codes[8];
    assert_true(till_tax_codes(shop->till, codes, 8) >= 2);
    must(till_add_typed(shop->till, "", 250, &codes[0], &outcome, &err), &err);
    must(till_add_typed(shop->till, "", 250, &codes[0], &outcome, &err), &err);
    assert_int_equal(till_ticket(shop->till)->line_count, 3);
    assert_int_equal(till_figures(shop->till)->gross_minor, 999);
    assert_string_equal(till_ticket(shop->till)->lines[1].name, "Item");
    assert_false(till_add_typed(shop->till, "x", -1, &codes[0], &outcome, &err));
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 999};
    must(till_pay(shop->till, &cash, &err), &err);
}

/* The code of a sale brings its campaign to the next one, which then knows the sale before. */
static void test_return_code(void **state)
{
    struct shop *shop = *state;
    struct error err;
    (void)add(shop, "HARB", 1000);
    struct tender card = {.kind = TENDER_CARD, .tendered_minor = 950, .reference = "T-77"};
    must(till_pay(shop->till, &card, &err), &err);
    assert_int_equal(till_last_tender(shop->till), TENDER_CARD);
    char code[512];
    int64_t first_id = till_receipt(shop->till)->sale.id;
    assert_true(till_receipt(shop->till)->has_code);
    snprintf(code, sizeof(code), "%s", till_receipt(shop->till)->code_text);

    struct till_outcome outcome = scan(shop, code);
    assert_int_equal(outcome.kind, OUTCOME_CAMPAIGN);
    assert_string_equal(outcome.campaign, "Receipt code");
    (void)add(shop, "DECAF", 1000);
    assert_int_equal(till_figures(shop->till)->gross_minor, 945);
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 945};
    must(till_pay(shop->till, &cash, &err), &err);
    struct sale sale = {0};
    must(till_read_sale(shop->till, till_receipt(shop->till)->sale.id, &sale, &err), &err);
    assert_int_equal(sale.touch_count, 1);
    assert_int_equal(sale.touches[0].from_sale_id, first_id);
    assert_string_equal(sale.touches[0].campaign_code, "RECEIPT");
    assert_int_equal(sale.lines[0].discount_minor, 105);
    sale_close(&sale);
}

/* A campaign that is over, or a code that was taken back, says so and stops nothing. */
static void test_ended_and_revoked(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct campaign_link link;
    (void)add(shop, "HARB", 1000);
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 950};
    must(till_pay(shop->till, &cash, &err), &err);
    char code[512];
    snprintf(code, sizeof(code), "%s", till_receipt(shop->till)->code_text);

    link_of(shop, "SPRING", "flyer", &link);
    must(campaign_revoke_link(shop->till, "SPRING", "flyer", &link, &err), &err);
    must(campaign_revoke_link(shop->till, "SPRING", "flyer", &link, &err), &err);
    assert_true(link.is_revoked);
    struct till_outcome outcome = scan(shop, link.code_text);
    assert_int_equal(outcome.kind, OUTCOME_REVOKED);
    assert_string_equal(outcome.campaign, "Spring booth");
    assert_int_equal(till_ticket(shop->till)->touch_count, 0);

    /* 2:00 on New Year's night still belongs to 31 December; 4:00 does not. */
    shop->now_ms = INT64_C(1798765200000);
    assert_int_equal(scan(shop, code).kind, OUTCOME_CAMPAIGN);
    (void)add(shop, "HARB", 1000);
    assert_int_equal(till_figures(shop->till)->gross_minor, 855);
    must(till_detach(shop->till, 0, &err), &err);
    shop->now_ms += 2 * 60 * 60 * 1000;
    outcome = scan(shop, code);
    assert_int_equal(outcome.kind, OUTCOME_ENDED);
    assert_string_equal(outcome.day, "2026-12-31");
    assert_int_equal(till_ticket(shop->till)->touch_count, 1);
    assert_int_equal(till_figures(shop->till)->gross_minor, 950);
    struct tender exact = {.kind = TENDER_CASH, .tendered_minor = 950};
    must(till_pay(shop->till, &exact, &err), &err);
    assert_false(till_receipt(shop->till)->has_code);
}

/* Same placement, same token; another placement, another; a word that no printer takes is refused. */
static void test_links(void **state)
{
    struct shop *shop = *state;
    struct error err;
    struct campaign_link first;
    struct campaign_link again;
    link_of(shop, "NEWS", "autumn", &first);
    assert_true(first.is_new);
    link_of(shop, "NEWS", "autumn", &again);
    assert_false(again.is_new);
    assert_string_equal(first.token, again.token);
    link_of(shop, "NEWS", "", &again);
    assert_string_not_equal(first.token, again.token);
    assert_false(campaign_open_link(shop->till, "news", "", &again, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    assert_false(campaign_open_link(shop->till, "NEWS", "a\nb", &again, &err));
    assert_false(campaign_revoke_link(shop->till, "NEWS", "never made", &again, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_picture, setup, teardown),
        cmocka_unit_test_setup_teardown(test_restart, setup, teardown),
        cmocka_unit_test_setup_teardown(test_undo, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_scans, setup, teardown),
        cmocka_unit_test_setup_teardown(test_in_store, setup, teardown),
        cmocka_unit_test_setup_teardown(test_twice, setup, teardown),
        cmocka_unit_test_setup_teardown(test_typed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_return_code, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ended_and_revoked, setup, teardown),
        cmocka_unit_test_setup_teardown(test_links, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
