/* Distributions from percentiles. */
#include "core/internal.h"
#include "uncertainty/beta.h"
#include "uncertainty/elementary.h"
#include "uncertainty/quantile.h"

#include <math.h>

/* What somebody knows of a quantity. */
typedef struct {
    const double *probabilities, *values;
    size_t count;
} percentiles;

static int check(const percentiles *given, aic_error *error)
{
    if (!given->probabilities || !given->values || given->count < 2)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "a distribution takes at least two percentiles to fit");
    for (size_t i = 0; i < given->count; i++) {
        double p = given->probabilities[i], value = given->values[i];
        if (!(p > 0 && p < 1) || !isfinite(value))
            return aic_error_set(error, AIC_E_ARGUMENT,
                                 "percentile %zu is \"%g: %g\", and must be a finite "
                                 "value at a probability above 0 and below 1",
                                 i, p, value);
        if (i > 0 && !(p > given->probabilities[i - 1] && value > given->values[i - 1]))
            return aic_error_set(error, AIC_E_ARGUMENT,
                                 "percentile %zu, \"%g: %g\", is not above \"%g: %g\"", i,
                                 p, value, given->probabilities[i - 1],
                                 given->values[i - 1]);
    }
    return AIC_OK;
}

/* Least squares: value = start + slope*place. Exact for two. */
static void fit_line(const double *places, const double *values, size_t count,
                     double *start, double *slope)
{
    double place = 0, value = 0, over = 0, under = 0;
    for (size_t i = 0; i < count; i++) {
        place += places[i] / (double)count;
        value += values[i] / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        over += (places[i] - place) * (values[i] - value);
        under += (places[i] - place) * (places[i] - place);
    }
    *slope = over / under;
    *start = value - *slope * place;
}

enum { PERCENTILES_MAX = 64 };

static int fit_straight(int family, const percentiles *given, aic_distribution *made,
                        aic_error *error)
{
    double places[PERCENTILES_MAX], values[PERCENTILES_MAX], start, slope;
    bool logs = family == AIC_LOG_UNIFORM || family == AIC_LOG_NORMAL;
    bool normal = family == AIC_NORMAL || family == AIC_LOG_NORMAL;
    if (given->count > PERCENTILES_MAX)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "at most %d percentiles can be fitted", PERCENTILES_MAX);
    if (logs && !(given->values[0] > 0))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s: percentile 0 is %g, and must be above 0",
                             aic_family_name(family), given->values[0]);
    for (size_t i = 0; i < given->count; i++) {
        double p = given->probabilities[i];
        places[i] = normal ? aic_normal_quantile(p) : p;
        values[i] = logs ? own_log(given->values[i]) : given->values[i];
    }
    fit_line(places, values, given->count, &start, &slope);
    switch (family) {
    case AIC_UNIFORM:
        return aic_distribution_uniform(start, start + slope, made, error);
    case AIC_LOG_UNIFORM:
        return aic_distribution_log_uniform(own_exp(start), own_exp(start + slope), made,
                                            error);
    case AIC_NORMAL:
        return aic_distribution_normal(start, slope, made, error);
    default:
        return aic_distribution_log_normal(own_exp(start), own_exp(slope), made, error);
    }
}

/* The quantile of a member that goes from 0 to 1 and has its mode at `mode`. */
static double standard_quantile(int family, double mode, double p)
{
    if (family == AIC_TRIANGULAR)
        return p < mode ? sqrt(p * mode) : 1 - sqrt((1 - p) * (1 - mode));
    beta_shape shape = aic_beta_shape(1 + 4 * mode, 5 - 4 * mode);
    return aic_beta_quantile(&shape, p);
}

/* Where the middle percentile is between the others, as a share. It grows with the mode,
 * whatever the width. */
static double lean(int family, double mode, const double *p)
{
    double low = standard_quantile(family, mode, p[0]);
    double middle = standard_quantile(family, mode, p[1]);
    double high = standard_quantile(family, mode, p[2]);
    return (middle - low) / (high - low);
}

/* The mode that leans as the percentiles do, by halving. */
static int fit_bent(int family, const percentiles *given, aic_distribution *made,
                    aic_error *error)
{
    enum { HALVINGS = 60 };
    const double *p = given->probabilities, *x = given->values;
    if (given->count != 3)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s: takes exactly three percentiles to fit, not %zu",
                             aic_family_name(family), given->count);
    double wanted = (x[1] - x[0]) / (x[2] - x[0]);
    double least = lean(family, 0, p), most = lean(family, 1, p);
    if (!(wanted >= least && wanted <= most))
        return aic_error_set(
            error, AIC_E_ARGUMENT,
            "%s: none has these percentiles; with the others, the middle one would have "
            "to be from %g to %g, and is %g",
            aic_family_name(family), x[0] + least * (x[2] - x[0]),
            x[0] + most * (x[2] - x[0]), x[1]);
    double from = 0, to = 1;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = from / 2 + to / 2;
        *(lean(family, middle, p) < wanted ? &from : &to) = middle;
    }
    double mode = from / 2 + to / 2;
    double first = standard_quantile(family, mode, p[0]);
    double width = (x[2] - x[0]) / (standard_quantile(family, mode, p[2]) - first);
    double low = x[0] - width * first;
    return family == AIC_TRIANGULAR
               ? aic_distribution_triangular(low, low + width * mode, low + width, made,
                                             error)
               : aic_distribution_pert(low, low + width * mode, low + width, made, error);
}

int aic_distribution_fit(int family, const double *probabilities, const double *values,
                         size_t count, aic_distribution *distribution, aic_error *error)
{
    percentiles given = {probabilities, values, count};
    int status = check(&given, error);
    if (status < 0)
        return status;
    switch (family) {
    case AIC_UNIFORM:
    case AIC_LOG_UNIFORM:
    case AIC_NORMAL:
    case AIC_LOG_NORMAL:
        return fit_straight(family, &given, distribution, error);
    case AIC_TRIANGULAR:
    case AIC_PERT:
        return fit_bent(family, &given, distribution, error);
    default:
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s (%d) cannot be fitted to percentiles: use uniform, "
                             "log_uniform, normal, log_normal, triangular or pert",
                             aic_family_name(family), family);
    }
}
