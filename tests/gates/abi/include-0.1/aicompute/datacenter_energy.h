/**
 * @file datacenter_energy.h
 * Tier 1: power, energy, electricity cost, emissions and grid connection of a facility.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_DATACENTER_ENERGY_H
#define AICOMPUTE_DATACENTER_ENERGY_H

#include "core.h"

#if defined(__cplusplus)
extern "C" {
#endif

/**
 * Inputs of aic_facility_power(); start from aic_facility_power_defaults().
 * @since 0.1.0
 */
typedef struct aic_facility_power_inputs {
    /** Electrical power of the IT equipment. [MW; 0 to 1e16; required] */
    double it_power_mw;
    /** Power usage effectiveness, facility power divided by IT power. [1; 1 to 100] */
    double pue;
} aic_facility_power_inputs;

/** Results of aic_facility_power(). @since 0.1.0 */
typedef struct aic_facility_power_results {
    /** Electrical power of the whole facility, overhead included. [MW; 0 to 1e18] */
    double facility_power_mw;
    /** Power of the facility beside its IT equipment. [MW; 0 to 1e18] */
    double overhead_power_mw;
} aic_facility_power_results;

/** The inputs of aic_facility_power() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_facility_power_inputs aic_facility_power_defaults(void)
{
    aic_facility_power_inputs inputs;
    aic_defaults(AIC_FACILITY_POWER, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Power of a facility from that of its IT equipment.
 *
 * `facility_power_mw = it_power_mw*pue`; `overhead_power_mw = it_power_mw*(pue - 1)`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_facility_power(const aic_facility_power_inputs *inputs,
                                  aic_facility_power_results *results, aic_error *error)
{
    return aic_evaluate(AIC_FACILITY_POWER, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/** Inputs of aic_energy_use(); start from aic_energy_use_defaults(). @since 0.1.0 */
typedef struct aic_energy_use_inputs {
    /** Electrical power of the whole facility, overhead included.
     *  [MW; 0 to 1e18; required] */
    double facility_power_mw;
    /** Mean power of the facility as a fraction of facility_power_mw. [1; 0 to 1] */
    double load_factor;
    /** Days counted as one month of energy. [day/month; 1 to 31] */
    double days_per_month;
} aic_energy_use_inputs;

/** Results of aic_energy_use(). @since 0.1.0 */
typedef struct aic_energy_use_results {
    /** Energy that the facility uses in a day. [MWh/day; 0 to 1e20] */
    double energy_mwh_per_day;
    /** Energy that the facility uses in a month. [MWh/month; 0 to 1e21] */
    double energy_mwh_per_month;
    /** Energy that the facility uses in a year of 8,760 hours. [MWh/year; 0 to 1e22] */
    double energy_mwh_per_year;
} aic_energy_use_results;

/** The inputs of aic_energy_use() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_energy_use_inputs aic_energy_use_defaults(void)
{
    aic_energy_use_inputs inputs;
    aic_defaults(AIC_ENERGY_USE, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Energy of a facility in a day, a month and a year. The year has 8,760 hours; twelve
 * months of 30 days, as the press counts them, are 1.4 % short of it.
 *
 * `energy_mwh_per_day = facility_power_mw*load_factor*24`; `energy_mwh_per_month =
 * facility_power_mw*load_factor*24*days_per_month`; `energy_mwh_per_year =
 * facility_power_mw*load_factor*8760`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_energy_use(const aic_energy_use_inputs *inputs,
                              aic_energy_use_results *results, aic_error *error)
{
    return aic_evaluate(AIC_ENERGY_USE, inputs, sizeof *inputs, results, sizeof *results,
                        error);
}

/**
 * Inputs of aic_electricity_cost(); start from aic_electricity_cost_defaults().
 * @since 0.1.0
 */
typedef struct aic_electricity_cost_inputs {
    /** Energy that the facility uses in a year of 8,760 hours.
     *  [MWh/year; 0 to 1e22; required] */
    double energy_mwh_per_year;
    /** Electrical power of the whole facility, overhead included.
     *  [MW; 0 to 1e18; required] */
    double facility_power_mw;
    /** Price of electricity, which may be negative. [cur/kWh; -1e6 to 1e6; required] */
    double electricity_price_per_kwh;
    /** Charge a month for each kW of facility_power_mw. [cur/kW/month; 0 to 1e9] */
    double demand_charge_per_kw_month;
} aic_electricity_cost_inputs;

/** Results of aic_electricity_cost(). @since 0.1.0 */
typedef struct aic_electricity_cost_results {
    /** Cost of the facility's electricity in a year. [cur/year; -1e32 to 1e32] */
    double electricity_cost_per_year;
} aic_electricity_cost_results;

/** The inputs of aic_electricity_cost() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_electricity_cost_inputs aic_electricity_cost_defaults(void)
{
    aic_electricity_cost_inputs inputs;
    aic_defaults(AIC_ELECTRICITY_COST, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Cost of a facility's electricity in a year: its energy at one price, and a demand
 * charge for each kW and month.
 *
 * `electricity_cost_per_year = energy_mwh_per_year*1000*electricity_price_per_kwh +
 * facility_power_mw*1000*demand_charge_per_kw_month*12`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_electricity_cost(const aic_electricity_cost_inputs *inputs,
                                    aic_electricity_cost_results *results,
                                    aic_error *error)
{
    return aic_evaluate(AIC_ELECTRICITY_COST, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/** Inputs of aic_emissions(); start from aic_emissions_defaults(). @since 0.1.0 */
typedef struct aic_emissions_inputs {
    /** Energy that the facility uses in a year of 8,760 hours.
     *  [MWh/year; 0 to 1e22; required] */
    double energy_mwh_per_year;
    /** Emissions of the electricity used, as CO2 equivalent.
     *  [g/kWh; 0 to 10000; required] */
    double grid_gco2e_per_kwh;
    /** Price of emitting a tonne of CO2 equivalent. [cur/t; 0 to 1e9] */
    double carbon_price_per_t;
    /** Emissions of making the equipment, as CO2 equivalent. [t; 0 to 1e15] */
    double embodied_tco2e;
    /** Economic life of the accelerators and what is written off with them.
     *  [year; 0.01 to 200] */
    double life_years;
} aic_emissions_inputs;

/** Results of aic_emissions(). @since 0.1.0 */
typedef struct aic_emissions_results {
    /** Emissions of the electricity used in a year, as CO2 equivalent.
     *  [t/year; 0 to 1e24] */
    double operational_tco2e_per_year;
    /** Emissions of making the equipment, spread evenly over life_years.
     *  [t/year; 0 to 1e18] */
    double embodied_tco2e_per_year;
    /** Operational and embodied emissions of a year, as CO2 equivalent.
     *  [t/year; 0 to 1e24] */
    double emissions_tco2e_per_year;
    /** Cost of the emissions of a year at their price. [cur/year; 0 to 1e34] */
    double carbon_cost_per_year;
} aic_emissions_results;

/** The inputs of aic_emissions() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_emissions_inputs aic_emissions_defaults(void)
{
    aic_emissions_inputs inputs;
    aic_defaults(AIC_EMISSIONS, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Emissions of a facility in a year, those of making its equipment spread evenly over its
 * life, and what they cost.
 *
 * `operational_tco2e_per_year = energy_mwh_per_year*grid_gco2e_per_kwh/1000`;
 * `embodied_tco2e_per_year = embodied_tco2e/life_years`; `emissions_tco2e_per_year =
 * operational_tco2e_per_year + embodied_tco2e_per_year`; `carbon_cost_per_year =
 * emissions_tco2e_per_year*carbon_price_per_t`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_emissions(const aic_emissions_inputs *inputs,
                             aic_emissions_results *results, aic_error *error)
{
    return aic_evaluate(AIC_EMISSIONS, inputs, sizeof *inputs, results, sizeof *results,
                        error);
}

/**
 * Inputs of aic_grid_connection(); start from aic_grid_connection_defaults().
 * @since 0.1.0
 */
typedef struct aic_grid_connection_inputs {
    /** Electrical power of the whole facility, overhead included.
     *  [MW; 0 to 1e18; required] */
    double facility_power_mw;
    /** Power that the grid connection can supply. [MW; 0 to 1e18; required] */
    double grid_capacity_mw;
    /** Power of one on-site generator. [MW; 1e-6 to 1e6] */
    double generator_unit_mw;
    /** Number of on-site generators beyond those that carry the shortfall.
     *  [1; 0 to 1e6] */
    double generator_spares;
    /** Power of the power plant that the facility is compared with. [MW; 0.001 to 1e6] */
    double plant_mw;
} aic_grid_connection_inputs;

/** Results of aic_grid_connection(). @since 0.1.0 */
typedef struct aic_grid_connection_results {
    /** Power of the facility beyond what the grid connection can supply.
     *  [MW; 0 to 1e18] */
    double shortfall_mw;
    /** Share of the facility's power that the grid can supply, 1 without load.
     *  [1; 0 to 1] */
    double grid_share_served;
    /** Number of on-site generators, whole units for the shortfall plus spares.
     *  [1; 0 to 1e26] */
    double generators_needed;
    /** Power of the facility divided by that of one power plant. [1; 0 to 1e22] */
    double plant_equivalents;
} aic_grid_connection_results;

/** The inputs of aic_grid_connection() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_grid_connection_inputs aic_grid_connection_defaults(void)
{
    aic_grid_connection_inputs inputs;
    aic_defaults(AIC_GRID_CONNECTION, &inputs, sizeof inputs);
    return inputs;
}

/**
 * What a grid connection leaves for on-site generators to supply, and the load in power
 * plants.
 *
 * `shortfall_mw` is the load beyond grid_capacity_mw; `grid_share_served =
 * grid_capacity_mw/facility_power_mw`, at most 1, and 1 without load; `generators_needed`
 * is shortfall_mw/generator_unit_mw rounded up (within 1e-9 of a whole number it is that
 * number) plus generator_spares, and 0 without a shortfall; `plant_equivalents =
 * facility_power_mw/plant_mw`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_grid_connection(const aic_grid_connection_inputs *inputs,
                                   aic_grid_connection_results *results, aic_error *error)
{
    return aic_evaluate(AIC_GRID_CONNECTION, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_device_energy(); start from aic_device_energy_defaults().
 * @since 0.1.0
 */
typedef struct aic_device_energy_inputs {
    /** Mean electrical power of one accelerator while it is on.
     *  [W; 0 to 1e7; required] */
    double gpu_power_w;
    /** Hours a day in which the accelerator is on. [h/day; 0 to 24] */
    double hours_per_day;
    /** Days counted as one month of energy. [day/month; 1 to 31] */
    double days_per_month;
} aic_device_energy_inputs;

/** Results of aic_device_energy(). @since 0.1.0 */
typedef struct aic_device_energy_results {
    /** Energy that one accelerator uses in a month. [kWh/month; 0 to 1e9] */
    double gpu_energy_kwh_per_month;
} aic_device_energy_results;

/** The inputs of aic_device_energy() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_device_energy_inputs aic_device_energy_defaults(void)
{
    aic_device_energy_inputs inputs;
    aic_defaults(AIC_DEVICE_ENERGY, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Energy of one accelerator in a month of days_per_month days; twelve of 30 days are 1.4
 * % short of a year.
 *
 * `gpu_energy_kwh_per_month = gpu_power_w*hours_per_day*days_per_month/1000`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_device_energy(const aic_device_energy_inputs *inputs,
                                 aic_device_energy_results *results, aic_error *error)
{
    return aic_evaluate(AIC_DEVICE_ENERGY, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

#if defined(__cplusplus)
}
#endif

#endif
