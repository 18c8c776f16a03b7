#ifndef TILLTALE_TILL_PIN_H
#define TILLTALE_TILL_PIN_H

/* Pin: what is stored of a PIN, and how long a wrong one makes its person wait. Private to
 * src/till.
 *
 * Stored is argon2id (libsodium's text form, with its own salt and cost) over
 * BLAKE2b-256(pepper, person ‖ PIN). Without the pepper of the key file nothing can be guessed,
 * and the hash of one person is of no use in the row of another. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct till;

#define PIN_HASH_MAX 128 /* bytes, terminator included */

/* `is_cheap`: for PINs that are no secret, those of a demo and of tests. Errors: ERROR_LIMIT, not
 * enough memory. */
MUST_CHECK bool pin_hash(const uint8_t *pepper, int64_t staff_id, const char *pin, bool is_cheap,
    char out_hash[PIN_HASH_MAX], struct error *err);

/* True if it is this person's PIN. */
bool pin_is_right(const uint8_t *pepper, int64_t staff_id, const char *pin, const char *hash);

/* How long is still to wait at `now_ms` after so many wrong ones, the newest at `wrong_at_ms`. */
int64_t pin_wait_ms(int64_t wrong_count, int64_t wrong_at_ms, int64_t now_ms);

/* Looks at a person's PIN: refuses while the person has to wait, counts the attempt before it looks
 * (a power cut gives nobody another one), and forgets the wrong ones after a right one. Errors: as
 * till_sign_in(). */
MUST_CHECK bool pin_check(struct till *till, int64_t staff_id, const char *pin, struct error *err);

#endif
