/* A histogram of a result, in bins whose ends are round numbers. */
#ifndef AICOMPUTE_CLI_HISTOGRAM_H
#define AICOMPUTE_CLI_HISTOGRAM_H

#include "json.h"

#include <aicompute/summary.h>

typedef struct histogram {
    size_t count;
    double *edges, *counts; /* count + 1 and count of them */
} histogram;

histogram histogram_of(const aic_summary *summary, size_t result);
void histogram_free(histogram *h);
void histogram_print(const histogram *h, double samples, enum format format);
json_t *json_of_histogram(const histogram *h);

#endif
