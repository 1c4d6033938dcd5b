/* Models turned around. Kinds of solutions that no built-in model has are in
 * toy_models.c. */
#include "support.h"

#include <math.h>
#include <string.h>

enum { SOLUTIONS = 8 };

/* A call with the inputs by name. */
typedef struct {
    const aic_model *model;
    double inputs[64];
    aic_solution found[SOLUTIONS];
    size_t count;
    aic_error error;
} call;

static call new_call(const aic_model *model)
{
    call c = {.model = model};
    aic_model_defaults(model, c.inputs, aic_model_input_count(model));
    return c;
}

static void set(call *c, const char *name, double value)
{
    c->inputs[input_of(c->model, name)] = value;
}

static int solve(call *c, const char *unknown, const char *result, double wanted)
{
    memset(c->found, 0x55, sizeof c->found);
    c->count = 99;
    return aic_solve(c->model, c->inputs, aic_model_input_count(c->model),
                     input_of(c->model, unknown), result_of(c->model, result), wanted,
                     c->found, SOLUTIONS, &c->count, &c->error);
}

/* The articles' households: what a household would have to use. */
TEST(published_example)
{
    aic_model *chain =
        chain_of("fleet_power | facility_power | energy_use | household_equivalents");
    call c = new_call(chain);
    set(&c, "gpu_count", 50000);
    set(&c, "gpu_power_w", 400);
    set(&c, "pue", 1.5);
    assert_status(solve(&c, "household_kwh_per_month", "households", 22000), AIC_OK);
    assert_int_equal(c.error.status, AIC_OK);
    assert_int_equal(c.count, 1);
    assert_int_equal(c.found[0].kind, AIC_ROOT);
    assert_int_equal(c.found[0].usual, 1);
    assert_bits(c.found[0].end, c.found[0].value);
    /* 21,600,000/22,000 */
    assert_ulps(c.found[0].value, 981.8181818181818, 2);
    aic_model_free(chain);
}

TEST(root_outside_the_usual_range)
{
    call c = new_call(model_named("facility_power"));
    set(&c, "it_power_mw", 20);
    assert_status(solve(&c, "pue", "facility_power_mw", 1000), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_ulps(c.found[0].value, 50, 1);
    assert_int_equal(c.found[0].usual, 0);
    assert_status(solve(&c, "it_power_mw", "facility_power_mw", 1e-12), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_near(c.found[0].value, 1e-12 / c.inputs[input_of(c.model, "pue")], 1e-15);
    assert_status(solve(&c, "it_power_mw", "facility_power_mw", 1e15), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_near(c.found[0].value, 1e15 / c.inputs[input_of(c.model, "pue")], 1e-15);
}

TEST(roots_at_the_edges_of_the_ranges)
{
    call c = new_call(model_named("facility_power"));
    set(&c, "it_power_mw", 20);
    const double edges[] = {1, 1.04, 1.8, 100};
    for (size_t i = 0; i < COUNT(edges); i++) {
        assert_status(solve(&c, "pue", "facility_power_mw", 20 * edges[i]), AIC_OK);
        assert_int_equal(c.count, 1);
        assert_int_equal(c.found[0].kind, AIC_ROOT);
        assert_ulps(c.found[0].value, edges[i], 1);
    }
    /* No overhead: wanted 0, at the least pue. */
    assert_status(solve(&c, "pue", "overhead_power_mw", 0), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_bits(c.found[0].value, 1);
    assert_int_equal(c.found[0].kind, AIC_ROOT);
}

/* So little overhead that pue differs from its least value in the eleventh digit: that
 * the model ends there makes no jump of it. */
TEST(roots_beside_the_edges)
{
    call c = new_call(model_named("facility_power"));
    set(&c, "it_power_mw", 20);
    for (double wanted = 1e-6; wanted > 1e-12; wanted /= 10) {
        assert_status(solve(&c, "pue", "overhead_power_mw", wanted), AIC_OK);
        assert_int_equal(c.count, 1);
        assert_int_equal(c.found[0].kind, AIC_ROOT);
        assert_ulps(c.found[0].value, 1 + wanted / 20, 1);
    }
}

TEST(no_solution)
{
    call c = new_call(model_named("facility_power"));
    set(&c, "it_power_mw", 20);
    assert_status(solve(&c, "pue", "facility_power_mw", 19), AIC_OK);
    assert_int_equal(c.count, 0);
    assert_status(solve(&c, "pue", "facility_power_mw", 1e6), AIC_OK);
    assert_int_equal(c.count, 0);
    assert_status(solve(&c, "pue", "facility_power_mw", -1), AIC_OK);
    assert_int_equal(c.count, 0);
}

/* It scans what the unknown may be, whatever is in its place. */
TEST(unknown_is_not_looked_at)
{
    call c = new_call(model_named("facility_power"));
    const double values[] = {NAN, -5, INFINITY, 1.5};
    set(&c, "it_power_mw", 20);
    for (size_t i = 0; i < COUNT(values); i++) {
        set(&c, "pue", values[i]);
        assert_status(solve(&c, "pue", "facility_power_mw", 30), AIC_OK);
        assert_int_equal(c.count, 1);
        assert_ulps(c.found[0].value, 1.5, 1);
    }
}

/* So many generators for a whole stretch of shortfalls, and never 3.5 of them. */
TEST(flat_stretches_and_jumps)
{
    call c = new_call(model_named("grid_connection"));
    set(&c, "grid_capacity_mw", 100);
    set(&c, "generator_unit_mw", 10);
    set(&c, "generator_spares", 0);
    assert_status(solve(&c, "facility_power_mw", "generators_needed", 3), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_int_equal(c.found[0].kind, AIC_FLAT);
    assert_near(c.found[0].value, 120, 1e-9);
    assert_near(c.found[0].end, 130, 1e-9);
    assert_int_equal(c.found[0].usual, 1);
    assert_status(solve(&c, "facility_power_mw", "generators_needed", 3.5), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_int_equal(c.found[0].kind, AIC_JUMP);
    assert_near(c.found[0].value, 130, 1e-9);
    /* None at all up to the capacity of the grid. */
    assert_status(solve(&c, "facility_power_mw", "generators_needed", 0), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_int_equal(c.found[0].kind, AIC_FLAT);
    assert_bits(c.found[0].value, 0);
    assert_near(c.found[0].end, 100, 1e-9);
}

TEST(an_input_that_does_not_matter)
{
    call c = new_call(model_named("household_equivalents"));
    set(&c, "energy_mwh_per_month", 21600);
    set(&c, "household_kwh_per_month", 360);
    assert_status(solve(&c, "persons_per_household", "households", 60000), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_int_equal(c.found[0].kind, AIC_FLAT);
    assert_bits(c.found[0].value, 0.1);
    assert_bits(c.found[0].end, 100);
    assert_status(solve(&c, "persons_per_household", "households", 60001), AIC_OK);
    assert_int_equal(c.count, 0);
}

/* 100*(2*0.5 - 0.5^r): below the range of r there is no bend that gives less. */
TEST(curve_exponent)
{
    call c = new_call(model_named("gpu_power_curve"));
    set(&c, "gpu_idle_w", 100);
    set(&c, "gpu_active_w", 100);
    set(&c, "gpu_peak_w", 200);
    set(&c, "activity", 0.5);
    assert_status(solve(&c, "curve_exponent", "gpu_power_w", 162.10708583724005), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_near(c.found[0].value, 1.4, 1e-12);
    assert_status(solve(&c, "curve_exponent", "gpu_power_w", 149), AIC_OK);
    assert_int_equal(c.count, 0);
    /* The idle power jumps to the floor as soon as a context is open. */
    set(&c, "gpu_idle_w", 50);
    assert_status(solve(&c, "activity", "gpu_power_w", 75), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_int_equal(c.found[0].kind, AIC_JUMP);
    assert_true(c.found[0].value < 1e-9);
}

/* Points that the model refuses are passed over: a peak below idle is none. */
TEST(part_of_the_range_is_refused)
{
    call c = new_call(model_named("gpu_power_curve"));
    set(&c, "gpu_idle_w", 100);
    set(&c, "gpu_active_w", 300);
    set(&c, "activity", 0.5);
    set(&c, "curve_exponent", 1);
    assert_status(solve(&c, "gpu_peak_w", "gpu_power_w", 350), AIC_OK);
    assert_int_equal(c.count, 1);
    assert_ulps(c.found[0].value, 400, 1);
    assert_status(solve(&c, "gpu_peak_w", "gpu_power_w", 200), AIC_OK);
    assert_int_equal(c.count, 0);
}

/* The life at which 5.1 trillion at 10 % cost 650 billion a year. */
static void expect_root(call *c, const char *unknown, const char *result, double wanted,
                        double root)
{
    assert_status(solve(c, unknown, result, wanted), AIC_OK);
    assert_int_equal(c->count, 1);
    assert_int_equal(c->found[0].kind, AIC_ROOT);
    assert_near(c->found[0].value, root, 1e-12);
}

/* Between the last point with a result and the first without there may be a root. With M
 * of N firms left and nothing recovered, the revenue is R*M/N and the capital lost is
 * (N - M)/N. */
TEST(roots_beside_what_is_refused)
{
    call c = new_call(model_named("market_survivors"));
    set(&c, "required_revenue_per_year", 650e9);
    set(&c, "firms", 5);
    set(&c, "users_of_survivors", 1e9);
    expect_root(&c, "survivors", "survivor_revenue_per_year", 640e9, 5 * 640.0 / 650);
    expect_root(&c, "survivors", "survivor_revenue_per_year", 650e9, 5);
    set(&c, "survivors", 5);
    expect_root(&c, "firms", "capital_lost_share", 0.01, 5 / 0.99);
    set(&c, "survivors", 500);
    expect_root(&c, "firms", "capital_lost_share", 0.001, 500 / 0.999);
}

TEST(implied_life)
{
    call c = new_call(model_named("required_revenue"));
    set(&c, "capex", 5.1e12);
    set(&c, "discount_rate", 0.10);
    assert_status(solve(&c, "life_years", "required_revenue_per_year", 650e9), AIC_OK);
    assert_int_equal(c.count, 1);
    /* -ln(1 - 0.51/0.65)/ln(1.1) = ln(65/14)/ln(1.1) */
    assert_near(c.found[0].value, 16.108771837724614, 1e-13);
    assert_int_equal(c.found[0].usual, 0);
}

TEST(other_inputs_must_be_good)
{
    call c = new_call(model_named("facility_power"));
    assert_status(solve(&c, "pue", "facility_power_mw", 30), AIC_E_MISSING);
    assert_string_equal(c.error.variable, "it_power_mw");
    assert_int_equal(c.count, 0);
    set(&c, "it_power_mw", -1);
    assert_status(solve(&c, "pue", "facility_power_mw", 30), AIC_E_RANGE);
    assert_string_equal(c.error.variable, "it_power_mw");
    c = new_call(model_named("gpu_power_curve"));
    set(&c, "gpu_idle_w", 300);
    set(&c, "gpu_peak_w", 200);
    assert_status(solve(&c, "activity", "gpu_power_w", 250), AIC_E_CONDITION);
    assert_string_equal(c.error.variable, "gpu_peak_w");
}

TEST(room_for_fewer_solutions)
{
    const aic_model *model = model_named("facility_power");
    const double inputs[] = {20, NAN};
    aic_solution found = {7, 7, 7, 7};
    size_t count = 99;
    assert_status(aic_solve(model, inputs, 2, 1, 0, 30, NULL, 0, &count, NULL), AIC_OK);
    assert_int_equal(count, 1);
    assert_status(aic_solve(model, inputs, 2, 1, 0, 30, &found, 0, &count, NULL), AIC_OK);
    assert_int_equal(count, 1);
    assert_bits(found.value, 7);
}

TEST(bad_arguments)
{
    const aic_model *model = model_named("facility_power");
    const double inputs[] = {20, 1.5};
    aic_solution found[2];
    aic_error error;
    size_t count;
    struct {
        const aic_model *model;
        const double *inputs;
        size_t n, unknown, result;
        double wanted;
        aic_solution *found;
        size_t *count;
    } calls[] = {
        {NULL, inputs, 2, 1, 0, 30, found, &count},
        {model, NULL, 2, 1, 0, 30, found, &count},
        {model, inputs, 1, 1, 0, 30, found, &count},
        {model, inputs, 3, 1, 0, 30, found, &count},
        {model, inputs, 2, 2, 0, 30, found, &count},
        {model, inputs, 2, SIZE_MAX, 0, 30, found, &count},
        {model, inputs, 2, 1, 2, 30, found, &count},
        {model, inputs, 2, 1, 0, NAN, found, &count},
        {model, inputs, 2, 1, 0, INFINITY, found, &count},
        {model, inputs, 2, 1, 0, 30, NULL, &count},
        {model, inputs, 2, 1, 0, 30, found, NULL},
    };
    for (size_t i = 0; i < COUNT(calls); i++) {
        assert_status(aic_solve(calls[i].model, calls[i].inputs, calls[i].n,
                                calls[i].unknown, calls[i].result, calls[i].wanted,
                                calls[i].found, 2, calls[i].count, &error),
                      AIC_E_ARGUMENT);
        assert_int_equal(error.status, AIC_E_ARGUMENT);
        assert_status(aic_solve(calls[i].model, calls[i].inputs, calls[i].n,
                                calls[i].unknown, calls[i].result, calls[i].wanted,
                                calls[i].found, 2, calls[i].count, NULL),
                      AIC_E_ARGUMENT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_example),
        cmocka_unit_test(root_outside_the_usual_range),
        cmocka_unit_test(roots_at_the_edges_of_the_ranges),
        cmocka_unit_test(roots_beside_the_edges),
        cmocka_unit_test(no_solution),
        cmocka_unit_test(unknown_is_not_looked_at),
        cmocka_unit_test(flat_stretches_and_jumps),
        cmocka_unit_test(an_input_that_does_not_matter),
        cmocka_unit_test(curve_exponent),
        cmocka_unit_test(part_of_the_range_is_refused),
        cmocka_unit_test(roots_beside_what_is_refused),
        cmocka_unit_test(implied_life),
        cmocka_unit_test(other_inputs_must_be_good),
        cmocka_unit_test(room_for_fewer_solutions),
        cmocka_unit_test(bad_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
