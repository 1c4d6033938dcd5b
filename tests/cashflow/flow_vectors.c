/* Depreciation and modified rates of return against their formulas in 60 digits:
 * tests/vectors/depreciations.py and mirr.py say how, and what a line is. */
#include "support.h"

#include <string.h>

/* Of the largest of the terms that make up a result. */
static const double ULPS = 4;

static int write_off(const char *name, const double *in, size_t count, double *result,
                     aic_error *error)
{
    (void)count;
    if (strcmp(name, "sln") == 0)
        return aic_sln(in[0], in[1], in[2], result, error);
    if (strcmp(name, "syd") == 0)
        return aic_syd(in[0], in[1], in[2], in[3], result, error);
    if (strcmp(name, "db") == 0)
        return aic_db(in[0], in[1], in[2], in[3], in[4], result, error);
    if (strcmp(name, "ddb") == 0)
        return aic_ddb(in[0], in[1], in[2], in[3], in[4], result, error);
    if (strcmp(name, "vdb") == 0)
        return aic_vdb(in[0], in[1], in[2], in[3], in[4], in[5], in[6] != 0, result,
                       error);
    if (strcmp(name, "units") == 0)
        return aic_units_of_production(in[0], in[1], in[2], in[3], result, error);
    if (strcmp(name, "market_value") == 0)
        return aic_market_value(in[0], in[1], in[2], result, error);
    assert_string_equal(name, "market_value_decline");
    return aic_market_value_decline(in[0], in[1], in[2], in[3], result, error);
}

TEST(depreciation)
{
    check_lines("depreciations.csv", 2000, write_off, ULPS);
}

static int modified(const char *name, const double *in, size_t count, double *result,
                    aic_error *error)
{
    assert_string_equal(name, "mirr");
    return aic_mirr(in + 2, count - 2, in[0], in[1], result, error);
}

TEST(modified_rates)
{
    check_lines("mirr.csv", 500, modified, ULPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(depreciation),
        cmocka_unit_test(modified_rates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
