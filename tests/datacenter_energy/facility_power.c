#include "support.h"

/* Of pue - 1 every digit is exact, so neither result has more than two roundings. */
static const difference differences[] = {{"overhead_power_mw", "facility_power_mw"},
                                         {NULL, NULL}};

MODEL_TESTS(facility_power, 2, differences)

static aic_facility_power_results evaluate(double it_power_mw, double pue)
{
    aic_facility_power_inputs in = aic_facility_power_defaults();
    aic_facility_power_results out;
    in.it_power_mw = it_power_mw;
    in.pue = pue;
    assert_true(aic_facility_power(&in, &out, NULL) >= 0);
    return out;
}

TEST(published_example)
{
    assert_bits(evaluate(20, 1.5).facility_power_mw, 30);
    assert_bits(evaluate(20, 1.5).overhead_power_mw, 10);
}

TEST(no_overhead_at_pue_1)
{
    assert_bits(evaluate(123.456, 1).facility_power_mw, 123.456);
    assert_bits(evaluate(123.456, 1).overhead_power_mw, 0);
}

TEST(monotone_in_pue_and_energy_is_kept)
{
    aic_facility_power_results last = evaluate(37.7, 1);
    for (double pue = 1.001; pue < 3; pue += 0.001) {
        aic_facility_power_results now = evaluate(37.7, pue);
        assert_true(now.facility_power_mw > last.facility_power_mw);
        assert_true(now.overhead_power_mw > last.overhead_power_mw);
        assert_ulps(37.7 + now.overhead_power_mw, now.facility_power_mw, 2);
        last = now;
    }
}

TEST(homogeneous_in_it_power)
{
    uint64_t seed = 3;
    for (int i = 0; i < 1000; i++) {
        double it = random_between(&seed, 0.5, 2500), pue = random_between(&seed, 1, 2);
        assert_bits(evaluate(8 * it, pue).facility_power_mw,
                    8 * evaluate(it, pue).facility_power_mw);
        assert_bits(evaluate(8 * it, pue).overhead_power_mw,
                    8 * evaluate(it, pue).overhead_power_mw);
    }
}

TEST(pue_below_1_is_refused)
{
    aic_facility_power_inputs in = aic_facility_power_defaults();
    aic_facility_power_results out;
    aic_error error;
    assert_true(in.pue >= 1);
    in.it_power_mw = 20;
    in.pue = 0.999;
    assert_status(aic_facility_power(&in, &out, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "pue");
    assert_bits(error.min, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_example),
        cmocka_unit_test(no_overhead_at_pue_1),
        cmocka_unit_test(monotone_in_pue_and_energy_is_kept),
        cmocka_unit_test(homogeneous_in_it_power),
        cmocka_unit_test(pue_below_1_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
