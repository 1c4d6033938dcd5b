/* What comes out of each statement. The verdict is the library's. */
#include "claims.h"
#include "settings.h"

#include <math.h>
#include <stdlib.h>

/* Stated and assumed values; the rest is the model's default, or missing. */
static double *values_of(const situation *s)
{
    double *values = allocate(s->n_inputs, sizeof *values);
    aic_model_defaults(s->model, values, s->n_inputs);
    for (size_t i = 0; i < s->n_inputs; i++)
        if (s->inputs[i].audit.origin != AIC_DEFAULTED)
            values[i] = s->inputs[i].audit.value;
    return values;
}

/* The inputs as one row: what nobody gave stays at its default. */
static aic_column *columns_of(const situation *s)
{
    aic_column *columns = allocate(s->n_inputs, sizeof *columns);
    for (size_t i = 0; i < s->n_inputs; i++)
        if (s->inputs[i].audit.origin != AIC_DEFAULTED)
            columns[i].values = &s->inputs[i].audit.value;
    return columns;
}

/* Only what is wanted, each into its place in `results`: columns skip the models that
 * nothing wanted needs, and with them the inputs that nobody stated. */
static int evaluate(const situation *s, const size_t *wanted, size_t count,
                    double *results, aic_error *error)
{
    aic_columns_options how = {.size = sizeof how, .strict = 1};
    size_t n_results = aic_model_result_count(s->model);
    double **places = allocate(n_results, sizeof *places);
    aic_column *columns = columns_of(s);
    for (size_t i = 0; i < count; i++)
        places[wanted[i]] = &results[wanted[i]];
    int status = aic_evaluate_columns(s->model, columns, s->n_inputs, places, n_results,
                                      1, &how, NULL, error);
    free(columns);
    free(places);
    return status;
}

static int solve(const situation *s, what_if *w, aic_error *error)
{
    enum { SOLUTIONS_MAX = 8 };
    aic_solution found[SOLUTIONS_MAX];
    size_t count;
    double *values = values_of(s);
    int status = aic_solve(s->model, values, s->n_inputs, w->unknown, s->result,
                           w->wanted.value, found, SOLUTIONS_MAX, &count, error);
    free(values);
    w->value = NAN;
    for (size_t i = 0; status >= 0 && i < count && i < SOLUTIONS_MAX; i++)
        if (found[i].kind == AIC_ROOT && isnan(w->value))
            w->value = found[i].value;
    return status;
}

static int answer(what_if *w, aic_error *error)
{
    situation *s = &w->situation;
    s->used = inputs_used(s->model, &s->result, 1);
    if (w->solves)
        return solve(s, w, error);
    double *results = allocate(aic_model_result_count(s->model), sizeof *results);
    int status = evaluate(s, &s->result, 1, results, error);
    w->value = results[s->result];
    free(results);
    return status;
}

/* The stated result and those to show beside it. */
static int compute(statement *s, aic_error *error)
{
    situation *own = &s->situation;
    size_t *wanted = allocate(s->n_also + 1, sizeof *wanted);
    size_t n_results = aic_model_result_count(own->model);
    wanted[0] = own->result;
    for (size_t i = 0; i < s->n_also; i++)
        wanted[i + 1] = s->also[i];
    own->used = inputs_used(own->model, wanted, s->n_also + 1);
    s->results = allocate(n_results, sizeof *s->results);
    for (size_t i = 0; i < n_results; i++)
        s->results[i] = NAN;
    int status = AIC_OK;
    if (s->report.verdict != AIC_NOT_COMPUTABLE)
        status = evaluate(own, wanted, s->n_also + 1, s->results, error);
    free(wanted);
    return status;
}

static aic_audit_input *inputs_of(const situation *s)
{
    aic_audit_input *inputs = allocate(s->n_inputs, sizeof *inputs);
    for (size_t i = 0; i < s->n_inputs; i++)
        inputs[i] = s->inputs[i].audit;
    return inputs;
}

static int judge(statement *s, aic_error *error)
{
    const situation *own = &s->situation;
    aic_audit_input *inputs = inputs_of(own);
    s->report.size = sizeof s->report;
    s->implied = allocate(own->n_inputs, sizeof *s->implied);
    int status = aic_audit(own->model, inputs, own->n_inputs, own->result, &s->stated,
                           s->relation, &s->report, s->implied, &s->n_implied, error);
    free(inputs);
    return status < 0 ? status : compute(s, error);
}

int article_judge(article *a)
{
    aic_error error;
    for (size_t i = 0; i < a->n_statements; i++) {
        statement *s = &a->statements[i];
        if (judge(s, &error) < 0)
            return fail("%s: %s: %s", a->file, s->id, without_row(&error));
        for (size_t k = 0; k < s->n_what_ifs; k++)
            if (answer(&s->what_ifs[k], &error) < 0)
                return fail("%s: %s: what_if[%zu]: %s", a->file, s->id, k,
                            without_row(&error));
    }
    return STATUS_FINE;
}

int article_odds(article *a)
{
    for (size_t i = 0; i < a->n_statements; i++) {
        statement *s = &a->statements[i];
        const situation *own = &s->situation;
        aic_odds_options drawing = {.size = sizeof drawing, .seed = ODDS_SEED};
        aic_error error;
        if (statement_holds(s))
            continue;
        aic_audit_input *inputs = inputs_of(own);
        s->odds.size = sizeof s->odds;
        int status = aic_audit_odds(own->model, inputs, own->n_inputs, own->result,
                                    &s->stated, s->relation, &drawing, &s->odds, &error);
        free(inputs);
        if (status < 0)
            return fail("%s: %s: %s", a->file, s->id, without_row(&error));
    }
    return STATUS_FINE;
}
