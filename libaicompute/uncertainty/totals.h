/* A summary from the inside. */
#ifndef AICOMPUTE_UNCERTAINTY_TOTALS_H
#define AICOMPUTE_UNCERTAINTY_TOTALS_H

#include "aicompute/summary.h"
#include "uncertainty/exact.h"
#include "uncertainty/histogram.h"
#include "uncertainty/plan.h"

/* Sums that are kept of a variable: of its first three powers. */
enum { POWERS = 3 };

/* Samples from `first` up to `end`. */
typedef struct {
    uint64_t first, end;
} span;

struct aic_summary {
    plan_design design;
    uint64_t refused;
    span *spans; /* ascending, none touching the next */
    size_t n_spans, spans_room;
    exact_sum *powers;    /* POWERS for each variable */
    exact_sum *products;  /* of each input with each result: input * n_results + result */
    double *least, *most; /* of each variable */
    histogram *histograms; /* of each result */
    uint64_t *joint;       /* n_thresholds^2: how often both are exceeded; lower part */
};

aic_summary *aic_summary_new(const plan_design *design);

/* Another of the same contents; NULL without memory. */
aic_summary *aic_summary_clone(const aic_summary *summary);

/* Forget all samples. */
void aic_summary_clear(aic_summary *summary);

/* Do the summaries share samples from `first` up to `end`? */
bool aic_summary_has(const aic_summary *summary, uint64_t first, uint64_t end);

/* Note that samples are in; false without memory, and then nothing is changed. */
bool aic_summary_cover(aic_summary *summary, uint64_t first, uint64_t end);

/* Add what another of the same plan has; false without memory, and then nothing that can
 * be seen is changed. */
bool aic_summary_join(aic_summary *summary, const aic_summary *other);

/* Are two designs of the same plan? Says in what they differ. */
int aic_summary_check_same(const plan_design *one, const plan_design *other,
                           aic_error *error);

uint64_t aic_summary_samples(const aic_summary *summary);

/* precision.c */
int aic_precision_check(const aic_precision *enough, size_t count,
                        const aic_summary *summary, aic_error *error);
bool aic_precision_reached(const aic_summary *summary, const aic_precision *enough,
                           size_t count);

/* gather.c: the sums of a block in the making. */
typedef struct block_sums block_sums;
block_sums *aic_gather_open(const plan_design *design);
void aic_gather_close(block_sums *sums);

/* Add up to DRAW_ROWS samples that are in the room; false without memory. */
bool aic_gather(block_sums *sums, draw_room *room, size_t rows, aic_summary *summary);

/* The block is complete. */
void aic_gather_finish(block_sums *sums, aic_summary *summary);

#endif
