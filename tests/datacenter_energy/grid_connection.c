#include "support.h"

#include <math.h>

MODEL_TESTS(grid_connection, 2, NULL)

static aic_grid_connection_results evaluate(double load_mw, double grid_mw,
                                            double unit_mw, double spares)
{
    aic_grid_connection_inputs in = aic_grid_connection_defaults();
    aic_grid_connection_results out;
    in.facility_power_mw = load_mw;
    in.grid_capacity_mw = grid_mw;
    in.generator_unit_mw = unit_mw;
    in.generator_spares = spares;
    assert_true(aic_grid_connection(&in, &out, NULL) >= 0);
    return out;
}

TEST(published_examples)
{
    aic_grid_connection_results out = evaluate(120, 15, 2.5, 1);
    assert_bits(out.shortfall_mw, 105);
    assert_bits(out.grid_share_served, 0.125);
    assert_bits(out.generators_needed, 43);
    assert_bits(evaluate(250, 15, 2.5, 1).plant_equivalents, 0.25);
}

TEST(no_shortfall_needs_no_generator)
{
    const double grids[] = {100, 100.5, 1e6};
    for (size_t i = 0; i < COUNT(grids); i++) {
        aic_grid_connection_results out = evaluate(100, grids[i], 2.5, 3);
        assert_bits(out.shortfall_mw, 0);
        assert_bits(out.grid_share_served, 1);
        assert_bits(out.generators_needed, 0);
    }
}

TEST(no_load_is_all_served)
{
    const double grids[] = {0, 15};
    for (size_t i = 0; i < COUNT(grids); i++) {
        aic_grid_connection_results out = evaluate(0, grids[i], 2.5, 1);
        assert_bits(out.grid_share_served, 1);
        assert_bits(out.shortfall_mw, 0);
        assert_bits(out.generators_needed, 0);
        assert_bits(out.plant_equivalents, 0);
    }
}

TEST(no_grid_serves_nothing)
{
    assert_bits(evaluate(10, 0, 2.5, 0).grid_share_served, 0);
    assert_bits(evaluate(10, 0, 2.5, 0).generators_needed, 4);
}

/* 0.3 - 0.1 is a little less than 0.2, and 0.7 - 0.1 a little more than 0.6. */
TEST(rounding_adds_no_generator)
{
    assert_bits(evaluate(0.3, 0.1, 0.1, 0).generators_needed, 2);
    assert_bits(evaluate(0.7, 0.1, 0.1, 0).generators_needed, 6);
    assert_bits(evaluate(10 + 0.9e-9, 0, 1, 0).generators_needed, 10);
    assert_bits(evaluate(10 - 0.9e-9, 0, 1, 0).generators_needed, 10);
    assert_bits(evaluate(10 + 1.1e-9, 0, 1, 0).generators_needed, 11);
    assert_bits(evaluate(10.5, 0, 1, 0).generators_needed, 11);
    assert_bits(evaluate(10 + 1e-6, 0, 1, 2).generators_needed, 13);
}

TEST(generators_carry_the_shortfall)
{
    uint64_t seed = 7;
    for (int i = 0; i < 2000; i++) {
        double unit = random_between(&seed, 1, 20);
        aic_grid_connection_results out = evaluate(
            random_between(&seed, 0, 3000), random_between(&seed, 0, 3000), unit, 0);
        assert_bits(out.generators_needed, floor(out.generators_needed));
        assert_true(out.generators_needed * unit >= out.shortfall_mw * (1 - 1e-9));
        assert_true((out.generators_needed - 1) * unit < out.shortfall_mw + 1e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(no_shortfall_needs_no_generator),
        cmocka_unit_test(no_load_is_all_served),
        cmocka_unit_test(no_grid_serves_nothing),
        cmocka_unit_test(rounding_adds_no_generator),
        cmocka_unit_test(generators_carry_the_shortfall),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
