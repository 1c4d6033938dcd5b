/* What aicompute sample was asked, and what came out. */
#ifndef AICOMPUTE_CLI_SAMPLE_H
#define AICOMPUTE_CLI_SAMPLE_H

#include "distribution_text.h"
#include "run.h"

#include <aicompute/summary.h>

enum { SHARES_MAX = 64, PAIRS_MAX = 256 };

typedef struct study {
    const aic_model *model;
    settings settings;
    const options *given;
    size_t n_inputs;
    spread *spreads;    /* one an input; AIC_AS_DEFAULT where it does not vary */
    const char **texts; /* how each was written, or NULL */
    size_t *wanted, n_wanted;
    aic_sampling_options options;
    double shares[SHARES_MAX]; /* quantiles to print */
    size_t n_shares;
    aic_threshold thresholds[SHARES_MAX];
    aic_rank_correlation pairs[PAIRS_MAX];
    aic_sampling *plan;
    aic_summary *summary;
    bool stopped; /* by the user, before the end */
} study;

extern const char *const method_names[];
void print_study(const study *s);

#endif
