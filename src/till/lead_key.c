#include "till/lead_key.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/lead_state.h"

/* About half a second on a desk. */
#define HASH_PASSES 3
#define HASH_BYTES (128u * 1024 * 1024)
/* What a file may ask for: no damaged or forged one makes the till run out of memory. */
#define HASH_PASSES_MAX 16
#define HASH_BYTES_MAX (1024u * 1024 * 1024)

#define PATH_MAX_HERE 4096
#define FORMAT_LINE "format = 1"
#define BOX_BYTES_MAX (LEAD_SECRETS_MAX * LEAD_KEY_SIZE + crypto_secretbox_MACBYTES)

static_assert(LEAD_KEY_SIZE == crypto_box_SECRETKEYBYTES, "X25519");
static_assert(LEAD_KEY_SIZE == crypto_box_PUBLICKEYBYTES, "X25519");

static const char HEAD[] =
    "# The secret lead key of a Tilltale shop, wrapped by a passphrase. Who has this file and the\n"
    "# passphrase can read what visitors left. Copy it only to tills that shall.\n" FORMAT_LINE
    "\n";

/* --- the state ------------------------------------------------------------------------------ */

struct lead_state *lead_state(struct till *till)
{
    if (till->leads == NULL) {
        till->leads = calloc(1, sizeof(*till->leads));
        ASSERT(till->leads != NULL);
        randombytes_buf(till->leads->run_key, sizeof(till->leads->run_key));
    }
    return till->leads;
}

static void close_secrets(struct lead_state *state)
{
    if (state->open != NULL) {
        sodium_free(state->open); /* wipes it */
        state->open = NULL;
    }
}

void lead_state_close(struct lead_state *state)
{
    if (state != NULL) {
        close_secrets(state);
        if (state->met != NULL) {
            memory_wipe(state->met, state->met_capacity * sizeof(*state->met));
        }
        free(state->met);
        memory_wipe(state, sizeof(*state));
        free(state);
    }
}

static struct lead_secrets *new_secrets(void)
{
    struct lead_secrets *secrets = sodium_malloc(sizeof(*secrets));
    ASSERT(secrets != NULL);
    memset(secrets, 0, sizeof(*secrets));
    return secrets;
}

/* What follows from the secrets. The index key comes from the oldest, so that a further key leaves
 * the index as it is. */
static void derive(struct lead_secrets *secrets)
{
    static const char context[] = "tilltale lead index";
    for (size_t i = 0; i < secrets->count; i++) {
        crypto_scalarmult_base(secrets->public_key[i], secrets->secret[i]);
    }
    crypto_generichash(secrets->index_key, sizeof(secrets->index_key), (const uint8_t *)context,
        sizeof(context) - 1, secrets->secret[0], LEAD_KEY_SIZE);
}

void lead_use_cheap_key(struct till *till)
{
    lead_state(till)->has_cheap_key = true;
}

/* --- the file ------------------------------------------------------------------------------- */

struct key_wrap {
    uint8_t salt[crypto_pwhash_SALTBYTES];
    uint64_t passes, memory_bytes;
    uint8_t nonce[crypto_secretbox_NONCEBYTES];
    uint8_t box[BOX_BYTES_MAX];
    size_t box_size;
};

static bool path_of(const struct till *till, char out_path[PATH_MAX_HERE])
{
    struct text_out out = text_out_begin(out_path, PATH_MAX_HERE);
    text_out_format(&out, "%s.leadkey", store_path(till->store));
    return !out.cut;
}

static bool check_passphrase(const char *passphrase, struct error *err)
{
    size_t size = strlen(passphrase);
    if (size == 0) {
        return error_set(err, ERROR_INVALID, "the passphrase is empty");
    }
    return size < LEAD_PASSPHRASE_MAX ||
           error_set(err, ERROR_INVALID, "the passphrase is longer than %d bytes",
               LEAD_PASSPHRASE_MAX - 1);
}

static bool press(const struct key_wrap *wrap, const char *passphrase,
    uint8_t out_key[crypto_secretbox_KEYBYTES], struct error *err)
{
    if (crypto_pwhash(out_key, crypto_secretbox_KEYBYTES, passphrase, strlen(passphrase),
            wrap->salt, wrap->passes, (size_t)wrap->memory_bytes,
            crypto_pwhash_ALG_ARGON2ID13) == 0) {
        return true;
    }
    return error_set(err, ERROR_LIMIT, "there is not enough memory to open the lead key");
}

static void write_hex(struct buffer *out, const char *name, const uint8_t *bytes, size_t size)
{
    char hex[2 * BOX_BYTES_MAX + 1];
    sodium_bin2hex(hex, sizeof(hex), bytes, size);
    buffer_format(out, "%s = %s\n", name, hex);
}

static bool write_wrap(const char *path, const struct lead_secrets *secrets,
    const struct key_wrap *wrap, struct error *err)
{
    struct buffer text = {0};
    buffer_append_text(&text, HEAD);
    write_hex(&text, "public_key", secrets->public_key[secrets->count - 1], LEAD_KEY_SIZE);
    write_hex(&text, "salt", wrap->salt, sizeof(wrap->salt));
    buffer_format(
        &text, "passes = %" PRIu64 "\nmemory = %" PRIu64 "\n", wrap->passes, wrap->memory_bytes);
    write_hex(&text, "nonce", wrap->nonce, sizeof(wrap->nonce));
    write_hex(&text, "box", wrap->box, wrap->box_size);
    bool is_done = file_write_whole(path, text.bytes, text.size, 0600, err);
    buffer_close(&text);
    return is_done;
}

static bool write_file(const struct till *till, const struct lead_secrets *secrets,
    const char *passphrase, bool is_cheap, struct error *err)
{
    char path[PATH_MAX_HERE];
    uint8_t key[crypto_secretbox_KEYBYTES];
    struct key_wrap wrap = {
        .passes = is_cheap ? crypto_pwhash_OPSLIMIT_MIN : HASH_PASSES,
        .memory_bytes = is_cheap ? crypto_pwhash_MEMLIMIT_MIN : HASH_BYTES,
        .box_size = secrets->count * LEAD_KEY_SIZE + crypto_secretbox_MACBYTES,
    };
    if (!path_of(till, path)) {
        return error_set(err, ERROR_LIMIT, "the path is too long");
    }
    randombytes_buf(wrap.salt, sizeof(wrap.salt));
    randombytes_buf(wrap.nonce, sizeof(wrap.nonce));
    if (!press(&wrap, passphrase, key, err)) {
        return false;
    }
    crypto_secretbox_easy(
        wrap.box, secrets->secret[0], secrets->count * LEAD_KEY_SIZE, wrap.nonce, key);
    memory_wipe(key, sizeof(key));
    return write_wrap(path, secrets, &wrap, err);
}

static bool read_hex(struct text_view value, uint8_t *out, size_t size)
{
    size_t read = 0;
    return value.size == 2 * size &&
           sodium_hex2bin(out, size, value.bytes, value.size, NULL, &read, NULL) == 0 &&
           read == size;
}

static bool read_number(struct text_view value, uint64_t max, uint64_t *out)
{
    uint64_t number = 0;
    for (size_t i = 0; i < value.size; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9' || number > max) {
            return false;
        }
        number = 10 * number + (uint64_t)(value.bytes[i] - '0');
    }
    *out = number;
    return value.size > 0 && number > 0 && number <= max;
}

static bool read_box(struct text_view value, struct key_wrap *wrap)
{
    wrap->box_size = value.size / 2;
    return wrap->box_size > crypto_secretbox_MACBYTES && wrap->box_size <= sizeof(wrap->box) &&
           (wrap->box_size - crypto_secretbox_MACBYTES) % LEAD_KEY_SIZE == 0 &&
           read_hex(value, wrap->box, wrap->box_size);
}

/* One bit for each line that must be there. */
static bool read_line(
    struct text_view name, struct text_view value, struct key_wrap *wrap, unsigned *seen)
{
    uint8_t public_key[LEAD_KEY_SIZE];
    if (text_view_equals(name, "public_key")) {
        return read_hex(value, public_key, sizeof(public_key)); /* it comes out of the secret too */
    }
    if (text_view_equals(name, "salt")) {
        *seen |= 1;
        return read_hex(value, wrap->salt, sizeof(wrap->salt));
    }
    if (text_view_equals(name, "passes")) {
        *seen |= 2;
        return read_number(value, HASH_PASSES_MAX, &wrap->passes);
    }
    if (text_view_equals(name, "memory")) {
        *seen |= 4;
        return read_number(value, HASH_BYTES_MAX, &wrap->memory_bytes);
    }
    if (text_view_equals(name, "nonce")) {
        *seen |= 8;
        return read_hex(value, wrap->nonce, sizeof(wrap->nonce));
    }
    *seen |= 16;
    return text_view_equals(name, "box") && read_box(value, wrap);
}

static bool parse(struct text_view text, struct key_wrap *out_wrap, struct error *err)
{
    struct text_view line;
    unsigned seen = 0;
    int number = 0;
    bool has_format = false;
    while (text_view_split(&text, '\n', &line)) {
        struct text_view value = text_view_trim(line);
        struct text_view name;
        number++;
        if (value.size == 0 || value.bytes[0] == '#') {
            continue;
        }
        if (!has_format && !text_view_equals(value, FORMAT_LINE)) {
            return error_set(err, ERROR_CORRUPT, "line %d: no lead key of this format", number);
        }
        if (has_format &&
            (!text_view_split(&value, '=', &name) ||
                !read_line(text_view_trim(name), text_view_trim(value), out_wrap, &seen))) {
            return error_set(err, ERROR_CORRUPT, "line %d is damaged", number);
        }
        has_format = true;
    }
    return seen == 31 || error_set(err, ERROR_CORRUPT, "a line is missing");
}

static bool read_file(const struct till *till, struct key_wrap *out_wrap, struct error *err)
{
    char path[PATH_MAX_HERE];
    struct buffer text = {0};
    if (!path_of(till, path)) {
        return error_set(err, ERROR_LIMIT, "the path is too long");
    }
    bool is_read = buffer_read_file(&text, path, err);
    if (is_read) {
        is_read = parse((struct text_view){text.bytes, text.size}, out_wrap, err) ||
                  error_prefix(err, "%s: ", path);
    } else if (err->code == ERROR_NOT_FOUND) {
        (void)error_set(err, ERROR_NOT_FOUND,
            "%s is not here: leads are read where it is, or where it is copied to", path);
    }
    buffer_close(&text);
    return is_read;
}

static bool unwrap(const struct key_wrap *wrap, const char *passphrase,
    struct lead_secrets *secrets, struct error *err)
{
    uint8_t key[crypto_secretbox_KEYBYTES];
    if (!press(wrap, passphrase, key, err)) {
        return false;
    }
    int result =
        crypto_secretbox_open_easy(secrets->secret[0], wrap->box, wrap->box_size, wrap->nonce, key);
    memory_wipe(key, sizeof(key));
    if (result != 0) {
        return error_set(err, ERROR_INVALID, "this passphrase is not right");
    }
    secrets->count = (wrap->box_size - crypto_secretbox_MACBYTES) / LEAD_KEY_SIZE;
    derive(secrets);
    return true;
}

/* --- the shop's public keys ----------------------------------------------------------------- */

struct newest_key {
    uint8_t key[LEAD_KEY_SIZE];
    bool has_one;
};

static bool take_key(
    void *context, const uint8_t *public_key, int64_t created_at_ms, struct error *err)
{
    struct newest_key *newest = context;
    (void)created_at_ms;
    (void)err;
    memcpy(newest->key, public_key, LEAD_KEY_SIZE);
    newest->has_one = true;
    return true;
}

bool lead_public_key(struct till *till, uint8_t out_key[LEAD_KEY_SIZE], struct error *err)
{
    struct newest_key newest = {.has_one = false};
    if (!lead_key_visit(till->store, take_key, &newest, err)) {
        return false;
    }
    if (!newest.has_one) {
        return error_set(err, ERROR_REFUSED,
            "this shop has no lead key yet: make one with 'tilltale lead key create'");
    }
    memcpy(out_key, newest.key, LEAD_KEY_SIZE);
    return true;
}

bool lead_has_key(struct till *till)
{
    struct newest_key newest = {.has_one = false};
    struct error ignored; /* where nothing can be read, nothing can be taken either */
    return lead_key_visit(till->store, take_key, &newest, &ignored) && newest.has_one;
}

bool lead_can_unlock(const struct till *till)
{
    char path[PATH_MAX_HERE];
    return path_of(till, path) && access(path, F_OK) == 0;
}

/* --- making, opening, closing --------------------------------------------------------------- */

/* The secrets that are here already, if any. */
static bool keep_old(
    struct till *till, const char *passphrase, struct lead_secrets *secrets, struct error *err)
{
    struct key_wrap wrap = {0};
    if (!lead_can_unlock(till)) {
        return true;
    }
    if (!read_file(till, &wrap, err)) {
        return false;
    }
    if (!unwrap(&wrap, passphrase, secrets, err)) {
        return error_prefix(err, "a lead key is here already, and ");
    }
    return secrets->count < LEAD_SECRETS_MAX ||
           error_set(err, ERROR_LIMIT, "no further lead key fits into the file");
}

static bool write_public(struct till *till, const uint8_t *public_key, struct error *err)
{
    int64_t now_ms = till_now_ms(till);
    bool is_done = store_begin(till->store, ENTRY_LEAD_KEY, till->staff_id, err) &&
                   lead_key_insert(till->store, public_key, now_ms, err) &&
                   store_commit(till->store, now_ms, err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    return is_done;
}

/* First the file: a public key whose secret is nowhere would seal for nobody. */
static bool create(
    struct till *till, const char *passphrase, struct lead_secrets *secrets, struct error *err)
{
    if (!keep_old(till, passphrase, secrets, err)) {
        return false;
    }
    randombytes_buf(secrets->secret[secrets->count], LEAD_KEY_SIZE);
    secrets->count++;
    derive(secrets);
    return write_file(till, secrets, passphrase, lead_state(till)->has_cheap_key, err) &&
           write_public(till, secrets->public_key[secrets->count - 1], err);
}

bool lead_key_create(struct till *till, const char *passphrase, struct error *err)
{
    if (!check_passphrase(passphrase, err)) {
        return false;
    }
    if (!till_holds_pen(till)) {
        return error_set(err, ERROR_REFUSED, "the office makes the lead key: do it there");
    }
    struct lead_secrets *secrets = new_secrets();
    bool is_done = create(till, passphrase, secrets, err);
    sodium_free(secrets);
    if (is_done) {
        lead_lock(till);
    }
    return is_done;
}

bool lead_key_change(
    struct till *till, const char *passphrase, const char *new_passphrase, struct error *err)
{
    struct key_wrap wrap = {0};
    if (!check_passphrase(new_passphrase, err) || !read_file(till, &wrap, err)) {
        return false;
    }
    struct lead_secrets *secrets = new_secrets();
    bool is_done = unwrap(&wrap, passphrase, secrets, err) &&
                   write_file(till, secrets, new_passphrase, lead_state(till)->has_cheap_key, err);
    sodium_free(secrets);
    return is_done;
}

bool lead_unlock(struct till *till, const char *passphrase, struct error *err)
{
    struct key_wrap wrap = {0};
    struct lead_state *state = lead_state(till);
    if (!read_file(till, &wrap, err)) {
        return false;
    }
    struct lead_secrets *secrets = new_secrets();
    if (!unwrap(&wrap, passphrase, secrets, err)) {
        sodium_free(secrets);
        return false;
    }
    close_secrets(state);
    state->open = secrets;
    return true;
}

void lead_lock(struct till *till)
{
    if (till->leads != NULL) {
        close_secrets(till->leads);
    }
}

bool lead_is_unlocked(const struct till *till)
{
    return till->leads != NULL && till->leads->open != NULL;
}
