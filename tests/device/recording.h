#ifndef TILLTALE_TESTS_DEVICE_RECORDING_H
#define TILLTALE_TESTS_DEVICE_RECORDING_H

/* Recordings of a scanner's input device, made key by key. */

#include "tests/support.h"

#include <linux/input.h>

#include "device/scancode.h"

#define RECORDING_MAX 8192

/* What a scanner's device gives while it reads a code: for each key the raw scan value, the key
 * down, a report, the key up, a report. */
struct recording {
    struct input_event events[RECORDING_MAX];
    size_t count;
};

static inline void record(struct recording *recording, unsigned type, unsigned code, int value)
{
    assert_true(recording->count < RECORDING_MAX);
    recording->events[recording->count++] =
        (struct input_event){.type = (uint16_t)type, .code = (uint16_t)code, .value = value};
}

static inline void record_key(struct recording *recording, unsigned key)
{
    record(recording, EV_MSC, MSC_SCAN, (int)(0x70000 + scancode_from_linux(key)));
    record(recording, EV_KEY, key, 1);
    record(recording, EV_SYN, SYN_REPORT, 0);
    record(recording, EV_KEY, key, 0);
    record(recording, EV_SYN, SYN_REPORT, 0);
}

static inline void record_with(struct recording *recording, unsigned modifier, unsigned key)
{
    record(recording, EV_KEY, modifier, 1);
    record(recording, EV_SYN, SYN_REPORT, 0);
    record_key(recording, key);
    record(recording, EV_KEY, modifier, 0);
    record(recording, EV_SYN, SYN_REPORT, 0);
}

/* Digits, capitals (as shift and the key), GS, ']' and Enter on a US scanner. */
static inline void record_text(struct recording *recording, const char *text)
{
    static const unsigned digits[] = {
        KEY_0, KEY_1, KEY_2, KEY_3, KEY_4, KEY_5, KEY_6, KEY_7, KEY_8, KEY_9};
    for (; *text != '\0'; text++) {
        if (*text >= '0' && *text <= '9') {
            record_key(recording, digits[*text - '0']);
        } else if (*text == 'C') {
            record_with(recording, KEY_LEFTSHIFT, KEY_C);
        } else if (*text == ']') {
            record_key(recording, KEY_RIGHTBRACE);
        } else if (*text == 0x1D) {
            record_with(recording, KEY_LEFTCTRL, KEY_RIGHTBRACE);
        } else {
            record_key(recording, *text == '\n' ? KEY_ENTER : KEY_TAB);
        }
    }
}

#endif
