/* When the money is back, and the profitability index. */
#include "support.h"

#include <float.h>
#include <math.h>

static aic_payback_report payback_of(double rate, const double *values, size_t count,
                                     int status)
{
    aic_payback_report report = {.size = sizeof report};
    assert_status(aic_payback(rate, values, count, &report, NULL), status);
    return report;
}

TEST(plain)
{
    const double values[] = {-100, 30, 40, 60, 10};
    aic_payback_report report = payback_of(0, values, 5, AIC_OK);
    assert_bits(report.first, 2.5);
    assert_bits(report.final, 2.5);
    assert_bits(report.exposure, 100);
    assert_bits(report.exposure_at, 0);
    assert_bits(report.balance, 40);
}

/* By hand: 1000 out, 600 a year at 25 % are 480, 384, 307.2: 136 of 307.2 short. */
TEST(discounted)
{
    const double values[] = {-1000, 600, 600, 600};
    aic_payback_report report = payback_of(0.25, values, 4, AIC_OK);
    assert_ulps(report.first, 2 + 136 / 307.2, 1);
    assert_ulps(report.balance, 171.2, 1);
}

/* Back, out again for a refresh, and back for good. */
TEST(first_and_final)
{
    const double values[] = {-100, 80, 40, -150, 100, 60};
    aic_payback_report report = payback_of(0, values, 6, AIC_OK);
    assert_bits(report.first, 1.5);
    assert_bits(report.final, 4 + 0.5);
    assert_bits(report.exposure, 130);
    assert_bits(report.exposure_at, 3);
    assert_bits(report.balance, 30);
}

TEST(never)
{
    const double values[] = {-100, 30, 40}, again[] = {-10, 20, -30};
    aic_error error;
    aic_payback_report report = {.size = sizeof report};
    assert_status(aic_payback(0, values, 3, &report, &error), AIC_W_NEVER);
    assert_contains(error.message, "30 are still out");
    assert_bits(report.first, INFINITY);
    assert_bits(report.final, INFINITY);
    assert_bits(report.balance, -30);
    report = payback_of(0, again, 3, AIC_W_NEVER);
    assert_bits(report.first, 0.5);
    assert_bits(report.final, INFINITY);
    assert_bits(report.exposure, 20);
    assert_bits(report.exposure_at, 2);
}

TEST(never_out)
{
    const double values[] = {0, 10, 20};
    aic_payback_report report = payback_of(0.1, values, 3, AIC_OK);
    assert_bits(report.first, 0);
    assert_bits(report.final, 0);
    assert_bits(report.exposure, 0);
    assert_bits(report.exposure_at, 0);
}

/* The balance is the NPV, to the bit, and exact zero is back. */
TEST(balance_is_npv)
{
    const double values[] = {-70000, 12000, 15000, 18000, 21000, 26000};
    for (double rate = -0.5; rate < 2; rate += 0.07) {
        aic_payback_report report = {.size = sizeof report};
        double npv;
        assert_true(aic_payback(rate, values, 6, &report, NULL) >= 0);
        assert_status(aic_npv(rate, values, 6, &npv, NULL), AIC_OK);
        assert_ulps(report.balance, npv, 1);
    }
    const double exact[] = {-0.3, 0.1, 0.1, 0.1, 2.7755575615628914e-17};
    aic_payback_report report = payback_of(0, exact, 5, AIC_OK);
    assert_true(report.first > 2.99);
}

TEST(what_is_refused)
{
    const double values[] = {-1, 2}, hole[] = {-1, NAN}, huge[] = {DBL_MAX, DBL_MAX};
    const double under[] = {-DBL_MAX, -DBL_MAX};
    const double deep[] = {-DBL_MAX, -DBL_MAX, DBL_MAX};
    aic_payback_report report = {.size = sizeof report, .first = 7};
    aic_error error;
    assert_status(aic_payback(0, NULL, 2, &report, &error), AIC_E_ARGUMENT);
    assert_status(aic_payback(0, values, 2, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_payback(0, values, 0, &report, &error), AIC_E_TOO_FEW_FLOWS);
    assert_status(aic_payback(-1, values, 2, &report, &error), AIC_E_RANGE);
    assert_status(aic_payback(0, hole, 2, &report, &error), AIC_E_MISSING);
    assert_status(aic_payback(0, huge, 2, &report, &error), AIC_E_OVERFLOW);
    assert_status(aic_payback(0, under, 2, &report, &error), AIC_E_OVERFLOW);
    assert_status(aic_payback(0, deep, 3, &report, &error), AIC_E_OVERFLOW);
    assert_bits(report.first, 7);
    report.size = 1;
    assert_status(aic_payback(0, values, 2, &report, &error), AIC_E_ARGUMENT);
}

TEST(reports_of_any_age)
{
    const double values[] = {-100, 30, 40, 60, 10};
    struct {
        aic_payback_report known;
        double newer;
    } report = {{.size = sizeof report}, 7};
    assert_status(aic_payback(0, values, 5, &report.known, NULL), AIC_OK);
    assert_bits(report.newer, 0);
    report.known = (aic_payback_report){.size = offsetof(aic_payback_report, exposure),
                                        .exposure = 77};
    assert_status(aic_payback(0, values, 5, &report.known, NULL), AIC_OK);
    assert_bits(report.known.final, 2.5);
    assert_bits(report.known.exposure, 77);
}

TEST(profitability)
{
    const double values[] = {-100, 75, 75}, hole[] = {-1, INFINITY}, zero[] = {0, 1};
    double index = 7;
    aic_error error;
    assert_status(aic_profitability_index(0.5, values, 3, &index, NULL), AIC_OK);
    assert_ulps(index, 5.0 / 6, 1);
    assert_status(aic_profitability_index(0, values, 3, &index, NULL), AIC_OK);
    assert_bits(index, 1.5);
    assert_status(aic_profitability_index(0, values, 1, &index, NULL), AIC_OK);
    assert_bits(index, 0);
    assert_status(aic_profitability_index(0, zero, 2, &index, &error), AIC_E_CONDITION);
    assert_true(isnan(index));
    assert_status(aic_profitability_index(0, hole, 2, &index, &error), AIC_E_RANGE);
    assert_status(aic_profitability_index(0, values, 0, &index, &error),
                  AIC_E_TOO_FEW_FLOWS);
    assert_status(aic_profitability_index(0, NULL, 2, &index, &error), AIC_E_ARGUMENT);
    assert_status(aic_profitability_index(0, values, 2, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_profitability_index(NAN, values, 2, &index, &error), AIC_E_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain),           cmocka_unit_test(discounted),
        cmocka_unit_test(first_and_final), cmocka_unit_test(never),
        cmocka_unit_test(never_out),       cmocka_unit_test(balance_is_npv),
        cmocka_unit_test(what_is_refused), cmocka_unit_test(reports_of_any_age),
        cmocka_unit_test(profitability),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
