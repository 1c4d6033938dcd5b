/* Tornado diagrams, against bars found by hand. */
#include "support.h"

#include <math.h>
#include <string.h>

enum { INPUTS = 64 };

/* A model, its inputs, the plan that they give, and one wanted result. */
typedef struct {
    const aic_model *model;
    aic_distribution inputs[INPUTS];
    aic_sampling *plan;
    size_t result;
} known;

static known start(const char *model, const char *result)
{
    known made = {.model = model_named(model)};
    made.result = result_of(made.model, result);
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
    aic_sampling_options options = {.size = sizeof options, .count = 1};
    assert_status(aic_sampling_create(made->model, made->inputs,
                                      aic_model_input_count(made->model), &made->result,
                                      1, &options, &made->plan, NULL),
                  AIC_OK);
}

/* facility_power_mw = it_power_mw*pue */
static known facility(void)
{
    known made = start("facility_power", "facility_power_mw");
    spread(&made, "it_power_mw", 10, 30);
    spread(&made, "pue", 1, 2);
    plan(&made);
    return made;
}

static void check_bar(const aic_tornado_bar *bar, size_t input, double low_input,
                      double high_input, double low, double base, double high)
{
    assert_int_equal(bar->input, input);
    assert_near(bar->low_input, low_input, 1e-14);
    assert_near(bar->high_input, high_input, 1e-14);
    assert_near(bar->low, low, 1e-14);
    assert_near(bar->base, base, 1e-14);
    assert_near(bar->high, high, 1e-14);
    assert_near(bar->swing, fabs(high - low), 1e-13);
}

/* Medians 20 MW and 1.5; 5th and 95th percentiles 11 and 29 MW, 1.05 and 1.95. */
TEST(product)
{
    known made = facility();
    aic_tornado_bar bars[2];
    assert_status(aic_tornado(made.plan, made.result, NULL, bars, 2, NULL), AIC_OK);
    check_bar(&bars[0], input_of(made.model, "it_power_mw"), 11, 29, 16.5, 30, 43.5);
    check_bar(&bars[1], input_of(made.model, "pue"), 1.05, 1.95, 21, 30, 39);
    aic_sampling_free(made.plan);
}

/* 20 MW and 1.5 again, of 19.1 to 20.9 MW. */
TEST(last_input_swings_most)
{
    known made = start("facility_power", "facility_power_mw");
    spread(&made, "it_power_mw", 19, 21);
    spread(&made, "pue", 1, 2);
    plan(&made);
    aic_tornado_bar bars[2];
    assert_status(aic_tornado(made.plan, made.result, NULL, bars, 2, NULL), AIC_OK);
    check_bar(&bars[0], input_of(made.model, "pue"), 1.05, 1.95, 21, 30, 39);
    check_bar(&bars[1], input_of(made.model, "it_power_mw"), 19.1, 20.9, 28.65, 30,
              31.35);
    aic_sampling_free(made.plan);
}

TEST(other_quantiles)
{
    known made = facility();
    aic_tornado_bar bars[2];
    aic_tornado_options options = {.size = sizeof options, .low = 0.25, .high = 0.75};
    assert_status(aic_tornado(made.plan, made.result, &options, bars, 2, NULL), AIC_OK);
    check_bar(&bars[0], input_of(made.model, "it_power_mw"), 15, 25, 22.5, 30, 37.5);
    check_bar(&bars[1], input_of(made.model, "pue"), 1.25, 1.75, 25, 30, 35);
    aic_sampling_free(made.plan);
}

/* households = 1000*energy/household: more for each, fewer of them. The widest bar is the
 * last input of the model. */
TEST(falling_result)
{
    known made = start("household_equivalents", "households");
    fix(&made, "energy_mwh_per_month", 100);
    spread(&made, "household_kwh_per_month", 200, 400);
    spread(&made, "persons_per_household", 1, 4);
    plan(&made);
    aic_tornado_bar bars[2];
    assert_status(aic_tornado(made.plan, made.result, NULL, bars, 2, NULL), AIC_OK);
    check_bar(&bars[0], input_of(made.model, "household_kwh_per_month"), 210, 390,
              1e5 / 210, 1e5 / 300, 1e5 / 390);
    assert_bits(bars[1].swing, 0);
    aic_sampling_free(made.plan);
}

/* 100 of capital and 24 a year pay back within 5 years, 6 a year do not. With 4 to 16 a
 * year nothing does, whichever input moves. */
TEST(never)
{
    known made = start("project_payback", "payback_years");
    aic_tornado_bar bars[2];
    fix(&made, "capex", 100);
    fix(&made, "project_years", 5);
    spread(&made, "net_cash_per_year", 4, 44);
    spread(&made, "residual_fraction", 0, 0.1);
    plan(&made);
    assert_status(aic_tornado(made.plan, made.result, NULL, bars, 2, NULL), AIC_OK);
    assert_int_equal(bars[0].input, input_of(made.model, "net_cash_per_year"));
    assert_true(isfinite(bars[0].base) && isfinite(bars[0].high));
    assert_bits(bars[0].low, INFINITY);
    assert_bits(bars[0].swing, INFINITY);
    aic_sampling_free(made.plan);

    spread(&made, "net_cash_per_year", 4, 16);
    plan(&made);
    assert_status(aic_tornado(made.plan, made.result, NULL, bars, 2, NULL), AIC_OK);
    assert_bits(bars[0].base, INFINITY);
    assert_bits(bars[0].swing, 0);
    assert_bits(bars[1].swing, 0);
    assert_true(bars[0].input < bars[1].input);
    aic_sampling_free(made.plan);
}

/* A peak of 130 W is below the median idle power, 150 W: no result, and so no swing. */
TEST(refused)
{
    known made = start("gpu_power_curve", "gpu_power_w");
    aic_tornado_bar bars[2];
    aic_error error;
    fix(&made, "activity", 0.5);
    spread(&made, "gpu_idle_w", 50, 250);
    spread(&made, "gpu_peak_w", 100, 700);
    plan(&made);
    assert_status(aic_tornado(made.plan, made.result, NULL, bars, 2, &error), AIC_W_ROWS);
    assert_contains(error.message, "gpu_peak_w");
    assert_null(strstr(error.message, "sample"));
    assert_int_equal(bars[0].input, input_of(made.model, "gpu_idle_w"));
    assert_true(bars[0].swing > 0);
    assert_true(isnan(bars[1].low) && isnan(bars[1].swing) && isfinite(bars[1].high));
    assert_status(aic_tornado(made.plan, made.result, NULL, bars, 2, NULL), AIC_W_ROWS);
    aic_sampling_free(made.plan);
}

/* Whichever input the model refuses: here idle power, of which 95 % is above the median
 * peak of 380 W. */
TEST(refused_first)
{
    known made = start("gpu_power_curve", "gpu_power_w");
    aic_tornado_bar bars[2];
    fix(&made, "activity", 0.5);
    spread(&made, "gpu_idle_w", 100, 600);
    spread(&made, "gpu_peak_w", 360, 400);
    plan(&made);
    assert_status(aic_tornado(made.plan, made.result, NULL, bars, 2, NULL), AIC_W_ROWS);
    assert_int_equal(bars[0].input, input_of(made.model, "gpu_peak_w"));
    assert_true(bars[0].swing > 0);
    assert_int_equal(bars[1].input, input_of(made.model, "gpu_idle_w"));
    assert_true(isnan(bars[1].swing) && isfinite(bars[1].low));
    aic_sampling_free(made.plan);
}

/* Medians that the model refuses: bars without swing, in the order of the inputs. */
TEST(all_refused)
{
    known made = start("gpu_power_curve", "gpu_power_w");
    aic_tornado_bar bars[2];
    fix(&made, "activity", 0.5);
    spread(&made, "gpu_idle_w", 500, 600);
    spread(&made, "gpu_peak_w", 100, 200);
    plan(&made);
    assert_status(aic_tornado(made.plan, made.result, NULL, bars, 2, NULL), AIC_W_ROWS);
    assert_true(isnan(bars[0].base) && isnan(bars[0].swing) && isnan(bars[1].swing));
    assert_true(bars[0].input < bars[1].input);
    aic_sampling_free(made.plan);
}

static void check_refused(const known *made, const aic_tornado_options *options,
                          aic_tornado_bar *bars, size_t count, int status,
                          const char *text)
{
    aic_error error;
    if (bars)
        bars->swing = 77;
    assert_status(aic_tornado(made->plan, made->result, options, bars, count, &error),
                  status);
    assert_contains(error.message, text);
    if (bars)
        assert_bits(bars->swing, 77);
}

TEST(quantiles_that_are_none)
{
    known made = facility();
    aic_tornado_bar bars[2];
    const double wrong[][2] = {{0, 0.9}, {0.5, 0.5}, {0.9, 0.1}, {0.1, 1},
                               {0.1, 0}, {NAN, 0.9}, {0.1, NAN}, {-INFINITY, INFINITY}};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        aic_tornado_options options = {
            .size = sizeof options, .low = wrong[i][0], .high = wrong[i][1]};
        check_refused(&made, &options, bars, 2, AIC_E_ARGUMENT, "ascending");
    }
    struct {
        aic_tornado_options known;
        double more;
    } newer = {{.size = sizeof newer}, 1};
    check_refused(&made, &newer.known, bars, 2, AIC_E_VERSION, "");
    aic_sampling_free(made.plan);
}

TEST(arguments)
{
    known made = facility(), certain = start("facility_power", "facility_power_mw");
    aic_tornado_bar bars[2];
    check_refused(&made, NULL, bars, 1, AIC_E_ARGUMENT, "2 inputs are uncertain");
    check_refused(&made, NULL, bars, SIZE_MAX, AIC_E_ARGUMENT, "2 inputs are uncertain");
    check_refused(&made, NULL, NULL, 2, AIC_E_ARGUMENT, "NULL");
    made.result = 99;
    check_refused(&made, NULL, bars, 2, AIC_E_ARGUMENT, "does not want result 99");
    aic_sampling_free(made.plan);
    made.plan = NULL;
    check_refused(&made, NULL, bars, 2, AIC_E_ARGUMENT, "the plan is NULL");
    fix(&certain, "it_power_mw", 10);
    plan(&certain);
    check_refused(&certain, NULL, bars, 0, AIC_E_ARGUMENT,
                  "no input of facility_power is uncertain");
    aic_sampling_free(certain.plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(product),
        cmocka_unit_test(last_input_swings_most),
        cmocka_unit_test(other_quantiles),
        cmocka_unit_test(falling_result),
        cmocka_unit_test(never),
        cmocka_unit_test(refused),
        cmocka_unit_test(refused_first),
        cmocka_unit_test(all_refused),
        cmocka_unit_test(quantiles_that_are_none),
        cmocka_unit_test(arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
