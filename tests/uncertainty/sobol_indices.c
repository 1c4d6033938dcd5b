/* Sobol' indices, against shares of variance derived by hand. */
#include "support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS = 64, SAMPLES = 16384 };

typedef struct {
    const aic_model *model;
    aic_distribution inputs[INPUTS];
    size_t results[2], result_count;
    aic_sampling_options options;
    aic_sampling *plan;
} known;

static known start(const char *model, const char *result)
{
    known made = {.model = model_named(model), .result_count = 1};
    made.results[0] = result_of(made.model, result);
    made.options = (aic_sampling_options){
        .size = sizeof made.options, .count = SAMPLES, .seed = 1, .method = AIC_SOBOL};
    return made;
}

static void spread(known *made, const char *input, double low, double high)
{
    assert_status(aic_distribution_uniform(
                      low, high, &made->inputs[input_of(made->model, input)], NULL),
                  AIC_OK);
}

static void fix(known *made, const char *input, double value)
{
    assert_status(aic_distribution_constant(
                      value, &made->inputs[input_of(made->model, input)], NULL),
                  AIC_OK);
}

static void plan(known *made)
{
    assert_status(aic_sampling_create(made->model, made->inputs,
                                      aic_model_input_count(made->model), made->results,
                                      made->result_count, &made->options, &made->plan,
                                      NULL),
                  AIC_OK);
}

/* facility_power_mw = it_power_mw*pue, of means 20 and 1.5 and variances 100/3 and 1/12.
 * The variance is 2.25*100/3 + 400/12 + 100/36 = 75 + 33.333 + 2.778 = 111.111, of which
 * 0.675, 0.3 and, together, 0.025. */
static known facility(int method, uint64_t count, uint64_t seed)
{
    known made = start("facility_power", "facility_power_mw");
    spread(&made, "it_power_mw", 10, 30);
    spread(&made, "pue", 1, 2);
    made.options.method = method;
    made.options.count = count;
    made.options.seed = seed;
    plan(&made);
    return made;
}

static void check_index(const aic_sobol_index *index, double first, double total,
                        double distance)
{
    assert_within(index->first, first, distance);
    assert_within(index->total, total, distance);
    assert_true(index->first_low < first && first < index->first_high);
    assert_true(index->total_low < total && total < index->total_high);
}

TEST(product)
{
    const double distances[] = {0.03, 0.03, 0.002, 0.002};
    for (int method = AIC_RANDOM; method <= AIC_SOBOL_UNSCRAMBLED; method++) {
        known made = facility(method, SAMPLES, 1);
        aic_sobol_index indices[2];
        assert_status(aic_sobol_indices(made.plan, NULL, indices, 2, NULL), AIC_OK);
        size_t power = input_of(made.model, "it_power_mw");
        assert_int_equal(indices[0].input, power < 1 ? 0 : 1);
        check_index(&indices[power], 0.675, 0.7, distances[method]);
        check_index(&indices[1 - power], 0.3, 0.325, distances[method]);
        aic_sampling_free(made.plan);
    }
}

/* fleet_power is gpu_count times a sum of two powers, of variances 200^2/12 and
 * 100^2/12: 0.8 and 0.2, and nothing together. */
TEST(sum)
{
    known made = start("fleet_power", "it_power_mw");
    fix(&made, "gpu_count", 1000);
    spread(&made, "gpu_power_w", 300, 500);
    spread(&made, "host_power_w", 0, 100);
    plan(&made);
    aic_sobol_index indices[2];
    assert_status(aic_sobol_indices(made.plan, NULL, indices, 2, NULL), AIC_OK);
    assert_true(indices[0].input == input_of(made.model, "gpu_power_w"));
    check_index(&indices[0], 0.8, 0.8, 0.002);
    check_index(&indices[1], 0.2, 0.2, 0.002);
    aic_sampling_free(made.plan);
}

/* Of 200 intervals of 95 %, some 190 have what is right: 4 standard deviations of a
 * binomial are 12. */
TEST(coverage)
{
    aic_sobol_options options = {.size = sizeof options, .replicates = 200};
    int first = 0, total = 0;
    for (uint64_t seed = 0; seed < 200; seed++) {
        known made = facility(AIC_RANDOM, 512, seed);
        size_t power = input_of(made.model, "it_power_mw");
        aic_sobol_index indices[2];
        assert_status(aic_sobol_indices(made.plan, &options, indices, 2, NULL), AIC_OK);
        const aic_sobol_index *of = &indices[power];
        first += of->first_low <= 0.675 && 0.675 <= of->first_high;
        total += of->total_low <= 0.7 && 0.7 <= of->total_high;
        aic_sampling_free(made.plan);
    }
    assert_in_range(first, 178, 200);
    assert_in_range(total, 178, 200);
}

/* Less confidence is a narrower interval, within the wider one. */
TEST(confidence)
{
    known made = facility(AIC_RANDOM, 1000, 1);
    aic_sobol_options options = {.size = sizeof options, .confidence = 0.5};
    aic_sobol_index wide[2], narrow[2];
    assert_status(aic_sobol_indices(made.plan, NULL, wide, 2, NULL), AIC_OK);
    assert_status(aic_sobol_indices(made.plan, &options, narrow, 2, NULL), AIC_OK);
    assert_true(wide->first_low < narrow->first_low);
    assert_true(narrow->first_high < wide->first_high);
    assert_bits(wide->first, narrow->first);
    aic_sampling_free(made.plan);
}

TEST(same_bits_on_any_threads)
{
    const uint64_t counts[] = {2, 255, 257, 70000};
    for (size_t i = 0; i < COUNT(counts); i++) {
        known made = facility(AIC_RANDOM, counts[i], 7);
        aic_sobol_options options = {.size = sizeof options, .replicates = 20};
        aic_sobol_index one[2], several[2];
        assert_status(aic_sobol_indices(made.plan, &options, one, 2, NULL), AIC_OK);
        for (uint32_t threads = 2; threads < 400; threads = threads * 5 - 3) {
            options.threads = threads;
            assert_status(aic_sobol_indices(made.plan, &options, several, 2, NULL),
                          AIC_OK);
            assert_memory_equal(one, several, sizeof one);
        }
        aic_sampling_free(made.plan);
    }
}

/* Both results together are what they are alone. */
TEST(several_results)
{
    known made = start("household_equivalents", "households");
    aic_sobol_index both[4], alone[2];
    fix(&made, "energy_mwh_per_month", 100);
    spread(&made, "household_kwh_per_month", 200, 400);
    spread(&made, "persons_per_household", 1, 4);
    plan(&made);
    assert_status(aic_sobol_indices(made.plan, NULL, alone, 2, NULL), AIC_OK);
    aic_sampling_free(made.plan);
    /* Households do not hang on who lives in them. */
    assert_within(alone[0].first, 1, 0.002);
    assert_within(alone[0].total, 1, 0.002);
    assert_within(alone[1].first, 0, 0.002);
    assert_bits(alone[1].total, 0);
    made.results[1] = made.results[0];
    made.results[0] = result_of(made.model, "persons");
    made.result_count = 2;
    plan(&made);
    assert_status(aic_sobol_indices(made.plan, NULL, both, 4, NULL), AIC_OK);
    assert_memory_equal(alone, both + 2, sizeof alone);
    assert_true(both[0].result == made.results[0] && both[1].first > 0.5);
    aic_sampling_free(made.plan);
}

static void check_nan(const aic_sobol_index *index)
{
    assert_true(isnan(index->first) && isnan(index->total));
    assert_true(isnan(index->first_low) && isnan(index->first_high));
    assert_true(isnan(index->total_low) && isnan(index->total_high));
}

TEST(no_variance)
{
    known made = start("household_equivalents", "households");
    aic_sobol_index index;
    fix(&made, "energy_mwh_per_month", 100);
    fix(&made, "household_kwh_per_month", 300);
    spread(&made, "persons_per_household", 1, 4);
    plan(&made);
    assert_status(aic_sobol_indices(made.plan, NULL, &index, 1, NULL), AIC_OK);
    check_nan(&index);
    aic_sampling_free(made.plan);
}

/* Some of the paybacks never come. */
TEST(infinite)
{
    known made = start("project_payback", "payback_years");
    aic_sobol_index index;
    fix(&made, "capex", 100);
    spread(&made, "net_cash_per_year", 4, 44);
    plan(&made);
    assert_status(aic_sobol_indices(made.plan, NULL, &index, 1, NULL), AIC_OK);
    check_nan(&index);
    aic_sampling_free(made.plan);
}

/* Peaks below idle power are left out. */
TEST(refused_samples)
{
    known made = start("gpu_power_curve", "gpu_power_w");
    aic_sobol_index indices[2];
    aic_error error;
    fix(&made, "activity", 0.5);
    spread(&made, "gpu_idle_w", 50, 250);
    spread(&made, "gpu_peak_w", 100, 700);
    plan(&made);
    assert_status(aic_sobol_indices(made.plan, NULL, indices, 2, &error), AIC_W_ROWS);
    assert_contains(error.message, "refused");
    assert_true(indices[0].total > 0 && indices[1].total > indices[0].total);
    aic_sampling_free(made.plan);
}

/* What can be said of an index, however few samples it is from. */
static void check_sound(const aic_sobol_index *index)
{
    if (isnan(index->first)) {
        check_nan(index);
        return;
    }
    assert_true(isfinite(index->first) && index->first <= 1);
    assert_true(isfinite(index->total) && index->total >= 0);
    assert_true(isfinite(index->first_low) && index->first_low <= index->first_high);
    assert_true(isfinite(index->total_low) && index->total_low <= index->total_high);
}

/* Of two samples, the model may take A and B and refuse all that have one input of B. */
TEST(nothing_but_refused)
{
    int none = 0;
    for (uint64_t seed = 0; seed < 500; seed++) {
        known made = start("gpu_power_curve", "gpu_power_w");
        aic_sobol_index indices[2];
        fix(&made, "activity", 0.5);
        spread(&made, "gpu_idle_w", 50, 250);
        spread(&made, "gpu_peak_w", 50, 300);
        made.options.count = 2;
        made.options.seed = seed;
        made.options.method = AIC_RANDOM;
        plan(&made);
        assert_true(aic_sobol_indices(made.plan, NULL, indices, 2, NULL) >= 0);
        check_sound(&indices[0]);
        check_sound(&indices[1]);
        none += isnan(indices[0].first) && !isnan(indices[1].first);
        aic_sampling_free(made.plan);
    }
    assert_true(none > 0);
}

/* A and B may pay back where A with an input of B never does. */
TEST(infinite_in_between)
{
    int none = 0;
    for (uint64_t seed = 0; seed < 100; seed++) {
        known made = start("project_payback", "payback_years");
        aic_sobol_index indices[2];
        spread(&made, "capex", 50, 200);
        spread(&made, "net_cash_per_year", 10, 60);
        made.options.count = 3;
        made.options.seed = seed;
        made.options.method = AIC_RANDOM;
        plan(&made);
        assert_status(aic_sobol_indices(made.plan, NULL, indices, 2, NULL), AIC_OK);
        check_sound(&indices[0]);
        check_sound(&indices[1]);
        none += isnan(indices[0].first) != isnan(indices[1].first);
        aic_sampling_free(made.plan);
    }
    assert_true(none > 0);
}

/* Doubles next to each other, whose variance is no more than the rounding of its sums. */
TEST(hardly_varies)
{
    const double close[] = {1.1, nextafter(1.1, 2)};
    for (uint64_t seed = 0; seed < 20; seed++) {
        known made = start("facility_power", "facility_power_mw");
        aic_sobol_index index;
        size_t power = input_of(made.model, "it_power_mw");
        aic_distribution_choices(close, NULL, 2, &made.inputs[power], NULL);
        fix(&made, "pue", 1);
        made.options.count = 50;
        made.options.seed = seed;
        plan(&made);
        assert_status(aic_sobol_indices(made.plan, NULL, &index, 1, NULL), AIC_OK);
        check_sound(&index);
        aic_sampling_free(made.plan);
    }
}

typedef struct {
    uint64_t calls, stop_at, done;
} watch;

static int look(void *context, const aic_sample_state *state)
{
    watch *w = context;
    assert_true(state->done > w->done && state->done <= state->count);
    assert_true(state->left >= 0 && state->rate >= 0);
    w->done = state->done;
    return ++w->calls == w->stop_at;
}

TEST(progress)
{
    known made = facility(AIC_RANDOM, SAMPLES, 1);
    watch all = {0}, some = {.stop_at = 3};
    aic_sobol_options options = {.size = sizeof options, .progress = look};
    aic_sobol_index indices[2] = {{.first = 77}};
    options.context = &some;
    assert_status(aic_sobol_indices(made.plan, &options, indices, 2, NULL),
                  AIC_E_CANCELLED);
    assert_int_equal(some.calls, 3);
    assert_bits(indices[0].first, 77);
    options.context = &all;
    assert_status(aic_sobol_indices(made.plan, &options, indices, 2, NULL), AIC_OK);
    assert_int_equal(all.done, SAMPLES);
    aic_sampling_free(made.plan);
}

static void check_refused(const known *made, const aic_sobol_options *options,
                          aic_sobol_index *indices, size_t count, int status,
                          const char *text)
{
    aic_error error;
    assert_status(aic_sobol_indices(made->plan, options, indices, count, &error), status);
    assert_contains(error.message, text);
}

TEST(arguments)
{
    known made = facility(AIC_SOBOL, 2, 1), none = made;
    aic_sobol_index indices[2] = {{.first = 77}};
    const double wrong[] = {-0.1, 1, NAN, INFINITY};
    aic_sobol_options many = {.size = sizeof many, .replicates = UINT32_MAX};
    struct {
        aic_sobol_options known;
        double more;
    } newer = {{.size = sizeof newer}, 1};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        aic_sobol_options options = {.size = sizeof options, .confidence = wrong[i]};
        check_refused(&made, &options, indices, 2, AIC_E_ARGUMENT, "confidence is");
    }
    check_refused(&made, &many, indices, 2, AIC_E_ARGUMENT, "replicates");
    check_refused(&made, &newer.known, indices, 2, AIC_E_VERSION, "");
    check_refused(&made, NULL, indices, 1, AIC_E_ARGUMENT, "1 results by 2 uncertain");
    check_refused(&made, NULL, NULL, 2, AIC_E_ARGUMENT, "NULL");
    none.plan = NULL;
    check_refused(&none, NULL, indices, 2, AIC_E_ARGUMENT, "the plan is NULL");
    assert_bits(indices[0].first, 77);
    aic_sampling_free(made.plan);
}

TEST(plans_without_indices)
{
    aic_sobol_index indices[2];
    known one = facility(AIC_RANDOM, 1, 1);
    check_refused(&one, NULL, indices, 2, AIC_E_ARGUMENT, "1 sample");
    aic_sampling_free(one.plan);
    aic_rank_correlation pair = {0, 1, 0.5};
    one.options.count = 16;
    one.options.correlations = &pair;
    one.options.correlation_count = 1;
    plan(&one);
    check_refused(&one, NULL, indices, 2, AIC_E_ARGUMENT, "independent");
    aic_sampling_free(one.plan);
    known certain = start("facility_power", "facility_power_mw");
    fix(&certain, "it_power_mw", 10);
    plan(&certain);
    check_refused(&certain, NULL, indices, 0, AIC_E_ARGUMENT, "no input");
    aic_sampling_free(certain.plan);
}

/* Sums of a few groups at a time, the last ones first. */
TEST(parts_are_the_whole)
{
    enum { PART = 50 };
    aic_sobol_options options = {.size = sizeof options, .replicates = 20, .threads = 2};
    const uint64_t counts[] = {3, 300, 70000};
    for (size_t i = 0; i < COUNT(counts); i++) {
        known made = facility(AIC_RANDOM, counts[i], 7);
        size_t groups = aic_sobol_group_count(made.plan), end = groups;
        size_t each = aic_sobol_sum_count(made.plan);
        double *sums = calloc(groups * each, sizeof *sums);
        aic_sobol_index whole[2], parts[2];
        assert_int_equal(groups, counts[i] < 256 ? counts[i] : 256);
        while (end > 0) {
            size_t first = end > PART ? end - PART : 0, count = end - first;
            assert_status(aic_sobol_sums(made.plan, first, count, &options,
                                         sums + first * each, count * each, NULL),
                          AIC_OK);
            end = first;
        }
        assert_status(
            aic_sobol_from_sums(made.plan, sums, groups * each, &options, parts, 2, NULL),
            AIC_OK);
        assert_status(aic_sobol_indices(made.plan, &options, whole, 2, NULL), AIC_OK);
        assert_memory_equal(parts, whole, sizeof whole);
        free(sums);
        aic_sampling_free(made.plan);
    }
}

static void check_no_sums(const aic_sampling *plan, size_t first, size_t count,
                          double *sums, size_t sum_count, const char *text)
{
    aic_error error;
    assert_status(aic_sobol_sums(plan, first, count, NULL, sums, sum_count, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, text);
}

TEST(parts_refused)
{
    known made = facility(AIC_SOBOL, 4, 1);
    size_t each = aic_sobol_sum_count(made.plan);
    double sums[64] = {77};
    aic_sobol_index indices[2] = {{.first = 77}};
    aic_error error;
    assert_in_range(each, 1, COUNT(sums) / 4);
    check_no_sums(NULL, 0, 1, sums, each, "the plan is NULL");
    check_no_sums(made.plan, 5, 0, sums, 0, "0 groups from 5 on, and the plan has 4");
    assert_status(aic_sobol_sums(made.plan, 4, 0, NULL, NULL, 0, NULL), AIC_OK);
    check_no_sums(made.plan, 4, 1, sums, each, "1 groups from 4 on");
    check_no_sums(made.plan, 3, 2, sums, 2 * each, "2 groups from 3 on");
    check_no_sums(made.plan, 1, SIZE_MAX, sums, each, "groups from 1 on");
    check_no_sums(made.plan, 3, 1, sums, each - 1, "there is room for");
    check_no_sums(made.plan, 3, 1, NULL, each, "room for 0");
    assert_bits(sums[0], 77);
    assert_status(aic_sobol_from_sums(made.plan, sums, each, NULL, indices, 2, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "the plan makes");
    assert_status(
        aic_sobol_from_sums(made.plan, NULL, 4 * each, NULL, indices, 2, &error),
        AIC_E_ARGUMENT);
    assert_status(
        aic_sobol_from_sums(made.plan, sums, 4 * each, NULL, indices, 1, &error),
        AIC_E_ARGUMENT);
    assert_status(aic_sobol_from_sums(NULL, sums, 4 * each, NULL, indices, 2, &error),
                  AIC_E_ARGUMENT);
    assert_bits(indices[0].first, 77);
    assert_int_equal(aic_sobol_group_count(NULL), 0);
    assert_int_equal(aic_sobol_sum_count(NULL), 0);
    aic_sampling_free(made.plan);
}

/* Sums of some groups only would pass for those of all. */
TEST(cancelled_sums_are_zero)
{
    known made = facility(AIC_RANDOM, SAMPLES, 1);
    watch some = {.stop_at = 3};
    aic_sobol_options options = {
        .size = sizeof options, .progress = look, .context = &some};
    size_t count = 8 * aic_sobol_sum_count(made.plan);
    double *sums = malloc(count * sizeof *sums);
    assert_status(aic_sobol_sums(made.plan, 0, 8, &options, sums, count, NULL),
                  AIC_E_CANCELLED);
    for (size_t i = 0; i < count; i++)
        assert_bits(sums[i], 0);
    free(sums);
    aic_sampling_free(made.plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(product),
        cmocka_unit_test(sum),
        cmocka_unit_test(coverage),
        cmocka_unit_test(confidence),
        cmocka_unit_test(same_bits_on_any_threads),
        cmocka_unit_test(several_results),
        cmocka_unit_test(no_variance),
        cmocka_unit_test(infinite),
        cmocka_unit_test(refused_samples),
        cmocka_unit_test(nothing_but_refused),
        cmocka_unit_test(infinite_in_between),
        cmocka_unit_test(hardly_varies),
        cmocka_unit_test(progress),
        cmocka_unit_test(arguments),
        cmocka_unit_test(plans_without_indices),
        cmocka_unit_test(parts_are_the_whole),
        cmocka_unit_test(parts_refused),
        cmocka_unit_test(cancelled_sums_are_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
