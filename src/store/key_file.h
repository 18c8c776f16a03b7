#ifndef TILLTALE_STORE_KEY_FILE_H
#define TILLTALE_STORE_KEY_FILE_H

/* Key file: the secrets of one store, beside it as FILE.key, never inside it.
 *
 * A copied database alone signs nothing, makes no code and tests no PIN. The file is text (a
 * name, `=`, hex digits), mode 0600, written whole. It never goes into a backup. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/token.h"

struct error;

#define KEY_FILE_SHOP_ID_SIZE 16
#define KEY_FILE_KEY_SIZE 32
#define KEY_FILE_FIRST_TOKEN_KEY 1 /* the number of a new shop's token key */

/* Ed25519, kept as its seed. */
struct signing_key {
    bool is_held;
    uint8_t seed[32];
    uint8_t public_key[32];
    uint8_t secret_key[64];
};

struct key_file {
    uint8_t shop_id[KEY_FILE_SHOP_ID_SIZE];
    int64_t node;                          /* 0: a shop's store, which is no till */
    struct signing_key till;               /* not held by a shop's store */
    struct signing_key office;             /* held where the pen is, or once was */
    uint8_t check_key[KEY_FILE_KEY_SIZE];  /* of this file alone: the keyed check of its rows */
    uint8_t pin_pepper[KEY_FILE_KEY_SIZE]; /* of the shop */
    struct token_keyring tokens;           /* the shop's by number; a booth's own one */
};

/* New keys of a new shop. */
void key_file_init_shop(struct key_file *keys);
/* Those of a file that joins one: shop, pepper and token keys stay. */
void key_file_init_joined(struct key_file *keys, const struct key_file *shop);
/* What a booth gets of them: the one token key derived for its node, from the newest of the
 * shop's. Returns false if the shop has none. */
MUST_CHECK bool key_file_init_booth(
    struct key_file *keys, const struct key_file *shop, int64_t node);
void signing_key_init(struct signing_key *key);

/* Errors: ERROR_NOT_FOUND, ERROR_IO; ERROR_INVALID names the line that is wrong. */
MUST_CHECK bool key_file_read(const char *path, struct key_file *out_keys, struct error *err);
MUST_CHECK bool key_file_write(const char *path, const struct key_file *keys, struct error *err);

/* Adds a token key of the shop under the next number, which new codes are signed under from then
 * on; those before it stay. False: all numbers are used. */
MUST_CHECK bool key_file_add_token_key(struct key_file *keys, uint32_t *out_number);

/* The token keys alone, to carry to another till: a file of this format that no store opens with.
 * Of a booth it has the one derived key of `node`; 0: those of the shop. ASSERT: they are held.
 * Errors: ERROR_IO. */
MUST_CHECK bool key_file_write_tokens(
    const char *path, const struct key_file *keys, int64_t node, struct error *err);
/* Reads such a file into shop_id, node and tokens. Errors: as key_file_read(). */
MUST_CHECK bool key_file_read_tokens(
    const char *path, struct key_file *out_keys, struct error *err);

void key_file_wipe(struct key_file *keys);

#endif
