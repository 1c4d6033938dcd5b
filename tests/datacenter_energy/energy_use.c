#include "support.h"

MODEL_TESTS(energy_use, 3, NULL)

static aic_energy_use_results evaluate(double facility_power_mw, double load_factor)
{
    aic_energy_use_inputs in = aic_energy_use_defaults();
    aic_energy_use_results out;
    in.facility_power_mw = facility_power_mw;
    in.load_factor = load_factor;
    assert_true(aic_energy_use(&in, &out, NULL) >= 0);
    return out;
}

TEST(published_example)
{
    aic_energy_use_results out = evaluate(30, 1);
    assert_bits(out.energy_mwh_per_day, 720);
    assert_bits(out.energy_mwh_per_month, 21600);
    assert_bits(out.energy_mwh_per_year, 262800);
}

TEST(defaults_are_those_of_the_press)
{
    aic_energy_use_inputs in = aic_energy_use_defaults();
    assert_bits(in.load_factor, 1);
    assert_bits(in.days_per_month, 30);
}

TEST(a_year_has_8760_hours)
{
    uint64_t seed = 4;
    for (int i = 0; i < 1000; i++) {
        aic_energy_use_results out =
            evaluate(random_between(&seed, 0, 3000), random_between(&seed, 0, 1));
        assert_ulps(out.energy_mwh_per_day * 365, out.energy_mwh_per_year, 3);
        assert_ulps(out.energy_mwh_per_day * 30, out.energy_mwh_per_month, 2);
    }
}

TEST(load_factor_scales_all)
{
    assert_bits(evaluate(30, 0.5).energy_mwh_per_day, 360);
    assert_bits(evaluate(30, 0.5).energy_mwh_per_month, 10800);
    assert_bits(evaluate(30, 0.5).energy_mwh_per_year, 131400);
    assert_bits(evaluate(30, 0).energy_mwh_per_year, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_example),
        cmocka_unit_test(defaults_are_those_of_the_press),
        cmocka_unit_test(a_year_has_8760_hours),
        cmocka_unit_test(load_factor_scales_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
