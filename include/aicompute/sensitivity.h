/**
 * @file sensitivity.h
 * Tier 3: which of the uncertain inputs a result hangs on.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_SENSITIVITY_H
#define AICOMPUTE_SENSITIVITY_H

#include "sampling.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** Options of aic_tornado(); start from zero and set `size`. @since 0.1.0 */
typedef struct aic_tornado_options {
    size_t size; /**< sizeof(aic_tornado_options) as the caller compiled it. */
    double low;  /**< Probability of an input's low value, above 0. */
    double
        high; /**< Of its high value, above `low` and below 1; 0 for both: 0.05, 0.95. */
} aic_tornado_options;

/** What one input does to a result, the others at their medians. Frozen.
 *  @since 0.1.0 */
typedef struct aic_tornado_bar {
    size_t input;      /**< Position of the input in the model. */
    double low_input;  /**< Its low value. */
    double high_input; /**< Its high value. */
    double low;        /**< The result at the low value; NaN when the model refuses it. */
    double base;       /**< The result with every input at its median. */
    double high;       /**< The result at the high value. */
    double swing;      /**< |high - low|; 0 when they are the same, infinite ones too. */
} aic_tornado_bar;

/**
 * A tornado diagram: each uncertain input goes from a low to a high quantile of its
 * distribution, by default from the 5th to the 95th percentile, while the others stay at
 * their medians. Widest bars come first, those that are no number last; equal ones are in
 * the order of the model. How inputs go together, and how many samples the plan has,
 * makes no difference.
 * @param plan      a plan, of which the distributions are taken
 * @param result    position of a result that the plan wants
 * @param options   which quantiles; NULL for the 5th and 95th percentile
 * @param bars      one an uncertain input
 * @param bar_count must be the number of uncertain inputs
 * @param error     what went wrong, or what the model refused first; or NULL
 * @returns AIC_OK; AIC_W_ROWS when the model refused an input's low or high value, or all
 *          medians. With nothing written: AIC_E_ARGUMENT, also when no input is
 * uncertain; AIC_E_VERSION for options newer than this library; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_tornado(const aic_sampling *plan, size_t result,
                        const aic_tornado_options *options, aic_tornado_bar *bars,
                        size_t bar_count, aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
