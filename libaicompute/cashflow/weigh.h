/* The two sides of a timeline, money in and money out, at a rate. */
#ifndef AICOMPUTE_CASHFLOW_WEIGH_H
#define AICOMPUTE_CASHFLOW_WEIGH_H

#include "cashflow/roots.h"
#include "cashflow/timeline.h"

/* What finding its roots takes; holds as long as the timeline. */
root_problem aic_problem_of(const timeline *line);

/* growth^(1/steps), in twice the digits; its inverse when `inverse`. */
twofold aic_growth_of_step(twofold growth, double steps, bool inverse);

/* What each flow counts for at a rate, as of the first or, below rate 0, of the last. */
void aic_weights_at(const timeline *line, position where, twofold *weights);

/* Powers 0 to `span` of a number, as products of a few from tables. */
enum { LEVELS_MAX = 7, LEVEL_BITS = 7 };

typedef struct {
    int bits, levels;
    twofold table[LEVELS_MAX][1 << LEVEL_BITS];
} twofold_powers;

void aic_powers_of(twofold base, int64_t span, twofold_powers *made);

static inline twofold power_of(const twofold_powers *made, int64_t exponent)
{
    uint64_t left = (uint64_t)exponent, mask = ((uint64_t)1 << made->bits) - 1;
    twofold power = made->table[0][left & mask];
    for (int level = 1; level < made->levels; level++) {
        left >>= made->bits;
        power = twofold_multiply(power, made->table[level][left & mask]);
    }
    return power;
}

#endif
