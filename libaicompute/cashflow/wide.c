/* The two sides of a timeline whose amounts no single scale brings into the doubles: each
 * has a power of two of its own. Slow, and rare.
 */
#include "cashflow/wide.h"

#include "cashflow/scaled.h"
#include "cashflow/side.h"

#include <math.h>

static const double LN2 = 0.693147180559945309417;

/* Powers of two below the largest term at which a term counts as nothing. */
static const int FAR_BELOW = 1000;

weighed aic_weigh_wide(const void *context, double x)
{
    const timeline *line = context;
    side sides[2] = {EMPTY_SIDE, EMPTY_SIDE};
    for (size_t i = 0; i < line->count; i++) {
        const flow *at = &line->flows[i];
        double when = (double)at->step / line->steps_per_unit;
        double size = log(fabs(at->value)) + (line->powers ? line->powers[i] * LN2 : 0);
        join(&sides[at->value < 0], size - when * x, -when);
    }
    return (weighed){
        .x = x,
        .level = (sides[0].largest - sides[1].largest) + log(sides[0].sum / sides[1].sum),
        .in_slope = sides[0].moment / sides[0].sum,
        .out_slope = sides[1].moment / sides[1].sum,
    };
}

static scaled term_of(const timeline *line, size_t i, scaled factor)
{
    const flow *at = &line->flows[i];
    scaled amount = {{at->value, at->rest}, line->powers[i]};
    return scaled_product(amount, scaled_to_power(factor, (uint64_t)at->step));
}

balance aic_weigh_wide_exactly(const void *context, position where)
{
    const timeline *line = context;
    scaled factor = {aic_growth_of_step(where.growth, line->steps_per_unit, true), 0};
    factor = scaled_normal(factor);
    int64_t largest = INT64_MIN;
    for (size_t i = 0; i < line->count; i++) {
        int64_t power = term_of(line, i, factor).power;
        largest = power > largest ? power : largest;
    }
    twofold value = {0, 0};
    double moment = 0, gross = 0;
    for (size_t i = 0; i < line->count; i++) {
        scaled term = term_of(line, i, factor);
        if (largest - term.power > FAR_BELOW)
            continue;
        int down = (int)(term.power - largest);
        twofold part = {ldexp(term.part.hi, down), ldexp(term.part.lo, down)};
        value = twofold_add(value, part);
        moment += (double)line->flows[i].step * part.hi;
        gross += fabs(part.hi);
    }
    return (balance){value, -moment / line->steps_per_unit, gross};
}
