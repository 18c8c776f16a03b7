/* Whatever is pressed and whenever, each key comes out once, in order, or is in a code; in the
 * end nothing is held. Four bytes are a key: scancode, modifiers and repeat, time since the one
 * before, time that nobody looked. */

#include <string.h>

#include "base/text.h"
#include "device/wedge.h"
#include "fuzz/fuzz.h"

struct tally {
    int64_t last_at_ms; /* of the last key that came out */
    size_t keys, scans;
};

static void take_all(struct wedge *wedge, struct tally *tally)
{
    struct wedge_key key;
    char text[SCANNER_TEXT_MAX];
    enum wedge_result result;
    while ((result = wedge_next(wedge, &key, text)) != WEDGE_NOTHING) {
        if (result == WEDGE_KEY) {
            ASSERT(key.at_ms >= tally->last_at_ms);
            tally->last_at_ms = key.at_ms;
            tally->keys++;
        } else {
            ASSERT(strlen(text) > 0 && text_is_utf8(text, strlen(text), NULL));
            tally->scans++;
        }
    }
}

void fuzz_one(const uint8_t *bytes, size_t size)
{
    struct wedge *wedge = wedge_open(SCANNER_LAYOUT_DE);
    struct tally tally = {0};
    int64_t now_ms = 1000;
    size_t fed = 0;
    for (size_t at = 0; at + 4 <= size; at += 4) {
        struct wedge_key key = {.scancode = bytes[at],
            .modifiers = bytes[at + 1] & 0xF,
            .is_repeat = (bytes[at + 1] & 0xF0) == 0xF0};
        now_ms += bytes[at + 2];
        if (bytes[at + 3] < 0x80) {
            wedge_tick(wedge, now_ms);
            take_all(wedge, &tally);
        }
        key.after_ms = now_ms;
        now_ms += bytes[at + 3];
        key.at_ms = now_ms;
        wedge_feed(wedge, &key);
        take_all(wedge, &tally);
        fed++;
    }
    wedge_tick(wedge, now_ms + WEDGE_HOLD_MS);
    take_all(wedge, &tally);
    ASSERT(wedge_deadline_ms(wedge) == INT64_MAX);
    ASSERT(tally.keys + WEDGE_KEYS_MIN * tally.scans <= fed);
    wedge_close(wedge);
}
