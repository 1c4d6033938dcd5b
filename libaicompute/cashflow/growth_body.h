/* The bodies of growth.h, for loops over rows: only + - * / on doubles and their bits, so
 * that the loops vectorise and the bits are the same on every machine. Where a product
 * must be exact, the factors are cut short; series are summed as two, of even and of odd
 * powers, which a processor works on at once.
 *
 * References
 *   Tang: Table-driven implementation of the logarithm function in IEEE floating-point
 *   arithmetic. ACM TOMS 16 (4), 1990, for the reduction; the series are those of atanh
 *   and exp, and the two parts of ln 2 those of fdlibm.
 */
#ifndef AICOMPUTE_CASHFLOW_GROWTH_BODY_H
#define AICOMPUTE_CASHFLOW_GROWTH_BODY_H

#include "cashflow/growth.h"

#define LN2_INVERSE 1.4426950408889634
#define ROUNDER 0x1.8p52    /* added and taken off again, it rounds to a whole number */
#define EXPONENT_MAX 1400.0 /* beyond it a decay counts as 0 */

/* ln(1 + u) for u above -1, to 63 bits; the parts may overlap. With s = u/(2 + u) it is
 * 2*atanh(s): s and its cube are kept in two parts, and the first of them is short where
 * it is multiplied. */
IN_LOOPS twofold growth_log(twofold u)
{
    static const double third_short = 0x1.555555p-2, third_rest = 0x1.5555555555555p-28;
    twofold sum = exact_sum(1, u.hi);
    sum.lo += u.lo;
    /* 2^k brings 1 + u next to 1: to between the roots of 1/2 and 2. */
    uint64_t bits = bits_of(sum.hi);
    uint64_t biased = (bits + 0x4000000000000000u - 0x3fe6a09e667f3bcdu) >> 52;
    double k = of_bits(biased | 0x4330000000000000u) - (0x1p52 + 1024);
    double near = of_bits(bits + ((1024 - biased) << 52));
    double rest = sum.lo * of_bits((2047 - biased) << 52);
    twofold f = quick_sum(near - 1, k > 1000 ? 0 : rest);
    f.hi = k == 0 ? u.hi : f.hi;
    f.lo = k == 0 ? u.lo : f.lo;
    double d = 2 + f.hi, d_short = leading(d), d_rest = (2 - d_short) + f.hi + f.lo;
    double inverse = 1 / d, s = leading(f.hi * inverse);
    double left = (f.hi - s * d_short) + (f.lo - s * d_rest);
    double s_rest = left * inverse;
    double square = s * s, z = square + s_rest * (2 * s + s_rest);
    double square_short = leading(z);
    double cube_short = leading(s * square_short);
    double cube_rest = (s * square_short - cube_short) +
                       s * ((square - square_short) + s_rest * (2 * s + s_rest)) +
                       s_rest * z;
    double z2 = z * z;
    double even = 1.0 / 17 + z2 * (1.0 / 21);
    double odd = 1.0 / 19 + z2 * (1.0 / 23);
    even = 1.0 / 13 + z2 * even;
    odd = 1.0 / 15 + z2 * odd;
    even = 1.0 / 9 + z2 * even;
    odd = 1.0 / 11 + z2 * odd;
    even = 1.0 / 5 + z2 * even;
    odd = 1.0 / 7 + z2 * odd;
    double tail = even + z * odd;
    tail = tail * z2 * (s + s_rest);
    tail += cube_rest * (third_short + third_rest) + cube_short * third_rest;
    twofold half = quick_sum(s, cube_short * third_short);
    half = quick_sum(half.hi, half.lo + (s_rest + tail));
    twofold whole = quick_sum(k * LN2_HIGH, 2 * half.hi);
    return (twofold){whole.hi, whole.lo + (2 * half.lo + k * LN2_LOW)};
}

/* exp(-z); the parts of z may overlap. */
IN_LOOPS decay decay_of(twofold z)
{
    int gone = z.hi > EXPONENT_MAX;
    z.hi = gone ? EXPONENT_MAX : z.hi;
    z.lo = gone ? 0 : z.lo;
    double rounded = -z.hi * LN2_INVERSE + ROUNDER, k = rounded - ROUNDER;
    twofold w = exact_sum(-z.hi - k * LN2_HIGH, -z.lo - k * LN2_LOW);
    double x = w.hi, x_short = leading(x);
    double square = x_short * x_short;
    double square_rest = (x - x_short) * (x + x_short);
    double x2 = x * x;
    double even = 1.0 / 39916800 + x2 * (1.0 / 6227020800);
    double odd = 1.0 / 479001600 + x2 * (1.0 / 87178291200);
    even = 1.0 / 362880 + x2 * even;
    odd = 1.0 / 3628800 + x2 * odd;
    even = 1.0 / 5040 + x2 * even;
    odd = 1.0 / 40320 + x2 * odd;
    even = 1.0 / 120 + x2 * even;
    odd = 1.0 / 720 + x2 * odd;
    even = 1.0 / 6 + x2 * even;
    odd = 1.0 / 24 + x2 * odd;
    double tail = x2 * x * (even + x * odd);
    tail += 0.5 * square_rest + x * w.lo + w.lo;
    twofold less = quick_sum(x, 0.5 * square);
    less = quick_sum(less.hi, less.lo + tail);
    twofold part = quick_sum(1, less.hi);
    part.lo += less.lo;
    /* 2^k in two factors, as it may be below what a double holds. */
    uint64_t whole = bits_of(rounded) - bits_of(ROUNDER) + 4096;
    uint64_t half = whole >> 1, rest = whole - half;
    double power = of_bits((half - 2048 + 1023) << 52);
    double power_rest = of_bits((rest - 2048 + 1023) << 52);
    decay made = {part, gone ? 0 : power, power_rest, {0, 0}};
    double scale = made.power * made.power_rest;
    twofold far = quick_sum(1, -made.part.hi * scale);
    far = quick_sum(far.hi, far.lo - made.part.lo * scale);
    made.gap.hi = k == 0 ? 0 - less.hi : far.hi; /* not -0 */
    made.gap.lo = k == 0 ? 0 - less.lo : far.lo;
    return made;
}

/* exp(-periods*|log_growth|); periods 0 or more. */
IN_LOOPS decay decay_over(twofold log_growth, double periods)
{
    uint64_t sign = bits_of(log_growth.hi) & 0x8000000000000000u;
    twofold rate = {of_bits(bits_of(log_growth.hi) ^ sign),
                    of_bits(bits_of(log_growth.lo) ^ sign)};
    double rate_short = leading(rate.hi), periods_short = leading(periods);
    double rate_rest = (rate.hi - rate_short) + rate.lo;
    double rest = rate_short * (periods - periods_short) + rate_rest * periods;
    return decay_of((twofold){rate_short * periods_short, rest});
}

#endif
