/* Sums and products of twice the digits: a number is the sum of two doubles that do not
 * overlap, which gives it 106 bits.
 *
 * References
 *   Dekker: A floating-point technique for extending the available precision. Numerische
 *   Mathematik 18, 1971. Knuth: The Art of Computer Programming, volume 2, section 4.2.2.
 *   Joldes, Muller, Popescu: Tight and rigorous error bounds for basic building blocks of
 *   double-word arithmetic. ACM TOMS 44 (2), 2017: algorithms 6, 12 and 17.
 */
#ifndef AICOMPUTE_CASHFLOW_TWOFOLD_H
#define AICOMPUTE_CASHFLOW_TWOFOLD_H

#include <stdint.h>

typedef struct {
    double hi, lo;
} twofold;

/* Exact; a is not smaller than b, or 0. */
static inline twofold quick_sum(double a, double b)
{
    double sum = a + b;
    return (twofold){sum, b - (sum - a)};
}

/* Exact, unless it overflows. */
static inline twofold exact_sum(double a, double b)
{
    double sum = a + b, back = sum - a;
    return (twofold){sum, (a - (sum - back)) + (b - back)};
}

/* Exact for products from 2^-960 to 2^1000 of factors below 2^990. Without fma(), which
 * is a call where the processor is not known, and has the same bits. */
static inline twofold exact_product(double a, double b)
{
    const double splitter = 0x1p27 + 1;
    double big_a = splitter * a, big_b = splitter * b;
    double high_a = big_a - (big_a - a), high_b = big_b - (big_b - b);
    double low_a = a - high_a, low_b = b - high_b, product = a * b;
    double rest = high_a * high_b - product;
    rest = ((rest + high_a * low_b) + low_a * high_b) + low_a * low_b;
    return (twofold){product, rest};
}

static inline twofold twofold_add(twofold a, twofold b)
{
    twofold high = exact_sum(a.hi, b.hi), low = exact_sum(a.lo, b.lo);
    twofold sum = quick_sum(high.hi, high.lo + low.hi);
    return quick_sum(sum.hi, sum.lo + low.lo);
}

static inline twofold twofold_add_one(twofold a, double b)
{
    twofold sum = exact_sum(a.hi, b);
    return quick_sum(sum.hi, sum.lo + a.lo);
}

static inline twofold twofold_negate(twofold a)
{
    return (twofold){-a.hi, -a.lo};
}

static inline twofold twofold_multiply(twofold a, twofold b)
{
    twofold product = exact_product(a.hi, b.hi);
    return quick_sum(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline twofold twofold_multiply_one(twofold a, double b)
{
    twofold product = exact_product(a.hi, b);
    return quick_sum(product.hi, product.lo + a.lo * b);
}

static inline twofold twofold_divide(twofold a, twofold b)
{
    double quotient = a.hi / b.hi;
    twofold back = twofold_multiply_one(b, quotient);
    double rest = ((a.hi - back.hi) + (a.lo - back.lo)) / b.hi;
    return quick_sum(quotient, rest);
}

static inline double twofold_value(twofold a)
{
    return a.hi + a.lo;
}

/* To a whole power by squaring. */
static inline twofold twofold_power(twofold base, uint64_t exponent)
{
    twofold power = {1, 0};
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            power = twofold_multiply(power, base);
        base = twofold_multiply(base, base);
    }
    return power;
}

#endif
