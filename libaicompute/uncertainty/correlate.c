/* Rank correlations, as a matrix of normal variables and its factor. */
#include "core/internal.h"
#include "uncertainty/plan.h"

#include <math.h>
#include <stdlib.h>

/* A pivot below this is no more than rounding. */
static const double PIVOT_MIN = 1e-10;

static const char *name_of(const aic_model *model, size_t position)
{
    return model->inputs[position].name;
}

static int refuse_pair(const aic_model *model, size_t first, size_t second, double value,
                       const char *why, aic_error *error)
{
    char number[32];
    aic_format_number(number, sizeof number, value);
    aic_error_set(error, AIC_E_ARGUMENT, "the correlation of %s with %s, %s, %s",
                  name_of(model, first), name_of(model, second), number, why);
    if (error) {
        error->index = (int32_t)first;
        error->value = value;
        error->min = -1;
        error->max = 1;
        aic_copy_text(error->variable, sizeof error->variable, name_of(model, first));
    }
    return AIC_E_ARGUMENT;
}

static size_t number_of(size_t position, const uint16_t *list, size_t count)
{
    size_t number = 0;
    while (number < count && list[number] != position)
        number++;
    return number;
}

static bool is_pair(const aic_rank_correlation *pair, size_t first, size_t second)
{
    return (pair->first == first && pair->second == second) ||
           (pair->first == second && pair->second == first);
}

static int check_pair(const aic_model *model, const aic_rank_correlation *pairs, size_t i,
                      const uint16_t *uncertain, size_t n_uncertain, aic_error *error)
{
    const aic_rank_correlation *pair = &pairs[i];
    if (pair->first >= model->n_inputs || pair->second >= model->n_inputs)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "correlation %zu is of input %zu with input %zu, and there "
                             "are %zu",
                             i, pair->first, pair->second, model->n_inputs);
    size_t ends[] = {pair->first, pair->second};
    for (int k = 0; k < 2; k++)
        if (number_of(ends[k], uncertain, n_uncertain) == n_uncertain)
            return refuse_pair(model, ends[k], ends[1 - k], pair->value,
                               "has no effect: the first of them does not vary", error);
    if (pair->first == pair->second)
        return refuse_pair(model, pair->first, pair->second, pair->value,
                           "is of an input with itself", error);
    if (!(pair->value > -1 && pair->value < 1))
        return refuse_pair(model, pair->first, pair->second, pair->value,
                           "must be above -1 and below 1", error);
    for (size_t k = 0; k < i; k++)
        if (is_pair(&pairs[k], pair->first, pair->second))
            return refuse_pair(model, pair->first, pair->second, pair->value,
                               "was given before", error);
    return AIC_OK;
}

/* 2*sin(x) by its series: |x| is at most pi/6, and the bits are to be the same
 * everywhere. */
static double twice_sine(double x)
{
    double term = 2 * x, sum = term;
    for (int k = 3; k <= 21; k += 2) {
        term *= -x * x / (k * (k - 1));
        sum += term;
    }
    return sum;
}

/* The correlation of normal variables whose ranks have the given one (Pearson 1907). */
static double normal_correlation(double of_ranks)
{
    static const double PI_SIXTH = 0.52359877559829887308;
    return twice_sine(PI_SIXTH * of_ranks);
}

/* Of the inputs before `row`, which is not the first, the one that it is correlated with
 * most. */
static size_t strongest(const double *matrix, size_t count, size_t row)
{
    size_t most = row - 1;
    for (size_t k = 0; k < row; k++)
        if (fabs(matrix[k * count + row]) > fabs(matrix[most * count + row]))
            most = k;
    return most;
}

/* Cholesky, in place in the lower triangle; the upper one keeps the matrix. Gives the row
 * at which the matrix turns out not to be positive definite, or `count`. */
static size_t factorize(double *matrix, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++) {
            double sum = matrix[k * count + i];
            for (size_t j = 0; j < k; j++)
                sum -= matrix[i * count + j] * matrix[k * count + j];
            matrix[i * count + k] = sum / matrix[k * count + k];
        }
        double pivot = 1;
        for (size_t j = 0; j < i; j++)
            pivot -= matrix[i * count + j] * matrix[i * count + j];
        if (!(pivot > PIVOT_MIN))
            return i;
        matrix[i * count + i] = sqrt(pivot);
    }
    return count;
}

static void list_members(const aic_rank_correlation *pairs, size_t count,
                         const uint16_t *uncertain, size_t n_uncertain,
                         correlated *together)
{
    for (size_t u = 0; u < n_uncertain; u++)
        for (size_t i = 0; i < count; i++)
            if (pairs[i].first == uncertain[u] || pairs[i].second == uncertain[u]) {
                together->members[together->count++] = (uint16_t)u;
                break;
            }
}

int aic_correlate(const aic_model *model, const aic_rank_correlation *pairs, size_t count,
                  const uint16_t *uncertain, size_t n_uncertain, correlated *together,
                  aic_error *error)
{
    for (size_t i = 0; i < count; i++) {
        int status = check_pair(model, pairs, i, uncertain, n_uncertain, error);
        if (status < 0)
            return status;
    }
    together->members = malloc((n_uncertain + 1) * sizeof *together->members);
    if (!together->members)
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for correlations");
    list_members(pairs, count, uncertain, n_uncertain, together);
    size_t n = together->count;
    together->factor = calloc(n * n + 1, sizeof *together->factor);
    if (!together->factor)
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for correlations");
    for (size_t i = 0; i < count; i++) {
        size_t a = number_of(number_of(pairs[i].first, uncertain, n_uncertain),
                             together->members, n);
        size_t b = number_of(number_of(pairs[i].second, uncertain, n_uncertain),
                             together->members, n);
        together->factor[(a < b ? a : b) * n + (a < b ? b : a)] =
            normal_correlation(pairs[i].value);
    }
    size_t row = factorize(together->factor, n);
    if (row == n)
        return AIC_OK;
    size_t other = strongest(together->factor, n, row);
    size_t first = uncertain[together->members[row]];
    size_t second = uncertain[together->members[other]];
    double value = 0;
    for (size_t i = 0; i < count; i++)
        if (is_pair(&pairs[i], first, second))
            value = pairs[i].value;
    return refuse_pair(model, first, second, value,
                       "contradicts the others: the matrix is not positive definite",
                       error);
}
