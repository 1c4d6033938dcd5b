/* Debt: drawn as the phases are paid, with interest added to it until the last of them;
 * then repaid. Replacements are paid from cash. */
#include "project/project.h"

#include "aicompute/annuity.h"

/* What is paid in a period: `left` of `periods` payments remain, this one included. */
static double service_of(const schedule *s, double rate, double debt, double interest,
                         size_t left)
{
    double payment = 0;
    if (left == 1)
        return debt + interest;
    if (s->project->repayment == AIC_EQUAL_PRINCIPAL)
        return debt / (double)left + interest;
    aic_pmt(rate, (double)left, -debt, 0, AIC_PAID_AT_END, &payment, NULL);
    return payment;
}

void aic_project_borrow(schedule *s)
{
    if (!(s->in->debt_share > 0))
        return;
    double rate = aic_project_period_rate(s, s->in->interest_rate), debt = 0;
    size_t end = s->built + aic_project_periods(s->in->debt_years, s->per_year);
    for (size_t t = 0; t <= end; t++) {
        double interest = debt * rate, drawn = s->in->debt_share * s->phases[t];
        double service =
            t > s->built ? service_of(s, rate, debt, interest, end - t + 1) : 0;
        debt = t == end ? 0 : debt + interest + drawn - service;
        s->capitalised += t > s->built ? 0 : interest;
        s->columns[AIC_PROJECT_DEBT_DRAWN][t] = drawn;
        s->columns[AIC_PROJECT_INTEREST][t] = interest;
        s->columns[AIC_PROJECT_DEBT_SERVICE][t] = service;
        s->columns[AIC_PROJECT_DEBT][t] = debt;
    }
}
