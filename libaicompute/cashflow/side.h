/* One side of a balance as the logarithm of a sum, which no amount can overflow. */
#ifndef AICOMPUTE_CASHFLOW_SIDE_H
#define AICOMPUTE_CASHFLOW_SIDE_H

#include <math.h>

/* Amounts joined from the greatest: their sum and the sum of amounts times slopes, both
 * in units of it. */
typedef struct {
    double largest, sum, moment;
} side;

#define EMPTY_SIDE                                                                       \
    {                                                                                    \
        -INFINITY, 0, 0                                                                  \
    }

static inline void join(side *to, double log_amount, double slope)
{
    if (log_amount > to->largest) {
        double fade = exp(to->largest - log_amount);
        *to = (side){log_amount, to->sum * fade + 1, to->moment * fade + slope};
    } else {
        double share = exp(log_amount - to->largest);
        to->sum += share;
        to->moment += share * slope;
    }
}

#endif
