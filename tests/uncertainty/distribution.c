/* Distributions: quantiles and fractions against exact ones, fits, and what is refused.
 */
#include "support.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static aic_distribution made;

/* A distribution of a family from its parameters, by the public functions. */
static int make(int family, const double p[4], aic_distribution *to, aic_error *error)
{
    switch (family) {
    case AIC_CONSTANT:
        return aic_distribution_constant(p[0], to, error);
    case AIC_UNIFORM:
        return aic_distribution_uniform(p[0], p[1], to, error);
    case AIC_LOG_UNIFORM:
        return aic_distribution_log_uniform(p[0], p[1], to, error);
    case AIC_NORMAL:
        return aic_distribution_normal(p[0], p[1], to, error);
    case AIC_LOG_NORMAL:
        return aic_distribution_log_normal(p[0], p[1], to, error);
    case AIC_TRIANGULAR:
        return aic_distribution_triangular(p[0], p[1], p[2], to, error);
    case AIC_PERT:
        return aic_distribution_pert(p[0], p[1], p[2], to, error);
    default:
        return aic_distribution_beta(p[0], p[1], p[2], p[3], to, error);
    }
}

static double quantile_of(const aic_distribution *d, double probability)
{
    double quantile = NAN;
    assert_status(aic_distribution_quantiles(d, &probability, &quantile, 1, NULL),
                  AIC_OK);
    return quantile;
}

static double fraction_of(const aic_distribution *d, double value)
{
    double fraction = NAN;
    assert_status(aic_distribution_fraction(d, value, &fraction, NULL), AIC_OK);
    return fraction;
}

static void assert_between(double value, double low, double high)
{
    if (!(value >= low && value <= high))
        fail_msg("%.17g is not from %.17g to %.17g", value, low, high);
}

typedef struct {
    int family;
    double p[4], min, max, probability, quantile;
} vector;

/* "family,p0,p1,p2,p3,min,max,probability,quantile", with empty cells. */
static bool read_vector(char *line, vector *v)
{
    double *cells[] = {&v->p[0], &v->p[1], &v->p[2],        &v->p[3],
                       &v->min,  &v->max,  &v->probability, &v->quantile};
    memset(v, 0, sizeof *v);
    char *next = strchr(line, ',');
    if (!next)
        return false;
    *next++ = '\0';
    if (aic_family_find(line, &v->family, NULL) < 0)
        return false;
    for (size_t i = 0; i < COUNT(cells); i++) {
        char *end;
        double value = strtod(next, &end);
        *cells[i] = end == next ? 0 : value;
        next = end + 1;
    }
    return true;
}

/* What the header promises of a family's quantiles, as a distance. */
static double promised(const vector *v)
{
    double larger = fmax(fabs(v->p[0]), fabs(v->p[1]));
    switch (v->family) {
    case AIC_UNIFORM:
        return nextafter(larger, INFINITY) - larger;
    case AIC_LOG_UNIFORM:
    case AIC_LOG_NORMAL:
        return 1e-13 * fabs(v->quantile);
    case AIC_NORMAL:
        return 1e-14 * fmax(v->p[1], fabs(v->quantile - v->p[0])) +
               DBL_EPSILON * fabs(v->quantile);
    case AIC_TRIANGULAR:
        larger = fmax(larger, fabs(v->p[2]));
        return 4 * (nextafter(larger, INFINITY) - larger);
    case AIC_PERT:
        return 1e-9 * (v->p[2] - v->p[0]);
    default:
        return 1e-9 * (v->p[3] - v->p[2]);
    }
}

/* What is cut off may miss by 2^-52 of the probability of the whole. */
static double slack(const vector *v)
{
    aic_distribution whole;
    if (!isfinite(v->min) && !isfinite(v->max))
        return 0;
    assert_status(make(v->family, v->p, &whole, NULL), AIC_OK);
    double p = fraction_of(&whole, v->quantile);
    return quantile_of(&whole, p + 0x1p-52) - quantile_of(&whole, p - 0x1p-52);
}

TEST(exact_quantiles)
{
    FILE *file = fopen(VECTORS_DIR "/distributions.csv", "r");
    assert_non_null(file);
    char line[512];
    int rows = 0;
    for (vector v; fgets(line, sizeof line, file);) {
        if (!read_vector(line, &v))
            continue;
        assert_status(make(v.family, v.p, &made, NULL), AIC_OK);
        assert_status(aic_distribution_truncate(v.min, v.max, &made, NULL), AIC_OK);
        double actual = quantile_of(&made, v.probability);
        if (fabs(actual - v.quantile) > promised(&v) + slack(&v))
            fail_msg("%s(%g, %g, %g, %g) from %g to %g at %.17g: %.17g, not %.17g", line,
                     v.p[0], v.p[1], v.p[2], v.p[3], v.min, v.max, v.probability, actual,
                     v.quantile);
        rows++;
    }
    fclose(file);
    assert_int_equal(rows, 336);
}

/* The fraction below an exact quantile is its probability, where a double can say so. */
TEST(exact_fractions)
{
    FILE *file = fopen(VECTORS_DIR "/distributions.csv", "r");
    assert_non_null(file);
    char line[512];
    for (vector v; fgets(line, sizeof line, file);) {
        if (!read_vector(line, &v))
            continue;
        assert_status(make(v.family, v.p, &made, NULL), AIC_OK);
        assert_status(aic_distribution_truncate(v.min, v.max, &made, NULL), AIC_OK);
        bool by_table = v.family == AIC_BETA || v.family == AIC_PERT;
        double step = DBL_EPSILON * fmax(fabs(v.quantile), fabs(quantile_of(&made, 0.5)));
        double near =
            fraction_of(&made, v.quantile + step) - fraction_of(&made, v.quantile - step);
        double actual = fraction_of(&made, v.quantile);
        if (fabs(actual - v.probability) > (by_table ? 1e-10 : 1e-12) + near)
            fail_msg("%s(%g, %g, %g, %g) below %.17g: %.17g, not %.17g", line, v.p[0],
                     v.p[1], v.p[2], v.p[3], v.quantile, actual, v.probability);
    }
    fclose(file);
}

TEST(ends)
{
    static const double normal[4] = {5, 2}, triangle[4] = {1, 2, 4};
    assert_status(make(AIC_NORMAL, normal, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0), -INFINITY);
    assert_bits(quantile_of(&made, 1), INFINITY);
    assert_status(aic_distribution_truncate(-INFINITY, 9, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 1), 9);
    assert_status(aic_distribution_truncate(4, 100, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0), 4);
    assert_bits(quantile_of(&made, 1), 9);
    assert_bits(fraction_of(&made, 9), 1);
    assert_bits(fraction_of(&made, 3.99), 0);
    assert_status(make(AIC_TRIANGULAR, triangle, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0), 1);
    assert_bits(quantile_of(&made, 1), 4);
    assert_bits(fraction_of(&made, -INFINITY), 0);
    assert_bits(fraction_of(&made, INFINITY), 1);
}

/* So near to an end that no double tells them apart: 3*x^2 of 1e-308, and less 1. */
TEST(next_to_the_ends)
{
    static const double wide[4] = {2, 2, 0, 1e308}, uneven[4] = {2, 2, -0x1p60, 1};
    assert_status(make(AIC_BETA, wide, &made, NULL), AIC_OK);
    assert_bits(fraction_of(&made, 1e-300), 0);
    assert_status(make(AIC_BETA, uneven, &made, NULL), AIC_OK);
    assert_bits(fraction_of(&made, 0), 1);
}

/* P(z < log(1e-310/1e-290)/log(1e30)), from mpmath: the value has few digits left. */
TEST(denormal_value)
{
    static const double tiny[4] = {1e-290, 1e30};
    assert_status(make(AIC_LOG_NORMAL, tiny, &made, NULL), AIC_OK);
    assert_within(fraction_of(&made, 1e-310), 0.25249253754692288, 1e-12);
}

/* Whatever the rounding of both functions: nothing is beyond where it was cut off. */
TEST(within_the_cut)
{
    static const struct {
        int family;
        double p[4], min, max;
    } cases[] = {{AIC_NORMAL, {0, 1}, -4.2, 4.7},
                 {AIC_LOG_NORMAL, {100, 2}, 30, 1300},
                 {AIC_BETA, {20, 50, 0, 1}, 0.1, 0.201},
                 {AIC_BETA, {20, 50, 0, 1}, 0.2, 0.45},
                 {AIC_TRIANGULAR, {0, 3, 10}, 0.01, 9.99}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        double low = cases[i].min, high = cases[i].max;
        assert_status(make(cases[i].family, cases[i].p, &made, NULL), AIC_OK);
        assert_status(aic_distribution_truncate(low, high, &made, NULL), AIC_OK);
        for (int k = 0; k < 1000; k++) {
            assert_between(fraction_of(&made, low), 0, 1);
            assert_between(fraction_of(&made, high), 0, 1);
            low = nextafter(low, INFINITY);
            high = nextafter(high, -INFINITY);
        }
        for (double p = 0x1p-60; p < 1e-9; p *= 2) {
            assert_between(quantile_of(&made, p), cases[i].min, cases[i].max);
            assert_between(quantile_of(&made, 1 - p), cases[i].min, cases[i].max);
        }
    }
}

TEST(constant)
{
    assert_status(aic_distribution_constant(0.1, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0.3), 0.1);
    assert_bits(fraction_of(&made, 0.1), 1);
    assert_bits(fraction_of(&made, 0.0999), 0);
    assert_status(aic_distribution_truncate(0.1, 1, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0.3), 0.1);
    assert_status(aic_distribution_truncate(0.2, 1, &made, NULL), AIC_E_ARGUMENT);
}

/* By hand: weights 1, 3 and 4 of 8. */
TEST(choices)
{
    const double values[] = {30, 10, 20}, weights[] = {4, 1, 3};
    assert_status(aic_distribution_choices(values, weights, 3, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0.1), 10);
    assert_bits(quantile_of(&made, 0.125), 10);
    assert_bits(quantile_of(&made, 0.126), 20);
    assert_bits(quantile_of(&made, 0.5), 20);
    assert_bits(quantile_of(&made, 0.51), 30);
    assert_bits(fraction_of(&made, 10), 0.125);
    assert_bits(fraction_of(&made, 9.9), 0);
    assert_bits(fraction_of(&made, 25), 0.5);
    assert_bits(fraction_of(&made, 30), 1);
    assert_status(aic_distribution_truncate(15, 100, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0.4), 20);
    assert_bits(quantile_of(&made, 0.43), 30);
    assert_status(aic_distribution_choices(values, NULL, 3, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0.34), 20);
    const double without[] = {1, 0, 1};
    assert_status(aic_distribution_choices(values, without, 3, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 1e-9), 20);
    assert_status(aic_distribution_truncate(0, 25, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0.99), 20);
}

/* Of six alike, what is below 5/6 by the last digit is the fifth; 6*p rounds to 5. */
TEST(choices_next_to_a_step)
{
    const double values[] = {1, 2, 3, 4, 5, 6};
    const double weights[] = {0.3, 0.3, 0.3, 0.3, 0.3, 0.3};
    assert_status(aic_distribution_choices(values, weights, 6, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, nextafter(5. / 6, 0)), 5);
}

/* 10 and 20 twice, of weights 1, 1 and 2: at 0, 1/2.5 and 1, in whatever order. */
TEST(equal_values)
{
    const double values[] = {20, 10, 20}, weights[] = {2, 1, 1}, others[] = {1, 1, 2};
    for (int i = 0; i < 2; i++) {
        const double *given = i == 0 ? weights : others;
        assert_status(aic_distribution_empirical(values, given, 3, &made, NULL), AIC_OK);
        assert_ulps(quantile_of(&made, 0.2), 15, 4);
        assert_bits(quantile_of(&made, 0.7), 20);
    }
}

/* Hyndman and Fan's number 7 by hand: (n-1)*p counts places. */
TEST(empirical)
{
    const double values[] = {4, 1, 2, 8, 16};
    assert_status(aic_distribution_empirical(values, NULL, 5, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0.5), 4);
    assert_ulps(quantile_of(&made, 0.625), 6, 4);
    assert_ulps(quantile_of(&made, 0.05), 1.2, 4);
    assert_near(fraction_of(&made, 6), 0.625, 1e-12);
    assert_bits(fraction_of(&made, 0.5), 0);
    assert_bits(fraction_of(&made, 16), 1);
    /* 1, 2 and 4 with weights 2, 1, 1: at 0, 1.5/2.5 and 1. */
    const double weights[] = {1, 2, 1};
    assert_status(aic_distribution_empirical(values, weights, 3, &made, NULL), AIC_OK);
    assert_ulps(quantile_of(&made, 0.3), 1.5, 4);
    assert_ulps(quantile_of(&made, 0.8), 3, 4);
    const double alone = 7;
    assert_status(aic_distribution_empirical(&alone, NULL, 1, &made, NULL), AIC_OK);
    assert_bits(quantile_of(&made, 0.99), 7);
}

TEST(many_values)
{
    enum { VALUES = 100000 };
    double *values = malloc(VALUES * sizeof *values);
    assert_non_null(values);
    for (int i = 0; i < VALUES; i++)
        values[i] = (double)((i * 7919LL) % VALUES);
    assert_status(aic_distribution_empirical(values, NULL, VALUES, &made, NULL), AIC_OK);
    assert_near(quantile_of(&made, 0.25), 0.25 * (VALUES - 1), 1e-12);
    assert_near(quantile_of(&made, 0.999), 0.999 * (VALUES - 1), 1e-12);
    free(values);
}

TEST(usual_ranges)
{
    const aic_model *model = model_named("facility_power");
    const aic_variable *pue = aic_model_input(model, input_of(model, "pue"));
    assert_status(aic_distribution_usual(pue, &made, NULL), AIC_OK);
    assert_int_equal(made.family, AIC_UNIFORM);
    assert_bits(quantile_of(&made, 0), pue->low);
    assert_bits(quantile_of(&made, 1), pue->high);
    const aic_variable *power = aic_model_input(model, input_of(model, "it_power_mw"));
    assert_status(aic_distribution_usual(power, &made, NULL), AIC_OK);
    assert_int_equal(made.family, AIC_LOG_UNIFORM);
    aic_variable single = *pue;
    single.high = single.low;
    assert_status(aic_distribution_usual(&single, &made, NULL), AIC_OK);
    assert_int_equal(made.family, AIC_CONSTANT);
    assert_status(aic_distribution_usual(NULL, &made, NULL), AIC_E_ARGUMENT);
}

/* What is fitted has the percentiles; for more than two of a line, exactly the line. */
TEST(fits)
{
    static const int families[] = {AIC_UNIFORM, AIC_LOG_UNIFORM, AIC_NORMAL,
                                   AIC_LOG_NORMAL};
    const double p[] = {0.05, 0.95}, values[] = {1.1, 1.6};
    for (size_t i = 0; i < COUNT(families); i++) {
        assert_status(aic_distribution_fit(families[i], p, values, 2, &made, NULL),
                      AIC_OK);
        assert_int_equal(made.family, families[i]);
        assert_near(quantile_of(&made, 0.05), 1.1, 1e-12);
        assert_near(quantile_of(&made, 0.95), 1.6, 1e-12);
    }
    const double three[] = {0.1, 0.5, 0.9}, around[] = {1.15, 1.27, 1.44};
    static const int pointed[] = {AIC_TRIANGULAR, AIC_PERT};
    for (size_t i = 0; i < COUNT(pointed); i++) {
        assert_status(aic_distribution_fit(pointed[i], three, around, 3, &made, NULL),
                      AIC_OK);
        for (int k = 0; k < 3; k++)
            assert_near(quantile_of(&made, three[k]), around[k], 1e-7);
    }
    const double line[] = {0.25, 0.5, 0.75}, straight[] = {2, 3, 4}, bent[] = {2, 3, 7};
    assert_status(aic_distribution_fit(AIC_UNIFORM, line, straight, 3, &made, NULL),
                  AIC_OK);
    assert_near(quantile_of(&made, 1), 5, 1e-12);
    /* The upper quartile is 0.674 standard deviations from the mean: mpmath. */
    assert_status(aic_distribution_fit(AIC_NORMAL, line, straight, 3, &made, NULL),
                  AIC_OK);
    assert_near(made.parameters[0], 3, 1e-14);
    assert_near(made.parameters[1], 1.4826022185056019, 1e-14);
    /* Least squares through (.25, 2), (.5, 3), (.75, 7): slope 10, mean 4 at .5. */
    assert_status(aic_distribution_fit(AIC_UNIFORM, line, bent, 3, &made, NULL), AIC_OK);
    assert_near(quantile_of(&made, 0.5), 4, 1e-12);
    assert_near(quantile_of(&made, 1), 9, 1e-12);
}

TEST(fits_refused)
{
    const double p[] = {0.05, 0.5, 0.95}, down[] = {2, 1.5, 1}, zero[] = {0, 1, 2};
    const double leaning[] = {1, 1.0001, 2}, other[] = {1, 1.9999, 2}, up[] = {1, 2, 3};
    const double ends[] = {0, 0.5, 1}, equal[] = {0.5, 0.5, 0.6},
                 last[] = {1, 2, INFINITY};
    const double near[] = {0.4, 0.6}, far[] = {1e300, 1e308};
    aic_error error;
    made.family = 77;
    assert_status(aic_distribution_fit(AIC_NORMAL, p, down, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "percentile 1");
    assert_status(aic_distribution_fit(AIC_LOG_NORMAL, p, zero, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "above 0");
    assert_status(aic_distribution_fit(AIC_TRIANGULAR, p, leaning, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "none has these percentiles");
    assert_status(aic_distribution_fit(AIC_TRIANGULAR, p, other, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "none has these percentiles");
    assert_status(aic_distribution_fit(AIC_TRIANGULAR, p, up, 2, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "exactly three");
    assert_status(aic_distribution_fit(AIC_NORMAL, ends, up, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "percentile 0");
    assert_status(aic_distribution_fit(AIC_NORMAL, ends + 1, up, 2, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "percentile 1");
    assert_status(aic_distribution_fit(AIC_NORMAL, p, last, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "percentile 2");
    assert_status(aic_distribution_fit(AIC_NORMAL, equal, up, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "is not above");
    assert_status(aic_distribution_fit(AIC_LOG_UNIFORM, near, far, 2, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "finite");
    assert_status(aic_distribution_fit(AIC_NORMAL, p, up, 1, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "at least two");
    assert_status(aic_distribution_fit(AIC_BETA, p, up, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "beta");
    assert_status(aic_distribution_fit(AIC_NORMAL, NULL, up, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_distribution_fit(AIC_NORMAL, p, NULL, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_int_equal(made.family, 77);
}

TEST(too_many_percentiles)
{
    double p[65], values[65];
    aic_error error;
    for (int i = 0; i < 65; i++) {
        p[i] = (i + 1) / 66.;
        values[i] = i;
    }
    assert_status(aic_distribution_fit(AIC_UNIFORM, p, values, 64, &made, NULL), AIC_OK);
    assert_near(quantile_of(&made, 0), -1, 1e-12);
    assert_status(aic_distribution_fit(AIC_UNIFORM, p, values, 65, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "at most 64");
}

/* Each names the family, the parameter and its value, and writes nothing. */
TEST(refusals)
{
    static const struct {
        int family;
        double p[4];
        const char *parameter, *bounds;
    } cases[] = {
        {AIC_CONSTANT, {NAN}, "value", "finite"},
        {AIC_UNIFORM, {2, 1}, "high", "above low"},
        {AIC_UNIFORM, {1, 1}, "high", "above low"},
        {AIC_UNIFORM, {-INFINITY, 1}, "low", "finite"},
        {AIC_UNIFORM, {-DBL_MAX, DBL_MAX}, "high", "nearer"},
        {AIC_LOG_UNIFORM, {0, 1}, "low", "above 0"},
        {AIC_LOG_UNIFORM, {1e-300, 1e300}, "high", "1e300"},
        {AIC_LOG_UNIFORM, {2, 1}, "high", "above low"},
        {AIC_NORMAL, {0, 0}, "standard_deviation", "above 0"},
        {AIC_NORMAL, {0, -1}, "standard_deviation", "above 0"},
        {AIC_LOG_NORMAL, {0, 2}, "median", "above 0"},
        {AIC_LOG_NORMAL, {1, 1}, "factor", "above 1"},
        {AIC_LOG_NORMAL, {1, 1e31}, "factor", "1e30"},
        {AIC_TRIANGULAR, {0, 3, 2}, "mode", "from low to high"},
        {AIC_TRIANGULAR, {3, 3, 3}, "high", "above low"},
        {AIC_PERT, {0, -1, 2}, "mode", "from low to high"},
        {AIC_BETA, {0, 1, 0, 1}, "alpha", "0.1"},
        {AIC_BETA, {1, 1e5, 0, 1}, "beta", "10000"},
        {AIC_BETA, {1, 1, 1, 0}, "high", "above low"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        aic_error error;
        aic_distribution untouched = {.family = 77};
        assert_status(make(cases[i].family, cases[i].p, &untouched, &error),
                      AIC_E_ARGUMENT);
        assert_contains(error.message, aic_family_name(cases[i].family));
        assert_contains(error.message, cases[i].bounds);
        assert_string_equal(error.variable, cases[i].parameter);
        assert_int_equal(untouched.family, 77);
        assert_status(make(cases[i].family, cases[i].p, &untouched, NULL),
                      AIC_E_ARGUMENT);
    }
}

TEST(lists_refused)
{
    const double values[] = {1, NAN, 3}, good[] = {1, 2, 3}, negative[] = {1, -1, 1};
    const double zero[] = {0, 0, 0}, huge[] = {DBL_MAX, DBL_MAX, 1};
    const double infinite[] = {1, 1, INFINITY};
    aic_error error;
    assert_status(aic_distribution_choices(values, NULL, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_int_equal(error.index, 1);
    assert_contains(error.message, "value 1");
    assert_status(aic_distribution_choices(good, negative, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "weight 1 is -1");
    assert_status(aic_distribution_choices(good, negative, 3, &made, NULL),
                  AIC_E_ARGUMENT);
    assert_status(aic_distribution_choices(good, infinite, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "weight 2 is inf");
    assert_status(aic_distribution_choices(good, zero, 3, &made, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "add up to 0");
    assert_status(aic_distribution_choices(good, huge, 3, &made, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "add up to inf");
    assert_status(aic_distribution_empirical(good, zero, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "above 0");
    assert_status(aic_distribution_empirical(good, NULL, 0, &made, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_distribution_empirical(NULL, NULL, 3, &made, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_distribution_choices(good, NULL, 1000001, &made, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "1 to 1000000");
}

TEST(truncation_refused)
{
    static const double normal[4] = {0, 1};
    const double values[] = {1, 2};
    aic_error error;
    assert_status(make(AIC_NORMAL, normal, &made, NULL), AIC_OK);
    assert_status(aic_distribution_truncate(6, 7, &made, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "at least 1e-06");
    assert_near(error.value, 9.8530835032538e-10, 1e-6); /* P(6 < z < 7), mpmath */
    assert_status(aic_distribution_truncate(6, 7, &made, NULL), AIC_E_ARGUMENT);
    assert_status(aic_distribution_truncate(2, 1, &made, &error), AIC_E_ARGUMENT);
    assert_status(aic_distribution_truncate(NAN, 1, &made, &error), AIC_E_ARGUMENT);
    assert_bits(made.max, INFINITY);
    assert_status(aic_distribution_choices(values, NULL, 2, &made, NULL), AIC_OK);
    assert_status(aic_distribution_truncate(3, 4, &made, &error), AIC_E_ARGUMENT);
    assert_status(aic_distribution_truncate(0, 1, NULL, &error), AIC_E_ARGUMENT);
}

/* By hand, and not by aic_distribution_truncate(). */
TEST(cut_off_by_hand)
{
    const double p = 0.5, values[] = {1, 2};
    double value = 77;
    aic_error error;
    assert_status(aic_distribution_uniform(0, 1, &made, NULL), AIC_OK);
    made.min = 2;
    made.max = 1;
    assert_status(aic_distribution_quantiles(&made, &p, &value, 1, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "leaves nothing");
    assert_status(aic_distribution_choices(values, NULL, 2, &made, NULL), AIC_OK);
    made.min = 3;
    assert_status(aic_distribution_quantiles(&made, &p, &value, 1, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "none is from 3 to inf");
    assert_status(aic_distribution_fraction(&made, 3, &value, &error), AIC_E_ARGUMENT);
    assert_bits(value, 77);
}

TEST(arguments)
{
    const double p = 0.5, bad = 1.5, below = -0.5;
    double value = 77;
    aic_distribution none = {.family = AIC_AS_DEFAULT}, unknown = {.family = 99};
    aic_error error;
    assert_status(aic_distribution_quantiles(&none, &p, &value, 1, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_distribution_quantiles(&unknown, &p, &value, 1, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "99");
    assert_status(aic_distribution_uniform(0, 1, &made, NULL), AIC_OK);
    assert_status(aic_distribution_quantiles(&made, &bad, &value, 1, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "probability 0 is 1.5");
    assert_status(aic_distribution_quantiles(&made, &below, &value, 1, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "probability 0 is -0.5");
    assert_status(aic_distribution_quantiles(&made, &p, NULL, 1, &error), AIC_E_ARGUMENT);
    assert_status(aic_distribution_quantiles(&made, NULL, &value, 1, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_distribution_quantiles(&made, NULL, NULL, 0, &error), AIC_OK);
    assert_status(aic_distribution_quantiles(NULL, &p, &value, 1, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_distribution_fraction(&made, NAN, &value, &error), AIC_E_ARGUMENT);
    assert_status(aic_distribution_fraction(&made, 1, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_distribution_fraction(NULL, 1, &value, &error), AIC_E_ARGUMENT);
    assert_status(aic_distribution_uniform(0, 1, NULL, &error), AIC_E_ARGUMENT);
    assert_bits(value, 77);
}

TEST(family_names)
{
    int family = -1;
    aic_error error;
    assert_status(aic_family_find("pert", &family, NULL), AIC_OK);
    assert_int_equal(family, AIC_PERT);
    assert_status(aic_family_find("lognormal", &family, &error), AIC_E_NAME);
    assert_contains(error.message, "there is log_normal");
    assert_status(aic_family_find("xyzzy quux", &family, &error), AIC_E_NAME);
    assert_status(aic_family_find(NULL, &family, &error), AIC_E_ARGUMENT);
    assert_status(aic_family_find("pert", NULL, &error), AIC_E_ARGUMENT);
    assert_int_equal(family, AIC_PERT);
    assert_string_equal(aic_family_name(AIC_LOG_UNIFORM), "log_uniform");
    assert_string_equal(aic_family_name(-1), "unknown family");
    assert_string_equal(aic_family_name(AIC_EMPIRICAL + 1), "unknown family");
    assert_string_equal(aic_family_parameter(AIC_TRIANGULAR, 1), "mode");
    assert_null(aic_family_parameter(AIC_TRIANGULAR, 3));
    assert_null(aic_family_parameter(AIC_TRIANGULAR, 9));
    assert_null(aic_family_parameter(99, 0));
    assert_null(aic_family_parameter(-1, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_quantiles),
        cmocka_unit_test(exact_fractions),
        cmocka_unit_test(ends),
        cmocka_unit_test(next_to_the_ends),
        cmocka_unit_test(denormal_value),
        cmocka_unit_test(within_the_cut),
        cmocka_unit_test(constant),
        cmocka_unit_test(choices),
        cmocka_unit_test(choices_next_to_a_step),
        cmocka_unit_test(equal_values),
        cmocka_unit_test(empirical),
        cmocka_unit_test(many_values),
        cmocka_unit_test(usual_ranges),
        cmocka_unit_test(fits),
        cmocka_unit_test(fits_refused),
        cmocka_unit_test(too_many_percentiles),
        cmocka_unit_test(refusals),
        cmocka_unit_test(lists_refused),
        cmocka_unit_test(truncation_refused),
        cmocka_unit_test(cut_off_by_hand),
        cmocka_unit_test(arguments),
        cmocka_unit_test(family_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
