#include "support.h"

MODEL_TESTS(household_share, 1, NULL)

TEST(published_example)
{
    aic_household_share_inputs in = aic_household_share_defaults();
    aic_household_share_results out;
    in.gpu_energy_kwh_per_month = 216;
    in.household_kwh_per_month = 350;
    assert_status(aic_household_share(&in, &out, NULL), AIC_OK);
    assert_near(out.household_fraction, 0.617142857, 1e-9);
}

TEST(may_exceed_a_household)
{
    aic_household_share_inputs in = aic_household_share_defaults();
    aic_household_share_results out;
    in.gpu_energy_kwh_per_month = 700;
    in.household_kwh_per_month = 350;
    assert_status(aic_household_share(&in, &out, NULL), AIC_OK);
    assert_bits(out.household_fraction, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_example),
        cmocka_unit_test(may_exceed_a_household),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
