/* What the tests share: comparing doubles, random rows, and the checks that every model
 * passes alike. */
#ifndef AICOMPUTE_TESTS_SUPPORT_H
#define AICOMPUTE_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aicompute/aicompute.h"

#include <stdbool.h>

#define TEST(name) static void name(void **state __attribute__((unused)))
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* How many doubles lie between two; 0 for two NaN. */
uint64_t ulps_between(double a, double b);

void check_bits(double actual, double expected, const char *what, const char *file,
                int line);
void check_ulps(double actual, double expected, uint64_t ulps, const char *what,
                const char *file, int line);
void check_near(double actual, double expected, double share, const char *what,
                const char *file, int line);
void check_within(double actual, double expected, double distance, const char *what,
                  const char *file, int line);
void check_status(int actual, int expected, const char *what, const char *file, int line);
void check_contains(const char *text, const char *part, const char *file, int line);

#define assert_bits(actual, expected)                                                    \
    check_bits(actual, expected, #actual, __FILE__, __LINE__)
#define assert_ulps(actual, expected, ulps)                                              \
    check_ulps(actual, expected, ulps, #actual, __FILE__, __LINE__)
#define assert_near(actual, expected, share)                                             \
    check_near(actual, expected, share, #actual, __FILE__, __LINE__)
#define assert_within(actual, expected, distance)                                        \
    check_within(actual, expected, distance, #actual, __FILE__, __LINE__)
#define assert_status(actual, expected)                                                  \
    check_status(actual, expected, #actual, __FILE__, __LINE__)
#define assert_contains(text, part) check_contains(text, part, __FILE__, __LINE__)

/* The same numbers on every machine: splitmix64. */
uint64_t random_bits(uint64_t *seed);
double random_between(uint64_t *seed, double low, double high);

/* A value of an input: within its usual range, or anywhere in its hard one, edges and
 * default included. */
double random_usual(uint64_t *seed, const aic_variable *input);
double random_hard(uint64_t *seed, const aic_variable *input);

/* The middle of the usual range, on the scale of the input. */
double middle_of(const aic_variable *input);

const aic_model *model_named(const char *name);
aic_model *chain_of(const char *text);
size_t input_of(const aic_model *model, const char *name);
size_t result_of(const aic_model *model, const char *name);

/* A result that is a difference: its rounding counts in ulps of what it is taken from,
 * which is an input or another result. */
typedef struct {
    const char *result, *beside;
} difference;

/* Every row of tests/vectors/<model>.csv, to within `ulps`. `differences` ends with a
 * NULL, or is NULL. */
void check_vectors(const char *model, uint64_t ulps, const difference *differences);

/* A function by its name in a file of vectors, on its inputs. */
typedef int vector_call(const char *name, const double *in, size_t count, double *result,
                        aic_error *error);

/* Every line of a file in tests/vectors/: a function, its inputs, the result, and the
 * size of the largest of the terms that make it up, which ulps count from where it is
 * larger. */
void check_lines(const char *file, size_t lines, vector_call *call, double ulps);

/* Columns give the bits of single calls: every number of rows up to 200, every layout,
 * good and bad rows, several threads. */
void check_columns(const aic_model *model);

/* Missing, infinite and outside values are refused, edges taken, unusual ones told. */
void check_refusals(const aic_model *model);

/* Solving for each input from each result gives the input back. */
void check_inverse(const aic_model *model);

/* The tests that every model has, as TEST functions and as rows of the table of tests. */
#define MODEL_TESTS(name, ulps, differences)                                             \
    TEST(vectors)                                                                        \
    {                                                                                    \
        check_vectors(#name, ulps, differences);                                         \
    }                                                                                    \
    TEST(columns_equal_single_calls)                                                     \
    {                                                                                    \
        check_columns(model_named(#name));                                               \
    }                                                                                    \
    TEST(refusals)                                                                       \
    {                                                                                    \
        check_refusals(model_named(#name));                                              \
    }                                                                                    \
    TEST(solve_inverts)                                                                  \
    {                                                                                    \
        check_inverse(model_named(#name));                                               \
    }

#define MODEL_ROWS                                                                       \
    cmocka_unit_test(vectors), cmocka_unit_test(columns_equal_single_calls),             \
        cmocka_unit_test(refusals), cmocka_unit_test(solve_inverts)

#endif
