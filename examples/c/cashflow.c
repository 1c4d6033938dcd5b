/* Cash flows: what a cluster earns, and series that have two answers or none. */
#include <aicompute/annuity.h>
#include <aicompute/cashflow.h>
#include <aicompute/depreciation.h>

#include <stdio.h>
#include <stdlib.h>

static void check(int status, const aic_error *error)
{
    if (status >= 0)
        return;
    fprintf(stderr, "%s\n", error->message);
    exit(1);
}

/* Millions: bought, run for five years, sold. */
static void one_answer(void)
{
    aic_error error;
    /* [irr] */
    const double flows[] = {-40, 11, 14, 13, 11, 8};
    double rate, npv;
    check(aic_irr(flows, 6, NULL, &rate, &error), &error);
    check(aic_npv(0.08, flows, 6, &npv, &error), &error);
    printf("IRR %.4f, NPV at 8 %% %.3f\n", rate, npv);
    /* [irr] */

    /* [payback] */
    aic_payback_report back = {.size = sizeof back};
    check(aic_payback(0.08, flows, 6, &back, &error), &error);
    printf("back after %.2f years, at most %.0f out\n", back.final, back.exposure);
    /* [payback] */
}

/* A site that must be cleared at the end. */
static void two_answers(void)
{
    aic_error error;
    /* [all] */
    const double flows[] = {-10, 26, -16.5};
    double rates[2];
    aic_irr_report report = {.size = sizeof report};
    int status = aic_irr_all(flows, 3, rates, 2, &report, &error);
    printf("%s: %zu rates\n", aic_status_name(status), report.count);
    for (size_t i = 0; i < report.count && i < 2; i++)
        printf("  %.6f\n", rates[i]);
    /* [all] */
}

static void no_answer(void)
{
    aic_error error;
    double rate;
    /* [none] */
    const double flows[] = {10, -15, 10};
    if (aic_irr(flows, 3, NULL, &rate, &error) < 0)
        printf("%s\n", error.message);
    /* [none] */
}

/* The day on which the money moved. */
static void dates(void)
{
    aic_error error;
    /* [dates] */
    const int32_t when[][3] = {{2026, 1, 15}, {2026, 12, 31}, {2027, 12, 31}};
    const double flows[] = {-100, 60, 60};
    int64_t days[3];
    double rate;
    for (int i = 0; i < 3; i++)
        check(aic_date_to_days(when[i][0], when[i][1], when[i][2], &days[i], &error),
              &error);
    check(aic_xirr(flows, days, 3, NULL, &rate, &error), &error);
    printf("XIRR %.6f\n", rate);
    /* [dates] */
}

/* What a loan costs, and what the tax office lets go. */
static void loan(void)
{
    aic_error error;
    /* [loan] */
    double payment, interest, shares[AIC_MACRS_YEARS_MAX];
    size_t years;
    check(aic_pmt(0.09 / 12, 48, 30, 0, AIC_PAID_AT_END, &payment, &error), &error);
    check(aic_cumipmt(0.09 / 12, 48, 30, 1, 12, AIC_PAID_AT_END, &interest, &error),
          &error);
    check(aic_macrs(5, AIC_MACRS_HALF_YEAR, shares, AIC_MACRS_YEARS_MAX, &years, &error),
          &error);
    printf("%.4f a month, of which interest in the first year %.4f\n", payment, interest);
    printf("written off in the first year: %.2f of 40\n", 40 * shares[0]);
    /* [loan] */
}

int main(void)
{
    one_answer();
    two_answers();
    no_answer();
    dates();
    loan();
    return 0;
}
