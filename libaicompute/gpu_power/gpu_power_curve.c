/* gpu_power_curve: power of one accelerator against its activity.
 *
 * Purpose
 *   Power between the floor of an open context and full activity, for schedulers and
 *   simulators. At activity 0 it is the idle power.
 *
 * Given
 *   gpu_idle_w (W, required), gpu_active_w (W), gpu_peak_w (W, required), activity (1,
 *   required), curve_exponent (1).
 *
 * Returned
 *   gpu_power_w (W).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; AIC_E_CONDITION when gpu_peak_w is below gpu_idle_w or
 *   gpu_active_w.
 *
 * Notes
 *   The floor is the larger of gpu_active_w and gpu_idle_w, so the default of
 *   gpu_active_w, 0, stands for not given: the idle power is a sound lower bound of the
 *   floor. An open context adds 26 to 66 W to bare idle on H100, A100 and L40S
 *   (parking-tax-2026).
 *   For exponents from 1 to 2 the curve rises all the way from the floor to the peak;
 *   outside it turns back, which is why these are the hard bounds. The exponent was
 *   fitted to servers with CPUs; that it fits an accelerator is not checked.
 *
 * References
 *   Fan, Weber and Barroso, Power Provisioning for a Warehouse-sized Computer, ISCA 2007
 *   (fan-2007): idle + (busy - idle)*(2u - u^r), r = 1.4. epoch-hardware for the peak.
 */
#include "aicompute/gpu_power.h"

#include "core/definition.h"

typedef aic_gpu_power_curve_inputs given;
typedef aic_gpu_power_curve_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, gpu_idle_w, "W", "Power of one accelerator that is on and does nothing.",
        "parking-tax-2026", REQUIRED, 0, 1e6, 15, 150, AIC_REAL, AIC_LINEAR),
    ROW(given, gpu_active_w, "W",
        "Power with a context open and no work, never taken below gpu_idle_w.",
        "neutral", 0, 0, 1e6, 0, 200, AIC_REAL, AIC_LINEAR),
    ROW(given, gpu_peak_w, "W", "Power of one accelerator at full activity.",
        "epoch-hardware", REQUIRED, 0, 1e6, 200, 1400, AIC_REAL, AIC_LINEAR),
    ROW(given, activity, "1",
        "How active an accelerator is, from 0 at rest to 1 at full activity.",
        "fan-2007", REQUIRED, 0, 1, 0, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(given, curve_exponent, "1",
        "Bend of power against activity, 1 being a straight line.",
        "fan-2007", 1.4, 1, 2, 1, 2, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, gpu_power_w, "W",
           "Mean electrical power of one accelerator while it is on.",
           "epoch-hardware", 0, 1e7),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double idle_w = in->gpu_idle_w, active_w = in->gpu_active_w;
    double floor_w = active_w > idle_w ? active_w : idle_w;
    double rise = 2 * in->activity - pow(in->activity, in->curve_exponent);
    out->gpu_power_w =
        in->activity > 0 ? floor_w + (in->gpu_peak_w - floor_w) * rise : idle_w;
}

static const condition *check(const double *values)
{
    static const condition peak_too_low = {
        INDEX(given, gpu_peak_w), "must not be below gpu_idle_w or gpu_active_w"};
    double peak_w = values[INDEX(given, gpu_peak_w)];
    return peak_w < values[INDEX(given, gpu_idle_w)] ||
                   peak_w < values[INDEX(given, gpu_active_w)]
               ? &peak_too_low
               : NULL;
}

DEFINE_MODEL(gpu_power_curve, AIC_GPU_POWER_CURVE, "gpu_power", check,
             "Power of one accelerator against its activity.",
             "gpu_power_w = gpu_idle_w where activity = 0, else floor + (gpu_peak_w - "
             "floor)*(2*activity - activity^curve_exponent)\n"
             "floor = the larger of gpu_active_w and gpu_idle_w");
