/* A search finds exactly what a slow look at every product finds, whatever was typed before it;
 * barcodes and SKUs lead to their product; and the best hit stands first. */

#include "tests/support.h"

#include "domain/catalogue.h"

struct row {
    int64_t id;
    const char *name, *sku, *barcodes;
};

static struct catalogue *build(const struct row *rows, size_t count)
{
    struct catalogue_builder *builder = catalogue_build_begin();
    for (size_t i = 0; i < count; i++) {
        catalogue_build_add(builder, rows[i].id, text_view_of(rows[i].name),
            text_view_of(rows[i].sku), text_view_of(rows[i].barcodes));
    }
    return catalogue_build_end(builder);
}

static const struct row SHOP[] = {
    {1, "Flat white", "FLATW", ""},
    {2, "Butter croissant", "CROIB", "4006381333931"},
    {3, "Almond croissant", "CROIA", "036000291452; 96385074"},
    {4, "Croissant tray, 12", "CROIT12", ""},
    {5, "Chocolate croissant", "CROIC", ""},
    {6, "Caf\u00E9 cr\u00E8me", "CAFE", "ABC-7"},
    {7, "Wei\u00DFbrot", "85123A", ""},
    {8, "Weissbier", "85123a", ""},
    {9, "Sm\u00F8rrebr\u00F8d \u0141\u00F3d\u017A", "SMOR", ""},
    {10, "", "", ""},
};

static void finds_by_words(void **state)
{
    (void)state;
    static const struct {
        const char *query;
        size_t count;
        int64_t first[5];
    } rows[] = {
        {"croissant", 4, {2, 3, 4, 5}},
        {"CROISS", 4, {2, 3, 4, 5}},
        {"croib", 1, {2}},
        {"tray 12", 1, {4}},
        {"12 tra", 1, {4}},
        {"whi fl", 1, {1}},
        {"cafe creme", 1, {6}},
        {"CAF\u00C9", 1, {6}},
        {"weiss", 2, {7, 8}},
        {"wei\u00DF", 2, {7, 8}},
        {"smorrebrod lodz", 1, {9}},
        {"4006381", 1, {2}},
        {"96385074", 1, {3}},
        {"036000291452", 1, {3}},
        {"85123a", 2, {7, 8}},
        {"a", 8, {3, 1, 2, 4, 5}},
        {"crx", 0, {0}},
        {"", 0, {0}},
        {"  \t ", 0, {0}},
        {"\xFF\xFE", 0, {0}},
    };
    struct catalogue *catalogue = build(SHOP, ARRAY_LENGTH(SHOP));
    struct catalogue_search search = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t ids[5] = {0};
        size_t filled;
        size_t count =
            catalogue_search(catalogue, &search, text_view_of(rows[i].query), 0, ids, 5, &filled);
        if (count != rows[i].count || filled != (count < 5 ? count : 5)) {
            fail_msg("'%s': %zu hits", rows[i].query, count);
        }
        for (size_t k = 0; k < filled && rows[i].first[k] != 0; k++) {
            if (ids[k] != rows[i].first[k]) {
                fail_msg("'%s': hit %zu is %ld", rows[i].query, k, (long)ids[k]);
            }
        }
    }
    catalogue_search_close(&search);
    catalogue_close(catalogue);
}

static void the_exact_hit_stands_first(void **state)
{
    (void)state;
    static const struct row rows[] = {{1, "A mug 12", "X1", ""}, {2, "Mug", "MUG12", ""},
        {3, "Zebra", "MUG", ""}, {4, "Smug", "Y", "00000096385074"}};
    static const struct {
        const char *query;
        int64_t ids[4];
    } wanted[] = {
        {"mug", {3, 1, 2, 4}}, {"96385074", {4}}, {"g", {1, 2, 3, 4}}, {"ug", {1, 2, 3, 4}}};
    struct catalogue *catalogue = build(rows, ARRAY_LENGTH(rows));
    struct catalogue_search search = {0};
    for (size_t i = 0; i < ARRAY_LENGTH(wanted); i++) {
        int64_t ids[4] = {0};
        size_t filled;
        catalogue_search(catalogue, &search, text_view_of(wanted[i].query), 0, ids, 4, &filled);
        for (size_t k = 0; k < 4; k++) {
            if (ids[k] != wanted[i].ids[k]) {
                fail_msg("'%s': hit %zu is %ld", wanted[i].query, k, (long)ids[k]);
            }
        }
        for (size_t skip = 0; skip < filled; skip++) { /* pages follow each other */
            int64_t one = 0;
            size_t one_filled;
            catalogue_search(
                catalogue, &search, text_view_of(wanted[i].query), skip, &one, 1, &one_filled);
            assert_int_equal(one, ids[skip]);
        }
    }
    catalogue_search_close(&search);
    catalogue_close(catalogue);
}

static void looks_up_codes(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        int64_t by_barcode, by_sku; /* 0: none */
    } rows[] = {{"4006381333931", 2, 0}, {"04006381333931", 2, 0}, {"036000291452", 3, 0},
        {"00036000291452", 3, 0}, {"0036000291452", 3, 0}, {"96385074", 3, 0}, {"ABC-7", 6, 0},
        {"4006381333930", 0, 0}, {"CROIB", 0, 2}, {"croib", 0, 0}, {"85123A", 0, 7},
        {"85123a", 0, 8}, {"", 0, 10}, {"nothing", 0, 0}};
    struct catalogue *catalogue = build(SHOP, ARRAY_LENGTH(SHOP));
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        int64_t id = 0;
        bool is_found = catalogue_find_barcode(catalogue, text_view_of(rows[i].code), &id);
        if (is_found != (rows[i].by_barcode != 0) || id != rows[i].by_barcode) {
            fail_msg("barcode '%s': %ld", rows[i].code, (long)id);
        }
        id = 0;
        is_found = catalogue_find_sku(catalogue, text_view_of(rows[i].code), &id);
        if (is_found != (rows[i].by_sku != 0) || id != rows[i].by_sku) {
            fail_msg("SKU '%s': %ld", rows[i].code, (long)id);
        }
    }
    catalogue_close(catalogue);
}

static void an_empty_catalogue_has_nothing(void **state)
{
    (void)state;
    struct catalogue *catalogue = build(NULL, 0);
    struct catalogue_search search = {0};
    int64_t id;
    size_t filled = 7;
    assert_int_equal(
        catalogue_search(catalogue, &search, text_view_of("x"), 0, &id, 1, &filled), 0);
    assert_int_equal(filled, 0);
    assert_false(catalogue_find_barcode(catalogue, text_view_of("x"), &id));
    assert_false(catalogue_find_sku(catalogue, text_view_of("x"), &id));
    assert_int_equal(catalogue_count(catalogue), 0);
    catalogue_search_close(&search);
    catalogue_close(catalogue);
    catalogue_close(NULL);
    catalogue_build_cancel(catalogue_build_begin());
    catalogue_build_cancel(NULL);
}

static void notices_another_catalogue(void **state)
{
    (void)state;
    static const struct row before[] = {{1, "Tea", "T", ""}, {2, "Coffee", "C", ""}};
    static const struct row after[] = {{1, "Teapot", "T", ""}, {2, "Coffee tea", "C", ""}};
    struct catalogue_search search = {0};
    int64_t ids[2];
    size_t filled;
    struct catalogue *catalogue = build(before, 2);
    assert_int_equal(
        catalogue_search(catalogue, &search, text_view_of("tea"), 0, ids, 2, &filled), 1);
    catalogue_close(catalogue);
    catalogue = build(after, 2); /* often at the same address */
    assert_int_equal(
        catalogue_search(catalogue, &search, text_view_of("tea"), 0, ids, 2, &filled), 2);
    catalogue_close(catalogue);
    catalogue_search_close(&search);
}

/* --- against a slow look at everything ------------------------------------------------------ */

#define PRODUCTS 3000

struct slow_product {
    char name[64], sku[16], folded[128];
};

static uint32_t roll(uint64_t *seed, uint32_t sides)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % sides;
}

/* Words of few letters, so that queries hit often and overlap. */
static void random_word(uint64_t *seed, char *out, uint32_t size_max)
{
    static const char letters[] = "aabcdeEr-1 ";
    uint32_t size = 1 + roll(seed, size_max);
    for (uint32_t i = 0; i < size; i++) {
        out[i] = letters[roll(seed, sizeof(letters) - 1)];
    }
    out[size] = '\0';
}

static bool slow_hit(const struct slow_product *product, const char *query)
{
    char folded[64];
    char *save = NULL;
    text_fold(text_view_of(query), folded, sizeof(folded));
    int words = 0;
    for (char *word = strtok_r(folded, " ", &save); word != NULL;
         word = strtok_r(NULL, " ", &save)) {
        /* Name and SKU stand on two lines of `folded`: a word never goes across. */
        if (strstr(product->folded, word) == NULL) {
            return false;
        }
        words++;
    }
    return words > 0;
}

static void agrees_with_a_slow_search(void **state)
{
    (void)state;
    uint64_t seed = 99;
    struct slow_product *products = calloc(PRODUCTS, sizeof(*products));
    struct catalogue_builder *builder = catalogue_build_begin();
    for (size_t i = 0; i < PRODUCTS; i++) {
        char name[64];
        random_word(&seed, products[i].name, 40);
        random_word(&seed, products[i].sku, 8);
        size_t size = text_fold(text_view_of(products[i].name), name, sizeof(name));
        memcpy(products[i].folded, name, size);
        products[i].folded[size] = '\n';
        text_fold(text_view_of(products[i].sku), products[i].folded + size + 1, 32);
        catalogue_build_add(builder, (int64_t)i, text_view_of(products[i].name),
            text_view_of(products[i].sku), text_view_of(""));
    }
    struct catalogue *catalogue = catalogue_build_end(builder);
    struct catalogue_search typed = {0}; /* letter by letter, as people type and take back */
    int64_t *ids = malloc(PRODUCTS * sizeof(*ids));
    for (int round = 0; round < 400; round++) {
        char query[16];
        random_word(&seed, query, 9);
        for (size_t size = 1; size <= strlen(query); size++) {
            char prefix[16];
            snprintf(prefix, sizeof(prefix), "%.*s", (int)size, query);
            size_t filled;
            size_t count = catalogue_search(
                catalogue, &typed, text_view_of(prefix), 0, ids, PRODUCTS, &filled);
            size_t slow = 0;
            for (size_t i = 0; i < PRODUCTS; i++) {
                slow += slow_hit(&products[i], prefix);
            }
            if (count != slow || filled != slow) {
                fail_msg("'%s': %zu hits, slowly %zu", prefix, count, slow);
            }
            for (size_t i = 0; i < filled; i++) {
                assert_true(slow_hit(&products[ids[i]], prefix));
            }
        }
    }
    free(ids);
    free(products);
    catalogue_search_close(&typed);
    catalogue_close(catalogue);
}

static void folds(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded;
    } rows[] = {{"Flat White", "flat white"}, {"\u00C4\u00D6\u00DC\u00E4", "aoua"},
        {"STRASSE Stra\u00DFe \u1E9E", "strasse strasse ss"},
        {"\u0130stanbul \u0131", "istanbul i"}, {"e\u0301", "e"},
        {"\u00C6r\u00F8 \u0152uvre", "aero oeuvre"}, {"\uFF21\uFF11", "a1"},
        {"\u0391\u03A3 \u03C2", "\u03B1\u03C3 \u03C3"}, {"\u65E5\u672C", "\u65E5\u672C"},
        {"a\tb\nc\xC2\x85", "a b c "}, {"a\xC3", "a"}, {"\xED\xA0\x80x", "x"}, {"", ""}};
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        char folded[64];
        text_fold(text_view_of(rows[i].text), folded, sizeof(folded));
        assert_string_equal(folded, rows[i].folded);
    }
    char small[5];
    assert_int_equal(text_fold(text_view_of("abcdef"), small, sizeof(small)), 4);
    assert_string_equal(small, "abcd");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds),
        cmocka_unit_test(finds_by_words),
        cmocka_unit_test(the_exact_hit_stands_first),
        cmocka_unit_test(looks_up_codes),
        cmocka_unit_test(an_empty_catalogue_has_nothing),
        cmocka_unit_test(notices_another_catalogue),
        cmocka_unit_test(agrees_with_a_slow_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
