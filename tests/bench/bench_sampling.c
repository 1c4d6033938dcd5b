/* One run of the chain of four models with six uncertain inputs, in a process of its own
 * so that its memory can be told: bench_sampling.py sets it beside NumPy.
 *
 *   bench_sampling SAMPLES THREADS
 *
 * prints the seconds, the peak of resident memory in KiB, and the 5th percentile, median
 * and 95th percentile of it_power_mw and of households.
 */
#include "aicompute/aicompute.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { INPUTS = 16, QUANTILES = 3 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void check(int status, const aic_error *error)
{
    if (status == AIC_OK)
        return;
    fprintf(stderr, "bench_sampling: %s\n", error->message);
    exit(1);
}

static aic_distribution *input(const aic_model *model, aic_distribution *inputs,
                               const char *name)
{
    aic_error error;
    size_t at;
    check(aic_model_input_index(model, name, &at, &error), &error);
    return &inputs[at];
}

static size_t result(const aic_model *model, const char *name)
{
    aic_error error;
    size_t at;
    check(aic_model_result_index(model, name, &at, &error), &error);
    return at;
}

/* The peak of resident memory since the program began, as Linux tells it. What
 * getrusage() tells begins before exec, with the memory of the process that started this
 * one. */
static long peak_kibibytes(void)
{
    char line[256];
    long peak = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && !peak && fgets(line, sizeof line, status))
        sscanf(line, "VmHWM: %ld kB", &peak);
    if (status)
        fclose(status);
    return peak;
}

static void describe(const aic_model *site, aic_distribution *inputs)
{
    static const double shares[] = {0.05, 0.95}, watts[] = {350, 700};
    aic_error error;
    check(aic_distribution_uniform(45e3, 55e3, input(site, inputs, "gpu_count"), &error),
          &error);
    check(aic_distribution_fit(AIC_LOG_NORMAL, shares, watts, 2,
                               input(site, inputs, "gpu_power_w"), &error),
          &error);
    check(aic_distribution_uniform(50, 150, input(site, inputs, "host_power_w"), &error),
          &error);
    check(aic_distribution_triangular(1.1, 1.25, 1.6, input(site, inputs, "pue"), &error),
          &error);
    check(aic_distribution_uniform(0.6, 0.95, input(site, inputs, "load_factor"), &error),
          &error);
    check(aic_distribution_triangular(
              280, 350, 430, input(site, inputs, "household_kwh_per_month"), &error),
          &error);
}

static void print_quantiles(const aic_summary *summary)
{
    static const double shares[QUANTILES] = {0.05, 0.5, 0.95};
    aic_error error;
    for (size_t k = 0; k < 2; k++) {
        double found[QUANTILES];
        check(aic_summary_quantiles(summary, k, shares, found, QUANTILES, &error),
              &error);
        printf(" %.17g %.17g %.17g", found[0], found[1], found[2]);
    }
    printf("\n");
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: bench_sampling SAMPLES THREADS\n");
        return 1;
    }
    aic_error error;
    aic_model *site;
    check(aic_model_from_text("fleet_power|facility_power|energy_use|"
                              "household_equivalents",
                              &site, &error),
          &error);
    aic_distribution inputs[INPUTS] = {{0}};
    describe(site, inputs);
    const size_t wanted[] = {result(site, "it_power_mw"), result(site, "households")};
    const aic_sampling_options options = {
        .size = sizeof options, .count = strtoull(argv[1], NULL, 10), .seed = 1};
    const aic_sample_options run = {.size = sizeof run,
                                    .threads = (uint32_t)strtoul(argv[2], NULL, 10)};
    aic_sampling *plan;
    aic_summary *summary;
    const double start = now();
    check(aic_sampling_create(site, inputs, aic_model_input_count(site), wanted, 2,
                              &options, &plan, &error),
          &error);
    check(aic_summary_create(plan, &summary, &error), &error);
    check(aic_sample(plan, 0, options.count, &run, summary, &error), &error);
    const double spent = now() - start;
    printf("%.6f %ld", spent, peak_kibibytes());
    print_quantiles(summary);
    aic_summary_free(summary);
    aic_sampling_free(plan);
    aic_model_free(site);
    return 0;
}
