/* Seconds that only grow, for how fast something goes: POSIX or Windows. */
#ifndef AICOMPUTE_CORE_CLOCK_H
#define AICOMPUTE_CORE_CLOCK_H

#if defined(_WIN32)

#include <windows.h>

static double seconds_now(void)
{
    LARGE_INTEGER ticks, per_second;
    QueryPerformanceCounter(&ticks);
    QueryPerformanceFrequency(&per_second);
    return (double)ticks.QuadPart / (double)per_second.QuadPart;
}

#else

#include <time.h>

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

#endif

#endif
