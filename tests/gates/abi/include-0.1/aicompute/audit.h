/**
 * @file audit.h
 * Tier 2: does a published figure hold? Figures as they are printed, and the verdict on
 * one stated figure, with what it would take to make it hold.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_AUDIT_H
#define AICOMPUTE_AUDIT_H

#include "model.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** A figure as it was printed. Frozen. @since 0.1.0 */
typedef struct aic_figure {
    double value;     /**< In the unit asked for. */
    double half_unit; /**< Half a unit of its last significant digit, in the same unit. */
    int32_t digits; /**< Significant digits; trailing zeros of an integer not counted. */
    char currency[12]; /**< The currency it names, as "USD", or "". */
} aic_figure;

/**
 * Read a figure as people write it: digit groups ("22,000"), exponents ("1.5e9"), short
 * and long scale words ("50k", "1.33 trillion"), Korean myriads ("5만", "3조 7000억"), a
 * per cent sign for unit "1", a currency for money ("$30,000", "50 million KRW"), and a
 * unit of the same kind as the one asked for ("400W" for MW, "21.6GWh" for MWh). The unit
 * "any" takes a count, money or no unit, which leave the number as it is. Only powers of
 * ten are converted, and without rounding: months are never turned into years.
 *
 * A single capital letter between the number and nothing else is a scale word ("5M" is
 * five million); a unit wins over it ("5MW" is five megawatts). With a space between
 * them, as in "5 M W", the text is refused, since a watt has prefixes of its own.
 * @param text   the figure
 * @param unit   the unit wanted, one of aic_unit_at()
 * @param figure where to write it
 * @param error  what went wrong, or NULL
 * @returns AIC_OK; AIC_E_FIGURE when the text is no figure, is too large for a double or
 *          too close to 0 to differ from it, or has a unit of another kind;
 *          AIC_E_NAME for an unknown unit asked for; AIC_E_ARGUMENT
 * @since 0.1.0
 */
AIC_API int aic_figure_parse(const char *text, const char *unit, aic_figure *figure,
                             aic_error *error);

/** How a figure is meant. The numbers are permanent. @since 0.1.0 */
enum aic_relation {
    AIC_ABOUT = 0,    /**< The computed figure is the stated one. */
    AIC_AT_LEAST = 1, /**< The computed figure is the stated one or more. */
    AIC_AT_MOST = 2   /**< The computed figure is the stated one or less. */
};

/** Where an input of an audit comes from. The numbers are permanent. @since 0.1.0 */
enum aic_origin {
    AIC_DEFAULTED = 0, /**< The model's default, or missing when it has none. */
    AIC_STATED = 1,    /**< The publication states it. */
    AIC_ASSUMED = 2    /**< The auditor supplies it. */
};

/** One input of a statement. Frozen. @since 0.1.0 */
typedef struct aic_audit_input {
    double value;     /**< In the unit of the input; not looked at when defaulted. */
    double half_unit; /**< Printed precision of a stated input; else 0. */
    double low;       /**< The least usual value here; NaN for that of the model. */
    double high;      /**< The greatest usual value here; NaN for that of the model. */
    int32_t origin;   /**< One of enum aic_origin. */
    int32_t reserved; /**< 0. */
} aic_audit_input;

/** A verdict. In order of precedence; the numbers are permanent. @since 0.1.0 */
enum aic_verdict {
    AIC_NOT_COMPUTABLE = 1, /**< An input is neither stated nor assumed nor defaulted. */
    AIC_HOLDS = 2,          /**< Computed and stated agree within printed precision. */
    AIC_HOLDS_ROUNDING = 3, /**< They can agree, stated inputs moved within theirs. */
    AIC_UNIT_SLIP = 4,      /**< They agree but for a known factor. */
    AIC_DOES_NOT_HOLD = 5   /**< They do not agree. */
};

/** The value of one input that would make a statement hold. Frozen. @since 0.1.0 */
typedef struct aic_implied {
    size_t input;     /**< Position of the input. */
    double value;     /**< The value that gives exactly the stated figure. */
    int32_t usual;    /**< 1 when it is inside the usual range, else 0. */
    int32_t reserved; /**< 0. */
} aic_implied;

/** What an audit finds; set `size` before the call. It grows at the tail. @since 0.1.0 */
typedef struct aic_audit_report {
    size_t size;           /**< sizeof(aic_audit_report) as the caller compiled it. */
    int32_t verdict;       /**< One of enum aic_verdict. */
    int32_t reserved;      /**< 0. */
    double computed;       /**< The computed figure; NaN when not computable. */
    double ratio;          /**< Computed / stated; NaN when not computable or stated 0. */
    double tolerance;      /**< How far they may differ and still agree. */
    double least;          /**< The least figure that stated inputs' rounding allows. */
    double most;           /**< The greatest figure that it allows. */
    double slip;           /**< The factor of a unit slip, at least 12; else NaN. */
    char explanation[512]; /**< Why, in English. */
} aic_audit_report;

/**
 * Judge one stated figure.
 *
 * The tolerance is half a unit of the stated figure's last significant digit and at most
 * 5 % of it, and applies in the stated relation. Stated inputs move, each on its own,
 * within their half unit (again at most 5 %); assumed and defaulted ones stay. The
 * factors of unit slips are 12, 24, 30, 365, 8,760, 100, 1,000, 1e6, 1e4 and 1e8, tried
 * in that order, and the figures must then be equal within the tolerance whatever the
 * relation. For every input that could move, the value that gives exactly the stated
 * figure is reported, of several the usual one and then the nearest to the value used.
 * Models of a chain that the stated result does not need are left out, and so are inputs
 * that only they use.
 * @param model       a model
 * @param inputs      one an input, by position
 * @param input_count must be aic_model_input_count()
 * @param result      position of the result that is stated
 * @param stated      the stated figure, in the unit of the result
 * @param relation    one of enum aic_relation
 * @param report      where to write the verdict
 * @param implied     where to write the implied values; room for `input_count`, or NULL
 * @param count       where to write how many there are; NULL exactly if `implied` is
 * @param error       what went wrong, or NULL
 * @returns AIC_OK; AIC_E_RANGE or AIC_E_CONDITION for inputs that the model refuses;
 *          AIC_E_ARGUMENT; AIC_E_MEMORY. Of a report newer than this library, what it
 *          does not know is 0
 * @since 0.1.0
 */
AIC_API int aic_audit(const aic_model *model, const aic_audit_input *inputs,
                      size_t input_count, size_t result, const aic_figure *stated,
                      int relation, aic_audit_report *report, aic_implied *implied,
                      size_t *count, aic_error *error);

/**
 * A verdict in words, as "holds within input rounding".
 * @param verdict one of enum aic_verdict
 * @returns the words, or "unknown verdict"; lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_verdict_text(int verdict);

#if defined(__cplusplus)
}
#endif

#endif
