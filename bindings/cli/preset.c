/* Inputs from the reference tables, by the names of rows: --gpu, --country, --household.
 */
#include "settings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { KINDS_OF_ROWS = 3 };

/* The table whose rows that option names. */
static const char *table_of(const char *keyword)
{
    for (size_t i = 0; i < aic_table_count(); i++)
        if (strcmp(aic_table_keyword(aic_table_at(i)), keyword) == 0)
            return aic_table_name(aic_table_at(i));
    return NULL;
}

static size_t rows_asked_for(const options *given, aic_preset_row rows[KINDS_OF_ROWS])
{
    const aic_preset_row all[KINDS_OF_ROWS] = {{table_of("gpu"), given->gpu},
                                               {table_of("country"), given->country},
                                               {table_of("household"), given->household}};
    size_t count = 0;
    for (size_t i = 0; i < KINDS_OF_ROWS; i++)
        if (all[i].row)
            rows[count++] = all[i];
    return count;
}

/* The cell that the scenario says the value is from. */
static int saved_cell(const setting *row, aic_cell *cell, aic_provenance *from)
{
    aic_error error;
    size_t at, field;
    const char *key = json_string_value(json_object_get(row->preset, "row"));
    const char *name = json_string_value(json_object_get(row->preset, "table"));
    const aic_table *of = aic_table_find(name, &error);
    if (!of || aic_table_row_find(of, key, &at, &error) < 0 ||
        aic_table_field_index(of, row->name, &field, &error) < 0 ||
        aic_table_cell_as_of(of, at, field, preset_version(row), cell, &error) < 0)
        return fail("the scenario: presets.%s: %s", row->name, error.message);
    aic_cell row_key, row_name;
    aic_table_cell(of, at, 0, &row_key);
    aic_table_cell(of, at, 1, &row_name);
    *from = (aic_provenance){.origin = AIC_FROM_DATA,
                             .year = cell->year,
                             .table = aic_table_name(of),
                             .row = row_key.text,
                             .name = row_name.text,
                             .source = cell->source,
                             .confidence = cell->confidence,
                             .currency = cell->currency};
    return STATUS_FINE;
}

/* Values of a scenario that came from rows come from them still: as the rows were then.
 * What somebody changed in the file is given, and has no row. */
int settings_restore(settings *s)
{
    char number[NUMBER_SIZE];
    for (size_t i = 0; i < s->count; i++) {
        setting *row = &s->rows[i];
        aic_cell cell;
        aic_provenance from;
        if (!row->preset)
            continue;
        if (saved_cell(row, &cell, &from) != STATUS_FINE)
            return STATUS_ERROR;
        if (row->points == 1 && cell.number == row->start)
            row->from = from;
        else
            warn("%s=%s is not what \"%s\" of %s has in data version %s, %s: taken as "
                 "given",
                 row->name, row->text, from.name, from.table, preset_version(row),
                 number_exact(number, cell.number));
    }
    return STATUS_FINE;
}

/* A row that is asked for replaces what another row gave to the scenario. */
static void drop_saved(settings *s, size_t input)
{
    size_t i = 0;
    while (i < s->count && s->rows[i].input != input)
        i++;
    if (i < s->count)
        settings_drop(s, i);
}

static int add_preset(settings *s, size_t input, double value, const aic_provenance *from)
{
    char number[NUMBER_SIZE];
    const aic_variable *v = aic_model_input(s->model, input);
    aic_figure figure = {.value = value};
    snprintf(figure.currency, sizeof figure.currency, "%s", from->currency);
    if (currency_agree(v->unit, &figure, v->name, s->currency, s->currency_of) !=
        STATUS_FINE)
        return STATUS_ERROR;
    char *text = format_text("%s%s%s", number_exact(number, value),
                             *from->currency ? " " : "", from->currency);
    s->rows = grow(s->rows, s->count + 1, sizeof *s->rows);
    s->rows[s->count++] = (setting){.name = v->name,
                                    .text = text,
                                    .own_text = text,
                                    .input = input,
                                    .start = value,
                                    .points = 1,
                                    .from = *from};
    return STATUS_FINE;
}

/* Fills what nobody gave and a wanted result depends on. `taken` marks inputs that come
 * from elsewhere, or is NULL. */
int settings_preset(settings *s, const options *given, const bool *taken)
{
    aic_preset_row rows[KINDS_OF_ROWS];
    size_t count = rows_asked_for(given, rows), n = aic_model_input_count(s->model);
    if (count == 0)
        return STATUS_FINE;
    double *values = allocate(n, sizeof *values);
    aic_provenance *origins = allocate(n, sizeof *origins);
    for (size_t i = 0; i < n; i++) {
        const setting *row = settings_of(s, i);
        bool open = s->used[i] && (!taken || !taken[i]);
        values[i] = row && !is_preset(row) ? row->start : open ? NAN : 0;
    }
    aic_error error;
    int status = STATUS_FINE;
    if (aic_preset(s->model, rows, count, values, n, origins, &error) < 0)
        status = fail("%s", error.message);
    for (size_t i = 0; i < n && status == STATUS_FINE; i++)
        if (origins[i].origin == AIC_FROM_DATA) {
            drop_saved(s, i);
            status = add_preset(s, i, values[i], &origins[i]);
        }
    free(values);
    free(origins);
    return status;
}

bool is_preset(const setting *row)
{
    return row && row->from.origin == AIC_FROM_DATA;
}

/* The data version that a preset is from: an older one when a scenario says so. */
const char *preset_version(const setting *row)
{
    const json_t *saved = json_object_get(row->preset, "data_version");
    return saved ? json_string_value(saved) : aic_data_version();
}

/* "given", "preset", "default" or "missing". */
const char *origin_word(const setting *row, const aic_variable *input)
{
    if (is_preset(row))
        return "preset";
    return row ? "given" : isnan(input->value) ? "missing" : "default";
}

/* What a reader may ask of a preset: which row, of what year, and whence. The caller
 * frees it. */
char *preset_text(const setting *row)
{
    const aic_provenance *from = &row->from;
    char *source = source_line(from->source);
    const char *version = preset_version(row);
    bool old = strcmp(version, aic_data_version()) != 0;
    char *text = format_text("%s (%s%s%s, %d, %s); %s", from->name, from->table,
                             old ? " of data version " : "", old ? version : "",
                             (int)from->year, from->confidence, source);
    free(source);
    return text;
}
