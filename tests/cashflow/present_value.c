/* Net present values, at even periods and at dates. */
#include "support.h"

#include <float.h>
#include <math.h>
#include <string.h>

static double npv_of(double rate, const double *values, size_t count)
{
    double npv;
    aic_error error;
    assert_status(aic_npv(rate, values, count, &npv, &error), AIC_OK);
    assert_status(error.status, AIC_OK);
    return npv;
}

/* numpy-financial 1.0, documentation of npv(). */
TEST(first_flow_at_period_0)
{
    const double values[] = {-40000, 5000, 8000, 12000, 30000};
    assert_within(npv_of(0.08, values, COUNT(values)), 3065.22267, 5e-6);
}

/* Microsoft, support pages of NPV: two examples. */
TEST(first_flow_at_period_1)
{
    const double one[] = {-10000, 3000, 4200, 6800};
    const double two[] = {8000, 9200, 10000, 12000, 14500};
    double npv;
    assert_status(aic_npv_from_period_1(0.1, one, COUNT(one), &npv, NULL), AIC_OK);
    assert_within(npv, 1188.44, 0.005);
    assert_status(aic_npv_from_period_1(0.08, two, COUNT(two), &npv, NULL), AIC_OK);
    assert_within(npv - 40000, 1922.06, 0.005);
}

/* The two conventions are one factor apart. */
TEST(conventions_differ_by_one_period)
{
    const double values[] = {-3, 1, 4, 1, -5, 9};
    double late;
    for (double rate = -0.9; rate < 3; rate += 0.1) {
        assert_status(aic_npv_from_period_1(rate, values, COUNT(values), &late, NULL),
                      AIC_OK);
        assert_near(late * (1 + rate), npv_of(rate, values, COUNT(values)), 1e-15);
    }
}

/* At rate 0 it is the sum: one that plain addition gets wrong altogether. */
TEST(cancellation)
{
    const double values[] = {1e16, 1, -1e16, 3, 1e300, -1e300};
    assert_bits(npv_of(0, values, COUNT(values)), 4);
}

TEST(no_flows_are_worth_nothing)
{
    double npv = 1;
    assert_status(aic_npv(0.1, NULL, 0, &npv, NULL), AIC_OK);
    assert_bits(npv, 0);
    assert_status(aic_npv_from_period_1(0.1, NULL, 0, &npv, NULL), AIC_OK);
    assert_bits(npv, 0);
    assert_status(aic_xnpv(0.1, NULL, NULL, 0, NULL, &npv, NULL), AIC_OK);
    assert_bits(npv, 0);
}

TEST(near_the_largest_double)
{
    const double values[] = {DBL_MAX, -DBL_MAX, DBL_MAX};
    double npv;
    assert_near(npv_of(0.5, values, 3), DBL_MAX * (7.0 / 9), 1e-15);
    assert_bits(npv_of(0, values, 3), DBL_MAX);
    const double too_much[] = {DBL_MAX, DBL_MAX};
    aic_error error;
    assert_status(aic_npv(0, too_much, 2, &npv, &error), AIC_E_OVERFLOW);
    assert_true(isnan(npv));
    assert_contains(error.message, "too large");
    /* Period 1: what is too large at period 0 need not be a period earlier. */
    assert_status(aic_npv_from_period_1(3, too_much, 2, &npv, NULL), AIC_OK);
    assert_near(npv, DBL_MAX * 0.3125, 1e-15);
    assert_status(aic_npv_from_period_1(1, too_much, 2, &npv, NULL), AIC_OK);
    assert_near(npv, DBL_MAX * 0.75, 1e-15);
}

/* Halves and their sums are exact. */
TEST(next_to_the_smallest_double)
{
    const double values[] = {1e-300, 2e-300, -4e-300};
    assert_bits(npv_of(1, values, 2), 2e-300);
    assert_bits(npv_of(1, values, 3), 1e-300);
}

/* Microsoft, support page of XNPV. */
static const double dated_values[] = {-10000, 2750, 4250, 3250, 2750};
static int64_t dated_days[5];

static int make_dates(void **state __attribute__((unused)))
{
    const int32_t dates[5][3] = {
        {2008, 1, 1}, {2008, 3, 1}, {2008, 10, 30}, {2009, 2, 15}, {2009, 4, 1}};
    for (size_t i = 0; i < 5; i++)
        if (aic_date_to_days(dates[i][0], dates[i][1], dates[i][2], &dated_days[i],
                             NULL) != AIC_OK)
            return -1;
    return 0;
}

TEST(at_dates)
{
    double npv;
    assert_status(aic_xnpv(0.09, dated_values, dated_days, 5, NULL, &npv, NULL), AIC_OK);
    assert_within(npv, 2086.647602, 5e-7);
}

/* A base date moves all of it by one factor; order and splitting do nothing. */
TEST(base_dates_and_order)
{
    const double values[] = {2750, -10000, 4250, 3250, 1000, 1750};
    const int64_t dates[] = {dated_days[1], dated_days[0], dated_days[2],
                             dated_days[3], dated_days[4], dated_days[4]};
    aic_cashflow_options options = {.size = sizeof options};
    double npv, first;
    assert_status(aic_xnpv(0.09, values, dates, 6, &options, &first, NULL), AIC_OK);
    options.base_date = AIC_BASE_EARLIEST;
    assert_status(aic_xnpv(0.09, values, dates, 6, &options, &npv, NULL), AIC_OK);
    assert_within(npv, 2086.647602, 5e-7);
    assert_near(first, npv * pow(1.09, 60.0 / 365), 1e-15);
}

/* Below rate 0 weights run from the last flow: the same by hand. */
TEST(below_rate_0)
{
    const double values[] = {-100, 50, 60};
    const int64_t dates[] = {0, 365, 730};
    double npv;
    assert_status(aic_xnpv(-0.5, values, dates, 3, NULL, &npv, NULL), AIC_OK);
    assert_ulps(npv, -100 + 50 / 0.5 + 60 / 0.25, 1);
    assert_bits(npv_of(-0.5, values, 3), 240);
}

TEST(day_counts_change_it)
{
    const double values[] = {0, 100};
    const int64_t dates[] = {0, 360};
    aic_cashflow_options options = {.size = sizeof options, .day_count = AIC_ACT_360};
    double npv;
    assert_status(aic_xnpv(0.25, values, dates, 2, &options, &npv, NULL), AIC_OK);
    assert_ulps(npv, 80, 1);
    options.day_count = AIC_ACT_365F;
    assert_status(aic_xnpv(0.25, values, dates, 2, &options, &npv, NULL), AIC_OK);
    assert_near(npv, 100 * pow(1.25, -360.0 / 365), 1e-15);
}

TEST(what_is_refused)
{
    double values[] = {1, 2, 3}, npv = 7;
    int64_t dates[] = {0, 1, INT64_MAX};
    aic_error error;
    assert_status(aic_npv(0.1, NULL, 3, &npv, &error), AIC_E_ARGUMENT);
    assert_true(isnan(npv));
    assert_status(aic_npv(0.1, values, 3, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_npv(NAN, values, 3, &npv, &error), AIC_E_MISSING);
    assert_string_equal(error.variable, "rate");
    const double rates[] = {-1, -2, INFINITY, -INFINITY};
    for (size_t i = 0; i < COUNT(rates); i++) {
        assert_status(aic_npv(rates[i], values, 3, &npv, &error), AIC_E_RANGE);
        assert_bits(error.value, rates[i]);
        assert_bits(error.min, -1);
        assert_contains(error.message, "above -1");
    }
    assert_status(aic_xnpv(0.1, values, dates, 3, NULL, &npv, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "dates");
    assert_int_equal(error.index, 2);
    assert_true(isnan(npv));
    assert_status(aic_xnpv(0.1, values, NULL, 3, NULL, &npv, &error), AIC_E_ARGUMENT);
    values[1] = INFINITY;
    assert_status(aic_npv(0.1, values, 3, &npv, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "values[1]");
    assert_int_equal(error.index, 1);
    values[1] = NAN;
    assert_status(aic_npv_from_period_1(0.1, values, 3, &npv, &error), AIC_E_MISSING);
    assert_status(aic_xnpv(0.1, values, dates, 2, NULL, &npv, &error), AIC_E_MISSING);
}

TEST(options_of_any_age)
{
    struct {
        aic_cashflow_options known;
        double newer;
    } options = {{.size = sizeof options}, 0};
    double npv;
    aic_error error;
    assert_status(aic_xnpv(0.09, dated_values, dated_days, 5, &options.known, &npv, NULL),
                  AIC_OK);
    options.newer = 1;
    assert_status(
        aic_xnpv(0.09, dated_values, dated_days, 5, &options.known, &npv, &error),
        AIC_E_VERSION);
    options.known.size = 0;
    assert_status(
        aic_xnpv(0.09, dated_values, dated_days, 5, &options.known, &npv, &error),
        AIC_E_ARGUMENT);
    assert_contains(error.message, "size");
    /* A caller that knows the size and the guess alone. */
    options.known = (aic_cashflow_options){
        .size = offsetof(aic_cashflow_options, day_count), .day_count = 77};
    assert_status(aic_xnpv(0.09, dated_values, dated_days, 5, &options.known, &npv, NULL),
                  AIC_OK);
    options.known.size = sizeof options.known;
    assert_status(
        aic_xnpv(0.09, dated_values, dated_days, 5, &options.known, &npv, &error),
        AIC_E_ARGUMENT);
    assert_contains(error.message, "day count 77");
    options.known.day_count = AIC_30E_360;
    options.known.base_date = -1;
    assert_status(
        aic_xnpv(0.09, dated_values, dated_days, 5, &options.known, &npv, &error),
        AIC_E_ARGUMENT);
    assert_contains(error.message, "base date -1");
    options.known.base_date = AIC_BASE_EARLIEST;
    options.known.guess = -1;
    assert_status(
        aic_xnpv(0.09, dated_values, dated_days, 5, &options.known, &npv, &error),
        AIC_E_RANGE);
    assert_string_equal(error.variable, "guess");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_flow_at_period_0),
        cmocka_unit_test(first_flow_at_period_1),
        cmocka_unit_test(conventions_differ_by_one_period),
        cmocka_unit_test(cancellation),
        cmocka_unit_test(no_flows_are_worth_nothing),
        cmocka_unit_test(near_the_largest_double),
        cmocka_unit_test(next_to_the_smallest_double),
        cmocka_unit_test(at_dates),
        cmocka_unit_test(base_dates_and_order),
        cmocka_unit_test(below_rate_0),
        cmocka_unit_test(day_counts_change_it),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(options_of_any_age),
    };
    return cmocka_run_group_tests(tests, make_dates, NULL);
}
