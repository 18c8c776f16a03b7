#ifndef TILLTALE_DOMAIN_TOKEN_H
#define TILLTALE_DOMAIN_TOKEN_H

/* Token: what a QR code of ours carries and what a scan brings back.
 *
 * 80 bits, big endian, written as 16 characters of Crockford's base 32:
 *
 *     kind 3 | key number 5 | node 14 | n 26 | tag 32
 *
 * The tag is a keyed BLAKE2b over the 48 bits before it. Each node has a key of its own, derived
 * from the shop's key of that number: a shop's till holds the shop's keys and can check every
 * node's tokens, a booth holds only its own derived key. A right tag proves that this shop made
 * the code, and never that it is worth something.
 *
 * The text of a QR code is `code_base` + "/T/" + token without dashes, or the bare token where no
 * base is set. Reading forgives what people and scanners do: lower case, dashes, spaces, I and L
 * for 1, O for 0. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "base/text.h"

struct error;

#define TOKEN_BYTES 10
#define TOKEN_TEXT_MAX 17    /* 16 characters and the terminator */
#define TOKEN_GROUPED_MAX 20 /* "XXXX-XXXX-XXXX-XXXX" and the terminator */
#define TOKEN_KEY_BYTES 32
#define TOKEN_KEYS_MAX 32 /* key numbers 0 to 31 */
#define TOKEN_N_MAX ((UINT32_C(1) << 26) - 1)
#define TOKEN_NODE_MAX ((UINT32_C(1) << 14) - 1)

enum token_kind {   /* numbers are in printed codes: never change one */
    TOKEN_LINK = 1, /* a campaign's placement; n is the link's */
    TOKEN_SALE = 2, /* a receipt; n is the receipt number */
    TOKEN_LEAD = 3,
    TOKEN_VOUCHER = 4,
    TOKEN_REFERRAL = 5,
};

/* "link", "sale", "lead", "voucher", "referral": in the database; NULL for a number without a
 * name. */
const char *token_kind_text(enum token_kind kind);

struct token_key {
    uint8_t bytes[TOKEN_KEY_BYTES];
};

struct token {
    enum token_kind kind; /* may be a number without a name if it was read */
    uint32_t key_number;  /* 0 to 31 */
    uint32_t node;        /* whose key made it, and whose table n counts in */
    uint32_t n;
    uint32_t tag; /* filled by token_sign() and by reading */
};

/* The key of a node under the shop's key of this number. */
void token_key_derive(const struct token_key *shop_key, uint32_t key_number, uint32_t node,
    struct token_key *out_node_key);

/* Sets token->tag. The other fields must be in their ranges (ASSERT): n and node come from our own
 * counters, so whoever counts refuses first at TOKEN_N_MAX. */
void token_sign(struct token *token, const struct token_key *node_key);

/* True if the tag is the one that this key gives. In constant time. */
MUST_CHECK bool token_verify(const struct token *token, const struct token_key *node_key);

/* The keys that a till holds. */
struct token_keyring {
    struct token_key shop[TOKEN_KEYS_MAX];
    bool has_shop[TOKEN_KEYS_MAX];
    bool has_own; /* a booth: one derived key */
    uint32_t own_key_number, own_node;
    struct token_key own;
};

enum token_check {
    TOKEN_GOOD,
    TOKEN_WRONG_TAG,   /* mistyped, forged, or of another shop */
    TOKEN_UNKNOWN_KEY, /* no key here can tell: another shop's, or another till's at a booth */
};

enum token_check token_check(const struct token *token, const struct token_keyring *keys);

/* 16 characters / the same with dashes. Return out_text. */
const char *token_print(const struct token *token, char out_text[TOKEN_TEXT_MAX]);
const char *token_print_grouped(const struct token *token, char out_text[TOKEN_GROUPED_MAX]);

/* Appends what the QR code of a token says; `code_base` may be "" and may end in '/'. */
void token_append_url(const char *code_base, const struct token *token, struct buffer *out_text);

enum token_form {
    TOKEN_NOT,     /* the text has not the shape of a token */
    TOKEN_BARE,    /* 16 characters: may as well be a SKU or a code of someone else */
    TOKEN_OUR_URL, /* code_base/T/token */
    TOKEN_URL,     /* something else/T/token: another shop's, or a base that was changed */
};

/* Reads a text that was scanned or typed. `code_base` may be "". The tag is read and not
 * checked. *out_token is filled unless TOKEN_NOT is returned. Any bytes are allowed. */
enum token_form token_read(struct text_view text, const char *code_base, struct token *out_token);

#endif
