/* Arguments of the series functions, judged and named in the error. */
#ifndef AICOMPUTE_CASHFLOW_ARGUMENT_H
#define AICOMPUTE_CASHFLOW_ARGUMENT_H

#include "core/internal.h"

/* An argument, and where it may be: above or below `min` and `max` where those are open,
 * else from one to the other. */
typedef struct {
    const char *name;
    double value, min, max;
    bool open_min, open_max;
} argument;

#define COUNT_OF_ARGUMENTS(given) (sizeof(given) / sizeof *(given))

/* A finite number within bounds. */
int aic_check_argument(const char *function, argument given, aic_error *error);

/* All of `count` arguments; the index in the error is the position among them. */
int aic_check_arguments(const char *function, const argument *given, size_t count,
                        aic_error *error);

/* Every flow is a finite number. */
int aic_check_flows(const char *function, const double *values, size_t count,
                    aic_error *error);

/* Hand over a result, or say that it overflowed. */
int aic_give(const char *function, double value, double *result, aic_error *error);

/* An error about pointers. */
int aic_check_pointers(const char *function, bool given, aic_error *error);

#endif
