#ifndef TILLTALE_TILL_LEAD_KEY_H
#define TILLTALE_TILL_LEAD_KEY_H

/* Lead key: who may read what visitors left.
 *
 * The shop has a key pair. The public half is an office row and goes to every till: with it leads
 * are sealed, and what is sealed cannot be read back with it. The secret half stands in
 * FILE.leadkey beside the store (mode 0600), wrapped by a passphrase (argon2id), and only where it
 * was made or copied to by hand: a stolen booth tells nobody's name.
 *
 * Unlocked, the secret lives in locked memory until lead_lock() or till_close(). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"

struct error;
struct store;
struct till;

#define LEAD_PASSPHRASE_MAX 256 /* bytes, terminator included */

/* Makes the pair: a row of the office and FILE.leadkey. Where a file is here and this passphrase
 * opens it, the old secrets stay in it, so that what they sealed can still be read.
 * Errors: ERROR_INVALID, an empty or too long passphrase, or it does not open the file that is
 * here; ERROR_REFUSED, the office holds the pen; ERROR_IO. */
MUST_CHECK bool lead_key_create(struct till *till, const char *passphrase, struct error *err);

/* Wraps the same secrets with another passphrase.
 * Errors: as lead_unlock(), and ERROR_IO. */
MUST_CHECK bool lead_key_change(
    struct till *till, const char *passphrase, const char *new_passphrase, struct error *err);

/* True if the shop has a public key here, without which no lead is taken. */
bool lead_has_key(struct till *till);
/* True if FILE.leadkey is here, so that a passphrase could open it. */
bool lead_can_unlock(const struct till *till);

/* Opens the secret key, and then lead_match_all() is worth a call. Takes about half a second.
 * Errors: ERROR_NOT_FOUND, there is no FILE.leadkey here; ERROR_INVALID, the passphrase is not
 * right; ERROR_CORRUPT, ERROR_IO: the file. */
MUST_CHECK bool lead_unlock(struct till *till, const char *passphrase, struct error *err);
/* Wipes it. Harmless where it is locked. */
void lead_lock(struct till *till);
bool lead_is_unlocked(const struct till *till);

/* For tests and the demo, whose passphrase is no secret: one that takes no time. */
void lead_use_cheap_key(struct till *till);

#endif
