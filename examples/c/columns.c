/* Many rows at once: the households that a site equals, against its PUE. */
#include <aicompute/columns.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROWS = 7 };

static void check(int status, const aic_error *error)
{
    if (status >= 0)
        return;
    fprintf(stderr, "%s\n", error->message);
    exit(1);
}

static size_t input(const aic_model *model, const char *name)
{
    aic_error error;
    size_t position;
    check(aic_model_input_index(model, name, &position, &error), &error);
    return position;
}

int main(void)
{
    aic_error error;
    aic_model *site;
    check(aic_model_from_text("fleet_power | facility_power | energy_use | "
                              "household_equivalents",
                              &site, &error),
          &error);

    /* [columns] */
    const double gpu_count = 50e3, gpu_power_w = 400, household_kwh_per_month = 350;
    const double pue[ROWS] = {0.9, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6};
    double households[ROWS];

    size_t n_inputs = aic_model_input_count(site);
    size_t n_results = aic_model_result_count(site);
    aic_column *columns = calloc(n_inputs, sizeof *columns); /* NULL: the default */
    double **results = calloc(n_results, sizeof *results);   /* NULL: not wanted */
    if (!columns || !results)
        return 1;

    columns[input(site, "gpu_count")] = (aic_column){&gpu_count, 0};
    columns[input(site, "gpu_power_w")] = (aic_column){&gpu_power_w, 0};
    columns[input(site, "household_kwh_per_month")] =
        (aic_column){&household_kwh_per_month, 0};
    columns[input(site, "pue")] = (aic_column){pue, 1};

    size_t wanted;
    check(aic_model_result_index(site, "households", &wanted, &error), &error);
    results[wanted] = households;

    aic_columns_report report = {.size = sizeof report};
    int status = aic_evaluate_columns(site, columns, n_inputs, results, n_results, ROWS,
                                      NULL, &report, &error);
    check(status, &error);
    /* [columns] */

    printf("pue  households\n");
    for (size_t i = 0; i < ROWS; i++)
        if (isnan(households[i]))
            printf("%.1f           -\n", pue[i]);
        else
            printf("%.1f  %10.2f\n", pue[i], households[i]);
    printf("%s: %zu row failed, the first is row %zu\n", aic_status_name(status),
           report.rows_failed, report.first_failed);

    aic_model_free(site);
    free(columns);
    free(results);
    return 0;
}
