/* The list of models, and reading their tables. A new model is one line in MODELS. */
#include "core/internal.h"

#include <string.h>

#define MODELS(MODEL)                                                                    \
    MODEL(AIC_GPU_POWER, aic_gpu_power_model)                                            \
    MODEL(AIC_GPU_POWER_CURVE, aic_gpu_power_curve_model)                                \
    MODEL(AIC_SERVER_POWER, aic_server_power_model)                                      \
    MODEL(AIC_FLEET_POWER, aic_fleet_power_model)                                        \
    MODEL(AIC_FACILITY_POWER, aic_facility_power_model)                                  \
    MODEL(AIC_ENERGY_USE, aic_energy_use_model)                                          \
    MODEL(AIC_ELECTRICITY_COST, aic_electricity_cost_model)                              \
    MODEL(AIC_EMISSIONS, aic_emissions_model)                                            \
    MODEL(AIC_GRID_CONNECTION, aic_grid_connection_model)                                \
    MODEL(AIC_DEVICE_ENERGY, aic_device_energy_model)                                    \
    MODEL(AIC_HOUSEHOLD_EQUIVALENTS, aic_household_equivalents_model)                    \
    MODEL(AIC_HOUSEHOLDS_BY_CAPACITY, aic_households_by_capacity_model)                  \
    MODEL(AIC_HOUSEHOLD_SHARE, aic_household_share_model)                                \
    MODEL(AIC_EQUIVALENTS, aic_equivalents_model)                                        \
    MODEL(AIC_GPU_CAPEX, aic_gpu_capex_model)                                            \
    MODEL(AIC_CURRENCY, aic_currency_model)                                              \
    MODEL(AIC_PERPETUITY_REVENUE, aic_perpetuity_revenue_model)                          \
    MODEL(AIC_REQUIRED_REVENUE, aic_required_revenue_model)                              \
    MODEL(AIC_SUBSCRIBER_FEE, aic_subscriber_fee_model)                                  \
    MODEL(AIC_MARKET_SURVIVORS, aic_market_survivors_model)                              \
    MODEL(AIC_BUILDOUT_TIME, aic_buildout_time_model)                                    \
    MODEL(AIC_OPERATING_COST, aic_operating_cost_model)                                  \
    MODEL(AIC_RENTAL_INCOME, aic_rental_income_model)                                    \
    MODEL(AIC_PROJECT_PAYBACK, aic_project_payback_model)                                \
    MODEL(AIC_LEVELIZED_COMPUTE_COST, aic_levelized_compute_cost_model)                  \
    MODEL(AIC_GPU_RESALE_VALUE, aic_gpu_resale_value_model)                              \
    MODEL(AIC_RENTAL_MARGIN, aic_rental_margin_model)

#define DECLARE(id, model) extern const aic_model model;
#define LIST(id, model) [id] = &model,

MODELS(DECLARE)

/* By id; AIC_CHAIN and numbers given up are NULL. */
static const aic_model *const models[] = {MODELS(LIST)};

const uint16_t aic_identity_slots[INPUTS_MAX] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};

const aic_model *aic_model_by_id(int id)
{
    return id > 0 && (size_t)id < sizeof models / sizeof *models ? models[id] : NULL;
}

size_t aic_model_count(void)
{
    size_t count = 0;
    for (size_t id = 0; id < sizeof models / sizeof *models; id++)
        count += models[id] != NULL;
    return count;
}

const aic_model *aic_model_at(size_t position)
{
    for (size_t id = 0; id < sizeof models / sizeof *models; id++)
        if (models[id] && position-- == 0)
            return models[id];
    return NULL;
}

static const char *model_name_at(const void *context, size_t position)
{
    (void)context;
    return aic_model_at(position)->name;
}

const aic_model *aic_model_find(const char *name, aic_error *error)
{
    if (!name) {
        aic_error_set(error, AIC_E_ARGUMENT, "the name of the model is NULL");
        return NULL;
    }
    size_t count = aic_model_count();
    for (size_t i = 0; i < count; i++)
        if (strcmp(aic_model_at(i)->name, name) == 0) {
            aic_error_clear(error);
            return aic_model_at(i);
        }
    char meant[MEANT_SIZE];
    aic_error_set(error, AIC_E_NAME, "no model is named \"%s\"%s", name,
                  aic_did_you_mean(meant, name, count, model_name_at, NULL));
    return NULL;
}

int aic_model_id(const aic_model *model)
{
    return model ? model->id : AIC_CHAIN;
}

const char *aic_model_name(const aic_model *model)
{
    return model ? model->name : "";
}

const char *aic_model_domain(const aic_model *model)
{
    return model ? model->domain : "";
}

const char *aic_model_summary(const aic_model *model)
{
    return model ? model->summary : "";
}

const char *aic_model_equation(const aic_model *model)
{
    return model ? model->equation : "";
}

size_t aic_model_input_count(const aic_model *model)
{
    return model ? model->n_inputs : 0;
}

size_t aic_model_result_count(const aic_model *model)
{
    return model ? model->n_results : 0;
}

const aic_variable *aic_model_input(const aic_model *model, size_t position)
{
    return model && position < model->n_inputs ? &model->inputs[position] : NULL;
}

const aic_variable *aic_model_result(const aic_model *model, size_t position)
{
    return model && position < model->n_results ? &model->results[position] : NULL;
}

size_t aic_model_step_count(const aic_model *model)
{
    return model ? model->n_steps : 0;
}

const aic_model *aic_model_step(const aic_model *model, size_t position)
{
    return model && position < model->n_steps ? model->steps[position].model : NULL;
}

static const char *variable_name_at(const void *context, size_t position)
{
    return ((const aic_variable *)context)[position].name;
}

/* The position of a name in a table, or the table's length. */
static size_t position_of(const aic_variable *table, size_t count, const char *name)
{
    size_t i = 0;
    while (i < count && strcmp(table[i].name, name) != 0)
        i++;
    return i;
}

static int no_such_name(const aic_model *model, const char *what, const char *name,
                        const aic_variable *table, size_t count, aic_error *error)
{
    char meant[MEANT_SIZE];
    aic_error_set(error, AIC_E_NAME, "%s has no %s named \"%s\"%s", model->name, what,
                  name, aic_did_you_mean(meant, name, count, variable_name_at, table));
    if (error) {
        aic_copy_text(error->model, sizeof error->model, model->name);
        aic_copy_text(error->variable, sizeof error->variable, name);
    }
    return AIC_E_NAME;
}

/* The step whose results include the result at `position` of the model. */
static const aic_model *producer_of(const aic_model *model, size_t position)
{
    size_t slot = model->n_inputs + position, i = model->n_steps - 1;
    while (model->steps[i].results > slot)
        i--;
    return model->steps[i].model;
}

int aic_model_input_index(const aic_model *model, const char *name, size_t *position,
                          aic_error *error)
{
    if (!model || !name || !position)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the model, the name or the place for the "
                             "position is NULL");
    size_t i = position_of(model->inputs, model->n_inputs, name);
    if (i < model->n_inputs) {
        *position = i;
        return aic_error_clear(error);
    }
    size_t made = position_of(model->results, model->n_results, name);
    if (made == model->n_results)
        return no_such_name(model, "input", name, model->inputs, model->n_inputs, error);
    aic_error_set(error, AIC_E_COMPUTED, "%s is computed by %s: it cannot be given", name,
                  producer_of(model, made)->name);
    if (error) {
        aic_copy_text(error->model, sizeof error->model, producer_of(model, made)->name);
        aic_copy_text(error->variable, sizeof error->variable, name);
    }
    return AIC_E_COMPUTED;
}

int aic_model_result_index(const aic_model *model, const char *name, size_t *position,
                           aic_error *error)
{
    if (!model || !name || !position)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the model, the name or the place for the "
                             "position is NULL");
    size_t i = position_of(model->results, model->n_results, name);
    if (i == model->n_results)
        return no_such_name(model, "result", name, model->results, model->n_results,
                            error);
    *position = i;
    return aic_error_clear(error);
}
