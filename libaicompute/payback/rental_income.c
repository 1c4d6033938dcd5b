/* rental_income: what a fleet that is rented out by the hour leaves in a year.
 *
 * Purpose
 *   The hours sold, what they bring, and what is left after operating cost.
 *
 * Given
 *   gpu_count (1, required), availability (1), utilization (1),
 *   rental_price_per_gpu_hour (cur/h, required), opex_per_year (cur/year).
 *
 * Returned
 *   sold_gpu_hours_per_year (h/year), revenue_per_year (cur/year), net_cash_per_year
 *   (cur/year).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   An hour is sold when the accelerator is on and busy: utilization is of the hours on.
 *   Where hours are reserved and paid for whether used or not, utilization is the share
 *   sold. net_cash_per_year is before tax and before what the capital costs; it can be
 *   negative.
 *   A managed platform of 200,000 accelerators was productive 97 % of three months
 *   (byterobust-2025); Llama 3 kept above 90 % of 54 days.
 *   H100 contracts of a year went from 1.70 to 2.35 USD an hour in half a year
 *   (h100-contract-2026).
 *
 * References
 *   definition; byterobust-2025; h100-contract-2026.
 */
#include "aicompute/payback.h"

#include "core/constants.h"
#include "core/definition.h"

typedef aic_rental_income_inputs given;
typedef aic_rental_income_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, gpu_count, "1", "Number of accelerators.",
        "epoch-datacenters", REQUIRED, 0, 1e12, 8, 1e6, AIC_COUNT, AIC_LOG),
    ROW(given, availability, "1", "Share of the hours of a year an accelerator is on.",
        "byterobust-2025", 0.97, 0, 1, 0.9, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(given, utilization, "1",
        "Share of the hours an accelerator is on in which it is busy.",
        "neutral", 1, 0, 1, 0.2, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(given, rental_price_per_gpu_hour, "cur/h",
        "Price at which an hour of one accelerator is sold.",
        "h100-contract-2026", REQUIRED, 0, 1e9, 0.3, 20000, AIC_REAL, AIC_LOG),
    ROW(given, opex_per_year, "cur/year", "Operating cost in a year.",
        "neutral", 0, -1e33, 1e35, 0, 3e14, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, sold_gpu_hours_per_year, "h/year",
           "Hours of accelerators sold in a year.", "definition", 0, 1e16),
    RESULT(returned, revenue_per_year, "cur/year", "Revenue from the hours sold in a year.",
           "definition", 0, 1e25),
    RESULT(returned, net_cash_per_year, "cur/year",
           "Revenue less operating cost in the first year.",
           "definition", -1e35, 1.1e33),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double hours = HOURS_PER_YEAR * in->availability * in->utilization;

    out->sold_gpu_hours_per_year = in->gpu_count * hours;
    out->revenue_per_year = out->sold_gpu_hours_per_year * in->rental_price_per_gpu_hour;
    out->net_cash_per_year = out->revenue_per_year - in->opex_per_year;
}

DEFINE_MODEL(rental_income, AIC_RENTAL_INCOME, "payback", NULL,
             "What a fleet that is rented out by the hour leaves in a year.",
             "sold_gpu_hours_per_year = gpu_count*8760*availability*utilization\n"
             "revenue_per_year = sold_gpu_hours_per_year*rental_price_per_gpu_hour\n"
             "net_cash_per_year = revenue_per_year - opex_per_year");
