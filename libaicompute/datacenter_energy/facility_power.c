/* facility_power: power of a facility from that of its IT equipment.
 *
 * Purpose
 *   Multiplies IT power by the power usage effectiveness.
 *
 * Given
 *   it_power_mw (MW, required), pue (1).
 *
 * Returned
 *   facility_power_mw (MW), overhead_power_mw (MW).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   PUE is defined over the energy of a year; taking it for power assumes that overhead
 *   follows the IT load. The default is the newest survey average over all kinds of sites
 *   (uptime-2025). AI sites are nearer 1.1 to 1.3, the best fleets 1.10 to 1.18
 *   (pue-fleets-2023): give the site its own.
 *   That pue is not applied twice is not checked: it_power_mw must not contain overhead.
 *
 * References
 *   iso-30134-2 (definition), uptime-2025, pue-fleets-2023, epoch-datacenters.
 */
#include "aicompute/datacenter_energy.h"

#include "core/definition.h"

typedef aic_facility_power_inputs given;
typedef aic_facility_power_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, it_power_mw, "MW", "Electrical power of the IT equipment.",
        "epoch-datacenters", REQUIRED, 0, 1e16, 0.5, 2500, AIC_REAL, AIC_LOG),
    ROW(given, pue, "1", "Power usage effectiveness, facility power divided by IT power.",
        "uptime-2025", 1.54, 1, 100, 1.04, 1.8, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, facility_power_mw, "MW",
           "Electrical power of the whole facility, overhead included.",
           "epoch-datacenters", 0, 1e18),
    RESULT(returned, overhead_power_mw, "MW",
           "Power of the facility beside its IT equipment.",
           "iso-30134-2", 0, 1e18),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->facility_power_mw = in->it_power_mw * in->pue;
    out->overhead_power_mw = in->it_power_mw * (in->pue - 1);
}

DEFINE_MODEL(facility_power, AIC_FACILITY_POWER, "datacenter_energy", NULL,
             "Power of a facility from that of its IT equipment.",
             "facility_power_mw = it_power_mw*pue\n"
             "overhead_power_mw = it_power_mw*(pue - 1)");
