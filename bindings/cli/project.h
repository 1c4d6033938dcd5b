/* A project of a file: what it says, where each number comes from, and what came out. */
#ifndef AICOMPUTE_CLI_PROJECT_H
#define AICOMPUTE_CLI_PROJECT_H

#include "json.h"

#include <aicompute/project.h>

enum { PROJECT_ARRAYS = 4 };

/* Where a number of a project comes from. */
typedef struct origin {
    const char *text;   /* as given, or NULL */
    const char *source; /* of what is given, or "" */
    const char *model;  /* that computed it, or NULL */
} origin;

typedef struct project_file {
    const char *path, *heading, *title, *note; /* `title` of the variant */
    json_t *root;                              /* owns the texts */
    aic_project project;
    double *arrays[PROJECT_ARRAYS];
    origin *origins;  /* one a number of the project */
    aic_model *chain; /* whose results feed the project, or NULL */
    double *chain_inputs, *chain_results;
    origin *chain_origins; /* one an input of the chain */
    char currency[12], currency_of[64];
    double *columns[AIC_PROJECT_COLUMN_COUNT];
    size_t rows;
    aic_project_report report;
} project_file;

/* The JSON of a file with the words of the command line put into it, and its variants:
 * one when it has none. */
json_t *project_load(const char *path, char **words, size_t count);
size_t project_variants(const json_t *root);

/* One variant, read and computed. */
int project_read(project_file *p, const char *path, json_t *root, size_t variant);
int project_compute(project_file *p);
void project_free(project_file *p);
double project_number(const project_file *p, size_t position);
const char *project_choice(const project_file *p, const char *key);

/* cash.c */
int project_print(const project_file *variants, size_t count, const options *given);

#endif
