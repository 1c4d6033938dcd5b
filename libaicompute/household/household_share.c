/* household_share: energy of one accelerator as a fraction of a household's.
 *
 * Purpose
 *   Divides what one accelerator uses in a month by what one household uses.
 *
 * Given
 *   gpu_energy_kwh_per_month (kWh/month, required), household_kwh_per_month (kWh/month,
 *   required).
 *
 * Returned
 *   household_fraction (1).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   That both months have the same number of days is not checked. The fraction may exceed
 *   1.
 *
 * References
 *   household-kwh-world, kr-household-350, si-brochure.
 */
#include "aicompute/household.h"

#include "core/definition.h"

typedef aic_household_share_inputs given;
typedef aic_household_share_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, gpu_energy_kwh_per_month, "kWh/month",
        "Energy that one accelerator uses in a month.",
        "si-brochure", REQUIRED, 0, 1e9, 10, 1050, AIC_REAL, AIC_LOG),
    ROW(given, household_kwh_per_month, "kWh/month",
        "Electricity that one household uses in a month.",
        "household-kwh-world", REQUIRED, 0.001, 1e9, 45, 1000, AIC_REAL, AIC_LOG),
};

static const aic_variable results[] = {
    RESULT(returned, household_fraction, "1",
           "Energy of one accelerator as a fraction of a household's in the same month.",
           "definition", 0, 1e13),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->household_fraction = in->gpu_energy_kwh_per_month / in->household_kwh_per_month;
}

DEFINE_MODEL(household_share, AIC_HOUSEHOLD_SHARE, "household", NULL,
             "Energy of one accelerator as a fraction of a household's in the same "
             "month.",
             "household_fraction = gpu_energy_kwh_per_month/household_kwh_per_month");
