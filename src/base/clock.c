#include "base/clock.h"

#include <stddef.h>
#include <time.h>

#include "base/compiler.h"

static int64_t read_clock(clockid_t which)
{
    struct timespec time;
    int failed = clock_gettime(which, &time);
    ASSERT(!failed);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int64_t system_now_ms(void *context)
{
    (void)context;
    return read_clock(CLOCK_REALTIME);
}

static int64_t system_monotonic_ms(void *context)
{
    (void)context;
    return read_clock(CLOCK_MONOTONIC);
}

static int64_t manual_ms(void *context)
{
    return *(const int64_t *)context;
}

struct clock_source clock_system(void)
{
    return (struct clock_source){.now_ms = system_now_ms, .monotonic_ms = system_monotonic_ms};
}

struct clock_source clock_manual(int64_t *now_ms)
{
    return (struct clock_source){.now_ms = manual_ms, .monotonic_ms = manual_ms, .context = now_ms};
}

int64_t clock_now_ms(struct clock_source clock)
{
    return clock.now_ms(clock.context);
}

int64_t clock_monotonic_ms(struct clock_source clock)
{
    return clock.monotonic_ms(clock.context);
}
