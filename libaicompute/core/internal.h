/* What the parts of the core share, and nobody else sees. */
#ifndef AICOMPUTE_CORE_INTERNAL_H
#define AICOMPUTE_CORE_INTERNAL_H

#include "aicompute/columns.h"
#include "aicompute/model.h"

#include <stdbool.h>

enum {
    INPUTS_MAX = 32,  /* inputs, and results, of one built-in model */
    SLOTS_MAX = 1024, /* inputs and results of a chain together */
    TILE_ROWS = 128    /* rows that pass through a chain at once: measured best */
};

/* A condition across inputs that a row breaks: the input to name and why. */
typedef struct condition {
    size_t input;
    const char *text;
} condition;

/* One built-in model at its place in a chain. The values of a chain live in slots: its
 * inputs first, then its results. */
typedef struct step {
    const aic_model *model;
    const uint16_t *inputs; /* slot of each input */
    uint16_t results;       /* slot of the first result */
} step;

struct aic_model {
    int id;
    const char *name, *domain, *summary, *equation;
    const aic_variable *inputs, *results;
    size_t n_inputs, n_results;
    void (*row)(const double *inputs, double *results);
    void (*tile)(const double *const *inputs, double *const *results, size_t rows);
    const condition *(*check)(const double *inputs);
    const step *steps;
    size_t n_steps;
    const aic_model *const *consumers; /* of a chain: first user of each input */
};

/* Slots of a model that stands alone: 0, 1, 2, ... */
extern const uint16_t aic_identity_slots[INPUTS_MAX];

/* Input k of a step whose value another step computes. */
static inline bool is_computed(const aic_model *model, const step *at, size_t k)
{
    return at->inputs[k] >= model->n_inputs;
}

/* The model to name when input k is at fault. */
static inline const aic_model *consumer_of(const aic_model *model, size_t k)
{
    return model->consumers ? model->consumers[k] : model;
}

/* error.c: each fills `error`, which may be NULL, and returns `status`. */
int aic_error_clear(aic_error *error);
int aic_error_set(aic_error *error, int status, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;
int aic_error_variable(aic_error *error, int status, const aic_model *model, size_t index,
                       const aic_variable *variable, double value, const char *why);
void aic_copy_text(char *to, size_t size, const char *from);
void aic_format_number(char *to, size_t size, double value);

/* names.c: the name nearest to `wanted` of the `count` that `name_at` gives, or NULL when
 * none is near. */
const char *aic_nearest_name(const char *wanted, size_t count,
                             const char *(*name_at)(const void *context, size_t position),
                             const void *context);

/* names.c: what a message about an unknown name ends with, `; did you mean "..."?`, or
 * nothing when no name is near. */
enum { MEANT_SIZE = 96 };
const char *aic_did_you_mean(char to[MEANT_SIZE], const char *wanted, size_t count,
                             const char *(*name_at)(const void *context, size_t position),
                             const void *context);

/* Made from data/sources.csv. */
extern const aic_source aic_source_table[];
extern const size_t aic_source_table_count;

/* units.c */
bool aic_unit_exists(const char *unit);

/* evaluate.c: one row through the steps needed, from the inputs given; NULL for all. On
 * an error every result is NaN, else those of steps not needed are not defined. */
int aic_evaluate_part(const aic_model *model, const bool *input_given,
                      const bool *step_needed, const double *inputs, double *results,
                      aic_error *error);

/* Backwards from the slots that are marked as needed: marks the steps that make them, and
 * the slots that those steps read. */
void aic_find_needed(const aic_model *model, bool *slot_needed, bool *step_needed);

#endif
