/**
 * @file cashflow.h
 * Tier 4: series of cash flows. Present value, every rate of return, payback; one series
 * at a time. Many at once are in cashflow_batch.h.
 *
 * Rates are fractions a period, or a year where there are dates: 0.1 is 10 %. Money in is
 * positive, money out negative. Sums are compensated: a result is right to the last few
 * bits however much cancels.
 *
 * @since 0.1.0
 */
#ifndef AICOMPUTE_CASHFLOW_H
#define AICOMPUTE_CASHFLOW_H

#include "core.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** How days become years. The numbers are permanent. @since 0.1.0 */
enum aic_day_count {
    AIC_ACT_365F = 0,     /**< Days / 365, as XIRR of spreadsheets. */
    AIC_ACT_360 = 1,      /**< Days / 360. */
    AIC_ACT_ACT_ISDA = 2, /**< Days in leap years / 366 + other days / 365. */
    AIC_30_360_US = 3,    /**< Months of 30 days; ends of February count as the 30th. */
    AIC_30E_360 = 4       /**< Months of 30 days; a 31st counts as the 30th. */
};

/** From which date years are counted. The numbers are permanent. @since 0.1.0 */
enum aic_base_date {
    AIC_BASE_FIRST = 0,   /**< The first in the order given, as spreadsheets do. */
    AIC_BASE_EARLIEST = 1 /**< The earliest. */
};

/** What proves that there are no more roots. The numbers are permanent. @since 0.1.0 */
enum aic_root_proof {
    AIC_PROOF_NONE = 0,      /**< Nothing does: roots closer than rounding may hide. */
    AIC_PROOF_DESCARTES = 1, /**< One change of sign: one root above -1. */
    AIC_PROOF_NORSTROM = 2,  /**< The running total changes sign once: one above 0. The
                                  scan found that there is none below. */
    AIC_PROOF_BOUNDS = 3     /**< Bounds on the slope left room for no other. */
};

/** Options of series; start from zero and set `size`. @since 0.1.0 */
typedef struct aic_cashflow_options {
    size_t size;       /**< sizeof(aic_cashflow_options) as the caller compiled it. */
    double guess;      /**< Of several roots, the one nearest to this rate is returned. */
    int32_t day_count; /**< One of enum aic_day_count. */
    int32_t base_date; /**< One of enum aic_base_date. */
} aic_cashflow_options;

/** What aic_irr_all() knows about the roots; set `size` before the call. @since 0.1.0 */
typedef struct aic_irr_report {
    size_t size;         /**< sizeof(aic_irr_report) as the caller compiled it. */
    size_t count;        /**< Roots above -1, which may be more than fit. */
    size_t sign_changes; /**< Descartes' bound on them, over flows in order of time. */
    int32_t norstrom;    /**< 1 when the running total changes sign once and does not end
                              at zero: one root above 0; else 0, also for flows of sizes
                              more than 10^180 apart. */
    int32_t proof;       /**< One of enum aic_root_proof, of the count. */
    int32_t unique;      /**< 1 when it is proved that there is one root; else 0. */
    int32_t reserved;    /**< Not used yet. */
} aic_irr_report;

/** What aic_payback() knows; set `size` before the call. Periods count from 0, the first
 *  flow; between two flows the running total grows evenly. @since 0.1.0 */
typedef struct aic_payback_report {
    size_t size;        /**< sizeof(aic_payback_report) as the caller compiled it. */
    double first;       /**< When the running total first comes back to zero from below;
                             0 when it never was below, +infinity when it never does. */
    double final;       /**< When it does for the last time, and then stays; 0 when it
                             never was below, +infinity when it ends below. */
    double exposure;    /**< The most that is out at once, as a positive number. */
    double exposure_at; /**< The period at which it is; 0 when nothing ever is. */
    double balance;     /**< The running total at the end: NPV at that rate. */
} aic_payback_report;

/**
 * The number of a date: days since 1970-01-01 in the proleptic Gregorian calendar, as
 * NumPy's datetime64[D] and Arrow's date64 in days count them.
 * @param year  -999999 to 999999; the year before 1 is 0
 * @param month 1 to 12
 * @param day   1 to 31, as the month has
 * @param days  where to write the number
 * @param error what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_RANGE when there is no such date
 * @since 0.1.0
 */
AIC_API int aic_date_to_days(int32_t year, int32_t month, int32_t day, int64_t *days,
                             aic_error *error);

/**
 * The date of a number.
 * @param days  days since 1970-01-01
 * @param year  where to write the year
 * @param month where to write the month
 * @param day   where to write the day
 * @param error what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_RANGE for years beyond six digits
 * @since 0.1.0
 */
AIC_API int aic_date_from_days(int64_t days, int32_t *year, int32_t *month, int32_t *day,
                               aic_error *error);

/**
 * Dates of four bytes, as Arrow's date32 has them, for the functions that take eight.
 * @param days  days since 1970-01-01
 * @param count how many
 * @param wide  where to write as many
 * @param error what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT
 * @since 0.1.0
 */
AIC_API int aic_dates_widen(const int32_t *days, size_t count, int64_t *wide,
                            aic_error *error);

/**
 * Years from one date to another; negative backwards.
 *
 * ISDA 2006 Definitions, section 4.16: (b) ACT/ACT, (d) ACT/365F, (e) ACT/360,
 * (g) 30E/360; 30/360 US is 4.16 (f) with the rule of the end of February that the
 * Securities Industry Association adds and spreadsheets follow in YEARFRAC.
 * @param from      days since 1970-01-01
 * @param to        days since 1970-01-01
 * @param day_count one of enum aic_day_count
 * @param years     where to write the result
 * @param error     what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_RANGE for years beyond six digits
 * @since 0.1.0
 */
AIC_API int aic_year_fraction(int64_t from, int64_t to, int day_count, double *years,
                              aic_error *error);

/**
 * Net present value with the first flow at period 0, as numpy-financial counts:
 * `npv = sum of values[i]/(1 + rate)^i`.
 * @param rate   a period; above -1
 * @param values the flows
 * @param count  how many; 0 gives 0
 * @param npv    where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_MISSING; AIC_E_RANGE; AIC_E_OVERFLOW
 * @since 0.1.0
 */
AIC_API int aic_npv(double rate, const double *values, size_t count, double *npv,
                    aic_error *error);

/**
 * Net present value with the first flow at period 1, as NPV of spreadsheets counts:
 * `npv = sum of values[i]/(1 + rate)^(i + 1)`.
 * @param rate   a period; above -1
 * @param values the flows
 * @param count  how many; 0 gives 0
 * @param npv    where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns as aic_npv()
 * @since 0.1.0
 */
AIC_API int aic_npv_from_period_1(double rate, const double *values, size_t count,
                                  double *npv, aic_error *error);

/**
 * Net present value of flows at dates: `xnpv = sum of values[i]/(1 + rate)^years(i)`,
 * years from the base date. Dates may come in any order and more than once.
 * @param rate    a year; above -1
 * @param values  the flows
 * @param dates   as many, days since 1970-01-01
 * @param count   how many; 0 gives 0
 * @param options day count and base date; NULL for ACT/365F from the first
 * @param npv     where to write it; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns as aic_npv(); AIC_E_VERSION for options newer than this library;
 *          AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_xnpv(double rate, const double *values, const int64_t *dates,
                     size_t count, const aic_cashflow_options *options, double *npv,
                     aic_error *error);

/**
 * Internal rate of return: the rate a period at which aic_npv() is zero.
 *
 * It is within 4 ulp of a true root of the flows as given, in doubles, or, where the
 * value is so flat that this takes more than twice the digits of a double, at a rate at
 * which the value is within 2^-94 of the sum of the sizes of its terms. A double root is
 * within 2^-44*(1 + rate). A rate closer to -1 than half an ulp is -1.
 * @param values  the flows
 * @param count   how many; at least two that are not zero
 * @param options which of several roots; NULL for the one nearest to 0
 * @param rate    where to write it; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns AIC_OK; AIC_W_SEVERAL_ROOTS: aic_irr_all() gives them all; AIC_W_DOUBLE_ROOT
 *          when NPV comes within the rounding of the flows of zero and turns back.
 *          AIC_E_ARGUMENT; AIC_E_MISSING; AIC_E_RANGE for an infinite flow;
 *          AIC_E_TOO_FEW_FLOWS; AIC_E_NO_SIGN_CHANGE; AIC_E_NO_ROOT; AIC_E_OVERFLOW
 *          when all roots are above the largest double; AIC_E_VERSION; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_irr(const double *values, size_t count,
                    const aic_cashflow_options *options, double *rate, aic_error *error);

/**
 * Internal rate of return of flows at dates: the rate a year at which aic_xnpv() is zero.
 * Dates may come in any order; flows of one date are one flow.
 * @param values  the flows
 * @param dates   as many, days since 1970-01-01
 * @param count   how many; at least two dates with flows that are not zero
 * @param options which of several roots, day count, base date; NULL for the root nearest
 *                to 0, ACT/365F, the first
 * @param rate    where to write it; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns as aic_irr()
 * @since 0.1.0
 */
AIC_API int aic_xirr(const double *values, const int64_t *dates, size_t count,
                     const aic_cashflow_options *options, double *rate, aic_error *error);

/**
 * All rates a period above -1 at which aic_npv() is zero, in ascending order. A double
 * root is one.
 * @param values   the flows
 * @param count    how many; at least two that are not zero
 * @param rates    where to write them; may be NULL when `capacity` is 0
 * @param capacity how many fit
 * @param report   the count and what is proved about it
 * @param error    what went wrong, or NULL
 * @returns AIC_OK, AIC_W_SEVERAL_ROOTS or AIC_W_DOUBLE_ROOT; errors as aic_irr(), with
 *          the report written for AIC_E_NO_SIGN_CHANGE and AIC_E_NO_ROOT
 * @since 0.1.0
 */
AIC_API int aic_irr_all(const double *values, size_t count, double *rates,
                        size_t capacity, aic_irr_report *report, aic_error *error);

/**
 * All rates a year above -1 at which aic_xnpv() is zero, in ascending order.
 * @param values   the flows
 * @param dates    as many, days since 1970-01-01
 * @param count    how many; at least two dates with flows that are not zero
 * @param options  day count and base date; NULL for ACT/365F from the first
 * @param rates    where to write them; may be NULL when `capacity` is 0
 * @param capacity how many fit
 * @param report   the count and what is proved about it
 * @param error    what went wrong, or NULL
 * @returns as aic_irr_all()
 * @since 0.1.0
 */
AIC_API int aic_xirr_all(const double *values, const int64_t *dates, size_t count,
                         const aic_cashflow_options *options, double *rates,
                         size_t capacity, aic_irr_report *report, aic_error *error);

/**
 * Modified internal rate of return: negative flows are financed at one rate, positive
 * ones reinvested at another until the end.
 *
 * `mirr = (FV of positive flows/-PV of negative flows)^(1/(count - 1)) - 1`
 * @param values        the flows, the first at period 0
 * @param count         how many; at least 2
 * @param finance_rate  a period; above -1
 * @param reinvest_rate a period; above -1
 * @param rate          where to write it; NaN on an error
 * @param error         what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_MISSING; AIC_E_RANGE; AIC_E_TOO_FEW_FLOWS;
 *          AIC_E_NO_SIGN_CHANGE; AIC_E_OVERFLOW
 * @since 0.1.0
 */
AIC_API int aic_mirr(const double *values, size_t count, double finance_rate,
                     double reinvest_rate, double *rate, aic_error *error);

/**
 * When the money is back, the first time and for good, and how much is out at most.
 * @param rate   to discount at, a period, above -1; 0 for the plain payback
 * @param values the flows, the first at period 0
 * @param count  how many; at least 1
 * @param report where to write what is known
 * @param error  what went wrong, or NULL
 * @returns AIC_OK; AIC_W_NEVER when it is not back at the end; AIC_E_ARGUMENT;
 *          AIC_E_MISSING; AIC_E_RANGE; AIC_E_TOO_FEW_FLOWS; AIC_E_OVERFLOW
 * @since 0.1.0
 */
AIC_API int aic_payback(double rate, const double *values, size_t count,
                        aic_payback_report *report, aic_error *error);

/**
 * Profitability index: present value of all later flows for each unit of the first.
 *
 * `index = -(npv - values[0])/values[0]`
 * @param rate   a period; above -1
 * @param values the flows; the first is the investment, below 0
 * @param count  how many; at least 1
 * @param index  where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_MISSING; AIC_E_RANGE; AIC_E_TOO_FEW_FLOWS;
 *          AIC_E_CONDITION when the first flow is not below 0; AIC_E_OVERFLOW
 * @since 0.1.0
 */
AIC_API int aic_profitability_index(double rate, const double *values, size_t count,
                                    double *index, aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
