#ifndef TILLTALE_TILL_LEAD_BOX_H
#define TILLTALE_TILL_LEAD_BOX_H

/* Lead box: what is personal, as the bytes that stand in the file. Private to src/till.
 *
 *     text  = 1 ‖ items ‖ padding (ISO/IEC 7816-4 to a multiple of 128 bytes: lengths tell little)
 *     item  = kind 1 ‖ name size 1 ‖ name ‖ value size 4, little endian ‖ value
 *     kind  = 'f' a field, 's' the raw scan, 'n' a note
 *     box   = nonce 24 ‖ XChaCha20-Poly1305(text) under a key of this box alone, bound to
 *             what it is of ('L' lead, 'N' note) and its id, 8 bytes, little endian
 *     sealed key = crypto_box_seal of that key to the shop's public key, 80 bytes
 *
 * A box put into another row does not open there. */

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/compiler.h"
#include "base/text.h"

struct error;
struct lead_secrets;

enum lead_box_of {
    LEAD_BOX_OF_LEAD = 'L',
    LEAD_BOX_OF_NOTE = 'N'
};

enum lead_item_kind {
    LEAD_ITEM_FIELD = 'f',
    LEAD_ITEM_SCAN = 's',
    LEAD_ITEM_NOTE = 'n'
};

struct lead_item {
    enum lead_item_kind kind;
    struct text_view name; /* of a field; else "" */
    struct text_view value;
};

/* The text of a box while it is written; its memory is wiped by lead_text_close(). Zeroed: empty. */
struct lead_text {
    struct buffer bytes;
};
void lead_text_add(struct lead_text *text, const struct lead_item *item);
bool lead_text_is_empty(const struct lead_text *text);
void lead_text_close(struct lead_text *text);

/* Seals it to `public_key`. The buffers are the caller's. */
void lead_box_seal(const struct lead_text *text, const uint8_t *public_key, enum lead_box_of of,
    int64_t id, struct buffer *out_sealed_key, struct buffer *out_box);

/* Opens one; *out_text is the caller's to close. False: these secrets do not open it, or it was
 * damaged. */
MUST_CHECK bool lead_box_open(const struct lead_secrets *secrets, enum lead_box_of of, int64_t id,
    struct text_view sealed_key, struct text_view box, struct lead_text *out_text);

/* The items of an opened box, one after the other; *at begins with 0. Borrowed from the text. */
bool lead_text_next(const struct lead_text *text, size_t *at, struct lead_item *out_item);

#endif
