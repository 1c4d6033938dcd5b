/* Worths of payments at the ends of years, as the kernels of this directory need them:
 * inlined, free of branches where they can be, and right at and next to rate 0.
 *
 * Lives need not be whole. The closed form of the annuity holds for any n >= 0: the part
 * of a year at the end pays ((1 + i)^s - 1)/i of a year's payment, s years after the last
 * full one, with i the rate net of growth (S. G. Kellison, The Theory of Interest, 3rd
 * edition, section 3.4). */
#ifndef AICOMPUTE_INVESTMENT_ANNUITY_H
#define AICOMPUTE_INVESTMENT_ANNUITY_H

#include <math.h>

/* Below this rate r*life is less than half a unit of the last digit of 1 for every life
 * allowed, and worths are those of r = 0 (annuity). */
static const double SMALLEST_RATE = 1e-20;

/* The level year-end payment that returns 1 over `years`. */
static inline double recovery_factor(double rate, double years)
{
    return rate < SMALLEST_RATE ? 1 / years : rate / -expm1(-years * log1p(rate));
}

/* Payments that start at 1 at the end of the first year and grow by `growth` a year,
 * discounted at `rate`: the rate net of growth, and the logarithm of (1 + rate)/(1 +
 * growth). */
typedef struct {
    double net, log_net, growth;
} annuity;

static inline annuity annuity_at(double rate, double growth)
{
    double net = rate - growth;
    return (annuity){net, log1p(net / (1 + growth)), growth};
}

/* What they are worth at the start when they last for `years`. */
static inline double annuity_worth(annuity a, double years)
{
    return fabs(a.net) < SMALLEST_RATE ? years / (1 + a.growth)
                                       : -expm1(-years * a.log_net) / a.net;
}

/* For how many years they must last to be worth `worth`: NaN or infinite when they never
 * are. */
static inline double annuity_years(annuity a, double worth)
{
    return fabs(a.net) < SMALLEST_RATE ? worth * (1 + a.growth)
                                       : -log1p(-a.net * worth) / a.log_net;
}

/* When the worth, on a straight line between the ends of years, reaches `needed`: in one
 * of the first `whole_years`, at the end of which it has. */
static inline double annuity_payback(annuity a, double needed, double whole_years)
{
    double whole = ceil(annuity_years(a, needed)) - 1; /* NaN next to the limit */
    whole = whole < whole_years - 1 ? (whole > 0 ? whole : 0) : whole_years - 1;
    double from = annuity_worth(a, whole), to = annuity_worth(a, whole + 1);
    return whole + (to > from ? (needed - from) / (to - from) : 0);
}

/* What 1 after `years` is worth at the start. */
static inline double discount_factor(double rate, double years)
{
    return exp(-years * log1p(rate));
}

#endif
