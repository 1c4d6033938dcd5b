/* What aicompute sample was asked, and what came out. */
#ifndef AICOMPUTE_CLI_SAMPLE_H
#define AICOMPUTE_CLI_SAMPLE_H

#include "study.h"

enum { SHARES_MAX = 64 };

typedef struct drawing {
    study study;
    double shares[SHARES_MAX]; /* quantiles to print */
    size_t n_shares;
    aic_threshold thresholds[SHARES_MAX];
    aic_precision enough[SHARES_MAX]; /* when to stop */
    size_t n_enough;
    aic_summary *summary;
    bool stopped; /* by the user, before the end */
} drawing;

extern const char *const sampling_words[];
void print_drawing(drawing *d);
int print_raw(const study *s);

#endif
