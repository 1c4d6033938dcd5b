#include "support.h"

MODEL_TESTS(device_energy, 3, NULL)

static double energy_kwh(double power_w, double hours, double days)
{
    aic_device_energy_inputs in = aic_device_energy_defaults();
    aic_device_energy_results out;
    in.gpu_power_w = power_w;
    in.hours_per_day = hours;
    in.days_per_month = days;
    assert_true(aic_device_energy(&in, &out, NULL) >= 0);
    return out.gpu_energy_kwh_per_month;
}

TEST(published_example)
{
    aic_device_energy_inputs in = aic_device_energy_defaults();
    assert_bits(in.hours_per_day, 24);
    assert_bits(in.days_per_month, 30);
    assert_bits(energy_kwh(300, 24, 30), 216);
}

TEST(half_the_hours_half_the_energy)
{
    assert_bits(energy_kwh(300, 12, 30), 108);
    assert_bits(energy_kwh(300, 0, 30), 0);
    assert_bits(energy_kwh(300, 24, 31), 223.2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_example),
        cmocka_unit_test(half_the_hours_half_the_energy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
