/* Whatever bytes an input device gives, the codes are the same however reads cut them, each of
 * them whole UTF-8 that fits. */

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "device/evdev_decoder.h"
#include "fuzz/fuzz.h"

/* Feeds pieces of `piece` bytes; 10 ms go by for each 240 bytes. */
static void decode(const uint8_t *bytes, size_t size, size_t piece, struct buffer *codes)
{
    struct evdev_decoder decoder;
    char text[SCANNER_TEXT_MAX];
    evdev_decoder_begin(&decoder, SCANNER_LAYOUT_DE);
    for (size_t at = 0; at < size;) {
        const unsigned char *next = bytes + at;
        size_t left = size - at < piece ? size - at : piece;
        int64_t now_ms = (int64_t)(at / 240) * 10;
        at += left;
        while (evdev_decoder_feed(&decoder, &next, &left, now_ms, text)) {
            ASSERT(strlen(text) < SCANNER_TEXT_MAX && text_is_utf8(text, strlen(text), NULL));
            buffer_append(codes, text, strlen(text) + 1);
        }
        ASSERT(left == 0);
    }
    if (evdev_decoder_tick(&decoder, INT64_MAX - 1, text)) {
        buffer_append(codes, text, strlen(text) + 1);
    }
    ASSERT(evdev_decoder_deadline_ms(&decoder) == INT64_MAX);
}

void fuzz_one(const uint8_t *bytes, size_t size)
{
    static const size_t PIECES[] = {1, 7, 24, 80};
    struct buffer whole = {0};
    decode(bytes, size, 240, &whole);
    for (size_t i = 0; i < ARRAY_LENGTH(PIECES); i++) {
        struct buffer cut = {0};
        decode(bytes, size, PIECES[i], &cut);
        ASSERT(cut.size == whole.size &&
               (cut.size == 0 || memcmp(cut.bytes, whole.bytes, cut.size) == 0));
        buffer_close(&cut);
    }
    buffer_close(&whole);
}
