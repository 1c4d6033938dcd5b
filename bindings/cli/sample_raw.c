/* aicompute sample --raw: the samples themselves. */
#include "sample.h"

#include <math.h>
#include <stdlib.h>

/* What is printed of a block of samples: uncertain inputs, then wanted results. */
typedef struct block {
    double **inputs, **results; /* one array a variable of the model, or NULL */
    const double **columns;     /* those that are there, in the order of printing */
    size_t n_columns;
    double *values;
} block;

static void print_names(const study *s)
{
    const char *before = "";
    for (size_t i = 0; i < s->n_inputs; i++)
        if (s->texts[i]) {
            printf("%s%s", before, aic_model_input(s->model, i)->name);
            before = ",";
        }
    for (size_t i = 0; i < s->n_wanted; i++) {
        printf("%s%s", before, aic_model_result(s->model, s->wanted[i])->name);
        before = ",";
    }
    putchar('\n');
}

static void add_column(block *b, double **to)
{
    *to = b->values + b->n_columns * AIC_BLOCK_SAMPLES;
    b->columns[b->n_columns++] = *to;
}

static void block_open(block *b, const study *s)
{
    size_t most = s->n_inputs + s->n_wanted;
    b->inputs = allocate(s->n_inputs, sizeof *b->inputs);
    b->results = allocate(aic_model_result_count(s->model), sizeof *b->results);
    b->columns = allocate(most, sizeof *b->columns);
    b->values = allocate(most * AIC_BLOCK_SAMPLES, sizeof *b->values);
    for (size_t i = 0; i < s->n_inputs; i++)
        if (s->texts[i])
            add_column(b, &b->inputs[i]);
    for (size_t i = 0; i < s->n_wanted; i++)
        add_column(b, &b->results[s->wanted[i]]);
}

static void block_close(block *b)
{
    free(b->inputs);
    free(b->results);
    free(b->columns);
    free(b->values);
}

/* Returns whether the output takes it. */
static bool print_rows(const block *b, size_t rows)
{
    char number[NUMBER_SIZE];
    for (size_t row = 0; row < rows; row++)
        for (size_t c = 0; c < b->n_columns; c++) {
            double value = b->columns[c][row];
            printf("%s%s%s", c ? "," : "",
                   isnan(value) ? "" : number_exact(number, value),
                   c + 1 < b->n_columns ? "" : "\n");
        }
    return !ferror(stdout);
}

static uint64_t count_refused(const block *b, const study *s, size_t rows)
{
    uint64_t refused = 0;
    const double *result = b->results[s->wanted[0]];
    for (size_t row = 0; row < rows; row++)
        refused += isnan(result[row]);
    return refused;
}

/* A block at a time, so memory does not depend on how many there are. */
int print_raw(const study *s)
{
    block b = {0};
    aic_error error, first_error;
    uint64_t refused = 0;
    int status = AIC_OK;
    print_names(s);
    block_open(&b, s);
    for (uint64_t first = 0; first < s->options.count; first += AIC_BLOCK_SAMPLES) {
        uint64_t left = s->options.count - first;
        size_t rows = left < AIC_BLOCK_SAMPLES ? (size_t)left : AIC_BLOCK_SAMPLES;
        status = aic_sample_rows(s->plan, first, rows, b.inputs, s->n_inputs, b.results,
                                 aic_model_result_count(s->model), &error);
        if (status == AIC_W_ROWS && refused == 0)
            first_error = error;
        if (status == AIC_W_ROWS)
            refused += count_refused(&b, s, rows);
        if (status < 0 || !print_rows(&b, rows))
            break;
    }
    block_close(&b);
    if (status < 0)
        return fail("%s", error.message);
    if (refused > 0)
        warn("the model refuses %llu of %llu samples, the first: %s",
             (unsigned long long)refused, (unsigned long long)s->options.count,
             without_row(&first_error));
    return STATUS_FINE;
}
