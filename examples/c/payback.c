/* From a fleet and its price to the year in which it has paid for itself. */
#include <aicompute/payback.h>

#include <stdio.h>

static int fail(const aic_error *error)
{
    fprintf(stderr, "%s\n", error->message);
    return 1;
}

int main(void)
{
    aic_error error;

    /* [operating_cost] */
    aic_operating_cost_inputs running = aic_operating_cost_defaults();
    aic_operating_cost_results cost;

    running.capex = 60e6;
    running.fixed_opex_share = 0.03;
    running.electricity_cost_per_year = 0.8e6;
    if (aic_operating_cost(&running, &cost, &error) < 0)
        return fail(&error);
    printf("operating cost: %.2f million a year\n", cost.opex_per_year / 1e6);
    /* [operating_cost] */

    /* [rental_income] */
    aic_rental_income_inputs renting = aic_rental_income_defaults();
    aic_rental_income_results income;

    renting.gpu_count = 1000;
    renting.availability = 0.97;
    renting.utilization = 0.7;
    renting.rental_price_per_gpu_hour = 3;
    renting.opex_per_year = cost.opex_per_year;
    if (aic_rental_income(&renting, &income, &error) < 0)
        return fail(&error);
    printf("hours sold: %.2f million; net cash: %.2f million a year\n",
           income.sold_gpu_hours_per_year / 1e6, income.net_cash_per_year / 1e6);
    /* [rental_income] */

    /* [project_payback] */
    aic_project_payback_inputs project = aic_project_payback_defaults();
    aic_project_payback_results payback;

    project.capex = running.capex;
    project.net_cash_per_year = income.net_cash_per_year;
    project.discount_rate = 0.10;
    project.project_years = 5;
    int status = aic_project_payback(&project, &payback, &error);
    if (status < 0)
        return fail(&error);
    printf("paid back after %.2f years, return %.4f a year\n", payback.payback_years,
           payback.internal_rate_of_return);
    if (status == AIC_W_NEVER)
        printf("at 10 %% it never is: %.2f million short\n",
               -payback.net_present_value / 1e6);
    /* [project_payback] */
    return 0;
}
