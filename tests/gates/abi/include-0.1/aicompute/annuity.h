/**
 * @file annuity.h
 * Tier 4: level payments. Loans, savings and the capital charge of what wears out.
 *
 * All of them stand on one equation, with growth g = (1 + rate)^nper and m = 1 for
 * payments at the beginning of a period, 0 at its end:
 *
 * `fv + pv*g + pmt*(1 + rate*m)*(g - 1)/rate = 0`, and `fv + pv + pmt*nper = 0` at rate
 * 0.
 *
 * Money in is positive, money out negative: borrowing gives a positive pv and a negative
 * pmt. Rates are fractions a period. Results are within 4 ulp, also at rate 0, next to it
 * and where the growth overflows; where terms of opposite signs cancel, within 4 ulp of
 * what the largest of them would have alone. Periods need not be whole.
 *
 * @since 0.1.0
 */
#ifndef AICOMPUTE_ANNUITY_H
#define AICOMPUTE_ANNUITY_H

#include "columns.h"
#include "core.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** When in its period a payment falls. The numbers are permanent. @since 0.1.0 */
enum aic_payment_time {
    AIC_PAID_AT_END = 0,  /**< At the end of the period. */
    AIC_PAID_AT_BEGIN = 1 /**< At its beginning. */
};

/** The functions that aic_annuity_columns() knows, with their inputs in order. The
 *  numbers are permanent. @since 0.1.0 */
enum aic_annuity_function {
    AIC_PMT = 1,  /**< rate, nper, pv, fv, when: aic_pmt() */
    AIC_IPMT = 2, /**< rate, per, nper, pv, fv, when: aic_ipmt() */
    AIC_PPMT = 3, /**< rate, per, nper, pv, fv, when: aic_ppmt() */
    AIC_PV = 4,   /**< rate, nper, pmt, fv, when: aic_pv() */
    AIC_FV = 5,   /**< rate, nper, pmt, pv, when: aic_fv() */
    AIC_NPER = 6, /**< rate, pmt, pv, fv, when: aic_nper() */
    AIC_RATE = 7  /**< nper, pmt, pv, fv, when: aic_rate() */
};

/**
 * The payment a period.
 * @param rate   a period, above -1
 * @param nper   number of periods, above 0
 * @param pv     present value
 * @param fv     future value after the last period
 * @param when   one of enum aic_payment_time
 * @param result where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT; AIC_E_MISSING; AIC_E_RANGE; AIC_E_OVERFLOW
 * @since 0.1.0
 */
AIC_API int aic_pmt(double rate, double nper, double pv, double fv, int when,
                    double *result, aic_error *error);

/**
 * The interest in the payment of one period. At the beginning of the first there is none.
 * @param rate   a period, above -1
 * @param per    the period, 1 to nper
 * @param nper   number of periods, at least 1
 * @param pv     present value
 * @param fv     future value after the last period
 * @param when   one of enum aic_payment_time
 * @param result where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns as aic_pmt()
 * @since 0.1.0
 */
AIC_API int aic_ipmt(double rate, double per, double nper, double pv, double fv, int when,
                     double *result, aic_error *error);

/**
 * The principal in the payment of one period: aic_pmt() less aic_ipmt(), though not
 * computed so, since the difference has no digits left where the growth is large.
 * @param rate   a period, above -1
 * @param per    the period, 1 to nper
 * @param nper   number of periods, at least 1
 * @param pv     present value
 * @param fv     future value after the last period
 * @param when   one of enum aic_payment_time
 * @param result where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns as aic_pmt()
 * @since 0.1.0
 */
AIC_API int aic_ppmt(double rate, double per, double nper, double pv, double fv, int when,
                     double *result, aic_error *error);

/**
 * The interest in the payments of the periods `start` to `end`.
 * @param rate   a period, above -1
 * @param nper   number of periods, at least 1
 * @param pv     present value
 * @param start  the first period, whole, at least 1
 * @param end    the last, whole, from `start` to nper
 * @param when   one of enum aic_payment_time
 * @param result where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns as aic_pmt(); AIC_E_CONDITION when the periods are not whole or not in order
 * @since 0.1.0
 */
AIC_API int aic_cumipmt(double rate, double nper, double pv, double start, double end,
                        int when, double *result, aic_error *error);

/**
 * The principal in the payments of the periods `start` to `end`.
 * @param rate   a period, above -1
 * @param nper   number of periods, at least 1
 * @param pv     present value
 * @param start  the first period, whole, at least 1
 * @param end    the last, whole, from `start` to nper
 * @param when   one of enum aic_payment_time
 * @param result where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns as aic_cumipmt()
 * @since 0.1.0
 */
AIC_API int aic_cumprinc(double rate, double nper, double pv, double start, double end,
                         int when, double *result, aic_error *error);

/**
 * Present value of payments and of a future value.
 * @param rate   a period, above -1
 * @param nper   number of periods, at least 0
 * @param pmt    the payment a period
 * @param fv     future value after the last period
 * @param when   one of enum aic_payment_time
 * @param result where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns as aic_pmt()
 * @since 0.1.0
 */
AIC_API int aic_pv(double rate, double nper, double pmt, double fv, int when,
                   double *result, aic_error *error);

/**
 * Future value of payments and of a present value.
 * @param rate   a period, above -1
 * @param nper   number of periods, at least 0
 * @param pmt    the payment a period
 * @param pv     present value
 * @param when   one of enum aic_payment_time
 * @param result where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns as aic_pmt()
 * @since 0.1.0
 */
AIC_API int aic_fv(double rate, double nper, double pmt, double pv, int when,
                   double *result, aic_error *error);

/**
 * The number of periods after which the equation holds; +infinity when payments just
 * cover the interest for ever. It may be negative: then it held in the past.
 * @param rate   a period, above -1
 * @param pmt    the payment a period
 * @param pv     present value
 * @param fv     future value after the last period
 * @param when   one of enum aic_payment_time
 * @param result where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns as aic_pmt(); AIC_W_NEVER with +infinity; AIC_E_NO_ROOT when no number of
 *          periods does
 * @since 0.1.0
 */
AIC_API int aic_nper(double rate, double pmt, double pv, double fv, int when,
                     double *result, aic_error *error);

/**
 * The rate a period for which the equation holds: the one nearest to 0 when there are
 * two.
 * @param nper   number of periods, 1 to 1,000,000,000
 * @param pmt    the payment a period
 * @param pv     present value
 * @param fv     future value after the last period
 * @param when   one of enum aic_payment_time
 * @param result where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns as aic_pmt(), AIC_W_SEVERAL_ROOTS, AIC_W_DOUBLE_ROOT; AIC_E_NO_SIGN_CHANGE;
 *          AIC_E_NO_ROOT
 * @since 0.1.0
 */
AIC_API int aic_rate(double nper, double pmt, double pv, double fv, int when,
                     double *result, aic_error *error);

/**
 * Capital recovery factor: what a unit of capital must earn each period to be paid back
 * with its return, `rate/(1 - (1 + rate)^-nper)`; `1/nper` at rate 0.
 * @param rate   a period, above -1
 * @param nper   number of periods, above 0; +infinity for capital that lasts for ever
 * @param result where to write it; NaN on an error
 * @param error  what went wrong, or NULL
 * @returns as aic_pmt()
 * @since 0.1.0
 */
AIC_API int aic_capital_recovery_factor(double rate, double nper, double *result,
                                        aic_error *error);

/**
 * Fixed charge rate: the revenue a unit of capital needs each period when it pays tax,
 * `capital recovery factor*(1 - tax_rate*depreciation_pv)/(1 - tax_rate) + fixed_share`.
 *
 * Short, Packey, Holt: A Manual for the Economic Evaluation of Energy Efficiency and
 * Renewable Energy Technologies. NREL/TP-462-5173, 1995, on the fixed charge rate.
 * @param rate            after tax, a period, above -1
 * @param nper            number of periods, above 0
 * @param tax_rate        on income, 0 to below 1
 * @param depreciation_pv present value of the depreciation of a unit of capital, 0 or
 *                        more
 * @param fixed_share     property tax, insurance and the like, a period, a unit of
 * capital
 * @param result          where to write it; NaN on an error
 * @param error           what went wrong, or NULL
 * @returns as aic_pmt()
 * @since 0.1.0
 */
AIC_API int aic_fixed_charge_rate(double rate, double nper, double tax_rate,
                                  double depreciation_pv, double fixed_share,
                                  double *result, aic_error *error);

/**
 * Effective rate a year of a nominal one that is compounded several times:
 * `(1 + nominal/periods)^periods - 1`; `exp(nominal) - 1` for infinitely many.
 * @param nominal a year; above -periods
 * @param periods of compounding a year, above 0; +infinity for continuous
 * @param result  where to write it; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns as aic_pmt()
 * @since 0.1.0
 */
AIC_API int aic_effective_rate(double nominal, double periods, double *result,
                               aic_error *error);

/**
 * Nominal rate a year, compounded several times, of an effective one: the inverse of
 * aic_effective_rate().
 * @param effective a year, above -1
 * @param periods   of compounding a year, above 0; +infinity for continuous
 * @param result    where to write it; NaN on an error
 * @param error     what went wrong, or NULL
 * @returns as aic_pmt()
 * @since 0.1.0
 */
AIC_API int aic_nominal_rate(double effective, double periods, double *result,
                             aic_error *error);

/**
 * The rate of one length of period that earns the same as a rate of another:
 * `(1 + rate)^periods - 1`. A monthly rate from a yearly one has periods 1/12.
 * @param rate    a period, above -1
 * @param periods how many of them the wanted period has, 0 or more
 * @param result  where to write it; NaN on an error
 * @param error   what went wrong, or NULL
 * @returns as aic_pmt()
 * @since 0.1.0
 */
AIC_API int aic_equivalent_rate(double rate, double periods, double *result,
                                aic_error *error);

/**
 * One of the functions above for every row. A row that is missing an input, out of range
 * or without a result gets NaN and stops nothing. The bits are those of the single calls,
 * whatever the number of threads.
 * @param function    one of enum aic_annuity_function
 * @param inputs      one column an input, in the order that the enum gives; a stride of 0
 *                    is a constant, and NULL values are 0 for fv (pv of aic_fv()) and
 *                    when. `when` is a column of 0 and 1
 * @param input_count must be as many as the function has
 * @param rows        how many rows
 * @param options     threads, strictness, progress; NULL for none of it
 * @param result      where to write one a row; may not overlap an input
 * @param report      counts of rows, or NULL
 * @param error       what went wrong, the first failed row; or NULL
 * @returns AIC_OK; AIC_W_ROWS when some rows failed; AIC_W_SEVERAL_ROOTS or
 *          AIC_W_DOUBLE_ROOT. With nothing written: AIC_E_ARGUMENT; AIC_E_VERSION;
 *          AIC_E_MEMORY; in strict mode the status of the first failed row. With some
 *          rows written: AIC_E_CANCELLED
 * @since 0.1.0
 */
AIC_API int aic_annuity_columns(int function, const aic_column *inputs,
                                size_t input_count, size_t rows,
                                const aic_columns_options *options, double *result,
                                aic_columns_report *report, aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
