/* Level payments against the definitions in hundreds of digits:
 * tests/vectors/annuities.py says how, and what a line is. */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 8, LINE_MAX_LENGTH = 512 };

/* Of the largest of the terms that make up a result. */
static const double ULPS = 4;

/* The inputs in the order of the header; `when` is the last of all but rates. */
static int call(const char *name, const double *in, double *result, aic_error *error)
{
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
    if (strcmp(name, "effective") == 0)
        return aic_effective_rate(in[0], in[1], result, error);
    if (strcmp(name, "nominal") == 0)
        return aic_nominal_rate(in[0], in[1], result, error);
    assert_string_equal(name, "equivalent");
    return aic_equivalent_rate(in[0], in[1], result, error);
}

static size_t read_cells(char *text, double *cells)
{
    size_t count = 0;
    for (char *at = strchr(text, ','); at && count < CELLS_MAX; at = strchr(at + 1, ','))
        cells[count++] = strtod(at + 1, NULL);
    return count;
}

TEST(every_line)
{
    char line[LINE_MAX_LENGTH];
    size_t lines = 0;
    FILE *file = fopen(VECTORS_DIR "/annuities.csv", "r");
    assert_non_null(file);
    for (; fgets(line, sizeof line, file); lines++) {
        double cells[CELLS_MAX], result;
        size_t count = read_cells(line, cells);
        double right = cells[count - 2], size = fabs(cells[count - 1]);
        size = size > fabs(right) ? size : fabs(right);
        char name[16];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(line, ","), line);
        aic_error error;
        if (call(name, cells, &result, &error) != AIC_OK)
            fail_msg("%s: %s", line, error.message);
        double ulp = nextafter(size, INFINITY) - size;
        if (!(fabs(result - right) <= ULPS * ulp))
            fail_msg("%s: %.17g", line, result);
    }
    fclose(file);
    assert_int_equal(lines, 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
