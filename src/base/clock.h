#ifndef TILLTALE_BASE_CLOCK_H
#define TILLTALE_BASE_CLOCK_H

/* Clock: where the program gets the time from. One interface, a real one and one that a script
 * or a test sets, so that a day of sales replays exactly. */

#include <stdint.h>

struct clock_source {
    int64_t (*now_ms)(void *context);       /* UTC, milliseconds since 1970 */
    int64_t (*monotonic_ms)(void *context); /* never goes back; no relation to the calendar */
    void *context;
};

/* The machine's clocks. */
struct clock_source clock_system(void);

/* A clock that stands still until it is told: both readings come from *now_ms, which the caller
 * owns and changes. */
struct clock_source clock_manual(int64_t *now_ms);

int64_t clock_now_ms(struct clock_source clock);
int64_t clock_monotonic_ms(struct clock_source clock);

#endif
