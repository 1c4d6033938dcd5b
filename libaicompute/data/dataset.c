/* Reading the reference tables. */
#include "data/tables.h"

#include <math.h>
#include <string.h>

const char *aic_data_version(void)
{
    return aic_data_version_text;
}

size_t aic_table_count(void)
{
    return aic_data_table_count;
}

const aic_table *aic_table_at(size_t position)
{
    return position < aic_data_table_count ? &aic_data_tables[position] : NULL;
}

static const char *table_name_at(const void *context, size_t position)
{
    return ((const aic_table *)context)[position].name;
}

const aic_table *aic_table_find(const char *name, aic_error *error)
{
    if (!name) {
        aic_error_set(error, AIC_E_ARGUMENT, "the name of the table is NULL");
        return NULL;
    }
    for (size_t i = 0; i < aic_data_table_count; i++)
        if (strcmp(aic_data_tables[i].name, name) == 0) {
            aic_error_clear(error);
            return &aic_data_tables[i];
        }
    char meant[MEANT_SIZE];
    aic_error_set(error, AIC_E_NAME, "no table is named \"%s\"%s", name,
                  aic_did_you_mean(meant, name, aic_data_table_count, table_name_at,
                                   aic_data_tables));
    return NULL;
}

const char *aic_table_name(const aic_table *table)
{
    return table->name;
}

const char *aic_table_keyword(const aic_table *table)
{
    return aic_table_keywords[table - aic_data_tables];
}

const char *aic_table_summary(const aic_table *table)
{
    return table->summary;
}

int aic_table_review_years(const aic_table *table)
{
    return table->review_years;
}

size_t aic_table_field_count(const aic_table *table)
{
    return table->n_fields;
}

const aic_field *aic_table_field(const aic_table *table, size_t position)
{
    return position < table->n_fields ? &table->fields[position].shown : NULL;
}

static const char *field_name_at(const void *context, size_t position)
{
    return ((const aic_table *)context)->fields[position].shown.name;
}

int aic_table_field_index(const aic_table *table, const char *name, size_t *position,
                          aic_error *error)
{
    if (!table || !name || !position)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the table, the name or the place for the position is NULL");
    for (size_t i = 0; i < table->n_fields; i++)
        if (strcmp(table->fields[i].shown.name, name) == 0) {
            *position = i;
            return aic_error_clear(error);
        }
    char meant[MEANT_SIZE];
    return aic_error_set(
        error, AIC_E_NAME, "%s has no column \"%s\"%s", table->name, name,
        aic_did_you_mean(meant, name, table->n_fields, field_name_at, table));
}

size_t aic_table_row_count(const aic_table *table)
{
    return table->n_rows;
}

static size_t value_at(const aic_table *table, size_t row, size_t field)
{
    return table->cells[row * table->n_fields + field];
}

const char *aic_cell_text(const aic_table *table, size_t row, size_t field)
{
    return (const char *)aic_data_texts + aic_data_values[value_at(table, row, field)];
}

/* A text may look like a number, such as a date that is a year. */
static double number_at(const aic_table *table, size_t row, size_t field)
{
    size_t value = value_at(table, row, field);
    bool number = table->fields[field].shown.kind == AIC_NUMBER;
    return number && value < aic_data_number_count ? aic_data_numbers[value] : NAN;
}

/* What column `at` of the row has, or `otherwise` when there is no such column. */
static const char *text_at(const aic_table *table, size_t row, int at,
                           const char *otherwise)
{
    return at < 0 ? otherwise : aic_cell_text(table, row, (size_t)at);
}

/* The build sees to it that a figure has its year. */
static int32_t year_of(const aic_table *table, size_t row, const table_field *field)
{
    if (field->year_at < 0)
        return field->year;
    return (int32_t)number_at(table, row, (size_t)field->year_at);
}

int aic_table_cell(const aic_table *table, size_t row, size_t field, aic_cell *cell)
{
    if (!table || !cell || row >= table->n_rows || field >= table->n_fields)
        return AIC_E_ARGUMENT;
    const table_field *own = &table->fields[field];
    const char *text = aic_cell_text(table, row, field);
    *cell = (aic_cell){.number = number_at(table, row, field),
                       .text = text,
                       .currency = own->shown.currency,
                       .source = "",
                       .licence = "",
                       .confidence = "",
                       .kind = own->shown.kind};
    cell->unit = text_at(table, row, own->unit_at, own->shown.unit);
    if (*text == '\0')
        return AIC_OK;
    cell->currency = text_at(table, row, own->currency_at, own->shown.currency);
    cell->source = text_at(table, row, own->source_at, own->source);
    cell->confidence = text_at(table, row, own->confidence_at, own->confidence);
    cell->year = year_of(table, row, own);
    const char *licence = aic_source_licence(cell->source);
    cell->licence = licence ? licence : "";
    return AIC_OK;
}

const char *aic_source_licence(const char *key)
{
    const aic_source *source = aic_source_find(key, NULL);
    return source ? aic_source_licences[source - aic_source_at(0)] : NULL;
}
