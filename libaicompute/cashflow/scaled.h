/* Numbers of twice the digits with a power of two of their own, for products and sums
 * that no double holds. */
#ifndef AICOMPUTE_CASHFLOW_SCALED_H
#define AICOMPUTE_CASHFLOW_SCALED_H

#include "cashflow/twofold.h"

#include <math.h>
#include <stdint.h>

/* part*2^power */
typedef struct {
    twofold part;
    int64_t power;
} scaled;

/* With a part from 1/2 to 1. */
static inline scaled scaled_normal(scaled number)
{
    int exponent;
    number.part.hi = frexp(number.part.hi, &exponent);
    number.part.lo = ldexp(number.part.lo, -exponent);
    number.power += exponent;
    return number;
}

static inline scaled scaled_product(scaled a, scaled b)
{
    return scaled_normal((scaled){twofold_multiply(a.part, b.part), a.power + b.power});
}

static inline scaled scaled_quotient(scaled a, scaled b)
{
    return scaled_normal((scaled){twofold_divide(a.part, b.part), a.power - b.power});
}

/* To a whole power by squaring. */
static inline scaled scaled_to_power(scaled base, uint64_t exponent)
{
    scaled power = {{1, 0}, 0};
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            power = scaled_product(power, base);
        base = scaled_product(base, base);
    }
    return power;
}

#endif
