/* perpetuity_revenue: revenue a year that returns a rate on capital for ever.
 *
 * Purpose
 *   Revenue a year, for ever, that returns discount_rate on capital that never wears out.
 *
 * Given
 *   capex (cur, required), discount_rate (1/year), capital_share (1).
 *
 * Returned
 *   required_revenue_per_year (cur/year).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   Accelerators do wear out: required_revenue counts that, and is the larger. The first
 *   revenue comes at the end of the first year.
 *   A return of 10 % is the yardstick of the press and bank reports (jpmorgan-2025); more
 *   than 5 trillion USD are said to be invested over five years (jpmorgan-180-month).
 *   capital_share 1 leaves all revenue to capital, the lower bound of what is needed.
 *
 * References
 *   Value of a perpetuity, capital = revenue/rate; jpmorgan-2025, jpmorgan-180-month.
 */
#include "aicompute/investment.h"

#include "core/definition.h"

typedef aic_perpetuity_revenue_inputs given;
typedef aic_perpetuity_revenue_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, capex, "cur", "Capital spent, all of it at the start.",
        "jpmorgan-2025", REQUIRED, 0, 1e34, 10000, 1e16, AIC_REAL, AIC_LOG),
    ROW(given, discount_rate, "1/year", "Target return or cost of capital.",
        "jpmorgan-2025", 0.1, 0, 10, 0.04, 0.2, AIC_REAL, AIC_LINEAR),
    ROW(given, capital_share, "1",
        "Share of revenue left for capital and for operating cost that is counted.",
        "neutral", 1, 1e-6, 1, 0.2, 1, AIC_FRACTION, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, required_revenue_per_year, "cur/year",
           "Revenue a year that earns the required return on the capital considered.",
           "jpmorgan-2025", 0, 1e45),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->required_revenue_per_year = in->capex * in->discount_rate / in->capital_share;
}

DEFINE_MODEL(perpetuity_revenue, AIC_PERPETUITY_REVENUE, "investment", NULL,
             "Revenue a year, for ever, that returns a rate on capital that never "
             "wears out.",
             "required_revenue_per_year = capex*discount_rate/capital_share");
