/* What a schedule comes to: present values, rates of return, paybacks, cost of an hour.
 */
#include "project/project.h"

#include "aicompute/cashflow.h"
#include "investment/annuity.h"

#include <math.h>
#include <string.h>

double aic_project_period_rate(const schedule *s, double rate)
{
    return s->per_year == 1 ? rate : expm1(log1p(rate) / (double)s->per_year);
}

static double yearly_rate(const schedule *s, double rate)
{
    return s->per_year == 1 ? rate : expm1(log1p(rate) * (double)s->per_year);
}

double aic_project_worth(const schedule *s, const double *values, double tail,
                         double rate)
{
    double period = aic_project_period_rate(s, rate), worth = 0;
    aic_npv(period, values, s->periods + 1, &worth, NULL);
    return tail == 0
               ? worth
               : worth + tail / period * discount_factor(period, (double)s->periods);
}

/* A tail that repeats for ever: the flows less those before them end, and have the same
 * roots, since the one is the other times r/(1 + r). */
static size_t flows_that_end(const schedule *s, const double *cash, double *flows)
{
    size_t count = s->periods + 1;
    memcpy(flows, cash, count * sizeof *flows);
    if (s->tail == 0)
        return count;
    for (size_t t = count - 1; t > 0; t--)
        flows[t] -= cash[t - 1];
    flows[count] = s->tail - cash[count - 1];
    return count + 1;
}

/* When nothing at all comes back everything is lost: a rate of -1, its limit. */
static double rate_of_return(const schedule *s, const double *cash, int32_t *why)
{
    double rate = NAN;
    aic_cashflow_options options = {.size = sizeof options,
                                    .guess =
                                        aic_project_period_rate(s, s->in->discount_rate)};
    size_t count = flows_that_end(s, cash, s->scratch);
    *why = aic_irr(s->scratch, count, &options, &rate, NULL);
    if (*why >= 0 && s->tail != 0 && !(rate > 0)) {
        *why = AIC_E_NO_ROOT; /* what lasts for ever has no worth at such a rate */
        return NAN;
    }
    if (*why != AIC_E_NO_SIGN_CHANGE && *why != AIC_E_TOO_FEW_FLOWS)
        return yearly_rate(s, rate);
    double sum = 0;
    for (size_t t = 0; t <= s->periods; t++)
        sum += cash[t];
    return sum < 0 ? -1 : NAN;
}

/* In perpetuity a payback may come after the last row. Worths there are of `tail` a
 * period; `needed` of them is what is out. */
static double payback_after(const schedule *s, double balance, double rate)
{
    double flow = s->tail * discount_factor(rate, (double)s->periods);
    if (!(flow > 0))
        return INFINITY;
    annuity forever = annuity_at(rate, 0);
    double needed = -balance / flow;
    if (rate > 0 && !(needed < 1 / rate))
        return INFINITY;
    return (double)s->periods + annuity_payback(forever, needed, INFINITY);
}

static void pay_back(const schedule *s, double rate, double *first, double *final,
                     aic_payback_report *found)
{
    *found = (aic_payback_report){.size = sizeof *found};
    aic_payback(rate, s->columns[AIC_PROJECT_CASH], s->periods + 1, found, NULL);
    bool later = found->balance < 0 && s->project->mode == AIC_PERPETUITY;
    double after = later ? payback_after(s, found->balance, rate) : INFINITY;
    *first = (isinf(found->first) ? after : found->first) / (double)s->per_year;
    *final = (isinf(found->final) ? after : found->final) / (double)s->per_year;
}

static void report_paybacks(const schedule *s, aic_project_results *made)
{
    aic_payback_report found;
    double rate = aic_project_period_rate(s, s->in->discount_rate);
    pay_back(s, rate, &made->discounted_payback_years,
             &made->final_discounted_payback_years, &found);
    pay_back(s, 0, &made->payback_years, &made->final_payback_years, &found);
    made->maximum_exposure = found.exposure;
    made->exposure_year = found.exposure_at / (double)s->per_year;
}

/* All cost before tax and debt, and its share of the hours, at the rate of discount. */
static double cost_per_hour(const schedule *s)
{
    const double *capital = s->columns[AIC_PROJECT_CAPITAL];
    const double *resale = s->columns[AIC_PROJECT_RESALE];
    const double *hours = s->columns[AIC_PROJECT_HOURS];
    const double *cash = s->columns[AIC_PROJECT_OPERATING_CASH];
    const double *revenue = s->columns[AIC_PROJECT_REVENUE];
    bool lasts = s->project->mode == AIC_PERPETUITY;
    size_t end = s->periods;
    for (size_t t = 0; t <= end; t++)
        s->scratch[t] = capital[t] - resale[t] + (revenue[t] - cash[t]);
    double rate = s->in->discount_rate;
    double cost = aic_project_worth(s, s->scratch, lasts ? s->scratch[end] : 0, rate);
    double sold = aic_project_worth(s, hours, lasts ? hours[end] : 0, rate);
    return sold > 0 ? cost / sold : NAN;
}

static double least_cover(const schedule *s)
{
    double least = NAN;
    for (size_t t = 0; t <= s->periods; t++) {
        double service = s->columns[AIC_PROJECT_DEBT_SERVICE][t];
        double cash = s->columns[AIC_PROJECT_EQUITY_CASH][t] + service;
        if (service > 0 && !(cash / service >= least))
            least = cash / service;
    }
    return least;
}

static void add_up(schedule *s)
{
    const double *cash = s->columns[AIC_PROJECT_CASH];
    double rate = aic_project_period_rate(s, s->in->discount_rate);
    double sum = 0, discounted = 0;
    for (size_t t = 0; t <= s->periods; t++) {
        sum += cash[t];
        discounted += cash[t] * discount_factor(rate, (double)t);
        s->columns[AIC_PROJECT_CUMULATIVE][t] = sum;
        s->columns[AIC_PROJECT_DISCOUNTED][t] = discounted;
    }
}

void aic_project_take_report(schedule *s, aic_project_report *report)
{
    aic_project_results *made = &report->results;
    const double *cash = s->columns[AIC_PROJECT_CASH];
    const double *owners = s->columns[AIC_PROJECT_EQUITY_CASH];
    double rate = s->in->discount_rate;
    add_up(s);
    made->net_present_value = aic_project_worth(s, cash, s->tail, rate);
    made->internal_rate_of_return = rate_of_return(s, cash, &report->irr_status);
    made->equity_present_value = aic_project_worth(s, owners, s->tail, rate);
    made->equity_rate_of_return = rate_of_return(s, owners, &report->equity_irr_status);
    report_paybacks(s, made);
    made->cost_per_gpu_hour = cost_per_hour(s);
    made->least_debt_cover = least_cover(s);
}
