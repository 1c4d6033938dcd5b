/* The schedule of a cluster, and what the 650 billion claim needs in three modes. */
#include <aicompute/project.h>

#include <stdio.h>

enum { ROWS = 6 };

static int fail(const aic_error *error)
{
    fprintf(stderr, "%s\n", error->message);
    return 1;
}

int main(void)
{
    aic_error error;

    /* [schedule] */
    aic_project cluster = aic_project_defaults();
    aic_project_report report = {.size = sizeof report};
    double cash[ROWS], total[ROWS], *columns[AIC_PROJECT_COLUMN_COUNT] = {NULL};

    cluster.inputs.cluster_cost = 60.741e6;
    cluster.inputs.gpu_count = 1000;
    cluster.inputs.utilization = 0.7;
    cluster.inputs.rental_price_per_gpu_hour = 3.2;
    cluster.inputs.server_share_w = 1275;
    cluster.inputs.pue = 1.25;
    cluster.inputs.electricity_price_per_kwh = 0.0826;
    cluster.inputs.resale_fraction = 0.125;
    cluster.inputs.project_years = 5;
    columns[AIC_PROJECT_CASH] = cash;
    columns[AIC_PROJECT_CUMULATIVE] = total;
    if (aic_project_schedule(&cluster, columns, AIC_PROJECT_COLUMN_COUNT, ROWS, &report,
                             &error) < 0)
        return fail(&error);
    for (int year = 0; year < ROWS; year++)
        printf("year %d: %7.2f million, %7.2f in all\n", year, cash[year] / 1e6,
               total[year] / 1e6);
    printf("return %.4f, paid back after %.2f years\n",
           report.results.internal_rate_of_return, report.results.payback_years);
    printf("an hour costs %.6f; break-even at a price of %.6f or a utilization of %.4f\n",
           report.results.cost_per_gpu_hour, report.results.minimum_price_per_gpu_hour,
           report.results.minimum_utilization);
    /* [schedule] */

    /* [modes] */
    const char *const names[] = {"once", "renewed", "for ever"};
    const double years[] = {5, 20, 5};
    for (int mode = AIC_FINITE_LIFE; mode <= AIC_PERPETUITY; mode++) {
        aic_project claim = aic_project_defaults();
        claim.mode = mode;
        claim.inputs.cluster_cost = 5.1e12;
        claim.inputs.fixed_opex_share = 0;
        claim.inputs.resale_fraction = 0;
        claim.inputs.life_years = 5;
        claim.inputs.project_years = years[mode];
        claim.inputs.other_revenue_per_year = 650e9;
        if (aic_project_schedule(&claim, NULL, 0, 0, &report, &error) < 0)
            return fail(&error);
        printf("%s: %.3f billion a year\n", names[mode],
               report.results.required_revenue_per_year / 1e9);
    }
    /* [modes] */
    return 0;
}
