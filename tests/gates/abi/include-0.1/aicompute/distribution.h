/**
 * @file distribution.h
 * Tier 3: what is known of an input that is not known exactly. Distributions, fitted to
 * percentiles where those are what is known, cut off where the caller says so.
 *
 * Quantiles of every family have the same bits in every build and on every machine: they
 * are made of arithmetic, square roots and a logarithm and an exponential of the
 * library's own. How far they are from the exact ones is said at each family.
 *
 * @since 0.1.0
 */
#ifndef AICOMPUTE_DISTRIBUTION_H
#define AICOMPUTE_DISTRIBUTION_H

#include "model.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** The families of distributions. The numbers are permanent. @since 0.1.0 */
enum aic_family {
    AIC_AS_DEFAULT = 0,  /**< None: the default of the input. What zeroed memory is. */
    AIC_CONSTANT = 1,    /**< One value. */
    AIC_UNIFORM = 2,     /**< low, high. */
    AIC_LOG_UNIFORM = 3, /**< low, high. */
    AIC_NORMAL = 4,      /**< mean, standard deviation. */
    AIC_LOG_NORMAL = 5,  /**< median, factor. */
    AIC_TRIANGULAR = 6,  /**< low, mode, high. */
    AIC_PERT = 7,        /**< low, mode, high. */
    AIC_BETA = 8,        /**< alpha, beta, low, high. */
    AIC_CHOICES = 9,     /**< Values with weights, and nothing between them. */
    AIC_EMPIRICAL = 10   /**< Values with weights, and what lies between them. */
};

/**
 * A distribution. Made by the functions below, copied freely, nothing to free; zeroed
 * memory is AIC_AS_DEFAULT. Frozen.
 * @since 0.1.0
 */
typedef struct aic_distribution {
    int32_t family;        /**< One of enum aic_family. */
    int32_t reserved;      /**< 0. */
    double parameters[4];  /**< In the order that enum aic_family gives; else 0. */
    double min;            /**< Cut off below this value; -infinity for nowhere. */
    double max;            /**< Cut off above this value; infinity for nowhere. */
    const double *values;  /**< Of choices and empirical: the caller's, not copied. */
    const double *weights; /**< The same; NULL for equal weights. */
    size_t count;          /**< How many values. */
} aic_distribution;

/**
 * One value, always.
 * @param value        finite
 * @param distribution where to write it
 * @param error        names the parameter, its value and its bounds; or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_constant(double value, aic_distribution *distribution,
                                      aic_error *error);

/**
 * Every value between two bounds alike. Quantiles to 1 ulp of the larger bound.
 * @param low          finite
 * @param high         finite, above `low`
 * @param distribution where to write it
 * @param error        as for aic_distribution_constant()
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_uniform(double low, double high,
                                     aic_distribution *distribution, aic_error *error);

/**
 * Every order of magnitude between two bounds alike: the logarithm is uniform. Quantiles
 * to a share of 1e-13.
 * @param low          above 0, finite
 * @param high         finite, above `low`
 * @param distribution where to write it
 * @param error        as for aic_distribution_constant()
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_log_uniform(double low, double high,
                                         aic_distribution *distribution,
                                         aic_error *error);

/**
 * Normal. Quantiles to 1e-14 standard deviations or a share of 1e-14 of the distance from
 * the mean, whichever is more.
 * @param mean               finite
 * @param standard_deviation above 0, finite
 * @param distribution       where to write it
 * @param error              as for aic_distribution_constant()
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_normal(double mean, double standard_deviation,
                                    aic_distribution *distribution, aic_error *error);

/**
 * Log-normal: as likely `factor` times too high as too low. Some 68 % lies between
 * `median / factor` and `median * factor`; `factor` is the exponential of the standard
 * deviation of the logarithm. For 5th and 95th percentiles see aic_distribution_fit().
 * Quantiles to a share of 1e-13.
 * @param median       above 0, finite
 * @param factor       above 1, finite
 * @param distribution where to write it
 * @param error        as for aic_distribution_constant()
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_log_normal(double median, double factor,
                                        aic_distribution *distribution, aic_error *error);

/**
 * Triangular. Quantiles to 4 ulp of the larger bound.
 * @param low          finite
 * @param mode         the likeliest value, from `low` to `high`
 * @param high         finite, above `low`
 * @param distribution where to write it
 * @param error        as for aic_distribution_constant()
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_triangular(double low, double mode, double high,
                                        aic_distribution *distribution, aic_error *error);

/**
 * PERT: a beta distribution of mean `(low + 4*mode + high)/6`, with
 * `alpha = 1 + 4*(mode - low)/(high - low)` and `beta = 6 - alpha` (Malcolm, Roseboom,
 * Clark and Fazar 1959, as made into a distribution by Vose). Quantiles as for beta.
 * @param low          finite
 * @param mode         the likeliest value, from `low` to `high`
 * @param high         finite, above `low`
 * @param distribution where to write it
 * @param error        as for aic_distribution_constant()
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_pert(double low, double mode, double high,
                                  aic_distribution *distribution, aic_error *error);

/**
 * Beta, stretched from 0..1 to low..high. Quantiles to 1e-9 of `high - low`.
 * @param alpha        0.1 to 1e4
 * @param beta         0.1 to 1e4
 * @param low          finite
 * @param high         finite, above `low`
 * @param distribution where to write it
 * @param error        as for aic_distribution_constant()
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_beta(double alpha, double beta, double low, double high,
                                  aic_distribution *distribution, aic_error *error);

/**
 * One of a few values, each as likely as its weight. Quantiles are exact.
 * @param values       finite, in any order; the caller keeps them
 * @param weights      at least 0, finite, not all 0; NULL for equal weights; the caller
 *                     keeps them
 * @param count        how many, 1 to 1,000,000
 * @param distribution where to write it
 * @param error        names the position in `index`; else as for
 *                     aic_distribution_constant()
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_choices(const double *values, const double *weights,
                                     size_t count, aic_distribution *distribution,
                                     aic_error *error);

/**
 * As values were observed: the quantile function goes in straight lines from each value
 * to the next. A value stands in the middle of its weight, the least at 0 and the
 * greatest at 1; with equal weights that is the usual definition, number 7 of Hyndman and
 * Fan 1996. Quantiles to 4 ulp of the largest value.
 * @param values       as for aic_distribution_choices()
 * @param weights      above 0, finite; NULL for equal weights; the caller keeps them
 * @param count        how many, 1 to 1,000,000
 * @param distribution where to write it
 * @param error        as for aic_distribution_choices()
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_empirical(const double *values, const double *weights,
                                       size_t count, aic_distribution *distribution,
                                       aic_error *error);

/**
 * The usual range of an input, on its scale: uniform, or log-uniform for AIC_LOG;
 * constant when the range is one value.
 * @param input        a row of a model's table, as aic_model_input() gives it
 * @param distribution where to write it
 * @param error        what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_usual(const aic_variable *input,
                                   aic_distribution *distribution, aic_error *error);

/**
 * Cut a distribution off on both sides; what remains is scaled up. A normal distribution
 * cut off is a truncated normal one. Its quantiles are those of the whole at a
 * probability that is rounded to 2^-52, which far out in a tail is what limits them.
 * @param min          the least value, or -infinity
 * @param max          the greatest value, at least `min`, or infinity
 * @param distribution the distribution to change; ends that it already has stay when they
 *                     are narrower
 * @param error        says which fraction would be left when it is too little; or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT for bounds that cannot be right or leave less than 1e-6
 *          of the distribution, and then nothing is changed
 * @since 0.1.0
 */
AIC_API int aic_distribution_truncate(double min, double max,
                                      aic_distribution *distribution, aic_error *error);

/**
 * Find the distribution of a family that has given percentiles, as "0.05: 1.1,
 * 0.95: 1.6".
 *
 * Uniform, log-uniform, normal and log-normal take two percentiles or more; of more than
 * two, the least squares line through them (of the logarithms where the family has
 * logarithms). Triangular and PERT take exactly three.
 * @param family        AIC_UNIFORM, AIC_LOG_UNIFORM, AIC_NORMAL, AIC_LOG_NORMAL,
 *                      AIC_TRIANGULAR or AIC_PERT
 * @param probabilities above 0 and below 1, ascending
 * @param values        the value below which each probability lies, ascending
 * @param count         how many
 * @param distribution  where to write it
 * @param error         what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT when they are no percentiles or no member of the family
 *          has them, and then nothing is written
 * @since 0.1.0
 */
AIC_API int aic_distribution_fit(int family, const double *probabilities,
                                 const double *values, size_t count,
                                 aic_distribution *distribution, aic_error *error);

/**
 * Quantiles: the values below which given probabilities lie.
 * @param distribution  any but AIC_AS_DEFAULT
 * @param probabilities 0 to 1 each; 0 and 1 give the ends, which may be infinite
 * @param quantiles     where to write them; may be the same array
 * @param count         how many
 * @param error         what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_distribution_quantiles(const aic_distribution *distribution,
                                       const double *probabilities, double *quantiles,
                                       size_t count, aic_error *error);

/**
 * Which fraction of a distribution lies at or below a value. To 1e-12; beta and PERT to
 * 1e-10.
 * @param distribution any but AIC_AS_DEFAULT
 * @param value        any number, infinities included
 * @param fraction     where to write it
 * @param error        what went wrong, or NULL
 * @returns AIC_OK; AIC_E_ARGUMENT, and then nothing is written; AIC_E_MEMORY
 * @since 0.1.0
 */
AIC_API int aic_distribution_fraction(const aic_distribution *distribution, double value,
                                      double *fraction, aic_error *error);

/**
 * A family by its name, as "log_normal".
 * @param name   the name
 * @param family where to write its number
 * @param error  names the nearest family when there is none of that name; or NULL
 * @returns AIC_OK; AIC_E_NAME; AIC_E_ARGUMENT for a NULL
 * @since 0.1.0
 */
AIC_API int aic_family_find(const char *name, int *family, aic_error *error);

/**
 * The name of a family, as "log_normal".
 * @param family any number
 * @returns the name, or "unknown family"; lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_family_name(int family);

/**
 * The name of a parameter of a family, as "mode".
 * @param family   any number
 * @param position 0, 1, 2, ...
 * @returns the name, or NULL beyond the last; lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_family_parameter(int family, size_t position);

#if defined(__cplusplus)
}
#endif

#endif
