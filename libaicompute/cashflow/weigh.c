/* The two sides of a timeline at a rate.
 *
 * Times are whole numbers of steps, so weights are whole powers of the growth of one
 * step: products of two or three numbers from small tables instead of exponentials.
 */
#include "cashflow/weigh.h"

#include "cashflow/rolle.h"
#include "cashflow/wide.h"

#include <math.h>

/* Above this the splitting of a product overflows. */
static const double GROWTH_MAX = 0x1p900;

/* A side below this may have lost terms, all in the denormals. */
static const double SIDE_MIN = 0x1p-900;

/* Below this rate weights are so near to 1 that what they lack is kept instead. */
static const double RATE_NEAR_0 = 0x1p-20;

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

/* Powers are made so many at once, each from the one so many before it: one after the
 * other they would wait for each other. */
enum { CHAINS = 4 };

static void make_powers(double base, int64_t span, powers *made)
{
    shape_levels(span, &made->bits, &made->levels);
    for (int level = 0; level < made->levels; level++) {
        double *table = made->table[level], jump = (base * base) * (base * base);
        size_t entries = entries_of(span, made->bits, level, made->levels);
        table[0] = 1;
        for (size_t i = 1; i < entries; i++)
            table[i] = i < CHAINS ? table[i - 1] * base : table[i - CHAINS] * jump;
        base *= table[entries - 1];
    }
}

void aic_powers_of(twofold base, int64_t span, twofold_powers *made)
{
    shape_levels(span, &made->bits, &made->levels);
    for (int level = 0; level < made->levels; level++) {
        twofold *table = made->table[level], square = twofold_multiply(base, base);
        twofold jump = twofold_multiply(square, square);
        size_t entries = entries_of(span, made->bits, level, made->levels);
        table[0] = (twofold){1, 0};
        for (size_t i = 1; i < entries; i++)
            table[i] = i < CHAINS ? twofold_multiply(table[i - 1], base)
                                  : twofold_multiply(table[i - CHAINS], jump);
        base = twofold_multiply(table[entries - 1], base);
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

/* The logarithm of one side and its slope. */
static double side_level(const timeline *line, const sums *made, size_t side,
                         bool from_last, double *slope)
{
    double unit = line->steps_per_unit, mean = made->moment[side] / made->value[side];
    *slope = from_last ? (mean - (double)line->span) / unit : -mean / unit;
    return log(made->value[side]);
}

static weighed weigh(const void *context, double x)
{
    const timeline *line = context;
    powers weights;
    make_powers(exp(-fabs(x) / line->steps_per_unit), line->span, &weights);
    sums made = add_up(line, &weights, x < 0);
    if (made.value[0] < SIDE_MIN || made.value[1] < SIDE_MIN)
        return aic_weigh_wide(context, x);
    weighed found = {.x = x};
    found.level = side_level(line, &made, 0, x < 0, &found.in_slope) -
                  side_level(line, &made, 1, x < 0, &found.out_slope);
    return found;
}

twofold aic_growth_of_step(twofold growth, double steps, bool inverse)
{
    if (steps == 1) {
        if (!inverse)
            return growth;
        if (growth.hi > GROWTH_MAX)
            return (twofold){1 / growth.hi, 0};
        return twofold_divide((twofold){1, 0}, growth);
    }
    double root = exp(log(growth.hi) / steps);
    double shrink = growth.hi > GROWTH_MAX ? 0x1p-100 : 1;
    /* One step of Newton's method, with the power as a product of two halves. */
    twofold made = {root, 0}, half = twofold_power(made, (uint64_t)steps / 2);
    twofold other = (uint64_t)steps % 2 ? twofold_multiply(half, made) : half;
    half = (twofold){half.hi * shrink, half.lo * shrink};
    other = (twofold){other.hi * shrink, other.lo * shrink};
    twofold wanted = {growth.hi * shrink * shrink, growth.lo * shrink * shrink};
    twofold power = twofold_multiply(half, other);
    twofold rest = twofold_add(wanted, twofold_negate(power));
    made = exact_sum(root, root * (rest.hi / (steps * power.hi)));
    return inverse ? twofold_divide((twofold){1, 0}, made) : made;
}

/* What powers next to 1 have above 1, and their product: (1 + a)*(1 + b) - 1. */
static twofold gap_product(twofold a, twofold b)
{
    return twofold_add(twofold_add(a, b), twofold_multiply(a, b));
}

static twofold gap_power(twofold base, uint64_t exponent)
{
    twofold power = {0, 0};
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            power = gap_product(power, base);
        base = gap_product(base, base);
    }
    return power;
}

/* (1 + rate)^(-1/steps) - 1 of a rate next to 0. */
static twofold gap_of_step(double rate, double steps)
{
    twofold gap = {expm1(log1p(rate) / steps), 0};
    if (steps != 1) { /* one step of Newton's method */
        twofold power = gap_power(gap, (uint64_t)steps);
        double rest = (rate - power.hi) - power.lo;
        gap = exact_sum(gap.hi, rest / steps);
    }
    twofold growth = twofold_add_one(gap, 1);
    return twofold_negate(twofold_divide(gap, growth));
}

static void make_gaps(twofold base, int64_t span, twofold_powers *made)
{
    shape_levels(span, &made->bits, &made->levels);
    for (int level = 0; level < made->levels; level++) {
        twofold *table = made->table[level], power = {0, 0};
        size_t entries = entries_of(span, made->bits, level, made->levels);
        for (size_t i = 0; i < entries; i++) {
            table[i] = power;
            power = gap_product(power, base);
        }
        base = power;
    }
}

static twofold gap_of(const twofold_powers *made, int64_t exponent)
{
    uint64_t left = (uint64_t)exponent, mask = ((uint64_t)1 << made->bits) - 1;
    twofold power = made->table[0][left & mask];
    for (int level = 1; level < made->levels; level++) {
        left >>= made->bits;
        power = gap_product(power, made->table[level][left & mask]);
    }
    return power;
}

/* Next to rate 0 the value is that at 0 and what the gaps make of it: a rate far smaller
 * than the digits of a weight keeps all of its own. */
static balance weigh_near_0(const timeline *line, double rate)
{
    twofold_powers gaps;
    make_gaps(gap_of_step(rate, line->steps_per_unit), line->span, &gaps);
    twofold at_0 = {0, 0}, off = {0, 0};
    double moment = 0, gross = 0;
    for (size_t i = 0; i < line->count; i++) {
        const flow *at = &line->flows[i];
        twofold amount = {at->value, at->rest}, gap = gap_of(&gaps, at->step);
        at_0 = twofold_add(at_0, amount);
        off = twofold_add(off, twofold_multiply(amount, gap));
        moment += (double)at->step * (at->value + at->value * gap.hi);
        gross += fabs(at->value);
    }
    return (balance){twofold_add(at_0, off), -moment / line->steps_per_unit, gross};
}

static balance weigh_exactly(const void *context, position where)
{
    const timeline *line = context;
    if (fabs(where.rate) < RATE_NEAR_0)
        return weigh_near_0(line, where.rate);
    bool from_last = where.rate < 0;
    twofold_powers weights;
    aic_powers_of(aic_growth_of_step(where.growth, line->steps_per_unit, !from_last),
                  line->span, &weights);
    twofold value = {0, 0}; /* the sum in hi, and in lo what it lacks */
    double moment = 0, gross = 0;
    for (size_t i = 0; i < line->count; i++) {
        const flow *at = &line->flows[i];
        int64_t distance = from_last ? line->span - at->step : at->step;
        twofold weight = power_of(&weights, distance);
        twofold term = twofold_multiply((twofold){at->value, at->rest}, weight);
        twofold sum = exact_sum(value.hi, term.hi);
        value = (twofold){sum.hi, value.lo + (sum.lo + term.lo)};
        moment += (double)distance * term.hi;
        gross += fabs(term.hi);
    }
    double sign = from_last ? 1 : -1;
    return (balance){exact_sum(value.hi, value.lo), sign * moment / line->steps_per_unit,
                     gross};
}

void aic_weights_at(const timeline *line, position where, twofold *weights)
{
    bool from_last = where.rate < 0;
    twofold_powers all;
    aic_powers_of(aic_growth_of_step(where.growth, line->steps_per_unit, !from_last),
                  line->span, &all);
    for (size_t i = 0; i < line->count; i++) {
        int64_t when = line->flows[i].step;
        weights[i] = power_of(&all, from_last ? line->span - when : when);
    }
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
        .weigh = line->powers ? aic_weigh_wide : weigh,
        .weigh_exactly = line->powers ? aic_weigh_wide_exactly : weigh_exactly,
        .part = line->powers ? NULL : aic_part_by_rolle,
        .roots_max = line->sign_changes,
        .length = line->steps_per_unit / (double)line->span,
        .one_root = line->sign_changes == 1,
        .earliest = outermost_of(line, 0, line->first),
        .latest = outermost_of(line, line->count - 1, line->last),
    };
}
