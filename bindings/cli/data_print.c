/* What aicompute data has found: a list of rows, one row with its sources, or JSON. */
#include "data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, LINE_SIZE = 1024 };

static const aic_field *field_at(const query *q, size_t i)
{
    return aic_table_field(q->table, q->fields[i]);
}

static bool is_figure(const aic_cell *cell)
{
    return cell->kind == AIC_NUMBER && strcmp(cell->unit, "year") != 0;
}

/* 989.4e12 as the table has it: where a row has powers of ten, words would hide them. */
static const char *figure_shown(char to[NUMBER_SIZE], const aic_cell *cell)
{
    bool plain = !is_figure(cell) || isnan(cell->number) || strchr(cell->text, 'e');
    return plain ? cell->text : number_short(to, cell->number);
}

/* Money whose currency differs from row to row bears it. */
static const char *currency_beside(const aic_field *field, const aic_cell *cell)
{
    bool open = strncmp(field->unit, "cur", 3) == 0 && *field->currency == '\0';
    return open ? cell->currency : "";
}

static bool is_unit(const aic_field *field)
{
    return field->kind == AIC_TEXT && strcmp(field->name, "unit") == 0;
}

/* "USD/h": the unit of a row with the currency of the row. */
static const char *unit_of_row(const query *q, size_t row, const char *unit)
{
    size_t field;
    if (aic_table_field_index(q->table, "currency", &field, NULL) < 0)
        return unit;
    return unit_shown(unit, query_cell(q, row, field).text);
}

static void list_cell(table *t, const query *q, size_t row, size_t i)
{
    char number[NUMBER_SIZE];
    const aic_field *field = field_at(q, i);
    aic_cell cell = query_cell(q, row, q->fields[i]);
    const char *beside = currency_beside(field, &cell);
    if (is_unit(field))
        table_cell(t, "%s", unit_of_row(q, row, cell.text));
    else
        table_cell(t, "%s%s%s", figure_shown(number, &cell), *beside ? " " : "", beside);
}

static void print_table(const query *q, enum format format)
{
    const char *heads[FIELDS_MAX];
    char align[FIELDS_MAX + 1];
    for (size_t i = 0; i < q->n_fields; i++) {
        heads[i] = field_at(q, i)->name;
        align[i] = field_at(q, i)->kind == AIC_NUMBER ? 'r' : 'l';
    }
    table *t = table_new(q->n_fields, heads, align);
    for (size_t i = 0; i < q->n_rows; i++)
        for (size_t k = 0; k < q->n_fields; k++)
            if (format == FORMAT_TEXT)
                list_cell(t, q, q->rows[i], k);
            else
                table_cell(t, "%s", query_cell(q, q->rows[i], q->fields[k]).text);
    table_print(stdout, t, format, 0);
    table_free(t);
}

/* "gpu_tdp_w in W, gpu_price in USD", of the columns that have a unit of their own. */
static void print_units(const query *q)
{
    char line[LINE_SIZE] = "";
    for (size_t i = 0; i < q->n_fields; i++) {
        const aic_field *field = field_at(q, i);
        const char *unit = unit_shown(field->unit, field->currency);
        size_t length = strlen(line);
        if (field->kind == AIC_NUMBER && *unit && strcmp(unit, "year") != 0)
            snprintf(line + length, sizeof line - length, "%s%s in %s",
                     length ? ", " : "Units: ", field->name, unit);
    }
    if (*line == '\0')
        return;
    fputs("\n", stdout);
    print_wrapped(stdout, line, 0);
}

static void print_list(const query *q, enum format format)
{
    print_table(q, format);
    if (format != FORMAT_TEXT)
        return;
    print_units(q);
    printf("\n%zu of %zu rows, data version %s. Every column: --csv or --json.\n",
           q->n_rows, aic_table_row_count(q->table), query_version(q));
}

static json_t *json_of_cell(const aic_cell *cell)
{
    json_t *object = json_object();
    bool number = cell->kind == AIC_NUMBER;
    json_object_set_new(object, "value",
                        number ? json_of_number(cell->number) : json_of_text(cell->text));
    json_object_set_new(object, "text", json_of_text(cell->text));
    if (number)
        json_object_set_new(object, "unit", json_string(cell->unit));
    if (*cell->currency)
        json_object_set_new(object, "currency", json_string(cell->currency));
    if (*cell->source) {
        json_object_set_new(object, "source", json_string(cell->source));
        json_object_set_new(object, "licence", json_string(cell->licence));
    }
    if (cell->year > 0)
        json_object_set_new(object, "year", json_integer(cell->year));
    if (*cell->confidence)
        json_object_set_new(object, "confidence", json_string(cell->confidence));
    return object;
}

static json_t *json_of_fields(const query *q)
{
    json_t *fields = json_array();
    for (size_t i = 0; i < q->n_fields; i++) {
        const aic_field *field = field_at(q, i);
        json_array_append_new(
            fields,
            json_pack("{s:s, s:s, s:s, s:s, s:i, s:s}", "name", field->name, "kind",
                      field->kind == AIC_NUMBER ? "number" : "text", "unit", field->unit,
                      "currency", field->currency, "filled",
                      (int)filled_rows(q, q->fields[i]), "summary", field->summary));
    }
    return fields;
}

/* The query without its rows is the description of its columns. */
static void print_json(const query *q, json_t *rows)
{
    json_t *object = json_pack("{s:s, s:s, s:s, s:o}", "data_version", query_version(q),
                               "table", aic_table_name(q->table), "summary",
                               aic_table_summary(q->table), "fields", json_of_fields(q));
    if (rows)
        json_object_set_new(object, "rows", rows);
    json_print(object);
}

void print_columns(const query *q, enum format format)
{
    bool text = format == FORMAT_TEXT;
    const char *const heads[] = {"column", "unit", "filled", text ? "" : "summary"};
    if (format == FORMAT_JSON) {
        print_json(q, NULL);
        return;
    }
    table *t = table_new(4, heads, "llrl");
    if (text)
        table_below(t);
    for (size_t i = 0; i < q->n_fields; i++) {
        const aic_field *field = field_at(q, i);
        bool number = field->kind == AIC_NUMBER;
        table_cell(t, "%s", field->name);
        const char *unit = text ? unit_shown(field->unit, field->currency) : field->unit;
        table_cell(t, "%s", number ? unit : "text");
        table_cell(t, "%zu", filled_rows(q, q->fields[i]));
        table_cell(t, "%s", field->summary);
    }
    table_print(stdout, t, format, 0);
    if (text)
        printf("\n%zu columns, %zu of %zu rows, data version %s.\n", q->n_fields,
               q->n_rows, aic_table_row_count(q->table), query_version(q));
    table_free(t);
}

static json_t *json_of_rows(const query *q)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < q->n_rows; i++) {
        json_t *row = json_object();
        for (size_t k = 0; k < q->n_fields; k++) {
            aic_cell cell = query_cell(q, q->rows[i], q->fields[k]);
            if (*cell.text)
                json_object_set_new(row, field_at(q, k)->name, json_of_cell(&cell));
        }
        json_array_append_new(rows, row);
    }
    return rows;
}

/* What only supports another cell is shown beside that. */
static bool stands_alone(const query *q, size_t i, const aic_cell *cell)
{
    bool first = q->fields[i] == 0 || strcmp(field_at(q, i)->name, "aliases") == 0;
    return *cell->text && (first || *cell->source);
}

static void print_texts(const query *q, size_t row)
{
    size_t width = 0;
    for (size_t i = 0; i < q->n_fields; i++) {
        size_t own = strlen(field_at(q, i)->name) + INDENT;
        width = field_at(q, i)->kind == AIC_TEXT && own > width ? own : width;
    }
    for (size_t i = 0; i < q->n_fields; i++) {
        aic_cell cell = query_cell(q, row, q->fields[i]);
        if (cell.kind == AIC_TEXT && stands_alone(q, i, &cell))
            print_labelled(field_at(q, i)->name, cell.text, 0, (int)width);
    }
}

/* Every figure with its year, confidence and source. */
static void print_figures(const query *q, size_t row)
{
    static const char *const heads[] = {"column",     "value",  "unit", "year",
                                        "confidence", "source", ""};
    table *t = table_new(7, heads, "lrlllll");
    char number[NUMBER_SIZE];
    table_below(t);
    for (size_t i = 0; i < q->n_fields; i++) {
        aic_cell cell = query_cell(q, row, q->fields[i]);
        if (!is_figure(&cell) || *cell.text == '\0')
            continue;
        table_cell(t, "%s", field_at(q, i)->name);
        table_cell(t, "%s", figure_shown(number, &cell));
        table_cell(t, "%s", unit_shown(cell.unit, cell.currency));
        table_cell(t, "%d", (int)cell.year);
        table_cell(t, "%s", cell.confidence);
        table_cell(t, "%s", cell.source);
        table_cell(t, "%s", field_at(q, i)->summary);
    }
    if (table_rows(t) > 0) {
        fputs("\n", stdout);
        table_print(stdout, t, FORMAT_TEXT, 0);
    }
    table_free(t);
}

static bool row_uses(const query *q, size_t row, const char *key)
{
    for (size_t i = 0; i < q->n_fields; i++)
        if (strcmp(query_cell(q, row, q->fields[i]).source, key) == 0)
            return true;
    return false;
}

static void print_sources(const query *q, size_t row)
{
    printf("\nSources\n");
    for (size_t i = 0; i < aic_source_count(); i++) {
        const aic_source *source = aic_source_at(i);
        if (!row_uses(q, row, source->key))
            continue;
        char *line = source_line(source->key);
        printf("  %s (%s)\n", source->key, aic_source_licence(source->key));
        print_wrapped(stdout, line, 6);
        print_wrapped(stdout, source->address, 6);
        print_wrapped(stdout, source->taken, 6);
        free(line);
    }
    printf("\nData version %s", query_version(q));
    if (aic_table_row_due(q->table, row) > 0)
        printf("; due for review by the end of %d", aic_table_row_due(q->table, row));
    fputs(".\n", stdout);
}

void print_query(const query *q, enum format format, bool one)
{
    if (format == FORMAT_JSON) {
        print_json(q, json_of_rows(q));
    } else if (one && format == FORMAT_TEXT) {
        print_texts(q, q->rows[0]);
        print_figures(q, q->rows[0]);
        print_sources(q, q->rows[0]);
    } else {
        print_list(q, format);
    }
}
