/* Net present value in twice the digits. */
#ifndef AICOMPUTE_CASHFLOW_NPV_H
#define AICOMPUTE_CASHFLOW_NPV_H

#include "aicompute/cashflow.h"

#include "cashflow/twofold.h"

#include "core/internal.h"

/* The power of two by which flows are multiplied before products of twice the digits,
 * lest these overflow or lose digits in the denormals; 0 but for very large or small
 * flows. */
int aic_shift_of(const double *values, size_t count);

/* The sum of values[i]*2^shift*factor^i. */
twofold aic_horner(twofold factor, const double *values, size_t count, int shift);

/* 1/(1 + rate). */
twofold aic_discount_factor(double rate);

/* The rate a period, above -1. */
int aic_check_rate(const char *function, double rate, aic_error *error);

#endif
