/* The incomplete beta function, its inverse, and a table of the inverse. */
#include "uncertainty/beta.h"

#include "core/definition.h"
#include "uncertainty/elementary.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* Stirling's series, DLMF 5.11.1, after going up to where seven terms are enough. */
static double log_gamma(double x)
{
    static const double LOG_SQRT_2PI = 0.91893853320467274178;
    static const double terms[] = {1.0 / 12,   -1.0 / 360,      1.0 / 1260, -1.0 / 1680,
                                   1.0 / 1188, -691.0 / 360360, 1.0 / 156};
    double product = 1;
    for (; x < 12; x += 1)
        product *= x;
    double sum = 0, power = 1 / x;
    for (size_t i = 0; i < COUNT_OF(terms); i++, power /= x * x)
        sum += terms[i] * power;
    return (x - 0.5) * own_log(x) - x + LOG_SQRT_2PI + sum - own_log(product);
}

beta_shape aic_beta_shape(double alpha, double beta)
{
    beta_shape made = {alpha, beta,
                       log_gamma(alpha) + log_gamma(beta) - log_gamma(alpha + beta)};
    return made;
}

/* The continued fraction DLMF 8.17.22, from its front on (Lentz 1976). It converges
 * within some sqrt(max(alpha, beta)) terms for x below (alpha + 1)/(alpha + beta + 2),
 * where its first denominator is above 2/(alpha + beta + 2). */
static double continued_fraction(double a, double b, double x)
{
    enum { TERMS_MAX = 2000 };
    static const double CLOSE = 1e-16;
    double c = 1, d = 1 / (1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m < TERMS_MAX; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / (1 + even * d);
        c = 1 + even / c;
        value *= d * c;
        d = 1 / (1 + odd * d);
        c = 1 + odd / c;
        double factor = d * c;
        value *= factor;
        if (fabs(factor - 1) <= CLOSE)
            break;
    }
    return value;
}

/* The fraction below x, whose distance from 1 is y. */
static double fraction(const beta_shape *s, double x, double y)
{
    double a = s->alpha, b = s->beta;
    if (x <= 0 || y <= 0)
        return x <= 0 ? 0 : 1;
    double front = own_exp(a * own_log(x) + b * own_log(y) - s->log_beta);
    if (x < (a + 1) / (a + b + 2))
        return front * continued_fraction(a, b, x) / a;
    return 1 - front * continued_fraction(b, a, y) / b;
}

double aic_beta_fraction(const beta_shape *shape, double x)
{
    return fraction(shape, x, 1 - x);
}

/* Newton's method on the logarithms of both, where the lower tail is a straight line,
 * kept between bounds that close in: from above, the logarithm of the double before 1.
 * Where all is 0 there is no step, and the bounds are halved. `start` is the logarithm of
 * where to begin, and p at most 1/2. */
static double solve(const beta_shape *s, double p, double start)
{
    enum { STEPS_MAX = 200 };
    static const double CLOSE = 1e-15;
    double log_p = own_log(p), low = -INFINITY, high = -0x1p-53, t = start;
    for (int i = 0; i < STEPS_MAX; i++) {
        double x = own_exp(t), y = 1 - x;
        double below = fraction(s, x, y);
        *(below < p ? &low : &high) = t;
        double slope = own_exp(s->alpha * t + (s->beta - 1) * own_log(y) - s->log_beta);
        double next = t + (log_p - own_log(below)) * below / slope;
        if (!(next > low && next < high))
            next = low == -INFINITY ? 2 * t - 1 : low / 2 + high / 2;
        bool close = fabs(next - t) <= CLOSE * (1 - t);
        t = next;
        if (close)
            break;
    }
    return own_exp(t);
}

/* Where the lower tail alone would have the fraction p. */
static double tail_guess(const beta_shape *s, double p)
{
    double t = (own_log(p) + own_log(s->alpha) + s->log_beta) / s->alpha;
    return t < -1e-3 ? t : own_log(s->alpha / (s->alpha + s->beta));
}

double aic_beta_quantile(const beta_shape *shape, double p)
{
    if (p <= 0.5)
        return solve(shape, p, tail_guess(shape, p));
    beta_shape mirrored = {shape->beta, shape->alpha, shape->log_beta};
    return 1 - solve(&mirrored, 1 - p, tail_guess(&mirrored, 1 - p));
}

/* From each end to the middle, octaves of probability in cells, in each of them a
 * polynomial: as wide as the distance from the end allows, so the same share of error
 * holds in the tails. Beyond the last octave the inverse is worked out each time, which
 * happens once in a million samples. */
enum { OCTAVES = 20, CELLS = 16, CELL_BITS = 4, DEGREE = 5, FIRST_EXPONENT = 21 };
static const double TABLE_FROM = 0x1p-21;

typedef double polynomial[DEGREE + 1];

typedef struct {
    beta_shape shape;
    polynomial cells[OCTAVES * CELLS];
} tail_table;

struct beta_table {
    tail_table lower, upper;
};

/* The polynomial through the values at the Chebyshev points cos(pi*(2j + 1)/12). */
static void interpolate(const double values[DEGREE + 1], polynomial made)
{
    static const double points[] = {0.96592582628906828675,  0.70710678118654752440,
                                    0.25881904510252076235,  -0.25881904510252076235,
                                    -0.70710678118654752440, -0.96592582628906828675};
    double c[DEGREE + 1] = {0};
    for (int j = 0; j <= DEGREE; j++) {
        double before = 1, now = points[j];
        c[0] += values[j] / (DEGREE + 1);
        for (int k = 1; k <= DEGREE; k++) {
            c[k] += 2 * values[j] * now / (DEGREE + 1);
            double next = 2 * points[j] * now - before;
            before = now;
            now = next;
        }
    }
    made[0] = c[0] - c[2] + c[4];
    made[1] = c[1] - 3 * c[3] + 5 * c[5];
    made[2] = 2 * c[2] - 8 * c[4];
    made[3] = 4 * c[3] - 20 * c[5];
    made[4] = 8 * c[4];
    made[5] = 16 * c[5];
}

/* Cells from the tail on: each solution starts the search for the next. None is 0 or 1:
 * the least, of alpha = 0.1, is 4e-68, and the greatest, of beta = 0.1, 1 - 6e-8. */
static void fill_table(tail_table *table, double alpha, double beta)
{
    static const double places[] = {0.98296291314453414338, 0.85355339059327376220,
                                    0.62940952255126038118, 0.37059047744873961882,
                                    0.14644660940672623780, 0.01703708685546585662};
    table->shape = aic_beta_shape(alpha, beta);
    double start = tail_guess(&table->shape, TABLE_FROM);
    for (int cell = 0; cell < OCTAVES * CELLS; cell++) {
        double octave = of_bits((uint64_t)(1023 - FIRST_EXPONENT + cell / CELLS) << 52);
        double values[DEGREE + 1];
        for (int j = DEGREE; j >= 0; j--) {
            double p = octave * (1 + (cell % CELLS + places[j]) / CELLS);
            values[j] = solve(&table->shape, p, start);
            start = own_log(values[j]);
        }
        interpolate(values, table->cells[cell]);
    }
}

struct beta_table *aic_beta_table(double alpha, double beta)
{
    struct beta_table *made = malloc(sizeof *made);
    if (made) {
        fill_table(&made->lower, alpha, beta);
        fill_table(&made->upper, beta, alpha);
    }
    return made;
}

static inline double look_up(const tail_table *table, double tail)
{
    static const double BELOW_HALF = 0.5 - 0x1p-54;
    double held = tail < BELOW_HALF ? tail : BELOW_HALF;
    if (held < TABLE_FROM)
        return solve(&table->shape, held, tail_guess(&table->shape, held));
    uint64_t place = bits_of(held) - bits_of(TABLE_FROM);
    const double *c = table->cells[place >> (52 - CELL_BITS)];
    double t = 2 * of_bits(bits_of(1.0) | (place << CELL_BITS & 0xfffffffffffff)) - 3;
    return c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
}

void aic_beta_quantiles(const struct beta_table *table, const double *probabilities,
                        double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double p = probabilities[i];
        values[i] =
            p < 0.5 ? look_up(&table->lower, p) : 1 - look_up(&table->upper, 1 - p);
    }
}
