/**
 * @file solve.h
 * Tier 2: turn a model around. Which value of an input gives the wanted result?
 * @since 0.1.0
 */
#ifndef AICOMPUTE_SOLVE_H
#define AICOMPUTE_SOLVE_H

#include "model.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** What a solution is. The numbers are permanent. @since 0.1.0 */
enum aic_root_kind {
    AIC_ROOT = 1, /**< The result passes through the wanted value here. */
    AIC_FLAT = 2, /**< The result is the wanted value from `value` to `end`. */
    AIC_JUMP = 3  /**< The result jumps across the wanted value here: not a root. */
};

/** One solution of aic_solve(). Frozen. @since 0.1.0 */
typedef struct aic_solution {
    double value;  /**< The value of the unknown input. */
    double end;    /**< The far end of a flat stretch; else the same as `value`. */
    int32_t kind;  /**< One of enum aic_root_kind. */
    int32_t usual; /**< 1 when `value` is inside the input's usual range, else 0. */
} aic_solution;

/**
 * Find the values of one input for which a result is what is wanted.
 *
 * The scan: the usual range of the unknown in 64 steps, even on its scale, and each part
 * of the hard range outside it in 64 steps that grow with the distance; below the usual
 * range of a logarithmic scale they shrink towards zero, and the last goes on to the
 * least value. Where points with a result border on points that the model refuses, the
 * edge is looked for and scanned too; models of a chain that the result does not need are
 * skipped. Between two neighbouring points on either side of the wanted value there is a
 * solution, which is then closed in on until two neighbouring doubles are left. So a
 * result that touches the wanted value without crossing it, or crosses it twice between
 * two points, is not found.
 * @param model       a model
 * @param inputs      the inputs by position; that of the unknown is not looked at, and
 *                    those that only models use which the result does not need may be NaN
 * @param input_count must be aic_model_input_count()
 * @param unknown     position of the input to find
 * @param result      position of the result
 * @param wanted      the wanted result, finite
 * @param solutions   where to write the solutions, in ascending order; may be NULL when
 *                    `capacity` is 0
 * @param capacity    how many fit
 * @param count       where to write how many there are, which may be more than fit, and 0
 *                    when there is none
 * @param error       what went wrong, or NULL
 * @returns AIC_OK, also when there is no solution; AIC_E_ARGUMENT; AIC_E_MISSING or
 *          AIC_E_RANGE for one of the other inputs; AIC_E_CONDITION when inputs
 *          contradict each other whatever the unknown; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_solve(const aic_model *model, const double *inputs, size_t input_count,
                      size_t unknown, size_t result, double wanted,
                      aic_solution *solutions, size_t capacity, size_t *count,
                      aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
