#ifndef TILLTALE_TILL_TOKEN_KEYS_H
#define TILLTALE_TILL_TOKEN_KEYS_H

/* Token keys: what the shop's codes are signed with.
 *
 * A rotation makes a key of the next number; new codes are signed under it and old ones go on
 * counting. Keys lie in the key file beside the store and never in it, so they do not sync: they are
 * carried to the other tills in a file, before these meet a new code. A key that somebody else may
 * have is retired after the rotation: then codes of its number count only where what stands behind
 * them is here, and a tag alone proves nothing. That is a fact and syncs. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "domain/token.h"

struct error;
struct till;

struct token_keys_held {
    size_t count;
    uint32_t numbers[TOKEN_KEYS_MAX]; /* lowest first */
    bool is_retired[TOKEN_KEYS_MAX];  /* by place */
    uint32_t signing;                 /* the number that new codes get */
    bool is_booth;                    /* its own derived key alone */
};

MUST_CHECK bool token_keys_list(
    struct till *till, struct token_keys_held *out_held, struct error *err);

/* Errors: ERROR_REFUSED, a booth, or the office holds the pen: two tills must not make the same
 * number; ERROR_LIMIT, all numbers are used; ERROR_IO. */
MUST_CHECK bool token_keys_rotate(struct till *till, uint32_t *out_number, struct error *err);

/* Writes the shop's keys to a new file of mode 0600; with `node` not 0 the one key of that booth.
 * Errors: ERROR_REFUSED, a booth, or the file is there already; ERROR_IO. */
MUST_CHECK bool token_keys_export(
    struct till *till, const char *path, int64_t node, struct error *err);

/* Takes the keys of such a file that are not here. Errors: ERROR_INVALID, another shop's, another
 * booth's, or another key of a number that is here; ERROR_NOT_FOUND, ERROR_IO. */
MUST_CHECK bool token_keys_import(
    struct till *till, const char *path, size_t *out_added_count, struct error *err);

/* Errors: ERROR_INVALID, no such key, or the one that new codes get. */
MUST_CHECK bool token_keys_retire(struct till *till, uint32_t number, struct error *err);

MUST_CHECK bool token_keys_is_retired(
    struct till *till, uint32_t number, bool *out_is, struct error *err);

#endif
