/* aicompute run --columns: a row of results for every row of a CSV file. Rows come in
 * chunks, so a file may be larger than memory; --strict has to see all of them first. */
#include "csv.h"
#include "run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_ROWS = 16384 };

typedef struct reader {
    csv in;
    const aic_model *model;
    size_t *input, n_columns; /* of each column of the file */
    double **values;          /* of each column, `room` of them */
    size_t room, rows, rows_before;
    bool ended;
} reader;

static bool is_column(const reader *r, size_t input)
{
    for (size_t i = 0; i < r->n_columns; i++)
        if (r->input[i] == input)
            return true;
    return false;
}

static int add_column(reader *r, const settings *s)
{
    size_t input;
    aic_error error;
    const char *name = r->in.cell;
    if (aic_model_input_index(r->model, name, &input, &error) < 0)
        return fail("%s: line %zu: %s", r->in.name, r->in.line, error.message);
    if (is_column(r, input))
        return fail("%s: line %zu: two columns are named %s", r->in.name, r->in.line,
                    name);
    if (settings_of(s, input))
        return fail("%s is given and is a column of %s, too", name, r->in.name);
    r->input = grow(r->input, r->n_columns + 1, sizeof *r->input);
    r->input[r->n_columns++] = input;
    return STATUS_FINE;
}

static int read_header(reader *r, const settings *s)
{
    enum csv_end end;
    do {
        end = csv_next(&r->in);
        if (end == CSV_BROKEN)
            return STATUS_ERROR;
        if (end == CSV_FILE && r->n_columns == 0 && r->in.length == 0)
            return fail("%s: is empty: the first line must name the inputs", r->in.name);
        if (add_column(r, s) != STATUS_FINE)
            return STATUS_ERROR;
    } while (end == CSV_CELL);
    r->in.line += end == CSV_ROW;
    r->ended = end == CSV_FILE;
    r->values = allocate(r->n_columns, sizeof *r->values);
    return STATUS_FINE;
}

/* The columns of the file count as given. */
static int read_presets(const reader *r, settings *s, const options *given)
{
    bool *taken = allocate(aic_model_input_count(r->model), sizeof *taken);
    for (size_t i = 0; i < r->n_columns; i++)
        taken[r->input[i]] = true;
    int status = settings_preset(s, given, taken);
    free(taken);
    return status;
}

static bool is_missing(const char *text)
{
    static const char *const words[] = {"", "nan", "NaN", "NAN", "NA"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

/* strtod() knows infinities, NaN and hexadecimal numbers, which are no figures, and makes
 * 0 of what is too small for a double. */
static bool read_plain(const char *text, double *value)
{
    char *end;
    if (text[strspn(text, "+-.0123456789eE")] != '\0')
        return false;
    *value = strtod(text, &end);
    bool surely_zero = strpbrk(text, "123456789") == NULL;
    return end != text && *end == '\0' && isfinite(*value) &&
           (*value != 0 || surely_zero);
}

/* What is no plain number is read as in name=value. */
static int read_cell(reader *r, settings *s, size_t column)
{
    if (column >= r->n_columns)
        return STATUS_FINE; /* the count of cells will tell */
    double *value = &r->values[column][r->rows];
    const aic_variable *v = aic_model_input(r->model, r->input[column]);
    aic_figure figure;
    const char *text = r->in.cell;
    if (read_plain(text, value))
        return STATUS_FINE;
    *value = NAN;
    if (is_missing(text))
        return STATUS_FINE;
    char where[128];
    snprintf(where, sizeof where, "%.60s: line %zu: %s", r->in.name, r->in.line, v->name);
    if (figure_read(where, text, v->unit, &figure) != STATUS_FINE)
        return STATUS_ERROR;
    *value = figure.value;
    return currency_agree(v->unit, &figure, v->name, s->currency, s->currency_of);
}

static void make_room(reader *r)
{
    if (r->rows < r->room)
        return;
    r->room = r->room ? 2 * r->room : CHUNK_ROWS;
    for (size_t i = 0; i < r->n_columns; i++)
        r->values[i] = grow(r->values[i], r->room, sizeof **r->values);
}

static int wrong_count(const reader *r, size_t line, size_t cells)
{
    return fail("%s: line %zu: %zu cells where the header has %zu", r->in.name, line,
                cells, r->n_columns);
}

/* The first cell of the next row, past empty lines, which may stand at the end only. In a
 * file of one column such a line is a row, whose cell is missing. */
static int first_cell(reader *r, enum csv_end *end)
{
    size_t empty = 0;
    *end = csv_next(&r->in);
    while (*end == CSV_ROW && r->n_columns > 1 && r->in.length == 0 && !r->in.quoted) {
        empty = empty ? empty : r->in.line;
        r->in.line++;
        *end = csv_next(&r->in);
    }
    r->ended = *end == CSV_FILE && r->in.length == 0 && !r->in.quoted;
    if (empty && !r->ended && *end != CSV_BROKEN)
        return wrong_count(r, empty, 1);
    return *end == CSV_BROKEN ? STATUS_ERROR : STATUS_FINE;
}

/* One row. A file may or may not end its last line. */
static int read_row(reader *r, settings *s)
{
    enum csv_end end;
    size_t cells = 0;
    make_room(r);
    int status = first_cell(r, &end);
    if (status != STATUS_FINE || r->ended)
        return status;
    for (bool more = true; more; more = end == CSV_CELL) {
        if (cells > 0)
            end = csv_next(&r->in);
        if (end == CSV_BROKEN || read_cell(r, s, cells++) != STATUS_FINE)
            return STATUS_ERROR;
    }
    if (cells != r->n_columns)
        return wrong_count(r, r->in.line, cells);
    r->rows++;
    r->in.line += end == CSV_ROW;
    r->ended = end == CSV_FILE;
    return STATUS_FINE;
}

static int read_chunk(reader *r, settings *s, size_t most)
{
    r->rows_before += r->rows;
    r->rows = 0;
    while (!r->ended && r->rows < most)
        if (read_row(r, s) != STATUS_FINE)
            return STATUS_ERROR;
    return STATUS_FINE;
}

static void print_header(const job *j)
{
    for (size_t i = 0; i < j->n_wanted; i++)
        printf("%s%s", aic_model_result(j->model, j->wanted[i])->name,
               i + 1 < j->n_wanted ? "," : "\n");
}

static void print_chunk(const job *j)
{
    char number[NUMBER_SIZE];
    for (size_t row = 0; row < j->rows; row++)
        for (size_t i = 0; i < j->n_wanted; i++) {
            double value = j->results[j->wanted[i]][row];
            if (!isnan(value))
                fputs(number_exact(number, value), stdout);
            fputc(i + 1 < j->n_wanted ? ',' : '\n', stdout);
        }
}

static int evaluate_chunk(job *j, const reader *r)
{
    size_t n_inputs = aic_model_input_count(j->model);
    aic_column *inputs = allocate(n_inputs, sizeof *inputs);
    for (size_t i = 0; i < j->settings->count; i++)
        inputs[j->settings->rows[i].input].values = &j->settings->rows[i].start;
    for (size_t i = 0; i < r->n_columns; i++)
        inputs[r->input[i]] = (aic_column){r->values[i], 1};
    j->rows = r->rows;
    for (size_t i = 0; i < j->n_wanted; i++) {
        double **result = &j->results[j->wanted[i]];
        *result = grow(*result, r->rows, sizeof **result);
    }
    int status = evaluate_rows(j, inputs, r->rows_before);
    free(inputs);
    return status;
}

/* Chunk after chunk. The header of the results waits for the first good chunk, so that an
 * error at the start prints nothing. */
static int run_chunks(job *j, reader *r)
{
    size_t most = j->given->strict ? SIZE_MAX : CHUNK_ROWS;
    bool first = true;
    do {
        if (read_chunk(r, j->settings, most) != STATUS_FINE ||
            evaluate_chunk(j, r) != STATUS_FINE)
            return STATUS_ERROR;
        if (first)
            print_header(j);
        first = false;
        print_chunk(j);
    } while (!r->ended && !ferror(stdout));
    return conclude_rows(j, r->rows_before + r->rows);
}

int run_columns(job *j)
{
    if (j->given->format != FORMAT_TEXT && j->given->format != FORMAT_CSV)
        return fail("--columns prints CSV and nothing else");
    if (settings_points(j->settings) > 1)
        return fail("sweeps and --columns do not go together");
    reader r = {.model = j->model};
    int status = csv_open(&r.in, j->given->columns);
    if (status != STATUS_FINE)
        return status;
    j->results = allocate(aic_model_result_count(j->model), sizeof *j->results);
    status = read_header(&r, j->settings);
    if (status == STATUS_FINE)
        status = read_presets(&r, j->settings, j->given);
    if (status == STATUS_FINE)
        status = run_chunks(j, &r);
    for (size_t i = 0; r.values && i < r.n_columns; i++)
        free(r.values[i]);
    free(r.values);
    free(r.input);
    csv_close(&r.in);
    return status;
}
