/* Many rows through a model or a chain, a tile of rows at a time: what one model passes
 * to the next stays in the first-level cache. */
#include "core/definition.h"
#include "core/thread.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    BLOCK_ROWS = 16384, /* rows that a thread takes at once; whole tiles */
    THREADS_MAX = 1024,
    PATTERN_BYTES = 64
};

/* A call, the same for all of its threads. */
typedef struct {
    const aic_model *model;
    const aic_column *columns;
    double *const *results;
    size_t rows;
    bool writes; /* false while strict mode only looks */
    bool *step_needed;
    bool *input_given; /* a column or a constant, or a default that is needed */
    const aic_columns_options *options;
    size_t rows_before; /* done in an earlier pass */
    size_t rows_in_all;
    atomic_size_t next, done;
    atomic_bool cancelled;
} job;

/* One thread of a call: where the slots of the chain are for the tile at hand. */
typedef struct {
    job *job;
    const double **slots;
    double *buffers; /* TILE_ROWS for every slot */
    size_t failed, unusual, first_failed, first_unusual;
    bool calls_back;
    thread thread;
} worker;

/* What is wrong with the rows of a tile. */
typedef struct {
    bool failed[TILE_ROWS], unusual[TILE_ROWS];
    bool any_failed, any_unusual;
} tile_marks;

CLONES static bool all_within(const double *values, size_t rows, double low, double high)
{
    int64_t outside = 0;
    for (size_t i = 0; i < rows; i++)
        outside |= ((values[i] >= low) & (values[i] <= high)) ? 0 : 1;
    return !outside;
}

static double *buffer_of(const worker *self, size_t slot)
{
    return self->buffers + slot * TILE_ROWS;
}

static bool is_constant(const aic_column *column)
{
    return !column->values || column->stride == 0;
}

static const double *column_tile(worker *self, size_t input, size_t start, size_t rows)
{
    const aic_column *column = &self->job->columns[input];
    const double *first = column->values + (ptrdiff_t)start * column->stride;
    if (column->stride == 1)
        return first;
    double *gathered = buffer_of(self, input);
    for (size_t i = 0; i < rows; i++)
        gathered[i] = first[(ptrdiff_t)i * column->stride];
    return gathered;
}

static void mark_outside(const double *values, size_t rows, double low, double high,
                         bool *marks, bool *any)
{
    for (size_t i = 0; i < rows; i++) {
        bool outside = !(values[i] >= low && values[i] <= high);
        marks[i] |= outside;
        *any |= outside;
    }
}

static void load_columns(worker *self, size_t start, size_t rows, tile_marks *marks)
{
    const aic_model *model = self->job->model;
    for (size_t k = 0; k < model->n_inputs; k++) {
        if (is_constant(&self->job->columns[k]))
            continue;
        const aic_variable *input = &model->inputs[k];
        const double *values = column_tile(self, k, start, rows);
        self->slots[k] = values;
        if (all_within(values, rows, input->low, input->high))
            continue;
        mark_outside(values, rows, input->min, input->max, marks->failed,
                     &marks->any_failed);
        mark_outside(values, rows, input->low, input->high, marks->unusual,
                     &marks->any_unusual);
    }
}

static void check_conditions(const aic_model *model, const double *const *inputs,
                             size_t rows, tile_marks *marks)
{
    for (size_t i = 0; i < rows; i++) {
        double row[INPUTS_MAX];
        for (size_t k = 0; k < model->n_inputs; k++)
            row[k] = inputs[k][i];
        if (model->check(row))
            marks->failed[i] = marks->any_failed = true;
    }
}

/* What the tables promise of a result is not looked at again: a test holds them to it. */
static bool needs_check(const aic_model *chain, size_t slot, const aic_variable *input)
{
    const aic_variable *result = &chain->results[slot - chain->n_inputs];
    return result->min < input->min || result->max > input->max;
}

static void run_tile_step(worker *self, const step *at, size_t start, size_t rows,
                          tile_marks *marks)
{
    const aic_model *chain = self->job->model, *model = at->model;
    const double *inputs[INPUTS_MAX];
    double *results[INPUTS_MAX];
    for (size_t k = 0; k < model->n_inputs; k++) {
        const aic_variable *input = &model->inputs[k];
        inputs[k] = self->slots[at->inputs[k]];
        if (is_computed(chain, at, k) && needs_check(chain, at->inputs[k], input) &&
            !all_within(inputs[k], rows, input->min, input->max))
            mark_outside(inputs[k], rows, input->min, input->max, marks->failed,
                         &marks->any_failed);
    }
    if (model->check)
        check_conditions(model, inputs, rows, marks);
    for (size_t k = 0; k < model->n_results; k++) {
        size_t slot = at->results + k;
        double *wanted = self->job->results[slot - chain->n_inputs];
        results[k] = wanted && self->job->writes ? wanted + start : buffer_of(self, slot);
        self->slots[slot] = results[k];
    }
    model->tile(inputs, results, rows);
}

static void count_marks(worker *self, size_t start, size_t rows, const tile_marks *marks)
{
    for (size_t i = 0; i < rows; i++) {
        size_t row = start + i;
        if (marks->failed[i]) {
            self->first_failed = row < self->first_failed ? row : self->first_failed;
            self->failed++;
        } else if (marks->unusual[i]) {
            self->first_unusual = row < self->first_unusual ? row : self->first_unusual;
            self->unusual++;
        }
    }
}

static void blank_failed(const job *call, size_t start, size_t rows,
                         const tile_marks *marks)
{
    for (size_t k = 0; k < call->model->n_results; k++)
        for (size_t i = 0; i < rows && call->results[k]; i++)
            if (marks->failed[i])
                call->results[k][start + i] = NAN;
}

static void run_tile(worker *self, size_t start, size_t rows)
{
    const job *call = self->job;
    tile_marks marks = {0};
    load_columns(self, start, rows, &marks);
    for (size_t i = 0; i < call->model->n_steps; i++)
        if (call->step_needed[i])
            run_tile_step(self, &call->model->steps[i], start, rows, &marks);
    if (marks.any_failed || marks.any_unusual)
        count_marks(self, start, rows, &marks);
    if (marks.any_failed && call->writes)
        blank_failed(call, start, rows, &marks);
}

static void spread_constants(worker *self)
{
    const job *call = self->job;
    for (size_t k = 0; k < call->model->n_inputs; k++) {
        const aic_column *column = &call->columns[k];
        if (!is_constant(column))
            continue;
        double value = column->values ? *column->values : call->model->inputs[k].value;
        double *spread = buffer_of(self, k);
        for (size_t i = 0; i < TILE_ROWS; i++)
            spread[i] = value;
        self->slots[k] = spread;
    }
}

static void report_progress(worker *self, size_t rows)
{
    job *call = self->job;
    size_t done = atomic_fetch_add(&call->done, rows) + rows;
    if (self->calls_back &&
        call->options->progress(call->options->context, call->rows_before + done,
                                call->rows_in_all) != 0)
        atomic_store(&call->cancelled, true);
}

static void run_worker(void *argument)
{
    worker *self = argument;
    job *call = self->job;
    spread_constants(self);
    while (!atomic_load(&call->cancelled)) {
        size_t start = atomic_fetch_add(&call->next, BLOCK_ROWS);
        if (start >= call->rows)
            break;
        size_t end = call->rows - start > BLOCK_ROWS ? start + BLOCK_ROWS : call->rows;
        for (size_t row = start; row < end; row += TILE_ROWS)
            run_tile(self, row, end - row < TILE_ROWS ? end - row : TILE_ROWS);
        report_progress(self, end - start);
    }
}

static void run_all(worker *workers, size_t count)
{
    size_t started = 1;
    while (started < count &&
           thread_start(&workers[started].thread, run_worker, &workers[started]))
        started++;
    run_worker(&workers[0]);
    for (size_t i = 1; i < started; i++)
        thread_join(&workers[i].thread);
}

static size_t workers_for(const job *call)
{
    size_t wanted = call->options->threads ? call->options->threads : 1;
    size_t blocks = (call->rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
    wanted = wanted < blocks ? wanted : blocks;
    return wanted < THREADS_MAX ? wanted : THREADS_MAX;
}

/* One pass over all rows, with its sums in `report`. */
static int run_pass(job *call, aic_columns_report *report, aic_error *error)
{
    size_t count = workers_for(call);
    size_t slots = call->model->n_inputs + call->model->n_results;
    worker *workers = calloc(count, sizeof *workers);
    const double **pointers = calloc(count * slots, sizeof *pointers);
    double *memory = calloc(count * slots * TILE_ROWS + 8, sizeof *memory);
    double *buffers =
        memory ? (double *)(((uintptr_t)memory + 63) & ~(uintptr_t)63) : NULL;
    int status = AIC_OK;
    if (!workers || !pointers || !buffers) {
        status =
            error_set(error, AIC_E_MEMORY, "not enough memory for %zu threads", count);
    } else {
        for (size_t i = 0; i < count; i++)
            workers[i] = (worker){.job = call,
                                  .slots = pointers + i * slots,
                                  .buffers = buffers + i * slots * TILE_ROWS,
                                  .first_failed = SIZE_MAX,
                                  .first_unusual = SIZE_MAX,
                                  .calls_back = i == 0 && call->options->progress};
        run_all(workers, count);
    }
    for (size_t i = 0; i < count && status == AIC_OK; i++) {
        const worker *one = &workers[i];
        report->rows_failed += one->failed;
        report->rows_unusual += one->unusual;
        if (one->first_failed < report->first_failed)
            report->first_failed = one->first_failed;
        if (one->first_unusual < report->first_unusual)
            report->first_unusual = one->first_unusual;
    }
    free(memory);
    free((void *)pointers);
    free(workers);
    if (status == AIC_OK && atomic_load(&call->cancelled))
        status = error_set(error, AIC_E_CANCELLED, "the progress callback asked to stop");
    return status;
}

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
    int status = evaluate_part(model, call->input_given, call->step_needed, inputs,
                               results, error);
    if (error) {
        char message[sizeof error->message + 32];
        snprintf(message, sizeof message, "row %zu: %s", row, error->message);
        copy_text(error->message, sizeof error->message, message);
        error->row = (int64_t)row;
    }
    return status;
}

/* Backwards from the results wanted: which models and inputs it takes. */
static void find_needed(job *call)
{
    const aic_model *model = call->model;
    bool needed[SLOTS_MAX] = {false};
    for (size_t k = 0; k < model->n_results; k++)
        needed[model->n_inputs + k] = call->results[k] != NULL;
    for (size_t i = model->n_steps; i-- > 0;) {
        const step *at = &model->steps[i];
        for (size_t k = 0; k < at->model->n_results; k++)
            call->step_needed[i] |= needed[at->results + k];
        for (size_t k = 0; k < at->model->n_inputs && call->step_needed[i]; k++)
            needed[at->inputs[k]] = true;
    }
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
            return error_variable(error, isnan(value) ? AIC_E_MISSING : AIC_E_RANGE,
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
                return error_set(error, AIC_E_ARGUMENT, "result %s overlaps input %s",
                                 model->results[r].name, model->inputs[k].name);
        }
        for (size_t k = 0; k < r; k++)
            if (call->results[k] &&
                overlap(result, extent_of(call->results[k], 1, call->rows)))
                return error_set(error, AIC_E_ARGUMENT, "result %s overlaps result %s",
                                 model->results[r].name, model->results[k].name);
    }
    return AIC_OK;
}

static bool all_zero(const unsigned char *bytes, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* A caller's options of any age, as this library knows them. */
static int receive_options(const aic_columns_options *given, aic_columns_options *own,
                           aic_error *error)
{
    *own = (aic_columns_options){.size = sizeof *own};
    if (!given)
        return AIC_OK;
    size_t size = given->size;
    if (size < sizeof given->size)
        return error_set(error, AIC_E_ARGUMENT, "the options do not say their size");
    if (size > sizeof *own && !all_zero((const void *)given, sizeof *own, size))
        return error_set(error, AIC_E_VERSION,
                         "the options use something newer than this library, version %s",
                         aic_version());
    memcpy(own, given, size < sizeof *own ? size : sizeof *own);
    return AIC_OK;
}

/* As much of the report as the caller has room for; what this library does not know is
 * zero. */
static void hand_over(const aic_columns_report *own, aic_columns_report *report)
{
    if (!report || report->size < sizeof report->size)
        return;
    size_t size = report->size;
    memset(report, 0, size);
    memcpy(report, own, size < sizeof *own ? size : sizeof *own);
    report->size = size;
}

static int run_passes(job *call, aic_columns_report *report, aic_error *error)
{
    bool all_unusual = report->rows_unusual > 0; /* by a constant */
    call->rows_in_all = call->options->strict ? 2 * call->rows : call->rows;
    call->writes = !call->options->strict;
    report->rows_unusual = 0;
    int status = run_pass(call, report, error);
    if (status == AIC_OK && call->options->strict && report->rows_failed == 0) {
        aic_columns_report again = *report;
        call->writes = true;
        call->rows_before = call->rows;
        atomic_store(&call->next, 0);
        atomic_store(&call->done, 0);
        status = run_pass(call, &again, error);
    }
    if (all_unusual) {
        report->rows_unusual = call->rows - report->rows_failed;
        report->first_unusual = report->rows_unusual ? 0 : SIZE_MAX;
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
    return error_clear(error);
}

static int evaluate_rows(job *call, aic_columns_report *report, aic_error *error)
{
    find_needed(call);
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
        return error_set(error, AIC_E_ARGUMENT,
                         "the model, the inputs or the results are "
                         "NULL");
    if (input_count != model->n_inputs || result_count != model->n_results)
        return error_set(
            error, AIC_E_ARGUMENT, "%s has %zu inputs and %zu results, not %zu and %zu",
            model->name, model->n_inputs, model->n_results, input_count, result_count);
    if (rows > PTRDIFF_MAX / sizeof(double) / 2)
        return error_set(error, AIC_E_ARGUMENT, "no array has %zu rows", rows);

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
    int status = receive_options(options, &own, error);
    if (status == AIC_OK)
        status = evaluate_rows(&call, &made, error);
    hand_over(&made, report);
    return status;
}
