/**
 * @file depreciation.h
 * Tier 4: how what was bought loses its value. Accounting lives and the decline of a
 * market price are two things; both are here, under names that say which.
 *
 * Money is in one currency; periods are years, or whatever `life` counts. Results are
 * within 4 ulp; where cost and salvage cancel, those of sln, syd and units of production
 * within 4 ulp of what the cost alone would give.
 *
 * @since 0.1.0
 */
#ifndef AICOMPUTE_DEPRECIATION_H
#define AICOMPUTE_DEPRECIATION_H

#include "core.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** Which table of IRS Publication 946, Appendix A. The numbers are permanent.
 *  @since 0.1.0 */
enum aic_macrs_convention {
    AIC_MACRS_HALF_YEAR = 0, /**< Table A-1. */
    AIC_MACRS_MID_QUARTER_1 =
        1, /**< Table A-2: placed in service in the first quarter. */
    AIC_MACRS_MID_QUARTER_2 = 2, /**< Table A-3: in the second. */
    AIC_MACRS_MID_QUARTER_3 = 3, /**< Table A-4: in the third. */
    AIC_MACRS_MID_QUARTER_4 = 4  /**< Table A-5: in the fourth. */
};

/** Years in the longest table of MACRS. @since 0.1.0 */
#define AIC_MACRS_YEARS_MAX 21

/**
 * Straight line: `(cost - salvage)/life` each period.
 * @param cost    what was paid, 0 or more
 * @param salvage what is left at the end, 0 or more; it may be more than the cost
 * @param life    periods, above 0
 * @param result  where to write the depreciation of a period; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_MISSING; AIC_E_RANGE; AIC_E_OVERFLOW
 * @since 0.1.0
 */
AIC_API int aic_sln(double cost, double salvage, double life, double *result,
                    aic_error *error);

/**
 * Sum of years' digits:
 * `(cost - salvage)*(life - period + 1)*2/(life*(life + 1))`.
 * @param cost    what was paid, 0 or more
 * @param salvage what is left at the end, 0 or more
 * @param life    periods, at least 1
 * @param period  which one, 1 to life
 * @param result  where to write its depreciation; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_MISSING; AIC_E_RANGE; AIC_E_CONDITION when the
 *          period is after the life; AIC_E_OVERFLOW
 * @since 0.1.0
 */
AIC_API int aic_syd(double cost, double salvage, double life, double period,
                    double *result, aic_error *error);

/**
 * Fixed declining balance, as DB of spreadsheets: the rate `1 - (salvage/cost)^(1/life)`
 * is rounded to three decimals, so that the balance misses the salvage value by a little.
 * The first year has `month` months; with less than twelve there is a year after the
 * last, with the rest.
 * @param cost    what was paid, 0 or more; nothing is written off from 0
 * @param salvage what is left at the end, 0 to cost
 * @param life    years, whole, 1 to 10,000
 * @param period  which year, whole, 1 to life, or to life + 1 when month is below 12
 * @param month   months in the first year, whole, 1 to 12
 * @param result  where to write its depreciation; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_MISSING; AIC_E_RANGE; AIC_E_CONDITION
 * @since 0.1.0
 */
AIC_API int aic_db(double cost, double salvage, double life, double period, double month,
                   double *result, aic_error *error);

/**
 * Declining balance, `factor/life` of the balance each period, that stops at the salvage
 * value: DDB of spreadsheets.
 * @param cost    what was paid, 0 or more
 * @param salvage what is left at the end, 0 or more
 * @param life    periods, above 0
 * @param period  which one, 1 to life
 * @param factor  above 0; 2 is double declining balance. A rate above 1 counts as 1
 * @param result  where to write its depreciation; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns as aic_syd()
 * @since 0.1.0
 */
AIC_API int aic_ddb(double cost, double salvage, double life, double period,
                    double factor, double *result, aic_error *error);

/**
 * Declining balance from one time to another, which goes on in a straight line once that
 * is more: VDB of spreadsheets. Times may be fractions of periods: a period that is
 * entered or left in its middle counts in proportion.
 * @param cost      what was paid, 0 or more
 * @param salvage   what is left at the end, 0 or more
 * @param life      periods, above 0 and at most 1,000,000
 * @param start     0 to life
 * @param end       start to life
 * @param factor    above 0; 2 is double declining balance
 * @param no_switch not 0: never go over to the straight line
 * @param result    where to write the depreciation; NaN on an error
 * @param error     what went wrong, or NULL
 * @returns as aic_syd(), AIC_E_CONDITION also when the times are not in order
 * @since 0.1.0
 */
AIC_API int aic_vdb(double cost, double salvage, double life, double start, double end,
                    double factor, int no_switch, double *result, aic_error *error);

/**
 * MACRS, the depreciation that United States tax law prescribes: the share of the cost
 * that is written off in each tax year, as published.
 *
 * IRS Publication 946, How To Depreciate Property, Appendix A, tables.
 * @param life       class of property in years: 3, 5, 7, 10, 15 or 20. Computers are
 *                   5-year property
 * @param convention one of enum aic_macrs_convention
 * @param shares     where to write life + 1 shares that add up to 1
 * @param capacity   how many fit; #AIC_MACRS_YEARS_MAX is always enough
 * @param count      where to write how many there are
 * @param error      what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT, also when they do not fit; AIC_E_RANGE for a life that
 *          no table has
 * @since 0.1.0
 */
AIC_API int aic_macrs(int life, int convention, double *shares, size_t capacity,
                      size_t *count, aic_error *error);

/**
 * Units of production: in proportion to use, `(cost - salvage)*units/total_units`.
 * @param cost        what was paid, 0 or more
 * @param salvage     what is left at the end, 0 or more
 * @param total_units that it can make in its life, above 0
 * @param units       made in this period, 0 to total_units
 * @param result      where to write its depreciation; NaN on an error
 * @param error       what went wrong, or NULL
 * @returns as aic_syd()
 * @since 0.1.0
 */
AIC_API int aic_units_of_production(double cost, double salvage, double total_units,
                                    double units, double *result, aic_error *error);

/**
 * What a thing is worth at an age when its price falls by the same share each period:
 * `cost*(1 - decline)^age`. The decline that has value_decades_per_year k is
 * `1 - 10^-k`.
 * @param cost    what was paid, 0 or more
 * @param decline share lost a period, below 1; negative when it gains
 * @param age     periods, 0 or more
 * @param result  where to write the value; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns as aic_sln()
 * @since 0.1.0
 */
AIC_API int aic_market_value(double cost, double decline, double age, double *result,
                             aic_error *error);

/**
 * What it loses between two ages: aic_market_value() at `start` less that at `end`,
 * without the loss of digits.
 * @param cost    what was paid, 0 or more
 * @param decline share lost a period, below 1; negative when it gains
 * @param start   periods, 0 or more
 * @param end     periods, at least start
 * @param result  where to write the loss; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns as aic_syd(), AIC_E_CONDITION when the ages are not in order
 * @since 0.1.0
 */
AIC_API int aic_market_value_decline(double cost, double decline, double start,
                                     double end, double *result, aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
