/* A token comes back as what it was however it is typed; any change of one character is refused;
 * and only the keys of this shop make good ones. */

#include "tests/support.h"

#include "domain/token.h"

static struct token_key key_of(uint8_t fill)
{
    struct token_key key;
    memset(key.bytes, fill, sizeof(key.bytes));
    return key;
}

static struct token signed_token(
    enum token_kind kind, uint32_t key_number, uint32_t node, uint32_t n)
{
    struct token token = {.kind = kind, .key_number = key_number, .node = node, .n = n};
    struct token_key shop = key_of(1);
    struct token_key key;
    token_key_derive(&shop, key_number, node, &key);
    token_sign(&token, &key);
    return token;
}

/* This text stands on printed flyers: it must never change. It was computed a second time with
 * another implementation of BLAKE2b. */
static void prints_the_same_for_ever(void **state)
{
    (void)state;
    struct token token = signed_token(TOKEN_LINK, 0, 1, 1);
    char text[TOKEN_TEXT_MAX];
    char grouped[TOKEN_GROUPED_MAX];
    assert_string_equal(token_print(&token, text), "4000800006XW2WSP");
    assert_string_equal(token_print_grouped(&token, grouped), "4000-8000-06XW-2WSP");
}

static void comes_back_at_the_edges(void **state)
{
    (void)state;
    static const uint32_t nodes[] = {0, 1, 999, 1001, 15999, TOKEN_NODE_MAX};
    static const uint32_t ns[] = {0, 1, 31, 32, 1 << 20, TOKEN_N_MAX};
    for (uint32_t kind = 1; kind <= 7; kind++) {
        for (uint32_t key = 0; key < TOKEN_KEYS_MAX; key += 31) {
            for (size_t i = 0; i < ARRAY_LENGTH(nodes) * ARRAY_LENGTH(ns); i++) {
                struct token token = signed_token((enum token_kind)kind, key,
                    nodes[i % ARRAY_LENGTH(nodes)], ns[i / ARRAY_LENGTH(nodes)]);
                struct token back;
                char text[TOKEN_GROUPED_MAX];
                token_print_grouped(&token, text);
                assert_int_equal(token_read(text_view_of(text), "", &back), TOKEN_BARE);
                assert_memory_equal(&back, &token, sizeof(token));
            }
        }
    }
}

static void forgives_how_it_is_typed(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum token_form form;
    } rows[] = {
        {"4000800006XW2WSP", TOKEN_BARE},
        {"4000-8000-06XW-2WSP", TOKEN_BARE},
        {"4000 8000 06xw 2wsp", TOKEN_BARE},
        {" 4oO0-8ooo-o6XW-2wsp\r\n", TOKEN_BARE},
        {"HTTPS://TILL.EXAMPLE/T/4000800006XW2WSP", TOKEN_OUR_URL},
        {"https://till.example/t/4000800006xw2wsp", TOKEN_OUR_URL},
        {"HTTPS://TILL.EXAMPLE/T/4000800006XW2WSP?utm_source=x", TOKEN_OUR_URL},
        {"HTTPS://TILL.EXAMPLE/T/4000800006XW2WSP/", TOKEN_OUR_URL},
        {"HTTPS://OTHER.EXAMPLE/T/4000800006XW2WSP", TOKEN_URL},
        {"/T/4000800006XW2WSP", TOKEN_URL},
        {"4000800006XW2WS", TOKEN_NOT},
        {"4000800006XW2WSP0", TOKEN_NOT},
        {"4000800006XW2WSU", TOKEN_NOT}, /* U is no symbol */
        {"4000.8000.06XW.2WSP", TOKEN_NOT},
        {"HTTPS://TILL.EXAMPLE/T/", TOKEN_NOT},
        {"HTTPS://TILL.EXAMPLE/", TOKEN_NOT},
        {"", TOKEN_NOT},
        {"----------------", TOKEN_NOT},
    };
    struct token wanted = signed_token(TOKEN_LINK, 0, 1, 1);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct token token;
        enum token_form form =
            token_read(text_view_of(rows[i].text), "HTTPS://TILL.EXAMPLE/", &token);
        if (form != rows[i].form) {
            fail_msg("'%s': form %d", rows[i].text, (int)form);
        }
        if (form != TOKEN_NOT) {
            assert_memory_equal(&token, &wanted, sizeof(token));
        }
    }
}

static void takes_i_and_l_for_1(void **state)
{
    (void)state;
    struct token wanted = {0};
    struct token token = {0};
    assert_int_equal(token_read(text_view_of("4111-8111-06XW-2WSP"), "", &wanted), TOKEN_BARE);
    assert_int_equal(token_read(text_view_of("4iIl-8L1l-o6XW-2WSP"), "", &token), TOKEN_BARE);
    assert_memory_equal(&token, &wanted, sizeof(token));
}

static void makes_urls(void **state)
{
    (void)state;
    static const struct {
        const char *base, *url;
    } rows[] = {
        {"HTTPS://TILL.EXAMPLE", "HTTPS://TILL.EXAMPLE/T/4000800006XW2WSP"},
        {"HTTPS://TILL.EXAMPLE/", "HTTPS://TILL.EXAMPLE/T/4000800006XW2WSP"},
        {"", "4000800006XW2WSP"},
    };
    struct token token = signed_token(TOKEN_LINK, 0, 1, 1);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct buffer url = {0};
        token_append_url(rows[i].base, &token, &url);
        assert_string_equal(url.bytes, rows[i].url);
        buffer_close(&url);
    }
}

static void finds_every_changed_character(void **state)
{
    (void)state;
    static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    struct token_keyring keys = {0};
    keys.shop[3] = key_of(1);
    keys.has_shop[3] = true;
    struct token token = signed_token(TOKEN_SALE, 3, 1001, 124);
    char text[TOKEN_TEXT_MAX];
    token_print(&token, text);
    assert_int_equal(token_check(&token, &keys), TOKEN_GOOD);
    for (size_t at = 0; at < 16; at++) {
        for (size_t i = 0; i < 32; i++) {
            char changed[TOKEN_TEXT_MAX];
            struct token back;
            memcpy(changed, text, sizeof(changed));
            changed[at] = symbols[i];
            assert_int_equal(token_read(text_view_of(changed), "", &back), TOKEN_BARE);
            enum token_check check = token_check(&back, &keys);
            assert_int_equal(check == TOKEN_GOOD, changed[at] == text[at]);
            assert_true(check != TOKEN_UNKNOWN_KEY || back.key_number != 3);
        }
    }
}

/* The same by chance: any character that can be typed, in a token of any kind, node and key. Those
 * that are read as the one that stood there change nothing. */
static void refuses_what_was_mistyped(void **state)
{
    (void)state;
    uint64_t seed = 20261123;
    struct token_keyring keys = {0};
    for (uint32_t number = 0; number < TOKEN_KEYS_MAX; number++) {
        keys.shop[number] = key_of(1);
        keys.has_shop[number] = true;
    }
    for (int tried = 0; tried < 10000;) {
        uint32_t chance[6];
        for (size_t i = 0; i < ARRAY_LENGTH(chance); i++) {
            seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            chance[i] = (uint32_t)(seed >> 33);
        }
        struct token token = signed_token((enum token_kind)(1 + chance[0] % 5),
            chance[1] % TOKEN_KEYS_MAX, chance[2] % 16000, chance[3] % TOKEN_N_MAX);
        struct token back;
        char text[TOKEN_TEXT_MAX];
        token_print(&token, text);
        text[chance[4] % 16] = (char)(' ' + 1 + chance[5] % 94);
        enum token_form form = token_read(text_view_of(text), "", &back);
        if (form == TOKEN_BARE && memcmp(&back, &token, sizeof(token)) == 0) {
            continue; /* as Crockford reads it, the same */
        }
        tried++;
        if (form != TOKEN_NOT && token_check(&back, &keys) == TOKEN_GOOD) {
            fail_msg("%s", text);
        }
    }
}

static void a_booth_knows_its_own_alone(void **state)
{
    (void)state;
    struct token_key shop = key_of(1);
    struct token_keyring booth = {.has_own = true, .own_key_number = 2, .own_node = 7};
    token_key_derive(&shop, 2, 7, &booth.own);
    struct token own = signed_token(TOKEN_LEAD, 2, 7, 1);
    struct token of_other_node = signed_token(TOKEN_LEAD, 2, 8, 1);
    struct token of_other_key = signed_token(TOKEN_LEAD, 1, 7, 1);
    assert_int_equal(token_check(&own, &booth), TOKEN_GOOD);
    assert_int_equal(token_check(&of_other_node, &booth), TOKEN_UNKNOWN_KEY);
    assert_int_equal(token_check(&of_other_key, &booth), TOKEN_UNKNOWN_KEY);
    own.n++;
    assert_int_equal(token_check(&own, &booth), TOKEN_WRONG_TAG);
    struct token_keyring other_shop = {0};
    other_shop.shop[2] = key_of(2);
    other_shop.has_shop[2] = true;
    assert_int_equal(token_check(&of_other_node, &other_shop), TOKEN_WRONG_TAG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_the_same_for_ever),
        cmocka_unit_test(comes_back_at_the_edges),
        cmocka_unit_test(forgives_how_it_is_typed),
        cmocka_unit_test(takes_i_and_l_for_1),
        cmocka_unit_test(makes_urls),
        cmocka_unit_test(finds_every_changed_character),
        cmocka_unit_test(refuses_what_was_mistyped),
        cmocka_unit_test(a_booth_knows_its_own_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
