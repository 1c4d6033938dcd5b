/* Rates of return of plain series.
 *
 * In v = 1/(1 + rate) the value is a polynomial, and with one change of sign it has one
 * root above 0. With money in and money out as sums A and B of amounts times powers of v,
 * ln(A/B) is 2*atanh of their difference over their sum, and nearly straight in ln v:
 * Newton's method on it comes near the root from v = 1 in some five steps. It takes only
 * + - * / (Pade's approximations of atanh and exp, which are exact where it ends), so
 * series side by side vectorise and their bits are the same on every machine.
 *
 * The last step is Newton's with the value by compensated Horner. What it leaves is
 * bounded by the square of the step and by the rounding of the value, and where the bound
 * is above an eighth of an ulp of the rate, or not known, the series does not count as
 * plain.
 *
 * References
 *   Graillat, Langlois, Louvet: Algorithms for accurate, validated and fast polynomial
 *   evaluation. Japan Journal of Industrial and Applied Mathematics 26, 2009: algorithm
 *   CompHorner, and the bound of its error, 4*n^2*2^-106 of the size of the terms.
 */
#include "cashflow/plain.h"

#include "cashflow/growth_body.h"
#include "cashflow/twofold.h"

#include "core/definition.h"

#include <math.h>

enum { STEPS_MAX = 12 };

/* Amounts within these bounds, and powers of v below exp(300), keep all products of twice
 * the digits exact, or what they lose below the rounding of the value. */
static const double SIZE_MIN = 0x1p-400, SIZE_MAX_PLAIN = 0x1p400, EXPONENT_PLAIN = 300;

/* Newton's method leaves some n times the square of a step in ln v; the last but one must
 * leave the last one so little that its own square is below ROUNDING_SHARE. */
static const double STEP_SQUARE = 0x1p-40, MOVE_MAX = 3;

/* Of the rate: an eighth of an ulp. */
static const double ROUNDING_SHARE = 0x1p-56;

/* Twice the bound of the reference, over ROUNDING_SHARE. */
static const double VALUE_SHARE = 0x1p-47;

/* For each lane; `total` is the sum of the sizes of the flows. */
typedef struct {
    double open[LANES], v[LANES], total[LANES], count[LANES];
} lanes_state;

/* Lanes are open whose flows change sign once. */
IN_LOOPS void open_lanes(size_t lanes, const double *flows, size_t count, lanes_state *at)
{
    double last[LANES], changes[LANES];
    for (size_t i = 0; i < lanes; i++)
        last[i] = changes[i] = at->total[i] = 0;
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < lanes; i++) {
            double flow = flows[k * lanes + i];
            double sign = flow > 0 ? 1 : flow < 0 ? -1 : 0;
            changes[i] += sign * last[i] < 0 ? 1 : 0;
            last[i] = sign != 0 ? sign : last[i];
            at->total[i] += flow < 0 ? -flow : flow;
        }
    for (size_t i = 0; i < lanes; i++) {
        at->v[i] = 1;
        at->open[i] = changes[i] == 1 ? 1 : 0;
    }
}

/* One step of Newton's method; whether a lane has some way to go. */
IN_LOOPS double step_lanes(size_t lanes, const double *flows, size_t count,
                           lanes_state *at)
{
    double value[LANES], size[LANES], slope[LANES], size_slope[LANES], any_open = 0;
    for (size_t i = 0; i < lanes; i++)
        value[i] = size[i] = slope[i] = size_slope[i] = 0;
    for (size_t k = count; k > 0; k--)
        for (size_t i = 0; i < lanes; i++) {
            double flow = flows[(k - 1) * lanes + i], v = at->v[i];
            slope[i] = slope[i] * v + value[i];
            value[i] = value[i] * v + flow;
            size_slope[i] = size_slope[i] * v + size[i];
            size[i] = size[i] * v + (flow < 0 ? -flow : flow);
        }
    for (size_t i = 0; i < lanes; i++) {
        double share = value[i] / size[i], square = share * share, v = at->v[i];
        double level = share * (15 - 4 * square) * (1 - square) * size[i];
        double move =
            -level / ((15 - 9 * square) * v * (slope[i] - share * size_slope[i]));
        move = move > MOVE_MAX ? MOVE_MAX : move < -MOVE_MAX ? -MOVE_MAX : move;
        double even = 12 + move * move;
        double next = v * ((even + 6 * move) / (even - 6 * move));
        at->v[i] = at->open[i] != 0 ? next : v;
        at->open[i] = move * move * at->count[i] <= STEP_SQUARE ? 0 : at->open[i];
        any_open += at->open[i];
    }
    return any_open;
}

/* The rate after the last step, and whether it is as near as it must be. */
IN_LOOPS double rate_of(double v, double move, int *near, double value_bound,
                        double count)
{
    twofold factor = quick_sum(v, move);
    twofold gap = twofold_add_one(exact_sum(1, -v), -move);
    double last = move / v, size = gap.hi < 0 ? -gap.hi : gap.hi;
    *near = (value_bound <= size) & (4 * count * last * last <= ROUNDING_SHARE * size);
    return twofold_value(twofold_divide(gap, factor));
}

IN_LOOPS void close_lanes(size_t lanes, const double *flows, size_t count,
                          const lanes_state *at, double *rates)
{
    double value[LANES], rest[LANES], size[LANES], slope[LANES];
    for (size_t i = 0; i < lanes; i++)
        value[i] = rest[i] = size[i] = slope[i] = 0;
    for (size_t k = count; k > 0; k--)
        for (size_t i = 0; i < lanes; i++) {
            double flow = flows[(k - 1) * lanes + i], v = at->v[i];
            twofold product = exact_product(v, value[i]);
            twofold sum = exact_sum(product.hi, flow);
            slope[i] = slope[i] * v + value[i];
            size[i] = size[i] * v + (flow < 0 ? -flow : flow);
            rest[i] = rest[i] * v + (product.lo + sum.lo);
            value[i] = sum.hi;
        }
    for (size_t i = 0; i < lanes; i++) {
        double v = at->v[i], n = at->count[i];
        double slope_size = slope[i] < 0 ? -slope[i] : slope[i];
        double bound = n * n * VALUE_SHARE * size[i] / (slope_size * v);
        int near;
        double rate = rate_of(v, -(value[i] + rest[i]) / slope[i], &near, bound, n);
        int moderate = (at->total[i] >= SIZE_MIN) & (at->total[i] <= SIZE_MAX_PLAIN) &
                       (size[i] >= SIZE_MIN) & (size[i] <= SIZE_MAX_PLAIN) &
                       (n * (v - 1) <= EXPONENT_PLAIN);
        rates[i] = (near & moderate & (at->open[i] == 0)) != 0 ? rate : NAN;
    }
}

bool aic_plain_irr(const double *values, size_t count, double *rate)
{
    lanes_state at;
    at.count[0] = (double)count;
    open_lanes(1, values, count, &at);
    if (at.open[0] == 0)
        return false;
    for (int i = 0; i < STEPS_MAX && step_lanes(1, values, count, &at) > 0; i++)
        continue;
    double found;
    close_lanes(1, values, count, &at, &found);
    if (isnan(found))
        return false;
    *rate = found;
    return true;
}

CLONES static void find_side_by_side(const double *flows, const size_t *counts,
                                     double *rates)
{
    lanes_state at;
    double one_change[LANES];
    size_t count = 0;
    for (size_t i = 0; i < LANES; i++) {
        count = counts[i] > count ? counts[i] : count;
        at.count[i] = (double)counts[i];
    }
    open_lanes(LANES, flows, count, &at);
    for (size_t i = 0; i < LANES; i++)
        one_change[i] = at.open[i];
    for (int i = 0; i < STEPS_MAX && step_lanes(LANES, flows, count, &at) > 0; i++)
        continue;
    close_lanes(LANES, flows, count, &at, rates);
    for (size_t i = 0; i < LANES; i++)
        rates[i] = one_change[i] != 0 ? rates[i] : NAN;
}

/* Clang gives clones of functions that other files call a name they do not know. */
void aic_plain_irrs(const double *flows, const size_t *counts, double *rates)
{
    find_side_by_side(flows, counts, rates);
}
