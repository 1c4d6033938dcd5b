#include "support.h"

#include <math.h>

/* A net present value is a difference; a rate of return is one from -1, and next to 0 has
 * the absolute error that any relative error of the cash gives it. Its logarithm, up to
 * 100 in the hard range, is rounded to 2^-47, which is 64 units of the rate, and the
 * logarithms that it comes from are as much. */
static const difference differences[] = {
    {"net_present_value", "capex"},
    {"profitability_index", "residual_fraction"},
    {"internal_rate_of_return", "project_years"},
    {NULL, NULL},
};

MODEL_TESTS(project_payback, 128, differences)

static aic_project_payback_inputs project(double capex, double cash, double rate,
                                          double years)
{
    aic_project_payback_inputs in = aic_project_payback_defaults();
    in.capex = capex;
    in.net_cash_per_year = cash;
    in.discount_rate = rate;
    in.project_years = years;
    return in;
}

static aic_project_payback_results evaluate(aic_project_payback_inputs in)
{
    aic_project_payback_results out;
    aic_error error;
    if (aic_project_payback(&in, &out, &error) < 0)
        fail_msg("%s", error.message);
    return out;
}

TEST(published_example)
{
    aic_project_payback_results out = evaluate(project(1000, 300, 0.1, 5));
    assert_near(out.payback_years, 3.333333, 2e-7);
    assert_near(out.discounted_payback_years, 4.263267, 2e-7);
    assert_near(out.net_present_value, 137.236031, 5e-9);
    assert_near(out.internal_rate_of_return, 0.152382371, 3e-9);
    assert_near(out.profitability_index, 1.137236031, 5e-10);
}

TEST(defaults)
{
    aic_project_payback_inputs in = aic_project_payback_defaults();
    assert_bits(in.cash_growth, 0);
    assert_bits(in.discount_rate, 0.1);
    assert_bits(in.project_years, 5);
    assert_bits(in.residual_fraction, 0);
}

/* With q = 1 + r, roots of polynomials of the first and second degree. */
TEST(rates_of_return_by_hand)
{
    aic_project_payback_inputs in = project(100, 110, 0.1, 1);
    assert_near(evaluate(in).internal_rate_of_return, 0.1, 1e-14);
    in = project(100, 60, 0.1, 2); /* 60(1/q + 1/q^2) = 100: q = 0.3 + sqrt(0.69) */
    assert_near(evaluate(in).internal_rate_of_return, sqrt(0.69) - 0.7, 1e-14);
    in = project(100, 50, 0.1, 2); /* the sum is the capital */
    assert_true(fabs(evaluate(in).internal_rate_of_return) < 1e-15);
    in = project(100, 200, 0.1, 2);
    in.cash_growth = -0.25; /* 200/q + 150/q^2 = 100: q = 1 + sqrt(2.5) */
    assert_near(evaluate(in).internal_rate_of_return, sqrt(2.5), 1e-14);
    in = project(100, 0, 0.1, 2);
    in.residual_fraction = 0.25; /* q = 1/2 */
    assert_near(evaluate(in).internal_rate_of_return, -0.5, 1e-14);
    in = project(100, -10, 0.1, 1);
    in.residual_fraction = 0.6; /* 50 of 100 in a year */
    assert_near(evaluate(in).internal_rate_of_return, -0.5, 1e-14);
}

TEST(all_is_lost)
{
    const double cash[] = {0, -1e-300, -10, -1e35};
    for (size_t i = 0; i < COUNT(cash); i++) {
        aic_project_payback_results out = evaluate(project(1000, cash[i], 0.1, 5));
        assert_bits(out.internal_rate_of_return, -1);
        assert_bits(out.payback_years, INFINITY);
        assert_bits(out.discounted_payback_years, INFINITY);
        assert_true(out.net_present_value <= -1000);
    }
    aic_project_payback_inputs in = project(1000, -500, 0.1, 3);
    in.residual_fraction = 0.5; /* and the last year's 500 are lost again */
    assert_bits(evaluate(in).internal_rate_of_return, -1);
}

TEST(never_is_told)
{
    aic_project_payback_inputs in = project(100000, 1500, 0.1, 5);
    aic_project_payback_results out;
    aic_error error;
    assert_status(aic_project_payback(&in, &out, &error), AIC_W_NEVER);
    assert_string_equal(error.variable, "payback_years");
    assert_string_equal(error.model, "project_payback");
    assert_contains(error.message, "never");
    assert_bits(error.value, INFINITY);
    assert_status(aic_project_payback(&in, &out, NULL), AIC_W_NEVER);
    in.project_years = 80; /* 120,000 in all, never more than 15,000 of worth */
    assert_status(aic_project_payback(&in, &out, &error), AIC_W_UNUSUAL);
    assert_near(out.payback_years, 100000.0 / 1500, 1e-15);
    assert_bits(out.discounted_payback_years, INFINITY);
    in.project_years = 20;
    in.net_cash_per_year = 8000; /* 160,000 in all, worth 68,000 */
    assert_status(aic_project_payback(&in, &out, &error), AIC_W_NEVER);
    assert_string_equal(error.variable, "discounted_payback_years");
}

/* The residual value is cash of the last year. */
TEST(residual_pays_back_in_the_last_year)
{
    aic_project_payback_inputs in = project(1000, 150, 0, 5);
    in.residual_fraction = 0.3; /* 600 after four years, 450 in the fifth */
    assert_near(evaluate(in).payback_years, 4 + 400.0 / 450, 1e-15);
    in.net_cash_per_year = 140; /* 560, then 440 */
    assert_bits(evaluate(in).payback_years, 5);
    in.net_cash_per_year = 139;
    assert_bits(evaluate(in).payback_years, INFINITY);
    in = project(1000, 0, 0, 5);
    in.residual_fraction = 1;
    assert_bits(evaluate(in).payback_years, 5);
}

/* Part of a year: 300 for half of it, and the straight line to its end. */
TEST(part_of_a_year)
{
    assert_near(evaluate(project(1000, 400, 0, 2.5)).payback_years, 2.5, 1e-15);
    assert_bits(evaluate(project(1000, 399, 0, 2.5)).payback_years, INFINITY);
    assert_near(evaluate(project(1000, 2500, 0, 0.5)).payback_years, 0.4, 1e-15);
    assert_near(evaluate(project(1000, 400, 0, 2.75)).payback_years, 2.5, 1e-15);
}

/* What required_revenue asks for has its rate of return, pays back at the very end, and
 * is worth nothing more, whatever the life. */
TEST(inverse_of_required_revenue)
{
    uint64_t seed = 30;
    for (int i = 0; i < 2000; i++) {
        aic_required_revenue_inputs asked = aic_required_revenue_defaults();
        aic_required_revenue_results needed;
        asked.capex = 1000;
        asked.discount_rate = random_between(&seed, 0, 0.6);
        asked.life_years = random_between(&seed, 0.1, 40);
        asked.residual_fraction = i % 2 ? random_between(&seed, 0, 0.9) : 0;
        if (i % 3 == 0)
            asked.life_years = ceil(asked.life_years);
        assert_true(aic_required_revenue(&asked, &needed, NULL) >= 0);
        aic_project_payback_inputs in = project(1000, needed.annual_capital_cost,
                                                asked.discount_rate, asked.life_years);
        in.residual_fraction = asked.residual_fraction;
        aic_project_payback_results out = evaluate(in);
        assert_true(fabs(out.internal_rate_of_return - asked.discount_rate) < 2e-14);
        assert_true(fabs(out.net_present_value) < 1e-10);
        /* Late years at a high rate hardly count, and their rounding does. */
        assert_true(out.discounted_payback_years <= asked.life_years);
        if (asked.life_years * asked.discount_rate < 3)
            assert_near(out.discounted_payback_years, asked.life_years, 1e-11);
        assert_near(out.profitability_index, 1, 1e-13);
    }
}

/* Year by year, added up. */
TEST(sums_of_whole_years)
{
    uint64_t seed = 31;
    for (int i = 0; i < 2000; i++) {
        aic_project_payback_inputs in =
            project(1000, random_between(&seed, 50, 900), random_between(&seed, 0, 0.4),
                    1 + (double)(random_bits(&seed) % 12));
        in.cash_growth = random_between(&seed, -0.5, 0.5);
        aic_project_payback_results out = evaluate(in);
        double sum = 0, worth = 0, cash = in.net_cash_per_year, discount = 1;
        double payback = INFINITY, discounted = INFINITY;
        for (int year = 1; year <= (int)in.project_years; year++) {
            discount /= 1 + in.discount_rate;
            if (sum < 1000 && sum + cash >= 1000)
                payback = year - 1 + (1000 - sum) / cash;
            if (worth < 1000 && worth + cash * discount >= 1000)
                discounted = year - 1 + (1000 - worth) / (cash * discount);
            sum += cash;
            worth += cash * discount;
            cash *= 1 + in.cash_growth;
        }
        assert_true(fabs(out.net_present_value - (worth - 1000)) <=
                    1e-13 * (worth + 1e3));
        if (isinf(payback))
            assert_bits(out.payback_years, INFINITY);
        else
            assert_near(out.payback_years, payback, 1e-11);
        if (isinf(discounted))
            assert_bits(out.discounted_payback_years, INFINITY);
        else
            assert_near(out.discounted_payback_years, discounted, 1e-10);
    }
}

/* The model's own net present value is nothing at its rate of return. */
TEST(worth_nothing_at_its_rate)
{
    uint64_t seed = 32;
    int found = 0;
    for (int i = 0; i < 3000; i++) {
        aic_project_payback_inputs in = project(1000, random_between(&seed, -100, 2000),
                                                0, random_between(&seed, 0.05, 60));
        in.cash_growth = random_between(&seed, -0.9, 1);
        in.residual_fraction = random_between(&seed, 0, 1);
        double rate = evaluate(in).internal_rate_of_return;
        if (rate < 0 || rate > 10)
            continue;
        in.discount_rate = rate;
        double scale = fmax(1, fabs(in.net_cash_per_year / 1000)) * in.project_years;
        assert_true(fabs(evaluate(in).profitability_index - 1) < 1e-14 * (2 + scale));
        found++;
    }
    assert_true(found > 1500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_example),
        cmocka_unit_test(defaults),
        cmocka_unit_test(rates_of_return_by_hand),
        cmocka_unit_test(all_is_lost),
        cmocka_unit_test(never_is_told),
        cmocka_unit_test(residual_pays_back_in_the_last_year),
        cmocka_unit_test(part_of_a_year),
        cmocka_unit_test(inverse_of_required_revenue),
        cmocka_unit_test(sums_of_whole_years),
        cmocka_unit_test(worth_nothing_at_its_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
