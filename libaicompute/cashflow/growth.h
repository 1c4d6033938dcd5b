/* Growth over many periods with some ten bits more than a double has: (1 + rate)^n loses
 * as many digits as n*ln(1 + rate) has before its point, and these are they.
 *
 * How is in growth_body.h.
 */
#ifndef AICOMPUTE_CASHFLOW_GROWTH_H
#define AICOMPUTE_CASHFLOW_GROWTH_H

#include "cashflow/twofold.h"
#include "core/bits.h"
#include "core/loops.h"

#include <math.h>

#define LN2_HIGH 6.93147180369123816490e-01 /* 32 bits: times a whole number is exact */
#define LN2_LOW 1.90821492927058770002e-10

/* exp(-z), 0 <= z: `part` times two powers of two, to 57 bits; and 1 - exp(-z), to 56 of
 * its own. The parts may overlap. */
typedef struct {
    twofold part;
    double power, power_rest;
    twofold gap;
} decay;

/* ln(1 + u) for u above -1, to 63 bits. */
twofold aic_growth_log(twofold u);

/* exp(-z), 0 <= z; the parts of z may overlap. */
decay aic_decay_of(twofold z);

/* exp(-periods*|log_growth|); periods 0 or more. */
decay aic_decay_over(twofold log_growth, double periods);

/* ln of what is above 0, however large or small. */
static inline twofold log_of(twofold amount)
{
    int exponent;
    double high = frexp(amount.hi, &exponent);
    twofold part = {high, ldexp(amount.lo, -exponent)};
    twofold whole = quick_sum(exponent * LN2_HIGH, exponent * LN2_LOW);
    return twofold_add(whole, aic_growth_log(twofold_add_one(part, -1)));
}

/* An amount, below 2^990, times a decay. The parts may overlap. */
static inline twofold decayed(decay by, double amount)
{
    double size = amount * by.power, short_size = leading(size);
    double part = leading(by.part.hi), rest = (by.part.hi - part) + by.part.lo;
    double hi = part * short_size, lo = part * (size - short_size) + rest * size;
    return (twofold){hi * by.power_rest, lo * by.power_rest};
}

/* An amount divided by a decay. */
static inline double grown(decay by, twofold amount)
{
    twofold made = twofold_divide(amount, by.part);
    return (made.hi + made.lo) / by.power / by.power_rest;
}

/* exp(z) - 1 */
static inline double less_one(twofold z)
{
    decay all = aic_decay_of(z.hi < 0 ? twofold_negate(z) : z);
    return z.hi < 0 ? -twofold_value(all.gap) : grown(all, all.gap);
}

#endif
