/* Drawing samples of a plan: inputs, and what the model makes of them. */
#include "core/definition.h"
#include "uncertainty/plan.h"

#include <stdio.h>
#include <stdlib.h>

bool aic_draw_open(const aic_sampling *plan, draw_room *room)
{
    const aic_model *model = plan->model;
    size_t columns = plan->n_uncertain + plan->n_wanted + plan->together.count;
    size_t values = columns * DRAW_ROWS;
    memset(room, 0, sizeof *room);
    room->plan = plan;
    room->memory = calloc(1, values * sizeof *room->inputs +
                                 model->n_inputs * sizeof *room->columns +
                                 model->n_results * sizeof *room->results);
    if (!room->memory)
        return false;
    room->inputs = room->memory;
    room->made = room->inputs + plan->n_uncertain * DRAW_ROWS;
    room->deviates = room->made + plan->n_wanted * DRAW_ROWS;
    room->columns = (aic_column *)(void *)(room->inputs + values);
    room->results = (double **)(void *)(room->columns + model->n_inputs);
    memcpy(room->columns, plan->columns, model->n_inputs * sizeof *room->columns);
    for (size_t k = 0; k < plan->n_uncertain; k++)
        room->columns[plan->uncertain[k]] = (aic_column){input_column(room, k), 1};
    for (size_t k = 0; k < plan->n_wanted; k++)
        room->results[plan->wanted[k]] = result_column(room, k);
    room->call.model = model;
    room->call.columns = room->columns;
    room->call.results = room->results;
    room->call.rows = DRAW_ROWS;
    room->call.writes = true;
    room->call.trusted = true;
    room->call.step_needed = plan->step_needed;
    room->call.input_given = plan->input_given;
    room->worker = aic_worker_open(&room->call);
    if (!room->worker)
        free(room->memory);
    return room->worker != NULL;
}

void aic_draw_close(draw_room *room)
{
    aic_worker_close(room->worker);
    free(room->memory);
}

/* One row of the factor, from the last to the first so that each is made of deviates that
 * are still as they were drawn. */
static void mix_deviates(const correlated *together, double *deviates, size_t rows)
{
    size_t n = together->count;
    for (size_t i = n; i-- > 0;) {
        const double *row = together->factor + i * n;
        double *mixed = deviates + i * DRAW_ROWS;
        for (size_t r = 0; r < rows; r++)
            mixed[r] *= row[i];
        for (size_t k = 0; k < i; k++)
            for (size_t r = 0; r < rows; r++)
                mixed[r] += row[k] * deviates[k * DRAW_ROWS + r];
    }
}

static void draw_together(draw_room *room, uint32_t first_stream, uint64_t first,
                          size_t rows)
{
    const aic_sampling *plan = room->plan;
    const correlated *together = &plan->together;
    for (size_t i = 0; i < together->count; i++) {
        double *deviates = room->deviates + i * DRAW_ROWS;
        aic_uniforms(&plan->source, first_stream + together->members[i], first, rows,
                     deviates);
        aic_normal_deviates(deviates, deviates, rows);
    }
    mix_deviates(together, room->deviates, rows);
    for (size_t i = 0; i < together->count; i++) {
        const prepared *d = &plan->distributions[together->members[i]];
        double *column = input_column(room, together->members[i]);
        double *deviates = room->deviates + i * DRAW_ROWS;
        if (d->from_normal) {
            aic_prepared_from_normal(d, deviates, column, rows);
        } else {
            aic_normal_fractions(deviates, column, rows);
            aic_prepared_quantiles(d, column, column, rows);
        }
    }
}

void aic_draw_inputs(draw_room *room, uint32_t first_stream, uint64_t first, size_t rows)
{
    const aic_sampling *plan = room->plan;
    draw_together(room, first_stream, first, rows);
    for (size_t k = 0; k < plan->n_uncertain; k++) {
        double *column = input_column(room, k);
        if (plan->is_together[k])
            continue;
        aic_uniforms(&plan->source, first_stream + (uint32_t)k, first, rows, column);
        aic_prepared_quantiles(&plan->distributions[k], column, column, rows);
    }
}

/* Mark all results of a sample as refused when one of them is no number. */
static void refuse_whole_rows(draw_room *room, size_t rows)
{
    size_t n = room->plan->n_wanted;
    for (size_t i = 0; i < rows; i++) {
        bool refused = false;
        for (size_t k = 0; k < n; k++)
            refused |= isnan(result_column(room, k)[i]);
        for (size_t k = 0; k < n && refused; k++)
            result_column(room, k)[i] = NAN;
    }
}

CLONES static bool any_missing(const double *values, size_t rows)
{
    int64_t missing = 0;
    for (size_t i = 0; i < rows; i++)
        missing |= values[i] == values[i] ? 0 : 1;
    return missing != 0;
}

void aic_draw_results(draw_room *room, size_t rows)
{
    bool missing = false;
    aic_worker_run(room->worker, rows);
    for (size_t k = 0; k < room->plan->n_wanted; k++)
        missing |= any_missing(result_column(room, k), rows);
    if (missing)
        refuse_whole_rows(room, rows);
}

void aic_draw_refusal(const draw_room *room, size_t row, aic_error *error)
{
    const aic_model *model = room->plan->model;
    double inputs[SLOTS_MAX], results[SLOTS_MAX];
    for (size_t k = 0; k < model->n_inputs; k++) {
        const aic_column *column = &room->columns[k];
        inputs[k] = column->values ? column->values[(ptrdiff_t)row * column->stride]
                                   : model->inputs[k].value;
    }
    int status = aic_evaluate_part(model, room->plan->input_given,
                                   room->plan->step_needed, inputs, results, error);
    if (status >= 0)
        aic_error_set(error, AIC_E_CONDITION, "a result is no number");
}

void aic_draw_describe(const draw_room *room, size_t row, uint64_t sample,
                       aic_error *error)
{
    if (!error)
        return;
    aic_draw_refusal(room, row, error);
    char message[sizeof error->message + 32];
    snprintf(message, sizeof message, "sample %llu: %s", (unsigned long long)sample,
             error->message);
    aic_copy_text(error->message, sizeof error->message, message);
    error->row = (int64_t)sample;
}
