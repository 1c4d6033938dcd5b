/* The engine under aic_evaluate_columns(): one pass over all rows. */
#ifndef AICOMPUTE_CORE_TILES_H
#define AICOMPUTE_CORE_TILES_H

#include "core/internal.h"

#include <stdatomic.h>

/* A call, the same for all of its threads. */
typedef struct {
    const aic_model *model;
    const aic_column *columns;
    double *const *results;
    size_t rows;
    bool writes;  /* false while strict mode only looks */
    bool trusted; /* columns are known to be within the hard range, and not looked over */
    bool streams; /* results go past the caches, which they would overflow */
    bool *step_needed;
    bool *input_given; /* a column or a constant, or a default that is needed */
    const aic_columns_options *options;
    size_t rows_before; /* done in an earlier pass */
    size_t rows_in_all;
    atomic_size_t next, done;
    atomic_bool cancelled;
} job;

static inline bool is_constant(const aic_column *column)
{
    return !column->values || column->stride == 0;
}

/* One pass over all rows, whose counts are added to `report`. */
int aic_run_pass(job *call, aic_columns_report *report, aic_error *error);

/* For who fills the same arrays again and again: a worker that is made once, runs the
 * first `rows` rows of its arrays, and leaves NaN in every result of rows that are
 * refused. NULL without memory; the call and what it points to must outlive it. */
typedef struct worker worker;
worker *aic_worker_open(job *call);
void aic_worker_run(worker *self, size_t rows);
void aic_worker_close(worker *self);

#endif
