/**
 * @file compute_cost.h
 * Tier 1: what an hour of an accelerator costs, what it leaves, and what an accelerator
 * is still worth. Money is in one currency through a chain.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_COMPUTE_COST_H
#define AICOMPUTE_COMPUTE_COST_H

#include "core.h"

#if defined(__cplusplus)
extern "C" {
#endif

/**
 * Inputs of aic_levelized_compute_cost(); start from
 * aic_levelized_compute_cost_defaults().
 * @since 0.1.0
 */
typedef struct aic_levelized_compute_cost_inputs {
    /** Capital spent for each accelerator. [cur; 0 to 1e34; required] */
    double capex_per_gpu;
    /** Value left at the end as a fraction of the capital spent. [1; 0 to 1] */
    double residual_fraction;
    /** Economic life of the accelerators and what is written off with them.
     *  [year; 0.01 to 200] */
    double life_years;
    /** Target return or cost of capital. [1/year; 0 to 10] */
    double discount_rate;
    /** Operating cost in a year, energy and carbon apart, as a fraction of capital.
     *  [1/year; 0 to 1] */
    double fixed_opex_share;
    /** Share of the hours of a year an accelerator is on. [1; 0.001 to 1] */
    double availability;
    /** Share of the hours an accelerator is on in which it is busy. [1; 0.001 to 1] */
    double utilization;
    /** Nameplate power of a server divided by the number of its accelerators.
     *  [W; 0 to 1e7; required] */
    double server_share_w;
    /** Power of a server while busy, as a fraction of its nameplate. [1; 0 to 2] */
    double server_busy_power_fraction;
    /** Power of a server while on and not busy, as a fraction of its nameplate.
     *  [1; 0 to 1] */
    double server_idle_power_fraction;
    /** Power usage effectiveness, facility power divided by IT power. [1; 1 to 100] */
    double pue;
    /** Price of electricity, which may be negative. [cur/kWh; -1e6 to 1e6; required] */
    double electricity_price_per_kwh;
    /** Emissions of the electricity used, as CO2 equivalent. [g/kWh; 0 to 10000] */
    double grid_gco2e_per_kwh;
    /** Price of emitting a tonne of CO2 equivalent. [cur/t; 0 to 1e9] */
    double carbon_price_per_t;
} aic_levelized_compute_cost_inputs;

/** Results of aic_levelized_compute_cost(). @since 0.1.0 */
typedef struct aic_levelized_compute_cost_results {
    /** Capital and the return on it for one hour sold. [cur/h; 0 to 1e40] */
    double capital_cost_per_gpu_hour;
    /** Fixed operating cost for one hour sold. [cur/h; 0 to 1e38] */
    double fixed_cost_per_gpu_hour;
    /** Electricity of the facility for one hour sold. [cur/h; -1e17 to 1e17] */
    double energy_cost_per_gpu_hour;
    /** Emissions at their price for one hour sold. [cur/h; 0 to 1e18] */
    double carbon_cost_per_gpu_hour;
    /** Cost of one hour of an accelerator sold, return on capital included.
     *  [cur/h; -1e17 to 1e40] */
    double cost_per_gpu_hour;
    /** Electricity of the facility for each hour sold. [kWh/h; 0 to 1e10] */
    double energy_kwh_per_gpu_hour;
} aic_levelized_compute_cost_results;

/** The inputs of aic_levelized_compute_cost() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_levelized_compute_cost_inputs aic_levelized_compute_cost_defaults(void)
{
    aic_levelized_compute_cost_inputs inputs;
    aic_defaults(AIC_LEVELIZED_COMPUTE_COST, &inputs, sizeof inputs);
    return inputs;
}

/**
 * What one sold hour of an accelerator costs: capital and the return on it, fixed
 * operating cost, electricity and emissions. Not included are tax, demand charges,
 * embodied emissions and interest during construction. With r the discount_rate, n the
 * life_years, f the residual_fraction and H = 8760*availability*utilization:
 *
 * `capital_cost_per_gpu_hour = capex_per_gpu*((1 - f)*r/(1 - (1 + r)^-n) + f*r)/H`;
 * `fixed_cost_per_gpu_hour = capex_per_gpu*fixed_opex_share/H`; `energy_kwh_per_gpu_hour
 * = 8.76*availability*server_share_w*pue*(server_busy_power_fraction*utilization +
 * server_idle_power_fraction*(1 - utilization))/H`; `energy_cost_per_gpu_hour =
 * energy_kwh_per_gpu_hour*electricity_price_per_kwh`; `carbon_cost_per_gpu_hour =
 * energy_kwh_per_gpu_hour*grid_gco2e_per_kwh/1e6*carbon_price_per_t`; cost_per_gpu_hour
 * is the sum of the four costs
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_levelized_compute_cost(const aic_levelized_compute_cost_inputs *inputs,
                                          aic_levelized_compute_cost_results *results,
                                          aic_error *error)
{
    return aic_evaluate(AIC_LEVELIZED_COMPUTE_COST, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_gpu_resale_value(); start from aic_gpu_resale_value_defaults().
 * @since 0.1.0
 */
typedef struct aic_gpu_resale_value_inputs {
    /** Price of one accelerator. [cur; 0 to 1e12; required] */
    double gpu_price;
    /** Time since the accelerator was bought. [year; 0 to 100; required] */
    double age_years;
    /** Powers of ten by which the value of an accelerator falls in a year.
     *  [1/year; 0 to 1] */
    double value_decades_per_year;
} aic_gpu_resale_value_inputs;

/** Results of aic_gpu_resale_value(). @since 0.1.0 */
typedef struct aic_gpu_resale_value_results {
    /** What one accelerator sells for at its age. [cur; 0 to 1e12] */
    double resale_value;
    /** Value of an accelerator at its age as a fraction of its price. [1; 0 to 1] */
    double resale_fraction;
    /** Time in which an accelerator loses half its value. [year; 0.3 to inf] */
    double value_half_life_years;
} aic_gpu_resale_value_results;

/** The inputs of aic_gpu_resale_value() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_gpu_resale_value_inputs aic_gpu_resale_value_defaults(void)
{
    aic_gpu_resale_value_inputs inputs;
    aic_defaults(AIC_GPU_RESALE_VALUE, &inputs, sizeof inputs);
    return inputs;
}

/**
 * What an accelerator is worth on the market at some age. Its economic value is one
 * thing, the life over which accounts write it off another.
 *
 * `resale_fraction = 10^(-value_decades_per_year*age_years)`; `resale_value =
 * gpu_price*resale_fraction`; `value_half_life_years = log10(2)/value_decades_per_year`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK, AIC_W_UNUSUAL or AIC_W_NEVER with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_gpu_resale_value(const aic_gpu_resale_value_inputs *inputs,
                                    aic_gpu_resale_value_results *results,
                                    aic_error *error)
{
    return aic_evaluate(AIC_GPU_RESALE_VALUE, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_rental_margin(); start from aic_rental_margin_defaults().
 * @since 0.1.0
 */
typedef struct aic_rental_margin_inputs {
    /** Cost of one hour of an accelerator sold, return on capital included.
     *  [cur/h; -1e17 to 1e40; required] */
    double cost_per_gpu_hour;
    /** Price at which an hour of one accelerator is sold.
     *  [cur/h; 1e-9 to 1e9; required] */
    double rental_price_per_gpu_hour;
    /** Fraction of the rental price that is lost from one year to the next.
     *  [1/year; -1 to 0.99] */
    double price_decline;
    /** Target return or cost of capital. [1/year; 0 to 10] */
    double discount_rate;
    /** Economic life of the accelerators and what is written off with them.
     *  [year; 0.01 to 200] */
    double life_years;
} aic_rental_margin_inputs;

/** Results of aic_rental_margin(). @since 0.1.0 */
typedef struct aic_rental_margin_results {
    /** Rental price in the first year less the cost of an hour. [cur/h; -1e40 to 1e18] */
    double margin_per_gpu_hour;
    /** Margin of an hour as a fraction of its rental price. [1; -1e49 to 1e27] */
    double margin_share;
    /** Rental price in the first year that returns the cost over the life.
     *  [cur/h; -1e20 to 1e43] */
    double break_even_first_year_price;
} aic_rental_margin_results;

/** The inputs of aic_rental_margin() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_rental_margin_inputs aic_rental_margin_defaults(void)
{
    aic_rental_margin_inputs inputs;
    aic_defaults(AIC_RENTAL_MARGIN, &inputs, sizeof inputs);
    return inputs;
}

/**
 * What an hour of an accelerator leaves above its cost, and the price of the first year
 * at which prices that fall return that cost over the life: year-end sums at r, the
 * discount_rate, over n, the life_years, with d the price_decline.
 *
 * `margin_per_gpu_hour = rental_price_per_gpu_hour - cost_per_gpu_hour`; `margin_share =
 * margin_per_gpu_hour/rental_price_per_gpu_hour`; `break_even_first_year_price =
 * cost_per_gpu_hour*(1 - (1 + r)^-n)/r*(r + d)/(1 - ((1 - d)/(1 + r))^n)`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_rental_margin(const aic_rental_margin_inputs *inputs,
                                 aic_rental_margin_results *results, aic_error *error)
{
    return aic_evaluate(AIC_RENTAL_MARGIN, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

#if defined(__cplusplus)
}
#endif

#endif
