/* Distributions as data: what makes one, and what is the matter with one that is none. */
#include "core/internal.h"
#include "uncertainty/elementary.h"
#include "uncertainty/quantile.h"

#include <math.h>
#include <string.h>

enum { PARAMETERS_MAX = 4, VALUES_MAX = 1000000 };

/* Beyond these the table of the inverse is not what the header says. */
static const double SHAPE_MIN = 0.1, SHAPE_MAX = 1e4;

/* The least that may be left of a distribution that is cut off: 10^6 times as fine as the
 * probabilities near 1 are. */
static const double LEFT_MIN = 1e-6;

/* Logarithms of what samples can reach stay within those of doubles. */
static const double FACTOR_MAX = 1e30, ORDERS_MAX = 1e300;

typedef struct {
    const char *name;
    const char *parameters[PARAMETERS_MAX + 1];
} family_row;

static const family_row families[] = {
    [AIC_AS_DEFAULT] = {"default", {NULL}},
    [AIC_CONSTANT] = {"constant", {"value"}},
    [AIC_UNIFORM] = {"uniform", {"low", "high"}},
    [AIC_LOG_UNIFORM] = {"log_uniform", {"low", "high"}},
    [AIC_NORMAL] = {"normal", {"mean", "standard_deviation"}},
    [AIC_LOG_NORMAL] = {"log_normal", {"median", "factor"}},
    [AIC_TRIANGULAR] = {"triangular", {"low", "mode", "high"}},
    [AIC_PERT] = {"pert", {"low", "mode", "high"}},
    [AIC_BETA] = {"beta", {"alpha", "beta", "low", "high"}},
    [AIC_CHOICES] = {"choices", {NULL}},
    [AIC_EMPIRICAL] = {"empirical", {NULL}},
};
enum { FAMILIES = sizeof families / sizeof *families };

const char *aic_family_name(int family)
{
    return family >= 0 && family < FAMILIES ? families[family].name : "unknown family";
}

const char *aic_family_parameter(int family, size_t position)
{
    bool known = family >= 0 && family < FAMILIES && position < PARAMETERS_MAX;
    return known ? families[family].parameters[position] : NULL;
}

static const char *family_at(const void *context, size_t position)
{
    (void)context;
    return families[position].name;
}

int aic_family_find(const char *name, int *family, aic_error *error)
{
    if (!name || !family)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the name or the place for the family is NULL");
    for (int i = 0; i < FAMILIES; i++)
        if (strcmp(families[i].name, name) == 0) {
            *family = i;
            return aic_error_clear(error);
        }
    const char *nearest = aic_nearest_name(name, FAMILIES, family_at, NULL);
    return aic_error_set(error, AIC_E_NAME,
                         nearest ? "no family of distributions is named %s; there is %s"
                                 : "no family of distributions is named %s",
                         name, nearest);
}

/* A parameter that is not within bounds, of which the lower may be excluded. */
static int refuse(const aic_distribution *d, size_t k, double min, double max,
                  const char *bounds, aic_error *error)
{
    const char *name = families[d->family].parameters[k];
    char value[32];
    aic_format_number(value, sizeof value, d->parameters[k]);
    aic_error_set(error, AIC_E_ARGUMENT, "%s: %s is %s, and must be %s",
                  families[d->family].name, name, value, bounds);
    if (error) {
        error->index = (int32_t)k;
        error->value = d->parameters[k];
        error->min = min;
        error->max = max;
        aic_copy_text(error->variable, sizeof error->variable, name);
    }
    return AIC_E_ARGUMENT;
}

static int check_finite(const aic_distribution *d, aic_error *error)
{
    for (size_t k = 0; k < PARAMETERS_MAX && families[d->family].parameters[k]; k++)
        if (!isfinite(d->parameters[k]))
            return refuse(d, k, -INFINITY, INFINITY, "a finite number", error);
    return AIC_OK;
}

/* The width must be a double too. */
static int check_ends(const aic_distribution *d, size_t low, size_t high,
                      aic_error *error)
{
    double from = d->parameters[low], to = d->parameters[high];
    if (!(to > from))
        return refuse(d, high, from, INFINITY, "above low", error);
    if (!isfinite(to - from))
        return refuse(d, high, from, INFINITY, "nearer to low", error);
    return AIC_OK;
}

static int check_shape(const aic_distribution *d, aic_error *error)
{
    for (size_t k = 0; k < 2; k++)
        if (d->parameters[k] < SHAPE_MIN || d->parameters[k] > SHAPE_MAX)
            return refuse(d, k, SHAPE_MIN, SHAPE_MAX, "from 0.1 to 10000", error);
    return AIC_OK;
}

static int check_parameters(const aic_distribution *d, aic_error *error)
{
    const double *p = d->parameters;
    int status = AIC_OK;
    switch (d->family) {
    case AIC_UNIFORM:
        return check_ends(d, 0, 1, error);
    case AIC_LOG_UNIFORM:
        if (!(p[0] > 0))
            return refuse(d, 0, 0, INFINITY, "above 0", error);
        status = check_ends(d, 0, 1, error);
        if (status == AIC_OK && p[1] / p[0] > ORDERS_MAX)
            return refuse(d, 1, p[0], INFINITY, "at most 1e300 times low", error);
        return status;
    case AIC_NORMAL:
        return p[1] > 0 ? AIC_OK : refuse(d, 1, 0, INFINITY, "above 0", error);
    case AIC_LOG_NORMAL:
        if (!(p[0] > 0))
            return refuse(d, 0, 0, INFINITY, "above 0", error);
        return p[1] > 1 && p[1] <= FACTOR_MAX
                   ? AIC_OK
                   : refuse(d, 1, 1, FACTOR_MAX, "above 1 and at most 1e30", error);
    case AIC_TRIANGULAR:
    case AIC_PERT:
        status = check_ends(d, 0, 2, error);
        if (status == AIC_OK && !(p[1] >= p[0] && p[1] <= p[2]))
            return refuse(d, 1, p[0], p[2], "from low to high", error);
        return status;
    case AIC_BETA:
        status = check_shape(d, error);
        return status == AIC_OK ? check_ends(d, 2, 3, error) : status;
    default:
        return AIC_OK;
    }
}

static int refuse_value(const aic_distribution *d, size_t i, bool weight,
                        const char *bounds, aic_error *error)
{
    double value = weight ? d->weights[i] : d->values[i];
    char number[32];
    aic_format_number(number, sizeof number, value);
    aic_error_set(error, AIC_E_ARGUMENT, "%s: %s %zu is %s, and must be %s",
                  families[d->family].name, weight ? "weight" : "value", i, number,
                  bounds);
    if (error) {
        error->index = (int32_t)i;
        error->value = value;
        aic_copy_text(error->variable, sizeof error->variable,
                      weight ? "weights" : "values");
    }
    return AIC_E_ARGUMENT;
}

static int check_values(const aic_distribution *d, aic_error *error)
{
    if (!d->values || d->count < 1 || d->count > VALUES_MAX)
        return aic_error_set(error, AIC_E_ARGUMENT, "%s: takes 1 to %d values, not %zu",
                             families[d->family].name, VALUES_MAX,
                             d->values ? d->count : 0);
    double sum = 0;
    bool zero = d->family == AIC_CHOICES;
    for (size_t i = 0; i < d->count; i++) {
        double weight = d->weights ? d->weights[i] : 1;
        if (!isfinite(d->values[i]))
            return refuse_value(d, i, false, "a finite number", error);
        if (!(weight > 0 || (zero && weight == 0)) || !isfinite(weight))
            return refuse_value(d, i, true,
                                zero ? "finite and not negative" : "finite and above 0",
                                error);
        sum += weight;
    }
    if (!(sum > 0) || !isfinite(sum))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s: the weights add up to %g, and must to a finite number "
                             "above 0",
                             families[d->family].name, sum);
    return AIC_OK;
}

int aic_distribution_check(const aic_distribution *d, aic_error *error)
{
    if (!d)
        return aic_error_set(error, AIC_E_ARGUMENT, "the distribution is NULL");
    if (d->family < AIC_CONSTANT || d->family >= FAMILIES)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "no family of distributions has the number %d", d->family);
    if (!(d->min <= d->max))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s: cut off below %g and above %g, which leaves nothing",
                             families[d->family].name, d->min, d->max);
    if (d->family == AIC_CHOICES || d->family == AIC_EMPIRICAL)
        return check_values(d, error);
    int status = check_finite(d, error);
    return status == AIC_OK ? check_parameters(d, error) : status;
}

/* Hand over a distribution that is one. */
static int make(aic_distribution made, aic_distribution *distribution, aic_error *error)
{
    if (!distribution)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the place for the distribution is NULL");
    made.min = -INFINITY;
    made.max = INFINITY;
    int status = aic_distribution_check(&made, error);
    if (status < 0)
        return status;
    *distribution = made;
    return aic_error_clear(error);
}

int aic_distribution_constant(double value, aic_distribution *distribution,
                              aic_error *error)
{
    aic_distribution made = {.family = AIC_CONSTANT, .parameters = {value}};
    return make(made, distribution, error);
}

int aic_distribution_uniform(double low, double high, aic_distribution *distribution,
                             aic_error *error)
{
    aic_distribution made = {.family = AIC_UNIFORM, .parameters = {low, high}};
    return make(made, distribution, error);
}

int aic_distribution_log_uniform(double low, double high, aic_distribution *distribution,
                                 aic_error *error)
{
    aic_distribution made = {.family = AIC_LOG_UNIFORM, .parameters = {low, high}};
    return make(made, distribution, error);
}

int aic_distribution_normal(double mean, double standard_deviation,
                            aic_distribution *distribution, aic_error *error)
{
    aic_distribution made = {.family = AIC_NORMAL,
                             .parameters = {mean, standard_deviation}};
    return make(made, distribution, error);
}

int aic_distribution_log_normal(double median, double factor,
                                aic_distribution *distribution, aic_error *error)
{
    aic_distribution made = {.family = AIC_LOG_NORMAL, .parameters = {median, factor}};
    return make(made, distribution, error);
}

int aic_distribution_triangular(double low, double mode, double high,
                                aic_distribution *distribution, aic_error *error)
{
    aic_distribution made = {.family = AIC_TRIANGULAR, .parameters = {low, mode, high}};
    return make(made, distribution, error);
}

int aic_distribution_pert(double low, double mode, double high,
                          aic_distribution *distribution, aic_error *error)
{
    aic_distribution made = {.family = AIC_PERT, .parameters = {low, mode, high}};
    return make(made, distribution, error);
}

int aic_distribution_beta(double alpha, double beta, double low, double high,
                          aic_distribution *distribution, aic_error *error)
{
    aic_distribution made = {.family = AIC_BETA, .parameters = {alpha, beta, low, high}};
    return make(made, distribution, error);
}

int aic_distribution_choices(const double *values, const double *weights, size_t count,
                             aic_distribution *distribution, aic_error *error)
{
    aic_distribution made = {
        .family = AIC_CHOICES, .values = values, .weights = weights, .count = count};
    return make(made, distribution, error);
}

int aic_distribution_empirical(const double *values, const double *weights, size_t count,
                               aic_distribution *distribution, aic_error *error)
{
    aic_distribution made = {
        .family = AIC_EMPIRICAL, .values = values, .weights = weights, .count = count};
    return make(made, distribution, error);
}

int aic_distribution_usual(const aic_variable *input, aic_distribution *distribution,
                           aic_error *error)
{
    if (!input)
        return aic_error_set(error, AIC_E_ARGUMENT, "the input is NULL");
    if (input->low == input->high)
        return aic_distribution_constant(input->low, distribution, error);
    return input->scale == AIC_LOG
               ? aic_distribution_log_uniform(input->low, input->high, distribution,
                                              error)
               : aic_distribution_uniform(input->low, input->high, distribution, error);
}

static int refuse_rest(const aic_distribution *d, double left, aic_error *error)
{
    aic_error_set(error, AIC_E_ARGUMENT,
                  "%s: only %.3g of the distribution is from %g to %g, and at least %g "
                  "must be left",
                  families[d->family].name, left, d->min, d->max, LEFT_MIN);
    if (error) {
        error->value = left;
        error->min = LEFT_MIN;
        error->max = 1;
    }
    return AIC_E_ARGUMENT;
}

int aic_distribution_truncate(double min, double max, aic_distribution *distribution,
                              aic_error *error)
{
    int status = aic_distribution_check(distribution, error);
    if (status < 0)
        return status;
    if (!(min <= max))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s: cut off below %g and above %g, which leaves nothing",
                             families[distribution->family].name, min, max);
    aic_distribution cut = *distribution, whole = *distribution;
    whole.min = -INFINITY;
    whole.max = INFINITY;
    cut.min = min > cut.min ? min : cut.min;
    cut.max = max < cut.max ? max : cut.max;
    prepared ready;
    status = aic_prepare_fractions(&whole, &ready, error);
    double left = status < 0 ? 0
                             : aic_prepared_fraction(&ready, cut.max) -
                                   aic_prepared_fraction_below(&ready, cut.min);
    aic_prepared_free(&ready);
    if (status < 0)
        return status;
    if (!(left >= LEFT_MIN))
        return refuse_rest(&cut, left > 0 ? left : 0, error);
    *distribution = cut;
    return aic_error_clear(error);
}

int aic_distribution_quantiles(const aic_distribution *distribution,
                               const double *probabilities, double *quantiles,
                               size_t count, aic_error *error)
{
    prepared ready;
    if (count > 0 && (!probabilities || !quantiles))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the probabilities or the quantiles are NULL");
    for (size_t i = 0; i < count; i++)
        if (!(probabilities[i] >= 0 && probabilities[i] <= 1))
            return aic_error_set(error, AIC_E_ARGUMENT,
                                 "probability %zu is %g, and must be from 0 to 1", i,
                                 probabilities[i]);
    int status = aic_distribution_check(distribution, error);
    if (status < 0)
        return status;
    status = aic_prepare(distribution, &ready, error);
    for (size_t i = 0; i < count && status == AIC_OK; i++) {
        double p = probabilities[i];
        if (p == 0 || p == 1)
            quantiles[i] = p == 0 ? ready.min : ready.max;
        else
            aic_prepared_quantiles(&ready, &p, &quantiles[i], 1);
    }
    aic_prepared_free(&ready);
    return status == AIC_OK ? aic_error_clear(error) : status;
}

int aic_distribution_fraction(const aic_distribution *distribution, double value,
                              double *fraction, aic_error *error)
{
    prepared ready;
    if (!fraction || isnan(value))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the value is NaN, or the place for the fraction is NULL");
    int status = aic_distribution_check(distribution, error);
    if (status < 0)
        return status;
    status = aic_prepare_fractions(distribution, &ready, error);
    if (status == AIC_OK)
        *fraction = aic_prepared_fraction(&ready, value);
    aic_prepared_free(&ready);
    return status == AIC_OK ? aic_error_clear(error) : status;
}
