/* Dates as whole steps of a fraction of a year. */
#ifndef AICOMPUTE_CASHFLOW_DATES_H
#define AICOMPUTE_CASHFLOW_DATES_H

#include "core/internal.h"

/* Steps in a year of a day count: then every time is a whole number of steps. */
int64_t aic_steps_per_year(int day_count);

/* Steps from one date to another, negative backwards; both in the calendar. */
int64_t aic_steps_between(int64_t from, int64_t to, int day_count);

/* Are these days of years of at most six digits? */
bool aic_in_calendar(int64_t days);

bool aic_is_day_count(int day_count);

#endif
