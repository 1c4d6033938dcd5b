/**
 * @file payback.h
 * Tier 1: what a project costs to run, what it earns, and whether and when it pays back.
 * Money is in one currency through a chain.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_PAYBACK_H
#define AICOMPUTE_PAYBACK_H

#include "core.h"

#if defined(__cplusplus)
extern "C" {
#endif

/**
 * Inputs of aic_operating_cost(); start from aic_operating_cost_defaults().
 * @since 0.1.0
 */
typedef struct aic_operating_cost_inputs {
    /** Capital spent, all of it at the start. [cur; 0 to 1e34; required] */
    double capex;
    /** Operating cost in a year, energy and carbon apart, as a fraction of capital.
     *  [1/year; 0 to 1] */
    double fixed_opex_share;
    /** Cost of the facility's electricity in a year. [cur/year; -1e32 to 1e32] */
    double electricity_cost_per_year;
    /** Cost of the emissions of a year at their price. [cur/year; 0 to 1e34] */
    double carbon_cost_per_year;
} aic_operating_cost_inputs;

/** Results of aic_operating_cost(). @since 0.1.0 */
typedef struct aic_operating_cost_results {
    /** Operating cost in a year. [cur/year; -1e32 to 1e35] */
    double opex_per_year;
} aic_operating_cost_results;

/** The inputs of aic_operating_cost() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_operating_cost_inputs aic_operating_cost_defaults(void)
{
    aic_operating_cost_inputs inputs;
    aic_defaults(AIC_OPERATING_COST, &inputs, sizeof inputs);
    return inputs;
}

/**
 * What a year of operation costs: staff, maintenance and the like as a share of the
 * capital, electricity, and emissions at their price.
 *
 * `opex_per_year = capex*fixed_opex_share + electricity_cost_per_year +
 * carbon_cost_per_year`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_operating_cost(const aic_operating_cost_inputs *inputs,
                                  aic_operating_cost_results *results, aic_error *error)
{
    return aic_evaluate(AIC_OPERATING_COST, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_rental_income(); start from aic_rental_income_defaults().
 * @since 0.1.0
 */
typedef struct aic_rental_income_inputs {
    /** Number of accelerators. [1; 0 to 1e12; required] */
    double gpu_count;
    /** Share of the hours of a year an accelerator is on. [1; 0 to 1] */
    double availability;
    /** Share of the hours an accelerator is on in which it is busy. [1; 0 to 1] */
    double utilization;
    /** Price at which an hour of one accelerator is sold. [cur/h; 0 to 1e9; required] */
    double rental_price_per_gpu_hour;
    /** Operating cost in a year. [cur/year; -1e33 to 1e35] */
    double opex_per_year;
} aic_rental_income_inputs;

/** Results of aic_rental_income(). @since 0.1.0 */
typedef struct aic_rental_income_results {
    /** Hours of accelerators sold in a year. [h/year; 0 to 1e16] */
    double sold_gpu_hours_per_year;
    /** Revenue from the hours sold in a year. [cur/year; 0 to 1e25] */
    double revenue_per_year;
    /** Revenue less operating cost in the first year. [cur/year; -1e35 to 1.1e33] */
    double net_cash_per_year;
} aic_rental_income_results;

/** The inputs of aic_rental_income() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_rental_income_inputs aic_rental_income_defaults(void)
{
    aic_rental_income_inputs inputs;
    aic_defaults(AIC_RENTAL_INCOME, &inputs, sizeof inputs);
    return inputs;
}

/**
 * What a fleet that is rented out by the hour leaves in a year, before tax and before
 * what its capital costs.
 *
 * `sold_gpu_hours_per_year = gpu_count*8760*availability*utilization`; `revenue_per_year
 * = sold_gpu_hours_per_year*rental_price_per_gpu_hour`; `net_cash_per_year =
 * revenue_per_year - opex_per_year`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_rental_income(const aic_rental_income_inputs *inputs,
                                 aic_rental_income_results *results, aic_error *error)
{
    return aic_evaluate(AIC_RENTAL_INCOME, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_project_payback(); start from aic_project_payback_defaults().
 * @since 0.1.0
 */
typedef struct aic_project_payback_inputs {
    /** Capital spent, all of it at the start. [cur; 1e-6 to 1e34; required] */
    double capex;
    /** Revenue less operating cost in the first year.
     *  [cur/year; -1e35 to 1e35; required] */
    double net_cash_per_year;
    /** Fraction by which net cash grows from one year to the next.
     *  [1/year; -0.99 to 10] */
    double cash_growth;
    /** Target return or cost of capital. [1/year; 0 to 10] */
    double discount_rate;
    /** Years from the start of a project to its end, with cash at the end of each.
     *  [year; 0.01 to 200] */
    double project_years;
    /** Value left at the end as a fraction of the capital spent. [1; 0 to 1] */
    double residual_fraction;
} aic_project_payback_inputs;

/** Results of aic_project_payback(). @since 0.1.0 */
typedef struct aic_project_payback_results {
    /** Time after which the cash received reaches the capital spent. [year; 0 to inf] */
    double payback_years;
    /** Time after which the discounted cash received reaches the capital spent.
     *  [year; 0 to inf] */
    double discounted_payback_years;
    /** Worth at the start of all cash, capital spent included. [cur; -1e244 to 1e244] */
    double net_present_value;
    /** Rate at which the net present value is 0; -1 when all is lost.
     *  [1/year; -1 to 1e42] */
    double internal_rate_of_return;
    /** Worth at the start of the cash received for each unit of capital spent.
     *  [1; -1e250 to 1e250] */
    double profitability_index;
} aic_project_payback_results;

/** The inputs of aic_project_payback() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_project_payback_inputs aic_project_payback_defaults(void)
{
    aic_project_payback_inputs inputs;
    aic_defaults(AIC_PROJECT_PAYBACK, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Whether and when a project returns its capital. Capital is spent at period 0; cash
 * falls at the ends of years 1 to n = project_years and grows by cash_growth; the
 * residual value comes with the last of it. Within a year a payback is on the straight
 * line between the sums at its ends, and it is +infinity when it never comes. Years need
 * not be whole: worths are the closed form of the annuity. The rate of return is the one
 * root above -1, or -1 when there is none since all is lost.
 *
 * `net_present_value = net_cash_per_year*(1 - ((1 + cash_growth)/(1 + r))^n)/(r -
 * cash_growth) + residual_fraction*capex*(1 + r)^-n - capex`; `internal_rate_of_return is
 * the r of net_present_value = 0`; `profitability_index = (net_present_value +
 * capex)/capex`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK, AIC_W_UNUSUAL or AIC_W_NEVER with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_project_payback(const aic_project_payback_inputs *inputs,
                                   aic_project_payback_results *results, aic_error *error)
{
    return aic_evaluate(AIC_PROJECT_PAYBACK, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

#if defined(__cplusplus)
}
#endif

#endif
