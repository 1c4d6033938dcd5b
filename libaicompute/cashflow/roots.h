/* All rates at which what comes in is worth what goes out. */
#ifndef AICOMPUTE_CASHFLOW_ROOTS_H
#define AICOMPUTE_CASHFLOW_ROOTS_H

#include "core/internal.h"

#include "cashflow/twofold.h"

/* At x = ln(1 + rate), level is ln(money in/money out), both at any one time, and the
 * slopes are those of the two logarithms: both are convex functions of x. */
typedef struct {
    double x, level, in_slope, out_slope;
} weighed;

/* A rate in more digits than a double of it has next to -1: 1 + rate is `growth`. */
typedef struct {
    double x, rate;
    twofold growth;
} position;

/* At a rate, the value of everything in twice the digits, its slope in x, and the sum of
 * the sizes of its terms. */
typedef struct {
    twofold value;
    double slope, gross;
} balance;

/* What an outermost flow and the other side say about roots beyond an end: whether that
 * flow is money in, and the slope that the other side tends to. */
typedef struct {
    bool is_in;
    double other_slope;
} outermost;

/* Points between which there is one root or none, and the sign of the value at each; 0
 * where it touches zero. */
typedef struct {
    double *x;
    signed char *sign;
    size_t count, capacity;
    bool no_memory; /* they could not be found for want of it */
} stops;

typedef struct {
    const void *context;
    weighed (*weigh)(const void *context, double x);
    balance (*weigh_exactly)(const void *context, position at);
    /* Stops of a stretch by another way, at a greater cost; false when it is too great.
     * May be NULL. */
    bool (*part)(const void *context, double low, double high, stops *made);
    double length; /* of x, in which weights change by a factor e */
    bool one_root; /* money of one sign comes before that of the other */
    size_t roots_max;
    outermost earliest, latest;
} root_problem;

typedef struct {
    double *rates; /* ascending */
    size_t capacity, count;
    bool any_double; /* one of them is a double root */
    bool unproved;   /* roots closer than rounding could have been missed */
    bool too_high;   /* there is one above the largest double */
    bool no_memory;  /* there was not enough of it to find them: there are none here */
} root_list;

position aic_position_of(double x);

/* Values smaller than this share of the sizes of their terms are rounding. */
#define VALUE_NOISE 0x1p-98

/* All roots above -1; `capacity` must be that of the number of sign changes. */
void aic_find_roots(const root_problem *problem, root_list *found);

/* Of several, the one nearest to a rate; of two as near, the higher. */
double aic_nearest_root(const root_list *found, double guess);

/* What there is to say about the roots: AIC_OK, a warning, or an error. */
int aic_explain_roots(const root_list *found, const char *function, aic_error *error);

#endif
