/* The reference tables as the build makes them of the CSV files of this directory. */
#ifndef AICOMPUTE_DATA_TABLES_H
#define AICOMPUTE_DATA_TABLES_H

#include "aicompute/dataset.h"
#include "core/internal.h"

/* A column, and where the source, year, confidence, currency and unit of its cells are:
 * in another column of the row, or else the constant beside it. */
typedef struct table_field {
    aic_field shown;
    const char *source, *confidence;
    int16_t year;
    int16_t source_at, year_at, confidence_at, currency_at, unit_at; /* -1: none */
} table_field;

/* A name as it is compared, and the row that has it. Sorted by name. */
typedef struct row_name {
    uint32_t text;
    uint32_t row;
} row_name;

struct aic_table {
    const char *name, *summary;
    const table_field *fields;
    const uint16_t *cells; /* row by row, which of aic_data_values each is */
    const row_name *names;
    size_t n_fields, n_rows, n_names;
    int review_years;
};

enum {
    KEY_FIELD = 0,
    NAME_FIELD = 1,
    ROWS_MAX = 1024 /* of a table; compile.py sees to it */
};

extern const aic_table aic_data_tables[];
extern const size_t aic_data_table_count;

/* Of the tables, in their order: the words that fill inputs, or "". */
extern const char *const aic_table_keywords[];

/* What cells hold, once each: where its text begins in aic_data_texts, and of the values
 * that some column has as a number, which come first, the number. */
extern const uint32_t aic_data_values[];
extern const double aic_data_numbers[];
extern const size_t aic_data_number_count;

extern const unsigned char aic_data_texts[];
extern const char aic_data_version_text[];

/* Of the sources, in the order of aic_source_table. */
extern const char *const aic_source_licences[];

/* dataset.c */
const char *aic_cell_text(const aic_table *table, size_t row, size_t field);

#endif
