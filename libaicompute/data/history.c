/* What cells were in earlier versions of the tables, and when rows are due for review. */
#include "data/tables.h"

#include <stdlib.h>
#include <string.h>

/* A replaced value: its row in the table "superseded". */
typedef struct replaced {
    const aic_table *table;
    size_t row;
    long last_version;
} replaced;

/* "superseded" has the column: the build made both. */
static const char *text_of(const replaced *r, const char *column)
{
    size_t field;
    aic_table_field_index(r->table, column, &field, NULL);
    return aic_cell_text(r->table, r->row, field);
}

static bool is_of(const replaced *r, const aic_table *table, size_t row, size_t field)
{
    return strcmp(text_of(r, "table"), table->name) == 0 &&
           strcmp(text_of(r, "row"), aic_cell_text(table, row, KEY_FIELD)) == 0 &&
           strcmp(text_of(r, "column"), table->fields[field].shown.name) == 0;
}

/* The value that was replaced first after `version`; false when none was. */
static bool find_replaced(const aic_table *table, size_t row, size_t field, long version,
                          replaced *found)
{
    replaced r = {.table = aic_table_find("superseded", NULL)};
    found->last_version = 0;
    for (; r.row < r.table->n_rows; r.row++) {
        r.last_version = strtol(text_of(&r, "last_version"), NULL, 10);
        bool nearer = found->last_version == 0 || r.last_version < found->last_version;
        if (r.last_version >= version && nearer && is_of(&r, table, row, field))
            *found = r;
    }
    return found->last_version > 0;
}

static int read_version(const char *version, long *number, aic_error *error)
{
    char *end;
    long newest = strtol(aic_data_version_text, NULL, 10);
    *number = strtol(version, &end, 10);
    if (*version >= '1' && *version <= '9' && *end == '\0' && *number <= newest)
        return AIC_OK;
    return aic_error_set(error, AIC_E_VERSION,
                         "\"%s\" is no data version of this library: it has 1 to %ld",
                         version, newest);
}

int aic_table_cell_as_of(const aic_table *table, size_t row, size_t field,
                         const char *version, aic_cell *cell, aic_error *error)
{
    long number = 0;
    replaced r;
    size_t value;
    if (aic_table_cell(table, row, field, cell) < 0)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the table or the cell is NULL, or there is no such cell");
    int status = version ? read_version(version, &number, error) : AIC_OK;
    if (status < 0)
        return status;
    if (version && find_replaced(table, row, field, number, &r)) {
        aic_table_field_index(r.table, "value", &value, NULL);
        aic_table_cell(r.table, r.row, value, cell);
    }
    return aic_error_clear(error);
}

int aic_table_row_due(const aic_table *table, size_t row)
{
    int oldest = 0;
    if (!table || row >= table->n_rows || table->review_years == 0)
        return 0;
    for (size_t i = 0; i < table->n_fields; i++) {
        aic_cell cell;
        aic_table_cell(table, row, i, &cell);
        const aic_source *source = aic_source_find(cell.source, NULL);
        if (source && (oldest == 0 || source->reviewed < oldest))
            oldest = source->reviewed;
    }
    return oldest + table->review_years;
}
