/* Rates, tax codes, offers, ids and receipt numbers: what is printed reads back as the same, and
 * what is not of their form is refused. */

#include "tests/support.h"

#include "base/error.h"
#include "domain/id.h"
#include "domain/offer.h"
#include "domain/rate.h"

static void reads_rates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t ppm; /* -1: refused */
        const char *printed;
    } rows[] = {
        {"19", 190000, "19"},
        {"19.00", 190000, "19"},
        {"9.975", 99750, "9.975"},
        {"0", 0, "0"},
        {"100%", 1000000, "100"},
        {" 10 % ", 100000, "10"},
        {"0.0001", 1, "0.0001"},
        {"0.00001", -1, NULL},
        {"100.0001", -1, NULL},
        {"-1", -1, NULL},
        {"", -1, NULL},
        {"%", -1, NULL},
        {"ten", -1, NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        uint32_t ppm = 0;
        struct error err;
        char text[RATE_TEXT_MAX];
        bool is_read = rate_parse(text_view_of(rows[i].text), &ppm, &err);
        if (is_read != (rows[i].ppm >= 0) || (is_read && ppm != rows[i].ppm)) {
            fail_msg("'%s': %u", rows[i].text, ppm);
        }
        if (is_read) {
            assert_string_equal(rate_print(ppm, text), rows[i].printed);
        }
    }
    for (uint32_t ppm = 0; ppm <= RATE_PPM_MAX; ppm += 37) {
        uint32_t back;
        struct error err;
        char text[RATE_TEXT_MAX];
        assert_true(rate_parse(text_view_of(rate_print(ppm, text)), &back, &err) && back == ppm);
    }
}

static void reads_tax_codes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *printed;
        uint32_t total_ppm;
    } rows[] = {
        {"19", "19", 190000},
        {"5+9.975", "5+9.975", 149750},
        {" 5 % + 9.9750 %", "5+9.975", 149750},
        {"6+6", "6+6", 120000},
        {"1+2+3+4", "1+2+3+4", 100000},
        {"0", "0", 0},
        {"1+2+3+4+5", NULL, 0},
        {"", NULL, 0},
        {"5+", NULL, 0},
        {"+5", NULL, 0},
        {"5;7", NULL, 0},
        {"VAT", NULL, 0},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct tax_code code;
        struct tax_code back;
        struct error err;
        char text[TAX_CODE_TEXT_MAX];
        bool is_read = tax_code_parse(text_view_of(rows[i].text), &code, &err);
        assert_int_equal(is_read, rows[i].printed != NULL);
        if (is_read) {
            assert_string_equal(tax_code_print(&code, text), rows[i].printed);
            assert_int_equal(tax_code_total_ppm(&code), rows[i].total_ppm);
            assert_true(tax_code_parse(text_view_of(text), &back, &err));
            assert_true(tax_code_equals(&code, &back));
        }
    }
}

static void reads_offers(void **state)
{
    (void)state;
    static const struct {
        const char *text, *printed; /* NULL: refused */
        enum offer_kind kind;
        int64_t value;
        const char *targets;
    } rows[] = {
        {"", "", OFFER_NONE, 0, ""},
        {"  ", "", OFFER_NONE, 0, ""},
        {"10%", "10%", OFFER_PERCENT, 100000, ""},
        {"10 %", "10%", OFFER_PERCENT, 100000, ""},
        {"2.00", "2.00", OFFER_AMOUNT, 200, ""},
        {"2", "2.00", OFFER_AMOUNT, 200, ""},
        {"10% on Beans", "10% on Beans", OFFER_PERCENT, 100000, "Beans"},
        {"2.00 ON Beans; FLATW ;", "2.00 on Beans;FLATW", OFFER_AMOUNT, 200, "Beans;FLATW"},
        {"12.5% on Tea on ice", "12.5% on Tea on ice", OFFER_PERCENT, 125000, "Tea on ice"},
        {"10% on ", NULL, OFFER_NONE, 0, NULL},
        {"10% on ;", NULL, OFFER_NONE, 0, NULL},
        {"on Beans", NULL, OFFER_NONE, 0, NULL},
        {"0%", NULL, OFFER_NONE, 0, NULL},
        {"0.00", NULL, OFFER_NONE, 0, NULL},
        {"101%", NULL, OFFER_NONE, 0, NULL},
        {"-2.00", NULL, OFFER_NONE, 0, NULL},
        {"2.005", NULL, OFFER_NONE, 0, NULL},
        {"buy one", NULL, OFFER_NONE, 0, NULL},
        {"free FLATW", "free FLATW", OFFER_FREE, 1, "FLATW"},
        {"Free on FLATW;ESP", "free FLATW;ESP", OFFER_FREE, 1, "FLATW;ESP"},
        {"free Bread on tap", "free Bread on tap", OFFER_FREE, 1, "Bread on tap"},
        {"free on on tap", "free on on tap", OFFER_FREE, 1, "on tap"},
        {"free", NULL, OFFER_NONE, 0, NULL},
        {"free ;", NULL, OFFER_NONE, 0, NULL},
        {"freedom", NULL, OFFER_NONE, 0, NULL},
        {"3rd free", "3rd free", OFFER_NTH, 3, ""},
        {"2 FREE", "2nd free", OFFER_NTH, 2, ""},
        {"11th free on Beans;Tea", "11th free on Beans;Tea", OFFER_NTH, 11, "Beans;Tea"},
        {"4th  free  on  Beans", "4th free on Beans", OFFER_NTH, 4, "Beans"},
        {"21st free", "21st free", OFFER_NTH, 21, ""},
        {"1st free", NULL, OFFER_NONE, 0, NULL},
        {"100th free", NULL, OFFER_NONE, 0, NULL},
        {"3rd free Beans", NULL, OFFER_NONE, 0, NULL},
        {"3rd free on ", NULL, OFFER_NONE, 0, NULL},
        {"third free", NULL, OFFER_NONE, 0, NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct offer offer;
        struct error err = {0};
        char text[OFFER_TEXT_MAX];
        const struct currency *euro = currency_find("EUR");
        bool is_read = offer_parse(text_view_of(rows[i].text), euro, &offer, &err);
        if (is_read != (rows[i].printed != NULL)) {
            fail_msg("'%s': %s", rows[i].text, err.text);
        }
        if (is_read) {
            assert_string_equal(offer_print(&offer, euro, text), rows[i].printed);
            assert_int_equal(offer.kind, rows[i].kind);
            assert_int_equal(offer.value, rows[i].value);
            assert_string_equal(offer.targets, rows[i].targets);
        }
    }
}

static void matches_targets_exactly(void **state)
{
    (void)state;
    struct offer offer;
    struct error err;
    assert_true(
        offer_parse(text_view_of("10% on Beans;FLATW"), currency_find("EUR"), &offer, &err));
    assert_true(offer_matches_line(&offer, "HARB", "Beans"));
    assert_true(offer_matches_line(&offer, "FLATW", "Coffee"));
    assert_false(offer_matches_line(&offer, "flatw", "Coffee"));
    assert_false(offer_matches_line(&offer, "FLAT", "Bean"));
    assert_false(offer_matches_line(&offer, "HARB", ""));
    assert_false(offer_is_for_ticket(&offer));
    assert_true(offer_parse(text_view_of("10%"), currency_find("EUR"), &offer, &err));
    assert_true(offer_is_for_ticket(&offer));
    assert_false(offer_matches_line(&offer, "FLATW", "Beans"));
}

static void keeps_offers_within_limits(void **state)
{
    (void)state;
    char text[4096] = "10% on a";
    struct offer offer;
    struct error err = {0};
    for (int i = 0; i < OFFER_TARGETS_MAX; i++) {
        strcat(text, ";b");
    }
    assert_false(offer_parse(text_view_of(text), currency_find("EUR"), &offer, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
    memset(text + 8, 'x', 2000);
    text[2008] = '\0';
    assert_false(offer_parse(text_view_of(text), currency_find("EUR"), &offer, &err));
    assert_int_equal(err.code, ERROR_LIMIT);
}

static void reads_receipt_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t node, n; /* node -1: refused */
        const char *printed;
    } rows[] = {
        {"1-000124", 1, 124, "1-000124"},
        {"1-124", 1, 124, "1-000124"},
        {"1b-000001", 1001, 1, "1b-000001"},
        {"1B-1", 1001, 1, "1b-000001"},
        {"999p-7", 15999, 7, "999p-000007"},
        {"12-1234567", 12, 1234567, "12-1234567"},
        {"0-1", 0, 1, "0-000001"},
        {"1-0", -1, 0, NULL},
        {"1a-1", -1, 0, NULL},
        {"1q-1", -1, 0, NULL},
        {"0b-1", -1, 0, NULL},
        {"1000-1", -1, 0, NULL},
        {"1-1000000000000", -1, 0, NULL},
        {"1-", -1, 0, NULL},
        {"-1", -1, 0, NULL},
        {"1-12x", -1, 0, NULL},
        {"", -1, 0, NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t id = -1;
        struct error err;
        char text[RECEIPT_TEXT_MAX];
        bool is_read = receipt_parse(text_view_of(rows[i].text), &id, &err);
        if (is_read != (rows[i].node >= 0)) {
            fail_msg("'%s'", rows[i].text);
        }
        if (is_read) {
            assert_int_equal(id, id_make(rows[i].node, rows[i].n));
            assert_string_equal(receipt_print(id, text), rows[i].printed);
        }
    }
}

static void nodes_print_and_read(void **state)
{
    (void)state;
    for (int64_t node = 0; node <= NODE_MAX + 1000; node++) {
        char text[NODE_TEXT_MAX];
        int64_t back;
        bool is_valid = node == 0 || (node <= NODE_MAX && node % 1000 != 0);
        assert_int_equal(node_is_valid(node), is_valid);
        if (is_valid) {
            assert_true(node_parse(text_view_of(node_print(node, text)), &back));
            assert_int_equal(back, node);
            assert_int_equal(id_node(id_make(node, 5)), node);
            assert_int_equal(id_n(id_make(node, 5)), 5);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rates),
        cmocka_unit_test(reads_tax_codes),
        cmocka_unit_test(reads_offers),
        cmocka_unit_test(matches_targets_exactly),
        cmocka_unit_test(keeps_offers_within_limits),
        cmocka_unit_test(reads_receipt_numbers),
        cmocka_unit_test(nodes_print_and_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
