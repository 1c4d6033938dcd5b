#include "support.h"

MODEL_TESTS(fleet_power, 2, NULL)

static double it_power_mw(double gpu_count, double gpu_power_w, double host_power_w)
{
    aic_fleet_power_inputs in = aic_fleet_power_defaults();
    aic_fleet_power_results out;
    in.gpu_count = gpu_count;
    in.gpu_power_w = gpu_power_w;
    in.host_power_w = host_power_w;
    assert_true(aic_fleet_power(&in, &out, NULL) >= 0);
    return out.it_power_mw;
}

TEST(published_example)
{
    aic_fleet_power_inputs in = aic_fleet_power_defaults();
    aic_fleet_power_results out;
    assert_bits(in.host_power_w, 0);
    in.gpu_count = 50e3;
    in.gpu_power_w = 400;
    assert_status(aic_fleet_power(&in, &out, NULL), AIC_OK);
    assert_bits(out.it_power_mw, 20);
}

TEST(linear_in_count)
{
    uint64_t seed = 2;
    for (int i = 0; i < 1000; i++) {
        double count = random_between(&seed, 8, 1e6),
               power = random_between(&seed, 30, 1e3);
        double host = random_between(&seed, 0, 600);
        double one = it_power_mw(count, power, host);
        assert_bits(it_power_mw(4 * count, power, host), 4 * one);
        assert_ulps(it_power_mw(3 * count, power, host), 3 * one, 3);
        assert_bits(it_power_mw(count, 2 * power, 2 * host), 2 * one);
    }
}

/* The library does not divide, but what comes out is the quotient. */
TEST(a_million_watts_are_a_megawatt)
{
    uint64_t seed = 3;
    for (int i = 0; i < 100000; i++) {
        double power = random_between(&seed, 0, i % 2 ? 1e7 : 1e-3);
        double count = i % 3 ? 1 : random_between(&seed, 0, 1e12);
        assert_bits(it_power_mw(count, power, 0), count * power / 1e6);
    }
    assert_bits(it_power_mw(1, 1e-280, 0), 1e-280 / 1e6);
}

TEST(nothing_draws_nothing)
{
    assert_bits(it_power_mw(0, 400, 100), 0);
    assert_bits(it_power_mw(100, 0, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_example),
        cmocka_unit_test(linear_in_count),
        cmocka_unit_test(a_million_watts_are_a_megawatt),
        cmocka_unit_test(nothing_draws_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
