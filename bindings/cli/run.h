/* One run: what was asked and what came out. */
#ifndef AICOMPUTE_CLI_RUN_H
#define AICOMPUTE_CLI_RUN_H

#include "settings.h"

typedef struct job {
    const aic_model *model;
    settings *settings;
    const options *given;
    size_t *wanted, n_wanted; /* results to show, by position */
    double **sweeps;          /* of many: one column a swept input, else NULL */
    double **results;         /* one column a wanted result, else NULL */
    size_t rows;
    size_t failed, unusual, first_unusual;
    char first_failed[640], unusual_message[560];
} job;

int choose_results(const aic_model *model, const char *want, size_t **wanted,
                   size_t *n_wanted);
int evaluate_rows(job *j, const aic_column *inputs, size_t first_row);
int conclude_rows(const job *j, size_t rows);
int run_columns(job *j);
void print_run(const job *j);
void print_origins(FILE *out, const settings *s, const aic_model *model,
                   const options *given, size_t except);
json_t *json_of_inputs(const settings *s, const aic_model *model);

#endif
