/* The rate of a level payment.
 *
 * Purpose
 *   aic_rate(): the rate at which present value, payments and future value balance.
 *
 * Notes
 *   The three amounts are the sides of a balance as those of a series are: the logarithm
 *   of the annuity factor is convex in ln(1 + rate) from one period on, since
 *   sinh(n*y) >= n*sinh(y). So the search of roots.c holds, with closed forms in place of
 *   sums. With a whole number of periods the values that polish a root have twice the
 *   digits, and next to rate 0; else some four bits more than a double.
 */
#include "aicompute/annuity.h"

#include "cashflow/annuity.h"
#include "cashflow/argument.h"
#include "cashflow/roots.h"
#include "cashflow/side.h"

#include <math.h>

enum { ROOTS_MAX = 4 };

/* With more, rates next to 0 and those next to 1 are too far apart for one search. */
static const double PERIODS_MAX = 1e9;

/* Below this product of rate and periods, a series. It alone has twice the digits where
 * periods are not whole, which takes them where two roots are near to each other. */
static const double SERIES_BELOW = 1e-2, SERIES_BELOW_NOT_WHOLE = 0.5;

typedef struct {
    double nper, pmt, pv, fv, when;
} terms;

/* ln(annuity factor) as of the beginning, and its slope in x. */
static double log_annuity(double nper, double x, double *slope)
{
    double nx = nper * x;
    if (fabs(nx) < 1e-4) { /* the next terms are of the third power */
        *slope = -0.5 * (nper + 1) + (nper * nper - 1) * x / 12;
        return log(nper) - 0.5 * (nper + 1) * x + (nper * nper - 1) * x * x / 24;
    }
    *slope = nper / expm1(nx) + 1 / expm1(-x);
    if (x > 0)
        return log(-expm1(-nx)) - log(-expm1(-x)) - x;
    return -nx + log(-expm1(nx)) - log(-expm1(x));
}

static weighed weigh(const void *context, double x)
{
    const terms *t = context;
    side sides[2] = {EMPTY_SIDE, EMPTY_SIDE};
    double slope, factor = log_annuity(t->nper, x, &slope);
    if (t->pv != 0)
        join(&sides[t->pv < 0], log(fabs(t->pv)), 0);
    if (t->pmt != 0)
        join(&sides[t->pmt < 0], log(fabs(t->pmt)) + factor + t->when * x,
             slope + t->when);
    if (t->fv != 0)
        join(&sides[t->fv < 0], log(fabs(t->fv)) - t->nper * x, -t->nper);
    return (weighed){
        .x = x,
        .level =
            sides[0].largest - sides[1].largest + log(sides[0].sum) - log(sides[1].sum),
        .in_slope = sides[0].moment / sides[0].sum,
        .out_slope = sides[1].moment / sides[1].sum,
    };
}

/* The annuity factor by its series in the rate, n*(1 - (n+1)r/2 + (n+1)(n+2)r^2/6 - ...),
 * and the decay over all periods, 1 - rate*factor. */
static twofold series_annuity(double rate, double nper, twofold *all)
{
    twofold term = {nper, 0}, sum = term;
    for (int k = 1; fabs(term.hi) > 0x1p-110 * nper; k++) {
        twofold ratio = twofold_multiply_one(exact_sum(nper, k), -rate);
        term = twofold_divide(twofold_multiply(term, ratio), (twofold){k + 1, 0});
        sum = twofold_add(sum, term);
    }
    *all = twofold_add_one(twofold_negate(twofold_multiply_one(sum, rate)), 1);
    return sum;
}

/* growth^-nper, or growth^nper of one below 1: the one that decays. */
static twofold exact_decay(twofold growth, double nper)
{
    bool falls = growth.hi < 1;
    if (floor(nper) == nper && growth.hi < 0x1p900) {
        twofold base = falls ? growth : twofold_divide((twofold){1, 0}, growth);
        return twofold_power(base, (uint64_t)nper);
    }
    decay by = aic_decay_over(log_of(growth), nper);
    double power = by.power * by.power_rest;
    return (twofold){by.part.hi * power, by.part.lo * power};
}

/* As of the beginning; as of the end at rates far enough below zero. */
static balance weigh_exactly(const void *context, position at)
{
    const terms *t = context;
    bool whole = floor(t->nper) == t->nper;
    double below = whole ? SERIES_BELOW : SERIES_BELOW_NOT_WHOLE;
    bool small = fabs(at.rate) * (t->nper + 1) < below;
    bool from_end = !small && at.rate < 0;
    twofold all, factor, rate = twofold_add_one(at.growth, -1);
    if (small) {
        factor = series_annuity(at.rate, t->nper, &all);
    } else {
        all = exact_decay(at.growth, t->nper);
        twofold gap = twofold_add_one(twofold_negate(all), 1);
        factor = twofold_divide(gap, rate.hi < 0 ? twofold_negate(rate) : rate);
    }
    twofold paid = twofold_multiply_one(factor, t->pmt);
    paid = twofold_multiply(paid, t->when == 1 ? at.growth : (twofold){1, 0});
    twofold decayed = twofold_multiply_one(all, from_end ? t->pv : t->fv);
    double near = from_end ? t->fv : t->pv, slope;
    log_annuity(t->nper, at.x, &slope);
    double moment = paid.hi * (slope + t->when + (from_end ? t->nper : 0));
    moment += decayed.hi * (from_end ? t->nper : -t->nper);
    return (balance){twofold_add_one(twofold_add(paid, decayed), near), moment,
                     fabs(paid.hi) + fabs(decayed.hi) + fabs(near)};
}

/* The signs of the flows in order of time, of which those at one time are one. */
static void find_signs(const terms *t, double signs[3])
{
    bool at_end = t->when == 0;
    signs[0] = at_end ? t->pv : t->pv + t->pmt;
    signs[1] = t->nper > 1 ? t->pmt : 0;
    signs[2] = at_end ? t->pmt + t->fv : t->fv;
}

static int sign_changes(const double *signs, size_t count, double *first, double *last)
{
    int changes = 0;
    *first = *last = 0;
    for (size_t i = 0; i < count; i++) {
        if (signs[i] == 0)
            continue;
        changes += *last != 0 && (signs[i] > 0) != (*last > 0);
        *first = *first == 0 ? signs[i] : *first;
        *last = signs[i];
    }
    return changes;
}

/* Slopes that the side of a sign tends to at the ends. */
static double slope_at_end(const terms *t, bool in, bool upper)
{
    const double amounts[] = {t->pv, t->pmt, t->fv};
    const double early[] = {0, t->when - 1, -t->nper};
    const double late[] = {0, t->when - t->nper, -t->nper};
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < 3; i++) {
        if (amounts[i] == 0 || (amounts[i] > 0) != in)
            continue;
        most = early[i] > most ? early[i] : most;
        least = late[i] < least ? late[i] : least;
    }
    return upper ? most : least;
}

static int solve(const terms *t, double *result, aic_error *error)
{
    double rates[ROOTS_MAX], signs[3], first, last;
    find_signs(t, signs);
    if (sign_changes(signs, 3, &first, &last) == 0)
        return aic_error_set(error, AIC_E_NO_SIGN_CHANGE,
                             "rate: pv, pmt and fv have one sign, so that no rate "
                             "balances them");
    const double amounts[] = {t->pv, t->pmt, t->fv};
    double from, to;
    root_problem problem = {
        .context = t,
        .weigh = weigh,
        .weigh_exactly = weigh_exactly,
        .length = 1 / t->nper,
        .roots_max = ROOTS_MAX,
        .one_root = sign_changes(signs, 3, &from, &to) == 1 &&
                    sign_changes(amounts, 3, &from, &to) == 1,
        .earliest = {first > 0, slope_at_end(t, first < 0, true)},
        .latest = {last > 0, slope_at_end(t, last < 0, false)},
    };
    root_list found = {.rates = rates, .capacity = ROOTS_MAX};
    aic_find_roots(&problem, &found);
    if (found.count > 0)
        *result = aic_nearest_root(&found, 0);
    return aic_explain_roots(&found, "rate", error);
}

/* A power of two that brings the largest amount below 2^900, and small ones up. */
static void scale(terms *t)
{
    double largest = fmax(fabs(t->pv), fmax(fabs(t->pmt), fabs(t->fv)));
    int exponent;
    frexp(largest, &exponent);
    t->pv = ldexp(t->pv, -exponent);
    t->pmt = ldexp(t->pmt, -exponent);
    t->fv = ldexp(t->fv, -exponent);
}

int aic_rate(double nper, double pmt, double pv, double fv, int when, double *result,
             aic_error *error)
{
    if (result)
        *result = NAN;
    argument given[] = {{"nper", nper, 1, PERIODS_MAX, false, false},
                        {"pmt", pmt, -INFINITY, INFINITY, false, false},
                        {"pv", pv, -INFINITY, INFINITY, false, false},
                        {"fv", fv, -INFINITY, INFINITY, false, false}};
    int status = aic_check_pointers("rate", result != NULL, error);
    if (status == AIC_OK && when != AIC_PAID_AT_END && when != AIC_PAID_AT_BEGIN)
        status = aic_error_set(error, AIC_E_ARGUMENT,
                               "rate: when is %d, and must be 0 or 1", when);
    if (status == AIC_OK)
        status = aic_check_arguments("rate", given, COUNT_OF_ARGUMENTS(given), error);
    if (status < 0)
        return status;
    terms t = {nper, pmt, pv, fv, when};
    scale(&t);
    return solve(&t, result, error);
}
