/**
 * @file cashflow_batch.h
 * Tier 4: many series of cash flows at once, on several threads: matrices whose rows are
 * projects, and ragged sets as values and offsets.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_CASHFLOW_BATCH_H
#define AICOMPUTE_CASHFLOW_BATCH_H

#include "cashflow.h"
#include "columns.h"

#if defined(__cplusplus)
extern "C" {
#endif

/**
 * Many series. Row i of a matrix begins at values[i*row_stride] and has `flows` flows;
 * row i of a ragged set has values[offsets[i]] to values[offsets[i + 1] - 1]. Start from
 * zero and set `size`.
 * @since 0.1.0
 */
typedef struct aic_cashflows {
    size_t size;            /**< sizeof(aic_cashflows) as the caller compiled it. */
    size_t rows;            /**< How many series. */
    const double *values;   /**< The flows. */
    const int64_t *dates;   /**< Days since 1970-01-01, or NULL for even periods from 0.
                                 Those of a ragged set lie as its values do. */
    const int64_t *offsets; /**< rows + 1 positions that never descend, the first 0 or
                                 more; NULL for a matrix. */
    size_t flows;           /**< Flows in a row of a matrix. */
    ptrdiff_t row_stride;   /**< Doubles from one row of a matrix to the next. */
    ptrdiff_t date_stride;  /**< Dates from one row to the next; 0 when rows share one
                                 set of dates. */
} aic_cashflows;

/**
 * The internal rate of return of every row, as aic_irr(), or as aic_xirr() with dates:
 * the bits are the same, whatever the number of threads. A row without a rate gets NaN
 * and stops nothing.
 * @param series   the rows
 * @param options  which of several roots, day count, base date; NULL as for aic_irr()
 * @param columns  threads, strictness, progress; NULL for none of it
 * @param rates    where to write one a row; may not overlap the values
 * @param statuses where to write the status of each row, or NULL
 * @param report   counts of rows: failed are those without a rate, unusual those with
 *                 several; or NULL
 * @param error    what went wrong, the first failed or else unusual row; or NULL
 * @returns AIC_OK; AIC_W_ROWS when some rows failed; the status of the first such row
 *          when one has several roots or a double one. With nothing written:
 *          AIC_E_ARGUMENT, also for offsets that descend; AIC_E_VERSION; AIC_E_MEMORY; in
 *          strict mode the status of the first failed row. With some rows written:
 *          AIC_E_CANCELLED
 * @since 0.1.0
 */
AIC_API int aic_irr_batch(const aic_cashflows *series,
                          const aic_cashflow_options *options,
                          const aic_columns_options *columns, double *rates,
                          int32_t *statuses, aic_columns_report *report,
                          aic_error *error);

/**
 * The net present value of every row, as aic_npv(), or as aic_xnpv() with dates, with the
 * same bits. A row without a value gets NaN and stops nothing.
 * @param series   the rows
 * @param rate     the rate of each row, or one for all with a stride of 0
 * @param options  day count and base date; NULL as for aic_xnpv()
 * @param columns  threads, strictness, progress; NULL for none of it
 * @param npvs     where to write one a row; may not overlap the values or the rates
 * @param statuses where to write the status of each row, or NULL
 * @param report   counts of rows, or NULL
 * @param error    what went wrong, the first failed row; or NULL
 * @returns as aic_irr_batch()
 * @since 0.1.0
 */
AIC_API int aic_npv_batch(const aic_cashflows *series, aic_column rate,
                          const aic_cashflow_options *options,
                          const aic_columns_options *columns, double *npvs,
                          int32_t *statuses, aic_columns_report *report,
                          aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
