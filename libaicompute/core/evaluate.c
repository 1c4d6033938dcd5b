/* One row through a model or a chain. */
#include "core/internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void fill(double *values, size_t count, double value)
{
    for (size_t i = 0; i < count; i++)
        values[i] = value;
}

static int check_value(const aic_model *model, size_t index, const aic_variable *variable,
                       double value, aic_error *error)
{
    if (value >= variable->min && value <= variable->max)
        return AIC_OK;
    int status = isnan(value) ? AIC_E_MISSING : AIC_E_RANGE;
    return aic_error_variable(error, status, model, index, variable, value, NULL);
}

/* A value that the chain computes has no position among its inputs. */
static size_t position_in(const aic_model *chain, const step *at, size_t k)
{
    return is_computed(chain, at, k) ? SIZE_MAX : at->inputs[k];
}

/* A value that the chain computed and the next model does not take. */
static int check_computed(const aic_model *model, size_t index, double value,
                          aic_error *error)
{
    const aic_variable *variable = &model->inputs[index];
    if (value >= variable->min && value <= variable->max)
        return AIC_OK;
    char why[160], min[32], max[32];
    aic_format_number(min, sizeof min, variable->min);
    aic_format_number(max, sizeof max, variable->max);
    snprintf(why, sizeof why, "computed by the chain, and outside its range of %s to %s",
             min, max);
    return aic_error_variable(error, AIC_E_RANGE, model, SIZE_MAX, variable, value, why);
}

static int run_step(const aic_model *chain, const step *at, double *slots,
                    aic_error *error)
{
    const aic_model *model = at->model;
    double inputs[INPUTS_MAX];
    for (size_t k = 0; k < model->n_inputs; k++) {
        inputs[k] = slots[at->inputs[k]];
        int status = is_computed(chain, at, k)
                         ? check_computed(model, k, inputs[k], error)
                         : AIC_OK;
        if (status < 0)
            return status;
    }
    const condition *broken = model->check ? model->check(inputs) : NULL;
    if (broken)
        return aic_error_variable(
            error, AIC_E_CONDITION, model, position_in(chain, at, broken->input),
            &model->inputs[broken->input], inputs[broken->input], broken->text);
    model->row(inputs, slots + at->results);
    return AIC_OK;
}

/* The usual range is judged last: an error has more to say than a warning. */
static int check_usual(const aic_model *model, const bool *input_given,
                       const double *inputs, aic_error *error)
{
    for (size_t i = 0; i < model->n_inputs; i++) {
        const aic_variable *variable = &model->inputs[i];
        if (input_given && !input_given[i])
            continue;
        if (inputs[i] < variable->low || inputs[i] > variable->high)
            return aic_error_variable(error, AIC_W_UNUSUAL, consumer_of(model, i), i,
                                      variable, inputs[i], NULL);
    }
    return aic_error_clear(error);
}

/* A time that never comes is infinite, where the table lets it be. */
static int check_never(const aic_model *model, const double *results, aic_error *error)
{
    for (size_t i = 0; i < model->n_results; i++)
        if (results[i] == INFINITY) {
            int status =
                aic_error_variable(error, AIC_W_NEVER, model, SIZE_MAX,
                                   &model->results[i], results[i], "it never comes");
            return status;
        }
    return aic_error_clear(error);
}

int aic_evaluate_part(const aic_model *model, const bool *input_given,
                      const bool *step_needed, const double *inputs, double *results,
                      aic_error *error)
{
    double slots[SLOTS_MAX];
    int status = AIC_OK;
    for (size_t i = 0; i < model->n_inputs && status == AIC_OK; i++)
        if (!input_given || input_given[i])
            status = check_value(consumer_of(model, i), i, &model->inputs[i], inputs[i],
                                 error);
    memcpy(slots, inputs, model->n_inputs * sizeof *slots);
    for (size_t i = 0; i < model->n_steps && status == AIC_OK; i++)
        if (!step_needed || step_needed[i])
            status = run_step(model, &model->steps[i], slots, error);
    if (status < 0) {
        fill(results, model->n_results, NAN);
        return status;
    }
    memcpy(results, slots + model->n_inputs, model->n_results * sizeof *results);
    status = check_usual(model, input_given, inputs, error);
    return status == AIC_OK && !step_needed ? check_never(model, results, error) : status;
}

void aic_find_needed(const aic_model *model, bool *slot_needed, bool *step_needed)
{
    for (size_t i = model->n_steps; i-- > 0;) {
        const step *at = &model->steps[i];
        for (size_t k = 0; k < at->model->n_results; k++)
            step_needed[i] |= slot_needed[at->results + k];
        for (size_t k = 0; k < at->model->n_inputs && step_needed[i]; k++)
            slot_needed[at->inputs[k]] = true;
    }
}

int aic_model_defaults(const aic_model *model, double *inputs, size_t count)
{
    if (!model || !inputs || count != model->n_inputs)
        return AIC_E_ARGUMENT;
    for (size_t i = 0; i < count; i++)
        inputs[i] = model->inputs[i].value;
    return AIC_OK;
}

int aic_model_evaluate(const aic_model *model, const double *inputs, size_t input_count,
                       double *results, size_t result_count, aic_error *error)
{
    if (!model || !inputs || !results)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the model, the inputs or the results are "
                             "NULL");
    if (input_count != model->n_inputs || result_count != model->n_results)
        return aic_error_set(
            error, AIC_E_ARGUMENT, "%s has %zu inputs and %zu results, not %zu and %zu",
            model->name, model->n_inputs, model->n_results, input_count, result_count);
    return aic_evaluate_part(model, NULL, NULL, inputs, results, error);
}

int aic_defaults(int id, void *inputs, size_t size)
{
    const aic_model *model = aic_model_by_id(id);
    if (!model || !inputs || size % sizeof(double) != 0)
        return AIC_E_ARGUMENT;
    double *values = inputs;
    for (size_t i = 0; i < size / sizeof(double); i++)
        values[i] = i < model->n_inputs ? model->inputs[i].value : NAN;
    return AIC_OK;
}

/* The model's own inputs from a caller's struct of any age. */
static int receive(const aic_model *model, const double *given, size_t count,
                   double *inputs, aic_error *error)
{
    for (size_t i = 0; i < model->n_inputs; i++)
        inputs[i] = i < count ? given[i] : model->inputs[i].value;
    for (size_t i = model->n_inputs; i < count; i++)
        if (!isnan(given[i])) {
            aic_error_set(
                error, AIC_E_VERSION,
                "%s: input %zu is newer than this library, version %s; leave it NaN "
                "or use a newer library",
                model->name, i, aic_version());
            if (error) {
                error->index = (int32_t)i;
                error->value = given[i];
                aic_copy_text(error->model, sizeof error->model, model->name);
            }
            return AIC_E_VERSION;
        }
    return AIC_OK;
}

static int check_sizes(const aic_model *model, const void *inputs, size_t inputs_size,
                       const void *results, size_t results_size, aic_error *error)
{
    if (!inputs || !results)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s: the inputs or the results are NULL", model->name);
    if (inputs_size % sizeof(double) != 0 || results_size % sizeof(double) != 0)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%s: a struct of doubles cannot have %zu or %zu bytes",
                             model->name, inputs_size, results_size);
    return AIC_OK;
}

int aic_evaluate(int id, const void *inputs, size_t inputs_size, void *results,
                 size_t results_size, aic_error *error)
{
    const aic_model *model = aic_model_by_id(id);
    double own[INPUTS_MAX], made[INPUTS_MAX];
    double *wanted = results;
    size_t count = results ? results_size / sizeof(double) : 0;
    int status =
        model ? check_sizes(model, inputs, inputs_size, results, results_size, error)
              : aic_error_set(error, AIC_E_ARGUMENT, "no model has the number %d", id);
    if (status == AIC_OK)
        status = receive(model, inputs, inputs_size / sizeof(double), own, error);
    if (status == AIC_OK)
        status = aic_evaluate_part(model, NULL, NULL, own, made, error);
    for (size_t i = 0; i < count; i++)
        wanted[i] = status >= 0 && i < model->n_results ? made[i] : NAN;
    if (status < 0 || count <= model->n_results)
        return status;
    return aic_error_set(
        error, AIC_W_VERSION,
        "%s: the caller knows %zu results, this library, version %s, knows "
        "%zu",
        model->name, count, aic_version(), model->n_results);
}
