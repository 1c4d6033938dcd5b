/* gpu_capex: capital spent on a fleet of accelerators and its building.
 *
 * Purpose
 *   From the price of one accelerator to that of servers, of the cluster with its
 *   interconnect, and of the facility.
 *
 * Given
 *   gpu_count (1, required), gpu_price (cur, required), server_price_ratio (1),
 *   interconnect_share (1), facility_power_mw (MW), facility_cost_per_mw (cur/MW).
 *
 * Returned
 *   gpu_cost (cur), cluster_cost (cur), facility_cost (cur), capex (cur), capex_per_gpu
 *   (cur).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   The server ratio and the interconnect share are of H100-class clusters
 *   (epoch-2024-cost). A DGX price split gives a ratio of 1.38 (gpu-capex-dgx-2023);
 *   others give the interconnect 0.15 to 0.25 (network-share), small clusters less.
 *   The facility is left out by default. Published building costs are often for each MW
 *   of IT load (cushman-2025): divide those by the PUE first. All-in figures that hold
 *   the chips too would count them twice.
 *   Street prices of 2026: 30,000 to 40,000 USD (gpu-street-2026). Money has no fixed
 *   currency: the usual ranges run from dollar-size to won-size figures.
 *
 * References
 *   Epoch AI, The rising costs of training frontier AI models, arXiv 2405.21015
 *   (epoch-2024-cost); epoch-chip-costs, gpu-street-2026, gpu-capex-dgx-2023,
 *   network-share, cushman-2025, epoch-datacenters.
 */
#include "aicompute/investment.h"

#include "core/definition.h"

typedef aic_gpu_capex_inputs given;
typedef aic_gpu_capex_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, gpu_count, "1", "Number of accelerators.",
        "epoch-datacenters", REQUIRED, 1, 1e12, 8, 1e6, AIC_COUNT, AIC_LOG),
    ROW(given, gpu_price, "cur", "Price of one accelerator.",
        "epoch-chip-costs", REQUIRED, 0, 1e12, 2500, 7e7, AIC_REAL, AIC_LOG),
    ROW(given, server_price_ratio, "1",
        "Price of a server divided by that of its accelerators.",
        "epoch-2024-cost", 1.64, 1, 100, 1.2, 2.2, AIC_REAL, AIC_LINEAR),
    ROW(given, interconnect_share, "1",
        "Share of the interconnect in the cost of a cluster.",
        "epoch-2024-cost", 0.19, 0, 0.95, 0.08, 0.3, AIC_FRACTION, AIC_LINEAR),
    ROW(given, facility_power_mw, "MW",
        "Electrical power of the whole facility, overhead included.",
        "neutral", 0, 0, 1e18, 0, 3000, AIC_REAL, AIC_LINEAR),
    ROW(given, facility_cost_per_mw, "cur/MW",
        "Cost of building a facility for each MW of facility_power_mw.",
        "neutral", 0, 0, 1e15, 0, 2.5e10, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, gpu_cost, "cur", "Cost of the accelerators alone.",
           "definition", 0, 1e25),
    RESULT(returned, cluster_cost, "cur",
           "Cost of the servers, accelerators included, and their interconnect.",
           "epoch-2024-cost", 0, 1e28),
    RESULT(returned, facility_cost, "cur", "Cost of building the facility.",
           "definition", 0, 1e34),
    RESULT(returned, capex, "cur", "Capital spent, all of it at the start.",
           "jpmorgan-2025", 0, 1e34),
    RESULT(returned, capex_per_gpu, "cur", "Capital spent for each accelerator.",
           "epoch-2024-cost", 0, 1e34),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->gpu_cost = in->gpu_count * in->gpu_price;
    out->cluster_cost =
        out->gpu_cost * in->server_price_ratio / (1 - in->interconnect_share);
    out->facility_cost = in->facility_power_mw * in->facility_cost_per_mw;
    out->capex = out->cluster_cost + out->facility_cost;
    out->capex_per_gpu = out->capex / in->gpu_count;
}

DEFINE_MODEL(gpu_capex, AIC_GPU_CAPEX, "investment", NULL,
             "Capital spent on a fleet of accelerators and its building.",
             "gpu_cost = gpu_count*gpu_price\n"
             "cluster_cost = gpu_cost*server_price_ratio/(1 - interconnect_share)\n"
             "facility_cost = facility_power_mw*facility_cost_per_mw\n"
             "capex = cluster_cost + facility_cost\n"
             "capex_per_gpu = capex/gpu_count");
