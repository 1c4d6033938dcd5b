/* A model turned around: what must a household use for 22,000 of them to equal a site? */
#include <aicompute/solve.h>

#include <stdio.h>
#include <stdlib.h>

enum { SOLUTIONS = 4 };

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

    size_t n_inputs = aic_model_input_count(site);
    double *inputs = calloc(n_inputs, sizeof *inputs);
    if (!inputs)
        return 1;
    aic_model_defaults(site, inputs, n_inputs);

    /* [solve] */
    inputs[input(site, "gpu_count")] = 50e3;
    inputs[input(site, "gpu_power_w")] = 400;
    inputs[input(site, "pue")] = 1.5;

    size_t unknown = input(site, "household_kwh_per_month"), result, count;
    aic_solution solutions[SOLUTIONS];
    check(aic_model_result_index(site, "households", &result, &error), &error);
    check(aic_solve(site, inputs, n_inputs, unknown, result, 22e3, solutions, SOLUTIONS,
                    &count, &error),
          &error);

    for (size_t i = 0; i < count && i < SOLUTIONS; i++)
        if (solutions[i].kind == AIC_ROOT)
            printf("%.3f kWh a month, %s\n", solutions[i].value,
                   solutions[i].usual ? "which is usual" : "which is not usual");
    /* [solve] */
    printf("solutions: %zu\n", count);

    aic_model_free(site);
    free(inputs);
    return 0;
}
