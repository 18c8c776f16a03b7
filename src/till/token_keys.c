#include "till/token_keys.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "store/campaign.h"
#include "store/key_file.h"
#include "till/campaign_card.h"
#include "till/handle.h"

#define PATH_BYTES_MAX 4200
#define REVOKED_KEY "key" /* the kind of a revocation that retires a number */

bool token_keys_is_retired(struct till *till, uint32_t number, bool *out_is, struct error *err)
{
    return revocation_exists(till->store, REVOKED_KEY, number, out_is, err);
}

bool token_keys_list(struct till *till, struct token_keys_held *out_held, struct error *err)
{
    struct token_keys_held held = {.is_booth = till->keys.has_own, .signing = till->key_number};
    for (uint32_t number = 0; number < TOKEN_KEYS_MAX; number++) {
        bool is_held = till->keys.has_shop[number] ||
                       (till->keys.has_own && till->keys.own_key_number == number);
        if (!is_held) {
            continue;
        }
        held.numbers[held.count] = number;
        if (!token_keys_is_retired(till, number, &held.is_retired[held.count], err)) {
            return false;
        }
        held.count++;
    }
    *out_held = held;
    return true;
}

/* A copy to change; the caller wipes it. */
static bool copy_keys(struct till *till, struct key_file *out_keys, struct error *err)
{
    const struct key_file *keys = store_keys(till->store);
    if (keys == NULL) {
        return error_set(err, ERROR_REFUSED, "the key file of this store is not here");
    }
    *out_keys = *keys;
    return true;
}

static bool require_shop_keys(const struct till *till, struct error *err)
{
    return till->keys.has_shop[till->key_number] ||
           error_set(err, ERROR_REFUSED, "this till holds no key of the shop");
}

/* Writes the key file anew, and goes on with what is in it. */
static bool keep(struct till *till, const struct key_file *keys, struct error *err)
{
    char path[PATH_BYTES_MAX];
    struct text_out out = text_out_begin(path, sizeof(path));
    text_out_format(&out, "%s.key", store_path(till->store));
    if (out.cut || !key_file_write(path, keys, err)) {
        return !out.cut ? false : error_set(err, ERROR_IO, "the path is too long");
    }
    till->keys = keys->tokens;
    for (uint32_t i = 0; i < TOKEN_KEYS_MAX; i++) {
        till->key_number = till->keys.has_shop[i] ? i : till->key_number;
    }
    if (till->keys.has_own) {
        till->key_number = till->keys.own_key_number;
    }
    return true;
}

bool token_keys_rotate(struct till *till, uint32_t *out_number, struct error *err)
{
    struct key_file keys;
    if (!require_shop_keys(till, err)) {
        return false;
    }
    if (!store_holds_pen(till->store)) {
        return error_set(
            err, ERROR_REFUSED, "the office holds the pen: rotate there, then carry the keys here");
    }
    if (!copy_keys(till, &keys, err)) {
        return false;
    }
    bool is_done = key_file_add_token_key(&keys, out_number) ||
                   error_set(err, ERROR_LIMIT, "all %d numbers of keys are used", TOKEN_KEYS_MAX);
    is_done = is_done && keep(till, &keys, err);
    key_file_wipe(&keys);
    return is_done;
}

bool token_keys_export(struct till *till, const char *path, int64_t node, struct error *err)
{
    const struct key_file *keys = store_keys(till->store);
    if (!require_shop_keys(till, err)) {
        return false;
    }
    if (access(path, F_OK) == 0) {
        return error_set(err, ERROR_REFUSED, "%s is there already", path);
    }
    return key_file_write_tokens(path, keys, node, err);
}

static bool is_same_key(const struct token_key *a, const struct token_key *b)
{
    return memcmp(a->bytes, b->bytes, TOKEN_KEY_BYTES) == 0;
}

static bool merge_shop_keys(const struct token_keyring *from, struct token_keyring *tokens,
    size_t *out_count, struct error *err)
{
    for (uint32_t i = 0; i < TOKEN_KEYS_MAX; i++) {
        if (from->has_shop[i] && tokens->has_shop[i] &&
            !is_same_key(&from->shop[i], &tokens->shop[i])) {
            return error_set(err, ERROR_INVALID, "there is another key %u here", (unsigned)i);
        }
        if (from->has_shop[i] && !tokens->has_shop[i]) {
            tokens->shop[i] = from->shop[i];
            tokens->has_shop[i] = true;
            *out_count += 1;
        }
    }
    return true;
}

/* A booth has one key, and takes a newer one in its place. */
static bool merge_own_key(const struct token_keyring *from, struct token_keyring *tokens,
    size_t *out_count, struct error *err)
{
    if (from->own_key_number < tokens->own_key_number) {
        return error_set(err, ERROR_INVALID, "this booth has a newer key already");
    }
    *out_count += from->own_key_number > tokens->own_key_number;
    tokens->own = from->own;
    tokens->own_key_number = from->own_key_number;
    return true;
}

static bool merge(
    const struct key_file *from, struct key_file *keys, size_t *out_count, struct error *err)
{
    if (memcmp(from->shop_id, keys->shop_id, sizeof(keys->shop_id)) != 0) {
        return error_set(err, ERROR_INVALID, "these are the keys of another shop");
    }
    if (keys->tokens.has_own != from->tokens.has_own) {
        return error_set(err, ERROR_INVALID,
            keys->tokens.has_own
                ? "a booth takes a key of its own alone: tilltale key export --till NUMBER"
                : "this is the key of a booth");
    }
    if (!keys->tokens.has_own) {
        return merge_shop_keys(&from->tokens, &keys->tokens, out_count, err);
    }
    return from->node == keys->node
               ? merge_own_key(&from->tokens, &keys->tokens, out_count, err)
               : error_set(err, ERROR_INVALID, "this is the key of another booth");
}

bool token_keys_import(
    struct till *till, const char *path, size_t *out_added_count, struct error *err)
{
    struct key_file keys;
    struct key_file from;
    size_t count = 0;
    if (!copy_keys(till, &keys, err)) {
        return false;
    }
    bool is_read = key_file_read_tokens(path, &from, err);
    bool is_done =
        is_read && merge(&from, &keys, &count, err) && (count == 0 || keep(till, &keys, err));
    key_file_wipe(&keys);
    if (is_read) {
        key_file_wipe(&from);
    }
    *out_added_count = count;
    return is_done;
}

bool token_keys_retire(struct till *till, uint32_t number, struct error *err)
{
    struct till_loan loan;
    bool is_retired;
    if (number == till->key_number) {
        return error_set(err, ERROR_INVALID, "new codes are signed under key %u: rotate first",
            (unsigned)number);
    }
    if (number >= TOKEN_KEYS_MAX || !till->keys.has_shop[number]) {
        return error_set(err, ERROR_INVALID, "there is no key %u here", (unsigned)number);
    }
    if (!token_keys_is_retired(till, number, &is_retired, err)) {
        return false;
    }
    if (is_retired) {
        return true;
    }
    if (!campaign_begin(till, ENTRY_REVOCATION, &loan, err)) {
        return false;
    }
    bool is_done =
        revocation_insert(till->store, REVOKED_KEY, number, "retired", till_now_ms(till), err);
    return campaign_end(till, is_done, &loan, err);
}
