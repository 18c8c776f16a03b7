#include "till/lead_box.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "till/lead_state.h"

#define VERSION 1
#define PADDED_TO 128
#define KEY_BYTES crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SEALED_BYTES (KEY_BYTES + crypto_box_SEALBYTES)
#define BOUND_BYTES 9

/* Like buffer_reserve(), but what is left behind is wiped. */
static void make_room(struct buffer *bytes, size_t size)
{
    if (bytes->capacity - bytes->size > size) {
        return;
    }
    struct buffer larger = {0};
    (void)buffer_reserve(&larger, 2 * (bytes->size + size) + PADDED_TO);
    buffer_append(&larger, bytes->bytes, bytes->size);
    if (bytes->bytes != NULL) {
        memory_wipe(bytes->bytes, bytes->capacity);
    }
    buffer_close(bytes);
    *bytes = larger;
}

void lead_text_add(struct lead_text *text, const struct lead_item *item)
{
    struct buffer *bytes = &text->bytes;
    ASSERT(item->name.size <= UINT8_MAX && item->value.size <= UINT32_MAX);
    make_room(bytes, item->name.size + item->value.size + 16);
    if (bytes->size == 0) {
        buffer_append_u8(bytes, VERSION);
    }
    buffer_append_u8(bytes, (uint8_t)item->kind);
    buffer_append_u8(bytes, (uint8_t)item->name.size);
    buffer_append(bytes, item->name.bytes, item->name.size);
    buffer_append_u32(bytes, (uint32_t)item->value.size);
    buffer_append(bytes, item->value.bytes, item->value.size);
}

bool lead_text_is_empty(const struct lead_text *text)
{
    return text->bytes.size == 0;
}

void lead_text_close(struct lead_text *text)
{
    if (text->bytes.bytes != NULL) {
        memory_wipe(text->bytes.bytes, text->bytes.capacity);
    }
    buffer_close(&text->bytes);
}

/* What a box belongs to is no part of it and yet cannot be changed. */
static void bind(enum lead_box_of of, int64_t id, uint8_t out_bound[BOUND_BYTES])
{
    out_bound[0] = (uint8_t)of;
    for (int i = 0; i < 8; i++) {
        out_bound[1 + i] = (uint8_t)((uint64_t)id >> (8 * i));
    }
}

/* A copy of the text with its padding. */
static struct lead_text pad(const struct lead_text *text)
{
    struct lead_text padded = {0};
    size_t size = 0;
    make_room(&padded.bytes, text->bytes.size + PADDED_TO + 1);
    if (text->bytes.size > 0) {
        buffer_append(&padded.bytes, text->bytes.bytes, text->bytes.size);
    } else {
        buffer_append_u8(&padded.bytes, VERSION);
    }
    int result = sodium_pad(&size, (unsigned char *)padded.bytes.bytes, padded.bytes.size,
        PADDED_TO, padded.bytes.capacity);
    ASSERT(result == 0);
    padded.bytes.size = size;
    return padded;
}

void lead_box_seal(const struct lead_text *text, const uint8_t *public_key, enum lead_box_of of,
    int64_t id, struct buffer *out_sealed_key, struct buffer *out_box)
{
    uint8_t key[KEY_BYTES];
    uint8_t bound[BOUND_BYTES];
    uint8_t nonce[NONCE_BYTES];
    unsigned long long size = 0;
    struct lead_text padded = pad(text);
    randombytes_buf(key, sizeof(key));
    randombytes_buf(nonce, sizeof(nonce));
    bind(of, id, bound);

    buffer_clear(out_box);
    buffer_append(out_box, nonce, sizeof(nonce));
    char *sealed = buffer_reserve(out_box, padded.bytes.size + TAG_BYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt((unsigned char *)sealed, &size,
        (const unsigned char *)padded.bytes.bytes, padded.bytes.size, bound, sizeof(bound), NULL,
        nonce, key);
    out_box->size += (size_t)size;
    lead_text_close(&padded);

    buffer_clear(out_sealed_key);
    char *sealed_key = buffer_reserve(out_sealed_key, SEALED_BYTES);
    int result = crypto_box_seal((unsigned char *)sealed_key, key, sizeof(key), public_key);
    ASSERT(result == 0);
    out_sealed_key->size += SEALED_BYTES;
    memory_wipe(key, sizeof(key));
}

/* The key of a box: the newest pair first, for most boxes are its. */
static bool open_key(
    const struct lead_secrets *secrets, struct text_view sealed_key, uint8_t out_key[KEY_BYTES])
{
    if (sealed_key.size != SEALED_BYTES) {
        return false;
    }
    for (size_t i = secrets->count; i-- > 0;) {
        if (crypto_box_seal_open(out_key, (const unsigned char *)sealed_key.bytes, SEALED_BYTES,
                secrets->public_key[i], secrets->secret[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool open_text(const uint8_t *key, enum lead_box_of of, int64_t id, struct text_view box,
    struct lead_text *out_text)
{
    uint8_t bound[BOUND_BYTES];
    unsigned long long size = 0;
    size_t unpadded = 0;
    if (box.size < NONCE_BYTES + TAG_BYTES) {
        return false;
    }
    const unsigned char *bytes = (const unsigned char *)box.bytes;
    bind(of, id, bound);
    make_room(&out_text->bytes, box.size);
    unsigned char *text = (unsigned char *)out_text->bytes.bytes;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(text, &size, NULL, bytes + NONCE_BYTES,
            box.size - NONCE_BYTES, bound, sizeof(bound), bytes, key) != 0 ||
        sodium_unpad(&unpadded, text, (size_t)size, PADDED_TO) != 0 || unpadded == 0 ||
        text[0] != VERSION) {
        return false;
    }
    out_text->bytes.size = unpadded;
    return true;
}

bool lead_box_open(const struct lead_secrets *secrets, enum lead_box_of of, int64_t id,
    struct text_view sealed_key, struct text_view box, struct lead_text *out_text)
{
    uint8_t key[KEY_BYTES];
    struct lead_text text = {0};
    bool is_open = open_key(secrets, sealed_key, key) && open_text(key, of, id, box, &text);
    memory_wipe(key, sizeof(key));
    if (!is_open) {
        lead_text_close(&text);
        return false;
    }
    *out_text = text;
    return true;
}

bool lead_text_next(const struct lead_text *text, size_t *at, struct lead_item *out_item)
{
    const uint8_t *bytes = (const uint8_t *)text->bytes.bytes;
    size_t size = text->bytes.size;
    size_t from = *at == 0 ? 1 : *at; /* behind the version */
    if (from + 2 > size) {
        return false;
    }
    size_t name_size = bytes[from + 1];
    if (from + 2 + name_size + 4 > size) {
        return false;
    }
    const uint8_t *length = bytes + from + 2 + name_size;
    size_t value_size = (size_t)length[0] | (size_t)length[1] << 8 | (size_t)length[2] << 16 |
                        (size_t)length[3] << 24;
    size_t value_at = from + 2 + name_size + 4;
    if (value_size > size - value_at) {
        return false;
    }
    *out_item = (struct lead_item){
        .kind = (enum lead_item_kind)bytes[from],
        .name = {text->bytes.bytes + from + 2, name_size},
        .value = {text->bytes.bytes + value_at, value_size},
    };
    *at = value_at + value_size;
    return true;
}
