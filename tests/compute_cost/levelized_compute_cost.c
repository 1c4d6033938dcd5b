#include "support.h"

/* A sum, of which electricity may be negative. */
static const difference differences[] = {
    {"cost_per_gpu_hour", "energy_cost_per_gpu_hour"},
    {NULL, NULL},
};

MODEL_TESTS(levelized_compute_cost, 24, differences)

static aic_levelized_compute_cost_inputs h100(double life, double residual, double used)
{
    aic_levelized_compute_cost_inputs in = aic_levelized_compute_cost_defaults();
    in.capex_per_gpu = 60741;
    in.server_share_w = 1275;
    in.server_busy_power_fraction = 0.75;
    in.server_idle_power_fraction = 0.30;
    in.pue = 1.25;
    in.electricity_price_per_kwh = 0.0826;
    in.fixed_opex_share = 0.03;
    in.availability = 0.97;
    in.discount_rate = 0.10;
    in.life_years = life;
    in.residual_fraction = residual;
    in.utilization = used;
    return in;
}

static aic_levelized_compute_cost_results evaluate(aic_levelized_compute_cost_inputs in)
{
    aic_levelized_compute_cost_results out;
    assert_status(aic_levelized_compute_cost(&in, &out, NULL), AIC_OK);
    return out;
}

TEST(published_examples)
{
    const double cases[][4] = {
        {3, 0.30, 0.70, 3.602834}, {4, 0.20, 0.70, 3.203509},  {5, 0.125, 0.70, 2.906813},
        {6, 0.10, 0.70, 2.634398}, {5, 0.125, 0.40, 5.042493}, {5, 0.125, 0.95, 2.157452},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_near(
            evaluate(h100(cases[i][0], cases[i][1], cases[i][2])).cost_per_gpu_hour,
            cases[i][3], 2.5e-7);
}

TEST(carbon_adds_its_price)
{
    aic_levelized_compute_cost_inputs in = h100(5, 0.125, 0.7);
    in.grid_gco2e_per_kwh = 370;
    in.carbon_price_per_t = 100;
    aic_levelized_compute_cost_results out = evaluate(in);
    assert_near(out.carbon_cost_per_gpu_hour, 0.051808, 1e-5);
    assert_near(out.cost_per_gpu_hour, 2.906813 + 0.051808, 3e-7);
}

TEST(defaults)
{
    aic_levelized_compute_cost_inputs in = aic_levelized_compute_cost_defaults();
    assert_bits(in.residual_fraction, 0);
    assert_bits(in.life_years, 5);
    assert_bits(in.discount_rate, 0.1);
    assert_bits(in.fixed_opex_share, 0.03);
    assert_bits(in.availability, 0.97);
    assert_bits(in.utilization, 1);
    assert_bits(in.server_busy_power_fraction, 0.75);
    assert_bits(in.server_idle_power_fraction, 0.30);
    assert_bits(in.grid_gco2e_per_kwh, 0);
    assert_bits(in.carbon_price_per_t, 0);
}

/* 8,760 spent, half of it left after a year at 0 %; half the hours sold; 1 kW when busy
 * and 0.5 when not, so 1.5 kWh for each hour sold, and twice that with the overhead. */
TEST(by_hand)
{
    aic_levelized_compute_cost_inputs in = aic_levelized_compute_cost_defaults();
    in.capex_per_gpu = 8760;
    in.residual_fraction = 0.5;
    in.life_years = 1;
    in.discount_rate = 0;
    in.fixed_opex_share = 0.25;
    in.availability = 1;
    in.utilization = 0.5;
    in.server_share_w = 1000;
    in.server_busy_power_fraction = 1;
    in.server_idle_power_fraction = 0.5;
    in.pue = 2;
    in.electricity_price_per_kwh = 0.25;
    in.grid_gco2e_per_kwh = 500;
    in.carbon_price_per_t = 1000;
    aic_levelized_compute_cost_results out;
    assert_true(aic_levelized_compute_cost(&in, &out, NULL) >= 0);
    assert_bits(out.capital_cost_per_gpu_hour, 1);
    assert_bits(out.fixed_cost_per_gpu_hour, 0.5);
    assert_bits(out.energy_kwh_per_gpu_hour, 3);
    assert_bits(out.energy_cost_per_gpu_hour, 0.75);
    assert_bits(out.carbon_cost_per_gpu_hour, 1.5);
    assert_bits(out.cost_per_gpu_hour, 3.75);
}

/* Of the whole fleet: the chain to required_revenue asks for the same an hour. */
TEST(agrees_with_required_revenue)
{
    uint64_t seed = 33;
    for (int i = 0; i < 500; i++) {
        aic_levelized_compute_cost_inputs in =
            h100(random_between(&seed, 1, 8), random_between(&seed, 0, 0.4),
                 random_between(&seed, 0.2, 1));
        aic_levelized_compute_cost_results out;
        assert_true(aic_levelized_compute_cost(&in, &out, NULL) >= 0);
        double hours = 8760 * in.availability * in.utilization;
        aic_required_revenue_inputs asked = aic_required_revenue_defaults();
        aic_required_revenue_results needed;
        asked.capex = in.capex_per_gpu;
        asked.discount_rate = in.discount_rate;
        asked.life_years = in.life_years;
        asked.residual_fraction = in.residual_fraction;
        asked.opex_per_year =
            0.03 * in.capex_per_gpu + out.energy_kwh_per_gpu_hour * hours * 0.0826;
        assert_true(aic_required_revenue(&asked, &needed, NULL) >= 0);
        assert_near(out.cost_per_gpu_hour * hours, needed.required_revenue_per_year,
                    1e-14);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(carbon_adds_its_price),
        cmocka_unit_test(defaults),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(agrees_with_required_revenue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
