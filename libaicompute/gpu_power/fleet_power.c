/* fleet_power: electrical power of the IT equipment of a fleet of accelerators.
 *
 * Purpose
 *   Multiplies the power of an accelerator, and of its share of its server, by their
 *   number.
 *
 * Given
 *   gpu_count (1, required), gpu_power_w (W, required), host_power_w (W).
 *
 * Returned
 *   it_power_mw (MW).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   host_power_w is 0 by default: accelerators alone, as the press counts. Chain
 *   server_power before it for the whole node. Switches between servers, storage and
 *   management are not counted.
 *
 * References
 *   epoch-datacenters for sizes; si-brochure for the prefixes.
 */
#include "aicompute/gpu_power.h"

#include "core/constants.h"
#include "core/definition.h"

typedef aic_fleet_power_inputs given;
typedef aic_fleet_power_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, gpu_count, "1", "Number of accelerators.",
        "epoch-datacenters", REQUIRED, 0, 1e12, 8, 1e6, AIC_COUNT, AIC_LOG),
    ROW(given, gpu_power_w, "W",
        "Mean electrical power of one accelerator while it is on.",
        "epoch-hardware", REQUIRED, 0, 1e7, 30, 1400, AIC_REAL, AIC_LOG),
    ROW(given, host_power_w, "W",
        "Power of one accelerator's share of its server beside it, losses included.",
        "neutral", 0, 0, 1e9, 0, 600, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, it_power_mw, "MW", "Electrical power of the IT equipment.",
           "epoch-datacenters", 0, 1e16),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->it_power_mw = mw_of_w(in->gpu_count * (in->gpu_power_w + in->host_power_w));
}

DEFINE_MODEL(fleet_power, AIC_FLEET_POWER, "gpu_power", NULL,
             "Electrical power of the IT equipment of a fleet of accelerators.",
             "it_power_mw = gpu_count*(gpu_power_w + host_power_w)/1e6");
