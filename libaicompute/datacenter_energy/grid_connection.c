/* grid_connection: what a grid connection leaves for generators to supply.
 *
 * Purpose
 *   The power that a connection cannot supply, the on-site generators that would, and the
 *   load in power plants.
 *
 * Given
 *   facility_power_mw (MW, required), grid_capacity_mw (MW, required), generator_unit_mw
 *   (MW), generator_spares (1), plant_mw (MW).
 *
 * Returned
 *   shortfall_mw (MW), grid_share_served (1), generators_needed (1), plant_equivalents
 *   (1).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   A shortfall within 1e-9 of a whole number of units counts as that number, so that
 *   rounding adds no generator. Without a shortfall no generator is needed, spares
 *   included. The spares need not be whole, and are then added as they are.
 *   One spare is the N+1 rule. Availability, ramping, energy and fuel of the generators
 *   are not considered, nor what the plant's own load and outages take.
 *   Usual sizes: 2.5 MW sets served the first phase of Colossus (colossus-generators)
 *   beside a small grid supply (colossus-timeline); 300 to 1,600 MW spans small and large
 *   reactors.
 *
 * References
 *   colossus-generators, colossus-timeline, reactor-1gw, epoch-datacenters.
 */
#include "aicompute/datacenter_energy.h"

#include "core/definition.h"

/* Units from a whole number at which a shortfall counts as whole: by definition. */
static const double WHOLE_UNIT_TOLERANCE = 1e-9;

typedef aic_grid_connection_inputs given;
typedef aic_grid_connection_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, facility_power_mw, "MW",
        "Electrical power of the whole facility, overhead included.",
        "epoch-datacenters", REQUIRED, 0, 1e18, 0, 3000, AIC_REAL, AIC_LINEAR),
    ROW(given, grid_capacity_mw, "MW", "Power that the grid connection can supply.",
        "colossus-timeline", REQUIRED, 0, 1e18, 0, 3000, AIC_REAL, AIC_LINEAR),
    ROW(given, generator_unit_mw, "MW", "Power of one on-site generator.",
        "colossus-generators", 2.5, 1e-6, 1e6, 1, 20, AIC_REAL, AIC_LOG),
    ROW(given, generator_spares, "1",
        "Number of on-site generators beyond those that carry the shortfall.",
        "assumption", 1, 0, 1e6, 0, 4, AIC_COUNT, AIC_LINEAR),
    ROW(given, plant_mw, "MW",
        "Power of the power plant that the facility is compared with.",
        "reactor-1gw", 1000, 0.001, 1e6, 300, 1600, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, shortfall_mw, "MW",
           "Power of the facility beyond what the grid connection can supply.",
           "definition", 0, 1e18),
    RESULT(returned, grid_share_served, "1",
           "Share of the facility's power that the grid can supply, 1 without load.",
           "definition", 0, 1),
    RESULT(returned, generators_needed, "1",
           "Number of on-site generators, whole units for the shortfall plus spares.",
           "definition", 0, 1e26),
    RESULT(returned, plant_equivalents, "1",
           "Power of the facility divided by that of one power plant.",
           "definition", 0, 1e22),
};
/* clang-format on */

/* Whole units that carry `shortfall_mw`. */
static inline double whole_units(double shortfall_mw, double unit_mw)
{
    double units = shortfall_mw / unit_mw;
    double nearest = floor(units + 0.5);
    return fabs(units - nearest) <= WHOLE_UNIT_TOLERANCE ? nearest : ceil(units);
}

static inline void kernel(const given *in, returned *out)
{
    double load_mw = in->facility_power_mw, grid_mw = in->grid_capacity_mw;
    double shortfall_mw = load_mw > grid_mw ? load_mw - grid_mw : 0;
    double units = whole_units(shortfall_mw, in->generator_unit_mw);

    out->shortfall_mw = shortfall_mw;
    out->grid_share_served = load_mw > grid_mw ? grid_mw / load_mw : 1;
    out->generators_needed = units > 0 ? units + in->generator_spares : 0;
    out->plant_equivalents = load_mw / in->plant_mw;
}

DEFINE_MODEL(grid_connection, AIC_GRID_CONNECTION, "datacenter_energy", NULL,
             "What a grid connection leaves for generators to supply, and the load in "
             "power plants.",
             "shortfall_mw = the larger of facility_power_mw - grid_capacity_mw and 0\n"
             "grid_share_served = the smaller of grid_capacity_mw/facility_power_mw "
             "and 1, and 1 without load\n"
             "generators_needed = shortfall_mw/generator_unit_mw rounded up + "
             "generator_spares, and 0 without a shortfall\n"
             "plant_equivalents = facility_power_mw/plant_mw");
