/* What a model file is made of: rows of its tables, and the macro that turns its kernel
 * into a model. Model files include their public header, this one and, for the lengths of
 * days and years, core/constants.h. */
#ifndef AICOMPUTE_CORE_DEFINITION_H
#define AICOMPUTE_CORE_DEFINITION_H

#include "core/internal.h"
#include "core/loops.h"

#include <math.h>
#include <string.h>

/* A value for the default column of an input that has none. */
#define REQUIRED NAN

#define INDEX(type, field)                                                               \
    (offsetof(type, field) / sizeof(double) / _Generic(((type *)0)->field, double : 1))

/* One row: unit, summary, source, default, min, max, low, high, kind, scale. The index
 * does not compile when the field is not a double. */
#define ROW(type, field, ...) [INDEX(type, field)] = {#field, __VA_ARGS__}

/* A row of a result: unit, summary, source, min, max. */
#define RESULT(type, field, unit, summary, source, min, max)                             \
    [INDEX(type, field)] = {#field, unit, summary, source,   NAN,       min,             \
                            max,    min,  max,     AIC_REAL, AIC_LINEAR}

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Define the model `model_name` from what the file has defined before: the tables
 * `inputs` and `results`, the function `kernel`, and `check`, which is a function or
 * NULL. The tile function has a name of its own since clang makes its resolver visible to
 * the linker. */
#define DEFINE_MODEL(model_name, model_id, model_domain, model_check, model_summary,     \
                     model_equation)                                                     \
    enum {                                                                               \
        n_inputs = sizeof(aic_##model_name##_inputs) / sizeof(double),                   \
        n_results = sizeof(aic_##model_name##_results) / sizeof(double)                  \
    };                                                                                   \
    _Static_assert(COUNT_OF(inputs) == n_inputs, "a row for every input");               \
    _Static_assert(COUNT_OF(results) == n_results, "a row for every result");            \
    _Static_assert((int)n_inputs <= INPUTS_MAX, "room for every input");                 \
    _Static_assert((int)n_results <= INPUTS_MAX, "room for every result");               \
    typedef union {                                                                      \
        aic_##model_name##_inputs fields;                                                \
        double values[n_inputs];                                                         \
    } inputs_union;                                                                      \
    typedef union {                                                                      \
        aic_##model_name##_results fields;                                               \
        double values[n_results];                                                        \
    } results_union;                                                                     \
                                                                                         \
    static void evaluate_row(const double *in, double *out)                              \
    {                                                                                    \
        inputs_union row;                                                                \
        results_union made;                                                              \
        memcpy(row.values, in, sizeof row);                                              \
        kernel(&row.fields, &made.fields);                                               \
        memcpy(out, made.values, sizeof made);                                           \
    }                                                                                    \
                                                                                         \
    CLONES static void model_name##_tile(const double *const *in, double *const *out,    \
                                         size_t rows)                                    \
    {                                                                                    \
        const double *from[n_inputs];                                                    \
        double *to[n_results];                                                           \
        memcpy(from, in, sizeof from);                                                   \
        memcpy(to, out, sizeof to);                                                      \
        INDEPENDENT_ROWS                                                                 \
        for (size_t i = 0; i < rows; i++) {                                              \
            inputs_union row;                                                            \
            results_union made;                                                          \
            UNROLLED                                                                     \
            for (size_t k = 0; k < n_inputs; k++)                                        \
                row.values[k] = from[k][i];                                              \
            kernel(&row.fields, &made.fields);                                           \
            UNROLLED                                                                     \
            for (size_t k = 0; k < n_results; k++)                                       \
                to[k][i] = made.values[k];                                               \
        }                                                                                \
    }                                                                                    \
                                                                                         \
    extern const aic_model aic_##model_name##_model;                                     \
    static const step own_step = {&aic_##model_name##_model, aic_identity_slots,         \
                                  n_inputs};                                             \
    const aic_model aic_##model_name##_model = {                                         \
        .id = model_id,                                                                  \
        .name = #model_name,                                                             \
        .domain = model_domain,                                                          \
        .summary = model_summary,                                                        \
        .equation = model_equation,                                                      \
        .inputs = inputs,                                                                \
        .results = results,                                                              \
        .n_inputs = n_inputs,                                                            \
        .n_results = n_results,                                                          \
        .row = evaluate_row,                                                             \
        .tile = model_name##_tile,                                                       \
        .check = model_check,                                                            \
        .steps = &own_step,                                                              \
        .n_steps = 1,                                                                    \
    }

#endif
