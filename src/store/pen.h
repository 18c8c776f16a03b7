#ifndef TILLTALE_STORE_PEN_H
#define TILLTALE_STORE_PEN_H

/* Pen: who may write chain 0, and the signed handing over of that right. Private to src/store.
 *
 * The first row of `pen` is the genesis of chain 0 and names the first holder's public key.
 * Each further row names the next holder's; it is signed (Ed25519) by the holder before it, over
 *
 *     "tilltale pen 1" | shop id, 16 bytes | head of chain 0 before, 32 | new public key, 32
 *
 * so that a signature hands over this shop's pen, at this entry, to this key and nothing else. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "store/entry.h"
#include "store/key_file.h"

#define PEN_KEY_SIZE 32
#define PEN_SIGNATURE_SIZE 64

struct error;

void pen_sign(const struct signing_key *holder, const uint8_t *shop_id, const uint8_t *head,
    const uint8_t *new_key, uint8_t *out_signature);

/* Checks an entry of chain 0 of kind genesis or pen. `previous` is the hash before it, `holder`
 * the key that its signature must be of; NULL for the genesis, which has none. *out_key is the
 * key that holds the pen from then on. Errors: ERROR_REFUSED. */
MUST_CHECK bool pen_check_entry(const uint8_t *bytes, size_t size, const uint8_t *shop_id,
    const uint8_t *previous, const uint8_t *holder, uint8_t *out_key, struct error *err);

#endif
