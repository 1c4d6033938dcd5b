/* How a run goes on, for who asked to be told. */
#ifndef AICOMPUTE_UNCERTAINTY_PROGRESS_H
#define AICOMPUTE_UNCERTAINTY_PROGRESS_H

#include "aicompute/summary.h"
#include "core/clock.h"

#include <math.h>

/* After `done` of `count` samples, some of them since `begun`. A clock that has not moved
 * counts as if it had by a nanosecond. */
static inline aic_sample_state state_of(uint64_t done, uint64_t count, double begun)
{
    static const double LEAST_SECONDS = 1e-9;
    aic_sample_state state = {.done = done, .count = count};
    state.seconds = seconds_now() - begun;
    state.rate = (double)done / fmax(state.seconds, LEAST_SECONDS);
    state.left = (double)(count - done) / state.rate;
    return state;
}

#endif
