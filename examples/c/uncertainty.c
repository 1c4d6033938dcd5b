/* A point becomes a distribution: households of a site of which little is known. */
#include <aicompute/uncertainty.h>

#include <stdio.h>
#include <stdlib.h>

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

static size_t result(const aic_model *model, const char *name)
{
    aic_error error;
    size_t position;
    check(aic_model_result_index(model, name, &position, &error), &error);
    return position;
}

/* [inputs] */
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
/* [inputs] */

/* [plan] */
static aic_sampling *plan_of(const aic_model *site, const aic_distribution *inputs)
{
    aic_error error;
    aic_sampling *plan;
    const size_t wanted[] = {result(site, "households")};
    const aic_threshold claim = {.position = wanted[0], .value = 61714};
    const aic_sampling_options options = {.size = sizeof options,
                                          .count = 1000000,
                                          .seed = 1,
                                          .thresholds = &claim,
                                          .threshold_count = 1};
    check(aic_sampling_create(site, inputs, aic_model_input_count(site), wanted, 1,
                              &options, &plan, &error),
          &error);
    return plan;
}
/* [plan] */

/* [summary] */
static void print_summary(const aic_summary *summary)
{
    aic_error error;
    const double shares[] = {0.05, 0.5, 0.95};
    double quantiles[3], correlation;
    aic_exceedance above;
    check(aic_summary_quantiles(summary, 0, shares, quantiles, 3, &error), &error);
    check(aic_summary_exceedance(summary, 0, 61714, &above, &error), &error);
    printf("households: %.0f (%.0f to %.0f); more than 61,714: %.2f\n", quantiles[1],
           quantiles[0], quantiles[2], above.probability);
    for (size_t i = 0; aic_summary_input_name(summary, i); i++) {
        check(aic_summary_correlation(summary, i, 0, &correlation, &error), &error);
        printf("  correlation with %-23s %6.3f\n", aic_summary_input_name(summary, i),
               correlation);
    }
}
/* [summary] */

/* [parts] */
static aic_summary *part(const aic_sampling *plan, uint64_t first, uint64_t count)
{
    aic_error error;
    aic_summary *summary;
    const aic_sample_options options = {.size = sizeof options, .threads = 2};
    check(aic_summary_create(plan, &summary, &error), &error);
    check(aic_sample(plan, first, count, &options, summary, &error), &error);
    return summary;
}

static aic_summary *merged(const aic_sampling *plan)
{
    aic_error error;
    const uint64_t cut = 20 * AIC_BLOCK_SAMPLES;
    aic_summary *end = part(plan, cut, aic_sampling_count(plan) - cut);
    aic_summary *start = part(plan, 0, cut);
    check(aic_summary_merge(end, start, &error), &error);
    aic_summary_free(start);
    return end;
}
/* [parts] */

int main(void)
{
    aic_error error;
    aic_model *site;
    check(aic_model_from_text("fleet_power | facility_power | energy_use | "
                              "household_equivalents",
                              &site, &error),
          &error);
    aic_distribution *inputs = calloc(aic_model_input_count(site), sizeof *inputs);
    if (!inputs)
        return 1;
    describe(site, inputs);
    aic_sampling *plan = plan_of(site, inputs);
    aic_summary *summary = merged(plan);
    print_summary(summary);
    aic_summary_free(summary);
    aic_sampling_free(plan);
    free(inputs);
    aic_model_free(site);
    return 0;
}
