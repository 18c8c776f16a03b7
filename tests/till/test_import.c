#include "tests/till/shop.h"

#include "store/catalogue.h"
#include "store/store.h"
#include "till/sell.h"

#define HEADER "sku,barcode,name,category,price,tax_rate,unit,cost\n"

static int setup(void **state)
{
    struct shop *shop = calloc(1, sizeof(*shop));
    shop_make(shop, "gross", "line", "EUR", false);
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

/* The last import's result; too large for a stack. */
struct run {
    bool is_done;
    struct error err;
    struct import_result result;
};

static struct run *import_bytes(struct shop *shop, const void *bytes, size_t size)
{
    char path[256];
    struct run *run = calloc(1, sizeof(*run));
    shop_write(shop, "file.csv", bytes, size, path);
    run->is_done = import_products(shop->till, path, NULL, &run->result, &run->err);
    return run;
}

static struct run *import_text(struct shop *shop, const char *text)
{
    return import_bytes(shop, text, strlen(text));
}

static void expect(struct run *run, size_t added, size_t changed, size_t unchanged)
{
    if (!run->is_done) {
        fail_msg("%s (%u:%u %s)", run->err.text, run->result.problems[0].line,
            run->result.problems[0].column, run->result.problems[0].words);
    }
    assert_int_equal(run->result.added_count, added);
    assert_int_equal(run->result.changed_count, changed);
    assert_int_equal(run->result.unchanged_count, unchanged);
    free(run);
}

/* --- what the catalogue has ---------------------------------------------------------------- */

static bool append_product(void *context, const struct product_offer *row, struct error *err)
{
    (void)err;
    buffer_format(context, "%.*s|%.*s|%.*s|%.*s|%lld|%.*s|%lld|%.*s", (int)row->sku.size,
        row->sku.bytes, (int)row->name.size, row->name.bytes, (int)row->category.size,
        row->category.bytes, (int)row->unit.size, row->unit.bytes, (long long)row->price_minor,
        (int)row->tax_code.size, row->tax_code.bytes, (long long)row->cost_minor,
        (int)row->barcode.size, row->barcode.bytes);
    return true;
}

static int64_t id_of(struct shop *shop, const char *sku)
{
    struct error err;
    int64_t id;
    must(product_id_by_sku(till_store(shop->till), text_view_of(sku), &id, &err), &err);
    return id;
}

static int64_t id_of_barcode(struct shop *shop, const char *code)
{
    struct error err;
    int64_t id;
    must(product_id_by_barcode(till_store(shop->till), text_view_of(code), &id, &err), &err);
    return id;
}

static void expect_product(struct shop *shop, const char *sku, const char *words)
{
    struct error err;
    struct buffer text = {0};
    bool found;
    must(
        product_find(till_store(shop->till), id_of(shop, sku), append_product, &text, &found, &err),
        &err);
    assert_true(found);
    assert_string_equal(text.bytes, words);
    buffer_close(&text);
}

/* Everything that the file has, as bytes: a refused import leaves it equal. */
static bool append_row(void *context, const struct product_row *row, struct error *err)
{
    (void)err;
    buffer_format(context, "%lld %.*s %.*s %lld %lld\n", (long long)row->id, (int)row->sku.size,
        row->sku.bytes, (int)row->name.size, row->name.bytes, (long long)row->price_minor,
        (long long)row->tax_rate_id);
    return true;
}

static bool append_code(void *context, struct text_view code, int64_t product_id, struct error *err)
{
    (void)err;
    buffer_format(context, "%.*s %lld\n", (int)code.size, code.bytes, (long long)product_id);
    return true;
}

static bool append_named(void *context, int64_t id, struct text_view name, struct error *err)
{
    return append_code(context, name, id, err);
}

static void dump(struct shop *shop, struct buffer *out)
{
    struct error err;
    struct store *store = till_store(shop->till);
    must(product_visit_all(store, append_row, out, &err) &&
             barcode_visit_all(store, append_code, out, &err) &&
             category_visit_all(store, append_named, out, &err) &&
             tax_rate_visit_all(store, append_named, out, &err),
        &err);
    buffer_append_text(out, "");
}

/* --- the tests ----------------------------------------------------------------------------- */

static const char FILE_UTF8[] =
    "\"Ä-1\",4006381333931;ABC-9,\"Tee, grün\nim Glas\",Tee,\"3,20\",7,each,\n"
    "B,,\"Zoll 3\"\" Rohr\",,12.50,5+9.975,m,8.00\n"
    "C,,Gratis,,,0,,\n";

static void expect_file(struct shop *shop)
{
    expect_product(shop, "Ä-1", "Ä-1|Tee, grün im Glas|Tee|each|320|7|-1|04006381333931");
    expect_product(shop, "B", "B|Zoll 3\" Rohr||m|1250|5+9.975|800|");
    expect_product(shop, "C", "C|Gratis||each|-1|0|-1|");
    assert_int_equal(id_of_barcode(shop, "ABC-9"), id_of(shop, "Ä-1"));
}

static void append_utf16(struct buffer *out, const char *text, bool is_big_endian)
{
    buffer_append(out, is_big_endian ? "\xFE\xFF" : "\xFF\xFE", 2);
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        unsigned code = *at;
        if (code >= 0xC0) { /* two bytes are all that this text has */
            code = (code & 0x1FU) << 6 | (at[1] & 0x3FU);
            at++;
        }
        char high = (char)(code >> 8);
        char low = (char)(code & 0xFF);
        buffer_append_char(out, is_big_endian ? high : low);
        buffer_append_char(out, is_big_endian ? low : high);
    }
}

/* Whatever a spreadsheet writes comes in as the same products. */
static void test_encodings(void **state)
{
    struct shop *shop = *state;
    char plain[1024];
    struct buffer bytes = {0};
    snprintf(plain, sizeof(plain), "%s%s", HEADER, FILE_UTF8);
    expect(import_text(shop, plain), 3, 0, 0);
    expect_file(shop);

    buffer_append_text(&bytes, "\xEF\xBB\xBF");
    buffer_append_text(&bytes, plain);
    expect(import_bytes(shop, bytes.bytes, bytes.size), 0, 0, 3);
    for (int big = 0; big < 2; big++) {
        buffer_clear(&bytes);
        append_utf16(&bytes, plain, big == 1);
        expect(import_bytes(shop, bytes.bytes, bytes.size), 0, 0, 3);
    }
    /* CRLF, and the separators of other countries. */
    for (const char *separator = ";\t"; *separator != '\0'; separator++) {
        buffer_clear(&bytes);
        bool is_quoted = false;
        for (const char *at = plain; *at != '\0'; at++) {
            is_quoted = *at == '"' ? !is_quoted : is_quoted;
            char byte = *at == ',' && !is_quoted ? *separator : *at;
            if (byte == '\n' && !is_quoted) {
                buffer_append_char(&bytes, '\r');
            }
            buffer_append_char(&bytes, byte);
        }
        if (*separator == ';') {
            /* 4006381333931;ABC-9 must be quoted where ';' separates. */
            struct buffer quoted = {0};
            char *codes = strstr(bytes.bytes, "4006381333931;ABC-9");
            buffer_append(&quoted, bytes.bytes, (size_t)(codes - bytes.bytes));
            buffer_append_text(&quoted, "\"4006381333931;ABC-9\"");
            buffer_append_text(&quoted, codes + strlen("4006381333931;ABC-9"));
            expect(import_bytes(shop, quoted.bytes, quoted.size), 0, 0, 3);
            buffer_close(&quoted);
        } else {
            expect(import_bytes(shop, bytes.bytes, bytes.size), 0, 0, 3);
        }
    }
    buffer_close(&bytes);
    expect_file(shop);
}

struct bad_case {
    const char *label, *text;
    uint32_t line, column;
    const char *words; /* begin so */
};

/* Every bad row is named with line, column and reason; nothing of the file is imported. */
static void test_bad_rows(void **state)
{
    static const struct bad_case cases[] = {
        {"no sku", HEADER ",,Tea,Tea,1.00,7,each,\n", 2, 1, "sku is empty"},
        {"sku twice", HEADER "A,,Tea,,1.00,7,each,\nA,,Tea,,1.00,7,each,\n", 3, 1,
            "the sku A stands on line 2 too"},
        {"no name", HEADER "A,, ,Tea,1.00,7,each,\n", 2, 4, "name is empty"},
        {"price is a word", HEADER "A,,Tea,Tea,cheap,7,each,\n", 2, 12, "price: "},
        {"price too fine", HEADER "A,,Tea,Tea,1.005,7,each,\n", 2, 12, "price: "},
        {"price below 0", HEADER "A,,Tea,Tea,-1.00,7,each,\n", 2, 12, "price is below 0"},
        {"no tax rate", HEADER "A,,Tea,Tea,1.00,,each,\n", 2, 17, "tax_rate: "},
        {"tax rate above all", HEADER "A,,Tea,Tea,1.00,101,each,\n", 2, 17, "tax_rate: "},
        {"no unit of ours", HEADER "A,,Tea,Tea,1.00,7,pound,\n", 2, 19, "unit is none of"},
        {"cost below 0", HEADER "A,,Tea,Tea,1.00,7,each,-1\n", 2, 24, "cost is below 0"},
        {"too few fields", HEADER "A,,Tea,Tea,1.00,7\n", 2, 1, "the row has 6 fields"},
        {"too many fields", HEADER "A,,Tea,Tea,1.00,7,each,,x\n", 2, 1, "the row has 9 fields"},
        {"barcode twice", HEADER "A,77-1,Tea,,1,7,each,\nB,77-1,Tea,,1,7,each,\n", 3, 3,
            "the barcode 77-1 belongs to the sku A on line 2 too"},
        {"same GTIN in two spellings",
            HEADER "A,4006381333931,T,,1,7,each,\nB,04006381333931,T,,1,7,each,\n", 3, 3,
            "the barcode 04006381333931 belongs to the sku A on line 2 too"},
        {"control character", HEADER "A\x01,,Tea,,1.00,7,each,\n", 2, 1,
            "sku contains a control character"},
        {"not UTF-8", HEADER "A,,Te\xE4,,1.00,7,each,\n", 2, 4, ""},
        {"open quote", HEADER "A,,\"Tea,,1.00,7,each,\n", 2, 4, ""},
        {"column missing", "sku,barcode,name,category,tax_rate,unit\nA,,T,,7,each\n", 1, 1,
            "the column price is missing"},
        {"column twice", "sku,sku,barcode,name,category,price,tax_rate,unit\n", 1, 5,
            "the column sku is there twice"},
        {"empty", "", 1, 1, "the file is empty"},
    };
    struct shop *shop = *state;
    struct buffer before = {0};
    expect(import_text(shop, HEADER "OLD,1-1,Old thing,Old,9.99,19,each,\n"), 1, 0, 0);
    dump(shop, &before);
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        struct run *run = import_text(shop, cases[i].text);
        const struct import_problem *problem = &run->result.problems[0];
        if (run->is_done || run->result.problem_count != 1 || problem->line != cases[i].line ||
            problem->column != cases[i].column ||
            strncmp(problem->words, cases[i].words, strlen(cases[i].words)) != 0) {
            fail_msg("%s: %zu problems, %u:%u %s", cases[i].label, run->result.problem_count,
                problem->line, problem->column, problem->words);
        }
        free(run);
        struct buffer after = {0};
        dump(shop, &after);
        assert_string_equal(before.bytes, after.bytes);
        buffer_close(&after);
    }
    buffer_close(&before);
}

/* All that is wrong is found in one run: the first fifty by name, the rest counted; good rows
 * among them are not imported either. */
static void test_many_bad_rows(void **state)
{
    struct shop *shop = *state;
    struct buffer text = {0};
    buffer_append_text(&text, HEADER "GOOD,,Good,,1.00,7,each,\n");
    for (int i = 0; i < 70; i++) {
        buffer_format(&text, "S%d,,Thing,,x,200,each,\n", i);
    }
    struct run *run = import_bytes(shop, text.bytes, text.size);
    assert_false(run->is_done);
    assert_int_equal(run->result.problem_count, 140);
    assert_int_equal(run->result.problems[49].line, 27);
    assert_int_equal(id_of(shop, "GOOD"), 0);
    free(run);
    buffer_close(&text);
}

/* Importing again changes what differs, keeps ids and places, and never takes a barcode from a
 * product that the file does not mention. */
static void test_again(void **state)
{
    struct shop *shop = *state;
    expect(import_text(shop, HEADER "A,11;12,One,Tea,1.00,7,each,0.40\n"
                                    "B,21,Two,Tea,2.00,7,each,\n"
                                    "C,31,Three,,3.00,19,kg,\n"),
        3, 0, 0);
    int64_t id = id_of(shop, "A");
    /* Columns in another order, one unknown, no cost: A's stays. */
    struct run *run = import_text(shop,
        "unit,colour,name,sku,category,barcode,tax_rate,price\n"
        "each,red,One,A,Tea,11;12,7,1.10\n"
        "each,blue,Two,B,Tea,21,7,2.00\n");
    assert_int_equal(run->result.warning_count, 1);
    assert_string_equal(run->result.warnings[0], "the column \"colour\" is not used");
    expect(run, 0, 1, 1);
    assert_int_equal(id_of(shop, "A"), id);
    expect_product(shop, "A", "A|One|Tea|each|110|7|40|11");

    /* Within the file a barcode may move, and one that is left out is gone. */
    expect(import_text(shop, HEADER "A,12;21,One,Tea,1.10,7,each,0.40\n"
                                    "B,11,Two,Tea,2.00,7,each,\n"),
        0, 2, 0);
    assert_int_equal(id_of_barcode(shop, "21"), id_of(shop, "A"));
    assert_int_equal(id_of_barcode(shop, "11"), id_of(shop, "B"));
    expect(import_text(shop, HEADER "A,12,One,Tea,1.10,7,each,0.40\n"), 0, 0, 1);
    assert_int_equal(id_of_barcode(shop, "21"), 0);

    run = import_text(shop, HEADER "A,12;31,One,Tea,1.10,7,each,0.40\n");
    assert_false(run->is_done);
    assert_string_equal(
        run->result.problems[0].words, "the barcode 31 belongs to the sku C already");
    free(run);
    assert_int_equal(id_of_barcode(shop, "31"), id_of(shop, "C"));
}

/* SKUs that differ in case only are different products. */
static void test_case(void **state)
{
    struct shop *shop = *state;
    expect(
        import_text(shop, HEADER "85123a,,Small,,1,7,each,\n85123A,,Large,,2,7,each,\n"), 2, 0, 0);
    assert_int_not_equal(id_of(shop, "85123a"), id_of(shop, "85123A"));
}

/* Many rows are many entries of the journal and still one transaction; a second run writes none. */
static void test_many(void **state)
{
    struct shop *shop = *state;
    struct buffer text = {0};
    buffer_append_text(&text, HEADER);
    for (int i = 0; i < 5000; i++) {
        buffer_format(&text, "S%05d,X-%d;Y-%d,Thing %d,Category %d,%d.%02d,7,each,\n", i, i, i, i,
            i % 40, i / 100, i % 100);
    }
    expect(import_bytes(shop, text.bytes, text.size), 5000, 0, 0);
    expect(import_bytes(shop, text.bytes, text.size), 0, 0, 5000);
    assert_int_equal(id_of_barcode(shop, "Y-4999"), id_of(shop, "S04999"));
    buffer_close(&text);
}

struct campaign_case {
    const char *label, *row;
    const char *words;
};

/* Campaigns: the same rules, by code. */
static void test_campaigns(void **state)
{
    static const char header[] =
        "code,name,channel,starts,ends,budget,offer,landing_url,headline\n";
    static const struct campaign_case cases[] = {
        {"good", "A,Spring,event,2026-03-01,2026-03-31,1200,10% on Beans,https://x.example/a,Hi",
            NULL},
        {"little", "A,Spring,event,,,,,,", NULL},
        {"amount", "A,Spring,event,,,\"99,50\",2.00,,", NULL},
        {"no code", ",Spring,event,,,,,,", "code is empty"},
        {"no channel", "A,Spring,,,,,,,", "channel is empty"},
        {"no day", "A,Spring,event,1.3.2026,,,,,", "starts: "},
        {"no such day", "A,Spring,event,2026-02-29,,,,,", "starts: "},
        {"ends first", "A,Spring,event,2026-03-02,2026-03-01,,,,", "ends is before starts"},
        {"budget", "A,Spring,event,,,-1,,,", "budget is below 0"},
        {"offer", "A,Spring,event,,,,ten percent,,", "offer: "},
        {"offer of nothing", "A,Spring,event,,,,0%,,", "offer: "},
        {"address", "A,Spring,event,,,,,javascript:x,", "landing_url: an address"},
    };
    struct shop *shop = *state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        char text[512];
        char path[256];
        struct run *run = calloc(1, sizeof(*run));
        int size = snprintf(text, sizeof(text), "%s%s\n", header, cases[i].row);
        shop_write(shop, "campaigns.csv", text, (size_t)size, path);
        run->is_done = import_campaigns(shop->till, path, NULL, &run->result, &run->err);
        bool is_as_said = cases[i].words == NULL
                              ? run->is_done
                              : !run->is_done && run->result.problem_count == 1 &&
                                    strncmp(run->result.problems[0].words, cases[i].words,
                                        strlen(cases[i].words)) == 0;
        if (!is_as_said) {
            fail_msg("%s: %s", cases[i].label, run->result.problems[0].words);
        }
        free(run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_encodings, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bad_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many_bad_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_again, setup, teardown),
        cmocka_unit_test_setup_teardown(test_case, setup, teardown),
        cmocka_unit_test_setup_teardown(test_many, setup, teardown),
        cmocka_unit_test_setup_teardown(test_campaigns, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
