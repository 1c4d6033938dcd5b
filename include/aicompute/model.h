/**
 * @file model.h
 * Tier 2: models as data. Find a model, read its table, evaluate it by position, chain
 * models by name, and find the chain that leads from what is known to what is wanted.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_MODEL_H
#define AICOMPUTE_MODEL_H

#include "core.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** A model or a chain of models. It never changes; any thread may use it. @since 0.1.0 */
typedef struct aic_model aic_model;

/** What a variable counts. @since 0.1.0 */
enum aic_kind {
    AIC_REAL = 0,    /**< A quantity. */
    AIC_COUNT = 1,   /**< A number of things; need not be whole. */
    AIC_FRACTION = 2 /**< A share of something. */
};

/** How a variable spreads over its usual range. @since 0.1.0 */
enum aic_scale {
    AIC_LINEAR = 0, /**< Evenly. */
    AIC_LOG = 1     /**< Evenly in its logarithm. */
};

/**
 * One row of a model's table. The library owns it; it grows at the tail.
 * @since 0.1.0
 */
typedef struct aic_variable {
    const char *name;    /**< The same name is the same quantity in every model. */
    const char *unit;    /**< One of the units of aic_unit_at(); "1" is dimensionless. */
    const char *summary; /**< What it is, in one sentence. */
    const char *source;  /**< Key of the source of its definition, default and ranges. */
    double value;        /**< The default; NaN when it is required, or a result. */
    double min;          /**< The least value for which the model is defined. */
    double max;          /**< The greatest value for which the model is defined. */
    double low;          /**< The least usual value; always finite. */
    double high;         /**< The greatest usual value; always finite. */
    int32_t kind;        /**< One of enum aic_kind. */
    int32_t scale;       /**< One of enum aic_scale. */
} aic_variable;

/** Where a number comes from. The library owns it; it grows at the tail. @since 0.1.0 */
typedef struct aic_source {
    const char *key;       /**< As `source` of aic_variable says it. */
    const char *title;     /**< Title of the work. */
    const char *publisher; /**< Who published it. */
    const char *address;   /**< Where it can be read, or "". */
    const char *taken;     /**< What was taken from it, in one sentence. */
    int32_t year;          /**< Year of publication. */
    int32_t reviewed;      /**< Year in which it was last looked at. */
} aic_source;

/**
 * How many built-in models there are.
 * @returns the count
 * @since 0.1.0
 */
AIC_API size_t aic_model_count(void);

/**
 * A built-in model by position, for walking through all of them.
 * @param position 0 to aic_model_count() - 1
 * @returns the model, or NULL beyond the last
 * @since 0.1.0
 */
AIC_API const aic_model *aic_model_at(size_t position);

/**
 * A built-in model by its permanent number.
 * @param id one of enum aic_model_number
 * @returns the model, or NULL when there is none
 * @since 0.1.0
 */
AIC_API const aic_model *aic_model_by_id(int id);

/**
 * A built-in model by name.
 * @param name  such as "fleet_power"
 * @param error names the nearest model when there is none of that name; may be NULL
 * @returns the model, or NULL
 * @since 0.1.0
 */
AIC_API const aic_model *aic_model_find(const char *name, aic_error *error);

/**
 * The permanent number of a model.
 * @param model a model; NULL has no name, inputs, results or steps
 * @returns one of enum aic_model_number; AIC_CHAIN for a chain
 * @since 0.1.0
 */
AIC_API int aic_model_id(const aic_model *model);

/**
 * The name of a model; of a chain, its models' names joined with " | ".
 * @param model a model; NULL has no name, inputs, results or steps
 * @returns text that lives as long as the model
 * @since 0.1.0
 */
AIC_API const char *aic_model_name(const aic_model *model);

/**
 * The header that declares a model, as "gpu_power"; of a chain, "".
 * @param model a model; NULL has no name, inputs, results or steps
 * @returns text that lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_model_domain(const aic_model *model);

/**
 * What a model computes, in one sentence; of a chain, "".
 * @param model a model; NULL has no name, inputs, results or steps
 * @returns text that lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_model_summary(const aic_model *model);

/**
 * The equations of a model, one a line, for people to read; of a chain, "".
 * @param model a model; NULL has no name, inputs, results or steps
 * @returns text that lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_model_equation(const aic_model *model);

/**
 * How many inputs a model has; of a chain, those that no model in it computes.
 * @param model a model; NULL has no name, inputs, results or steps
 * @returns the count
 * @since 0.1.0
 */
AIC_API size_t aic_model_input_count(const aic_model *model);

/**
 * How many results a model has; of a chain, those of all its models.
 * @param model a model; NULL has no name, inputs, results or steps
 * @returns the count
 * @since 0.1.0
 */
AIC_API size_t aic_model_result_count(const aic_model *model);

/**
 * The row of one input.
 * @param model    a model; NULL has no rows and no steps
 * @param position 0 to aic_model_input_count() - 1
 * @returns the row, which lives as long as the model, or NULL beyond the last
 * @since 0.1.0
 */
AIC_API const aic_variable *aic_model_input(const aic_model *model, size_t position);

/**
 * The row of one result.
 * @param model    a model; NULL has no rows and no steps
 * @param position 0 to aic_model_result_count() - 1
 * @returns the row, which lives as long as the model, or NULL beyond the last
 * @since 0.1.0
 */
AIC_API const aic_variable *aic_model_result(const aic_model *model, size_t position);

/**
 * The position of an input. Positions in a chain hold for that chain alone: keep names.
 * @param model    a model
 * @param name     such as "pue"
 * @param position where to write the position
 * @param error    names the nearest input, or the model that computes it; may be NULL
 * @returns AIC_OK; AIC_E_NAME; AIC_E_COMPUTED when a model of the chain produces it;
 *          AIC_E_ARGUMENT for a NULL
 * @since 0.1.0
 */
AIC_API int aic_model_input_index(const aic_model *model, const char *name,
                                  size_t *position, aic_error *error);

/**
 * The position of a result.
 * @param model    a model
 * @param name     such as "households"
 * @param position where to write the position
 * @param error    names the nearest result; may be NULL
 * @returns AIC_OK; AIC_E_NAME; AIC_E_ARGUMENT for a NULL
 * @since 0.1.0
 */
AIC_API int aic_model_result_index(const aic_model *model, const char *name,
                                   size_t *position, aic_error *error);

/**
 * How many built-in models a chain is made of; 1 for a built-in model.
 * @param model a model; NULL has no name, inputs, results or steps
 * @returns the count
 * @since 0.1.0
 */
AIC_API size_t aic_model_step_count(const aic_model *model);

/**
 * One of the built-in models that a chain is made of, in order.
 * @param model    a model; NULL has no rows and no steps
 * @param position 0 to aic_model_step_count() - 1
 * @returns the model, or NULL beyond the last
 * @since 0.1.0
 */
AIC_API const aic_model *aic_model_step(const aic_model *model, size_t position);

/**
 * The defaults of any model or chain, NaN where an input is required.
 * @param model  a model
 * @param inputs where to write them
 * @param count  must be aic_model_input_count()
 * @returns AIC_OK; AIC_E_ARGUMENT for a NULL or another count
 * @since 0.1.0
 */
AIC_API int aic_model_defaults(const aic_model *model, double *inputs, size_t count);

/**
 * Evaluate any model or chain. As aic_evaluate(), with exact counts.
 * @param model        a model
 * @param inputs       the inputs by position; NaN is missing
 * @param input_count  must be aic_model_input_count()
 * @param results      where to write the results; may not overlap the inputs
 * @param result_count must be aic_model_result_count()
 * @param error        what went wrong, or NULL
 * @returns AIC_OK or AIC_W_UNUSUAL with the results; AIC_E_MISSING, AIC_E_RANGE or
 *          AIC_E_CONDITION with every result NaN; AIC_E_ARGUMENT with nothing written
 * @since 0.1.0
 */
AIC_API int aic_model_evaluate(const aic_model *model, const double *inputs,
                               size_t input_count, double *results, size_t result_count,
                               aic_error *error);

/**
 * Chain models by name: a result with the name of a later model's input feeds it. The
 * chain is itself a model. Its inputs are those that no model in it computes, in the
 * order of first use; its results are all results, in order. Names of unit "any" never
 * feed. An input shared by several models has the intersection of their ranges, and is
 * required when one of them requires it.
 *
 * Refused are: no models; a result produced twice; a name consumed before, or in, the
 * model that produces it; an input whose ranges do not intersect, or whose default is
 * outside the intersection; more than 1,024 inputs and results together.
 * @param models the models, or chains, in order
 * @param count  how many
 * @param chain  where to write the chain, which its owner frees with aic_model_free(); it
 *               holds no reference to its parts
 * @param error  what went wrong, or NULL
 * @returns AIC_OK; AIC_E_CHAIN, AIC_E_ARGUMENT or AIC_E_MEMORY, and then `*chain` is NULL
 * @since 0.1.0
 */
AIC_API int aic_model_chain(const aic_model *const *models, size_t count,
                            aic_model **chain, aic_error *error);

/**
 * A chain as people write it: names with "|" or "+" between them.
 * @param text  such as "fleet_power | facility_power"
 * @param chain as for aic_model_chain()
 * @param error what went wrong, or NULL
 * @returns as aic_model_chain(); AIC_E_NAME for a name that is none
 * @since 0.1.0
 */
AIC_API int aic_model_from_text(const char *text, aic_model **chain, aic_error *error);

/**
 * Find the shortest chain of built-in models that has all of the given inputs among its
 * own and computes the wanted result, every model in it contributing. Of several as
 * short, the one with the fewest further required inputs, then the one whose models come
 * first in the list of models.
 * @param inputs names of the given inputs
 * @param count  how many; at least 1
 * @param result name of the wanted result
 * @param chain  as for aic_model_chain()
 * @param error  what went wrong, or NULL
 * @returns AIC_OK; AIC_E_PATH when no chain does it; AIC_E_NAME for a name in no model;
 *          AIC_E_ARGUMENT; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_model_path(const char *const *inputs, size_t count, const char *result,
                           aic_model **chain, aic_error *error);

/**
 * Free a chain after its last use. NULL and built-in models are left alone.
 * @param model a chain
 * @since 0.1.0
 */
AIC_API void aic_model_free(aic_model *model);

/**
 * How many sources there are.
 * @returns the count
 * @since 0.1.0
 */
AIC_API size_t aic_source_count(void);

/**
 * A source by position, in the order of the keys.
 * @param position 0 to aic_source_count() - 1
 * @returns the source, or NULL beyond the last
 * @since 0.1.0
 */
AIC_API const aic_source *aic_source_at(size_t position);

/**
 * A source by key.
 * @param key   as `source` of aic_variable says it
 * @param error names the nearest key when there is none; may be NULL
 * @returns the source, or NULL
 * @since 0.1.0
 */
AIC_API const aic_source *aic_source_find(const char *key, aic_error *error);

/**
 * How many units the tables use: the list is closed.
 * @returns the count
 * @since 0.1.0
 */
AIC_API size_t aic_unit_count(void);

/**
 * A unit by position.
 * @param position 0 to aic_unit_count() - 1
 * @returns the unit, or NULL beyond the last
 * @since 0.1.0
 */
AIC_API const char *aic_unit_at(size_t position);

#if defined(__cplusplus)
}
#endif

#endif
