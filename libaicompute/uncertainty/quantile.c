/* Quantiles of every family, many at a time, and the fraction below a value. */
#include "uncertainty/quantile.h"

#include "core/definition.h"
#include "uncertainty/beta.h"
#include "uncertainty/elementary.h"

#include <stdlib.h>

/* Sorted with weights; equal values in the order of their weights, so that sums are the
 * same however the caller ordered them. */
typedef struct {
    double value, weight;
} weighted;

static int compare(const void *left, const void *right)
{
    const weighted *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return a->weight < b->weight ? -1 : a->weight > b->weight;
}

static bool is_listed(int32_t family)
{
    return family == AIC_CHOICES || family == AIC_EMPIRICAL;
}

/* Values as likely as their weights: the cumulative probability up to each. */
static void accumulate_choices(prepared *made, const weighted *sorted)
{
    double sum = 0;
    for (size_t i = 0; i < made->count; i++)
        made->cumulative[i] = sum += sorted[i].weight;
    for (size_t i = 0; i < made->count; i++)
        made->cumulative[i] /= sum;
    made->cumulative[made->count - 1] = 1;
}

/* Values in the middle of their weights, the first moved to 0 and the last to 1. */
static void accumulate_empirical(prepared *made, const weighted *sorted)
{
    double sum = 0;
    size_t last = made->count - 1;
    made->cumulative[0] = 0;
    for (size_t i = 1; i <= last; i++)
        made->cumulative[i] = sum += (sorted[i - 1].weight + sorted[i].weight) / 2;
    for (size_t i = 1; i <= last; i++)
        made->cumulative[i] /= sum;
    made->cumulative[last] = 1;
}

/* The first value whose cumulative probability is not below p. */
static inline size_t find_place(const prepared *d, double p)
{
    size_t at = d->guide[(size_t)(p * (double)d->count)];
    while (at > 0 && d->cumulative[at - 1] >= p)
        at--;
    while (d->cumulative[at] < p)
        at++;
    return at;
}

static void fill_guide(prepared *made)
{
    size_t at = 0;
    for (size_t k = 0; k <= made->count; k++) {
        while (at + 1 < made->count &&
               made->cumulative[at] < (double)k / (double)made->count)
            at++;
        made->guide[k] = (uint32_t)at;
    }
}

static int prepare_listed(const aic_distribution *d, prepared *made, aic_error *error)
{
    weighted *sorted = malloc(d->count * sizeof *sorted);
    made->values = malloc(d->count * sizeof *made->values);
    made->cumulative = malloc(d->count * sizeof *made->cumulative);
    made->guide = malloc((d->count + 1) * sizeof *made->guide);
    if (!sorted || !made->values || !made->cumulative || !made->guide) {
        free(sorted);
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for %zu values",
                             d->count);
    }
    bool drops = d->family == AIC_CHOICES; /* what is cut off or has no weight */
    for (size_t i = 0; i < d->count; i++) {
        weighted one = {d->values[i], d->weights ? d->weights[i] : 1};
        if (!drops || (one.weight > 0 && one.value >= d->min && one.value <= d->max))
            sorted[made->count++] = one;
    }
    if (made->count == 0) {
        free(sorted);
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "choices: none is from %g to %g, where they are cut off",
                             d->min, d->max);
    }
    qsort(sorted, made->count, sizeof *sorted, compare);
    for (size_t i = 0; i < made->count; i++)
        made->values[i] = sorted[i].value;
    drops ? accumulate_choices(made, sorted) : accumulate_empirical(made, sorted);
    fill_guide(made);
    made->low = made->values[0];
    made->high = made->values[made->count - 1];
    free(sorted);
    return AIC_OK;
}

static void prepare_triangular(prepared *made, double low, double mode, double high)
{
    made->a = (mode - low) / (high - low);
    made->b = (high - low) * (mode - low);
    made->c = (high - low) * (high - mode);
    made->low = low;
    made->high = high;
}

static void prepare_beta(prepared *made, double alpha, double beta, double low,
                         double high)
{
    made->a = alpha;
    made->b = beta;
    made->c = high - low;
    made->low = low;
    made->high = high;
}

/* What the formulas of the families take. */
static void prepare_family(const aic_distribution *d, prepared *made)
{
    const double *p = d->parameters;
    double width = p[2] - p[0];
    made->a = p[0];
    made->b = p[1];
    made->low = -INFINITY;
    made->high = INFINITY;
    switch (d->family) {
    case AIC_CONSTANT:
        made->low = made->high = p[0];
        return;
    case AIC_UNIFORM:
        made->b = p[1] - p[0];
        made->low = p[0];
        made->high = p[1];
        return;
    case AIC_LOG_UNIFORM:
        made->b = own_log(p[1] / p[0]);
        made->low = p[0];
        made->high = p[1];
        return;
    case AIC_LOG_NORMAL:
        made->b = own_log(p[1]);
        made->low = 0;
        return;
    case AIC_TRIANGULAR:
        prepare_triangular(made, p[0], p[1], p[2]);
        return;
    case AIC_PERT:
        prepare_beta(made, 1 + 4 * (p[1] - p[0]) / width, 1 + 4 * (p[2] - p[1]) / width,
                     p[0], p[2]);
        return;
    case AIC_BETA:
        prepare_beta(made, p[0], p[1], p[2], p[3]);
        return;
    default: /* normal */
        return;
    }
}

/* Choices leave out what is cut off; all others use a part of their quantile function. */
static void cut_off(const aic_distribution *d, prepared *made)
{
    made->min = made->low;
    made->max = made->high;
    if (d->family == AIC_CHOICES || (d->min <= made->low && d->max >= made->high))
        return;
    double before = aic_prepared_fraction_below(made, d->min);
    double up_to = aic_prepared_fraction(made, d->max);
    made->before = before;
    made->between = up_to - before;
    made->min = d->min > made->min ? d->min : made->min;
    made->max = d->max < made->max ? d->max : made->max;
    made->cut = true;
}

int aic_prepare_fractions(const aic_distribution *distribution, prepared *made,
                          aic_error *error)
{
    int status = AIC_OK;
    memset(made, 0, sizeof *made);
    made->family = distribution->family;
    made->between = 1;
    if (is_listed(made->family))
        status = prepare_listed(distribution, made, error);
    else
        prepare_family(distribution, made);
    if (status == AIC_OK)
        cut_off(distribution, made);
    made->from_normal =
        !made->cut && (made->family == AIC_NORMAL || made->family == AIC_LOG_NORMAL);
    return status;
}

int aic_prepare(const aic_distribution *distribution, prepared *made, aic_error *error)
{
    int status = aic_prepare_fractions(distribution, made, error);
    if (status < 0 || (made->family != AIC_BETA && made->family != AIC_PERT))
        return status;
    made->table = aic_beta_table(made->a, made->b);
    return made->table ? AIC_OK
                       : aic_error_set(error, AIC_E_MEMORY,
                                       "not enough memory for a beta distribution");
}

void aic_prepared_free(prepared *made)
{
    free(made->values);
    free(made->cumulative);
    free(made->guide);
    free(made->table);
}

CLONES static double least_tail(const double *probabilities, size_t count)
{
    double least = 0.5;
    for (size_t i = 0; i < count; i++) {
        double p = probabilities[i], tail = p < 1 - p ? p : 1 - p;
        least = tail < least ? tail : least;
    }
    return least;
}

double aic_normal_quantile(double p)
{
    double tail = p < 0.5 ? p : 1 - p;
    if (tail > FARTHEST)
        return normal_within(p);
    double z = normal_farthest(sqrt(-own_log(tail)));
    return p < 0.5 ? -z : z;
}

CLONES static void fill_deviates(const double *probabilities, double *deviates,
                                 size_t count)
{
    INDEPENDENT_ROWS
    for (size_t i = 0; i < count; i++)
        deviates[i] = normal_within(probabilities[i]);
}

void aic_normal_deviates(const double *probabilities, double *deviates, size_t count)
{
    if (least_tail(probabilities, count) > FARTHEST) {
        fill_deviates(probabilities, deviates, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        deviates[i] = aic_normal_quantile(probabilities[i]);
}

CLONES static void fill_fractions(const double *deviates, double *probabilities,
                                  size_t count)
{
    INDEPENDENT_ROWS
    for (size_t i = 0; i < count; i++) {
        double p = normal_fraction(deviates[i]);
        p = p > LEAST_PROBABILITY ? p : LEAST_PROBABILITY;
        probabilities[i] = p < 1 - LEAST_PROBABILITY ? p : 1 - LEAST_PROBABILITY;
    }
}

/* The clones are static: clang 14 gives a cloned function that others call no name of its
 * own, and the library does not link. */
void aic_normal_fractions(const double *deviates, double *probabilities, size_t count)
{
    fill_fractions(deviates, probabilities, count);
}

CLONES static void scale_normal(double mean, double deviation, const double *z, double *x,
                                size_t count)
{
    for (size_t i = 0; i < count; i++)
        x[i] = mean + deviation * z[i];
}

CLONES static void scale_log_normal(double median, double deviation, const double *z,
                                    double *x, size_t count)
{
    INDEPENDENT_ROWS
    for (size_t i = 0; i < count; i++)
        x[i] = median * own_exp(deviation * z[i]);
}

CLONES static void fill_uniform(const prepared *d, const double *p, double *x,
                                size_t count)
{
    double low = d->a, width = d->b, high = d->high;
    for (size_t i = 0; i < count; i++) {
        double value = low + width * p[i];
        x[i] = value < high ? value : high;
    }
}

CLONES static void fill_log_uniform(const prepared *d, const double *p, double *x,
                                    size_t count)
{
    double low = d->a, orders = d->b, high = d->high;
    INDEPENDENT_ROWS
    for (size_t i = 0; i < count; i++) {
        double value = low * own_exp(orders * p[i]);
        x[i] = value < high ? value : high;
    }
}

CLONES static void fill_triangular(const prepared *d, const double *p, double *x,
                                   size_t count)
{
    double share = d->a, rise = d->b, fall = d->c, low = d->low, high = d->high;
    INDEPENDENT_ROWS
    for (size_t i = 0; i < count; i++) {
        double up = low + sqrt(p[i] * rise), down = high - sqrt((1 - p[i]) * fall);
        x[i] = p[i] < share ? up : down;
    }
}

static void fill_listed(const prepared *d, const double *p, double *x, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = find_place(d, p[i]);
        double value = d->values[at];
        if (d->family == AIC_EMPIRICAL && at > 0) {
            double from = d->cumulative[at - 1], width = d->cumulative[at] - from;
            double start = d->values[at - 1];
            value = start + (value - start) * ((p[i] - from) / width);
        }
        x[i] = value;
    }
}

static void fill_beta(const prepared *d, const double *p, double *x, size_t count)
{
    aic_beta_quantiles(d->table, p, x, count);
    for (size_t i = 0; i < count; i++) {
        double value = d->low + d->c * x[i];
        x[i] = value < d->high ? value : d->high;
    }
}

void aic_prepared_from_normal(const prepared *d, const double *deviates, double *values,
                              size_t count)
{
    if (d->family == AIC_NORMAL)
        scale_normal(d->a, d->b, deviates, values, count);
    else
        scale_log_normal(d->a, d->b, deviates, values, count);
}

static void fill_whole(const prepared *d, const double *p, double *x, size_t count)
{
    switch (d->family) {
    case AIC_CONSTANT:
        for (size_t i = 0; i < count; i++)
            x[i] = d->a;
        break;
    case AIC_UNIFORM:
        fill_uniform(d, p, x, count);
        break;
    case AIC_LOG_UNIFORM:
        fill_log_uniform(d, p, x, count);
        break;
    case AIC_TRIANGULAR:
        fill_triangular(d, p, x, count);
        break;
    case AIC_PERT:
    case AIC_BETA:
        fill_beta(d, p, x, count);
        break;
    case AIC_NORMAL:
    case AIC_LOG_NORMAL:
        aic_normal_deviates(p, x, count);
        aic_prepared_from_normal(d, x, x, count);
        break;
    default:
        fill_listed(d, p, x, count);
    }
}

void aic_prepared_quantiles(const prepared *d, const double *probabilities,
                            double *values, size_t count)
{
    if (!d->cut) {
        fill_whole(d, probabilities, values, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        double p = d->before + d->between * probabilities[i];
        p = p > LEAST_PROBABILITY ? p : LEAST_PROBABILITY;
        values[i] = p < 1 - LEAST_PROBABILITY ? p : 1 - LEAST_PROBABILITY;
    }
    fill_whole(d, values, values, count);
    for (size_t i = 0; i < count; i++)
        values[i] = values[i] < d->min ? d->min : values[i] > d->max ? d->max : values[i];
}

/* For a value from the first up to the last. */
static double fraction_listed(const prepared *d, double value)
{
    size_t low = 0, high = d->count; /* values up to low are at most `value` */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (d->values[middle] <= value)
            low = middle + 1;
        else
            high = middle;
    }
    double before = d->cumulative[low - 1], from = d->values[low - 1];
    if (d->family == AIC_CHOICES)
        return before;
    return before +
           (d->cumulative[low] - before) * ((value - from) / (d->values[low] - from));
}

static double fraction_triangular(const prepared *d, double x)
{
    double from = x - d->low, left = d->high - x;
    double rising = from * from / d->b;
    return rising < d->a ? rising : 1 - left * left / d->c;
}

/* Of the whole family, for a value between its ends; of one value there is none. */
static double fraction_whole(const prepared *d, double x)
{
    switch (d->family) {
    case AIC_UNIFORM:
        return (x - d->a) / d->b;
    case AIC_LOG_UNIFORM:
        return own_log(x / d->a) / d->b;
    case AIC_NORMAL:
        return normal_fraction((x - d->a) / d->b);
    case AIC_LOG_NORMAL:
        return normal_fraction(own_log(x / d->a) / d->b);
    case AIC_TRIANGULAR:
        return fraction_triangular(d, x);
    case AIC_PERT:
    case AIC_BETA: {
        beta_shape shape = aic_beta_shape(d->a, d->b);
        return aic_beta_fraction(&shape, (x - d->low) / d->c);
    }
    default:
        return fraction_listed(d, x);
    }
}

double aic_prepared_fraction(const prepared *d, double value)
{
    if (value < d->min || value >= d->max)
        return value < d->min ? 0 : 1;
    bool at_end = value == d->low && !is_listed(d->family);
    double fraction = at_end ? 0 : fraction_whole(d, value);
    fraction = (fraction - d->before) / d->between;
    return fraction < 0 ? 0 : fraction > 1 ? 1 : fraction;
}

double aic_prepared_fraction_below(const prepared *d, double value)
{
    bool jumps = is_listed(d->family) || d->family == AIC_CONSTANT;
    return aic_prepared_fraction(d, jumps ? nextafter(value, -INFINITY) : value);
}
