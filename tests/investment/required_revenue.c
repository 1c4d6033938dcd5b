#include "support.h"

/* log1p and expm1 of 4 ulps each, and seven roundings. */
MODEL_TESTS(required_revenue, 16, NULL)

static aic_required_revenue_results evaluate(double capex, double rate, double years,
                                             double residual)
{
    aic_required_revenue_inputs in = aic_required_revenue_defaults();
    aic_required_revenue_results out;
    in.capex = capex;
    in.discount_rate = rate;
    in.life_years = years;
    in.residual_fraction = residual;
    assert_true(aic_required_revenue(&in, &out, NULL) >= 0);
    return out;
}

TEST(published_examples)
{
    const double lives[][2] = {
        {3, 2050.785e9}, {5, 1345.367e9}, {6, 1170.998e9}, {10, 830.002e9}};
    for (size_t i = 0; i < COUNT(lives); i++)
        assert_near(evaluate(5.1e12, 0.10, lives[i][0], 0).required_revenue_per_year,
                    lives[i][1], 7e-7);
}

/* Two years at 100 %: 1/(1/2 + 1/4) = 4/3 of the capital a year. */
TEST(by_hand)
{
    assert_ulps(evaluate(3, 1, 2, 0).annual_capital_cost, 4, 8);
    assert_ulps(evaluate(3, 1, 1, 0).annual_capital_cost, 6, 8);
    /* One of 3 comes back after two years and is worth 1/4 today: 11/4 to return. */
    assert_ulps(evaluate(3, 1, 2, 1.0 / 3).annual_capital_cost, 11.0 / 3, 8);
}

/* capital/n*(1 + r*(n + 1)/2 + ...): to first order for rates below the last digit. */
TEST(small_rates_reach_the_limit)
{
    const double rates[] = {0,     5e-324, 1e-300, 1e-100, 1e-21, 0.99e-20, 1e-20,
                            1e-19, 1e-18,  1e-17,  1e-16,  1e-15, 1e-14,    1e-12};
    const double lives[] = {0.01, 0.5, 1, 3, 5, 7.5, 200};
    for (size_t i = 0; i < COUNT(rates); i++)
        for (size_t k = 0; k < COUNT(lives); k++) {
            double n = lives[k], limit = 1000 / n * (1 + rates[i] * (n + 1) / 2);
            assert_ulps(evaluate(1000, rates[i], n, 0).annual_capital_cost, limit, 8);
        }
}

TEST(falls_with_life_and_rises_with_rate)
{
    for (double rate = 0; rate < 0.5; rate += 0.01) {
        double last = evaluate(1000, rate, 0.5, 0).annual_capital_cost;
        for (double years = 0.75; years < 30; years += 0.25) {
            double now = evaluate(1000, rate, years, 0).annual_capital_cost;
            assert_true(now < last);
            assert_true(evaluate(1000, rate + 0.01, years, 0).annual_capital_cost > now);
            last = now;
        }
    }
}

/* Capital that keeps its value costs its return and no more. */
TEST(full_residual_is_a_perpetuity)
{
    const double rates[] = {0, 1e-17, 1e-15, 1e-6, 0.1, 3};
    for (size_t i = 0; i < COUNT(rates); i++)
        assert_ulps(evaluate(1000, rates[i], 5, 1).annual_capital_cost, 1000 * rates[i],
                    1);
}

/* The payments and what is left, discounted, are the capital. */
TEST(payments_return_the_capital)
{
    uint64_t seed = 10;
    for (int i = 0; i < 500; i++) {
        double rate = random_between(&seed, 0, 0.5),
               residual = random_between(&seed, 0, 1);
        int years = 1 + (int)(random_bits(&seed) % 40);
        double cost = evaluate(1000, rate, years, residual).annual_capital_cost;
        double discount = 1, worth = 0;
        for (int year = 1; year <= years; year++) {
            discount /= 1 + rate;
            worth += cost * discount;
        }
        assert_near(worth + 1000 * residual * discount, 1000, 1e-13);
    }
}

TEST(operating_cost_and_share)
{
    aic_required_revenue_inputs in = aic_required_revenue_defaults();
    aic_required_revenue_results out;
    assert_bits(in.life_years, 5);
    assert_bits(in.residual_fraction, 0);
    assert_bits(in.opex_per_year, 0);
    assert_bits(in.capital_share, 1);
    in.capex = 1000;
    in.discount_rate = 0;
    in.life_years = 4;
    in.opex_per_year = 50;
    in.capital_share = 0.5;
    assert_true(aic_required_revenue(&in, &out, NULL) >= 0);
    assert_bits(out.annual_capital_cost, 250);
    assert_bits(out.required_revenue_per_year, 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(small_rates_reach_the_limit),
        cmocka_unit_test(falls_with_life_and_rises_with_rate),
        cmocka_unit_test(full_residual_is_a_perpetuity),
        cmocka_unit_test(payments_return_the_capital),
        cmocka_unit_test(operating_cost_and_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
