/* What a run prints: results, then every input that was left at its default and whence
 * that default is. */
#include "run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *shown_unit(const job *j, const char *unit)
{
    return unit_shown(unit, j->settings->currency);
}

static table *point_table(const job *j)
{
    static const char *const heads[] = {"result", "value", "unit", "what it is"};
    table *t = table_new(4, heads, "lrll");
    char number[NUMBER_SIZE];
    for (size_t i = 0; i < j->n_wanted; i++) {
        const aic_variable *v = aic_model_result(j->model, j->wanted[i]);
        table_cell(t, "%s", v->name);
        table_cell(t, "%s", number_short(number, *j->results[j->wanted[i]]));
        table_cell(t, "%s", shown_unit(j, v->unit));
        table_cell(t, "%s", v->summary);
    }
    return t;
}

static size_t swept_columns(const job *j, size_t *inputs)
{
    size_t count = 0;
    for (size_t i = 0; j->sweeps && i < aic_model_input_count(j->model); i++)
        if (j->sweeps[i])
            inputs[count++] = i;
    return count;
}

static void sweep_cell(table *t, double value, enum format format)
{
    char number[NUMBER_SIZE];
    if (format != FORMAT_CSV)
        table_cell(t, "%s", number_short(number, value));
    else
        table_cell(t, "%s", isnan(value) ? "" : number_exact(number, value));
}

/* One row a point: what was swept, then the results. `heads` and `align` are the caller's
 * to free. */
static table *rows_table(const job *j, enum format format, const char ***heads,
                         char **align)
{
    size_t *swept = allocate(aic_model_input_count(j->model) + 1, sizeof *swept);
    size_t n_swept = swept_columns(j, swept), columns = n_swept + j->n_wanted;
    *heads = allocate(columns, sizeof **heads);
    *align = allocate(columns + 1, 1);
    memset(*align, 'r', columns);
    for (size_t i = 0; i < n_swept; i++)
        (*heads)[i] = aic_model_input(j->model, swept[i])->name;
    for (size_t i = 0; i < j->n_wanted; i++)
        (*heads)[n_swept + i] = aic_model_result(j->model, j->wanted[i])->name;
    table *t = table_new(columns, *heads, *align);
    for (size_t row = 0; row < j->rows; row++) {
        for (size_t i = 0; i < n_swept; i++)
            sweep_cell(t, j->sweeps[swept[i]][row], format);
        for (size_t i = 0; i < j->n_wanted; i++)
            sweep_cell(t, j->results[j->wanted[i]][row], format);
    }
    free(swept);
    return t;
}

static void print_rows(FILE *out, const job *j, enum format format)
{
    const char **heads;
    char *align;
    table *t = rows_table(j, format, &heads, &align);
    table_print(out, t, format, 0);
    table_free(t);
    free(heads);
    free(align);
}

static void inputs_table(FILE *out, const settings *s, const aic_model *model,
                         enum format format, bool assumed, size_t except)
{
    static const char *const heads[] = {"input", "value", "unit", "source"};
    static const char *const given_heads[] = {"input", "value", "unit", "as given"};
    table *t = table_new(4, assumed ? heads : given_heads, "lrll");
    char number[NUMBER_SIZE];
    for (size_t i = 0; i < aic_model_input_count(model); i++) {
        const aic_variable *v = aic_model_input(model, i);
        const setting *row = settings_of(s, i);
        bool unused = assumed && (!s->used[i] || isnan(v->value));
        if (i == except || (row == NULL) != assumed || unused || is_preset(row))
            continue;
        char *source = source_line(v->source);
        table_cell(t, "%s", v->name);
        table_cell(t, "%s",
                   assumed           ? number_short(number, v->value)
                   : row->points > 1 ? "sweep"
                                     : number_short(number, row->start));
        table_cell(t, "%s", unit_shown(v->unit, s->currency));
        table_cell(t, "%s", assumed ? source : row->text);
        free(source);
    }
    if (table_rows(t) > 0) {
        document_heading(out, assumed ? "Assumed, since not given" : "Given", format);
        table_print(out, t, format, 2);
    }
    table_free(t);
}

/* What the reference tables gave, row by row. */
static void print_presets(FILE *out, const settings *s, const aic_model *model,
                          enum format format)
{
    char title[80];
    static const char *const heads[] = {"input", "value", "unit", "row and source"};
    table *t = table_new(4, heads, "lrll");
    char number[NUMBER_SIZE];
    for (size_t i = 0; i < aic_model_input_count(model); i++) {
        const aic_variable *v = aic_model_input(model, i);
        const setting *row = settings_of(s, i);
        if (!is_preset(row))
            continue;
        char *text = preset_text(row);
        table_cell(t, "%s", v->name);
        table_cell(t, "%s", number_short(number, row->start));
        table_cell(t, "%s", unit_shown(v->unit, s->currency));
        table_cell(t, "%s", text);
        free(text);
    }
    if (table_rows(t) > 0) {
        snprintf(title, sizeof title, "From the reference tables, data version %s",
                 aic_data_version());
        document_heading(out, title, format);
        table_print(out, t, format, 2);
    }
    table_free(t);
}

/* Where the value of one input comes from. The caller frees it. */
static char *explanation(const setting *row, const aic_variable *v)
{
    if (is_preset(row))
        return preset_text(row);
    return row ? format_text("as %s", row->text) : source_line(v->source);
}

/* Every input, and where its value comes from. */
static void print_explained(FILE *out, const settings *s, const aic_model *model,
                            enum format format, size_t except)
{
    static const char *const heads[] = {"input", "value", "unit", "origin", "from"};
    table *t = table_new(5, heads, "lrlll");
    char number[NUMBER_SIZE];
    for (size_t i = 0; i < aic_model_input_count(model); i++) {
        const aic_variable *v = aic_model_input(model, i);
        const setting *row = settings_of(s, i);
        bool sweep = row && row->points > 1;
        if (i == except || (!row && !s->used[i]))
            continue;
        char *text = explanation(row, v);
        table_cell(t, "%s", v->name);
        table_cell(t, "%s",
                   sweep ? "sweep" : number_short(number, row ? row->start : v->value));
        table_cell(t, "%s", unit_shown(v->unit, s->currency));
        table_cell(t, "%s", origin_word(row, v));
        table_cell(t, "%s", text);
        free(text);
    }
    document_heading(out, "Where each input comes from", format);
    table_print(out, t, format, 2);
    table_free(t);
}

/* Where the inputs come from: all of them when that is asked for, else what the reader
 * did not type. */
void print_origins(FILE *out, const settings *s, const aic_model *model,
                   const options *given, size_t except)
{
    if (given->explain) {
        print_explained(out, s, model, given->format, except);
        return;
    }
    if (given->format != FORMAT_TEXT)
        inputs_table(out, s, model, given->format, false, except);
    print_presets(out, s, model, given->format);
    inputs_table(out, s, model, given->format, true, except);
}

static bool shows(const job *j, const char *name)
{
    for (size_t i = 0; i < j->n_wanted; i++)
        if (strcmp(aic_model_result(j->model, j->wanted[i])->name, name) == 0)
            return true;
    return false;
}

/* Twelve months of the press are not a year. Empty when nothing is to be said. */
static char *month_note(const job *j)
{
    enum { MONTHS = 12, DAYS = 365 };
    size_t input;
    if (!shows(j, "energy_mwh_per_month") || !shows(j, "energy_mwh_per_year") ||
        aic_model_input_index(j->model, "days_per_month", &input, NULL) < 0)
        return format_text("%s", "");
    const setting *row = settings_of(j->settings, input);
    double days = row ? row->start : aic_model_input(j->model, input)->value;
    double off = 100 * (1 - MONTHS * days / DAYS);
    if ((row && row->points > 1) || off == 0)
        return format_text("%s", "");
    return format_text("Note: a month has %g days here and a year 8,760 hours, so twelve "
                       "times energy_mwh_per_month is %.1f %% %s energy_mwh_per_year.",
                       days, fabs(off), off > 0 ? "short of" : "above");
}

static void print_note(FILE *out, const job *j, enum format format)
{
    char *note = month_note(j);
    if (*note && format != FORMAT_HTML)
        fputs("\n", out);
    if (*note)
        document_paragraph(out, note, format);
    free(note);
}

static void print_point(FILE *out, const job *j, enum format format)
{
    table *t = point_table(j);
    table_print(out, t, format, 0);
    table_free(t);
}

static void print_document(FILE *out, const job *j, enum format format)
{
    document_open(out, aic_model_name(j->model), format);
    if (j->sweeps)
        print_rows(out, j, format);
    else
        print_point(out, j, format);
    print_note(out, j, format);
    print_origins(out, j->settings, j->model, j->given, SIZE_MAX);
    document_close(out, format);
}

static void add_provenance(json_t *row, const setting *given)
{
    const aic_provenance *from = &given->from;
    json_object_set_new(row, "source", json_string(from->source));
    json_object_set_new(row, "table", json_string(from->table));
    json_object_set_new(row, "row", json_string(from->row));
    json_object_set_new(row, "year", json_integer(from->year));
    json_object_set_new(row, "confidence", json_string(from->confidence));
    json_object_set_new(row, "data_version", json_string(preset_version(given)));
}

json_t *json_of_inputs(const settings *s, const aic_model *model)
{
    json_t *inputs = json_array();
    for (size_t i = 0; i < aic_model_input_count(model); i++) {
        const aic_variable *v = aic_model_input(model, i);
        const setting *given = settings_of(s, i);
        json_t *row = json_object();
        json_object_set_new(row, "name", json_string(v->name));
        bool many = given && given->points > 1;
        json_object_set_new(row, "value",
                            many ? json_null()
                                 : json_of_number(given ? given->start : v->value));
        json_object_set_new(row, "unit", json_string(v->unit));
        json_object_set_new(row, "assumed", json_boolean(!given));
        json_object_set_new(row, "text", given ? json_of_text(given->text) : json_null());
        json_object_set_new(row, "origin", json_string(origin_word(given, v)));
        if (is_preset(given))
            add_provenance(row, given);
        else
            json_object_set_new(row, "source", json_string(v->source));
        json_array_append_new(inputs, row);
    }
    return inputs;
}

static json_t *json_of_row(const job *j, size_t row)
{
    json_t *object = json_object();
    for (size_t i = 0; j->sweeps && i < aic_model_input_count(j->model); i++)
        if (j->sweeps[i])
            json_object_set_new(object, aic_model_input(j->model, i)->name,
                                json_of_number(j->sweeps[i][row]));
    for (size_t i = 0; i < j->n_wanted; i++)
        json_object_set_new(object, aic_model_result(j->model, j->wanted[i])->name,
                            json_of_number(j->results[j->wanted[i]][row]));
    return object;
}

static json_t *json_of_results(const job *j)
{
    json_t *results = json_array();
    for (size_t i = 0; i < j->n_wanted; i++) {
        const aic_variable *v = aic_model_result(j->model, j->wanted[i]);
        json_t *row = json_object();
        json_object_set_new(row, "name", json_string(v->name));
        if (!j->sweeps)
            json_object_set_new(row, "value", json_of_number(*j->results[j->wanted[i]]));
        json_object_set_new(row, "unit", json_string(v->unit));
        json_object_set_new(row, "summary", json_string(v->summary));
        json_array_append_new(results, row);
    }
    return results;
}

static void print_json(const job *j)
{
    json_t *root = json_object(), *rows = json_array();
    char *note = month_note(j);
    json_object_set_new(root, "chain", json_string(aic_model_name(j->model)));
    json_object_set_new(root, "version", json_string(aic_version()));
    json_object_set_new(root, "data_version", json_string(aic_data_version()));
    json_object_set_new(root, "currency", json_string(j->settings->currency));
    json_object_set_new(root, "inputs", json_of_inputs(j->settings, j->model));
    json_object_set_new(root, "results", json_of_results(j));
    for (size_t i = 0; i < j->rows; i++)
        json_array_append_new(rows, json_of_row(j, i));
    json_object_set_new(root, "rows", rows);
    if (*note)
        json_object_set_new(root, "note", json_string(note));
    free(note);
    json_print(root);
}

void print_run(const job *j)
{
    enum format format = j->given->format;
    if (format == FORMAT_JSON)
        print_json(j);
    else if (format == FORMAT_CSV)
        print_rows(stdout, j, format);
    else
        print_document(stdout, j, format);
}
