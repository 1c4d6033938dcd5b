/* Columns against single calls, to the bit. */
#include "support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 200, MANY = 50000, SLOTS = 128 };

typedef enum { SIDE_BY_SIDE, INTERLEAVED, BACKWARDS } layout;

/* Inputs row by row, and what single calls make of them. */
typedef struct {
    const aic_model *model;
    size_t n_inputs, n_results, rows;
    double *inputs, *expected; /* row after row */
    double *columns;           /* column after column */
    double *actual;            /* column after column */
    int *status;
} sample;

static sample new_sample(const aic_model *model, size_t rows)
{
    sample s = {.model = model,
                .n_inputs = aic_model_input_count(model),
                .n_results = aic_model_result_count(model),
                .rows = rows};
    s.inputs = calloc(rows * s.n_inputs, sizeof *s.inputs);
    s.columns = calloc(rows * s.n_inputs, sizeof *s.columns);
    s.expected = calloc(rows * s.n_results, sizeof *s.expected);
    s.actual = calloc(rows * s.n_results, sizeof *s.actual);
    s.status = calloc(rows, sizeof *s.status);
    assert_true(s.inputs && s.columns && s.expected && s.actual && s.status);
    return s;
}

static void free_sample(sample *s)
{
    free(s->inputs);
    free(s->columns);
    free(s->expected);
    free(s->actual);
    free(s->status);
}

/* One bad value in a row, of every kind. */
static void spoil(uint64_t *seed, const sample *s, double *row)
{
    size_t k = random_bits(seed) % s->n_inputs;
    const aic_variable *input = aic_model_input(s->model, k);
    const double bad[] = {NAN, INFINITY, -INFINITY, nextafter(input->min, -INFINITY),
                          nextafter(input->max, INFINITY)};
    row[k] = bad[random_bits(seed) % COUNT(bad)];
}

/* Every row in the usual range, or anywhere; some spoilt. */
static void fill_sample(sample *s, uint64_t seed, bool hard, int spoilt_in_100)
{
    for (size_t i = 0; i < s->rows; i++) {
        double *row = s->inputs + i * s->n_inputs;
        for (size_t k = 0; k < s->n_inputs; k++) {
            const aic_variable *input = aic_model_input(s->model, k);
            row[k] = hard ? random_hard(&seed, input) : random_usual(&seed, input);
        }
        if ((int)(random_bits(&seed) % 100) < spoilt_in_100)
            spoil(&seed, s, row);
        s->status[i] =
            aic_model_evaluate(s->model, row, s->n_inputs, s->expected + i * s->n_results,
                               s->n_results, NULL);
        for (size_t k = 0; k < s->n_inputs; k++)
            s->columns[k * s->rows + i] = row[k];
    }
}

static void lay_out(const sample *s, layout how, size_t rows, aic_column *columns)
{
    ptrdiff_t width = (ptrdiff_t)s->n_inputs;
    for (size_t k = 0; k < s->n_inputs; k++)
        if (how == SIDE_BY_SIDE)
            columns[k] = (aic_column){s->columns + k * s->rows, 1};
        else if (how == INTERLEAVED)
            columns[k] = (aic_column){s->inputs + k, width};
        else
            columns[k] = (aic_column){s->inputs + (rows - 1) * s->n_inputs + k, -width};
}

static void compare_rows(const sample *s, layout how, size_t rows,
                         const aic_columns_report *report, int status)
{
    size_t failed = 0, unusual = 0, first_failed = SIZE_MAX, first_unusual = SIZE_MAX;
    for (size_t i = 0; i < rows; i++) {
        size_t from = how == BACKWARDS ? rows - 1 - i : i;
        for (size_t k = 0; k < s->n_results; k++)
            assert_bits(s->actual[k * s->rows + i], s->expected[from * s->n_results + k]);
        if (s->status[from] < 0 && failed++ == 0)
            first_failed = i;
        if (s->status[from] == AIC_W_UNUSUAL && unusual++ == 0)
            first_unusual = i;
    }
    assert_int_equal(report->rows_failed, failed);
    assert_int_equal(report->rows_unusual, unusual);
    assert_int_equal(report->first_failed, first_failed);
    assert_int_equal(report->first_unusual, first_unusual);
    assert_status(status, failed ? AIC_W_ROWS : unusual ? AIC_W_UNUSUAL : AIC_OK);
}

static void run(sample *s, layout how, size_t rows, uint32_t threads)
{
    aic_column columns[SLOTS];
    double *results[SLOTS];
    aic_columns_options options = {.size = sizeof options, .threads = threads};
    aic_columns_report report = {.size = sizeof report};
    lay_out(s, how, rows, columns);
    for (size_t k = 0; k < s->n_results; k++)
        results[k] = s->actual + k * s->rows;
    memset(s->actual, 0x55, s->rows * s->n_results * sizeof *s->actual);
    int status = aic_evaluate_columns(s->model, columns, s->n_inputs, results,
                                      s->n_results, rows, &options, &report, NULL);
    compare_rows(s, how, rows, &report, status);
    if (rows < s->rows && s->n_results > 0)
        assert_true(memcmp(&s->actual[rows], "UUUUUUUU", sizeof(double)) == 0);
}

/* Each input in turn a constant, each result in turn the only one wanted. */
static void run_constants(sample *s)
{
    aic_column columns[SLOTS];
    for (size_t fixed = 0; fixed < s->n_inputs; fixed++)
        for (size_t wanted = 0; wanted < s->n_results; wanted++) {
            double *results[SLOTS] = {NULL}, row[SLOTS], expected[SLOTS];
            double constant = middle_of(aic_model_input(s->model, fixed));
            lay_out(s, SIDE_BY_SIDE, s->rows, columns);
            columns[fixed] = (aic_column){&constant, 0};
            results[wanted] = s->actual;
            aic_evaluate_columns(s->model, columns, s->n_inputs, results, s->n_results,
                                 s->rows, NULL, NULL, NULL);
            for (size_t i = 0; i < s->rows; i++) {
                memcpy(row, s->inputs + i * s->n_inputs, s->n_inputs * sizeof *row);
                row[fixed] = constant;
                int status = aic_model_evaluate(s->model, row, s->n_inputs, expected,
                                                s->n_results, NULL);
                /* A model that is skipped may take what a whole chain refuses. */
                if (status >= 0 || aic_model_id(s->model) != AIC_CHAIN)
                    assert_bits(s->actual[i], expected[wanted]);
            }
        }
}

void check_columns(const aic_model *model)
{
    const layout layouts[] = {SIDE_BY_SIDE, INTERLEAVED, BACKWARDS};
    sample s = new_sample(model, ROWS);
    for (int kind = 0; kind < 4; kind++) {
        fill_sample(&s, 1000 + (uint64_t)kind, kind & 1, kind & 2 ? 10 : 0);
        for (size_t rows = 1; rows <= ROWS; rows++)
            for (size_t l = 0; l < COUNT(layouts); l++)
                run(&s, layouts[l], rows, 1);
    }
    fill_sample(&s, 2000, false, 0);
    run_constants(&s);
    fill_sample(&s, 2001, true, 20);
    run_constants(&s);
    free_sample(&s);

    s = new_sample(model, MANY);
    fill_sample(&s, 3000, true, 1);
    for (uint32_t threads = 1; threads <= 8; threads *= 2)
        run(&s, SIDE_BY_SIDE, MANY, threads);
    run(&s, INTERLEAVED, MANY, 3);
    free_sample(&s);
}
