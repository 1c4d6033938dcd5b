/* The functions of level payments, one row at a time, on arguments that are in range.
 *
 * With L = ln(1 + rate), every growth is written as a decay exp(-n*|L|), which cannot
 * overflow, and every difference of growths as a gap, 1 - decay, which loses no digits.
 * At rates above zero the equation is taken as of the beginning, below as of the end:
 *
 *   rate >= 0: pv + annuity*pmt*(1 + rate*when) + fv*decay = 0
 *   rate <  0: pv*decay + annuity*pmt*(1 + rate*when) + fv = 0
 *
 * with annuity = gap/|rate|, which is n at rate 0.
 */
#ifndef AICOMPUTE_CASHFLOW_ANNUITY_H
#define AICOMPUTE_CASHFLOW_ANNUITY_H

#include "cashflow/growth.h"

#include <math.h>

/* Below this a product with the rate may lose digits in the denormals. */
#define RATE_TINY 1e-280
/* Sums above this would overflow when they are split. */
#define MONEY_LARGE 0x1p900
#define MONEY_SHRINK 0x1p-200
#define ROUNDING 0x1p-53

static inline double size_of(double x)
{
    return x < 0 ? -x : x;
}

static inline int is_tiny(double rate, double nper)
{
    return size_of(rate) < RATE_TINY || size_of(rate) * nper < RATE_TINY;
}

/* |rate|/gap, the inverse of the annuity, over a divisor. */
static inline double recovery(double rate, double nper, decay all, double divisor)
{
    int tiny = is_tiny(rate, nper);
    return (tiny ? 1 : size_of(rate)) / ((tiny ? nper : all.gap.hi) * divisor);
}

static inline double annuity(double rate, double nper, decay all)
{
    int tiny = is_tiny(rate, nper);
    return (tiny ? nper : all.gap.hi) / (tiny ? 1 : size_of(rate));
}

static inline twofold log_of_rate(double rate)
{
    return aic_growth_log((twofold){rate, 0});
}

/* A power of two that keeps sums of these amounts from overflowing. */
static inline double shrink_of(double a, double b)
{
    return size_of(a) > MONEY_LARGE || size_of(b) > MONEY_LARGE ? MONEY_SHRINK : 1;
}

static inline double unshrunk(double amount, double shrink)
{
    return amount * (shrink == 1 ? 1 : 1 / MONEY_SHRINK);
}

/* pmt, with the decay over all periods. */
IN_LOOPS double pmt_from(double rate, double nper, double pv, double fv, double when,
                         decay all)
{
    double shrink = shrink_of(pv, fv);
    double near = (rate < 0 ? fv : pv) * shrink, far = (rate < 0 ? pv : fv) * shrink;
    twofold late = decayed(all, far), due = exact_sum(late.hi, near);
    double each =
        (due.hi + (due.lo + late.lo)) * recovery(rate, nper, all, 1 + rate * when);
    return -unshrunk(each, shrink);
}

/* How many periods the principal of one decays over. */
static inline double periods_since(double rate, double per, double nper)
{
    return rate < 0 ? per - 1 : nper - per + 1;
}

/* ppmt, with the decays over all periods and over periods_since(). */
IN_LOOPS double ppmt_from(double rate, double per, double nper, double pv, double fv,
                          double when, decay all, decay since)
{
    double shrink = shrink_of(pv, fv);
    twofold sum = decayed(since, pv * shrink + fv * shrink);
    double part = (sum.hi + sum.lo) * recovery(rate, nper, all, 1 + rate * when);
    double principal = -unshrunk(part, shrink);
    double first = pmt_from(rate, nper, pv, fv, when, all);
    return when == 1 && per == 1 ? first : principal;
}

/* ipmt, with the decays over all periods, those from this one on and those before. */
IN_LOOPS double ipmt_from(double rate, double per, double nper, double pv, double fv,
                          double when, decay all, decay left, decay gone)
{
    double shrink = shrink_of(pv, fv);
    int tiny = is_tiny(rate, nper), falls = rate < 0;
    double near = (falls ? fv : pv) * shrink, far = (falls ? pv : fv) * shrink;
    double gap = tiny ? nper : all.gap.hi;
    double left_gap = tiny ? nper - per + 1 : left.gap.hi;
    double gone_gap = tiny ? per - 1 : gone.gap.hi;
    double near_gap = falls ? gone_gap : left_gap;
    double far_gap = falls ? left_gap : gone_gap;
    decay by = falls ? gone : left;
    twofold off = decayed(by, far * far_gap);
    twofold sum = twofold_add(exact_product(near, near_gap), twofold_negate(off));
    double interest = -(sum.hi + sum.lo) / gap * size_of(rate);
    interest = unshrunk(interest / (1 + rate * when), shrink);
    return when == 1 && per == 1 ? 0 : interest;
}

/* What payments and another amount come to: at the end where that decays, else at its
 * own time and then grown. */
IN_LOOPS double worth_of(double rate, double nper, double pmt, double other, double when,
                         int other_decays, decay all)
{
    double shrink = shrink_of(pmt, other);
    double paid = pmt * shrink * (1 + rate * when) * annuity(rate, nper, all);
    twofold sum_late = twofold_add_one(decayed(all, other * shrink), paid);
    twofold sum_now = exact_sum(other * shrink, paid);
    double late = sum_late.hi + sum_late.lo, now = grown(all, sum_now);
    return -unshrunk(other_decays ? late : now, shrink);
}

IN_LOOPS double pv_from(double rate, double nper, double pmt, double fv, double when,
                        decay all)
{
    return worth_of(rate, nper, pmt, fv, when, !(rate < 0), all);
}

IN_LOOPS double fv_from(double rate, double nper, double pmt, double pv, double when,
                        decay all)
{
    return worth_of(rate, nper, pmt, pv, when, rate < 0, all);
}

/* The equation solved for nper: ln((pmt' - fv*rate)/(pmt' + pv*rate))/ln(1 + rate) with
 * pmt' = pmt*(1 + rate*when). NaN when there is none. What is in the brackets counts as 0
 * when the rounding of the rate alone may keep it from that: then it takes for ever. */
typedef struct {
    double paid, worth, end; /* pmt', pv + fv, and the bracket that for ever makes 0 */
    twofold share;           /* what the ratio of the brackets has above 1 */
} nper_terms;

IN_LOOPS nper_terms nper_terms_of(double rate, double pmt, double pv, double fv,
                                  double when)
{
    double shrink = shrink_of(size_of(pmt) > size_of(pv) ? pmt : pv, fv);
    double paid = pmt * shrink * (1 + rate * when);
    pv *= shrink;
    fv *= shrink;
    twofold below = twofold_add_one(exact_product(pv, rate), paid);
    twofold sum = twofold_multiply_one(exact_sum(pv, fv), -rate);
    return (nper_terms){paid, pv + fv, rate > 0 ? below.hi : paid - fv * rate,
                        twofold_divide(sum, below)};
}

IN_LOOPS double nper_from(double rate, nper_terms terms, twofold log_growth,
                          twofold log_share)
{
    double periods = (log_share.hi + log_share.lo) / (log_growth.hi + log_growth.lo);
    double level = terms.paid == 0 ? NAN : -terms.worth / terms.paid;
    int flat = size_of(rate) < RATE_TINY;
    int for_ever =
        terms.paid != 0 && size_of(terms.end) <= ROUNDING * size_of(terms.paid);
    periods = terms.share.hi > -1 ? periods : NAN;
    periods = for_ever ? INFINITY : periods;
    periods = flat ? level : periods;
    return terms.worth == 0 ? 0 : periods;
}

/* For one row. */
static inline double pmt_of(double rate, double nper, double pv, double fv, double when)
{
    return pmt_from(rate, nper, pv, fv, when, aic_decay_over(log_of_rate(rate), nper));
}

#endif
