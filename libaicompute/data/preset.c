/* Filling the inputs of a model from rows of the reference tables. */
#include "data/tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PRESET_ROWS_MAX = 16 };

typedef struct chosen {
    const aic_table *table;
    size_t row;
} chosen;

static int choose(const aic_preset_row *rows, size_t count, chosen *to, aic_error *error)
{
    for (size_t i = 0; i < count; i++) {
        to[i].table = aic_table_find(rows[i].table, error);
        if (!to[i].table)
            return rows[i].table ? AIC_E_NAME : AIC_E_ARGUMENT;
        int status = aic_table_row_find(to[i].table, rows[i].row, &to[i].row, error);
        if (status < 0)
            return status;
    }
    return AIC_OK;
}

/* The column that can fill the input, or NULL. */
static const table_field *filler(const aic_table *table, const aic_variable *input)
{
    for (size_t i = 0; i < table->n_fields; i++) {
        const aic_field *field = &table->fields[i].shown;
        if (field->kind == AIC_NUMBER && strcmp(field->name, input->name) == 0)
            return &table->fields[i];
    }
    return NULL;
}

static bool is_used(const aic_table *table, const aic_model *model)
{
    for (size_t i = 0; i < model->n_inputs; i++)
        if (filler(table, &model->inputs[i]))
            return true;
    return false;
}

static aic_provenance origin_without_row(const aic_variable *input, bool given)
{
    int32_t origin = given                 ? AIC_FROM_CALLER
                     : isnan(input->value) ? AIC_FROM_NOWHERE
                                           : AIC_FROM_DEFAULT;
    return (aic_provenance){.origin = origin,
                            .table = "",
                            .row = "",
                            .name = "",
                            .source = input->source,
                            .confidence = "",
                            .currency = ""};
}

static aic_provenance origin_of_row(const chosen *from, const aic_cell *cell)
{
    return (aic_provenance){.origin = AIC_FROM_DATA,
                            .year = cell->year,
                            .table = from->table->name,
                            .row = aic_cell_text(from->table, from->row, KEY_FIELD),
                            .name = aic_cell_text(from->table, from->row, NAME_FIELD),
                            .source = cell->source,
                            .confidence = cell->confidence,
                            .currency = cell->currency};
}

/* One input: its value, NaN when it has none, and whence. `without` is a row that has the
 * column and no figure. */
typedef struct filled {
    double value;
    aic_provenance origin;
    const chosen *without;
} filled;

static filled fill(const aic_variable *input, double given, const chosen *rows,
                   size_t count)
{
    filled f = {given, origin_without_row(input, !isnan(given)), NULL};
    if (!isnan(given))
        return f;
    f.value = input->value;
    for (size_t i = 0; i < count; i++) {
        const table_field *field = filler(rows[i].table, input);
        if (!field)
            continue;
        aic_cell cell;
        aic_table_cell(rows[i].table, rows[i].row,
                       (size_t)(field - rows[i].table->fields), &cell);
        if (isnan(cell.number)) {
            f.without = &rows[i];
            continue;
        }
        f.value = cell.number;
        f.origin = origin_of_row(&rows[i], &cell);
    }
    return f;
}

static int refuse_missing(const aic_model *model, size_t at, const chosen *without,
                          aic_error *error)
{
    const aic_variable *input = &model->inputs[at];
    int status =
        aic_error_set(error, AIC_E_MISSING,
                      "%s: the row \"%s\" of %s has no sound figure for %s; give a "
                      "value (unit %s)",
                      consumer_of(model, at)->name,
                      aic_cell_text(without->table, without->row, NAME_FIELD),
                      without->table->name, input->name, input->unit);
    if (error) {
        error->index = (int32_t)at;
        aic_copy_text(error->model, sizeof error->model, consumer_of(model, at)->name);
        aic_copy_text(error->variable, sizeof error->variable, input->name);
    }
    return status;
}

static int refuse_currencies(const aic_model *model, size_t a, const aic_provenance *of_a,
                             size_t b, const aic_provenance *of_b, aic_error *error)
{
    return aic_error_set(
        error, AIC_E_CONDITION,
        "%s of \"%s\" is in %s and %s of \"%s\" in %s: give one of them, in "
        "the currency of the other",
        model->inputs[a].name, of_a->name, of_a->currency, model->inputs[b].name,
        of_b->name, of_b->currency);
}

/* Whether every input can be filled, and all money is in one currency. */
static int check(const aic_model *model, const chosen *rows, size_t count,
                 const double *inputs, aic_error *error)
{
    aic_provenance money = {.currency = ""};
    size_t first = 0;
    for (size_t i = 0; i < model->n_inputs; i++) {
        filled f = fill(&model->inputs[i], inputs[i], rows, count);
        if (isnan(f.value) && f.without)
            return refuse_missing(model, i, f.without, error);
        if (*f.origin.currency == '\0')
            continue;
        if (*money.currency && strcmp(money.currency, f.origin.currency) != 0)
            return refuse_currencies(model, first, &money, i, &f.origin, error);
        money = f.origin;
        first = i;
    }
    return AIC_OK;
}

static int check_arguments(const aic_model *model, const aic_preset_row *rows,
                           size_t row_count, const double *inputs, size_t input_count,
                           aic_error *error)
{
    if (!model || !inputs || (row_count > 0 && !rows))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the model, a row or the inputs are NULL");
    if (input_count != model->n_inputs)
        return aic_error_set(error, AIC_E_ARGUMENT, "%s has %zu inputs, not %zu",
                             model->name, model->n_inputs, input_count);
    if (row_count > PRESET_ROWS_MAX)
        return aic_error_set(error, AIC_E_ARGUMENT, "a preset takes at most %d rows",
                             PRESET_ROWS_MAX);
    return AIC_OK;
}

int aic_preset(const aic_model *model, const aic_preset_row *rows, size_t row_count,
               double *inputs, size_t input_count, aic_provenance *origins,
               aic_error *error)
{
    chosen from[PRESET_ROWS_MAX];
    int status = check_arguments(model, rows, row_count, inputs, input_count, error);
    if (status == AIC_OK)
        status = choose(rows, row_count, from, error);
    if (status < 0)
        return status;
    for (size_t i = 0; i < row_count; i++)
        if (!is_used(from[i].table, model))
            return aic_error_set(error, AIC_E_ARGUMENT,
                                 "%s takes no input from %s, so \"%s\" would do nothing",
                                 model->name, from[i].table->name, rows[i].row);
    status = check(model, from, row_count, inputs, error);
    if (status < 0)
        return status;
    for (size_t i = 0; i < input_count; i++) {
        filled f = fill(&model->inputs[i], inputs[i], from, row_count);
        inputs[i] = f.value;
        if (origins)
            origins[i] = f.origin;
    }
    return aic_error_clear(error);
}
