/* subscriber_fee: fee of each paying user that brings a revenue.
 *
 * Purpose
 *   Divides the revenue needed among the users who pay, on top of what the collector of
 *   the fees keeps.
 *
 * Given
 *   required_revenue_per_year (cur/year, required), users (1, required), paying_share
 *   (1), payment_fee_share (1).
 *
 * Returned
 *   fee_per_user_month (cur/month), fee_per_user_year (cur/year).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   paying_share 1 counts every user as paying, as the press does; free services keep a
 *   few per cent paying. An app shop keeps 15 or 30 % (apple-15-30). That users stay at
 *   any fee is not checked. A year has 12 months of fees; whether a published fee is a
 *   month's or a year's is a usual slip (jpmorgan-180-month).
 *
 * References
 *   jpmorgan-2025, jpmorgan-180-month, apple-15-30.
 */
#include "aicompute/investment.h"

#include "core/constants.h"
#include "core/definition.h"

typedef aic_subscriber_fee_inputs given;
typedef aic_subscriber_fee_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, required_revenue_per_year, "cur/year",
        "Revenue a year that earns the required return on the capital considered.",
        "jpmorgan-2025", REQUIRED, 0, 1e45, 1000, 1e15, AIC_REAL, AIC_LOG),
    ROW(given, users, "1", "Number of users, paying or not.",
        "jpmorgan-2025", REQUIRED, 1, 1e12, 1e5, 3e9, AIC_COUNT, AIC_LOG),
    ROW(given, paying_share, "1", "Share of the users who pay.",
        "neutral", 1, 1e-9, 1, 0.02, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(given, payment_fee_share, "1",
        "Share of each payment that goes to who collects it.",
        "neutral", 0, 0, 0.99, 0, 0.3, AIC_FRACTION, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, fee_per_user_month, "cur/month",
           "Fee that each paying user pays in a month.",
           "definition", 0, 1e57),
    RESULT(returned, fee_per_user_year, "cur/year",
           "Fee that each paying user pays in a year.",
           "definition", 0, 1e57),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double payers = in->users * in->paying_share;
    double fees = in->required_revenue_per_year / (1 - in->payment_fee_share);

    out->fee_per_user_month = fees / payers / MONTHS_PER_YEAR;
    out->fee_per_user_year = fees / payers;
}

DEFINE_MODEL(subscriber_fee, AIC_SUBSCRIBER_FEE, "investment", NULL,
             "Fee of each paying user that brings the required revenue.",
             "fee_per_user_year = required_revenue_per_year/(users*paying_share*(1 - "
             "payment_fee_share))\n"
             "fee_per_user_month = fee_per_user_year/12");
