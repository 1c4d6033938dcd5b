/* Is a summary as precise as was wanted? */
#include "uncertainty/elementary.h"
#include "uncertainty/totals.h"

/* Half the width of an interval, and what it is about. */
static void half_width(const aic_summary *summary, const aic_precision *wanted,
                       double *half, double *about)
{
    if (isnan(wanted->probability)) {
        aic_moments moments;
        aic_summary_result(summary, wanted->result, &moments, NULL);
        *about = moments.mean;
        *half = moments.standard_error * normal_reach(wanted->confidence);
        return;
    }
    double low, high;
    aic_summary_quantiles(summary, wanted->result, &wanted->probability, about, 1, NULL);
    aic_summary_quantile_interval(summary, wanted->result, wanted->probability,
                                  wanted->confidence, &low, &high, NULL);
    *half = high - *about > *about - low ? high - *about : *about - low;
}

static int check_one(const aic_precision *wanted, size_t i, size_t results,
                     aic_error *error)
{
    bool quantile = !isnan(wanted->probability);
    if (wanted->result < results &&
        (!quantile || (wanted->probability > 0 && wanted->probability < 1)) &&
        wanted->confidence > 0 && wanted->confidence < 1 && wanted->relative >= 0 &&
        wanted->absolute >= 0 && (wanted->relative > 0 || wanted->absolute > 0))
        return AIC_OK;
    return aic_error_set(error, AIC_E_ARGUMENT,
                         "wanted precision %zu: result %zu, probability %g, confidence "
                         "%g, relative %g, absolute %g cannot be reached",
                         i, wanted->result, wanted->probability, wanted->confidence,
                         wanted->relative, wanted->absolute);
}

int aic_precision_check(const aic_precision *enough, size_t count,
                        const aic_summary *summary, aic_error *error)
{
    if (count && !enough)
        return aic_error_set(error, AIC_E_ARGUMENT, "the wanted precisions are NULL");
    int status = AIC_OK;
    for (size_t i = 0; i < count && status == AIC_OK; i++)
        status = check_one(&enough[i], i, summary->design.n_results, error);
    return status;
}

bool aic_precision_reached(const aic_summary *summary, const aic_precision *enough,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double half, about;
        half_width(summary, &enough[i], &half, &about);
        if (!(half <= enough[i].relative * fabs(about) || half <= enough[i].absolute))
            return false;
    }
    return count > 0;
}

int aic_summary_reached(const aic_summary *summary, const aic_precision *enough,
                        size_t enough_count, int32_t *reached, aic_error *error)
{
    if (!summary || !reached)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the summary, or where to write the answer, is NULL");
    int status = aic_precision_check(enough, enough_count, summary, error);
    if (status < 0)
        return status;
    *reached = aic_precision_reached(summary, enough, enough_count);
    return aic_error_clear(error);
}
