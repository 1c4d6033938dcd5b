/* The bodies of growth.h, for loops over rows: only + - * / on doubles and their bits, so
 * that the loops vectorise and the bits are the same on every machine.
 *
 * References
 *   Tang: Table-driven implementation of the logarithm function in IEEE floating-point
 *   arithmetic. ACM TOMS 16 (4), 1990, for the reduction; the series are those of atanh
 *   and exp, and the two parts of ln 2 those of fdlibm.
 */
#ifndef AICOMPUTE_CASHFLOW_GROWTH_BODY_H
#define AICOMPUTE_CASHFLOW_GROWTH_BODY_H

#include "cashflow/growth.h"

#include <stdint.h>
#include <string.h>

#define LN2_INVERSE 1.4426950408889634
#define ROUNDER 0x1.8p52    /* added and taken off again, it rounds to a whole number */
#define EXPONENT_MAX 1400.0 /* beyond it a decay counts as 0 */

/* They are too long for compilers to do so by themselves. */
#if defined(__GNUC__)
#define IN_LOOPS static inline __attribute__((always_inline))
#else
#define IN_LOOPS static inline
#endif

static inline double double_of_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline uint64_t bits_of_double(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* 2^k of a whole k from -1022 to 1023. */
static inline double power_of_two(double k)
{
    uint64_t whole = bits_of_double(k + ROUNDER) - bits_of_double(ROUNDER);
    return double_of_bits((whole + 1023) << 52);
}

/* ln(1 + u) for u above -1, to 65 bits. */
IN_LOOPS twofold growth_log(twofold u)
{
    static const double third = 0x1.5555555555555p-2, third_rest = 0x1.5555555555555p-56;
    twofold sum = exact_sum(1, u.hi);
    sum.lo += u.lo;
    /* Which power of two brings 1 + u next to 1. */
    uint64_t above = bits_of_double(sum.hi) - 0x3fe6a09e667f3bcdu; /* of sqrt(1/2) */
    double k = double_of_bits(((above >> 52) & 0xfff) | 0x4330000000000000u) - 0x1p52;
    k = k > 2048 ? k - 4096 : k;
    int reduce = u.hi < -0.29 || u.hi > 0.41;
    k = reduce ? k : 0;
    double half = (0.5 * k + ROUNDER) - ROUNDER;
    double down = power_of_two(-half), down_rest = power_of_two(half - k);
    double high = sum.hi * down * down_rest, low = sum.lo * down * down_rest;
    twofold f = exact_sum(high - 1, low);
    f.hi = reduce ? f.hi : u.hi;
    f.lo = reduce ? f.lo : u.lo;
    twofold d = exact_sum(2, f.hi);
    d.lo += f.lo;
    twofold s = twofold_divide(f, d), s2 = twofold_multiply(s, s);
    double z = s2.hi;
    double tail = 1.0 / 25 + z * (1.0 / 27);
    tail = 1.0 / 23 + z * tail;
    tail = 1.0 / 21 + z * tail;
    tail = 1.0 / 19 + z * tail;
    tail = 1.0 / 17 + z * tail;
    tail = 1.0 / 15 + z * tail;
    tail = 1.0 / 13 + z * tail;
    tail = 1.0 / 11 + z * tail;
    tail = 1.0 / 9 + z * tail;
    tail = 1.0 / 7 + z * tail;
    tail = 1.0 / 5 + z * tail;
    twofold series = quick_sum(third, z * tail);
    series.lo += third_rest;
    twofold cube = twofold_multiply(s, twofold_multiply(s2, series));
    twofold log_f = twofold_add(s, cube);
    twofold whole = quick_sum(k * LN2_HIGH, k * LN2_LOW);
    return twofold_add(whole, (twofold){2 * log_f.hi, 2 * log_f.lo});
}

IN_LOOPS decay decay_of(twofold z)
{
    double gone = z.hi > EXPONENT_MAX ? 0 : 1;
    z.hi = z.hi > EXPONENT_MAX ? EXPONENT_MAX : z.hi;
    z.lo = z.lo * gone;
    double k = (-z.hi * LN2_INVERSE + ROUNDER) - ROUNDER;
    twofold w = exact_sum(-z.hi, -k * LN2_HIGH);
    w = quick_sum(w.hi, w.lo - z.lo - k * LN2_LOW);
    twofold square = exact_product(w.hi, w.hi);
    square.lo += 2 * w.hi * w.lo;
    double x = w.hi;
    double tail = 1.0 / 355687428096000 + x * (1.0 / 6402373705728000);
    tail = 1.0 / 20922789888000 + x * tail;
    tail = 1.0 / 1307674368000 + x * tail;
    tail = 1.0 / 87178291200 + x * tail;
    tail = 1.0 / 6227020800 + x * tail;
    tail = 1.0 / 479001600 + x * tail;
    tail = 1.0 / 39916800 + x * tail;
    tail = 1.0 / 3628800 + x * tail;
    tail = 1.0 / 362880 + x * tail;
    tail = 1.0 / 40320 + x * tail;
    tail = 1.0 / 5040 + x * tail;
    tail = 1.0 / 720 + x * tail;
    tail = 1.0 / 120 + x * tail;
    tail = 1.0 / 24 + x * tail;
    tail = 1.0 / 6 + x * tail;
    twofold less = twofold_add(w, (twofold){0.5 * square.hi, 0.5 * square.lo});
    less = twofold_add_one(less, x * square.hi * tail);
    twofold part = exact_sum(1, less.hi);
    part = quick_sum(part.hi, part.lo + less.lo);
    double half = (0.5 * k + ROUNDER) - ROUNDER;
    decay made = {{part.hi * gone, part.lo * gone},
                  power_of_two(half),
                  power_of_two(k - half),
                  {0, 0}};
    double scale = made.power * made.power_rest;
    twofold far = exact_sum(1, -made.part.hi * scale);
    far = quick_sum(far.hi, far.lo - made.part.lo * scale);
    made.gap.hi = k == 0 ? 0 - less.hi : far.hi; /* not -0 */
    made.gap.lo = k == 0 ? 0 - less.lo : far.lo;
    return made;
}

/* exp(-periods*|log_growth|); periods 0 or more. */
IN_LOOPS decay decay_over(twofold log_growth, double periods)
{
    double sign = log_growth.hi < 0 ? -1 : 1;
    twofold rate = {sign * log_growth.hi, sign * log_growth.lo};
    int far = rate.hi * periods > EXPONENT_MAX;
    twofold z = twofold_multiply_one(rate, far ? 0 : periods);
    z.hi = far ? 2 * EXPONENT_MAX : z.hi;
    return decay_of(z);
}

#endif
