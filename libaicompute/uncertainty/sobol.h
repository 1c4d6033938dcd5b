/* Sobol' indices from the inside: what they are estimated from. */
#ifndef AICOMPUTE_UNCERTAINTY_SOBOL_H
#define AICOMPUTE_UNCERTAINTY_SOBOL_H

#include "aicompute/sensitivity.h"
#include "uncertainty/plan.h"

/* What the bootstrap draws at most. */
enum { GROUPS_MAX = 256 };

/* Sums of a group of samples: how many rows were refused; then for each result pairs of A
 * and B, sums of both, and of the squares of their difference; after those of a result,
 * for each input rows, and squares of AB_i less B, and less A. */
enum { REFUSED, GROUP_SUMS };
enum { PAIRS, SUM, SQUARES, APART, RESULT_SUMS };
enum { ROWS, FROM_B, FROM_A, INPUT_SUMS };

static inline uint64_t group_count(const aic_sampling *plan)
{
    uint64_t samples = plan->design.count;
    return samples < GROUPS_MAX ? samples : GROUPS_MAX;
}

static inline size_t sums_of_result(const aic_sampling *plan, size_t result)
{
    return GROUP_SUMS + result * (RESULT_SUMS + plan->n_uncertain * INPUT_SUMS);
}

static inline size_t sums_of_input(const aic_sampling *plan, size_t result, size_t input)
{
    return sums_of_result(plan, result) + RESULT_SUMS + input * INPUT_SUMS;
}

static inline size_t sums_of_group(const aic_sampling *plan)
{
    return sums_of_result(plan, plan->n_wanted);
}

/* The options with what is usual filled in; refuses plans that have no such indices. */
int aic_sobol_check(const aic_sampling *plan, const aic_sobol_options *given,
                    aic_sobol_options *own, aic_error *error);

#endif
