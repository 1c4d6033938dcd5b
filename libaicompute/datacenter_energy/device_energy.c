/* device_energy: energy of one accelerator in a month.
 *
 * Purpose
 *   Multiplies the power of one accelerator by the hours of a month in which it is on.
 *
 * Given
 *   gpu_power_w (W, required), hours_per_day (h/day), days_per_month (day/month).
 *
 * Returned
 *   gpu_energy_kwh_per_month (kWh/month).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   days_per_month is 30 by default, as the press counts: twelve such months are 1.4 %
 *   short of a year. Neither the rest of the server nor the overhead of the facility is
 *   counted, unless gpu_power_w includes them.
 *
 * References
 *   si-brochure, calendar-month, epoch-hardware.
 */
#include "aicompute/datacenter_energy.h"

#include "core/constants.h"
#include "core/definition.h"

typedef aic_device_energy_inputs given;
typedef aic_device_energy_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, gpu_power_w, "W",
        "Mean electrical power of one accelerator while it is on.",
        "epoch-hardware", REQUIRED, 0, 1e7, 30, 1400, AIC_REAL, AIC_LOG),
    ROW(given, hours_per_day, "h/day", "Hours a day in which the accelerator is on.",
        "definition", 24, 0, 24, 1, 24, AIC_REAL, AIC_LINEAR),
    ROW(given, days_per_month, "day/month", "Days counted as one month of energy.",
        "press-month", 30, 1, 31, 28, 31, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, gpu_energy_kwh_per_month, "kWh/month",
           "Energy that one accelerator uses in a month.",
           "si-brochure", 0, 1e9),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double hours = in->hours_per_day * in->days_per_month;
    out->gpu_energy_kwh_per_month = in->gpu_power_w * hours / W_PER_KW;
}

DEFINE_MODEL(device_energy, AIC_DEVICE_ENERGY, "datacenter_energy", NULL,
             "Energy of one accelerator in a month.",
             "gpu_energy_kwh_per_month = gpu_power_w*hours_per_day*days_per_month/1000");
