/* Distributions as people write them for the command. */
/* First, since cmocka has a macro of the name fail. */
#include "distribution_text.h"

#include "support.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

static const aic_variable *input(const char *model, const char *name)
{
    const aic_model *found = model_named(model);
    return aic_model_input(found, input_of(found, name));
}

static const aic_variable *pue(void)
{
    return input("facility_power", "pue");
}

static spread good(const aic_variable *of, const char *text)
{
    char currency[12] = "", currency_of[64] = "";
    spread made;
    assert_true(says_distribution(text));
    assert_int_equal(distribution_read(of, text, currency, currency_of, &made),
                     STATUS_FINE);
    return made;
}

static void same(const char *text, int family, double a, double b, double c, double d)
{
    const double wanted[] = {a, b, c, d};
    spread made = good(pue(), text);
    assert_int_equal(made.known.family, family);
    for (size_t i = 0; i < COUNT(wanted); i++)
        assert_bits(made.known.parameters[i], wanted[i]);
    distribution_free(&made);
}

/* What is said on standard error about a text that is none. */
static void bad(const aic_variable *of, const char *text, const char *says)
{
    char message[2048] = "", currency[12] = "", currency_of[64] = "";
    spread made;
    FILE *file = tmpfile();
    assert_non_null(file);
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    int status = distribution_read(of, text, currency, currency_of, &made);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    size_t length = fread(message, 1, sizeof message - 1, file);
    message[length] = '\0';
    fclose(file);
    assert_int_equal(status, STATUS_ERROR);
    assert_null(made.own);
    assert_contains(message, says);
    assert_contains(message, of->name);
}

TEST(parameters_in_order)
{
    same("uniform(1.1,1.6)", AIC_UNIFORM, 1.1, 1.6, 0, 0);
    same("loguniform( 1.1 , 1.6 )", AIC_LOG_UNIFORM, 1.1, 1.6, 0, 0);
    same("log_uniform(1.1,1.6)", AIC_LOG_UNIFORM, 1.1, 1.6, 0, 0);
    same("normal(1.5,5%)", AIC_NORMAL, 1.5, 0.05, 0, 0);
    same("lognormal(1.5,1.2)", AIC_LOG_NORMAL, 1.5, 1.2, 0, 0);
    same("triangular(1.1,1.25,1.6)", AIC_TRIANGULAR, 1.1, 1.25, 1.6, 0);
    same("pert(1.1,1.25,1.6)", AIC_PERT, 1.1, 1.25, 1.6, 0);
    same("beta(2,3)", AIC_BETA, 2, 3, 0, 1);
    same("beta(2,3,1,1.5)", AIC_BETA, 2, 3, 1, 1.5);
    same("constant(1.5)", AIC_CONSTANT, 1.5, 0, 0, 0);
}

TEST(parameters_by_name)
{
    same("triangular(high=1.6, low=1.1, mode=1.25)", AIC_TRIANGULAR, 1.1, 1.25, 1.6, 0);
    same("lognormal(median=1.5, factor=1.2)", AIC_LOG_NORMAL, 1.5, 1.2, 0, 0);
    same("normal(1.5, standard_deviation=0.1)", AIC_NORMAL, 1.5, 0.1, 0, 0);
}

TEST(units_are_those_of_figures)
{
    spread made =
        good(input("gpu_power", "gpu_tdp_w"), "lognormal(median=0.7kW, factor=1.2)");
    assert_bits(made.known.parameters[0], 700);
    assert_bits(made.known.parameters[1], 1.2);
}

TEST(one_currency)
{
    char currency[12] = "USD", of[64] = "gpu_price";
    spread made;
    const aic_variable *price = input("electricity_cost", "electricity_price_per_kwh");
    assert_int_equal(
        distribution_read(price, "uniform(0.1 USD, 0.2 USD)", currency, of, &made),
        STATUS_FINE);
    assert_int_equal(
        distribution_read(price, "uniform(0.1 EUR, 0.2 EUR)", currency, of, &made),
        STATUS_ERROR);
}

TEST(ends)
{
    spread made = good(pue(), "truncnormal(1.5, 0.2, 1, 2)");
    assert_int_equal(made.known.family, AIC_NORMAL);
    assert_bits(made.known.min, 1);
    assert_bits(made.known.max, 2);
    made = good(pue(), "lognormal(1.5, 1.2, min=1)");
    assert_bits(made.known.min, 1);
    assert_bits(made.known.max, INFINITY);
    made = good(pue(), "truncated_normal(1.5, 0.2, max=2)");
    assert_bits(made.known.min, -INFINITY);
    assert_bits(made.known.max, 2);
}

/* The normal quantile of 0.95 is 1.6448536269514722 (Abramowitz and Stegun, table 26.5).
 */
TEST(percentiles)
{
    static const double Z95 = 1.6448536269514722;
    spread made = good(pue(), "percentiles(0.05:1.1, 0.95:1.6)");
    assert_int_equal(made.known.family, AIC_NORMAL);
    assert_near(made.known.parameters[0], 1.35, 1e-13);
    assert_near(made.known.parameters[1], 0.25 / Z95, 1e-13);
    made = good(pue(), "lognormal(p95=1.6, p05=1.1)");
    assert_int_equal(made.known.family, AIC_LOG_NORMAL);
    assert_near(made.known.parameters[0], sqrt(1.1 * 1.6), 1e-13);
    assert_near(made.known.parameters[1], exp(log(1.6 / 1.1) / 2 / Z95), 1e-12);
    made = good(input("gpu_power", "gpu_tdp_w"), "percentiles(95%:800, 5%:400, min=1)");
    assert_int_equal(made.known.family, AIC_LOG_NORMAL);
    assert_bits(made.known.min, 1);
    made = good(pue(), "uniform(p25=1.25, p75=1.75)");
    assert_near(made.known.parameters[0], 1, 1e-13);
    assert_near(made.known.parameters[1], 2, 1e-13);
}

TEST(lists)
{
    spread made = good(pue(), "choices(1.1:3, 1.5)");
    assert_int_equal(made.known.family, AIC_CHOICES);
    assert_int_equal(made.known.count, 2);
    assert_bits(made.known.values[1], 1.5);
    assert_bits(made.known.weights[0], 3);
    assert_bits(made.known.weights[1], 1);
    distribution_free(&made);
    made = good(pue(), "empirical(1.1, 1.2, 1.4, max=1.3)");
    assert_int_equal(made.known.family, AIC_EMPIRICAL);
    assert_int_equal(made.known.count, 3);
    assert_bits(made.known.max, 1.3);
    distribution_free(&made);
}

TEST(usual_range)
{
    spread made = good(pue(), "usual");
    assert_int_equal(made.known.family, AIC_UNIFORM);
    assert_bits(made.known.parameters[0], pue()->low);
    assert_bits(made.known.parameters[1], pue()->high);
    made = good(pue(), "usual()");
    assert_bits(made.known.parameters[1], pue()->high);
}

TEST(figures_are_none)
{
    assert_false(says_distribution("1.5"));
    assert_false(says_distribution("1.1:1.6:0.1"));
    assert_false(says_distribution("22,000"));
}

TEST(refusals)
{
    static const char *const rows[][2] = {
        {"trianglar(1,2,3)", "did you mean \"triangular\"?"},
        {"gauss1234567(1,2)", "no distribution is named \"gauss1234567\""},
        {"normal(mean=1, standard_deviaton=2)", "did you mean \"standard_deviation\"?"},
        {"uniform(1.6, 1.1)", "uniform"},
        {"uniform(1.1)", "uniform needs high"},
        {"uniform()", "a value is missing"},
        {"uniform(1.1,1.2,1.3)", "uniform takes 2 values"},
        {"uniform(1,low=1.1,high=1.2)", "low is given twice"},
        {"truncnormal(1,1,1,2,3)", "truncnormal takes 4 values"},
        {"truncnormal(1,1,1,min=1)", "min is given twice"},
        {"normal(1.5, 0)", "standard_deviation is 0"},
        {"normal(1.5, -1)", "standard_deviation is -1"},
        {"lognormal(1.5, 1)", "factor is 1"},
        {"lognormal(1.5, p95=2)", "do not go together"},
        {"lognormal(p95=2)", "lognormal"},
        {"percentiles(1.1, 1.6)", "0.05:1.1"},
        {"percentiles(min=1)", "0.05:1.1"},
        {"percentiles(0.05:2, 0.95:1)", "is not above"},
        {"choices()", "a value is missing"},
        {"choices(min=1)", "a value is missing"},
        {"choices(22,000)", "thousands are not grouped"},
        {"choices(1.1:-1)", "weight"},
        {"choices(1.1, p05=2)", "no parameter \"p05\""},
        {"uniform(1.1, nan)", "nan"},
        {"uniform(1.1, 2 furlong)", "furlong"},
        {"uniform(1.1, 1.6", "the bracket is not closed"},
        {"uniform(1.1, 1.6) or so", "the bracket is not closed"},
        {"usual(1)", "usual takes no values"},
        {"uniform(1.1, 1.6, min=2)", "0"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        bad(pue(), rows[i][0], rows[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_in_order),
        cmocka_unit_test(parameters_by_name),
        cmocka_unit_test(units_are_those_of_figures),
        cmocka_unit_test(one_currency),
        cmocka_unit_test(ends),
        cmocka_unit_test(percentiles),
        cmocka_unit_test(lists),
        cmocka_unit_test(usual_range),
        cmocka_unit_test(figures_are_none),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
