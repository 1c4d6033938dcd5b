/* aic_evaluate_columns(): what is asked, whether it can be, and what came of it. */
#include "core/options.h"
#include "core/tiles.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Say what is the matter with one row, by going through it alone. */
static int describe_row(const job *call, size_t row, aic_error *error)
{
    const aic_model *model = call->model;
    double inputs[SLOTS_MAX], results[SLOTS_MAX];
    for (size_t k = 0; k < model->n_inputs; k++) {
        const aic_column *column = &call->columns[k];
        inputs[k] = column->values ? column->values[(ptrdiff_t)row * column->stride]
                                   : model->inputs[k].value;
    }
    int status = aic_evaluate_part(model, call->input_given, call->step_needed, inputs,
                                   results, error);
    if (error) {
        char message[sizeof error->message + 32];
        snprintf(message, sizeof message, "row %zu: %s", row, error->message);
        aic_copy_text(error->message, sizeof error->message, message);
        error->row = (int64_t)row;
    }
    return status;
}

/* Which models and inputs the results wanted take. */
static void find_all_needed(job *call)
{
    const aic_model *model = call->model;
    bool needed[SLOTS_MAX] = {false};
    for (size_t k = 0; k < model->n_results; k++)
        needed[model->n_inputs + k] = call->results[k] != NULL;
    aic_find_needed(model, needed, call->step_needed);
    for (size_t k = 0; k < model->n_inputs; k++)
        call->input_given[k] = call->columns[k].values || needed[k];
}

/* Constants, and inputs that are needed and not given, are judged once for all rows. */
static int check_constants(const job *call, aic_columns_report *report, aic_error *error)
{
    const aic_model *model = call->model;
    for (size_t k = 0; k < model->n_inputs; k++) {
        const aic_variable *input = &model->inputs[k];
        const aic_column *column = &call->columns[k];
        if (!is_constant(column) || !call->input_given[k])
            continue;
        double value = column->values ? *column->values : input->value;
        if (!(value >= input->min && value <= input->max))
            return aic_error_variable(error, isnan(value) ? AIC_E_MISSING : AIC_E_RANGE,
                                      consumer_of(model, k), k, input, value, NULL);
        if (value < input->low || value > input->high)
            report->rows_unusual = call->rows;
    }
    return AIC_OK;
}

/* The bytes from the first to the last of what a column or a result occupies. */
typedef struct {
    uintptr_t first, end;
} extent;

static extent extent_of(const double *values, ptrdiff_t stride, size_t rows)
{
    uintptr_t one = (uintptr_t)values;
    uintptr_t other = (uintptr_t)(values + (ptrdiff_t)(rows - 1) * stride);
    extent all = {one < other ? one : other,
                  (one < other ? other : one) + sizeof(double)};
    return all;
}

static bool overlap(extent a, extent b)
{
    return a.first < b.end && b.first < a.end;
}

static int check_overlap(const job *call, aic_error *error)
{
    const aic_model *model = call->model;
    for (size_t r = 0; r < model->n_results; r++) {
        if (!call->results[r])
            continue;
        extent result = extent_of(call->results[r], 1, call->rows);
        for (size_t k = 0; k < model->n_inputs; k++) {
            const aic_column *column = &call->columns[k];
            if (column->values &&
                overlap(result, extent_of(column->values, column->stride, call->rows)))
                return aic_error_set(error, AIC_E_ARGUMENT, "result %s overlaps input %s",
                                     model->results[r].name, model->inputs[k].name);
        }
        for (size_t k = 0; k < r; k++)
            if (call->results[k] &&
                overlap(result, extent_of(call->results[k], 1, call->rows)))
                return aic_error_set(error, AIC_E_ARGUMENT,
                                     "result %s overlaps result %s",
                                     model->results[r].name, model->results[k].name);
    }
    return AIC_OK;
}

static size_t first_good_row(const job *call, const aic_columns_report *report)
{
    if (report->rows_failed == call->rows)
        return SIZE_MAX;
    size_t row = 0;
    while (report->first_failed <= row && describe_row(call, row, NULL) < 0)
        row++;
    return row;
}

static int run_passes(job *call, aic_columns_report *report, aic_error *error)
{
    bool all_unusual = report->rows_unusual > 0; /* by a constant */
    call->rows_in_all = call->options->strict ? 2 * call->rows : call->rows;
    call->writes = !call->options->strict;
    report->rows_unusual = 0;
    int status = aic_run_pass(call, report, error);
    if (status == AIC_OK && call->options->strict && report->rows_failed == 0) {
        aic_columns_report again = *report;
        call->writes = true;
        call->rows_before = call->rows;
        atomic_store(&call->done, 0);
        status = aic_run_pass(call, &again, error);
    }
    if (all_unusual && status == AIC_OK) {
        report->rows_unusual = call->rows - report->rows_failed;
        report->first_unusual = first_good_row(call, report);
    }
    return status;
}

/* The first row that is worth a word, and the status of the whole call. */
static int conclude(const job *call, aic_columns_report *report, aic_error *error)
{
    if (report->rows_failed > 0) {
        report->first_status = describe_row(call, report->first_failed, error);
        return call->options->strict ? report->first_status : AIC_W_ROWS;
    }
    if (report->rows_unusual > 0)
        return describe_row(call, report->first_unusual, error);
    return aic_error_clear(error);
}

static int evaluate_rows(job *call, aic_columns_report *report, aic_error *error)
{
    find_all_needed(call);
    int status = check_constants(call, report, error);
    if (status == AIC_OK && call->rows > 0)
        status = check_overlap(call, error);
    if (status == AIC_OK && call->rows > 0)
        status = run_passes(call, report, error);
    return status == AIC_OK ? conclude(call, report, error) : status;
}

int aic_evaluate_columns(const aic_model *model, const aic_column *inputs,
                         size_t input_count, double *const *results, size_t result_count,
                         size_t rows, const aic_columns_options *options,
                         aic_columns_report *report, aic_error *error)
{
    if (!model || !inputs || !results)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the model, the inputs or the results are "
                             "NULL");
    if (input_count != model->n_inputs || result_count != model->n_results)
        return aic_error_set(
            error, AIC_E_ARGUMENT, "%s has %zu inputs and %zu results, not %zu and %zu",
            model->name, model->n_inputs, model->n_results, input_count, result_count);
    if (rows > PTRDIFF_MAX / sizeof(double) / 2)
        return aic_error_set(error, AIC_E_ARGUMENT, "no array has %zu rows", rows);

    aic_columns_options own;
    aic_columns_report made = {
        .size = sizeof made, .first_failed = SIZE_MAX, .first_unusual = SIZE_MAX};
    bool step_needed[SLOTS_MAX] = {false}, input_given[SLOTS_MAX] = {false};
    job call = {.model = model,
                .columns = inputs,
                .results = results,
                .rows = rows,
                .step_needed = step_needed,
                .input_given = input_given,
                .options = &own};
    int status = aic_receive_options(options, &own, sizeof own, error);
    if (status == AIC_OK)
        status = evaluate_rows(&call, &made, error);
    aic_hand_over(&made, sizeof made, report);
    return status;
}
