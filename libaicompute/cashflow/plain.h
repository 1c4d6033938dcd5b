/* Rates of return of plain series, one at a time or side by side with the same bits:
 * flows at even periods that change sign once, of moderate size and with a rate that is
 * neither next to zero nor extreme. Most series are plain. */
#ifndef AICOMPUTE_CASHFLOW_PLAIN_H
#define AICOMPUTE_CASHFLOW_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* Series side by side, and the most flows of one. */
enum { LANES = 16, LANE_FLOWS_MAX = 128 };

/* The rate, or false where a series is not plain: there may be one all the same. */
bool aic_plain_irr(const double *values, size_t count, double *rate);

/* Rates of series whose flows of each period are next to each other, with zeros after
 * those of the shorter ones; NaN where one is not plain. */
void aic_plain_irrs(const double *flows, const size_t *counts, double *rates);

#endif
