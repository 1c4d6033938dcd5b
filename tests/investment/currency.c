#include "support.h"

MODEL_TESTS(currency, 1, NULL)

static double converted(double amount, double rate)
{
    aic_currency_inputs in = aic_currency_defaults();
    aic_currency_results out;
    in.amount = amount;
    in.exchange_rate = rate;
    assert_true(aic_currency(&in, &out, NULL) >= 0);
    return out.amount_converted;
}

TEST(published_example)
{
    assert_bits(converted(1e9, 1330), 1.33e12);
}

TEST(debts_convert_too)
{
    assert_bits(converted(-250, 4), -1000);
    assert_bits(converted(0, 1330), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_example),
        cmocka_unit_test(debts_convert_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
