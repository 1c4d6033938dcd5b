/* What aicompute data is asked, and what it finds. */
#ifndef AICOMPUTE_CLI_DATA_H
#define AICOMPUTE_CLI_DATA_H

#include "json.h"

enum { FILTERS_MAX = 16, FIELDS_MAX = 64 };

enum sign { SIGN_IS, SIGN_LESS, SIGN_MORE, SIGN_AT_MOST, SIGN_AT_LEAST };

/* FIELD=TEXT, or FIELD and a sign and a figure. */
typedef struct filter {
    size_t field;
    enum sign sign;
    const char *text;
    aic_figure figure;
} filter;

typedef struct query {
    const aic_table *table;
    const char *version; /* of the data, or NULL for the newest */
    filter filters[FILTERS_MAX];
    size_t n_filters;
    size_t fields[FIELDS_MAX], n_fields; /* to show, by position */
    size_t *rows, n_rows;
} query;

aic_cell query_cell(const query *q, size_t row, size_t field);
const char *query_version(const query *q);
size_t filled_rows(const query *q, size_t field);

/* data_print.c */
void print_query(const query *q, enum format format, bool one);
void print_columns(const query *q, enum format format);

/* overdue.c */
int run_overdue(const options *given);

#endif
