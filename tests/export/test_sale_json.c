#include "tests/support.h"

#include <jansson.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "domain/sale.h"
#include "export/json_write.h"
#include "export/sale_json.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
#define SOLD_AT_MS INT64_C(1795437660000) /* 2026-11-23T12:41:00Z */

/* A sale with one rate twice, two taxes on one line, a discount, a split payment with cash
 * rounding, and texts that need escaping. The struct borrows everything: no sale_close. */
static struct sale_line lines[] = {
    {.sku = (char[]){"FLATW"},
        .name = (char[]){"Flat white"},
        .category = (char[]){"Coffee"},
        .unit = "each",
        .tax_code = "19",
        .quantity_milli = 2000,
        .unit_price_minor = 360,
        .discount_minor = 72,
        .net_minor = 545,
        .tax_minor = 103,
        .gross_minor = 648,
        .tax_count = 1,
        .taxes = {{190000, 103}}},
    {.sku = (char[]){"B\"1\\\n\x01"},
        .name = (char[]){"Bohnen"},
        .category = (char[]){"Beans"},
        .unit = "kg",
        .tax_code = "5+9.975",
        .quantity_milli = 412,
        .unit_price_minor = 2000,
        .net_minor = 717,
        .tax_minor = 107,
        .gross_minor = 824,
        .tax_count = 2,
        .taxes = {{50000, 36}, {99750, 71}}},
    {.sku = (char[]){"CROIB"},
        .name = (char[]){"Cröissant"},
        .category = (char[]){"Bakery"},
        .unit = "each",
        .tax_code = "19",
        .quantity_milli = 1000,
        .unit_price_minor = 119,
        .net_minor = 100,
        .tax_minor = 19,
        .gross_minor = 119,
        .tax_count = 1,
        .taxes = {{190000, 19}}},
};

static struct sale_payment payments[] = {
    {.tender = "card",
        .amount_minor = 600,
        .tendered_minor = 600,
        .currency = "EUR",
        .reference = "T-77",
        .paid_at_ms = SOLD_AT_MS},
    {.tender = "cash",
        .amount_minor = 990,
        .tendered_minor = 1000,
        .change_minor = 10,
        .currency = "EUR",
        .paid_at_ms = SOLD_AT_MS},
};

static struct sale sample(void)
{
    return (struct sale){.id = INT64_C(1000000000124),
        .business_day = "2026-11-23",
        .sold_at_ms = SOLD_AT_MS,
        .staff_name = "Cashier 1",
        .kind = "sale",
        .currency = "EUR",
        .prices = "gross",
        .rounding = "line",
        .net_minor = 1362,
        .tax_minor = 229,
        .gross_minor = 1591,
        .cash_rounding_minor = -1,
        .ref = "WEB-1",
        .lines = lines,
        .line_count = ARRAY_LENGTH(lines),
        .payments = payments,
        .payment_count = ARRAY_LENGTH(payments)};
}

/* Every key stands in its place, amounts have the currency's decimals, and the whole is what an
 * independent reader takes for JSON. */
static void test_golden(void **state)
{
    (void)state;
    static const char expected[] =
        "{\"sale\":\"1-000124\",\"ref\":\"WEB-1\",\"at\":\"2026-11-23T12:41:00Z\","
        "\"business_day\":\"2026-11-23\",\"lines\":["
        "{\"sku\":\"FLATW\",\"qty\":\"2\",\"unit_price\":\"3.60\",\"discount\":\"0.72\","
        "\"net\":\"5.45\",\"tax_rate\":\"19\",\"tax\":\"1.03\",\"gross\":\"6.48\"},"
        "{\"sku\":\"B\\\"1\\\\\\n\\u0001\",\"qty\":\"0.412\",\"unit_price\":\"20.00\","
        "\"discount\":\"0.00\",\"net\":\"7.17\",\"tax_rate\":\"5+9.975\",\"tax\":\"1.07\","
        "\"gross\":\"8.24\"},"
        "{\"sku\":\"CROIB\",\"qty\":\"1\",\"unit_price\":\"1.19\",\"discount\":\"0.00\","
        "\"net\":\"1.00\",\"tax_rate\":\"19\",\"tax\":\"0.19\",\"gross\":\"1.19\"}],"
        "\"net\":\"13.62\",\"tax\":\"2.29\",\"gross\":\"15.91\",\"taxes\":["
        "{\"rate\":\"5\",\"base\":\"7.17\",\"tax\":\"0.36\"},"
        "{\"rate\":\"9.975\",\"base\":\"7.17\",\"tax\":\"0.71\"},"
        "{\"rate\":\"19\",\"base\":\"6.45\",\"tax\":\"1.22\"}],\"tenders\":["
        "{\"tender\":\"card\",\"amount\":\"6.00\",\"tendered\":\"6.00\",\"change\":\"0.00\","
        "\"currency\":\"EUR\",\"reference\":\"T-77\"},"
        "{\"tender\":\"cash\",\"amount\":\"9.90\",\"tendered\":\"10.00\",\"change\":\"0.10\","
        "\"currency\":\"EUR\",\"reference\":\"\"}],"
        "\"rounding\":\"-0.01\",\"change\":\"0.10\",\"campaign\":null,\"channel\":null}";
    struct sale sale = sample();
    struct buffer out = {0};
    sale_json_append(&out, &sale);
    assert_string_equal(out.bytes, expected);

    json_error_t problem;
    json_t *read = json_loadb(out.bytes, out.size, JSON_REJECT_DUPLICATES, &problem);
    assert_non_null(read);
    json_t *line = json_array_get(json_object_get(read, "lines"), 1);
    assert_string_equal(json_string_value(json_object_get(line, "sku")), lines[1].sku);
    json_decref(read);
    buffer_close(&out);
}

/* Yen have no decimals and dinars three; a sale without lines and payments is still whole. */
static void test_currencies(void **state)
{
    (void)state;
    static const struct {
        const char *currency, *gross;
    } rows[] = {{"JPY", "\"gross\":\"1591\""}, {"KWD", "\"gross\":\"1.591\""},
        {"EUR", "\"gross\":\"15.91\""}};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct sale sale = {.gross_minor = 1591, .id = 1};
        snprintf(sale.currency, sizeof(sale.currency), "%s", rows[i].currency);
        struct buffer out = {0};
        sale_json_append(&out, &sale);
        assert_non_null(strstr(out.bytes, rows[i].gross));
        assert_non_null(strstr(out.bytes, "\"lines\":[]"));
        assert_non_null(strstr(out.bytes, "\"ref\":null"));
        buffer_close(&out);
    }
}

/* The last touch that counts is credited: not one that was only shown, none older than the
 * window; of two at the same moment the later row. */
static void test_credited(void **state)
{
    (void)state;
    static const struct {
        const char *label, *kinds[3];
        int64_t age_ms[3];
        int credited;
    } rows[] = {
        {"none", {NULL}, {0}, -1},
        {"one", {"scanned"}, {0}, 0},
        {"the last by time", {"scanned", "typed"}, {10, 20}, 0},
        {"equal times", {"scanned", "typed"}, {10, 10}, 1},
        {"shown never", {"scanned", "shown"}, {10, 0}, 0},
        {"shown alone", {"shown"}, {0}, -1},
        {"window's edge", {"scanned"}, {30 * DAY_MS}, 0},
        {"beyond the window", {"scanned"}, {30 * DAY_MS + 1}, -1},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct sale_touch touches[3] = {0};
        struct sale sale = sample();
        sale.touches = touches;
        for (size_t k = 0; k < 3 && rows[i].kinds[k] != NULL; k++) {
            snprintf(touches[k].kind, sizeof(touches[k].kind), "%s", rows[i].kinds[k]);
            touches[k].touched_at_ms = SOLD_AT_MS - rows[i].age_ms[k];
            sale.touch_count++;
        }
        const struct sale_touch *credited = sale_credited_touch(&sale);
        const struct sale_touch *wanted = rows[i].credited < 0 ? NULL : &touches[rows[i].credited];
        if (credited != wanted) {
            fail_msg("%s", rows[i].label);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_currencies),
        cmocka_unit_test(test_credited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
