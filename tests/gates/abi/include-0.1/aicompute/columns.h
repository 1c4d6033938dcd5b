/**
 * @file columns.h
 * Tier 2: evaluate a model over many rows at once. Rows are whatever you like: scenarios,
 * sites, samples, the 8,760 hours of a year.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_COLUMNS_H
#define AICOMPUTE_COLUMNS_H

#include "model.h"

#if defined(__cplusplus)
extern "C" {
#endif

/**
 * The values of one input: row i is values[i * stride].
 * A stride of 0 makes a constant; `values` NULL takes the default. Frozen.
 * @since 0.1.0
 */
typedef struct aic_column {
    const double *values; /**< The first row, or NULL for the default. */
    ptrdiff_t stride;     /**< Doubles from one row to the next; 0 for a constant. */
} aic_column;

/**
 * Called between blocks of rows, at least once if there are any, from the thread that
 * made the call.
 * @param context whatever the caller put into the options
 * @param done    rows finished so far
 * @param rows    rows in all
 * @returns 0 to go on, anything else to cancel
 * @since 0.1.0
 */
typedef int (*aic_progress)(void *context, size_t done, size_t rows);

/** Options of aic_evaluate_columns(); start from zero and set `size`. @since 0.1.0 */
typedef struct aic_columns_options {
    size_t size;           /**< sizeof(aic_columns_options) as the caller compiled it. */
    uint32_t threads;      /**< Threads to use, the caller's included; 0 means 1. */
    uint32_t strict;       /**< Not 0: write nothing unless every row is good. */
    aic_progress progress; /**< Called between blocks of rows, or NULL. */
    void *context;         /**< Handed to `progress`. */
} aic_columns_options;

/** What happened to the rows, which count from 0; set `size` before the call.
 *  @since 0.1.0 */
typedef struct aic_columns_report {
    size_t size;          /**< sizeof(aic_columns_report) as the caller compiled it. */
    size_t rows_failed;   /**< Rows missing an input, out of range or refused. */
    size_t rows_unusual;  /**< Good rows with an input outside its usual range. */
    size_t first_failed;  /**< The first failed row; SIZE_MAX when there is none. */
    size_t first_unusual; /**< The first unusual row; SIZE_MAX when there is none. */
    int32_t first_status; /**< Why the first failed row failed; AIC_OK without one. */
    int32_t reserved;     /**< Not used yet. */
} aic_columns_report;

/**
 * Evaluate a model or a chain for every row. A row that misses an input (NaN), is out of
 * range or is refused gets NaN in every result and stops nothing. Models whose results
 * nobody wants are skipped, and inputs that only they use need not be given; a column
 * that is given is checked all the same. The bits are those of aic_model_evaluate(),
 * whatever the number of threads.
 * @param model        a model
 * @param inputs       one column an input, by position
 * @param input_count  must be aic_model_input_count()
 * @param results      one array of `rows` doubles a result, by position; NULL where a
 *                     result is not wanted. None may overlap an input or another
 * @param result_count must be aic_model_result_count()
 * @param rows         how many rows; with 0 only the arguments are checked
 * @param options      threads, strictness, progress; NULL for none of it
 * @param report       counts of rows, or NULL
 * @param error        what went wrong, the first failed or else unusual row; or NULL
 * @returns AIC_OK; AIC_W_UNUSUAL; AIC_W_ROWS when some rows failed. With nothing written:
 *          AIC_E_ARGUMENT; AIC_E_VERSION for options newer than this library;
 *          AIC_E_MISSING or AIC_E_RANGE for a constant or a required input that is not
 *          given; in strict mode the status of the first failed row; AIC_E_MEMORY. With
 *          some rows written: AIC_E_CANCELLED
 * @since 0.1.0
 */
AIC_API int aic_evaluate_columns(const aic_model *model, const aic_column *inputs,
                                 size_t input_count, double *const *results,
                                 size_t result_count, size_t rows,
                                 const aic_columns_options *options,
                                 aic_columns_report *report, aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
