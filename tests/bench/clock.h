#ifndef TILLTALE_TESTS_BENCH_CLOCK_H
#define TILLTALE_TESTS_BENCH_CLOCK_H

/* What every bench program measures with: microseconds of a clock, and the median of a series. */

#include <stdint.h>
#include <stdlib.h>
#include <time.h>

static inline double clock_us(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static inline double wall_us(void)
{
    return clock_us(CLOCK_MONOTONIC);
}

static inline double cpu_us(void)
{
    return clock_us(CLOCK_PROCESS_CPUTIME_ID);
}

static inline int compare_doubles(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Sorts the series. */
static inline double median_of(double *series, size_t count)
{
    qsort(series, count, sizeof *series, compare_doubles);
    return count == 0 ? 0 : series[count / 2];
}

#endif
