/* Level payments against the definitions in hundreds of digits:
 * tests/vectors/annuities.py says how, and what a line is. */
#include "support.h"

#include <string.h>

/* Of the largest of the terms that make up a result. */
static const double ULPS = 4;

/* The inputs in the order of the header; `when` is the last of all but rates. */
static int call(const char *name, const double *in, size_t count, double *result,
                aic_error *error)
{
    (void)count;
    if (strcmp(name, "pmt") == 0)
        return aic_pmt(in[0], in[1], in[2], in[3], (int)in[4], result, error);
    if (strcmp(name, "pv") == 0)
        return aic_pv(in[0], in[1], in[2], in[3], (int)in[4], result, error);
    if (strcmp(name, "fv") == 0)
        return aic_fv(in[0], in[1], in[2], in[3], (int)in[4], result, error);
    if (strcmp(name, "nper") == 0)
        return aic_nper(in[0], in[1], in[2], in[3], (int)in[4], result, error);
    if (strcmp(name, "ipmt") == 0)
        return aic_ipmt(in[0], in[1], in[2], in[3], in[4], (int)in[5], result, error);
    if (strcmp(name, "ppmt") == 0)
        return aic_ppmt(in[0], in[1], in[2], in[3], in[4], (int)in[5], result, error);
    if (strcmp(name, "cumipmt") == 0)
        return aic_cumipmt(in[0], in[1], in[2], in[3], in[4], (int)in[5], result, error);
    if (strcmp(name, "cumprinc") == 0)
        return aic_cumprinc(in[0], in[1], in[2], in[3], in[4], (int)in[5], result, error);
    if (strcmp(name, "rate") == 0)
        return aic_rate(in[0], in[1], in[2], in[3], (int)in[4], result, error);
    if (strcmp(name, "capital_recovery") == 0)
        return aic_capital_recovery_factor(in[0], in[1], result, error);
    if (strcmp(name, "fixed_charge") == 0)
        return aic_fixed_charge_rate(in[0], in[1], in[2], in[3], in[4], result, error);
    if (strcmp(name, "effective") == 0)
        return aic_effective_rate(in[0], in[1], result, error);
    if (strcmp(name, "nominal") == 0)
        return aic_nominal_rate(in[0], in[1], result, error);
    assert_string_equal(name, "equivalent");
    return aic_equivalent_rate(in[0], in[1], result, error);
}

TEST(every_line)
{
    check_lines("annuities.csv", 2600, call, ULPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
