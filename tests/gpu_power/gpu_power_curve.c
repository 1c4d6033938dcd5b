#include "support.h"

/* A pow of 4 ulps, which the difference from 2a may double, and three more roundings.
 * (peak - floor) of nearly equal powers is exact. */
MODEL_TESTS(gpu_power_curve, 12, NULL)

static int evaluate(double idle_w, double active_w, double peak_w, double activity,
                    double exponent, double *power_w)
{
    aic_gpu_power_curve_inputs in = aic_gpu_power_curve_defaults();
    aic_gpu_power_curve_results out;
    in.gpu_idle_w = idle_w;
    in.gpu_active_w = active_w;
    in.gpu_peak_w = peak_w;
    in.activity = activity;
    in.curve_exponent = exponent;
    int status = aic_gpu_power_curve(&in, &out, NULL);
    *power_w = out.gpu_power_w;
    return status;
}

TEST(published_example)
{
    double power_w;
    assert_status(evaluate(100, 100, 200, 0.5, 1.4, &power_w), AIC_OK);
    /* 100 + 100*(1 - 2^-1.4) */
    assert_ulps(power_w, 162.10708583724005, 4);
}

TEST(ends_and_straight_line)
{
    double power_w;
    assert_status(evaluate(50, 90, 400, 0, 1.4, &power_w), AIC_OK);
    assert_bits(power_w, 50);
    assert_status(evaluate(50, 90, 400, 1, 1.4, &power_w), AIC_OK);
    assert_bits(power_w, 400);
    assert_status(evaluate(50, 90, 400, 0.5, 1, &power_w), AIC_OK);
    assert_bits(power_w, 245);
    /* A whisker above rest the context is open. */
    assert_status(evaluate(50, 90, 400, 1e-300, 1, &power_w), AIC_OK);
    assert_bits(power_w, 90);
}

TEST(floor_is_never_below_idle)
{
    double power_w;
    assert_status(evaluate(100, 0, 200, 0.5, 1, &power_w), AIC_OK);
    assert_bits(power_w, 150);
    assert_status(evaluate(100, 100, 100, 0.3, 1.4, &power_w), AIC_W_UNUSUAL);
    assert_bits(power_w, 100);
}

TEST(monotone_in_activity)
{
    for (double exponent = 1; exponent <= 2; exponent += 0.125) {
        double last = 0, power_w;
        for (int i = 0; i <= 1000; i++) {
            assert_true(evaluate(80, 100, 700, i / 1000.0, exponent, &power_w) >= 0);
            assert_true(power_w >= last);
            last = power_w;
        }
    }
}

TEST(peak_below_the_floor_is_refused)
{
    const double pairs[][3] = {{201, 0, 200}, {0, 201, 200}, {201, 201, 200}};
    for (size_t i = 0; i < COUNT(pairs); i++) {
        aic_gpu_power_curve_inputs in = aic_gpu_power_curve_defaults();
        aic_gpu_power_curve_results out;
        aic_error error;
        in.gpu_idle_w = pairs[i][0];
        in.gpu_active_w = pairs[i][1];
        in.gpu_peak_w = pairs[i][2];
        in.activity = 0.5;
        assert_status(aic_gpu_power_curve(&in, &out, &error), AIC_E_CONDITION);
        assert_true(out.gpu_power_w != out.gpu_power_w);
        assert_string_equal(error.variable, "gpu_peak_w");
        assert_string_equal(error.model, "gpu_power_curve");
        assert_int_equal(error.index, 2);
        assert_bits(error.value, 200);
        assert_contains(error.message, "gpu_idle_w");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_example),
        cmocka_unit_test(ends_and_straight_line),
        cmocka_unit_test(floor_is_never_below_idle),
        cmocka_unit_test(monotone_in_activity),
        cmocka_unit_test(peak_below_the_floor_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
