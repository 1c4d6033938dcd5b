/* Exact factors that several models share. What only one model needs is in its file.
 * The SI prefixes and the hour: SI Brochure, 9th edition (si-brochure). The year of
 * energy is 365 days, so 8,760 hours; a year of money is 12 months. */
#ifndef AICOMPUTE_CORE_CONSTANTS_H
#define AICOMPUTE_CORE_CONSTANTS_H

#include "core/bits.h"

enum {
    W_PER_KW = 1000,
    W_PER_MW = 1000000,
    KW_PER_MW = 1000,
    KWH_PER_MWH = 1000,
    HOURS_PER_DAY = 24,
    HOURS_PER_YEAR = 8760,
    MONTHS_PER_YEAR = 12
};

/* watts/1e6, correctly rounded from 1e-290 W on, without a division: that would take as
 * long as all else in the first step of a chain. The product with the inverse is within
 * 2 ulp; what it leaves of the watts is exact, since each factor is short; and no quotient
 * by 15625 lies so near the middle of two doubles that the rest of it would be rounded to
 * the other side (Markstein 1990). */
static inline double mw_of_w(double watts)
{
    const double inverse = 1.0 / W_PER_MW;
    double quotient = watts * inverse, most = leading(quotient);
    double rest = (watts - most * W_PER_MW) - (quotient - most) * W_PER_MW;
    return quotient + rest * inverse;
}

#endif
