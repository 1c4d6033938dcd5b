/* Which of the uncertain inputs do the households of a site hang on? Three answers. */
#include <aicompute/uncertainty.h>

#include <stdio.h>
#include <stdlib.h>

enum { UNCERTAIN = 3 };

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

static void describe(const aic_model *site, aic_distribution *inputs)
{
    aic_error error;
    const double shares[] = {0.05, 0.95}, watts[] = {350, 700};
    check(aic_distribution_constant(50e3, &inputs[input(site, "gpu_count")], &error),
          &error);
    check(aic_distribution_fit(AIC_LOG_NORMAL, shares, watts, 2,
                               &inputs[input(site, "gpu_power_w")], &error),
          &error);
    check(
        aic_distribution_triangular(1.1, 1.25, 1.6, &inputs[input(site, "pue")], &error),
        &error);
    check(aic_distribution_uniform(
              300, 400, &inputs[input(site, "household_kwh_per_month")], &error),
          &error);
}

static aic_sampling *plan_of(const aic_model *site, uint64_t count, int32_t method)
{
    aic_error error;
    aic_sampling *plan;
    size_t households;
    aic_distribution *inputs = calloc(aic_model_input_count(site), sizeof *inputs);
    if (!inputs)
        exit(1);
    describe(site, inputs);
    check(aic_model_result_index(site, "households", &households, &error), &error);
    const aic_sampling_options options = {
        .size = sizeof options, .count = count, .seed = 1, .method = method};
    check(aic_sampling_create(site, inputs, aic_model_input_count(site), &households, 1,
                              &options, &plan, &error),
          &error);
    free(inputs);
    return plan;
}

/* [tornado] */
static void print_tornado(const aic_model *site)
{
    aic_error error;
    aic_tornado_bar bars[UNCERTAIN];
    size_t households;
    aic_sampling *plan = plan_of(site, 1, AIC_RANDOM);
    check(aic_model_result_index(site, "households", &households, &error), &error);
    check(aic_tornado(plan, households, NULL, bars, UNCERTAIN, &error), &error);
    printf("tornado: households %.0f with all inputs at their medians\n", bars[0].base);
    for (size_t i = 0; i < UNCERTAIN; i++)
        printf("  %-23s %6.0f to %6.0f\n", aic_model_input(site, bars[i].input)->name,
               bars[i].low, bars[i].high);
    aic_sampling_free(plan);
}
/* [tornado] */

/* [sobol] */
static void print_sobol(const aic_model *site)
{
    aic_error error;
    aic_sobol_index indices[UNCERTAIN];
    const aic_sobol_options options = {.size = sizeof options, .threads = 2};
    aic_sampling *plan = plan_of(site, 16384, AIC_SOBOL);
    check(aic_sobol_indices(plan, &options, indices, UNCERTAIN, &error), &error);
    printf("Sobol' indices: alone, in total\n");
    for (size_t i = 0; i < UNCERTAIN; i++)
        printf("  %-23s %5.2f %5.2f\n", aic_model_input(site, indices[i].input)->name,
               indices[i].first, indices[i].total);
    aic_sampling_free(plan);
}
/* [sobol] */

/* [morris] */
static void print_morris(const aic_model *site)
{
    aic_error error;
    aic_morris_effect effects[UNCERTAIN];
    aic_sampling *plan = plan_of(site, 50, AIC_RANDOM);
    check(aic_morris(plan, NULL, effects, UNCERTAIN, &error), &error);
    printf("Morris screening: mean absolute effect, deviation\n");
    for (size_t i = 0; i < UNCERTAIN; i++)
        printf("  %-23s %6.0f %6.0f\n", aic_model_input(site, effects[i].input)->name,
               effects[i].mean_absolute, effects[i].standard_deviation);
    aic_sampling_free(plan);
}
/* [morris] */

int main(void)
{
    aic_error error;
    aic_model *site;
    check(aic_model_from_text("fleet_power | facility_power | energy_use | "
                              "household_equivalents",
                              &site, &error),
          &error);
    print_tornado(site);
    print_sobol(site);
    print_morris(site);
    aic_model_free(site);
    return 0;
}
