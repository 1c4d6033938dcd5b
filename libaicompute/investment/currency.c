/* currency: an amount of money in another currency.
 *
 * Purpose
 *   Multiplies an amount by an exchange rate.
 *
 * Given
 *   amount (any, required), exchange_rate (any, required).
 *
 * Returned
 *   amount_converted (any).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   All three have the open unit "any", so conversion stands outside chains, and that the
 *   rate is the one of the amount's currency, and of its day, is not checked. The usual
 *   ranges are working ranges.
 *
 * References
 *   definition.
 */
#include "aicompute/investment.h"

#include "core/definition.h"

typedef aic_currency_inputs given;
typedef aic_currency_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, amount, "any", "Amount of money before conversion.",
        "definition", REQUIRED, -1e150, 1e150, 1, 1e15, AIC_REAL, AIC_LOG),
    ROW(given, exchange_rate, "any",
        "Units of the target currency for one unit of the other.",
        "definition", REQUIRED, 1e-100, 1e100, 0.0005, 2000, AIC_REAL, AIC_LOG),
};

static const aic_variable results[] = {
    RESULT(returned, amount_converted, "any", "Amount of money in the target currency.",
           "definition", -1e251, 1e251),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->amount_converted = in->amount * in->exchange_rate;
}

DEFINE_MODEL(currency, AIC_CURRENCY, "investment", NULL,
             "An amount of money in another currency.",
             "amount_converted = amount*exchange_rate");
