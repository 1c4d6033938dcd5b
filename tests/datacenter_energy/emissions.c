#include "support.h"

MODEL_TESTS(emissions, 5, NULL)

static aic_emissions_results evaluate(double energy_mwh, double grams, double price,
                                      double embodied_t)
{
    aic_emissions_inputs in = aic_emissions_defaults();
    aic_emissions_results out;
    in.energy_mwh_per_year = energy_mwh;
    in.grid_gco2e_per_kwh = grams;
    in.carbon_price_per_t = price;
    in.embodied_tco2e = embodied_t;
    assert_true(aic_emissions(&in, &out, NULL) >= 0);
    return out;
}

/* 1 g a kWh is 1 kg a MWh. */
TEST(by_hand)
{
    aic_emissions_results out = evaluate(262800, 500, 80, 100000);
    assert_bits(out.operational_tco2e_per_year, 131400);
    assert_bits(out.embodied_tco2e_per_year, 20000);
    assert_bits(out.emissions_tco2e_per_year, 151400);
    assert_bits(out.carbon_cost_per_year, 12112000);
}

TEST(defaults_leave_out_price_and_equipment)
{
    aic_emissions_inputs in = aic_emissions_defaults();
    assert_bits(in.carbon_price_per_t, 0);
    assert_bits(in.embodied_tco2e, 0);
    assert_bits(in.life_years, 5);
}

TEST(whole_is_the_sum_of_its_parts)
{
    uint64_t seed = 6;
    for (int i = 0; i < 1000; i++) {
        aic_emissions_results out =
            evaluate(random_between(&seed, 0, 1e7), random_between(&seed, 0, 1000),
                     random_between(&seed, 0, 1e5), random_between(&seed, 0, 1e6));
        assert_bits(out.operational_tco2e_per_year + out.embodied_tco2e_per_year,
                    out.emissions_tco2e_per_year);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(by_hand),
        cmocka_unit_test(defaults_leave_out_price_and_equipment),
        cmocka_unit_test(whole_is_the_sum_of_its_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
