#ifndef TILLTALE_PLATFORM_WAIT_H
#define TILLTALE_PLATFORM_WAIT_H

/* Wait: sleeping until something happens, without looking every millisecond. Private to this
 * folder.
 *
 * SDL 2.26 waits truly on x11 and Wayland only; with its other drivers it looks a thousand times
 * a second. On x11 we sleep on the connection ourselves, so that wake-ups and signals can be slept
 * on too; without a display there is nothing else; on KMSDRM the input devices that SDL has open
 * are slept on. */

#include <stdbool.h>
#include <stdint.h>

struct platform;

/* Sleeps until news or `until_ms` (monotonic; INT64_MAX: without end). Returns true if there may
 * be news; false if the time is over, or earlier for SDL's own housekeeping: call again. */
bool wait_for_news(struct platform *platform, int64_t until_ms);

/* Fills `out_descriptors` with this process' open files whose names begin with `prefix`, at
 * most `capacity`; returns how many. */
int wait_find_open_files(const char *prefix, int *out_descriptors, int capacity);

#endif
