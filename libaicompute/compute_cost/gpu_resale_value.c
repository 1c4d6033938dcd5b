/* gpu_resale_value: what an accelerator is worth at some age.
 *
 * Purpose
 *   The value falls by the same number of decimal orders of magnitude every year, as the
 *   price of the performance that it competes with.
 *
 * Given
 *   gpu_price (cur, required), age_years (year, required), value_decades_per_year
 *   (1/year).
 *
 * Returned
 *   resale_value (cur), resale_fraction (1), value_half_life_years (year).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; AIC_W_NEVER when nothing is lost and half is never reached.
 *
 * Notes
 *   This is economic value on a market. The life over which accounts write the price off
 *   is another quantity, and neither says when the device breaks.
 *   0.14 decades a year is the trend of price for performance (epoch-2024-cost); it
 *   halves the value in 2.15 years. Brokers and lenders claim 0.2 to 0.4 of the price
 *   after 3 to 5 years (residual-gpu), which is 0.08 to 0.23 decades. In shortages value
 *   does not fall at all.
 *   The rounding of the exponent counts up to 2.3 units of the last digit for each decade
 *   of value lost.
 *
 * References
 *   Epoch AI, The rising costs of training frontier AI models, arXiv 2405.21015, appendix
 *   on depreciation (epoch-2024-cost); residual-gpu.
 */
#include "aicompute/compute_cost.h"

#include "core/definition.h"

/* Decades in a factor of two. */
static const double LOG10_OF_2 = 0.30102999566398119521;

typedef aic_gpu_resale_value_inputs given;
typedef aic_gpu_resale_value_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, gpu_price, "cur", "Price of one accelerator.",
        "epoch-chip-costs", REQUIRED, 0, 1e12, 2500, 7e7, AIC_REAL, AIC_LOG),
    ROW(given, age_years, "year", "Time since the accelerator was bought.",
        "residual-gpu", REQUIRED, 0, 100, 0, 6, AIC_REAL, AIC_LINEAR),
    ROW(given, value_decades_per_year, "1/year",
        "Powers of ten by which the value of an accelerator falls in a year.",
        "epoch-2024-cost", 0.14, 0, 1, 0.05, 0.3, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, resale_value, "cur", "What one accelerator sells for at its age.",
           "epoch-2024-cost", 0, 1e12),
    RESULT(returned, resale_fraction, "1",
           "Value of an accelerator at its age as a fraction of its price.",
           "epoch-2024-cost", 0, 1),
    RESULT(returned, value_half_life_years, "year",
           "Time in which an accelerator loses half its value.",
           "epoch-2024-cost", 0.3, INFINITY),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double decades = in->value_decades_per_year;

    out->resale_fraction = pow(10, -decades * in->age_years);
    out->resale_value = in->gpu_price * out->resale_fraction;
    out->value_half_life_years = decades > 0 ? LOG10_OF_2 / decades : INFINITY;
}

DEFINE_MODEL(gpu_resale_value, AIC_GPU_RESALE_VALUE, "compute_cost", NULL,
             "What an accelerator is worth at some age.",
             "resale_fraction = 10^(-value_decades_per_year*age_years)\n"
             "resale_value = gpu_price*resale_fraction\n"
             "value_half_life_years = log10(2)/value_decades_per_year");
