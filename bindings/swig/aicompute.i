/* The C interface as SWIG sees it, for any language. The file of a language says first how
 * arrays, lists and callbacks are passed, then includes this one. */
%{
#include "aicompute/aicompute.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
%}

%include <stdint.i>

/* Types of the bindings alone: many columns, and how many rows those have that are not
 * constant; SIZE_MAX when all are. */
%{
typedef struct input_columns {
    aic_column *columns;
    size_t count, rows;
} input_columns;

typedef struct result_columns {
    double **columns;
    size_t count, rows;
} result_columns;

typedef struct progress_call {
    aic_progress call;
    void *context;
} progress_call;

static int evaluate_columns(const aic_model *model, input_columns inputs,
                            result_columns results, size_t rows,
                            const aic_columns_options *options,
                            aic_columns_report *report, aic_error *error,
                            progress_call progress)
{
    aic_columns_options own = {.size = sizeof own};
    if ((inputs.rows != rows && inputs.rows != SIZE_MAX) ||
        (results.rows != rows && results.rows != SIZE_MAX))
        return AIC_E_ARGUMENT;
    if (options)
        own = *options;
    own.progress = progress.call;
    own.context = progress.context;
    return aic_evaluate_columns(model, inputs.columns, inputs.count, results.columns,
                                results.count, rows, &own, report, error);
}
%}

%ignore aic_evaluate_columns;
%rename(aic_evaluate_columns) evaluate_columns;
%feature("docstring") evaluate_columns
"Evaluate a model for every row; see aic_evaluate_columns in columns.h.

inputs: one item an input: None (default), a number (constant) or an array of float64.
results: one item a result: None (not wanted) or a writable array of float64.
progress: called with the rows done and the rows in all, now and then; it may raise.";
int evaluate_columns(const aic_model *model, input_columns inputs, result_columns results,
                     size_t rows, const aic_columns_options *options,
                     aic_columns_report *report, aic_error *error,
                     progress_call progress);

/* A chain is freed when its object goes; the size of a struct is set when it is made. */
%ignore aic_model_free;
%nodefaultctor aic_model;
struct aic_model {};
%extend aic_model {
    ~aic_model()
    {
        aic_model_free($self);
    }
}

%define SIZED(type)
%ignore type::size;
%nodefaultctor type;
%extend type {
    type()
    {
        type *made = calloc(1, sizeof *made);
        if (made)
            made->size = sizeof *made;
        return made;
    }
}
%enddef

%ignore aic_columns_options::progress;
%ignore aic_columns_options::context;
%ignore aic_column;
%ignore aic_progress;
%ignore reserved;

/* What the library alone makes. */
%nodefaultctor aic_cell;
%nodefaultctor aic_field;
%nodefaultctor aic_provenance;
%nodefaultctor aic_table;
%nodefaultdtor aic_table;
struct aic_table {};
%ignore aic_preset_row;

%immutable;
%include "aicompute/core.h"
%include "aicompute/model.h"
%include "aicompute/dataset.h"
%mutable;
%include "aicompute/columns.h"
%include "aicompute/solve.h"
%include "aicompute/audit.h"
%include "aicompute/gpu_power.h"
%include "aicompute/datacenter_energy.h"
%include "aicompute/household.h"
%include "aicompute/investment.h"
%include "aicompute/payback.h"
%include "aicompute/compute_cost.h"

%include "finance.i"
%include "uncertainty.i"
%include "project.i"

SIZED(aic_columns_options)
SIZED(aic_columns_report)
SIZED(aic_audit_report)
