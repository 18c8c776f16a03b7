#include "tests/support.h"

/* What must hold: a report printed, read and printed again is the same bytes, whatever of it is
 * there; amounts have their currency's decimals; a text that is damaged anywhere is refused; the
 * equations of the header tell a report that adds up from one that does not. */

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "domain/z_report.h"

static void *rows(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    assert_non_null(memory);
    return memory;
}

/* One of everything, in euros: a sale of 119.00 at 19 %, one gift card of 50.00, a foreign note. */
static struct z_report full_report(void)
{
    struct z_report z = {.number = 2,
        .shift_number = 3,
        .node = 1001,
        .till = "Till 1b",
        .shop = "Caf\xc3\xa9 \"Nord\"",
        .business_day = "2026-11-23",
        .opened_at_ms = 1795000000000,
        .closed_at_ms = 1795000000123,
        .timezone = "Europe/Berlin",
        .currency = "EUR",
        .first_receipt = 62,
        .last_receipt = 63,
        .sale_count = 2,
        .sales_minor = 16900,
        .net_minor = 10000,
        .tax_minor = 1900,
        .gross_minor = 11900,
        .voucher_sold_count = 1,
        .voucher_sold_minor = 5000,
        .float_minor = 10000,
        .cash_sales_minor = 16900,
        .pay_in_count = 1,
        .pay_in_minor = 500,
        .expected_minor = 27400,
        .has_counted = true,
        .counted_minor = 27200,
        .difference_minor = -200,
        .reason = "Wrong change",
        .left_minor = 10000,
        .taken_minor = 17200,
        .grand_total_minor = 99999999999};
    z.tax_codes = rows(z.tax_code_count = 1, sizeof(*z.tax_codes));
    z.tax_codes[0] = (struct z_tax_code){"19", 1, 10000, 1900, 11900};
    z.taxes = rows(z.tax_count = 1, sizeof(*z.taxes));
    z.taxes[0] = (struct z_tax){190000, 10000, 1900};
    z.tenders = rows(z.tender_count = 2, sizeof(*z.tenders));
    z.tenders[0] = (struct z_tender){"cash", 2, 17400, -500, 16900};
    z.tenders[1] = (struct z_tender){"card", 0, -500, 500, 0};
    z.movements = rows(z.movement_count = 1, sizeof(*z.movements));
    z.movements[0] =
        (struct z_movement){"pay_in", 500, "EUR", "Change", "Cashier 1", 1795000000000};
    z.pieces = rows(z.piece_count = 2, sizeof(*z.pieces));
    z.pieces[0] = (struct z_piece){"EUR", 5000, 2};
    z.pieces[1] = (struct z_piece){"JPY", 1000, 1};
    z.foreign = rows(z.foreign_count = 1, sizeof(*z.foreign));
    z.foreign[0] = (struct z_foreign){
        .currency = "JPY", .count = 1, .received_minor = 1000, .expected_minor = 1000};
    z.transfers = rows(z.transfer_count = 1, sizeof(*z.transfers));
    z.transfers[0] = (struct z_transfer){1001000000000062, 1, 8600, "RF18", true};
    z.parked = rows(z.parked_count = 1, sizeof(*z.parked));
    z.parked[0] = (struct z_parked){"12:42 Flat white", 2, 980};
    z.campaigns = rows(z.campaign_count = 1, sizeof(*z.campaigns));
    z.campaigns[0] = (struct z_campaign){"", "", 2, 11900};
    return z;
}

static char *print(const struct z_report *report)
{
    struct buffer out = {0};
    z_report_print_json(report, &out);
    return out.bytes;
}

static void check_round_trip(const struct z_report *report)
{
    struct z_report read = {0};
    struct error err;
    char *text = print(report);
    assert_true(z_report_parse_json(text_view_of(text), &read, &err));
    char *again = print(&read);
    assert_string_equal(again, text);
    z_report_close(&read);
    free(again);
    free(text);
}

static void test_round_trip(void **state)
{
    (void)state;
    struct z_report empty = {.currency = "KWD"};
    struct z_report full = full_report();
    check_round_trip(&empty);
    check_round_trip(&full);
    char *text = print(&full);
    assert_non_null(strstr(text, "\"counted\":\"272.00\""));
    assert_non_null(strstr(text, "\"received\":\"1000\""));
    assert_non_null(strstr(text, "\"first\":\"1b-000062\""));
    assert_non_null(strstr(text, "\"total\":null"));
    assert_non_null(strstr(text, "\"report\":\"z\""));
    free(text);
    z_report_close(&full);
}

static void test_damage_is_refused(void **state)
{
    (void)state;
    struct z_report full = full_report();
    char *text = print(&full);
    static const struct {
        const char *label, *of, *to;
    } rows_of_damage[] = {
        {"another version", "\"version\":1", "\"version\":2"},
        {"a number as a text", "\"shift\":3", "\"shift\":\"\""},
        {"an amount that is none", "\"tax\":\"19.00\"", "\"tax\":\"19,00\""},
        {"a key less", "\"movements\"", "\"movement_\""},
        {"rows that are no rows", "\"parked\":[{", "\"parked\":0,{"},
        {"too many decimals", "\"received\":\"1000\"", "\"received\":\"10.0\""},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows_of_damage); i++) {
        struct z_report read = {0};
        struct error err;
        char *damaged = strdup(text);
        char *at = strstr(damaged, rows_of_damage[i].of);
        assert_non_null(at);
        memcpy(at, rows_of_damage[i].to, strlen(rows_of_damage[i].to));
        if (z_report_parse_json(text_view_of(damaged), &read, &err)) {
            fail_msg("%s was read", rows_of_damage[i].label);
        }
        assert_int_equal(err.code, ERROR_CORRUPT);
        free(damaged);
    }
    free(text);
    z_report_close(&full);
}

static void test_equations(void **state)
{
    (void)state;
    struct z_report z = full_report();
    assert_true(z_report_is_consistent(&z));
    int64_t *const sums[] = {&z.sales_minor, &z.net_minor, &z.tax_minor, &z.gross_minor,
        &z.voucher_sold_minor, &z.rounding_minor, &z.tip_minor, &z.float_minor, &z.cash_sales_minor,
        &z.corrected_cash_minor, &z.pay_in_minor, &z.pay_out_minor, &z.expected_minor,
        &z.counted_minor, &z.difference_minor, &z.left_minor, &z.taxes[0].tax_minor,
        &z.tax_codes[0].net_minor, &z.tenders[0].moved_minor, &z.tenders[1].amount_minor,
        &z.campaigns[0].amount_minor};
    for (size_t i = 0; i < ARRAY_LENGTH(sums); i++) {
        *sums[i] += 1;
        if (z_report_is_consistent(&z)) {
            fail_msg("sum %zu may be anything", i);
        }
        *sums[i] -= 1;
    }
    assert_true(z_report_is_consistent(&z));
    assert_int_equal(z_report_tender(&z, "cash"), 16900);
    assert_int_equal(z_report_tender(&z, "voucher"), 0);
    z_report_close(&z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_damage_is_refused),
        cmocka_unit_test(test_equations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
