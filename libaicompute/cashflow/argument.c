/* Arguments of the series functions, judged and named in the error. */
#include "cashflow/argument.h"

#include <math.h>
#include <stdio.h>

static int refuse(const char *function, const char *name, double value, double min,
                  double max, const char *how, aic_error *error)
{
    char number[32];
    int status = isnan(value) ? AIC_E_MISSING : AIC_E_RANGE;
    aic_format_number(number, sizeof number, value);
    if (isnan(value))
        aic_error_set(error, status, "%s: %s has no value: it is NaN", function, name);
    else
        aic_error_set(error, status, "%s: %s is %s, and must be %s", function, name,
                      number, how);
    if (error) {
        error->value = value;
        error->min = min;
        error->max = max;
        aic_copy_text(error->variable, sizeof error->variable, name);
    }
    return status;
}

static void say_bounds(char *to, size_t size, const argument *given)
{
    char min[32], max[32];
    aic_format_number(min, sizeof min, given->min);
    aic_format_number(max, sizeof max, given->max);
    if (isinf(given->min) && isinf(given->max))
        snprintf(to, size, "finite");
    else if (isinf(given->max))
        snprintf(to, size, "%s %s and finite", given->open_min ? "above" : "at least",
                 min);
    else
        snprintf(to, size, "%s %s and %s %s", given->open_min ? "above" : "at least", min,
                 given->open_max ? "below" : "at most", max);
}

int aic_check_argument(const char *function, argument given, aic_error *error)
{
    bool above = given.open_min ? given.value > given.min : given.value >= given.min;
    bool below = given.open_max ? given.value < given.max : given.value <= given.max;
    if (above && below && isfinite(given.value))
        return AIC_OK;
    char how[96];
    say_bounds(how, sizeof how, &given);
    return refuse(function, given.name, given.value, given.min, given.max, how, error);
}

int aic_check_arguments(const char *function, const argument *given, size_t count,
                        aic_error *error)
{
    for (size_t i = 0; i < count; i++) {
        int status = aic_check_argument(function, given[i], error);
        if (status < 0) {
            if (error)
                error->index = (int32_t)i;
            return status;
        }
    }
    return AIC_OK;
}

int aic_check_flows(const char *function, const double *values, size_t count,
                    aic_error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (isfinite(values[i]))
            continue;
        char name[32];
        snprintf(name, sizeof name, "values[%zu]", i);
        int status =
            refuse(function, name, values[i], -INFINITY, INFINITY, "finite", error);
        if (error)
            error->index = i > INT32_MAX ? -1 : (int32_t)i;
        return status;
    }
    return AIC_OK;
}

int aic_give(const char *function, double value, double *result, aic_error *error)
{
    if (!isfinite(value))
        return aic_error_set(error, AIC_E_OVERFLOW,
                             "%s: the result is too large for a double", function);
    *result = value;
    return aic_error_clear(error);
}

int aic_check_pointers(const char *function, bool given, aic_error *error)
{
    if (given)
        return AIC_OK;
    return aic_error_set(error, AIC_E_ARGUMENT, "%s: a pointer is NULL", function);
}
