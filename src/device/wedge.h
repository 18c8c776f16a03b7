#ifndef TILLTALE_DEVICE_WEDGE_H
#define TILLTALE_DEVICE_WEDGE_H

/* Wedge: tells what a scanner typed from what a person typed, where the system does not say
 * which keyboard a key came from.
 *
 * The rule: WEDGE_KEYS_MIN or more keys that make characters, then Enter or Tab, no two of them
 * more than WEDGE_GAP_MAX_MS apart, are a scan. Keys are held back from the focused field until
 * that is decided: WEDGE_HOLD_MS after the last one they are typing and come out as they were.
 * A burst without Enter, a shorter one, and one with a key that no scanner presses in between,
 * are typing too; nothing is ever lost.
 *
 * Distance in time is what is certain about it, never what is likely. While the program drew a
 * frame, it saw no keys; all that waited come at once and their real times are unknown. So each
 * key has two times: not before `after_ms` (until then the queue was seen empty), not after
 * `at_ms` (when it was read). Two keys count as too far apart only if they surely were.
 *
 * - A key that repeats because it is held down is typing.
 * - Enter or Tab right after a scan belongs to it (CR LF, or Tab and Enter) and is dropped, so
 *   that it cannot press a button.
 * - Text that begins with BEGIN: (a vCard, a calendar entry in a QR code) has line breaks inside:
 *   it ends with the END: line of the same thing, or by silence.
 *
 * A pure state machine: the caller brings keys and the time, and takes what comes out. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "device/scancode.h"

#define WEDGE_KEYS_MIN 4
#define WEDGE_GAP_MAX_MS 50
#define WEDGE_HOLD_MS 60
#define WEDGE_TYPED_MAX 32    /* bytes that the system made of one key, terminator included */
#define SCANNER_TEXT_MAX 1024 /* bytes of one code, terminator included; longer ones are cut */

struct wedge;

struct wedge_key {
    unsigned scancode;
    unsigned modifiers;          /* enum scancode_modifier, added */
    bool is_repeat;              /* the system repeats it because it is held down */
    char typed[WEDGE_TYPED_MAX]; /* what the system made of it, or "" */
    int64_t after_ms, at_ms;     /* pressed not before, read at; monotonic */
};

enum wedge_result {
    WEDGE_NOTHING,
    WEDGE_KEY, /* typing: *out_key */
    WEDGE_SCAN /* a code: out_text */
};

struct wedge *wedge_open(enum scanner_layout layout);
void wedge_close(struct wedge *wedge); /* NULL is fine */

/* Takes a key. Everything that came out before has to be taken first. */
void wedge_feed(struct wedge *wedge, const struct wedge_key *key);

/* The queue was empty at `now_ms`: a burst that has been silent for long enough is over. */
void wedge_tick(struct wedge *wedge, int64_t now_ms);

/* Ends a burst now: the focus is gone, or text came in another way and has to keep its place. */
void wedge_flush(struct wedge *wedge);

/* What comes out, one a call, until WEDGE_NOTHING. Keys come in the order they went in. */
MUST_CHECK enum wedge_result wedge_next(
    struct wedge *wedge, struct wedge_key *out_key, char out_text[SCANNER_TEXT_MAX]);

/* When wedge_tick() has something to do; INT64_MAX: nothing is held. */
int64_t wedge_deadline_ms(const struct wedge *wedge);

#endif
