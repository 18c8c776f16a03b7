#ifndef TILLTALE_PLATFORM_PLATFORM_H
#define TILLTALE_PLATFORM_PLATFORM_H

/* Platform: SDL's video and events, opened once. Windows and inputs come from it; see window.h
 * and events.h. No other layer sees SDL.
 *
 * All of it belongs to the thread that opened it, but for events_wake(). */

#include <stdbool.h>

#include "base/compiler.h"
#include "device/scancode.h"

struct error;
struct platform;

struct platform_options {
    bool is_offscreen;                  /* no display is asked for; windows are memory */
    enum scanner_layout scanner_layout; /* of a scanner that types as a keyboard */
    const char *scanner_device;         /* NULL: none; else see device/scanner.h */
};

/* Errors: ERROR_IO, with SDL's words and what to do where no display is found. From here on
 * SIGINT and SIGTERM come as INPUT_QUIT. */
MUST_CHECK bool platform_open(
    const struct platform_options *options, struct platform **out_platform, struct error *err);

/* NULL is fine. Close its windows first. */
void platform_close(struct platform *platform);

/* SDL's name of the video driver: "x11", "wayland", "KMSDRM", "offscreen" … */
const char *platform_driver(const struct platform *platform);

/* How many screens this machine has, at least 1. */
int platform_screen_count(const struct platform *platform);

enum platform_sound {
    PLATFORM_SOUND_GOOD, /* one short high tone: the code was taken */
    PLATFORM_SOUND_BAD   /* two low ones: it was not */
};

/* Plays and returns at once. The audio device is opened by the first sound, in a thread of its
 * own; where there is none it stays silent. */
void platform_beep(struct platform *platform, enum platform_sound sound);

#endif
