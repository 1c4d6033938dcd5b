/* The two sides of a timeline at a rate.
 *
 * Times are whole numbers of steps, so weights are whole powers of the growth of one
 * step: products of two or three numbers from small tables instead of exponentials.
 */
#include "cashflow/weigh.h"

#include <math.h>

/* Above this the splitting of a product overflows. */
static const double GROWTH_MAX = 0x1p900;

typedef struct {
    int bits, levels;
    double table[LEVELS_MAX][1 << LEVEL_BITS];
} powers;

/* As few levels as do, and those alike. */
static void shape_levels(int64_t span, int *bits, int *levels)
{
    int width = 1;
    while (span >> width)
        width++;
    *levels = (width + LEVEL_BITS - 1) / LEVEL_BITS;
    *bits = (width + *levels - 1) / *levels;
}

static size_t entries_of(int64_t span, int bits, int level, int levels)
{
    size_t all = (size_t)1 << bits;
    return level == levels - 1 ? (size_t)(span >> (bits * level)) + 1 : all;
}

static void make_powers(double base, int64_t span, powers *made)
{
    shape_levels(span, &made->bits, &made->levels);
    for (int level = 0; level < made->levels; level++) {
        double *table = made->table[level], power = 1;
        size_t entries = entries_of(span, made->bits, level, made->levels);
        for (size_t i = 0; i < entries; i++) {
            table[i] = power;
            power *= base;
        }
        base = power;
    }
}

void aic_powers_of(twofold base, int64_t span, twofold_powers *made)
{
    shape_levels(span, &made->bits, &made->levels);
    for (int level = 0; level < made->levels; level++) {
        twofold *table = made->table[level], power = {1, 0};
        size_t entries = entries_of(span, made->bits, level, made->levels);
        for (size_t i = 0; i < entries; i++) {
            table[i] = power;
            power = twofold_multiply(power, base);
        }
        base = power;
    }
}

typedef struct {
    double value[2], moment[2];
} sums;

/* Sums of the flows in, [0], and out, [1], and of the same times their distance from
 * where the weights are 1: the first flow, or the last. */
static sums add_up(const timeline *line, const powers *weights, bool from_last)
{
    double in = 0, out = 0, in_moment = 0, out_moment = 0;
    uint64_t mask = ((uint64_t)1 << weights->bits) - 1;
    for (size_t i = 0; i < line->count; i++) {
        const flow *at = &line->flows[i];
        int64_t distance = from_last ? line->span - at->step : at->step;
        uint64_t left = (uint64_t)distance;
        double term = at->value * weights->table[0][left & mask];
        for (int level = 1; level < weights->levels; level++) {
            left >>= weights->bits;
            term *= weights->table[level][left & mask];
        }
        double term_in = term > 0 ? term : 0, term_out = term < 0 ? -term : 0;
        in += term_in;
        out += term_out;
        in_moment += (double)distance * term_in;
        out_moment += (double)distance * term_out;
    }
    return (sums){{in, out}, {in_moment, out_moment}};
}

/* The logarithm of one side and its slope. Where the weights of a side are all too small
 * for a double, the flow with the greatest stands for all. */
static double side_level(const timeline *line, const sums *made, size_t side, double x,
                         double *slope)
{
    double unit = line->steps_per_unit;
    bool from_last = x < 0;
    if (made->value[side] > 0) {
        double mean = made->moment[side] / made->value[side];
        *slope = from_last ? (mean - (double)line->span) / unit : -mean / unit;
        return log(made->value[side]);
    }
    const flow *at = &line->flows[from_last ? line->last[side] : line->first[side]];
    double when = (double)at->step;
    *slope = -when / unit;
    double distance = from_last ? when - (double)line->span : when;
    return log(fabs(at->value)) - distance / unit * x;
}

static weighed weigh(const void *context, double x)
{
    const timeline *line = context;
    powers weights;
    make_powers(exp(-fabs(x) / line->steps_per_unit), line->span, &weights);
    sums made = add_up(line, &weights, x < 0);
    weighed found = {.x = x};
    found.level = side_level(line, &made, 0, x, &found.in_slope) -
                  side_level(line, &made, 1, x, &found.out_slope);
    return found;
}

twofold aic_growth_of_step(double rate, double steps, bool inverse)
{
    twofold growth = exact_sum(1, rate);
    if (steps == 1) {
        if (!inverse)
            return growth;
        if (growth.hi > GROWTH_MAX)
            return (twofold){1 / growth.hi, 0};
        return twofold_divide((twofold){1, 0}, growth);
    }
    double root = exp(log1p(rate) / steps);
    twofold made = {root, 0};
    if (growth.hi < GROWTH_MAX) { /* one step of Newton's method */
        twofold power = twofold_power(made, (uint64_t)steps);
        twofold rest = twofold_add(growth, twofold_negate(power));
        made = exact_sum(root, root * (rest.hi / (steps * power.hi)));
    }
    return inverse ? twofold_divide((twofold){1, 0}, made) : made;
}

static balance weigh_exactly(const void *context, double rate)
{
    const timeline *line = context;
    bool from_last = rate < 0;
    twofold_powers weights;
    aic_powers_of(aic_growth_of_step(rate, line->steps_per_unit, !from_last), line->span,
                  &weights);
    twofold value = {0, 0};
    double moment = 0, gross = 0;
    for (size_t i = 0; i < line->count; i++) {
        const flow *at = &line->flows[i];
        int64_t distance = from_last ? line->span - at->step : at->step;
        twofold weight = power_of(&weights, distance);
        twofold term = twofold_multiply((twofold){at->value, at->rest}, weight);
        value = twofold_add(value, term);
        moment += (double)distance * term.hi;
        gross += fabs(term.hi);
    }
    double sign = from_last ? 1 : -1;
    return (balance){value, sign * moment / line->steps_per_unit, gross};
}

static outermost outermost_of(const timeline *line, size_t at, const size_t *others)
{
    bool is_in = line->flows[at].value > 0;
    const flow *other = &line->flows[others[is_in]];
    return (outermost){is_in, -(double)other->step / line->steps_per_unit};
}

root_problem aic_problem_of(const timeline *line)
{
    return (root_problem){
        .context = line,
        .weigh = weigh,
        .weigh_exactly = weigh_exactly,
        .length = line->steps_per_unit / (double)line->span,
        .one_root = line->sign_changes == 1,
        .earliest = outermost_of(line, 0, line->first),
        .latest = outermost_of(line, line->count - 1, line->last),
    };
}
