/* Capital: what is bought when, how long it works, what it is sold for and what accounts
 * say of it.
 *
 * What is paid at the end of period p works in the periods p + 1 to p + life and is sold
 * at the end of the last of them, or when the project ends. With replacement as much is
 * bought again at that moment, unless the project ends. The facility is sold when the
 * project ends. In perpetuity nothing is sold. */
#include "project/project.h"

#include <math.h>

static double years_of(const schedule *s, size_t periods)
{
    return (double)periods / (double)s->per_year;
}

/* Of what a fleet cost, what it is sold for at an age. */
static double resale_fraction(const schedule *s, size_t age)
{
    double fraction = s->in->resale_fraction;
    if (isnan(fraction))
        return pow(10, -s->in->value_decades_per_year * years_of(s, age));
    return 1 - (1 - fraction) * ((double)age / (double)s->life);
}

/* Book an asset: depreciation from period `from` + 1 until it is sold in period `until`
 * for `resale`; NaN: it is kept. */
static void book(schedule *s, double cost, size_t from, size_t until, double resale,
                 double (*written_off)(const schedule *s, size_t age))
{
    double *depreciation = s->columns[AIC_PROJECT_DEPRECIATION];
    double *value = s->columns[AIC_PROJECT_BOOK_VALUE];
    double before = 0;
    for (size_t t = from; t <= until; t++) {
        double now = written_off(s, t - from);
        depreciation[t] += cost * (now - before);
        value[t] += cost * (1 - now);
        before = now;
    }
    if (isnan(resale))
        return;
    value[until] -= cost * (1 - before);
    s->columns[AIC_PROJECT_RESALE][until] += resale;
    s->gains[until] += resale - cost * (1 - before);
}

static bool keeps(const schedule *s)
{
    return s->project->mode == AIC_PERPETUITY;
}

/* A share of the fleet, bought at the end of period `at`. */
static void buy_cluster(schedule *s, size_t at, double share, double cost)
{
    size_t until = at + s->life < s->periods ? at + s->life : s->periods;
    s->columns[AIC_PROJECT_CAPITAL][at] += cost;
    for (size_t t = at + 1; t <= until; t++)
        s->working[t] += share;
    book(s, cost, at, until, keeps(s) ? NAN : cost * resale_fraction(s, until - at),
         aic_project_written_off);
}

static void plan_phases(schedule *s)
{
    const aic_project *p = s->project;
    if (!p->cluster_shares)
        s->bought[aic_project_periods(s->in->construction_years, s->per_year)] = 1;
    for (size_t i = 0; i < p->cluster_share_count && i < s->periods; i++)
        s->bought[i] = p->cluster_shares[i];
    s->begin = 1;
    while (s->bought[s->begin - 1] == 0)
        s->begin++;
}

/* What a phase costs, the project says; what replaces it has grown dearer since. */
static void buy_phase(schedule *s, size_t at, double share)
{
    double cost = share * s->in->cluster_cost;
    s->phases[at] += cost;
    buy_cluster(s, at, share, cost);
    if (s->project->mode != AIC_REPLACEMENT)
        return;
    for (size_t t = at + s->life; t < s->periods; t += s->life) {
        double growth = pow(1 + s->in->replacement_cost_growth, years_of(s, t - at));
        buy_cluster(s, t, share, cost * growth);
    }
}

static void buy_facility(schedule *s)
{
    const aic_project *p = s->project;
    const double all[] = {1};
    const double *shares = p->facility_shares ? p->facility_shares : all;
    size_t count = p->facility_shares ? p->facility_share_count : 1;
    for (size_t t = 0; t < count && t < s->periods; t++) {
        double cost = shares[t] * s->in->facility_cost;
        size_t from = t > s->begin - 1 ? t : s->begin - 1;
        if (cost == 0)
            continue;
        s->phases[t] += cost;
        s->columns[AIC_PROJECT_CAPITAL][t] += cost;
        for (size_t k = t; k < from; k++)
            s->columns[AIC_PROJECT_BOOK_VALUE][k] += cost;
        book(s, cost, from, s->periods,
             keeps(s) ? NAN : cost * s->in->facility_residual_fraction,
             aic_project_facility_written_off);
    }
}

void aic_project_plan_capital(schedule *s)
{
    plan_phases(s);
    for (size_t t = 0; t < s->periods; t++)
        if (s->bought[t] > 0)
            buy_phase(s, t, s->bought[t]);
    buy_facility(s);
    for (size_t t = 0; t <= s->periods; t++) {
        s->columns[AIC_PROJECT_YEAR][t] = years_of(s, t);
        s->columns[AIC_PROJECT_GPUS][t] = s->in->gpu_count * s->working[t];
    }
}
