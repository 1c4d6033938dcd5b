/* Interest and principal of several periods of a loan.
 *
 * Purpose
 *   aic_cumipmt() and aic_cumprinc().
 *
 * Notes
 *   With L = ln(1 + rate), the interest of the payment that is followed by j - 1 others
 * is pv*rate/(1 - exp(-n*L))*(1 - exp(-j*L)). Summed over the c periods with j from a to
 * b, whose middle is m, the last factor is c*(1 - exp(-m*L)*R) with R =
 * sinh(c*L/2)/(c*sinh(L/2)): next to rate 0 that is the sum of -expm1(-m*L) and a small
 * -exp(-m*L)*(R - 1), of which a series is taken; elsewhere it is taken as it is.
 */
#include "aicompute/annuity.h"

#include "cashflow/annuity.h"
#include "cashflow/argument.h"

#include <math.h>

typedef struct {
    double rate, nper, pv, start, end, when;
} loan;

static int check(const char *function, const loan *given, int when, double *result,
                 aic_error *error)
{
    if (result)
        *result = NAN;
    argument arguments[] = {{"rate", given->rate, -1, INFINITY, true, true},
                            {"nper", given->nper, 1, INFINITY, false, false},
                            {"pv", given->pv, -INFINITY, INFINITY, false, false},
                            {"start", given->start, 1, INFINITY, false, false},
                            {"end", given->end, 1, INFINITY, false, false}};
    int status = aic_check_pointers(function, result != NULL, error);
    if (status == AIC_OK && when != AIC_PAID_AT_END && when != AIC_PAID_AT_BEGIN)
        status = aic_error_set(error, AIC_E_ARGUMENT,
                               "%s: when is %d, and must be 0 or 1", function, when);
    if (status == AIC_OK)
        status = aic_check_arguments(function, arguments, COUNT_OF_ARGUMENTS(arguments),
                                     error);
    if (status < 0)
        return status;
    bool whole = floor(given->start) == given->start && floor(given->end) == given->end;
    if (!whole || given->start > given->end || given->end > given->nper)
        return aic_error_set(error, AIC_E_CONDITION,
                             "%s: start and end must be whole, in order, and at most "
                             "nper",
                             function);
    return AIC_OK;
}

/* Principal of periods of which payments fall at the end. */
static double principal_at_end(const loan *l, double start, double end)
{
    twofold log_growth = log_of_rate(l->rate);
    decay all = aic_decay_over(log_growth, l->nper);
    decay some = aic_decay_over(log_growth, end - start + 1);
    decay since = aic_decay_over(log_growth, l->rate < 0 ? start - 1 : l->nper - end);
    bool tiny = is_tiny(l->rate, l->nper);
    double share = tiny ? (end - start + 1) / l->nper : some.gap.hi / all.gap.hi;
    double shrink = shrink_of(l->pv, 0);
    return -twofold_value(decayed(since, l->pv * shrink)) * share / shrink;
}

/* (sinh(c*y)/(c*sinh(y)) - 1) for small c*y: the series of both. */
static double bulge(double c, double y)
{
    double above = 0, below = 0, wide = c * y * c * y, narrow = y * y;
    double term_above = 1, term_below = 1;
    for (int k = 1; k < 8; k++) {
        double factor = 1.0 / ((2 * k) * (2 * k + 1));
        double before = term_above;
        term_above *= wide * factor;
        /* The difference of the two terms, without losing what they share. */
        double gap = k == 1 ? (wide - narrow) * factor : term_above;
        above += gap;
        term_below *= narrow * factor;
        below += term_below;
        above -= k == 1 ? 0 : term_below;
        (void)before;
    }
    return above / (1 + below);
}

/* The sum of 1 - exp(-j*L) over j from a to b, times exp(n*L) where L is below 0. */
static double interest_sum(const loan *l, double a, double b)
{
    twofold log_growth = log_of_rate(l->rate);
    double count = b - a + 1, middle = 0.5 * (a + b), size = fabs(log_growth.hi);
    double sign = l->rate < 0 ? -1 : 1;
    if (count * size < 0.5) {
        decay to_middle = aic_decay_over(log_growth, middle);
        double swell = bulge(count, 0.5 * log_growth.hi);
        if (sign > 0)
            return count * (to_middle.gap.hi - twofold_value(decayed(to_middle, swell)));
        /* exp(-n|L|)*(1 - exp(m|L|)*R), with m no more than n */
        decay before = aic_decay_over(log_growth, l->nper - middle);
        return -count * (twofold_value(decayed(before, to_middle.gap.hi)) +
                         twofold_value(decayed(before, swell)));
    }
    decay one = aic_decay_over(log_growth, 1), some = aic_decay_over(log_growth, count);
    double share = some.gap.hi / one.gap.hi;
    if (sign > 0)
        return count - twofold_value(decayed(aic_decay_over(log_growth, a), share));
    return twofold_value(decayed(aic_decay_over(log_growth, l->nper), count)) -
           twofold_value(decayed(aic_decay_over(log_growth, l->nper - b), share));
}

static double interest_at_end(const loan *l, double start, double end)
{
    if (start > end)
        return 0;
    double a = l->nper - end + 1, b = l->nper - start + 1;
    if (is_tiny(l->rate, l->nper))
        return -l->pv * l->rate * ((end - start + 1) * (0.5 * (a + b)) / l->nper);
    decay all = aic_decay_over(log_of_rate(l->rate), l->nper);
    return -l->pv * (fabs(l->rate) / all.gap.hi) * interest_sum(l, a, b);
}

int aic_cumprinc(double rate, double nper, double pv, double start, double end, int when,
                 double *result, aic_error *error)
{
    loan l = {rate, nper, pv, start, end, when};
    int status = check("cumprinc", &l, when, result, error);
    if (status < 0)
        return status;
    double sum;
    if (when == AIC_PAID_AT_END)
        sum = principal_at_end(&l, start, end);
    else if (start > 1)
        sum = principal_at_end(&l, start, end) / (1 + rate);
    else /* the first payment is all principal */
        sum = pmt_of(rate, nper, pv, 0, 1) +
              (end > 1 ? principal_at_end(&l, 2, end) / (1 + rate) : 0);
    return aic_give("cumprinc", sum, result, error);
}

int aic_cumipmt(double rate, double nper, double pv, double start, double end, int when,
                double *result, aic_error *error)
{
    loan l = {rate, nper, pv, start, end, when};
    int status = check("cumipmt", &l, when, result, error);
    if (status < 0)
        return status;
    bool at_begin = when == AIC_PAID_AT_BEGIN;
    double from = at_begin && start == 1 ? 2 : start;
    double sum = interest_at_end(&l, from, end);
    return aic_give("cumipmt", at_begin ? sum / (1 + rate) : sum, result, error);
}
