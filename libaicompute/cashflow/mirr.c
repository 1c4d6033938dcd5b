/* Modified internal rate of return of one series.
 *
 * Purpose
 *   The rate at which the present value of money out, at the rate of finance, grows into
 *   the value at the end of money in, at the rate of reinvestment.
 *
 * Notes
 *   Growth is kept out of the sums: both are present values, and the growth of the
 *   reinvestment comes in once at the end, as
 *   (1 + rate) = (1 + reinvest_rate)*ratio^(1/n).
 *
 * References
 *   Lin: The modified internal rate of return and investment criterion. The Engineering
 *   Economist 21 (4), 1976.
 */
#include "aicompute/cashflow.h"

#include "cashflow/argument.h"
#include "cashflow/growth.h"
#include "cashflow/npv.h"

#include <math.h>

/* Where the largest flow of a side is brought to, so that early small ones count too. */
static const int LARGEST_EXPONENT = 900;

/* The logarithm of the value of the flows of one sign; -infinity when there is none. */
static twofold log_of_side(double rate, const double *values, size_t count, double sign)
{
    twofold factor = aic_discount_factor(rate), sum = {0, 0};
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = values[i] * sign > largest ? values[i] * sign : largest;
    int exponent;
    frexp(largest, &exponent);
    for (size_t i = count; i > 0; i--) {
        double size = ldexp(values[i - 1] * sign, LARGEST_EXPONENT - exponent);
        sum = twofold_add_one(twofold_multiply(sum, factor), size > 0 ? size : 0);
    }
    if (!(sum.hi > 0))
        return (twofold){-INFINITY, 0};
    double scale = exponent - LARGEST_EXPONENT;
    twofold shift = quick_sum(scale * LN2_HIGH, scale * LN2_LOW);
    return twofold_add(log_of(sum), shift);
}

int aic_mirr(const double *values, size_t count, double finance_rate,
             double reinvest_rate, double *rate, aic_error *error)
{
    if (rate)
        *rate = NAN;
    int status = aic_check_pointers("mirr", rate && (values || count == 0), error);
    argument given[] = {{"finance_rate", finance_rate, -1, INFINITY, true, true},
                        {"reinvest_rate", reinvest_rate, -1, INFINITY, true, true}};
    if (status == AIC_OK)
        status = aic_check_arguments("mirr", given, 2, error);
    if (status == AIC_OK)
        status = aic_check_flows("mirr", values, count, error);
    if (status < 0)
        return status;
    if (count < 2)
        return aic_error_set(error, AIC_E_TOO_FEW_FLOWS,
                             "mirr: %zu flows, and it takes two", count);
    twofold in = log_of_side(reinvest_rate, values, count, 1);
    twofold out = log_of_side(finance_rate, values, count, -1);
    if (isinf(in.hi) || isinf(out.hi))
        return aic_error_set(error, AIC_E_NO_SIGN_CHANGE,
                             "mirr: it takes flows above and below zero");
    twofold growth = twofold_add(in, twofold_negate(out));
    growth = twofold_divide(growth, (twofold){(double)(count - 1), 0});
    growth = twofold_add(growth, aic_growth_log((twofold){reinvest_rate, 0}));
    return aic_give("mirr", less_one(growth), rate, error);
}
