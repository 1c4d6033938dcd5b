/**
 * @file gpu_power.h
 * Tier 1: electrical power of accelerators, of their servers and of a fleet of them.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_GPU_POWER_H
#define AICOMPUTE_GPU_POWER_H

#include "core.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** Inputs of aic_gpu_power(); start from aic_gpu_power_defaults(). @since 0.1.0 */
typedef struct aic_gpu_power_inputs {
    /** Rated thermal design power of one accelerator. [W; 0 to 1e6; required] */
    double gpu_tdp_w;
    /** Power of an accelerator while it is busy, as a fraction of gpu_tdp_w.
     *  [1; 0 to 2] */
    double gpu_busy_power_fraction;
    /** Power of an accelerator while on and not busy, as a fraction of gpu_tdp_w.
     *  [1; 0 to 1] */
    double gpu_idle_power_fraction;
    /** Share of the hours an accelerator is on in which it is busy. [1; 0 to 1] */
    double utilization;
} aic_gpu_power_inputs;

/** Results of aic_gpu_power(). @since 0.1.0 */
typedef struct aic_gpu_power_results {
    /** Mean electrical power of one accelerator while it is on. [W; 0 to 1e7] */
    double gpu_power_w;
} aic_gpu_power_results;

/** The inputs of aic_gpu_power() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_gpu_power_inputs aic_gpu_power_defaults(void)
{
    aic_gpu_power_inputs inputs;
    aic_defaults(AIC_GPU_POWER, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Mean electrical power of one accelerator over the hours it is on: busy and idle power,
 * weighted with the share of the hours in each.
 *
 * `gpu_power_w = gpu_tdp_w*(gpu_busy_power_fraction*utilization +
 * gpu_idle_power_fraction*(1 - utilization))`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_gpu_power(const aic_gpu_power_inputs *inputs,
                             aic_gpu_power_results *results, aic_error *error)
{
    return aic_evaluate(AIC_GPU_POWER, inputs, sizeof *inputs, results, sizeof *results,
                        error);
}

/**
 * Inputs of aic_gpu_power_curve(); start from aic_gpu_power_curve_defaults().
 * @since 0.1.0
 */
typedef struct aic_gpu_power_curve_inputs {
    /** Power of one accelerator that is on and does nothing. [W; 0 to 1e6; required] */
    double gpu_idle_w;
    /** Power with a context open and no work, never taken below gpu_idle_w.
     *  [W; 0 to 1e6] */
    double gpu_active_w;
    /** Power of one accelerator at full activity. [W; 0 to 1e6; required] */
    double gpu_peak_w;
    /** How active an accelerator is, from 0 at rest to 1 at full activity.
     *  [1; 0 to 1; required] */
    double activity;
    /** Bend of power against activity, 1 being a straight line. [1; 1 to 2] */
    double curve_exponent;
} aic_gpu_power_curve_inputs;

/** Results of aic_gpu_power_curve(). @since 0.1.0 */
typedef struct aic_gpu_power_curve_results {
    /** Mean electrical power of one accelerator while it is on. [W; 0 to 1e7] */
    double gpu_power_w;
} aic_gpu_power_curve_results;

/** The inputs of aic_gpu_power_curve() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_gpu_power_curve_inputs aic_gpu_power_curve_defaults(void)
{
    aic_gpu_power_curve_inputs inputs;
    aic_defaults(AIC_GPU_POWER_CURVE, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Power of one accelerator against its activity: gpu_idle_w at activity 0, and else, with
 * the floor the larger of gpu_active_w and gpu_idle_w,
 *
 * `gpu_power_w = floor + (gpu_peak_w - floor)*(2*activity - activity^curve_exponent)`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; AIC_E_CONDITION when gpu_peak_w is
 * below gpu_idle_w or gpu_active_w; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_gpu_power_curve(const aic_gpu_power_curve_inputs *inputs,
                                   aic_gpu_power_curve_results *results, aic_error *error)
{
    return aic_evaluate(AIC_GPU_POWER_CURVE, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/** Inputs of aic_server_power(); start from aic_server_power_defaults(). @since 0.1.0 */
typedef struct aic_server_power_inputs {
    /** Mean electrical power of one accelerator while it is on.
     *  [W; 0.001 to 1e7; required] */
    double gpu_power_w;
    /** Number of accelerators in one server. [1; 1 to 1e6] */
    double gpus_per_server;
    /** Power of one server apart from its accelerators, fans and supply losses.
     *  [W; 0 to 1e7] */
    double server_base_w;
    /** Power of the fans of one server. [W; 0 to 1e7] */
    double server_fan_w;
    /** Output of a server's power supplies as a fraction of their input. [1; 0.1 to 1] */
    double psu_efficiency;
} aic_server_power_inputs;

/** Results of aic_server_power(). @since 0.1.0 */
typedef struct aic_server_power_results {
    /** Electrical power of one server, supply losses included. [W; 0 to 1e15] */
    double server_power_w;
    /** Power of one accelerator's share of its server beside it, losses included.
     *  [W; 0 to 1e9] */
    double host_power_w;
    /** Power of a server divided by that of its accelerators. [1; 1 to 1e12] */
    double it_to_gpu_power_ratio;
} aic_server_power_results;

/** The inputs of aic_server_power() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_server_power_inputs aic_server_power_defaults(void)
{
    aic_server_power_inputs inputs;
    aic_defaults(AIC_SERVER_POWER, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Power of a server, and what one accelerator's share of it draws beside the accelerator.
 * The whole node is the chain `gpu_power | server_power | fleet_power`.
 *
 * `server_power_w = (gpus_per_server*gpu_power_w + server_base_w +
 * server_fan_w)/psu_efficiency`; `host_power_w = server_power_w/gpus_per_server -
 * gpu_power_w`; `it_to_gpu_power_ratio = server_power_w/(gpus_per_server*gpu_power_w)`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_server_power(const aic_server_power_inputs *inputs,
                                aic_server_power_results *results, aic_error *error)
{
    return aic_evaluate(AIC_SERVER_POWER, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/** Inputs of aic_fleet_power(); start from aic_fleet_power_defaults(). @since 0.1.0 */
typedef struct aic_fleet_power_inputs {
    /** Number of accelerators. [1; 0 to 1e12; required] */
    double gpu_count;
    /** Mean electrical power of one accelerator while it is on.
     *  [W; 0 to 1e7; required] */
    double gpu_power_w;
    /** Power of one accelerator's share of its server beside it, losses included.
     *  [W; 0 to 1e9] */
    double host_power_w;
} aic_fleet_power_inputs;

/** Results of aic_fleet_power(). @since 0.1.0 */
typedef struct aic_fleet_power_results {
    /** Electrical power of the IT equipment. [MW; 0 to 1e16] */
    double it_power_mw;
} aic_fleet_power_results;

/** The inputs of aic_fleet_power() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_fleet_power_inputs aic_fleet_power_defaults(void)
{
    aic_fleet_power_inputs inputs;
    aic_defaults(AIC_FLEET_POWER, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Electrical power of the IT equipment of a fleet: of accelerators alone, unless
 * host_power_w is given or computed by aic_server_power().
 *
 * `it_power_mw = gpu_count*(gpu_power_w + host_power_w)/1e6`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_fleet_power(const aic_fleet_power_inputs *inputs,
                               aic_fleet_power_results *results, aic_error *error)
{
    return aic_evaluate(AIC_FLEET_POWER, inputs, sizeof *inputs, results, sizeof *results,
                        error);
}

#if defined(__cplusplus)
}
#endif

#endif
