/* A series function for many rows, on several threads. */
#ifndef AICOMPUTE_CASHFLOW_ROWS_H
#define AICOMPUTE_CASHFLOW_ROWS_H

#include "core/internal.h"

enum { BLOCK_ROWS_MAX = 1024 };

typedef struct {
    const void *context;
    /* Results and statuses of `count` rows from `first` on. */
    void (*run)(const void *context, size_t first, size_t count, double *results,
                int32_t *statuses);
    /* One row alone, with what there is to say about it. */
    int (*explain)(const void *context, size_t row, aic_error *error);
    size_t rows, block; /* rows in a block, at most BLOCK_ROWS_MAX */
} rows_job;

/* All rows: as aic_evaluate_columns() of one result, with a status a row for whoever
 * wants it. */
int aic_run_rows(const rows_job *job, const aic_columns_options *options, double *results,
                 int32_t *statuses, aic_columns_report *report, aic_error *error);

#endif
