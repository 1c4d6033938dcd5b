/**
 * @file sensitivity.h
 * Tier 3: which of the uncertain inputs a result hangs on.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_SENSITIVITY_H
#define AICOMPUTE_SENSITIVITY_H

#include "summary.h"

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

/** Options of aic_sobol_indices(); start from zero and set `size`. @since 0.1.0 */
typedef struct aic_sobol_options {
    size_t size;         /**< sizeof(aic_sobol_options) as the caller compiled it. */
    uint32_t threads;    /**< Threads to use, the caller's included; 0 means 1. */
    uint32_t replicates; /**< Of the bootstrap: at most 100,000; 0 for 1,000. */
    double confidence;   /**< Of the intervals, between 0 and 1; 0 for 0.95. */
    aic_sample_progress progress; /**< Called between bundles of samples, or NULL. */
    void *context;                /**< Handed to `progress`. */
} aic_sobol_options;

/** What share of a result's variance is due to an input. Frozen. @since 0.1.0 */
typedef struct aic_sobol_index {
    size_t input;      /**< Position of the input in the model. */
    size_t result;     /**< Position of the result in the model. */
    double first;      /**< First-order index: due to the input alone. */
    double first_low;  /**< Lower end of its interval. */
    double first_high; /**< Upper end. */
    double total;      /**< Total index: due to it alone and together with others. */
    double total_low;  /**< Lower end of its interval. */
    double total_high; /**< Upper end. */
} aic_sobol_index;

/**
 * Sobol' indices of every uncertain input for every wanted result, by Jansen's estimators
 * (Jansen 1999) on the design of Saltelli and others 2010: of N samples of the plan, and
 * N more that are independent of them, the model is computed `N*(inputs + 2)` times. Best
 * drawn by AIC_SOBOL with a power of two. Estimates of small indices may be below 0.
 *
 * Samples are summed up in 256 groups, and the percentile bootstrap (Efron and Tibshirani
 * 1993) draws groups; with fewer samples each is a group. Intervals are those of
 * independent samples: for AIC_LATIN_HYPERCUBE and AIC_SOBOL as a rule wider than need
 * be. Memory does not depend on the number of samples, nor bits on the threads.
 * @param plan        a plan of at least 2 samples, without correlations
 * @param options     threads, bootstrap, progress; NULL for none of it
 * @param indices     where to write them: the inputs of the first result in the order of
 *                    the model, then those of the second, ... All are NaN for a result
 *                    that does not vary or is infinite in some sample
 * @param index_count must be the number of uncertain inputs times that of wanted results
 * @param error       what went wrong, and for correlated inputs which; or NULL
 * @returns AIC_OK; AIC_W_ROWS when the model refused samples, which are left out. With
 *          nothing written: AIC_E_ARGUMENT, also when no input is uncertain or two are
 *          correlated; AIC_E_VERSION for options newer than this library;
 *          AIC_E_CANCELLED; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_sobol_indices(const aic_sampling *plan, const aic_sobol_options *options,
                              aic_sobol_index *indices, size_t index_count,
                              aic_error *error);

/**
 * Into how many groups aic_sobol_indices() divides the samples of a plan: 256, or as many
 * as there are samples.
 * @param plan a plan
 * @returns the number; 0 for NULL
 * @since 0.1.0
 */
AIC_API size_t aic_sobol_group_count(const aic_sampling *plan);

/**
 * How many sums aic_sobol_sums() makes of a group.
 * @param plan a plan
 * @returns the number; 0 for NULL
 * @since 0.1.0
 */
AIC_API size_t aic_sobol_sum_count(const aic_sampling *plan);

/**
 * A part of the work of aic_sobol_indices(): sums of some groups of samples, for who
 * divides the work among processes or machines. They can be sent from one to another as
 * they are; what they mean is the library's business, and only the same version and the
 * same plan make indices of them.
 * @param plan      a plan as for aic_sobol_indices()
 * @param first     the first group
 * @param count     how many; `first + count` at most aic_sobol_group_count(). Of none,
 *                  plan and options are checked and that is all
 * @param options   threads and progress; NULL for none of it
 * @param sums      where to write them, one group after another; all 0 when cancelled
 * @param sum_count must be `count` times aic_sobol_sum_count()
 * @param error     what went wrong, or NULL
 * @returns AIC_OK; AIC_E_CANCELLED; with nothing written AIC_E_ARGUMENT, as
 *          aic_sobol_indices() has it; AIC_E_VERSION; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_sobol_sums(const aic_sampling *plan, size_t first, size_t count,
                           const aic_sobol_options *options, double *sums,
                           size_t sum_count, aic_error *error);

/**
 * Sobol' indices from the sums of all groups: the same bits as aic_sobol_indices() gives.
 * @param plan        the plan of which the sums are
 * @param sums        of all groups, one after another
 * @param sum_count   must be aic_sobol_group_count() times aic_sobol_sum_count()
 * @param options     threads and bootstrap; NULL for what is usual
 * @param indices     as for aic_sobol_indices()
 * @param index_count must be the number of uncertain inputs times that of wanted results
 * @param error       what went wrong, or NULL
 * @returns as aic_sobol_indices(), which cannot be cancelled here
 * @since 0.1.0
 */
AIC_API int aic_sobol_from_sums(const aic_sampling *plan, const double *sums,
                                size_t sum_count, const aic_sobol_options *options,
                                aic_sobol_index *indices, size_t index_count,
                                aic_error *error);

/** Options of aic_morris(); start from zero and set `size`. @since 0.1.0 */
typedef struct aic_morris_options {
    size_t size;       /**< sizeof(aic_morris_options) as the caller compiled it. */
    uint32_t levels;   /**< Of the grid: even, at most 65,536; 0 for 4. */
    uint32_t reserved; /**< 0. */
    aic_sample_progress progress; /**< Called between bundles of trajectories, or NULL. */
    void *context;                /**< Handed to `progress`. */
} aic_morris_options;

/** What an input does to a result, over many trajectories. Frozen. @since 0.1.0 */
typedef struct aic_morris_effect {
    size_t input;              /**< Position of the input in the model. */
    size_t result;             /**< Position of the result in the model. */
    double mean;               /**< Mean of the elementary effects, mu. */
    double mean_absolute;      /**< Mean of their absolute values, mu*. */
    double standard_deviation; /**< Of the effects, sigma: above 0 when the effect is not
                                    linear or hangs on other inputs. */
    double standard_error;     /**< Of `mean_absolute`. */
} aic_morris_effect;

/**
 * Morris screening: which inputs matter at all, from few evaluations. As many
 * trajectories as the plan has samples each compute the model `inputs + 1` times: each
 * moves one uncertain input after another by half of its distribution, in probability,
 * between levels at the middles of equal parts (Morris 1991 with the mean of absolute
 * effects of Campolongo, Cariboni and Saltelli 2007; their levels are the ends of the
 * parts, where unbounded inputs would be infinite).
 *
 * An elementary effect is `(f(after) - f(before))/(1/2)`: of a result that is linear in
 * an input which is uniform, the slope times the width of the input. Ten to fifty
 * trajectories are usual. Of the plan's drawing the seed counts alone.
 * @param plan         a plan without correlations
 * @param options      levels, progress; NULL for the usual ones
 * @param effects      where to write them: the inputs of the first result in the order of
 *                     the model, then those of the second, ... NaN where there are no
 *                     effects or infinite ones, and for deviation and error where there
 * is one effect
 * @param effect_count must be the number of uncertain inputs times that of wanted results
 * @param error        what went wrong, or what the model refused first; or NULL
 * @returns AIC_OK; AIC_W_ROWS when the model refused some points, whose steps are left
 *          out. With nothing written: AIC_E_ARGUMENT, also when no input is uncertain or
 *          two are correlated; AIC_E_VERSION for options newer than this library;
 *          AIC_E_CANCELLED; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_morris(const aic_sampling *plan, const aic_morris_options *options,
                       aic_morris_effect *effects, size_t effect_count, aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
