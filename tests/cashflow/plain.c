/* Plain series have a way of their own, which takes neither logarithms nor memory: it
 * agrees with the general one, and side by side it has the bits of single calls. The
 * general one is reached by a power of two that takes the flows out of what counts as
 * plain, and changes no rate. */
#include "support.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS = 4000, FLOWS_MAX = 150 };

static const double DOWN = 0x1p-600;

static double flows[ROWS * FLOWS_MAX], rates[ROWS];
static int64_t offsets[ROWS + 1];

static size_t length_of(uint64_t *seed, size_t row)
{
    static const size_t edges[] = {1, 2, 3, 127, 128, 129, FLOWS_MAX};
    if (row % 10 == 0)
        return edges[row / 10 % (sizeof edges / sizeof *edges)];
    return 2 + random_bits(seed) % (row % 3 == 0 ? FLOWS_MAX - 1 : 12);
}

/* Money of one sign and then of the other, with gaps; some series of one sign alone, and
 * some whose rate is next to 0, to -1, or very high. */
static void make_row(uint64_t *seed, double *values, size_t count)
{
    size_t turn = random_bits(seed) % 3 == 0 ? random_bits(seed) % (count + 1) : 1;
    double sign = random_bits(seed) % 4 == 0 ? -1 : 1, sums[2] = {0, 0};
    for (size_t i = 0; i < count; i++) {
        double size = random_bits(seed) % 8 == 0 ? 0 : random_between(seed, 1, 100);
        values[i] = i < turn ? -sign * size : sign * size;
        sums[i < turn] += size;
    }
    if (sums[0] == 0 || sums[1] == 0)
        return;
    double kind = (double)(random_bits(seed) % 12),
           exponent = random_between(seed, -6, 6);
    double gain = kind == 0   ? exp(exponent)
                  : kind == 1 ? 1 + exp(-20 + 2 * exponent)
                              : random_between(seed, 0.7, 3);
    for (size_t i = 0; i < turn; i++)
        values[i] *= sums[0] / sums[1] / gain;
}

static int make_rows(void **state __attribute__((unused)))
{
    uint64_t seed = 20261126;
    for (size_t row = 0; row < ROWS; row++) {
        size_t count = length_of(&seed, row);
        make_row(&seed, flows + offsets[row], count);
        offsets[row + 1] = offsets[row] + (int64_t)count;
    }
    return 0;
}

static size_t count_of(size_t row)
{
    return (size_t)(offsets[row + 1] - offsets[row]);
}

TEST(both_ways_agree)
{
    for (size_t row = 0; row < ROWS; row++) {
        const double *values = flows + offsets[row];
        double scaled[FLOWS_MAX], rate, general, all;
        aic_irr_report report = {.size = sizeof report};
        size_t count = count_of(row);
        for (size_t i = 0; i < count; i++)
            scaled[i] = values[i] * DOWN;
        int status = aic_irr(values, count, NULL, &rate, NULL);
        assert_status(aic_irr(scaled, count, NULL, &general, NULL), status);
        if (status < 0)
            continue;
        assert_ulps(rate, general, 1);
        assert_status(aic_irr_all(values, count, &all, 1, &report, NULL), status);
        assert_bits(all, rate);
        assert_int_equal(report.count, 1);
        assert_int_equal(report.proof, AIC_PROOF_DESCARTES);
    }
}

TEST(side_by_side)
{
    static int32_t statuses[ROWS];
    static const size_t rows[] = {1, 2, 15, 16, 17, ROWS};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        aic_cashflows series = {
            .size = sizeof series, .rows = rows[i], .values = flows, .offsets = offsets};
        assert_true(aic_irr_batch(&series, NULL, NULL, rates, statuses, NULL, NULL) >= 0);
        for (size_t row = 0; row < rows[i]; row++) {
            double rate;
            int status = aic_irr(flows + offsets[row], count_of(row), NULL, &rate, NULL);
            assert_status(statuses[row], status);
            assert_bits(rates[row], rate);
        }
    }
}

TEST(amounts_that_are_not_moderate)
{
    static const double scales[] = {0x1p-900, 0x1p-401, 0x1p-395,
                                    0x1p390,  0x1p401,  0x1p1000};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        double s = scales[i], rate;
        const double plain[] = {-100 * s, 60 * s, 72 * s};
        assert_status(aic_irr(plain, 3, NULL, &rate, NULL), AIC_OK);
        assert_ulps(rate, 0.2, 1); /* 60/1.2 + 72/1.44 */
        const double steep[] = {-1 * s, 0, 0, 0x1p-120 * s};
        assert_status(aic_irr(steep, 4, NULL, &rate, NULL), AIC_OK);
        assert_ulps(rate, 0x1p-40 - 1, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_agree),
        cmocka_unit_test(side_by_side),
        cmocka_unit_test(amounts_that_are_not_moderate),
    };
    return cmocka_run_group_tests(tests, make_rows, NULL);
}
