/* Reading tests/vectors/<model>.csv: a header of input and result names, then rows. */
#include "support.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 64, LINE_MAX_LENGTH = 4096 };

typedef struct {
    const aic_model *model;
    uint64_t ulps;
    const difference *differences;
    size_t n_cells;
    bool is_input[CELLS_MAX];
    size_t position[CELLS_MAX]; /* among the inputs or the results */
    char names[CELLS_MAX][64];
} table;

static size_t split(char *line, char *cells[CELLS_MAX])
{
    size_t count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *cell = line; cell && count < CELLS_MAX; count++) {
        cells[count] = cell;
        cell = strchr(cell, ',');
        if (cell)
            *cell++ = '\0';
    }
    return count;
}

static void read_header(table *t, char *line)
{
    char *cells[CELLS_MAX];
    t->n_cells = split(line, cells);
    size_t wanted = aic_model_input_count(t->model) + aic_model_result_count(t->model);
    assert_int_equal(t->n_cells, wanted);
    for (size_t i = 0; i < t->n_cells; i++) {
        snprintf(t->names[i], sizeof t->names[i], "%s", cells[i]);
        int found = aic_model_input_index(t->model, cells[i], &t->position[i], NULL);
        t->is_input[i] = found == AIC_OK;
        if (!t->is_input[i])
            t->position[i] = result_of(t->model, cells[i]);
    }
}

static double cell_named(const table *t, const double *row, const char *name)
{
    for (size_t i = 0; i < t->n_cells; i++)
        if (strcmp(t->names[i], name) == 0)
            return row[i];
    fail_msg("no column is named %s", name);
    return NAN;
}

static double scale_of(const table *t, const double *row, size_t cell)
{
    double scale = fabs(row[cell]);
    for (const difference *d = t->differences; d && d->result; d++)
        if (strcmp(d->result, t->names[cell]) == 0) {
            double beside = fabs(cell_named(t, row, d->beside));
            scale = beside > scale ? beside : scale;
        }
    return scale;
}

static void compare(const table *t, const double *row, size_t cell, double actual,
                    int line)
{
    double expected = row[cell];
    if (ulps_between(actual, expected) <= t->ulps)
        return;
    double scale = scale_of(t, row, cell);
    double one = nextafter(scale, INFINITY) - scale;
    if (fabs(actual - expected) <= (double)t->ulps * one)
        return;
    fail_msg("line %d of the vectors: %s is %.17g, not %.17g (%llu ulps)", line,
             t->names[cell], actual, expected,
             (unsigned long long)ulps_between(actual, expected));
}

static void check_row(const table *t, char *text, int line)
{
    char *cells[CELLS_MAX];
    double row[CELLS_MAX], inputs[CELLS_MAX], results[CELLS_MAX];
    assert_int_equal(split(text, cells), t->n_cells);
    for (size_t i = 0; i < t->n_cells; i++) {
        char *end;
        row[i] = strtod(cells[i], &end);
        assert_true(end != cells[i] && *end == '\0');
        if (t->is_input[i])
            inputs[t->position[i]] = row[i];
    }
    aic_error error;
    int status = aic_model_evaluate(t->model, inputs, aic_model_input_count(t->model),
                                    results, aic_model_result_count(t->model), &error);
    if (status < 0)
        fail_msg("line %d of the vectors: %s", line, error.message);
    for (size_t i = 0; i < t->n_cells; i++)
        if (!t->is_input[i])
            compare(t, row, i, results[t->position[i]], line);
}

void check_vectors(const char *model, uint64_t ulps, const difference *differences)
{
    char path[1024], line[LINE_MAX_LENGTH];
    table t = {.model = model_named(model), .ulps = ulps, .differences = differences};
    snprintf(path, sizeof path, "%s/%s.csv", VECTORS_DIR, model);
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("%s: %s", path, strerror(errno));
    assert_non_null(fgets(line, sizeof line, file));
    read_header(&t, line);
    int rows = 0;
    for (; fgets(line, sizeof line, file); rows++)
        check_row(&t, line, rows + 2);
    fclose(file);
    assert_true(rows >= 20);
}

static void check_line(const char *line, vector_call *call, double ulps)
{
    char text[LINE_MAX_LENGTH], *cells[CELLS_MAX];
    double numbers[CELLS_MAX], result;
    snprintf(text, sizeof text, "%s", line);
    size_t count = split(text, cells);
    assert_in_range(count, 3, CELLS_MAX - 1);
    for (size_t i = 1; i < count; i++)
        numbers[i] = strtod(cells[i], NULL);
    double right = numbers[count - 2], size = numbers[count - 1];
    aic_error error;
    if (call(cells[0], numbers + 1, count - 3, &result, &error) < 0)
        fail_msg("%s: %s", line, error.message);
    size = fmax(fabs(size), fabs(right));
    if (!(fabs(result - right) <= ulps * (nextafter(size, INFINITY) - size)))
        fail_msg("%s: %.17g", line, result);
}

void check_lines(const char *file, size_t lines, vector_call *call, double ulps)
{
    char path[512], line[LINE_MAX_LENGTH];
    snprintf(path, sizeof path, VECTORS_DIR "/%s", file);
    FILE *vectors = fopen(path, "r");
    assert_non_null(vectors);
    size_t seen = 0;
    for (; fgets(line, sizeof line, vectors); seen++)
        check_line(line, call, ulps);
    fclose(vectors);
    assert_int_equal(seen, lines);
}
