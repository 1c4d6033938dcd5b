/* Modified internal rate of return of one series.
 *
 * Purpose
 *   The rate at which the present value of money out, at the rate of finance, grows into
 *   the value at the end of money in, at the rate of reinvestment.
 *
 * Notes
 *   Values and growth have powers of two of their own, so that nothing overflows but the
 *   rate, and their quotient is exact enough for a rate next to 0.
 *
 * References
 *   Lin: The modified internal rate of return and investment criterion. The Engineering
 *   Economist 21 (4), 1976.
 */
#include "aicompute/cashflow.h"

#include "cashflow/argument.h"
#include "cashflow/growth.h"
#include "cashflow/scaled.h"

#include <math.h>

/* Powers of two below a sum at which an amount counts as nothing. */
static const int FAR_BELOW = 1000;

static scaled growth_of(double rate)
{
    return scaled_normal((scaled){exact_sum(1, rate), 0});
}

/* A sum of what is 0 or above. */
static scaled sum_of(scaled a, double amount)
{
    scaled b = scaled_normal((scaled){{amount, 0}, 0});
    if (a.part.hi == 0 || (amount > 0 && a.power < b.power - FAR_BELOW))
        return b;
    if (amount == 0 || b.power < a.power - FAR_BELOW)
        return a;
    double near = ldexp(b.part.hi, (int)(b.power - a.power));
    return scaled_normal((scaled){twofold_add_one(a.part, near), a.power});
}

/* The value at the beginning of the flows of one sign; 0 when there is none. */
static scaled value_of_side(double rate, const double *values, size_t count, double sign)
{
    scaled factor = scaled_quotient((scaled){{1, 0}, 0}, growth_of(rate));
    scaled sum = {{0, 0}, 0};
    for (size_t i = count; i > 0; i--) {
        double size = values[i - 1] * sign;
        sum = sum_of(scaled_product(sum, factor), size > 0 ? size : 0);
    }
    return sum;
}

/* ln of what is above 0: next to 1, from below or from above, to the last digits. */
static twofold log_of_scaled(scaled amount)
{
    double up = amount.power == 1 ? 2 : 1;
    double power = amount.power == 1 ? 0 : (double)amount.power;
    twofold part = {amount.part.hi * up, amount.part.lo * up};
    twofold shift = twofold_multiply_one((twofold){LN2_HIGH, LN2_LOW}, power);
    return twofold_add(shift, aic_growth_log(twofold_add_one(part, -1)));
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
    scaled in = value_of_side(reinvest_rate, values, count, 1);
    scaled out = value_of_side(finance_rate, values, count, -1);
    if (in.part.hi == 0 || out.part.hi == 0)
        return aic_error_set(error, AIC_E_NO_SIGN_CHANGE,
                             "mirr: it takes flows above and below zero");
    size_t periods = count - 1;
    scaled at_end =
        scaled_product(in, scaled_to_power(growth_of(reinvest_rate), periods));
    twofold growth = twofold_divide(log_of_scaled(scaled_quotient(at_end, out)),
                                    (twofold){(double)periods, 0});
    return aic_give("mirr", less_one(growth), rate, error);
}
