#include "support.h"

MODEL_TESTS(perpetuity_revenue, 2, NULL)

static double revenue(double capex, double rate, double share)
{
    aic_perpetuity_revenue_inputs in = aic_perpetuity_revenue_defaults();
    aic_perpetuity_revenue_results out;
    in.capex = capex;
    in.discount_rate = rate;
    in.capital_share = share;
    assert_true(aic_perpetuity_revenue(&in, &out, NULL) >= 0);
    return out.required_revenue_per_year;
}

TEST(published_example)
{
    assert_ulps(revenue(5.1e12, 0.10, 1), 510e9, 1);
}

TEST(half_the_share_twice_the_revenue)
{
    assert_bits(revenue(1000, 0.125, 0.5), 250);
    assert_bits(revenue(1000, 0, 0.5), 0);
}

/* Capital that wears out after a very long life hardly does. */
TEST(is_the_limit_of_a_long_life)
{
    aic_required_revenue_inputs in = aic_required_revenue_defaults();
    aic_required_revenue_results out;
    in.capex = 5.1e12;
    in.discount_rate = 0.25;
    in.life_years = 200;
    assert_status(aic_required_revenue(&in, &out, NULL), AIC_W_UNUSUAL);
    assert_ulps(out.required_revenue_per_year, revenue(5.1e12, 0.25, 1), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_example),
        cmocka_unit_test(half_the_share_twice_the_revenue),
        cmocka_unit_test(is_the_limit_of_a_long_life),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
