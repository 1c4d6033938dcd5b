/* Chain models by name, evaluate the chain, and let the library find one. */
#include <aicompute/model.h>

#include <stdio.h>
#include <stdlib.h>

static void check(int status, const aic_error *error)
{
    if (status >= 0)
        return;
    fprintf(stderr, "%s\n", error->message);
    exit(1);
}

static void set(const aic_model *model, double *inputs, const char *name, double value)
{
    aic_error error;
    size_t position;
    check(aic_model_input_index(model, name, &position, &error), &error);
    inputs[position] = value;
}

int main(void)
{
    aic_error error;

    /* [chain] */
    aic_model *site;
    check(aic_model_from_text("fleet_power | facility_power | energy_use | "
                              "household_equivalents",
                              &site, &error),
          &error);

    size_t n_inputs = aic_model_input_count(site);
    size_t n_results = aic_model_result_count(site);
    double *inputs = calloc(n_inputs, sizeof *inputs);
    double *results = calloc(n_results, sizeof *results);
    if (!inputs || !results)
        return 1;

    aic_model_defaults(site, inputs, n_inputs);
    set(site, inputs, "gpu_count", 50e3);
    set(site, inputs, "gpu_power_w", 400);
    set(site, inputs, "pue", 1.5);
    set(site, inputs, "household_kwh_per_month", 350);
    check(aic_model_evaluate(site, inputs, n_inputs, results, n_results, &error), &error);

    for (size_t i = 0; i < n_results; i++) {
        const aic_variable *result = aic_model_result(site, i);
        printf("%-21s %12.2f %s\n", result->name, results[i], result->unit);
    }
    /* [chain] */

    /* [computed] */
    size_t position;
    if (aic_model_input_index(site, "it_power_mw", &position, &error) == AIC_E_COMPUTED)
        printf("%s\n", error.message);
    /* [computed] */

    /* [path] */
    aic_model *found;
    const char *given[] = {"gpu_count"};
    check(aic_model_path(given, 1, "households", &found, &error), &error);
    printf("from gpu_count to households: %s\n", aic_model_name(found));
    aic_model_free(found);
    /* [path] */

    aic_model_free(site);
    free(inputs);
    free(results);
    return 0;
}
