/* Exact factors that several models share. What only one model needs is in its file.
 * The SI prefixes and the hour: SI Brochure, 9th edition (si-brochure). The year of
 * energy is 365 days, so 8,760 hours; a year of money is 12 months. */
#ifndef AICOMPUTE_CORE_CONSTANTS_H
#define AICOMPUTE_CORE_CONSTANTS_H

enum {
    W_PER_KW = 1000,
    W_PER_MW = 1000000,
    KW_PER_MW = 1000,
    KWH_PER_MWH = 1000,
    HOURS_PER_DAY = 24,
    HOURS_PER_YEAR = 8760,
    MONTHS_PER_YEAR = 12
};

#endif
