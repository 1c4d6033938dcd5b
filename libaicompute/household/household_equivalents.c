/* household_equivalents: households and persons that use as much energy.
 *
 * Purpose
 *   Divides the energy of a month by what one household uses in a month. This is the
 *   energy basis; households_by_capacity answers another question, and the two are never
 *   mixed.
 *
 * Given
 *   energy_mwh_per_month (MWh/month, required), household_kwh_per_month (kWh/month,
 *   required), persons_per_household (1).
 *
 * Returned
 *   households (1), persons (1).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   That both months have the same number of days is not checked. What a household uses
 *   differs by a factor of twenty between countries (household-kwh-world), so it has no
 *   default; 350 kWh a month is a Korean government figure for four persons
 *   (kr-household-350), and a household figure goes with its own number of persons.
 *   The default number of persons is the world mean; national means run from 2 to 9
 *   (household-sizes-un), Korea 2.12 (census-kr-2023).
 *
 * References
 *   household-kwh-world, kr-household-350, euromonitor-households, household-sizes-un,
 *   census-kr-2023.
 */
#include "aicompute/household.h"

#include "core/constants.h"
#include "core/definition.h"

typedef aic_household_equivalents_inputs given;
typedef aic_household_equivalents_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, energy_mwh_per_month, "MWh/month",
        "Energy that the facility uses in a month.",
        "epoch-datacenters", REQUIRED, 0, 1e21, 300, 2.2e6, AIC_REAL, AIC_LOG),
    ROW(given, household_kwh_per_month, "kWh/month",
        "Electricity that one household uses in a month.",
        "household-kwh-world", REQUIRED, 0.001, 1e9, 45, 1000, AIC_REAL, AIC_LOG),
    ROW(given, persons_per_household, "1", "Mean number of persons in a household.",
        "euromonitor-households", 3.4, 0.1, 100, 2, 9, AIC_COUNT, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, households, "1",
           "Number of households that use as much energy in the same month.",
           "definition", 0, 1e30),
    RESULT(returned, persons, "1",
           "Number of persons in the households that use as much energy.",
           "definition", 0, 1e32),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double energy_kwh = in->energy_mwh_per_month * KWH_PER_MWH;

    out->households = energy_kwh / in->household_kwh_per_month;
    out->persons = out->households * in->persons_per_household;
}

DEFINE_MODEL(household_equivalents, AIC_HOUSEHOLD_EQUIVALENTS, "household", NULL,
             "Households and persons that use as much energy in the same month.",
             "households = energy_mwh_per_month*1000/household_kwh_per_month\n"
             "persons = households*persons_per_household");
