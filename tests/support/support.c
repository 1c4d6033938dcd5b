/* Comparing doubles, random numbers, and finding models by name. */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Doubles in order as whole numbers in order; both zeros are 0. */
static int64_t ordered(double value)
{
    int64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits < 0 ? INT64_MIN - bits : bits;
}

uint64_t ulps_between(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) && isnan(b) ? 0 : UINT64_MAX;
    uint64_t from = (uint64_t)ordered(a), to = (uint64_t)ordered(b);
    return ordered(a) < ordered(b) ? to - from : from - to;
}

static void fail_at(const char *file, int line)
{
    _fail(file, line);
}

void check_bits(double actual, double expected, const char *what, const char *file,
                int line)
{
    bool same =
        isnan(expected) ? isnan(actual) : memcmp(&actual, &expected, sizeof actual) == 0;
    if (same)
        return;
    print_error("%s is %.17g, not %.17g to the bit\n", what, actual, expected);
    fail_at(file, line);
}

void check_ulps(double actual, double expected, uint64_t ulps, const char *what,
                const char *file, int line)
{
    if (ulps_between(actual, expected) <= ulps)
        return;
    print_error("%s is %.17g, not %.17g to %llu ulps\n", what, actual, expected,
                (unsigned long long)ulps);
    fail_at(file, line);
}

void check_near(double actual, double expected, double share, const char *what,
                const char *file, int line)
{
    if (fabs(actual - expected) <= share * fabs(expected))
        return;
    print_error("%s is %.17g, not %.17g to a share of %g\n", what, actual, expected,
                share);
    fail_at(file, line);
}

void check_within(double actual, double expected, double distance, const char *what,
                  const char *file, int line)
{
    if (fabs(actual - expected) <= distance)
        return;
    print_error("%s is %.17g, not %.17g to within %g\n", what, actual, expected,
                distance);
    fail_at(file, line);
}

void check_status(int actual, int expected, const char *what, const char *file, int line)
{
    if (actual == expected)
        return;
    print_error("%s is %s, not %s\n", what, aic_status_name(actual),
                aic_status_name(expected));
    fail_at(file, line);
}

void check_contains(const char *text, const char *part, const char *file, int line)
{
    if (strstr(text, part))
        return;
    print_error("\"%s\" does not contain \"%s\"\n", text, part);
    fail_at(file, line);
}

uint64_t random_bits(uint64_t *seed)
{
    uint64_t z = (*seed += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

double random_between(uint64_t *seed, double low, double high)
{
    double share = (double)(random_bits(seed) >> 11) * 0x1p-53;
    double value = low + (high - low) * share;
    return value < low ? low : value > high ? high : value;
}

double random_usual(uint64_t *seed, const aic_variable *input)
{
    if (input->scale != AIC_LOG)
        return random_between(seed, input->low, input->high);
    double value = exp(random_between(seed, log(input->low), log(input->high)));
    return value < input->low ? input->low : value > input->high ? input->high : value;
}

double random_hard(uint64_t *seed, const aic_variable *input)
{
    switch (random_bits(seed) % 8) {
    case 0:
        return input->min;
    case 1:
        return input->max;
    case 2:
        return random_between(seed, input->min, input->max);
    case 3:
        return isnan(input->value) ? middle_of(input) : input->value;
    case 4:
        return random_between(seed, input->min, input->low);
    case 5:
        return random_between(seed, input->high, input->max);
    default:
        return random_usual(seed, input);
    }
}

double middle_of(const aic_variable *input)
{
    if (input->scale == AIC_LOG)
        return sqrt(input->low) * sqrt(input->high);
    return input->low + (input->high - input->low) / 2;
}

const aic_model *model_named(const char *name)
{
    aic_error error;
    const aic_model *model = aic_model_find(name, &error);
    if (!model)
        fail_msg("%s", error.message);
    return model;
}

aic_model *chain_of(const char *text)
{
    aic_error error;
    aic_model *chain;
    if (aic_model_from_text(text, &chain, &error) < 0)
        fail_msg("%s", error.message);
    return chain;
}

size_t input_of(const aic_model *model, const char *name)
{
    aic_error error;
    size_t position = 0;
    if (aic_model_input_index(model, name, &position, &error) < 0)
        fail_msg("%s", error.message);
    return position;
}

size_t result_of(const aic_model *model, const char *name)
{
    aic_error error;
    size_t position = 0;
    if (aic_model_result_index(model, name, &position, &error) < 0)
        fail_msg("%s", error.message);
    return position;
}
