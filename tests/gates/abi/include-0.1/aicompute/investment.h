/**
 * @file investment.h
 * Tier 1: capital, the revenue that returns it, who pays it, and how fast it is built.
 * Money is in one currency through a chain.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_INVESTMENT_H
#define AICOMPUTE_INVESTMENT_H

#include "core.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** Inputs of aic_gpu_capex(); start from aic_gpu_capex_defaults(). @since 0.1.0 */
typedef struct aic_gpu_capex_inputs {
    /** Number of accelerators. [1; 1 to 1e12; required] */
    double gpu_count;
    /** Price of one accelerator. [cur; 0 to 1e12; required] */
    double gpu_price;
    /** Price of a server divided by that of its accelerators. [1; 1 to 100] */
    double server_price_ratio;
    /** Share of the interconnect in the cost of a cluster. [1; 0 to 0.95] */
    double interconnect_share;
    /** Electrical power of the whole facility, overhead included. [MW; 0 to 1e18] */
    double facility_power_mw;
    /** Cost of building a facility for each MW of facility_power_mw.
     *  [cur/MW; 0 to 1e15] */
    double facility_cost_per_mw;
} aic_gpu_capex_inputs;

/** Results of aic_gpu_capex(). @since 0.1.0 */
typedef struct aic_gpu_capex_results {
    /** Cost of the accelerators alone. [cur; 0 to 1e25] */
    double gpu_cost;
    /** Cost of the servers, accelerators included, and their interconnect.
     *  [cur; 0 to 1e28] */
    double cluster_cost;
    /** Cost of building the facility. [cur; 0 to 1e34] */
    double facility_cost;
    /** Capital spent, all of it at the start. [cur; 0 to 1e34] */
    double capex;
    /** Capital spent for each accelerator. [cur; 0 to 1e34] */
    double capex_per_gpu;
} aic_gpu_capex_results;

/** The inputs of aic_gpu_capex() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_gpu_capex_inputs aic_gpu_capex_defaults(void)
{
    aic_gpu_capex_inputs inputs;
    aic_defaults(AIC_GPU_CAPEX, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Capital spent on a fleet of accelerators, its servers, its interconnect and its
 * building.
 *
 * `gpu_cost = gpu_count*gpu_price`; `cluster_cost = gpu_cost*server_price_ratio/(1 -
 * interconnect_share)`; `facility_cost = facility_power_mw*facility_cost_per_mw`; `capex
 * = cluster_cost + facility_cost`; `capex_per_gpu = capex/gpu_count`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_gpu_capex(const aic_gpu_capex_inputs *inputs,
                             aic_gpu_capex_results *results, aic_error *error)
{
    return aic_evaluate(AIC_GPU_CAPEX, inputs, sizeof *inputs, results, sizeof *results,
                        error);
}

/** Inputs of aic_currency(); start from aic_currency_defaults(). @since 0.1.0 */
typedef struct aic_currency_inputs {
    /** Amount of money before conversion. [any; -1e150 to 1e150; required] */
    double amount;
    /** Units of the target currency for one unit of the other.
     *  [any; 1e-100 to 1e100; required] */
    double exchange_rate;
} aic_currency_inputs;

/** Results of aic_currency(). @since 0.1.0 */
typedef struct aic_currency_results {
    /** Amount of money in the target currency. [any; -1e251 to 1e251] */
    double amount_converted;
} aic_currency_results;

/** The inputs of aic_currency() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_currency_inputs aic_currency_defaults(void)
{
    aic_currency_inputs inputs;
    aic_defaults(AIC_CURRENCY, &inputs, sizeof inputs);
    return inputs;
}

/**
 * An amount of money in another currency. It stands outside chains.
 *
 * `amount_converted = amount*exchange_rate`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_currency(const aic_currency_inputs *inputs,
                            aic_currency_results *results, aic_error *error)
{
    return aic_evaluate(AIC_CURRENCY, inputs, sizeof *inputs, results, sizeof *results,
                        error);
}

/**
 * Inputs of aic_perpetuity_revenue(); start from aic_perpetuity_revenue_defaults().
 * @since 0.1.0
 */
typedef struct aic_perpetuity_revenue_inputs {
    /** Capital spent, all of it at the start. [cur; 0 to 1e34; required] */
    double capex;
    /** Target return or cost of capital. [1/year; 0 to 10] */
    double discount_rate;
    /** Share of revenue left for capital and for operating cost that is counted.
     *  [1; 1e-6 to 1] */
    double capital_share;
} aic_perpetuity_revenue_inputs;

/** Results of aic_perpetuity_revenue(). @since 0.1.0 */
typedef struct aic_perpetuity_revenue_results {
    /** Revenue a year that earns the required return on the capital considered.
     *  [cur/year; 0 to 1e45] */
    double required_revenue_per_year;
} aic_perpetuity_revenue_results;

/** The inputs of aic_perpetuity_revenue() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_perpetuity_revenue_inputs aic_perpetuity_revenue_defaults(void)
{
    aic_perpetuity_revenue_inputs inputs;
    aic_defaults(AIC_PERPETUITY_REVENUE, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Revenue a year, for ever, that returns discount_rate on capital that never wears out.
 *
 * `required_revenue_per_year = capex*discount_rate/capital_share`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_perpetuity_revenue(const aic_perpetuity_revenue_inputs *inputs,
                                      aic_perpetuity_revenue_results *results,
                                      aic_error *error)
{
    return aic_evaluate(AIC_PERPETUITY_REVENUE, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_required_revenue(); start from aic_required_revenue_defaults().
 * @since 0.1.0
 */
typedef struct aic_required_revenue_inputs {
    /** Capital spent, all of it at the start. [cur; 0 to 1e34; required] */
    double capex;
    /** Target return or cost of capital. [1/year; 0 to 10] */
    double discount_rate;
    /** Economic life of the accelerators and what is written off with them.
     *  [year; 0.01 to 200] */
    double life_years;
    /** Value left at the end as a fraction of the capital spent. [1; 0 to 1] */
    double residual_fraction;
    /** Operating cost in a year. [cur/year; 0 to 1e34] */
    double opex_per_year;
    /** Share of revenue left for capital and for operating cost that is counted.
     *  [1; 1e-6 to 1] */
    double capital_share;
} aic_required_revenue_inputs;

/** Results of aic_required_revenue(). @since 0.1.0 */
typedef struct aic_required_revenue_results {
    /** Level year-end payment that returns capital less its residual value.
     *  [cur/year; 0 to 1e38] */
    double annual_capital_cost;
    /** Revenue a year that earns the required return on the capital considered.
     *  [cur/year; 0 to 1e45] */
    double required_revenue_per_year;
} aic_required_revenue_results;

/** The inputs of aic_required_revenue() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_required_revenue_inputs aic_required_revenue_defaults(void)
{
    aic_required_revenue_inputs inputs;
    aic_defaults(AIC_REQUIRED_REVENUE, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Revenue a year that returns capital that wears out: a level year-end payment over its
 * life, with r the discount_rate and n the life_years. At r = 0 it is the limit; lives
 * need not be whole.
 *
 * `annual_capital_cost = (capex - residual_fraction*capex*(1 + r)^-n)*r/(1 - (1 +
 * r)^-n)`; `required_revenue_per_year = (annual_capital_cost +
 * opex_per_year)/capital_share`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_required_revenue(const aic_required_revenue_inputs *inputs,
                                    aic_required_revenue_results *results,
                                    aic_error *error)
{
    return aic_evaluate(AIC_REQUIRED_REVENUE, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_subscriber_fee(); start from aic_subscriber_fee_defaults().
 * @since 0.1.0
 */
typedef struct aic_subscriber_fee_inputs {
    /** Revenue a year that earns the required return on the capital considered.
     *  [cur/year; 0 to 1e45; required] */
    double required_revenue_per_year;
    /** Number of users, paying or not. [1; 1 to 1e12; required] */
    double users;
    /** Share of the users who pay. [1; 1e-9 to 1] */
    double paying_share;
    /** Share of each payment that goes to who collects it. [1; 0 to 0.99] */
    double payment_fee_share;
} aic_subscriber_fee_inputs;

/** Results of aic_subscriber_fee(). @since 0.1.0 */
typedef struct aic_subscriber_fee_results {
    /** Fee that each paying user pays in a month. [cur/month; 0 to 1e57] */
    double fee_per_user_month;
    /** Fee that each paying user pays in a year. [cur/year; 0 to 1e57] */
    double fee_per_user_year;
} aic_subscriber_fee_results;

/** The inputs of aic_subscriber_fee() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_subscriber_fee_inputs aic_subscriber_fee_defaults(void)
{
    aic_subscriber_fee_inputs inputs;
    aic_defaults(AIC_SUBSCRIBER_FEE, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Fee of each paying user that brings the required revenue.
 *
 * `fee_per_user_year = required_revenue_per_year/(users*paying_share*(1 -
 * payment_fee_share))`; `fee_per_user_month = fee_per_user_year/12`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_subscriber_fee(const aic_subscriber_fee_inputs *inputs,
                                  aic_subscriber_fee_results *results, aic_error *error)
{
    return aic_evaluate(AIC_SUBSCRIBER_FEE, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_market_survivors(); start from aic_market_survivors_defaults().
 * @since 0.1.0
 */
typedef struct aic_market_survivors_inputs {
    /** Revenue a year that earns the required return on the capital considered.
     *  [cur/year; 0 to 1e45; required] */
    double required_revenue_per_year;
    /** Number of firms that invested alike. [1; 1 to 1e6; required] */
    double firms;
    /** Number of the firms that survive. [1; 1 to 1e6; required] */
    double survivors;
    /** Number of paying users of all surviving firms together.
     *  [1; 1 to 1e12; required] */
    double users_of_survivors;
    /** Price of failed firms' assets as a fraction of the capital in them. [1; 0 to 1] */
    double failed_asset_recovery;
} aic_market_survivors_inputs;

/** Results of aic_market_survivors(). @since 0.1.0 */
typedef struct aic_market_survivors_results {
    /** Revenue a year that all surviving firms need together. [cur/year; 0 to 1e46] */
    double survivor_revenue_per_year;
    /** Revenue a year that each surviving firm needs. [cur/year; 0 to 1e46] */
    double revenue_per_survivor_per_year;
    /** Fee in a month that each user of the surviving firms would pay.
     *  [cur/month; 0 to 1e45] */
    double survivor_fee_per_user_month;
    /** Share of the capital of all firms that is lost with those that fail.
     *  [1; 0 to 1] */
    double capital_lost_share;
} aic_market_survivors_results;

/** The inputs of aic_market_survivors() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_market_survivors_inputs aic_market_survivors_defaults(void)
{
    aic_market_survivors_inputs inputs;
    aic_defaults(AIC_MARKET_SURVIVORS, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Revenue that the surviving firms of a market need, where all firms invested alike and
 * required_revenue_per_year is on the capital of all of them.
 *
 * `survivor_revenue_per_year = required_revenue_per_year*(survivors +
 * failed_asset_recovery*(firms - survivors))/firms`; `revenue_per_survivor_per_year =
 * survivor_revenue_per_year/survivors`; `survivor_fee_per_user_month =
 * survivor_revenue_per_year/users_of_survivors/12`; `capital_lost_share = (1 -
 * failed_asset_recovery)*(firms - survivors)/firms`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; AIC_E_CONDITION when survivors
 * exceeds firms; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_market_survivors(const aic_market_survivors_inputs *inputs,
                                    aic_market_survivors_results *results,
                                    aic_error *error)
{
    return aic_evaluate(AIC_MARKET_SURVIVORS, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_buildout_time(); start from aic_buildout_time_defaults().
 * @since 0.1.0
 */
typedef struct aic_buildout_time_inputs {
    /** Days from the start to the end of the first phase of building.
     *  [day; 0.001 to 1e6; required] */
    double first_phase_days;
    /** Days that the second phase of building takes after the first. [day; 0 to 1e6] */
    double second_phase_days;
    /** Calendar months quoted for the first phase of building.
     *  [month; 0 to 1e5; required] */
    double quoted_months;
} aic_buildout_time_inputs;

/** Results of aic_buildout_time(). @since 0.1.0 */
typedef struct aic_buildout_time_results {
    /** Days that both phases of building take together. [day; 0 to 1e7] */
    double buildout_days;
    /** Quoted time divided by the time of the first phase of building. [1; 0 to 1e10] */
    double time_ratio;
} aic_buildout_time_results;

/** The inputs of aic_buildout_time() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_buildout_time_inputs aic_buildout_time_defaults(void)
{
    aic_buildout_time_inputs inputs;
    aic_defaults(AIC_BUILDOUT_TIME, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Time that building took, against what was quoted for its first phase.
 *
 * `buildout_days = first_phase_days + second_phase_days`; `time_ratio =
 * quoted_months*30.4375/first_phase_days`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_buildout_time(const aic_buildout_time_inputs *inputs,
                                 aic_buildout_time_results *results, aic_error *error)
{
    return aic_evaluate(AIC_BUILDOUT_TIME, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

#if defined(__cplusplus)
}
#endif

#endif
