/* What makes a project worth nothing more than it costs: the price, the utilization, the
 * level revenue.
 *
 * The net present value rises with each of them, and in straight lines: it bends where
 * tax begins. So the false position of a bracket is exact once both ends are on one line;
 * the Illinois rule keeps it moving before (M. Dowell and P. Jarratt, A modified regula
 * falsi method for computing the root of an equation, BIT 11, 1971). */
#include "project/project.h"

#include <float.h>
#include <math.h>

enum { ROUNDS_MAX = 200 };

/* What is sought. */
typedef enum { PRICE, UTILIZATION, LEVEL_REVENUE } unknown;

static double worth_at(schedule *s, unknown sought, double value)
{
    operation how = aic_project_operation(s);
    double rate = s->in->discount_rate;
    if (sought == PRICE)
        how.price = value;
    if (sought == UTILIZATION)
        how.utilization = value;
    if (sought == LEVEL_REVENUE) {
        how.level = value;
        rate = isnan(s->in->target_rate) ? rate : s->in->target_rate;
    }
    aic_project_operate(s, how);
    aic_project_tax(s);
    return aic_project_worth(s, s->columns[AIC_PROJECT_CASH], s->tail, rate);
}

/* A bracket of a value at which the worth is below 0 and one at which it is not, and the
 * value nearest to the root so far. */
typedef struct {
    double low, f_low, high, f_high;
    double best, f_best;
} bracket;

static void narrow(bracket *b, double x, double worth, double *kept)
{
    if (fabs(worth) < b->f_best) {
        b->best = x;
        b->f_best = fabs(worth);
    }
    bool below = worth < 0;
    /* The end that stays a second time pulls half as much. */
    if (*kept == (below ? b->high : b->low))
        *(below ? &b->f_high : &b->f_low) /= 2;
    *kept = below ? b->high : b->low;
    *(below ? &b->low : &b->high) = x;
    *(below ? &b->f_low : &b->f_high) = worth;
}

static double close_in(schedule *s, unknown sought, bracket b)
{
    double kept = NAN;
    for (int i = 0; i < ROUNDS_MAX && b.f_best > 0; i++) {
        double x = b.high - b.f_high * ((b.high - b.low) / (b.f_high - b.f_low));
        if (!(x > b.low && x < b.high))
            break;
        narrow(&b, x, worth_at(s, sought, x), &kept);
    }
    return b.best;
}

/* The least value from 0 on at which the worth is not below 0; +infinity when none to
 * `most` is enough. */
static double break_even(schedule *s, unknown sought, double first, double most)
{
    bracket b = {.low = 0, .f_low = worth_at(s, sought, 0), .high = first};
    if (b.f_low >= 0)
        return 0;
    b.f_high = worth_at(s, sought, first);
    while (b.f_high < 0 && b.high < most) {
        b.low = b.high;
        b.f_low = b.f_high;
        b.high *= 2;
        b.f_high = worth_at(s, sought, b.high);
    }
    if (!(b.f_high >= 0))
        return INFINITY;
    bool low_is_nearer = -b.f_low < b.f_high;
    b.best = low_is_nearer ? b.low : b.high;
    b.f_best = low_is_nearer ? -b.f_low : b.f_high;
    return close_in(s, sought, b);
}

static bool sells_hours(const schedule *s)
{
    const double *hours = s->columns[AIC_PROJECT_HOURS];
    for (size_t t = 0; t <= s->periods; t++)
        if (hours[t] > 0)
            return true;
    return false;
}

static double positive_or(double value, double otherwise)
{
    return value > 0 ? value : otherwise;
}

void aic_project_break_even(schedule *s, aic_project_results *made)
{
    double capital = positive_or(s->in->cluster_cost + s->in->facility_cost, 1);
    bool hours = sells_hours(s);
    double price = positive_or(made->cost_per_gpu_hour, 1);
    made->minimum_price_per_gpu_hour = hours ? break_even(s, PRICE, price, DBL_MAX) : NAN;
    made->minimum_utilization =
        s->in->gpu_count > 0 ? break_even(s, UTILIZATION, 1, 1) : NAN;
    made->required_revenue_per_year = break_even(s, LEVEL_REVENUE, capital, DBL_MAX);
}
