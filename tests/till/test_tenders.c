/* Money that was taken is never lost and never counted twice: a charged card, a half spent voucher
 * and the reference of a bank transfer outlive a restart and a payment that failed; change is no
 * money in the drawer; whatever is rounded, the parts add up to what was paid. */

#include "tests/till/shop.h"

#include "domain/sale.h"
#include "store/catalogue.h"
#include "store/store.h"
#include "store/voucher.h"
#include "till/account.h"
#include "till/pay.h"
#include "till/pay_code.h"
#include "till/sell.h"
#include "till/shop_setting.h"
#include "till/voucher.h"

static void add(struct shop *shop, const char *sku, int64_t quantity_milli)
{
    struct error err;
    struct till_outcome outcome;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    must(till_add_product(shop->till, id, quantity_milli, TILL_PRICE_OWN, &outcome, &err), &err);
    assert_int_equal(outcome.kind, OUTCOME_LINE);
}

static void set(struct shop *shop, const char *key, const char *value)
{
    struct error err;
    must(shop_setting_set(shop->till, key, value, &err), &err);
    (void)till_tick(shop->till, true);
}

static const struct sale *pay(struct shop *shop, const struct tender *tender)
{
    struct error err;
    must(till_pay(shop->till, tender, &err), &err);
    return &till_receipt(shop->till)->sale;
}

/* Sells one and gives its code. */
static void sell_voucher(struct shop *shop, int64_t value_minor, struct till_voucher *out_voucher)
{
    struct error err;
    struct till_outcome outcome;
    must(till_add_voucher(shop->till, "Voucher", value_minor, &outcome, &err), &err);
    struct tender card = {.kind = TENDER_CARD, .tendered_minor = value_minor};
    const struct sale *sale = pay(shop, &card);
    assert_int_equal(sale->voucher_count, 1);
    assert_int_equal(sale->tax_minor, 0);
    must(till_require_voucher(shop->till, text_view_of(sale->vouchers[0].code), out_voucher, &err),
        &err);
    assert_int_equal(out_voucher->balance_minor, value_minor);
}

static void move(struct shop *shop, int64_t voucher_id, int64_t amount_minor)
{
    struct error err;
    struct store *other;
    struct movement_row row = {.of_id = voucher_id, .amount_minor = amount_minor};
    must(store_open(shop->path, 0, clock_manual(&shop->now_ms), &other, &err), &err);
    must(store_begin(other, ENTRY_VOUCHER, 0, &err) && voucher_move(other, &row, &err) &&
             store_commit(other, shop->now_ms, &err),
        &err);
    store_close(other);
}

/* Others have charged a card and then had no sale for it. */
static void test_charged_card_is_kept(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_voucher voucher;
    shop_begin(&shop);
    sell_voucher(&shop, 1000, &voucher);
    add(&shop, "ESPR", 5000); /* 11.00 */
    struct tender card = {.kind = TENDER_CARD, .tendered_minor = 100, .reference = "T-4711"};
    must(till_take_tender(shop.till, &card, &err), &err);
    shop_reopen(&shop); /* as after a crash: the file is all there is */
    size_t count;
    const struct tender *taken = till_tenders(shop.till, &count);
    assert_int_equal(count, 1);
    assert_string_equal(taken[0].reference, "T-4711");
    assert_false(till_cancel(shop.till, "", &err)); /* not over a charged card */
    assert_int_equal(err.code, ERROR_REFUSED);

    /* Somebody else spends the voucher between the look and the payment. */
    move(&shop, voucher.id, -500);
    struct tender rest = {.kind = TENDER_VOUCHER, .tendered_minor = 1000, .of_id = voucher.id};
    assert_false(till_pay(shop.till, &rest, &err));
    assert_non_null(strstr(err.text, "only 5.00 is left"));
    taken = till_tenders(shop.till, &count);
    assert_int_equal(count, 1); /* the card payment is where it was */
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 1000};
    const struct sale *sale = pay(&shop, &cash);
    assert_int_equal(sale->payment_count, 2);
    assert_string_equal(sale->payments[0].reference, "T-4711");
    (void)till_tenders(shop.till, &count);
    assert_int_equal(count, 0);
    shop_end(&shop);
}

/* Others book the note that came in and forget what went out. */
static void test_change_is_no_takings(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    int64_t cash_minor = 0;
    shop_begin(&shop);
    must(till_set_rate(shop.till, "USD", "0.92", &err), &err);
    for (int i = 1; i <= 12; i++) {
        add(&shop, "ESPR", i * 1000);
        struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 5000};
        if (i % 3 == 0) {
            must(till_convert(shop.till, text_view_of("USD"), text_view_of("60"), text_view_of(""),
                     &cash, &err),
                &err);
            assert_int_equal(cash.tendered_minor, 5520);
        }
        const struct sale *sale = pay(&shop, &cash);
        assert_int_equal(sale->payments[0].amount_minor, i * 220);
        assert_int_equal(sale->payments[0].change_minor, cash.tendered_minor - i * 220);
        cash_minor += sale->payments[0].amount_minor;
    }
    assert_int_equal(cash_minor, 220 * 12 * 13 / 2);
    shop_end(&shop);
}

/* What the QR code says is what the payment says, also over a restart; the next ticket has another
 * reference. */
static void test_transfer_reference(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *account, *reference;
        bool is_in_code; /* as it is */
    } rows[] = {
        {"epc", "DE89 3704 0044 0532 0130 00", "1-261123124200", true},
        {"upi", "shop@bank", "1-261123124200", true},
        {"pix", "123e4567-e12b-12d1-a456-426655440000", "1261123124200", true},
        {"paynow", "S99345678ABCD", "1-261123124200", true},
        {"emvco", "26:00=com.example,01=12345", "1-261123124200", true},
        {"swiss", "CH4431999123000889012", "000000000000012611231242005", true},
        {"swiss", "CH5800791123000889012", "1-261123124200", true},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct shop shop;
        struct error err;
        struct till_pay_code code;
        shop_begin(&shop);
        set(&shop, "pay_qr_kind", rows[i].kind);
        set(&shop, "pay_qr_account", rows[i].account);
        set(&shop, "pay_qr_city", "Hamburg");
        set(&shop, "pay_qr_postal_code", "20095");
        set(&shop, "pay_qr_country", "DE");
        add(&shop, "ESPR", 1000);
        must(till_make_pay_code(shop.till, 220, &code, &err), &err);
        if (strcmp(code.reference, rows[i].reference) != 0 ||
            strstr(code.text, code.reference) == NULL || strstr(code.text, "2.20") == NULL) {
            fail_msg("%s: %s in %s", rows[i].kind, code.reference, code.text);
        }
        shop.now_ms += 60000;
        shop_reopen(&shop);
        struct till_pay_code again;
        must(till_make_pay_code(shop.till, 220, &again, &err), &err);
        assert_string_equal(again.text, code.text);
        struct tender transfer = {.kind = TENDER_TRANSFER, .tendered_minor = 220, .is_seen = true};
        (void)text_copy(transfer.reference, sizeof(transfer.reference), again.reference);
        assert_string_equal(pay(&shop, &transfer)->payments[0].reference, rows[i].reference);
        add(&shop, "ESPR", 1000);
        must(till_make_pay_code(shop.till, 220, &again, &err), &err);
        assert_string_not_equal(again.reference, code.reference);
        shop_end(&shop);
    }
}

/* A setting that makes no code is named, and the sale goes on. */
static void test_bad_account(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_pay_code code;
    shop_begin(&shop);
    add(&shop, "ESPR", 1000);
    set(&shop, "pay_qr_account", "DE89370400440532013001");
    assert_false(till_make_pay_code(shop.till, 220, &code, &err));
    assert_non_null(strstr(err.text, "iban"));
    assert_false(shop_setting_set(shop.till, "tenders", "cash,cheque", &err));
    assert_false(shop_setting_set(shop.till, "tenders", "voucher", &err));
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 220};
    (void)pay(&shop, &cash);
    shop_end(&shop);
}

/* A tip is on top of everything, in no line and no tax; it is kept with the ticket and gone with the
 * sale. */
static void test_tip(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    assert_false(till_set_tip(shop.till, 100, &err)); /* on nothing */
    add(&shop, "ESPR", 1000);
    must(till_set_tip(shop.till, 80, &err), &err);
    shop_reopen(&shop);
    assert_int_equal(till_still_due(shop.till, TENDER_CARD), 300);
    struct tender part = {.kind = TENDER_CARD, .tendered_minor = 100};
    must(till_take_tender(shop.till, &part, &err), &err);
    assert_false(till_set_tip(shop.till, 0, &err)); /* it was paid in part */
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 200};
    const struct sale *sale = pay(&shop, &cash);
    assert_int_equal(sale->tip_minor, 80);
    assert_int_equal(sale->gross_minor, 220);
    add(&shop, "ESPR", 1000);
    assert_int_equal(till_still_due(shop.till, TENDER_CARD), 220);
    shop_end(&shop);
}

/* Several vouchers of one sale each have their code, and one is shown after the other. */
static void test_vouchers_of_one_sale(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_outcome outcome;
    shop_begin(&shop);
    must(till_add_voucher(shop.till, "Voucher", 2500, &outcome, &err), &err);
    must(till_plus(shop.till, outcome.line_index, &err), &err);
    must(till_add_voucher(shop.till, "Voucher", 1000, &outcome, &err), &err);
    assert_false(till_add_voucher(shop.till, "Voucher", 0, &outcome, &err));
    struct tender card = {.kind = TENDER_CARD, .tendered_minor = 6000};
    const struct sale *sale = pay(&shop, &card);
    assert_int_equal(sale->voucher_count, 3);
    const struct till_receipt *receipt = till_receipt(shop.till);
    for (size_t i = 0; i <= 3; i++) {
        struct till_voucher voucher;
        must(till_require_voucher(shop.till, text_view_of(receipt->token), &voucher, &err), &err);
        assert_int_equal(voucher.balance_minor, i % 3 == 2 ? 1000 : 2500);
        assert_string_equal(receipt->token, sale->vouchers[i % 3].code);
        till_show_next_voucher(shop.till);
    }
    shop_end(&shop);
}

/* What a refund gives back on a voucher is a new one, or goes back on the old. */
static void test_voucher_states(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_voucher voucher;
    struct till_voucher other;
    shop_begin(&shop);
    sell_voucher(&shop, 500, &voucher);
    static const struct {
        const char *text;
        enum till_voucher_state state;
    } rows[] = {{"", VOUCHER_NO_VOUCHER}, {"4012345678901", VOUCHER_NO_VOUCHER},
        {"5EE0-0000-0000-0000", VOUCHER_NOT_OURS}};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        must(till_find_voucher(shop.till, text_view_of(rows[i].text), &other, &err), &err);
        assert_int_equal(other.state, rows[i].state);
        assert_false(till_require_voucher(shop.till, text_view_of(rows[i].text), &other, &err));
    }
    must(till_find_voucher(shop.till, text_view_of(voucher.text), &other, &err), &err);
    assert_int_equal(other.state, VOUCHER_GOOD); /* as its QR code says it */
    add(&shop, "ESPR", 2000);
    struct tender all = {.kind = TENDER_VOUCHER, .tendered_minor = 440, .of_id = voucher.id};
    (void)pay(&shop, &all);
    add(&shop, "ESPR", 1000);
    struct tender last = {.kind = TENDER_VOUCHER, .tendered_minor = 60, .of_id = voucher.id};
    must(till_take_tender(shop.till, &last, &err), &err);
    must(till_find_voucher(shop.till, text_view_of(voucher.code), &other, &err), &err);
    assert_int_equal(other.balance_minor, 60); /* spent when the sale is paid, not before */
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 160};
    (void)pay(&shop, &cash);
    must(till_find_voucher(shop.till, text_view_of(voucher.code), &other, &err), &err);
    assert_int_equal(other.state, VOUCHER_EMPTY);
    shop_end(&shop);
}

/* What came in from another till and overdraws a voucher is said once, restarts included. */
static void test_overdrafts_are_said_once(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_voucher voucher;
    struct till_overdraft news;
    bool is_new;
    shop_begin(&shop);
    sell_voucher(&shop, 1000, &voucher);
    must(till_hear_of_overdrafts(shop.till, &news, &is_new, &err), &err);
    assert_false(is_new);
    static const int64_t spent[] = {-900, -400, -100};
    static const int64_t said[] = {0, 300, 100};
    for (size_t i = 0; i < ARRAY_LENGTH(spent); i++) {
        move(&shop, voucher.id, spent[i]);
        must(till_hear_of_overdrafts(shop.till, &news, &is_new, &err), &err);
        assert_int_equal(is_new, said[i] > 0);
        if (is_new) {
            assert_int_equal(news.overdrawn_minor, said[i]);
            assert_string_equal(news.code, voucher.code);
        }
        shop_reopen(&shop);
        must(till_hear_of_overdrafts(shop.till, &news, &is_new, &err), &err);
        assert_false(is_new);
    }
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_charged_card_is_kept),
        cmocka_unit_test(test_change_is_no_takings),
        cmocka_unit_test(test_transfer_reference),
        cmocka_unit_test(test_bad_account),
        cmocka_unit_test(test_tip),
        cmocka_unit_test(test_vouchers_of_one_sale),
        cmocka_unit_test(test_voucher_states),
        cmocka_unit_test(test_overdrafts_are_said_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
