/* What must hold of a drawer's day: its equations, whatever was rung, moved and counted; change is
 * no money in the drawer; the second close of a day counts nothing twice; a close always goes
 * through, whatever was counted, and carries over what waits; late sales are in the next Z and
 * never in a signed one; numbers have no gaps; and a Z that lies is found. */

#include "tests/till/shop.h"

#include "domain/id.h"
#include "domain/sale.h"
#include "domain/z_paper.h"
#include "domain/z_report.h"
#include "store/catalogue.h"
#include "store/close.h"
#include "store/shift.h"
#include "store/store.h"
#include "store/verify.h"
#include "till/account.h"
#include "till/correction.h"
#include "till/park.h"
#include "till/pay.h"
#include "till/sell.h"
#include "till/shift.h"
#include "till/shop_setting.h"

static void add(struct shop *shop, const char *sku, int64_t quantity_milli)
{
    struct error err;
    struct till_outcome outcome;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    must(till_add_product(shop->till, id, quantity_milli, TILL_PRICE_OWN, &outcome, &err), &err);
}

/* Flat whites at 3.60. Returns the sale's id. */
static int64_t sell(struct shop *shop, int64_t pieces, enum tender_kind kind, int64_t minor)
{
    struct error err;
    struct tender tender = {.kind = kind, .tendered_minor = minor};
    add(shop, "FLATW", pieces * 1000);
    must(till_pay(shop->till, &tender, &err), &err);
    return till_receipt(shop->till)->sale.id;
}

static void check_holds(struct shop *shop)
{
    struct error err;
    struct verify_report *report = calloc(1, sizeof(*report));
    assert_non_null(report);
    must(store_verify(till_store(shop->till), report, &err), &err);
    if (report->finding_count != 0) {
        fail_msg("%s", report->texts[0]);
    }
    free(report);
}

static struct z_report close_with(struct shop *shop, const struct till_close_order *order)
{
    struct error err;
    struct z_report z = {0};
    must(till_close_shift(shop->till, order, &z, &err), &err);
    assert_true(z_report_is_consistent(&z));
    return z;
}

static struct z_report close_uncounted(struct shop *shop)
{
    return close_with(shop, &(struct till_close_order){.is_uncounted = true, .reason = ""});
}

static struct till_count sum_of(int64_t minor)
{
    struct till_count count = {.piece_count = 1};
    count.pieces[0] = (struct z_piece){"EUR", 0, minor};
    return count;
}

/* --- the drawer ----------------------------------------------------------------------------- */

static void test_first_sale_opens(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct shift_state now;
    shop_begin(&shop);
    must(till_shift_state(shop.till, &now, &err), &err);
    assert_false(now.is_open);
    sell(&shop, 1, TENDER_CASH, 5000); /* 46.40 change: no money of the drawer */
    must(till_shift_state(shop.till, &now, &err), &err);
    assert_true(now.is_open);
    assert_true(now.newest.is_implied);
    assert_int_equal(now.newest.float_minor, 0);
    assert_false(till_open_shift(shop.till, 10000, &err));
    assert_int_equal(err.code, ERROR_REFUSED);
    struct z_report z = close_uncounted(&shop);
    assert_int_equal(z.number, 1);
    assert_int_equal(z.expected_minor, 360);
    assert_int_equal(z.left_minor, 360);
    assert_false(z.has_counted);
    z_report_close(&z);
    check_holds(&shop);
    shop_end(&shop);
}

static void test_second_close_of_a_day(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    must(till_open_shift(shop.till, 10000, &err), &err);
    sell(&shop, 2, TENDER_CASH, 1000);
    sell(&shop, 1, TENDER_CARD, 360);
    must(till_move_cash(shop.till, true, 500, NULL, "Change", &err), &err);
    must(till_move_cash(shop.till, false, 250, NULL, "Milk", &err), &err);
    struct till_count count = sum_of(10970 - 200);
    struct z_report z = close_with(&shop, &(struct till_close_order){.count = &count,
                                              .reason = "Wrong change",
                                              .says_left = true,
                                              .left_minor = 5000,
                                              .has_terminal = true,
                                              .terminal_minor = 400});
    assert_int_equal(z.expected_minor, 10000 + 720 + 500 - 250);
    assert_int_equal(z.difference_minor, -200);
    assert_int_equal(z.taken_minor, 10770 - 5000);
    assert_int_equal(z.terminal_difference_minor, 40);
    assert_int_equal(z.grand_total_minor, 1080);
    z_report_close(&z);

    sell(&shop, 1, TENDER_CASH, 360);
    z = close_uncounted(&shop);
    assert_int_equal(z.number, 2);
    assert_int_equal(z.shift_number, 2);
    assert_true(z.float_is_implied);
    assert_int_equal(z.float_minor, 5000);
    assert_int_equal(z.expected_minor, 5360);
    assert_int_equal(z.sale_count, 1);
    assert_int_equal(z.first_receipt, 3);
    assert_int_equal(z.movement_count, 0);
    assert_int_equal(z.grand_total_minor, 1440);
    z_report_close(&z);
    assert_false(till_close_shift(
        shop.till, &(struct till_close_order){.is_uncounted = true, .reason = ""}, &z, &err));
    assert_int_equal(err.code, ERROR_NOT_FOUND);
    check_holds(&shop);
    shop_end(&shop);
}

/* A note of 20 dollars at 0.90 pays 3.60: the dollars are counted apart, 14.40 of change is own. */
static void test_foreign_cash(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct tender tender;
    shop_begin(&shop);
    must(till_set_rate(shop.till, "USD", "0.90", &err), &err);
    must(till_open_shift(shop.till, 10000, &err), &err);
    add(&shop, "FLATW", 1000);
    must(till_convert(shop.till, text_view_of("USD"), text_view_of("20.00"), text_view_of(""),
             &tender, &err),
        &err);
    must(till_pay(shop.till, &tender, &err), &err);
    must(till_move_cash(shop.till, true, 500, "USD", "Change", &err), &err);
    struct till_left stays = {"USD", 1000};
    struct z_report z = close_with(&shop,
        &(struct till_close_order){
            .is_uncounted = true, .reason = "", .left_foreign = &stays, .left_foreign_count = 1});
    assert_int_equal(z.expected_minor, 10000 - 1440);
    assert_int_equal(z.foreign_count, 1);
    assert_int_equal(z.foreign[0].received_minor, 2000);
    assert_int_equal(z.foreign[0].worth_minor, 1800);
    assert_int_equal(z.foreign[0].expected_minor, 2500);
    assert_int_equal(z.foreign[0].taken_minor, 1500);
    z_report_close(&z);
    sell(&shop, 1, TENDER_CASH, 360);
    z = close_uncounted(&shop);
    assert_int_equal(z.foreign_count, 1); /* what stayed is there again */
    assert_int_equal(z.foreign[0].float_minor, 1000);
    assert_int_equal(z.foreign[0].expected_minor, 1000);
    z_report_close(&z);
    check_holds(&shop);
    shop_end(&shop);
}

static void test_corrected_tender(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    sell(&shop, 2, TENDER_CASH, 720);
    sell(&shop, 1, TENDER_CARD, 360);
    int64_t sale_id = sell(&shop, 1, TENDER_CASH, 360);
    must(till_correct_tender(shop.till, sale_id, 1, TENDER_CARD, "", &err), &err);
    struct z_report z = close_uncounted(&shop);
    assert_int_equal(z.expected_minor, 720);
    assert_int_equal(z.corrected_cash_minor, -360);
    assert_int_equal(z_report_tender(&z, "cash"), 720);
    assert_int_equal(z_report_tender(&z, "card"), 720);
    assert_int_equal(z.correction_count, 1);
    z_report_close(&z);
    check_holds(&shop);
    shop_end(&shop);
}

/* --- closing always goes through ------------------------------------------------------------ */

static void test_parked_are_carried_over(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    sell(&shop, 1, TENDER_CASH, 360);
    add(&shop, "FLATW", 2000);
    must(till_park(shop.till, "Table 4", &err), &err);
    add(&shop, "FLATW", 1000); /* still open while the day is closed */
    struct z_report z = close_uncounted(&shop);
    assert_int_equal(z.parked_count, 2);
    assert_string_equal(z.parked[0].name, "Table 4");
    assert_int_equal(z.parked[0].total_minor, 720);
    assert_int_equal(z.parked[1].total_minor, 360);
    z_report_close(&z);
    shop_reopen(&shop);
    assert_int_equal(till_ticket(shop.till)->line_count, 1);
    assert_int_equal(till_parked_count(shop.till), 1);
    check_holds(&shop);
    shop_end(&shop);
}

static void test_odd_counts(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        int64_t counted, left;
        bool says_left, is_done;
    } rows[] = {
        {"nothing there", 0, 0, false, true},
        {"far too much", 100000000, 0, true, true},
        {"all stays", 360, 360, true, true},
        {"more is to stay than there is", 360, 361, true, false},
        {"less than nothing is to stay", 360, -1, true, false},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct shop shop;
        struct error err;
        struct z_report z = {0};
        struct till_count count = sum_of(rows[i].counted);
        shop_begin(&shop);
        sell(&shop, 1, TENDER_CASH, 360);
        bool is_done = till_close_shift(shop.till,
            &(struct till_close_order){.count = &count,
                .reason = "",
                .says_left = rows[i].says_left,
                .left_minor = rows[i].left},
            &z, &err);
        if (is_done != rows[i].is_done) {
            fail_msg("%s: %s", rows[i].label, is_done ? "closed" : err.text);
        }
        z_report_close(&z);
        check_holds(&shop); /* refused: not half a close either */
        shop_end(&shop);
    }
}

static void test_count_before_closing(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct till_count count = {.piece_count = 2};
    count.pieces[0] = (struct z_piece){"EUR", 200, 1};
    count.pieces[1] = (struct z_piece){"EUR", 20, 8};
    shop_begin(&shop);
    sell(&shop, 1, TENDER_CASH, 360);
    shop.now_ms += 1000;
    must(till_count_drawer(shop.till, &count, &err), &err);
    struct z_report z = close_with(&shop, &(struct till_close_order){.reason = ""});
    assert_true(z.has_counted);
    assert_int_equal(z.counted_minor, 360);
    assert_int_equal(z.piece_count, 2);
    z_report_close(&z);
    shop.now_ms += 1000;
    sell(&shop, 1, TENDER_CASH, 360);
    shop.now_ms += 1000;
    must(till_count_drawer(shop.till, &count, &err), &err);
    shop.now_ms += 1000;
    sell(&shop, 1, TENDER_CASH, 360); /* the count says nothing about it */
    z = close_with(&shop, &(struct till_close_order){.reason = ""});
    assert_false(z.has_counted);
    z_report_close(&z);
    check_holds(&shop);
    shop_end(&shop);
}

static void test_unseen_transfers(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    must(shop_setting_set(shop.till, "tenders", "cash,card,transfer", &err), &err);
    (void)till_tick(shop.till, true);
    int64_t seen = sell(&shop, 1, TENDER_TRANSFER, 360);
    int64_t unseen = sell(&shop, 2, TENDER_TRANSFER, 720);
    must(till_check_transfer(shop.till, seen, 1, true, &err), &err);
    must(till_check_transfer(shop.till, unseen, 1, false, &err), &err);
    struct z_report z = close_uncounted(&shop);
    assert_int_equal(z.transfer_count, 1);
    assert_int_equal(z.transfers[0].sale_id, unseen);
    assert_true(z.transfers[0].was_looked_for);
    z_report_close(&z);
    sell(&shop, 1, TENDER_CASH, 360);
    z = close_uncounted(&shop);
    assert_int_equal(z.transfer_count, 1); /* it is still on the list */
    z_report_close(&z);
    sell(&shop, 1, TENDER_CASH, 360);
    must(till_check_transfer(shop.till, unseen, 1, true, &err), &err);
    z = close_uncounted(&shop);
    assert_int_equal(z.transfer_count, 0);
    z_report_close(&z);
    check_holds(&shop);
    shop_end(&shop);
}

/* --- what a Z is ---------------------------------------------------------------------------- */

static void test_late_sale_is_in_the_next(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct z_report again = {0};
    shop_begin(&shop);
    sell(&shop, 1, TENDER_CASH, 360);
    struct z_report z = close_uncounted(&shop);
    struct buffer first = {0}, second = {0};
    z_report_print_json(&z, &first);
    z_report_close(&z);
    shop.now_ms -= 7 * 24 * 3600 * INT64_C(1000); /* the clock was wrong for one sale */
    sell(&shop, 1, TENDER_CASH, 360);
    shop.now_ms = SHOP_NOW_MS;
    must(till_z_report(shop.till, 1, &again, &err), &err);
    z_report_print_json(&again, &second);
    assert_string_equal(first.bytes, second.bytes);
    z_report_close(&again);
    z = close_uncounted(&shop);
    assert_int_equal(z.sale_count, 1);
    assert_string_equal(z.first_day, "2026-11-16");
    assert_string_equal(z.business_day, "2026-11-23");
    z_report_close(&z);
    buffer_close(&first);
    buffer_close(&second);
    check_holds(&shop);
    shop_end(&shop);
}

static void test_x_is_the_same_report(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct z_report x = {0};
    shop_begin(&shop);
    must(till_x_report(shop.till, &x, &err), &err);
    assert_int_equal(x.number, 0);
    assert_int_equal(x.sale_count, 0);
    z_report_close(&x);
    sell(&shop, 3, TENDER_CASH, 2000);
    must(till_x_report(shop.till, &x, &err), &err);
    struct z_report z = close_uncounted(&shop);
    assert_int_equal(x.gross_minor, z.gross_minor);
    assert_int_equal(x.expected_minor, z.expected_minor);
    assert_int_equal(x.grand_total_minor, z.grand_total_minor);
    z_report_close(&x);
    z_report_close(&z);
    shop_end(&shop);
}

static void test_who_may_close(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct z_report z = {0};
    shop_begin(&shop);
    sell(&shop, 1, TENDER_CASH, 360);
    must(till_act_as(shop.till, "Cashier 1", &err), &err);
    assert_false(till_close_shift(
        shop.till, &(struct till_close_order){.is_uncounted = true, .reason = ""}, &z, &err));
    assert_int_equal(err.code, ERROR_NOT_ALLOWED);
    assert_false(till_x_report(shop.till, &z, &err));
    assert_int_equal(err.code, ERROR_NOT_ALLOWED);
    assert_false(till_move_cash(shop.till, false, 100, NULL, "Milk", &err));
    assert_int_equal(err.code, ERROR_NOT_ALLOWED);
    must(till_move_cash(shop.till, true, 100, NULL, "Change", &err), &err);
    shop_end(&shop);
}

/* Signed by the till's own key, but the sums are not those of the rows. */
static void test_a_z_that_lies_is_found(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct shift_state now;
    struct close_bounds bounds;
    struct z_report z = {.currency = "EUR"};
    struct verify_report *report = calloc(1, sizeof(*report));
    shop_begin(&shop);
    sell(&shop, 1, TENDER_CASH, 360);
    struct store *store = till_store(shop.till);
    must(store_begin(store, ENTRY_CLOSE, 0, &err), &err);
    must(till_shift_state(shop.till, &now, &err), &err);
    must(close_read_bounds(store, 1, now.newest.id, NULL, &bounds, &err), &err);
    must(close_compute(store, &bounds, &z, &err), &err);
    z.grand_total_minor -= 100;
    z.left_minor = z.expected_minor;
    must(close_insert(store, now.newest.id, 0, &z, &err), &err);
    must(store_commit(store, shop.now_ms, &err), &err);
    must(store_verify(store, report, &err), &err);
    assert_int_equal(report->finding_count, 1);
    assert_non_null(strstr(report->texts[0], "something else than the rows"));
    z_report_close(&z);
    free(report);
    shop_end(&shop);
}

/* --- many days ------------------------------------------------------------------------------ */

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

static void act_at_random(struct shop *shop, uint64_t *seed)
{
    struct error err;
    int64_t pieces = 1 + next_random(seed) % 4;
    switch (next_random(seed) % 6) {
    case 0:
        must(till_move_cash(shop->till, next_random(seed) % 2 == 0, 1 + next_random(seed) % 9000,
                 NULL, "Something", &err),
            &err);
        break;
    case 1:
        sell(shop, pieces, TENDER_CARD, 360 * pieces);
        break;
    case 2: {
        int64_t sale_id = sell(shop, pieces, TENDER_CASH, 360 * pieces);
        must(till_correct_tender(shop->till, sale_id, 1, TENDER_CARD, "", &err), &err);
        break;
    }
    default:
        sell(shop, pieces, TENDER_CASH, 5000);
    }
}

static void test_random_days(void **state)
{
    (void)state;
    struct shop shop;
    uint64_t seed = 20261123;
    int64_t grand_total = 0, left = 0, receipts = 0;
    shop_begin(&shop);
    for (int day = 1; day <= 25; day++) {
        int acts = 1 + (int)(next_random(&seed) % 8);
        for (int i = 0; i < acts; i++) {
            act_at_random(&shop, &seed);
        }
        struct till_count count = sum_of(next_random(&seed) % 50000);
        bool is_counted = next_random(&seed) % 3 != 0;
        struct z_report z = close_with(&shop,
            &(struct till_close_order){
                .count = is_counted ? &count : NULL, .is_uncounted = !is_counted, .reason = ""});
        assert_int_equal(z.number, day);
        assert_int_equal(z.float_minor, left);
        assert_true(z.grand_total_minor >= grand_total);
        assert_true(z.first_receipt == 0 || z.first_receipt == receipts + 1);
        receipts = z.last_receipt != 0 ? z.last_receipt : receipts;
        grand_total = z.grand_total_minor;
        left = z.left_minor;
        z_report_close(&z);
        shop.now_ms += 24 * 3600 * INT64_C(1000);
    }
    check_holds(&shop);
    shop_end(&shop);
}

/* Four moments of the night, by the wall, before and after both changes of the clock in a year. */
static void test_business_days(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *at, *day;
    } rows[] = {
        {"Europe/Berlin", "2026-10-24T21:59:00Z", "2026-10-24"}, /* 23:59 */
        {"Europe/Berlin", "2026-10-24T22:01:00Z", "2026-10-24"}, /* 00:01 */
        {"Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-24"}, /* 02:30 the second time */
        {"Europe/Berlin", "2026-10-25T02:59:00Z", "2026-10-24"}, /* 03:59 */
        {"Europe/Berlin", "2026-10-25T03:01:00Z", "2026-10-25"}, /* 04:01 */
        {"Europe/Berlin", "2027-03-27T22:59:00Z", "2027-03-27"}, /* 23:59 */
        {"Europe/Berlin", "2027-03-27T23:01:00Z", "2027-03-27"}, /* 00:01 */
        {"Europe/Berlin", "2027-03-28T01:59:00Z", "2027-03-27"}, /* 03:59 */
        {"Europe/Berlin", "2027-03-28T02:01:00Z", "2027-03-28"}, /* 04:01 */
        {"America/New_York", "2026-11-01T03:59:00Z", "2026-10-31"},
        {"America/New_York", "2026-11-01T04:01:00Z", "2026-10-31"},
        {"America/New_York", "2026-11-01T08:59:00Z", "2026-10-31"},
        {"America/New_York", "2026-11-01T09:01:00Z", "2026-11-01"},
        {"America/New_York", "2027-03-14T04:59:00Z", "2027-03-13"},
        {"America/New_York", "2027-03-14T05:01:00Z", "2027-03-13"},
        {"America/New_York", "2027-03-14T07:59:00Z", "2027-03-13"},
        {"America/New_York", "2027-03-14T08:01:00Z", "2027-03-14"},
    };
    struct shop shop;
    struct error err;
    shop_begin(&shop);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        must(shop_setting_set(shop.till, "timezone", rows[i].zone, &err), &err);
        (void)till_tick(shop.till, true);
        must(time_parse(text_view_of(rows[i].at), &shop.now_ms, &err), &err);
        sell(&shop, 1, TENDER_CASH, 360);
        struct z_report z = close_uncounted(&shop);
        if (strcmp(till_receipt(shop.till)->sale.business_day, rows[i].day) != 0 ||
            strcmp(z.business_day, rows[i].day) != 0 || strcmp(z.last_day, rows[i].day) != 0) {
            fail_msg("%s in %s: %s, Z %s", rows[i].at, rows[i].zone,
                till_receipt(shop.till)->sale.business_day, z.business_day);
        }
        z_report_close(&z);
    }
    check_holds(&shop);
    shop_end(&shop);
}

/* The paper tells nothing of the cash while the drawer is counted blind. */
static void test_blind_paper(void **state)
{
    (void)state;
    struct shop shop;
    struct error err;
    struct z_report preview = {0};
    shop_begin(&shop);
    sell(&shop, 3, TENDER_CASH, 2000);
    must(till_close_preview(shop.till, false, &preview, &err), &err);
    assert_int_equal(preview.number, 1);
    struct buffer blind = {0}, seen = {0};
    struct z_paper paper = z_paper_make(&preview, true);
    z_paper_print(&paper, &blind);
    z_paper_close(&paper);
    paper = z_paper_make(&preview, false);
    z_paper_print(&paper, &seen);
    z_paper_close(&paper);
    assert_null(strstr(blind.bytes, "10.80"));
    assert_null(strstr(blind.bytes, "9.08"));
    assert_non_null(strstr(seen.bytes, "10.80"));
    for (const char *line = seen.bytes; *line != '\0';) {
        const char *end = strchr(line, '\n');
        assert_non_null(end);
        struct text_view row = {line, (size_t)(end - line)};
        assert_true(text_view_count_characters(row) <= Z_PAPER_COLUMNS);
        line = end + 1;
    }
    z_report_close(&preview);
    buffer_close(&blind);
    buffer_close(&seen);
    shop_end(&shop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_sale_opens),
        cmocka_unit_test(test_second_close_of_a_day),
        cmocka_unit_test(test_foreign_cash),
        cmocka_unit_test(test_corrected_tender),
        cmocka_unit_test(test_parked_are_carried_over),
        cmocka_unit_test(test_odd_counts),
        cmocka_unit_test(test_count_before_closing),
        cmocka_unit_test(test_unseen_transfers),
        cmocka_unit_test(test_late_sale_is_in_the_next),
        cmocka_unit_test(test_x_is_the_same_report),
        cmocka_unit_test(test_who_may_close),
        cmocka_unit_test(test_a_z_that_lies_is_found),
        cmocka_unit_test(test_random_days),
        cmocka_unit_test(test_business_days),
        cmocka_unit_test(test_blind_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
