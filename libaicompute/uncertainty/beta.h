/* The beta distribution from 0 to 1. */
#ifndef AICOMPUTE_UNCERTAINTY_BETA_H
#define AICOMPUTE_UNCERTAINTY_BETA_H

#include <stddef.h>

/* alpha, beta and the logarithm of their beta function. */
typedef struct {
    double alpha, beta, log_beta;
} beta_shape;

beta_shape aic_beta_shape(double alpha, double beta);

/* Which fraction lies below x, which is from 0 to 1. */
double aic_beta_fraction(const beta_shape *shape, double x);

/* The value below which the fraction p lies, for p above 0 and below 1. */
double aic_beta_quantile(const beta_shape *shape, double p);

/* Quantiles from a table, to 1e-9. NULL without memory; the caller frees it. */
struct beta_table *aic_beta_table(double alpha, double beta);
void aic_beta_quantiles(const struct beta_table *table, const double *probabilities,
                        double *values, size_t count);

#endif
