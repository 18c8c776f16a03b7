#include "app/script_clock.h"

#include <stddef.h>

#define NOT_SET INT64_MIN
#define FIRST_MS 1000 /* zero means "never" to some */

static int64_t read_monotonic(void *context)
{
    struct script_clock *clock = context;
    return clock->monotonic_ms;
}

static int64_t read_calendar(void *context)
{
    struct script_clock *clock = context;
    int64_t set_ms = clock->set_ms;
    return set_ms == NOT_SET ? clock_now_ms(clock_system()) : set_ms + clock->monotonic_ms;
}

void script_clock_begin(struct script_clock *clock)
{
    clock->monotonic_ms = FIRST_MS;
    clock->set_ms = NOT_SET;
}

struct clock_source script_clock_source(struct script_clock *clock)
{
    return (struct clock_source){
        .now_ms = read_calendar, .monotonic_ms = read_monotonic, .context = clock};
}

void script_clock_set(struct script_clock *clock, int64_t at_ms)
{
    clock->set_ms = at_ms - clock->monotonic_ms;
}

void script_clock_pass(struct script_clock *clock, int64_t ms)
{
    clock->monotonic_ms += ms;
}
