#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/error.h"
#include "base/text.h"
#include "domain/ticket.h"
#include "store/key_file.h"
#include "store/setting.h"
#include "store/staff.h"
#include "store/store.h"
#include "till/handle.h"
#include "till/pin.h"
#include "till/staff.h"

/* Changes of the staff's list and PINs: office rows. */

#define SETTING_RECOVERY "recovery_hash"
#define RECOVERY_LETTERS 30 /* 150 bits */
#define RECOVERY_GROUP 5

bool till_pin_is_possible(const char *pin)
{
    size_t size = strlen(pin);
    return size >= PIN_DIGITS_MIN && size <= PIN_DIGITS_MAX && strspn(pin, "0123456789") == size;
}

/* --- people -------------------------------------------------------------------------------- */

static bool begin(struct till *till, struct till_loan *out_loan, struct error *err)
{
    return till_require(till, RIGHT_STAFF, 0, out_loan, err) &&
           store_begin(till->store, ENTRY_STAFF, till->staff_id, err);
}

static bool end(struct till *till, bool is_done, struct error *err)
{
    is_done = is_done && store_commit(till->store, till_now_ms(till), err);
    if (!is_done) {
        store_rollback(till->store);
        till_recover(till);
    }
    till_office_changed(till);
    till_refresh(till);
    return is_done;
}

/* A name is how people find their tile: nobody who works here has the same. */
static bool check_name(const struct till *till, const char *name, int64_t own_id, struct error *err)
{
    struct text_view view = text_view_of(name);
    if (!text_is_utf8(name, view.size, NULL) || text_view_trim(view).size == 0 ||
        text_view_count_characters(view) > NAME_CHARACTERS_MAX || text_view_has_control(view)) {
        return error_set(err, ERROR_INVALID, "a name has 1 to %d characters", NAME_CHARACTERS_MAX);
    }
    for (size_t i = 0; i < till->staff_count; i++) {
        const struct till_person *person = &till->staff[i];
        if (person->is_active && person->id != own_id && strcmp(person->name, name) == 0) {
            return error_set(err, ERROR_INVALID, "somebody here is called %s already", name);
        }
    }
    return true;
}

bool till_add_person(
    struct till *till, const char *name, enum role role, int64_t *out_id, struct error *err)
{
    struct till_loan loan;
    int64_t id = 0;
    if (!check_name(till, name, 0, err) || !begin(till, &loan, err)) {
        return false;
    }
    bool is_done = staff_insert(till->store, name, role_name(role), &id, err);
    if (!end(till, is_done, err)) {
        return false;
    }
    *out_id = id;
    return true;
}

/* True if a manager is left when this one is changed so; one with a PIN, if there are PINs. */
static bool leaves_manager(const struct till *till, const struct till_person *changed)
{
    bool had_one = false;
    for (size_t i = 0; i < till->staff_count; i++) {
        const struct till_person *person = &till->staff[i];
        bool counts = person->is_active && person->role == ROLE_MANAGER &&
                      (person->has_pin || !till_has_pins(till));
        had_one = had_one || counts;
        if (counts &&
            (person->id != changed->id || (changed->is_active && changed->role == ROLE_MANAGER))) {
            return true;
        }
    }
    return !had_one;
}

bool till_change_person(struct till *till, const struct till_person *person, struct error *err)
{
    struct till_loan loan;
    struct staff_row row = {
        .id = person->id,
        .name = text_view_of(person->name),
        .role = text_view_of(role_name(person->role)),
        .is_active = person->is_active,
    };
    if (!check_name(till, person->name, person->id, err)) {
        return false;
    }
    if (!leaves_manager(till, person)) {
        return error_set(err, ERROR_REFUSED, "no manager would be left");
    }
    return begin(till, &loan, err) && end(till, staff_update(till->store, &row, err), err);
}

/* --- PINs ---------------------------------------------------------------------------------- */

static const struct till_person *find_active(const struct till *till, int64_t id)
{
    for (size_t i = 0; i < till->staff_count; i++) {
        if (till->staff[i].id == id && till->staff[i].is_active) {
            return &till->staff[i];
        }
    }
    return NULL;
}

static bool hash_pin(struct till *till, int64_t staff_id, const char *pin,
    char out_hash[PIN_HASH_MAX], struct error *err)
{
    if (!till_pin_is_possible(pin)) {
        return error_set(
            err, ERROR_INVALID, "a PIN has %d to %d digits", PIN_DIGITS_MIN, PIN_DIGITS_MAX);
    }
    bool is_cheap = till->shop.is_demo || till->has_cheap_pins;
    return pin_hash(store_keys(till->store)->pin_pepper, staff_id, pin, is_cheap, out_hash, err);
}

static bool write_pin(struct till *till, int64_t staff_id, const char *hash, struct error *err)
{
    return staff_update_pin(till->store, staff_id, hash, till_now_ms(till), err) &&
           pin_attempt_write(till->store, staff_id, 0, 0, err);
}

bool till_set_pin(struct till *till, int64_t staff_id, const char *pin, struct error *err)
{
    struct till_loan loan;
    char hash[PIN_HASH_MAX];
    const struct till_person *person = find_active(till, staff_id);
    if (person == NULL) {
        return error_set(err, ERROR_NOT_FOUND, "this person does not work here");
    }
    if (person->role != ROLE_MANAGER && !till_has_pins(till)) {
        return error_set(err, ERROR_REFUSED, "the first PIN is a manager's: set that one first");
    }
    return hash_pin(till, staff_id, pin, hash, err) && begin(till, &loan, err) &&
           end(till, write_pin(till, staff_id, hash, err), err);
}

/* --- when no manager is left ----------------------------------------------------------------- */

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void draw_words(char out_words[RECOVERY_TEXT_MAX])
{
    struct text_out out = text_out_begin(out_words, RECOVERY_TEXT_MAX);
    for (int i = 0; i < RECOVERY_LETTERS; i++) {
        if (i > 0 && i % RECOVERY_GROUP == 0) {
            text_out_append_char(&out, ' ');
        }
        text_out_append_char(&out, ALPHABET[randombytes_uniform(32)]);
    }
}

/* What was written down and typed again: small letters, O for 0, I and L for 1. */
static char read_letter(char byte)
{
    if (byte >= 'a' && byte <= 'z') {
        byte = (char)(byte - 'a' + 'A');
    }
    if (byte == 'O') {
        return '0';
    }
    return byte == 'I' || byte == 'L' ? '1' : byte;
}

#define RECOVERY_HASH_SIZE 32
#define RECOVERY_HASH_TEXT (2 * RECOVERY_HASH_SIZE + 1)

/* The words are long enough that no slow hash is needed. */
static void hash_words(
    const struct till *till, const char *words, char out_hash[RECOVERY_HASH_TEXT])
{
    char letters[RECOVERY_LETTERS] = {0};
    uint8_t hash[RECOVERY_HASH_SIZE];
    size_t count = 0;
    for (const char *byte = words; *byte != '\0'; byte++) {
        char letter = read_letter(*byte);
        if (strchr(ALPHABET, letter) != NULL && count < sizeof(letters)) {
            letters[count++] = letter;
        }
    }
    crypto_generichash(hash, sizeof(hash), (const uint8_t *)letters, sizeof(letters),
        store_keys(till->store)->pin_pepper, KEY_FILE_KEY_SIZE);
    sodium_bin2hex(out_hash, RECOVERY_HASH_TEXT, hash, sizeof(hash));
    memory_wipe(letters, sizeof(letters));
}

static bool write_words(struct till *till, const char *words, struct error *err)
{
    char hash[RECOVERY_HASH_TEXT];
    hash_words(till, words, hash);
    return setting_write(till->store, SETTING_RECOVERY, hash, err);
}

bool till_make_recovery(struct till *till, char out_words[RECOVERY_TEXT_MAX], struct error *err)
{
    struct till_loan loan;
    draw_words(out_words);
    return begin(till, &loan, err) && end(till, write_words(till, out_words, err), err);
}

bool till_recover_manager(struct till *till, const char *words, int64_t manager_id, const char *pin,
    char out_words[RECOVERY_TEXT_MAX], struct error *err)
{
    char known[SETTING_VALUE_MAX];
    char typed[RECOVERY_HASH_TEXT];
    char hash[PIN_HASH_MAX];
    bool found;
    const struct till_person *person = find_active(till, manager_id);
    if (person == NULL || person->role != ROLE_MANAGER) {
        return error_set(err, ERROR_NOT_FOUND, "this is no manager of the shop");
    }
    if (!setting_read(till->store, SETTING_RECOVERY, known, &found, err)) {
        return false;
    }
    hash_words(till, words, typed);
    if (!found || strlen(known) != sizeof(typed) - 1 ||
        sodium_memcmp(known, typed, sizeof(typed)) != 0) {
        return error_set(err, ERROR_INVALID, "these are not the recovery words of this shop");
    }
    draw_words(out_words);
    return hash_pin(till, manager_id, pin, hash, err) &&
           store_begin(till->store, ENTRY_STAFF, manager_id, err) &&
           end(till, write_pin(till, manager_id, hash, err) && write_words(till, out_words, err),
               err);
}
