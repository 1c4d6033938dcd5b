#include "support.h"

MODEL_TESTS(households_by_capacity, 2, NULL)

TEST(published_example)
{
    aic_households_by_capacity_inputs in = aic_households_by_capacity_defaults();
    aic_households_by_capacity_results out;
    in.facility_power_mw = 40;
    in.household_peak_kw = 3;
    assert_status(aic_households_by_capacity(&in, &out, NULL), AIC_OK);
    assert_ulps(out.households_at_peak, 40000.0 / 3, 1);
    assert_near(out.households_at_peak, 13333.3, 1e-5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_example),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
