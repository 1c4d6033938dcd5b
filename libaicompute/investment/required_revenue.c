/* required_revenue: revenue a year that returns capital that wears out.
 *
 * Purpose
 *   The level year-end payment over the life of the capital that returns it, less what is
 *   left of it, with discount_rate on what is outstanding; and the revenue that leaves
 *   this payment and the operating cost.
 *
 * Given
 *   capex (cur, required), discount_rate (1/year), life_years (year), residual_fraction
 *   (1), opex_per_year (cur/year), capital_share (1).
 *
 * Returned
 *   annual_capital_cost (cur/year), required_revenue_per_year (cur/year).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   With r the rate, n the life, v = (1 + r)^-n, f the residual fraction and k = r/(1 -
 *   v) the recovery factor, the definition (1 - f*v)*k is (1 - f)*k + f*r, since 1 - f*v
 *   = (1 - f) + f*(1 - v). The kernel uses the second form, which has no difference of
 *   nearly equal terms and is never negative.
 *   k goes through expm1 and log1p: written out it is 10 % wrong at r = 1e-15 and
 *   infinite at 1e-17. At r = 0 it is 1/n, and below SMALLEST_RATE it does not differ
 *   from that in any digit. Lives need not be whole.
 *   Period 0 is the day the capital is spent; the first payment is one year later. Taxes
 *   and inflation are not considered: rate and money must be both real or both nominal.
 *   Filings give servers 4 to 6 years (server-lives-10k, amazon-life-2025); a residual of
 *   0 is prudent, 0.2 to 0.4 is claimed (residual-gpu).
 *
 * References
 *   Capital recovery factor, by summing a geometric series (annuity); jpmorgan-2025 for
 *   the rate; server-lives-10k, amazon-life-2025, residual-gpu.
 */
#include "aicompute/investment.h"

#include "core/definition.h"
#include "investment/annuity.h"

typedef aic_required_revenue_inputs given;
typedef aic_required_revenue_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, capex, "cur", "Capital spent, all of it at the start.",
        "jpmorgan-2025", REQUIRED, 0, 1e34, 10000, 1e16, AIC_REAL, AIC_LOG),
    ROW(given, discount_rate, "1/year", "Target return or cost of capital.",
        "jpmorgan-2025", 0.1, 0, 10, 0.04, 0.2, AIC_REAL, AIC_LINEAR),
    ROW(given, life_years, "year",
        "Economic life of the accelerators and what is written off with them.",
        "server-lives-10k", 5, 0.01, 200, 3, 6, AIC_REAL, AIC_LINEAR),
    ROW(given, residual_fraction, "1",
        "Value left at the end as a fraction of the capital spent.",
        "neutral", 0, 0, 1, 0, 0.4, AIC_FRACTION, AIC_LINEAR),
    ROW(given, opex_per_year, "cur/year", "Operating cost in a year.",
        "neutral", 0, 0, 1e34, 0, 3e14, AIC_REAL, AIC_LINEAR),
    ROW(given, capital_share, "1",
        "Share of revenue left for capital and for operating cost that is counted.",
        "neutral", 1, 1e-6, 1, 0.2, 1, AIC_FRACTION, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, annual_capital_cost, "cur/year",
           "Level year-end payment that returns capital less its residual value.",
           "annuity", 0, 1e38),
    RESULT(returned, required_revenue_per_year, "cur/year",
           "Revenue a year that earns the required return on the capital considered.",
           "jpmorgan-2025", 0, 1e45),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double wearing =
        (1 - in->residual_fraction) * recovery_factor(in->discount_rate, in->life_years);
    double lasting = in->residual_fraction * in->discount_rate;

    out->annual_capital_cost = in->capex * (wearing + lasting);
    out->required_revenue_per_year =
        (out->annual_capital_cost + in->opex_per_year) / in->capital_share;
}

DEFINE_MODEL(required_revenue, AIC_REQUIRED_REVENUE, "investment", NULL,
             "Revenue a year that returns capital that wears out, at a rate.",
             "annual_capital_cost = (capex - residual_fraction*capex*(1 + "
             "discount_rate)^-life_years)*discount_rate/(1 - (1 + "
             "discount_rate)^-life_years), and capex*(1 - "
             "residual_fraction)/life_years at rate 0\n"
             "required_revenue_per_year = (annual_capital_cost + "
             "opex_per_year)/capital_share");
