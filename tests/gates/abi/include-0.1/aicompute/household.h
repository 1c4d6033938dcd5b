/**
 * @file household.h
 * Tier 1: quantities expressed in households, persons or other references.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_HOUSEHOLD_H
#define AICOMPUTE_HOUSEHOLD_H

#include "core.h"

#if defined(__cplusplus)
extern "C" {
#endif

/**
 * Inputs of aic_household_equivalents(); start from aic_household_equivalents_defaults().
 * @since 0.1.0
 */
typedef struct aic_household_equivalents_inputs {
    /** Energy that the facility uses in a month. [MWh/month; 0 to 1e21; required] */
    double energy_mwh_per_month;
    /** Electricity that one household uses in a month.
     *  [kWh/month; 0.001 to 1e9; required] */
    double household_kwh_per_month;
    /** Mean number of persons in a household. [1; 0.1 to 100] */
    double persons_per_household;
} aic_household_equivalents_inputs;

/** Results of aic_household_equivalents(). @since 0.1.0 */
typedef struct aic_household_equivalents_results {
    /** Number of households that use as much energy in the same month. [1; 0 to 1e30] */
    double households;
    /** Number of persons in the households that use as much energy. [1; 0 to 1e32] */
    double persons;
} aic_household_equivalents_results;

/** The inputs of aic_household_equivalents() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_household_equivalents_inputs aic_household_equivalents_defaults(void)
{
    aic_household_equivalents_inputs inputs;
    aic_defaults(AIC_HOUSEHOLD_EQUIVALENTS, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Households and persons that use as much energy in the same month. This is the energy
 * basis: never mix it with aic_households_by_capacity().
 *
 * `households = energy_mwh_per_month*1000/household_kwh_per_month`; `persons =
 * households*persons_per_household`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_household_equivalents(const aic_household_equivalents_inputs *inputs,
                                         aic_household_equivalents_results *results,
                                         aic_error *error)
{
    return aic_evaluate(AIC_HOUSEHOLD_EQUIVALENTS, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_households_by_capacity(); start from
 * aic_households_by_capacity_defaults().
 * @since 0.1.0
 */
typedef struct aic_households_by_capacity_inputs {
    /** Electrical power of the whole facility, overhead included.
     *  [MW; 0 to 1e18; required] */
    double facility_power_mw;
    /** Peak power of one household, at the diversity that is assumed.
     *  [kW; 0.001 to 1e6; required] */
    double household_peak_kw;
} aic_households_by_capacity_inputs;

/** Results of aic_households_by_capacity(). @since 0.1.0 */
typedef struct aic_households_by_capacity_results {
    /** Number of households whose peak power adds up to the facility's. [1; 0 to 1e25] */
    double households_at_peak;
} aic_households_by_capacity_results;

/** The inputs of aic_households_by_capacity() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_households_by_capacity_inputs aic_households_by_capacity_defaults(void)
{
    aic_households_by_capacity_inputs inputs;
    aic_defaults(AIC_HOUSEHOLDS_BY_CAPACITY, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Households whose peak power adds up to the power of a facility. This is the capacity
 * basis: never mix it with aic_household_equivalents().
 *
 * `households_at_peak = facility_power_mw*1000/household_peak_kw`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_households_by_capacity(const aic_households_by_capacity_inputs *inputs,
                                          aic_households_by_capacity_results *results,
                                          aic_error *error)
{
    return aic_evaluate(AIC_HOUSEHOLDS_BY_CAPACITY, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/**
 * Inputs of aic_household_share(); start from aic_household_share_defaults().
 * @since 0.1.0
 */
typedef struct aic_household_share_inputs {
    /** Energy that one accelerator uses in a month. [kWh/month; 0 to 1e9; required] */
    double gpu_energy_kwh_per_month;
    /** Electricity that one household uses in a month.
     *  [kWh/month; 0.001 to 1e9; required] */
    double household_kwh_per_month;
} aic_household_share_inputs;

/** Results of aic_household_share(). @since 0.1.0 */
typedef struct aic_household_share_results {
    /** Energy of one accelerator as a fraction of a household's in the same month.
     *  [1; 0 to 1e13] */
    double household_fraction;
} aic_household_share_results;

/** The inputs of aic_household_share() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_household_share_inputs aic_household_share_defaults(void)
{
    aic_household_share_inputs inputs;
    aic_defaults(AIC_HOUSEHOLD_SHARE, &inputs, sizeof inputs);
    return inputs;
}

/**
 * Energy of one accelerator as a fraction of a household's in the same month.
 *
 * `household_fraction = gpu_energy_kwh_per_month/household_kwh_per_month`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_household_share(const aic_household_share_inputs *inputs,
                                   aic_household_share_results *results, aic_error *error)
{
    return aic_evaluate(AIC_HOUSEHOLD_SHARE, inputs, sizeof *inputs, results,
                        sizeof *results, error);
}

/** Inputs of aic_equivalents(); start from aic_equivalents_defaults(). @since 0.1.0 */
typedef struct aic_equivalents_inputs {
    /** Quantity to express as a number of reference quantities.
     *  [any; 0 to 1e150; required] */
    double quantity;
    /** Quantity that counts as one, in the same unit as the other.
     *  [any; 1e-150 to 1e150; required] */
    double reference_quantity;
} aic_equivalents_inputs;

/** Results of aic_equivalents(). @since 0.1.0 */
typedef struct aic_equivalents_results {
    /** Number of reference quantities that make up the quantity. [1; 0 to 1e301] */
    double equivalent_count;
} aic_equivalents_results;

/** The inputs of aic_equivalents() at their defaults, NaN where required.
 *  @returns the inputs @since 0.1.0 */
AIC_INLINE aic_equivalents_inputs aic_equivalents_defaults(void)
{
    aic_equivalents_inputs inputs;
    aic_defaults(AIC_EQUIVALENTS, &inputs, sizeof inputs);
    return inputs;
}

/**
 * A quantity as a number of reference quantities of the same unit.
 *
 * `equivalent_count = quantity/reference_quantity`
 * @param inputs  started from its defaults
 * @param results where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; else as aic_evaluate()
 * @since 0.1.0
 */
AIC_INLINE int aic_equivalents(const aic_equivalents_inputs *inputs,
                               aic_equivalents_results *results, aic_error *error)
{
    return aic_evaluate(AIC_EQUIVALENTS, inputs, sizeof *inputs, results, sizeof *results,
                        error);
}

#if defined(__cplusplus)
}
#endif

#endif
