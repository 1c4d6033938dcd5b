/* Level payments: the single calls.
 *
 * Purpose
 *   The functions of aicompute/annuity.h but for the many rows, which are in
 *   annuity_columns.c, and the rate, which is in rate.c.
 *
 * Notes
 *   The formulas of each are in annuity.h of this directory.
 */
#include "aicompute/annuity.h"

#include "cashflow/annuity.h"
#include "cashflow/argument.h"

#include <math.h>

#define RATE(value)                                                                      \
    {                                                                                    \
        "rate", value, -1, INFINITY, true, true                                          \
    }
#define MONEY(name, value)                                                               \
    {                                                                                    \
        name, value, -INFINITY, INFINITY, false, false                                   \
    }
#define COUNT(name, value, least)                                                        \
    {                                                                                    \
        name, value, least, INFINITY, false, false                                       \
    }
#define POSITIVE(name, value)                                                            \
    {                                                                                    \
        name, value, 0, INFINITY, true, false                                            \
    }

static int check(const char *function, const argument *given, size_t count, int when,
                 double *result, aic_error *error)
{
    if (result)
        *result = NAN;
    int status = aic_check_pointers(function, result != NULL, error);
    if (status == AIC_OK && when != AIC_PAID_AT_END && when != AIC_PAID_AT_BEGIN)
        status = aic_error_set(error, AIC_E_ARGUMENT,
                               "%s: when is %d, and must be 0 or 1", function, when);
    return status == AIC_OK ? aic_check_arguments(function, given, count, error) : status;
}

int aic_pmt(double rate, double nper, double pv, double fv, int when, double *result,
            aic_error *error)
{
    argument given[] = {RATE(rate), POSITIVE("nper", nper), MONEY("pv", pv),
                        MONEY("fv", fv)};
    int status = check("pmt", given, COUNT_OF_ARGUMENTS(given), when, result, error);
    if (status < 0)
        return status;
    return aic_give("pmt", pmt_of(rate, nper, pv, fv, when), result, error);
}

static int check_period(const char *function, double rate, double per, double nper,
                        double pv, double fv, int when, double *result, aic_error *error)
{
    argument given[] = {RATE(rate), COUNT("per", per, 1), COUNT("nper", nper, 1),
                        MONEY("pv", pv), MONEY("fv", fv)};
    given[1].max = nper >= 1 ? nper : INFINITY;
    return check(function, given, COUNT_OF_ARGUMENTS(given), when, result, error);
}

int aic_ipmt(double rate, double per, double nper, double pv, double fv, int when,
             double *result, aic_error *error)
{
    int status = check_period("ipmt", rate, per, nper, pv, fv, when, result, error);
    if (status < 0)
        return status;
    twofold log_growth = log_of_rate(rate);
    decay all = aic_decay_over(log_growth, nper);
    decay left = aic_decay_over(log_growth, nper - per + 1);
    decay gone = aic_decay_over(log_growth, per - 1);
    return aic_give("ipmt", ipmt_from(rate, per, nper, pv, fv, when, all, left, gone),
                    result, error);
}

int aic_ppmt(double rate, double per, double nper, double pv, double fv, int when,
             double *result, aic_error *error)
{
    int status = check_period("ppmt", rate, per, nper, pv, fv, when, result, error);
    if (status < 0)
        return status;
    twofold log_growth = log_of_rate(rate);
    decay all = aic_decay_over(log_growth, nper);
    decay since = aic_decay_over(log_growth, periods_since(rate, per, nper));
    return aic_give("ppmt", ppmt_from(rate, per, nper, pv, fv, when, all, since), result,
                    error);
}

int aic_pv(double rate, double nper, double pmt, double fv, int when, double *result,
           aic_error *error)
{
    argument given[] = {RATE(rate), COUNT("nper", nper, 0), MONEY("pmt", pmt),
                        MONEY("fv", fv)};
    int status = check("pv", given, COUNT_OF_ARGUMENTS(given), when, result, error);
    if (status < 0)
        return status;
    decay all = aic_decay_over(log_of_rate(rate), nper);
    return aic_give("pv", pv_from(rate, nper, pmt, fv, when, all), result, error);
}

int aic_fv(double rate, double nper, double pmt, double pv, int when, double *result,
           aic_error *error)
{
    argument given[] = {RATE(rate), COUNT("nper", nper, 0), MONEY("pmt", pmt),
                        MONEY("pv", pv)};
    int status = check("fv", given, COUNT_OF_ARGUMENTS(given), when, result, error);
    if (status < 0)
        return status;
    decay all = aic_decay_over(log_of_rate(rate), nper);
    return aic_give("fv", fv_from(rate, nper, pmt, pv, when, all), result, error);
}

int aic_nper(double rate, double pmt, double pv, double fv, int when, double *result,
             aic_error *error)
{
    argument given[] = {RATE(rate), MONEY("pmt", pmt), MONEY("pv", pv), MONEY("fv", fv)};
    int status = check("nper", given, COUNT_OF_ARGUMENTS(given), when, result, error);
    if (status < 0)
        return status;
    nper_terms terms = nper_terms_of(rate, pmt, pv, fv, when);
    double periods =
        nper_from(rate, terms, log_of_rate(rate), aic_growth_log(terms.share));
    if (isnan(periods))
        return aic_error_set(error, AIC_E_NO_ROOT,
                             "nper: after no number of periods does the equation hold");
    *result = periods;
    if (isinf(periods))
        return aic_error_set(error, AIC_W_NEVER,
                             "nper: the payments cover the interest and no more");
    return aic_error_clear(error);
}

int aic_capital_recovery_factor(double rate, double nper, double *result,
                                aic_error *error)
{
    argument given[] = {RATE(rate), POSITIVE("nper", nper)};
    bool for_ever = isinf(nper) && nper > 0;
    given[1].value = for_ever ? 1 : nper;
    int status = check("capital_recovery_factor", given, COUNT_OF_ARGUMENTS(given), 0,
                       result, error);
    if (status < 0)
        return status;
    double factor = for_ever ? (rate > 0 ? rate : 0) : -pmt_of(rate, nper, 1, 0, 0);
    return aic_give("capital_recovery_factor", factor, result, error);
}

int aic_fixed_charge_rate(double rate, double nper, double tax_rate,
                          double depreciation_pv, double fixed_share, double *result,
                          aic_error *error)
{
    argument given[] = {RATE(rate),
                        POSITIVE("nper", nper),
                        {"tax_rate", tax_rate, 0, 1, false, true},
                        COUNT("depreciation_pv", depreciation_pv, 0),
                        MONEY("fixed_share", fixed_share)};
    int status =
        check("fixed_charge_rate", given, COUNT_OF_ARGUMENTS(given), 0, result, error);
    if (status < 0)
        return status;
    double after_tax = (1 - tax_rate * depreciation_pv) / (1 - tax_rate);
    double charge = -pmt_of(rate, nper, 1, 0, 0) * after_tax + fixed_share;
    return aic_give("fixed_charge_rate", charge, result, error);
}

static double effective_of(double nominal, double periods)
{
    twofold each = twofold_divide((twofold){nominal, 0}, (twofold){periods, 0});
    return less_one(twofold_multiply_one(aic_growth_log(each), periods));
}

static double nominal_of(double effective, double periods)
{
    twofold year = log_of_rate(effective);
    return less_one(twofold_divide(year, (twofold){periods, 0})) * periods;
}

int aic_effective_rate(double nominal, double periods, double *result, aic_error *error)
{
    bool continuous = isinf(periods) && periods > 0;
    argument given[] = {POSITIVE("periods", continuous ? 1 : periods),
                        MONEY("nominal", nominal)};
    if (!continuous && periods > 0) {
        given[1].min = -periods;
        given[1].open_min = true;
    }
    int status =
        check("effective_rate", given, COUNT_OF_ARGUMENTS(given), 0, result, error);
    if (status < 0)
        return status;
    double rate = continuous ? expm1(nominal) : effective_of(nominal, periods);
    return aic_give("effective_rate", rate, result, error);
}

int aic_nominal_rate(double effective, double periods, double *result, aic_error *error)
{
    bool continuous = isinf(periods) && periods > 0;
    argument given[] = {{"effective", effective, -1, INFINITY, true, true},
                        POSITIVE("periods", continuous ? 1 : periods)};
    int status =
        check("nominal_rate", given, COUNT_OF_ARGUMENTS(given), 0, result, error);
    if (status < 0)
        return status;
    double rate = continuous ? log1p(effective) : nominal_of(effective, periods);
    return aic_give("nominal_rate", rate, result, error);
}

int aic_equivalent_rate(double rate, double periods, double *result, aic_error *error)
{
    argument given[] = {RATE(rate), COUNT("periods", periods, 0)};
    int status =
        check("equivalent_rate", given, COUNT_OF_ARGUMENTS(given), 0, result, error);
    if (status < 0)
        return status;
    return aic_give("equivalent_rate",
                    less_one(twofold_multiply_one(log_of_rate(rate), periods)), result,
                    error);
}
