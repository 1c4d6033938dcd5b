/* Roots parted by Rolle's theorem, and what is left to the other way. */
#include "support.h"

#include "cashflow/rolle.h"
#include "cashflow/timeline.h"

#include <math.h>

enum { STOPS_MAX = 128 };

static double x[STOPS_MAX];
static signed char sign[STOPS_MAX];

static bool part(const double *values, const int64_t *dates, size_t count, double low,
                 double high, stops *made)
{
    timeline line;
    aic_cashflow_options options = {.size = sizeof options};
    *made = (stops){.x = x, .sign = sign, .capacity = STOPS_MAX, .no_memory = true};
    assert_status(aic_timeline_open(&line, "part", values, dates, count, &options, NULL),
                  AIC_OK);
    bool good = aic_part_by_rolle(&line, low, high, made);
    aic_timeline_close(&line);
    assert_false(made->no_memory);
    return good;
}

/* Between stops of different signs there is one root: the rates of 10, 30 and 50 %. */
TEST(three_roots)
{
    const double values[] = {-1000, 3900, -5030, 2145};
    const double roots[] = {log(1.1), log(1.3), log(1.5)};
    size_t found = 0;
    stops made;
    assert_true(part(values, NULL, COUNT(values), -1, 2, &made));
    for (size_t i = 0; i + 1 < made.count; i++) {
        if (made.sign[i] * made.sign[i + 1] > 0)
            continue;
        assert_true(made.x[i] < roots[found] && roots[found] < made.x[i + 1]);
        found++;
    }
    assert_int_equal(found, COUNT(roots));
    assert_bits(made.x[0], -1);
    assert_bits(made.x[made.count - 1], 2);
}

/* (v - 1)^4 touches zero at rate 0, and does not cross it. An end must not lie there. */
TEST(a_touch)
{
    const double values[] = {1, -4, 6, -4, 1};
    stops made;
    assert_true(part(values, NULL, COUNT(values), -1, 1.5, &made));
    size_t touches = 0;
    for (size_t i = 0; i < made.count; i++) {
        touches += made.sign[i] == 0;
        assert_true(made.sign[i] == 1 || fabs(made.x[i]) < 1e-6);
    }
    assert_true(touches > 0);
    assert_false(part(values, NULL, COUNT(values), -1, 0, &made));
    assert_false(part(values, NULL, COUNT(values), 0, 1, &made));
}

static double alternating[10101];

static void alternate(size_t changes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        alternating[i] = i % 2 == 0 || i > changes ? 1 : -1;
}

TEST(what_takes_too_long)
{
    stops made;
    alternate(100, 101);
    assert_true(part(alternating, NULL, 101, -0.1, 0.1, &made));
    alternate(101, 102);
    assert_false(part(alternating, NULL, 102, -0.1, 0.1, &made));
    alternate(100, 10101);
    assert_false(part(alternating, NULL, 10101, -0.1, 0.1, &made));
}

/* A hundred days, and another a million years away: to the hundredth derivative what is
 * near to each other falls out of the doubles. */
TEST(amounts_that_vanish)
{
    int64_t dates[101];
    stops made;
    alternate(100, 101);
    for (size_t i = 0; i < COUNT(dates); i++)
        dates[i] = (int64_t)i;
    dates[100] = 360000000;
    assert_false(part(alternating, dates, 101, -0.1, 0.1, &made));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_roots),
        cmocka_unit_test(a_touch),
        cmocka_unit_test(what_takes_too_long),
        cmocka_unit_test(amounts_that_vanish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
