#include "support.h"

/* A negative price takes the demand charge off: the rounding of the sum counts in ulps of
 * the demand charge's part, which is bounded by that of the energy where both are drawn
 * from the usual ranges. */
MODEL_TESTS(electricity_cost, 5, NULL)

static double cost(double energy_mwh, double power_mw, double price, double charge)
{
    aic_electricity_cost_inputs in = aic_electricity_cost_defaults();
    aic_electricity_cost_results out;
    in.energy_mwh_per_year = energy_mwh;
    in.facility_power_mw = power_mw;
    in.electricity_price_per_kwh = price;
    in.demand_charge_per_kw_month = charge;
    assert_true(aic_electricity_cost(&in, &out, NULL) >= 0);
    return out.electricity_cost_per_year;
}

TEST(by_hand)
{
    assert_bits(cost(262800, 30, 0.125, 0), 32850000);
    /* 30,000 kW, 10 a month each, 12 months: 3.6 million on top. */
    assert_bits(cost(262800, 30, 0.125, 10), 36450000);
    assert_bits(cost(0, 30, 0.125, 10), 3600000);
}

TEST(price_may_be_negative)
{
    assert_bits(cost(262800, 30, -0.125, 0), -32850000);
    assert_bits(cost(262800, 30, 0, 0), 0);
}

TEST(no_demand_charge_by_default)
{
    assert_bits(aic_electricity_cost_defaults().demand_charge_per_kw_month, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(by_hand),
        cmocka_unit_test(price_may_be_negative),
        cmocka_unit_test(no_demand_charge_by_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
