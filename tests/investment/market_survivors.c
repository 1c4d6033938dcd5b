#include "support.h"

/* firms - survivors has one rounding, which the product with a small share may show. */
MODEL_TESTS(market_survivors, 7, NULL)

static aic_market_survivors_results evaluate(double firms, double survivors, double users,
                                             double recovery)
{
    aic_market_survivors_inputs in = aic_market_survivors_defaults();
    aic_market_survivors_results out;
    in.required_revenue_per_year = 650e9;
    in.firms = firms;
    in.survivors = survivors;
    in.users_of_survivors = users;
    in.failed_asset_recovery = recovery;
    assert_true(aic_market_survivors(&in, &out, NULL) >= 0);
    return out;
}

TEST(published_examples)
{
    aic_market_survivors_results one = evaluate(5, 1, 1.5e9, 0);
    assert_near(one.survivor_fee_per_user_month, 7.2222, 4e-6);
    assert_bits(one.survivor_revenue_per_year, 130e9);
    assert_bits(one.capital_lost_share, 0.8);
    aic_market_survivors_results two = evaluate(5, 2, 1.4e9, 0);
    assert_near(two.survivor_fee_per_user_month, 15.47619, 1e-7);
    assert_bits(two.revenue_per_survivor_per_year, 130e9);
    assert_bits(two.capital_lost_share, 0.6);
}

TEST(all_survive)
{
    aic_market_survivors_results out = evaluate(5, 5, 1e9, 0.5);
    assert_bits(out.survivor_revenue_per_year, 650e9);
    assert_bits(out.capital_lost_share, 0);
}

TEST(full_recovery_saves_nobody_a_cent)
{
    aic_market_survivors_results out = evaluate(5, 2, 1e9, 1);
    assert_bits(out.survivor_revenue_per_year, 650e9);
    assert_bits(out.capital_lost_share, 0);
}

TEST(more_survivors_than_firms_are_refused)
{
    aic_market_survivors_inputs in = aic_market_survivors_defaults();
    aic_market_survivors_results out;
    aic_error error;
    in.required_revenue_per_year = 650e9;
    in.firms = 5;
    in.survivors = 5.5;
    in.users_of_survivors = 1e9;
    assert_bits(in.failed_asset_recovery, 0);
    assert_status(aic_market_survivors(&in, &out, &error), AIC_E_CONDITION);
    assert_string_equal(error.variable, "survivors");
    assert_contains(error.message, "firms");
    assert_bits(error.value, 5.5);
    assert_true(out.capital_lost_share != out.capital_lost_share);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(all_survive),
        cmocka_unit_test(full_recovery_saves_nobody_a_cent),
        cmocka_unit_test(more_survivors_than_firms_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
