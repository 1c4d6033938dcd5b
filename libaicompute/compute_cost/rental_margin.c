/* rental_margin: what an accelerator-hour leaves above its cost, and what it must sell
 * for.
 *
 * Purpose
 *   The margin at a price, and the price of the first year at which falling prices return
 *   a level cost over the life.
 *
 * Given
 *   cost_per_gpu_hour (cur/h, required), rental_price_per_gpu_hour (cur/h, required),
 *   price_decline (1/year), discount_rate (1/year), life_years (year).
 *
 * Returned
 *   margin_per_gpu_hour (cur/h), margin_share (1), break_even_first_year_price (cur/h).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   cost_per_gpu_hour is level and has the return on capital in it, so a margin of 0 is
 *   break-even at discount_rate. The margin is that of rental_price_per_gpu_hour, the
 *   price of the first year. The break-even price compares sums of year-end worths:
 *   cost*a(r, n) against price*a(r, n) with payments that fall by price_decline a year;
 *   hours sold are the same every year. A negative decline is a rise.
 *   Prices of an H100-hour fell from some 8 USD in 2023 to 2 in 2025 and rose again
 *   (h100-rental-history, h100-contract-2026).
 *
 * References
 *   Annuity with payments in geometric progression (annuity); h100-rental-history,
 *   h100-contract-2026.
 */
#include "aicompute/compute_cost.h"

#include "core/definition.h"
#include "investment/annuity.h"

typedef aic_rental_margin_inputs given;
typedef aic_rental_margin_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, cost_per_gpu_hour, "cur/h",
        "Cost of one hour of an accelerator sold, return on capital included.",
        "annuity", REQUIRED, -1e17, 1e40, 0.3, 20000, AIC_REAL, AIC_LOG),
    ROW(given, rental_price_per_gpu_hour, "cur/h",
        "Price at which an hour of one accelerator is sold.",
        "h100-contract-2026", REQUIRED, 1e-9, 1e9, 0.3, 20000, AIC_REAL, AIC_LOG),
    ROW(given, price_decline, "1/year",
        "Fraction of the rental price that is lost from one year to the next.",
        "neutral", 0, -1, 0.99, 0, 0.4, AIC_REAL, AIC_LINEAR),
    ROW(given, discount_rate, "1/year", "Target return or cost of capital.",
        "jpmorgan-2025", 0.1, 0, 10, 0.04, 0.2, AIC_REAL, AIC_LINEAR),
    ROW(given, life_years, "year",
        "Economic life of the accelerators and what is written off with them.",
        "server-lives-10k", 5, 0.01, 200, 3, 6, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, margin_per_gpu_hour, "cur/h",
           "Rental price in the first year less the cost of an hour.",
           "definition", -1e40, 1e18),
    RESULT(returned, margin_share, "1",
           "Margin of an hour as a fraction of its rental price.",
           "definition", -1e49, 1e27),
    RESULT(returned, break_even_first_year_price, "cur/h",
           "Rental price in the first year that returns the cost over the life.",
           "annuity", -1e20, 1e43),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    double rate = in->discount_rate, years = in->life_years;
    double cost = annuity_worth(annuity_at(rate, 0), years);
    double price = annuity_worth(annuity_at(rate, -in->price_decline), years);

    out->margin_per_gpu_hour = in->rental_price_per_gpu_hour - in->cost_per_gpu_hour;
    out->margin_share = out->margin_per_gpu_hour / in->rental_price_per_gpu_hour;
    out->break_even_first_year_price = in->cost_per_gpu_hour * (cost / price);
}

DEFINE_MODEL(rental_margin, AIC_RENTAL_MARGIN, "compute_cost", NULL,
             "What an accelerator-hour leaves above its cost, and what it must sell for.",
             "margin_per_gpu_hour = rental_price_per_gpu_hour - cost_per_gpu_hour\n"
             "margin_share = margin_per_gpu_hour/rental_price_per_gpu_hour\n"
             "break_even_first_year_price = cost_per_gpu_hour*(1 - (1 + "
             "discount_rate)^-life_years)/discount_rate*(discount_rate + "
             "price_decline)/(1 - ((1 - price_decline)/(1 + "
             "discount_rate))^life_years)");
