/* No memory and no threads: linked so that malloc(), calloc(), realloc() and
 * pthread_create() go through here first. */
#include "support.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Calls that succeed before one fails, or all that follow; negative: all succeed. */
static long successes = -1;
static bool all_fail;
static long allocations, threads_started;

static bool fails(void)
{
    allocations++;
    if (successes < 0)
        return false;
    if (all_fail && successes == 0)
        return true;
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

/* A plan of two blocks, a summary of the first, and an empty one. */
static aic_sampling *two_blocks;
static aic_summary *first_block, *empty;

static void make_blocks(void)
{
    aic_distribution inputs[2];
    const size_t result = 0;
    aic_sampling_options options = {.size = sizeof options,
                                    .count = 2 * AIC_BLOCK_SAMPLES};
    aic_distribution_log_uniform(1, 100, &inputs[0], NULL);
    aic_distribution_uniform(1.1, 1.6, &inputs[1], NULL);
    assert_status(aic_sampling_create(model_named("facility_power"), inputs, 2, &result,
                                      1, &options, &two_blocks, NULL),
                  AIC_OK);
    assert_status(aic_summary_create(two_blocks, &first_block, NULL), AIC_OK);
    assert_status(aic_summary_create(two_blocks, &empty, NULL), AIC_OK);
    assert_status(aic_sample(two_blocks, 0, AIC_BLOCK_SAMPLES, NULL, first_block, NULL),
                  AIC_OK);
}

static void free_blocks(void)
{
    aic_summary_free(empty);
    aic_summary_free(first_block);
    aic_sampling_free(two_blocks);
}

static unsigned char *bytes_of(const aic_summary *summary, size_t *size)
{
    aic_summary_save(summary, NULL, 0, size, NULL);
    unsigned char *bytes = malloc(*size);
    assert_status(aic_summary_save(summary, bytes, *size, size, NULL), AIC_OK);
    return bytes;
}

static unsigned char *before;
static size_t size_before;

static void assert_unchanged(const aic_summary *summary)
{
    size_t size;
    unsigned char *bytes = bytes_of(summary, &size);
    assert_int_equal(size, size_before);
    assert_memory_equal(bytes, before, size);
    free(bytes);
}

static int merge(aic_error *error)
{
    int status = aic_summary_merge(empty, first_block, error);
    if (status < 0)
        assert_unchanged(empty);
    return status;
}

static int sample_on(aic_error *error)
{
    int status = aic_sample(two_blocks, AIC_BLOCK_SAMPLES, AIC_BLOCK_SAMPLES, NULL,
                            first_block, error);
    if (status < 0)
        assert_unchanged(first_block);
    return status;
}

static int sample_both(aic_error *error)
{
    aic_summary *summary = NULL;
    int status = aic_summary_create(two_blocks, &summary, error);
    if (status == AIC_OK)
        status = aic_sample(two_blocks, 0, 2 * AIC_BLOCK_SAMPLES, NULL, summary, error);
    aic_summary_free(summary);
    return status;
}

static int load(aic_error *error)
{
    aic_summary *back;
    int status = aic_summary_load(before, size_before, &back, error);
    assert_true((status < 0) == (back == NULL));
    aic_summary_free(back);
    return status;
}

static int draw_rows(aic_error *error)
{
    double facility = 7, *results[2] = {&facility, NULL};
    int status = aic_sample_rows(two_blocks, 0, 1, NULL, 0, results, 2, error);
    assert_true((facility == 7) == (status < 0));
    return status;
}

TEST(summaries)
{
    make_blocks();
    expect_memory_errors(draw_rows);
    expect_memory_errors(sample_both);
    before = bytes_of(empty, &size_before);
    expect_memory_errors(merge);
    free(before);
    before = bytes_of(first_block, &size_before);
    expect_memory_errors(load);
    expect_memory_errors(sample_on);
    free(before);
    free_blocks();
}

/* Quantiles, fractions, and cutting off: nothing is written. */
static int use_distribution(aic_distribution *d, aic_error *error)
{
    const double probabilities[] = {0.25, 0.5};
    double quantiles[] = {7, 7}, fraction = 7;
    int status = aic_distribution_truncate(1, 2.5, d, error);
    assert_true((d->max == 2.5) == (status == AIC_OK));
    if (status == AIC_OK) {
        status = aic_distribution_fraction(d, 2, &fraction, error);
        assert_true((fraction == 7) == (status < 0));
    }
    if (status == AIC_OK) {
        status = aic_distribution_quantiles(d, probabilities, quantiles, 2, error);
        assert_true((quantiles[0] == 7) == (status < 0));
    }
    return status;
}

static int use_list(aic_error *error)
{
    static const double values[] = {3, 1, 2};
    aic_distribution d;
    aic_distribution_empirical(values, NULL, 3, &d, NULL);
    return use_distribution(&d, error);
}

static int use_beta(aic_error *error)
{
    aic_distribution d;
    aic_distribution_beta(2, 3, 0, 3, &d, NULL);
    return use_distribution(&d, error);
}

TEST(distributions)
{
    expect_memory_errors(use_list);
    expect_memory_errors(use_beta);
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

/* More flows than the stack holds; signs change at each of them, and the last outweighs
 * all but the first. */
enum { LONG = 130 };

static double long_flows[LONG];
static int64_t long_dates[LONG];

static void make_long_flows(void)
{
    for (size_t i = 0; i < LONG; i++) {
        long_flows[i] = i % 2 == 0 ? -1 : 1;
        long_dates[i] = (int64_t)i * 365;
    }
    long_flows[0] = -1000;
    long_flows[LONG - 1] = 2000;
}

static int find_long_irr(aic_error *error)
{
    double rate = 7, dated = 7;
    make_long_flows();
    int status = aic_irr(long_flows, LONG, NULL, &rate, error);
    assert_true((status < 0) == (isnan(rate) != 0));
    if (status < 0)
        return status;
    status = aic_xirr(long_flows, long_dates, LONG, NULL, &dated, error);
    assert_true((status < 0) == (isnan(dated) != 0));
    return status;
}

static int find_all_long_irrs(aic_error *error)
{
    double rate = 7;
    aic_irr_report report = {.size = sizeof report, .count = 99};
    make_long_flows();
    int status = aic_irr_all(long_flows, LONG, &rate, 1, &report, error);
    if (status == AIC_OK)
        status =
            aic_xirr_all(long_flows, long_dates, LONG, NULL, &rate, 1, &report, error);
    return status;
}

/* No single power of two brings both ends among the doubles. */
static int find_wide_irr(aic_error *error)
{
    const double flows[] = {-1e-300, 1, 1e300};
    double rate = 7;
    int status = aic_irr(flows, COUNT(flows), NULL, &rate, error);
    assert_true((status < 0) == (isnan(rate) != 0));
    return status;
}

/* Two of the five roots are so near to each other that it takes sums of their own to part
 * them: a line of tests/vectors/returns.txt. */
static const double near_roots[] = {-1,
                                    5.715314950137283,
                                    -13.0491398776354,
                                    14.877250235212092,
                                    -8.469369270715687,
                                    1.925959240644585};

static int find_near_roots(aic_error *error)
{
    double rates[5] = {7, 7, 7, 7, 7};
    aic_irr_report report = {.size = sizeof report, .count = 99};
    int status = aic_irr_all(near_roots, COUNT(near_roots), rates, 5, &report, error);
    assert_int_equal(report.count, status < 0 ? 99 : 5);
    assert_true((rates[0] == 7) == (status < 0));
    return status == AIC_W_SEVERAL_ROOTS ? AIC_OK : status;
}

static int find_nearest_root(aic_error *error)
{
    double rate = 7;
    int status = aic_irr(near_roots, COUNT(near_roots), NULL, &rate, error);
    assert_true((status < 0) == (isnan(rate) != 0));
    return status == AIC_W_SEVERAL_ROOTS ? AIC_OK : status;
}

TEST(rates_of_return)
{
    expect_memory_errors(find_long_irr);
    expect_memory_errors(find_all_long_irrs);
    expect_memory_errors(find_wide_irr);
    expect_memory_errors(find_near_roots);
    expect_memory_errors(find_nearest_root);
}

/* Many series and many loans: nothing is written. */
static int find_many(aic_error *error)
{
    const double flows[] = {-100, 60, 60, -100, 110, 0}, rate = 0.1;
    const double nper[] = {12, 24}, pv[] = {100, 200};
    double rates[] = {7, 7}, npvs[] = {7, 7}, payments[] = {7, 7};
    aic_cashflows series = {
        .size = sizeof series, .rows = 2, .values = flows, .flows = 3, .row_stride = 3};
    const aic_column loan[] = {{&rate, 0}, {nper, 1}, {pv, 1}, {NULL, 0}, {NULL, 0}};
    int status = aic_irr_batch(&series, NULL, NULL, rates, NULL, NULL, error);
    assert_true((rates[1] == 7) == (status < 0));
    if (status == AIC_OK) {
        status = aic_npv_batch(&series, (aic_column){&rate, 0}, NULL, NULL, npvs, NULL,
                               NULL, error);
        assert_true((npvs[1] == 7) == (status < 0));
    }
    if (status == AIC_OK) {
        status = aic_annuity_columns(AIC_PMT, loan, 5, 2, NULL, payments, NULL, error);
        assert_true((payments[1] == 7) == (status < 0));
    }
    return status;
}

TEST(many_series)
{
    expect_memory_errors(find_many);
}

/* No row has what it needs beyond that of the call. */
TEST(series_without_memory)
{
    double rate = 7;
    aic_cashflows series = {
        .size = sizeof series, .rows = 1, .values = long_flows, .flows = LONG};
    make_long_flows();
    successes = 1;
    all_fail = true;
    int status = aic_irr_batch(&series, NULL, NULL, &rate, NULL, NULL, NULL);
    all_fail = false;
    successes = -1;
    assert_status(status, AIC_E_MEMORY);
    assert_true(isnan(rate));
}

/* By the time that it is told of, there is memory again. */
TEST(series_without_memory_for_a_moment)
{
    double rate = 7;
    aic_error error;
    aic_columns_report report = {.size = sizeof report};
    aic_cashflows series = {
        .size = sizeof series, .rows = 1, .values = long_flows, .flows = LONG};
    make_long_flows();
    successes = 1;
    int status = aic_irr_batch(&series, NULL, NULL, &rate, NULL, &report, &error);
    successes = -1;
    assert_status(status, AIC_E_MEMORY);
    assert_int_equal(report.first_status, AIC_E_MEMORY);
    assert_int_equal(error.status, AIC_E_MEMORY);
    assert_int_equal(error.row, 0);
    assert_contains(error.message, "row 0: ");
    assert_contains(error.message, "memory");
    assert_true(isnan(rate));
    successes = 1;
    status = aic_irr_batch(&series, NULL, NULL, &rate, NULL, NULL, NULL);
    successes = -1;
    assert_status(status, AIC_E_MEMORY);
}

/* Six years of months, with cash out in the middle: the rates of return need memory,
 * too. */
static int make_schedule(aic_error *error)
{
    enum { ROWS = 73 };
    static double cash[ROWS];
    double *columns[AIC_PROJECT_COLUMN_COUNT] = {[AIC_PROJECT_CASH] = cash};
    aic_project project = aic_project_defaults();
    aic_project_report report = {.size = sizeof report, .irr_status = 99};
    project.periods_per_year = 12;
    project.inputs.cluster_cost = 1e9;
    project.mode = AIC_REPLACEMENT;
    project.inputs.project_years = 6;
    project.inputs.life_years = 3;
    project.inputs.other_revenue_per_year = 4e8;
    cash[0] = 7;
    int status = aic_project_schedule(&project, columns, AIC_PROJECT_COLUMN_COUNT, ROWS,
                                      &report, error);
    assert_bits(cash[0], status < 0 ? 7 : -1e9);
    assert_true((report.irr_status == 99) == (status < 0));
    return status;
}

TEST(schedules)
{
    expect_memory_errors(make_schedule);
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
        cmocka_unit_test(chains),
        cmocka_unit_test(paths),
        cmocka_unit_test(samples),
        cmocka_unit_test(summaries),
        cmocka_unit_test(distributions),
        cmocka_unit_test(columns),
        cmocka_unit_test(solving),
        cmocka_unit_test(auditing),
        cmocka_unit_test(threads),
        cmocka_unit_test(scalar_calls_need_no_memory),
        cmocka_unit_test(sensitivity),
        cmocka_unit_test(rates_of_return),
        cmocka_unit_test(many_series),
        cmocka_unit_test(series_without_memory),
        cmocka_unit_test(series_without_memory_for_a_moment),
        cmocka_unit_test(schedules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
