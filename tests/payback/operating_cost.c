#include "support.h"

/* A sum: what electricity of negative price takes away is lost to the digits of capital.
 */
static const difference differences[] = {
    {"opex_per_year", "electricity_cost_per_year"},
    {NULL, NULL},
};

MODEL_TESTS(operating_cost, 3, differences)

TEST(adds_up)
{
    aic_operating_cost_inputs in = aic_operating_cost_defaults();
    aic_operating_cost_results out;
    assert_bits(in.fixed_opex_share, 0.03);
    assert_bits(in.electricity_cost_per_year, 0);
    assert_bits(in.carbon_cost_per_year, 0);
    in.capex = 1e6;
    assert_status(aic_operating_cost(&in, &out, NULL), AIC_OK);
    assert_ulps(out.opex_per_year, 30000, 1);
    in.fixed_opex_share = 0.0625;
    in.electricity_cost_per_year = 1000;
    in.carbon_cost_per_year = 24;
    assert_status(aic_operating_cost(&in, &out, NULL), AIC_OK);
    assert_bits(out.opex_per_year, 63524);
}

TEST(electricity_of_negative_price)
{
    aic_operating_cost_inputs in = aic_operating_cost_defaults();
    aic_operating_cost_results out;
    in.capex = 1e6;
    in.fixed_opex_share = 0.0625;
    in.electricity_cost_per_year = -70000;
    assert_status(aic_operating_cost(&in, &out, NULL), AIC_W_UNUSUAL);
    assert_bits(out.opex_per_year, -7500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(adds_up),
        cmocka_unit_test(electricity_of_negative_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
