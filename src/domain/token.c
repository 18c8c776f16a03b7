#include "domain/token.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

static_assert(TOKEN_KEY_BYTES == crypto_generichash_KEYBYTES, "a key is a BLAKE2b key");

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#define SYMBOLS 16 /* 80 bits, five each */
#define SIGNED_BYTES 6

/* What a key or a tag is made for stands in front of what is hashed, so that no derived key can
 * ever be a tag or the other way round. */
static const uint8_t FOR_NODE_KEY[8] = "node key";
static const uint8_t FOR_TAG[8] = "code tag";

const char *token_kind_text(enum token_kind kind)
{
    switch (kind) {
    case TOKEN_LINK:
        return "link";
    case TOKEN_SALE:
        return "sale";
    case TOKEN_LEAD:
        return "lead";
    case TOKEN_VOUCHER:
        return "voucher";
    case TOKEN_REFERRAL:
        return "referral";
    }
    return NULL;
}

void token_key_derive(const struct token_key *shop_key, uint32_t key_number, uint32_t node,
    struct token_key *out_node_key)
{
    ASSERT(key_number < TOKEN_KEYS_MAX);
    ASSERT(node <= TOKEN_NODE_MAX);
    uint8_t input[sizeof(FOR_NODE_KEY) + 3];
    memcpy(input, FOR_NODE_KEY, sizeof(FOR_NODE_KEY));
    input[8] = (uint8_t)key_number;
    input[9] = (uint8_t)(node >> 8);
    input[10] = (uint8_t)node;
    crypto_generichash(out_node_key->bytes, TOKEN_KEY_BYTES, input, sizeof(input), shop_key->bytes,
        TOKEN_KEY_BYTES);
}

static void pack(const struct token *token, uint8_t out_bytes[TOKEN_BYTES])
{
    uint64_t counted = (uint64_t)token->node << 26 | token->n;
    out_bytes[0] = (uint8_t)((uint32_t)token->kind << 5 | token->key_number);
    for (int i = 0; i < 5; i++) {
        out_bytes[1 + i] = (uint8_t)(counted >> (32 - 8 * i));
    }
    for (int i = 0; i < 4; i++) {
        out_bytes[SIGNED_BYTES + i] = (uint8_t)(token->tag >> (24 - 8 * i));
    }
}

static struct token unpack(const uint8_t bytes[TOKEN_BYTES])
{
    uint64_t counted = 0;
    uint32_t tag = 0;
    for (int i = 0; i < 5; i++) {
        counted = counted << 8 | bytes[1 + i];
    }
    for (int i = 0; i < 4; i++) {
        tag = tag << 8 | bytes[SIGNED_BYTES + i];
    }
    return (struct token){
        .kind = (enum token_kind)(bytes[0] >> 5),
        .key_number = bytes[0] & 31,
        .node = (uint32_t)(counted >> 26),
        .n = (uint32_t)counted & TOKEN_N_MAX,
        .tag = tag,
    };
}

static uint32_t compute_tag(const struct token *token, const struct token_key *node_key)
{
    uint8_t bytes[TOKEN_BYTES];
    uint8_t input[sizeof(FOR_TAG) + SIGNED_BYTES];
    uint8_t hash[crypto_generichash_BYTES];
    pack(token, bytes);
    memcpy(input, FOR_TAG, sizeof(FOR_TAG));
    memcpy(input + sizeof(FOR_TAG), bytes, SIGNED_BYTES);
    crypto_generichash(hash, sizeof(hash), input, sizeof(input), node_key->bytes, TOKEN_KEY_BYTES);
    return (uint32_t)hash[0] << 24 | (uint32_t)hash[1] << 16 | (uint32_t)hash[2] << 8 | hash[3];
}

void token_sign(struct token *token, const struct token_key *node_key)
{
    ASSERT(token->kind > 0 && (int)token->kind < 8);
    ASSERT(token->key_number < TOKEN_KEYS_MAX);
    ASSERT(token->node <= TOKEN_NODE_MAX);
    ASSERT(token->n <= TOKEN_N_MAX);
    token->tag = compute_tag(token, node_key);
}

bool token_verify(const struct token *token, const struct token_key *node_key)
{
    uint32_t tag = compute_tag(token, node_key);
    return sodium_memcmp(&tag, &token->tag, sizeof(tag)) == 0;
}

enum token_check token_check(const struct token *token, const struct token_keyring *keys)
{
    struct token_key derived;
    const struct token_key *key = NULL;
    if (keys->has_own && keys->own_key_number == token->key_number &&
        keys->own_node == token->node) {
        key = &keys->own;
    } else if (keys->has_shop[token->key_number]) {
        token_key_derive(&keys->shop[token->key_number], token->key_number, token->node, &derived);
        key = &derived;
    }
    if (key == NULL) {
        return TOKEN_UNKNOWN_KEY;
    }
    enum token_check check = token_verify(token, key) ? TOKEN_GOOD : TOKEN_WRONG_TAG;
    memory_wipe(&derived, sizeof(derived));
    return check;
}

static void print_symbols(const struct token *token, char out_symbols[SYMBOLS])
{
    uint8_t bytes[TOKEN_BYTES];
    pack(token, bytes);
    for (int i = 0; i < SYMBOLS; i++) {
        int bit = 5 * i;
        uint32_t pair = (uint32_t)bytes[bit / 8] << 8;
        pair |= bit / 8 + 1 < TOKEN_BYTES ? bytes[bit / 8 + 1] : 0U;
        out_symbols[i] = ALPHABET[(pair >> (11 - bit % 8)) & 31];
    }
}

const char *token_print(const struct token *token, char out_text[TOKEN_TEXT_MAX])
{
    print_symbols(token, out_text);
    out_text[SYMBOLS] = '\0';
    return out_text;
}

const char *token_print_grouped(const struct token *token, char out_text[TOKEN_GROUPED_MAX])
{
    char symbols[SYMBOLS];
    print_symbols(token, symbols);
    size_t size = 0;
    for (int i = 0; i < SYMBOLS; i++) {
        if (i > 0 && i % 4 == 0) {
            out_text[size++] = '-';
        }
        out_text[size++] = symbols[i];
    }
    out_text[size] = '\0';
    return out_text;
}

/* The base without slashes at its end: people write it both ways. */
static struct text_view trim_base(struct text_view base)
{
    base = text_view_trim(base);
    while (base.size > 0 && base.bytes[base.size - 1] == '/') {
        base.size--;
    }
    return base;
}

void token_append_url(const char *code_base, const struct token *token, struct buffer *out_text)
{
    char text[TOKEN_TEXT_MAX];
    struct text_view base = trim_base(text_view_of(code_base));
    if (base.size > 0) {
        buffer_append(out_text, base.bytes, base.size);
        buffer_append_text(out_text, "/T/");
    }
    buffer_append_text(out_text, token_print(token, text));
}

/* The value of a symbol as a person may have typed it; -1 if it is none. */
static int symbol_value(char symbol)
{
    if (symbol >= 'a' && symbol <= 'z') {
        symbol = (char)(symbol - 'a' + 'A');
    }
    if (symbol == 'I' || symbol == 'L') {
        symbol = '1';
    } else if (symbol == 'O') {
        symbol = '0';
    }
    const char *at = symbol != '\0' ? strchr(ALPHABET, symbol) : NULL;
    return at != NULL ? (int)(at - ALPHABET) : -1;
}

/* Reads 16 symbols with dashes and spaces anywhere between them, and nothing else. */
static bool read_symbols(struct text_view text, struct token *out_token)
{
    uint8_t bytes[TOKEN_BYTES] = {0};
    int count = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] == '-' || text.bytes[i] == ' ') {
            continue;
        }
        int value = symbol_value(text.bytes[i]);
        if (value < 0 || count == SYMBOLS) {
            return false;
        }
        int bit = 5 * count++;
        uint32_t pair = (uint32_t)value << (11 - bit % 8);
        bytes[bit / 8] |= (uint8_t)(pair >> 8);
        if (bit / 8 + 1 < TOKEN_BYTES) {
            bytes[bit / 8 + 1] |= (uint8_t)pair;
        }
    }
    if (count != SYMBOLS) {
        return false;
    }
    *out_token = unpack(bytes);
    return true;
}

/* The index of the last "/T/"; SIZE_MAX without one. */
static size_t find_marker(struct text_view text)
{
    for (size_t i = text.size; i >= 3; i--) {
        const char *at = text.bytes + i - 3;
        if (at[0] == '/' && (at[1] == 'T' || at[1] == 't') && at[2] == '/') {
            return i - 3;
        }
    }
    return SIZE_MAX;
}

enum token_form token_read(struct text_view text, const char *code_base, struct token *out_token)
{
    text = text_view_trim(text);
    size_t marker = find_marker(text);
    if (marker == SIZE_MAX) {
        return read_symbols(text, out_token) ? TOKEN_BARE : TOKEN_NOT;
    }
    struct text_view base = {.bytes = text.bytes, .size = marker};
    struct text_view rest = {.bytes = text.bytes + marker + 3, .size = text.size - marker - 3};
    /* What a phone's browser or a tracking link hangs on does not belong to the token. */
    for (size_t i = 0; i < rest.size; i++) {
        if (rest.bytes[i] == '?' || rest.bytes[i] == '#' || rest.bytes[i] == '/') {
            rest.size = i;
        }
    }
    if (!read_symbols(rest, out_token)) {
        return TOKEN_NOT;
    }
    struct text_view ours = trim_base(text_view_of(code_base));
    base = trim_base(base);
    bool is_ours = ours.size > 0 && ours.size == base.size &&
                   strncasecmp(ours.bytes, base.bytes, ours.size) == 0;
    return is_ours ? TOKEN_OUR_URL : TOKEN_URL;
}
