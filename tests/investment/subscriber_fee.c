#include "support.h"

MODEL_TESTS(subscriber_fee, 5, NULL)

static aic_subscriber_fee_results evaluate(double revenue, double users, double paying,
                                           double cut)
{
    aic_subscriber_fee_inputs in = aic_subscriber_fee_defaults();
    aic_subscriber_fee_results out;
    in.required_revenue_per_year = revenue;
    in.users = users;
    in.paying_share = paying;
    in.payment_fee_share = cut;
    assert_true(aic_subscriber_fee(&in, &out, NULL) >= 0);
    return out;
}

TEST(published_examples)
{
    assert_near(evaluate(650e9, 1.5e9, 1, 0).fee_per_user_month, 36.1111, 2e-6);
    assert_near(evaluate(650e9, 300e6, 1, 0).fee_per_user_month, 180.5556, 1e-6);
    assert_near(evaluate(650e9, 300e6, 1, 0).fee_per_user_year, 2166.667, 1e-6);
}

TEST(a_cut_and_few_payers_raise_the_fee)
{
    aic_subscriber_fee_results out = evaluate(1200, 10, 0.5, 0.5);
    assert_bits(out.fee_per_user_year, 480);
    assert_bits(out.fee_per_user_month, 40);
}

TEST(defaults_are_those_of_the_press)
{
    assert_bits(aic_subscriber_fee_defaults().paying_share, 1);
    assert_bits(aic_subscriber_fee_defaults().payment_fee_share, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(a_cut_and_few_payers_raise_the_fee),
        cmocka_unit_test(defaults_are_those_of_the_press),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
