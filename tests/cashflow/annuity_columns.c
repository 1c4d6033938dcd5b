/* Many rows of level payments have the bits of single calls. */
#include "support.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS = 5000, INPUTS = 6, FUNCTIONS = 7 };

static const size_t input_counts[FUNCTIONS] = {5, 6, 6, 5, 5, 5, 5};

static int call(int function, const double *in, double *result)
{
    int when = (int)in[input_counts[function - 1] - 1];
    switch (function) {
    case AIC_PMT:
        return aic_pmt(in[0], in[1], in[2], in[3], when, result, NULL);
    case AIC_IPMT:
        return aic_ipmt(in[0], in[1], in[2], in[3], in[4], when, result, NULL);
    case AIC_PPMT:
        return aic_ppmt(in[0], in[1], in[2], in[3], in[4], when, result, NULL);
    case AIC_PV:
        return aic_pv(in[0], in[1], in[2], in[3], when, result, NULL);
    case AIC_FV:
        return aic_fv(in[0], in[1], in[2], in[3], when, result, NULL);
    case AIC_NPER:
        return aic_nper(in[0], in[1], in[2], in[3], when, result, NULL);
    default:
        return aic_rate(in[0], in[1], in[2], in[3], when, result, NULL);
    }
}

static double columns[INPUTS][ROWS];

/* What an input may be: usual, at an edge, or bad. */
static double value_of(uint64_t *seed, int function, size_t input)
{
    static const double edges[] = {0,     1,       -1,    NAN,   INFINITY,
                                   1e300, -1e-300, 1e-12, -0.999};
    bool has_rate = function != AIC_RATE,
         has_per = function == AIC_IPMT || function == AIC_PPMT;
    if (input == input_counts[function - 1] - 1)
        return random_bits(seed) % 50 == 0 ? 2 : (double)(random_bits(seed) % 2);
    if (random_bits(seed) % 40 == 0)
        return edges[random_bits(seed) % COUNT(edges)];
    if (has_rate && input == 0)
        return random_between(seed, -0.3, 0.5);
    size_t nper_at = has_rate ? (has_per ? 2 : 1) : 0;
    if (has_per && input == 1)
        return floor(random_between(seed, 1, 40));
    if (function != AIC_NPER && input == nper_at)
        return random_between(seed, 1, 400);
    return random_between(seed, -1000, 1000);
}

TEST(columns_have_the_bits_of_single_calls)
{
    static double results[ROWS];
    uint64_t seed = 20261126;
    for (int function = AIC_PMT; function <= AIC_RATE; function++) {
        size_t count = input_counts[function - 1], failed = 0;
        aic_column in[INPUTS];
        for (size_t k = 0; k < count; k++) {
            in[k] = (aic_column){columns[k], 1};
            for (size_t i = 0; i < ROWS; i++)
                columns[k][i] = value_of(&seed, function, k);
        }
        aic_columns_options options = {.size = sizeof options,
                                       .threads = (uint32_t)function % 3};
        aic_columns_report report = {.size = sizeof report};
        assert_status(aic_annuity_columns(function, in, count, ROWS, &options, results,
                                          &report, NULL),
                      AIC_W_ROWS);
        for (size_t i = 0; i < ROWS; i++) {
            double row[INPUTS], one;
            for (size_t k = 0; k < count; k++)
                row[k] = columns[k][i];
            failed += call(function, row, &one) < 0;
            assert_bits(results[i], one);
        }
        assert_int_equal(report.rows_failed, failed);
        assert_true(failed > 100 && failed < ROWS);
    }
}

/* Constants, defaults, few rows, and backwards. */
TEST(layouts)
{
    const double rate = 0.01, nper[] = {12, 24, 36}, pv = 1000;
    double results[3], one;
    for (size_t rows = 0; rows <= 3; rows++) {
        const aic_column in[] = {
            {&rate, 0}, {nper + 2, -1}, {&pv, 0}, {NULL, 0}, {NULL, 0}};
        assert_status(
            aic_annuity_columns(AIC_PMT, in, 5, rows, NULL, results, NULL, NULL), AIC_OK);
        for (size_t i = 0; i < rows; i++) {
            assert_status(aic_pmt(rate, nper[2 - i], pv, 0, 0, &one, NULL), AIC_OK);
            assert_bits(results[i], one);
        }
    }
}

TEST(what_is_refused)
{
    const double rates[] = {0.1, -1}, nper = 10, pv = 100;
    double results[2] = {7, 7};
    const aic_column in[] = {{rates, 1}, {&nper, 0}, {&pv, 0}, {NULL, 0}, {NULL, 0}};
    const aic_column none[] = {{rates, 1}, {NULL, 0}, {&pv, 0}, {NULL, 0}, {NULL, 0}};
    aic_columns_options strict = {.size = sizeof strict, .strict = true};
    aic_error error;
    assert_status(aic_annuity_columns(0, in, 5, 2, NULL, results, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_annuity_columns(8, in, 5, 2, NULL, results, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_annuity_columns(AIC_PMT, in, 4, 2, NULL, results, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "5 inputs, not 4");
    assert_status(aic_annuity_columns(AIC_PMT, NULL, 5, 2, NULL, results, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_annuity_columns(AIC_PMT, in, 5, 2, NULL, NULL, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_status(
        aic_annuity_columns(AIC_PMT, in, 5, SIZE_MAX, NULL, results, NULL, &error),
        AIC_E_ARGUMENT);
    assert_status(aic_annuity_columns(AIC_PMT, none, 5, 2, NULL, results, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "input 1 has no values");
    assert_status(aic_annuity_columns(AIC_PMT, in, 5, 2, &strict, results, NULL, &error),
                  AIC_E_RANGE);
    assert_int_equal(error.row, 1);
    assert_bits(results[0], 7);
    assert_status(aic_annuity_columns(AIC_PMT, in, 5, 2, NULL, results, NULL, &error),
                  AIC_W_ROWS);
    assert_contains(error.message, "row 1: pmt: rate is -1");
    assert_status(aic_annuity_columns(AIC_PMT, in, 5, 0, NULL, NULL, NULL, &error),
                  AIC_OK);
    assert_true(isnan(results[1]) && results[0] < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_have_the_bits_of_single_calls),
        cmocka_unit_test(layouts),
        cmocka_unit_test(what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
