/**
 * @file uncertainty.h
 * Tier 3: all of it, and the odds that a published figure holds.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_UNCERTAINTY_H
#define AICOMPUTE_UNCERTAINTY_H

#include "audit.h"
#include "distribution.h"
#include "sampling.h"
#include "sensitivity.h"
#include "summary.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** Options of aic_audit_odds(); start from zero and set `size`. @since 0.1.0 */
typedef struct aic_odds_options {
    size_t size;      /**< sizeof(aic_odds_options) as the caller compiled it. */
    uint64_t count;   /**< Samples; 0 for 100,000. */
    uint64_t seed;    /**< Other seeds give other samples. */
    int32_t method;   /**< One of enum aic_sampling_method. */
    uint32_t threads; /**< Threads to use, the caller's included; 0 means 1. */
} aic_odds_options;

/** The odds of a statement; set `size` before the call. It grows at the tail.
 *  @since 0.1.0 */
typedef struct aic_odds {
    size_t size; /**< sizeof(aic_odds) as the caller compiled it. */
    double
        probability;  /**< That the statement holds; NaN when every sample is refused. */
    double low;       /**< Lower end of its 95 % interval (Wilson 1927). */
    double high;      /**< Upper end. */
    double q05;       /**< 5th percentile of the computed figure. */
    double median;    /**< Its median. */
    double q95;       /**< Its 95th percentile. */
    uint64_t samples; /**< Samples drawn, refused ones included. */
    uint64_t refused; /**< Samples that the model refused. */
    size_t varied;    /**< Inputs that varied. */
} aic_odds;

/**
 * How likely is it that a stated figure holds, when what is not stated may be anything
 * usual? Every input that the publication does not state, assumed or defaulted, varies
 * over its usual range (`low` and `high` of the audit's input where they are given, else
 * those of the model) on its scale, each on its own. Stated inputs stay. The statement
 * holds within its printed precision, as aic_audit() has it.
 * @param model       a model
 * @param inputs      one an input, by position, as for aic_audit()
 * @param input_count must be aic_model_input_count()
 * @param result      position of the result that is stated
 * @param stated      the stated figure, in the unit of the result
 * @param relation    one of enum aic_relation
 * @param options     how many samples, seed, method, threads; or NULL
 * @param odds        where to write the odds
 * @param error       what went wrong, or NULL
 * @returns AIC_OK; AIC_W_ROWS when the model refused some samples; AIC_E_ARGUMENT,
 *          AIC_E_MISSING, AIC_E_RANGE, AIC_E_VERSION or AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_audit_odds(const aic_model *model, const aic_audit_input *inputs,
                           size_t input_count, size_t result, const aic_figure *stated,
                           int relation, const aic_odds_options *options, aic_odds *odds,
                           aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
