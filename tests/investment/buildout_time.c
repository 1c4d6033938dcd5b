#include "support.h"

MODEL_TESTS(buildout_time, 2, NULL)

static aic_buildout_time_results evaluate(double first, double second, double months)
{
    aic_buildout_time_inputs in = aic_buildout_time_defaults();
    aic_buildout_time_results out;
    in.first_phase_days = first;
    in.second_phase_days = second;
    in.quoted_months = months;
    assert_true(aic_buildout_time(&in, &out, NULL) >= 0);
    return out;
}

TEST(published_examples)
{
    assert_near(evaluate(122, 0, 24).time_ratio, 5.987705, 1e-7);
    assert_near(evaluate(122, 0, 18).time_ratio, 4.490779, 1e-7);
    assert_bits(evaluate(122, 92, 24).buildout_days, 214);
}

TEST(second_phase_does_not_count_for_the_ratio)
{
    assert_bits(evaluate(122, 92, 24).time_ratio, evaluate(122, 0, 24).time_ratio);
    assert_bits(aic_buildout_time_defaults().second_phase_days, 0);
    assert_bits(evaluate(30.4375, 0, 7).time_ratio, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(second_phase_does_not_count_for_the_ratio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
