/* No memory and no threads: linked so that malloc(), calloc(), realloc() and
 * pthread_create() go through here first. */
#include "support.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Calls that succeed before one fails; negative: all succeed. */
static long successes = -1;
static long allocations, threads_started;

static bool fails(void)
{
    allocations++;
    if (successes < 0)
        return false;
    return successes-- == 0;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *argument);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *argument);

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

static long threads_allowed = -1;

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *argument)
{
    if (threads_allowed == 0)
        return EAGAIN;
    threads_allowed -= threads_allowed > 0;
    threads_started++;
    return __real_pthread_create(thread, attributes, start, argument);
}

/* Fails the first allocation, then the second, ... until the call gets through. */
static void expect_memory_errors(int (*work)(aic_error *error))
{
    int failed = 0;
    for (long n = 0;; n++) {
        aic_error error;
        successes = n;
        int status = work(&error);
        bool got_through = successes >= 0;
        successes = -1;
        if (got_through) {
            assert_status(status, AIC_OK);
            break;
        }
        assert_status(status, AIC_E_MEMORY);
        assert_int_equal(error.status, AIC_E_MEMORY);
        assert_contains(error.message, "memory");
        failed++;
    }
    assert_true(failed > 0);
}

static int make_chain(aic_error *error)
{
    aic_model *chain = (aic_model *)error;
    int status =
        aic_model_from_text("fleet_power | facility_power | energy_use", &chain, error);
    assert_true((status < 0) == (chain == NULL));
    aic_model_free(chain);
    return status;
}

TEST(chains)
{
    expect_memory_errors(make_chain);
}

/* Every chain that the search tries may fail. */
static int find_path(aic_error *error)
{
    const char *given = "gpu_price";
    aic_model *chain;
    int status = aic_model_path(&given, 1, "fee_per_user_month", &chain, error);
    assert_true((status < 0) == (chain == NULL));
    aic_model_free(chain);
    return status;
}

TEST(paths)
{
    expect_memory_errors(find_path);
}

/* A plan of correlated inputs of several families, and a run of it. */
static int draw_and_sum(const aic_distribution *inputs, aic_error *error)
{
    size_t result = 0;
    aic_rank_correlation pair = {0, 1, 0.5};
    aic_sampling_options options = {.size = sizeof options,
                                    .count = 3000,
                                    .seed = 1,
                                    .correlations = &pair,
                                    .correlation_count = 1};
    aic_sampling *plan = NULL;
    aic_summary *summary = NULL;
    int status = aic_sampling_create(model_named("facility_power"), inputs, 2, &result, 1,
                                     &options, &plan, error);
    assert_true((status < 0) == (plan == NULL));
    if (status == AIC_OK)
        status = aic_summary_create(plan, &summary, error);
    if (status == AIC_OK)
        status = aic_sample(plan, 0, 3000, NULL, summary, error);
    aic_summary_free(summary);
    aic_sampling_free(plan);
    return status;
}

static int sample_percentiles(aic_error *error)
{
    aic_distribution inputs[2];
    aic_distribution_log_uniform(1, 100, &inputs[0], NULL);
    aic_distribution_pert(1.1, 1.25, 1.6, &inputs[1], NULL);
    return draw_and_sum(inputs, error);
}

static int sample_lists(aic_error *error)
{
    static const double powers[] = {3, 1, 2}, weights[] = {1, 2, 1};
    aic_distribution inputs[2];
    aic_distribution_empirical(powers, NULL, 3, &inputs[0], NULL);
    aic_distribution_choices(powers, weights, 3, &inputs[1], NULL);
    return draw_and_sum(inputs, error);
}

TEST(samples)
{
    expect_memory_errors(sample_percentiles);
    expect_memory_errors(sample_lists);
}

static int find_sensitivity(aic_error *error)
{
    aic_distribution inputs[2];
    const size_t result = 0;
    aic_sampling_options options = {.size = sizeof options, .count = 16};
    aic_sampling *plan = NULL;
    aic_tornado_bar bars[2];
    aic_sobol_index indices[2];
    aic_morris_effect effects[2];
    aic_distribution_uniform(10, 30, &inputs[0], NULL);
    aic_distribution_uniform(1, 2, &inputs[1], NULL);
    int status = aic_sampling_create(model_named("facility_power"), inputs, 2, &result, 1,
                                     &options, &plan, error);
    if (status == AIC_OK)
        status = aic_tornado(plan, result, NULL, bars, 2, error);
    if (status == AIC_OK)
        status = aic_sobol_indices(plan, NULL, indices, 2, error);
    if (status == AIC_OK)
        status = aic_morris(plan, NULL, effects, 2, error);
    aic_sampling_free(plan);
    return status;
}

TEST(sensitivity)
{
    expect_memory_errors(find_sensitivity);
}

static double pue[70000], facility_mw[70000];

static int evaluate(uint32_t threads, aic_error *error)
{
    double it_mw = 20;
    aic_column columns[] = {{&it_mw, 0}, {pue, 1}};
    double *results[] = {facility_mw, NULL};
    aic_columns_options options = {.size = sizeof options, .threads = threads};
    for (size_t i = 0; i < COUNT(pue); i++) {
        pue[i] = 1.5;
        facility_mw[i] = -1;
    }
    int status = aic_evaluate_columns(model_named("facility_power"), columns, 2, results,
                                      2, COUNT(pue), &options, NULL, error);
    for (size_t i = 0; i < COUNT(pue); i++)
        assert_bits(facility_mw[i], status < 0 ? -1 : 30);
    return status;
}

static int evaluate_alone(aic_error *error)
{
    return evaluate(1, error);
}

TEST(columns)
{
    expect_memory_errors(evaluate_alone);
}

static int solve(aic_error *error)
{
    const double inputs[] = {20, NAN};
    aic_solution found;
    size_t count = 99;
    int status = aic_solve(model_named("facility_power"), inputs, 2, 1, 0, 30, &found, 1,
                           &count, error);
    assert_int_equal(count, status < 0 ? 0 : 1);
    return status;
}

/* It may do without: then there is nothing to fail. */
TEST(solving)
{
    aic_error error;
    allocations = 0;
    assert_status(solve(&error), AIC_OK);
    if (allocations > 0)
        expect_memory_errors(solve);
}

static int audit(aic_error *error)
{
    const aic_audit_input inputs[] = {{20, 0.5, NAN, NAN, AIC_STATED, 0},
                                      {1.5, 0, NAN, NAN, AIC_ASSUMED, 0}};
    const aic_figure stated = {.value = 40, .half_unit = 0.5};
    aic_audit_report report = {.size = sizeof report};
    aic_implied implied[2];
    size_t count;
    return aic_audit(model_named("facility_power"), inputs, 2, 0, &stated, AIC_ABOUT,
                     &report, implied, &count, error);
}

TEST(auditing)
{
    aic_error error;
    allocations = 0;
    assert_status(audit(&error), AIC_OK);
    if (allocations > 0)
        expect_memory_errors(audit);
}

/* Threads that do not start are done without. */
TEST(threads)
{
    for (long allowed = 0; allowed < 3; allowed++) {
        aic_error error;
        threads_allowed = allowed;
        threads_started = 0;
        assert_status(evaluate(4, &error), AIC_OK);
        assert_int_equal(threads_started, allowed);
    }
    threads_allowed = -1;
}

/* A scalar call allocates nothing. */
TEST(scalar_calls_need_no_memory)
{
    aic_facility_power_inputs in = aic_facility_power_defaults();
    aic_facility_power_results out;
    aic_figure figure;
    successes = 0;
    in.it_power_mw = 20;
    int status = aic_facility_power(&in, &out, NULL);
    int parsed = aic_figure_parse("21.6 GWh", "MWh", &figure, NULL);
    long left = successes;
    successes = -1;
    assert_status(status, AIC_OK);
    assert_status(parsed, AIC_OK);
    assert_int_equal(left, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chains),      cmocka_unit_test(paths),
        cmocka_unit_test(samples),     cmocka_unit_test(columns),
        cmocka_unit_test(solving),     cmocka_unit_test(auditing),
        cmocka_unit_test(threads),     cmocka_unit_test(scalar_calls_need_no_memory),
        cmocka_unit_test(sensitivity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
