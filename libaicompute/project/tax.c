/* Tax on income, in the period in which it arises. A loss is carried forward without
 * limit of time; of an income it cancels loss_offset_share at most. What is left of it
 * when the project ends is lost. */
#include "project/project.h"

#include <math.h>

/* Tax on an income; `carried` is what losses remain. */
static double tax_on(const schedule *s, double income, double *carried)
{
    if (income < 0) {
        *carried -= income;
        return 0;
    }
    double most = s->in->loss_offset_share * income;
    double used = *carried < most ? *carried : most;
    *carried -= used;
    return s->in->tax_rate * (income - used);
}

static double income_at(const schedule *s, size_t t)
{
    return s->columns[AIC_PROJECT_OPERATING_CASH][t] -
           s->columns[AIC_PROJECT_DEPRECIATION][t] + s->gains[t];
}

/* In perpetuity the last period repeats with everything paid and written off. */
static double cash_after(const schedule *s)
{
    double cash = s->columns[AIC_PROJECT_OPERATING_CASH][s->periods];
    if (s->project->mode != AIC_PERPETUITY)
        return 0;
    return cash > 0 ? cash * (1 - s->in->tax_rate) : cash;
}

void aic_project_tax(schedule *s)
{
    double carried = 0;
    for (size_t t = 0; t <= s->periods; t++) {
        double income = income_at(s, t), tax = tax_on(s, income, &carried);
        s->columns[AIC_PROJECT_TAXABLE][t] = income;
        s->columns[AIC_PROJECT_LOSS_CARRIED][t] = carried;
        s->columns[AIC_PROJECT_TAX][t] = tax;
        s->columns[AIC_PROJECT_CASH][t] = s->columns[AIC_PROJECT_OPERATING_CASH][t] -
                                          tax - s->columns[AIC_PROJECT_CAPITAL][t] +
                                          s->columns[AIC_PROJECT_RESALE][t];
    }
    s->tail = cash_after(s);
}

/* Interest during construction becomes a cost of what is built, and is written off as the
 * cluster is; what is not yet when the project ends goes then. */
static double interest_deducted(const schedule *s, size_t t)
{
    if (t <= s->built)
        return 0;
    size_t age = t - s->built;
    double before = aic_project_written_off(s, age - 1),
           now = aic_project_written_off(s, age);
    bool ends = t == s->periods && s->project->mode != AIC_PERPETUITY;
    return s->columns[AIC_PROJECT_INTEREST][t] +
           s->capitalised * ((ends ? 1 : now) - before);
}

void aic_project_tax_owners(schedule *s)
{
    double carried = 0;
    for (size_t t = 0; t <= s->periods; t++) {
        double tax = tax_on(s, income_at(s, t) - interest_deducted(s, t), &carried);
        s->columns[AIC_PROJECT_EQUITY_TAX][t] = tax;
        s->columns[AIC_PROJECT_EQUITY_CASH][t] = s->columns[AIC_PROJECT_CASH][t] +
                                                 s->columns[AIC_PROJECT_TAX][t] - tax +
                                                 s->columns[AIC_PROJECT_DEBT_DRAWN][t] -
                                                 s->columns[AIC_PROJECT_DEBT_SERVICE][t];
    }
}
