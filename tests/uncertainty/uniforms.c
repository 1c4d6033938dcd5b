/* Numbers between 0 and 1: known answers, and each sample from its number alone. */
#include "support.h"

#include "uncertainty/uniforms.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Known answers that the authors of Philox publish with Random123. */
TEST(philox_known_answers)
{
    static const struct {
        uint32_t counter[4], key[2], words[4];
    } cases[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t words[4];
        aic_philox(cases[i].counter, cases[i].key, words);
        assert_memory_equal(words, cases[i].words, sizeof words);
    }
}

/* Sample i of a stream is made of the words of counter (i/2, stream) under the seed. */
TEST(random_is_philox)
{
    uniform_source source = {
        .method = AIC_RANDOM, .seed = 0x299f31d0a4093822, .count = 9};
    uint32_t counter[4] = {3, 0, 5, 0}, key[2] = {0xa4093822, 0x299f31d0}, words[4];
    aic_philox(counter, key, words);
    double uniforms[2];
    aic_uniforms(&source, 5, 6, 2, uniforms);
    for (int i = 0; i < 2; i++) {
        uint64_t bits = words[2 * i] | (uint64_t)words[2 * i + 1] << 32;
        assert_bits(uniforms[i], ldexp((double)(bits >> 12), -52) + 0x1p-53);
    }
}

static const int32_t methods[] = {AIC_RANDOM, AIC_LATIN_HYPERCUBE, AIC_SOBOL,
                                  AIC_SOBOL_UNSCRAMBLED};

/* However a range is cut up, each sample is the same. */
TEST(samples_stand_alone)
{
    enum { ROWS = 3000 };
    static double whole[ROWS];
    for (size_t m = 0; m < COUNT(methods); m++) {
        uniform_source source = {.method = methods[m], .seed = 7, .count = 100000};
        aic_uniforms(&source, 3, 500, ROWS, whole);
        for (size_t i = 0, rows = 1; i < ROWS; i += rows, rows = rows * 3 % 101 + 1) {
            double part[101];
            rows = i + rows > ROWS ? ROWS - i : rows;
            aic_uniforms(&source, 3, 500 + i, rows, part);
            assert_memory_equal(part, whole + i, rows * sizeof *part);
        }
        for (size_t i = 0; i < ROWS; i++)
            assert_true(whole[i] > 0 && whole[i] < 1);
    }
}

TEST(no_samples)
{
    for (size_t m = 0; m < COUNT(methods); m++) {
        uniform_source source = {.method = methods[m], .seed = 7, .count = 100};
        double untouched = 77;
        aic_uniforms(&source, 3, 51, 0, &untouched);
        assert_bits(untouched, 77);
    }
}

/* SciPy's points; ours are in the middle of the steps of 2^-32. */
TEST(sobol_points)
{
    uniform_source source = {.method = AIC_SOBOL_UNSCRAMBLED, .count = (uint64_t)1 << 32};
    FILE *file = fopen(VECTORS_DIR "/sobol.csv", "r");
    assert_non_null(file);
    char line[256];
    int rows = 0;
    while (fgets(line, sizeof line, file)) {
        unsigned long long sample;
        unsigned stream;
        double expected, actual;
        if (sscanf(line, "%u,%llu,%lf", &stream, &sample, &expected) != 3)
            continue;
        aic_uniforms(&source, stream, sample, 1, &actual);
        assert_bits(actual, expected + 0x1p-33);
        rows++;
    }
    fclose(file);
    assert_int_equal(rows, 261);
}

/* Of 2^k scrambled points, each interval of width 2^-k has one, in every stream. */
TEST(scrambled_points_stay_a_net)
{
    enum { POINTS = 256 };
    uniform_source source = {.method = AIC_SOBOL, .seed = 11, .count = POINTS};
    for (uint32_t stream = 0; stream < SOBOL_STREAMS; stream++) {
        double points[POINTS];
        int found[POINTS] = {0};
        aic_uniforms(&source, stream, 0, POINTS, points);
        for (int i = 0; i < POINTS; i++)
            found[(int)(points[i] * POINTS)]++;
        for (int i = 0; i < POINTS; i++)
            assert_int_equal(found[i], 1);
    }
}

/* Two streams of scrambled points fill every box of 2^-k area, whatever its shape. */
TEST(scrambled_pairs_stay_a_net)
{
    enum { BITS = 8, POINTS = 1 << BITS };
    uniform_source source = {.method = AIC_SOBOL, .seed = 5, .count = POINTS};
    double x[POINTS], y[POINTS];
    aic_uniforms(&source, 0, 0, POINTS, x);
    aic_uniforms(&source, 1, 0, POINTS, y);
    for (int wide = 0; wide <= BITS; wide++) {
        int found[POINTS] = {0}, columns = 1 << wide, lines = POINTS / columns;
        for (int i = 0; i < POINTS; i++)
            found[(int)(x[i] * columns) * lines + (int)(y[i] * lines)]++;
        for (int i = 0; i < POINTS; i++)
            assert_int_equal(found[i], 1);
    }
}

/* Every stratum once, for counts that are no powers of two as well. */
TEST(hypercube_strata)
{
    static const uint64_t counts[] = {1, 2, 3, 10, 1000, 4097};
    static double points[4097];
    static int found[4097];
    for (size_t k = 0; k < COUNT(counts); k++) {
        uniform_source source = {
            .method = AIC_LATIN_HYPERCUBE, .seed = k, .count = counts[k]};
        size_t count = (size_t)counts[k];
        for (size_t i = 0; i < count; i++)
            found[i] = 0;
        aic_uniforms(&source, 2, 0, count, points);
        for (size_t i = 0; i < count; i++)
            found[(size_t)(points[i] * (double)count)]++;
        for (size_t i = 0; i < count; i++)
            assert_int_equal(found[i], 1);
    }
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* Kolmogorov and Smirnov: with 20,000 samples the greatest distance is below
 * 1.95/sqrt(n) in 999 of 1,000 cases, and a good one of these few seeds. */
TEST(uniform_and_independent)
{
    enum { ROWS = 20000 };
    static double x[ROWS], y[ROWS];
    for (size_t m = 0; m < COUNT(methods); m++) {
        uniform_source source = {.method = methods[m], .seed = 42, .count = ROWS};
        double products = 0, distance = 0;
        aic_uniforms(&source, 0, 0, ROWS, x);
        aic_uniforms(&source, 1, 0, ROWS, y);
        for (int i = 0; i < ROWS; i++)
            products += (x[i] - 0.5) * (y[i] - 0.5);
        assert_within(12 * products / ROWS, 0, 3.3 / sqrt(ROWS));
        qsort(x, ROWS, sizeof *x, compare);
        for (int i = 0; i < ROWS; i++) {
            double above = (i + 1.0) / ROWS - x[i], below = x[i] - (double)i / ROWS;
            distance = above > distance ? above : below > distance ? below : distance;
        }
        assert_true(distance < 1.95 / sqrt(ROWS));
    }
}

/* Other seeds and other streams are other numbers. */
TEST(seeds_and_streams_differ)
{
    for (size_t m = 0; m < COUNT(methods); m++) {
        uniform_source one = {.method = methods[m], .seed = 1, .count = 64}, other = one;
        other.seed = (uint64_t)1 << 32 | 1;
        double a[64], b[64], c[64];
        aic_uniforms(&one, 1, 0, 64, a);
        aic_uniforms(&other, 1, 0, 64, b);
        aic_uniforms(&one, 2, 0, 64, c);
        int same = 0, alike = 0;
        for (int i = 0; i < 64; i++) {
            same += a[i] == b[i];
            alike += a[i] == c[i];
        }
        bool plain = methods[m] == AIC_SOBOL_UNSCRAMBLED; /* streams begin alike */
        assert_int_equal(same, plain ? 64 : 0);
        assert_true(plain ? alike < 32 : alike == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_known_answers),
        cmocka_unit_test(random_is_philox),
        cmocka_unit_test(samples_stand_alone),
        cmocka_unit_test(no_samples),
        cmocka_unit_test(sobol_points),
        cmocka_unit_test(scrambled_points_stay_a_net),
        cmocka_unit_test(scrambled_pairs_stay_a_net),
        cmocka_unit_test(hypercube_strata),
        cmocka_unit_test(uniform_and_independent),
        cmocka_unit_test(seeds_and_streams_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
