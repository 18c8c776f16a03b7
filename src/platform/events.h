#ifndef TILLTALE_PLATFORM_EVENTS_H
#define TILLTALE_PLATFORM_EVENTS_H

/* Events: what the kit reads, made of what SDL, the scanner, other threads and signals say.
 *
 * - One pointer: the first finger, or the mouse's left button while no finger is down. Mouse
 *   events that SDL or X make out of touches are dropped. A touch that the system takes away, or
 *   a window that loses the focus while one is down, gives INPUT_POINTER_CANCEL.
 * - Positions are turned with the window's rotation: x and y are of the upright picture.
 * - Keys that make text come as INPUT_TEXT, all others that the kit knows as INPUT_KEY. The
 *   number block types digits with and without Num Lock.
 * - Bursts of keys that a scanner typed come as one INPUT_SCAN (device/wedge.h), never as keys;
 *   so do codes of a scanner that is read by itself (device/scanner.h).
 * - The mouse pointer is hidden by a touch and shown by the mouse. A full screen starts hidden.
 *
 * Waiting costs nothing: events_next() sleeps on the display's connection, on the wake-up
 * descriptor and on signals, until one of them speaks or the time is over. */

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "ui/input.h"

struct platform;
struct window;

/* The next input, waiting at most `timeout_ms` for it (0: only what is there; negative: without
 * end). Returns false when the time is over or the system wants attention that is none of the
 * caller's. `out_window` (may be NULL) is the window it is for, NULL where it is for none. */
MUST_CHECK bool events_next(struct platform *platform, int64_t timeout_ms, struct input *out_input,
    struct window **out_window);

/* From any thread: the waiting call returns INPUT_WAKE. Many wake-ups before it may be one. */
void events_wake(struct platform *platform);

#endif
