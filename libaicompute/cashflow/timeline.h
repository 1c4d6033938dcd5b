/* A series of flows made ready: in order of time, one flow a time, none of them zero. */
#ifndef AICOMPUTE_CASHFLOW_TIMELINE_H
#define AICOMPUTE_CASHFLOW_TIMELINE_H

#include "aicompute/cashflow.h"

#include "core/internal.h"

enum { FLOWS_ON_STACK = 64 };

typedef struct {
    int64_t step;       /* whole steps from the earliest flow */
    double value, rest; /* both scaled by a power of two: that of all, or its own */
} flow;

typedef struct {
    size_t count;
    flow *flows;
    int64_t span;          /* steps from the first to the last */
    double steps_per_unit; /* in the unit of time of the rate */
    size_t sign_changes;
    size_t first[2], last[2]; /* the first and last flow in, [0], and out, [1] */
    int *powers; /* of two, one a flow, where one scale does not do; else NULL */
    flow own[FLOWS_ON_STACK];
    flow *memory;
} timeline;

/* Make a timeline: of even periods when `dates` is NULL. On an error there is nothing to
 * close. AIC_E_TOO_FEW_FLOWS and AIC_E_NO_SIGN_CHANGE are errors too, and leave
 * `sign_changes` written. */
int aic_timeline_open(timeline *line, const char *function, const double *values,
                      const int64_t *dates, size_t count,
                      const aic_cashflow_options *options, aic_error *error);

void aic_timeline_close(timeline *line);

/* Whether the running total changes sign once and ends beyond zero. */
bool aic_is_norstrom(const timeline *line);

/* A caller's options of any age, as this library knows them. */
int aic_receive_cashflow_options(const char *function, const aic_cashflow_options *given,
                                 aic_cashflow_options *own, aic_error *error);

/* All dates are in the calendar. */
int aic_check_dates(const char *function, const int64_t *dates, size_t count,
                    aic_error *error);

/* The date from which years are counted; there is at least one. */
int64_t aic_base_of(const int64_t *dates, size_t count, int base_date);

#endif
