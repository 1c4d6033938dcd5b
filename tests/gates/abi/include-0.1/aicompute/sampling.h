/**
 * @file sampling.h
 * Tier 3: a plan of samples. Which inputs of a model are uncertain, how they go together,
 * and how they are drawn. Sample i of a plan is the same whatever the thread, the block
 * or the machine that draws it.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_SAMPLING_H
#define AICOMPUTE_SAMPLING_H

#include "columns.h"
#include "distribution.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** A plan of samples. It never changes; any thread may use it. @since 0.1.0 */
typedef struct aic_sampling aic_sampling;

/** Samples that are drawn, and counted, together. @since 0.1.0 */
#define AIC_BLOCK_SAMPLES 16384

/** How samples are drawn. The numbers are permanent. @since 0.1.0 */
enum aic_sampling_method {
    /** Independent: Philox4x32-10 (Salmon and others 2011), keyed by the seed, counted by
     *  sample and input. */
    AIC_RANDOM = 0,
    /** Of `count` strata of equal probability, each input takes each once, in an order of
     *  its own (McKay, Beckman and Conover 1979). */
    AIC_LATIN_HYPERCUBE = 1,
    /** Sobol' points with the directions of Joe and Kuo 2008, scrambled as Owen 1995
     * says, by hashing. Best at powers of two. */
    AIC_SOBOL = 2,
    /** The same points as they are, in the order of Gray codes, each moved up by half of
     *  the 32nd binary place. The seed has no effect. */
    AIC_SOBOL_UNSCRAMBLED = 3
};

/** How two inputs go together. Frozen. @since 0.1.0 */
typedef struct aic_rank_correlation {
    size_t first;  /**< Position of an input of the model. */
    size_t second; /**< Position of another. */
    double value;  /**< Spearman's rank correlation, between -1 and 1. */
} aic_rank_correlation;

/** A value whose exceeding is counted exactly. Frozen. @since 0.1.0 */
typedef struct aic_threshold {
    size_t position;  /**< Of a wanted result, or of an uncertain input, of the model. */
    int32_t of_input; /**< 0 for a result, 1 for an input. */
    int32_t reserved; /**< 0. */
    double value;     /**< Samples above it are counted. */
} aic_threshold;

/** Options of aic_sampling_create(); start from zero and set `size`. @since 0.1.0 */
typedef struct aic_sampling_options {
    size_t size;    /**< sizeof(aic_sampling_options) as the caller compiled it. */
    uint64_t count; /**< Samples in all: 1 to 2^48, or to 2^32 for Sobol' points. */
    uint64_t seed;  /**< Other seeds give other samples. */
    int32_t method; /**< One of enum aic_sampling_method. */
    /** Quantiles are within a share of 2^-bits: 4 to 16, or 0 for 10, which is 0.1 %.
     *  Each doubling of precision doubles the memory. */
    uint32_t quantile_bits;
    const aic_rank_correlation *correlations; /**< Pairs that go together, or NULL. */
    size_t correlation_count;                 /**< How many. */
    const aic_threshold *thresholds;          /**< Values to count at, or NULL. */
    size_t threshold_count;                   /**< How many, at most 64. */
} aic_sampling_options;

/**
 * Make a plan.
 *
 * Correlations are those of ranks, and hold for every family (a Gaussian copula: inputs
 * are drawn as normal variables with correlation `2*sin(pi*value/6)` and turned into
 * their distributions, Pearson 1907). Pairs that are not named are independent. All pairs
 * together have to be possible: the matrix must be positive definite.
 *
 * A distribution that could give a value outside the hard range of its input is refused,
 * with the fraction that lies there; aic_distribution_truncate() cuts it off.
 *
 * The first 256 samples are drawn at once, to learn about where the results lie; this is
 * part of the plan and makes no difference to what is counted.
 * @param model        a model, which must outlive the plan
 * @param inputs       one an input, by position; zeroed memory is the input's default.
 *                     They are copied, with their values and weights
 * @param input_count  must be aic_model_input_count()
 * @param results      positions of the wanted results, without repetition
 * @param result_count how many, at least 1
 * @param options      at least the number of samples
 * @param plan         where to write the plan, which its owner frees with
 *                     aic_sampling_free()
 * @param error        names the input or the pair; or NULL
 * @returns AIC_OK; with `*plan` NULL: AIC_E_ARGUMENT; AIC_E_MISSING for a required input
 *          that a wanted result needs; AIC_E_RANGE; AIC_E_VERSION for options newer than
 *          this library; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_sampling_create(const aic_model *model, const aic_distribution *inputs,
                                size_t input_count, const size_t *results,
                                size_t result_count, const aic_sampling_options *options,
                                aic_sampling **plan, aic_error *error);

/**
 * Free a plan after its last use. NULL is left alone.
 * @param plan a plan
 * @since 0.1.0
 */
AIC_API void aic_sampling_free(aic_sampling *plan);

/**
 * The model of a plan.
 * @param plan a plan
 * @returns the model that the plan was made with; NULL for a NULL
 * @since 0.1.0
 */
AIC_API const aic_model *aic_sampling_model(const aic_sampling *plan);

/**
 * How many samples a plan has.
 * @param plan a plan
 * @returns the count; 0 for a NULL
 * @since 0.1.0
 */
AIC_API uint64_t aic_sampling_count(const aic_sampling *plan);

/**
 * The seed of a plan.
 * @param plan a plan
 * @returns the seed; 0 for a NULL
 * @since 0.1.0
 */
AIC_API uint64_t aic_sampling_seed(const aic_sampling *plan);

/**
 * What a plan is made of, in one number: version of the library, model, distributions,
 * correlations, thresholds, method, seed and count. Plans with the same number draw the
 * same samples; summaries of plans with different ones do not merge.
 * @param plan a plan
 * @returns the number; 0 for a NULL
 * @since 0.1.0
 */
AIC_API uint64_t aic_sampling_fingerprint(const aic_sampling *plan);

/**
 * Draw samples and keep them all. Samples that the model refuses have NaN in every
 * result.
 * @param plan         a plan
 * @param first        the first sample, from 0
 * @param count        how many; `first + count` may not go beyond the plan
 * @param inputs       one array of `count` doubles an input of the model, by position;
 *                     NULL where an input is not wanted; or NULL for none
 * @param input_count  must be aic_model_input_count(), or 0 for none
 * @param results      the same for the results. A result that the plan does not want must
 *                     be NULL; or NULL for none
 * @param result_count must be aic_model_result_count(), or 0 for none
 * @param error        what went wrong, or the first sample that was refused; or NULL
 * @returns AIC_OK; AIC_W_ROWS when some samples were refused; AIC_E_ARGUMENT or
 *          AIC_E_MEMORY, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_sample_rows(const aic_sampling *plan, uint64_t first, size_t count,
                            double *const *inputs, size_t input_count,
                            double *const *results, size_t result_count,
                            aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
