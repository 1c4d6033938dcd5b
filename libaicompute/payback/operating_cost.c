/* operating_cost: what a year of operation costs.
 *
 * Purpose
 *   Adds what is paid for staff, maintenance, insurance and the like, as a share of the
 *   capital, to the cost of electricity and of emissions.
 *
 * Given
 *   capex (cur, required), fixed_opex_share (1/year), electricity_cost_per_year
 *   (cur/year), carbon_cost_per_year (cur/year).
 *
 * Returned
 *   opex_per_year (cur/year).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   Electricity of negative price can make the sum negative. Depreciation is no operating
 *   cost: it is how capital is written off.
 *   Published shares of capital range from 1 to 10 % a year, and seldom say of what
 *   capital: maintenance contracts alone are put at 5 to 10 % of the hardware
 *   (calculatorhub-opex). The default is a judgement within these.
 *
 * References
 *   definition; assumption; calculatorhub-opex.
 */
#include "aicompute/payback.h"

#include "core/definition.h"

typedef aic_operating_cost_inputs given;
typedef aic_operating_cost_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, capex, "cur", "Capital spent, all of it at the start.",
        "jpmorgan-2025", REQUIRED, 0, 1e34, 10000, 1e16, AIC_REAL, AIC_LOG),
    ROW(given, fixed_opex_share, "1/year",
        "Operating cost in a year, energy and carbon apart, as a fraction of capital.",
        "assumption", 0.03, 0, 1, 0.01, 0.1, AIC_REAL, AIC_LINEAR),
    ROW(given, electricity_cost_per_year, "cur/year",
        "Cost of the facility's electricity in a year.",
        "neutral", 0, -1e32, 1e32, 0, 1e14, AIC_REAL, AIC_LINEAR),
    ROW(given, carbon_cost_per_year, "cur/year",
        "Cost of the emissions of a year at their price.",
        "neutral", 0, 0, 1e34, 0, 1e14, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, opex_per_year, "cur/year", "Operating cost in a year.",
           "definition", -1e32, 1e35),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->opex_per_year = in->capex * in->fixed_opex_share +
                         in->electricity_cost_per_year + in->carbon_cost_per_year;
}

DEFINE_MODEL(operating_cost, AIC_OPERATING_COST, "payback", NULL,
             "What a year of operation costs.",
             "opex_per_year = capex*fixed_opex_share + electricity_cost_per_year + "
             "carbon_cost_per_year");
