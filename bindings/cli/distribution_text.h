/* What is known of an input, as people write it: pue=triangular(1.1, 1.25, 1.6). */
#ifndef AICOMPUTE_CLI_DISTRIBUTION_TEXT_H
#define AICOMPUTE_CLI_DISTRIBUTION_TEXT_H

#include "cli.h"

#include <aicompute/distribution.h>

/* A distribution, and the values and weights that it points to. */
typedef struct spread {
    aic_distribution known;
    double *own;
} spread;

/* A figure has no bracket; "usual" and whatever has one is a distribution. */
bool says_distribution(const char *text);

/* Reads
 *   usual                                the usual range of the input
 *   uniform(1.1, 1.6)                    its parameters, in order or by name
 *   lognormal(median=2, factor=1.3)
 *   lognormal(p05=1.1, p95=1.6)          percentiles, of every family that is fitted
 *   percentiles(0.05:1.1, 0.95:1.6)      normal, or log-normal on a logarithmic scale
 *   truncnormal(1.3, 0.2, 1, 2)          mean, standard deviation, min, max
 *   choices(1.1:3, 1.5)                  values, each with its weight or 1; empirical
 * alike and min= and max= in any of them, which cut it off. Values take the units that
 * figures of the input take; commas part them, so thousands are not grouped. `currency`
 * and `currency_of` are as for currency_agree(). On an error nothing is to be freed. */
int distribution_read(const aic_variable *input, const char *text, char currency[12],
                      char currency_of[64], spread *made);

void distribution_free(spread *made);

#endif
