/* electricity_cost: cost of a facility's electricity in a year.
 *
 * Purpose
 *   Energy at its price, and a demand charge for each kW and month.
 *
 * Given
 *   energy_mwh_per_year (MWh/year, required), facility_power_mw (MW, required),
 *   electricity_price_per_kwh (cur/kWh, required), demand_charge_per_kw_month
 *   (cur/kW/month).
 *
 * Returned
 *   electricity_cost_per_year (cur/year).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   One price for all hours, and the same billed power, that of the facility, in all
 *   twelve months. Taxes, losses and power factor are in the price or nowhere. The price
 *   may be negative, and then the cost.
 *   Money has no fixed currency: the usual ranges run from dollar-size to won-size
 *   figures. Per currency: USD 0.03 to 0.40 a kWh (eia-epa-2023), EUR 0.05 to 0.40
 *   (eurostat-2023), KRW 80 to 250 and a basic charge of 5,550 to 6,490 a kW and month
 *   (kepco-tariff-2024).
 *
 * References
 *   globalpetrolprices-2025, eia-epa-2023, eurostat-2023, kepco-tariff-2024.
 */
#include "aicompute/datacenter_energy.h"

#include "core/constants.h"
#include "core/definition.h"

typedef aic_electricity_cost_inputs given;
typedef aic_electricity_cost_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, energy_mwh_per_year, "MWh/year",
        "Energy that the facility uses in a year of 8,760 hours.",
        "epoch-datacenters", REQUIRED, 0, 1e22, 4000, 2.63e7, AIC_REAL, AIC_LOG),
    ROW(given, facility_power_mw, "MW",
        "Electrical power of the whole facility, overhead included.",
        "epoch-datacenters", REQUIRED, 0, 1e18, 0, 3000, AIC_REAL, AIC_LINEAR),
    ROW(given, electricity_price_per_kwh, "cur/kWh",
        "Price of electricity, which may be negative.",
        "globalpetrolprices-2025", REQUIRED, -1e6, 1e6, 0.03, 400, AIC_REAL, AIC_LOG),
    ROW(given, demand_charge_per_kw_month, "cur/kW/month",
        "Charge a month for each kW of facility_power_mw.",
        "neutral", 0, 0, 1e9, 0, 10000, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, electricity_cost_per_year, "cur/year",
           "Cost of the facility's electricity in a year.",
           "definition", -1e32, 1e32),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double energy_kwh = in->energy_mwh_per_year * KWH_PER_MWH;
    double billed_kw = in->facility_power_mw * KW_PER_MW;

    out->electricity_cost_per_year =
        energy_kwh * in->electricity_price_per_kwh +
        billed_kw * in->demand_charge_per_kw_month * MONTHS_PER_YEAR;
}

DEFINE_MODEL(electricity_cost, AIC_ELECTRICITY_COST, "datacenter_energy", NULL,
             "Cost of a facility's electricity in a year.",
             "electricity_cost_per_year = "
             "energy_mwh_per_year*1000*electricity_price_per_kwh + "
             "facility_power_mw*1000*demand_charge_per_kw_month*12");
