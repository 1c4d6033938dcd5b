/* levelized_compute_cost: what one sold hour of an accelerator costs.
 *
 * Purpose
 *   Capital at its rate and life, fixed operating cost, energy and carbon of a year,
 *   divided by the hours of that year that are sold.
 *
 * Given
 *   capex_per_gpu (cur, required), residual_fraction (1), life_years (year),
 *   discount_rate (1/year), fixed_opex_share (1/year), availability (1), utilization
 *   (1), server_share_w (W, required), server_busy_power_fraction (1),
 *   server_idle_power_fraction (1), pue (1), electricity_price_per_kwh (cur/kWh,
 *   required), grid_gco2e_per_kwh (g/kWh), carbon_price_per_t (cur/t).
 *
 * Returned
 *   capital_cost_per_gpu_hour, fixed_cost_per_gpu_hour, energy_cost_per_gpu_hour,
 *   carbon_cost_per_gpu_hour, cost_per_gpu_hour (cur/h), energy_kwh_per_gpu_hour (kWh/h).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   Included: capital less what is left of it, the return on it, fixed operating cost as
 *   a share of capital, electricity of the whole facility while on, busy or not, and its
 *   emissions at their price. Not included: tax, demand charges, embodied emissions,
 *   interest during construction. Rate and prices are both real or both nominal.
 *   The server draws from its accelerators' share of its nameplate while on: training ran
 *   an 8 x H100 node at 0.76 of 10.2 kW, at most 0.82 (newkirk-2025, latif-2024). 0.30
 *   when idle is what accelerators at 0.12 of their TDP and half the power of the rest
 *   make of that node: (8*84 + 2300)/10200. While off nothing is drawn: availability
 *   cancels from energy an hour.
 *   The usual range of utilization is of what is sold, not of arithmetic units in use.
 *
 * References
 *   Levelized cost as the level price at which worths of revenue and cost are equal
 *   (annuity); newkirk-2025, latif-2024, byterobust-2025, jpmorgan-2025,
 * server-lives-10k.
 */
#include "aicompute/compute_cost.h"

#include "core/constants.h"
#include "core/definition.h"
#include "investment/annuity.h"

/* Exact (si-brochure). */
enum { GRAMS_PER_TONNE = 1000000 };

typedef aic_levelized_compute_cost_inputs given;
typedef aic_levelized_compute_cost_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, capex_per_gpu, "cur", "Capital spent for each accelerator.",
        "epoch-2024-cost", REQUIRED, 0, 1e34, 3000, 3e8, AIC_REAL, AIC_LOG),
    ROW(given, residual_fraction, "1",
        "Value left at the end as a fraction of the capital spent.",
        "neutral", 0, 0, 1, 0, 0.4, AIC_FRACTION, AIC_LINEAR),
    ROW(given, life_years, "year",
        "Economic life of the accelerators and what is written off with them.",
        "server-lives-10k", 5, 0.01, 200, 3, 6, AIC_REAL, AIC_LINEAR),
    ROW(given, discount_rate, "1/year", "Target return or cost of capital.",
        "jpmorgan-2025", 0.1, 0, 10, 0.04, 0.2, AIC_REAL, AIC_LINEAR),
    ROW(given, fixed_opex_share, "1/year",
        "Operating cost in a year, energy and carbon apart, as a fraction of capital.",
        "assumption", 0.03, 0, 1, 0.01, 0.1, AIC_REAL, AIC_LINEAR),
    ROW(given, availability, "1", "Share of the hours of a year an accelerator is on.",
        "byterobust-2025", 0.97, 0.001, 1, 0.9, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(given, utilization, "1",
        "Share of the hours an accelerator is on in which it is busy.",
        "neutral", 1, 0.001, 1, 0.2, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(given, server_share_w, "W",
        "Nameplate power of a server divided by the number of its accelerators.",
        "newkirk-2025", REQUIRED, 0, 1e7, 300, 3000, AIC_REAL, AIC_LOG),
    ROW(given, server_busy_power_fraction, "1",
        "Power of a server while busy, as a fraction of its nameplate.",
        "newkirk-2025", 0.75, 0, 2, 0.5, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(given, server_idle_power_fraction, "1",
        "Power of a server while on and not busy, as a fraction of its nameplate.",
        "assumption", 0.30, 0, 1, 0.1, 0.5, AIC_FRACTION, AIC_LINEAR),
    ROW(given, pue, "1", "Power usage effectiveness, facility power divided by IT power.",
        "uptime-2025", 1.54, 1, 100, 1.04, 1.8, AIC_REAL, AIC_LINEAR),
    ROW(given, electricity_price_per_kwh, "cur/kWh",
        "Price of electricity, which may be negative.",
        "globalpetrolprices-2025", REQUIRED, -1e6, 1e6, 0.03, 400, AIC_REAL, AIC_LOG),
    ROW(given, grid_gco2e_per_kwh, "g/kWh",
        "Emissions of the electricity used, as CO2 equivalent.",
        "neutral", 0, 0, 10000, 0, 900, AIC_REAL, AIC_LINEAR),
    ROW(given, carbon_price_per_t, "cur/t",
        "Price of emitting a tonne of CO2 equivalent.",
        "neutral", 0, 0, 1e9, 0, 1.3e5, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, capital_cost_per_gpu_hour, "cur/h",
           "Capital and the return on it for one hour sold.", "annuity", 0, 1e40),
    RESULT(returned, fixed_cost_per_gpu_hour, "cur/h",
           "Fixed operating cost for one hour sold.", "definition", 0, 1e38),
    RESULT(returned, energy_cost_per_gpu_hour, "cur/h",
           "Electricity of the facility for one hour sold.", "definition", -1e17, 1e17),
    RESULT(returned, carbon_cost_per_gpu_hour, "cur/h",
           "Emissions at their price for one hour sold.", "definition", 0, 1e18),
    RESULT(returned, cost_per_gpu_hour, "cur/h",
           "Cost of one hour of an accelerator sold, return on capital included.",
           "annuity", -1e17, 1e40),
    RESULT(returned, energy_kwh_per_gpu_hour, "kWh/h",
           "Electricity of the facility for each hour sold.", "definition", 0, 1e10),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double busy = in->server_busy_power_fraction * in->utilization;
    double idle = in->server_idle_power_fraction * (1 - in->utilization);
    double hours = HOURS_PER_YEAR * in->availability * in->utilization;
    double factor = recovery_factor(in->discount_rate, in->life_years);
    double capital =
        (1 - in->residual_fraction) * factor + in->residual_fraction * in->discount_rate;
    double energy =
        in->server_share_w / W_PER_KW * in->pue * ((busy + idle) / in->utilization);
    double tonnes = energy * in->grid_gco2e_per_kwh / GRAMS_PER_TONNE;

    out->capital_cost_per_gpu_hour = in->capex_per_gpu * capital / hours;
    out->fixed_cost_per_gpu_hour = in->capex_per_gpu * in->fixed_opex_share / hours;
    out->energy_cost_per_gpu_hour = energy * in->electricity_price_per_kwh;
    out->carbon_cost_per_gpu_hour = tonnes * in->carbon_price_per_t;
    out->cost_per_gpu_hour =
        out->capital_cost_per_gpu_hour + out->fixed_cost_per_gpu_hour +
        (out->energy_cost_per_gpu_hour + out->carbon_cost_per_gpu_hour);
    out->energy_kwh_per_gpu_hour = energy;
}

DEFINE_MODEL(levelized_compute_cost, AIC_LEVELIZED_COMPUTE_COST, "compute_cost", NULL,
             "What one sold hour of an accelerator costs.",
             "capital_cost_per_gpu_hour = capex_per_gpu*((1 - "
             "residual_fraction)*discount_rate/(1 - (1 + discount_rate)^-life_years) + "
             "residual_fraction*discount_rate)/(8760*availability*utilization)\n"
             "fixed_cost_per_gpu_hour = "
             "capex_per_gpu*fixed_opex_share/(8760*availability*utilization)\n"
             "energy_kwh_per_gpu_hour = "
             "server_share_w/1000*pue*(server_busy_power_fraction*utilization + "
             "server_idle_power_fraction*(1 - utilization))/utilization\n"
             "energy_cost_per_gpu_hour = "
             "energy_kwh_per_gpu_hour*electricity_price_per_kwh\n"
             "carbon_cost_per_gpu_hour = "
             "energy_kwh_per_gpu_hour*grid_gco2e_per_kwh/1e6*carbon_price_per_t\n"
             "cost_per_gpu_hour = capital_cost_per_gpu_hour + fixed_cost_per_gpu_hour + "
             "energy_cost_per_gpu_hour + carbon_cost_per_gpu_hour");
