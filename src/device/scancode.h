#ifndef TILLTALE_DEVICE_SCANCODE_H
#define TILLTALE_DEVICE_SCANCODE_H

/* Scancode: what a scanner meant by a key.
 *
 * A scanner that plays a keyboard presses the keys on which its own layout has the characters
 * of the code. If the system has another layout, digits arrive as "àà&". So codes are read from
 * the places of the keys and the layout that the scanner is set to, never from what the system
 * made of them.
 *
 * A scancode is a usage number of USB's keyboard page (HID usage page 7): 4 is where a US
 * keyboard has A, 30 where it has 1, 40 is Enter. SDL's scancodes are the same numbers; Linux'
 * key numbers are translated. */

#include <stdbool.h>
#include <stdint.h>

enum scanner_layout {
    SCANNER_LAYOUT_US, /* what scanners are set to when they come out of the box */
    SCANNER_LAYOUT_DE,
    SCANNER_LAYOUT_FR,
    SCANNER_LAYOUT_HOST, /* as the system has it: scanner and system are set alike */
    SCANNER_LAYOUT_COUNT
};

#define SCANCODE_ENTER 40
#define SCANCODE_TAB 43
#define SCANCODE_KEYPAD_ENTER 88
#define SCANCODE_TEXT_MAX 8 /* bytes that one key makes, terminator included */

enum scancode_modifier {
    SCANCODE_SHIFT = 1,
    SCANCODE_CONTROL = 2,
    SCANCODE_ALT = 4,
    SCANCODE_ALT_GR = 8
};

/* "us", "de", "fr" or "host". Returns false for anything else. */
bool scanner_layout_from_name(const char *name, enum scanner_layout *out_layout);

/* The character of a key as UTF-8; "" for a key that makes none, and always with
 * SCANNER_LAYOUT_HOST but for the number block. With control the control character that it
 * stands for, e.g. control and ] is GS, 0x1D. `modifiers` are enum scancode_modifier, added. */
void scancode_text(enum scanner_layout layout, unsigned scancode, unsigned modifiers,
    char out_text[SCANCODE_TEXT_MAX]);

/* True for the keys that a scanner ends a code with: Enter of both blocks, Tab, and what it
 * sends for CR, LF and HT when it is set to control characters. */
bool scancode_ends_code(unsigned scancode, unsigned modifiers);

/* Key number of linux/input-event-codes.h -> scancode; 0 for one that no scanner presses. */
unsigned scancode_from_linux(unsigned key);

#endif
