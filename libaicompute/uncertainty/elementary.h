/* Logarithm, exponential and the normal distribution, from nothing but arithmetic, square
 * roots and the bits of doubles: the same bits in every build and on every machine, where
 * those of the C library are not. They have no branches, so loops over them vectorise.
 *
 * The polynomials are interpolations at Chebyshev points, worked out in 60 digits; the
 * errors named are the largest that the tests meet, against mpmath. */
#ifndef AICOMPUTE_UNCERTAINTY_ELEMENTARY_H
#define AICOMPUTE_UNCERTAINTY_ELEMENTARY_H

#include "core/bits.h"
#include "core/loops.h"

#include <math.h>

/* ln 2 in two parts, the first with so few digits that its multiples are exact. */
static const double LN2_HIGH = 0x1.62e42fee00000p-1;
static const double LN2_LOW = 0x1.a39ef35793c76p-33;

/* Adding it to a small number leaves the nearest integer in the last bits. */
static const double INTEGER_BITS = 0x1.8p52;

/* The logarithm of a normal positive double, to 1 ulp. With x = 2^k*m and m from
 * sqrt(1/2) to sqrt(2), log x = k*ln 2 + 2*atanh(s), s = (m - 1)/(m + 1). */
static inline double own_log(double x)
{
    static const uint64_t SQRT_HALF = 0x3fe6a09e667f3bcd;
    uint64_t bits = bits_of(x);
    uint64_t above = bits - SQRT_HALF;
    /* The exponent as a double, without a conversion that AVX2 does not have: for the
     * sign, 2^11 is added before the shift and taken off after it. */
    uint64_t biased = (above >> 52) ^ 0x800;
    double k = of_bits(bits_of(0x1p52) | biased) - (0x1p52 + 0x800);
    double m = of_bits(bits - (above & 0xfff0000000000000));
    double f = m - 1;
    double s = f / (2 + f);
    double z = s * s;
    double series = z * (0.66666666666666697077 +
                         z * (0.39999999999898890514 +
                              z * (0.28571428626253837606 +
                                   z * (0.22222211089379496214 +
                                        z * (0.18182892432536871201 +
                                             z * (0.15331611722055007885 +
                                                  z * 0.14617807153417324964))))));
    /* f - s*(f - series) is 2*s + s*series without the rounding of s in the first term.
     */
    return k * LN2_HIGH + (f - (s * (f - series) - k * LN2_LOW));
}

/* The exponential from -708 to 709, to 1 ulp; 0 below that range and infinity above it.
 * With x = k*ln 2 + r, exp x = 2^k*exp r. */
static inline double own_exp(double x)
{
    double held = x < -708 ? -708 : x > 709 ? 709 : x;
    double shifted = held * 0x1.71547652b82fep+0 + INTEGER_BITS;
    double k = shifted - INTEGER_BITS;
    double r = (held - k * LN2_HIGH) - k * LN2_LOW;
    double series =
        0.5 +
        r * (0.1666666666666667103 +
             r * (0.041666666666666669783 +
                  r * (0.0083333333333260831202 +
                       r * (0.0013888888888883711167 +
                            r * (0.00019841269875002278793 +
                                 r * (0.0000248015873256774619 +
                                      r * (2.7557255170000887438e-6 +
                                           r * (2.7557273478718580474e-7 +
                                                r * (2.5105312729622101787e-8 +
                                                     r * 2.09147553258932022e-9)))))))));
    double power = of_bits((bits_of(shifted) - bits_of(INTEGER_BITS) + 1023) << 52);
    double grown = (1 + (r + r * r * series)) * power;
    return x < -708 ? 0 : x > 709 ? INFINITY : grown;
}

/* Which fraction of a normal distribution lies below z, to a share of 1e-14 in the lower
 * tail. After Shepherd and Laframboise 1981: (1 + 2x)*exp(x^2)*erfc(x) is a polynomial in
 * (x - 3.75)/(x + 3.75), for every x from 0 on. */
static inline double normal_fraction(double z)
{
    static const double SQRT_HALF = 0x1.6a09e667f3bcdp-1;
    double x = (z < 0 ? -z : z) * SQRT_HALF;
    double held = x > 28 ? 28 : x;
    double t = (held - 3.75) / (held + 3.75);
    double p = 3.1356845595267132789e-10;
    p = p * t + -4.8939723259701592382e-11;
    p = p * t + -5.1547058065252009393e-9;
    p = p * t + -2.5888495463969148973e-9;
    p = p * t + 3.9390957956277893035e-8;
    p = p * t + 2.1702772354014341229e-8;
    p = p * t + -2.6017058867758310622e-7;
    p = p * t + -5.608398784641638815e-8;
    p = p * t + 1.7531331096347772541e-6;
    p = p * t + -9.7401960680347068683e-7;
    p = p * t + -0.000011445028944006460227;
    p = p * t + 0.000022384326420633280109;
    p = p * t + 0.000051649428815047767369;
    p = p * t + -0.00029015407648777673226;
    p = p * t + 0.00029371358662708845667;
    p = p * t + 0.0017556258472107916588;
    p = p * t + -0.0097465795462262270165;
    p = p * t + 0.028362277420127056669;
    p = p * t + -0.058693398590669448512;
    p = p * t + 0.092304321160271477421;
    p = p * t + -0.10880393014170236922;
    p = p * t + 0.082276738490149229384;
    p = p * t + 0.0035854154854636115024;
    p = p * t + -0.14024059858554700526;
    p = p * t + 1.237512630837827582;
    double tail = 0.5 * p / (1 + 2 * held) * own_exp(-0.5 * z * z);
    return z < 0 ? tail : 1 - tail;
}

/* Rational approximations of Wichura 1988, algorithm AS 241 (PPND16). */
static inline double normal_near(double q)
{
    double r = 0.180625 - q * q;
    double over = 2.5090809287301226727e3, under = 5.2264952788528545610e3;
    over = over * r + 3.3430575583588128105e4;
    under = under * r + 2.8729085735721942674e4;
    over = over * r + 6.7265770927008700853e4;
    under = under * r + 3.9307895800092710610e4;
    over = over * r + 4.5921953931549871457e4;
    under = under * r + 2.1213794301586595867e4;
    over = over * r + 1.3731693765509461125e4;
    under = under * r + 5.3941960214247511077e3;
    over = over * r + 1.9715909503065514427e3;
    under = under * r + 6.8718700749205790830e2;
    over = over * r + 1.3314166789178437745e2;
    under = under * r + 4.2313330701600911252e1;
    over = over * r + 3.3871328727963666080;
    under = under * r + 1;
    return q * (over / under);
}

static inline double normal_far(double root)
{
    double r = root - 1.6;
    double over = 7.74545014278341407640e-4, under = 1.05075007164441684324e-9;
    over = over * r + 2.27238449892691845833e-2;
    under = under * r + 5.47593808499534494600e-4;
    over = over * r + 2.41780725177450611770e-1;
    under = under * r + 1.51986665636164571966e-2;
    over = over * r + 1.27045825245236838258;
    under = under * r + 1.48103976427480074590e-1;
    over = over * r + 3.64784832476320460504;
    under = under * r + 6.89767334985100004550e-1;
    over = over * r + 5.76949722146069140550;
    under = under * r + 1.67638483018380384940;
    over = over * r + 4.63033784615654529590;
    under = under * r + 2.05319162663775882187;
    over = over * r + 1.42343711074968357734;
    under = under * r + 1;
    return over / under;
}

/* For probabilities below exp(-25), which a sample meets once in 10^10. */
static inline double normal_farthest(double root)
{
    double r = root - 5;
    double over = 2.01033439929228813265e-7, under = 2.04426310338993978564e-15;
    over = over * r + 2.71155556874348757815e-5;
    under = under * r + 1.42151175831644588870e-7;
    over = over * r + 1.24266094738807843860e-3;
    under = under * r + 1.84631831751005468180e-5;
    over = over * r + 2.65321895265761230930e-2;
    under = under * r + 7.86869131145613259100e-4;
    over = over * r + 2.96560571828504891230e-1;
    under = under * r + 1.48753612908506148525e-2;
    over = over * r + 1.78482653991729133580;
    under = under * r + 1.36929880922735805310e-1;
    over = over * r + 5.46378491116411436990;
    under = under * r + 5.99832206555887937690e-1;
    over = over * r + 6.65790464350110377720;
    under = under * r + 1;
    return over / under;
}

static const double FARTHEST = 1.388794386496402e-11; /* exp(-25) */

/* The normal deviate below which the fraction p lies, to a share of 1e-15: for p from
 * FARTHEST to 1 - FARTHEST. */
IN_LOOPS double normal_within(double p)
{
    double q = p - 0.5;
    double tail = q < 0 ? p : 1 - p;
    double away = q < 0 ? -q : q;
    double far = normal_far(sqrt(-own_log(tail)));
    double near = normal_near(q);
    return away <= 0.425 ? near : q < 0 ? -far : far;
}

/* The same for any p above 0 and below 1; in quantile.c. */
double aic_normal_quantile(double p);

/* How many standard deviations a normal interval of some confidence reaches to either
 * side. */
static inline double normal_reach(double confidence)
{
    double p = (1 + confidence) / 2;
    return aic_normal_quantile(p < 1 - 0x1p-53 ? p : 1 - 0x1p-53);
}

#endif
