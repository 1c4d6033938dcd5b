/* energy_use: energy of a facility in a day, a month and a year.
 *
 * Purpose
 *   Multiplies the power of a facility by its load factor and the hours.
 *
 * Given
 *   facility_power_mw (MW, required), load_factor (1), days_per_month (day/month).
 *
 * Returned
 *   energy_mwh_per_day (MWh/day), energy_mwh_per_month (MWh/month), energy_mwh_per_year
 *   (MWh/year).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   The month has days_per_month days, 30 by default as the press counts; the year has
 *   8,760 hours. Twelve months of 30 days are 360 days, 1.4 % short of that year.
 *   load_factor 1 counts full power all year, as the press does. Planners assume 0.90 to
 *   1.00; capacity utilization nearer 0.50 is seen (load-factor-2025).
 *
 * References
 *   si-brochure, calendar-month, load-factor-2025, epoch-datacenters.
 */
#include "aicompute/datacenter_energy.h"

#include "core/constants.h"
#include "core/definition.h"

typedef aic_energy_use_inputs given;
typedef aic_energy_use_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, facility_power_mw, "MW",
        "Electrical power of the whole facility, overhead included.",
        "epoch-datacenters", REQUIRED, 0, 1e18, 0, 3000, AIC_REAL, AIC_LINEAR),
    ROW(given, load_factor, "1",
        "Mean power of the facility as a fraction of facility_power_mw.",
        "load-factor-2025", 1, 0, 1, 0.5, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(given, days_per_month, "day/month", "Days counted as one month of energy.",
        "press-month", 30, 1, 31, 28, 31, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, energy_mwh_per_day, "MWh/day",
           "Energy that the facility uses in a day.",
           "si-brochure", 0, 1e20),
    RESULT(returned, energy_mwh_per_month, "MWh/month",
           "Energy that the facility uses in a month.",
           "epoch-datacenters", 0, 1e21),
    RESULT(returned, energy_mwh_per_year, "MWh/year",
           "Energy that the facility uses in a year of 8,760 hours.",
           "epoch-datacenters", 0, 1e22),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double mean_mw = in->facility_power_mw * in->load_factor;

    out->energy_mwh_per_day = mean_mw * HOURS_PER_DAY;
    out->energy_mwh_per_month = mean_mw * HOURS_PER_DAY * in->days_per_month;
    out->energy_mwh_per_year = mean_mw * HOURS_PER_YEAR;
}

DEFINE_MODEL(energy_use, AIC_ENERGY_USE, "datacenter_energy", NULL,
             "Energy of a facility in a day, a month and a year.",
             "energy_mwh_per_day = facility_power_mw*load_factor*24\n"
             "energy_mwh_per_month = facility_power_mw*load_factor*24*days_per_month\n"
             "energy_mwh_per_year = facility_power_mw*load_factor*8760");
