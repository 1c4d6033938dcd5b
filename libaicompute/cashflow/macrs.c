/* The tables of MACRS, as published.
 *
 * Purpose
 *   aic_macrs(): the share of cost that each tax year writes off.
 *
 * Notes
 *   The tables follow a declining balance, of 200 % up to 10 years and 150 % above, that
 *   goes over to a straight line, but not to the last digit: they were rounded so that
 *   each column adds up to 100 %. The law takes what is printed, and so does this. A test
 *   adds them up and holds them against the rule.
 *
 * References
 *   IRS Publication 946, How To Depreciate Property, Appendix A, tables; first
 *   published as tables 1 to 5 of Revenue Procedure 87-57.
 */
#include "aicompute/depreciation.h"

#include "core/internal.h"

enum { LIVES = 6, CONVENTIONS = 5 };

static const int lives[LIVES] = {3, 5, 7, 10, 15, 20};

/* clang-format off */
/* Thousandths of a percent: table A-1 first, a line for each life. */
static const int tables[CONVENTIONS][LIVES][AIC_MACRS_YEARS_MAX] = {
    {
        {33330, 44450, 14810, 7410},
        {20000, 32000, 19200, 11520, 11520, 5760},
        {14290, 24490, 17490, 12490, 8930, 8920, 8930, 4460},
        {10000, 18000, 14400, 11520, 9220, 7370, 6550, 6550, 6560, 6550, 3280},
        {5000, 9500, 8550, 7700, 6930, 6230, 5900, 5900, 5910, 5900, 5910, 5900,
        5910, 5900, 5910, 2950},
        {3750, 7219, 6677, 6177, 5713, 5285, 4888, 4522, 4462, 4461, 4462, 4461,
        4462, 4461, 4462, 4461, 4462, 4461, 4462, 4461, 2231},
    },
    {
        {58330, 27780, 12350, 1540},
        {35000, 26000, 15600, 11010, 11010, 1380},
        {25000, 21430, 15310, 10930, 8750, 8740, 8750, 1090},
        {17500, 16500, 13200, 10560, 8450, 6760, 6550, 6550, 6560, 6550, 820},
        {8750, 9130, 8210, 7390, 6650, 5990, 5900, 5910, 5900, 5910, 5900, 5910,
        5900, 5910, 5900, 740},
        {6563, 7000, 6482, 5996, 5546, 5130, 4746, 4459, 4459, 4459, 4459, 4460,
        4459, 4460, 4459, 4460, 4459, 4460, 4459, 4460, 565},
    },
    {
        {41670, 38890, 14140, 5300},
        {25000, 30000, 18000, 11370, 11370, 4260},
        {17850, 23470, 16760, 11970, 8870, 8870, 8870, 3340},
        {12500, 17500, 14000, 11200, 8960, 7170, 6550, 6550, 6560, 6550, 2460},
        {6250, 9380, 8440, 7590, 6830, 6150, 5910, 5900, 5910, 5900, 5910, 5900,
        5910, 5900, 5910, 2210},
        {4688, 7148, 6612, 6116, 5658, 5233, 4841, 4478, 4463, 4463, 4463, 4463,
        4463, 4463, 4462, 4463, 4462, 4463, 4462, 4463, 1673},
    },
    {
        {25000, 50000, 16670, 8330},
        {15000, 34000, 20400, 12240, 11300, 7060},
        {10710, 25510, 18220, 13020, 9300, 8850, 8860, 5530},
        {7500, 18500, 14800, 11840, 9470, 7580, 6550, 6550, 6560, 6550, 4100},
        {3750, 9630, 8660, 7800, 7020, 6310, 5900, 5900, 5910, 5900, 5910, 5900,
        5910, 5900, 5910, 3690},
        {2813, 7289, 6742, 6237, 5769, 5336, 4936, 4566, 4460, 4460, 4460, 4460,
        4461, 4460, 4461, 4460, 4461, 4460, 4461, 4460, 2788},
    },
    {
        {8330, 61110, 20370, 10190},
        {5000, 38000, 22800, 13680, 10940, 9580},
        {3570, 27550, 19680, 14060, 10040, 8730, 8730, 7640},
        {2500, 19500, 15600, 12480, 9980, 7990, 6550, 6550, 6560, 6550, 5740},
        {1250, 9880, 8890, 8000, 7200, 6480, 5900, 5900, 5900, 5910, 5900, 5910,
        5900, 5910, 5900, 5170},
        {938, 7430, 6872, 6357, 5880, 5439, 5031, 4654, 4458, 4458, 4458, 4458,
        4458, 4458, 4458, 4458, 4458, 4459, 4458, 4459, 3901},
    },
};
/* clang-format on */

static const double UNITS = 1e5; /* of the tables in a whole */

static size_t column_of(int life)
{
    size_t column = 0;
    while (column < LIVES && lives[column] != life)
        column++;
    return column;
}

int aic_macrs(int life, int convention, double *shares, size_t capacity, size_t *count,
              aic_error *error)
{
    if (!shares || !count)
        return aic_error_set(error, AIC_E_ARGUMENT, "macrs: a pointer is NULL");
    if (convention < 0 || convention >= CONVENTIONS)
        return aic_error_set(error, AIC_E_ARGUMENT, "macrs: convention %d is unknown",
                             convention);
    size_t column = column_of(life);
    if (column == LIVES)
        return aic_error_set(error, AIC_E_RANGE,
                             "macrs: life is %d, and must be 3, 5, 7, 10, 15 or 20",
                             life);
    size_t years = (size_t)life + 1;
    if (capacity < years)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "macrs: there are %zu years, and room for %zu", years,
                             capacity);
    for (size_t i = 0; i < years; i++)
        shares[i] = tables[convention][column][i] / UNITS;
    *count = years;
    return aic_error_clear(error);
}
