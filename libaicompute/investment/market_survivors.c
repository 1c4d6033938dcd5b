/* market_survivors: revenue that the surviving firms of a market need.
 *
 * Purpose
 *   Of N firms that invested alike, M survive and need recover only their own capital and
 *   what they pay for the assets of the others.
 *
 * Given
 *   required_revenue_per_year (cur/year, required), firms (1, required), survivors (1,
 *   required), users_of_survivors (1, required), failed_asset_recovery (1).
 *
 * Returned
 *   survivor_revenue_per_year (cur/year), revenue_per_survivor_per_year (cur/year),
 *   survivor_fee_per_user_month (cur/month), capital_lost_share (1).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; AIC_E_CONDITION when survivors exceeds firms.
 *
 * Notes
 *   required_revenue_per_year is the revenue on the capital of all N firms. Firms are
 *   equal in capital; what survivors pay for assets earns the same rate as their own
 *   capital. Whole numbers are not demanded. All users_of_survivors pay.
 *   The press counts five firms of which one or two survive, with 1.5 and 1.4 billion
 *   users (jpmorgan-2025 for the users of one service), and assets of failed firms that
 *   bring nothing.
 *
 * References
 *   definition; jpmorgan-2025.
 */
#include "aicompute/investment.h"

#include "core/constants.h"
#include "core/definition.h"

typedef aic_market_survivors_inputs given;
typedef aic_market_survivors_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, required_revenue_per_year, "cur/year",
        "Revenue a year that earns the required return on the capital considered.",
        "jpmorgan-2025", REQUIRED, 0, 1e45, 1000, 1e15, AIC_REAL, AIC_LOG),
    ROW(given, firms, "1", "Number of firms that invested alike.",
        "assumption", REQUIRED, 1, 1e6, 3, 10, AIC_COUNT, AIC_LINEAR),
    ROW(given, survivors, "1", "Number of the firms that survive.",
        "assumption", REQUIRED, 1, 1e6, 1, 3, AIC_COUNT, AIC_LINEAR),
    ROW(given, users_of_survivors, "1",
        "Number of paying users of all surviving firms together.",
        "jpmorgan-2025", REQUIRED, 1, 1e12, 1e6, 3e9, AIC_COUNT, AIC_LOG),
    ROW(given, failed_asset_recovery, "1",
        "Price of failed firms' assets as a fraction of the capital in them.",
        "neutral", 0, 0, 1, 0, 0.5, AIC_FRACTION, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, survivor_revenue_per_year, "cur/year",
           "Revenue a year that all surviving firms need together.",
           "definition", 0, 1e46),
    RESULT(returned, revenue_per_survivor_per_year, "cur/year",
           "Revenue a year that each surviving firm needs.",
           "definition", 0, 1e46),
    RESULT(returned, survivor_fee_per_user_month, "cur/month",
           "Fee in a month that each user of the surviving firms would pay.",
           "definition", 0, 1e45),
    RESULT(returned, capital_lost_share, "1",
           "Share of the capital of all firms that is lost with those that fail.",
           "definition", 0, 1),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double failed = in->firms - in->survivors;
    double recovering = in->survivors + in->failed_asset_recovery * failed;
    double revenue = in->required_revenue_per_year * recovering / in->firms;

    out->survivor_revenue_per_year = revenue;
    out->revenue_per_survivor_per_year = revenue / in->survivors;
    out->survivor_fee_per_user_month = revenue / in->users_of_survivors / MONTHS_PER_YEAR;
    out->capital_lost_share = (1 - in->failed_asset_recovery) * failed / in->firms;
}

static const condition *check(const double *values)
{
    static const condition too_many = {INDEX(given, survivors), "must not exceed firms"};
    return values[INDEX(given, survivors)] > values[INDEX(given, firms)] ? &too_many
                                                                         : NULL;
}

DEFINE_MODEL(market_survivors, AIC_MARKET_SURVIVORS, "investment", check,
             "Revenue that the surviving firms of a market need, and what is lost with "
             "the others.",
             "survivor_revenue_per_year = required_revenue_per_year*(survivors + "
             "failed_asset_recovery*(firms - survivors))/firms\n"
             "revenue_per_survivor_per_year = survivor_revenue_per_year/survivors\n"
             "survivor_fee_per_user_month = "
             "survivor_revenue_per_year/users_of_survivors/12\n"
             "capital_lost_share = (1 - failed_asset_recovery)*(firms - "
             "survivors)/firms");
