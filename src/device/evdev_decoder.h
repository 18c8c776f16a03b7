#ifndef TILLTALE_DEVICE_EVDEV_DECODER_H
#define TILLTALE_DEVICE_EVDEV_DECODER_H

/* Evdev decoder: the bytes that Linux' input device of a scanner gives -> codes.
 *
 * Bytes may be cut anywhere. A code ends with Enter or Tab, of whatever length: the device is a
 * scanner and nothing else. A scanner that sends no Enter ends its code by silence. When the
 * kernel says that it dropped events, the code they belong to is thrown away whole, up to its
 * Enter or to silence: half a code is a wrong product. Pure; the caller reads and tells the time. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <linux/input.h>

#include "base/compiler.h"
#include "device/code_text.h"
#include "device/scancode.h"

#define EVDEV_SILENCE_MS 300 /* slower than any scanner, faster than the next code */

struct evdev_decoder {
    enum scanner_layout layout;
    unsigned modifiers; /* pressed now, enum scancode_modifier */
    struct code_text code;
    bool is_dropping; /* until the kernel's next report begins */
    bool is_torn;     /* events of this code were lost: nothing of it counts */
    int64_t last_key_ms;
    unsigned char partial[sizeof(struct input_event)]; /* the beginning of an event */
    size_t partial_size;
};

void evdev_decoder_begin(struct evdev_decoder *decoder, enum scanner_layout layout);

/* Takes bytes off the front of *bytes until a code is complete or nothing is left. Returns true
 * with a code in out_text; then call it again with the rest. */
MUST_CHECK bool evdev_decoder_feed(struct evdev_decoder *decoder, const unsigned char **bytes,
    size_t *size, int64_t now_ms, char out_text[SCANNER_TEXT_MAX]);

/* Returns true with a code if one has waited for its Enter too long. */
MUST_CHECK bool evdev_decoder_tick(
    struct evdev_decoder *decoder, int64_t now_ms, char out_text[SCANNER_TEXT_MAX]);

/* When evdev_decoder_tick() has something to do; INT64_MAX: never. */
int64_t evdev_decoder_deadline_ms(const struct evdev_decoder *decoder);

#endif
