/* Counts of values by size, exact to a share that is the same for all of them: the bins
 * are the leading bits of a double, sign, exponent and the first `bits` of the fraction.
 * So a value's bin is a shift away. */
#ifndef AICOMPUTE_UNCERTAINTY_HISTOGRAM_H
#define AICOMPUTE_UNCERTAINTY_HISTOGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OCTAVES_MAX = 4096, FRACTION_BITS = 52 };

/* Memory is taken an octave at a time, when the first value falls into it: 2^bits counts.
 * Octaves are numbered by sign and exponent. */
typedef struct {
    uint32_t bits;
    uint64_t **octaves; /* OCTAVES_MAX, most of them NULL */
} histogram;

bool aic_histogram_open(histogram *made, uint32_t bits);
void aic_histogram_close(histogram *made);
void aic_histogram_clear(histogram *made);

/* Count values, none of them NaN; false without memory, and then some are not counted. */
bool aic_histogram_add(histogram *made, const double *values, size_t count);

/* Make room for what another has; false without memory. Then add it. */
bool aic_histogram_reserve(histogram *made, const histogram *other);
void aic_histogram_merge(histogram *made, const histogram *other);

/* The counts of an octave, or NULL; memory for them is taken when asked for. */
uint64_t *aic_histogram_octave(histogram *made, size_t octave);

/* A walk over the bins that have counts, in ascending order of their values. */
typedef struct {
    const histogram *of;
    size_t rank, bin; /* where to look next */
    double low, high; /* the bin found: from `low`, inclusive, towards infinity */
    uint64_t count;
} bin_walk;

bin_walk aic_bins(const histogram *of);
bool aic_next_bin(bin_walk *walk);

#endif
