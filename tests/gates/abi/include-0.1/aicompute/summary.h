/**
 * @file summary.h
 * Tier 3: what samples say, without keeping them. A summary takes constant memory however
 * many samples go in. Summaries of parts of a plan, made on any threads or machines and
 * merged in any order, are the same as one of the whole, bit for bit.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_SUMMARY_H
#define AICOMPUTE_SUMMARY_H

#include "sampling.h"

#if defined(__cplusplus)
extern "C" {
#endif

/**
 * Counts and sums of samples. Results, inputs and thresholds are numbered here in the
 * order of the plan: wanted results as they were given, inputs that are uncertain in the
 * order of the model. One thread at a time may change it.
 * @since 0.1.0
 */
typedef struct aic_summary aic_summary;

/** How a run goes on. The library owns it; it grows at the tail. @since 0.1.0 */
typedef struct aic_sample_state {
    uint64_t done;  /**< Samples finished in this call. */
    uint64_t count; /**< Samples that this call draws at most. */
    double seconds; /**< Since the call began. */
    double rate;    /**< Samples a second so far. */
    double left;    /**< Seconds left at that rate, if the run is not stopped before. */
} aic_sample_state;

/**
 * Called between blocks of samples, at least once, from the thread that made the call.
 * @param context whatever the caller put into the options
 * @param state   how the run goes on; gone after the call
 * @returns 0 to go on, anything else to stop
 * @since 0.1.0
 */
typedef int (*aic_sample_progress)(void *context, const aic_sample_state *state);

/**
 * A precision that is enough: a confidence interval reaches no farther than this to
 * either side. Frozen.
 * @since 0.1.0
 */
typedef struct aic_precision {
    size_t result;      /**< Number of the result in the summary. */
    double probability; /**< Of the quantile, between 0 and 1; NaN for the mean. */
    double confidence;  /**< Of the interval, between 0 and 1, as 0.95. */
    double relative;    /**< As a share of the estimate; 0 when it does not count. */
    double absolute;    /**< In the unit of the result; 0 when it does not count. */
} aic_precision;

/** Options of aic_sample(); start from zero and set `size`. @since 0.1.0 */
typedef struct aic_sample_options {
    size_t size;       /**< sizeof(aic_sample_options) as the caller compiled it. */
    uint32_t threads;  /**< Threads to use, the caller's included; 0 means 1. */
    uint32_t reserved; /**< 0. */
    aic_sample_progress progress; /**< Called between blocks, or NULL. */
    void *context;                /**< Handed to `progress`. */
    const aic_precision *enough;  /**< Stop when all of these are reached, or NULL. */
    size_t enough_count;          /**< How many. */
} aic_sample_options;

/**
 * An empty summary for the samples of a plan. It does not need the plan afterwards.
 * @param plan    a plan
 * @param summary where to write it; its owner frees it with aic_summary_free()
 * @param error   what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT or AIC_E_MEMORY, and then `*summary` is NULL
 * @since 0.1.0
 */
AIC_API int aic_summary_create(const aic_sampling *plan, aic_summary **summary,
                               aic_error *error);

/**
 * Free a summary. NULL is left alone.
 * @param summary a summary
 * @since 0.1.0
 */
AIC_API void aic_summary_free(aic_summary *summary);

/**
 * Draw samples and add them to a summary.
 *
 * Samples are drawn in blocks of AIC_BLOCK_SAMPLES: `first` must be a multiple of that,
 * and `count` as well unless it goes to the end of the plan. With a wanted precision the
 * run looks, after 4 blocks and then each time when a quarter more is done, whether all
 * of what is in the summary is precise enough; so where it stops does not depend on the
 * threads. Intervals are those of independent samples: for AIC_LATIN_HYPERCUBE and
 * AIC_SOBOL they are as a rule wider than they need be.
 * @param plan    a plan
 * @param first   the first sample, from 0
 * @param count   how many at most; `first + count` may not go beyond the plan
 * @param options threads, progress, wanted precision; NULL for none of it
 * @param summary where to add them. Samples that are already there are refused
 * @param error   what went wrong, or the first sample that the model refused; or NULL
 * @returns AIC_OK; AIC_W_ROWS when the model refused some samples; AIC_E_CANCELLED, and
 *          then the summary has the blocks that were finished, which on several threads
 *          need not be the first ones: see aic_summary_gap(). With the summary as it
 *          was: AIC_E_ARGUMENT; AIC_E_VERSION; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_sample(const aic_sampling *plan, uint64_t first, uint64_t count,
                       const aic_sample_options *options, aic_summary *summary,
                       aic_error *error);

/**
 * Add to a summary what another has.
 * @param summary the summary to change
 * @param other   one of the same plan, with other samples; stays as it is
 * @param error   what went wrong, or NULL
 * @returns AIC_OK. With nothing changed: AIC_E_VERSION when another version of the
 *          library made one of them; AIC_E_ARGUMENT when they are of different plans,
 *          saying in what the plans differ, or have samples in common; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_summary_merge(aic_summary *summary, const aic_summary *other,
                              aic_error *error);

/**
 * Write a summary as bytes, the same on every machine. Summaries of the same samples have
 * the same bytes, however they came about.
 * @param summary a summary
 * @param bytes   where to write them; may be NULL when `capacity` is 0
 * @param capacity how many fit
 * @param size    where to write how many there are
 * @param error   what went wrong, or NULL
 * @returns AIC_OK, also when `capacity` is 0; AIC_E_ARGUMENT when they do not fit, and
 *          then only `*size` is written
 * @since 0.1.0
 */
AIC_API int aic_summary_save(const aic_summary *summary, unsigned char *bytes,
                             size_t capacity, size_t *size, aic_error *error);

/**
 * Read a summary back. Bytes that somebody cut or changed are refused.
 * @param bytes   as aic_summary_save() wrote them
 * @param size    how many
 * @param summary where to write the summary, which its owner frees
 * @param error   what went wrong, or NULL
 * @returns AIC_OK. With `*summary` NULL: AIC_E_VERSION for a layout newer than this
 *          library; AIC_E_ARGUMENT; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_summary_load(const unsigned char *bytes, size_t size,
                             aic_summary **summary, aic_error *error);

/** What a summary is of; set `size` before the call. It grows at the tail. @since 0.1.0
 */
typedef struct aic_summary_about {
    size_t size;            /**< sizeof(aic_summary_about) as the caller compiled it. */
    uint64_t samples;       /**< Samples in it, refused ones included. */
    uint64_t refused;       /**< Samples that the model refused. */
    uint64_t count;         /**< Samples of the whole plan. */
    uint64_t seed;          /**< Seed of the plan. */
    uint64_t fingerprint;   /**< aic_sampling_fingerprint() of the plan. */
    size_t result_count;    /**< Results: 0 to `result_count` - 1. */
    size_t input_count;     /**< Uncertain inputs: 0 to `input_count` - 1. */
    size_t threshold_count; /**< Thresholds: 0 to `threshold_count` - 1. */
    double quantile_error;  /**< Quantiles are within this share. */
    int32_t method;         /**< One of enum aic_sampling_method. */
    int32_t reserved;       /**< 0. */
    char version[32];       /**< Version of the library that made it. */
} aic_summary_about;

/**
 * What a summary is of.
 * @param summary a summary
 * @param about   where to write it
 * @returns AIC_OK; AIC_E_ARGUMENT for a NULL or no size
 * @since 0.1.0
 */
AIC_API int aic_summary_describe(const aic_summary *summary, aic_summary_about *about);

/**
 * Which samples of the plan are not in a summary? A run on several threads that was
 * cancelled, or parts that got lost, leave gaps; they are whole blocks, so aic_sample()
 * takes each as it is given here:
 * `for (at = 0; !aic_summary_gap(s, at, &at, &n, NULL) && n > 0;) aic_sample(p, at, n,
 * ...)`
 * @param summary a summary
 * @param from    where to start looking
 * @param first   where to write the first sample at or after `from` that is not in it;
 * the count of the plan when there is none
 * @param count   where to write how many are missing from there on; 0 for none
 * @param error   what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT for a NULL, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_summary_gap(const aic_summary *summary, uint64_t from, uint64_t *first,
                            uint64_t *count, aic_error *error);

/**
 * Is a summary precise enough? What aic_sample() asks itself between blocks, for who
 * divides the work among processes or machines.
 * @param summary      a summary
 * @param enough       the wanted precisions
 * @param enough_count how many; of none, nothing is reached
 * @param reached      where to write 1 when all of them are, else 0
 * @param error        what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT for a NULL or for a precision that cannot be reached,
 *          and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_summary_reached(const aic_summary *summary, const aic_precision *enough,
                                size_t enough_count, int32_t *reached, aic_error *error);

/**
 * The name of a result of a summary.
 * @param summary a summary
 * @param result  its number
 * @returns the name, which lives as long as the summary, or NULL beyond the last
 * @since 0.1.0
 */
AIC_API const char *aic_summary_result_name(const aic_summary *summary, size_t result);

/**
 * The name of an uncertain input of a summary.
 * @param summary a summary
 * @param input   its number
 * @returns the name, which lives as long as the summary, or NULL beyond the last
 * @since 0.1.0
 */
AIC_API const char *aic_summary_input_name(const aic_summary *summary, size_t input);

/** Moments of a variable. NaN where there are too few samples. Frozen. @since 0.1.0 */
typedef struct aic_moments {
    uint64_t count;            /**< Samples, without those that were refused. */
    double mean;               /**< Arithmetic mean. */
    double standard_deviation; /**< Of the sample: divided by count - 1. */
    double skewness;           /**< Third standardized moment, of the sample. */
    double min;                /**< The least value. */
    double max;                /**< The greatest value. */
    double standard_error;     /**< Of the mean, as of independent samples. */
} aic_moments;

/**
 * Moments of a result. Sums are exact across blocks of samples; within one they round
 * as a sum of AIC_BLOCK_SAMPLES/8 doubles does.
 * @param summary a summary
 * @param result  its number
 * @param moments where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT
 * @since 0.1.0
 */
AIC_API int aic_summary_result(const aic_summary *summary, size_t result,
                               aic_moments *moments, aic_error *error);

/**
 * Moments of an uncertain input, over the samples that the model did not refuse.
 * @param summary a summary
 * @param input   its number
 * @param moments where to write them
 * @param error   what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT
 * @since 0.1.0
 */
AIC_API int aic_summary_input(const aic_summary *summary, size_t input,
                              aic_moments *moments, aic_error *error);

/**
 * Pearson's correlation of an uncertain input with a result.
 * @param summary     a summary
 * @param input       number of the input
 * @param result      number of the result
 * @param correlation where to write it; NaN when one of the two does not vary
 * @param error       what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT
 * @since 0.1.0
 */
AIC_API int aic_summary_correlation(const aic_summary *summary, size_t input,
                                    size_t result, double *correlation, aic_error *error);

/**
 * Quantiles of a result, by straight lines between the samples in order of size
 * (definition 7 of Hyndman and Fan 1996). Each of those samples is known to within a
 * share `quantile_error` of itself, or 2^-1026 when it is smaller than a double that has
 * all of its digits; the least and the greatest exactly.
 * @param summary       a summary
 * @param result        its number
 * @param probabilities 0 to 1 each
 * @param quantiles     where to write them; NaN when there is no sample
 * @param count         how many
 * @param error         what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_summary_quantiles(const aic_summary *summary, size_t result,
                                  const double *probabilities, double *quantiles,
                                  size_t count, aic_error *error);

/**
 * A confidence interval of a quantile: what lies between two samples in order of size
 * (binomial, in its normal approximation), each of them within `quantile_error`.
 * @param summary     a summary
 * @param result      its number
 * @param probability between 0 and 1
 * @param confidence  between 0 and 1, as 0.95
 * @param low         where to write the lower end; NaN when there is no sample
 * @param high        where to write the upper end
 * @param error       what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT
 * @since 0.1.0
 */
AIC_API int aic_summary_quantile_interval(const aic_summary *summary, size_t result,
                                          double probability, double confidence,
                                          double *low, double *high, aic_error *error);

/** How often a result exceeds a value. Frozen. @since 0.1.0 */
typedef struct aic_exceedance {
    double probability; /**< Share of the samples that are above the value. */
    double low;         /**< The least that the counts allow. */
    double high; /**< The most; all three are equal when the value was a threshold. */
} aic_exceedance;

/**
 * How often a result exceeds a value: exactly, for a threshold of the plan; else from the
 * bins, of which the value cuts one in two.
 * @param summary    a summary
 * @param result     its number
 * @param value      not NaN
 * @param exceedance where to write it; NaN when there is no sample
 * @param error      what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT
 * @since 0.1.0
 */
AIC_API int aic_summary_exceedance(const aic_summary *summary, size_t result,
                                   double value, aic_exceedance *exceedance,
                                   aic_error *error);

/**
 * In how many samples two thresholds are both exceeded; with the same number twice, one.
 * @param summary a summary
 * @param first   number of a threshold, in the order of the plan's options
 * @param second  number of another, or the same
 * @param count   where to write the exact count
 * @param error   what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT
 * @since 0.1.0
 */
AIC_API int aic_summary_joint_count(const aic_summary *summary, size_t first,
                                    size_t second, uint64_t *count, aic_error *error);

/** A bin of a histogram: values from `low` up to `high`. Frozen. @since 0.1.0 */
typedef struct aic_bin {
    double low;     /**< Its lower end, which belongs to it when it is not negative. */
    double high;    /**< Its upper end, which belongs to it when it is not positive. */
    uint64_t count; /**< Samples in it, exactly. */
} aic_bin;

/**
 * The bins that have samples, in ascending order. They are as wide as `quantile_error`
 * says, so there may be thousands.
 * @param summary  a summary
 * @param result   its number
 * @param bins     where to write them; may be NULL when `capacity` is 0
 * @param capacity how many fit; further ones are not written
 * @param count    where to write how many there are
 * @param error    what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT
 * @since 0.1.0
 */
AIC_API int aic_summary_bins(const aic_summary *summary, size_t result, aic_bin *bins,
                             size_t capacity, size_t *count, aic_error *error);

/**
 * A histogram with edges of the caller's: how many samples lie between each and the next.
 * A bin that an edge cuts is shared out by width, so counts need not be whole; they add
 * up to those within the first and the last edge.
 * @param summary    a summary
 * @param result     its number
 * @param edges      finite, ascending
 * @param edge_count how many, at least 2
 * @param counts     where to write `edge_count - 1` counts
 * @param error      what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT
 * @since 0.1.0
 */
AIC_API int aic_summary_histogram(const aic_summary *summary, size_t result,
                                  const double *edges, size_t edge_count, double *counts,
                                  aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
