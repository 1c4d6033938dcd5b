/* Net present values of one series.
 *
 * Purpose
 *   Discounts flows at even periods, from 0 or from 1, and at dates.
 *
 * Notes
 *   Sums are made in twice the digits and rounded once.
 */
#include "cashflow/npv.h"

#include "cashflow/argument.h"
#include "cashflow/dates.h"
#include "cashflow/timeline.h"
#include "cashflow/weigh.h"

#include <math.h>

/* Largest flows between these are taken as they are. */
static const double SAFE_MIN = 0x1p-600, SAFE_MAX = 0x1p600;

int aic_check_rate(const char *function, double rate, aic_error *error)
{
    argument given = {"rate", rate, -1, INFINITY, true, true};
    return aic_check_argument(function, given, error);
}

twofold aic_discount_factor(double rate)
{
    return aic_growth_of_step(exact_sum(1, rate), 1, true);
}

int aic_shift_of(const double *values, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = fabs(values[i]) > largest ? fabs(values[i]) : largest;
    if (largest == 0 || (largest >= SAFE_MIN && largest <= SAFE_MAX))
        return 0;
    int exponent;
    frexp(largest, &exponent);
    return -exponent;
}

twofold aic_horner(twofold factor, const double *values, size_t count, int shift)
{
    twofold sum = {0, 0};
    for (size_t i = count; i > 0; i--) {
        double value = shift == 0 ? values[i - 1] : ldexp(values[i - 1], shift);
        sum = twofold_add_one(twofold_multiply(sum, factor), value);
    }
    return sum;
}

static int check(const char *function, double rate, const double *values, size_t count,
                 double *npv, aic_error *error)
{
    if (npv)
        *npv = NAN;
    int status = aic_check_pointers(function, npv && (values || count == 0), error);
    if (status == AIC_OK)
        status = aic_check_rate(function, rate, error);
    return status == AIC_OK ? aic_check_flows(function, values, count, error) : status;
}

int aic_npv(double rate, const double *values, size_t count, double *npv,
            aic_error *error)
{
    int status = check("npv", rate, values, count, npv, error);
    if (status < 0)
        return status;
    int shift = aic_shift_of(values, count);
    twofold sum = aic_horner(aic_discount_factor(rate), values, count, shift);
    return aic_give("npv", ldexp(twofold_value(sum), -shift), npv, error);
}

int aic_npv_from_period_1(double rate, const double *values, size_t count, double *npv,
                          aic_error *error)
{
    const char *function = "npv_from_period_1";
    int status = check(function, rate, values, count, npv, error);
    if (status < 0)
        return status;
    int shift = aic_shift_of(values, count);
    twofold factor = aic_discount_factor(rate);
    twofold sum = twofold_multiply(aic_horner(factor, values, count, shift), factor);
    return aic_give(function, ldexp(twofold_value(sum), -shift), npv, error);
}

/* Steps from the base to the earliest and the latest date. */
typedef struct {
    int64_t base, earliest, latest;
} extent;

static extent extent_of(const int64_t *dates, size_t count,
                        const aic_cashflow_options *options)
{
    extent all = {aic_base_of(dates, count, options->base_date), INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < count; i++) {
        int64_t steps = aic_steps_between(all.base, dates[i], options->day_count);
        all.earliest = steps < all.earliest ? steps : all.earliest;
        all.latest = steps > all.latest ? steps : all.latest;
    }
    return all;
}

/* Growth from the end at which weights are 1 to the base, then the sum. */
static double dated_value(double rate, const double *values, const int64_t *dates,
                          size_t count, const aic_cashflow_options *options)
{
    int shift = aic_shift_of(values, count);
    extent all = extent_of(dates, count, options);
    bool from_last = rate < 0;
    double unit = (double)aic_steps_per_year(options->day_count);
    twofold factor = aic_growth_of_step(exact_sum(1, rate), unit, !from_last);
    twofold_powers weights;
    aic_powers_of(factor, all.latest - all.earliest, &weights);
    twofold sum = {0, 0};
    for (size_t i = 0; i < count; i++) {
        int64_t steps = aic_steps_between(all.base, dates[i], options->day_count);
        int64_t distance = from_last ? all.latest - steps : steps - all.earliest;
        twofold term =
            twofold_multiply_one(power_of(&weights, distance), ldexp(values[i], shift));
        sum = twofold_add(sum, term);
    }
    /* The end lies after the base from the last, and before it from the first. */
    uint64_t away = (uint64_t)(from_last ? all.latest : -all.earliest);
    twofold back = twofold_power(factor, away);
    return ldexp(twofold_value(twofold_divide(sum, back)), -shift);
}

int aic_xnpv(double rate, const double *values, const int64_t *dates, size_t count,
             const aic_cashflow_options *options, double *npv, aic_error *error)
{
    aic_cashflow_options own;
    int status = check("xnpv", rate, values, count, npv, error);
    if (status == AIC_OK)
        status = aic_check_pointers("xnpv", dates || count == 0, error);
    if (status == AIC_OK)
        status = aic_receive_cashflow_options("xnpv", options, &own, error);
    if (status == AIC_OK)
        status = aic_check_dates("xnpv", dates, count, error);
    if (status < 0)
        return status;
    double value = 0;
    if (count > 0)
        value = dated_value(rate, values, dates, count, &own);
    return aic_give("xnpv", value, npv, error);
}
