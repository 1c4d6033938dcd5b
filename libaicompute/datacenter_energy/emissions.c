/* emissions: emissions of a facility in a year, and what they cost.
 *
 * Purpose
 *   Emissions of the electricity used, those of making the equipment spread evenly over
 *   its life, and both at a price.
 *
 * Given
 *   energy_mwh_per_year (MWh/year, required), grid_gco2e_per_kwh (g/kWh, required),
 *   carbon_price_per_t (cur/t), embodied_tco2e (t), life_years (year).
 *
 * Returned
 *   operational_tco2e_per_year (t/year), embodied_tco2e_per_year (t/year),
 *   emissions_tco2e_per_year (t/year), carbon_cost_per_year (cur/year).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   The grid factor may be a lifecycle or a direct one, and the model cannot tell: the
 *   usual range is of lifecycle factors (ember-owid: world 458 g/kWh; 28 to 816 from the
 *   5th to the 95th percentile of countries and regions), direct ones are lower. It is
 *   location-based: certificates are not considered.
 *   embodied_tco2e is 0 by default, which leaves it out; some 318 kg of CO2 were found
 *   for each A100 and its share of the server (chien-2023-embodied). The price applies to
 *   embodied emissions too; a scheme that prices electricity alone wants embodied_tco2e
 *   0.
 *   Filings give servers 4 to 6 years (server-lives-10k, amazon-life-2025).
 *   Usual prices run from EUR-size to KRW-size figures: EUR 65 to 84 a tonne
 *   (argus-ets-2024), KRW 38,100 (kets-2019).
 *
 * References
 *   ember-owid, argus-ets-2024, kets-2019, chien-2023-embodied, server-lives-10k,
 *   amazon-life-2025.
 */
#include "aicompute/datacenter_energy.h"

#include "core/definition.h"

/* g/kWh is kg/MWh (si-brochure). */
enum { KG_PER_T = 1000 };

typedef aic_emissions_inputs given;
typedef aic_emissions_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, energy_mwh_per_year, "MWh/year",
        "Energy that the facility uses in a year of 8,760 hours.",
        "epoch-datacenters", REQUIRED, 0, 1e22, 4000, 2.63e7, AIC_REAL, AIC_LOG),
    ROW(given, grid_gco2e_per_kwh, "g/kWh",
        "Emissions of the electricity used, as CO2 equivalent.",
        "ember-owid", REQUIRED, 0, 10000, 0, 900, AIC_REAL, AIC_LINEAR),
    ROW(given, carbon_price_per_t, "cur/t",
        "Price of emitting a tonne of CO2 equivalent.",
        "neutral", 0, 0, 1e9, 0, 1.3e5, AIC_REAL, AIC_LINEAR),
    ROW(given, embodied_tco2e, "t",
        "Emissions of making the equipment, as CO2 equivalent.",
        "neutral", 0, 0, 1e15, 0, 5e5, AIC_REAL, AIC_LINEAR),
    ROW(given, life_years, "year",
        "Economic life of the accelerators and what is written off with them.",
        "server-lives-10k", 5, 0.01, 200, 3, 6, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, operational_tco2e_per_year, "t/year",
           "Emissions of the electricity used in a year, as CO2 equivalent.",
           "definition", 0, 1e24),
    RESULT(returned, embodied_tco2e_per_year, "t/year",
           "Emissions of making the equipment, spread evenly over life_years.",
           "definition", 0, 1e18),
    RESULT(returned, emissions_tco2e_per_year, "t/year",
           "Operational and embodied emissions of a year, as CO2 equivalent.",
           "definition", 0, 1e24),
    RESULT(returned, carbon_cost_per_year, "cur/year",
           "Cost of the emissions of a year at their price.",
           "definition", 0, 1e34),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double operational_t = in->energy_mwh_per_year * in->grid_gco2e_per_kwh / KG_PER_T;
    double embodied_t = in->embodied_tco2e / in->life_years;

    out->operational_tco2e_per_year = operational_t;
    out->embodied_tco2e_per_year = embodied_t;
    out->emissions_tco2e_per_year = operational_t + embodied_t;
    out->carbon_cost_per_year = (operational_t + embodied_t) * in->carbon_price_per_t;
}

DEFINE_MODEL(emissions, AIC_EMISSIONS, "datacenter_energy", NULL,
             "Emissions of a facility in a year, and what they cost.",
             "operational_tco2e_per_year = energy_mwh_per_year*grid_gco2e_per_kwh/1000\n"
             "embodied_tco2e_per_year = embodied_tco2e/life_years\n"
             "emissions_tco2e_per_year = operational_tco2e_per_year + "
             "embodied_tco2e_per_year\n"
             "carbon_cost_per_year = emissions_tco2e_per_year*carbon_price_per_t");
