/**
 * @file core.h
 * Tier 0: what everything else stands on. Export macros, the version, status codes, the
 * error record, the model ids, and the two calls that the typed models go through.
 *
 * Nothing in this library prints, exits, reads the environment or keeps mutable global
 * state; every function may be called from any thread.
 *
 * @since 0.1.0
 */
#ifndef AICOMPUTE_CORE_H
#define AICOMPUTE_CORE_H

#include <stddef.h>
#include <stdint.h>

/** @def AIC_API
 * Marks a function that the shared library exports. @since 0.1.0 */
/** @def AIC_INLINE
 * Marks a function that is compiled into the caller. @since 0.1.0 */
#if defined(SWIG)
#define AIC_API
#define AIC_INLINE
#elif defined(_WIN32) && defined(AIC_SHARED)
#if defined(AIC_BUILD)
#define AIC_API __declspec(dllexport)
#else
#define AIC_API __declspec(dllimport)
#endif
#elif defined(__GNUC__) && defined(AIC_BUILD)
#define AIC_API __attribute__((visibility("default")))
#else
#define AIC_API
#endif

#if !defined(SWIG)
#if defined(__cplusplus)
#define AIC_INLINE inline
#else
#define AIC_INLINE static inline
#endif
#endif

#if defined(__cplusplus)
extern "C" {
#endif

#define AIC_VERSION_MAJOR 0 /**< Changes when the ABI breaks. @since 0.1.0 */
#define AIC_VERSION_MINOR 1 /**< Changes when something is added. @since 0.1.0 */
#define AIC_VERSION_PATCH 0 /**< Changes when something is mended. @since 0.1.0 */

/**
 * What a call has to say. 0 is a valid result; a positive status is a valid result with
 * something to know; a negative one is no result. The numbers are permanent.
 * @since 0.1.0
 */
enum aic_status {
    AIC_OK = 0,              /**< Valid. */
    AIC_W_UNUSUAL = 1,       /**< Valid, though an input is outside its usual range. */
    AIC_W_VERSION = 2,       /**< Valid; the caller knows results this library lacks. */
    AIC_W_ROWS = 3,          /**< Columns: some rows have no result; theirs is NaN. */
    AIC_W_NEVER = 4,         /**< Valid: a time that never comes is +infinity. */
    AIC_W_SEVERAL_ROOTS = 5, /**< Valid; other rates solve the same equation. */
    AIC_W_DOUBLE_ROOT = 6,   /**< Valid; NPV touches zero there and does not cross it. */
    AIC_E_ARGUMENT = -1,     /**< A pointer, size, count or option cannot be right. */
    AIC_E_MISSING = -2,      /**< An input has no value: it is NaN. */
    AIC_E_RANGE = -3,        /**< An input is outside its hard range. */
    AIC_E_CONDITION = -4,    /**< Inputs contradict each other. */
    AIC_E_NAME = -5,         /**< No model, input, result or source has that name. */
    AIC_E_VERSION = -6,      /**< The caller uses something newer than this library. */
    AIC_E_CHAIN = -7,        /**< These models do not chain. */
    AIC_E_COMPUTED = -8,     /**< The chain computes that input itself. */
    AIC_E_PATH = -9,         /**< No chain leads from these inputs to that result. */
    AIC_E_FIGURE = -10,      /**< The text is not a figure, or its unit does not fit. */
    AIC_E_MEMORY = -11,      /**< Not enough memory. */
    AIC_E_CANCELLED = -12,   /**< The progress callback asked to stop. */
    AIC_E_TOO_FEW_FLOWS = -13,  /**< The series has too few flows for this question. */
    AIC_E_NO_SIGN_CHANGE = -14, /**< Every flow has the same sign, or is zero. */
    AIC_E_NO_ROOT = -15,        /**< No rate above -1 solves it. */
    AIC_E_OVERFLOW = -16        /**< The result is too large for a double. */
};

/**
 * What went wrong and where. The caller owns it and may pass NULL in its place. It holds
 * copies, so it outlives whatever it speaks of. On AIC_OK only `status`, `index`, `row`
 * and the first byte of each text are written.
 * @since 0.1.0
 */
typedef struct aic_error {
    int32_t status;              /**< One of enum aic_status. */
    int32_t index;               /**< Position of the offending variable, or -1. */
    int64_t row;                 /**< Row of a column call, from 0, or -1. */
    double value;                /**< The offending value, or NaN. */
    double min;                  /**< The least value allowed, or NaN. */
    double max;                  /**< The greatest value allowed, or NaN. */
    char model[64];              /**< The model concerned, or "". */
    char variable[64];           /**< The variable concerned, or "". */
    char message[512];           /**< One English sentence, or "". */
    unsigned char reserved[128]; /**< Not used yet. */
} aic_error;

/**
 * The built-in models. A number is never used again.
 * @since 0.1.0
 */
enum aic_model_number {
    AIC_CHAIN = 0,                   /**< Not a built-in model but a chain of them. */
    AIC_GPU_POWER = 1,               /**< gpu_power */
    AIC_GPU_POWER_CURVE = 2,         /**< gpu_power_curve */
    AIC_SERVER_POWER = 3,            /**< server_power */
    AIC_FLEET_POWER = 4,             /**< fleet_power */
    AIC_FACILITY_POWER = 5,          /**< facility_power */
    AIC_ENERGY_USE = 6,              /**< energy_use */
    AIC_ELECTRICITY_COST = 7,        /**< electricity_cost */
    AIC_EMISSIONS = 8,               /**< emissions */
    AIC_GRID_CONNECTION = 9,         /**< grid_connection */
    AIC_DEVICE_ENERGY = 10,          /**< device_energy */
    AIC_HOUSEHOLD_EQUIVALENTS = 11,  /**< household_equivalents */
    AIC_HOUSEHOLDS_BY_CAPACITY = 12, /**< households_by_capacity */
    AIC_HOUSEHOLD_SHARE = 13,        /**< household_share */
    AIC_EQUIVALENTS = 14,            /**< equivalents */
    AIC_GPU_CAPEX = 15,              /**< gpu_capex */
    AIC_CURRENCY = 16,               /**< currency */
    AIC_PERPETUITY_REVENUE = 17,     /**< perpetuity_revenue */
    AIC_REQUIRED_REVENUE = 18,       /**< required_revenue */
    AIC_SUBSCRIBER_FEE = 19,         /**< subscriber_fee */
    AIC_MARKET_SURVIVORS = 20,       /**< market_survivors */
    AIC_BUILDOUT_TIME = 21,          /**< buildout_time */
    AIC_OPERATING_COST = 22,         /**< operating_cost */
    AIC_RENTAL_INCOME = 23,          /**< rental_income */
    AIC_PROJECT_PAYBACK = 24,        /**< project_payback */
    AIC_LEVELIZED_COMPUTE_COST = 25, /**< levelized_compute_cost */
    AIC_GPU_RESALE_VALUE = 26,       /**< gpu_resale_value */
    AIC_RENTAL_MARGIN = 27           /**< rental_margin */
};

/**
 * The version of the library that is running, as "0.1.0".
 * @returns text that lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_version(void);

/**
 * The name of a status, as "AIC_E_RANGE".
 * @param status any number
 * @returns the name, or "unknown status"; lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_status_name(int status);

/**
 * What a status means, in one sentence.
 * @param status any number
 * @returns the sentence, or "unknown status"; lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_status_text(int status);

/**
 * Fill the inputs of a built-in model with their defaults; required inputs, and whatever
 * the caller's struct has beyond what this library knows, become NaN.
 * @param id     one of enum aic_model_number
 * @param inputs the struct to fill
 * @param size   its size as the caller compiled it, a multiple of sizeof(double)
 * @returns AIC_OK; AIC_E_ARGUMENT for an unknown id, a NULL struct or an odd size, and
 *          then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_defaults(int id, void *inputs, size_t size);

/**
 * Evaluate a built-in model. The typed calls of the model headers come here with the size
 * of their structs, so that either side may know fields that the other does not.
 * @param id           one of enum aic_model_number
 * @param inputs       the model's inputs struct, started from its defaults
 * @param inputs_size  its size as the caller compiled it. Inputs that the caller does not
 *                     have take their defaults; inputs that the library does not
 *                     have must be NaN
 * @param results      the model's results struct
 * @param results_size its size as the caller compiled it
 * @param error        what went wrong, or NULL
 * @returns AIC_OK, AIC_W_UNUSUAL, AIC_W_NEVER (an unusual input is told first) or
 *          AIC_W_VERSION with the results; AIC_E_ARGUMENT,
 *          AIC_E_MISSING, AIC_E_RANGE, AIC_E_CONDITION or AIC_E_VERSION with every result
 *          NaN
 * @since 0.1.0
 */
AIC_API int aic_evaluate(int id, const void *inputs, size_t inputs_size, void *results,
                         size_t results_size, aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
