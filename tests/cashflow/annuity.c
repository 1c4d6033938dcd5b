/* Level payments against what spreadsheets and numpy-financial publish, and their
 * refusals. */
#include "support.h"

#include <float.h>
#include <math.h>

typedef int five(double, double, double, double, int, double *, aic_error *);
typedef int six(double, double, double, double, double, int, double *, aic_error *);

static double call5(five *function, double a, double b, double c, double d, int when)
{
    double result;
    aic_error error;
    assert_status(function(a, b, c, d, when, &result, &error), AIC_OK);
    assert_status(error.status, AIC_OK);
    return result;
}

static double call6(six *function, double a, double b, double c, double d, double e,
                    int when)
{
    double result;
    assert_status(function(a, b, c, d, e, when, &result, NULL), AIC_OK);
    return result;
}

/* numpy-financial 1.0: documentation of each function, 16 digits where it prints them. */
TEST(numpy_financial_examples)
{
    assert_near(call5(aic_pmt, 0.075 / 12, 12 * 15, 200000, 0, 0), -1854.0247200054619,
                1e-14);
    assert_near(call5(aic_fv, 0.05 / 12, 10 * 12, -100, -100, 0), 15692.92889433575,
                1e-14);
    /* Of which 4 digits cancel: its own last ones are wrong. */
    assert_near(call5(aic_pv, 0.05 / 12, 10 * 12, -100, 15692.93, 0), -100.00067131625819,
                1e-12);
    assert_near(call5(aic_nper, 0.07 / 12, -150, 8000, 0, 0), 64.07334877066185, 1e-14);
    assert_within(call6(aic_ipmt, 0.0824 / 12, 1, 12, 2500, 0, 0), -17.17, 0.005);
    assert_within(call6(aic_ppmt, 0.0824 / 12, 1, 12, 2500, 0, 0), -200.58, 0.005);
    assert_within(call6(aic_ipmt, 0.0824 / 12, 12, 12, 2500, 0, 0), -1.49, 0.005);
    assert_within(call6(aic_ppmt, 0.0824 / 12, 12, 12, 2500, 0, 0), -216.26, 0.005);
}

/* Microsoft, support pages of PMT, RATE, CUMIPMT, CUMPRINC, EFFECT, NOMINAL. */
TEST(spreadsheet_examples)
{
    double result;
    assert_within(call5(aic_pmt, 0.08 / 12, 10, 10000, 0, 0), -1037.03, 0.005);
    assert_within(call5(aic_pmt, 0.08 / 12, 10, 10000, 0, 1), -1030.16, 0.005);
    assert_within(call5(aic_pmt, 0.06 / 12, 18 * 12, 0, 50000, 0), -129.08, 0.005);
    assert_within(call5(aic_rate, 4 * 12, -200, 8000, 0, 0), 0.0077, 0.00005);
    assert_within(call6(aic_cumipmt, 0.09 / 12, 360, 125000, 13, 24, 0), -11135.23213,
                  5e-6);
    assert_within(call6(aic_cumipmt, 0.09 / 12, 360, 125000, 1, 1, 0), -937.5, 1e-12);
    assert_within(call6(aic_cumprinc, 0.09 / 12, 360, 125000, 13, 24, 0), -934.1071234,
                  5e-8);
    assert_within(call6(aic_cumprinc, 0.09 / 12, 360, 125000, 1, 1, 0), -68.27827118,
                  5e-9);
    assert_status(aic_effective_rate(0.0525, 4, &result, NULL), AIC_OK);
    assert_within(result, 0.0535427, 5e-8);
    assert_status(aic_nominal_rate(0.053543, 4, &result, NULL), AIC_OK);
    assert_within(result, 0.05250032, 5e-9);
}

/* Rate 0 and its neighbours. */
TEST(next_to_rate_0)
{
    const double rates[] = {0, 1e-300, -1e-300, DBL_TRUE_MIN, -DBL_TRUE_MIN, 1e-18};
    for (size_t i = 0; i < COUNT(rates); i++) {
        double r = rates[i];
        assert_ulps(call5(aic_pmt, r, 10, 1000, 0, 0), -100, 1);
        assert_ulps(call5(aic_pv, r, 10, -100, 0, 1), 1000, 1);
        assert_ulps(call5(aic_fv, r, 10, -100, 0, 0), 1000, 1);
        assert_ulps(call5(aic_nper, r, -100, 1000, 0, 0), 10, 1);
        assert_ulps(call6(aic_ppmt, r, 3, 10, 1000, 0, 0), -100, 1);
        assert_within(call6(aic_ipmt, r, 3, 10, 1000, 0, 0), -800 * r, 4 * DBL_TRUE_MIN);
        assert_ulps(call6(aic_cumprinc, r, 10, 1000, 3, 5, 0), -300, 1);
    }
    assert_bits(call5(aic_rate, 10, -100, 1000, 0, 0), 0);
}

/* (1 + rate)^nper overflows, and the payment is the interest. */
TEST(growth_that_overflows)
{
    assert_ulps(call5(aic_pmt, 1, 5000, 1000, 0, 0), -1000, 1);
    assert_ulps(call5(aic_pmt, 1, 5000, 1000, 0, 1), -500, 1);
    assert_ulps(call5(aic_pmt, 0.1, 1e300, 1000, 0, 0), -100, 1);
    assert_ulps(call5(aic_pv, 1, 5000, -1000, 0, 0), 1000, 1);
    assert_ulps(call6(aic_ipmt, 1, 2, 5000, 1000, 0, 0), -1000, 1);
    double result;
    aic_error error;
    assert_status(aic_fv(1, 5000, -1, 0, 0, &result, &error), AIC_E_OVERFLOW);
    assert_true(isnan(result));
    assert_contains(error.message, "fv: the result is too large");
}

/* Every payment is its interest and its principal, and these add up. */
TEST(parts_of_a_payment)
{
    const double rates[] = {-0.5, -0.01, 0, 1e-9, 0.01, 0.3};
    for (size_t k = 0; k < COUNT(rates); k++)
        for (int when = 0; when <= 1; when++) {
            double r = rates[k], pmt = call5(aic_pmt, r, 24, 5000, 0, when);
            double interest = 0, principal = 0;
            for (int per = 1; per <= 24; per++) {
                double i = call6(aic_ipmt, r, per, 24, 5000, 0, when);
                double p = call6(aic_ppmt, r, per, 24, 5000, 0, when);
                assert_within(i + p, pmt, 4e-15 * (fabs(i) + fabs(p)));
                interest += i;
                principal += p;
                assert_within(call6(aic_cumipmt, r, 24, 5000, 1, per, when), interest,
                              1e-13 * fabs(interest));
                assert_near(call6(aic_cumprinc, r, 24, 5000, 1, per, when), principal,
                            1e-13);
            }
            assert_near(principal, -5000, 1e-13);
        }
}

/* The functions are inverses of each other. */
TEST(inverses)
{
    for (double r = -0.4; r < 1; r += 0.173)
        for (int when = 0; when <= 1; when++) {
            double pmt = call5(aic_pmt, r, 17, 1000, -200, when);
            assert_near(call5(aic_pv, r, 17, pmt, -200, when), 1000, 1e-12);
            assert_near(call5(aic_fv, r, 17, pmt, 1000, when), -200, 1e-10);
            assert_near(call5(aic_nper, r, pmt, 1000, -200, when), 17, 1e-12);
        }
}

TEST(periods_that_never_come)
{
    double result;
    aic_error error;
    assert_status(aic_nper(0.5, -500, 1000, 0, 0, &result, &error), AIC_W_NEVER);
    assert_bits(result, INFINITY);
    assert_contains(error.message, "interest and no more");
    assert_status(aic_nper(0.5, -400, 1000, 0, 0, &result, &error), AIC_E_NO_ROOT);
    assert_true(isnan(result));
    assert_status(aic_nper(0, 0, 1000, 0, 0, &result, &error), AIC_E_NO_ROOT);
    assert_bits(call5(aic_nper, 0.5, 0, 1000, -1500, 0), 1);
    assert_bits(call5(aic_nper, 0.5, -3, 1000, -1000, 0), 0);
}

TEST(rates_that_do_not_exist)
{
    double result;
    aic_error error;
    assert_status(aic_rate(10, 100, 1000, 0, 0, &result, &error), AIC_E_NO_SIGN_CHANGE);
    assert_true(isnan(result));
    assert_status(aic_rate(2, -10, 5, 25, 0, &result, &error), AIC_E_NO_ROOT);
    assert_status(aic_rate(0.5, -10, 5, 5, 0, &result, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "nper");
    assert_status(aic_rate(5, -10, 5, 5, 2, &result, &error), AIC_E_ARGUMENT);
    assert_status(aic_rate(5, -10, 5, 5, 0, NULL, &error), AIC_E_ARGUMENT);
    /* 5*g^2 - 11*g + 5.5 = 0: the one nearest to 0 of two. */
    assert_status(aic_rate(2, -11, 5, 16.5, 0, &result, &error), AIC_W_SEVERAL_ROOTS);
    assert_near(result, (1.1 - sqrt(0.11)) - 1, 1e-15);
}

/* As far out as they go: the growth overflows twice the digits; a thousand million
 * periods, of which the payments cover the interest, or have roots next to 0 and next to
 * 1. By 60 digits. */
TEST(rates_far_out)
{
    double result;
    aic_error error;
    assert_ulps(call5(aic_rate, 1, 0, -1e-280, 1, 0), 1 / 1e-280, 1);
    assert_ulps(call5(aic_rate, 1e9, -0.1, 1, 0, 0), 0.1, 1);
    assert_status(aic_rate(1e9, -0.1, 1, 5e7, 0, &result, &error), AIC_W_SEVERAL_ROOTS);
    assert_ulps(result, -1.5936242499998867e-9, 4);
    assert_contains(error.message, "2 rates");
    assert_status(aic_rate(1.1e9, -0.1, 1, 5e7, 0, &result, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "nper");
}

/* Of two rates near to each other, over periods that are not whole, the one nearest to 0.
 * By 80 digits. */
TEST(rates_near_each_other)
{
    const double rows[][6] = {
        {28.93690787362826, -0.06850257925322137, 1, 0.983238656368231, 1,
         0.0022617129034363736},
        {7.146753219274797, -0.3281205528612792, 1, 1.3450844441576904, 0,
         0.0023138030249568407},
        {74608422.52124624, -0.5710725687984286, 1, 42990067.92661601, 1,
         2.3968856404043494e-10},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const double *in = rows[i];
        double result;
        assert_status(aic_rate(in[0], in[1], in[2], in[3], (int)in[4], &result, NULL),
                      AIC_W_SEVERAL_ROOTS);
        assert_ulps(result, in[5], 4);
    }
}

TEST(capital_recovery)
{
    double result;
    assert_status(aic_capital_recovery_factor(0.08, 10, &result, NULL), AIC_OK);
    assert_within(result, 0.14903, 5e-6); /* any table of engineering economy */
    assert_status(aic_capital_recovery_factor(0, 10, &result, NULL), AIC_OK);
    assert_bits(result, 0.1);
    assert_status(aic_capital_recovery_factor(0.07, INFINITY, &result, NULL), AIC_OK);
    assert_bits(result, 0.07);
    assert_status(aic_capital_recovery_factor(-0.07, INFINITY, &result, NULL), AIC_OK);
    assert_bits(result, 0);
    aic_error error;
    assert_status(aic_capital_recovery_factor(0.07, 0, &result, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "nper");
    assert_true(isnan(result));
    assert_status(aic_capital_recovery_factor(0.07, -INFINITY, &result, &error),
                  AIC_E_RANGE);
}

/* By hand: half of 0.5 written off, 40 % tax: crf*(1 - 0.4*0.5)/0.6 + 0.02. */
TEST(fixed_charge)
{
    double crf, result;
    aic_error error;
    assert_status(aic_capital_recovery_factor(0.08, 20, &crf, NULL), AIC_OK);
    assert_status(aic_fixed_charge_rate(0.08, 20, 0.4, 0.5, 0.02, &result, NULL), AIC_OK);
    assert_near(result, crf * 0.8 / 0.6 + 0.02, 1e-15);
    assert_status(aic_fixed_charge_rate(0.08, 20, 0, 0, 0, &result, NULL), AIC_OK);
    assert_bits(result, crf);
    assert_status(aic_fixed_charge_rate(0.08, 20, 1, 0, 0, &result, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "tax_rate");
    assert_status(aic_fixed_charge_rate(0.08, 20, 0.2, -1, 0, &result, &error),
                  AIC_E_RANGE);
}

TEST(equivalent_rates)
{
    double result, back;
    aic_error error;
    assert_status(aic_equivalent_rate(0.5, 2, &result, NULL), AIC_OK);
    assert_ulps(result, 1.25, 1);
    assert_status(aic_equivalent_rate(0.12, 1.0 / 12, &result, NULL), AIC_OK);
    assert_status(aic_equivalent_rate(result, 12, &back, NULL), AIC_OK);
    assert_near(back, 0.12, 1e-14);
    assert_status(aic_equivalent_rate(0.12, 0, &result, NULL), AIC_OK);
    assert_bits(result, 0);
    assert_status(aic_equivalent_rate(1, 1e300, &result, &error), AIC_E_OVERFLOW);
    assert_status(aic_equivalent_rate(1, -1, &result, &error), AIC_E_RANGE);
    assert_status(aic_effective_rate(0.05, INFINITY, &result, NULL), AIC_OK);
    assert_ulps(result, expm1(0.05), 1);
    assert_status(aic_nominal_rate(0.05, INFINITY, &result, NULL), AIC_OK);
    assert_ulps(result, log1p(0.05), 1);
    assert_status(aic_effective_rate(-4, 4, &result, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "nominal");
    assert_status(aic_effective_rate(0.1, -INFINITY, &result, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "periods");
    assert_status(aic_nominal_rate(0.1, -INFINITY, &result, &error), AIC_E_RANGE);
    assert_status(aic_effective_rate(0.1, 0, &result, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "periods");
    assert_status(aic_nominal_rate(-1, 4, &result, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "effective");
}

TEST(what_is_refused)
{
    double result = 1;
    aic_error error;
    assert_status(aic_pmt(-1, 10, 1, 0, 0, &result, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "rate");
    assert_int_equal(error.index, 0);
    assert_true(isnan(result));
    assert_status(aic_pmt(0.1, 0, 1, 0, 0, &result, &error), AIC_E_RANGE);
    assert_int_equal(error.index, 1);
    assert_contains(error.message, "pmt: nper is 0, and must be above 0 and finite");
    assert_status(aic_pmt(0.1, 10, NAN, 0, 0, &result, &error), AIC_E_MISSING);
    assert_status(aic_pmt(0.1, 10, 1, INFINITY, 0, &result, &error), AIC_E_RANGE);
    assert_status(aic_pmt(0.1, 10, 1, 0, 2, &result, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "when is 2");
    assert_status(aic_pmt(0.1, 10, 1, 0, 0, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_ipmt(0.1, 11, 10, 1, 0, 0, &result, &error), AIC_E_RANGE);
    assert_contains(error.message, "at least 1 and at most 10");
    assert_status(aic_ppmt(0.1, 0.5, 10, 1, 0, 0, &result, &error), AIC_E_RANGE);
    assert_status(aic_pv(0.1, -1, 10, 1, 0, &result, &error), AIC_E_RANGE);
    assert_status(aic_fv(0.1, -1, 10, 1, 0, &result, &error), AIC_E_RANGE);
    assert_status(aic_nper(NAN, -1, 10, 1, 0, &result, &error), AIC_E_MISSING);
    assert_status(aic_cumipmt(0.1, 10, 1, 1.5, 3, 0, &result, &error), AIC_E_CONDITION);
    assert_status(aic_cumipmt(0.1, 10, 1, 1, 3.5, 0, &result, &error), AIC_E_CONDITION);
    assert_status(aic_cumipmt(0.1, 10, 1, 1, 11, 0, &result, &error), AIC_E_CONDITION);
    assert_status(aic_cumprinc(0.1, 10, 1, 4, 3, 0, &result, &error), AIC_E_CONDITION);
    assert_status(aic_cumprinc(0.1, 10, 1, 0, 3, 0, &result, &error), AIC_E_RANGE);
    assert_status(aic_cumprinc(0.1, 10, 1, 1, 3, 7, &result, &error), AIC_E_ARGUMENT);
    assert_status(aic_cumipmt(0.1, 10, 1, 1, 3, 0, NULL, &error), AIC_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numpy_financial_examples),
        cmocka_unit_test(spreadsheet_examples),
        cmocka_unit_test(next_to_rate_0),
        cmocka_unit_test(growth_that_overflows),
        cmocka_unit_test(parts_of_a_payment),
        cmocka_unit_test(inverses),
        cmocka_unit_test(periods_that_never_come),
        cmocka_unit_test(rates_that_do_not_exist),
        cmocka_unit_test(rates_far_out),
        cmocka_unit_test(rates_near_each_other),
        cmocka_unit_test(capital_recovery),
        cmocka_unit_test(fixed_charge),
        cmocka_unit_test(equivalent_rates),
        cmocka_unit_test(what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
