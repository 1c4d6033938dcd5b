/* When the money is back, and what it earns for each unit put in.
 *
 * Purpose
 *   Payback, plain or discounted, with the first and the final time that the running
 *   total comes back to zero and the most that is out; profitability index.
 *
 * Notes
 *   Between two flows the running total is taken to grow evenly, as tables of payback
 *   periods do. A payback that never comes is +infinity.
 *
 * References
 *   Short, Packey, Holt: A Manual for the Economic Evaluation of Energy Efficiency and
 *   Renewable Energy Technologies. NREL/TP-462-5173, 1995, sections on simple and
 *   discounted payback.
 */
#include "aicompute/cashflow.h"

#include "cashflow/argument.h"
#include "cashflow/npv.h"

#include <math.h>
#include <string.h>

static int check(const char *function, double rate, const double *values, size_t count,
                 bool pointers, aic_error *error)
{
    int status = aic_check_pointers(function, pointers, error);
    if (status == AIC_OK)
        status = aic_check_rate(function, rate, error);
    if (status == AIC_OK && count == 0)
        status =
            aic_error_set(error, AIC_E_TOO_FEW_FLOWS, "%s: there is no flow", function);
    return status == AIC_OK ? aic_check_flows(function, values, count, error) : status;
}

/* The running total, in twice the digits, and what was seen of it. */
typedef struct {
    twofold total;
    aic_payback_report seen;
    bool was_below;
} run;

static void take_flow(run *so_far, twofold flow, size_t period)
{
    aic_payback_report *seen = &so_far->seen;
    twofold before = so_far->total;
    so_far->total = twofold_add(before, flow);
    if (so_far->total.hi < 0) {
        if (!so_far->was_below)
            seen->first = INFINITY;
        so_far->was_below = true;
        seen->final = INFINITY;
        if (-so_far->total.hi > seen->exposure) {
            seen->exposure = -twofold_value(so_far->total);
            seen->exposure_at = (double)period;
        }
    } else if (before.hi < 0) {
        twofold share = twofold_divide(twofold_negate(before), flow);
        double when = (double)(period - 1) + twofold_value(share);
        if (isinf(seen->first))
            seen->first = when;
        seen->final = when;
    }
}

int aic_payback(double rate, const double *values, size_t count,
                aic_payback_report *report, aic_error *error)
{
    int status = check("payback", rate, values, count, values && report, error);
    if (status < 0)
        return status;
    if (report->size < sizeof report->size)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "payback: the report does not say its size");
    run all = {.seen = {.size = report->size}};
    int shift = aic_shift_of(values, count);
    twofold factor = aic_discount_factor(rate), weight = {1, 0};
    for (size_t i = 0; i < count; i++) {
        take_flow(&all, twofold_multiply_one(weight, ldexp(values[i], shift)), i);
        weight = twofold_multiply(weight, factor);
    }
    all.seen.balance = ldexp(twofold_value(all.total), -shift);
    all.seen.exposure = ldexp(all.seen.exposure, -shift);
    if (!isfinite(all.seen.balance) || !isfinite(all.seen.exposure))
        return aic_error_set(error, AIC_E_OVERFLOW,
                             "payback: the running total is too large for a double");
    size_t size = report->size;
    memset(report, 0, size);
    memcpy(report, &all.seen, size < sizeof all.seen ? size : sizeof all.seen);
    if (isinf(all.seen.final))
        return aic_error_set(error, AIC_W_NEVER, "payback: at the end %.6g are still out",
                             -all.seen.balance);
    return aic_error_clear(error);
}

int aic_profitability_index(double rate, const double *values, size_t count,
                            double *index, aic_error *error)
{
    const char *function = "profitability_index";
    if (index)
        *index = NAN;
    int status = check(function, rate, values, count, values && index, error);
    if (status < 0)
        return status;
    if (!(values[0] < 0))
        return aic_error_set(error, AIC_E_CONDITION,
                             "%s: the first flow is the investment, and must be below 0",
                             function);
    int shift = aic_shift_of(values + 1, count - 1), exponent;
    twofold factor = aic_discount_factor(rate);
    twofold later = aic_horner(factor, values + 1, count - 1, shift);
    twofold first = {-frexp(values[0], &exponent), 0};
    twofold each = twofold_divide(twofold_multiply(later, factor), first);
    return aic_give(function, ldexp(twofold_value(each), -shift - exponent), index,
                    error);
}
