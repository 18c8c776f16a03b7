#ifndef TILLTALE_TILL_LEAD_STATE_H
#define TILLTALE_TILL_LEAD_STATE_H

/* Lead state: what a till keeps in memory about leads. Private to src/till. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "store/lead.h"

struct error;
struct till;

#define LEAD_SECRETS_MAX 16

/* In memory that is not swapped out and wiped when it is given back. */
struct lead_secrets {
    uint8_t secret[LEAD_SECRETS_MAX][LEAD_KEY_SIZE]; /* oldest first */
    uint8_t public_key[LEAD_SECRETS_MAX][LEAD_KEY_SIZE];
    size_t count;
    uint8_t index_key[32]; /* lives and goes with the secrets */
};

/* Somebody whom this run has met. */
struct lead_met {
    uint8_t hash[LEAD_HASH_SIZE];
    int64_t lead_id;
};

struct lead_state {
    struct lead_secrets *open; /* NULL: locked */
    bool has_cheap_key;
    uint8_t run_key[32]; /* of this run alone: without the secret key no other can be kept */
    struct lead_met *met;
    size_t met_count, met_capacity;
};

/* The state, made at its first use; till_close() gives it to lead_state_close(). */
struct lead_state *lead_state(struct till *till);
void lead_state_close(struct lead_state *state);

/* The shop's newest public key. Errors: ERROR_REFUSED, it has none. */
MUST_CHECK bool lead_public_key(
    struct till *till, uint8_t out_key[LEAD_KEY_SIZE], struct error *err);

/* Nothing more is said of somebody who is gone. Errors: ERROR_NOT_FOUND, ERROR_REFUSED: erased. */
MUST_CHECK bool lead_require_kept(struct till *till, int64_t lead_id, struct error *err);

/* Ends a transaction: commits what is done, else takes it back and keeps why. */
MUST_CHECK bool lead_end_bracket(struct till *till, bool is_done, int64_t at_ms, struct error *err);

#endif
