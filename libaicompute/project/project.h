/* What the parts of a schedule share. A schedule is made in this order: the project is
 * received and checked, its capital is planned, its operation follows, then tax, debt and
 * what comes of it. Each part reads the columns of those before it. */
#ifndef AICOMPUTE_PROJECT_PROJECT_H
#define AICOMPUTE_PROJECT_PROJECT_H

#include "aicompute/project.h"

#include "core/internal.h"

enum {
    WRITE_OFF_YEARS_MAX = 202 /* the longest project, its first and one year more */
};

/* A schedule in the making. Columns have a value for each period from 0 to `periods`. */
typedef struct schedule {
    const aic_project *project;
    const aic_project_inputs *in;
    size_t per_year; /* periods */
    size_t periods;  /* after period 0 */
    size_t life;     /* of accelerators, in periods; more than `periods` in perpetuity */
    size_t begin;    /* the first period in which something works */
    size_t built;    /* the period in which the last phase is paid */
    double *columns[AIC_PROJECT_COLUMN_COUNT];
    double *bought;  /* share of the fleet, at the end of each period */
    double *working; /* share of the fleet, in each period */
    double *phases;  /* what the phases cost: capital without replacements */
    double *gains;   /* resale less book value */
    double *scratch; /* one longer than a column */
    double
        written_off[WRITE_OFF_YEARS_MAX + 1]; /* share, at the end of each year of age */
    double capitalised;                       /* interest during construction */
    double tail; /* cash of every period after the last; 0 but in perpetuity */
} schedule;

/* What a fleet sells, and at what: as the project says, or as a goal seek tries. */
typedef struct operation {
    double price;       /* of an hour in the first year */
    double utilization; /* after the ramp */
    double level;       /* revenue a year instead of all other, or NaN */
} operation;

/* check.c: a caller's project of any age, as this library knows it and sound; and the
 * lengths that are in years, in periods. */
int aic_project_receive(const aic_project *project, aic_project *own, aic_error *error);
int aic_project_check(const aic_project *project, schedule *s, aic_error *error);
int aic_project_check_usual(const aic_project_inputs *in, aic_error *error);
int aic_project_error(aic_error *error, int status, size_t input, double value,
                      const char *why);
size_t aic_project_periods(double years, size_t per_year);

/* write_off.c: share of the cost of a cluster, and of a facility, written off at an age
 * in periods. */
int aic_project_plan_write_off(schedule *s, aic_error *error);
double aic_project_written_off(const schedule *s, size_t age);
double aic_project_facility_written_off(const schedule *s, size_t age);

/* capital.c: bought, working, capital, resale, depreciation, book value. */
void aic_project_plan_capital(schedule *s);

/* operation.c: from utilization to operating cash. */
operation aic_project_operation(const schedule *s);
void aic_project_operate(schedule *s, operation how);

/* tax.c: tax on operating cash less depreciation and, for the owners, interest; cash of
 * the project. */
void aic_project_tax(schedule *s);
void aic_project_tax_owners(schedule *s);

/* debt.c: drawn, interest, service, balance. */
void aic_project_borrow(schedule *s);

/* worth.c: present value of values at the ends of periods, with a tail that repeats. */
double aic_project_period_rate(const schedule *s, double rate);
double aic_project_worth(const schedule *s, const double *values, double tail,
                         double rate);
void aic_project_take_report(schedule *s, aic_project_report *report);

/* break_even.c: what makes the net present value 0. The operation of the project itself
 * must follow. */
void aic_project_break_even(schedule *s, aic_project_results *results);

#endif
