/* All rates at which what comes in is worth what goes out.
 *
 * Where signs change once there is one root, and level falls or rises throughout:
 * Newton's method from 0, kept between bounds. Else the real line is cut into stretches.
 * On each, the logarithms of the two sides are convex, so that their slopes at its ends
 * bound the slope of level between them: when that cannot be zero there is one root or
 * none, by the signs at the ends; when level cannot come down to zero there is none; else
 * the stretch is halved. Descartes' rule and Rolle's theorem would do it too, at a cost
 * that grows with the number of sign changes; this one grows with the number of roots.
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

enum { STEPS_MAX = 200, POLISHES_MAX = 12, STRETCHES_MAX = 200000, STACK_MAX = 256 };

static const double X_MAX = 709.782712893384;  /* ln of the largest double */
static const double X_MIN = -745.2;            /* below it 1 + rate is zero */
static const double X_OF_MINUS_ONE = -36.7368; /* below it the rate rounds to -1 */

/* Below this, level is taken in twice the digits. */
static const double LEVEL_DOUBTFUL = 1e-9;

/* Newton in the rate, with values in twice the digits. */
static double polish(const root_problem *problem, double rate)
{
    for (int i = 0; i < POLISHES_MAX && rate > -1 && rate <= DBL_MAX; i++) {
        balance at = problem->weigh_exactly(problem->context, rate);
        double move = -twofold_value(at.value) / at.slope;
        if (!(fabs(move) < 1))
            break;
        double change = (1 + rate) * expm1(move);
        rate += change;
        if (fabs(change) <= 1e-10 * fabs(rate))
            break;
    }
    /* Twice the digits do not tell this from zero, where all weights are exactly 1. */
    bool near_zero = fabs(rate) < 1e-25;
    return near_zero && problem->weigh_exactly(problem->context, 0).value.hi == 0 ? 0
                                                                                  : rate;
}

static double rate_of(const root_problem *problem, double x)
{
    double rate = expm1(x);
    return x < X_OF_MINUS_ONE ? rate : polish(problem, rate);
}

/* Bounds of a root, at the lower of which level has the sign `below`. */
typedef struct {
    double lower, upper;
    int below;
} bounds;

static void draw_in(bounds *around, const weighed *at)
{
    int sign = (at->level > 0) - (at->level < 0);
    if (sign == around->below)
        around->lower = at->x;
    else
        around->upper = at->x;
}

/* Where bounds are open, go out in steps that double. */
static double between(const bounds *around)
{
    if (isinf(around->lower))
        return around->upper > -1 ? around->upper - 1 : 2 * around->upper;
    if (isinf(around->upper))
        return around->lower < 1 ? around->lower + 1 : 2 * around->lower;
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
        draw_in(&around, &at);
        double move = -at.level / (at.in_slope - at.out_slope);
        double next = x + move;
        if (!(next > around.lower && next < around.upper))
            next = between(&around);
        move = fabs(next - x);
        x = next;
        if (x > X_MAX + 1 || x < X_MIN)
            break;
        double size = fabs(x) < length ? fabs(x) : length;
        if (move <= 1e-5 * size || move <= 1e-15 * length)
            break;
    }
    return x;
}

/* Level near zero in twice the digits, else as it is. */
static weighed weigh_well(const root_problem *problem, double x)
{
    weighed at = problem->weigh(problem->context, x);
    if (fabs(at.level) < LEVEL_DOUBTFUL && x > X_OF_MINUS_ONE && x < X_MAX) {
        balance exact = problem->weigh_exactly(problem->context, expm1(x));
        at.level = 2 * (twofold_value(exact.value) / exact.gross);
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

static void add_crossing(const root_problem *problem, root_list *found,
                         const weighed *low, const weighed *high)
{
    if (low->level == 0 || high->level == 0) {
        add_root(found, expm1(low->level == 0 ? low->x : high->x));
        return;
    }
    bounds around = {low->x, high->x, low->level > 0 ? 1 : -1};
    double x = close_in(problem, around, low->x + (high->x - low->x) / 2);
    add_root(found, rate_of(problem, x));
}

/* Stretches too short to halve, one after the other: `nearest` is where level comes
 * nearest to zero. What level does between them is within its rounding. */
typedef struct {
    bool open;
    weighed low, high, nearest;
} cluster;

/* Of different signs at its ends it has one root, or three of which two cannot be told
 * apart. Of one sign it turns around at zero, or near enough, or goes past. */
static void close_cluster(const root_problem *problem, root_list *found, cluster *near)
{
    if (!near->open)
        return;
    near->open = false;
    found->unproved = true;
    if ((near->low.level > 0) != (near->high.level > 0)) {
        add_crossing(problem, found, &near->low, &near->high);
    } else if (fabs(near->nearest.level) <= DBL_EPSILON) {
        found->any_double = true;
        add_root(found, expm1(near->nearest.x));
    }
}

static void join_cluster(cluster *near, const weighed *low, const weighed *high)
{
    if (!near->open)
        *near = (cluster){true, *low, *high, *low};
    near->high = *high;
    if (fabs(high->level) < fabs(near->nearest.level))
        near->nearest = *high;
}

typedef enum { NO_ROOT, ONE_ROOT, UNKNOWN } verdict;

static verdict judge(const root_problem *problem, const weighed *low, const weighed *high)
{
    double slack = 1e-12 / problem->length, length = high->x - low->x;
    double least = low->in_slope - high->out_slope - slack;
    double most = high->in_slope - low->out_slope + slack;
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
        bool short_one = at->high.x - at->low.x <= 0x1p-50 * size;
        if (now == UNKNOWN && !short_one && depth < STACK_MAX - 1 && i < STRETCHES_MAX) {
            halve(problem, stack, &depth);
            continue;
        }
        if (now == UNKNOWN)
            join_cluster(&near, &at->low, &at->high);
        else
            close_cluster(problem, found, &near);
        if (now == ONE_ROOT)
            add_crossing(problem, found, &at->low, &at->high);
        depth--;
    }
    close_cluster(problem, found, &near);
}

/* One root: with money out first, level is above zero at the low end. */
static void find_one(const root_problem *problem, root_list *found)
{
    bounds around = {-INFINITY, INFINITY, problem->earliest.is_in ? -1 : 1};
    double x = close_in(problem, around, 0);
    add_root(found, x > X_MAX ? INFINITY : rate_of(problem, x));
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
