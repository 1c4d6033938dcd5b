/* What a summary says. */
#include "core/internal.h"
#include "uncertainty/elementary.h"
#include "uncertainty/totals.h"

static uint64_t kept_samples(const aic_summary *summary)
{
    return aic_summary_samples(summary) - summary->refused;
}

/* A number of a result, an input or a threshold, and the place for an answer. */
static int check_number(const aic_summary *summary, const char *what, size_t number,
                        size_t count, const void *place, aic_error *error)
{
    if (!summary || !place)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the summary or the place for the answer is NULL");
    if (number >= count)
        return aic_error_set(error, AIC_E_ARGUMENT, "the summary has %zu %ss, not %zu",
                             count, what, number);
    return AIC_OK;
}

static int check_result(const aic_summary *summary, size_t result, const void *place,
                        aic_error *error)
{
    size_t count = summary ? summary->design.n_results : 0;
    return check_number(summary, "result", result, count, place, error);
}

/* Central moments of a variable in its scaled form, from sums of powers. */
typedef struct {
    double mean, squares, cubes; /* sums of powers of the distance from the mean */
} central;

static central central_of(const aic_summary *summary, size_t variable, double n)
{
    const exact_sum *powers = &summary->powers[variable * POWERS];
    double first = aic_exact_value(&powers[0]), second = aic_exact_value(&powers[1]);
    double third = aic_exact_value(&powers[2]);
    double mean = first / n;
    central made = {mean, second - first * mean,
                    third - 3 * mean * second + 2 * mean * mean * first};
    bool varies = summary->least[variable] < summary->most[variable];
    made.squares = varies && !(made.squares < 0) ? made.squares : 0;
    return made;
}

static void take_moments(const aic_summary *summary, size_t variable,
                         aic_moments *moments)
{
    const tracked *about = &summary->design.variables[variable];
    double n = (double)kept_samples(summary); /* of one, 0/0 is no deviation */
    *moments = (aic_moments){0, NAN, NAN, NAN, NAN, NAN, NAN};
    moments->count = kept_samples(summary);
    if (moments->count == 0)
        return;
    central c = central_of(summary, variable, n);
    moments->min = summary->least[variable];
    moments->max = summary->most[variable];
    moments->mean =
        moments->min < moments->max ? about->shift + c.mean / about->scale : moments->min;
    moments->standard_deviation = sqrt(c.squares / (n - 1)) / about->scale;
    moments->standard_error = moments->standard_deviation / sqrt(n);
    if (c.squares > 0)
        moments->skewness = sqrt(n) * c.cubes / (c.squares * sqrt(c.squares));
}

int aic_summary_result(const aic_summary *summary, size_t result, aic_moments *moments,
                       aic_error *error)
{
    int status = check_result(summary, result, moments, error);
    if (status < 0)
        return status;
    take_moments(summary, result, moments);
    return aic_error_clear(error);
}

int aic_summary_input(const aic_summary *summary, size_t input, aic_moments *moments,
                      aic_error *error)
{
    size_t count = summary ? summary->design.n_inputs : 0;
    int status = check_number(summary, "uncertain input", input, count, moments, error);
    if (status < 0)
        return status;
    take_moments(summary, summary->design.n_results + input, moments);
    return aic_error_clear(error);
}

int aic_summary_correlation(const aic_summary *summary, size_t input, size_t result,
                            double *correlation, aic_error *error)
{
    size_t inputs = summary ? summary->design.n_inputs : 0;
    int status =
        check_number(summary, "uncertain input", input, inputs, correlation, error);
    if (status == AIC_OK)
        status = check_result(summary, result, correlation, error);
    if (status < 0)
        return status;
    double n = (double)kept_samples(summary);
    size_t results = summary->design.n_results;
    central x = central_of(summary, results + input, n);
    central y = central_of(summary, result, n);
    double products = aic_exact_value(&summary->products[input * results + result]);
    double together = products - n * x.mean * y.mean;
    double r = together / sqrt(x.squares * y.squares);
    bool vary = x.squares > 0 && y.squares > 0;
    *correlation = !vary ? NAN : r > 1 ? 1 : r < -1 ? -1 : r;
    return aic_error_clear(error);
}

/* Within the ends that are known. */
static double held(const aic_summary *summary, size_t result, double value)
{
    double least = summary->least[result], most = summary->most[result];
    return value < least ? least : value > most ? most : value;
}

/* The sample of a rank, from 0, in order of size, or the last: in its bin, as if its
 * fellows were spread evenly. */
static double sample_of_rank(const aic_summary *summary, size_t result, uint64_t rank)
{
    if (rank == 0 || rank + 1 >= kept_samples(summary))
        return rank == 0 ? summary->least[result] : summary->most[result];
    bin_walk walk = aic_bins(&summary->histograms[result]);
    uint64_t before = 0;
    for (aic_next_bin(&walk); before + walk.count <= rank; aic_next_bin(&walk))
        before += walk.count;
    double share = ((double)(rank - before) + 0.5) / (double)walk.count;
    double value =
        walk.low == walk.high ? walk.low : walk.low + share * (walk.high - walk.low);
    return held(summary, result, value);
}

static double quantile_of(const aic_summary *summary, size_t result, double probability)
{
    uint64_t count = kept_samples(summary);
    if (count == 0)
        return NAN;
    double place = probability * (double)(count - 1);
    uint64_t rank = (uint64_t)place;
    double part = place - (double)rank;
    double below = sample_of_rank(summary, result, rank);
    if (part == 0)
        return below;
    double above = sample_of_rank(summary, result, rank + 1);
    return below == above ? below : below + part * (above - below);
}

int aic_summary_quantiles(const aic_summary *summary, size_t result,
                          const double *probabilities, double *quantiles, size_t count,
                          aic_error *error)
{
    int status = check_result(summary, result, quantiles, error);
    if (status < 0)
        return status;
    if (!probabilities)
        return aic_error_set(error, AIC_E_ARGUMENT, "the probabilities are NULL");
    for (size_t i = 0; i < count; i++)
        if (!(probabilities[i] >= 0 && probabilities[i] <= 1))
            return aic_error_set(error, AIC_E_ARGUMENT,
                                 "probability %zu is %g, and must be from 0 to 1", i,
                                 probabilities[i]);
    for (size_t i = 0; i < count; i++)
        quantiles[i] = quantile_of(summary, result, probabilities[i]);
    return aic_error_clear(error);
}

int aic_summary_quantile_interval(const aic_summary *summary, size_t result,
                                  double probability, double confidence, double *low,
                                  double *high, aic_error *error)
{
    int status = check_result(summary, result, low && high ? low : NULL, error);
    if (status < 0)
        return status;
    if (!(probability > 0 && probability < 1 && confidence > 0 && confidence < 1))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "probability %g and confidence %g must be above 0 and below "
                             "1",
                             probability, confidence);
    uint64_t count = kept_samples(summary);
    *low = *high = NAN;
    if (count == 0)
        return aic_error_clear(error);
    double n = (double)count, middle = n * probability;
    double away = normal_reach(confidence) * sqrt(n * probability * (1 - probability));
    double first = floor(middle - away), last = ceil(middle + away);
    *low = sample_of_rank(summary, result, first > 0 ? (uint64_t)first : 0);
    *high = sample_of_rank(summary, result, (uint64_t)last);
    return aic_error_clear(error);
}

/* Counts for sure above a value, and in the bin that it cuts. */
typedef struct {
    uint64_t above, cut;
    double share; /* of the bin's width that is above */
} split;

static split split_at(const aic_summary *summary, size_t result, double value)
{
    split made = {0, 0, 0};
    if (value >= summary->most[result])
        return made;
    bin_walk walk = aic_bins(&summary->histograms[result]);
    while (aic_next_bin(&walk)) {
        double low = held(summary, result, walk.low);
        double high = held(summary, result, walk.high);
        if (low > value)
            made.above += walk.count;
        else if (high > value) {
            made.cut = walk.count;
            made.share = (high - value) / (high - low);
        }
    }
    if (value < summary->least[result])
        made.above = kept_samples(summary);
    return made;
}

int aic_summary_exceedance(const aic_summary *summary, size_t result, double value,
                           aic_exceedance *exceedance, aic_error *error)
{
    int status = check_result(summary, result, exceedance, error);
    if (status < 0)
        return status;
    if (isnan(value))
        return aic_error_set(error, AIC_E_ARGUMENT, "the value is NaN");
    double n = (double)kept_samples(summary);
    *exceedance = (aic_exceedance){NAN, NAN, NAN};
    if (n == 0)
        return aic_error_clear(error);
    const plan_design *design = &summary->design;
    split found = split_at(summary, result, value);
    for (size_t i = 0; i < design->n_thresholds; i++)
        if (design->thresholds[i].variable == result &&
            design->thresholds[i].value == value)
            found = (split){summary->joint[i * design->n_thresholds + i], 0, 0};
    exceedance->low = (double)found.above / n;
    exceedance->high = (double)(found.above + found.cut) / n;
    exceedance->probability = ((double)found.above + found.share * (double)found.cut) / n;
    return aic_error_clear(error);
}

int aic_summary_joint_count(const aic_summary *summary, size_t first, size_t second,
                            uint64_t *count, aic_error *error)
{
    size_t n = summary ? summary->design.n_thresholds : 0;
    int status = check_number(summary, "threshold", first > second ? first : second, n,
                              count, error);
    if (status < 0)
        return status;
    *count = first > second ? summary->joint[first * n + second]
                            : summary->joint[second * n + first];
    return aic_error_clear(error);
}

int aic_summary_gap(const aic_summary *summary, uint64_t from, uint64_t *first,
                    uint64_t *count, aic_error *error)
{
    int status = check_number(summary, "gap", 0, 1, first && count ? first : NULL, error);
    if (status < 0)
        return status;
    uint64_t all = summary->design.count, end = all;
    *first = from < all ? from : all;
    for (size_t i = summary->n_spans; i-- > 0;) {
        const span *in = &summary->spans[i];
        if (in->first > *first)
            end = in->first;
        else if (in->end > *first)
            *first = in->end;
    }
    *count = end - *first;
    return aic_error_clear(error);
}

int aic_summary_bins(const aic_summary *summary, size_t result, aic_bin *bins,
                     size_t capacity, size_t *count, aic_error *error)
{
    int status = check_result(summary, result, bins || !capacity ? count : NULL, error);
    if (status < 0)
        return status;
    bin_walk walk = aic_bins(&summary->histograms[result]);
    for (*count = 0; aic_next_bin(&walk); ++*count)
        if (*count < capacity)
            bins[*count] = (aic_bin){walk.low, walk.high, walk.count};
    return aic_error_clear(error);
}

/* Which part of a bin lies between two edges; its upper end is not below the first. A bin
 * of one value that is the second edge is in the last interval: the caller has passed
 * over others that end there. */
static double part_between(double low, double high, double from, double to)
{
    if (low == high)
        return low <= to ? 1 : 0;
    double first = low > from ? low : from, end = high < to ? high : to;
    return end > first ? (end - first) / (high - low) : 0;
}

int aic_summary_histogram(const aic_summary *summary, size_t result, const double *edges,
                          size_t edge_count, double *counts, aic_error *error)
{
    int status = check_result(summary, result, edges ? counts : NULL, error);
    if (status < 0)
        return status;
    if (edge_count < 2)
        return aic_error_set(error, AIC_E_ARGUMENT, "a histogram has at least two edges");
    for (size_t i = 0; i < edge_count; i++)
        if (!isfinite(edges[i]) || (i > 0 && !(edges[i] > edges[i - 1])))
            return aic_error_set(error, AIC_E_ARGUMENT,
                                 "edge %zu is %g, and must be finite and above the one "
                                 "before",
                                 i, edges[i]);
    for (size_t i = 0; i + 1 < edge_count; i++)
        counts[i] = 0;
    bin_walk walk = aic_bins(&summary->histograms[result]);
    size_t start = 0;
    while (aic_next_bin(&walk)) {
        double low = held(summary, result, walk.low);
        double high = held(summary, result, walk.high);
        while (start + 2 < edge_count && edges[start + 1] <= low)
            start++;
        for (size_t i = start; i + 1 < edge_count && edges[i] <= high; i++)
            counts[i] +=
                (double)walk.count * part_between(low, high, edges[i], edges[i + 1]);
    }
    return aic_error_clear(error);
}
