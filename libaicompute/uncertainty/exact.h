/* Sums of doubles without rounding: the same in any order, and so on any threads. */
#ifndef AICOMPUTE_UNCERTAINTY_EXACT_H
#define AICOMPUTE_UNCERTAINTY_EXACT_H

#include <stdint.h>

/* From 2^-1074, the least double, to 2^1024 and 2^78 times that: room for more doubles
 * than can ever be added. */
enum { EXACT_WORDS = 34 };

/* A whole number of 2^-1074, in two's complement with the least word first; and how many
 * values were no numbers that could be added. */
typedef struct {
    uint64_t words[EXACT_WORDS];
    uint64_t plus, minus, missing; /* infinity, -infinity, NaN */
} exact_sum;

void aic_exact_add(exact_sum *sum, double value);
void aic_exact_merge(exact_sum *sum, const exact_sum *other);

/* The nearest double, or what infinities and NaN make of it. */
double aic_exact_value(const exact_sum *sum);

#endif
