/* server_power: power of a server, and what each accelerator's share of it draws.
 *
 * Purpose
 *   Adds to the accelerators of a server the rest of it, its fans and the losses of its
 *   power supplies, and divides the whole among the accelerators.
 *
 * Given
 *   gpu_power_w (W, required), gpus_per_server (1), server_base_w (W), server_fan_w (W),
 *   psu_efficiency (1).
 *
 * Returned
 *   server_power_w (W), host_power_w (W), it_to_gpu_power_ratio (1).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   The base and fan powers are the one calibration of the library
 *   (calibration-h100-node): round figures such that eight H100 at 595 W each draw 8,083
 *   W at the inlet, between the measured 7.7 and 8.4 kW of a node rated 10.2 kW. They
 *   must not be validated against those measurements again. Of the base some 770 W are
 *   known by part: two CPUs of up to 350 W (xeon-350w) and eight optical transceivers of
 *   9 W (nvidia-osfp-400g).
 *   Fans and supply efficiency are constant: neither follows the load. gpus_per_server
 *   need not be whole. gpu_power_w must not be 0, or there would be no ratio.
 *   host_power_w is computed without taking the accelerators off the whole, so that no
 *   digits cancel: server_power_w/gpus_per_server - gpu_power_w is the same.
 *
 * References
 *   calibration-h100-node, latif-2024, newkirk-2025, nvidia-basepod, xeon-350w,
 *   nvidia-osfp-400g, server-fans-2009, 80plus-titanium.
 */
#include "aicompute/gpu_power.h"

#include "core/definition.h"

typedef aic_server_power_inputs given;
typedef aic_server_power_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, gpu_power_w, "W",
        "Mean electrical power of one accelerator while it is on.",
        "epoch-hardware", REQUIRED, 0.001, 1e7, 30, 1400, AIC_REAL, AIC_LOG),
    ROW(given, gpus_per_server, "1", "Number of accelerators in one server.",
        "nvidia-basepod", 8, 1, 1e6, 4, 16, AIC_COUNT, AIC_LINEAR),
    ROW(given, server_base_w, "W",
        "Power of one server apart from its accelerators, fans and supply losses.",
        "calibration-h100-node", 2000, 0, 1e7, 1200, 2600, AIC_REAL, AIC_LINEAR),
    ROW(given, server_fan_w, "W", "Power of the fans of one server.",
        "calibration-h100-node", 1000, 0, 1e7, 100, 1500, AIC_REAL, AIC_LINEAR),
    ROW(given, psu_efficiency, "1",
        "Output of a server's power supplies as a fraction of their input.",
        "80plus-titanium", 0.96, 0.1, 1, 0.9, 0.98, AIC_FRACTION, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, server_power_w, "W",
           "Electrical power of one server, supply losses included.",
           "definition", 0, 1e15),
    RESULT(returned, host_power_w, "W",
           "Power of one accelerator's share of its server beside it, losses included.",
           "calibration-h100-node", 0, 1e9),
    RESULT(returned, it_to_gpu_power_ratio, "1",
           "Power of a server divided by that of its accelerators.",
           "definition", 1, 1e12),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double gpus_w = in->gpus_per_server * in->gpu_power_w;
    double rest_w = in->server_base_w + in->server_fan_w;
    double lost_w = in->gpu_power_w * (1 - in->psu_efficiency);

    out->server_power_w = (gpus_w + rest_w) / in->psu_efficiency;
    out->host_power_w = (rest_w / in->gpus_per_server + lost_w) / in->psu_efficiency;
    out->it_to_gpu_power_ratio = out->server_power_w / gpus_w;
}

DEFINE_MODEL(server_power, AIC_SERVER_POWER, "gpu_power", NULL,
             "Power of a server, and what one accelerator's share of it draws beside "
             "the accelerator.",
             "server_power_w = (gpus_per_server*gpu_power_w + server_base_w + "
             "server_fan_w)/psu_efficiency\n"
             "host_power_w = server_power_w/gpus_per_server - gpu_power_w\n"
             "it_to_gpu_power_ratio = server_power_w/(gpus_per_server*gpu_power_w)");
