/* gpu_power: mean power of one accelerator over the hours it is on.
 *
 * Purpose
 *   The mean of busy and idle power, weighted with the share of the hours in each.
 *
 * Given
 *   gpu_tdp_w (W, required), gpu_busy_power_fraction (1), gpu_idle_power_fraction (1),
 *   utilization (1).
 *
 * Returned
 *   gpu_power_w (W).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   Power while busy is one number: within a workload it varies, and the model does not
 *   check which workload it was measured on. Published measurements of training (0.76,
 *   newkirk-2025, and 0.82, latif-2024) are of a whole node against its nameplate; the
 *   default 0.85 is their reading for the accelerator and was not itself measured.
 *   Fractions above 1 are accepted for boosts beyond the rating.
 *   Idle: 0.105 and 0.115 were measured on H200; 0.228 on H100 PCIe
 *   (h100-pcie-idle-2025).
 *   utilization 1 counts accelerators as always busy, as the press does.
 *
 * References
 *   latif-2024, newkirk-2025, h200-idle-2026, h100-pcie-idle-2025, epoch-hardware.
 */
#include "aicompute/gpu_power.h"

#include "core/definition.h"

typedef aic_gpu_power_inputs given;
typedef aic_gpu_power_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, gpu_tdp_w, "W", "Rated thermal design power of one accelerator.",
        "epoch-hardware", REQUIRED, 0, 1e6, 70, 1400, AIC_REAL, AIC_LOG),
    ROW(given, gpu_busy_power_fraction, "1",
        "Power of an accelerator while it is busy, as a fraction of gpu_tdp_w.",
        "latif-2024", 0.85, 0, 2, 0.5, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(given, gpu_idle_power_fraction, "1",
        "Power of an accelerator while on and not busy, as a fraction of gpu_tdp_w.",
        "h200-idle-2026", 0.12, 0, 1, 0.05, 0.25, AIC_FRACTION, AIC_LINEAR),
    ROW(given, utilization, "1",
        "Share of the hours an accelerator is on in which it is busy.",
        "neutral", 1, 0, 1, 0.2, 1, AIC_FRACTION, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, gpu_power_w, "W",
           "Mean electrical power of one accelerator while it is on.",
           "epoch-hardware", 0, 1e7),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->gpu_power_w =
        in->gpu_tdp_w * (in->gpu_busy_power_fraction * in->utilization +
                         in->gpu_idle_power_fraction * (1 - in->utilization));
}

DEFINE_MODEL(gpu_power, AIC_GPU_POWER, "gpu_power", NULL,
             "Mean electrical power of one accelerator over the hours it is on.",
             "gpu_power_w = gpu_tdp_w*(gpu_busy_power_fraction*utilization + "
             "gpu_idle_power_fraction*(1 - utilization))");
