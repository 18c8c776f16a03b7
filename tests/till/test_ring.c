#include "tests/till/shop.h"

#include "base/text.h"
#include "domain/sale.h"
#include "store/store.h"
#include "till/campaign.h"
#include "till/pay.h"
#include "till/ring.h"
#include "till/sell.h"

static int setup(void **state)
{
    struct shop *shop = calloc(1, sizeof(*shop));
    shop_make(shop, "gross", "line", "EUR", true);
    shop_open(shop, TILL_OPEN_BATCH);
    *state = shop;
    return 0;
}

static int teardown(void **state)
{
    shop_end(*state);
    free(*state);
    return 0;
}

static bool ring_text(
    struct shop *shop, const char *text, struct ring_result *result, struct error *err)
{
    return ring_line(shop->till, text_view_of(text), result, err);
}

static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33);
}

#define LATTE "{\"sku\":\"FLATW\",\"qty\":\"1\"}"
#define CASH "{\"tender\":\"cash\",\"amount\":\"10.00\"}"

struct refusal {
    const char *label, *line, *words;
};

/* What cannot be rung says where and why, and takes no receipt number. */
static void test_refusals(void **state)
{
    static const struct refusal cases[] = {
        {"nothing", "", "column"},
        {"no JSON", "{\"lines\":", "column"},
        {"two objects", "{} {}", "column"},
        {"a list", "[]", "a sale must be an object"},
        {"no lines", "{\"pay\":[" CASH "]}", "lines is missing"},
        {"empty lines", "{\"lines\":[],\"pay\":[" CASH "]}", "lines is empty"},
        {"lines no list", "{\"lines\":{}}", "lines must be a list"},
        {"line no object", "{\"lines\":[1]}", "lines[0]: it must be an object"},
        {"no sku", "{\"lines\":[{\"qty\":\"1\"}]}", "lines[0]: sku is missing"},
        {"sku a number", "{\"lines\":[{\"sku\":1,\"qty\":\"1\"}]}",
            "lines[0]: sku must be a string"},
        {"unknown sku", "{\"lines\":[" LATTE ",{\"sku\":\"flatw\",\"qty\":\"1\"}]}",
            "lines[1]: the sku \"flatw\" is not in the catalogue"},
        {"no qty", "{\"lines\":[{\"sku\":\"FLATW\"}]}", "lines[0]: qty is missing"},
        {"qty a number", "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":1}]}",
            "lines[0]: qty must be a string"},
        {"qty 0", "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"0\"}]}", "lines[0]: qty is 0"},
        {"qty below 0", "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"-1\"}]}",
            "lines[0]: qty is below 0"},
        {"qty too fine", "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"0.0001\"}]}", "lines[0]: qty: "},
        {"qty a formula", "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"1e3\"}]}", "lines[0]: qty: "},
        {"price too fine", "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"1\",\"price\":\"1.005\"}]}",
            "lines[0]: price: "},
        {"price below 0", "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"1\",\"price\":\"-1\"}]}",
            "lines[0]: price is below 0"},
        {"price null", "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"1\",\"price\":null}]}",
            "lines[0]: price must be a string"},
        {"discount above all",
            "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"1\",\"discount\":\"101%\"}]}",
            "lines[0]: discount: "},
        {"discount below 0",
            "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"1\",\"discount\":\"-0.50\"}]}",
            "lines[0]: discount is below 0"},
        {"misspelt", "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"1\",\"discont\":\"10%\"}]}",
            "lines[0]: \"discont\" is not known here"},
        {"misspelt on top", "{\"lines\":[" LATTE "],\"payments\":[]}",
            "\"payments\" is not known here"},
        {"twice", "{\"lines\":[" LATTE "],\"lines\":[" LATTE "]}", "column"},
        {"nothing paid", "{\"lines\":[" LATTE "]}", "0.00 was paid and 3.60 is due"},
        {"not enough",
            "{\"lines\":[" LATTE "],\"pay\":[{\"tender\":\"card\",\"amount\":\"3.59\"}]}",
            "3.59 was paid and 3.60 is due"},
        {"too much by card",
            "{\"lines\":[" LATTE "],\"pay\":[{\"tender\":\"card\",\"amount\":\"3.61\"}]}",
            "3.61 was paid without cash"},
        {"tender unknown",
            "{\"lines\":[" LATTE "],\"pay\":[{\"tender\":\"gold\",\"amount\":\"3.60\"}]}",
            "pay[0]: tender is none of cash, card"},
        {"paid 0", "{\"lines\":[" LATTE "],\"pay\":[{\"tender\":\"cash\",\"amount\":\"0\"}]}",
            "0.00 was paid and 3.60 is due"},
        {"no time", "{\"at\":\"yesterday\",\"lines\":[" LATTE "],\"pay\":[" CASH "]}", "at: "},
        {"time without zone",
            "{\"at\":\"2026-11-23T12:00:00\",\"lines\":[" LATTE "],\"pay\":[" CASH "]}", "at: "},
        {"empty ref", "{\"ref\":\"\",\"lines\":[" LATTE "],\"pay\":[" CASH "]}", "ref is empty"},
        {"ref a number", "{\"ref\":7,\"lines\":[" LATTE "],\"pay\":[" CASH "]}",
            "ref must be a string"},
        {"scan a word", "{\"scan\":\"x\",\"lines\":[" LATTE "],\"pay\":[" CASH "]}",
            "scan must be a list"},
    };
    struct shop *shop = *state;
    struct ring_result result = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        struct error err = {.code = ERROR_NONE};
        if (ring_text(shop, cases[i].line, &result, &err) ||
            strncmp(err.text, cases[i].words, strlen(cases[i].words)) != 0) {
            fail_msg("%s: %s", cases[i].label, err.text);
        }
    }
    struct error err;
    must(ring_text(shop, "{\"lines\":[" LATTE "],\"pay\":[" CASH "]}", &result, &err), &err);
    assert_int_equal(id_n(result.sale.id), 1);
    ring_result_close(&result);
}

/* The same reference again is the same sale, whatever else the line says. */
static void test_ref(void **state)
{
    struct shop *shop = *state;
    struct ring_result result = {0};
    struct error err;
    must(ring_text(
             shop, "{\"ref\":\"WEB-1\",\"lines\":[" LATTE "],\"pay\":[" CASH "]}", &result, &err),
        &err);
    int64_t id = result.sale.id;
    ring_result_close(&result);
    must(ring_text(shop, "{\"ref\":\"WEB-1\",\"lines\":[]}", &result, &err), &err);
    assert_int_equal(result.known_sale_id, id);
    ring_result_close(&result);
    must(ring_text(
             shop, "{\"ref\":\"web-1\",\"lines\":[" LATTE "],\"pay\":[" CASH "]}", &result, &err),
        &err);
    assert_int_equal(result.known_sale_id, 0);
    assert_int_equal(id_n(result.sale.id), 2);
    ring_result_close(&result);
}

/* Its own time and its own business day; 0.00 needs no payment; a price overrules the catalogue. */
static void test_details(void **state)
{
    struct shop *shop = *state;
    struct ring_result result = {0};
    struct error err;
    must(ring_text(shop,
             "{\"at\":\"2026-11-20T00:30:00Z\",\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"2\","
             "\"price\":\"1.00\",\"discount\":\"100%\"}]}",
             &result, &err),
        &err);
    assert_string_equal(result.sale.business_day, "2026-11-19");
    assert_int_equal(result.sale.sold_at_ms, INT64_C(1795134600000));
    assert_int_equal(result.sale.gross_minor, 0);
    assert_int_equal(result.sale.lines[0].discount_minor, 200);
    assert_int_equal(result.sale.payment_count, 0);
    ring_result_close(&result);

    must(ring_text(shop,
             "{\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"1\",\"discount\":\"0.00\"},"
             "{\"sku\":\"FLATW\",\"qty\":\"1\",\"discount\":\"0.50\"}],"
             "\"pay\":[{\"tender\":\"card\",\"amount\":\"5.00\",\"reference\":\"R-9\"},"
             "{\"tender\":\"cash\",\"amount\":\"2.00\"}]}",
             &result, &err),
        &err);
    assert_int_equal(result.sale.gross_minor, 670);
    assert_int_equal(result.sale.line_count, 2);
    assert_int_equal(result.sale.payments[1].change_minor, 30);
    assert_string_equal(result.sale.payments[0].reference, "R-9");
    assert_int_equal(result.sale.sold_at_ms, SHOP_NOW_MS);
    ring_result_close(&result);
}

/* A code attaches its campaign and its offer; a bad one is a warning and stops nothing. */
static void test_scan(void **state)
{
    struct shop *shop = *state;
    struct ring_result result = {0};
    struct campaign_link link;
    struct error err;
    char line[512];
    must(campaign_open_link(shop->till, "SPRING", "flyer", &link, &err), &err);
    snprintf(line, sizeof(line),
        "{\"scan\":[\"%s\",\"0000-0000-0000-0000\",\"4006381333931\"],"
        "\"lines\":[{\"sku\":\"HARB\",\"qty\":\"1\"},"
        "{\"sku\":\"HARB\",\"qty\":\"1\",\"discount\":\"0.05\"}],"
        "\"pay\":[{\"tender\":\"cash\",\"amount\":\"20.00\"}]}",
        link.token);
    must(ring_text(shop, line, &result, &err), &err);
    assert_int_equal(result.warning_count, 2);
    assert_string_equal(result.warnings[1], "scan[2]: it is no code of a campaign");
    assert_int_equal(result.sale.touch_count, 1);
    assert_string_equal(result.sale.touches[0].campaign_code, "SPRING");
    assert_int_equal(result.sale.lines[0].discount_minor, 95);
    assert_int_equal(result.sale.lines[1].discount_minor, 5);
    assert_string_equal(result.sale.lines[0].discount_words, "Spring booth −10 %");
    ring_result_close(&result);
}

/* A line as long as a sale may be is rung, a longer one refused. */
static void test_long(void **state)
{
    struct shop *shop = *state;
    struct ring_result result = {0};
    struct error err;
    for (int count = TICKET_LINES_MAX; count <= TICKET_LINES_MAX + 1; count++) {
        struct buffer line = {0};
        buffer_append_text(
            &line, "{\"pay\":[{\"tender\":\"cash\",\"amount\":\"9000\"}],\"lines\":[");
        for (int i = 0; i < count; i++) {
            buffer_format(&line, "%s" LATTE, i > 0 ? "," : "");
        }
        buffer_append_text(&line, "]}");
        bool is_rung = ring_text(shop, line.bytes, &result, &err);
        assert_int_equal(is_rung, count == TICKET_LINES_MAX);
        if (is_rung) {
            assert_int_equal(result.sale.gross_minor, 360 * TICKET_LINES_MAX);
            ring_result_close(&result);
        }
        buffer_close(&line);
    }
    char *huge = calloc(1, RING_LINE_BYTES_MAX + 2);
    memset(huge, ' ', RING_LINE_BYTES_MAX + 1);
    assert_false(ring_text(shop, huge, &result, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    free(huge);
}

/* Whatever arrives is rung and adds up, or is refused with a word; nothing in between. */
static void test_mutations(void **state)
{
    static const char good[] =
        "{\"at\":\"2026-11-23T12:41:00Z\",\"lines\":[{\"sku\":\"FLATW\",\"qty\":\"2\","
        "\"price\":\"3.60\",\"discount\":\"10%\"}],\"pay\":[{\"tender\":\"cash\","
        "\"amount\":\"30.00\"}],\"scan\":[\"4400-0000-04KD-J969\"],\"ref\":\"WEB-1\"}";
    static const char bytes[] = "\"{}[]:,.-%0129eE+ \\\x01\xff";
    struct shop *shop = *state;
    uint64_t seed = 4711;
    size_t rung = 0;
    for (int round = 0; round < 3000; round++) {
        char line[sizeof(good)];
        struct ring_result result = {0};
        struct error err = {.code = ERROR_NONE};
        memcpy(line, good, sizeof(good));
        for (uint32_t i = 1 + next_random(&seed) % 3; i > 0; i--) {
            line[next_random(&seed) % (sizeof(good) - 1)] =
                bytes[next_random(&seed) % (sizeof(bytes) - 1)];
        }
        struct text_view view = {line, sizeof(good) - 1};
        if (ring_line(shop->till, view, &result, &err)) {
            assert_true(result.known_sale_id != 0 || sale_is_consistent(&result.sale));
            rung += result.known_sale_id == 0;
            ring_result_close(&result);
        } else {
            assert_true(err.text[0] != '\0');
        }
    }
    assert_true(rung > 0);
}

/* --- the same sale by two ways ------------------------------------------------------------- */

static const char *const SKUS[] = {"ESPR", "FLATW", "OATM", "CROIB", "SOUR", "HARB", "V60"};
static const char *const DISCOUNTS[] = {"10%", "33.3333%", "0.01", "0.50", "100%", "500.00"};

/* Appends a random line to the sale, and to the ticket by the till's verbs at the counter. */
static void random_line(struct till *till, uint64_t *seed, struct buffer *line)
{
    struct error err;
    struct till_outcome outcome;
    const char *sku = SKUS[next_random(seed) % ARRAY_LENGTH(SKUS)];
    int64_t quantity_milli = 1 + next_random(seed) % 9999;
    char quantity[QUANTITY_TEXT_MAX];
    must(till_scan(till, text_view_of(sku), SCAN_ANY, quantity_milli, TOUCH_TYPED, &outcome, &err),
        &err);
    size_t index = outcome.line_index;
    buffer_format(line, "%s{\"sku\":\"%s\",\"qty\":\"%s\"", index > 0 ? "," : "", sku,
        quantity_print(quantity_milli, quantity));
    if (next_random(seed) % 3 == 0) {
        int64_t price_minor = next_random(seed) % 5000;
        buffer_format(
            line, ",\"price\":\"%d.%02d\"", (int)(price_minor / 100), (int)(price_minor % 100));
        must(till_set_price(till, index, price_minor, &err), &err);
    }
    if (next_random(seed) % 2 == 0) {
        const char *text = DISCOUNTS[next_random(seed) % ARRAY_LENGTH(DISCOUNTS)];
        struct discount discount = {.kind = DISCOUNT_AMOUNT};
        uint32_t rate_ppm;
        if (rate_parse(text_view_of(text), &rate_ppm, &err) && strchr(text, '%') != NULL) {
            discount = (struct discount){.kind = DISCOUNT_PERCENT, .value = rate_ppm};
        } else {
            must(
                money_parse(text_view_of(text), currency_find("EUR"), &discount.value, &err), &err);
        }
        buffer_format(line, ",\"discount\":\"%s\"", text);
        must(till_discount_line(till, index, discount, &err), &err);
    }
    buffer_append_char(line, '}');
}

static void expect_equal(const struct sale *sale, const struct ticket_figures *figures)
{
    assert_int_equal(sale->line_count, figures->line_count);
    assert_int_equal(sale->gross_minor, figures->gross_minor);
    assert_int_equal(sale->tax_minor, figures->tax_minor);
    for (size_t i = 0; i < sale->line_count; i++) {
        assert_int_equal(sale->lines[i].net_minor, figures->lines[i].net_minor);
        assert_int_equal(sale->lines[i].tax_minor, figures->lines[i].tax_minor);
        assert_int_equal(sale->lines[i].gross_minor, figures->lines[i].gross_minor);
        assert_int_equal(sale->lines[i].discount_minor, figures->lines[i].discount_minor);
    }
}

/* What other software rings comes to what the counter comes to, to the cent of every line. */
static void same_by_both_ways(const char *prices, const char *rounding)
{
    struct shop shop;
    struct error err;
    struct till *counter;
    uint64_t seed = 20261123;
    shop_make(&shop, prices, rounding, "EUR", true);
    shop_open(&shop, TILL_OPEN_BATCH);
    must(till_open(shop.path, clock_manual(&shop.now_ms), 0, &counter, &err), &err);
    must(till_act_as(counter, "Manager", &err), &err);
    for (int round = 0; round < 60; round++) {
        struct buffer line = {0};
        struct ring_result result = {0};
        buffer_append_text(&line, "{\"lines\":[");
        /* Each product once, so that the counter does not put two lines together. */
        size_t count = 1 + next_random(&seed) % 4;
        while (till_ticket(counter)->line_count < count) {
            size_t before = till_ticket(counter)->line_count;
            struct buffer part = {0};
            random_line(counter, &seed, &part);
            if (till_ticket(counter)->line_count > before) {
                buffer_append(&line, part.bytes, part.size);
            } else {
                must(till_cancel(counter, "", &err), &err);
                buffer_clear(&line);
                buffer_append_text(&line, "{\"lines\":[");
            }
            buffer_close(&part);
        }
        int64_t gross_minor = till_figures(counter)->gross_minor;
        buffer_append_text(&line, "],\"pay\":[");
        if (gross_minor > 0) {
            buffer_format(&line, "{\"tender\":\"card\",\"amount\":\"%lld.%02lld\"}",
                (long long)(gross_minor / 100), (long long)(gross_minor % 100));
        }
        buffer_append_text(&line, "]}");
        if (!ring_line(shop.till, (struct text_view){line.bytes, line.size}, &result, &err)) {
            fail_msg("%s: %s", line.bytes, err.text);
        }
        expect_equal(&result.sale, till_figures(counter));
        ring_result_close(&result);
        buffer_close(&line);
        must(till_cancel(counter, "", &err), &err);
    }
    till_close(counter);
    shop_end(&shop);
}

static void test_same_gross_line(void **state)
{
    (void)state;
    same_by_both_ways("gross", "line");
}

static void test_same_net_document(void **state)
{
    (void)state;
    same_by_both_ways("net", "document");
}

/* Ringing in the background leaves the ticket on the counter's screen alone. */
static void test_beside_the_counter(void **state)
{
    struct shop *shop = *state;
    struct till *counter;
    struct till_outcome outcome;
    struct ring_result result = {0};
    struct error err;
    must(till_open(shop->path, clock_manual(&shop->now_ms), 0, &counter, &err), &err);
    must(till_scan(counter, text_view_of("HARB"), SCAN_ANY, TILL_QUANTITY_ASK, TOUCH_TYPED,
             &outcome, &err),
        &err);
    must(ring_text(shop, "{\"lines\":[" LATTE "],\"pay\":[" CASH "]}", &result, &err), &err);
    ring_result_close(&result);
    assert_int_equal(till_ticket(counter)->line_count, 1);
    struct tender cash = {.kind = TENDER_CASH, .tendered_minor = 950};
    must(till_pay(counter, &cash, &err), &err);
    assert_int_equal(id_n(till_receipt(counter)->sale.id), 2);
    till_close(counter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_refusals, setup, teardown),
        cmocka_unit_test_setup_teardown(test_ref, setup, teardown),
        cmocka_unit_test_setup_teardown(test_details, setup, teardown),
        cmocka_unit_test_setup_teardown(test_scan, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long, setup, teardown),
        cmocka_unit_test_setup_teardown(test_mutations, setup, teardown),
        cmocka_unit_test(test_same_gross_line),
        cmocka_unit_test(test_same_net_document),
        cmocka_unit_test_setup_teardown(test_beside_the_counter, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
