/* Sums without rounding. */
#include "support.h"

#include "uncertainty/exact.h"

#include <float.h>
#include <math.h>

static double sum_of(const double *values, size_t count)
{
    exact_sum sum = {{0}, 0, 0, 0};
    for (size_t i = 0; i < count; i++)
        aic_exact_add(&sum, values[i]);
    return aic_exact_value(&sum);
}

/* What is lost in doubles is kept; by hand. */
TEST(cancels_exactly)
{
    const double one[] = {1e300, 1, -1e300}, tiny[] = {DBL_MAX, 0x1p-1074, -DBL_MAX};
    const double over[] = {DBL_MAX, DBL_MAX, -DBL_MAX}, none[] = {0.1, -0.1};
    assert_bits(sum_of(one, 3), 1);
    assert_bits(sum_of(tiny, 3), 0x1p-1074);
    assert_bits(sum_of(over, 3), DBL_MAX);
    assert_bits(sum_of(none, 2), 0);
    assert_bits(sum_of(none, 0), 0);
}

/* Rounded once, ties to even; by hand. */
TEST(rounds_once)
{
    const double tie[] = {1, 0x1p-53}, above[] = {1, 0x1p-53, 0x1p-1074};
    const double odd[] = {1 + 0x1p-52, 0x1p-53}, below[] = {1, 0x1p-53, -0x1p-1074};
    const double up[] = {0x1.fffffffffffffp0, 0x1p-53};
    assert_bits(sum_of(tie, 2), 1);
    assert_bits(sum_of(above, 3), 1 + 0x1p-52);
    assert_bits(sum_of(odd, 2), 1 + 0x1p-51);
    assert_bits(sum_of(below, 3), 1);
    assert_bits(sum_of(up, 2), 2);
    const double overflow[] = {DBL_MAX, DBL_MAX}, negative[] = {-DBL_MAX, -DBL_MAX};
    assert_bits(sum_of(overflow, 2), INFINITY);
    assert_bits(sum_of(negative, 2), -INFINITY);
}

TEST(small_and_negative)
{
    const double denormal[] = {0x1p-1074, 0x1p-1074, 0x1p-1074};
    const double normal[] = {DBL_MIN, -0x1p-1074}, negative[] = {-1.5, -2.25};
    assert_bits(sum_of(denormal, 3), 3 * 0x1p-1074);
    assert_bits(sum_of(normal, 2), DBL_MIN - 0x1p-1074);
    assert_bits(sum_of(negative, 2), -3.75);
}

/* 2^1100, next to the sign of the last word. */
TEST(beyond_all_doubles)
{
    for (int sign = -1; sign <= 1; sign += 2) {
        exact_sum sum = {{0}, 0, 0, 0};
        aic_exact_add(&sum, sign * 0x1p1000);
        for (int i = 0; i < 100; i++) {
            exact_sum same = sum;
            aic_exact_merge(&sum, &same);
        }
        assert_bits(aic_exact_value(&sum), sign * INFINITY);
    }
}

TEST(infinities)
{
    const double plus[] = {1, INFINITY}, minus[] = {-INFINITY, 1};
    const double both[] = {INFINITY, -INFINITY}, missing[] = {1, NAN};
    assert_bits(sum_of(plus, 2), INFINITY);
    assert_bits(sum_of(minus, 2), -INFINITY);
    assert_true(isnan(sum_of(both, 2)));
    assert_true(isnan(sum_of(missing, 2)));
}

/* In any order, through any partial sums, of any size and sign. */
TEST(order_is_nothing)
{
    enum { VALUES = 300, PARTS = 7 };
    uint64_t seed = 3;
    double values[VALUES];
    exact_sum whole = {{0}, 0, 0, 0}, parts[PARTS] = {{{0}, 0, 0, 0}};
    for (int i = 0; i < VALUES; i++) {
        double size = random_between(&seed, -1, 1);
        values[i] = ldexp(size, (int)random_between(&seed, -1060, 1000));
        aic_exact_add(&whole, values[i]);
    }
    for (int i = VALUES - 1; i >= 0; i--)
        aic_exact_add(&parts[random_bits(&seed) % PARTS], values[i]);
    for (int i = PARTS - 2; i >= 0; i--)
        aic_exact_merge(&parts[i], &parts[i + 1]);
    assert_memory_equal(&whole, &parts[0], sizeof whole);
    for (int i = 0; i < VALUES; i++)
        aic_exact_add(&whole, -values[i]);
    assert_bits(aic_exact_value(&whole), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cancels_exactly),    cmocka_unit_test(rounds_once),
        cmocka_unit_test(small_and_negative), cmocka_unit_test(beyond_all_doubles),
        cmocka_unit_test(infinities),         cmocka_unit_test(order_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
