#include "support.h"

/* Two products and a sum of two, then a product: 4 roundings. */
MODEL_TESTS(gpu_power, 4, NULL)

static double power_w(double tdp_w, double utilization)
{
    aic_gpu_power_inputs in = aic_gpu_power_defaults();
    aic_gpu_power_results out;
    in.gpu_tdp_w = tdp_w;
    in.utilization = utilization;
    assert_true(aic_gpu_power(&in, &out, NULL) >= 0);
    return out.gpu_power_w;
}

TEST(published_examples)
{
    assert_ulps(power_w(700, 1), 595, 1);
    assert_ulps(power_w(700, 0.7), 441.7, 2);
}

TEST(idle_and_busy_are_the_ends)
{
    aic_gpu_power_inputs in = aic_gpu_power_defaults();
    aic_gpu_power_results out;
    in.gpu_tdp_w = 1000;
    in.gpu_busy_power_fraction = 0.75;
    in.gpu_idle_power_fraction = 0.125;
    in.utilization = 0;
    assert_status(aic_gpu_power(&in, &out, NULL), AIC_W_UNUSUAL);
    assert_bits(out.gpu_power_w, 125);
    in.utilization = 1;
    assert_status(aic_gpu_power(&in, &out, NULL), AIC_OK);
    assert_bits(out.gpu_power_w, 750);
}

TEST(linear_in_rated_power)
{
    uint64_t seed = 1;
    for (int i = 0; i < 1000; i++) {
        double utilization = random_between(&seed, 0, 1);
        double one = power_w(350, utilization);
        assert_bits(power_w(700, utilization), 2 * one);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(idle_and_busy_are_the_ends),
        cmocka_unit_test(linear_in_rated_power),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
