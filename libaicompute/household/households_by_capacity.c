/* households_by_capacity: households whose peak power adds up to a facility's power.
 *
 * Purpose
 *   Divides the power of a facility by the peak power of one household. This is the
 *   capacity basis; household_equivalents answers another question, and the two are never
 *   mixed.
 *
 * Given
 *   facility_power_mw (MW, required), household_peak_kw (kW, required).
 *
 * Returned
 *   households_at_peak (1).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   household_peak_kw depends on diversity, so it has no default: over many homes each
 *   adds 1.5 to 2 kW (clnr-admd-2015), the Korean press uses about 3 kW
 *   (kr-capacity-2024), the least that a home contracts there (kepco-contract-3kw), a
 *   single home peaks at 6.3 kW (verdes-demand).
 *
 * References
 *   clnr-admd-2015, kr-capacity-2024, verdes-demand, epoch-datacenters.
 */
#include "aicompute/household.h"

#include "core/constants.h"
#include "core/definition.h"

typedef aic_households_by_capacity_inputs given;
typedef aic_households_by_capacity_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, facility_power_mw, "MW",
        "Electrical power of the whole facility, overhead included.",
        "epoch-datacenters", REQUIRED, 0, 1e18, 0, 3000, AIC_REAL, AIC_LINEAR),
    ROW(given, household_peak_kw, "kW",
        "Peak power of one household, at the diversity that is assumed.",
        "clnr-admd-2015", REQUIRED, 0.001, 1e6, 1, 10, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, households_at_peak, "1",
           "Number of households whose peak power adds up to the facility's.",
           "definition", 0, 1e25),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->households_at_peak = in->facility_power_mw * KW_PER_MW / in->household_peak_kw;
}

DEFINE_MODEL(households_by_capacity, AIC_HOUSEHOLDS_BY_CAPACITY, "household", NULL,
             "Households whose peak power adds up to the power of a facility.",
             "households_at_peak = facility_power_mw*1000/household_peak_kw");
