/* equivalents: a quantity as a number of reference quantities.
 *
 * Purpose
 *   Divides one quantity by another of the same unit.
 *
 * Given
 *   quantity (any, required), reference_quantity (any, required).
 *
 * Returned
 *   equivalent_count (1).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   Both have the open unit "any", so they never chain, and that their units agree is not
 *   checked. The usual ranges are working ranges.
 *
 * References
 *   definition.
 */
#include "aicompute/household.h"

#include "core/definition.h"

typedef aic_equivalents_inputs given;
typedef aic_equivalents_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, quantity, "any",
        "Quantity to express as a number of reference quantities.",
        "definition", REQUIRED, 0, 1e150, 1, 1e9, AIC_REAL, AIC_LOG),
    ROW(given, reference_quantity, "any",
        "Quantity that counts as one, in the same unit as the other.",
        "definition", REQUIRED, 1e-150, 1e150, 1, 1e9, AIC_REAL, AIC_LOG),
};

static const aic_variable results[] = {
    RESULT(returned, equivalent_count, "1",
           "Number of reference quantities that make up the quantity.",
           "definition", 0, 1e301),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->equivalent_count = in->quantity / in->reference_quantity;
}

DEFINE_MODEL(equivalents, AIC_EQUIVALENTS, "household", NULL,
             "A quantity as a number of reference quantities.",
             "equivalent_count = quantity/reference_quantity");
