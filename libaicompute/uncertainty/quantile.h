/* Distributions made ready for drawing many quantiles. */
#ifndef AICOMPUTE_UNCERTAINTY_QUANTILE_H
#define AICOMPUTE_UNCERTAINTY_QUANTILE_H

#include "aicompute/distribution.h"

#include <stdbool.h>

/* The least probability that a sample can have, and the greatest is as far from 1. */
#define LEAST_PROBABILITY 0x1p-53

struct beta_table;

/* What a family needs, and memory for those that are not a formula. */
typedef struct {
    int32_t family;
    bool cut;               /* off at `min` and `max` */
    bool from_normal;       /* a formula of a normal deviate */
    double a, b, c;         /* family by family: see prepare_family() */
    double low, high;       /* ends of the family; may be infinite */
    double min, max;        /* ends where it is cut off */
    double before, between; /* fraction below the cut, and within it */
    size_t count;           /* values of choices and empirical, in order */
    double *values, *cumulative;
    uint32_t *guide; /* where to look for a probability: count + 1 places */
    struct beta_table *table;
} prepared;

/* Make ready what a valid distribution needs; freed by aic_prepared_free() even when it
 * fails. */
int aic_prepare(const aic_distribution *distribution, prepared *made, aic_error *error);

/* The same for fractions alone, which take no table. */
int aic_prepare_fractions(const aic_distribution *distribution, prepared *made,
                          aic_error *error);
void aic_prepared_free(prepared *made);

/* Quantiles of probabilities above 0 and below 1; may be the same array. */
void aic_prepared_quantiles(const prepared *d, const double *probabilities,
                            double *values, size_t count);

/* The same of normal deviates; only for what is `from_normal` and not `cut`. */
void aic_prepared_from_normal(const prepared *d, const double *deviates, double *values,
                              size_t count);

/* Deviates of probabilities above 0 and below 1, and back; may be the same array. */
void aic_normal_deviates(const double *probabilities, double *deviates, size_t count);
void aic_normal_fractions(const double *deviates, double *probabilities, size_t count);

/* Which fraction lies at or below a value, and strictly below. */
double aic_prepared_fraction(const prepared *d, double value);
double aic_prepared_fraction_below(const prepared *d, double value);

/* Does a distribution keep the rules of its family? */
int aic_distribution_check(const aic_distribution *distribution, aic_error *error);

#endif
