/* aic_sample_rows(): samples as they are. */
#include "core/internal.h"
#include "uncertainty/plan.h"

#include <math.h>
#include <string.h>

/* A call, and what it has found. */
typedef struct {
    const aic_sampling *plan;
    double *const *inputs, *const *results; /* each may be NULL */
    draw_room room;
    bool refused;
    aic_error *error;
} call;

static int check_range(const aic_sampling *plan, uint64_t first, size_t count,
                       aic_error *error)
{
    uint64_t all = plan->design.count;
    if (first > all || count > all - first)
        return aic_error_set(
            error, AIC_E_ARGUMENT,
            "%zu samples from %llu on go beyond the plan, which has %llu", count,
            (unsigned long long)first, (unsigned long long)all);
    return AIC_OK;
}

static int check_columns(const call *c, size_t input_count, size_t result_count)
{
    const aic_model *model = c->plan->model;
    if ((c->inputs && input_count != model->n_inputs) ||
        (c->results && result_count != model->n_results))
        return aic_error_set(c->error, AIC_E_ARGUMENT,
                             "%s has %zu inputs and %zu results, not %zu and %zu",
                             model->name, model->n_inputs, model->n_results, input_count,
                             result_count);
    for (size_t r = 0; c->results && r < model->n_results; r++) {
        size_t k = 0;
        while (k < c->plan->n_wanted && c->plan->wanted[k] != r)
            k++;
        if (c->results[r] && k == c->plan->n_wanted)
            return aic_error_set(c->error, AIC_E_ARGUMENT, "the plan does not want %s",
                                 model->results[r].name);
    }
    return AIC_OK;
}

static void note_refused(call *c, uint64_t first, size_t rows)
{
    const double *results = result_column(&c->room, 0);
    size_t row = 0;
    while (row < rows && !isnan(results[row]))
        row++;
    if (row == rows || c->refused)
        return;
    c->refused = true;
    aic_draw_describe(&c->room, row, first + row, c->error);
}

static void copy_rows(const call *c, size_t at, size_t rows)
{
    const aic_model *model = c->plan->model;
    for (size_t k = 0; c->inputs && k < model->n_inputs; k++)
        for (size_t i = 0; c->inputs[k] && i < rows; i++) {
            const aic_column *column = &c->room.columns[k];
            c->inputs[k][at + i] = column->values
                                       ? column->values[(ptrdiff_t)i * column->stride]
                                       : model->inputs[k].value;
        }
    for (size_t k = 0; c->results && k < c->plan->n_wanted; k++)
        if (c->results[c->plan->wanted[k]])
            memcpy(c->results[c->plan->wanted[k]] + at, result_column(&c->room, k),
                   rows * sizeof(double));
}

int aic_sample_rows(const aic_sampling *plan, uint64_t first, size_t count,
                    double *const *inputs, size_t input_count, double *const *results,
                    size_t result_count, aic_error *error)
{
    if (!plan)
        return aic_error_set(error, AIC_E_ARGUMENT, "the plan is NULL");
    call c = {.plan = plan, .inputs = inputs, .results = results, .error = error};
    int status = check_range(plan, first, count, error);
    if (status == AIC_OK)
        status = check_columns(&c, input_count, result_count);
    if (status < 0)
        return status;
    if (!aic_draw_open(plan, &c.room))
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory to draw samples");
    for (size_t done = 0; done < count; done += DRAW_ROWS) {
        size_t rows = count - done < DRAW_ROWS ? count - done : DRAW_ROWS;
        aic_draw_inputs(&c.room, 0, first + done, rows);
        if (results) {
            aic_draw_results(&c.room, rows);
            note_refused(&c, first + done, rows);
        }
        copy_rows(&c, done, rows);
    }
    aic_draw_close(&c.room);
    return c.refused ? AIC_W_ROWS : aic_error_clear(error);
}
