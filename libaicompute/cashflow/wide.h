/* The two sides of a timeline as logarithms, and of one whose amounts no single scale
 * brings into the doubles. */
#ifndef AICOMPUTE_CASHFLOW_WIDE_H
#define AICOMPUTE_CASHFLOW_WIDE_H

#include "cashflow/weigh.h"

weighed aic_weigh_wide(const void *line, double x);
balance aic_weigh_wide_exactly(const void *line, position where);

#endif
