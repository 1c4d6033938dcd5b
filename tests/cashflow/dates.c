/* The calendar and the day counts. */
#include "support.h"

static int64_t days_of(int32_t year, int32_t month, int32_t day)
{
    int64_t days;
    assert_status(aic_date_to_days(year, month, day, &days, NULL), AIC_OK);
    return days;
}

static double fraction(int32_t y, int32_t m, int32_t d, int32_t y2, int32_t m2,
                       int32_t d2, int day_count)
{
    double years;
    assert_status(
        aic_year_fraction(days_of(y, m, d), days_of(y2, m2, d2), day_count, &years, NULL),
        AIC_OK);
    return years;
}

TEST(known_days)
{
    assert_int_equal(days_of(1970, 1, 1), 0);
    assert_int_equal(days_of(1969, 12, 31), -1);
    assert_int_equal(days_of(2000, 2, 29), 11016);
    assert_int_equal(days_of(2000, 3, 1), 11017);
    assert_int_equal(days_of(0, 3, 1), -719468);
    assert_int_equal(days_of(1, 1, 1),
                     -719162); /* -Python's date(1970, 1, 1).toordinal() + 1 */
}

/* Every day of 800 years, and the ends, there and back. */
TEST(there_and_back)
{
    int32_t y, m, d, last_d = 0;
    for (int64_t days = days_of(-100, 1, 1); days < days_of(700, 1, 1); days++) {
        assert_status(aic_date_from_days(days, &y, &m, &d, NULL), AIC_OK);
        assert_int_equal(days_of(y, m, d), days);
        assert_true(d == last_d + 1 || d == 1);
        last_d = d;
    }
    const int64_t ends[] = {days_of(-999999, 1, 1), days_of(999999, 12, 31)};
    for (size_t i = 0; i < 2; i++) {
        assert_status(aic_date_from_days(ends[i], &y, &m, &d, NULL), AIC_OK);
        assert_int_equal(days_of(y, m, d), ends[i]);
    }
}

TEST(dates_that_do_not_exist)
{
    const int32_t none[][3] = {{2023, 2, 29}, {1900, 2, 29},   {2024, 13, 1},
                               {2024, 0, 1},  {2024, 4, 31},   {2024, 1, 0},
                               {2024, 1, 32}, {1000000, 1, 1}, {-1000000, 1, 1}};
    int64_t days = 7;
    aic_error error;
    for (size_t i = 0; i < COUNT(none); i++) {
        assert_status(aic_date_to_days(none[i][0], none[i][1], none[i][2], &days, &error),
                      AIC_E_RANGE);
        assert_contains(error.message, "there is no");
        assert_int_equal(days, 7);
    }
    assert_status(aic_date_to_days(2024, 2, 29, NULL, &error), AIC_E_ARGUMENT);
    int32_t y = 7, m, d;
    assert_status(aic_date_from_days(INT64_MAX, &y, &m, &d, &error), AIC_E_RANGE);
    assert_status(aic_date_from_days(INT64_MIN, &y, &m, &d, &error), AIC_E_RANGE);
    assert_status(aic_date_from_days(days_of(999999, 12, 31) + 1, &y, &m, &d, &error),
                  AIC_E_RANGE);
    assert_int_equal(y, 7);
    assert_status(aic_date_from_days(0, NULL, &m, &d, &error), AIC_E_ARGUMENT);
    assert_status(aic_date_from_days(0, &y, NULL, &d, &error), AIC_E_ARGUMENT);
    assert_status(aic_date_from_days(0, &y, &m, NULL, &error), AIC_E_ARGUMENT);
}

/* 2003-11-01 to 2004-05-01 is the example of ISDA's paper "EMU and market conventions",
 * 1998: 61/365 + 121/366. */
TEST(actual)
{
    assert_ulps(fraction(2003, 11, 1, 2004, 5, 1, AIC_ACT_ACT_ISDA),
                61.0 / 365 + 121.0 / 366, 1);
    assert_bits(fraction(2003, 11, 1, 2004, 5, 1, AIC_ACT_365F), 182.0 / 365);
    assert_bits(fraction(2003, 11, 1, 2004, 5, 1, AIC_ACT_360), 182.0 / 360);
    assert_bits(fraction(2000, 1, 1, 2023, 1, 1, AIC_ACT_ACT_ISDA), 23);
    assert_bits(fraction(2023, 1, 1, 2000, 1, 1, AIC_ACT_ACT_ISDA), -23);
    assert_bits(fraction(2024, 3, 1, 2024, 3, 1, AIC_ACT_ACT_ISDA), 0);
}

/* The rules of the two conventions, applied by hand; days of 360. */
TEST(months_of_30_days)
{
    const struct {
        int32_t from[3], to[3];
        int us, european;
    } rows[] = {
        {{2024, 1, 15}, {2024, 2, 15}, 30, 30},
        {{2024, 1, 31}, {2024, 3, 31}, 60, 60}, /* both ends are the 30th */
        {{2024, 1, 30}, {2024, 3, 31}, 60, 60},
        {{2024, 1, 29}, {2024, 3, 31}, 62, 61}, /* US: the 31st stays */
        {{2024, 1, 31}, {2024, 2, 29}, 29, 29},
        {{2024, 2, 29}, {2024, 3, 31}, 30, 31}, /* US: the end of February is the 30th */
        {{2023, 2, 28}, {2024, 2, 29}, 360, 361}, /* US: both are */
        {{2023, 2, 28}, {2023, 3, 1}, 1, 3},
        {{2024, 2, 28}, {2024, 3, 1}, 3, 3}, /* not the end of that February */
        {{2023, 12, 31}, {2024, 12, 31}, 360, 360},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const int32_t *a = rows[i].from, *b = rows[i].to;
        assert_bits(fraction(a[0], a[1], a[2], b[0], b[1], b[2], AIC_30_360_US),
                    rows[i].us / 360.0);
        assert_bits(fraction(a[0], a[1], a[2], b[0], b[1], b[2], AIC_30E_360),
                    rows[i].european / 360.0);
        assert_bits(fraction(b[0], b[1], b[2], a[0], a[1], a[2], AIC_30_360_US),
                    -(rows[i].us / 360.0));
    }
}

TEST(year_fractions_refused)
{
    double years = 7;
    aic_error error;
    assert_status(aic_year_fraction(0, 1, AIC_ACT_360, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_year_fraction(0, 1, 5, &years, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "day count 5");
    assert_status(aic_year_fraction(0, 1, -1, &years, &error), AIC_E_ARGUMENT);
    assert_status(aic_year_fraction(INT64_MIN, 1, 0, &years, &error), AIC_E_RANGE);
    assert_contains(error.message, "-9223372036854775808");
    assert_status(aic_year_fraction(1, INT64_MAX, 0, &years, &error), AIC_E_RANGE);
    assert_contains(error.message, "9223372036854775807");
}

TEST(narrow_dates)
{
    const int32_t narrow[] = {INT32_MIN, -1, 0, INT32_MAX};
    int64_t wide[4];
    assert_status(aic_dates_widen(narrow, 4, wide, NULL), AIC_OK);
    for (size_t i = 0; i < 4; i++)
        assert_true(wide[i] == narrow[i]);
    assert_status(aic_dates_widen(NULL, 0, NULL, NULL), AIC_OK);
    assert_status(aic_dates_widen(NULL, 1, wide, NULL), AIC_E_ARGUMENT);
    assert_status(aic_dates_widen(narrow, 1, NULL, NULL), AIC_E_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days),
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(dates_that_do_not_exist),
        cmocka_unit_test(actual),
        cmocka_unit_test(months_of_30_days),
        cmocka_unit_test(year_fractions_refused),
        cmocka_unit_test(narrow_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
