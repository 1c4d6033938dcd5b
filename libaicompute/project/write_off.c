/* How accounts write off what was bought: by years of age, and within a year evenly.
 *
 * Tables and formulas are those of depreciation.h. What is written off does not count
 * what it may be sold for: a gain or loss over the book value is income of the sale. */
#include "project/project.h"

#include "aicompute/depreciation.h"

#include <math.h>

#define POSITION(field) (offsetof(aic_project_inputs, field) / sizeof(double))

/* The share of the year `year` of a method that has a formula. Its arguments have been
 * judged, so it cannot fail. */
static double share_of_year(const aic_project *p, double year)
{
    double years = p->inputs.depreciation_years, share = 0;
    double end = year < years ? year : years;
    if (year - 1 >= years || p->depreciation == AIC_NO_DEPRECIATION)
        return 0;
    switch (p->depreciation) {
    case AIC_STRAIGHT_LINE:
        return (end - (year - 1)) / years;
    case AIC_SUM_OF_YEARS_DIGITS:
        aic_syd(1, 0, years, year, &share, NULL);
        return share;
    default:
        aic_vdb(1, 0, years, year - 1, end, p->inputs.depreciation_factor, 0, &share,
                NULL);
        return share;
    }
}

static void write_off_by_market(schedule *s)
{
    for (size_t year = 1; year <= WRITE_OFF_YEARS_MAX; year++)
        s->written_off[year] = 1 - pow(10, -s->in->value_decades_per_year * (double)year);
}

static int write_off_by_table(schedule *s, aic_error *error)
{
    double years = s->in->depreciation_years, shares[AIC_MACRS_YEARS_MAX] = {0};
    size_t count = 0;
    bool whole = years == floor(years);
    if (!whole || aic_macrs((int)years, AIC_MACRS_HALF_YEAR, shares, AIC_MACRS_YEARS_MAX,
                            &count, NULL) < 0)
        return aic_project_error(error, AIC_E_CONDITION, POSITION(depreciation_years),
                                 years, "MACRS has 3, 5, 7, 10, 15 and 20 years");
    for (size_t year = 1; year <= WRITE_OFF_YEARS_MAX; year++)
        s->written_off[year] =
            s->written_off[year - 1] + (year <= count ? shares[year - 1] : 0);
    return AIC_OK;
}

int aic_project_plan_write_off(schedule *s, aic_error *error)
{
    double years = s->in->depreciation_years;
    s->written_off[0] = 0;
    if (s->project->depreciation == AIC_MACRS)
        return write_off_by_table(s, error);
    if (s->project->depreciation == AIC_SUM_OF_YEARS_DIGITS && years != floor(years))
        return aic_project_error(error, AIC_E_CONDITION, POSITION(depreciation_years),
                                 years, "must be whole for the sum of years' digits");
    if (s->project->depreciation == AIC_MARKET_VALUE_DECLINE)
        write_off_by_market(s);
    else
        for (size_t year = 1; year <= WRITE_OFF_YEARS_MAX; year++) {
            double sum =
                s->written_off[year - 1] + share_of_year(s->project, (double)year);
            s->written_off[year] = sum < 1 ? sum : 1;
        }
    return AIC_OK;
}

double aic_project_written_off(const schedule *s, size_t age)
{
    size_t year = age / s->per_year;
    double part = (double)(age % s->per_year) / (double)s->per_year;
    double before = s->written_off[year], after = s->written_off[year + 1];
    return before + part * (after - before);
}

double aic_project_facility_written_off(const schedule *s, size_t age)
{
    double share = (double)age / (double)s->per_year / s->in->facility_depreciation_years;
    return share < 1 ? share : 1;
}
