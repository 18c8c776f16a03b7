/* A scan is understood by what it is, whatever the scanner puts around it, and a misread code is
 * never taken for another one. Every vector of the file is checked or listed with its reason.
 *
 * tests/cases/barcode/vectors.csv: vectors of the GS1 syntax engine (Apache-2.0) and BarcodeParser
 * (MIT), named in each row, and real codes with their last digit changed. */

#include "tests/support.h"

#include "base/buffer.h"
#include "base/csv.h"
#include "base/error.h"
#include "domain/scan.h"

static struct scan_rules rules_with(const char *patterns)
{
    struct scan_rules rules = {.currency = currency_find("EUR")};
    struct error err = {0};
    snprintf(rules.code_base, sizeof(rules.code_base), "HTTPS://TILL.EXAMPLE");
    if (!scan_patterns_parse(text_view_of(patterns), &rules, &err)) {
        fail_msg("%s", err.text);
    }
    return rules;
}

static void finds_gtins(void **state)
{
    (void)state;
    static const struct {
        const char *text, *gtin14, *other;
        bool has_wrong_check_digit;
    } rows[] = {
        {"4006381333931", "04006381333931", "", false},
        {"96385074", "00000096385074", "", false},
        {"036000291452", "00036000291452", "", false},
        {"14006381333938", "14006381333938", "", false},
        {"4006381333930", "", "", true},
        {"]E04006381333931", "04006381333931", "", false},
        {" 4006381333931\r\n", "04006381333931", "", false},
        {"\x02"
         "4006381333931\x03",
            "04006381333931", "", false},
        {"01234565", "00000001234565", "00012345000065", false}, /* EAN-8 and UPC-E */
        {"04252614", "00042100005264", "", false},               /* UPC-E */
        {"]E402345673", "00000002345673", "", false},
        {"]E3977014317900512", "", "", false}, /* 9770143179005 misses its check digit */
        {"(01)09506000134352(17)251031", "09506000134352", "", false},
        {"0109506000134352", "09506000134352", "", false},
        {"]C10109506000134352"
         "10ABC\x1D"
         "21X",
            "09506000134352", "", false},
        {"]d2"
         "10ABC\x1D"
         "0109506000134352",
            "09506000134352", "", false},
        {"FLATW", "", "", false},
        {"123456", "", "", false},
        {"40063813339310", "", "", true},
    };
    struct scan_rules rules = rules_with("");
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct scan scan;
        bool is_read = scan_read(text_view_of(rows[i].text), SCAN_ANY, &rules, &scan);
        if (strcmp(scan.gtin14, rows[i].gtin14) != 0 ||
            strcmp(scan.other_gtin14, rows[i].other) != 0 ||
            (is_read && scan.has_wrong_check_digit != rows[i].has_wrong_check_digit)) {
            fail_msg("'%s': '%s' '%s'", rows[i].text, scan.gtin14, scan.other_gtin14);
        }
    }
}

static void reads_in_store_codes(void **state)
{
    (void)state;
    static const struct {
        const char *code, *key;
        enum scan_value value;
        int64_t quantity, price;
    } rows[] = {
        {"2100001027506", "02100001000004", SCAN_VALUE_WEIGHT, 2750, 0},
        {"0212345012344", "00212345000007", SCAN_VALUE_PRICE, 0, 1234},
        {"212345012344", "00212345000007", SCAN_VALUE_PRICE, 0, 1234}, /* as UPC-A */
        {"2212345012342", "", SCAN_VALUE_NONE, 0, 0},                  /* no pattern */
        {"2100001027507", "", SCAN_VALUE_NONE, 0, 0},                  /* misread */
        {"4006381333931", "", SCAN_VALUE_NONE, 0, 0},
    };
    struct scan_rules rules =
        rules_with("weight 21.....{NNDDD}; price 02.....{NNNDD}x; price 23....{NNNNDD}");
    assert_int_equal(rules.pattern_count, 3);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct scan scan;
        char code[16];
        snprintf(code, sizeof(code), "%s", rows[i].code);
        size_t size = strlen(code);
        if (rows[i].value == SCAN_VALUE_PRICE) { /* the row leaves the check digit to us */
            code[size - 1] = gtin_check_digit(code, size - 1);
        }
        assert_true(scan_read(text_view_of(code), SCAN_ANY, &rules, &scan));
        if (scan.value != rows[i].value || scan.quantity_milli != rows[i].quantity ||
            scan.price_minor != rows[i].price || strcmp(scan.in_store_gtin14, rows[i].key) != 0) {
            fail_msg("%s: '%s' %ld %ld", code, scan.in_store_gtin14, (long)scan.quantity_milli,
                (long)scan.price_minor);
        }
        assert_true(rows[i].key[0] == '\0' || gtin_is_valid(text_view_of(scan.in_store_gtin14)));
    }
}

static void refuses_bad_patterns(void **state)
{
    (void)state;
    static const char *const rows[] = {"21.....{NNDDD}", "weight", "weight ", "size 21.....{NNDDD}",
        "weight 21.....{NNDDD", "weight 21.....NNDDD}", "weight 21......{NNDDD}.",
        "weight 21....{NNDDD}", "weight 21..........", "weight 21.....{}.....",
        "weight 21.....{DDNNN}", "weight ...............", "weight ........{NDDD}",
        "price 21.....{NNDDD}", "weight 21...{NN}{DDDD}.", "weight 21....{NDDDD}9",
        "weight 21.....{{NDDD}", "weight 21..x..{NNDDD}", "weight 21....{NDDDDD}"};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct scan_rules rules = {.currency = currency_find("EUR"), .pattern_count = 5};
        struct error err = {0};
        if (scan_patterns_parse(text_view_of(rows[i]), &rules, &err) || err.text[0] == '\0' ||
            rules.pattern_count != 5) {
            fail_msg("'%s' was taken", rows[i]);
        }
    }
}

static void finds_tokens_and_skus(void **state)
{
    (void)state;
    static const struct {
        const char *text, *cleaned;
        enum token_form form;
    } rows[] = {
        {"HTTPS://TILL.EXAMPLE/T/4000800006XW2WSP", "HTTPS://TILL.EXAMPLE/T/4000800006XW2WSP",
            TOKEN_OUR_URL},
        {"]Q1https://other.example/t/4000800006xw2wsp", "https://other.example/t/4000800006xw2wsp",
            TOKEN_URL},
        {"4000-8000-06XW-2WSP", "4000-8000-06XW-2WSP", TOKEN_BARE},
        {"FLATW\t", "FLATW", TOKEN_NOT},
        {"]C0FLATW", "FLATW", TOKEN_NOT},
        {"85123A", "85123A", TOKEN_NOT},
    };
    struct scan_rules rules = rules_with("");
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct scan scan;
        assert_true(scan_read(text_view_of(rows[i].text), SCAN_ANY, &rules, &scan));
        assert_string_equal(scan.text, rows[i].cleaned);
        assert_int_equal(scan.token_form, rows[i].form);
    }
    struct scan scan;
    assert_false(scan_read(text_view_of(""), SCAN_ANY, &rules, &scan));
    assert_false(scan_read(text_view_of(" \r\n"), SCAN_ANY, &rules, &scan));
}

static void normalises_barcodes(void **state)
{
    (void)state;
    static const struct {
        const char *barcode, *normalised;
    } rows[] = {{"4006381333931", "04006381333931"}, {" 036000291452 ", "00036000291452"},
        {"04006381333931", "04006381333931"}, {"4006381333930", "4006381333930"},
        {"ABC-1", "ABC-1"}, {"96385074", "00000096385074"}};
    char out[64];
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        assert_true(scan_normalise_barcode(text_view_of(rows[i].barcode), out, sizeof(out)));
        assert_string_equal(out, rows[i].normalised);
    }
    assert_false(scan_normalise_barcode(text_view_of(" "), out, sizeof(out)));
    assert_false(scan_normalise_barcode(text_view_of("1234567890123456"), out, 8));
}

static void expands_upce(void **state)
{
    (void)state;
    /* One row for each way in which zeros are left out; check digits are added here. */
    static const struct {
        const char *upce, *upca;
    } rows[] = {{"0123450", "01200000345"}, {"0123451", "01210000345"}, {"0123452", "01220000345"},
        {"0123453", "01230000045"}, {"0123454", "01234000005"}, {"0123455", "01234500005"},
        {"0123459", "01234500009"}, {"1123456", "11234500006"}};
    struct scan_rules rules = rules_with("");
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char upce[9];
        char wanted[15];
        struct scan scan;
        char check = gtin_check_digit(rows[i].upca, 11);
        snprintf(upce, sizeof(upce), "%s%c", rows[i].upce, check);
        snprintf(wanted, sizeof(wanted), "00%s%c", rows[i].upca, check);
        assert_true(scan_read(text_view_of(upce), SCAN_UPCE, &rules, &scan));
        assert_string_equal(scan.gtin14, wanted);
        upce[7] = check == '9' ? '0' : (char)(check + 1);
        assert_true(scan_read(text_view_of(upce), SCAN_UPCE, &rules, &scan));
        assert_string_not_equal(scan.gtin14, wanted);
    }
}

/* --- the vectors of others ------------------------------------------------------------------ */

static const struct {
    const char *kind, *input, *why;
} NOT_OURS[] = {
    {"scan-with-aim-id", "]XX", "an unknown identifier may be the start of a SKU"},
    {"scan-with-aim-id", "]", "may be the start of a SKU"},
    {"scan-with-aim-id", "]Q1", "a symbol without content has nothing to look up"},
    {"scan-with-aim-id", "]J0", "a symbol without content has nothing to look up"},
    {"scan-with-aim-id", "]J1", "a symbol without content is refused for that, not for its mode"},
};

/* Elements other than (01) are stepped over by their size and not checked. */
static bool has_gtin_element(const char *input)
{
    return strncmp(input, "^01", 3) == 0 || strncmp(input, "(01)", 4) == 0 ||
           strstr(input, "(01)") != NULL;
}

static const char *reason_not_ours(const char *kind, const char *input)
{
    for (size_t i = 0; i < ARRAY_LENGTH(NOT_OURS); i++) {
        if (strcmp(kind, NOT_OURS[i].kind) == 0 && strcmp(input, NOT_OURS[i].input) == 0) {
            return NOT_OURS[i].why;
        }
    }
    if (strchr(input, '|') != NULL) {
        return "composite components";
    }
    bool is_elements = strncmp(kind, "gs1-", 4) == 0;
    if (is_elements && !has_gtin_element(input)) {
        return "elements without a GTIN are no product";
    }
    return NULL;
}

/* A caret in the vectors of this kind is the separator. */
static void replace_carets(char *text)
{
    for (char *at = strchr(text, '^'); at != NULL; at = strchr(at, '^')) {
        *at = '\x1D';
    }
}

static bool is_understood(const char *kind, const char *input, struct scan *scan)
{
    struct scan_rules rules = rules_with("");
    char text[512];
    snprintf(text, sizeof(text), "%s", input);
    enum scan_symbology symbology = SCAN_ANY;
    if (strncmp(kind, "gs1-", 4) == 0) {
        symbology = SCAN_GS1;
        if (strcmp(kind, "gs1-unbracketed-caret-is-FNC1") == 0) {
            replace_carets(text);
        }
    }
    bool is_read = scan_read(text_view_of(text), symbology, &rules, scan);
    bool must_be_gtin = symbology == SCAN_GS1 || strncmp(kind, "real-gtin", 9) == 0;
    return is_read && (!must_be_gtin || scan->gtin14[0] != '\0');
}

static void every_vector_is_checked_or_listed(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct csv_reader *reader = malloc(sizeof(*reader));
    struct error err;
    size_t checked = 0;
    size_t listed = 0;
    assert_true(buffer_read_file(&file, TEST_CASES "/barcode/vectors.csv", &err));
    assert_true(csv_open(file.bytes, file.size, reader, &err));
    assert_int_equal(csv_read_row(reader, &err), CSV_ROW);
    while (csv_read_row(reader, &err) == CSV_ROW) {
        char kind[64];
        char input[512];
        char expected[512];
        struct scan scan = {0};
        assert_int_equal(reader->field_count, 5);
        assert_true(text_copy_view(kind, sizeof(kind), reader->fields[0].text));
        assert_true(text_copy_view(input, sizeof(input), reader->fields[1].text));
        assert_true(text_copy_view(expected, sizeof(expected), reader->fields[2].text));
        if (reason_not_ours(kind, input) != NULL) {
            listed++;
            continue;
        }
        bool is_good = strstr(expected, "\"ok\": true") != NULL;
        const char *gtin = strstr(expected, "\"gtin\": \"");
        bool is_right = is_understood(kind, input, &scan) == (is_good || gtin != NULL) &&
                        (gtin == NULL || strncmp(scan.gtin14, gtin + 9, 14) == 0);
        if (!is_right) {
            fail_msg("%s '%s': gtin '%s', expected %s", kind, input, scan.gtin14, expected);
        }
        if (strcmp(kind, "real-gtin-last-digit+1") == 0) { /* the real code itself is one */
            char *last = &input[strlen(input) - 1];
            *last = *last == '0' ? '9' : (char)(*last - 1);
            assert_true(is_understood(kind, input, &scan));
        }
        checked++;
    }
    assert_int_equal(checked, 134);
    assert_int_equal(listed, 48);
    csv_close(reader);
    free(reader);
    buffer_close(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_gtins),
        cmocka_unit_test(reads_in_store_codes),
        cmocka_unit_test(refuses_bad_patterns),
        cmocka_unit_test(finds_tokens_and_skus),
        cmocka_unit_test(normalises_barcodes),
        cmocka_unit_test(expands_upce),
        cmocka_unit_test(every_vector_is_checked_or_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
