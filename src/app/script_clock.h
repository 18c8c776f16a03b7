#ifndef TILLTALE_APP_SCRIPT_CLOCK_H
#define TILLTALE_APP_SCRIPT_CLOCK_H

/* Script clock: the time while a script plays. Private to src/app.
 *
 * The monotonic reading stands still until the player moves it, so that animations, strips and
 * countdowns come out the same each time. The calendar is the machine's until the script sets it;
 * from then on it moves with the monotonic reading. Any thread may read. */

#include <stdint.h>

#include "base/clock.h"

struct script_clock {
    _Atomic int64_t monotonic_ms;
    _Atomic int64_t set_ms; /* calendar - monotonic once set; INT64_MIN before */
};

void script_clock_begin(struct script_clock *clock);
struct clock_source script_clock_source(struct script_clock *clock);

/* The calendar shows this moment from now on. */
void script_clock_set(struct script_clock *clock, int64_t at_ms);

void script_clock_pass(struct script_clock *clock, int64_t ms);

#endif
