/* Many series at once: the bits of single calls, however they lie in memory and on
 * however many threads. */
#include "support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 3000, FLOWS_MAX = 30 };

static double *values;
static int64_t *dates, offsets[ROWS + 1];

/* Rows of 0 to 30 flows: conventional, of any signs, and some that are refused. */
static int make_rows(void **state __attribute__((unused)))
{
    uint64_t seed = 20261125;
    values = malloc(ROWS * FLOWS_MAX * sizeof *values);
    dates = malloc(ROWS * FLOWS_MAX * sizeof *dates);
    if (!values || !dates)
        return -1;
    for (size_t row = 0, at = 0; row < ROWS; row++) {
        size_t flows = random_bits(&seed) % (FLOWS_MAX + 1);
        bool any_sign = random_bits(&seed) % 4 == 0;
        int64_t day = 0;
        offsets[row] = (int64_t)at;
        for (size_t i = 0; i < flows; i++, at++) {
            double size = random_between(&seed, 0, 100);
            values[at] = i == 0                               ? -300
                         : any_sign && random_bits(&seed) % 2 ? -size
                                                              : size;
            dates[at] = day += (int64_t)(random_bits(&seed) % 200);
        }
        if (flows > 3 && row % 97 == 0)
            values[at - 1] = NAN;
        offsets[row + 1] = (int64_t)at;
    }
    return 0;
}

static int free_rows(void **state __attribute__((unused)))
{
    free(values);
    free(dates);
    return 0;
}

static aic_cashflows ragged(bool dated)
{
    return (aic_cashflows){.size = sizeof(aic_cashflows),
                           .rows = ROWS,
                           .values = values,
                           .dates = dated ? dates : NULL,
                           .offsets = offsets};
}

TEST(ragged_rows_have_the_bits_of_single_calls)
{
    static double rates[ROWS];
    static int32_t statuses[ROWS];
    for (int dated = 0; dated <= 1; dated++)
        for (uint32_t threads = 0; threads <= 3; threads++) {
            aic_cashflows series = ragged(dated);
            aic_columns_options columns = {.size = sizeof columns, .threads = threads};
            aic_columns_report report = {.size = sizeof report};
            aic_error error;
            assert_status(
                aic_irr_batch(&series, NULL, &columns, rates, statuses, &report, &error),
                AIC_W_ROWS);
            size_t failed = 0, unusual = 0, first = SIZE_MAX;
            for (size_t row = 0; row < ROWS; row++) {
                double rate;
                const double *from = values + offsets[row];
                size_t flows = (size_t)(offsets[row + 1] - offsets[row]);
                int status =
                    dated ? aic_xirr(from, dates + offsets[row], flows, NULL, &rate, NULL)
                          : aic_irr(from, flows, NULL, &rate, NULL);
                assert_bits(rates[row], rate);
                assert_status(statuses[row], status);
                failed += status < 0;
                unusual += status > 0;
                first = status < 0 && first == SIZE_MAX ? row : first;
            }
            assert_true(failed > 50 && unusual > 50);
            assert_int_equal(report.rows_failed, failed);
            assert_int_equal(report.rows_unusual, unusual);
            assert_int_equal(report.first_failed, first);
            assert_int_equal(error.row, first);
            assert_status(report.first_status, statuses[first]);
        }
}

/* A matrix with a stride; dates of their own, and shared. */
TEST(matrices)
{
    enum { M = 300, N = 8, STRIDE = 11 };
    static double matrix[M * STRIDE], rates[M], npvs[M];
    static int64_t when[M * STRIDE];
    uint64_t seed = 7;
    for (size_t i = 0; i < M; i++)
        for (size_t k = 0; k < STRIDE; k++) {
            matrix[i * STRIDE + k] = k == 0 ? -300 : random_between(&seed, 10, 100);
            when[i * STRIDE + k] = (int64_t)(k * 300 + i);
        }
    for (int kind = 0; kind < 3; kind++) {
        aic_cashflows series = {.size = sizeof series,
                                .rows = M,
                                .values = matrix,
                                .dates = kind > 0 ? when : NULL,
                                .flows = N,
                                .row_stride = STRIDE,
                                .date_stride = kind == 1 ? STRIDE : 0};
        const double rate = 0.07;
        assert_status(aic_irr_batch(&series, NULL, NULL, rates, NULL, NULL, NULL),
                      AIC_OK);
        assert_status(aic_npv_batch(&series, (aic_column){&rate, 0}, NULL, NULL, npvs,
                                    NULL, NULL, NULL),
                      AIC_OK);
        for (size_t i = 0; i < M; i++) {
            double one, npv;
            const double *row = matrix + i * STRIDE;
            const int64_t *at = when + (kind == 1 ? i * STRIDE : 0);
            if (kind > 0) {
                assert_status(aic_xirr(row, at, N, NULL, &one, NULL), AIC_OK);
                assert_status(aic_xnpv(rate, row, at, N, NULL, &npv, NULL), AIC_OK);
            } else {
                assert_status(aic_irr(row, N, NULL, &one, NULL), AIC_OK);
                assert_status(aic_npv(rate, row, N, &npv, NULL), AIC_OK);
            }
            assert_bits(rates[i], one);
            assert_bits(npvs[i], npv);
        }
    }
}

TEST(a_rate_a_row)
{
    const double matrix[] = {-100, 60, 60, -100, 70, 70}, rates[] = {0.1, NAN};
    double npvs[2], one;
    int32_t statuses[2];
    aic_cashflows series = {
        .size = sizeof series, .rows = 2, .values = matrix, .flows = 3, .row_stride = 3};
    aic_error error;
    assert_status(aic_npv_batch(&series, (aic_column){rates, 1}, NULL, NULL, npvs,
                                statuses, NULL, &error),
                  AIC_W_ROWS);
    assert_status(aic_npv(0.1, matrix, 3, &one, NULL), AIC_OK);
    assert_bits(npvs[0], one);
    assert_true(isnan(npvs[1]));
    assert_status(statuses[0], AIC_OK);
    assert_status(statuses[1], AIC_E_MISSING);
    assert_int_equal(error.row, 1);
    assert_contains(error.message, "row 1: npv: rate has no value");
}

TEST(strict_mode_writes_nothing)
{
    static double rates[ROWS];
    static int32_t statuses[ROWS];
    aic_cashflows series = ragged(false);
    aic_columns_options columns = {.size = sizeof columns, .threads = 2, .strict = true};
    aic_columns_report report = {.size = sizeof report};
    aic_error error;
    for (size_t i = 0; i < ROWS; i++) {
        rates[i] = 7;
        statuses[i] = 77;
    }
    int status = aic_irr_batch(&series, NULL, &columns, rates, statuses, &report, &error);
    assert_true(status < 0);
    assert_status(status, report.first_status);
    assert_int_equal(error.row, report.first_failed);
    for (size_t i = 0; i < ROWS; i++) {
        assert_bits(rates[i], 7);
        assert_int_equal(statuses[i], 77);
    }
    const double good[] = {-100, 60, 60, -100, 70, 70};
    series = (aic_cashflows){
        .size = sizeof series, .rows = 2, .values = good, .flows = 3, .row_stride = 3};
    assert_status(aic_irr_batch(&series, NULL, &columns, rates, statuses, NULL, NULL),
                  AIC_OK);
    assert_status(statuses[1], AIC_OK);
    assert_within(rates[0], 0.130662386, 1e-9);
}

TEST(several_roots_are_told)
{
    const double matrix[] = {-1, 2, 0, 0, -1000, 3900, -5030, 2145};
    double rates[2];
    aic_cashflows series = {
        .size = sizeof series, .rows = 2, .values = matrix, .flows = 4, .row_stride = 4};
    aic_columns_report report = {.size = sizeof report};
    aic_cashflow_options options = {.size = sizeof options, .guess = 0.5};
    aic_error error;
    assert_status(aic_irr_batch(&series, &options, NULL, rates, NULL, &report, &error),
                  AIC_W_SEVERAL_ROOTS);
    assert_ulps(rates[1], 0.5, 1);
    assert_int_equal(report.rows_unusual, 1);
    assert_int_equal(report.first_unusual, 1);
    assert_int_equal(error.row, 1);
}

static int stop(void *context, size_t done, size_t rows)
{
    size_t *calls = context;
    assert_true(done > 0 && done <= rows && rows == ROWS);
    return ++*calls == 2;
}

TEST(progress_can_cancel)
{
    static double rates[ROWS];
    size_t calls = 0;
    aic_cashflows series = ragged(false);
    aic_columns_options columns = {
        .size = sizeof columns, .progress = stop, .context = &calls};
    aic_error error;
    assert_status(aic_irr_batch(&series, NULL, &columns, rates, NULL, NULL, &error),
                  AIC_E_CANCELLED);
    assert_int_equal(calls, 2);
}

TEST(no_rows)
{
    aic_cashflows series = {.size = sizeof series};
    assert_status(aic_irr_batch(&series, NULL, NULL, NULL, NULL, NULL, NULL), AIC_OK);
    assert_status(
        aic_npv_batch(&series, (aic_column){NULL, 0}, NULL, NULL, NULL, NULL, NULL, NULL),
        AIC_OK);
}

TEST(what_is_refused)
{
    double rates[2] = {7, 7};
    const int64_t down[] = {0, 3, 2}, below[] = {-1, 3, 3};
    const double rate = 0.1;
    aic_cashflows series = {.size = sizeof series, .rows = 2, .values = values};
    aic_cashflow_options bad = {.size = sizeof bad, .day_count = 9};
    aic_columns_options none = {.size = 0};
    aic_error error;
    assert_status(aic_irr_batch(NULL, NULL, NULL, rates, NULL, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_irr_batch(&series, NULL, NULL, NULL, NULL, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_irr_batch(&series, &bad, NULL, rates, NULL, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_irr_batch(&series, NULL, &none, rates, NULL, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_npv_batch(&series, (aic_column){NULL, 0}, NULL, NULL, rates, NULL,
                                NULL, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_npv_batch(&series, (aic_column){&rate, 0}, NULL, NULL, NULL, NULL,
                                NULL, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_npv_batch(NULL, (aic_column){&rate, 0}, NULL, NULL, rates, NULL,
                                NULL, &error),
                  AIC_E_ARGUMENT);
    series.offsets = down;
    assert_status(aic_irr_batch(&series, NULL, NULL, rates, NULL, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "offsets[1] is 3 and the next 2");
    series.offsets = below;
    assert_status(aic_irr_batch(&series, NULL, NULL, rates, NULL, NULL, &error),
                  AIC_E_ARGUMENT);
    series.offsets = NULL;
    series.flows = 3;
    series.values = NULL;
    assert_status(aic_npv_batch(&series, (aic_column){&rate, 0}, NULL, NULL, rates, NULL,
                                NULL, &error),
                  AIC_E_ARGUMENT);
    series.values = values;
    series.rows = SIZE_MAX;
    assert_status(aic_irr_batch(&series, NULL, NULL, rates, NULL, NULL, &error),
                  AIC_E_ARGUMENT);
    series.rows = 2;
    series.size = sizeof series + 8;
    assert_status(aic_irr_batch(&series, NULL, NULL, rates, NULL, NULL, &error),
                  AIC_E_VERSION);
    series.size = 1;
    assert_status(aic_irr_batch(&series, NULL, NULL, rates, NULL, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_bits(rates[0], 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ragged_rows_have_the_bits_of_single_calls),
        cmocka_unit_test(matrices),
        cmocka_unit_test(a_rate_a_row),
        cmocka_unit_test(strict_mode_writes_nothing),
        cmocka_unit_test(several_roots_are_told),
        cmocka_unit_test(progress_can_cancel),
        cmocka_unit_test(no_rows),
        cmocka_unit_test(what_is_refused),
    };
    return cmocka_run_group_tests(tests, make_rows, free_rows);
}
