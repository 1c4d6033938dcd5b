/* What comes out of each statement. The verdict is the library's. */
#include "claims.h"

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

static int evaluate(const situation *s, double *results, aic_error *error)
{
    double *values = values_of(s);
    int status = aic_model_evaluate(s->model, values, s->n_inputs, results,
                                    aic_model_result_count(s->model), error);
    free(values);
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
    const situation *s = &w->situation;
    if (w->solves)
        return solve(s, w, error);
    double *results = allocate(aic_model_result_count(s->model), sizeof *results);
    int status = evaluate(s, results, error);
    w->value = results[s->result];
    free(results);
    return status;
}

static int judge(statement *s, aic_error *error)
{
    const situation *own = &s->situation;
    aic_audit_input *inputs = allocate(own->n_inputs, sizeof *inputs);
    for (size_t i = 0; i < own->n_inputs; i++)
        inputs[i] = own->inputs[i].audit;
    s->report.size = sizeof s->report;
    s->implied = allocate(own->n_inputs, sizeof *s->implied);
    s->results = allocate(aic_model_result_count(own->model), sizeof *s->results);
    int status = aic_audit(own->model, inputs, own->n_inputs, own->result, &s->stated,
                           s->relation, &s->report, s->implied, &s->n_implied, error);
    free(inputs);
    if (status >= 0 && s->report.verdict != AIC_NOT_COMPUTABLE)
        status = evaluate(own, s->results, error);
    return status;
}

int article_judge(article *a)
{
    aic_error error;
    for (size_t i = 0; i < a->n_statements; i++) {
        statement *s = &a->statements[i];
        if (judge(s, &error) < 0)
            return fail("%s: %s: %s", a->file, s->id, error.message);
        for (size_t k = 0; k < s->n_what_ifs; k++)
            if (answer(&s->what_ifs[k], &error) < 0)
                return fail("%s: %s: what_if[%zu]: %s", a->file, s->id, k, error.message);
    }
    return STATUS_FINE;
}
