/* Chains: models joined where a result has the name of a later model's input. */
#include "core/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Set in a slot number while it still counts from the first result. */
enum { IS_RESULT = 0x8000 };

/* A chain in the making: everything that its steps could need, before it is known how
 * much they share. */
typedef struct {
    aic_variable *inputs, *results;
    const aic_model **consumers;
    step *steps;
    uint16_t *slots;
    char *name;
    size_t n_inputs, n_results, n_steps, n_slots;
} draft;

static void free_draft(draft *made)
{
    free(made->inputs);
    free(made->results);
    free((void *)made->consumers);
    free(made->steps);
    free(made->slots);
    free(made->name);
}

static bool allocate(draft *made, const aic_model *const *models, size_t count)
{
    size_t inputs = 0, results = 0, steps = 0, letters = 1;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < models[i]->n_steps; k++) {
            const aic_model *part = models[i]->steps[k].model;
            inputs += part->n_inputs;
            results += part->n_results;
            steps++;
            letters += strlen(part->name) + strlen(" | ");
        }
    made->inputs = calloc(inputs, sizeof *made->inputs);
    made->results = calloc(results, sizeof *made->results);
    made->consumers = calloc(inputs, sizeof *made->consumers);
    made->steps = calloc(steps, sizeof *made->steps);
    made->slots = calloc(inputs, sizeof *made->slots);
    made->name = calloc(letters, 1);
    return made->inputs && made->results && made->consumers && made->steps &&
           made->slots && made->name;
}

static size_t find_name(const aic_variable *table, size_t count, const char *name)
{
    size_t i = 0;
    while (i < count && strcmp(table[i].name, name) != 0)
        i++;
    return i;
}

static int refuse(aic_error *error, const aic_model *part, const aic_variable *variable,
                  const char *why)
{
    aic_error_set(error, AIC_E_CHAIN, "%s does not chain: %s %s", part->name,
                  variable->name, why);
    if (error) {
        aic_copy_text(error->model, sizeof error->model, part->name);
        aic_copy_text(error->variable, sizeof error->variable, variable->name);
    }
    return AIC_E_CHAIN;
}

static double inside(double value, const aic_variable *variable)
{
    return value < variable->min   ? variable->min
           : value > variable->max ? variable->max
                                   : value;
}

/* What is usual for both models, or for the first when nothing is; and allowed. */
static void narrow_usual(aic_variable *shared, const aic_variable *other)
{
    double low = other->low > shared->low ? other->low : shared->low;
    double high = other->high < shared->high ? other->high : shared->high;
    shared->low = inside(low <= high ? low : shared->low, shared);
    shared->high = inside(low <= high ? high : shared->high, shared);
}

/* An input that several models share: all of their ranges hold, and one that requires it
 * requires it for all. */
static int share_input(aic_variable *shared, const aic_model *part,
                       const aic_variable *other, aic_error *error)
{
    shared->min = other->min > shared->min ? other->min : shared->min;
    shared->max = other->max < shared->max ? other->max : shared->max;
    if (shared->min > shared->max)
        return refuse(error, part, other, "has no value that all of its models take");
    if (isnan(other->value))
        shared->value = NAN;
    if (shared->value < shared->min || shared->value > shared->max)
        return refuse(error, part, other,
                      "has a default that another model does not take");
    narrow_usual(shared, other);
    return AIC_OK;
}

static int add_input(draft *made, const aic_model *part, const aic_variable *input,
                     aic_error *error)
{
    size_t result = find_name(made->results, made->n_results, input->name);
    if (result < made->n_results && strcmp(input->unit, "any") != 0) {
        made->slots[made->n_slots++] = (uint16_t)(IS_RESULT | result);
        return AIC_OK;
    }
    size_t known = find_name(made->inputs, made->n_inputs, input->name);
    made->slots[made->n_slots++] = (uint16_t)known;
    if (known < made->n_inputs)
        return share_input(&made->inputs[known], part, input, error);
    made->consumers[known] = part;
    made->inputs[made->n_inputs++] = *input;
    return AIC_OK;
}

static int add_result(draft *made, const aic_model *part, const aic_variable *result,
                      aic_error *error)
{
    if (find_name(made->results, made->n_results, result->name) < made->n_results)
        return refuse(error, part, result, "is already produced by an earlier model");
    if (find_name(made->inputs, made->n_inputs, result->name) < made->n_inputs)
        return refuse(error, part, result, "is consumed before it is produced");
    made->results[made->n_results++] = *result;
    return AIC_OK;
}

static int add_step(draft *made, const aic_model *part, aic_error *error)
{
    step *at = &made->steps[made->n_steps++];
    at->model = part;
    at->inputs = made->slots + made->n_slots;
    at->results = (uint16_t)made->n_results;
    if (made->name[0])
        strcat(made->name, " | ");
    strcat(made->name, part->name);
    int status = AIC_OK;
    for (size_t i = 0; i < part->n_inputs && status == AIC_OK; i++)
        status = add_input(made, part, &part->inputs[i], error);
    for (size_t i = 0; i < part->n_results && status == AIC_OK; i++)
        status = add_result(made, part, &part->results[i], error);
    if (status == AIC_OK && made->n_inputs + made->n_results > SLOTS_MAX)
        return aic_error_set(error, AIC_E_CHAIN,
                             "a chain has at most %d inputs and results together",
                             SLOTS_MAX);
    return status;
}

/* Results follow the inputs, whose number is known only now. */
static void number_slots(draft *made)
{
    for (size_t i = 0; i < made->n_slots; i++)
        if (made->slots[i] & IS_RESULT)
            made->slots[i] =
                (uint16_t)((made->slots[i] & ~IS_RESULT) + (int)made->n_inputs);
    for (size_t i = 0; i < made->n_steps; i++)
        made->steps[i].results = (uint16_t)(made->steps[i].results + made->n_inputs);
}

static int finish(draft *made, aic_model **chain, aic_error *error)
{
    aic_model *model = calloc(1, sizeof *model);
    if (!model)
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for the chain");
    number_slots(made);
    *model = (aic_model){
        .id = AIC_CHAIN,
        .name = made->name,
        .domain = "",
        .summary = "",
        .equation = "",
        .inputs = made->inputs,
        .results = made->results,
        .n_inputs = made->n_inputs,
        .n_results = made->n_results,
        .steps = made->steps,
        .n_steps = made->n_steps,
        .consumers = made->consumers,
    };
    *chain = model;
    return aic_error_clear(error);
}

int aic_model_chain(const aic_model *const *models, size_t count, aic_model **chain,
                    aic_error *error)
{
    if (!chain)
        return aic_error_set(error, AIC_E_ARGUMENT, "the place for the chain is NULL");
    *chain = NULL;
    if (!models || count == 0)
        return aic_error_set(error, AIC_E_CHAIN, "a chain needs at least one model");
    for (size_t i = 0; i < count; i++)
        if (!models[i])
            return aic_error_set(error, AIC_E_ARGUMENT, "model %zu of the chain is NULL",
                                 i);

    draft made = {0};
    int status = AIC_OK;
    if (!allocate(&made, models, count))
        status = aic_error_set(error, AIC_E_MEMORY, "not enough memory for the chain");
    for (size_t i = 0; i < count && status == AIC_OK; i++)
        for (size_t k = 0; k < models[i]->n_steps && status == AIC_OK; k++)
            status = add_step(&made, models[i]->steps[k].model, error);
    if (status == AIC_OK)
        status = finish(&made, chain, error);
    if (status < 0)
        free_draft(&made);
    return status;
}

void aic_model_free(aic_model *model)
{
    if (!model || model->id != AIC_CHAIN)
        return;
    draft parts = {
        .inputs = (aic_variable *)model->inputs,
        .results = (aic_variable *)model->results,
        .consumers = (const aic_model **)model->consumers,
        .steps = (step *)model->steps,
        .slots = (uint16_t *)model->steps[0].inputs,
        .name = (char *)model->name,
    };
    free_draft(&parts);
    free(model);
}

static const char separators[] = " \t\r\n|+";

/* One name of a chain's text, which goes to the next separator. */
static const aic_model *model_of_word(const char *word, size_t length, aic_error *error)
{
    char name[sizeof error->model];
    if (length >= sizeof name) {
        aic_error_set(error, AIC_E_NAME, "no model has a name of %zu letters", length);
        return NULL;
    }
    memcpy(name, word, length);
    name[length] = '\0';
    return aic_model_find(name, error);
}

int aic_model_from_text(const char *text, aic_model **chain, aic_error *error)
{
    if (chain)
        *chain = NULL;
    if (!text || !chain)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the text or the place for the chain is NULL");
    const aic_model *models[SLOTS_MAX];
    size_t count = 0;
    text += strspn(text, separators);
    while (*text) {
        size_t length = strcspn(text, separators);
        if (count == SLOTS_MAX)
            return aic_error_set(error, AIC_E_CHAIN, "a chain has at most %d models",
                                 SLOTS_MAX);
        models[count] = model_of_word(text, length, error);
        if (!models[count++])
            return AIC_E_NAME;
        text += length;
        text += strspn(text, separators);
    }
    return aic_model_chain(models, count, chain, error);
}
