#include "support.h"

MODEL_TESTS(household_equivalents, 3, NULL)

static aic_household_equivalents_results evaluate(double energy_mwh, double household_kwh)
{
    aic_household_equivalents_inputs in = aic_household_equivalents_defaults();
    aic_household_equivalents_results out;
    in.energy_mwh_per_month = energy_mwh;
    in.household_kwh_per_month = household_kwh;
    assert_true(aic_household_equivalents(&in, &out, NULL) >= 0);
    return out;
}

TEST(published_examples)
{
    assert_ulps(evaluate(21600, 350).households, 21600000.0 / 350, 0);
    assert_near(evaluate(21600, 350).households, 61714.29, 1e-7);
    assert_near(evaluate(21600, 332).households, 65060.24, 1e-7);
}

TEST(persons_follow_households)
{
    aic_household_equivalents_inputs in = aic_household_equivalents_defaults();
    aic_household_equivalents_results out;
    in.energy_mwh_per_month = 21600;
    in.household_kwh_per_month = 360;
    in.persons_per_household = 2.5;
    assert_status(aic_household_equivalents(&in, &out, NULL), AIC_OK);
    assert_bits(out.households, 60000);
    assert_bits(out.persons, 150000);
}

TEST(twice_the_need_half_the_households)
{
    uint64_t seed = 8;
    for (int i = 0; i < 1000; i++) {
        double energy = random_between(&seed, 300, 2e6);
        double need = random_between(&seed, 45, 1000);
        double one = evaluate(energy, need).households;
        assert_bits(evaluate(energy, 2 * need).households, one / 2);
        assert_bits(evaluate(2 * energy, need).households, 2 * one);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(persons_follow_households),
        cmocka_unit_test(twice_the_need_half_the_households),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
