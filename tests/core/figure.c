/* Figures as people write them. */
#include "support.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *text, *unit;
    double value, half_unit;
    int digits;
    const char *currency;
} row;

static void check_row(const row *r)
{
    aic_figure figure;
    aic_error error;
    if (aic_figure_parse(r->text, r->unit, &figure, &error) < 0)
        fail_msg("\"%s\": %s", r->text, error.message);
    assert_int_equal(error.status, AIC_OK);
    bool same = figure.value == r->value && figure.digits == r->digits &&
                ulps_between(figure.half_unit, r->half_unit) <= 4 &&
                strcmp(figure.currency, r->currency) == 0;
    if (!same)
        fail_msg("\"%s\" is %.17g +- %g, %d digits, \"%s\"", r->text, figure.value,
                 figure.half_unit, figure.digits, figure.currency);
}

static void check_rows(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_row(&rows[i]);
}

static const row plain[] = {
    {"20", "MW", 20, 5, 1, ""},
    {"22,000", "1", 22000, 500, 2, ""},
    {"22,001", "1", 22001, 0.5, 5, ""},
    {"1,234,567.5", "1", 1234567.5, 0.05, 8, ""},
    {"0.30", "1", 0.30, 0.005, 2, ""},
    {"0.0300", "1", 0.03, 0.00005, 3, ""},
    {"105", "MW", 105, 0.5, 3, ""},
    {".5", "1", 0.5, 0.05, 1, ""},
    {"5.", "1", 5, 0.5, 1, ""},
    {"100.0", "1", 100, 0.05, 4, ""},
    {"-12.5", "cur/kWh", -12.5, 0.05, 3, ""},
    {"\xE2\x88\x92"
     "12.5",
     "cur", -12.5, 0.05, 3, ""},
    {"+7", "1", 7, 0.5, 1, ""},
    {"  7  ", "1", 7, 0.5, 1, ""},
    {"\t7\t", "1", 7, 0.5, 1, ""},
    {"7\xC2\xA0MW", "MW", 7, 0.5, 1, ""},
    {"1.5e9", "1", 1.5e9, 5e7, 2, ""},
    {"1.50E+9", "1", 1.5e9, 5e6, 3, ""},
    {"15e-1", "1", 1.5, 0.05, 2, ""},
    {"0", "1", 0, 0.5, 0, ""},
    {"0.00", "1", 0, 0.005, 0, ""},
    {"0.1", "1", 0.1, 0.05, 1, ""},
    {"007", "1", 7, 0.5, 1, ""},
    {"7 MW \t ", "MW", 7, 0.5, 1, ""},
};

TEST(numbers)
{
    check_rows(plain, COUNT(plain));
}

static const row scaled[] = {
    {"50k", "1", 50000, 5000, 1, ""},
    {"50K", "1", 50000, 5000, 1, ""},
    {"50 k", "1", 50000, 5000, 1, ""},
    {"5M", "MW", 5e6, 5e5, 1, ""},
    {"5MW", "MW", 5, 0.5, 1, ""},
    {"1.33 trillion", "cur", 1.33e12, 5e9, 3, ""},
    {"1.33tn", "cur", 1.33e12, 5e9, 3, ""},
    {"650 billion", "cur/year", 650e9, 5e9, 2, ""},
    {"650B", "cur", 650e9, 5e9, 2, ""},
    {"1.5bn users", "1", 1.5e9, 5e7, 2, ""},
    {"3T", "cur", 3e12, 5e11, 1, ""},
    {"3mn", "cur", 3e6, 5e5, 1, ""},
    {"2 thousand million", "cur", 2e9, 5e8, 1, ""},
    {"1 quadrillion", "cur", 1e15, 5e14, 1, ""},
    {"5만", "1", 50000, 5000, 1, ""},
    {"3700억", "cur", 3.7e11, 5e9, 2, ""},
    {"3조 7000억", "cur", 3.7e12, 5e10, 2, ""},
    {"3조7000억원", "cur", 3.7e12, 5e10, 2, "KRW"},
    {"1조 3,300억 원", "cur", 1.33e12, 5e9, 3, "KRW"},
    {"10조", "cur", 1e13, 5e12, 1, ""},
    {"1경", "cur", 1e16, 5e15, 1, ""},
    {"5천만 원", "cur", 5e7, 5e6, 1, "KRW"},
    {"2천", "1", 2000, 500, 1, ""},
    {"3백만", "1", 3e6, 5e5, 1, ""},
    {"4십만", "1", 4e5, 5e4, 1, ""},
    {"5천억", "cur", 5e11, 5e10, 1, ""},
    {"6백억", "cur", 6e10, 5e9, 1, ""},
    {"7십억", "cur", 7e9, 5e8, 1, ""},
    {"2만 2천", "1", 22000, 500, 2, ""},
    {"1만 1", "1", 10001, 0.5, 5, ""},
};

TEST(scale_words)
{
    check_rows(scaled, COUNT(scaled));
}

static const row units[] = {
    {"400W", "MW", 400e-6, 50e-6, 1, ""},
    {"400 W", "W", 400, 50, 1, ""},
    {"1.2GW", "MW", 1200, 50, 2, ""},
    {"0.35 kW", "W", 350, 5, 2, ""},
    {"21.6GWh", "MWh", 21600, 50, 3, ""},
    {"350 kWh", "kWh/month", 350, 5, 2, ""},
    {"350 kWh/month", "kWh/month", 350, 5, 2, ""},
    {"0.35 MWh per month", "kWh/month", 350, 5, 2, ""},
    {"720 MWh/day", "MWh/day", 720, 5, 2, ""},
    {"2 TWh/year", "MWh/year", 2e6, 5e5, 1, ""},
    {"2 TWh/a", "MWh/year", 2e6, 5e5, 1, ""},
    {"370 g/kWh", "g/kWh", 370, 5, 2, ""},
    {"0.37 kgCO2e/kWh", "g/kWh", 370, 5, 2, ""},
    {"370 kg/MWh", "g/kWh", 370, 5, 2, ""},
    {"60 %", "1", 0.6, 0.05, 1, ""},
    {"61.7%", "1", 0.617, 0.0005, 3, ""},
    {"60퍼센트", "1", 0.6, 0.05, 1, ""},
    {"10 percent", "1/year", 0.1, 0.05, 1, ""},
    {"10%/year", "1/year", 0.1, 0.05, 1, ""},
    {"24 months", "month", 24, 0.5, 2, ""},
    {"24개월", "month", 24, 0.5, 2, ""},
    {"122일", "day", 122, 0.5, 3, ""},
    {"5년", "year", 5, 0.5, 1, ""},
    {"24h", "h/day", 24, 0.5, 2, ""},
    {"24시간", "h/day", 24, 0.5, 2, ""},
    {"50,000 GPUs", "1", 50000, 5000, 1, ""},
    {"100000 GPU", "1", 1e5, 5e4, 1, ""},
    {"5만 장", "1", 50000, 5000, 1, ""},
    {"2만 2천 가구", "1", 22000, 500, 2, ""},
    {"2배", "1", 2, 0.5, 1, ""},
    {"3 Mt", "t", 3e6, 5e5, 1, ""},
    {"1 kt/year", "t/year", 1000, 500, 1, ""},
    {"24 hours a day", "h/day", 24, 0.5, 2, ""},
    {"0.1/year", "1/year", 0.1, 0.05, 1, ""},
    {"0.1 per year", "1/year", 0.1, 0.05, 1, ""},
    {"400 watts", "MW", 0.0004, 5e-5, 1, ""},
    {"50,000 GPUs", "any", 50000, 5000, 1, ""},
    {"5", "any", 5, 0.5, 1, ""},
    {"1 T", "t", 1e12, 5e11, 1, ""},
    {"1 t", "t", 1, 0.5, 1, ""},
};

TEST(units_move_the_point)
{
    check_rows(units, COUNT(units));
}

static const row money[] = {
    {"$30,000", "cur", 30000, 5000, 1, "USD"},
    {"US$ 30,000", "cur", 30000, 5000, 1, "USD"},
    {"-$5", "cur", -5, 0.5, 1, "USD"},
    {"USD 5.1 trillion", "cur", 5.1e12, 5e10, 2, "USD"},
    {"50 million KRW", "cur", 5e7, 5e6, 1, "KRW"},
    {"₩1,330", "cur", 1330, 5, 3, "KRW"},
    {"€0.25/kWh", "cur/kWh", 0.25, 0.005, 2, "EUR"},
    {"£10", "cur", 10, 5, 1, "GBP"},
    {"¥150", "cur", 150, 5, 2, "JPY"},
    {"82.6 USD/MWh", "cur/kWh", 0.0826, 5e-5, 3, "USD"},
    {"150원/kWh", "cur/kWh", 150, 5, 2, "KRW"},
    {"34.7 dollars", "cur/month", 34.7, 0.05, 3, "USD"},
    {"7달러", "cur/month", 7, 0.5, 1, "USD"},
    {"7 dollars per month", "cur/month", 7, 0.5, 1, "USD"},
    {"$36 per month", "cur/month", 36, 0.5, 2, "USD"},
    {"$650 billion a year", "cur/year", 650e9, 5e9, 2, "USD"},
    {"$0.08 per kWh", "cur/kWh", 0.08, 0.005, 1, "USD"},
    {"10 CHF", "cur", 10, 5, 1, "CHF"},
    {"9 euros", "cur", 9, 0.5, 1, "EUR"},
    {"9euros", "cur", 9, 0.5, 1, "EUR"},
    {"9 won", "cur", 9, 0.5, 1, "KRW"},
    {"1 billion USD", "any", 1e9, 5e8, 1, "USD"},
    {"10 $/kW/month", "cur/kW/month", 10, 5, 1, "USD"},
};

TEST(currencies)
{
    check_rows(money, COUNT(money));
}

static const char *const refused[][2] = {
    {"", "1"},
    {"   ", "1"},
    {"twenty", "1"},
    {".", "1"},
    {",5", "1"},
    {"1,5", "1"},
    {"1,50", "1"},
    {"1,0000", "1"},
    {"1000,000", "1"},
    {"1,000,00", "1"},
    {"1,00.5", "1"},
    {"1,00,000", "1"},
    {"5e", "1"},
    {"5e+", "1"},
    {"5k{", "1"},
    {"5k_", "1"},
    {"5 USD/kWh", "any"},
    {"5 kg", "any"},
    {"1GW", "any"},
    {"5 W", "any"},
    {"50%", "any"},
    {"5/", "1"},
    {"5 MW/", "MW"},
    {"1.5,000", "1"},
    {"1,,000", "1"},
    {"1.2.3", "1"},
    {"1..2", "1"},
    {"--5", "1"},
    {"5 5", "1"},
    {"nan", "1"},
    {"inf", "1"},
    {"0x10", "1"},
    {"1e999", "1"},
    {"1e99999999999999999999", "1"},
    {"-1e400", "1"},
    {"5 parsecs", "day"},
    {"5MW", "MWh"},
    {"5MWh", "MW"},
    {"5 months", "year"},
    {"12 months", "day"},
    {"5 kWh/day", "kWh/month"},
    {"5 kWh/month/year", "kWh/month"},
    {"5%", "MW"},
    {"5 USD", "1"},
    {"5 MWH", "MWh"},
    {"5 mw", "MW"},
    {"$", "cur"},
    {"USD", "cur"},
    {"3조 7000억 x", "cur"},
    {"3조-7", "cur"},
    {"5 million million parsecs", "1"},
    {"5 M W", "MW"},
    {"5M W", "MW"},
    {"5 k Wh/month", "kWh/month"},
    {"5 B W x", "MW"},
    {"700 W x", "W"},
    {"700W W", "W"},
};

TEST(refusals)
{
    for (size_t i = 0; i < COUNT(refused); i++) {
        aic_figure figure = {.value = 7, .digits = 7};
        aic_error error;
        int status = aic_figure_parse(refused[i][0], refused[i][1], &figure, &error);
        if (status != AIC_E_FIGURE)
            fail_msg("\"%s\" in %s gives %s, %.17g", refused[i][0], refused[i][1],
                     aic_status_name(status), figure.value);
        assert_int_equal(error.status, AIC_E_FIGURE);
        assert_contains(error.message, refused[i][1]);
        assert_bits(figure.value, 7);
        assert_status(aic_figure_parse(refused[i][0], refused[i][1], &figure, NULL),
                      AIC_E_FIGURE);
    }
}

TEST(very_long_texts)
{
    static char text[5000];
    aic_figure figure;
    aic_error error;
    memset(text, '1', sizeof text - 1);
    assert_status(aic_figure_parse(text, "1", &figure, &error), AIC_E_FIGURE);
    text[1] = ' ';
    memset(text + 2, 'x', sizeof text - 3);
    assert_status(aic_figure_parse(text, "1", &figure, &error), AIC_E_FIGURE);
    memset(text, ' ', sizeof text - 1);
    text[3000] = '5';
    assert_true(aic_figure_parse(text, "1", &figure, &error) <= 0);
    memset(text, '0', sizeof text - 1);
    text[300] = '\0';
    assert_status(aic_figure_parse(text, "1", &figure, &error), AIC_OK);
    assert_bits(figure.value, 0);
}

/* What no double can tell from 0, or from infinity, is refused and said to be so. */
TEST(very_small_and_very_large_figures)
{
    aic_figure figure;
    aic_error error;
    static const char *const small[] = {"1e-400", "-1e-400", "2e-324", "1e-99999999999"};
    for (size_t i = 0; i < COUNT(small); i++) {
        assert_status(aic_figure_parse(small[i], "1", &figure, &error), AIC_E_FIGURE);
        assert_contains(error.message, "too close to 0");
    }
    assert_status(aic_figure_parse("1e-320 W", "MW", &figure, &error), AIC_E_FIGURE);
    assert_contains(error.message, "too close to 0 for a number (unit MW)");
    assert_status(aic_figure_parse("1e400", "1", &figure, &error), AIC_E_FIGURE);
    assert_contains(error.message, "too large");
    assert_status(aic_figure_parse("0e-400", "1", &figure, NULL), AIC_OK);
    assert_bits(figure.value, 0);
    assert_status(aic_figure_parse("1e-300", "1", &figure, NULL), AIC_OK);
    assert_bits(figure.value, 1e-300);
    assert_status(aic_figure_parse("5e-324", "1", &figure, NULL), AIC_OK);
    assert_bits(figure.value, 5e-324);
}

TEST(bad_arguments)
{
    aic_figure figure;
    aic_error error;
    assert_status(aic_figure_parse(NULL, "1", &figure, &error), AIC_E_ARGUMENT);
    assert_status(aic_figure_parse("5", NULL, &figure, &error), AIC_E_ARGUMENT);
    assert_status(aic_figure_parse("5", "1", NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_figure_parse("5", "furlong", &figure, &error), AIC_E_NAME);
    assert_contains(error.message, "furlong");
    assert_status(aic_figure_parse("5", "", &figure, NULL), AIC_E_NAME);
}

/* The double nearest to what is written, whatever the unit: nothing is multiplied. */
TEST(no_rounding_on_the_way)
{
    aic_figure figure;
    const struct {
        const char *text, *unit;
        double value;
    } rows[] = {
        {"0.1 GW", "W", 0.1e9},      {"123.456 W", "MW", 123.456e-6},
        {"1.1 TWh", "kWh", 1.1e9},   {"8.3만", "1", 83000},
        {"0.7 %", "1", 0.007},       {"33.3 USD/MWh", "cur/kWh", 0.0333},
        {"2.3 million", "1", 2.3e6}, {"1.7e-7 GW", "kW", 0.17},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_status(aic_figure_parse(rows[i].text, rows[i].unit, &figure, NULL),
                      AIC_OK);
        assert_bits(figure.value, rows[i].value);
    }
}

/* A figure in every unit of the list can be read back in that unit. */
TEST(every_unit_reads_itself)
{
    for (size_t i = 0; i < aic_unit_count(); i++) {
        char text[64] = "2.5 ";
        aic_figure figure;
        const char *unit = aic_unit_at(i);
        strcat(text, strcmp(unit, "1") == 0        ? ""
                     : strcmp(unit, "any") == 0    ? ""
                     : strcmp(unit, "1/year") == 0 ? "%/year"
                                                   : unit);
        double value = strcmp(unit, "1/year") == 0 ? 0.025 : 2.5;
        int status = aic_figure_parse(text, unit, &figure, NULL);
        if (status < 0)
            fail_msg("\"%s\" cannot be read", text);
        assert_bits(figure.value, value);
    }
}

/* Programs set the locale of their user; figures are the same in all of them. */
TEST(locales_with_other_points)
{
    const char *const locales[] = {"de_DE.UTF-8", "ps_AF.UTF-8"};
    for (size_t i = 0; i < COUNT(locales); i++) {
        if (!setlocale(LC_ALL, locales[i])) {
            print_message("# no locale %s here\n", locales[i]);
            continue;
        }
        check_rows(plain, COUNT(plain));
        check_rows(units, COUNT(units));
        aic_facility_power_inputs in = aic_facility_power_defaults();
        aic_facility_power_results out;
        aic_error error;
        in.it_power_mw = 20;
        in.pue = 0.125;
        assert_status(aic_facility_power(&in, &out, &error), AIC_E_RANGE);
        assert_contains(error.message, "0.125");
        setlocale(LC_ALL, "C");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(scale_words),
        cmocka_unit_test(units_move_the_point),
        cmocka_unit_test(currencies),
        cmocka_unit_test(refusals),
        cmocka_unit_test(very_long_texts),
        cmocka_unit_test(very_small_and_very_large_figures),
        cmocka_unit_test(bad_arguments),
        cmocka_unit_test(no_rounding_on_the_way),
        cmocka_unit_test(every_unit_reads_itself),
        cmocka_unit_test(locales_with_other_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
