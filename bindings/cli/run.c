/* aicompute run: one point, a sweep, or the rows of a file. */
#include "run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The results to show, by position: those of --want, or all. */
int choose_results(const aic_model *model, const char *want, size_t **wanted,
                   size_t *n_wanted)
{
    size_t all = aic_model_result_count(model), count;
    const char *names[NAMES_MAX];
    size_t *rows = *wanted = allocate(all > NAMES_MAX ? all : NAMES_MAX, sizeof *rows);
    *n_wanted = 0;
    for (size_t i = 0; i < all && !want; i++)
        rows[(*n_wanted)++] = i;
    if (!want)
        return STATUS_FINE;
    char *copy = format_text("%s", want);
    int status = split_names("--want", copy, names, &count);
    if (status == STATUS_FINE && count == 0)
        status = fail("--want names no result");
    for (size_t i = 0; i < count && status == STATUS_FINE; i++) {
        aic_error error;
        if (aic_model_result_index(model, names[i], &rows[(*n_wanted)++], &error) < 0)
            status = fail("%s", error.message);
        for (size_t k = 0; k + 1 < *n_wanted && status == STATUS_FINE; k++)
            if (rows[k] == rows[*n_wanted - 1])
                status = fail("--want names %s twice", names[i]);
    }
    free(copy);
    return status;
}

/* What is given but unusual; then what the chain computes that is unusual. */
static void warn_unusual(const settings *s, const aic_error *error)
{
    bool said = false;
    for (size_t i = 0; i < s->count; i++) {
        const aic_variable *v = aic_model_input(s->model, s->rows[i].input);
        double value = s->rows[i].start;
        char a[NUMBER_SIZE], b[NUMBER_SIZE], c[NUMBER_SIZE];
        if (value >= v->low && value <= v->high)
            continue;
        said |= strcmp(error->variable, v->name) == 0;
        warn("%s is %s, outside its usual range of %s to %s (unit %s)", v->name,
             number_exact(a, value), number_exact(b, v->low), number_exact(c, v->high),
             v->unit);
    }
    if (!said)
        warn("%s", without_row(error));
}

/* What was given, as constants; the rest stays at its default. */
static aic_column *given_columns(const job *j)
{
    aic_column *inputs = allocate(aic_model_input_count(j->model), sizeof *inputs);
    for (size_t i = 0; i < j->settings->count; i++)
        inputs[j->settings->rows[i].input].values = &j->settings->rows[i].start;
    return inputs;
}

static void make_room(job *j, size_t rows)
{
    j->rows = rows;
    j->results = allocate(aic_model_result_count(j->model), sizeof *j->results);
    for (size_t i = 0; i < j->n_wanted; i++)
        j->results[j->wanted[i]] = allocate(rows, sizeof(double));
}

/* One row: as columns, since those skip the models that nobody wants. */
static int run_point(job *j)
{
    aic_columns_options how = {.size = sizeof how, .strict = 1};
    aic_error error;
    aic_column *inputs = given_columns(j);
    make_room(j, 1);
    int status = aic_evaluate_columns(j->model, inputs, aic_model_input_count(j->model),
                                      j->results, aic_model_result_count(j->model), 1,
                                      &how, NULL, &error);
    if (status == AIC_W_UNUSUAL)
        warn_unusual(j->settings, &error);
    free(inputs);
    return status < 0 ? fail("%s", without_row(&error)) : STATUS_FINE;
}

/* The values of one sweep in every row: the last sweep turns fastest. */
static double *sweep_column(const setting *row, size_t rows, size_t *repeat)
{
    double *column = allocate(rows, sizeof *column);
    *repeat /= row->points;
    for (size_t i = 0; i < rows; i++)
        column[i] = setting_value(row, i / *repeat % row->points);
    return column;
}

static int run_sweep(job *j)
{
    size_t repeat = settings_points(j->settings);
    aic_column *inputs = given_columns(j);
    make_room(j, repeat);
    j->sweeps = allocate(aic_model_input_count(j->model), sizeof *j->sweeps);
    for (size_t i = 0; i < j->settings->count; i++) {
        const setting *row = &j->settings->rows[i];
        if (row->points == 1)
            continue;
        j->sweeps[row->input] = sweep_column(row, j->rows, &repeat);
        inputs[row->input] = (aic_column){j->sweeps[row->input], 1};
    }
    int status = evaluate_rows(j, inputs, 0);
    free(inputs);
    return status;
}

/* Rows that failed are empty and counted; --strict makes them an error. */
int evaluate_rows(job *j, const aic_column *inputs, size_t first_row)
{
    aic_columns_options how = {
        .size = sizeof how, .threads = j->given->threads, .strict = j->given->strict};
    aic_columns_report report = {.size = sizeof report};
    aic_error error;
    int status = aic_evaluate_columns(j->model, inputs, aic_model_input_count(j->model),
                                      j->results, aic_model_result_count(j->model),
                                      j->rows, &how, &report, &error);
    if (status < 0 && error.row >= 0)
        return fail("row %zu: %s", (size_t)error.row + 1 + first_row,
                    without_row(&error));
    if (status < 0)
        return fail("%s", error.message);
    if (report.rows_failed > 0 && j->failed == 0)
        snprintf(j->first_failed, sizeof j->first_failed, "row %zu: %s",
                 report.first_failed + 1 + first_row, without_row(&error));
    if (report.rows_unusual > 0 && j->unusual == 0) {
        j->first_unusual = report.first_unusual + 1 + first_row;
        if (status == AIC_W_UNUSUAL)
            snprintf(j->unusual_message, sizeof j->unusual_message, ": %s",
                     without_row(&error));
    }
    j->failed += report.rows_failed;
    j->unusual += report.rows_unusual;
    return STATUS_FINE;
}

int conclude_rows(const job *j, size_t rows)
{
    if (j->unusual > 0)
        warn("%zu of %zu rows have something outside its usual range, the first is row "
             "%zu%s",
             j->unusual, rows, j->first_unusual, j->unusual_message);
    if (j->failed == 0)
        return STATUS_FINE;
    warn("%zu of %zu rows have no result, the first is %s", j->failed, rows,
         j->first_failed);
    return STATUS_NOT;
}

/* Before anything is printed: an error prints nothing else. */
static int save_if_asked(const job *j)
{
    const char *path = j->given->save;
    return path ? settings_save(j->settings, path) : STATUS_FINE;
}

static int run_file(job *j)
{
    if (j->given->explain)
        return fail("--explain and --columns do not go together");
    int status = save_if_asked(j);
    return status == STATUS_FINE ? run_columns(j) : status;
}

static int run_values(job *j)
{
    bool sweep = settings_points(j->settings) > 1;
    int status = settings_preset(j->settings, j->given, NULL);
    if (status == STATUS_FINE)
        status = sweep ? run_sweep(j) : run_point(j);
    if (status == STATUS_FINE)
        status = save_if_asked(j);
    if (status != STATUS_FINE)
        return status;
    print_run(j);
    return sweep ? conclude_rows(j, j->rows) : STATUS_FINE;
}

static void free_job(job *j)
{
    for (size_t i = 0; j->results && i < aic_model_result_count(j->model); i++)
        free(j->results[i]);
    for (size_t i = 0; j->sweeps && i < aic_model_input_count(j->model); i++)
        free(j->sweeps[i]);
    free(j->results);
    free(j->sweeps);
    free(j->wanted);
}

int run_run(const options *given)
{
    settings s;
    job j = {.settings = &s, .given = given};
    int status = settings_read(&s, given);
    if (status == STATUS_FINE)
        status = settings_find_model(&s, given);
    if (status == STATUS_FINE)
        status = settings_resolve(&s);
    j.model = s.model;
    if (status == STATUS_FINE)
        status = choose_results(s.model, given->want, &j.wanted, &j.n_wanted);
    if (status == STATUS_FINE) {
        settings_use(&s, j.wanted, j.n_wanted);
        status = given->columns ? run_file(&j) : run_values(&j);
    }
    free_job(&j);
    settings_free(&s);
    return status;
}
