#include "support.h"

#include <math.h>

/* The exponent is rounded once, and counts 2.3 times the decades lost: 100 at most. */
MODEL_TESTS(gpu_resale_value, 250, NULL)

static aic_gpu_resale_value_results evaluate(double price, double age, double decades)
{
    aic_gpu_resale_value_inputs in = aic_gpu_resale_value_defaults();
    aic_gpu_resale_value_results out;
    in.gpu_price = price;
    in.age_years = age;
    in.value_decades_per_year = decades;
    assert_true(aic_gpu_resale_value(&in, &out, NULL) >= 0);
    return out;
}

TEST(published_examples)
{
    const double fractions[] = {0.7244, 0.5248, 0.3802, 0.2754, 0.1995};
    aic_gpu_resale_value_inputs in = aic_gpu_resale_value_defaults();
    assert_bits(in.value_decades_per_year, 0.14);
    for (int years = 1; years <= 5; years++) {
        aic_gpu_resale_value_results out = evaluate(30000, years, 0.14);
        assert_near(out.resale_fraction, fractions[years - 1], 2e-4);
        assert_near(out.resale_value, 30000 * fractions[years - 1], 2e-4);
        assert_near(out.value_half_life_years, 2.150, 2e-4);
    }
}

/* 10^-0.42 and log10(2)/0.14, in 60 digits. */
TEST(usual_values_to_the_last_digits)
{
    aic_gpu_resale_value_results out = evaluate(30000, 3, 0.14);
    assert_ulps(out.resale_fraction, 0.38018939632056115, 3);
    assert_ulps(out.value_half_life_years, 2.1502142547427225, 1);
    assert_ulps(evaluate(1, 1, 0.30102999566398119521).resale_fraction, 0.5, 1);
    assert_bits(evaluate(1, 2, 1).resale_fraction, 0.01);
}

TEST(new_is_worth_its_price)
{
    assert_bits(evaluate(30000, 0, 0.14).resale_value, 30000);
    assert_bits(evaluate(30000, 0, 0.14).resale_fraction, 1);
}

TEST(nothing_lost_is_never_halved)
{
    aic_gpu_resale_value_inputs in = aic_gpu_resale_value_defaults();
    aic_gpu_resale_value_results out;
    aic_error error;
    const double none[] = {0, -0.0};
    for (size_t i = 0; i < COUNT(none); i++) {
        assert_bits(evaluate(30000, 3, none[i]).value_half_life_years, INFINITY);
        assert_bits(evaluate(30000, 3, none[i]).resale_value, 30000);
    }
    in.gpu_price = 30000;
    in.age_years = 3;
    in.value_decades_per_year = 0; /* and that is unusual, which is told first */
    assert_status(aic_gpu_resale_value(&in, &out, &error), AIC_W_UNUSUAL);
    assert_string_equal(error.variable, "value_decades_per_year");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(usual_values_to_the_last_digits),
        cmocka_unit_test(new_is_worth_its_price),
        cmocka_unit_test(nothing_lost_is_never_halved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
