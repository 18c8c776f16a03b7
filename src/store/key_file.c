#include "store/key_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"

#define FORMAT_LINE "format = 1"
#define VALUE_BYTES_MAX 32

static const char HEAD[] =
    "# The keys of a Tilltale store. Who has this file can sign as it: keep it beside its store,\n"
    "# readable by its owner only, and out of every backup.\n" FORMAT_LINE "\n";

static const char TOKENS_HEAD[] =
    "# Token keys of a Tilltale shop, to carry to another of its tills. Who has this file can "
    "make\n"
    "# codes of the shop: delete it when it is read.\n" FORMAT_LINE "\n";

void signing_key_init(struct signing_key *key)
{
    randombytes_buf(key->seed, sizeof(key->seed));
    crypto_sign_seed_keypair(key->public_key, key->secret_key, key->seed);
    key->is_held = true;
}

void key_file_init_shop(struct key_file *keys)
{
    memset(keys, 0, sizeof(*keys));
    randombytes_buf(keys->shop_id, sizeof(keys->shop_id));
    randombytes_buf(keys->check_key, sizeof(keys->check_key));
    randombytes_buf(keys->pin_pepper, sizeof(keys->pin_pepper));
    struct token_key *token_key = &keys->tokens.shop[KEY_FILE_FIRST_TOKEN_KEY];
    randombytes_buf(token_key->bytes, sizeof(token_key->bytes));
    keys->tokens.has_shop[KEY_FILE_FIRST_TOKEN_KEY] = true;
}

void key_file_init_joined(struct key_file *keys, const struct key_file *shop)
{
    memset(keys, 0, sizeof(*keys));
    memcpy(keys->shop_id, shop->shop_id, sizeof(keys->shop_id));
    memcpy(keys->pin_pepper, shop->pin_pepper, sizeof(keys->pin_pepper));
    keys->tokens = shop->tokens;
    randombytes_buf(keys->check_key, sizeof(keys->check_key));
}

/* The newest token key of the shop; TOKEN_KEYS_MAX if none is held. */
static uint32_t newest_token_key(const struct key_file *keys)
{
    for (uint32_t number = TOKEN_KEYS_MAX; number-- > 0;) {
        if (keys->tokens.has_shop[number]) {
            return number;
        }
    }
    return TOKEN_KEYS_MAX;
}

static void derive_own(
    const struct key_file *shop, uint32_t number, int64_t node, struct token_keyring *tokens)
{
    memset(tokens, 0, sizeof(*tokens));
    tokens->has_own = true;
    tokens->own_key_number = number;
    tokens->own_node = (uint32_t)node;
    token_key_derive(&shop->tokens.shop[number], number, (uint32_t)node, &tokens->own);
}

bool key_file_add_token_key(struct key_file *keys, uint32_t *out_number)
{
    uint32_t number = newest_token_key(keys) + 1;
    if (number >= TOKEN_KEYS_MAX) {
        return false;
    }
    randombytes_buf(keys->tokens.shop[number].bytes, TOKEN_KEY_BYTES);
    keys->tokens.has_shop[number] = true;
    *out_number = number;
    return true;
}

bool key_file_init_booth(struct key_file *keys, const struct key_file *shop, int64_t node)
{
    uint32_t number = newest_token_key(shop);
    if (number == TOKEN_KEYS_MAX) {
        return false;
    }
    key_file_init_joined(keys, shop);
    derive_own(shop, number, node, &keys->tokens);
    return true;
}

void key_file_wipe(struct key_file *keys)
{
    memory_wipe(keys, sizeof(*keys));
}

/* Writing -------------------------------------------------------------------------------------- */

static void write_hex(struct buffer *out, const char *name, const uint8_t *bytes, size_t size)
{
    char hex[2 * VALUE_BYTES_MAX + 1];
    ASSERT(size <= VALUE_BYTES_MAX);
    sodium_bin2hex(hex, sizeof(hex), bytes, size);
    buffer_format(out, "%s = %s\n", name, hex);
    memory_wipe(hex, sizeof(hex));
}

static void write_signing_key(struct buffer *out, const char *name, const struct signing_key *key)
{
    if (key->is_held) {
        write_hex(out, name, key->seed, sizeof(key->seed));
    }
}

static void write_token_keys(struct buffer *out, const struct token_keyring *tokens)
{
    char name[32];
    for (int i = 0; i < TOKEN_KEYS_MAX; i++) {
        if (tokens->has_shop[i]) {
            snprintf(name, sizeof(name), "token_key_%d", i);
            write_hex(out, name, tokens->shop[i].bytes, TOKEN_KEY_BYTES);
        }
    }
    if (tokens->has_own) {
        snprintf(name, sizeof(name), "token_own_key_%u", (unsigned)tokens->own_key_number);
        write_hex(out, name, tokens->own.bytes, TOKEN_KEY_BYTES);
    }
}

bool key_file_write(const char *path, const struct key_file *keys, struct error *err)
{
    struct buffer out = {0};
    buffer_append_text(&out, HEAD);
    write_hex(&out, "shop_id", keys->shop_id, sizeof(keys->shop_id));
    buffer_format(&out, "node = %" PRId64 "\n", keys->node);
    write_signing_key(&out, "till_key", &keys->till);
    write_signing_key(&out, "office_key", &keys->office);
    write_hex(&out, "check_key", keys->check_key, sizeof(keys->check_key));
    write_hex(&out, "pin_pepper", keys->pin_pepper, sizeof(keys->pin_pepper));
    write_token_keys(&out, &keys->tokens);
    bool good = file_write_whole(path, out.bytes, out.size, 0600, err);
    memory_wipe(out.bytes, out.size);
    buffer_close(&out);
    return good;
}

bool key_file_write_tokens(
    const char *path, const struct key_file *keys, int64_t node, struct error *err)
{
    struct buffer out = {0};
    struct token_keyring tokens = keys->tokens;
    uint32_t newest = newest_token_key(keys);
    ASSERT(newest < TOKEN_KEYS_MAX);
    if (node != 0) {
        derive_own(keys, newest, node, &tokens);
    }
    buffer_append_text(&out, TOKENS_HEAD);
    write_hex(&out, "shop_id", keys->shop_id, sizeof(keys->shop_id));
    buffer_format(&out, "node = %" PRId64 "\n", node);
    write_token_keys(&out, &tokens);
    bool good = file_write_whole(path, out.bytes, out.size, 0600, err);
    memory_wipe(out.bytes, out.size);
    memory_wipe(&tokens, sizeof(tokens));
    buffer_close(&out);
    return good;
}

/* Reading -------------------------------------------------------------------------------------- */

enum field {
    FIELD_SHOP_ID = 1,
    FIELD_NODE = 2,
    FIELD_CHECK_KEY = 4,
    FIELD_PIN_PEPPER = 8,
    FIELDS_NEEDED = 15,
    FIELDS_OF_TOKENS = FIELD_SHOP_ID | FIELD_NODE
};

static bool read_hex(struct text_view value, uint8_t *out, size_t size)
{
    size_t read = 0;
    return value.size == 2 * size &&
           sodium_hex2bin(out, size, value.bytes, value.size, NULL, &read, NULL) == 0 &&
           read == size;
}

static bool read_number(struct text_view value, int64_t max, int64_t *out)
{
    int64_t number = 0;
    for (size_t i = 0; i < value.size; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9') {
            return false;
        }
        number = 10 * number + (value.bytes[i] - '0');
        if (number > max) {
            return false;
        }
    }
    *out = number;
    return value.size > 0;
}

static bool read_signing_key(struct text_view value, struct signing_key *key)
{
    if (!read_hex(value, key->seed, sizeof(key->seed))) {
        return false;
    }
    crypto_sign_seed_keypair(key->public_key, key->secret_key, key->seed);
    key->is_held = true;
    return true;
}

static bool starts_with(struct text_view *name, const char *start)
{
    size_t size = strlen(start);
    if (name->size <= size || memcmp(name->bytes, start, size) != 0) {
        return false;
    }
    *name = (struct text_view){name->bytes + size, name->size - size};
    return true;
}

static bool read_token_key(
    struct text_view number, struct text_view value, struct token_keyring *tokens)
{
    int64_t index;
    if (!read_number(number, TOKEN_KEYS_MAX - 1, &index)) {
        return false;
    }
    tokens->has_shop[index] = true;
    return read_hex(value, tokens->shop[index].bytes, TOKEN_KEY_BYTES);
}

static bool read_own_token_key(
    struct text_view number, struct text_view value, struct token_keyring *tokens)
{
    int64_t index;
    if (!read_number(number, TOKEN_KEYS_MAX - 1, &index)) {
        return false;
    }
    tokens->has_own = true;
    tokens->own_key_number = (uint32_t)index;
    return read_hex(value, tokens->own.bytes, TOKEN_KEY_BYTES);
}

static bool read_field(
    struct text_view name, struct text_view value, struct key_file *keys, int *fields)
{
    if (text_view_equals(name, "shop_id")) {
        *fields |= FIELD_SHOP_ID;
        return read_hex(value, keys->shop_id, sizeof(keys->shop_id));
    }
    if (text_view_equals(name, "node")) {
        *fields |= FIELD_NODE;
        return read_number(value, 15999, &keys->node);
    }
    if (text_view_equals(name, "check_key")) {
        *fields |= FIELD_CHECK_KEY;
        return read_hex(value, keys->check_key, sizeof(keys->check_key));
    }
    if (text_view_equals(name, "pin_pepper")) {
        *fields |= FIELD_PIN_PEPPER;
        return read_hex(value, keys->pin_pepper, sizeof(keys->pin_pepper));
    }
    if (text_view_equals(name, "till_key")) {
        return read_signing_key(value, &keys->till);
    }
    if (text_view_equals(name, "office_key")) {
        return read_signing_key(value, &keys->office);
    }
    if (starts_with(&name, "token_key_")) {
        return read_token_key(name, value, &keys->tokens);
    }
    if (starts_with(&name, "token_own_key_")) {
        return read_own_token_key(name, value, &keys->tokens);
    }
    return false;
}

static bool parse(
    struct text_view text, int fields_needed, struct key_file *keys, struct error *err)
{
    struct text_view line;
    int number = 0;
    int fields = 0;
    bool has_format = false;
    while (text_view_split(&text, '\n', &line)) {
        number++;
        struct text_view value = text_view_trim(line);
        struct text_view name;
        if (value.size == 0 || value.bytes[0] == '#') {
            continue;
        }
        if (!has_format) {
            has_format = text_view_equals(value, FORMAT_LINE);
            if (!has_format) {
                return error_set(err, ERROR_INVALID, "line %d: no key file of this format", number);
            }
            continue;
        }
        if (!text_view_split(&value, '=', &name) ||
            !read_field(text_view_trim(name), text_view_trim(value), keys, &fields)) {
            return error_set(err, ERROR_INVALID, "line %d is damaged", number);
        }
    }
    bool is_whole = fields_needed == FIELDS_NEEDED;
    if (fields != fields_needed || (is_whole && (keys->node != 0) != keys->till.is_held)) {
        return error_set(err, ERROR_INVALID, "a key is missing");
    }
    keys->tokens.own_node = (uint32_t)keys->node;
    return true;
}

static bool read_file(
    const char *path, int fields_needed, struct key_file *out_keys, struct error *err)
{
    struct buffer text = {0};
    struct key_file keys;
    memset(&keys, 0, sizeof(keys));
    bool good = buffer_read_file(&text, path, err);
    if (good) {
        good = parse((struct text_view){text.bytes, text.size}, fields_needed, &keys, err) ||
               error_prefix(err, "%s: ", path);
    }
    if (good) {
        *out_keys = keys;
    }
    key_file_wipe(&keys);
    if (text.bytes != NULL) {
        memory_wipe(text.bytes, text.size);
    }
    buffer_close(&text);
    return good;
}

bool key_file_read(const char *path, struct key_file *out_keys, struct error *err)
{
    return read_file(path, FIELDS_NEEDED, out_keys, err);
}

bool key_file_read_tokens(const char *path, struct key_file *out_keys, struct error *err)
{
    return read_file(path, FIELDS_OF_TOKENS, out_keys, err);
}
