/* Morris screening, against effects found by hand. */
#include "support.h"

#include <math.h>
#include <string.h>

enum { INPUTS = 64, TRAJECTORIES = 1500 };

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
        .size = sizeof made.options, .count = TRAJECTORIES, .seed = 1};
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

/* facility_power_mw = it_power_mw*pue, from 10 to 30 and from 1 to 2. */
static known facility(uint64_t count, uint64_t seed)
{
    known made = start("facility_power", "facility_power_mw");
    spread(&made, "it_power_mw", 10, 30);
    spread(&made, "pue", 1, 2);
    made.options.count = count;
    made.options.seed = seed;
    plan(&made);
    return made;
}

/* fleet_power is gpu_count times a sum of two powers: 1000 of them, with widths of 200
 * and 100 W, are effects of 0.2 and 0.1 MW, the same at every step. */
TEST(linear)
{
    known made = start("fleet_power", "it_power_mw");
    aic_morris_effect effects[2];
    fix(&made, "gpu_count", 1000);
    spread(&made, "gpu_power_w", 300, 500);
    spread(&made, "host_power_w", 0, 100);
    plan(&made);
    assert_status(aic_morris(made.plan, NULL, effects, 2, NULL), AIC_OK);
    const double slopes[] = {0.2, 0.1};
    for (size_t k = 0; k < 2; k++) {
        assert_near(effects[k].mean, slopes[k], 1e-14);
        assert_near(effects[k].mean_absolute, slopes[k], 1e-14);
        assert_within(effects[k].standard_deviation, 0, 1e-15);
        assert_within(effects[k].standard_error, 0, 1e-15);
        assert_int_equal(effects[k].result, made.results[0]);
    }
    assert_int_equal(effects[0].input, input_of(made.model, "gpu_power_w"));
    aic_sampling_free(made.plan);
}

/* The effect of IT power is 20 times the PUE, which is at each of its levels in a quarter
 * of the trajectories: 1.125, 1.375, 1.625, 1.875. Their mean is 1.5 and their variance
 * 5/64, so mu is 30 and sigma 20*sqrt(5)/8; of PUE mu is 20 and sigma 20*sqrt(5)/8. */
TEST(product)
{
    const double sigma = 20 * sqrt(5) / 8;
    known made = facility(40000, 1);
    aic_morris_effect effects[2];
    assert_status(aic_morris(made.plan, NULL, effects, 2, NULL), AIC_OK);
    size_t power = input_of(made.model, "it_power_mw") == effects[0].input ? 0 : 1;
    const double means[] = {30, 20};
    for (size_t k = 0; k < 2; k++) {
        const aic_morris_effect *of = &effects[k == 0 ? power : 1 - power];
        assert_near(of->standard_error, sigma / 200, 0.02);
        assert_within(of->mean, means[k], 4 * sigma / 200);
        assert_bits(of->mean, of->mean_absolute);
        assert_near(of->standard_deviation, sigma, 0.02);
    }
    aic_sampling_free(made.plan);
}

/* Two levels are 1/4 and 3/4: the PUE is at 1.25 or 1.75. */
TEST(levels)
{
    known made = facility(1, 1);
    aic_morris_options options = {.size = sizeof options, .levels = 2};
    bool low = false, high = false;
    for (uint64_t seed = 0; seed < 40; seed++) {
        aic_morris_effect effects[2];
        known one = facility(1, seed);
        assert_status(aic_morris(one.plan, &options, effects, 2, NULL), AIC_OK);
        size_t power = input_of(one.model, "it_power_mw") == effects[0].input ? 0 : 1;
        low |= fabs(effects[power].mean - 25) < 1e-12;
        high |= fabs(effects[power].mean - 35) < 1e-12;
        assert_true(fabs(fabs(effects[power].mean - 30) - 5) < 1e-12);
        assert_true(isnan(effects[0].standard_deviation));
        assert_true(isnan(effects[0].standard_error));
        aic_sampling_free(one.plan);
    }
    assert_true(low && high);
    aic_sampling_free(made.plan);
}

/* Households fall as each of them uses more. */
TEST(falling_result)
{
    known made = start("household_equivalents", "households");
    aic_morris_effect effect;
    fix(&made, "energy_mwh_per_month", 100);
    spread(&made, "household_kwh_per_month", 200, 400);
    plan(&made);
    assert_status(aic_morris(made.plan, NULL, &effect, 1, NULL), AIC_OK);
    /* 100,000/x from 225 to 325, and from 275 to 375: each in half of the steps. */
    double steps[] = {2 * 1e5 * (1 / 325. - 1 / 225.), 2 * 1e5 * (1 / 375. - 1 / 275.)};
    double mean = (steps[0] + steps[1]) / 2, apart = fabs(steps[0] - steps[1]) / 2;
    assert_within(effect.mean, mean, 4 * apart / sqrt(TRAJECTORIES));
    assert_near(effect.mean_absolute, -effect.mean, 1e-14);
    assert_near(effect.standard_deviation, apart, 0.01);
    aic_sampling_free(made.plan);
}

/* Seeds differ, and methods do not matter. */
TEST(seeds)
{
    known one = facility(2000, 1), other = facility(2000, 2);
    aic_morris_effect a[2], b[2], again[2];
    assert_status(aic_morris(one.plan, NULL, a, 2, NULL), AIC_OK);
    assert_status(aic_morris(other.plan, NULL, b, 2, NULL), AIC_OK);
    assert_true(a[0].mean != b[0].mean);
    aic_sampling_free(one.plan);
    one.options.method = AIC_SOBOL;
    plan(&one);
    assert_status(aic_morris(one.plan, NULL, again, 2, NULL), AIC_OK);
    assert_memory_equal(a, again, sizeof a);
    aic_sampling_free(one.plan);
    aic_sampling_free(other.plan);
}

/* An input that is not bounded stays finite, and one that does not matter has no effect.
 */
TEST(unbounded_and_idle)
{
    known made = start("household_equivalents", "households");
    aic_morris_effect effects[4];
    made.results[1] = result_of(made.model, "persons");
    made.result_count = 2;
    fix(&made, "energy_mwh_per_month", 100);
    assert_status(aic_distribution_log_normal(
                      350, 1.1,
                      &made.inputs[input_of(made.model, "household_kwh_per_month")],
                      NULL),
                  AIC_OK);
    spread(&made, "persons_per_household", 1, 4);
    plan(&made);
    assert_status(aic_morris(made.plan, NULL, effects, 4, NULL), AIC_OK);
    assert_true(isfinite(effects[0].mean) && effects[0].mean < 0);
    assert_bits(effects[1].mean_absolute, 0);
    assert_bits(effects[1].standard_deviation, 0);
    assert_true(effects[3].mean > 0 && effects[3].result == made.results[1]);
    aic_sampling_free(made.plan);
}

/* Paybacks that never come have effects that are no numbers. */
TEST(infinite)
{
    known made = start("project_payback", "payback_years");
    aic_morris_effect effect;
    fix(&made, "capex", 100);
    spread(&made, "net_cash_per_year", 4, 44);
    plan(&made);
    assert_status(aic_morris(made.plan, NULL, &effect, 1, NULL), AIC_OK);
    assert_true(!isfinite(effect.mean) && isnan(effect.standard_deviation));
    aic_sampling_free(made.plan);
}

/* Peaks below idle power are left out. */
TEST(refused_points)
{
    known made = start("gpu_power_curve", "gpu_power_w");
    aic_morris_effect effects[2];
    aic_error error;
    fix(&made, "activity", 0.5);
    spread(&made, "gpu_idle_w", 50, 250);
    spread(&made, "gpu_peak_w", 100, 700);
    plan(&made);
    assert_status(aic_morris(made.plan, NULL, effects, 2, &error), AIC_W_ROWS);
    assert_contains(error.message, "gpu_peak_w");
    /* At half activity, 1 - 0.5^1.4 of the way from idle to peak, of widths 200 and 600.
     */
    double share = 1 - pow(0.5, 1.4);
    assert_near(effects[0].mean_absolute, 200 * (1 - share), 1e-12);
    assert_near(effects[1].mean_absolute, 600 * share, 1e-12);
    assert_status(aic_morris(made.plan, NULL, effects, 2, NULL), AIC_W_ROWS);
    aic_sampling_free(made.plan);
}

TEST(all_refused)
{
    known made = start("gpu_power_curve", "gpu_power_w");
    aic_morris_effect effects[2];
    fix(&made, "activity", 0.5);
    spread(&made, "gpu_idle_w", 500, 600);
    spread(&made, "gpu_peak_w", 100, 200);
    plan(&made);
    assert_status(aic_morris(made.plan, NULL, effects, 2, NULL), AIC_W_ROWS);
    for (int k = 0; k < 2; k++) {
        assert_true(isnan(effects[k].mean) && isnan(effects[k].mean_absolute));
        assert_true(isnan(effects[k].standard_deviation));
        assert_true(isnan(effects[k].standard_error));
    }
    aic_sampling_free(made.plan);
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
    known made = facility(5000, 1);
    watch all = {0}, some = {.stop_at = 2};
    aic_morris_options options = {.size = sizeof options, .progress = look};
    aic_morris_effect effects[2] = {{.mean = 77}};
    aic_error error;
    options.context = &some;
    assert_status(aic_morris(made.plan, &options, effects, 2, &error), AIC_E_CANCELLED);
    assert_contains(error.message, "asked to stop");
    assert_int_equal(some.calls, 2);
    assert_bits(effects[0].mean, 77);
    options.context = &all;
    assert_status(aic_morris(made.plan, &options, effects, 2, NULL), AIC_OK);
    assert_int_equal(all.done, 5000);
    aic_sampling_free(made.plan);
}

static void check_refused(const known *made, const aic_morris_options *options,
                          aic_morris_effect *effects, size_t count, int status,
                          const char *text)
{
    aic_error error;
    assert_status(aic_morris(made->plan, options, effects, count, &error), status);
    assert_contains(error.message, text);
}

TEST(arguments)
{
    known made = facility(2, 1), none = made;
    aic_morris_effect effects[2] = {{.mean = 77}};
    const uint32_t wrong[] = {1, 3, 65535, 65538, UINT32_MAX};
    struct {
        aic_morris_options known;
        double more;
    } newer = {{.size = sizeof newer}, 1};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        aic_morris_options options = {.size = sizeof options, .levels = wrong[i]};
        check_refused(&made, &options, effects, 2, AIC_E_ARGUMENT, "must be even");
    }
    check_refused(&made, &newer.known, effects, 2, AIC_E_VERSION, "");
    check_refused(&made, NULL, effects, 1, AIC_E_ARGUMENT, "1 results by 2 uncertain");
    check_refused(&made, NULL, NULL, 2, AIC_E_ARGUMENT, "NULL");
    none.plan = NULL;
    check_refused(&none, NULL, effects, 2, AIC_E_ARGUMENT, "the plan is NULL");
    aic_sampling_free(made.plan);
    aic_rank_correlation pair = {0, 1, 0.5};
    made.options.correlations = &pair;
    made.options.correlation_count = 1;
    plan(&made);
    check_refused(&made, NULL, effects, 2, AIC_E_ARGUMENT, "independent");
    aic_sampling_free(made.plan);
    known certain = start("facility_power", "facility_power_mw");
    fix(&certain, "it_power_mw", 10);
    plan(&certain);
    check_refused(&certain, NULL, effects, 0, AIC_E_ARGUMENT, "no input");
    assert_bits(effects[0].mean, 77);
    aic_sampling_free(certain.plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linear),      cmocka_unit_test(product),
        cmocka_unit_test(levels),      cmocka_unit_test(falling_result),
        cmocka_unit_test(seeds),       cmocka_unit_test(unbounded_and_idle),
        cmocka_unit_test(infinite),    cmocka_unit_test(refused_points),
        cmocka_unit_test(all_refused), cmocka_unit_test(progress),
        cmocka_unit_test(arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
