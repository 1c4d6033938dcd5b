/* Every root of 5,000 series, against those found in 60 digits: tests/vectors/returns.py
 * says how, and what a line is. */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLOWS_MAX = 10001, ROOTS_MAX = 64, LINE_MAX_LENGTH = 8192, ULPS = 4 };

/* Where the value touches zero, twice the digits of a double end at half of them. */
static const double TOUCH = 0x1p-44;

typedef struct {
    bool dated;
    size_t roots, flows;
    double rates[ROOTS_MAX];
    bool is_double[ROOTS_MAX];
    double slack[ROOTS_MAX]; /* how far off it may be, apart from 4 ulps */
    double values[FLOWS_MAX];
    int64_t dates[FLOWS_MAX];
} vector;

static void read_roots(vector *v, char *text)
{
    char *at = strchr(text, ' ');
    v->dated = strncmp(text, "xirr ", 5) == 0;
    size_t count = strtoul(at, &at, 10);
    v->roots = 0;
    for (size_t i = 0; i < count; i++) {
        double rate = strtod(at, &at);
        bool touches = *at == '!';
        double slack = *at == '~' ? strtod(at + 1, &at) : 0;
        at += touches;
        if (isinf(rate)) /* above the largest double */
            continue;
        v->rates[v->roots] = rate;
        v->slack[v->roots] = touches ? TOUCH * (1 + rate) : slack;
        v->is_double[v->roots++] = touches;
    }
    assert_int_equal(*at, '\0');
}

static void read_flows(vector *v, char *text)
{
    int64_t day = 0;
    v->flows = 0;
    for (char *token = strtok(text, " \n"); token; token = strtok(NULL, " \n")) {
        char *star = strchr(token, '*'), *gap = strchr(token, '@');
        size_t times = star ? strtoul(token, NULL, 10) : 1;
        token = star ? star + 1 : token;
        for (size_t i = 0; i < times; i++) {
            assert_true(v->flows < FLOWS_MAX);
            day += gap ? strtoll(token, NULL, 10) : 1;
            v->dates[v->flows] = day;
            v->values[v->flows++] = strtod(gap ? gap + 1 : token, NULL);
        }
    }
}

static int status_of(const vector *v)
{
    if (v->roots > 1)
        return AIC_W_SEVERAL_ROOTS;
    return v->roots == 1 && v->is_double[0] ? AIC_W_DOUBLE_ROOT : AIC_OK;
}

static void check_one(const vector *v, const char *text)
{
    double rates[ROOTS_MAX], nearest;
    aic_irr_report report = {.size = sizeof report};
    const int64_t *dates = v->dated ? v->dates : NULL;
    int all = dates ? aic_xirr_all(v->values, dates, v->flows, NULL, rates, ROOTS_MAX,
                                   &report, NULL)
                    : aic_irr_all(v->values, v->flows, rates, ROOTS_MAX, &report, NULL);
    int one = dates ? aic_xirr(v->values, dates, v->flows, NULL, &nearest, NULL)
                    : aic_irr(v->values, v->flows, NULL, &nearest, NULL);
    bool good = all == one && report.count == v->roots;
    if (v->roots == 0)
        good = good && all < 0 && isnan(nearest);
    else
        good = good && all == status_of(v);
    bool is_one = v->roots == 0;
    for (size_t i = 0; good && i < v->roots; i++) {
        bool near = ulps_between(rates[i], v->rates[i]) <= ULPS ||
                    fabs(rates[i] - v->rates[i]) <= v->slack[i];
        good = near && !isnan(rates[i]);
        is_one = is_one || rates[i] == nearest;
    }
    if (!good || !is_one) {
        print_error("%s: %zu roots, %s\n", text, report.count, aic_status_name(all));
        for (size_t i = 0; i < report.count; i++)
            print_error("    %.17g\n", rates[i]);
        fail();
    }
}

TEST(every_root)
{
    static vector v;
    static char line[LINE_MAX_LENGTH];
    FILE *file = fopen(VECTORS_DIR "/returns.txt", "r");
    size_t lines = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        char *colon = strchr(line, ':');
        assert_non_null(colon);
        *colon = '\0';
        read_roots(&v, line);
        read_flows(&v, colon + 1);
        check_one(&v, line);
        lines++;
    }
    fclose(file);
    assert_true(lines >= 4990);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_root)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
