/* The shortest chain from what is known to what is wanted.
 *
 * Backwards from the wanted result: each name that a chosen model consumes is either left
 * to the caller or produced by one more model. Every way of choosing is tried, fewest
 * models first by cutting off what is longer than the best so far. */
#include "core/internal.h"

#include <math.h>
#include <string.h>

enum { MODELS_MAX = 24, NAMES_MAX = 256 }; /* in one path; far more than any has */

typedef struct {
    const char *const *given;
    size_t n_given;
    const aic_model *chosen[MODELS_MAX];
    size_t n_chosen;
    const char *names[NAMES_MAX]; /* consumed by the chosen models, in order met */
    size_t n_names;
    aic_model *best;
    size_t best_required;
    int status; /* AIC_E_MEMORY ends the search */
} search;

static bool has_name(const aic_variable *table, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].name, name) == 0)
            return true;
    return false;
}

static bool is_given(const search *s, const char *name)
{
    for (size_t i = 0; i < s->n_given; i++)
        if (strcmp(s->given[i], name) == 0)
            return true;
    return false;
}

static bool is_chosen(const search *s, const aic_model *model)
{
    for (size_t i = 0; i < s->n_chosen; i++)
        if (s->chosen[i] == model)
            return true;
    return false;
}

static bool depends_on(const aic_model *model, const aic_model *other)
{
    for (size_t i = 0; i < other->n_results; i++)
        if (has_name(model->inputs, model->n_inputs, other->results[i].name))
            return true;
    return false;
}

/* Producers before consumers, and otherwise in the order of the list of models. */
static bool put_in_order(const search *s, const aic_model **ordered)
{
    bool done[MODELS_MAX] = {false};
    for (size_t n = 0; n < s->n_chosen; n++) {
        size_t next = s->n_chosen;
        for (size_t i = 0; i < s->n_chosen; i++) {
            bool ready = !done[i];
            for (size_t k = 0; k < s->n_chosen && ready; k++)
                ready = done[k] || k == i || !depends_on(s->chosen[i], s->chosen[k]);
            if (ready && (next == s->n_chosen || s->chosen[i]->id < s->chosen[next]->id))
                next = i;
        }
        if (next == s->n_chosen)
            return false;
        done[next] = true;
        ordered[n] = s->chosen[next];
    }
    return true;
}

static size_t further_required(const search *s, const aic_model *chain)
{
    size_t count = 0;
    for (size_t i = 0; i < chain->n_inputs; i++)
        count += isnan(chain->inputs[i].value) && !is_given(s, chain->inputs[i].name);
    return count;
}

static bool comes_first(const aic_model *a, const aic_model *b)
{
    for (size_t i = 0; i < a->n_steps; i++)
        if (a->steps[i].model->id != b->steps[i].model->id)
            return a->steps[i].model->id < b->steps[i].model->id;
    return false;
}

static bool is_better(const search *s, const aic_model *chain, size_t required)
{
    for (size_t i = 0; i < s->n_given; i++)
        if (!has_name(chain->inputs, chain->n_inputs, s->given[i]))
            return false;
    if (!s->best || chain->n_steps != s->best->n_steps)
        return !s->best || chain->n_steps < s->best->n_steps;
    if (required != s->best_required)
        return required < s->best_required;
    return comes_first(chain, s->best);
}

static void consider(search *s)
{
    const aic_model *ordered[MODELS_MAX];
    aic_model *chain;
    if (!put_in_order(s, ordered))
        return;
    int status = aic_model_chain(ordered, s->n_chosen, &chain, NULL);
    if (status == AIC_E_MEMORY)
        s->status = status;
    if (status < 0)
        return;
    size_t required = further_required(s, chain);
    if (is_better(s, chain, required)) {
        aic_model_free(s->best);
        s->best = chain;
        s->best_required = required;
    } else {
        aic_model_free(chain);
    }
}

static void decide(search *s, size_t position);

/* Go on with one more model, and come back without it. */
static void with_model(search *s, const aic_model *model, size_t position)
{
    bool longer = s->best && s->n_chosen >= s->best->n_steps;
    if (longer || s->n_chosen == MODELS_MAX || is_chosen(s, model) ||
        s->n_names + model->n_inputs > NAMES_MAX)
        return;
    size_t n_names = s->n_names;
    s->chosen[s->n_chosen++] = model;
    for (size_t i = 0; i < model->n_inputs; i++)
        s->names[s->n_names++] = model->inputs[i].name;
    decide(s, position);
    s->n_names = n_names;
    s->n_chosen--;
}

static void with_producers_of(search *s, const char *name, size_t position)
{
    for (size_t i = 0; i < aic_model_count() && s->status == AIC_OK; i++)
        if (has_name(aic_model_at(i)->results, aic_model_at(i)->n_results, name))
            with_model(s, aic_model_at(i), position);
}

static bool met_before(const search *s, size_t position)
{
    for (size_t i = 0; i < position; i++)
        if (strcmp(s->names[i], s->names[position]) == 0)
            return true;
    return false;
}

/* Names up to `position` are decided; decide the others. */
static void decide(search *s, size_t position)
{
    if (position == s->n_names) {
        consider(s);
        return;
    }
    decide(s, position + 1);
    if (!is_given(s, s->names[position]) && !met_before(s, position))
        with_producers_of(s, s->names[position], position + 1);
}

static const char *any_name_at(const void *context, size_t position)
{
    (void)context;
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        if (position < model->n_inputs)
            return model->inputs[position].name;
        position -= model->n_inputs;
        if (position < model->n_results)
            return model->results[position].name;
        position -= model->n_results;
    }
    return NULL;
}

static int check_name(const char *name, aic_error *error)
{
    if (!name)
        return aic_error_set(error, AIC_E_ARGUMENT, "a name of the path is NULL");
    size_t count = 0;
    for (const char *known; (known = any_name_at(NULL, count)) != NULL; count++)
        if (strcmp(known, name) == 0)
            return AIC_OK;
    char meant[MEANT_SIZE];
    aic_error_set(error, AIC_E_NAME, "no model has an input or a result named \"%s\"%s",
                  name, aic_did_you_mean(meant, name, count, any_name_at, NULL));
    if (error)
        aic_copy_text(error->variable, sizeof error->variable, name);
    return AIC_E_NAME;
}

int aic_model_path(const char *const *inputs, size_t count, const char *result,
                   aic_model **chain, aic_error *error)
{
    if (chain)
        *chain = NULL;
    if (!inputs || count == 0 || !chain)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "a path needs at least one input, a result "
                             "and a place for the chain");
    int status = check_name(result, error);
    for (size_t i = 0; i < count && status == AIC_OK; i++)
        status = check_name(inputs[i], error);
    if (status < 0)
        return status;

    search s = {.given = inputs, .n_given = count};
    with_producers_of(&s, result, 0);
    if (s.status < 0) {
        aic_model_free(s.best);
        return aic_error_set(error, s.status, "not enough memory to find a path");
    }
    if (!s.best)
        return aic_error_set(error, AIC_E_PATH, "no chain leads from %s%s to %s",
                             inputs[0], count > 1 ? " and the other inputs" : "", result);
    *chain = s.best;
    return aic_error_clear(error);
}
