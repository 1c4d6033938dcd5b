/* All rates at which what comes in is worth what goes out.
 *
 * Where signs change once there is one root, and level falls or rises throughout:
 * Newton's method from 0, kept between bounds. Else the real line is cut into stretches.
 * On each, the logarithms of the two sides are convex, so that their slopes at its ends
 * bound the slope of level between them: when that cannot be zero there is one root or
 * none, by the signs at the ends; when level cannot come down to zero there is none; else
 * the stretch is halved. The cost of this grows with the number of roots. Where level
 * stays next to zero for long it takes too many halves, and what is left is parted by
 * Rolle's theorem, at a cost that grows with the number of sign changes (rolle.c).
 *
 * A root found is polished in twice the digits, in the rate itself.
 *
 * References
 *   Norstrom: A sufficient condition for a unique nonnegative internal rate of return.
 *   Journal of Financial and Quantitative Analysis 7 (3), 1972. Moore, Kearfott, Cloud:
 *   Introduction to Interval Analysis. SIAM, 2009, chapter 8.
 */
#include "cashflow/roots.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { STEPS_MAX = 200, POLISHES_MAX = 100, STRETCHES_MAX = 3000, STACK_MAX = 256 };

static const double X_MAX = 709.782712893384; /* ln of the largest double */
static const double X_MIN = -1e6; /* no doubles days apart have a root below it */
static const double X_OF_MINUS_ONE = -37.4299; /* below it the rate rounds to -1 */

/* Below it 1 + rate is too small for products of twice the digits. */
static const double X_EXACT_MIN = -350;

/* Twice the digits do not tell a rate as small as this from zero. */
static const double RATE_TINY = 1e-25;

/* Below this, level is taken in twice the digits. */
static const double LEVEL_DOUBTFUL = 1e-9;

/* Of the size of x: clusters as near as this are one. */
static const double CLUSTER_GAP = 0x1p-36;

/* Below this rate, 1 + rate is kept instead of the rate: it has the more digits. */
static const double RATE_LOW = -0.5;

/* Newton's method squares what is left of the distance to the root: where signs change
 * once, after a step this small nothing is left of it. */
static const double LAST_STEP = 1e-9;

static position position_of_growth(double x, double growth)
{
    return (position){x, growth - 1, {growth, 0}};
}

static position position_of_rate(double x, double rate)
{
    return (position){x, rate, exact_sum(1, rate)};
}

position aic_position_of(double x)
{
    double rate = expm1(x);
    return rate < RATE_LOW ? position_of_growth(x, exp(x)) : position_of_rate(x, rate);
}

static position moved(position at, double move)
{
    if (at.rate < RATE_LOW)
        return position_of_growth(at.x + move, at.growth.hi * exp(move));
    return position_of_rate(at.x + move, at.rate + (1 + at.rate) * expm1(move));
}

/* Bounds of a root, at the lower of which level has the sign `below`. */
typedef struct {
    double lower, upper;
    int below;
} bounds;

static void draw_in(bounds *around, double x, double level)
{
    int sign = (level > 0) - (level < 0);
    if (sign == around->below)
        around->lower = x;
    else
        around->upper = x;
}

static double between(const bounds *around)
{
    return around->lower + (around->upper - around->lower) / 2;
}

/* Close in on the root between bounds to where polishing takes over. */
static double close_in(const root_problem *problem, bounds around, double start)
{
    double x = start, length = problem->length;
    for (int i = 0; i < STEPS_MAX; i++) {
        weighed at = problem->weigh(problem->context, x);
        if (at.level == 0)
            break;
        draw_in(&around, at.x, at.level);
        double move = -at.level / (at.in_slope - at.out_slope);
        double size = fabs(x) < length ? fabs(x) : length, next = x + move;
        bool is_small = fabs(move) <= 1e-6 * size || fabs(move) <= 1e-15 * length;
        if (!is_small && !(next > around.lower && next < around.upper))
            next = between(&around);
        is_small = is_small || fabs(next - x) <= 1e-15 * length;
        x = next;
        if (is_small)
            break;
    }
    return x;
}

/* Newton's method in the rate, with values in twice the digits, kept between bounds. */
static double polish(const root_problem *problem, bounds around, double x)
{
    double share = problem->one_root ? LAST_STEP : DBL_EPSILON / 4;
    position at = aic_position_of(x);
    for (int i = 0; i < POLISHES_MAX; i++) {
        balance now = problem->weigh_exactly(problem->context, at);
        if (now.value.hi == 0)
            break;
        draw_in(&around, at.x, now.value.hi);
        double move = -twofold_value(now.value) / now.slope;
        position next = moved(at, move);
        bool is_near =
            fabs(move) <= 0x1p-40 * (1 + fabs(at.x)); /* x has no more digits */
        bool inside = next.x > around.lower && next.x < around.upper && fabs(move) < 1;
        if (!is_near && !inside)
            next = aic_position_of(between(&around));
        double change = fabs(next.rate - at.rate);
        at = next;
        if (change <= share * fabs(at.rate))
            break;
    }
    return at.rate;
}

/* Whether everything is worth nothing at rate 0, where all weights are exactly 1. */
static bool balances_at_0(const root_problem *problem)
{
    return problem->weigh_exactly(problem->context, aic_position_of(0)).value.hi == 0;
}

static double rate_of(const root_problem *problem, bounds around, double x)
{
    if (x < X_OF_MINUS_ONE)
        return expm1(x);
    double rate = polish(problem, around, x);
    return fabs(rate) < RATE_TINY && balances_at_0(problem) ? 0 : rate;
}

/* Level near zero in twice the digits, else as it is; 0 where it is rounding. */
static weighed weigh_well(const root_problem *problem, double x)
{
    weighed at = problem->weigh(problem->context, x);
    if (fabs(at.level) < LEVEL_DOUBTFUL && x > X_EXACT_MIN && x < X_MAX) {
        balance exact = problem->weigh_exactly(problem->context, aic_position_of(x));
        double share = twofold_value(exact.value) / exact.gross;
        at.level = fabs(share) > VALUE_NOISE ? 2 * share : 0;
    }
    return at;
}

static void add_root(root_list *found, double rate)
{
    if (isinf(rate))
        found->too_high = true;
    else if (found->count < found->capacity)
        found->rates[found->count++] = rate;
}

/* The root between two points of which one is below zero and one above. */
static void add_crossing(const root_problem *problem, root_list *found, double low,
                         double high, bool low_is_above)
{
    bounds around = {low, high, low_is_above ? 1 : -1};
    double x = close_in(problem, around, low + (high - low) / 2);
    add_root(found, x > X_MAX ? INFINITY : rate_of(problem, around, x));
}

/* Stretches too short to halve, next to each other. What level does between its ends is
 * within its rounding. */
typedef struct {
    bool open;
    weighed low, high;
    double least;                /* size of level */
    double least_from, least_to; /* where it has that */
} cluster;

/* Where level is least, or 0 where all is exact. */
static double rate_within(const root_problem *problem, const cluster *near)
{
    bool around_0 = near->low.x <= RATE_TINY && near->high.x >= -RATE_TINY;
    if (around_0 && balances_at_0(problem))
        return 0;
    return expm1(near->least_from + (near->least_to - near->least_from) / 2);
}

/* Of different signs at its ends it has one root, or three of which two cannot be told
 * apart. Of one sign it turns around at zero, or near enough, or goes past. */
static void close_cluster(const root_problem *problem, root_list *found, cluster *near)
{
    if (!near->open)
        return;
    near->open = false;
    found->unproved = true;
    bool crosses = (near->low.level > 0) != (near->high.level > 0);
    if (crosses || near->least <= DBL_EPSILON) {
        found->any_double = found->any_double || !crosses;
        add_root(found, rate_within(problem, near));
    }
}

static void join_cluster(cluster *near, const weighed *low, const weighed *high)
{
    if (!near->open)
        *near = (cluster){true, *low, *high, fabs(low->level), low->x, low->x};
    near->high = *high;
    if (fabs(high->level) < near->least) {
        near->least = fabs(high->level);
        near->least_from = high->x;
    }
    if (fabs(high->level) == near->least)
        near->least_to = high->x;
}

typedef enum { NO_ROOT, ONE_ROOT, UNKNOWN } verdict;

static verdict judge(const root_problem *problem, const weighed *low, const weighed *high)
{
    double slack = 1e-12 / problem->length, length = high->x - low->x;
    double least = low->in_slope - high->out_slope - slack;
    double most = high->in_slope - low->out_slope + slack;
    if (low->level == 0 || high->level == 0)
        return UNKNOWN;
    bool crosses = (low->level > 0) != (high->level > 0);
    if (least > 0 || most < 0)
        return crosses ? ONE_ROOT : NO_ROOT;
    if (crosses)
        return UNKNOWN;
    /* The lowest point that slopes between `least` and `most` can reach. */
    double sign = low->level > 0 ? 1 : -1;
    double down = sign > 0 ? -least : most, up = sign > 0 ? most : -least;
    double lowest =
        (up * fabs(low->level) + down * fabs(high->level) - up * down * length) /
        (up + down);
    return lowest > 0 ? NO_ROOT : UNKNOWN;
}

typedef struct {
    weighed low, high;
} stretch;

/* Ends between which all roots lie. Beyond one, the side of the outermost flow is worth
 * more, and gains on the other, whose slope can come no further than it tends to. */
static double end_of(const root_problem *problem, bool upper)
{
    const outermost *flow = upper ? &problem->earliest : &problem->latest;
    double end = upper ? 1 : -1, limit = upper ? X_MAX + 1 : X_MIN;
    for (; fabs(end) < fabs(limit); end *= 2) {
        weighed at = problem->weigh(problem->context, end);
        double excess = flow->is_in ? at.level : -at.level;
        double slope = flow->is_in ? at.in_slope : at.out_slope;
        bool gains = upper ? slope > flow->other_slope : slope < flow->other_slope;
        if (excess > 0 && gains)
            return end;
    }
    return limit;
}

static void halve(const root_problem *problem, stretch *stack, size_t *depth)
{
    stretch whole = stack[--*depth];
    double x = whole.low.x + (whole.high.x - whole.low.x) / 2;
    weighed middle = weigh_well(problem, x);
    if (middle.level == 0) { /* not at an end: move off it */
        x = whole.low.x + (whole.high.x - whole.low.x) * 0.48;
        middle = weigh_well(problem, x);
    }
    stack[(*depth)++] = (stretch){middle, whole.high};
    stack[(*depth)++] = (stretch){whole.low, middle};
}

/* A stretch by the other way. */
static bool add_parted(const root_problem *problem, root_list *found, const stretch *all)
{
    if (!problem->part)
        return false;
    size_t capacity = problem->roots_max + 2;
    stops made = {malloc(capacity * sizeof *made.x), malloc(capacity), 0, capacity, true};
    bool good = made.x && made.sign &&
                problem->part(problem->context, all->low.x, all->high.x, &made);
    found->no_memory = found->no_memory || made.no_memory;
    for (size_t i = 0; good && i + 1 < made.count; i++) {
        if (made.sign[i] * made.sign[i + 1] < 0)
            add_crossing(problem, found, made.x[i], made.x[i + 1], made.sign[i] > 0);
        if (made.sign[i + 1] == 0) {
            weighed touch = {.x = made.x[i + 1]};
            cluster near = {true, touch, touch, 0, touch.x, touch.x};
            near.low.level = made.sign[i];
            near.high.level = made.sign[i + 2];
            close_cluster(problem, found, &near);
        }
    }
    free(made.x);
    free(made.sign);
    return good;
}

static void search(const root_problem *problem, stretch all, root_list *found)
{
    stretch stack[STACK_MAX] = {all};
    double length = problem->length;
    cluster near = {.open = false};
    size_t depth = 1;
    for (int i = 0; depth > 0; i++) {
        const stretch *at = &stack[depth - 1];
        verdict now = judge(problem, &at->low, &at->high);
        double size = fabs(at->low.x) > length ? fabs(at->low.x) : length;
        bool is_short = at->high.x - at->low.x <= 0x1p-50 * size;
        bool go_on = depth < STACK_MAX - 1 && i < STRETCHES_MAX;
        if (now == UNKNOWN && !is_short && go_on) {
            halve(problem, stack, &depth);
            continue;
        }
        bool is_far = at->high.x - near.high.x > CLUSTER_GAP * size;
        if (now == ONE_ROOT || (now == NO_ROOT && is_far))
            close_cluster(problem, found, &near);
        /* What is in a cluster so far may go on in the rest. */
        stretch rest = {near.open ? near.low : at->low, at->high};
        if (now == ONE_ROOT)
            add_crossing(problem, found, at->low.x, at->high.x, at->low.level > 0);
        else if (now == UNKNOWN && !is_short && add_parted(problem, found, &rest))
            near.open = false;
        else if (now == UNKNOWN)
            join_cluster(&near, &at->low, &at->high);
        depth--;
    }
    close_cluster(problem, found, &near);
}

/* One root: with money out first, level is above zero at the low end. */
static void find_one(const root_problem *problem, root_list *found)
{
    bounds around = {X_MIN, X_MAX + 1, problem->earliest.is_in ? -1 : 1};
    double x = close_in(problem, around, 0);
    add_root(found, x > X_MAX ? INFINITY : rate_of(problem, around, x));
}

void aic_find_roots(const root_problem *problem, root_list *found)
{
    if (problem->one_root) {
        find_one(problem, found);
        return;
    }
    weighed low = weigh_well(problem, end_of(problem, false));
    weighed high = weigh_well(problem, end_of(problem, true));
    search(problem, (stretch){low, high}, found);
    if (found->no_memory)
        found->count = 0;
}

double aic_nearest_root(const root_list *found, double guess)
{
    double best = found->rates[0];
    for (size_t i = 1; i < found->count; i++)
        if (fabs(found->rates[i] - guess) <= fabs(best - guess))
            best = found->rates[i];
    return best;
}

int aic_explain_roots(const root_list *found, const char *function, aic_error *error)
{
    if (found->no_memory)
        return aic_error_set(error, AIC_E_MEMORY, "%s: not enough memory to part roots",
                             function);
    if (found->count == 0 && found->too_high)
        return aic_error_set(error, AIC_E_OVERFLOW,
                             "%s: the rate is above the largest double", function);
    if (found->count == 0)
        return aic_error_set(
            error, AIC_E_NO_ROOT,
            "%s: no rate above -1 makes the value zero, though the flows "
            "change sign",
            function);
    if (found->count > 1)
        return aic_error_set(error, AIC_W_SEVERAL_ROOTS,
                             "%s: %zu rates make the value zero, from %.6g to %.6g",
                             function, found->count, found->rates[0],
                             found->rates[found->count - 1]);
    if (found->any_double)
        return aic_error_set(error, AIC_W_DOUBLE_ROOT,
                             "%s: at the rate of %.6g the value touches zero, within the "
                             "rounding of the flows, and turns back",
                             function, found->rates[0]);
    return aic_error_clear(error);
}
