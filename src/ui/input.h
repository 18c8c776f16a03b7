#ifndef TILLTALE_UI_INPUT_H
#define TILLTALE_UI_INPUT_H

/* Input: what a person, a scanner or a script did, one event each. platform/ and the script
 * player make them, the kit reads them; nobody else knows SDL's events. */

#include <stdbool.h>
#include <stdint.h>

#define INPUT_TEXT_MAX 64   /* bytes of one text event, terminator included */
#define INPUT_SCAN_MAX 1024 /* bytes of one scanned code: a vCard in a QR code fits */

enum input_kind {
    INPUT_NONE,
    INPUT_POINTER_DOWN, /* finger or left button, at x, y */
    INPUT_POINTER_MOVE, /* while down, or a mouse hovering */
    INPUT_POINTER_UP,
    INPUT_POINTER_CANCEL, /* the touch was taken away; nothing fires */
    INPUT_WHEEL,          /* wheel_y notches, positive away from the user */
    INPUT_TEXT,           /* typed characters, UTF-8, in `text` */
    INPUT_KEY,            /* a key that makes no text */
    INPUT_SCAN,           /* a whole code from a scanner, in `text`, without its suffix */
    INPUT_RESIZE,         /* the window is now x by y device pixels */
    INPUT_WAKE,           /* nothing happened to the user: another thread has news */
    INPUT_QUIT
};

enum input_key {
    INPUT_KEY_NONE,
    INPUT_KEY_ENTER,
    INPUT_KEY_ESCAPE,
    INPUT_KEY_BACKSPACE,
    INPUT_KEY_DELETE,
    INPUT_KEY_TAB,
    INPUT_KEY_LEFT,
    INPUT_KEY_RIGHT,
    INPUT_KEY_UP,
    INPUT_KEY_DOWN,
    INPUT_KEY_HOME,
    INPUT_KEY_END,
    INPUT_KEY_PAGE_UP,
    INPUT_KEY_PAGE_DOWN,
    INPUT_KEY_F1, /* F1 to F12 follow each other */
    INPUT_KEY_F12 = INPUT_KEY_F1 + 11
};

struct input {
    enum input_kind kind;
    int x, y; /* device pixels of the window, after rotation */
    int wheel_y;
    enum input_key key;
    bool shift, control;
    int64_t at_ms; /* monotonic */
    char text[INPUT_SCAN_MAX];
};

#endif
