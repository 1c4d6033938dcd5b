/* Rates of return: all roots, the one asked for, and the reasons when there is none. */
#include "support.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static double irr_of(const double *values, size_t count)
{
    double rate;
    aic_error error;
    assert_status(aic_irr(values, count, NULL, &rate, &error), AIC_OK);
    return rate;
}

/* Microsoft, support page of IRR. */
TEST(spreadsheet_examples)
{
    const double values[] = {-70000, 12000, 15000, 18000, 21000, 26000};
    assert_within(irr_of(values, 5), -0.021, 0.0005);
    assert_within(irr_of(values, 6), 0.087, 0.0005);
    assert_within(irr_of(values, 3), -0.444, 0.0005);
}

/* numpy-financial 1.0, documentation of irr(). */
TEST(numpy_financial_examples)
{
    const double a[] = {-100, 39, 59, 55, 20}, b[] = {-100, 0, 0, 74};
    const double c[] = {-100, 100, 0, 7};
    assert_within(irr_of(a, COUNT(a)), 0.28095, 5e-6);
    assert_within(irr_of(b, COUNT(b)), -0.0955, 5e-5);
    assert_within(irr_of(c, COUNT(c)), 0.06206, 5e-6);
    /* Its other two have several roots, of which it gives the one nearest to 0. */
    const double d[] = {-100, 100, 0, -7}, e[] = {-5, 10.5, 1, -8, 1};
    double rate;
    assert_status(aic_irr(d, COUNT(d), NULL, &rate, NULL), AIC_W_SEVERAL_ROOTS);
    assert_within(rate, -0.0833, 5e-5);
    assert_status(aic_irr(e, COUNT(e), NULL, &rate, NULL), AIC_W_SEVERAL_ROOTS);
    assert_within(rate, 0.0886, 5e-5);
}

/* Roots that doubles hold, to the bit. */
TEST(roots_that_are_doubles)
{
    const double even[] = {-100, 100}, tenth[] = {-2, 1, 1}, half[] = {-4, 6};
    const double down[] = {-4, 2}, late[] = {0, 0, -4, 5, 0};
    assert_bits(irr_of(even, 2), 0);
    assert_bits(irr_of(tenth, 3), 0);
    assert_bits(irr_of(half, 2), 0.5);
    assert_bits(irr_of(down, 2), -0.5);
    assert_bits(irr_of(late, 5), 0.25);
}

/* Signs and scales change nothing. */
TEST(signs_and_scales)
{
    const double base[] = {-70000, 12000, 15000, 18000, 21000, 26000};
    double rate = irr_of(base, 6), scaled[6];
    const int powers[] = {-1077, -1000, -500, 0, 500, 1006};
    for (size_t k = 0; k < COUNT(powers); k++)
        for (int sign = -1; sign <= 1; sign += 2) {
            for (size_t i = 0; i < 6; i++)
                scaled[i] = sign * ldexp(base[i], powers[k]);
            assert_bits(irr_of(scaled, 6), rate);
        }
}

TEST(all_roots)
{
    /* (v - 1/1.1)(v - 1/1.3)(v - 1/1.5)*2.145 in v = 1/(1 + rate). */
    const double values[] = {-1000, 3900, -5030, 2145};
    double rates[3];
    aic_irr_report report = {.size = sizeof report};
    aic_error error;
    assert_status(aic_irr_all(values, 4, rates, 3, &report, &error), AIC_W_SEVERAL_ROOTS);
    assert_contains(error.message, "3 rates");
    assert_int_equal(report.count, 3);
    assert_int_equal(report.sign_changes, 3);
    assert_int_equal(report.unique, 0);
    assert_int_equal(report.proof, AIC_PROOF_BOUNDS);
    assert_ulps(rates[0], 0.1, 1);
    assert_ulps(rates[1], 0.3, 1);
    assert_ulps(rates[2], 0.5, 1);
    /* Room for two; for none. */
    rates[2] = 7;
    assert_status(aic_irr_all(values, 4, rates, 2, &report, NULL), AIC_W_SEVERAL_ROOTS);
    assert_int_equal(report.count, 3);
    assert_bits(rates[2], 7);
    assert_status(aic_irr_all(values, 4, NULL, 0, &report, NULL), AIC_W_SEVERAL_ROOTS);
    assert_int_equal(report.count, 3);
}

TEST(the_guess_chooses)
{
    const double values[] = {-1000, 3900, -5030, 2145};
    const double guesses[][2] = {{-0.9, 0.1}, {0, 0.1},    {0.19, 0.1}, {0.21, 0.3},
                                 {0.39, 0.3}, {0.41, 0.5}, {1e9, 0.5}};
    double rate;
    for (size_t i = 0; i < COUNT(guesses); i++) {
        aic_cashflow_options options = {.size = sizeof options, .guess = guesses[i][0]};
        assert_status(aic_irr(values, 4, &options, &rate, NULL), AIC_W_SEVERAL_ROOTS);
        assert_ulps(rate, guesses[i][1], 1);
    }
}

static aic_irr_report report_of(const double *values, size_t count, int status)
{
    double rates[64];
    aic_irr_report report = {.size = sizeof report};
    assert_status(aic_irr_all(values, count, rates, COUNT(rates), &report, NULL), status);
    return report;
}

TEST(what_is_proved)
{
    const double one[] = {-100, 60, 60}, norstrom[] = {-100, 150, -10, 40};
    const double low[] = {-100, 30, -20, 40}; /* one root, below 0 */
    const double golden[] = {-1, 3, -1};      /* one above 0, and one below */
    aic_irr_report report = report_of(one, 3, AIC_OK);
    assert_int_equal(report.proof, AIC_PROOF_DESCARTES);
    assert_int_equal(report.unique, 1);
    assert_int_equal(report.norstrom, 1);
    report = report_of(norstrom, 4, AIC_OK);
    assert_int_equal(report.sign_changes, 3);
    assert_int_equal(report.norstrom, 1);
    assert_int_equal(report.proof, AIC_PROOF_NORSTROM);
    assert_int_equal(report.unique, 1);
    /* 1 - 3*v + v^2: (3 - sqrt(5))/2 and (3 + sqrt(5))/2. */
    report = report_of(golden, 3, AIC_W_SEVERAL_ROOTS);
    assert_int_equal(report.norstrom, 1);
    assert_int_equal(report.count, 2);
    assert_int_equal(report.proof, AIC_PROOF_BOUNDS);
    report = report_of(low, 4, AIC_OK);
    assert_int_equal(report.norstrom, 0);
    assert_int_equal(report.proof, AIC_PROOF_BOUNDS);
    assert_int_equal(report.unique, 1);
}

/* Microsoft, support page of XIRR. */
TEST(at_dates)
{
    const int32_t when[5][3] = {
        {2008, 1, 1}, {2008, 3, 1}, {2008, 10, 30}, {2009, 2, 15}, {2009, 4, 1}};
    const double values[] = {-10000, 2750, 4250, 3250, 2750};
    int64_t dates[5];
    double rate, again;
    for (size_t i = 0; i < 5; i++)
        assert_status(
            aic_date_to_days(when[i][0], when[i][1], when[i][2], &dates[i], NULL),
            AIC_OK);
    assert_status(aic_xirr(values, dates, 5, NULL, &rate, NULL), AIC_OK);
    assert_within(rate, 0.373362535, 2e-9);
    /* Any order, any base, split flows, flows of nothing, flows that cancel. */
    const int64_t at[] = {dates[1], dates[0] - 999, dates[2], dates[0], dates[0],
                          dates[3], dates[3],       dates[4], dates[4]};
    const double both[] = {2750, 0, 4250, -10500, 500, 3000, 250, 5, -5, 2750};
    int64_t more[10];
    memcpy(more, at, sizeof at);
    more[9] = dates[4];
    for (int base = 0; base <= 1; base++) {
        aic_cashflow_options options = {.size = sizeof options, .base_date = base};
        assert_status(aic_xirr(both, more, 10, &options, &again, NULL), AIC_OK);
        assert_bits(again, rate);
    }
}

/* What comes and goes on one day is nothing. */
TEST(at_dates_that_cancel)
{
    const double values[] = {-100, 5, -5, 110};
    const int64_t dates[] = {0, 50, 50, 365};
    double rate;
    assert_status(aic_xirr(values, dates, 4, NULL, &rate, NULL), AIC_OK);
    assert_ulps(rate, 0.1, 1);
}

/* Yearly dates of 365 days are even periods. */
TEST(dates_of_even_years)
{
    const double values[] = {-1000, 3900, -5030, 2145};
    const int64_t dates[] = {100, 465, 830, 1195};
    double rates[3];
    aic_irr_report report = {.size = sizeof report};
    assert_status(aic_xirr_all(values, dates, 4, NULL, rates, 3, &report, NULL),
                  AIC_W_SEVERAL_ROOTS);
    assert_ulps(rates[0], 0.1, 1);
    assert_ulps(rates[1], 0.3, 1);
    assert_ulps(rates[2], 0.5, 1);
}

TEST(no_answer_and_why)
{
    const double above[] = {1, 2, 3}, below[] = {-1, 0, -3}, one[] = {0, 5, 0};
    const double zeros[] = {0, 0, 0}, no_root[] = {1, -1, 1};
    double rate = 1;
    aic_error error;
    assert_status(aic_irr(above, 3, NULL, &rate, &error), AIC_E_NO_SIGN_CHANGE);
    assert_contains(error.message, "above zero");
    assert_true(isnan(rate));
    assert_status(aic_irr(below, 3, NULL, &rate, &error), AIC_E_NO_SIGN_CHANGE);
    assert_contains(error.message, "below zero");
    assert_status(aic_irr(one, 3, NULL, &rate, &error), AIC_E_TOO_FEW_FLOWS);
    assert_status(aic_irr(zeros, 3, NULL, &rate, &error), AIC_E_TOO_FEW_FLOWS);
    assert_status(aic_irr(zeros, 0, NULL, &rate, &error), AIC_E_TOO_FEW_FLOWS);
    assert_status(aic_irr(NULL, 0, NULL, &rate, &error), AIC_E_TOO_FEW_FLOWS);
    assert_status(aic_irr(no_root, 3, NULL, &rate, &error), AIC_E_NO_ROOT);
    assert_contains(error.message, "no rate above -1");
    assert_true(isnan(rate));
    /* It earns more than a double can say. */
    const double huge[] = {-1e-200, 1e200};
    assert_status(aic_irr(huge, 2, NULL, &rate, &error), AIC_E_OVERFLOW);
}

/* At rate 0 an outflow counts that is nothing at the root, and the first step from there
 * goes past the largest double. The rates are by 60 digits. */
TEST(first_step_past_the_largest_double)
{
    const double early[] = {
        -2.98e-282, 0,       0, 0, 0, -5.719999999999999e-214, 2.9300000000000003e+252,
        0,          7.81e-35};
    double late[44] = {[0] = -2.46e-251,
                       [2] = -5.0000000000000005e-276,
                       [42] = -9.77e-136,
                       [43] = 2.2000000000000003e+189};
    double rate;
    aic_error error;
    assert_status(aic_irr(early, 9, NULL, &rate, &error), AIC_OK);
    assert_ulps(rate, 9.971838266287986e+88, 4);
    assert_status(aic_irr(late, 44, NULL, &rate, &error), AIC_OK);
    assert_ulps(rate, 17038444483.985888, 4);
}

/* On the way to the root the later flows vanish, all those of one side. What is left of
 * them at the root is 2^-500 times 2^300, so that 1 + rate is 2^50. */
TEST(sides_that_vanish_on_the_way)
{
    const int64_t dates[] = {0, 3649, 3650};
    for (int sign = -1; sign <= 1; sign += 2) {
        const double values[] = {sign * 0x1p-200, sign, -sign * 0x1p300};
        double rate;
        assert_status(aic_xirr(values, dates, 3, NULL, &rate, NULL), AIC_OK);
        assert_ulps(rate, 0x1p50 - 1, 4);
    }
}

/* Of two roots one rounds to -1: there 1 + rate is next to e^-512. */
TEST(a_root_next_to_minus_one)
{
    const double last = 1e-150, middle = last * exp(512) * (1 - 1e-11);
    const double values[] = {-middle / 4, middle, -last};
    double rates[2];
    aic_irr_report report = {.size = sizeof report};
    assert_status(aic_irr_all(values, 3, rates, 2, &report, NULL), AIC_W_SEVERAL_ROOTS);
    assert_bits(rates[0], -1);
    assert_ulps(rates[1], 3, 4);
}

/* Five roots, two of them 2e-6 apart: a line of tests/vectors/returns.txt. Where the
 * flows are too far from each other to part them, there is no proof. */
TEST(near_roots_of_far_amounts)
{
    const double values[] = {-1,
                             5.715314950137283,
                             -13.0491398776354,
                             14.877250235212092,
                             -8.469369270715687,
                             1.925959240644585,
                             1e-200};
    double rates[6];
    aic_irr_report report = {.size = sizeof report};
    assert_status(aic_irr_all(values, 6, rates, 6, &report, NULL), AIC_W_SEVERAL_ROOTS);
    assert_int_equal(report.count, 5);
    assert_int_equal(report.proof, AIC_PROOF_BOUNDS);
    assert_ulps(rates[4], 0.2209203057315856, 4);
    assert_status(aic_irr_all(values, 7, rates, 6, &report, NULL), AIC_W_SEVERAL_ROOTS);
    assert_int_equal(report.proof, AIC_PROOF_NONE);
    assert_ulps(rates[0], 0.027030174141611667, 4);
}

/* Of two roots one is above the largest double, by far or by a little. */
TEST(roots_above_the_largest_double)
{
    const double logs[] = {710.3, 710.782712893384};
    for (size_t i = 0; i < COUNT(logs); i++) {
        double half = exp(logs[i] / 2), rate;
        const double values[] = {-1e-200, 1e-200 * half * half, -1e-200};
        assert_status(aic_irr(values, 3, NULL, &rate, NULL), AIC_OK);
        assert_bits(rate, -1);
    }
}

TEST(reports_without_roots)
{
    const double above[] = {1, 2, 3}, no_root[] = {1, -1, 1};
    double rates[2];
    aic_irr_report report = {.size = sizeof report, .count = 9, .unique = 9};
    assert_status(aic_irr_all(above, 3, rates, 2, &report, NULL), AIC_E_NO_SIGN_CHANGE);
    assert_int_equal(report.count, 0);
    assert_int_equal(report.sign_changes, 0);
    assert_int_equal(report.unique, 0);
    assert_int_equal(report.proof, AIC_PROOF_DESCARTES);
    report.count = 9;
    assert_status(aic_irr_all(no_root, 3, rates, 2, &report, NULL), AIC_E_NO_ROOT);
    assert_int_equal(report.count, 0);
    assert_int_equal(report.sign_changes, 2);
    assert_int_equal(report.proof, AIC_PROOF_BOUNDS);
}

/* A square: 100*(v - 1/1.25)^2 in doubles that hold it. */
TEST(double_roots)
{
    const double values[] = {64, -160, 100};
    double rate, rates[2];
    aic_error error;
    aic_irr_report report = {.size = sizeof report};
    assert_status(aic_irr(values, 3, NULL, &rate, &error), AIC_W_DOUBLE_ROOT);
    assert_within(rate, 0.25, 1e-8);
    assert_contains(error.message, "touches zero");
    assert_status(aic_irr_all(values, 3, rates, 2, &report, NULL), AIC_W_DOUBLE_ROOT);
    assert_int_equal(report.count, 1);
    assert_int_equal(report.unique, 0);
    assert_int_equal(report.proof, AIC_PROOF_NONE);
}

/* (5*v - 4)^2*(2*v - 1)^2: 25 % and 100 %, each of them once. */
TEST(two_double_roots)
{
    const double values[] = {16, -104, 249, -260, 100};
    double rates[4];
    aic_irr_report report = {.size = sizeof report};
    assert_status(aic_irr_all(values, 5, rates, 4, &report, NULL), AIC_W_SEVERAL_ROOTS);
    assert_int_equal(report.count, 2);
    assert_within(rates[0], 0.25, 0x1p-43);
    assert_within(rates[1], 1, 0x1p-43);
}

/* (v - 1)^2, and what is nothing beside the rounding of it. */
TEST(a_double_root_next_to_0)
{
    const double values[] = {1, -2, 1, 0x1p-110};
    double rate;
    assert_status(aic_irr(values, 4, NULL, &rate, NULL), AIC_W_DOUBLE_ROOT);
    assert_within(rate, 0, 0x1p-44);
}

/* r + r^2 = 2^-90 */
TEST(a_rate_next_to_0)
{
    const double values[] = {-1, 1, 0x1p-90};
    const int64_t dates[] = {0, 365, 730};
    double rate;
    assert_ulps(irr_of(values, 3), 0x1p-90, 4);
    assert_status(aic_xirr(values, dates, 3, NULL, &rate, NULL), AIC_OK);
    assert_ulps(rate, 0x1p-90, 4);
}

/* (v - 1)^3, (v - 1)^4 and (2*v - 1)^3: what is odd is one root, what is even touches. */
TEST(roots_of_higher_order)
{
    const double cube[] = {-1, 3, -3, 1}, fourth[] = {1, -4, 6, -4, 1};
    const double other[] = {-1, 6, -12, 8};
    double rate;
    assert_status(aic_irr(cube, COUNT(cube), NULL, &rate, NULL), AIC_OK);
    assert_bits(rate, 0);
    assert_status(aic_irr(fourth, COUNT(fourth), NULL, &rate, NULL), AIC_W_DOUBLE_ROOT);
    assert_bits(rate, 0);
    assert_status(aic_irr(other, COUNT(other), NULL, &rate, NULL), AIC_OK);
    assert_within(rate, 1, 1e-9); /* the cube of what is next to 1 is rounding */
}

/* Microsoft, support page of MIRR. */
TEST(modified)
{
    const double values[] = {-120000, 39000, 30000, 21000, 37000, 46000};
    double rate;
    assert_status(aic_mirr(values, 6, 0.1, 0.12, &rate, NULL), AIC_OK);
    assert_within(rate, 0.1261, 5e-5);
    assert_status(aic_mirr(values, 4, 0.1, 0.12, &rate, NULL), AIC_OK);
    assert_within(rate, -0.0480, 5e-5);
    assert_status(aic_mirr(values, 6, 0.1, 0.14, &rate, NULL), AIC_OK);
    assert_within(rate, 0.1348, 5e-5);
}

/* A flow that is nothing beside another: 4e300 for 1e300 in two periods. */
TEST(modified_with_far_amounts)
{
    const double early[] = {-1e300, 1e-300, 4e300}, late[] = {-1e300, 2e300, 1e-300};
    double rate;
    assert_status(aic_mirr(early, 3, 0, 0, &rate, NULL), AIC_OK);
    assert_ulps(rate, 1, 1);
    assert_status(aic_mirr(late, 3, 0, 1, &rate, NULL), AIC_OK);
    assert_ulps(rate, 1, 1);
}

TEST(modified_refusals)
{
    const double values[] = {-1, 2}, above[] = {1, 2}, below[] = {-1, -2};
    double rate = 1;
    aic_error error;
    assert_status(aic_mirr(values, 1, 0.1, 0.1, &rate, &error), AIC_E_TOO_FEW_FLOWS);
    assert_status(aic_mirr(above, 2, 0.1, 0.1, &rate, &error), AIC_E_NO_SIGN_CHANGE);
    assert_status(aic_mirr(below, 2, 0.1, 0.1, &rate, &error), AIC_E_NO_SIGN_CHANGE);
    assert_status(aic_mirr(values, 2, -1, 0.1, &rate, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "finance_rate");
    assert_status(aic_mirr(values, 2, 0.1, NAN, &rate, &error), AIC_E_MISSING);
    assert_string_equal(error.variable, "reinvest_rate");
    assert_status(aic_mirr(NULL, 2, 0.1, 0.1, &rate, &error), AIC_E_ARGUMENT);
    assert_status(aic_mirr(values, 2, 0.1, 0.1, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_mirr(NULL, 0, 0.1, 0.1, &rate, &error), AIC_E_TOO_FEW_FLOWS);
    const double huge[] = {-1e-300, DBL_MAX}, hole[] = {-1, NAN};
    assert_status(aic_mirr(huge, 2, 0.1, 0.1, &rate, &error), AIC_E_OVERFLOW);
    assert_status(aic_mirr(hole, 2, 0.1, 0.1, &rate, &error), AIC_E_MISSING);
    assert_true(isnan(rate));
}

TEST(what_is_refused)
{
    double values[] = {-1, 2, 3}, rate = 1, rates[2];
    const int64_t dates[] = {0, 365, INT64_MIN};
    aic_error error;
    aic_irr_report report = {.size = sizeof report};
    assert_status(aic_irr(NULL, 3, NULL, &rate, &error), AIC_E_ARGUMENT);
    assert_true(isnan(rate));
    assert_status(aic_irr(values, 3, NULL, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_xirr(values, NULL, 3, NULL, &rate, &error), AIC_E_ARGUMENT);
    assert_status(aic_xirr(values, dates, 3, NULL, &rate, &error), AIC_E_RANGE);
    assert_contains(error.message, "dates[2]");
    assert_status(aic_xirr(values, dates, 3, NULL, &rate, NULL), AIC_E_RANGE);
    assert_status(aic_xirr(NULL, dates, 3, NULL, &rate, &error), AIC_E_ARGUMENT);
    assert_status(aic_xirr(NULL, NULL, 0, NULL, &rate, &error), AIC_E_TOO_FEW_FLOWS);
    assert_status(aic_irr_all(NULL, 3, rates, 2, &report, &error), AIC_E_ARGUMENT);
    assert_status(aic_irr_all(NULL, 0, rates, 2, &report, &error), AIC_E_TOO_FEW_FLOWS);
    assert_status(aic_xirr_all(NULL, dates, 3, NULL, rates, 2, &report, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_xirr_all(values, NULL, 3, NULL, rates, 2, &report, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_xirr_all(NULL, NULL, 0, NULL, rates, 2, &report, &error),
                  AIC_E_TOO_FEW_FLOWS);
    assert_status(aic_irr_all(values, 3, NULL, 2, &report, &error), AIC_E_ARGUMENT);
    assert_status(aic_irr_all(values, 3, rates, 2, NULL, &error), AIC_E_ARGUMENT);
    report.size = 0;
    assert_status(aic_irr_all(values, 3, rates, 2, &report, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "size");
    aic_cashflow_options bad = {.size = sizeof bad, .guess = NAN};
    assert_status(aic_irr(values, 3, &bad, &rate, &error), AIC_E_MISSING);
    values[1] = NAN;
    assert_status(aic_irr(values, 3, NULL, &rate, &error), AIC_E_MISSING);
    assert_string_equal(error.variable, "values[1]");
    values[1] = -INFINITY;
    assert_status(aic_irr(values, 3, NULL, &rate, &error), AIC_E_RANGE);
    assert_int_equal(error.index, 1);
}

/* A caller of an older or a newer header. */
TEST(reports_of_any_age)
{
    const double values[] = {-1000, 3900, -5030, 2145};
    struct {
        aic_irr_report known;
        double newer;
    } report = {{.size = sizeof report}, 7};
    assert_status(aic_irr_all(values, 4, NULL, 0, &report.known, NULL),
                  AIC_W_SEVERAL_ROOTS);
    assert_int_equal(report.known.size, sizeof report);
    assert_int_equal(report.known.count, 3);
    assert_bits(report.newer, 0);
    report.known.size = offsetof(aic_irr_report, sign_changes);
    report.known.sign_changes = 77;
    assert_status(aic_irr_all(values, 4, NULL, 0, &report.known, NULL),
                  AIC_W_SEVERAL_ROOTS);
    assert_int_equal(report.known.sign_changes, 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spreadsheet_examples),
        cmocka_unit_test(numpy_financial_examples),
        cmocka_unit_test(roots_that_are_doubles),
        cmocka_unit_test(signs_and_scales),
        cmocka_unit_test(all_roots),
        cmocka_unit_test(the_guess_chooses),
        cmocka_unit_test(what_is_proved),
        cmocka_unit_test(at_dates),
        cmocka_unit_test(at_dates_that_cancel),
        cmocka_unit_test(dates_of_even_years),
        cmocka_unit_test(no_answer_and_why),
        cmocka_unit_test(first_step_past_the_largest_double),
        cmocka_unit_test(sides_that_vanish_on_the_way),
        cmocka_unit_test(a_root_next_to_minus_one),
        cmocka_unit_test(near_roots_of_far_amounts),
        cmocka_unit_test(roots_above_the_largest_double),
        cmocka_unit_test(reports_without_roots),
        cmocka_unit_test(double_roots),
        cmocka_unit_test(two_double_roots),
        cmocka_unit_test(a_double_root_next_to_0),
        cmocka_unit_test(a_rate_next_to_0),
        cmocka_unit_test(roots_of_higher_order),
        cmocka_unit_test(modified),
        cmocka_unit_test(modified_with_far_amounts),
        cmocka_unit_test(modified_refusals),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(reports_of_any_age),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
