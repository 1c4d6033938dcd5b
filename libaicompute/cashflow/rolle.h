/* Where the value of a timeline may have roots, by Rolle's theorem. */
#ifndef AICOMPUTE_CASHFLOW_ROLLE_H
#define AICOMPUTE_CASHFLOW_ROLLE_H

#include "cashflow/roots.h"

/* As `part` of root_problem; `line` is a timeline of one scale. */
bool aic_part_by_rolle(const void *line, double low, double high, stops *made);

#endif
