#include "till/pin.h"

#include <string.h>

#include <sodium.h>

#include "base/error.h"
#include "base/text.h"
#include "store/key_file.h"
#include "store/staff.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/staff.h"

/* About 0.1 s on a desk, 0.3 s on the small computer of a counter. */
#define HASH_PASSES 2
#define HASH_BYTES (64u * 1024 * 1024)

#define SECOND_MS INT64_C(1000)
#define FREE_TRIES 2

static_assert(PIN_HASH_MAX == crypto_pwhash_STRBYTES, "libsodium's text form fits");
static_assert(KEY_FILE_KEY_SIZE >= crypto_generichash_KEYBYTES_MIN, "the pepper is a key");

/* What argon2id gets: not the PIN itself. */
static void press_out(const uint8_t *pepper, int64_t staff_id, const char *pin,
    uint8_t out_key[crypto_generichash_BYTES])
{
    uint8_t person[8];
    crypto_generichash_state state;
    for (int i = 0; i < 8; i++) {
        person[i] = (uint8_t)((uint64_t)staff_id >> (8 * i));
    }
    crypto_generichash_init(&state, pepper, KEY_FILE_KEY_SIZE, crypto_generichash_BYTES);
    crypto_generichash_update(&state, person, sizeof(person));
    crypto_generichash_update(&state, (const uint8_t *)pin, strlen(pin));
    crypto_generichash_final(&state, out_key, crypto_generichash_BYTES);
    memory_wipe(&state, sizeof(state));
}

bool pin_hash(const uint8_t *pepper, int64_t staff_id, const char *pin, bool is_cheap,
    char out_hash[PIN_HASH_MAX], struct error *err)
{
    uint8_t key[crypto_generichash_BYTES];
    press_out(pepper, staff_id, pin, key);
    unsigned long long passes = is_cheap ? crypto_pwhash_OPSLIMIT_MIN : HASH_PASSES;
    size_t bytes = is_cheap ? crypto_pwhash_MEMLIMIT_MIN : HASH_BYTES;
    int result = crypto_pwhash_str(out_hash, (const char *)key, sizeof(key), passes, bytes);
    memory_wipe(key, sizeof(key));
    return result == 0 || error_set(err, ERROR_LIMIT, "there is not enough memory for a PIN");
}

bool pin_is_right(const uint8_t *pepper, int64_t staff_id, const char *pin, const char *hash)
{
    uint8_t key[crypto_generichash_BYTES];
    press_out(pepper, staff_id, pin, key);
    bool is_right = crypto_pwhash_str_verify(hash, (const char *)key, sizeof(key)) == 0;
    memory_wipe(key, sizeof(key));
    return is_right;
}

int64_t pin_wait_ms(int64_t wrong_count, int64_t wrong_at_ms, int64_t now_ms)
{
    static const int64_t seconds[] = {5, 15, 60, 300, 900};
    if (wrong_count <= FREE_TRIES) {
        return 0;
    }
    size_t step = (size_t)(wrong_count - FREE_TRIES - 1);
    int64_t whole_ms =
        SECOND_MS * seconds[step < ARRAY_LENGTH(seconds) ? step : ARRAY_LENGTH(seconds) - 1];
    int64_t left_ms = wrong_at_ms + whole_ms - now_ms;
    if (left_ms > whole_ms) {
        return whole_ms; /* the clock was set back */
    }
    return left_ms > 0 ? left_ms : 0;
}

/* --- one person's PIN ---------------------------------------------------------------------- */

struct hash_reading {
    int64_t staff_id;
    char hash[PIN_HASH_MAX];
};

static bool take_hash(void *context, const struct staff_row *row, struct error *err)
{
    struct hash_reading *reading = context;
    if (row->id == reading->staff_id && row->is_active &&
        !text_copy_view(reading->hash, sizeof(reading->hash), row->pin_hash)) {
        return error_set(err, ERROR_CORRUPT, "a PIN cannot be read");
    }
    return true;
}

static bool write_attempt(struct till *till, int64_t staff_id, int64_t wrong_count,
    int64_t wrong_at_ms, struct error *err)
{
    bool is_done = store_begin(till->store, ENTRY_ACT, till->staff_id, err) &&
                   pin_attempt_write(till->store, staff_id, wrong_count, wrong_at_ms, err) &&
                   store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    return is_done;
}

static const struct till_person *find_active(const struct till *till, int64_t staff_id)
{
    for (size_t i = 0; i < till->staff_count; i++) {
        if (till->staff[i].id == staff_id && till->staff[i].is_active) {
            return &till->staff[i];
        }
    }
    return NULL;
}

bool pin_check(struct till *till, int64_t staff_id, const char *pin, struct error *err)
{
    const struct till_person *person = find_active(till, staff_id);
    struct hash_reading reading = {.staff_id = staff_id};
    int64_t now_ms = till_now_ms(till);
    int64_t wrong_count;
    int64_t wrong_at_ms;
    if (person == NULL) {
        return error_set(err, ERROR_NOT_FOUND, "this person does not work here");
    }
    if (!person->has_pin) {
        bool needs_one = person->role == ROLE_MANAGER && till_has_pins(till);
        return !needs_one || error_set(err, ERROR_REFUSED,
                                 "%s has no PIN yet: another manager gives one", person->name);
    }
    if (!pin_attempt_read(till->store, staff_id, &wrong_count, &wrong_at_ms, err) ||
        !staff_read_all(till->store, take_hash, &reading, err)) {
        return false;
    }
    if (pin_wait_ms(wrong_count, wrong_at_ms, now_ms) > 0) {
        return error_set(err, ERROR_LIMIT, "%s has to wait before the next PIN", person->name);
    }
    if (!till_pin_is_possible(pin)) {
        return error_set(
            err, ERROR_INVALID, "a PIN has %d to %d digits", PIN_DIGITS_MIN, PIN_DIGITS_MAX);
    }
    if (!write_attempt(till, staff_id, wrong_count + 1, now_ms, err)) {
        return false;
    }
    if (!pin_is_right(store_keys(till->store)->pin_pepper, staff_id, pin, reading.hash)) {
        return error_set(err, ERROR_INVALID, "this PIN is not right");
    }
    return write_attempt(till, staff_id, 0, 0, err);
}
