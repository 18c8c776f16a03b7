#include "device/evdev_decoder.h"

#include <string.h>

#include "base/text.h"

enum {
    KEY_RELEASED,
    KEY_PRESSED,
    KEY_REPEATED
};

void evdev_decoder_begin(struct evdev_decoder *decoder, enum scanner_layout layout)
{
    memset(decoder, 0, sizeof(*decoder));
    decoder->layout = layout == SCANNER_LAYOUT_HOST ? SCANNER_LAYOUT_US : layout;
}

static unsigned modifier_of(unsigned key)
{
    switch (key) {
    case KEY_LEFTSHIFT:
    case KEY_RIGHTSHIFT:
        return SCANCODE_SHIFT;
    case KEY_LEFTCTRL:
    case KEY_RIGHTCTRL:
        return SCANCODE_CONTROL;
    case KEY_LEFTALT:
        return SCANCODE_ALT;
    case KEY_RIGHTALT:
        return SCANCODE_ALT_GR;
    default:
        return 0;
    }
}

static bool take_code(struct evdev_decoder *decoder, char *out_text)
{
    bool is_there = decoder->code.size > 0;
    if (is_there) {
        memcpy(out_text, decoder->code.bytes, decoder->code.size + 1);
    }
    memory_wipe(&decoder->code, sizeof(decoder->code));
    return is_there;
}

static bool press(struct evdev_decoder *decoder, unsigned key, int64_t now_ms, char *out_text)
{
    char text[SCANCODE_TEXT_MAX];
    unsigned scancode = scancode_from_linux(key);
    if (now_ms - decoder->last_key_ms >= EVDEV_SILENCE_MS) {
        decoder->is_torn = false;
    }
    decoder->last_key_ms = now_ms;
    if (scancode_ends_code(scancode, decoder->modifiers)) {
        bool is_whole = !decoder->is_torn && code_text_end_line(&decoder->code);
        decoder->is_torn = false;
        return is_whole && take_code(decoder, out_text);
    }
    if (decoder->is_torn) {
        return false;
    }
    scancode_text(decoder->layout, scancode, decoder->modifiers, text);
    code_text_append(&decoder->code, text);
    return false;
}

/* After lost events nothing is known about what is pressed, either. */
static void drop(struct evdev_decoder *decoder, int64_t now_ms)
{
    memory_wipe(&decoder->code, sizeof(decoder->code));
    decoder->modifiers = 0;
    decoder->is_dropping = true;
    decoder->is_torn = true;
    decoder->last_key_ms = now_ms;
}

static bool decode(
    struct evdev_decoder *decoder, const struct input_event *event, int64_t now_ms, char *out_text)
{
    if (event->type == EV_SYN) {
        if (event->code == SYN_DROPPED) {
            drop(decoder, now_ms);
        } else if (event->code == SYN_REPORT) {
            decoder->is_dropping = false;
        }
        return false;
    }
    if (event->type != EV_KEY || decoder->is_dropping) {
        return false;
    }
    unsigned modifier = modifier_of(event->code);
    if (modifier != 0) {
        decoder->modifiers = event->value == KEY_RELEASED ? decoder->modifiers & ~modifier
                                                          : decoder->modifiers | modifier;
        return false;
    }
    return event->value == KEY_PRESSED && press(decoder, event->code, now_ms, out_text);
}

bool evdev_decoder_feed(struct evdev_decoder *decoder, const unsigned char **bytes, size_t *size,
    int64_t now_ms, char out_text[SCANNER_TEXT_MAX])
{
    while (*size > 0) {
        size_t missing = sizeof(decoder->partial) - decoder->partial_size;
        size_t taken = *size < missing ? *size : missing;
        memcpy(decoder->partial + decoder->partial_size, *bytes, taken);
        decoder->partial_size += taken;
        *bytes += taken;
        *size -= taken;
        if (decoder->partial_size < sizeof(decoder->partial)) {
            return false;
        }
        struct input_event event;
        memcpy(&event, decoder->partial, sizeof(event));
        decoder->partial_size = 0;
        if (decode(decoder, &event, now_ms, out_text)) {
            return true;
        }
    }
    return false;
}

bool evdev_decoder_tick(
    struct evdev_decoder *decoder, int64_t now_ms, char out_text[SCANNER_TEXT_MAX])
{
    return now_ms >= evdev_decoder_deadline_ms(decoder) && take_code(decoder, out_text);
}

int64_t evdev_decoder_deadline_ms(const struct evdev_decoder *decoder)
{
    return decoder->code.size > 0 ? decoder->last_key_ms + EVDEV_SILENCE_MS : INT64_MAX;
}
