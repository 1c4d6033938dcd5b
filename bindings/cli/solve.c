/* aicompute solve: which value of an input gives the wanted result? */
#include "run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SOLUTIONS_MAX = 64 };

typedef struct question {
    settings settings;
    size_t unknown, result;
    double wanted;
    const char *wanted_text;
    aic_solution solutions[SOLUTIONS_MAX];
    size_t count;
} question;

static const char *kind_text(int kind)
{
    return kind == AIC_ROOT ? "root" : kind == AIC_FLAT ? "flat" : "jump";
}

/* name=? out of the settings: it is the unknown. */
static int take_unknown(question *q)
{
    settings *s = &q->settings;
    for (size_t i = 0; i < s->count; i++) {
        if (strcmp(s->rows[i].text, "?") != 0)
            continue;
        if (s->unknown)
            return fail("both %s and %s are unknown; solve finds one", s->unknown,
                        s->rows[i].name);
        s->unknown = s->rows[i].name;
        settings_drop(s, i--);
    }
    if (s->unknown)
        return STATUS_FINE;
    return fail("nothing is unknown: write NAME=? for the input to find");
}

/* result=value out of the settings: it is what is wanted. */
static int take_wanted(question *q)
{
    settings *s = &q->settings;
    size_t found = 0;
    for (size_t i = 0; i < s->count; i++) {
        size_t result;
        aic_figure figure;
        const setting row = s->rows[i];
        if (aic_model_result_index(s->model, row.name, &result, NULL) < 0)
            continue;
        const char *unit = aic_model_result(s->model, result)->unit;
        if (found++)
            return fail("two results are wanted, one of them %s; solve takes one",
                        row.name);
        if (figure_read(row.name, row.text, unit, &figure) != STATUS_FINE)
            return STATUS_ERROR;
        if (currency_agree(unit, &figure, row.name, s->currency, s->currency_of) !=
            STATUS_FINE)
            return STATUS_ERROR;
        q->result = result;
        q->wanted = figure.value;
        q->wanted_text = row.text;
        settings_drop(s, i--);
    }
    return found ? STATUS_FINE : fail("no result is wanted: write RESULT=VALUE");
}

static int find_unknown(question *q)
{
    const settings *s = &q->settings;
    aic_error error;
    if (aic_model_input_index(s->model, s->unknown, &q->unknown, &error) < 0)
        return fail("%s", error.message);
    return STATUS_FINE;
}

/* The unknown is nobody's to fill. */
static int fill_presets(question *q, const options *given)
{
    settings_use(&q->settings, &q->result, 1);
    bool *taken = allocate(aic_model_input_count(q->settings.model), sizeof *taken);
    taken[q->unknown] = true;
    int status = settings_preset(&q->settings, given, taken);
    free(taken);
    return status;
}

static int prepare(question *q, const options *given)
{
    int status = settings_read(&q->settings, given);
    if (status == STATUS_FINE)
        status = take_unknown(q);
    if (status == STATUS_FINE)
        status = settings_find_model(&q->settings, given);
    if (status == STATUS_FINE)
        status = find_unknown(q);
    if (status == STATUS_FINE)
        status = take_wanted(q);
    if (status == STATUS_FINE)
        status = settings_resolve(&q->settings);
    if (status == STATUS_FINE && settings_points(&q->settings) > 1)
        status = fail("solve takes no sweep");
    return status == STATUS_FINE ? fill_presets(q, given) : status;
}

static int solve(question *q)
{
    const aic_model *model = q->settings.model;
    size_t n_inputs = aic_model_input_count(model);
    aic_error error;
    double *values = allocate(n_inputs, sizeof *values);
    aic_model_defaults(model, values, n_inputs);
    for (size_t i = 0; i < q->settings.count; i++)
        values[q->settings.rows[i].input] = q->settings.rows[i].start;
    int status = aic_solve(model, values, n_inputs, q->unknown, q->result, q->wanted,
                           q->solutions, SOLUTIONS_MAX, &q->count, &error);
    free(values);
    if (q->count > SOLUTIONS_MAX) {
        warn("%zu solutions were found; the first %d are shown", q->count, SOLUTIONS_MAX);
        q->count = SOLUTIONS_MAX;
    }
    return status < 0 ? fail("%s", error.message) : STATUS_FINE;
}

static void print_solutions(const question *q, const options *given)
{
    static const char *const heads[] = {"value", "unit", "kind", "usual"};
    const aic_variable *v = aic_model_input(q->settings.model, q->unknown);
    const char *currency = q->settings.currency;
    char a[NUMBER_SIZE], b[NUMBER_SIZE];
    table *t = table_new(4, heads, "rlll");
    for (size_t i = 0; i < q->count; i++) {
        const aic_solution *one = &q->solutions[i];
        bool flat = one->kind == AIC_FLAT;
        table_cell(t, "%s%s%s", number_short(a, one->value), flat ? " to " : "",
                   flat ? number_short(b, one->end) : "");
        table_cell(t, "%s", unit_shown(v->unit, currency));
        table_cell(t, "%s", kind_text(one->kind));
        table_cell(t, "%s", one->usual ? "yes" : "no");
    }
    printf("%s\n\n%s for which %s is %s\n\n", aic_model_name(q->settings.model), v->name,
           aic_model_result(q->settings.model, q->result)->name, q->wanted_text);
    if (q->count > 0)
        table_print(stdout, t, FORMAT_TEXT, 2);
    else
        printf("  none found between %s and %s\n", number_short(a, v->min),
               number_short(b, v->max));
    table_free(t);
    print_origins(stdout, &q->settings, q->settings.model, given, q->unknown);
}

static void print_json(const question *q)
{
    const aic_variable *v = aic_model_input(q->settings.model, q->unknown);
    json_t *root = json_object(), *rows = json_array(), *inputs;
    for (size_t i = 0; i < q->count; i++) {
        json_t *row = json_object();
        json_object_set_new(row, "value", json_of_number(q->solutions[i].value));
        json_object_set_new(row, "end", json_of_number(q->solutions[i].end));
        json_object_set_new(row, "kind", json_string(kind_text(q->solutions[i].kind)));
        json_object_set_new(row, "usual", json_boolean(q->solutions[i].usual));
        json_array_append_new(rows, row);
    }
    inputs = json_of_inputs(&q->settings, q->settings.model);
    json_array_remove(inputs, q->unknown);
    json_object_set_new(root, "chain", json_string(aic_model_name(q->settings.model)));
    json_object_set_new(root, "version", json_string(aic_version()));
    json_object_set_new(root, "data_version", json_string(aic_data_version()));
    json_object_set_new(root, "unknown", json_string(v->name));
    json_object_set_new(root, "unit", json_string(v->unit));
    json_object_set_new(
        root, "result",
        json_string(aic_model_result(q->settings.model, q->result)->name));
    json_object_set_new(root, "wanted", json_of_number(q->wanted));
    json_object_set_new(root, "solutions", rows);
    json_object_set_new(root, "inputs", inputs);
    json_print(root);
}

/* A jump is no root. */
static bool has_root(const question *q)
{
    for (size_t i = 0; i < q->count; i++)
        if (q->solutions[i].kind != AIC_JUMP)
            return true;
    return false;
}

int run_solve(const options *given)
{
    question q = {0};
    int status = prepare(&q, given);
    if (status == STATUS_FINE)
        status = solve(&q);
    if (status == STATUS_FINE) {
        if (given->format == FORMAT_JSON)
            print_json(&q);
        else
            print_solutions(&q, given);
        status = has_root(&q) ? STATUS_FINE : STATUS_NOT;
    }
    settings_free(&q.settings);
    return status;
}
